"""Whether an assembly has two things together, by the words with which corrections name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from onrecord.assembly.types import Assembly
from onrecord.store.corrections.pairs import REFS
from onrecord.store.corrections.types import Where
from onrecord.types import DocumentId, Reading

GROUPS: Mapping[str, Callable[[Assembly], Iterable[Iterable[Any]]]] = {  # by the layer of what is joined
    "events": lambda assembly: ([(t.document, t.event) for t in h.tellings] for h in assembly.happenings),
    "documents": lambda assembly: (story.documents for story in assembly.stories),
    "actors": lambda assembly: (entity.actors for entity in assembly.entities),
}


def together(
    assembly: Assembly, readings: Mapping[DocumentId, Reading], layer: str, one: Where, other: Where
) -> bool | None:
    """Return whether two things are one in an assembly; None if it does not have both."""
    refs = [_ref(readings, layer, where) for where in (one, other)]
    found = [
        next((n for n, group in enumerate(GROUPS[layer](assembly)) if ref in set(group)), None)
        for ref in refs
    ]
    return None if None in found else found[0] == found[1]


def _ref(readings: Mapping[DocumentId, Reading], layer: str, where: Where) -> Any:
    """Return what the groups of a layer hold of a thing."""
    reading = readings.get(where.document)
    ref = REFS[layer](reading, where) if reading is not None else None
    return (ref.document, ref.event) if ref is not None and layer == "events" else ref
