"""Readings as the assembly sees them: corrected by people, with an account of each event; the latest used stay in memory."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from onrecord.assembly.copies import CopyKey, copy_key, number_digits
from onrecord.assembly.happenings.accounts import AHEAD, Account, accounts_of
from onrecord.assembly.happenings.clusters import name_of
from onrecord.assembly.happenings.triggers import load_trigger_words
from onrecord.assembly.keys import Keys, keys_of
from onrecord.assembly.stories.keys import StoryKey
from onrecord.assembly.types import EventRef
from onrecord.lexicon.agencies import load_agencies
from onrecord.store.correct import corrector
from onrecord.store.corrections import Correction
from onrecord.store.index import SHIFT, place_of
from onrecord.store.query import reading_of_number
from onrecord.types import DocumentId, EventId, Reading

MOST_NAMED = 20_000  # reports of whose events the names stay in memory
MOST = 3000  # readings in memory, of some 200 kB each
V = TypeVar("V")


def made_of(db: sqlite3.Connection, what: str, events: Iterable[int]) -> set[str]:
    """Return the things of the assembly that events are part of, as they were last kept."""
    rows = db.execute(
        "SELECT DISTINCT a.thing FROM json_each(?1) AS asked CROSS JOIN assembled_from AS a "
        "INDEXED BY assembled_from_by_document ON a.document = asked.value >> ?3 AND a.what = ?2 "
        "AND a.fact = asked.value - (asked.value >> ?3 << ?3)",
        (json.dumps(sorted(events)), what, SHIFT),
    )
    return {thing for (thing,) in rows}


@dataclass(frozen=True)
class Loaded:
    """One report."""

    number: int
    reading: Reading
    accounts: tuple[Account, ...]
    """One for each event; that of number n is at its position."""

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The positions of its events, by their ids."""
        return {account.ref.event: n for n, account in enumerate(self.accounts)}


class Reports:
    """The reports of a store, read when they are asked for."""

    def __init__(
        self,
        db: sqlite3.Connection,
        corrections: Sequence[Correction],
        handed: Callable[[int], Reading | None] = lambda _number: None,
    ) -> None:
        """Take the corrections that hold, and a function that has the readings which were just kept."""
        self._db, self._handed = db, handed
        self._correct = corrector(corrections)
        self._loaded: OrderedDict[int, Loaded] = OrderedDict()
        self._copy_keys: OrderedDict[int, CopyKey] = OrderedDict()
        self._ids: dict[int, DocumentId] = {}
        self._numbers: dict[str, int] = {}
        self._events: dict[int, Sequence[tuple[str, bool]]] = {}
        self._ordered: dict[int, Sequence[str]] = {}
        self._kept: set[int] = set()

    def forget(self, numbers: Iterable[int]) -> None:
        """Read these anew when they are next asked for."""
        for number in numbers:
            self._loaded.pop(number, None)
            self._copy_keys.pop(number, None)
            self._events.pop(number, None)
            self._ordered.pop(number, None)
            self._kept.discard(number)
            self._numbers.pop(self._ids.pop(number, DocumentId("")), None)

    def take(self, number: int) -> tuple[Loaded, Keys] | None:
        """Read a report that is new, and return it with its keys; None if it is not in the store."""
        handed = self._handed(number)
        reading = self._read(number) if handed is None else self._correct(handed)
        if reading is None:
            return None
        keys = keys_of(reading)
        loaded = self._with_accounts(number, reading, keys.story)
        self._remember(self._loaded, number, loaded)
        self._remember(self._copy_keys, number, keys.copy)
        return loaded, keys

    def __getitem__(self, number: int) -> Loaded:
        """Return a report that the assembly keeps."""
        if number not in self._loaded:
            reading = self._read(number)
            if reading is None:
                raise KeyError(number)
            self._remember(self._loaded, number, self._with_accounts(number, reading))
        self._loaded.move_to_end(number)
        return self._loaded[number]

    def copy_key(self, number: int) -> CopyKey:
        """Return what a report is compared by to find copies."""
        if number not in self._copy_keys:
            found = copy_key(self[number].reading, load_agencies(), number_digits())
            self._remember(self._copy_keys, number, found)
        return self._copy_keys[number]

    def account(self, event: int) -> Account:
        """Return an event, by its number."""
        document, position = place_of(event)
        return self[document].accounts[position]

    def is_kept(self, number: int) -> bool:
        """Return whether the assembly keeps a document."""
        if number not in self._kept:
            row = self._db.execute("SELECT 1 FROM assembled_reports WHERE document = ?", (number,)).fetchone()
            if row is None:
                return False
            self._kept.add(number)
        return True

    def events_in(self, number: int) -> int:
        """Return how many events a report has."""
        return len(self._names(number))

    def ahead(self, number: int) -> Sequence[bool]:
        """Return of each event of a report whether it is told as lying ahead."""
        return [ahead for _, ahead in self._names(number)]

    def ref(self, event: int) -> EventRef:
        """Return the reference of an event, by its number."""
        document, position = place_of(event)
        name, _ = self._names(document)[position]
        return EventRef(self.id(document), EventId(name))

    def name_of(self, event: int) -> str:
        """Return the name of an event, in the order of which ties are decided."""
        document, position = place_of(event)
        if document not in self._ordered:
            if len(self._ordered) > MOST_NAMED:
                self._ordered.clear()
            own = self.id(document)
            self._ordered[document] = [
                name_of(EventRef(own, EventId(name))) for name, _ in self._names(document)
            ]
        return self._ordered[document][position]

    def _names(self, number: int) -> Sequence[tuple[str, bool]]:
        """Return the ids of the events of a report, and whether they lie ahead, as people corrected it."""
        if number not in self._events:
            if len(self._events) > MOST_NAMED:
                self._events.clear()
            rows = self._db.execute(
                f"SELECT e.id, t.status FROM events AS e JOIN tellings AS t ON t.number = (e.document << {SHIFT}) + e.position "  # noqa: S608
                "WHERE e.document = ? ORDER BY e.position",
                (number,),
            )
            self._events[number] = [(name, status in AHEAD) for name, status in rows]
        return self._events[number]

    def id(self, number: int) -> DocumentId:
        """Return the id of a document that the assembly keeps."""
        if number not in self._ids:
            (found,) = self._db.execute("SELECT id FROM documents WHERE number = ?", (number,)).fetchone()
            self._ids[number] = DocumentId(found)
        return self._ids[number]

    def number(self, document: str) -> int:
        """Return the number of a document that the assembly keeps."""
        if document not in self._numbers:
            (self._numbers[document],) = self._db.execute(
                "SELECT number FROM documents WHERE id = ?", (document,)
            ).fetchone()
        return self._numbers[document]

    def _read(self, number: int) -> Reading | None:
        reading = reading_of_number(self._db, number)
        return None if reading is None else self._correct(reading)

    @staticmethod
    def _with_accounts(number: int, reading: Reading, story: StoryKey | None = None) -> Loaded:
        return Loaded(number, reading, accounts_of(reading, load_trigger_words(), story))

    @staticmethod
    def _remember(kept: OrderedDict[int, V], number: int, value: V) -> None:
        kept[number] = value
        if len(kept) > MOST:
            kept.popitem(last=False)
