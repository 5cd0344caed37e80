"""Find the toponyms of a text: names that the model labels LOC, and names that the gazetteer knows.

A capitalised word that a person or body has taken names no place, nor does an adjective or a
people ("Russian", "Turks").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Forest
from onrecord.types import Actor, Document, Language, Name, Token
from onrecord.world import World

TAKING = ("PER", "ORG", "EVENT")  # labels of names that hold no toponym
KNOWN_TOWN = 50_000  # people a town needs to be found by its name alone, without the model
CURATED = 1.0  # the weight of bodies chosen by hand, metonyms among them
PARTY_COUNTRY = "USA"
BY_MODEL, SEAT = "place-name-by-model", "seat-behind-a-party"
LONGEST_WORD = 20  # letters before a name that may be a word of it
LONGEST_NAME = 4  # words of a name looked up in the gazetteer
_SHORT = re.compile(r",\s+((?:[A-Z]\.\s?){1,2}(?:[A-Z][a-z]\.)?(?<=\.)|[A-Z][a-z]{1,4}\.)")
_WORD_BEFORE = re.compile(r"\b([A-Z][\w.]*) $")
_COUNTIES = re.compile(r"(?:(?:, | and |, and )[A-Z][\w.]+(?: [A-Z]\w+)?)* [Cc]ounties\b")
_PARTY = re.compile(r"\b(?:R|D|I|DFL)-(?=[A-Z])")  # "R-Texas": where a member of a legislature is from
_PARTY_SEAT = re.compile(r"(?:[A-Z]\.){2}|[A-Z]\w+\.?(?: [A-Z]\w+)?")
_HYPHENATED = re.compile(r"(?:-[A-Z]\w+)+")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A stretch of text that names a place, and what the text says behind it ("Ky.", "France")."""

    start: int
    end: int
    text: str
    key: str  # the name to look up: without article, possessive and "Province"
    division: str | None = None  # "County", "Province", where it was cut off the key
    within: str | None = None
    rule: str = BY_MODEL
    inside: str | None = None  # a listed place in its name: "St. Cloud" of "St. Cloud Hospital"


def find_toponyms(
    document: Document, language: Language, actors: Sequence[Actor], forest: Forest, world: World
) -> list[Toponym]:
    """Return the toponyms in text order, none overlapping another or a person's or body's name."""
    persons = {(m.start, m.end) for a in actors if a.kind == "person" for m in a.mentions if m.form == "name"}
    taken = _Taken(
        [(n.start, n.end) for n in language.names if n.label in TAKING and not _is_state(n, world)]
        + sorted(persons)
    )
    found: list[Toponym] = []
    for start, end in _located(document.text, language.names, world):
        if not taken.overlaps(start, end):
            for toponym in _parts(document.text, start, end, world):
                found.append(toponym)
                taken.add(toponym.start, toponym.end)
    behind = [t for place in found if (t := _region_behind(document.text, place, world)) is not None]
    for toponym in (*behind, *_seats(document.text, world)):
        if not taken.overlaps(toponym.start, toponym.end):
            found.append(toponym)
            taken.add(toponym.start, toponym.end)
    surnames = _surnames(actors)
    for tree in forest.trees:
        for toponym in _listed(document.text, tree.tokens, world, surnames):
            if not taken.overlaps(toponym.start, toponym.end):
                found.append(toponym)
                taken.add(toponym.start, toponym.end)
    found.sort(key=lambda t: t.start)
    return [replace(t, within=_said_behind(document.text, t, n, found, world)) for n, t in enumerate(found)]


def _region_behind(text: str, toponym: Toponym, world: World) -> Toponym | None:
    """Return the "Ky." of "London, Ky." as a toponym of its own."""
    extent = _short_behind(text, toponym.end, world)
    if extent is None:
        return None
    short = text[slice(*extent)]
    return Toponym(*extent, short, short, rule="region-behind-a-place")


