"""Places: find the toponyms of a text (toponyms.py) and resolve them to the gazetteer (resolve.py)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Forest
from onrecord.known import Known
from onrecord.lexicon.forms import counted
from onrecord.reading.ids import content_id
from onrecord.reading.places.resolve import (
    CANDIDATES,
    Resolved,
    among_countries,
    candidates_of,
    resolve_all,
    sure_context,
    widened,
)
from onrecord.reading.places.toponyms import Toponym, find_toponyms, regions_in_bodies
from onrecord.types import Actor, Document, Found, Language, Note, Place, PlaceId, PlaceKind, Reason
from onrecord.world import PlaceRow, World

MAIN_SHARE = 0.6  # of the resolved places: a country with this share is taken for that of unlisted places


@dataclass(frozen=True, slots=True)
class _Around:
    """The countries that an unlisted place may lie in: that of its sentence, and that of most of the report."""

    sentence: str | None
    report: str | None


def find_places(
    document: Document, language: Language, actors: Sequence[Actor], forest: Forest, known: Known
) -> Found[Place]:
    """Return every toponym of the document in text order, resolved where the gazetteer lists it.

    Names are resolved twice: the second round also uses what the first one resolved.
    """
    world = known.world
    toponyms = find_toponyms(document, language, actors, forest, world)
    candidates = _candidates(toponyms, world)
    context = sure_context(toponyms, candidates, regions_in_bodies(language.names, world), forest, world)
    context.among_countries = among_countries(document.text, toponyms, candidates)
    first = resolve_all(toponyms, candidates, context, world)
    second = resolve_all(toponyms, candidates, widened(context, first), world)
    main = _main_country(second, context.countries)
    nearby = _countries_of_sentences(toponyms, second, forest, world)
    places = tuple(
        _place(document, t, second[t.key], second.get(t.inside or ""), _Around(nearby.get(t.start), main))
        for t in toponyms
    )
    return Found(places, tuple(_notes(places)))


def _candidates(toponyms: Sequence[Toponym], world: World) -> dict[str, tuple[PlaceRow, ...]]:
    """Return the candidates of each name, and of each listed place inside an unlisted name."""
    candidates = {t.key: candidates_of(t, world) for t in toponyms}
    for toponym in toponyms:
        if toponym.inside is not None:
            candidates.setdefault(toponym.inside, world.places(toponym.inside)[:CANDIDATES])
    return candidates


def _main_country(resolved: dict[str, Resolved], named: Counter[str]) -> str | None:
    """Return the country of most resolved places, else the one that the document names most, or None."""
    of_places = Counter(f.row.country for f in resolved.values() if f.row is not None and f.row.country)
    return _majority(of_places) or _majority(named)


def _countries_of_sentences(
    toponyms: Sequence[Toponym], resolved: dict[str, Resolved], forest: Forest, world: World
) -> dict[int, str]:
    """Return for unlisted places the country that their sentence says, by their offset; none if it names several.

    A place that the gazetteer lacks lies where its own sentence is, not in the country that is named next.
    """
    found: dict[int, str] = {}
    for toponym in toponyms:
        if resolved[toponym.key].row is None:
            codes = _of_holder(toponym, world) or _named_before(toponym, toponyms, resolved, forest, world)
            if len(codes) == 1:
                found[toponym.start] = next(iter(codes))
    return found


def _of_holder(toponym: Toponym, world: World) -> set[str]:
    """Return the country of the armed group that holds a ground: "Houthi-held areas" are in Yemen."""
    if toponym.holder is None or world.nation(toponym.holder) is not None:
        return set()
    return {body.country for body in world.bodies(toponym.holder)[:1] if body.country is not None}


def _named_before(
    toponym: Toponym,
    toponyms: Sequence[Toponym],
    resolved: dict[str, Resolved],
    forest: Forest,
    world: World,
) -> set[str]:
    """Return the countries that a sentence names before an unlisted place, without that which holds the ground."""
    tree = forest.at(toponym.start)
    if tree is None:
        return set()
    start = tree.tokens[0].start
    rows = (resolved[t.key].row for t in toponyms if start <= t.start < toponym.start)
    words = (t.text for t in tree.tokens if t.start < toponym.start and t.text[:1].isupper())
    codes = {row.country for row in rows if row is not None} | {world.demonym(word) for word in words}
    holder = world.nation(toponym.holder) if toponym.holder else None
    return {code for code in codes if code is not None and code != holder}


def _majority(countries: Counter[str]) -> str | None:
    """Return the country with the share `MAIN_SHARE`, or None."""
    if not countries:
        return None
    code, count = min(countries.items(), key=lambda c: (-c[1], c[0]))
    return code if count / countries.total() >= MAIN_SHARE else None


def _place(
    document: Document, toponym: Toponym, found: Resolved, whole: Resolved | None, around: _Around
) -> Place:
    row, reasons = found.row, [found.reason]
    if row is None:
        row, reasons = _row_of_unlisted(toponym, found, whole, around)
    return Place(
        id=PlaceId(content_id("p", document.id, toponym.start, toponym.end)),
        start=toponym.start,
        end=toponym.end,
        text=toponym.text,
        name=row.name,
        kind=row.kind,
        country=row.country,
        geonames=row.geonames,
        lat=row.lat,
        lon=row.lon,
        basis=(Reason(rule=toponym.rule), *reasons),
    )


def _row_of_unlisted(
    toponym: Toponym, found: Resolved, whole: Resolved | None, around: _Around
) -> tuple[PlaceRow, list[Reason]]:
    """Return a row for an unlisted place, and why: in the place of its name, or in the main country.

    "Sligo Town Hall" lies in Sligo, unless the document is about another country: a building that is named
    after a place abroad does not lie there.
    """
    holder = whole.row if whole is not None else None
    if whole is not None and holder is not None and around.report in (None, holder.country):
        row = replace(holder, name=toponym.text, kind="other", geonames=None)
        return row, [Reason(rule="in-place-of-its-name", words=holder.name), whole.reason]
    kind: PlaceKind = "region" if toponym.division or toponym.holder else "other"
    if around.sentence is not None:
        reason = Reason(rule="country-of-its-sentence", words=around.sentence)
        return PlaceRow(toponym.text, kind, around.sentence, None, None, None, 0), [found.reason, reason]
    row = PlaceRow(toponym.text, kind, around.report, None, None, None, 0)
    if around.report is None:
        return row, [found.reason]
    return row, [found.reason, Reason(rule="country-of-most-places", words=around.report)]


def _notes(places: Sequence[Place]) -> Iterator[Note]:
    """Yield one note for all toponyms that the gazetteer does not list."""
    unlisted = [p for p in places if p.geonames is None and p.lat is None]
    if unlisted:
        names = ", ".join(f"“{t}”" for t in dict.fromkeys(p.text for p in unlisted))
        verb = "is" if len(unlisted) == 1 else "are"
        yield Note(
            code="place-unlisted",
            message=f"{len(unlisted)} of {counted(len(places), 'toponym')} {verb} not in the gazetteer: {names}.",
        )
