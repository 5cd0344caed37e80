"""What a process was doing when it died: the page of its shard, written down before each page, and how often that happened.

A page during which a process dies, or takes longer than it may, is tried again; after so many tries it is set aside. A process
that hangs ends itself: a timer of the C library does it, which runs whatever holds the interpreter.
"""

from __future__ import annotations

import faulthandler
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal

import msgspec

from onrecord.runner.ledger import write_whole

Phase = Literal["before", "page", "reading", "after"]  # getting the page out of its input, or reading it
FRAME = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+) in (?P<name>\S+)')


@dataclass(frozen=True, slots=True)
class At:
    """Where a process is in its shard."""

    phase: Phase = "before"
    page: int = 0
    """The number of the page in the shard, the ends of its inputs counted."""

    @property
    def key(self) -> str:
        """Return the name under which strikes are counted."""
        return f"{self.phase} {self.page}"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the tries of a shard."""

    run: str = ""
    """The run that began it: what happened in another one, such as the end of all its processes, does not count."""
    strikes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The causes of each place at which a process died, in order."""


class Strikes:
    """The strikes of a shard, kept in files that outlive the process."""

    def __init__(self, folder: Path, shard: str, run: str, cause: str | None, seconds: float | None) -> None:
        """Read what the last try left, and count it; `cause` says how that process ended, if it is known."""
        self._kept, self._at, self._hung = (folder / f"{shard}.{what}" for what in ("json", "at", "hung"))
        self._seconds = seconds
        before = self._read()
        self.strikes = (
            {key: list(causes) for key, causes in before.strikes.items()} if before.run == run else {}
        )
        if before.run == run:
            last = self._last()
            self.strikes.setdefault(last.key, []).append(self._hanging() or cause or "died")
        write_whole(self._kept, msgspec.json.encode({"run": run, "strikes": self.strikes}))
        self._file = os.open(self._at, os.O_RDWR | os.O_CREAT)
        self._trace: IO[bytes] = self._hung.open("wb")
        self.go(At())

    def go(self, at: At) -> None:
        """Write down where the process is."""
        os.pwrite(self._file, f"{at.key:<32}".encode(), 0)
        if self._seconds is not None:
            faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._trace)

    def causes(self, at: At) -> list[str]:
        """Return what processes died of there."""
        return self.strikes.get(at.key, [])

    def rest(self) -> None:
        """Stop the timer, which would end the process whatever it does then, and close the files."""
        if self._seconds is not None:
            faulthandler.cancel_dump_traceback_later()
        os.close(self._file)
        self._trace.close()

    def forget(self) -> None:
        """Remove the files: the shard is finished."""
        for path in (self._kept, self._at, self._hung):
            path.unlink(missing_ok=True)

    def _read(self) -> Kept:
        with suppress(OSError, msgspec.DecodeError):
            return msgspec.json.decode(self._kept.read_bytes(), type=Kept)
        return Kept()

    def _last(self) -> At:
        with suppress(OSError, ValueError):
            phase, page = self._at.read_text().split()
            return msgspec.convert({"phase": phase, "page": int(page)}, At)
        return At()

    def _hanging(self) -> str | None:
        """Return where the process hung and therefore ended itself, or None."""
        with suppress(OSError):
            trace = self._hung.read_text(errors="replace")
            if trace:
                place = FRAME.search(trace)
                where = (
                    f" in {place['name']} ({Path(place['file']).name}, line {place['line']})" if place else ""
                )
                return f"took more than {self._seconds or 0:g} seconds{where}"
        return None
