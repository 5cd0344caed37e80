"""Find the toponyms of a text: names that the model labels LOC, and names that the gazetteer knows.

A capitalised word inside the name of a person or body is no toponym. Adjectives and peoples ("Russian",
"Turks") are none either.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Forest, Tree
from onrecord.lexicon.classes import any_of
from onrecord.reading.actors.link import UNIONS
from onrecord.reading.mentions.senses import CURATED
from onrecord.types import Actor, Document, Language, Mention, Name, Token
from onrecord.world import PlaceRow, World

TAKING = ("PER", "ORG", "EVENT")  # labels of names inside which no toponym is looked for
KNOWN_TOWN = 50_000  # people a town needs to be found by its name alone, without the model
QUARTER_WORDS = 2  # of the name of a quarter after a country: "Little Italy"
PARTY_COUNTRY = "USA"
BY_MODEL, SEAT = "place-name-by-model", "seat-behind-a-party"
LONGEST_WORD = 20  # letters before a name that may be a word of it
LONGEST_NAME = 4  # words of a name looked up in the gazetteer
LONGEST_REGION = 3  # words of a region in a body's name: "New South Wales"
LONGEST_ACRONYM = 3  # letters: longer names in capitals are written so for emphasis
SHORTEST_NAME = 4  # letters: shorter words are names of places too rarely to be read without the model
_SHORT = re.compile(
    r",\s+((?:[A-Z]\.\s?){1,2}(?:[A-Z][a-z]\.)?(?<=\.)|[A-Z][a-z]{1,4}\."
    r"|[A-Z]{2,3}(?!\w)(?!\s+[A-Z]{2}))"  # "Paris, KY" has a code behind it, the headline "FIRE IN PARIS, IN A CHURCH" none
)
_WORD_BEFORE = re.compile(r"\b([A-Z][\w.]*) $")
_COUNTIES = re.compile(r"(?:(?:, | and |, and )[A-Z][\w.]+(?: [A-Z]\w+)?)* [Cc]ounties\b")
_PARTY_SEAT = re.compile(r"(?:[A-Z]\.){2}|[A-Z]\w+\.?(?: [A-Z]\w+)?")
_HYPHENATED = re.compile(r"(?:-[A-Z]\w+)+")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A span that names a place, with the region or country that the text gives after it ("Ky.", "France")."""

    start: int
    end: int
    text: str
    key: str  # the name to look up: without article, possessive and "Province"
    division: str | None = None  # "County", "Province", where it was cut off the key
    within: str | None = None
    rule: str = BY_MODEL
    inside: str | None = None  # a listed place in its name: "St. Cloud" of "St. Cloud Hospital"
    holder: str | None = None  # who holds the ground: "Russian" of "Russian-held territory"


def find_toponyms(
    document: Document, language: Language, actors: Sequence[Actor], forest: Forest, world: World
) -> list[Toponym]:
    """Return the toponyms in text order, none overlapping another or a person's or body's name."""
    text = document.text
    taken = _Taken(_spans_of_others(language.names, actors, world))
    found = list(taken.free(_held_grounds(text, world)))
    located = (s for s in _located(text, language.names, world) if not taken.overlaps(*s))
    found += taken.free(t for start, end in located for t in _parts(text, start, end, world))
    found += taken.free(_abbreviations(text, tuple(found), world))
    found += taken.free(_seats(text, world))
    surnames = _surnames(actors)
    found += taken.free(t for tree in forest.trees for t in _listed(text, tree, world, surnames))
    found.sort(key=lambda t: t.start)
    return [replace(t, within=_said_behind(text, t, n, found, world)) for n, t in enumerate(found)]


def _spans_of_others(
    names: Sequence[Name], actors: Sequence[Actor], world: World
) -> Iterator[tuple[int, int]]:
    """Yield the spans of names that are no places: of persons, bodies and events."""
    for name in names:
        if name.label in TAKING and not _is_state(name, world):
            yield name.start, name.end
    for mention in _person_names(actors):
        yield mention.start, mention.end
    for mention in _body_names(actors):
        if not world.places(mention.text):
            yield mention.start, mention.end


