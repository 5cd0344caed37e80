"""Transactions: all of a change is in the store, or nothing of it; a reader sees one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.store.open import Store, explained


@contextmanager
def writing(store: Store) -> Iterator[None]:
    """Hold the writer's lock for a change; an error undoes all of it.

    Changes can be nested, such as readings and the assembly of all that is kept: an inner one that fails undoes its own
    part alone, and all are on disk when the outermost one ends.
    """
    connection = store.connection
    nested = connection.in_transaction
    with explained(store.path):
        connection.execute("SAVEPOINT inner_change" if nested else "BEGIN IMMEDIATE")
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
