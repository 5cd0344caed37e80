"""Bring the assembly of a store up to date with the documents that were added, replaced or removed since it was made.

The result is that of `onrecord.assembly.assemble` on all readings, byte for byte, but only what those documents can touch is
looked at. This works because the score of a pair depends on two reports and on shipped tables alone, and a cluster on the set
of its members: what is new is compared with the reports that share a key with it (`kept`), what its edges touch is clustered
again as a set (`units`), and everything else stays as it is. What people joined, parted or withdrew is no matter of two
reports: as long as such corrections hold, the assembly is made of all readings at once.

    with open_store("news.db", write=True) as store:
        assembler = Assembler(store, offices_in(world))
        keep(store, reading)
        assembler.bring_up()
"""

from __future__ import annotations

import gc
import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from onrecord import __version__
from onrecord.assembly.assemble import assemble
from onrecord.assembly.copies.keys import SCHEME
from onrecord.assembly.days import days_of, iso
from onrecord.assembly.disagreements import find_differences
from onrecord.assembly.entities import Held, offices_in
from onrecord.assembly.happenings.describe import Context, describe
from onrecord.assembly.stories.terms import terms_of, word_hash
from onrecord.assembly.types import ActorRef, EntityId, HappeningId, Story
from onrecord.assembly.voices import voices_of
from onrecord.store.assembled import (
    ASSEMBLED,
    NO_FACT,
    Link,
    Place,
    assemble_store,
    digest_of_body,
    keep_things,
    places,
)
from onrecord.store.assembler.copies import Copies, CopiesChanged
from onrecord.store.assembler.entities import Entities, EntitiesChanged
from onrecord.store.assembler.happenings import Cluster, Happenings, HappeningsChanged, own_day_keys
from onrecord.store.assembler.kept import (
    KeptReport,
    add_keys,
    key_hash,
    read_kept,
    read_named,
    remove_keys,
    write_kept,
)
from onrecord.store.assembler.likeness import Likenesses
from onrecord.store.assembler.loaded import Reports
from onrecord.store.assembler.plans import Plans
from onrecord.store.assembler.stories import Stories, StoriesChanged
from onrecord.store.corrections import (
    Correction,
    FactCorrection,
    PairCorrection,
    corrections_path,
    read_corrections,
)
from onrecord.store.index import apply_corrections, corrections_digest
from onrecord.store.journal import Change, RunId, note_changes
from onrecord.store.open import Store
from onrecord.store.reasons import write_pairs
from onrecord.store.transaction import writing
from onrecord.types import ActorId, Document, DocumentId

# name of the number of the last change: if it was undone, what is in memory is not what is kept
TURN = "turn"
WHOLE = "whole"  # name of the state of an assembly that was made of all readings at once
BATCH = 200  # documents that are brought in at once
STATE = (
    "assembled_reports", "assembly_keys", "copy_pairs", "story_pairs", "event_pairs", "units", "namesakes",
    "entity_codes", "entity_words", "due", "assembly_state",
)  # fmt: skip


def is_of_single_facts(corrections: Iterable[Correction]) -> bool:
    """Return whether corrections change fields alone; pairs, and facts that are withdrawn, change what is compared."""
    return not any(
        isinstance(one, PairCorrection) or (isinstance(one, FactCorrection) and one.do == "withdraw")
        for one in corrections
    )


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep Python from looking for cycles: readings in memory are a million objects without any, and each look goes through them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True)
class _Changes:
    """What became of each level."""

    copies: CopiesChanged
    stories: StoriesChanged
    entities: EntitiesChanged
    happenings: HappeningsChanged


