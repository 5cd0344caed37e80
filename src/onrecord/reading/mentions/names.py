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

from onrecord.grammar import Forest, Tree
from onrecord.grammar.headline import is_in_capitals
from onrecord.lexicon.mentions import MentionWords
from onrecord.reading.mentions.roles import HYPHENS, RoleAt, is_title, role_from
from onrecord.reading.mentions.senses import Senses
from onrecord.types import Document, Language, Reason, Token
from onrecord.world import World

LONGEST_NAME = 9  # tokens: "the Organization for Security and Co-operation in Europe" without its article
TOWN_PEOPLE = 50_000  # a smaller town is less likely than a person of its name
TOWN_RELATIONS = ("nmod", "obl", "conj")  # of towns: "in Piura and Loja"; subjects are persons
WELL_KNOWN = 0.9  # weight in the world of a body that one plain word names: "Kremlin", not "Justice"
BY_MODEL, COUNTRY = "name-by-model", "country-name"
SURE_WORD, SURE_NAME = 0.75, 0.6  # the same for a body of one word, of several: the tagger's worst label
SURE = 0.5  # least mean probability of an acronym that only the model takes for a body


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence: its tokens from `start` to `end` (exclusive), title excluded."""

    tree: Tree
    start: int
    end: int
    label: str  # PER, ORG, LOC, EVENT, MISC, NORP, and FAMILY: several of one surname, "the Clintons"
    score: float
    rule: str

    @property
    def reason(self) -> Reason:
        """Return why these words are taken for a name of this kind."""
        return Reason(rule=self.rule, score=round(self.score, 3) if self.rule == BY_MODEL else None)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Return the name's words."""
        return self.tree.tokens[self.start : self.end]