def _body_names(actors: Sequence[Actor]) -> Iterator[Mention]:
    """Yield the names of several words of unions: "Organization of American States" holds no United States.

    A body of one country often has its seat in its name: "Butler County Sheriff's Office".
    """
    for actor in actors:
        if actor.kind == "organization" and actor.named and actor.country in UNIONS:
            yield from (m for m in actor.mentions if m.form == "name" and " " in m.text)


def _person_names(actors: Sequence[Actor]) -> Iterator[Mention]:
    """Yield the mentions of persons by name."""
    for actor in actors:
        if actor.kind == "person":
            yield from (m for m in actor.mentions if m.form == "name")


def _abbreviations(text: str, found: Sequence[Toponym], world: World) -> Iterator[Toponym]:
    """Yield the abbreviated regions that follow places: the "Ky." of "London, Ky."."""
    for place in found:
        span = _short_behind(text, place.end, world)
        if span is not None:
            short = text[slice(*span)]
            yield Toponym(*span, short, short, rule="region-behind-a-place")


def _held_grounds(text: str, world: World) -> Iterator[Toponym]:
    """Yield the grounds that are named for who holds them: "Russian-held territory" is no place in Russia."""
    classes = world.classes
    held = re.compile(
        rf"\b([A-Z]\w+)[-–‑]{any_of(classes.holding_participles)} {any_of(classes.ground_nouns)}\b"
    )
    for ground in held.finditer(text):
        yield Toponym(*ground.span(), ground[0], ground[0], rule="ground-held-by", holder=ground[1])


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
    """Extend a span to a listed name of which the model labelled only the end or the beginning.

    "Clara" of "Santa Clara", "Virginia" of "West Virginia", "Champs" of "Champs-Elysees". The longer
    name must be the better known one.
    """
    rows = world.places(text[start:end])
    before = _WORD_BEFORE.search(text, max(0, start - LONGEST_WORD), start)
    if before and _is_better_known(world.places(text[before.start(1) : end]), rows):
        return before.start(1), end
    behind = None if rows else _HYPHENATED.match(text, end)
    return (start, behind.end()) if behind else (start, end)


def _is_better_known(longer: Sequence[PlaceRow], shorter: Sequence[PlaceRow]) -> bool:
    """Return whether the places of the longer name outweigh those of the shorter; a region does among regions."""
    if not longer or not longer[0].is_main_name:
        return False
    if not shorter or longer[0].kind == shorter[0].kind == "region":
        return True
    return longer[0].population > shorter[0].population


def _is_state(name: Name, world: World) -> bool:
    """Return whether a name labelled as a body is that of a country or a capital: "Ottawa refused"."""
    if name.label != "ORG":
        return False
    rows = world.places(name.text)
    return world.country(name.text) is not None or bool(rows and rows[0].is_capital and rows[0].is_main_name)


def regions_in_bodies(names: Sequence[Name], world: World) -> list[str]:
    """Return the regions and countries in names of bodies: "Arkansas" of the "Arkansas State Police"."""
    found: list[str] = []
    for name in names:
        if name.label == "ORG":
            found += _regions_in(name.text.split(), world)
    return found


def _regions_in(parts: Sequence[str], world: World) -> Iterator[str]:
    """Yield the regions and countries among the words of a name, the longest first at each word."""
    n = 0
    while n < len(parts):
        runs = (parts[n : n + size] for size in range(LONGEST_REGION, 0, -1))
        region = next((run for run in runs if _is_region(" ".join(run), world)), None)
        if region is not None:
            yield " ".join(region)
        n += len(region) if region is not None else 1


def _is_region(name: str, world: World) -> bool:
    """Return whether the best known place of a name is a country or region."""
    rows = world.places(name) if name[:1].isupper() else ()
    return bool(rows) and rows[0].is_main_name and rows[0].kind in ("country", "region")