def _located(text: str, names: Sequence[Name], world: World) -> list[tuple[int, int]]:
    """Return the spans that the model labels LOC; two halves of one listed name are joined."""
    spans: list[tuple[int, int]] = []
    for name in names:
        if name.label != "LOC":
            continue
        start, end = _whole_name(text, name.start, name.end, world)
        if text[end : end + 1] == "." and world.region_short(text[start : end + 1]):
            end += 1
        if spans and start - spans[-1][1] == 1 and world.places(text[spans[-1][0] : end]):
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def _whole_name(text: str, start: int, end: int, world: World) -> tuple[int, int]:
    """Return the span of a listed name of which the model found the end or the beginning.

    "Clara" of "Santa Clara", "Virginia" of "West Virginia", "Champs" of "Champs-Elysees". The longer
    name must be the better known one.
    """
    rows = world.places(text[start:end])
    before = _WORD_BEFORE.search(text, max(0, start - LONGEST_WORD), start)
    longer = world.places(text[before.start(1) : end]) if before else ()
    if before and longer and longer[0].is_main_name:
        is_region = longer[0].kind == "region" and bool(rows) and rows[0].kind == "region"
        if not rows or is_region or longer[0].population > rows[0].population:
            return before.start(1), end
    behind = None if rows else _HYPHENATED.match(text, end)
    return (start, behind.end()) if behind else (start, end)


def _is_state(name: Name, world: World) -> bool:
    """Return whether a body's name is just that of a state or its capital: "Ottawa refused"."""
    if name.label != "ORG":
        return False
    rows = world.places(name.text)
    return world.country(name.text) is not None or bool(rows and rows[0].is_capital and rows[0].is_main_name)


def regions_in_bodies(names: Sequence[Name], world: World) -> list[str]:
    """Return the regions and countries in names of bodies: "Arkansas" of the "Arkansas State Police"."""
    found: list[str] = []
    for name in names:
        words = name.text.split() if name.label == "ORG" else []
        n = 0
        while n < len(words):
            size = next((k for k in (3, 2, 1) if _is_region(" ".join(words[n : n + k]), world)), 0)
            if size:
                found.append(" ".join(words[n : n + size]))
            n += size or 1
    return found


def _is_region(name: str, world: World) -> bool:
    """Return whether a name is in the first place that of a country or region."""
    rows = world.places(name) if name[:1].isupper() else ()
    return bool(rows) and rows[0].is_main_name and rows[0].kind in ("country", "region")


class _Taken:
    """Offsets that names have taken."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._offsets: set[int] = {i for start, end in spans for i in range(start, end)}

    def overlaps(self, start: int, end: int) -> bool:
        return any(i in self._offsets for i in range(start, end))

    def add(self, start: int, end: int) -> None:
        self._offsets.update(range(start, end))


def _surnames(actors: Sequence[Actor]) -> frozenset[str]:
    """Return the last words of the persons' names: "Jordan" in "Jordan said"."""
    return frozenset(
        m.text.split()[-1]
        for a in actors
        if a.kind == "person"
        for m in a.mentions
        if m.form == "name" and m.text.split()
    )


def _parts(text: str, start: int, end: int, world: World) -> Iterator[Toponym]:
    """Yield the toponyms of a name that the model found: "Austin, Texas" holds two."""
    offset = start
    for piece in re.split(r"(,\s+| and |/)", text[start:end]):
        first = offset
        offset += len(piece)
        name = piece.strip()
        if not name or not any(c.isupper() for c in name):
            continue
        first += piece.index(name)
        toponym = _toponym(text, first, first + len(name), world)
        if toponym is not None:
            yield toponym


def _toponym(text: str, start: int, end: int, world: World) -> Toponym | None:
    """Return a toponym trimmed of article and possessive, or None for an adjective or a people."""
    classes = world.classes
    name = text[start:end]
    possessive = _POSSESSIVE.search(name)
    if possessive:
        end = start + possessive.start()
        name = text[start:end]
    while " " in name and name.split()[0] in classes.place_openers and not world.places(name):
        start += name.index(" ") + 1
        name = text[start:end]
    if name.split(" ")[0] in classes.definite_articles and " " in name:
        start, name = start + 4, name[4:]
    if not name or name.islower() or (world.demonym(name) and world.country(name) is None):
        return None
    key = name.title() if name.isupper() and len(name) > 3 and "." not in name else name
    if all(
        w in classes.building_words or w in classes.place_divisions for w in name.split()
    ) or _is_body_only(key, world):
        return None
    listed = bool(world.places(key))
    counties = _COUNTIES.match(text, end)
    if counties and world.places(f"{key} County"):
        return Toponym(start, end, name, f"{key} County")
    head, _, last = name.rpartition(" ")
    if head and last in classes.place_divisions and not listed:
        return Toponym(start, end, name, head, division=last)
    return Toponym(start, end, name, key, inside=None if listed else _inside(key, world))


