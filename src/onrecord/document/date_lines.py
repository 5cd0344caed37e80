"""Lines of a page that hold the dates of publication and change, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.document.dates import DATE_IN_LINE, find_date
from onrecord.lexicon.classes import WordClasses, any_of
from onrecord.lexicon.furniture import Furniture

DATE_LINE_CHARS = 140  # of the longest line with a date of publication and one of a change
SPARE_WORDS = 1  # words of a date line that are neither date, clock, zone nor label
CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.h]\d{2}){0,2}\s*(?:[ap]\.?\s?m\b\.?)?(?:\s*\(?(?:[A-Z]{2,5}|Z)\b\)?)?", re.IGNORECASE
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of the words beside a date, made of the word classes."""

    change: re.Pattern[str]
    other: re.Pattern[str]
    label: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns(classes: WordClasses) -> _Patterns:
    labels = classes.date_line_words | classes.change_labels
    return _Patterns(
        change=re.compile(rf"\b{any_of(classes.change_labels)}\b", re.IGNORECASE),
        other=re.compile(rf"\b{any_of(classes.other_date_labels)}\b", re.IGNORECASE),
        label=re.compile(rf"\b(?:{any_of(labels)}|{WEEKDAY})\b", re.IGNORECASE),
    )


def dates_in(line: str, furniture: Furniture, *, month_first: bool = True) -> list[tuple[bool, str]]:
    """Return the days on a line of dates, and whether each is that of a change; of any other line nothing.

    >>> from onrecord.lexicon.furniture import load_furniture
    >>> dates_in("Published 27 August 2024 at 20:18 (updated 30 August 2024)", load_furniture())
    [(False, '2024-08-27'), (True, '2024-08-30')]
    >>> dates_in("On 27 August 2024 the talks began.", load_furniture())
    []
    """
    months, patterns = furniture.months, _patterns(furniture.classes)
    found = [m for m in DATE_IN_LINE.finditer(line) if find_date(m[0], months, month_first)]
    if (
        not found
        or len(line) > DATE_LINE_CHARS
        or patterns.other.search(line)
        or _is_sentence(line, found[0].start(), patterns)
    ):
        return []
    starts = [0, *(m.end() for m in found)]
    labels = [line[start : m.start()] for start, m in zip(starts, found, strict=False)]
    days = (find_date(m[0], months, month_first) for m in found)
    return [
        (patterns.change.search(label) is not None, day)
        for label, day in zip(labels, days, strict=True)
        if day is not None
    ]


def _is_sentence(line: str, first_date: int, patterns: _Patterns) -> bool:
    """Return whether a line has more words than dates, clock times, zones and labels; on a byline, behind the names."""
    dated = line[first_date:] if line.lower().startswith("by ") else line
    rest = patterns.label.sub(" ", CLOCK.sub(" ", DATE_IN_LINE.sub(" ", dated)))
    return len(WORD.findall(rest)) > SPARE_WORDS
