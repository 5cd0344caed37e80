"""Names as candidates: a person's name with its title, and a capital that stands for a government.

The tree around a name gives the role noun or honorific before it, the country and body in its title, and
whether "Moscow" means the government or the city.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Tree
from onrecord.grammar.words import GENITIVES
from onrecord.lexicon.mentions import MentionWords, RoleRow, TitleRow
from onrecord.reading.mentions.candidate import Candidate, CandidateKind
from onrecord.reading.mentions.names import COUNTRY, SEAT, Named
from onrecord.reading.mentions.roles import HYPHENS, RoleNoun, covered, is_title
from onrecord.reading.mentions.senses import Senses
from onrecord.reading.mentions.sentence import AnnotatedSentence
from onrecord.reading.rules import Rule, always, first_result
from onrecord.types import Document, Reason, Span, Token

LONGEST_TITLE = 7  # tokens before a name among which its title is looked for
NAME_RELATIONS = (
    "compound",
    "appos",
    "flat",
    "root",
    "amod",
    "list",
)  # relations of a name that is no argument


def name_candidates(sentence: AnnotatedSentence) -> Iterator[Candidate]:
    """Yield the candidates of one sentence's names; names of places are left out."""
    document = sentence.document
    for name in sentence.names:
        if name.is_person:
            yield _person(name, sentence)
        elif name.label == "FAMILY":
            yield _named(document, name, "group", None, name.reason)
        elif name.label != "EVENT":
            candidate = _no_person(document, name, sentence)
            if candidate is not None:
                yield candidate


def _person(name: Named, sentence: AnnotatedSentence) -> Candidate:
    """Return the candidate of a person's name, its title included."""
    tokens, words = name.tree.tokens, sentence.words
    start, role = _title_start(name, sentence)
    owner = _owner_of_title(name, start, sentence.names)
    title = sentence.text(start, name.start) if start < name.start else None
    honorific = _honorific(tokens[start : name.start], words)
    span = sentence.span(start, name.end)
    return Candidate(
        start=span.start,
        end=span.end,
        text=span.text,
        form="name",
        kind="person",
        head=tokens[_head(name, span)].start,
        core=sentence.text(name.start, name.end),
        title=title,
        role=role or _honorific_role(honorific, words),
        number="singular",
        gender=_gender(name, role, honorific, words),
        modifiers=_outside_role_nouns(start, name.start, sentence),
        owner=sentence.span(owner.start, owner.end) if owner is not None else None,
        country=_country_of_title(name, start, owner, sentence),
        reason=name.reason,
    )


def _head(name: Named, span: Span) -> int:
    """Return the head of a name with its title: the name's own, unless it depends on the title."""
    tree = name.tree
    own = tree.head_of(name.tokens[0].start, name.tokens[-1].end)
    if own is not None and tree.tokens[own].head not in tree.between(span.start, span.end):
        return own
    head = tree.head_of(span.start, span.end)
    return name.start if head is None else head


def _honorific(title: Sequence[Token], words: MentionWords) -> TitleRow | None:
    """Return the row of the first honorific in a title: "Sen."."""
    return next((words.titles[t.text] for t in title if t.text in words.titles), None)


def _outside_role_nouns(start: int, end: int, sentence: AnnotatedSentence) -> tuple[str, ...]:
    """Return the words from token `start` to `end` that are in no role noun."""
    inside = covered(sentence.role_nouns)
    return tuple(sentence.tree.tokens[i].text for i in range(start, end) if i not in inside)


def _owner_of_title(name: Named, start: int, names: Sequence[Named]) -> Named | None:
    """Return the name that owns the title: the one with "'s" before it, or the first body in it."""
    bodies = (n for n in names if n.label == "ORG" and start <= n.start and n.end <= name.start)
    return _possessor(name.tree, start, names) or next(bodies, None)


def _country_of_title(
    name: Named, start: int, owner: Named | None, sentence: AnnotatedSentence
) -> str | None:
    """Return the country in the title before a name, or that of the title's owner."""
    country = country_in(sentence.document, name.tree, start, name.start, sentence.senses)
    if country is not None or owner is None:
        return country
    return sentence.senses.nation(_text(sentence.document, owner))


def _possessor(tree: Tree, start: int, names: Sequence[Named]) -> Named | None:
    """Return the name whose "'s" ends before token `start`: "Peru" of "Peru's Rafael Ibarra"."""
    if start < 2 or tree.tokens[start - 1].text not in GENITIVES:
        return None
    return next((n for n in names if n.end == start - 1 and n.label in ("ORG", "LOC", "PER")), None)


def _text(document: Document, name: Named) -> str:
    return document.text[name.tokens[0].start : name.tokens[-1].end]


