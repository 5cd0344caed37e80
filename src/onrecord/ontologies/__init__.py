"""The event ontologies as data: PLOVER, which the reader codes, further types, and CAMEO, to which it is converted.

`plover.toml` holds types, modes, contexts, quad classes and scores, with our decision wherever the manual
contradicts itself; `further.toml` holds the types of the record that PLOVER lacks; `cameo.tsv` holds the CAMEO
code of each type, mode and context. An event's `type` is the act (a planned visit is CONSULT);
`Ontology.plover_of` returns the code of the published standard (AGREE for the same visit, with the auxiliary
mode `future`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any

from onrecord.lexicon.tables import WrongCellError, read_table
from onrecord.types import Event, Plover

__all__ = ["CameoRow", "EventType", "Ontology", "load_ontology"]

PACKAGE = "onrecord.ontologies"
RECIPROCAL_PARTIES = 2  # so many actors are recipients of one another: no recipient is missing


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER type: its quad class, its score, and the scores of its modes."""

    name: str
    """Its name, in capitals."""
    quad: int
    """Its quad class, 1 to 4."""
    scale: float
    """Its score."""
    modes: Mapping[str, float]
    """The scores of its modes."""
    needs_recipient: bool = False
    """Whether an event without a recipient is left out."""
    future: str | None = None
    """The type that an event of this type has if it is announced; null if none."""
    announced: str | None = None
    """The mode that an announced event has."""


@dataclass(frozen=True, slots=True)
class CameoRow:
    """One line of `cameo.tsv`: the CAMEO code of a PLOVER type, mode and context."""

    type: str
    """The PLOVER type."""
    mode: str | None
    """Its mode, or null."""
    context: str | None
    """Its context, or null."""
    code: str
    """The CAMEO code."""
    name: str
    """What CAMEO calls it."""
    goldstein: float
    """Its score by Goldstein."""

    def __post_init__(self) -> None:
        """Check the codes against PLOVER."""
        check_codes(
            self.type, self.mode, (self.context,) if self.context else (), ("type", "mode", "context")
        )


@dataclass(frozen=True)
class Ontology:
    """PLOVER's types, contexts and auxiliary modes, and the table of CAMEO codes."""

    version: str
    """The version of PLOVER."""
    types: Mapping[str, EventType]
    """The types, by name."""
    further: Mapping[str, str]  # types that the standard does not code, and what each is
    """Types that the standard does not code, and what each is."""
    contexts: frozenset[str]
    """The contexts."""
    aux_of_status: Mapping[str, tuple[str, ...]]
    """The auxiliary modes of each status."""
    dropped_statuses: frozenset[str]
    """Statuses of events that have no code."""
    announced_statuses: frozenset[str]
    """Statuses of events that are announced."""
    historical_after: timedelta
    """From how long before its publication a document tells of history."""
    cameo: Mapping[tuple[str, str | None, str | None], CameoRow]
    """CAMEO codes by type, mode and context."""

    def quad_of(self, name: str) -> int:
        """Return the quad class, 1 to 4, of a type."""
        return self.types[name].quad

    def scale_of(self, name: str, mode: str | None = None) -> float:
        """Return the score of a type with a mode, or of the type if the mode has none.

        >>> load_ontology().scale_of("CONSULT", "phone")
        1.5
        """
        row = self.types[name]
        return row.modes.get(mode, row.scale) if mode else row.scale

    def cameo_of(self, name: str, mode: str | None = None, contexts: Sequence[str] = ()) -> CameoRow | None:
        """Return the CAMEO row that fits best: mode and context, mode, context, type alone.

        >>> load_ontology().cameo_of("CONSULT", "visit").code
        '042'
        """
        keys: list[tuple[str, str | None, str | None]] = []
        if mode:
            keys += [(name, mode, context) for context in contexts]
            keys.append((name, mode, None))
        keys += [(name, None, context) for context in contexts]
        keys.append((name, None, None))
        return next((self.cameo[key] for key in keys if key in self.cameo), None)

    def plover_of(self, event: Event, published: str | None = None) -> Plover | None:
        """Return the code of `event` in the published standard, or None if the standard drops it.

        It drops acts that are only requested (it codes the request), acts without an actor, and types
        that need a recipient if there is none; it has no code for the further types. `published` (an ISO
        date) is needed for the auxiliary mode `historical`, of events long before it.
        """
        if event.type in self.further:
            return None
        row = self.types[event.type]
        if event.status in self.dropped_statuses or not event.actors or _lacks_recipient(row, event):
            return None
        aux = self.aux_of_status.get(event.status, ())
        if self._is_historical(event, published):
            aux = ("historical", *aux)
        other = self._type_by_status(row, event, aux)
        if other is not None:
            # the manual: return the single category that fits, here one without the act's modes
            return Plover(type=other, aux=aux, quad=self.quad_of(other), scale=self.scale_of(other))
        return Plover(type=row.name, aux=aux, quad=row.quad, scale=self.scale_of(row.name, event.mode))

    def _type_by_status(self, row: EventType, event: Event, aux: Sequence[str]) -> str | None:
        """Return the type that the standard gives to a future or announced act, if it is another one."""
        if "future" in aux and row.future is not None:
            return row.future
        return row.announced if event.status in self.announced_statuses else None

    def _is_historical(self, event: Event, published: str | None) -> bool:
        latest = event.time.latest if event.time else None
        if latest is None or published is None:
            return False
        return date.fromisoformat(latest) < date.fromisoformat(published) - self.historical_after


