"""`python tests/runner/standing.py ARGUMENTS` is the command line with a stand-in for the model and the rules.

Its processes begin in a fraction of a second; everything else is real: pages, documents, pool, store. The processes of the
pool import this file again, so they have the stand-in too. Some words of a text say what happens to who reads it.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import onrecord.known
import onrecord.runner.local
from onrecord.types import Actor, ActorId, Document, Language, Mention, Note, Reading

NAME = re.compile(r"[A-Z][a-z]+")


def load(overlays: tuple[Path, ...] = ()) -> None:
    """Load nothing."""
    if os.environ.get("STANDING_FAILS"):
        os.kill(os.getpid(), signal.SIGKILL)


def find_languages(documents: Sequence[Document], known: None) -> list[Language]:
    """Take as long as a text says, and end the process if it says so."""
    (document,) = documents
    if slow := re.search(r"Slowly (\d+)", document.text):
        time.sleep(int(slow[1]) / 1000)
    if once := re.search(r"Once (\S+)", document.text):
        mark = Path(once[1])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if "Always" in document.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    return [Language()]


def read_language(document: Document, language: Language, known: None, notes: Sequence[Note] = ()) -> Reading:
    """Return a reading with an actor for each word with a capital."""
    actors = tuple(
        Actor(
            id=ActorId(f"a_{number}"),
            name=found.group(),
            kind="person",
            named=True,
            mentions=(Mention(start=found.start(), end=found.end(), text=found.group(), form="name"),),
        )
        for number, found in enumerate(NAME.finditer(document.text))
    )
    return Reading(document=document, actors=actors, notes=tuple(notes))


if __name__ in ("__main__", "__mp_main__"):  # not where the doctests of all files are looked for
    vars(onrecord.known).update(load_known=load)
    vars(onrecord.runner.local).update(find_languages=find_languages, read_language=read_language)

if __name__ == "__main__":
    from onrecord.views.cli import main

    main()