def _title_start(name: Named, sentence: AnnotatedSentence) -> tuple[int, RoleRow | None]:
    """Return the token where the title before a name begins, and the row of its role noun."""
    tree, start = name.tree, name.start
    row: RoleRow | None = None
    by_end = {noun.end: noun for noun in sentence.role_nouns if _is_part_of_title(tree, noun)}
    while start > 0 and name.start - start < LONGEST_TITLE:
        if start in by_end:
            noun = by_end[start]
            row, start = row or noun.row, noun.start
            start = next((n.start for n in sentence.names if n.rule == SEAT and n.end == start), start)
            continue
        width = _title_width(name, start, sentence.words)
        if width == 0:
            break
        start -= width
    while start < name.start and tree.tokens[start].upos == "PUNCT":
        start += 1
    return start, row


def _is_part_of_title(tree: Tree, noun: RoleNoun) -> bool:
    """Return whether a role noun right before a name or title belongs to the title; one before a comma does not."""
    return is_title(tree, noun) and tree.tokens[noun.end - 1].text != ","


def _title_width(name: Named, start: int, words: MentionWords) -> int:
    """Return how many tokens before token `start` belong to the title of a name besides role nouns."""
    tokens = name.tree.tokens
    if _is_split_title(tokens, start, words):
        return 2
    is_title_word = tokens[start - 1].text in words.titles
    is_premodifier = start < name.start and _is_premodifier(name.tree, start - 1, name.end)
    return 1 if is_title_word or is_premodifier else 0


def _is_split_title(tokens: Sequence[Token], end: int, words: MentionWords) -> bool:
    """Return whether an abbreviated title and its full stop, as two tokens, end before token `end`."""
    return end > 1 and tokens[end - 1].text == "." and tokens[end - 2].text + "." in words.titles


def _is_premodifier(tree: Tree, i: int, end: int) -> bool:
    """Return whether token `i` is an adjective or noun whose head follows it inside the name's phrase."""
    token = tree.tokens[i]
    if token.text in HYPHENS:
        return i > 0 and tree.tokens[i - 1].end == token.start
    if token.upos not in ("ADJ", "NOUN", "PROPN", "X"):
        return False
    return i < token.head < end


def _honorific_role(honorific: TitleRow | None, words: MentionWords) -> RoleRow | None:
    """Return the row of the role noun that an honorific stands for: "senator" for "Sen."."""
    return words.role(honorific.role) if honorific is not None and honorific.role else None


def _gender(name: Named, role: RoleRow | None, honorific: TitleRow | None, words: MentionWords) -> str | None:
    """Return the gender that the honorific, the role noun or the first name gives, in this order."""
    if honorific is not None and honorific.gender:
        return honorific.gender
    if role is not None and role.gender:
        return role.gender
    # A surname alone says nothing of gender: "Clinton" is a first name, too.
    return words.genders.get(name.tokens[0].text) if len(name.tokens) > 1 else None


def _no_person(document: Document, name: Named, sentence: AnnotatedSentence) -> Candidate | None:
    """Return the candidate of a name that is no person's, or None for a place."""
    words, senses = sentence.words, sentence.senses
    if name.party is not None and name.party.party is not None:
        party = _named(document, name, "body", name.party.country, name.reason)
        return replace(party, core=name.party.party, role=words.role("party"))
    text = _text(document, name)
    country = senses.country(text)
    if _is_people(name, text, country, senses) or name.tokens[-1].text in words.classes.party_member_nouns:
        return None  # "Russian" describes, "Russians" and "Democrats" are people: nominals.py
    if country is not None:
        return _named(document, name, "country", country, Reason(rule=COUNTRY))
    if (capital := senses.capital(text)) is not None:
        if not stands_for_government(name.tree, name.start, name.end, words):
            return None
        reason = Reason(rule="capital-as-government", words=text)
        shared = senses.seat(text)
        return _named(document, name, "body" if shared else "country", None if shared else capital, reason)
    if name.label != "ORG":
        return None
    return _named(document, name, "body", senses.region_of(text, words.bodies_of_regions), name.reason)


def _is_people(name: Named, text: str, country: str | None, senses: Senses) -> bool:
    """Return whether a name is one word for a people: "Russian"; not an acronym, nor a country unless ADJ."""
    if len(name.tokens) > 1 or text.isupper() or "." in text:
        return False
    is_country_noun = country is not None and name.tokens[0].upos != "ADJ"
    return senses.world.demonym(text) is not None and not is_country_noun


def _named(
    document: Document, name: Named, kind: CandidateKind, code: str | None, reason: Reason
) -> Candidate:
    """Return the candidate of a name without a title."""
    start, end = name.tokens[0].start, name.tokens[-1].end
    text = document.text[start:end]
    return Candidate(
        start=start,
        end=end,
        text=text,
        form="name",
        kind=kind,
        head=name.tree.tokens[name.tree.head_of(start, end) or name.start].start,
        core=text,
        number="plural" if kind == "group" else "singular",
        country=code,
        reason=reason,
    )


