"""The functions of `import onrecord` that read: a text, or the pages of files and folders.

What a store answers is in `questions/`; together they are the public functions of the package.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from onrecord.errors import InputError
from onrecord.known import Known, load_known
from onrecord.pages import AUTO, KINDS, pages
from onrecord.runner import Task
from onrecord.runner import read_pages as read_here
from onrecord.runner import read_text as read_one
from onrecord.runner.pool import read_with
from onrecord.types import Reading

Target = str | os.PathLike[str]


def read_text(
    text: str, published: str | None = None, title: str | None = None, known: Known | None = None
) -> Reading:
    """Return the reading of one text, which is taken as it is: offsets are code points of `text`.

    `published` is the ISO day on which it appeared, from which "on Friday" counts; without it the reader infers what it can.
    `known` is what the reader knows, from `load_known`, if it is not to be what ships.

    >>> reading = read_text("Ministers will meet in Vienna on Friday.", published="2024-05-13")
    >>> event = reading.events[0]
    >>> event.type, event.status, event.time.earliest
    ('CONSULT', 'planned', '2024-05-17')
    """
    return read_one(text, published, title, known)


def read_pages(
    paths: Target | Iterable[Target],
    *,
    kind: str = AUTO,
    jobs: int = 1,
    overlays: Iterable[Target] = (),
) -> Iterator[Reading]:
    """Yield the readings of files and folders, one a document, in input order, each as soon as it is read.

    `kind` is that of the inputs, as `--input` of the command has it; "auto" goes by name and content. `jobs` is the number of
    processes; with more than one, a program must call this below `if __name__ == "__main__":`. `overlays` are tables of
    people, bodies, offices and places that add to what ships; `load_known(overlays).world.problems` lists their invalid lines.
    An input that cannot be read yields a reading without layers, with a note that says why. Raises `InputError` for a `kind`
    that is none.

    >>> for reading in read_pages("reports.jsonl"):
    ...     if reading.document.given_id == "met":
    ...         print(reading.document.published.value, [event.type for event in reading.events][:1])
    2025-01-27 ['CONSULT']
    """
    if kind not in (AUTO, *KINDS):
        raise InputError(f"'{kind}' is no kind of input; it is one of {', '.join((AUTO, *KINDS))}.")
    targets = [os.fspath(path) for path in _listed(paths)]
    task = Task(load=partial(load_known, tuple(map(Path, _listed(overlays)))), keeps_language=False)
    found = pages(targets, kind)
    outcomes = read_here(found, task=task) if jobs == 1 else read_with(found, task, jobs)
    return (outcome.reading for outcome in outcomes)


def _listed(paths: Target | Iterable[Target]) -> list[Target]:
    return [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
