"""Stories: which there are, and in short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.store.find import Condition
from onrecord.store.gathered.sql import all_of, keys, rows_of
from onrecord.store.open import Store


class StoryRow(NamedTuple):
    """A story in short: how many of its reports are copies, how many disagreements there are about it."""

    id: str
    copies: int
    disagreements: int


def find_stories(
    store: Store, conditions: Sequence[Condition], *, limit: int | None, offset: int
) -> tuple[list[StoryRow], int]:
    """Return the stories that fulfil all conditions, the latest first, and how many there are."""
    where, values = all_of(conditions)
    rows = rows_of(
        store,
        f"WITH hit AS MATERIALIZED (SELECT id, latest FROM stories WHERE {where}), "  # noqa: S608
        "found AS MATERIALIZED (SELECT id, latest FROM hit ORDER BY latest DESC, id LIMIT ? OFFSET ?) "
        "SELECT (SELECT count(*) FROM hit), f.id, (SELECT count(*) FROM assembled_from AS a CROSS JOIN assembled_from AS b "
        "ON b.document = a.document AND b.what = 'copies' CROSS JOIN copies AS c ON c.id = b.thing "
        "CROSS JOIN documents AS d ON d.number = a.document "
        "WHERE a.what = 'stories' AND a.thing = f.id AND c.origin <> d.id), "
        "(SELECT count(*) FROM stories AS s CROSS JOIN json_each(s.body, '$.happenings') AS h "
        "CROSS JOIN reports_disagreements AS g ON g.happening = h.value WHERE s.id = f.id) "
        "FROM found AS f ORDER BY f.latest DESC, f.id",
        *values,
        -1 if limit is None else limit,
        offset,
    )
    if not rows and offset:
        total = rows_of(store, f"SELECT count(*) FROM stories WHERE {where}", *values)[0][0]  # noqa: S608
        return [], int(total)
    return [StoryRow(*row[1:]) for row in rows], int(rows[0][0]) if rows else 0


def with_documents(documents: str, *values: object) -> Condition:
    """Return the condition that one of the documents of a story is among those that a query selects."""
    return Condition(
        "id IN (SELECT s.thing FROM assembled_from AS s WHERE s.what = 'stories' AND s.document IN "  # noqa: S608
        f"({documents}))",
        values,
    )


def stories_beginning(store: Store, beginning: str, most: int) -> list[str]:
    """Return the ids of stories that begin with some letters, at most so many."""
    sql = "SELECT id FROM stories WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    return (
        [row[0] for row in rows_of(store, sql, beginning, beginning + "\U0010ffff", most)]
        if beginning
        else []
    )


def latest_story(store: Store) -> str | None:
    """Return the id of the story that was told of last."""
    rows = rows_of(store, "SELECT id FROM stories ORDER BY latest DESC, id LIMIT 1")
    return rows[0][0] if rows else None


def titles_of_stories(store: Store, ids: Iterable[str]) -> dict[str, str | None]:
    """Return the titles of stories."""
    sql = "SELECT id, json_extract(body, '$.title') FROM stories WHERE id IN (SELECT value FROM json_each(?))"
    return dict(rows_of(store, sql, keys(ids)))
