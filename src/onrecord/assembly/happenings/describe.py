"""Describe a happening from the accounts that tell it: what most say, the latest word for status and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.assembly.happenings.accounts import Account, Window
from onrecord.assembly.ids import content_id
from onrecord.assembly.parties import Party
from onrecord.assembly.types import ActorRef, EntityId, Happening, HappeningId, Telling, Voice
from onrecord.assembly.voices import Voices, key_of
from onrecord.types import Document, DocumentId, Figure, FigureKind, Location

T = TypeVar("T")
UNDATED = ""  # sorts before all days: what has no day of publication is no latest word


@dataclass(frozen=True)
class Context:
    """What is known beside the accounts: entities, voices and origins of copies."""

    entities: Mapping[ActorRef, EntityId]
    voices: Mapping[DocumentId, Voices]
    origins: Mapping[DocumentId, Document]


def describe(accounts: Sequence[Account], context: Context) -> Happening:
    """Return the happening that accounts tell."""
    accounts = sorted(accounts, key=lambda a: (a.published or UNDATED, a.ref))
    tellings = tuple(telling_of(account, context) for account in accounts)
    location, document = where(accounts)
    window = when(accounts)
    return Happening(
        id=happening_id(accounts),
        type=most(a.event.type for a in accounts) or accounts[0].event.type,
        mode=most(a.event.mode for a in accounts if a.event.mode),
        actors=who((a.actors for a in accounts), context),
        recipients=who((a.recipients for a in accounts), context),
        location=location,
        location_in=document,
        earliest=window.earliest if window else None,
        latest=window.latest if window else None,
        figures=figures(accounts),
        status=tellings[-1].status,
        tellings=tellings,
        reports=tuple(sorted({t.copy_of or t.document for t in tellings})),
        publishers=tuple(sorted({t.publisher for t in tellings if t.publisher})),
        sources=voices(tellings),
    )


def happening_id(accounts: Iterable[Account]) -> HappeningId:
    """Return the id of a happening: a hash of its smallest event."""
    ref = min(account.ref for account in accounts)
    return HappeningId(content_id("h", f"{ref.document} {ref.event}"))


def telling_of(account: Account, context: Context) -> Telling:
    """Return what one report tells."""
    event, document = account.event, account.ref.document
    voice = context.voices[document].of(event.within)
    origin = context.origins.get(document)
    return Telling(
        document=document,
        event=event.id,
        trigger=event.trigger,
        published=account.published,
        status=event.status,
        certainty=event.certainty,
        source=voice.entity,
        voice=voice,
        publisher=account.report.publisher,
        copy_of=origin.id if origin else None,
        earliest=account.window.earliest if account.window else None,
        latest=account.window.latest if account.window else None,
        time_basis=account.window_basis,
        place_basis=account.spot_basis,
    )


def who(lists: Iterable[Sequence[Party]], context: Context) -> tuple[str, ...]:
    """Return the entities that most accounts name, the most frequent first; where none is named, the words for them."""
    parties = [party for members in lists for party in dict.fromkeys(members)]
    named = Counter(str(e) for p in parties if (e := context.entities.get(p.ref)) is not None)
    counted = named or Counter(p.name for p in parties)
    return tuple(sorted(counted, key=lambda key: (-counted[key], key)))


def where(accounts: Sequence[Account]) -> tuple[Location | None, DocumentId | None]:
    """Return the place that most accounts give, and the document of its span; those of events count before inherited ones."""
    own = [a for a in accounts if a.spot_basis == "event"] or [a for a in accounts if a.spot_basis]
    keys = [a.spot.key for a in own if a.spot]
    common = most(keys)
    for account in own:
        if account.spot and account.spot.key == common:
            return account.location, account.ref.document
    return None, None


def when(accounts: Sequence[Account]) -> Window | None:
    """Return the days that most accounts give, the narrowest of several; else what all reports allow."""
    own = [a.window for a in accounts if a.window and a.window_basis == "event"]
    if own:
        counted = Counter(own)
        return min(counted, key=lambda w: (-counted[w], _width(w), w.earliest or "", w.latest or ""))
    inherited = [a.window for a in accounts if a.window]
    if not inherited:
        return None
    return together(inherited) or inherited[0]


def together(windows: Sequence[Window]) -> Window | None:
    """Return the days that all windows have in common, or None."""
    earliest = max((w.earliest for w in windows if w.earliest), default=None)
    latest = min((w.latest for w in windows if w.latest), default=None)
    return None if earliest and latest and latest < earliest else Window(earliest, latest)


def _width(window: Window) -> int:
    return 10**6 if window.days is None else window.days


def figures(accounts: Sequence[Account]) -> tuple[Figure, ...]:
    """Return the numbers of each kind that the latest account with such numbers gives; spans are of its document."""
    found: dict[FigureKind, list[Figure]] = {}
    for account in accounts:
        kinds = {f.what for f in account.figures}
        for kind in kinds:
            found[kind] = [f for f in account.figures if f.what == kind]
    return tuple(figure for _, own in sorted(found.items()) for figure in own)


def voices(tellings: Iterable[Telling]) -> tuple[Voice, ...]:
    """Return the independent voices of tellings, once each."""
    found: dict[tuple[str, str], Voice] = {}
    for telling in tellings:
        found.setdefault(key_of(telling.voice), telling.voice)
    return tuple(found[key] for key in sorted(found))


def most(values: Iterable[T]) -> T | None:
    """Return the most frequent value, the smallest of several; None of none."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], str(value))) if counted else None
