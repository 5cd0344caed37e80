"""Phrases that take part in an act and that no other rule makes a candidate: "nine people", "Syrian" of "Syrian shelling".

The model marks the words of those who act and those to whom it is done (`Language.acts`). A marked noun outside all
other candidates becomes a candidate with its phrase; a marked word for a nation, or a marked capital, is its country.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import phrase_edges
from onrecord.grammar.tree import is_plural_form
from onrecord.lexicon.attributions import AttributionWords
from onrecord.lexicon.classes import WordClasses
from onrecord.lexicon.mentions import MentionWords
from onrecord.reading.mentions.candidate import Candidate, CandidateKind, Determiner
from onrecord.reading.mentions.names import TOWN_PEOPLE, Named
from onrecord.reading.mentions.senses import Senses
from onrecord.reading.rules import Rule, always, first_rule
from onrecord.types import ActMention, Document, Reason

LEAST_ACT, LEAST_PART = 0.25, 0.4  # probabilities of the act, and of the word that takes part
SURE_ACT, SURE_PART = 0.54, 0.9  # the same for a noun that texts often mention as a place: "the army"
SIDES = ("actor", "recipient")
NOUNS = ("NOUN", "PROPN", "NUM", "ADJ")
BEFORE_NOUN = ("det", "amod", "nummod", "compound", "nmod:poss", "flat")
SHORTEST_ACRONYM = 2  # letters of a name in capitals that is a body's


def participant_candidates(
    document: Document,
    acts: Sequence[ActMention],
    found: Sequence[Candidate],
    forest: Forest,
    senses: Senses,
    words: MentionWords,
    names: Sequence[Sequence[Named]],
) -> Iterator[Candidate]:
    """Yield the phrases that take part in an act and overlap no candidate of `found`, each once.

    `names` are the names of each sentence, those of places included.
    """
    labels = {token.start: name.label for named in names for name in named for token in name.tokens}
    covered = {offset for candidate in found for offset in range(candidate.start, candidate.end)}
    marked = marked_words(acts)
    for start in sorted(marked):
        place = forest.token_at(start)
        if place is None:
            continue
        if _is_one_of_several_nations(*place, senses):
            is_known = any(c.start == start and c.country for c in found)
            nation = None if is_known else _nation(document, *place, senses)
            if nation is not None:
                yield nation
            continue
        if start in covered:
            continue
        candidate = _nation(document, *place, senses) or _phrase(
            document, *place, marked, senses, words, labels
        )
        if candidate is not None and covered.isdisjoint(range(candidate.start, candidate.end)):
            covered.update(range(candidate.start, candidate.end))
            yield candidate


def marked_words(
    acts: Sequence[ActMention], least_act: float = LEAST_ACT, least_part: float = LEAST_PART
) -> frozenset[int]:
    """Return the offsets of the words that take part in an act."""
    return frozenset(
        part.start
        for act in acts
        if act.types[0].score >= least_act
        for part in act.parts
        if part.kind in SIDES and part.score >= least_part
    )


def sure_words(acts: Sequence[ActMention]) -> frozenset[int]:
    """Return the offsets of the words that surely take part in a likely act."""
    return marked_words(acts, SURE_ACT, SURE_PART)


def words_spoken_to(forest: Forest, words: AttributionWords) -> frozenset[int]:
    """Return the offsets of the words for who is spoken to: "told the court", "assured parliament"."""
    return frozenset(
        tree.tokens[c].start
        for tree in forest.trees
        for i, token in enumerate(tree.tokens)
        if token.upos == "VERB" and any(cue.hearer for cue in words.cues.get(("verb", tree.lemma(i)), ()))
        for c in tree.of(i, "iobj", "obj", "nsubj:pass")
    )


def _nation(document: Document, tree: Tree, i: int, senses: Senses) -> Candidate | None:
    """Return the country of a word for a nation before a noun, or of a capital that acts."""
    token = tree.tokens[i]
    # "the valley" is not The Valley, "a male guard" not of Male, "turkey farms" are no state's
    if not token.text[0].isupper():
        return None
    first = token.head if tree.is_related(i, ("conj",)) else i  # "French" of "Indian and French warships"
    is_adjective = token.upos == "ADJ" and not tree.of(i, "det")  # not "the wounded Russian"
    code = senses.nation(token.text) if is_adjective or tree.is_related(first, BEFORE_NOUN) else None
    code = code or senses.world.capital_country(token.text)
    if code is None:
        return None
    reason = Reason(rule="nation-takes-part", words=token.text)
    return _candidate(document, tree, i, i, reason, kind="country", country=code)


def _is_one_of_several_nations(tree: Tree, i: int, senses: Senses) -> bool:
    """Return whether a word is a nation that is joined to another one before a noun: "Indian and French warships"."""
    joined = [tree.tokens[i].head] if tree.is_related(i, ("conj",)) else tree.of(i, "conj")
    words = (tree.tokens[n].text for n in (i, *joined))
    return bool(joined) and all(senses.nation(word) is not None for word in words)


def _phrase(
    document: Document,
    tree: Tree,
    i: int,
    marked: frozenset[int],
    senses: Senses,
    words: MentionWords,
    labels: Mapping[int, str],
) -> Candidate | None:
    """Return the noun phrase that holds a marked word, up to its noun; None if no noun heads it."""
    head = _head_of_marked(tree, i, marked)
    if head is None:
        return None
    first, _ = phrase_edges(tree, head)
    is_plural = is_plural_form(tree.tokens[head]) or bool(tree.of(head, "nummod"))
    before = [tree.word(n) for n in range(first, head)]
    reason = Reason(rule="takes-part-in-an-act", words=tree.tokens[head].text)
    kind = _kind(_Head(tree, head, is_plural, labels, words, senses))
    found = _candidate(document, tree, first, head, reason, kind=kind)
    return replace(
        found,
        determiner=_determiner(before, words.classes),
        number="plural" if is_plural else "singular",
        country=_only_nation(tree, head, senses),
    )


def _head_of_marked(tree: Tree, i: int, marked: frozenset[int]) -> int | None:
    """Return the noun of the phrase of a marked word; none for "northern" of "northern Mali", where Mali is not marked."""
    head = i
    while tree.is_related(head, BEFORE_NOUN) and tree.tokens[head].head > head:
        if tree.tokens[tree.tokens[head].head].start not in marked:
            break  # "the Oslo office's raid": the raid takes no part in itself
        head = tree.tokens[head].head
    is_modifier = tree.tokens[head].upos == "ADJ" and tree.is_related(head, BEFORE_NOUN)
    return None if is_modifier or tree.tokens[head].upos not in NOUNS else head


def _only_nation(tree: Tree, head: int, senses: Senses) -> str | None:
    """Return the country of the nation before a noun, if there are not several: "four Kyrgyz shepherds"."""
    before = [n for n in tree.of(head, "amod", "compound") if n < head]
    if any(_is_one_of_several_nations(tree, n, senses) for n in before):
        return None
    return next((code for n in before if (code := senses.nation(tree.tokens[n].text))), None)


def _candidate(
    document: Document,
    tree: Tree,
    first: int,
    head: int,
    reason: Reason,
    kind: CandidateKind,
    country: str | None = None,
) -> Candidate:
    start, end = tree.tokens[first].start, tree.tokens[head].end
    core = first + 1 if tree.tokens[first].upos == "DET" and first < head else first
    return Candidate(
        start=start,
        end=end,
        text=document.text[start:end],
        form="nominal" if country is None else "name",
        kind=kind,
        head=tree.tokens[head].start,
        core=document.text[tree.tokens[core].start : end],
        country=country,
        takes_part=True,
        reason=reason,
    )


def _determiner(before: Sequence[str], classes: WordClasses) -> Determiner:
    if any(word in classes.referring_determiners for word in before):
        return "definite"
    return "indefinite" if any(word in classes.indefinite_determiners for word in before) else "none"


# ---- what kind of actor it is ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Head:
    """The noun of a phrase that takes part in an act, with what tells its kind."""

    tree: Tree
    i: int
    is_plural: bool
    labels: Mapping[int, str]  # of the names, by the offset of each word
    words: MentionWords
    senses: Senses

    @property
    def text(self) -> str:
        """The word itself."""
        return self.tree.tokens[self.i].text

    @property
    def label(self) -> str | None:
        """The label of the name that the word is in."""
        return self.labels.get(self.tree.tokens[self.i].start)

    @property
    def is_name(self) -> bool:
        """Whether it is a proper noun that no person's name holds."""
        return self.tree.tokens[self.i].upos == "PROPN" and self.label != "PER"


