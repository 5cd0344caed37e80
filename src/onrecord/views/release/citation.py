"""CITATION.cff of a data set (Citation File Format 1.2.0)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from onrecord.views.exports.versions import versions

if TYPE_CHECKING:
    from onrecord.views.release import Asked

NOBODY = "onrecord"  # of a data set whose author is not given: the program that made it


def citation(asked: Asked) -> str:
    """Return the file; it has no date, because nothing in a data set comes from the clock."""
    authors = "".join(_author(name) for name in asked.authors or (NOBODY,))
    kind = "without excerpts" if not asked.excerpts else "with excerpts"
    return (
        "cff-version: 1.2.0\n"
        "message: If you use this data set, please cite it as below.\n"
        "type: dataset\n"
        f"title: {_text(asked.title)}\n"
        f"version: {_text(asked.version)}\n"
        f"license: {_text(asked.licence)}\n"
        f"abstract: {_text(f'Political events, statements and plans read from news reports, counting {asked.counting}, {kind}.')}\n"
        f"authors:\n{authors}"
        "references:\n"
        "  - type: software\n"
        "    title: onrecord\n"
        f"    version: {_text(versions()['onrecord'])}\n"
        "    authors:\n"
        "      - name: onrecord\n"
    )


def _author(name: str) -> str:
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and given:
        return f"  - family-names: {_text(family)}\n    given-names: {_text(given)}\n"
    return f"  - name: {_text(name)}\n"


def _text(text: str) -> str:
    """Return a text as YAML: JSON strings are YAML strings."""
    return json.dumps(text, ensure_ascii=False)
