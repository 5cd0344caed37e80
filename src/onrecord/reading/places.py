"""Find toponyms and resolve them to the gazetteer: which Georgia, which London, where.

Finding: the names that the model labels LOC, and capitalised words that the gazetteer knows
and no person or body has taken. Adjectives and peoples ("Russian", "Turks") name no place.
Resolving: one sense a name in a document (Gale et al. 1992). What stands behind a name
("London, Ky.") decides; else each candidate is scored by its people, by how much the
document speaks of its country and region, and by how near the other places lie
(spatial minimality, Leidner 2007).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.known import Known
from onrecord.reading.ids import content_id
from onrecord.reading.syntax import Forest
from onrecord.types import Actor, Document, Found, Language, Name, Note, Place, PlaceId, PlaceKind, Token
from onrecord.world import PlaceRow, World

TAKING = ("PER", "ORG", "EVENT")  # labels of names that hold no toponym
KNOWN_TOWN = 50_000  # people a town needs to be found by its name alone, without the model
CURATED = 1.0  # the weight of bodies chosen by hand, metonyms among them
LONGEST_NAME = 4  # words of a name looked up in the gazetteer
CANDIDATES = 12  # of one name; Springfield has more, but none that a report means unsaid
POINTS = 12  # other places that pull a candidate near
MAIN_SHARE = 0.6  # a country that most of the resolved places lie in answers for unlisted ones
NEAR_KM = 500.0
COUNTRY_PRIOR = 1.5
ALIAS_PENALTY = 1.5
REGION_PENALTY = 1.0  # its people are those of its towns: the town is meant unless the report says otherwise
COUNTRY_WEIGHT, REGION_WEIGHT, NEAR_WEIGHT, CAPITAL_WEIGHT = 5.0, 3.5, 2.0, 0.5
_SHORT = re.compile(r",\s+((?:[A-Z]\.\s?){1,2}(?:[A-Z][a-z]\.)?(?<=\.)|[A-Z][a-z]{1,4}\.)")
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
    how: str = "named by the model"


@dataclass(slots=True)
class Context:
    """What the document speaks of: countries with their share, regions, and points on the map."""

    countries: Counter[str]
    regions: Counter[tuple[str, str]]
    points: list[tuple[str, float, float]]
    own: dict[str, tuple[str, str | None]]  # what each name has added itself: it must not speak for itself

    def share(self, key: str, country: str | None) -> float:
        """Return the share of a country in all other names."""
        own = self.own.get(key, (None, None))[0]
        total = sum(self.countries.values()) - (own is not None)
        return (self.countries[country] - (own == country)) / total if country and total > 0 else 0.0

    def names_region(self, key: str, country: str, region: str) -> bool:
        """Return whether another name is, or lies in, a region."""
        return self.regions[country, region] > (self.own.get(key) == (country, region))

    def add(self, key: str, row: PlaceRow) -> None:
        """Count what a resolved name says of the report's countries and regions."""
        if row.country is None or key in self.own:
            return
        region = row.name if row.kind == "region" else row.admin1
        self.countries[row.country] += 1
        self.own[key] = (row.country, region)
        if region:
            self.regions[row.country, region] += 1
        if row.lat is not None and row.lon is not None:
            self.points.append((key, row.lat, row.lon))


def find_places(
    document: Document, language: Language, actors: Sequence[Actor], forest: Forest, known: Known
) -> Found[Place]:
    """Return every toponym of the document in text order, resolved where the gazetteer lists it."""
    world = known.world
    toponyms = find_toponyms(document, language, actors, forest, world)
    candidates = {t.key: _candidates(t, world) for t in toponyms}
    context = _sure_context(toponyms, candidates, forest, world)
    first = _resolve_all(toponyms, candidates, context, world)
    second = _resolve_all(toponyms, candidates, _widened(context, first), world)
    main = _main_country(second)
    places = tuple(_place(document, t, second[t.key], main) for t in toponyms)
    return Found(places, tuple(_notes(places)))


# ---- finding ----------------------------------------------------------------------------------


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
    for toponym in [
        t for t in found if _short_behind(document.text, t.end, world)
    ]:  # the "Ky." of "London, Ky."
        start, end = _short_behind(document.text, toponym.end, world) or (0, 0)
        if not taken.overlaps(start, end):
            short = document.text[start:end]
            found.append(Toponym(start, end, short, short, how="a region's abbreviation behind a place"))
            taken.add(start, end)
    surnames = _surnames(actors)
    for tree in forest.trees:
        for toponym in _listed(document.text, tree.tokens, world, surnames):
            if not taken.overlaps(toponym.start, toponym.end):
                found.append(toponym)
                taken.add(toponym.start, toponym.end)
    found.sort(key=lambda t: t.start)
    return [replace(t, within=_said_behind(document.text, t, n, found, world)) for n, t in enumerate(found)]