def _kind(head: _Head) -> CandidateKind:
    """Return the kind of actor that a phrase names: the first of `KIND_RULES` that applies decides."""
    rule = first_rule(KIND_RULES, head)
    return rule.result(head) if rule is not None else "person"


def _counts(head: _Head) -> bool:
    """Return whether the noun only counts: "five", "most"."""
    is_number = head.tree.tokens[head.i].upos == "NUM"
    return is_number or head.tree.word(head.i) in head.words.classes.quantity_nouns


def _is_town(head: _Head) -> bool:
    """Return whether a name is that of a region or larger town of the world."""
    place = next(iter(head.senses.world.places(head.text)), None) if head.is_name else None
    return place is not None and place.population >= TOWN_PEOPLE


def _is_place_noun(head: _Head) -> bool:
    classes, lemma = head.words.classes, head.tree.lemma(head.i)
    return lemma in classes.place_nouns or lemma in classes.place_divisions


def _is_acronym(head: _Head) -> bool:
    """Return whether a name in capitals can be a body's: "SAF", not "the PM"."""
    is_short = head.is_name and head.text.isupper() and len(head.text) >= SHORTEST_ACRONYM
    return is_short and head.text not in head.words.classes.person_acronyms


def _role_kind(head: _Head) -> CandidateKind | None:
    row = head.words.role(head.tree.lemma(head.i))
    return row.kind if row is not None else None


KIND_RULES: tuple[Rule[_Head, CandidateKind], ...] = (
    Rule("name of a place", lambda h: h.label == "LOC", lambda _: "place"),
    Rule("several", lambda h: h.is_plural or _counts(h), lambda _: "group"),
    Rule("role noun", lambda h: _role_kind(h) is not None, lambda h: _role_kind(h) or "person"),
    Rule("noun for a place", _is_place_noun, lambda _: "place"),
    Rule("town", _is_town, lambda _: "place"),
    Rule("name of a body", lambda h: h.label == "ORG" or _is_acronym(h), lambda _: "body"),
    Rule("any other", always, lambda _: "person"),
)
