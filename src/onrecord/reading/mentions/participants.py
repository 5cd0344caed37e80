"""Phrases that take part in an act and that no other rule makes a candidate: "nine people", "Syrian" of "Syrian shelling".

The model marks the words of those who act and those to whom it is done (`Language.acts`). A marked noun outside all
other candidates becomes a candidate with its phrase; a marked word for a nation, or a marked capital, is its country.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import phrase_edges
from onrecord.grammar.tree import is_plural_form
from onrecord.lexicon.attributions import AttributionWords
from onrecord.lexicon.classes import WordClasses
from onrecord.reading.mentions.candidate import Candidate, CandidateKind, Determiner
from onrecord.reading.mentions.names import Named
from onrecord.reading.mentions.senses import Senses
from onrecord.reading.rules import always
from onrecord.types import ActMention, Document, Reason, Token
from onrecord.world import PlaceRow

LEAST_ACT, LEAST_PART = 0.25, 0.4  # probabilities of the act, and of the word that takes part
SURE_ACT, SURE_PART = 0.54, 0.9  # the same for a noun that texts often mention as a place: "the army"
SIDES = ("actor", "recipient")
NOUNS = ("NOUN", "PROPN", "NUM", "ADJ")
# parts of speech of words that stand for those whom they count: "48 of her MPs", "more of them"
COUNTING_POS = ("NUM", "ADJ")
PERSON_NOUNS = ("person", "office", "informant")  # kinds of source nouns
LARGE_PLACE = 100_000  # people: with so many a name is the place's, though somebody bears it, too
BEFORE_NOUN = ("det", "amod", "nummod", "compound", "nmod:poss", "flat")


def participant_candidates(
    document: Document,
    acts: Sequence[ActMention],
    found: Sequence[Candidate],
    forest: Forest,
    senses: Senses,
    words: AttributionWords,
    names: Sequence[Sequence[Named]] = (),
) -> Iterator[Candidate]:
    """Yield the phrases that take part in an act and overlap no candidate of `found`, each once.

    `names` are the names of each sentence, those of places included.
    """
    located = _words_of_places(names)
    covered = {offset for candidate in found for offset in range(candidate.start, candidate.end)}
    marked = marked_words(acts)
    for start in sorted(marked):
        place = forest.token_at(start)
        if place is None:
            continue
        if _is_one_of_several_nations(*place, senses):
            yield from _unknown_nation(document, *place, found, senses)
            continue
        tree, i = place
        if start in covered or senses.is_town_of_a_name(tree.tokens[i].text):
            continue
        candidate = (
            _region(document, *place, senses)
            or _nation(document, *place, senses)
            or _phrase(document, *place, marked, senses, words, located)
        )
        if candidate is not None and covered.isdisjoint(range(candidate.start, candidate.end)):
            covered.update(range(candidate.start, candidate.end))
            yield candidate


def _words_of_places(names: Sequence[Sequence[Named]]) -> frozenset[int]:
    """Return the offsets of the words in names of places."""
    places = (name for named in names for name in named if name.label == "LOC")
    return frozenset(token.start for name in places for token in name.tokens)


def _unknown_nation(
    document: Document, tree: Tree, i: int, found: Sequence[Candidate], senses: Senses
) -> Iterator[Candidate]:
    """Yield the country of one of several nations, unless a candidate with a country begins there."""
    start = tree.tokens[i].start
    nation = (
        None if any(c.start == start and c.country for c in found) else _nation(document, tree, i, senses)
    )
    if nation is not None:
        yield nation


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
    code = code or senses.capital(token.text)
    if code is None:
        return None
    reason = Reason(rule="nation-takes-part", words=token.text)
    return _candidate(document, tree, i, i, reason, kind="country", country=code)


def _region(document: Document, tree: Tree, i: int, senses: Senses) -> Candidate | None:
    """Return the region of the name of a country that acts: the state of Georgia."""
    code = senses.region_abroad(tree.tokens[i].text) if tree.tokens[i].upos == "PROPN" else None
    if code is None or tree.is_related(i, BEFORE_NOUN):
        return None
    reason = Reason(rule="nation-takes-part", words=tree.tokens[i].text)
    return _candidate(document, tree, i, i, reason, kind="body", country=code)


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
    words: AttributionWords,
    located: Container[int],
) -> Candidate | None:
    """Return the noun phrase that holds a marked word, up to its noun; None if no noun heads it."""
    head = _head_of_marked(tree, i, marked)
    if head is None:
        return None
    first, _ = phrase_edges(tree, head)
    reason = Reason(rule="takes-part-in-an-act", words=tree.tokens[head].text)
    head_word = _Head(tree, head, senses, words, located)
    kind = next(kind for applies, kind in KIND_RULES if applies(head_word))
    return replace(
        _candidate(document, tree, first, head, reason, kind=kind),
        determiner=_determiner([tree.word(n) for n in range(first, head)], words.classes),
        number="plural" if kind == "group" else "singular",
        country=_only_nation(tree, head, senses),
    )


# ---- what kind of thing takes part -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Head:
    """The head noun of a phrase, and what is known of nouns and names."""

    tree: Tree
    i: int
    senses: Senses
    words: AttributionWords
    located: Container[int]  # the offsets of the words in names of places

    @property
    def token(self) -> Token:
        """The word."""
        return self.tree.tokens[self.i]


def _is_of_several(head: _Head) -> bool:
    """Return whether a phrase is plural, or counts: "48 of her MPs", "more than half", "a number of people"."""
    if is_plural_form(head.token) or head.tree.of(head.i, "nummod") or head.token.upos in COUNTING_POS:
        return True
    classes, behind = head.words.classes, head.tree.lowered[head.i + 1 : head.i + 2]
    is_quantity = head.tree.lemma(head.i) in classes.quantity_nouns
    return is_quantity and not classes.genitive_prepositions.isdisjoint(behind)


def _is_person_noun(head: _Head) -> bool:
    """Return whether a noun is one for a person, also as a title: "a weaver", "the Registrar"."""
    is_noun = head.words.source_kind(head.tree.lemma(head.i)) in PERSON_NOUNS
    return is_noun or head.token.text in head.words.classes.person_acronyms


def _is_large_place(head: _Head) -> bool:
    place = _place(head)
    return place is not None and place.population >= LARGE_PLACE


def _is_surname(head: _Head) -> bool:
    return head.token.upos == "PROPN" and bool(head.senses.world.people_by_surname(head.token.text))


def _place(head: _Head) -> PlaceRow | None:
    """Return the first place with the name that a phrase ends with: "Texas", "New York"."""
    if head.token.upos != "PROPN":
        return None
    first = min([head.i, *head.tree.of(head.i, "compound", "flat")])
    name = " ".join(token.text for token in head.tree.tokens[first : head.i + 1])
    places = head.senses.world.places
    return next(iter(places(name) or places(head.token.text)), None)


def _is_place_noun(head: _Head) -> bool:
    classes, lemma = head.words.classes, head.tree.lemma(head.i)
    return lemma in classes.place_nouns or lemma in classes.place_divisions


KIND_RULES: tuple[tuple[Callable[[_Head], bool], CandidateKind], ...] = (  # no noun for people, no person
    (lambda head: head.token.start in head.located, "place"),
    (_is_of_several, "group"),
    (_is_person_noun, "person"),
    (_is_place_noun, "place"),
    (_is_large_place, "place"),
    (_is_surname, "person"),
    (lambda head: _place(head) is not None, "place"),
    (always, "body"),
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


def _determiner(words: Sequence[str], classes: WordClasses) -> Determiner:
    if any(word in classes.referring_determiners for word in words):
        return "definite"
    return "indefinite" if any(word in classes.indefinite_determiners for word in words) else "none"
