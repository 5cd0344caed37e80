"""Names: the model's, repaired with the tree, the world and the rest of the document.

A small name tagger cuts names short, misses a surname here and there and mislabels bodies.
Four things mend most of it: titles ("Sen."), names of bodies and countries that the world
knows, capitalised runs that end in a word for institutions, and one name one meaning in a
document (a surname seen in full once is a person's elsewhere).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.lexicon.mentions import MentionWords, RoleRow, TitleRow
from onrecord.reading.mentions.candidate import Candidate, CandidateKind
from onrecord.reading.syntax import Forest, Tree
from onrecord.types import Document, Language, Token, span_of
from onrecord.world import World

LONGEST_NAME = 9  # tokens: "the Organization for Security and Co-operation in Europe" without its article
LONGEST_TITLE = 7  # tokens before a name that still belong to its title
HEADLINE = 0.75  # share of capitalised words of four letters and more
HYPHENS = frozenset({"-", "–"})
WELL_KNOWN = 0.9  # weight in the world of a body that one plain word names: "Kremlin", not "Justice"
BY_MODEL = "named by the model"
SURE_WORD, SURE_NAME = 0.75, 0.6  # the same for a body of one word, of several: the tagger's worst label
SURE = 0.5  # least mean probability of an acronym that only the model takes for a body


@dataclass(frozen=True, slots=True)
class RoleAt:
    """A role phrase in a sentence: its tokens from `start` to `end` (exclusive), and its row."""

    start: int
    end: int
    row: RoleRow


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence: its tokens from `start` to `end` (exclusive), title excluded."""

    tree: Tree
    start: int
    end: int
    label: str  # PER, ORG, LOC, EVENT, MISC
    score: float
    basis: str

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Return the name's words."""
        return self.tree.tokens[self.start : self.end]


def find_roles(tree: Tree, words: MentionWords) -> tuple[RoleAt, ...]:
    """Return the role phrases of a sentence from left to right, the longest first at each place."""
    found = []
    i = 0
    tokens = tree.tokens
    while i < len(tokens):
        row, length = _role_from(tokens, i, words)
        if row is not None:
            found.append(RoleAt(i, i + length, row))
        i += length
    return tuple(found)


def _role_from(tokens: Sequence[Token], i: int, words: MentionWords) -> tuple[RoleRow | None, int]:
    """Return the longest role phrase that begins at token `i`, and its length in tokens (1 if none)."""
    token = tokens[i]
    options = words.roles.get(token.text.lower()) or words.roles.get(token.lemma.lower())
    if not options:
        return _hyphened_role(tokens, i, words)
    for phrase, row in options:
        if len(phrase) == 1:
            longer = _hyphened_role(tokens, i, words)
            return longer if longer[0] is not None else (row, 1)
        if _matches(tokens, i, phrase):
            return row, len(phrase)
    return _hyphened_role(tokens, i, words)


def _matches(tokens: Sequence[Token], i: int, phrase: tuple[str, ...]) -> bool:
    if i + len(phrase) > len(tokens):
        return False
    return all(
        word in (token.text.lower(), token.lemma.lower())
        for word, token in zip(phrase, tokens[i : i + len(phrase)], strict=True)
    )


def _hyphened_role(tokens: Sequence[Token], i: int, words: MentionWords) -> tuple[RoleRow | None, int]:
    """Return a role written with hyphens, which UD splits: "secretary - general"."""
    if i + 2 >= len(tokens) or tokens[i + 1].text not in HYPHENS or tokens[i + 1].start != tokens[i].end:
        return None, 1
    for length in (5, 3):
        part = tokens[i : i + length]
        if len(part) == length and words.role("".join(t.text for t in part)):
            return words.role("".join(t.text for t in part)), length
    return None, 1


