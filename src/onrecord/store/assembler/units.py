"""What is clustered at once: found around what is new or gone, and kept, so that it is known what they were part of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import Literal

from onrecord.assembly.clusters import Around

Kind = Literal["stories", "happenings"]


class Units:
    """The units of one kind: of reports, or of events."""

    def __init__(
        self, db: sqlite3.Connection, kind: Kind, neighbours: Callable[[int, int], Iterable[int]], cut: int
    ) -> None:
        """Take a function that gives the nodes to which a node has edges of a score and more."""
        self._db, self._kind = db, kind
        self._neighbours, self._cut = neighbours, cut

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
        around = Around(self._neighbours, self._cut)
        seen: set[int] = set()
        found = []
        for node in sorted(nodes):
            if node not in seen:
                unit = around.unit(node)
                seen |= unit
                found.append(sorted(unit))
        self._keep(seen, found)
        return found

    def forget(self, nodes: Iterable[int]) -> None:
        """Forget nodes that are gone."""
        self._db.executemany(
            "DELETE FROM units WHERE kind = ? AND node = ?", [(self._kind, node) for node in nodes]
        )

    def _keep(self, seen: set[int], units: list[list[int]]) -> None:
        """Write the units of nodes, as far as they are others than those that are kept."""
        rows = self._db.execute(
            "SELECT node, unit FROM units WHERE kind = ? AND node IN (SELECT value FROM json_each(?))",
            (self._kind, json.dumps(sorted(seen))),
        )
        before = {int(node): int(unit) for node, unit in rows}
        now = {node: unit[0] for unit in units if len(unit) > 1 for node in unit}
        self.forget(before.keys() - now.keys())
        self._db.executemany(
            "REPLACE INTO units (kind, node, unit) VALUES (?, ?, ?)",
            [(self._kind, node, unit) for node, unit in now.items() if before.get(node) != unit],
        )