def _inside(name: str, world: World) -> str | None:
    """Return the listed place that an unlisted one says it is in: "Far North Queensland", "Sligo Town Hall"."""
    classes = world.classes
    parts = name.split()
    first = next((n for n, w in enumerate(parts) if w.lower() not in classes.place_parts), len(parts))
    rest = " ".join(parts[first:])
    if first and rest and world.places(rest):
        return rest
    if parts[-1] not in classes.seated_place_endings:
        return None
    heads = (" ".join(parts[:size]) for size in range(len(parts) - 1, 0, -1))
    return next((h for h in heads if (rows := world.places(h)) and rows[0].is_main_name), None)


def _is_body_only(name: str, world: World) -> bool:
    """Return whether a name is a body's and no place's: "White House", "Pentagon"."""
    bodies = world.bodies(name)
    if not bodies or bodies[0].sector is None or world.country(name) is not None:
        return False
    towns = [p for p in world.places(name) if p.is_main_name]
    return not towns or (bodies[0].weight == CURATED and towns[0].population < KNOWN_TOWN)


def _listed(text: str, tokens: Sequence[Token], world: World, surnames: frozenset[str]) -> Iterator[Toponym]:
    """Yield the runs of capitalised words that are well-known places, the longest first."""
    n = 0
    while n < len(tokens):
        size = _listed_at(text, tokens, n, world, surnames)
        if size:
            start, end = tokens[n].start, tokens[n + size - 1].end
            name = text[start:end]
            yield Toponym(start, end, name, name, rule="well-known-place")
        n += size or 1


def _listed_at(text: str, tokens: Sequence[Token], n: int, world: World, surnames: frozenset[str]) -> int:
    """Return how many words from `n` on are a well-known place, 0 for none."""
    if not _is_capital(tokens[n]) or tokens[n].text in surnames:
        return 0
    longest = 1
    while longest < LONGEST_NAME and n + longest < len(tokens) and _continues(tokens[n + longest], world):
        longest += 1
    for size in range(longest, 0, -1):
        name = text[tokens[n].start : tokens[n + size - 1].end]
        if not _is_well_known(name, world):
            continue
        before, after = tokens[n - 1] if n else None, tokens[n + size] if n + size < len(tokens) else None
        in_longer = (before is not None and _is_name(before)) or (after is not None and _is_name(after))
        is_country = world.country(name) is not None
        return size if is_country or not in_longer else 0
    return 0


def _is_capital(token: Token) -> bool:
    return token.upos == "PROPN" and token.text[:1].isupper()


def _continues(token: Token, world: World) -> bool:
    return token.text[:1].isupper() or token.text in world.classes.place_name_connectors


def _is_name(token: Token) -> bool:
    return (
        token.upos == "PROPN" and token.text[:1].isupper() and token.deprel.startswith(("flat", "compound"))
    )


def _is_well_known(name: str, world: World) -> bool:
    """Return whether a name alone, without the model, is taken for a place."""
    if world.country(name) is not None:
        return True
    if len(name) < 4 or world.demonym(name) or world.bodies(name):
        return False
    rows = world.places(name)
    return (
        bool(rows)
        and (rows[0].kind in ("country", "other") or rows[0].population >= KNOWN_TOWN)
        and (rows[0].is_main_name)
    )


def _seats(text: str, world: World) -> Iterator[Toponym]:
    """Yield where members of legislatures are from: "Sen. Lindsey Graham, R-S.C.", "(D-Texas)"."""
    for party in _PARTY.finditer(text):
        seat = _PARTY_SEAT.match(text, party.end())
        if seat is None:
            continue
        for name in (seat[0], seat[0].rstrip("."), seat[0].split(" ")[0].rstrip(".")):
            if world.region_short(name) or any(p.country == PARTY_COUNTRY for p in world.places(name)):
                start = party.end()
                yield Toponym(start, start + len(name), name, name, rule=SEAT)
                break


def _short_behind(text: str, end: int, world: World) -> tuple[int, int] | None:
    """Return where the abbreviation of a region stands behind a name: "London, Ky."."""
    found = _SHORT.match(text, end)
    return found.span(1) if found and world.region_short(found[1]) else None


def _said_behind(text: str, toponym: Toponym, n: int, found: Sequence[Toponym], world: World) -> str | None:
    """Return the region or country that follows a name: "London, Ky.", "Paris, Texas"."""
    short = _short_behind(text, toponym.end, world)
    if short and (region := world.region_short(text[slice(*short)])):
        return region[0]
    following = found[n + 1] if n + 1 < len(found) else None
    if following is not None and text[toponym.end : following.start] == ", ":
        return following.key
    return None
