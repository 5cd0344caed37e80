"""Places: find the toponyms of a text (toponyms.py), resolve them to the gazetteer (resolve.py), place the others (unlisted.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.grammar import Forest
from onrecord.known import Known
from onrecord.lexicon.forms import counted
from onrecord.reading.ids import content_id
from onrecord.reading.places.resolve import (
    CANDIDATES,
    among_capitals,
    among_countries,
    candidates_of,
    resolve_all,
    sure_context,
    widened,
)
from onrecord.reading.places.toponyms import Toponym, find_toponyms, regions_in_bodies
from onrecord.reading.places.unlisted import Located, PlacedNames, place_unlisted
from onrecord.types import Actor, Document, Found, Language, Note, Place, PlaceId, Reason
from onrecord.world import PlaceRow, World


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
    context.among_capitals = among_capitals(document.text, toponyms, candidates)
    first = resolve_all(toponyms, candidates, context, world)
    second = resolve_all(toponyms, candidates, widened(context, first), world)
    names = PlacedNames(document.text, toponyms, second, context.countries, forest, world)
    places = tuple(_place(document, t, place_unlisted(t, names)) for t in toponyms)
    return Found(places, tuple(_notes(places)))


def _candidates(toponyms: Sequence[Toponym], world: World) -> dict[str, tuple[PlaceRow, ...]]:
    """Return the candidates of each name, and of each listed place inside an unlisted name."""
    candidates = {t.key: candidates_of(t, world) for t in toponyms}
    for toponym in toponyms:
        if toponym.inside is not None:
            candidates.setdefault(toponym.inside, world.places(toponym.inside)[:CANDIDATES])
    return candidates


def _place(document: Document, toponym: Toponym, found: Located) -> Place:
    row = found.row
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
        basis=(Reason(rule=toponym.rule), *found.reasons),
    )


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
