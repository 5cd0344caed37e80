"""Libraries that only some inputs need: whether they are there, and which extra brings them."""

from __future__ import annotations

from importlib.util import find_spec

from onrecord.errors import installed_by
from onrecord.types import Note


def missing(target: str, library: str, extra: str) -> Note | None:
    """Return the note on an input whose library is not installed; it says which extra installs it."""
    if find_spec(library) is not None:
        return None
    return Note(
        code="extra", message=f"{target} needs {library}, which is not installed; {installed_by(extra)}."
    )
