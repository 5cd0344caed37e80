"""Names as candidates: the title before a person's name, and capitals that stand for governments.

What a name's own surroundings say of it, read off the tree: the role noun or honorific in
front, the country and body that the title names, and whether "Moscow" acts or is a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import GENITIVES
from onrecord.lexicon.mentions import MentionWords, RoleRow, TitleRow
from onrecord.reading.mentions.candidate import Candidate, CandidateKind
from onrecord.reading.mentions.names import COUNTRY, Named
from onrecord.reading.mentions.roles import HYPHENS, RoleAt, is_title
from onrecord.reading.mentions.senses import Senses
from onrecord.types import Document, Reason, Token, span_of
from onrecord.world import World

LONGEST_TITLE = 7  # tokens before a name that still belong to its title


def name_candidates(
    document: Document,
    names: Sequence[Named],
    roles: Sequence[RoleAt],
    words: MentionWords,
    world: World,
    senses: Senses,
) -> Iterator[Candidate]:
    """Yield the candidates of one sentence's names; places that are no actors are left out."""
    for name in names:
        if name.label == "PER":
            yield _person(document, name, names, roles, words, senses)
        elif name.label == "FAMILY":
            yield _named(document, name, "group", None, name.reason)
        elif name.label != "EVENT":
            candidate = _no_person(document, name, words, world, senses)
            if candidate is not None:
                yield candidate


def _person(
    document: Document,
    name: Named,
    names: Sequence[Named],
    roles: Sequence[RoleAt],
    words: MentionWords,
    senses: Senses,
) -> Candidate:
    tokens = name.tree.tokens
    start, role = _title_start(name, roles, words)
    owner = _possessor(name.tree, start, names) or next(
        (n for n in names if n.label == "ORG" and start <= n.start and n.end <= name.start), None
    )
    title = document.text[tokens[start].start : tokens[name.start - 1].end] if start < name.start else None
    honorific = next(
        (words.titles[t.text] for t in tokens[start : name.start] if t.text in words.titles), None
    )
    inside = {i for r in roles for i in range(r.start, r.end)}
    span_start, span_end = tokens[start].start, tokens[name.end - 1].end
    return Candidate(
        start=span_start,
        end=span_end,
        text=document.text[span_start:span_end],
        form="name",
        kind="person",
        head=tokens[name.tree.head_of(span_start, span_end) or name.start].start,
        core=document.text[tokens[name.start].start : span_end],
        title=title,
        role=role or _title_role(honorific, words),
        number="singular",
        gender=_gender(name, role, honorific, words),
        modifiers=tuple(t.text for i, t in enumerate(tokens[start : name.start], start) if i not in inside),
        owner=span_of(document.text, owner.tokens[0].start, owner.tokens[-1].end) if owner else None,
        country=country_in(document, name.tree, start, name.start, senses)
        or (senses.nation(_text(document, owner)) if owner is not None else None),
        reason=name.reason,
    )


def _possessor(tree: Tree, start: int, names: Sequence[Named]) -> Named | None:
    """Return the name whose "'s" ends before token `start`: "Peru" of "Peru's Rafael Ibarra"."""
    if start < 2 or tree.tokens[start - 1].text not in GENITIVES:
        return None
    return next((n for n in names if n.end == start - 1 and n.label in ("ORG", "LOC", "PER")), None)


def _text(document: Document, name: Named) -> str:
    return document.text[name.tokens[0].start : name.tokens[-1].end]


def _title_start(name: Named, roles: Sequence[RoleAt], words: MentionWords) -> tuple[int, RoleRow | None]:
    """Return the token where the title before a name begins, and the row of its role noun."""
    tree, start = name.tree, name.start
    row: RoleRow | None = None
    ending = {r.end: r for r in roles}
    while start > 0 and name.start - start < LONGEST_TITLE:
        role = ending.get(start)
        if role is not None and is_title(tree, role) and tree.tokens[start - 1].text != ",":
            row, start = row or role.row, role.start
        elif _is_split_title(tree.tokens, start, words):
            start -= 2
        elif tree.tokens[start - 1].text in words.titles or (
            start < name.start and _is_premodifier(tree, start - 1, name.end)
        ):
            start -= 1
        else:
            break
    while start < name.start and tree.tokens[start].upos == "PUNCT":
        start += 1
    return start, row


def _is_split_title(tokens: Sequence[Token], end: int, words: MentionWords) -> bool:
    """Return whether an abbreviated title cut from its full stop ends before token `end`."""
    return end > 1 and tokens[end - 1].text == "." and tokens[end - 2].text + "." in words.titles


