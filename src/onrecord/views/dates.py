"""ISO dates in words for people, the same in every locale."""

from __future__ import annotations

from datetime import date

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def days(earliest: str | None, latest: str | None) -> str | None:
    """Return the days from `earliest` to `latest` in words, or None if both are open.

    >>> days("2018-10-22", "2018-10-23")
    '22–23 October 2018'
    >>> days("2018-11-01", "2018-11-30")
    'November 2018'
    >>> days("2018-12-30", "2019-01-02")
    '30 December 2018 – 2 January 2019'
    >>> days(None, "2018-11-06")
    'by 6 November 2018'
    """
    first, last = _parse(earliest), _parse(latest)
    if first is None or last is None:
        return _open_ended(first, last)
    if first >= last:
        return _day(first)
    return _whole(first, last) or _range(first, last)


def window(earliest: str | None, latest: str | None) -> str | None:
    """Return the days from `earliest` to `latest` as ISO dates, as short as they can be, or None if both are open.

    >>> (
    ...     window("2018-10-22", "2018-10-22"),
    ...     window("2018-11-01", "2018-11-30"),
    ...     window("2018-10-22", "2018-11-03"),
    ... )
    ('2018-10-22', '2018-11', '2018-10-22–11-03')
    """
    first, last = _parse(earliest), _parse(latest)
    if first is None or last is None or first >= last:
        day = first or last
        return day.isoformat() if day else None
    if first.day == 1 and date.fromordinal(last.toordinal() + 1).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if (first.month, last.month, first.year) == (1, 12, last.year):
            return f"{first:%Y}"
    return (
        f"{first.isoformat()}–{last:%m-%d}"
        if first.year == last.year
        else f"{first.isoformat()}–{last.isoformat()}"
    )


def _parse(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:  # a year or a month alone: no day to name
        return None


def _day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _open_ended(first: date | None, last: date | None) -> str | None:
    if first:
        return f"from {_day(first)}"
    return f"by {_day(last)}" if last else None


def _whole(first: date, last: date) -> str | None:
    """Return the name of a whole month or year (or of several years), or None for other days."""
    if first.day != 1 or (date.fromordinal(last.toordinal() + 1)).day != 1:
        return None
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{MONTH_NAMES[first.month - 1]} {first.year}"
    if first.year == last.year:
        return f"{MONTH_NAMES[first.month - 1]}–{MONTH_NAMES[last.month - 1]} {first.year}"
    return None


def _range(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTH_NAMES[first.month - 1]} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"
