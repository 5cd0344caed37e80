"""The line on a terminal that says how far a command is: how many of how many, how fast, how long yet, how many failed."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import TextIO

WINDOW_SECONDS = 30.0  # of the rate: what was read before costs nothing, and must not raise it for long
REDRAW_SECONDS = 0.1
UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"))


class Progress:
    """A line that is drawn again as the work goes on."""

    def __init__(self, out: TextIO, total: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._total, self._clock = out, total, clock
        self._done = self._failed = 0
        self._seen = deque([(clock(), 0)])  # when how many were done, within the window
        self._drawn: float | None = None

    def step(self, *, failed: bool) -> None:
        """Count one more that is done, or failed."""
        now = self._clock()
        self._done += 1
        self._failed += failed
        self._seen.append((now, self._done))
        while len(self._seen) > 2 and self._seen[1][0] <= now - WINDOW_SECONDS:
            self._seen.popleft()
        if self._drawn is None or now - self._drawn >= REDRAW_SECONDS:
            self._drawn = now
            self._out.write(f"\r{progress_line(self._done, self._total, self._failed, self._rate())}\x1b[K")
            self._out.flush()

    def clear(self) -> None:
        """Take the line away, for something else to be printed; the next step draws it again."""
        if self._drawn is not None:
            self._out.write("\r\x1b[K")
            self._out.flush()
            self._drawn = None

    def _rate(self) -> float | None:
        """Return how many are done a second, or None if there is nothing to tell it from."""
        (begun, before), (now, done) = self._seen[0], self._seen[-1]
        return (done - before) / (now - begun) if now > begun else None


def progress_line(done: int, total: int | None, failed: int, rate: float | None) -> str:
    """Return what a person wants to know of the work; `rate` is documents a second.

    >>> progress_line(412, 9_000, 2, 3.1)
    '412 of 9,000, 3.1 a second, 47 min left, 2 failed'
    >>> progress_line(3, None, 0, None)
    '3 read'
    """
    parts = [f"{done:,} of {max(total, done):,}" if total is not None else f"{done:,} read"]
    if rate:
        parts.append(f"{rate:.1f} a second" if rate >= 1 else f"{60 * rate:.1f} a minute")
        if total is not None and total > done:
            parts.append(f"{lasting((total - done) / rate)} left")
    if failed:
        parts.append(f"{failed:,} failed")
    return ", ".join(parts)


def lasting(seconds: float) -> str:
    """Return a length of time in its largest unit; minutes and more are rounded up.

    >>> lasting(42.4), lasting(61), lasting(9_000)
    ('42 s', '2 min', '3 h')
    """
    for size, unit in UNITS:
        if seconds > size:
            return f"{int(-(-seconds // size))} {unit}"
    return f"{seconds:.0f} s"