def _located(text: str, names: Sequence[Name], world: World) -> list[tuple[int, int]]:
    """Return the spans that the model labels LOC; two halves of one listed name are joined."""
    spans: list[tuple[int, int]] = []
    for name in names:
        if name.label != "LOC":
            continue
        start, end = name.start, name.end
        if text[end : end + 1] == "." and world.region_short(text[start : end + 1]):
            end += 1
        if spans and start - spans[-1][1] == 1 and world.places(text[spans[-1][0] : end]):
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def _is_state(name: Name, world: World) -> bool:
    """Return whether a body's name is just that of a state or its capital: "Ottawa refused"."""
    if name.label != "ORG":
        return False
    rows = world.places(name.text)
    return world.country(name.text) is not None or bool(rows and rows[0].is_capital and rows[0].is_main_name)


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
    words = world.place_words
    name = text[start:end]
    possessive = _POSSESSIVE.search(name)
    if possessive:
        end = start + possessive.start()
        name = text[start:end]
    while " " in name and name.split()[0] in words["leading"] and not world.places(name):
        start += name.index(" ") + 1
        name = text[start:end]
    if name.split(" ")[0] in ("the", "The") and " " in name:
        start, name = start + 4, name[4:]
    if not name or name.islower() or (world.demonym(name) and world.country(name) is None):
        return None
    key = name.title() if name.isupper() and len(name) > 3 and "." not in name else name
    if all(w in words["built"] or w in words["division"] for w in name.split()) or _is_body_only(key, world):
        return None
    head, _, last = name.rpartition(" ")
    if head and last in words["division"] and not world.places(name):
        return Toponym(start, end, name, head, division=last)
    return Toponym(start, end, name, key)


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
            yield Toponym(start, end, name, name, how="a well-known place in the gazetteer")
        n += size or 1


def _listed_at(text: str, tokens: Sequence[Token], n: int, world: World, surnames: frozenset[str]) -> int:
    """Return how many words from `n` on are a well-known place, 0 for none."""
    if not _is_capital(tokens[n]) or tokens[n].text in surnames:
        return 0
    longest = 1
    while longest < LONGEST_NAME and n + longest < len(tokens) and _continues(tokens[n + longest]):
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


def _continues(token: Token) -> bool:
    return token.text[:1].isupper() or token.text in ("of", "de", "la", "al", "-", "and", "the", "'", "’")


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


# ---- resolving --------------------------------------------------------------------------------


def _candidates(toponym: Toponym, world: World) -> tuple[PlaceRow, ...]:
    """Return the places that a name can mean, best prior first."""
    short = world.region_short(toponym.text)
    if short:
        return tuple(p for p in world.places(short[0]) if p.kind == "region" and p.country == short[1])
    rows = world.places(toponym.key)
    if toponym.division in ("County", "county"):  # counties are not listed; a town of the name misleads
        return ()
    if toponym.division and toponym.division.lower() != "city":
        rows = tuple(p for p in rows if p.kind != "city") or rows
    return rows[:CANDIDATES]


def _sure_context(
    toponyms: Sequence[Toponym], candidates: dict[str, tuple[PlaceRow, ...]], forest: Forest, world: World
) -> Context:
    """Collect what needs no resolving: country names, adjectives, regions and names of one place."""
    context = Context(Counter(), Counter(), [], {})
    for tree in forest.trees:
        for token in tree.tokens:
            if token.text[:1].isupper() and (code := world.demonym(token.text)):
                context.countries[code] += 1
    for key, rows in candidates.items():
        if len(rows) == 1 or (rows and rows[0].kind == "country" and all(p.kind != "region" for p in rows)):
            context.add(key, rows[0])
    for toponym in toponyms:  # a country spoken of often weighs more than one named once
        if toponym.key in context.own:
            context.countries[context.own[toponym.key][0]] += 1
    return context


def _widened(context: Context, resolved: dict[str, tuple[PlaceRow | None, str]]) -> Context:
    """Return the context with what the first round resolved."""
    wider = Context(
        Counter(context.countries), Counter(context.regions), list(context.points), dict(context.own)
    )
    for key, (row, _) in resolved.items():
        if row is not None:
            wider.add(key, row)
    return wider


def _resolve_all(
    toponyms: Sequence[Toponym], candidates: dict[str, tuple[PlaceRow, ...]], context: Context, world: World
) -> dict[str, tuple[PlaceRow | None, str]]:
    """Return the place and the reason for each name: one sense a document."""
    said: dict[str, str] = {}
    for toponym in toponyms:
        if toponym.within and toponym.key not in said:
            said[toponym.key] = toponym.within
    return {key: _resolve(key, rows, said.get(key), context, world) for key, rows in candidates.items()}


