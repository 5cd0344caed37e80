"""Where it takes place: the happenings of all reports, counted by place.

A happening has one place: the one that most of its tellings give. How near the place is known is told with it: a town is
a point, a region or a country is none. The latest happenings are counted if there are more than `MOST_COUNTED`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Unpack

from onrecord.assembly.types import HappeningId
from onrecord.lexicon.forms import counted
from onrecord.ontologies import load_ontology
from onrecord.questions.answer import Answer
from onrecord.questions.asking import ask
from onrecord.questions.events import HAPPENINGS
from onrecord.questions.filters import PlaceFilters, checked
from onrecord.questions.rows import OfQuad, PlaceTold
from onrecord.store import Store
from onrecord.store.find import bodies, kind_of_place
from onrecord.types import DocumentId, Location, PlaceKind

NAME = "places"
MOST_COUNTED = 10_000  # happenings, the latest: more would take longer than a reader waits

Key = tuple[str, str | None, int | None]


@dataclass(frozen=True)
class _Telling:
    """Whether a report gives the place of the event itself, or only its own."""

    place_basis: str | None = None


@dataclass(frozen=True)
class _Placed:
    """What is counted of a happening."""

    id: HappeningId
    type: str
    location: Location | None
    earliest: str | None
    latest: str | None
    reports: tuple[DocumentId, ...]
    tellings: tuple[_Telling, ...]

    @property
    def is_placed(self) -> bool:
        """Whether a report says where it took place; the place where a report was written does not count."""
        return self.location is not None and any(t.place_basis == "event" for t in self.tellings)


def places(store: Store, **filters: Unpack[PlaceFilters]) -> Answer[PlaceTold]:
    """Return where it takes place, the places with most reports first.

    Raises `QuestionError` for a value that is not allowed.
    """
    asked = checked(NAME, filters)
    found = ask(store, QUESTION, replace(asked, limit=MOST_COUNTED, offset=0))
    wider = replace(found.wider, limit=asked.limit) if found.wider is not None else None
    answer = replace(found, asked=asked, wider=wider)
    if not found.total:
        return answer
    end = None if asked.limit is None else asked.offset + asked.limit
    notes = (*found.notes, *_notes(found.rows, found.total))
    why = None if found.rows else f"No report says where {counted(found.total, 'happening')} took place."
    return replace(answer, rows=found.rows[asked.offset : end], total=len(found.rows), notes=notes, why=why)


def _notes(rows: Sequence[PlaceTold], total: int) -> Iterable[str]:
    """Yield what the counts leave out."""
    if total > MOST_COUNTED:
        yield f"Of {total} happenings the latest {MOST_COUNTED} are counted."
    without = min(total, MOST_COUNTED) - sum(row.happenings for row in rows)
    if rows and without:
        yield f"{counted(without, 'happening')} of which no report says where {'is' if without == 1 else 'are'} not counted."


def _by_place(store: Store, keys: Sequence[int]) -> tuple[PlaceTold, ...]:
    found: dict[Key, list[_Placed]] = defaultdict(list)
    for one in bodies(store, "happenings", keys, _Placed):
        if one.is_placed and one.location is not None:
            found[one.location.name, one.location.country, one.location.geonames].append(one)
    rows = (_row(store, own) for own in found.values())
    return tuple(sorted(rows, key=lambda row: (-row.reports, -row.happenings, row.name, row.country or "")))


def _row(store: Store, own: Sequence[_Placed]) -> PlaceTold:
    place: Location = own[0].location  # type: ignore[assignment]  # those without one are left out
    kind = _kind(store, place)
    by_quad: dict[int | None, list[_Placed]] = defaultdict(list)
    for one in own:
        row = load_ontology().types.get(one.type)
        by_quad[row.quad if row else None].append(one)
    quads = sorted(by_quad.items(), key=lambda item: (item[0] is None, item[0]))
    return PlaceTold(
        name=place.name,
        country=place.country,
        geonames=place.geonames,
        kind=kind,
        lat=place.lat,
        lon=place.lon,
        happenings=len(own),
        reports=_reports(own),
        quads=tuple(OfQuad(quad=q, happenings=len(of), reports=_reports(of)) for q, of in quads),
        earliest=min((one.earliest for one in own if one.earliest), default=None),
        latest=max((one.latest for one in own if one.latest), default=None),
        ids=tuple(one.id for one in sorted(own, key=lambda one: (-len(one.reports), one.id))),
    )


def _reports(own: Iterable[_Placed]) -> int:
    return len({document for one in own for document in one.reports})


def _kind(store: Store, place: Location) -> PlaceKind:
    """Return the kind of a place: as reports name it, else as the tables of the world have it, else unknown."""
    from onrecord.world import load_world

    told = kind_of_place(store, place.name, place.country, place.geonames)
    if told is not None:
        return told
    rows = (row for row in load_world().places(place.name) if row.country == place.country)
    return next((row.kind for row in rows if place.geonames in (None, row.geonames)), "other")


QUESTION = replace(HAPPENINGS, name=NAME, row=PlaceTold, build=_by_place)