class NameFinder:
    """Find the names of one document. Made for one call; it keeps nothing between documents."""

    def __init__(self, document: Document, forest: Forest, words: MentionWords, world: World) -> None:
        self.document = document
        self.forest = forest
        self.words = words
        self.world = world
        self._bodies: dict[str, bool] = {}
        self._headlines = {t.index for t in forest.trees if _is_headline(t)}
        self._articles = words.phrase_words["definite"] | words.phrase_words["indefinite"]

    def find(self, language: Language, roles: Sequence[Sequence[RoleAt]]) -> list[list[Named]]:
        """Return the names of each sentence, left to right, without overlaps."""
        by_sentence = self._from_model(language)
        for tree, names in zip(self.forest.trees, by_sentence, strict=True):
            names[:] = self._repaired(tree, names, roles[tree.index])
        sure = {self._text(n) for names in by_sentence for n in names if self._is_sure(n)}
        for names in by_sentence:
            names[:] = [n for n in names if n.label != "ORG" or self._text(n) in sure]
        surnames = self._surnames(by_sentence, roles)
        for tree, names in zip(self.forest.trees, by_sentence, strict=True):
            names[:] = self._consistent(tree, names, surnames)
        return by_sentence

    # ---- the model's names ---------------------------------------------------------------

    def _from_model(self, language: Language) -> list[list[Named]]:
        found: list[list[Named]] = [[] for _ in self.forest.trees]
        for name in language.names:
            tree = self.forest.at(name.start)
            if tree is None:
                continue
            inside = [i for i, t in enumerate(tree.tokens) if t.start < name.end and t.end > name.start]
            if inside:
                found[tree.index].append(
                    Named(tree, inside[0], inside[-1] + 1, name.label, name.score, BY_MODEL)
                )
        return found

    def _repaired(self, tree: Tree, names: list[Named], roles: Sequence[RoleAt]) -> list[Named]:
        """Return a sentence's names trimmed, split, joined with the world's, and those after titles."""
        kept = [part for name in _joined(names) for part in self._split(name)]
        kept = _without_overlaps(kept + list(self._known(tree, kept)))
        kept = _without_overlaps(kept + list(self._after_titles(tree, kept, roles)))
        kept = [self._of_government(name, roles) for name in kept]
        return sorted(kept, key=lambda n: n.start)

    def _split(self, name: Named) -> Iterator[Named]:
        """Yield the parts of one tagged name: cut at "and" and commas in persons, titles and articles off."""
        pieces = [name]
        if name.label == "PER":
            breaks = [i for i in range(name.start, name.end) if name.tree.tokens[i].text in (",", "and", "&")]
            edges = [name.start - 1, *breaks, name.end]
            pieces = [replace(name, start=a + 1, end=b) for a, b in pairwise(edges)]
        for piece in pieces:
            trimmed = self._trimmed(piece)
            if trimmed is not None:
                yield trimmed

    def _trimmed(self, name: Named) -> Named | None:
        tokens, start, end = name.tree.tokens, name.start, name.end
        while start < end and (
            tokens[start].upos in ("PUNCT", "ADP") or tokens[start].text in self._articles
        ):
            start += 1
        if start < end - 1 and tokens[start].text == "The" and start == 0:
            start += 1
        while end > start and (tokens[end - 1].upos in ("PUNCT", "PART") or tokens[end - 1].text.islower()):
            end -= 1
        if name.label == "PER":
            start = self._after_own_title(tokens, start, end)
        if start >= end or not any(t.text[:1].isupper() or t.text[:1].isdigit() for t in tokens[start:end]):
            return None
        if name.label == "PER" and _is_abbreviation(tokens, start, end):
            return None
        return replace(name, start=start, end=end)

    def _after_own_title(self, tokens: Sequence[Token], start: int, end: int) -> int:
        """Return where the name proper begins, after titles that were tagged as part of it."""
        while start < end - 1:
            row, length = _role_from(tokens, start, self.words)
            if row is not None and start + length < end:
                start += length
            elif (
                tokens[start].text in self.words.titles
                or tokens[start].upos == "PUNCT"
                or self.world.demonym(tokens[start].text)
            ):
                start += 1
            else:
                break
        return start

    # ---- what the world knows ------------------------------------------------------------

    def _known(self, tree: Tree, names: Sequence[Named]) -> Iterator[Named]:
        """Yield bodies and countries in capitalised runs that the world knows, the longest first."""
        people = {i for n in names if n.label == "PER" and n.end - n.start > 1 for i in range(n.start, n.end)}
        for start, end in _capital_runs(tree.tokens, self.words.phrase_words["connector"]):
            i = start
            while i < end:
                found = self._known_from(tree, i, end, people)
                if found is not None:
                    yield found
                    i = found.end
                else:
                    i += 1

    def _known_from(self, tree: Tree, i: int, end: int, people: set[int]) -> Named | None:
        tokens = tree.tokens
        first = tokens[i]
        if not first.text[:1].isupper():
            return None
        for j in range(min(end, i + LONGEST_NAME), i, -1):
            last = tokens[j - 1]
            if not last.text[:1].isupper() or any(k in people for k in range(i, j)):
                continue
            text = self.document.text[tokens[i].start : last.end]
            if j - i == 1 and (text.lower() in self._articles or not self._may_be_name(tree, i)):
                continue
            if self.world.country(text) is not None:
                return Named(tree, i, j, "LOC", 1.0, "a country")
            if self._is_body(text):
                return Named(tree, i, j, "ORG", 1.0, "a body that the world knows")
            if first.text.lower() in self._articles:
                continue
            if j - i > 1 and tree.index not in self._headlines and self._is_shaped(tokens[i:j]):
                return Named(tree, i, j, "ORG", SURE, "capitals that end or begin like a body")
        return None

    def _is_shaped(self, tokens: Sequence[Token]) -> bool:
        """Return whether capitalised words look like a body: "Foreign Ministry", "Institute for Peace"."""
        words = self.words.body_words["body"]
        if any(t.text in ("and", "&") for t in tokens):
            return False
        if tokens[-1].text in words and tokens[-1].upos == "PROPN":
            return True
        heads = pairwise(tokens[:-1])
        return any(head.text in words and case.upos == "ADP" for head, case in heads)

    def _may_be_name(self, tree: Tree, i: int) -> bool:
        """Return whether one capitalised word can be a name: no plain word at a sentence's front."""
        token = tree.tokens[i]
        return token.upos == "PROPN" or (token.upos in ("NOUN", "X") and i > 0)

    def _is_body(self, text: str) -> bool:
        if text not in self._bodies:
            found = self.world.bodies(text)
            is_sure = bool(found) and (" " in text or found[0].weight >= WELL_KNOWN)
            self._bodies[text] = is_sure and found[0].kind in ("organization", "group")
        return self._bodies[text]

    # ---- titles --------------------------------------------------------------------------

    def _after_titles(self, tree: Tree, names: Sequence[Named], roles: Sequence[RoleAt]) -> Iterator[Named]:
        """Yield persons that stand right after a title or a role noun: "President Tokayev"."""
        taken = {i: n for n in names for i in range(n.start, n.end)}
        after = {r.end for r in roles if _is_title(tree, r)}
        after |= {i + 1 for i, t in enumerate(tree.tokens) if t.text in self.words.titles}
        for start in sorted(after):
            if start >= len(tree.tokens):
                continue
            known = taken.get(start)
            if known is not None and known.start == start:
                if known.label != "PER" and known.basis == BY_MODEL:
                    yield replace(known, label="PER", score=1.0, basis="a name after a title")
                continue
            end = self._name_end(tree, start, taken)
            if end > start:
                yield Named(tree, start, end, "PER", 1.0, "a name after a title")

    def _name_end(self, tree: Tree, start: int, taken: dict[int, Named]) -> int:
        end = start
        while end < len(tree.tokens) and end not in taken and end - start < 4:
            token = tree.tokens[end]
            if token.upos != "PROPN" or not token.text[:1].isupper():
                break
            if token.lemma.lower() in self.words.roles or self.world.demonym(token.text):
                break
            if token.text in self.words.titles or token.text in self.words.phrase_words["calendar"]:
                break
            end += 1
        return end

    def _is_sure(self, name: Named) -> bool:
        """Return whether a body's name is to be believed: known, sure of itself, or shaped like one."""
        if name.label != "ORG" or name.basis != BY_MODEL:
            return True
        text, last = self._text(name), name.tokens[-1].text
        if last in self.words.body_words["body"] or last in self.words.body_words["corporate"]:
            return name.end - name.start > 1
        least = SURE if text.isupper() else SURE_WORD if name.end - name.start == 1 else SURE_NAME
        return name.score >= least

    def _of_government(self, name: Named, roles: Sequence[RoleAt]) -> Named:
        """Return a name before "administration" as the person's who leads it."""
        leads = any(r.start == name.end and r.row.kind == "government" for r in roles)
        if not leads or name.label == "PER" or name.end - name.start > 1 or name.basis != BY_MODEL:
            return name
        text = self._text(name)
        if self.world.demonym(text) or self.world.capital_country(text) or self.world.bodies(text):
            return name
        return replace(name, label="PER", basis="a name before a government")

    # ---- one name, one meaning -----------------------------------------------------------

    def _surnames(
        self, by_sentence: Sequence[Sequence[Named]], roles: Sequence[Sequence[RoleAt]]
    ) -> frozenset[str]:
        """Return the last names of people named in full or with a title in this document."""
        found = set()
        for names, here in zip(by_sentence, roles, strict=True):
            titles = {r.end for r in here if r.row.kind == "person"}
            for name in names:
                before = name.tree.tokens[name.start - 1].text if name.start else ""
                is_titled = name.start in titles or before in self.words.titles
                if name.label == "PER" and (name.end - name.start > 1 or is_titled):
                    found.add(name.tokens[-1].text)
        return frozenset(s for s in found if len(s) > 2 and s[0].isupper())

    def _consistent(self, tree: Tree, names: list[Named], surnames: frozenset[str]) -> list[Named]:
        """Return the names with every known surname a person's, and persons that are countries set right."""
        kept = []
        for name in names:
            text = self._text(name)
            if name.end - name.start == 1 and text in surnames and name.label != "PER":
                if not name.basis.startswith("a country"):
                    name = replace(name, label="PER", basis="a surname of this document")
            elif name.label == "PER" and name.end - name.start == 1 and self.world.country(text) is not None:
                name = replace(name, label="LOC", basis="a country")
            kept.append(name)
        taken = {i for n in kept for i in range(n.start, n.end)}
        for i, token in enumerate(tree.tokens):
            if i not in taken and token.text in surnames and (i > 0 or token.upos == "PROPN"):
                kept.append(Named(tree, i, i + 1, "PER", 1.0, "a surname of this document"))
        return sorted(kept, key=lambda n: n.start)

    def _text(self, name: Named) -> str:
        return self.document.text[name.tokens[0].start : name.tokens[-1].end]


