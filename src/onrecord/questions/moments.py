"""The moment from which something is new: a day, a time, or how long ago.

A moment is compared with one of two times: when a report was added to the store (UTC), or its day of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from onrecord.errors import QuestionError

UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
NAMED_DAYS = {"today": 0, "yesterday": 1}  # days ago
ALLOWED = "a day (2024-05-13, yesterday), a time (2024-05-13T08:30, 08:30; UTC) or how long ago (6h, 2d, 1w)"

_AGO = re.compile(r"(\d{1,5})\s*([hdw])")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment, in UTC."""

    at: datetime

    @property
    def stamp(self) -> str:
        """The moment as the store writes moments: "2024-05-13T08:30:00Z"."""
        return f"{self.at.replace(tzinfo=None).isoformat(timespec='seconds')}Z"

    @property
    def day(self) -> str:
        """Its day, as an ISO date."""
        return self.at.date().isoformat()


def parse_moment(words: str, now: datetime) -> Moment:
    """Return the moment that is meant; `now` has a time zone. Raises `QuestionError` for other words.

    A time alone is the last such time before `now`.

    >>> now = datetime(2024, 5, 15, 10, 0, tzinfo=UTC)
    >>> [parse_moment(words, now).stamp for words in ("2d", "2024-05-13", "08:30", "11:00")]
    ['2024-05-13T10:00:00Z', '2024-05-13T00:00:00Z', '2024-05-15T08:30:00Z', '2024-05-14T11:00:00Z']
    """
    now, asked = now.astimezone(UTC), words.strip()
    try:
        return Moment(_ago(asked, now) or _named_day(asked, now) or _clock(asked, now) or _stated(asked))
    except (ValueError, OverflowError):
        raise QuestionError(f"'{words}' is no moment; give {ALLOWED}.") from None


def _ago(asked: str, now: datetime) -> datetime | None:
    found = _AGO.fullmatch(asked)
    return now - int(found[1]) * UNITS[found[2]] if found else None


def _named_day(asked: str, now: datetime) -> datetime | None:
    ago = NAMED_DAYS.get(asked.lower())
    return None if ago is None else _midnight(now) - timedelta(days=ago)


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), tzinfo=UTC)


def _clock(asked: str, now: datetime) -> datetime | None:
    if not re.fullmatch(r"\d{1,2}:\d{2}", asked):
        return None
    hour, minute = map(int, asked.split(":"))
    today = datetime.combine(now.date(), time(hour, minute), tzinfo=UTC)
    return today if today <= now else today - timedelta(days=1)


def _stated(asked: str) -> datetime:
    stated = datetime.fromisoformat(asked)
    return stated.replace(tzinfo=UTC) if stated.tzinfo is None else stated.astimezone(UTC)
