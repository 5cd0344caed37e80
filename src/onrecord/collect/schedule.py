"""When a feed is asked next, and a page tried again. Pure: times are seconds since 1970, and passed in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

MAX_BACKOFF = 24 * 3_600.0  # seconds: a feed that has failed for long is still asked once a day
SPREAD = 0.1  # of the time between two looks: so that feeds of one interval are not asked all at once
PAGE_TRIES = 5  # rounds in which a page is tried that fails for a reason that may pass
PAGE_BACKOFF = 600.0  # seconds before the second one; four times as many before each further one


@dataclass(frozen=True, slots=True)
class NextTry:
    """When a page is tried again, or that it is not."""

    due: float | None


def next_look(url: str, every: float, now: float, failures: int, after: float | None = None) -> float:
    """Return when a feed is asked again: twice as late for each failure in a row, and not before the server said.

    >>> round(next_look("https://example.org/rss", 600, 0, 0) / 600, 1) in (1.0, 1.1)
    True
    >>> next_look("https://example.org/rss", 600, 0, 30)
    86400.0
    """
    spread = int.from_bytes(hashlib.blake2b(url.encode("utf-8", "replace"), digest_size=2).digest()) / 0xFFFF
    pause = every * (1 + SPREAD * spread) * 2.0 ** min(failures, 16)
    return now + max(min(pause, max(MAX_BACKOFF, every)), after or 0.0)


def next_try(now: float, tries: int, *, lasting: bool, after: float | None = None) -> NextTry:
    """Return when a page is tried again after so many tries.

    >>> next_try(0, 1, lasting=False), next_try(0, 3, lasting=False), next_try(0, 5, lasting=False)
    (NextTry(due=600.0), NextTry(due=9600.0), NextTry(due=None))
    """
    if lasting or tries >= PAGE_TRIES:
        return NextTry(None)
    return NextTry(now + max(PAGE_BACKOFF * 4 ** (tries - 1), after or 0.0))