def _is_headline(tree: Tree) -> bool:
    """Return whether a sentence is set in capitals throughout, so that capitals say nothing in it."""
    long = [t.text for t in tree.tokens if len(t.text) > 3 and t.text.isalpha()]
    return len(long) > 2 and sum(w[0].isupper() for w in long) > HEADLINE * len(long)


def _is_title(tree: Tree, role: RoleAt) -> bool:
    """Return whether a role noun can open a name: a singular person's, not "officials"."""
    last = tree.tokens[role.end - 1]
    return role.row.kind == "person" and "Number=Plur" not in last.feats and last.upos in ("NOUN", "PROPN")


def _capital_runs(tokens: Sequence[Token], connectors: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield stretches of capitalised words, with the small words that names hold between them."""
    i = 0
    while i < len(tokens):
        if not tokens[i].text[:1].isupper():
            i += 1
            continue
        end = i + 1
        while end < len(tokens):
            if tokens[end].text[:1].isupper():
                end += 1
            elif (
                end + 1 < len(tokens)
                and tokens[end].text in connectors
                and tokens[end + 1].text[:1].isupper()
            ):
                end += 2
            else:
                break
        yield i, end
        i = end


def _is_abbreviation(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Return whether a "person" is a state in brackets: "R-Ga.", "Nev."."""
    words = [t.text for t in tokens[start:end]]
    if len(words) == 1:
        return words[0].endswith(".")
    return len(words[0]) == 1 and words[1] in HYPHENS


def _joined(names: Sequence[Named]) -> list[Named]:
    """Return the names with persons that touch made one: "H.R." and "McMaster"."""
    kept: list[Named] = []
    for name in names:
        if kept and name.label == kept[-1].label == "PER" and kept[-1].end == name.start:
            kept[-1] = replace(kept[-1], end=name.end)
        else:
            kept.append(name)
    return kept


def _without_overlaps(names: Sequence[Named]) -> list[Named]:
    """Return the names with the longer, then the surer, of any two that overlap."""
    kept: list[Named] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda n: (n.start - n.end, -n.score, n.start)):
        if taken.isdisjoint(range(name.start, name.end)):
            kept.append(name)
            taken.update(range(name.start, name.end))
    return sorted(kept, key=lambda n: n.start)