def _resolve(
    key: str, rows: Sequence[PlaceRow], within: str | None, context: Context, world: World
) -> tuple[PlaceRow | None, str]:
    """Return the best candidate for a name, and what decided."""
    if within and (not rows or rows[0].kind != "country"):
        code = world.country(within)
        fit = [
            p
            for p in world.places(key)
            if p.admin1 == within or (code and p.country == code.country and p.is_main_name)
        ]
        if fit:
            return fit[0], f"the text says {within}"
        around = next(iter(world.places(within)), None)
        is_list = (
            around is None
            or around.kind != "region"
            or (rows and (rows[0].kind == "region" or rows[0].is_capital))
        )
        if (
            around is not None and not is_list
        ):  # "Texas, Oklahoma", "Moscow, Kyiv" are lists  # a village that the gazetteer leaves out: where it lies, not which it is
            return PlaceRow(
                key, "city", around.country, None, None, None, 0
            ), f"unlisted, in {within} as the text says"
    if not rows:
        return None, "not in the gazetteer"
    if len(rows) == 1:
        return rows[0], "the only place of the name"
    best = max(rows, key=lambda p: (_score(key, p, context), -rows.index(p)))
    return best, "the report's countries and places" if best is not rows[0] else "the best known of the name"


def _score(key: str, row: PlaceRow, context: Context) -> float:
    """Score a candidate: how well known, how much the report is about its country, how near the rest."""
    score = math.log10(row.population + 10)
    if row.kind == "country":
        score += COUNTRY_PRIOR
    if row.is_capital:
        score += CAPITAL_WEIGHT
    if row.kind == "region":
        score -= REGION_PENALTY
    if not row.is_main_name:
        score -= ALIAS_PENALTY
    score += COUNTRY_WEIGHT * context.share(key, row.country)
    if row.country and row.admin1 and context.names_region(key, row.country, row.admin1):
        score += REGION_WEIGHT
    return score + NEAR_WEIGHT * _nearness(key, row, context)


def _nearness(key: str, row: PlaceRow, context: Context) -> float:
    """Return the mean closeness, 0 to 1, to the other places of the report."""
    if row.lat is None or row.lon is None:
        return 0.0
    close = [
        1 / (1 + _kilometres(row.lat, row.lon, lat, lon) / NEAR_KM)
        for name, lat, lon in context.points[:POINTS]
        if name != key
    ]
    return sum(close) / len(close) if close else 0.0


def _kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance of two points, flat between parallels: good enough to compare."""
    x = (other_lon - lon + 180) % 360 - 180
    x *= math.cos(math.radians((lat + other_lat) / 2))
    return 111.2 * math.hypot(x, other_lat - lat)


def _main_country(resolved: dict[str, tuple[PlaceRow | None, str]]) -> str | None:
    """Return the country of most of the report's towns and regions, or None."""
    countries = Counter(row.country for row, _ in resolved.values() if row is not None and row.country)
    if not countries:
        return None
    code, count = min(countries.items(), key=lambda c: (-c[1], c[0]))
    return code if count / sum(countries.values()) >= MAIN_SHARE else None


def _place(
    document: Document, toponym: Toponym, found: tuple[PlaceRow | None, str], main: str | None
) -> Place:
    row, why = found
    kind: PlaceKind = row.kind if row is not None else "region" if toponym.division else "other"
    if row is None and main is not None:
        why = f"{why}; country of most places here"
    if row is not None and row.source is not None:
        why = f"{why}; {row.source}"
    return Place(
        id=PlaceId(content_id("p", document.id, toponym.start, toponym.end)),
        start=toponym.start,
        end=toponym.end,
        text=toponym.text,
        name=row.name if row is not None else toponym.text,
        kind=kind,
        country=row.country if row is not None else main,
        geonames=row.geonames if row is not None else None,
        lat=row.lat if row is not None else None,
        lon=row.lon if row is not None else None,
        basis=(toponym.how, why),
    )


def _notes(places: Sequence[Place]) -> Iterator[Note]:
    """Yield one note for all toponyms that the gazetteer does not list."""
    open_ = [p for p in places if p.geonames is None and p.lat is None]
    if open_:
        names = ", ".join(f"“{t}”" for t in dict.fromkeys(p.text for p in open_))
        yield Note(
            code="place-unlisted",
            message=f"{len(open_)} of {len(places)} toponyms are not in the gazetteer: {names}.",
        )