class _Taken:
    """The offsets that names cover so far."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._offsets: set[int] = {i for start, end in spans for i in range(start, end)}

    def overlaps(self, start: int, end: int) -> bool:
        """Return whether a name has taken part of the span."""
        return not self._offsets.isdisjoint(range(start, end))

    def free(self, toponyms: Iterable[Toponym]) -> Iterator[Toponym]:
        """Yield the toponyms that overlap no name so far; each takes its offsets when it is yielded."""
        for toponym in toponyms:
            if not self.overlaps(toponym.start, toponym.end):
                self._offsets.update(range(toponym.start, toponym.end))
                yield toponym


def _surnames(actors: Sequence[Actor]) -> frozenset[str]:
    """Return the last words of the persons' names: "Jordan" in "Jordan said"."""
    return frozenset(parts[-1] for m in _person_names(actors) if (parts := m.text.split()))


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
    """Return a toponym trimmed of article and possessive, or None where the words name no place."""
    start, end = _trimmed(text, start, end, world)
    name = text[start:end]
    key = _lookup_form(name)
    if not name or _is_no_place(name, key, world):
        return None
    listed = bool(world.places(key))
    counties = _COUNTIES.match(text, end)
    if counties and world.places(f"{key} County"):
        return Toponym(start, end, name, f"{key} County")
    head, _, last = name.rpartition(" ")
    if head and last in world.classes.place_divisions and not listed:
        return Toponym(start, end, name, head, division=last)
    return Toponym(start, end, name, key, inside=None if listed else _inside(key, world))


def _trimmed(text: str, start: int, end: int, world: World) -> tuple[int, int]:
    """Return a name's span without its possessive, its article, and words such as "downtown" before it."""
    classes = world.classes
    possessive = _POSSESSIVE.search(text[start:end])
    if possessive:
        end = start + possessive.start()
    while _opens_with(text[start:end], classes.place_openers) and not world.places(text[start:end]):
        start = text.index(" ", start) + 1
    if _opens_with(text[start:end], classes.definite_articles):
        start = text.index(" ", start) + 1
    return start, end


def _opens_with(name: str, openers: Collection[str]) -> bool:
    """Return whether the first of several words is one of `openers`."""
    first, blank, _ = name.partition(" ")
    return bool(blank) and first in openers


def _is_no_place(name: str, key: str, world: World) -> bool:
    """Return whether a name is no toponym: small letters, a people, a word such as "bridge", or a body."""
    if name.islower() or _is_people(name, world) or _is_direction(name, world):
        return True
    return _is_generic(name, world) or _is_body_only(key, world) or _is_acronym_of_body(name, world)


def _is_direction(name: str, world: World) -> bool:
    """Return whether a name is a word for a part of places alone: "the West" is no region of Cameroon."""
    words = [w for w in name.lower().split() if w not in world.classes.definite_articles]
    return len(words) == 1 and words[0] in world.classes.place_parts


def _is_acronym_of_body(name: str, world: World) -> bool:
    """Return whether a name with full stops abbreviates a union of countries: "U.N." is not the town of Un."""
    is_short = "." in name and name.isupper() and world.country(name) is None
    return is_short and any(body.country in UNIONS for body in world.bodies(name)[:1])


def _is_people(name: str, world: World) -> bool:
    """Return whether a name is an adjective or a people and no country: "Russian"."""
    return bool(world.demonym(name)) and world.country(name) is None


def _lookup_form(name: str) -> str:
    """Return a name as the gazetteer writes it: "LIMA" as "Lima", but "USA" and "U.S." as they are."""
    is_shouted = name.isupper() and len(name) > LONGEST_ACRONYM and "." not in name
    return name.title() if is_shouted else name


def _is_generic(name: str, world: World) -> bool:
    """Return whether a name consists of words for buildings and divisions only: "Central Park County"."""
    classes = world.classes
    return all(w in classes.building_words or w in classes.place_divisions for w in name.split())


def _inside(name: str, world: World) -> str | None:
    """Return the listed place that an unlisted one says it is in: "Far North Queensland", "Sligo Town Hall"."""
    parts = name.split()
    rest = " ".join(itertools.dropwhile(lambda w: w.lower() in world.classes.place_parts, parts))
    if rest and rest != " ".join(parts) and world.places(rest):
        return rest
    if parts[-1] not in world.classes.seated_place_endings:
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