class Assembler:
    """The assembly of an open store, kept up to date. Readings that were looked at stay in memory."""

    def __init__(self, store: Store, held: Held | None = None, *, settings: str = "") -> None:
        """Take the offices of people; `settings` say by which tables: with others, the assembly is made from nothing."""
        self._store, self._db, self._settings = store, store.connection, settings
        self._held = held or offices_in(None)
        self._seen: tuple[int, str, str | None] | None = None
        self._story_of: dict[int, set[int]] = {}
        self._in_story: dict[int, set[int]] = {}

    def bring_up(self, *, run: RunId | None = None) -> Counter[Change]:
        """Bring the assembly up to date, in one transaction; return how many things of it changed."""
        with writing(self._store):
            corrections, _ = read_corrections(corrections_path(self._store.path))
            apply_corrections(self._store, corrections)
            state = self._state_of(corrections)
            if not is_of_single_facts(corrections):
                return self._whole(state, run)
            self._prepare(corrections, state)
            if self._value("settings") != state:
                return self._anew(state, run)
            changes = Counter[Change]()
            for batch in self._batches():
                with without_collector():
                    changes += self._bring_in(batch, run)
            return changes

    def from_nothing(self, *, run: RunId | None = None) -> Counter[Change]:
        """Make the whole assembly anew, in one transaction; return how many things of it changed."""
        with writing(self._store):
            self._db.execute("DELETE FROM assembly_state WHERE name <> ?", (TURN,))
            self._seen = None  # what is in memory of the tables that are emptied
            return self.bring_up(run=run)

    def _prepare(self, corrections: Iterable[Correction], state: str) -> None:
        """Forget what is in memory if another process has written since, a change was undone, or other corrections hold."""
        seen = (int(self._db.execute("PRAGMA data_version").fetchone()[0]), state, self._value(TURN))
        if seen != self._seen:
            self._seen = seen
            self._reports = Reports(self._db, tuple(corrections), self._store.take_over)
            self._copies = Copies(self._db, self._reports)
            self._likenesses = Likenesses(self._db)
            self._stories = Stories(self._db, self._likenesses)
            self._entities = Entities(self._db, self._held)
            self._happenings = Happenings(self._db, self._reports, self._likenesses, self._in_story_of)
            self._plans = Plans(self._db, self._reports, self._happenings)

    def _state_of(self, corrections: Sequence[Correction]) -> str:
        """Return what the kept tables hold for: this version, these corrections, these tables of the world."""
        told = corrections_digest(corrections)
        scheme = f"{__version__}\x1f{SCHEME}\x1f{self._settings}\x1f{told}"
        return hashlib.blake2b(scheme.encode("utf-8", "replace"), digest_size=16).hexdigest()

    def _value(self, name: str) -> str | None:
        row = self._db.execute("SELECT value FROM assembly_state WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def _keep_value(self, name: str, value: str) -> None:
        self._db.execute("REPLACE INTO assembly_state (name, value) VALUES (?, ?)", (name, value))

    def _batches(self) -> Iterator[list[int]]:
        """Yield the documents that wait, some at a time."""
        while batch := [
            int(n)
            for (n,) in self._db.execute("SELECT document FROM waiting ORDER BY document LIMIT ?", (BATCH,))
        ]:
            yield batch
            self._db.executemany("DELETE FROM waiting WHERE document = ?", [(number,) for number in batch])

    def _anew(self, state: str, run: RunId | None) -> Counter[Change]:
        before, turn = self._digests(), self._value(TURN) or "0"
        for table in (*STATE, *ASSEMBLED, "pairs", "assembled_from", "waiting"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608
        self._db.execute("INSERT INTO waiting (document) SELECT number FROM documents")
        self._keep_value("settings", state)
        self._keep_value(TURN, turn)
        for batch in self._batches():
            with without_collector():
                self._bring_in(batch, None)
        return self._note(before, self._digests(), run)

    def _whole(self, state: str, run: RunId | None) -> Counter[Change]:
        """Make the assembly of all readings at once, unless that was done and nothing has changed since."""
        waiting = self._db.execute("SELECT 1 FROM waiting LIMIT 1").fetchone() is not None
        if self._value(WHOLE) == state and not waiting:
            return Counter()
        self._seen = None
        before = self._digests()
        for table in STATE:
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608
        assemble_store(self._store, partial(assemble, held=self._held))
        self._keep_value(WHOLE, state)
        return self._note(before, self._digests(), run)

    def _digests(self) -> dict[tuple[str, str], bytes]:
        """Return the hashes of all things; of entities without their actors, which not every way of making them repeats."""
        found = {
            (table, thing): digest
            for table in ASSEMBLED
            for thing, digest in self._db.execute(f"SELECT id, digest FROM {table}")  # noqa: S608
        }
        bodies = self._db.execute("SELECT id, json_remove(body, '$.actors') FROM entities")
        return found | {("entities", thing): digest_of_body(thing, body) for thing, body in bodies}

    def _note(
        self, before: Mapping[tuple[str, str], bytes], now: Mapping[tuple[str, str], bytes], run: RunId | None
    ) -> Counter[Change]:
        found: list[tuple[str, str, Change]] = []
        for table, thing in sorted(before.keys() | now.keys()):
            was, is_ = before.get((table, thing)), now.get((table, thing))
            if was != is_:
                found.append(
                    (table, thing, "added" if was is None else "removed" if is_ is None else "replaced")
                )
        if run is not None:
            note_changes(self._db, run, found)
        return Counter(change for _, _, change in found)

    # -- one batch -------------------------------------------------------------------------

    def _bring_in(self, numbers: list[int], run: RunId | None) -> Counter[Change]:
        latest = self._latest()
        self._take_turn()
        self._entities.begin()
        self._story_of, self._in_story = {}, {}
        old = read_kept(self._db, numbers)
        is_replaced = bool(old) or any(number in self._likenesses for number in numbers)
        self._likenesses.forget(is_replaced)
        self._happenings.forget(is_replaced)
        for gone in old.values():
            self._take_out(gone)
        new = [kept for number in numbers if (kept := self._take_in(number)) is not None]
        copies = self._copies.change(old.values(), new)
        stories = self._stories.change(copies.touched, old, copies.members)
        self._story_of = self._documents_of(stories)
        entities = self._entities.change()
        moved = self._move(entities, new)
        there = {number for number in copies.touched | moved if self._is_there(number)}
        happenings = self._happenings.change(old.values(), new, there, stories.told_apart)
        return self._write(_Changes(copies, stories, entities, happenings), run, (latest, self._latest()))

    def _take_turn(self) -> None:
        turn = str(int(self._value(TURN) or 0) + 1)
        self._keep_value(TURN, turn)
        if self._seen is not None:
            self._seen = (*self._seen[:2], turn)

    def _latest(self) -> str | None:
        """Return the latest day of publication, if the day is the first possible one of its document."""
        row = self._db.execute("SELECT max(earliest) FROM assembled_reports").fetchone()
        return iso(row[0])

    def _take_out(self, kept: KeptReport) -> None:
        remove_keys(self._db, (*kept.bands, *kept.shares, *kept.own_days), kept.days, kept.number)
        self._entities.take_out(kept)
        self._db.execute("DELETE FROM assembled_reports WHERE document = ?", (kept.number,))
        self._reports.forget([kept.number])

    def _take_in(self, number: int) -> KeptReport | None:
        taken = self._reports.take(number)
        if taken is None:
            return None
        loaded, keys = taken
        report = loaded.accounts[0].report if loaded.accounts else None
        days = days_of(loaded.reading.document.published)
        kept = KeptReport(
            number=number,
            id=loaded.reading.document.id,
            days=days,
            told=number,
            told_days=days,
            bands=tuple(key_hash("band", f"{n} {band}") for n, band in enumerate(keys.copy.bands)),
            shares=tuple(key_hash("share", key) for key in report.shares) if report else (),
            own_days=tuple(own_day_keys(loaded.accounts)),
            blocks=tuple(word_hash(word) for word in keys.story.blocks),
            terms=terms_of(keys.story),
            parties=self._entities.put_in(loaded.reading),
        )
        write_kept(self._db, kept)
        add_keys(self._db, (*kept.bands, *kept.shares, *kept.own_days), kept.days, number)
        return kept

    def _is_there(self, number: int) -> bool:
        row = self._db.execute("SELECT 1 FROM assembled_reports WHERE document = ?", (number,)).fetchone()
        return row is not None

    # -- between the levels ----------------------------------------------------------------

    def _documents_of(self, stories: StoriesChanged) -> dict[int, set[int]]:
        """Return the documents of the story of each document, of the stories that are made anew."""
        found: dict[int, set[int]] = {}
        for story in stories.stories.values():
            documents = {self._reports.number(document) for document in story.documents}
            found |= dict.fromkeys(documents, documents)
        return found

    def _in_story_of(self, number: int) -> set[int]:
        """Return the other documents of the story of one."""
        if number in self._story_of:
            return self._story_of[number] - {number}
        if number in self._in_story:
            return self._in_story[number]
        rows = self._db.execute(
            "SELECT b.document FROM assembled_from AS a INDEXED BY assembled_from_by_document "
            "JOIN assembled_from AS b ON b.what = a.what AND b.thing = a.thing "
            "WHERE a.document = ? AND a.what = 'stories'",
            (number,),
        )
        self._in_story[number] = {int(document) for (document,) in rows} - {number}
        return self._in_story[number]

    def _move(self, changed: EntitiesChanged, new: Iterable[KeptReport]) -> set[int]:
        """Link actors with the entities that they are now; return the documents whose actors are others than before."""
        place = places(self._db)
        kept = {one.number: one for one in new}
        moved: set[int] = set()
        for namesakes, (before, now) in changed.moved.items():
            for number in self._named_in(before) - kept.keys():
                moved.add(number)
                for party in read_named(self._db, [number])[number].parties:
                    if party.namesakes == namesakes:
                        self._unlink(number, party.actor, before, place)
                        self._link(number, [(party.actor, now)], place)
        entity_of = self._entities_of({party.namesakes for one in kept.values() for party in one.parties})
        for number, one in kept.items():
            self._link(number, [(party.actor, entity_of[party.namesakes]) for party in one.parties], place)
        return moved

    def _named_in(self, entity: str) -> set[int]:
        rows = self._db.execute(
            "SELECT DISTINCT document FROM assembled_from WHERE what = 'entities' AND thing = ?", (entity,)
        )
        return {int(document) for (document,) in rows}

    def _unlink(self, number: int, actor: str, before: str, place: Place) -> None:
        at = place("actors", Link(self._reports.id(number), actor))
        self._db.execute(
            "DELETE FROM assembled_from WHERE what = 'entities' AND thing = ? AND document = ? AND fact = ?",
            (before, *(at or (number, NO_FACT))),
        )

    def _link(self, number: int, actors: Iterable[tuple[str, str]], place: Place) -> None:
        """Link actors of a report with entities."""
        name = self._reports.id(number)
        self._db.executemany(
            "INSERT OR IGNORE INTO assembled_from (what, thing, document, fact) VALUES ('entities', ?, ?, ?)",
            [(now, *(place("actors", Link(name, actor)) or (number, NO_FACT))) for actor, now in actors],
        )

    def _entities_of(self, namesakes: Iterable[int]) -> dict[int, EntityId]:
        rows = self._db.execute(
            "SELECT number, entity FROM namesakes WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(namesakes)),),
        )
        return {int(number): EntityId(entity) for number, entity in rows}

    def _context(self, documents: Iterable[DocumentId]) -> Context:
        """Return what is known beside the events of documents."""
        numbers = {self._reports.number(document) for document in documents}
        kept = read_named(self._db, numbers)
        entity_of = self._entities_of({party.namesakes for one in kept.values() for party in one.parties})
        entities = {
            ActorRef(one.id, ActorId(party.actor)): entity_of[party.namesakes]
            for one in kept.values()
            for party in one.parties
        }
        origins = {
            one.id: origin
            for number, one in kept.items()
            if (origin := self._origin_of(number, one.id)) is not None
        }
        return Context(
            entities=entities,
            voices={
                one.id: voices_of(self._reports[number].reading, entities, origins)
                for number, one in kept.items()
            },
            origins=origins,
        )

    def _origin_of(self, number: int, document: DocumentId) -> Document | None:
        row = self._db.execute(
            "SELECT origin FROM assembled_from INDEXED BY assembled_from_by_document JOIN copies ON id = thing "
            "WHERE what = 'copies' AND document = ?",
            (number,),
        ).fetchone()
        if row is None or row[0] == document:
            return None
        return self._reports[self._reports.number(row[0])].reading.document

    # -- writing ---------------------------------------------------------------------------

    def _write(
        self, changed: _Changes, run: RunId | None, days: tuple[str | None, str | None]
    ) -> Counter[Change]:
        """Write what became of each level."""
        writer = _Writer(self._db, run)
        writer.replace("copies", changed.copies.gone, changed.copies.groups)
        writer.replace("entities", changed.entities.gone, changed.entities.entities.values(), linked=False)
        events, clusters = changed.happenings, changed.happenings.clusters
        across, stories = set(events.across), self._documents_in(changed.stories)
        plans = self._plans.clusters(
            self._plans.others(
                across, stories, {n for pair in changed.stories.told_apart for n in pair}, days
            )
            - events.gone
        )
        context = self._context({a.ref.document for cluster in (*clusters, *plans) for a in cluster})
        happenings = [describe(cluster, context) for cluster in clusters]
        gone = events.gone | {happening.id for happening in happenings}
        writer.replace("happenings", events.gone, happenings)
        differences = find_differences(clusters, context)
        writer.replace(
            "reports_disagreements", writer.of("reports_disagreements", gone), differences.disagreements
        )
        writer.replace("updates", writer.of("updates", gone), differences.updates)
        write_pairs(self._db, *self._happenings.reasons(events))
        made = self._plans.change([*clusters, *plans], context, days[1])
        writer.replace("plans", writer.of("plans", gone | made.gone), made.plans)
        self._plans.keep_days(made, gone)
        writer.replace("stories", changed.stories.gone, self._with_happenings(changed.stories, clusters))
        return writer.changes

    def _documents_in(self, stories: StoriesChanged) -> set[int]:
        return {self._reports.number(d) for story in stories.stories.values() for d in story.documents}

    def _with_happenings(self, changed: StoriesChanged, clusters: Iterable[Cluster]) -> list[Story]:
        """Return the stories that are made anew, and those of which happenings are, with their happenings."""
        stories: dict[str, Story] = {str(id_): story for id_, story in changed.stories.items()}
        numbers = {self._reports.number(account.ref.document) for cluster in clusters for account in cluster}
        for story in self._stories.stories_of(numbers - self._story_of.keys()):
            stories.setdefault(story, self._stories.body(story))
        return [replace(story, happenings=self._told_in(story)) for story in stories.values()]

    def _told_in(self, story: Story) -> tuple[HappeningId, ...]:
        numbers = json.dumps([self._reports.number(document) for document in story.documents])
        rows = self._db.execute(
            "SELECT DISTINCT a.thing FROM json_each(?) AS asked CROSS JOIN assembled_from AS a "
            "INDEXED BY assembled_from_by_document ON a.document = asked.value AND a.what = 'happenings' ORDER BY 1",
            (numbers,),
        )
        return tuple(HappeningId(thing) for (thing,) in rows)


class _Writer:
    """Writes the things of an assembly that differ from those that are kept."""

    def __init__(self, db: sqlite3.Connection, run: RunId | None) -> None:
        self._db, self._run, self._place = db, run, places(db)
        self.changes: Counter[Change] = Counter()

    def of(self, table: str, happenings: Iterable[str]) -> set[str]:
        """Return the things of a table that belong to happenings."""
        rows = self._db.execute(
            f"SELECT id FROM {table} WHERE happening IN (SELECT value FROM json_each(?))",  # noqa: S608
            (json.dumps(sorted(happenings)),),
        )
        return {thing for (thing,) in rows}

    def replace(
        self, table: str, gone: Iterable[str], things: Iterable[object], *, linked: bool = True
    ) -> None:
        """Write things in place of those that are gone, or have the same id."""
        kind, things = ASSEMBLED[table], list(things)
        names = {*gone, *map(kind.id, things)}
        before = dict(
            self._db.execute(
                f"SELECT id, digest FROM {table} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
                (json.dumps(sorted(names)),),
            ).fetchall()
        )
        done = list(keep_things(self._db, table, things, self._place, before, linked=linked))
        self.changes.update(change for _, change in done)
        if self._run is not None and done:
            note_changes(self._db, self._run, ((table, thing, change) for thing, change in done))
        unlinked = [(table, name) for name in names - set(map(kind.id, things))]
        self._db.executemany("DELETE FROM assembled_from WHERE what = ? AND thing = ?", unlinked)
