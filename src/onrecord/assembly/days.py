"""Days of publication of two reports: how far apart they are, as far as both are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.types import Published


@dataclass(frozen=True, slots=True)
class Days:
    """The days between which a report was published, as ordinals; null if that side is open."""

    earliest: int | None = None
    latest: int | None = None

    @property
    def known(self) -> bool:
        """Whether the exact day is known."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def dated(self) -> bool:
        """Whether any date is known."""
        return self != UNDATED

    @property
    def order(self) -> tuple[int, int]:
        """A key to sort by: the first day, then the last; open sides last."""
        return (
            LAST if self.earliest is None else self.earliest,
            LAST if self.latest is None else self.latest,
        )

    def ends_before(self, other: Days) -> bool:
        """Whether all of it lies before all of `other`."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def apart(self, other: Days) -> int | None:
        """Return the least number of days between two reports; null if either has no date at all.

        >>> Days(10, 12).apart(Days(15, 15)), Days(10, 12).apart(Days(11, None)), Days().apart(Days(1, 1))
        (3, 0, None)
        """
        if self == UNDATED or other == UNDATED:
            return None
        return max(0, _behind(self.latest, other.earliest), _behind(other.latest, self.earliest))


LAST = date.max.toordinal()
UNDATED = Days()


def _behind(latest: int | None, earliest: int | None) -> int:
    return 0 if latest is None or earliest is None else earliest - latest


def spanned(windows: Iterable[Days]) -> Days:
    """Return the days from the first to the last that any of `windows` names.

    >>> spanned([Days(3, 3), Days(), Days(1, None)])
    Days(earliest=1, latest=3)
    """
    found = [day for window in windows for day in (window.earliest, window.latest) if day is not None]
    return Days(min(found), max(found)) if found else UNDATED


def days_of(published: Published) -> Days:
    """Return the days of publication of a document."""
    return Days(_ordinal(published.earliest), _ordinal(published.latest))


def iso(ordinal: int | None) -> str | None:
    """Return the ISO date of an ordinal."""
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


def _ordinal(day: str | None) -> int | None:
    return None if day is None else date.fromisoformat(day).toordinal()
