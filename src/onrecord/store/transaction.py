"""Transactions: all of a change is in the store, or nothing of it; a reader sees one moment; writers take turns."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.store.open import Store, explained

if sys.platform != "win32":  # there, writers exclude each other in no order
    import fcntl

TURNS = "onrecord-turns-{user}"  # an empty file for temporary files; each store is one byte of it, which is locked


@contextmanager
def writing(store: Store) -> Iterator[None]:
    """Hold the writer's lock for a change; an error undoes all of it.

    Changes can be nested, such as readings and the assembly of all that is kept: an inner one that fails undoes its own
    part alone, and all are on disk when the outermost one ends.
    """
    connection = store.connection
    nested = connection.in_transaction
    with explained(store.path):
        if nested:
            connection.execute("SAVEPOINT inner_change")
        else:
            with turn_of(store.path):
                connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("RELEASE inner_change" if nested else "COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk has ended the transaction
                for statement in (
                    ("ROLLBACK TO inner_change", "RELEASE inner_change") if nested else ("ROLLBACK",)
                ):
                    connection.execute(statement)
            raise


@contextmanager
def turn_of(path: Path) -> Iterator[None]:
    """Hold the turn of the next writer of a store while it waits for the last one to end.

    SQLite lets writers wait without an order: one that writes again and again would keep out another, which looks ten times
    a second, until that gives up. Here whoever has written waits behind whoever waits already. Where there are no such
    locks, there is no order.
    """
    turns = _take_turn(path)
    try:
        yield
    finally:
        if turns is not None:
            os.close(turns)  # gives the turn to the next one


def _take_turn(path: Path) -> int | None:
    """Return the open file of turns with the byte of the store locked, or None if that cannot be had."""
    if sys.platform == "win32":
        return None
    byte = int.from_bytes(hashlib.blake2b(os.fsencode(path.resolve()), digest_size=7).digest(), "big")
    name = Path(tempfile.gettempdir()) / TURNS.format(user=os.getuid())
    try:
        turns = os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError:
        return None
    try:
        fcntl.lockf(turns, fcntl.LOCK_EX, 1, byte)
    except OSError:
        os.close(turns)
        return None
    except BaseException:
        os.close(turns)
        raise
    return turns


@contextmanager
def one_moment(store: Store) -> Iterator[None]:
    """Let several queries see the same moment, though another process may write."""
    connection = store.connection
    with explained(store.path):
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")