class NameFinder:
    """Find the names of one document. Made for one call; it keeps nothing between documents."""

    def __init__(
        self, document: Document, forest: Forest, words: MentionWords, world: World, senses: Senses
    ) -> None:
        self.document = document
        self.forest = forest
        self.words = words
        self.world = world
        self.senses = senses
        self._bodies: dict[str, bool] = {}
        self._countries: frozenset[str] = frozenset()
        self._parts: frozenset[str] = frozenset()  # first and last words of the people named in full
        self._headlines = {t.index for t in forest.trees if is_in_capitals(t)}
        self._articles = words.classes.referring_determiners | words.classes.indefinite_determiners

    def find(self, language: Language, roles: Sequence[Sequence[RoleAt]]) -> list[list[Named]]:
        """Return the names of each sentence, left to right, without overlaps."""
        by_sentence = self._from_model(language)
        self._parts = _name_parts(by_sentence)
        for tree, names in zip(self.forest.trees, by_sentence, strict=True):
            names[:] = self._repaired(tree, names, roles[tree.index])
        sure = {self._text(n) for names in by_sentence for n in names if self._is_sure(n)}
        for names in by_sentence:
            names[:] = [n for n in names if n.label != "ORG" or self._text(n) in sure]
        surnames = self._surnames(by_sentence, roles)
        self._countries = self._countries_of(by_sentence)
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
        whole = [self._with_suffix(name) for name in _joined(names)]
        kept = [part for name in whole for part in self._split(name)]
        kept = _without_overlaps(kept + list(self._known(tree, kept)))
        kept = _without_overlaps(kept + list(self._after_titles(tree, kept, roles)))
        kept = [self._of_government(name, roles) for name in kept if not _in_role(name, roles)]
        return sorted(kept, key=lambda n: n.start)

    def _split(self, name: Named) -> Iterator[Named]:
        """Yield the parts of one tagged name: cut at "and" and commas in persons, titles and articles off."""
        pieces = [name]
        if name.label == "PER":
            joiners = {",", *self.words.classes.coordinators}
            breaks = [i for i in range(name.start, name.end) if name.tree.tokens[i].text in joiners]
            edges = [name.start - 1, *breaks, name.end]
            pieces = [replace(name, start=a + 1, end=b) for a, b in pairwise(edges)]
        for piece in pieces:
            trimmed = self._trimmed(piece)
            if trimmed is not None:
                yield trimmed

    def _with_suffix(self, name: Named) -> Named:
        """Return a person's name with the "Jr." behind it, or the surname before a "Jr." alone."""
        tokens, suffixes = name.tree.tokens, self.words.classes.name_suffixes
        if name.label != "PER":
            return name
        is_suffix = [t.text.replace(".", "").lower() in suffixes for t in tokens]
        start, end = name.start, name.end
        if all(is_suffix[start:end]) and start > 0 and tokens[start - 1].upos == "PROPN":
            start -= 1
        if end < len(tokens) and is_suffix[end] and tokens[end].text[:1].isupper():
            end += 1
        return replace(name, start=start, end=end)

    def _trimmed(self, name: Named) -> Named | None:
        tokens, start, end = name.tree.tokens, name.start, name.end
        while start < end and (
            tokens[start].upos in ("PUNCT", "ADP") or tokens[start].text in self._articles
        ):
            start += 1
        if start < end - 1 and tokens[start].text == "The" and start == 0:
            start += 1
        while end > start and self._trails(tokens[end - 1], name.label):
            end -= 1
        if name.label == "PER":
            start = self._after_own_title(tokens, start, end)
        if start >= end or not any(t.text[:1].isupper() or t.text[:1].isdigit() for t in tokens[start:end]):
            return None
        if name.label == "PER" and _is_abbreviation(tokens, start, end):
            return None
        return replace(name, start=start, end=end)

    def _trails(self, token: Token, label: str) -> bool:
        """Return whether a last word is no part of a name: "Oval Office on Thursday", "Moyer’s"."""
        is_day = label == "ORG" and token.text in self.words.classes.calendar_names
        return is_day or token.upos in ("PUNCT", "PART") or token.text.islower()

    def _after_own_title(self, tokens: Sequence[Token], start: int, end: int) -> int:
        """Return where the name proper begins, after titles that were tagged as part of it."""
        while start < end - 1:
            row, length = role_from(tokens, start, self.words)
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
        people = {
            i
            for n in names
            if n.label == "PER" and (n.end - n.start > 1 or self._text(n) in self._parts)
            for i in range(n.start, n.end)
        }
        for start, end in _capital_runs(tree.tokens, self.words.classes.name_connectors):
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
            if self.senses.country(text) is not None:
                return Named(tree, i, j, "LOC", 1.0, COUNTRY)
            if self._is_body(text, first):
                return Named(tree, i, j, "ORG", 1.0, "body-known-to-the-world")
            if first.text.lower() in self._articles:
                continue
            if last.text in self.words.classes.calendar_names:
                continue  # "Oval Office on Thursday": only the world knows a body that ends in a day
            if j - i > 1 and tree.index not in self._headlines and self._is_shaped(tokens[i:j]):
                return Named(tree, i, j, "ORG", SURE, "body-by-its-capitals")
        return None

    def _is_shaped(self, tokens: Sequence[Token]) -> bool:
        """Return whether capitalised words look like a body: "Foreign Ministry", "Institute for Peace"."""
        words = self.words.classes.body_endings
        if any(t.text in self.words.classes.coordinators for t in tokens):
            return False
        if tokens[-1].text in words and tokens[-1].upos == "PROPN":
            return True
        heads = pairwise(tokens[:-1])
        return any(head.text in words and case.upos == "ADP" for head, case in heads)

    def _may_be_name(self, tree: Tree, i: int) -> bool:
        """Return whether one capitalised word can be a name: no plain word at a sentence's front."""
        token = tree.tokens[i]
        return token.upos == "PROPN" or (token.upos in ("NOUN", "X") and i > 0)

    def _is_body(self, text: str, first: Token) -> bool:
        if text not in self._bodies:
            found = self.world.bodies(text)
            is_sure = bool(found) and (" " in text or found[0].weight >= WELL_KNOWN)
            if is_sure and first.text.lower() in self._articles:
                is_sure = found[0].name.startswith(first.text + " ")  # "The Guardian", but "the House"
            self._bodies[text] = is_sure and found[0].kind in ("organization", "group")
        return self._bodies[text]

    # ---- titles --------------------------------------------------------------------------

    def _after_titles(self, tree: Tree, names: Sequence[Named], roles: Sequence[RoleAt]) -> Iterator[Named]:
        """Yield persons that stand right after a title or a role noun: "President Tokayev"."""
        taken = {i: n for n in names for i in range(n.start, n.end)}
        after = {r.end for r in roles if is_title(tree, r)}
        after |= {i + 1 for i, t in enumerate(tree.tokens) if t.text in self.words.titles}
        for start in sorted(after):
            if start >= len(tree.tokens):
                continue
            known = taken.get(start)
            if known is not None and known.start == start:
                if known.label != "PER" and known.rule == BY_MODEL:
                    yield replace(known, label="PER", score=1.0, rule="name-after-title")
                continue
            end = self._name_end(tree, start, taken)
            if end > start:
                yield Named(tree, start, end, "PER", 1.0, "name-after-title")

    def _name_end(self, tree: Tree, start: int, taken: dict[int, Named]) -> int:
        end = start
        while end < len(tree.tokens) and end not in taken and end - start < 4:
            token = tree.tokens[end]
            if token.upos != "PROPN" or not token.text[:1].isupper():
                break
            if token.lemma.lower() in self.words.roles or self.world.demonym(token.text):
                break
            if token.text in self.words.titles or token.text in self.words.classes.calendar_names:
                break
            end += 1
        return end

    def _is_sure(self, name: Named) -> bool:
        """Return whether a body's name is to be believed: known, sure of itself, or shaped like one."""
        if name.label != "ORG" or name.rule != BY_MODEL:
            return True
        text, last = self._text(name), name.tokens[-1].text
        if self.senses.country(text) is not None or self.world.capital_country(text) is not None:
            return True
        if last in self.words.classes.body_endings or last in self.words.classes.company_endings:
            return name.end - name.start > 1
        least = SURE if text.isupper() else SURE_WORD if name.end - name.start == 1 else SURE_NAME
        return name.score >= least

    def _of_government(self, name: Named, roles: Sequence[RoleAt]) -> Named:
        """Return a name before "administration" as the person's who leads it."""
        leads = any(r.start == name.end and r.row.kind == "government" for r in roles)
        if not leads or name.label == "PER" or name.end - name.start > 1 or name.rule != BY_MODEL:
            return name
        text = self._text(name)
        if self.world.demonym(text) or self.world.capital_country(text) or self.world.bodies(text):
            return name
        return replace(name, label="PER", rule="name-before-government")

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
                    found.add(_surname(name.tokens, self.words))
        return frozenset(s for s in found if len(s) > 2 and s[0].isupper())

    def _consistent(self, tree: Tree, names: list[Named], surnames: frozenset[str]) -> list[Named]:
        """Return the names with every known surname a person's, and persons that are countries set right."""
        kept = []
        for name in names:
            text = self._text(name)
            if name.end - name.start > 1:
                pass
            elif text not in surnames and text.endswith("s") and text[:-1] in surnames:
                name = replace(name, label="FAMILY", rule="surname-in-the-plural")
            elif text in surnames and name.label != "PER":
                if name.rule != COUNTRY:
                    name = replace(name, label="PER", rule="surname-of-a-person-here")
            elif name.label == "PER" and text not in surnames and text not in self._parts:
                place = self._as_place(name, text)
                name = replace(name, label="LOC", rule=place) if place else name
            kept.append(name)
        taken = {i for n in kept for i in range(n.start, n.end)}
        for i, token in enumerate(tree.tokens):
            if i not in taken and token.text in surnames and (i > 0 or token.upos == "PROPN"):
                kept.append(Named(tree, i, i + 1, "PER", 1.0, "surname-of-a-person-here"))
        return sorted(kept, key=lambda n: n.start)

    def _countries_of(self, by_sentence: Sequence[Sequence[Named]]) -> frozenset[str]:
        """Return the codes of the countries that the document names."""
        texts = {self._text(n) for names in by_sentence for n in names if n.label == "LOC"}
        return frozenset(code for text in texts if (code := self.senses.country(text)) is not None)

    def _as_place(self, name: Named, text: str) -> str | None:
        """Return as what place a lone word tagged as a person is to be read, or None for a person.

        Nobody in the document bears it as a surname. A country or a capital it is wherever it stands
        ("Lima has not agreed"); a town only where no subject stands, in a country of the report.
        """
        if self.senses.country(text) is not None:
            return COUNTRY
        capital = self.world.capital_country(text)
        if capital in self._countries:
            return "capital-of-a-country-here"
        if self.world.people_by_surname(text, self.document.published.value):
            return None
        if capital is not None:
            return "capital-of-nobodys-name"
        if name.tree.tokens[name.start].deprel not in TOWN_RELATIONS:
            return None
        places = self.world.places(text)[:1]
        if any(p.country in self._countries and (p.population or 0) >= TOWN_PEOPLE for p in places):
            return "town-of-a-country-here"
        return None

    def _text(self, name: Named) -> str:
        return self.document.text[name.tokens[0].start : name.tokens[-1].end]


def _in_role(name: Named, roles: Sequence[RoleAt]) -> bool:
    """Return whether one word taken for a body is part of a title: "Defense" of "Defense Secretary"."""
    is_word = name.label == "ORG" and name.end - name.start == 1
    return is_word and any(r.start <= name.start and name.end < r.end for r in roles)


def _name_parts(by_sentence: Sequence[Sequence[Named]]) -> frozenset[str]:
    """Return the first and last words of the people whom the model names in full."""
    full = [n for names in by_sentence for n in names if n.label == "PER" and n.end - n.start > 1]
    return frozenset(word.text for n in full for word in (n.tokens[0], n.tokens[-1]))


def _surname(tokens: Sequence[Token], words: MentionWords) -> str:
    """Return the last word of a personal name that is no "Jr."."""
    suffixes = words.classes.name_suffixes
    own = [t.text for t in tokens if t.text.replace(".", "").lower() not in suffixes]
    return own[-1] if own else tokens[-1].text


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
