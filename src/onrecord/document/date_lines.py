"""Lines of a page that hold the dates of publication and change, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.document.dates import DATE_IN_LINE, find_date

DATE_LINE_CHARS = 140  # of the longest line with a date of publication and one of a change
SPARE_WORDS = 1  # words of a date line that are neither date, clock, zone nor label
UPDATE_LABEL = re.compile(r"\b(?:updated?|upd|modified|revised|corrected|amended)\b", re.IGNORECASE)
EVENT_LABEL = re.compile(
    r"\b(?:taken|file|filed|filmed|copyright|expires?|until|from|born|died)\b", re.IGNORECASE
)
CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.h]\d{2}){0,2}\s*(?:[ap]\.?\s?m\b\.?)?(?:\s*\(?(?:[A-Z]{2,5}|Z)\b\)?)?", re.IGNORECASE
)
LABEL_WORD = re.compile(
    r"\b(?:first|last|originally|published|posted|created|issued|date|dated|updated?|upd|modified|revised|corrected|"
    r"amended|on|at|in|and|the|edition|final|print|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:today|local time)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{2,}")


def dates_in(line: str, months: Mapping[str, int], *, month_first: bool = True) -> list[tuple[bool, str]]:
    """Return the days on a line of dates, and whether each is that of a change; of any other line nothing.

    >>> dates_in("Published 27 August 2024 at 20:18 (updated 30 August 2024)", {"august": 8})
    [(False, '2024-08-27'), (True, '2024-08-30')]
    >>> dates_in("On 27 August 2024 the talks began.", {"august": 8})
    []
    """
    found = [m for m in DATE_IN_LINE.finditer(line) if find_date(m[0], months, month_first)]
    if (
        not found
        or len(line) > DATE_LINE_CHARS
        or EVENT_LABEL.search(line)
        or _is_sentence(line, found[0].start())
    ):
        return []
    starts = [0, *(m.end() for m in found)]
    labels = [line[start : m.start()] for start, m in zip(starts, found, strict=False)]
    days = (find_date(m[0], months, month_first) for m in found)
    return [
        (UPDATE_LABEL.search(label) is not None, day)
        for label, day in zip(labels, days, strict=True)
        if day is not None
    ]


def _is_sentence(line: str, first_date: int) -> bool:
    """Return whether a line has more words than dates, clock times, zones and labels; on a byline, behind the names."""
    dated = line[first_date:] if line.lower().startswith("by ") else line
    rest = LABEL_WORD.sub(" ", CLOCK.sub(" ", DATE_IN_LINE.sub(" ", dated)))
    return len(WORD.findall(rest)) > SPARE_WORDS
