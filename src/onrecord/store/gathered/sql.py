"""What the queries of this folder share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.store.find import Condition
from onrecord.store.open import Store, explained


def rows_of(store: Store, sql: str, *values: object) -> list[Any]:
    """Return the rows of a query."""
    with explained(store.path):
        return store.connection.execute(sql, values).fetchall()


def all_of(conditions: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    """Return conditions as one, with their values; it holds if there are none."""
    return (
        " AND ".join(f"({condition.sql})" for condition in conditions) or "1",
        tuple(value for condition in conditions for value in condition.values),
    )


def marks(values: Sequence[object]) -> str:
    """Return a question mark for each value."""
    return ", ".join("?" * len(values))


def keys(keys: Iterable[object]) -> str:
    """Return keys as one JSON value."""
    return json.dumps(list(keys))