# ---- capitals ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _CapitalUse:
    """The syntax of a capital's name: its head, relation, governor and prepositions."""

    tree: Tree
    head: int
    relation: str
    governor: str  # lemma
    prepositions: frozenset[str]
    words: MentionWords


def stands_for_government(tree: Tree, start: int, end: int, words: MentionWords) -> bool:
    """Return whether a capital's name is used for the government that sits there.

    It is as a subject, as a possessor and after "with", "against", "on". It is the city after "in", after
    "to" with a word of motion, and before a noun ("the Moscow trip").
    """
    head = tree.head_of(tree.tokens[start].start, tree.tokens[end - 1].end)
    if head is None:
        return False
    head = _conjunct_of(tree, head)
    governor = tree.tokens[head].head
    use = _CapitalUse(
        tree,
        head,
        tree.relations[head],
        tree.lemma(governor) if governor >= 0 else "",
        frozenset(tree.word(c) for c in tree.of(head, "case")),
        words,
    )
    return bool(first_result(CAPITAL_RULES, use))


def _is_subject_of_verb(use: _CapitalUse) -> bool:
    """Return whether the verb above is no copula: "Moscow refused", not "Moscow is a city"."""
    governor = use.tree.tokens[use.head].head
    return governor >= 0 and not use.tree.of(governor, "cop")


def _is_of_place(use: _CapitalUse) -> bool:
    return not use.prepositions or bool(use.prepositions & use.words.classes.standing_place_prepositions)


def _is_without_motion(use: _CapitalUse) -> bool:
    """Return whether no word above is one of motion: "a warning to Moscow", not "a flight to Moscow"."""
    above = {use.governor} | _above(use.tree, use.head)
    return not above & use.words.classes.motion_words


CAPITAL_RULES: tuple[Rule[_CapitalUse, bool], ...] = (
    Rule("possessor", lambda u: u.tree.tokens[u.head].deprel == "nmod:poss", lambda _: True),
    Rule("inside a name or noun phrase", lambda u: u.relation in NAME_RELATIONS, lambda _: False),
    Rule("subject", lambda u: u.relation == "nsubj", _is_subject_of_verb),
    Rule(
        "object",
        lambda u: u.relation in ("obj", "iobj"),
        lambda u: u.governor not in u.words.classes.visit_verbs,
    ),
    Rule("after a preposition of place, or none", _is_of_place, lambda _: False),
    Rule(
        "after a preposition of place or direction",
        lambda u: bool(u.prepositions & u.words.classes.standing_open_prepositions),
        _is_without_motion,
    ),
    Rule(
        "after a preposition of dealings",
        always,
        lambda u: bool(u.prepositions & u.words.classes.standing_government_prepositions),
    ),
)


def _conjunct_of(tree: Tree, i: int) -> int:
    """Return the conjunct whose preposition `i` shares: the nearest before it with one, else the first."""
    while tree.tokens[i].deprel == "conj" and not tree.of(i, "case") and tree.tokens[i].head >= 0:
        i = tree.tokens[i].head
    return i


def _above(tree: Tree, i: int) -> set[str]:
    """Return the lemmas of head and subject of the governor of `i`, if that is no noun or verb.

    "flight" in "a flight back to Cairo", "trip" in "the trip is her first to Cairo".
    """
    governor = tree.tokens[i].head
    if governor < 0 or tree.tokens[governor].upos not in ("ADV", "ADJ", "NUM"):
        return set()
    beside = [*tree.of(governor, "nsubj"), tree.tokens[governor].head]
    return {tree.lemma(b) for b in beside if b >= 0}


def country_in(document: Document, tree: Tree, start: int, end: int, senses: Senses) -> str | None:
    """Return the country that the modifiers of a phrase name, the last first: "Russian", "South Korean"."""
    tokens = tree.tokens
    for i in range(end - 1, start - 1, -1):
        if _is_before_hyphen(tokens, i):
            continue  # "the U.S. - based Saudi journalist" is Saudi
        # two words first: "South Korean", though a parser may leave out the first of them
        for j in range(max(i - 1, 0), i + 1):
            code = _nation(document.text[tokens[j].start : tokens[i].end], senses)
            if code is not None:
                return code
    return None


def _nation(text: str, senses: Senses) -> str | None:
    return senses.nation(text) if text[:1].isupper() else None


def _is_before_hyphen(tokens: Sequence[Token], i: int) -> bool:
    if i + 1 >= len(tokens):
        return False
    return tokens[i + 1].text in HYPHENS and tokens[i + 1].start == tokens[i].end
