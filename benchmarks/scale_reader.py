"""A run of the real runner with a cheap reader: for what the model has no part in, such as memory and kills.

    python -m benchmarks.scale_reader OUT PATH... [--jobs N] [--shard-pages N] [--scheduler ADDRESS]

Pages are documents as they stand; each word with a capital is an actor. Some words of a text say what happens to who reads it:
"Slowly 20" takes 20 milliseconds, "Once FILE" ends the process unless the file exists, "Always" ends it, "Hangs" never ends. At
the end the peak of memory of the largest process is printed, in kilobytes.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from onrecord.runner.local import Outcome, Task, read_page
from onrecord.runner.run import Options, run
from onrecord.runner.shard import TRIES
from onrecord.runner.shards import Cut
from onrecord.types import Actor, ActorId, Document, Language, Mention, Page, Published, Reading, document_id

NAME = re.compile(r"[A-Z][a-z]+")
BACKTRACKING = re.compile(r"(?:a+)+b")  # holds the interpreter for ever


def load() -> None:
    """Load nothing."""


def read_cheaply(page: Page, task: Task) -> Outcome:
    """Return a reading with an actor for each word with a capital."""
    if page.problem is not None:
        return read_page(page, task)
    text = page.text if page.text is not None else page.content.decode("utf-8", "replace")
    obey(text)
    day = page.given_published
    document = Document(
        id=document_id(text, given_id=page.given_id),
        given_id=page.given_id,
        text=text,
        title=page.given_title,
        language="en",
        published=Published(value=day, earliest=day, latest=day, basis="given") if day else Published(),
    )
    actors = tuple(
        Actor(
            id=ActorId(f"a_{number}"),
            name=found.group(),
            kind="person",
            mentions=(Mention(start=found.start(), end=found.end(), text=found.group(), form="name"),),
        )
        for number, found in enumerate(NAME.finditer(text))
    )
    return Outcome(page, Reading(document=document, actors=actors), Language())


def obey(text: str) -> None:
    """Do what a text says happens to who reads it."""
    if slow := re.search(r"Slowly (\d+)", text):
        time.sleep(int(slow[1]) / 1000)
    if once := re.search(r"Once (\S+)", text):
        mark = Path(once[1])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if "Always" in text:
        signal.raise_signal(
            signal.SIGSEGV
        )  # to this thread: another one would let it read on before the process ends
    if "Hangs" in text:
        BACKTRACKING.match("a" * 64)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, and print the peak of memory of the largest process."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--shard-pages", type=int, default=1000)
    parser.add_argument("--scheduler")
    parser.add_argument("--tries", type=int, default=TRIES)
    parser.add_argument("--page-seconds", type=float, default=60.0)
    told = parser.parse_args(arguments)
    options = Options(
        cut=Cut(size=told.shard_pages),
        jobs=told.jobs,
        scheduler=told.scheduler,
        tries=told.tries,
        seconds=told.page_seconds,
        read=read_cheaply,
        load=load,
    )
    summary = run(told.paths, told.out, options)
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(max(peaks))
    return int(bool(summary.unread))


if __name__ == "__main__":
    # by its full name: other processes import what they call, and find nothing in __main__
    from benchmarks import scale_reader

    sys.exit(scale_reader.main())
