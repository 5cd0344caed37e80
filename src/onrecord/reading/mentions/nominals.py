"""Nominals and pronouns: noun phrases whose head is a role noun, and he, she, they, it, who.

A noun counts when roles.tsv lists it ("official", "critics", "the administration"), when it
is a nationality used as a noun ("the Russians") or the members of a party ("congressional
Democrats"). The mention is the phrase from its article to its head, without what follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import is_introduced_by, owning_phrases
from onrecord.grammar.tree import is_plural_form
from onrecord.lexicon.mentions import ROLES, MentionWords, RoleRow
from onrecord.lexicon.tables import row_reason
from onrecord.reading.mentions.candidate import Candidate, CandidateKind, Determiner
from onrecord.reading.mentions.names import Named
from onrecord.reading.mentions.roles import HYPHENS, RoleAt
from onrecord.reading.mentions.senses import Senses
from onrecord.reading.mentions.titles import country_in
from onrecord.types import Document, Reason, Span, span_of

LONGEST_PHRASE = 8  # tokens of a nominal; beyond, what its possessor says is left out
BEFORE = frozenset(
    {"det", "amod", "compound", "nummod", "nmod", "flat", "punct", "advmod", "case", "acl", "dep"}
)
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
COLLECTIVE_ENDINGS = ("ese", "sh", "ch", "ss")  # "the Chinese", "the British": peoples without a plural
DESCRIBING = ("MISC", "NORP")  # labels of names that stand inside a phrase: "Russian", "Democratic"
MODIFYING = frozenset({"compound", "amod", "flat", "goeswith", "compound:prt"})


def nominal_candidates(
    document: Document,
    tree: Tree,
    roles: Sequence[RoleAt],
    names: Sequence[Named],
    words: MentionWords,
    senses: Senses,
) -> Iterator[Candidate]:
    """Yield the nominals of one sentence."""
    inside = {i for n in names if n.label not in DESCRIBING for i in range(n.start, n.end)}
    starts = {n.start for n in names if n.label == "PER"}
    for role in roles:
        if role.end in starts or any(i in inside for i in range(role.start, role.end)):
            continue  # a title, or part of a name
        found = _nominal(document, tree, role, roles, names, words, senses)
        if found is not None:
            yield found
    covered = {i for r in roles for i in range(r.start, r.end)}
    for i, token in enumerate(tree.tokens):
        if token.upos in ("PROPN", "NOUN", "ADJ") and token.text[:1].isupper() and i not in covered:
            found = _people(document, tree, i, names, words, senses)
            if found is not None:
                yield found


def _nominal(
    document: Document,
    tree: Tree,
    role: RoleAt,
    roles: Sequence[RoleAt],
    names: Sequence[Named],
    words: MentionWords,
    senses: Senses,
) -> Candidate | None:
    head = _head(tree, role)
    token = tree.tokens[head]
    if token.upos not in ("NOUN", "PROPN") or token.deprel in MODIFYING:
        return None
    plural = is_plural_form(token)
    start = _phrase_start(tree, role.start, role.end, names, words)
    while start < role.start and tree.tokens[start].text.lower() in words.classes.approximators:
        start += 1  # "at least 14 people"
    determiner = _determiner(tree, start, role.start, words)
    if determiner is None or not _refers(tree, head, start, role, determiner, plural):
        return None
    kind: CandidateKind = "group" if role.row.kind == "group" or plural else _KINDS[role.row.kind]
    found = _candidate(
        document, tree, (start, role.start, role.end), head, kind, role.row, determiner, plural, names, senses
    )
    if found.country is None and (kind == "government" or role.row.phrase in words.classes.seated_nouns):
        found = replace(found, country=_seat(document, tree, head, senses))
    if found.owner is None:
        found = replace(found, owner=_described_owner(document, tree, head, roles, words))
    return found


def _seat(document: Document, tree: Tree, head: int, senses: Senses) -> str | None:
    """Return the country in which an authority sits: "the administration in Bamako"."""
    for i in tree.of(head, "nmod"):
        if is_introduced_by(tree, i, ("in",)):
            first = min([i, *tree.of(i, "compound", "flat")])
            place = document.text[tree.tokens[first].start : tree.tokens[i].end]
            code = senses.nation(place) or senses.world.capital_country(place)
            if code is not None:
                return code
    return None


def _described_owner(
    document: Document, tree: Tree, head: int, roles: Sequence[RoleAt], words: MentionWords
) -> Span | None:
    """Return the role phrase whose it is: "the minister's spokesman", "a spokeswoman for the ministry"."""
    tokens = tree.tokens
    for i in owning_phrases(tree, head, words.classes.owner_prepositions):
        for role in roles:
            if role.start <= i < role.end:
                return span_of(document.text, tokens[role.start].start, tokens[role.end - 1].end)
    return None


_KINDS: dict[str, CandidateKind] = {
    "person": "person",
    "group": "group",
    "body": "body",
    "government": "government",
}


def _head(tree: Tree, role: RoleAt) -> int:
    """Return the head of a role phrase: the token whose own head lies outside it."""
    for i in range(role.start, role.end):
        if not role.start <= tree.tokens[i].head < role.end:
            return i
    return role.end - 1


def _phrase_start(tree: Tree, start: int, end: int, names: Sequence[Named], words: MentionWords) -> int:
    """Return where the noun phrase of a role noun begins: over words that depend on its inside."""
    tokens = tree.tokens
    classes = words.classes
    determiners = (
        classes.referring_determiners | classes.indefinite_determiners | classes.non_referring_determiners
    )
    i = _before_name(tree, start, names)
    while i > 0:
        if _is_hyphened(tree, i):
            i -= 3  # "U.S. - based", whatever the parser made of it
            continue
        token = tokens[i - 1]
        relation = token.deprel.partition(":")[0]
        if relation not in BEFORE or (token.upos == "PUNCT" and token.text not in HYPHENS):
            break
        if relation == "case":  # a possessor's "'s" leans on the word before it
            if token.upos != "PART" or token.head < 0:
                break
            possessor = next((n.start for n in names if n.end == i - 1), None)
            if possessor is not None:
                i = possessor + 1
            elif not start <= tokens[token.head].head < end:
                break
        elif not i - 1 < token.head < end:
            break
        i -= 1
        if (token.upos == "DET" and token.text.lower() in determiners) or "Poss=Yes" in token.feats:
            break
    while i < start and tokens[i].upos in ("PUNCT", "PART"):
        i += 1
    if end - i > LONGEST_PHRASE:
        i = max([k + 1 for k in range(i, start) if tokens[k].upos == "PART"], default=i)
    return i if end - i <= LONGEST_PHRASE else max(start - 2, i)


def _is_hyphened(tree: Tree, end: int) -> bool:
    """Return whether three tokens written as one word, "U.S.-based", end before token `end`."""
    if end < 3:
        return False
    first, hyphen, last = tree.tokens[end - 3 : end]
    return hyphen.text in HYPHENS and first.end == hyphen.start and hyphen.end == last.start


def _before_name(tree: Tree, start: int, names: Sequence[Named]) -> int:
    """Return where the name right before a role noun begins, whatever the parser made of it.

    "White House officials" is one phrase; "in Washington officials say" is not.
    """
    for name in names:
        inside = range(name.start, name.end)
        if (
            name.end == start
            and name.label not in DESCRIBING
            and not any(tree.of(i, "case", "punct") for i in inside)
        ):
            return name.start
    return start


def _determiner(tree: Tree, start: int, role_start: int, words: MentionWords) -> Determiner | None:
    """Return how a phrase is introduced; None where it names nobody ("no official")."""
    found: Determiner = "none"
    classes = words.classes
    for token in tree.tokens[start:role_start]:
        word = token.text.lower()
        if word in classes.non_referring_determiners and token.upos in ("DET", "PRON"):
            return None
        if word in classes.referring_determiners and token.upos in ("DET", "PRON"):
            return "definite"
        if word in classes.indefinite_determiners or token.upos == "NUM":
            found = "indefinite"
        if token.deprel == "nmod:poss" or (token.upos == "PRON" and "Poss=Yes" in token.feats):
            return "possessive"
    return found


def _refers(tree: Tree, head: int, start: int, role: RoleAt, determiner: Determiner, plural: bool) -> bool:
    """Return whether the phrase picks somebody out: "as president" does not, "police" does."""
    if determiner != "none" or plural or role.row.bare or role.row.kind == "government":
        return True
    described = start < role.start
    return described and tree.tokens[head].deprel in SUBJECTS


def _people(
    document: Document, tree: Tree, i: int, names: Sequence[Named], words: MentionWords, senses: Senses
) -> Candidate | None:
    """Return "the Russians", "a Russian", "congressional Democrats" as a candidate."""
    token = tree.tokens[i]
    party = token.text in words.classes.party_member_nouns
    if token.deprel in MODIFYING:
        return None
    if not party and any(n.start <= i < n.end and n.end - n.start > 1 for n in names):
        return None
    is_country = token.upos != "ADJ" and senses.country(token.text) is not None
    country = None if party or is_country else senses.world.demonym(token.text)
    if country is None and not party:
        return None
    plural = is_plural_form(token) or (token.text.endswith("s") and token.upos != "ADJ")
    start = _phrase_start(tree, i, i + 1, names, words)
    determiner = _determiner(tree, start, i, words)
    if determiner is None or (not plural and determiner == "none"):
        return None
    if token.upos == "ADJ" and determiner != "definite":
        return None  # "is Russian"
    row = RoleRow(token.text.lower(), "person", "PTY" if party else None, None, False, False)
    is_many = country is not None and determiner == "definite" and token.text.endswith(COLLECTIVE_ENDINGS)
    kind: CandidateKind = "group" if plural or is_many or token.upos == "ADJ" else "person"
    found = _candidate(document, tree, (start, i, i + 1), i, kind, row, determiner, plural, names, senses)
    return found if country is None else _with_country(found, country)


def _with_country(candidate: Candidate, country: str) -> Candidate:
    return replace(candidate, country=candidate.country or country)


def _candidate(
    document: Document,
    tree: Tree,
    place: tuple[int, int, int],
    head: int,
    kind: CandidateKind,
    row: RoleRow,
    determiner: Determiner,
    plural: bool,
    names: Sequence[Named],
    senses: Senses,
) -> Candidate:
    start, role_start, end = place
    tokens = tree.tokens
    core = start
    while core < role_start and tokens[core].upos == "DET":
        core += 1
    span_start, span_end = tokens[start].start, tokens[end - 1].end
    owner = _owner(document, tree, head, names, (start, role_start))
    starts = {tokens[n.start].start for n in names}
    return Candidate(
        start=span_start,
        end=span_end,
        text=document.text[span_start:span_end],
        form="nominal",
        kind=kind,
        head=tokens[head].start,
        core=document.text[tokens[core].start : span_end],
        role=row,
        determiner=determiner,
        number="plural" if plural or kind == "group" else "singular",
        gender=row.gender,
        modifiers=tuple(t.text for t in tokens[core:role_start]),
        owner=owner,
        is_pronoun_owned=owner is not None and owner.start not in starts,
        country=country_in(document, tree, core, role_start, senses),
        reason=row_reason(ROLES, row.line, rule="role-noun", words=row.phrase),
    )


def _owner(
    document: Document, tree: Tree, head: int, names: Sequence[Named], before: tuple[int, int]
) -> Span | None:
    """Return whose it is: the name or pronoun before the noun, or after its "of", "for", "at"."""
    tokens = tree.tokens
    names = [n for n in names if n.label not in DESCRIBING]
    for name in names:
        if before[0] <= name.start and name.end <= before[1]:
            return span_of(document.text, tokens[name.start].start, tokens[name.end - 1].end)
    for i in tree.of(head, "nmod"):
        token = tokens[i]
        if token.upos == "PRON" and token.deprel == "nmod:poss":
            return span_of(document.text, token.start, token.end)
        for name in names:
            if name.start <= i < name.end:
                return span_of(document.text, tokens[name.start].start, tokens[name.end - 1].end)
    return None


def pronoun_candidates(document: Document, tree: Tree, words: MentionWords) -> Iterator[Candidate]:
    """Yield the pronouns of one sentence that can refer to an actor."""
    for token in tree.tokens:
        if token.upos != "PRON":
            continue
        row = words.pronouns.get(token.text.lower())
        if row is None or (row.use == "relative" and "PronType=Int" in token.feats):
            continue
        if row.gender == "neuter" and token.deprel == "expl":
            continue
        use = row.use
        if use == "any":
            use = "possessive" if token.deprel == "nmod:poss" else "any"
        yield Candidate(
            start=token.start,
            end=token.end,
            text=document.text[token.start : token.end],
            form="pronoun",
            kind="pronoun",
            head=token.start,
            core=token.text.lower(),
            number=row.number,
            gender=row.gender,
            use=use,
            reason=Reason(rule="pronoun-of-an-actor"),
        )
