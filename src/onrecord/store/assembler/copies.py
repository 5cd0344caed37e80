"""Which documents are copies, as far as reports that are new or gone touch it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.assembly.copies import are_copies, copy_group, stars
from onrecord.assembly.copies.scores import WINDOW
from onrecord.assembly.types import CopyGroup
from onrecord.store.assembler.kept import KeptReport, near
from onrecord.store.assembler.loaded import Reports
from onrecord.types import DocumentId


@dataclass(frozen=True)
class CopiesChanged:
    """What became of copies."""

    gone: set[str]
    """Ids of groups that are made anew, or are no more."""
    groups: list[CopyGroup]
    members: list[list[int]]
    """The documents of each."""
    touched: set[int]
    """Documents that are new, or whose group is another; those that are gone too."""


class Copies:
    """The pairs of copies of a store."""

    def __init__(self, db: sqlite3.Connection, reports: Reports) -> None:
        """Take the open store."""
        self._db, self._reports = db, reports

    def change(self, old: Iterable[KeptReport], new: Iterable[KeptReport]) -> CopiesChanged:
        """Return the groups of copies that other documents make other than they were."""
        old, new = list(old), list(new)
        gone = {group for kept in old for group in self._groups_of(kept.number)}
        touched = {kept.number for kept in (*old, *new)}
        around = {kept.number for kept in new}
        for kept in old:
            around |= self._remove(kept.number)
        for kept in new:
            self._add(kept)
        around -= {kept.number for kept in old} - {kept.number for kept in new}
        return self._changed(gone, touched, around)

    def _changed(self, gone: set[str], touched: set[int], around: set[int]) -> CopiesChanged:
        """Return the groups around some documents, with those that they replace."""
        members = [star for component in self._components(around) for star in self._stars(component)]
        inside = {document for component in self._components(around) for document in component}
        gone |= {group for document in inside for group in self._groups_of(document)}
        touched |= {document for group in gone for document in self._members_of(group)}
        touched |= {document for star in members for document in star}
        return CopiesChanged(gone, [self._group(star) for star in members], members, touched)

    def _groups_of(self, document: int) -> set[str]:
        rows = self._db.execute(
            "SELECT DISTINCT thing FROM assembled_from INDEXED BY assembled_from_by_document "
            "WHERE document = ? AND what = 'copies'",
            (document,),
        )
        return {thing for (thing,) in rows}

    def _members_of(self, group: str) -> set[int]:
        rows = self._db.execute(
            "SELECT document FROM assembled_from WHERE what = 'copies' AND thing = ?", (group,)
        )
        return {int(document) for (document,) in rows}

    def _copies_of(self, document: int) -> set[int]:
        return {int(b) for (b,) in self._db.execute("SELECT b FROM copy_pairs WHERE a = ?", (document,))}

    def _remove(self, document: int) -> set[int]:
        copies = self._copies_of(document)
        self._db.execute("DELETE FROM copy_pairs WHERE a = ?", (document,))
        self._db.executemany(
            "DELETE FROM copy_pairs WHERE a = ? AND b = ?", [(copy, document) for copy in copies]
        )
        return copies

    def _add(self, kept: KeptReport) -> None:
        own = self._reports.copy_key(kept.number)
        for other in near(self._db, kept.bands, kept.days, WINDOW) - {kept.number}:
            if are_copies(own, self._reports.copy_key(other)):
                self._db.executemany(
                    "INSERT OR IGNORE INTO copy_pairs (a, b) VALUES (?, ?)",
                    [(kept.number, other), (other, kept.number)],
                )

    def _components(self, around: set[int]) -> Iterator[list[int]]:
        seen: set[int] = set()
        for document in sorted(around):
            if document in seen:
                continue
            found, waiting = {document}, [document]
            while waiting:
                others = self._copies_of(waiting.pop()) - found
                found |= others
                waiting += others
            seen |= found
            yield sorted(found)

    def _stars(self, component: list[int]) -> Iterator[list[int]]:
        if len(component) == 1:
            return
        keys = {self._reports.id(n): self._reports.copy_key(n) for n in component}
        pairs = [
            (self._reports.id(n), self._reports.id(other)) for n in component for other in self._copies_of(n)
        ]
        for star in stars(keys, pairs):
            yield [self._reports.number(document) for document in star]

    def _group(self, star: list[int]) -> CopyGroup:
        keys = sorted((self._reports.copy_key(n) for n in star), key=lambda key: key.document)
        documents = {DocumentId(key.document): self._reports[n].reading.document
                     for n in star for key in [self._reports.copy_key(n)]}  # fmt: skip
        return copy_group(keys, documents)