# ---- from names to candidates ----------------------------------------------------------------


def name_candidates(
    document: Document, names: Sequence[Named], roles: Sequence[RoleAt], words: MentionWords, world: World
) -> Iterator[Candidate]:
    """Yield the candidates of one sentence's names; places that are no actors are left out."""
    for name in names:
        if name.label == "PER":
            yield _person(document, name, names, roles, words, world)
        elif name.label in ("ORG", "LOC", "MISC"):
            candidate = _no_person(document, name, words, world)
            if candidate is not None:
                yield candidate


def _person(
    document: Document,
    name: Named,
    names: Sequence[Named],
    roles: Sequence[RoleAt],
    words: MentionWords,
    world: World,
) -> Candidate:
    tokens = name.tree.tokens
    start, role = _title_start(name, roles, words)
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
        gender=_gender(tokens[name.start], role, honorific, words),
        modifiers=tuple(t.text for i, t in enumerate(tokens[start : name.start], start) if i not in inside),
        owner=next(
            (
                span_of(document.text, n.tokens[0].start, n.tokens[-1].end)
                for n in names
                if n.label == "ORG" and start <= n.start and n.end <= name.start
            ),
            None,
        ),
        country=country_in(document, name.tree, start, name.start, world),
        basis=name.basis,
    )


