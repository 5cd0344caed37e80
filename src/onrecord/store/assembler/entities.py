"""Who is one, as far as the actors of reports that are new or gone touch it.

Actors of one name, kind, country and id are counted together (`namesakes`), so that a country which every report names is
one row, and not every actor of it has to be looked at again.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from onrecord.assembly.entities import NO_DECISIONS, Held, described, joined, joined_by, tally_of
from onrecord.assembly.entities.hierarchy import is_state_body, within, words_of
from onrecord.assembly.parties import STATE_SECTORS, Party, party_of
from onrecord.assembly.types import ActorRef, Entity, EntityId
from onrecord.store.assembler.kept import KeptReport, PartyRow
from onrecord.types import ActorId, DocumentId, Reading

Tallies = dict[str, Counter[str]]


@dataclass
class _Namesakes:
    """A row of `namesakes`."""

    number: int
    key: str | None
    wikidata: str | None
    country: str | None
    entity: str
    tally: Tallies
    changed: bool = False

    @property
    def actors(self) -> int:
        """How many actors are counted."""
        return sum(self.tally["kind"].values())


@dataclass
class EntitiesChanged:
    """What became of entities."""

    gone: set[str]
    """Ids of entities that are made anew, or are no more."""
    entities: dict[EntityId, Entity]
    """Those that are made anew, without their actors."""
    moved: dict[int, tuple[str, EntityId]] = field(default_factory=dict)
    """The entity, before and now, of the namesakes that have another one than before, by their number."""


class Entities:
    """The actors of a store by name, and the entities that they are."""

    def __init__(self, db: sqlite3.Connection, held: Held) -> None:
        """Take the offices of people by the tables of the world."""
        self._db, self._held = db, held
        self._rows: dict[int, _Namesakes] = {}

    # -- counting --------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a change."""
        self._rows = {}

    def take_out(self, kept: KeptReport) -> None:
        """Take the actors of a report out of the counts."""
        for party in kept.parties:
            row = self._row(party.namesakes)
            row.changed = True
            for name, value in party.values.items():
                row.tally[name][value] -= 1

    def put_in(self, reading: Reading) -> tuple[PartyRow, ...]:
        """Count the named actors of a report, and return where each is counted."""
        found = []
        for actor in reading.actors:
            party = party_of(reading.document.id, actor)
            if party.named:
                row = self._row_of(party)
                row.changed = True
                values = {name: value for name, counts in tally_of([party]).items() for value in counts}
                for name, value in values.items():
                    row.tally[name][value] += 1
                found.append(PartyRow(party.ref.actor, row.number, values))
        return tuple(found)

    def _row(self, number: int) -> _Namesakes:
        if number not in self._rows:
            self._find("number = ?", number)
        return self._rows[number]

    def _row_of(self, party: Party) -> _Namesakes:
        asked = (joined_by(party), party.wikidata, party.country)
        for row in self._rows.values():
            if (row.key, row.wikidata, row.country) == asked:
                return row
        where = "key = ? AND wikidata IS ? AND country IS ?"
        if party.wikidata and asked[0] is None:
            where = "key IS ? AND wikidata = ? AND country IS ?"
        found = self._find(where, *asked)
        if found:
            return found[0]
        cursor = self._db.execute(
            "INSERT INTO namesakes (key, wikidata, country, entity, tally) VALUES (?, ?, ?, '', '{}')", asked
        )
        row = _Namesakes(cursor.lastrowid or 0, *asked, "", defaultdict(Counter))
        self._rows[row.number] = row
        return row

    def _find(self, where: str, *values: object) -> list[_Namesakes]:
        """Return rows; those that are known already as they are now."""
        rows = self._db.execute(
            f"SELECT number, key, wikidata, country, entity, tally FROM namesakes WHERE {where}",  # noqa: S608
            values,
        ).fetchall()
        for number, key, wikidata, country, entity, tally in rows:
            if number not in self._rows:
                counts: Tallies = defaultdict(Counter)
                counts.update({name: Counter(values) for name, values in json.loads(tally).items()})
                self._rows[number] = _Namesakes(number, key, wikidata, country, entity, counts)
        return [self._rows[row[0]] for row in rows]

    # -- entities --------------------------------------------------------------------------

    def change(self) -> EntitiesChanged:
        """Return the entities that the counts make other than they were."""
        rows = self._around()
        gone = {row.entity for row in rows if row.entity}
        counts = {row.number: row for row in rows if row.actors}
        refs = {ActorRef(DocumentId(""), ActorId(str(number))): row for number, row in counts.items()}
        groups = joined({ref: _stand_in(ref, row) for ref, row in refs.items()}, NO_DECISIONS)
        found: dict[EntityId, Entity] = {}
        numbers: dict[EntityId, int] = {}
        moved: dict[int, tuple[str, EntityId]] = {}
        for group in groups:
            own = [refs[ref] for ref in group]
            entity = described(_sum(own), self._held)
            found[entity.id] = entity
            numbers[entity.id] = sum(row.actors for row in own)
            for row in own:
                if row.entity != entity.id:
                    moved[row.number] = row.entity, entity.id
                    row.entity, row.changed = entity.id, True
        self._write(rows)
        others = self._write_codes(gone, found, numbers)
        above = {id_: replace(e, within=self._within(e)) for id_, e in (found | others).items()}
        return EntitiesChanged(gone | others.keys(), above, moved)

    def _around(self) -> list[_Namesakes]:
        """Return all rows that share a name or an id with those that have changed, directly or not."""
        found = {number: row for number, row in self._rows.items() if row.changed}
        waiting = list(found.values())
        seen: set[tuple[str, str]] = set()
        while waiting:
            row = waiting.pop()
            for column, value in (("key", row.key), ("wikidata", row.wikidata)):
                if value is not None and (column, value) not in seen:
                    seen.add((column, value))
                    for other in self._find(f"{column} = ?", value):
                        if other.number not in found:
                            found[other.number] = other
                            waiting.append(other)
        return [found[number] for number in sorted(found)]

    def _write(self, rows: Iterable[_Namesakes]) -> None:
        for row in rows:
            if not row.actors:
                self._db.execute("DELETE FROM namesakes WHERE number = ?", (row.number,))
            elif row.changed:
                tally = {
                    name: {v: n for v, n in sorted(counts.items()) if n}
                    for name, counts in sorted(row.tally.items())
                }
                self._db.execute(
                    "UPDATE namesakes SET entity = ?, tally = ? WHERE number = ?",
                    (row.entity, json.dumps(tally, ensure_ascii=False, separators=(",", ":")), row.number),
                )

    # -- who belongs to whom ---------------------------------------------------------------

    def _write_codes(
        self, gone: Iterable[str], found: Mapping[EntityId, Entity], numbers: Mapping[EntityId, int]
    ) -> dict[EntityId, Entity]:
        """Write the codes of entities; return further entities that belong to other ones now than before."""
        changed = {*gone, *found}
        codes = {e.country for e in found.values() if e.country} | self._codes(changed)
        countries = {code: self._country(code) for code in codes}
        bodies = self._bodies(changed)
        self._replace_codes(changed, found.values(), numbers)
        others = {
            one
            for code, was in countries.items()
            if self._country(code) != was
            for (one,) in self._db.execute("SELECT entity FROM entity_codes WHERE country = ?", (code,))
        }
        for word, country, sector in bodies ^ self._bodies(changed):
            others |= self._sharing(word[0], "person", country, sector)
        known = {one: self._entity(one) for one in others - changed}
        return {entity.id: entity for entity in known.values() if entity is not None}

    def _replace_codes(
        self, changed: Iterable[str], found: Iterable[Entity], numbers: Mapping[EntityId, int]
    ) -> None:
        """Write the rows of the entities that are there in place of those of all that changed."""
        named = [(one,) for one in changed]
        self._db.executemany("DELETE FROM entity_codes WHERE entity = ?", named)
        self._db.executemany("DELETE FROM entity_words WHERE entity = ?", named)
        for entity in found:
            self._db.execute(
                "INSERT INTO entity_codes (entity, kind, country, actors) VALUES (?, ?, ?, ?)",
                (entity.id, entity.kind, entity.country, numbers[entity.id]),
            )
            if is_state_body(entity) or is_of_state(entity):
                self._db.executemany(
                    "INSERT INTO entity_words (word, kind, country, sector, entity) VALUES (?, ?, ?, ?, ?)",
                    [
                        (word, entity.kind, entity.country, entity.sector, entity.id)
                        for word in sorted(words_of(entity))
                    ],
                )

    def _codes(self, entities: Iterable[str]) -> set[str]:
        rows = self._db.execute(
            "SELECT DISTINCT country FROM entity_codes WHERE country IS NOT NULL "
            "AND entity IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(entities)),),
        )
        return {country for (country,) in rows}

    def _bodies(self, entities: Iterable[str]) -> set[tuple[tuple[str, str], str, str]]:
        """Return the words of those entities that are bodies, with their ids, and their country and sector."""
        rows = self._db.execute(
            "SELECT word, entity, country, sector FROM entity_words WHERE kind = 'organization' "
            "AND entity IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(entities)),),
        )
        return {((word, entity), country, sector) for word, entity, country, sector in rows}

    def _country(self, code: str) -> EntityId | None:
        rows = self._db.execute(
            "SELECT entity FROM entity_codes WHERE country = ? AND kind = 'country' ORDER BY actors DESC, entity LIMIT 1",
            (code,),
        ).fetchone()
        return EntityId(rows[0]) if rows else None

    def _sharing(self, word: str, kind: str, country: str, sector: str) -> set[str]:
        rows = self._db.execute(
            "SELECT entity FROM entity_words WHERE word = ? AND country = ? AND sector = ? AND kind = ?",
            (word, country, sector, kind),
        )
        return {entity for (entity,) in rows}

    def _entity(self, entity: str) -> Entity | None:
        row = self._db.execute("SELECT body FROM entities WHERE id = ?", (entity,)).fetchone()
        return msgspec.json.decode(row[0], type=Entity) if row else None

    def _within(self, entity: Entity) -> tuple[EntityId, ...]:
        if entity.country is None:
            return ()
        ids: set[str] = set()
        for word in words_of(entity) if is_of_state(entity) else ():
            ids |= self._sharing(word, "organization", entity.country, entity.sector or "")
        bodies = (described(_sum(self._find("entity = ?", one)), self._held) for one in sorted(ids))
        return within(entity, self._country(entity.country), bodies)


def is_of_state(entity: Entity) -> bool:
    """Return whether somebody can belong to a body: a person who acts for a country."""
    return entity.kind == "person" and entity.country is not None and entity.sector in STATE_SECTORS


def _stand_in(ref: ActorRef, row: _Namesakes) -> Party:
    """Return one actor for all that are counted in a row: who is joined depends on what they have in common alone."""
    name = next(iter(sorted(v for v, n in row.tally["name"].items() if n)))
    kind = next(iter(sorted(v for v, n in row.tally["kind"].items() if n)))
    offices = sorted(v for v, n in row.tally["office"].items() if n)
    return Party(
        ref=ref, name=name, kind=kind, country=row.country, sector=None, office=offices[0] if offices else None,  # type: ignore[arg-type]
        wikidata=row.wikidata, named=True,
    )  # fmt: skip


def _sum(rows: Iterable[_Namesakes]) -> Tallies:
    total: Tallies = defaultdict(Counter)
    for row in rows:
        for name, counts in row.tally.items():
            total[name].update({value: n for value, n in counts.items() if n})
    return total
