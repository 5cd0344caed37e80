"""`python -m tests.collect.standing ARGUMENTS` is the command line with a stand-in for the model; SLOWLY=1 makes it slow."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

import onrecord.known
import onrecord.runner.local
from onrecord.types import Document, Language, Note, Reading


def find_languages(documents: Sequence[Document], known: None) -> list[Language]:
    """Take some time, if that is wanted."""
    time.sleep(0.3 if os.environ.get("SLOWLY") else 0)
    return [Language()]


def read_language(document: Document, language: Language, known: None, notes: Sequence[Note] = ()) -> Reading:
    """Return a reading without facts."""
    return Reading(document=document, notes=tuple(notes))


if __name__ == "__main__":
    vars(onrecord.known).update(load_known=lambda overlays=(): None)
    vars(onrecord.runner.local).update(find_languages=find_languages, read_language=read_language)

    from onrecord.views.cli import main

    main()