def _title_start(name: Named, roles: Sequence[RoleAt], words: MentionWords) -> tuple[int, RoleRow | None]:
    """Return the token where the title before a name begins, and the row of its role noun."""
    tree, start = name.tree, name.start
    row: RoleRow | None = None
    ending = {r.end: r for r in roles}
    while start > 0 and name.start - start < LONGEST_TITLE:
        role = ending.get(start)
        if role is not None and _is_title(tree, role) and tree.tokens[start - 1].text != ",":
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


def _gender(
    first: Token, role: RoleRow | None, honorific: TitleRow | None, words: MentionWords
) -> str | None:
    if honorific is not None and honorific.gender:
        return honorific.gender
    if role is not None and role.gender:
        return role.gender
    return words.genders.get(first.text)


def _no_person(document: Document, name: Named, words: MentionWords, world: World) -> Candidate | None:
    """Return the candidate of a name that is no person's, or None for a place."""
    tokens = name.tokens
    start, end = tokens[0].start, tokens[-1].end
    text = document.text[start:end]
    country = world.country(text)
    is_people = country is None and len(tokens) == 1 and world.demonym(text) is not None
    if is_people or tokens[-1].text in words.body_words["party"]:
        return None  # "Russian" describes, "Russians" and "Democrats" are people: nominals.py
    capital = world.capital_country(text) if country is None else None
    kind: CandidateKind
    if country is not None:
        kind, code, basis = "country", country.country, "a country"
    elif capital is not None:
        if not stands_for_government(name.tree, name.start, name.end, words):
            return None
        kind, code, basis = "country", capital, f"{text} as the government that sits there"
    elif name.label == "ORG":
        kind, code, basis = "body", None, name.basis
    else:
        return None
    return Candidate(
        start=start,
        end=end,
        text=text,
        form="name",
        kind=kind,
        head=name.tree.tokens[name.tree.head_of(start, end) or name.start].start,
        core=text,
        number="singular",
        country=code,
        basis=basis,
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
        return governor not in words.standing["visit"]
    cases = {tree.tokens[c].text.lower() for c in tree.of(head, "case")}
    if not cases or cases & words.standing["place"]:
        return False
    if cases & words.standing["either"]:
        return not ({governor} | _above(tree, head)) & words.standing["motion"]
    return bool(cases & words.standing["state"])


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


def country_in(document: Document, tree: Tree, start: int, end: int, world: World) -> str | None:
    """Return the country that a phrase's modifiers give: "Russian", "U.S.", "South Korean"."""
    tokens = tree.tokens
    for i in range(end - 1, start - 1, -1):
        if i + 1 < len(tokens) and tokens[i + 1].text in HYPHENS and tokens[i + 1].start == tokens[i].end:
            continue  # "the U.S. - based Saudi journalist" is Saudi
        for j in (i - 1, i):
            if j < start or not tokens[j].text[:1].isupper():
                continue
            text = document.text[tokens[j].start : tokens[i].end]
            code = world.demonym(text)
            country = world.country(text) if code is None else None
            code = code or (country.country if country is not None else None)
            if code is not None:
                return code
    return None