def _listed(text: str, tree: Tree, world: World, surnames: frozenset[str]) -> Iterator[Toponym]:
    """Yield the runs of capitalised words that are well-known places, the longest first."""
    tokens, behind = tree.tokens, 0
    for n in tree.capitalised:
        size = _listed_at(text, tokens, n, world, surnames) if n >= behind else 0
        if size:
            behind = n + size
            start, end = tokens[n].start, tokens[behind - 1].end
            name = text[start:end]
            yield Toponym(start, end, name, name, rule="well-known-place")


def _listed_at(text: str, tokens: Sequence[Token], n: int, world: World, surnames: frozenset[str]) -> int:
    """Return how many words from the capitalised word `n` on are a well-known place, 0 for none.

    Part of a longer name is no place ("Paris" in "Paris Hilton"), unless it is a country. A "Little Portugal" is a quarter.
    """
    if _is_quarter(tokens[n : n + 2], world):
        return 2
    if tokens[n].upos != "PROPN" or tokens[n].text in surnames:
        return 0
    for size in range(_longest_run(tokens, n, world), 0, -1):
        name = text[tokens[n].start : tokens[n + size - 1].end]
        if _is_well_known(name, world):
            is_whole = world.country(name) is not None or not _is_in_longer_name(tokens, n, n + size)
            return size if is_whole else 0
    return 0


def _is_quarter(tokens: Sequence[Token], world: World) -> bool:
    """Return whether two words name a quarter after a country: "Little Italy"."""
    if len(tokens) < QUARTER_WORDS or tokens[0].text not in world.classes.quarter_openers:
        return False
    return world.country(tokens[1].text) is not None


def _longest_run(tokens: Sequence[Token], n: int, world: World) -> int:
    """Return how many words from `n` on can belong to one name."""
    behind = itertools.takewhile(lambda t: _continues(t, world), tokens[n + 1 : n + LONGEST_NAME])
    return 1 + sum(1 for _ in behind)


def _is_in_longer_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Return whether the word before or behind the tokens belongs to the same name."""
    neighbours = (*tokens[max(start - 1, 0) : start], *tokens[end : end + 1])
    return any(_is_name_part(token) for token in neighbours)


def _is_capitalised_name(token: Token) -> bool:
    return token.upos == "PROPN" and token.text[:1].isupper()


def _continues(token: Token, world: World) -> bool:
    return token.text[:1].isupper() or token.text in world.classes.place_name_connectors


def _is_name_part(token: Token) -> bool:
    return _is_capitalised_name(token) and token.deprel.startswith(("flat", "compound"))


def _is_well_known(name: str, world: World) -> bool:
    """Return whether a name is taken for a place without the model."""
    if world.country(name) is not None:
        return True
    if len(name) < SHORTEST_NAME or world.demonym(name) or world.bodies(name) or _is_direction(name, world):
        return False
    best = next(iter(world.places(name)), None)
    if best is None or not best.is_main_name:
        return False
    return best.kind in ("country", "other") or best.population >= KNOWN_TOWN


def _seats(text: str, world: World) -> Iterator[Toponym]:
    """Yield the constituencies behind party letters: "Sen. Lindsey Graham, R-S.C.", "(D-Texas)"."""
    parties = re.compile(rf"\b{any_of(world.classes.party_letters)}-(?=[A-Z])")
    for party in parties.finditer(text):
        seat = _PARTY_SEAT.match(text, party.end())
        if seat is None:
            continue
        forms = (seat[0], seat[0].rstrip("."), seat[0].split(" ")[0].rstrip("."))
        name = next((form for form in forms if _is_in_party_country(form, world)), None)
        if name is not None:
            start = party.end()
            yield Toponym(start, start + len(name), name, name, rule=SEAT)


def _is_in_party_country(name: str, world: World) -> bool:
    """Return whether a name is that of a region or place in the country whose members give their seat so."""
    return bool(world.region_short(name)) or any(p.country == PARTY_COUNTRY for p in world.places(name))


def _short_behind(text: str, end: int, world: World) -> tuple[int, int] | None:
    """Return the span of a region's abbreviation that follows a name: "London, Ky."."""
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
