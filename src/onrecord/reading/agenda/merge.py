"""Merge items about the same future event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.types import AgendaItem, Status

NO_WINDOW = 10**6  # days: wider than any window with an end


@dataclass(frozen=True, slots=True)
class Entry:
    """An item before merging, with the evidence of whether another one is about the same event."""

    item: AgendaItem
    type: str


def merge(entries: Sequence[Entry]) -> list[Entry]:
    """Return one entry for each future event: entries about the same one are merged."""
    merged: list[Entry] = []
    for entry in entries:
        for n, other in enumerate(merged):
            if _is_same(entry, other):
                merged[n] = _put_together(other, entry)
                break
        else:
            merged.append(entry)
    return merged


def _is_same(a: Entry, b: Entry) -> bool:
    first, second = a.item, b.item
    if first.event is not None and first.event == second.event:
        return True
    if first.kind == second.kind and first.summary == second.summary:
        return True
    if a.type != b.type or first.kind != second.kind or not _windows_agree(first, second):
        return False
    if first.location and second.location and first.location.name != second.location.name:
        return False
    if not _statuses_agree(first.status, second.status):
        return False
    return _parties_agree(first, second)


def _windows_agree(a: AgendaItem, b: AgendaItem) -> bool:
    if a.kind == "event" and not (a.participants or b.participants):
        return (a.earliest, a.latest) == (b.earliest, b.latest)  # only the day can decide
    if a.earliest is None or b.earliest is None:
        return True
    return a.earliest <= (b.latest or b.earliest) and b.earliest <= (a.latest or a.earliest)


def _statuses_agree(a: Status, b: Status) -> bool:
    firm = ("planned", "expected")
    return a == b or (a in firm and b in firm)


def _parties_agree(a: AgendaItem, b: AgendaItem) -> bool:
    first, second = set(a.participants), set(b.participants)
    if first == second or (a.event is None and b.event is None and a.earliest == b.earliest):
        return True  # an occasion is identified by its name and day
    shared = first & second
    return len(shared) > 1 and shared in (first, second)


def _put_together(a: Entry, b: Entry) -> Entry:
    first, second = a.item, b.item
    lead, other = (second, first) if _tells_more(second, first) else (first, second)
    narrow = min((lead, other), key=lambda item: (item.earliest is None, _days(item)))
    return Entry(
        replace(
            lead,
            earliest=narrow.earliest,
            latest=narrow.latest,
            participants=tuple(dict.fromkeys((*lead.participants, *other.participants))),
            location=lead.location or other.location,
            event=lead.event or other.event,
            evidence=tuple(dict.fromkeys((*lead.evidence, *other.evidence))),
        ),
        b.type,
    )


def _tells_more(a: AgendaItem, b: AgendaItem) -> bool:
    return (a.kind == "deadline", a.earliest is not None, len(a.participants)) > (
        b.kind == "deadline",
        b.earliest is not None,
        len(b.participants),
    )


def _days(item: AgendaItem) -> tuple[int, str]:
    """Order windows by their width in days, then by their beginning."""
    if item.earliest is None or item.latest is None:
        return NO_WINDOW, ""
    return (date.fromisoformat(item.latest) - date.fromisoformat(item.earliest)).days, item.earliest
