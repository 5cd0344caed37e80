"""The corrections that people make in the site: written into the table beside the store, as the commands write them.

A correction holds in every answer when its request ends. What the reports say together is put together anew in a thread of
its own, which a request awaits for a moment: in a large store it takes longer than a reader waits.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

from onrecord.errors import StoreError
from onrecord.store import (
    Correction,
    FactCorrection,
    Store,
    add_corrections,
    apply_corrections,
    assembled_counts,
    begin_run,
    corrected,
    corrections_path,
    end_run,
    open_store,
    read_corrections,
    undo_correction,
    writing,
)
from onrecord.store.corrections import identifier
from onrecord.store.corrections.kept import Thing, find_thing, kept_reading, pair_of
from onrecord.store.corrections.propose import Change, Judgement, named_fact, proposed

AWAITED = 3.0  # seconds for which a request waits until happenings and stories hold a correction


def now() -> str:
    """Return the time of a correction, in UTC."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Overlay:
    """Writes corrections of one author into the table of a store."""

    def __init__(self, path: Path, author: str) -> None:
        self.path, self.author = path, author
        self.trouble: str | None = None
        """Why the last assembly failed, in a sentence."""
        self.waiting = 0
        """How many answers of the desk are not in happenings and stories yet."""
        self._wanted = False
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    # ---- corrections ---------------------------------------------------------------------

    def correct(
        self,
        document: str,
        fact: str,
        changes: Mapping[str, str] = {},
        *,
        do: Literal["set", "withdraw", "confirm"] = "set",
        reason: str | None = None,
        assembles: bool = True,
    ) -> tuple[Correction, ...]:
        """Correct, withdraw or confirm one fact; raises `StoreError` if that is not possible."""
        judgement = Judgement(
            changes=tuple(Change(name, "set", (value,)) for name, value in changes.items())
            if do == "set"
            else (),
            withdraw=do == "withdraw",
            confirm=do == "confirm",
            author=self.author,
            time=now(),
            reason=reason,
        )

        def make(store: Store, known: Sequence[Correction]) -> Iterable[Correction]:
            reading = corrected(kept_reading(store, document), known)
            layer, found = named_fact(reading, fact)
            return proposed(reading, layer, found, judgement)

        added = self._add(make)
        if do != "confirm":
            self._settle(assembles, len(added))
        return added

    def join(self, one: str, other: str, *, reason: str | None = None) -> tuple[Correction, ...]:
        """Make one of two happenings, stories or entities; raises `StoreError`."""
        added = self._add(lambda store, known: [self._pair(store, known, "join", [one], other, reason)])
        self._settle(True, len(added))
        return added

    def part(self, some: Sequence[str], whole: str, *, reason: str | None = None) -> tuple[Correction, ...]:
        """Take parts out of a happening, a story or an entity; raises `StoreError`."""
        added = self._add(lambda store, known: [self._pair(store, known, "part", some, whole, reason)])
        self._settle(True, len(added))
        return added

    def _pair(
        self, store: Store, known: Sequence[Correction], do: Literal["join", "part"], some: Sequence[str], other: str,
        reason: str | None,
    ) -> Correction:  # fmt: skip
        pair = pair_of(do, together(store, known, some), find_thing(store, known, other))
        return replace(pair, author=self.author, time=now(), reason=reason)

    def undo(self, ids: Sequence[str]) -> tuple[Correction, ...]:
        """Undo corrections by their ids; raises `StoreError` if there is no such one."""
        path = corrections_path(self.path)
        with self._held() as store:
            undone = tuple(one for each in ids for one in undo_correction(path, each))
            apply_corrections(store, read_corrections(path)[0])
        self._settle(True, len(undone))
        return undone

    def _add(
        self, make: Callable[[Store, Sequence[Correction]], Iterable[Correction]]
    ) -> tuple[Correction, ...]:
        """Add the corrections that `make` returns, and apply them to the tables of the questions."""
        path = corrections_path(self.path)
        with self._held() as store:
            known, _ = read_corrections(path)
            added = add_corrections(path, make(store, known))
            apply_corrections(store, read_corrections(path)[0])
        return added

    @contextmanager
    def _held(self) -> Iterator[Store]:
        """Open the store for writing and hold its writer's lock; a second writer waits."""
        with open_store(self.path, write=True) as store, writing(store):
            yield store

    # ---- what reports say together -------------------------------------------------------

    @property
    def is_assembling(self) -> bool:
        """Whether happenings and stories are being put together anew."""
        return self._thread is not None and self._thread.is_alive()

    def _settle(self, assembles: bool, number: int) -> None:
        if assembles:
            self.assemble()
        else:
            self.waiting += number

    def assemble(self, seconds: float = AWAITED) -> None:
        """Assemble again, and wait some seconds for the result."""
        with self._lock:
            self._wanted = True
            if not self.is_assembling:
                self._thread = threading.Thread(target=self._assemble, name="assembly", daemon=True)
                self._thread.start()
            thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _assemble(self) -> None:
        while self._is_wanted():
            try:
                assemble_again(self.path)
                self.trouble = None
            except StoreError as error:
                self.trouble = str(error)

    def _is_wanted(self) -> bool:
        with self._lock:
            wanted, self._wanted, self.waiting = self._wanted, False, 0
            if not wanted:
                self._thread = None  # the next one that asks starts a new thread
            return wanted


