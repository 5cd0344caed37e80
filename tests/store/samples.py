"""Many publications of the sample report, and a small assembly of them, for tests of the store."""

from __future__ import annotations

import os
import random
import signal
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from onrecord.types import Reading, document_id
from tests.readings import sample_reading

READING = sample_reading()


def publication(number: int, *, text: str | None = None) -> Reading:
    """Return the sample report as one of many: another address, and another text unless one is given."""
    document = replace(
        READING.document,
        text=text or f"{READING.document.text}\n\nThis is report {number}.",
        url=f"https://news.example/{number}",
        given_id=f"wire-{number}",
    )
    return replace(READING, document=replace(document, id=document_id(document.text, url=document.url)))


@dataclass(frozen=True)
class Part:
    """A thing of an assembly, whatever its kind, with all that the store asks of it."""

    id: str
    documents: tuple[str, ...] = ()
    members: tuple[PartOf, ...] = ()
    actors: tuple[PartOf, ...] = ()
    tellings: tuple[PartOf, ...] = ()


@dataclass(frozen=True)
class PartOf:
    """A document, or a fact of one, that a thing is made of."""

    document: str
    actor: str | None = None
    event: str | None = None


@dataclass(frozen=True)
class Together:
    """An assembly: one story of all documents, and a happening for each type of event."""

    copies: tuple[Part, ...] = ()
    entities: tuple[Part, ...] = ()
    stories: tuple[Part, ...] = ()
    happenings: tuple[Part, ...] = ()
    plans: tuple[Part, ...] = ()
    disagreements: tuple[Part, ...] = ()
    updates: tuple[Part, ...] = ()
    pairs: tuple[Part, ...] = ()


def together(readings: Sequence[Reading], _: object = None) -> Together:
    """Assemble readings in the simplest way that depends on all of them."""
    documents = tuple(sorted(r.document.id for r in readings))
    names = sorted({a.name for r in readings for a in r.actors if a.named})
    types = sorted({e.type for r in readings for e in r.events})
    return Together(
        stories=(Part(f"s_{len(documents)}", documents=documents),) if documents else (),
        entities=tuple(
            Part(
                f"n_{name}",
                actors=tuple(
                    PartOf(r.document.id, actor=a.id) for r in readings for a in r.actors if a.name == name
                ),
            )
            for name in names
        ),
        happenings=tuple(
            Part(
                f"h_{kind}",
                tellings=tuple(
                    PartOf(r.document.id, event=e.id) for r in readings for e in r.events if e.type == kind
                ),
            )
            for kind in types
        ),
    )


# ---- other processes ---------------------------------------------------------------------


def _tell(pipe: int, number: int) -> None:
    os.write(pipe, f"{number}\n".encode())


class Child:
    """A process of its own that runs a function and tells the parent a number after each step."""

    def __init__(self, work: Callable[[Callable[[int], None]], None]) -> None:
        """Start the process."""
        self._told, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            status = 1
            try:
                work(partial(_tell, writing))
                status = 0
            except BaseException:  # noqa: BLE001  told here, since the process ends without it
                traceback.print_exc()
            finally:
                os._exit(status)
        os.close(writing)

    def wait_for_first(self) -> bytes:
        """Wait until the process has told its first number, and return what it told."""
        return os.read(self._told, 1)

    def all_told(self) -> str:
        """Wait until the process has told all, and return it."""
        with os.fdopen(os.dup(self._told), "rb") as told:
            return told.read().decode()

    def kill_after(self, seconds: float) -> list[int]:
        """Kill the process and return the numbers that it told."""
        begun = self.wait_for_first()
        time.sleep(seconds)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        with os.fdopen(self._told, "rb") as told:
            lines = (begun + told.read()).split(b"\n")
        return [int(line) for line in lines[:-1]]  # the last one may be cut

    def end(self) -> int:
        """Wait for the process and return its exit status."""
        _, status = os.waitpid(self.pid, 0)
        os.close(self._told)
        return os.waitstatus_to_exitcode(status)


def copy_flipped(path: Path, target: Path, chance: random.Random, bits: int = 1) -> list[int]:
    """Write a copy of a file with some bits flipped, behind its first page; return the offsets of their bytes."""
    content = bytearray(path.read_bytes())
    offsets = [chance.randrange(4096, len(content)) for _ in range(bits)]
    for offset in offsets:
        content[offset] ^= 1 << chance.randrange(8)
    target.write_bytes(content)
    return offsets
