"""Find toponyms (toponyms.py) and resolve them to the gazetteer (resolve.py): what place, where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.grammar import Forest
from onrecord.known import Known
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

MAIN_SHARE = 0.6  # a country that most of the resolved places lie in answers for unlisted ones


def find_places(
    document: Document, language: Language, actors: Sequence[Actor], forest: Forest, known: Known
) -> Found[Place]:
    """Return every toponym of the document in text order, resolved where the gazetteer lists it."""
    world = known.world
    toponyms = find_toponyms(document, language, actors, forest, world)
    candidates = {t.key: candidates_of(t, world) for t in toponyms}
    for whole in (t.inside for t in toponyms):
        if whole is not None:
            candidates.setdefault(whole, world.places(whole)[:CANDIDATES])
    context = sure_context(toponyms, candidates, regions_in_bodies(language.names, world), forest, world)
    context.among_countries = among_countries(document.text, toponyms, candidates)
    first = resolve_all(toponyms, candidates, context, world)
    second = resolve_all(toponyms, candidates, widened(context, first), world)
    main = _main_country(second, context.countries)
    places = tuple(_place(document, t, second[t.key], second.get(t.inside or ""), main) for t in toponyms)
    return Found(places, tuple(_notes(places)))


def _main_country(resolved: dict[str, Resolved], spoken_of: Counter[str]) -> str | None:
    """Return the country of most of the report's towns and regions, or the one it speaks of most, or None."""
    named = Counter(f.row.country for f in resolved.values() if f.row is not None and f.row.country)
    for countries in (named, spoken_of):
        if countries:
            code, count = min(countries.items(), key=lambda c: (-c[1], c[0]))
            if count / sum(countries.values()) >= MAIN_SHARE:
                return code
    return None


def _place(
    document: Document, toponym: Toponym, found: Resolved, whole: Resolved | None, main: str | None
) -> Place:
    row, reasons = found.row, [Reason(rule=toponym.rule), found.reason]
    kind: PlaceKind = row.kind if row is not None else "region" if toponym.division else "other"
    # A building named after a place abroad does not lie there: what lies there is not that place either.
    if row is None and whole is not None and whole.row is not None and main in (None, whole.row.country):
        row = replace(whole.row, name=toponym.text, geonames=None)
        kind, reasons[1:] = "other", [Reason(rule="in-place-of-its-name", words=whole.row.name), whole.reason]
    elif row is None and main is not None:
        reasons.append(Reason(rule="country-of-most-places", words=main))
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
        basis=tuple(reasons),
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