def _is_premodifier(tree: Tree, i: int, end: int) -> bool:
    """Return whether token `i` describes a title to its right: an adjective or noun inside the phrase."""
    token = tree.tokens[i]
    if token.text in HYPHENS:
        return i > 0 and tree.tokens[i - 1].end == token.start
    if token.upos not in ("ADJ", "NOUN", "PROPN", "X"):
        return False
    return i < token.head < end


def _title_role(honorific: TitleRow | None, words: MentionWords) -> RoleRow | None:
    return words.role(honorific.role) if honorific is not None and honorific.role else None


def _gender(name: Named, role: RoleRow | None, honorific: TitleRow | None, words: MentionWords) -> str | None:
    if honorific is not None and honorific.gender:
        return honorific.gender
    if role is not None and role.gender:
        return role.gender
    # A surname alone tells nothing: "Clinton" is a first name, too.
    return words.genders.get(name.tokens[0].text) if len(name.tokens) > 1 else None


def _no_person(
    document: Document, name: Named, words: MentionWords, world: World, senses: Senses
) -> Candidate | None:
    """Return the candidate of a name that is no person's, or None for a place."""
    tokens = name.tokens
    text = _text(document, name)
    country = senses.country(text)
    is_word = len(tokens) == 1 and not text.isupper() and "." not in text
    is_people = is_word and world.demonym(text) is not None and (country is None or tokens[0].upos == "ADJ")
    if is_people or tokens[-1].text in words.classes.party_member_nouns:
        return None  # "Russian" describes, "Russians" and "Democrats" are people: nominals.py
    if country is not None:
        return _named(document, name, "country", country, Reason(rule=COUNTRY))
    if (capital := world.capital_country(text)) is not None:
        if not stands_for_government(name.tree, name.start, name.end, words):
            return None
        reason = Reason(rule="capital-as-government", words=text)
        shared = senses.seat(text)
        return _named(document, name, "body" if shared else "country", None if shared else capital, reason)
    return _named(document, name, "body", None, name.reason) if name.label == "ORG" else None


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


def stands_for_government(tree: Tree, start: int, end: int, words: MentionWords) -> bool:
    """Return whether a capital's name is used for the government that sits there.

    As a subject, a possessor or after "with", "against", "on" it is; after "in", after "to"
    with a word of motion, and before a noun ("the Moscow trip") it is the city.
    """
    head = tree.head_of(tree.tokens[start].start, tree.tokens[end - 1].end)
    if head is None:
        return False
    head = _conjunct_of(tree, head)
    token = tree.tokens[head]
    relation = token.deprel.partition(":")[0]
    if token.deprel == "nmod:poss":
        return True
    if relation in ("compound", "appos", "flat", "root", "amod", "list"):
        return False
    if relation == "nsubj":
        return not tree.of(tree.tokens[head].head, "cop") if token.head >= 0 else False
    governor = tree.tokens[token.head].lemma.lower() if token.head >= 0 else ""
    if relation in ("obj", "iobj"):
        return governor not in words.classes.visit_verbs
    cases = {tree.tokens[c].text.lower() for c in tree.of(head, "case")}
    if not cases or cases & words.classes.standing_place_prepositions:
        return False
    if cases & words.classes.standing_open_prepositions:
        return not ({governor} | _above(tree, head)) & words.classes.motion_words
    return bool(cases & words.classes.standing_government_prepositions)


def _conjunct_of(tree: Tree, i: int) -> int:
    """Return the first of a coordination that `i` is a later part of."""
    while tree.tokens[i].deprel == "conj" and not tree.of(i, "case") and tree.tokens[i].head >= 0:
        i = tree.tokens[i].head
    return i


def _above(tree: Tree, i: int) -> set[str]:
    """Return the lemmas that a governor leans on, if it is no noun or verb of its own.

    "a flight back to Cairo", "the trip is her first to Cairo".
    """
    governor = tree.tokens[i].head
    if governor < 0 or tree.tokens[governor].upos not in ("ADV", "ADJ", "NUM"):
        return set()
    beside = [*tree.of(governor, "nsubj"), tree.tokens[governor].head]
    return {tree.tokens[b].lemma.lower() for b in beside if b >= 0}


def country_in(document: Document, tree: Tree, start: int, end: int, senses: Senses) -> str | None:
    """Return the country that a phrase's modifiers give: "Russian", "U.S.", "South Korean"."""
    tokens = tree.tokens
    for i in range(end - 1, start - 1, -1):
        if i + 1 < len(tokens) and tokens[i + 1].text in HYPHENS and tokens[i + 1].start == tokens[i].end:
            continue  # "the U.S. - based Saudi journalist" is Saudi
        for j in (i - 1, i):
            if j < start or not tokens[j].text[:1].isupper():
                continue
            text = document.text[tokens[j].start : tokens[i].end]
            code = senses.nation(text)
            if code is not None:
                return code
    return None