def assemble_again(path: Path) -> None:
    """Assemble again a store that was assembled before, so that the assembly contains the corrections."""
    from onrecord.views.cli.together import assemble_kept

    with open_store(path, write=True) as store:
        if assembled_counts(store)["stories"]:
            run = begin_run(store)
            assemble_kept(store, run)
            end_run(store, run)


def together(store: Store, known: Sequence[Correction], some: Sequence[str]) -> Thing:
    """Return the things that several texts name, merged into one; raises `StoreError` for none."""
    if not some:
        raise StoreError("Nothing was chosen; choose what is to be taken out.")
    things = [find_thing(store, known, text) for text in some]
    places = tuple(dict.fromkeys(place for thing in things for place in thing.places))
    return replace(things[0], places=places)


# ---- what was corrected ------------------------------------------------------------------


class Made:
    """The corrections of a store, by id and by the words that they are about."""

    def __init__(self, path: Path | None) -> None:
        found = read_corrections(corrections_path(path)) if path is not None else ((), ())
        self.all: tuple[Correction, ...] = found[0]
        self.problems: tuple[str, ...] = found[1]
        self._by_id = {identifier(correction): correction for correction in self.all}
        self._by_document: dict[str, list[tuple[str, FactCorrection]]] = {}
        for id_, correction in self._by_id.items():
            if isinstance(correction, FactCorrection):
                self._by_document.setdefault(correction.where.document, []).append((id_, correction))

    def of_ids(self, ids: Iterable[str]) -> list[tuple[str, Correction]]:
        """Return the corrections of some ids that hold."""
        return [(id_, self._by_id[id_]) for id_ in ids if id_ in self._by_id]

    def latest(self) -> list[tuple[str, Correction]]:
        """Return all corrections, the latest first."""
        return list(reversed(self._by_id.items()))

    def of_report(self, document: str) -> list[tuple[str, FactCorrection]]:
        """Return the corrections of a report."""
        return self._by_document.get(document, [])

    def of_fact(self, document: str, fact: str) -> list[tuple[str, FactCorrection]]:
        """Return the corrections of one fact."""
        return [pair for pair in self.of_report(document) if pair[1].fact == fact]

    def at(self, document: str, start: int, end: int) -> list[tuple[str, FactCorrection]]:
        """Return the corrections of facts whose words are among some words."""
        return [
            (id_, one)
            for id_, one in self.of_report(document)
            if one.where.start is not None and start <= one.where.start < end
        ]
