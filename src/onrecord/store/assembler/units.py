"""What is clustered at once: found around what is new or gone, and kept, so that it is known what they were part of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Literal

from onrecord.assembly import clusters

Kind = Literal["stories", "happenings"]
EDGES = {  # the pairs that join, beside their score
    "stories": "story_pairs AS p ON p.a = node",
    "happenings": "event_pairs AS p ON p.a = node AND p.one_side",
}


class Units:
    """The units of one kind: of reports, or of events."""

    def __init__(self, db: sqlite3.Connection, kind: Kind, cut: int) -> None:
        """Take the least score of a pair that joins."""
        self._db, self._kind, self._cut = db, kind, cut

    def before(self, nodes: Iterable[int]) -> set[int]:
        """Return all nodes of the units that nodes were part of when the units were last found, themselves among them."""
        nodes = set(nodes)
        rows = self._db.execute(
            "SELECT node FROM units WHERE kind = ?1 AND unit IN (SELECT unit FROM units WHERE kind = ?1 "
            "AND node IN (SELECT value FROM json_each(?2)))",
            (self._kind, json.dumps(sorted(nodes))),
        )
        return nodes | {int(node) for (node,) in rows}

    def around(self, nodes: Iterable[int]) -> list[list[int]]:
        """Return the units that nodes are part of now, and keep them."""
        seen: set[int] = set()
        found = []
        for node in sorted(nodes):
            if node not in seen:
                unit = self._unit(node)
                seen |= unit
                found.append(sorted(unit))
        self._keep(seen, found)
        return found

    def _unit(self, node: int) -> set[int]:
        """Return the unit of a node: what `clusters.Around` finds, by one walk in the database for each bound."""
        for rises in range(clusters.LAST_RISE):
            found = self._component(node, self._cut + clusters.RISE * rises, clusters.LARGEST_COMPONENT + 1)
            if len(found) <= clusters.LARGEST_COMPONENT:
                return found
        return self._component(node, self._cut + clusters.RISE * clusters.LAST_RISE, -1)

    def _component(self, node: int, bound: int, most: int) -> set[int]:
        """Return a node and those that are connected with it, at most so many."""
        rows = self._db.execute(
            "WITH RECURSIVE found (node) AS (VALUES (?1) UNION "  # noqa: S608
            f"SELECT p.b FROM found CROSS JOIN {EDGES[self._kind]} AND p.score >= ?2 LIMIT ?3) SELECT node FROM found",
            (node, bound, most),
        )
        return {int(found) for (found,) in rows}

    def forget(self, nodes: Iterable[int]) -> None:
        """Forget nodes that are gone."""
        self._db.executemany(
            "DELETE FROM units WHERE kind = ? AND node = ?", [(self._kind, node) for node in nodes]
        )

    def _keep(self, seen: set[int], units: list[list[int]]) -> None:
        self.forget(seen)
        self._db.executemany(
            "INSERT INTO units (kind, node, unit) VALUES (?, ?, ?)",
            [(self._kind, node, unit[0]) for unit in units if len(unit) > 1 for node in unit],
        )
