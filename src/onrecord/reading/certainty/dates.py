"""Whether an event lies after or before the day of publication."""

from __future__ import annotations

from onrecord.types import Event, Published


def lies_ahead(event: Event, published: Published) -> bool:
    """Return whether the event's time begins after the last possible day of the document."""
    return is_after(event.time.earliest if event.time else None, published)


def lies_behind(event: Event, published: Published) -> bool:
    """Return whether the event's time ends before the first possible day of the document."""
    day = published.value or published.earliest
    ends = event.time.latest if event.time else None
    return day is not None and ends is not None and ends < day


def is_after(day: str | None, published: Published) -> bool:
    """Return whether an ISO day is after the last possible day of the document."""
    last = published.value or published.latest
    return last is not None and day is not None and day > last
