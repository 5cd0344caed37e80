"""Places: find the toponyms of a text (toponyms.py), resolve them to the gazetteer (resolve.py), place the others (unlisted.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.grammar import Forest
from onrecord.known import Known
from onrecord.lexicon.forms import counted
from onrecord.reading.datelines import filed_from
from onrecord.reading.ids import content_id
from onrecord.reading.mentions.senses import Senses
from onrecord.reading.places.resolve import (
    CANDIDATES,
    among_capitals,
    among_countries,
    candidates_of,
    resolve_all,
    states_named,
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
    filed = filed_from(document.text, world)
    senses = _senses(document, language, forest, known)
    candidates = _candidates(toponyms, world)
    for toponym in toponyms:
        if filed is not None and filed.capital is not None and toponym.start == filed.start:
            candidates[toponym.key] = (filed.capital,)
    candidates = {key: _of_sense(key, rows, senses) for key, rows in candidates.items()}
    among = among_countries(document.text, toponyms, candidates)
    for key in states_named(document.text, toponyms, candidates, forest, world):
        candidates[key] = _states(candidates[key])
    context = sure_context(toponyms, candidates, regions_in_bodies(language.names, world), forest, world)
    context.among_countries = among
    context.among_capitals = among_capitals(document.text, toponyms, candidates)
    first = resolve_all(toponyms, candidates, context, world)
    second = resolve_all(toponyms, candidates, widened(context, first), world)
    names = PlacedNames(document.text, toponyms, second, context.countries, forest, world)
    places = tuple(_place(document, t, place_unlisted(t, names)) for t in toponyms)
    return Found(places, tuple(_notes(places)))


def _senses(document: Document, language: Language, forest: Forest, known: Known) -> Senses:
    """Return the senses of names of countries and regions, as the mentions have them."""
    people = [name.text for name in language.names if name.label == "PER"]
    return Senses(document, forest, known.world, known.words.mentions.region_signs, people)


def _of_sense(key: str, rows: tuple[PlaceRow, ...], senses: Senses) -> tuple[PlaceRow, ...]:
    """Return the candidates of a name without the country, if the name means a region in this document."""
    if not rows or rows[0].kind != "country" or rows[0].country is None:
        return rows
    is_region = senses.is_region(key, rows[0].country)
    return tuple(row for row in rows if row.kind != "country") if is_region else rows


def _states(rows: tuple[PlaceRow, ...]) -> tuple[PlaceRow, ...]:
    """Return the country of a name, and the regions of other countries: not the towns, nor its own parts."""
    if rows[0].lat is None:
        return rows  # "Antarctica" has a point only as a place
    country = rows[0].country
    return tuple(r for r in rows if r.kind == "country" or (r.kind == "region" and r.country != country))


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
