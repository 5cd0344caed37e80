"""What lies ahead as a calendar (iCalendar, RFC 5545), for the calendar of a desk.

A happening with a day is a VEVENT of whole days, a deadline a VTODO with DUE. A window of at most `WIDEST` days, or a
range that the text itself gives, is an event of several days. What has no day (a month, a season, "not before May") is
listed in one note for each report (VJOURNAL), because a calendar would give it a false day.

Nothing comes from the clock: DTSTAMP is the last change of the report that is known, so the same reading gives the same
bytes. `UID` is the id of the item in the record, and `SEQUENCE` counts what the report tells of changes to the plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Component, Event, Journal, Todo

from onrecord.addresses import safe_link
from onrecord.types import Document, Reading
from onrecord.views.ahead import WIDEST, Prospect, day_of, prospects_of
from onrecord.views.dates import days
from onrecord.views.layout import printable

PRODUCT = "-//onrecord//onrecord//EN"
DOMAIN = "onrecord"  # of UIDs
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # DTSTAMP of a report of which no day is known
ONE_DAY = timedelta(days=1)
Ranges = AbstractSet[tuple[str | None, str | None]]


def begin_calendar() -> str:
    """Return the lines before the first item."""
    return _lines().removesuffix(end_calendar())


def end_calendar() -> str:
    """Return the line after the last item."""
    return "END:VCALENDAR\r\n"


def write_items_ahead(reading: Reading) -> str:
    """Return the components of a report, without the calendar around them; empty if nothing lies ahead."""
    ranges = {(t.earliest, t.latest) for t in reading.times if "/" in t.value}
    return write_prospects(prospects_of(reading), reading.document, ranges)


def write_prospects(prospects: Sequence[Prospect], document: Document, ranges: Ranges = frozenset()) -> str:
    """Return the components of items that one report tells of; `ranges` are windows whose two ends stand in its text."""
    return "".join(str(c.to_ical(), "utf-8") for c in _components(prospects, document, ranges))


def _lines() -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    return str(calendar.to_ical(), "utf-8")


def _components(prospects: Sequence[Prospect], document: Document, ranges: Ranges) -> Iterator[Component]:
    undated = []
    for prospect in prospects:
        window = _window(prospect, ranges)
        if window is None:
            undated.append(prospect)
        elif prospect.is_deadline:
            yield _deadline(prospect, window[1], document)
        else:
            yield _event(prospect, window, document)
    if undated:
        yield _note(undated, document)


def _window(prospect: Prospect, ranges: Ranges) -> tuple[date, date] | None:
    """Return the first and last day for a calendar; None if the item has none.

    A deadline needs only its last day. `ranges` are the windows whose two ends stand in the text.
    """
    item = prospect.item
    first, last = day_of(item.earliest), day_of(item.latest)
    if last is None or (first is None and not prospect.is_deadline):
        return None
    first = first or last
    is_short = (last - first).days < WIDEST
    return (first, last) if first <= last and (is_short or (item.earliest, item.latest) in ranges) else None


def _event(prospect: Prospect, window: tuple[date, date], document: Document) -> Component:
    event = Event()
    _common(event, prospect, document)
    event.add("dtstart", window[0])
    event.add("dtend", window[1] + ONE_DAY)  # exclusive
    event.add("status", prospect.firmness.calendar)
    event.add("transp", "TRANSPARENT")  # what the world does leaves the reader's own day free
    return event


def _deadline(prospect: Prospect, last: date, document: Document) -> Component:
    todo = Todo()
    _common(todo, prospect, document)
    todo.add("due", last)
    todo.add("status", "CANCELLED" if prospect.firmness.calendar == "CANCELLED" else "NEEDS-ACTION")
    return todo


def _common(component: Component, prospect: Prospect, document: Document) -> None:
    """Add what events and deadlines both have."""
    item = prospect.item
    component.add("uid", f"{item.id}@{DOMAIN}")
    component.add("dtstamp", _stamp(document))
    component.add("sequence", bool(prospect.was) + (prospect.status == "cancelled"))
    component.add("summary", prospect.summary)
    component.add("description", "\n".join(_description(prospect, document)))
    component.add("categories", [item.kind, prospect.status])
    if prospect.place:
        component.add("location", prospect.place)
    place = item.location
    if place and place.lat is not None and place.lon is not None:
        component.add("geo", (place.lat, place.lon))
    if _address(document):
        component.add("url", _address(document))


def _note(undated: Sequence[Prospect], document: Document) -> Component:
    """Return the note that lists what has no day; its own day is that of the report."""
    note = Journal()
    note.add("uid", f"ahead-{document.id}@{DOMAIN}")
    note.add("dtstamp", _stamp(document))
    note.add("summary", f"Ahead, without a day: {_title(document)}")
    lists = (_line(p) + "".join(f"\n   {line}" for line in _description(p)) for p in undated)
    note.add("description", "\n".join([*(f"• {lines}" for lines in lists), *_origin(document)]))
    day = day_of(document.published.value)
    if day:
        note.add("dtstart", day)
    if _address(document):
        note.add("url", _address(document))
    return note


def _line(prospect: Prospect) -> str:
    return f"{prospect.when or 'no date given'}: {prospect.summary}"


def _description(prospect: Prospect, document: Document | None = None) -> Iterator[str]:
    """Yield the lines that say how firm it is, on what condition, on whose word, in which words, and where it stands."""
    yield ": ".join(filter(None, (prospect.wording, prospect.condition)))
    item = prospect.item
    if item.earliest != item.latest and prospect.when and document:
        yield f"some time in {prospect.when}" if item.earliest and item.latest else prospect.when
    if prospect.was:
        yield f"moved from {prospect.was}"
    if prospect.who:
        yield f"with {', '.join(prospect.who)}"
    if prospect.figures:
        yield prospect.figures
    if prospect.voice:
        yield prospect.voice
    if item.evidence:
        yield f"“{printable(item.evidence[0].text).strip('“”')}”"
    if document:
        yield from _origin(document)
        yield f"Fact {item.id}"


def _origin(document: Document) -> Iterator[str]:
    """Yield the line that names the report."""
    published = document.published
    when = days(published.earliest or published.value, published.latest or published.value)
    yield ", ".join(printable(part) for part in (document.publisher, _title(document), when) if part)


def _title(document: Document) -> str:
    return printable(document.title or document.given_id or document.id)


def _address(document: Document) -> str | None:
    url = safe_link(document.url)
    return printable(url) if url else None


def _stamp(document: Document) -> datetime:
    """Return when the report was last changed, as far as is known, in UTC; a day alone is its first moment."""
    published = document.published
    known = document.updated.value if document.updated else published.value or published.latest
    try:
        moment = datetime.fromisoformat(known) if known else EPOCH
    except ValueError:  # a year or a month alone, or a clock time that we do not know
        day = day_of(known)
        moment = datetime.combine(day, time()) if day else EPOCH
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