def _lacks_recipient(row: EventType, event: Event) -> bool:
    return row.needs_recipient and not event.recipients and len(event.actors) < RECIPROCAL_PARTIES


@lru_cache(maxsize=1)
def load_ontology() -> Ontology:
    """Load PLOVER and the CAMEO codes from the files that ship beside this one.

    Raises `TableError` if a file names a type, mode, context or status that does not exist.
    """
    data = _plover()
    types = {
        name: EventType(
            name=name,
            quad=row["quad"],
            scale=float(row["scale"]),
            modes={mode: float(score) for mode, score in row["modes"].items()},
            needs_recipient=row.get("needs_recipient", False),
            future=row.get("future"),
            announced=row.get("announced"),
        )
        for name, row in data["types"].items()
    }
    rows = read_table("cameo.tsv", CameoRow, PACKAGE)
    return Ontology(
        version=data["version"],
        types=types,
        further=_further(),
        contexts=frozenset(data["contexts"]["names"]),
        aux_of_status={status: tuple(aux) for status, aux in data["aux"]["of_status"].items()},
        dropped_statuses=frozenset(data["dropped"]["statuses"]),
        announced_statuses=frozenset(data["announced"]["statuses"]),
        historical_after=timedelta(days=data["aux"]["historical_after_days"]),
        cameo={(row.type, row.mode, row.context): row for row in rows},
    )


def check_mode(mode: str, column: str) -> None:
    """Raise `WrongCellError` where a row names a mode that no type has."""
    known = [name for row in _plover()["types"].values() for name in row["modes"]]
    if mode not in known:
        raise WrongCellError(column, mode, tuple(dict.fromkeys(known)))


def check_codes(
    name: str | None,
    mode: str | None,
    contexts: Sequence[str] = (),
    columns: tuple[str, str, str] = ("type", "mode", "contexts"),
) -> None:
    """Raise `WrongCellError` where a row names a type, mode or context that does not exist.

    `columns` are those of the row that hold the type, the mode and the contexts. A row without a type has no
    mode, nor has one with a further type.
    """
    types, known = _plover()["types"], _plover()["contexts"]["names"]
    if name is not None and name not in types and name not in _further():
        raise WrongCellError(columns[0], name, (*types, *_further()))
    modes = types[name]["modes"] if name in types else ()
    if mode is not None and mode not in modes:
        raise WrongCellError(columns[1], mode, (*modes, ""))
    for context in contexts:
        if context not in known:
            raise WrongCellError(columns[2], context, known)


@lru_cache(maxsize=1)
def _plover() -> dict[str, Any]:
    return _toml("plover.toml")


@lru_cache(maxsize=1)
def _further() -> dict[str, str]:
    return {name: str(what) for name, what in _toml("further.toml")["types"].items()}


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(PACKAGE).joinpath(name).read_text(encoding="utf-8"))
