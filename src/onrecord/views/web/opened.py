"""The store of a site: connections for reading that are used again, and what was made of it and still holds.

A new connection knows nothing of the file: it reads the schema, and each page of the file that it needs. So connections are kept for the
next request, as long as the file is the same one. What costs most, and a whole page of a site that only shows, is kept as well, as
long as nobody wrote into the store or corrected something; a count over very many facts, which one report more hardly changes, some seconds
longer than that, since a store into which somebody writes all the time would never have one that holds.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from onrecord import store as kept
from onrecord.questions import Store
from onrecord.store.open import check_schema, explained

MOST_IDLE = 8  # connections that wait for a request
CACHE_KIB = 16_384  # of the file, for each connection
MOST_VALUES = 256  # pages and answers that are kept
AGED = 10.0  # seconds that a count may be older than the store

T = TypeVar("T")
Moment = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    value: Any
    moment: Moment
    made: float


class Opened:
    """The store at a path, for any number of threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._idle: list[tuple[Hashable, Store]] = []
        self._watching: tuple[Hashable, Store] | None = None
        self._values: OrderedDict[Hashable, _Value] = OrderedDict()

    # ---- connections ---------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Open the store for one request, for reading only; raises `StoreError` if it cannot be opened."""
        file = _file_of(self.path)
        store = self._taken(file) or self._connected()
        try:
            with explained(self.path):
                check_schema(self.path, store.connection)
            yield store
        except BaseException:
            store.close()  # what a fault leaves behind is not used again
            raise
        self._put(file, store)

    def _taken(self, file: Hashable) -> Store | None:
        """Return a connection that waits; those to a file that is no longer at the path are closed."""
        with self._lock:
            while self._idle:
                opened, store = self._idle.pop()
                if opened == file and file is not None:
                    return store
                store.close()
        return None

    def _connected(self) -> Store:
        opened = kept.open_store(self.path)
        opened.connection.execute("PRAGMA query_only = ON")
        opened.connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        return Store(opened.path, opened.connection)

    def _put(self, file: Hashable, store: Store) -> None:
        with self._lock:
            if len(self._idle) < MOST_IDLE and not store.connection.in_transaction:
                self._idle.append((file, store))
                return
        store.close()

    # ---- what was made of it -------------------------------------------------------------

    def made(self, key: Hashable, make: Callable[[], T], *, ages: bool = False) -> T:
        """Return what `make` returned for a key at this moment of the store, or, if it ages, at one some seconds ago."""
        moment = self.moment()
        with self._lock:
            found = self._values.get(key)
        if found is not None and moment is not None and self._holds(found, moment, ages=ages):
            value: T = found.value
            return value
        began = time.monotonic()
        value = make()
        if moment is not None:
            self._keep(key, _Value(value, moment, began))
        return value

    def _holds(self, found: _Value, moment: Moment, *, ages: bool) -> bool:
        if found.moment == moment:
            return True
        is_of_same_corrections = found.moment[:-1] == moment[:-1]
        return ages and is_of_same_corrections and time.monotonic() - found.made < AGED

    def _keep(self, key: Hashable, value: _Value) -> None:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > MOST_VALUES:
                self._values.popitem(last=False)

    def moment(self) -> Moment | None:
        """Return what changes whenever the file, the corrections beside it, or what is in it change; None if it cannot be read."""
        file = _file_of(self.path)
        if file is None:
            return None
        with self._lock, suppress(Exception):  # a page that is not kept is made, and tells what is wrong
            if self._watching is not None and self._watching[0] != file:
                self._watching[1].close()
                self._watching = None
            if self._watching is None:
                self._watching = (file, self._connected())
            (version,) = self._watching[1].connection.execute("PRAGMA data_version").fetchone()
            return (file, _changed(kept.corrections_path(self.path)), version)
        return None


def _file_of(path: Path) -> Hashable | None:
    """Return what a file at a path is told by from another one."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


def _changed(path: Path) -> Hashable | None:
    """Return what changes with a file; None without one."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
