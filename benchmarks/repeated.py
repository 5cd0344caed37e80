"""A large store made from a small one: all that it holds, repeated in time.

To read and to assemble a hundred thousand reports takes hours. What a screen or a question costs depends on how many rows
there are, how they are spread over days, names, stories and words, and how large a body is, not on how the rows came about. So
a store of some thousand assembled records (`benchmarks.generated`) is copied again and again into itself, each time as many days earlier
as it spans. A copy has documents, facts, stories and happenings of its own, with its own ids; half of the longer words of its texts are
other words of the same length, so that offsets hold. Its countries and its known people and bodies are the same ones, as in the news;
of each `TOGETHER` copies, those that few reports name are others, of other names of the same length.

What the assembly keeps to compare reports is copied for the last `NEAR` days alone: no report is compared with earlier ones.

Such a store answers, is added to and is assembled further like any other. It is not one for `onrecord check` and `explain`: hashes,
and reasons of pairs, are those of the records that were copied.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from onrecord.assembly.ids import content_id
from onrecord.store import open_store
from onrecord.store.assembler.kept import unpack_keys
from onrecord.store.index import SHIFT
from onrecord.store.layers import pack_tables, unpack_tables
from onrecord.store.packed import body_of, pack
from onrecord.store.rows import LAYERS
from onrecord.store.sealed import seal_all

DAY = re.compile(r"\b\d{4}-\d\d-\d\d(?![\d-])")
WORD = re.compile(r"\b(?:[a-z]{6,}|[A-Z][a-z]{2,})\b")  # a longer common word, or a part of a name
CAPITAL = re.compile(r"\b[A-Z][a-z]{2,}\b")
VOWELS, CONSONANTS = "aeiou", "bdfgklmnprstvz"
ID = re.compile(r"\b[a-z]{1,3}_[0-9a-f]{16,32}\b")
NAMED = (
    "documents",
    "copies",
    "stories",
    "happenings",
    "plans",
    "reports_disagreements",
    "updates",
)  # fmt: skip - tables whose things have ids that bodies refer to
NUMBERED = (
    "texts",
    "documents",
    "stories",
    "happenings",
)  # tables whose rows have numbers of their own
FULL_TEXT = ("words", "content_words", "summary_words")
FAST = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA foreign_keys = OFF"
NEAR = 120  # days
COMPARED = {"assembly_keys", "copy_pairs", "story_pairs", "event_pairs", "units", "pairs"}
TIMES = "times"
TIME_COLUMNS = next(table.cells for table in LAYERS if table.name == TIMES)
TOGETHER = 4  # copies in which those of whom few reports tell are the same
FEW = 3  # actors of an entity without a Wikidata id
RUNS = 1_000_000  # numbers of runs before those of the store that is copied: copies were added earlier

_DOCUMENT = "{0} + :documents"
_FACT = f"{{0}} + (:documents << {SHIFT})"
_DAY = "moved({0}, :days)"
_NAME = "named({0}, :copy)"
_BODY = "rewritten({0}, :days, :copy)"
_WORDS = "reworded({0}, :copy)"
_NAMES = "renaming({0}, :group)"
_ENTITY = "whose({0}, :group)"
_OF_DOCUMENT = {"document": _DOCUMENT}
_LINKS = (
    "places", "attributions", "event_figures", "disagreements", "sides",
)  # fmt: skip
COPIED: Mapping[str, Mapping[str, str]] = {  # by table: the columns that are others in a copy, in SQL
    "texts": {"number": "{0} + :texts", "id": _NAME, "text": _WORDS},
    "documents": {
        "number": _DOCUMENT, "id": _NAME, "text": "{0} + :texts", "title": _WORDS, "published": _DAY, "updated_value": _DAY,
        "url": "{0} || '/' || :copy", "given_id": "{0} || '/' || :copy", "added": _DAY,
    },
    "layers": {**_OF_DOCUMENT, "cell": "dated({0}, :days)"},
    "events": {**_OF_DOCUMENT, "time": _DAY},
    "agenda": {**_OF_DOCUMENT, "earliest": _DAY, "latest": _DAY, "moved_from": _DAY, "summary": _WORDS},
    **dict.fromkeys(_LINKS, _OF_DOCUMENT),
    "actors": {**_OF_DOCUMENT, "name": _NAMES},
    "copies": {"id": _NAME, "origin": _NAME, "body": _BODY},
    "stories": {"number": "{0} + :stories", "id": _NAME, "body": "titled(rewritten({0}, :days, :copy), :copy)"},
    "happenings": {"number": "{0} + :happenings", "id": _NAME, "body": _BODY, "earliest": _DAY, "latest": _DAY},
    **{key: {"id": _NAME, "body": _BODY, "happening": _NAME} for key in ("plans", "reports_disagreements", "updates")},
    "pairs": {"left_report": _DOCUMENT, "right_report": _DOCUMENT},
    "assembled_from": {**_OF_DOCUMENT, "thing": f"iif(what = 'entities', {_ENTITY}, {_NAME})"},
    "reports": {**_OF_DOCUMENT, "published": _DAY},
    "statements": {**_OF_DOCUMENT, "number": _FACT, "published": _DAY},
    "tellings": {
        **_OF_DOCUMENT, "number": _FACT, "published": _DAY, "earliest": _DAY, "latest": _DAY, "happening": "{0} + :happenings",
    },
    "prospects": {
        **_OF_DOCUMENT, "number": _FACT, "published": _DAY, "earliest": _DAY, "latest": _DAY, "telling": _FACT,
        "happening": "{0} + :happenings",
    },
    "parties": {**_OF_DOCUMENT, "fact": _FACT, "published": _DAY, "entity": _ENTITY},
    "entities": {"id": _ENTITY, "body": "rewritten({0}, :days, :copy)"},
    "entity_names": {"name": _NAMES, "entity": _ENTITY},
    "entity_codes": {"entity": _ENTITY},
    "entity_words": {"entity": _ENTITY},
    "assembled_reports": {
        **_OF_DOCUMENT, "id": _NAME, "told": _DOCUMENT,
        **dict.fromkeys(("earliest", "latest", "first", "last"), "{0} + :days"),
    },
    "assembly_keys": {**_OF_DOCUMENT, "day": "iif({0} = 0, 0, {0} + :days)"},
    **{key: {"a": _DOCUMENT, "b": _DOCUMENT} for key in ("copy_pairs", "story_pairs", "event_pairs")},
    "units": {
        "node": f"iif(kind = 'stories', {_DOCUMENT}, {_FACT})", "unit": f"iif(kind = 'stories', {_DOCUMENT}, {_FACT})",
    },
    "due": {"happening": _NAME, "day": _DAY},
}  # fmt: skip
_BEGINS = f":copy % {TOGETHER} = 0"
WHERE = {
    "assembly_keys": "key NOT IN own_days",
    **dict.fromkeys(("entities", "entity_names", "entity_codes", "entity_words"), _BEGINS),
}
_IS_RARE = "e.wikidata IS NULL AND c.kind IN ('person', 'organization') AND c.actors <= ?"
_CODES = "SELECT {0} FROM base.entities AS e JOIN base.entity_codes AS c ON c.entity = e.id WHERE {1}"
RARE = _CODES.format("e.id, e.name", _IS_RARE)
KNOWN = _CODES.format("e.name", f"NOT ({_IS_RARE})")
JOURNAL = (
    "INSERT INTO runs SELECT :run, moved(max(begun), :days), moved(max(ended), :days), reader FROM base.runs",
    "INSERT INTO journal (run, number, at, what, id, change) SELECT :run, row_number() OVER (ORDER BY run, number), "  # noqa: ISC003
    + "moved(at, :days), what, named(id, :copy), change FROM base.journal WHERE what = 'document'",
)


def repeat(base: Path, path: Path, documents: int, told: Callable[[str], None] = lambda _: None) -> None:
    """Make a store at `path`, of at least so many documents, of an assembled one."""
    shutil.copyfile(base, path)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(FAST)
        connection.execute("ATTACH ? AS base", (str(base),))
        times = -(-documents // _value(connection, "SELECT count(*) FROM base.documents"))
        earlier = _days_of(connection)
        sizes = {table: _value(connection, f"SELECT max(number) FROM base.{table}") for table in NUMBERED}
        _define(connection)
        connection.execute("BEGIN")
        with _without_indexes(connection):
            connection.execute("UPDATE runs SET id = id + ?", (RUNS,))
            connection.execute("UPDATE journal SET run = run + ?", (RUNS,))
            for copy in range(1, times):
                given = {table: copy * size for table, size in sizes.items()}
                _copy(
                    connection,
                    {
                        **given,
                        "copy": copy,
                        "group": copy // TOGETHER,
                        "days": -copy * earlier,
                        "run": RUNS - copy,
                    },
                )
                told(f"{(copy + 1) * sizes['documents']:,} documents")
        connection.execute("UPDATE entity_codes SET actors = actors * ?", (times,))
        for table in FULL_TEXT:
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        seal_all(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()
    open_store(path, write=True).close()  # back to a log that is written ahead


def _value(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _days_of(connection: sqlite3.Connection) -> int:
    """Return how many days the reports span."""
    span = connection.execute("SELECT min(published), max(published) FROM base.reports").fetchone()
    first, last = map(date.fromisoformat, span)
    return (last - first).days + 1


def _copy(connection: sqlite3.Connection, given: Mapping[str, int]) -> None:
    is_near = given["days"] >= -NEAR
    for table, changed in COPIED.items():
        rows = connection.execute(f"PRAGMA table_xinfo({table})").fetchall()
        columns = [str(name) for _, name, *_, hidden in rows if not hidden]
        if not columns or (table in COMPARED and not is_near):
            continue
        values = [
            f'iif("{name}" IS NULL, NULL, {changed[name].format(name)})' if name in changed else f'"{name}"'
            for name in columns
        ]
        names = ", ".join(f'"{name}"' for name in columns)
        where = f" WHERE {WHERE[table]}" if table in WHERE else ""
        connection.execute(
            f"INSERT OR IGNORE INTO {table} ({names}) SELECT {', '.join(values)} FROM base.{table}{where}",
            given,
        )
    for statement in JOURNAL:
        connection.execute(statement, given)


@contextmanager
def _without_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    """Leave out the indexes and triggers while rows are copied, and make the indexes at once."""
    made = connection.execute(
        "SELECT type, name, sql FROM main.sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in made:
        connection.execute(f"DROP {kind} main.{name}")
    yield
    for _, _, sql in made:
        connection.execute(sql)


# ---- what is another in a copy -----------------------------------------------------------


def _define(connection: sqlite3.Connection) -> None:
    """Define the functions of `COPIED`, and the keys of reports that tell of the same days, which no other copy shares."""
    ids = _Ids(connection)
    named = connection.execute(RARE, (FEW,)).fetchall()
    rare = frozenset(entity for entity, _ in named)
    known = {word for (name,) in connection.execute(KNOWN, (FEW,)) for word in WORD.findall(name)}
    names = {word for _, name in named for word in WORD.findall(name) if word[0].isupper()} - known
    words = _Words((row[0] for row in connection.execute("SELECT text FROM base.texts")), names)

    def rewritten(cell: str | bytes, days: int, copy: int) -> str | bytes:
        told = changed(body_of(cell), days, copy)
        return pack(told) if isinstance(cell, bytes) else told

    def changed(body: str, days: int, copy: int) -> str:
        told = DAY.sub(lambda found: moved(found[0], days), body)
        told = words.renaming(told, copy // TOGETHER)
        return ID.sub(lambda found: other(found[0], copy), told)

    def other(name: str, copy: int) -> str:
        return ids.named(name, copy) if name in ids else whose(name, copy // TOGETHER)

    def whose(entity: str, group: int) -> str:
        return renamed(entity, group) if group and entity in rare else entity

    def titled(body: str, copy: int) -> str:
        story = msgspec.json.decode(body)
        title = words.reworded(story["title"], copy) if story.get("title") else None
        return msgspec.json.encode({**story, "title": title}).decode("utf-8")

    def dated(cell: bytes, days: int) -> bytes:
        """Return a cell of layers with the days of its times moved."""
        tables = dict(unpack_tables(cell))
        for n, column in enumerate(tables.get(TIMES, ())):
            if TIME_COLUMNS[n] in ("value", "earliest", "latest"):
                column[:] = [value and moved(value, days) for value in column]
        return pack_tables(tables)

    functions: Mapping[str, tuple[int, Callable[..., Any]]] = {
        "moved": (2, moved), "named": (2, ids.named), "rewritten": (3, rewritten), "titled": (2, titled),
        "whose": (2, whose), "renaming": (2, words.renaming), "reworded": (2, words.reworded),
        "dated": (2, dated),
    }  # fmt: skip
    for name, (arguments, function) in functions.items():
        connection.create_function(name, arguments, function, deterministic=True)
    connection.execute("CREATE TEMP TABLE own_days (key INTEGER PRIMARY KEY)")
    cells = connection.execute("SELECT own_days FROM base.assembled_reports").fetchall()
    keys = {(key,) for (cell,) in cells for key in unpack_keys(cell)}
    connection.executemany("INSERT INTO own_days VALUES (?)", sorted(keys))


@lru_cache(maxsize=1 << 16)
def moved(cell: str, days: int) -> str:
    """Return a cell with all its days moved.

    >>> moved('{"earliest":"2019-03-01","value":"2019-W09"}', -1)
    '{"earliest":"2019-02-28","value":"2019-W09"}'
    """
    return DAY.sub(lambda found: _earlier(found[0], days), cell)


def _earlier(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


@lru_cache(maxsize=1 << 16)
def renamed(name: str, copy: int) -> str:
    """Return the id of a copy of a thing.

    >>> renamed("s_9f6566910330ed1b", 1)
    's_a6fa654fe2aba04b'
    """
    prefix, _, digits = name.partition("_")
    return f"{prefix}_{blake2b(f'{name} {copy}'.encode(), digest_size=len(digits) // 2).hexdigest()}"


class _Ids:
    """The ids of copies. Those that are hashes of what a thing is made of are so in a copy too: the assembly finds things by them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._all = {row[0] for table in NAMED for row in connection.execute(f"SELECT id FROM base.{table}")}
        self._documents = {row[0] for row in connection.execute("SELECT id FROM base.documents")}
        made: list[tuple[str, str, str, str]] = []
        for name, body in connection.execute("SELECT id, body FROM base.happenings"):
            document, event = min(
                (one["document"], one["event"]) for one in json.loads(body_of(body))["tellings"]
            )
            made.append((name, "h", document, f" {event}"))
        for name, body in connection.execute("SELECT id, body FROM base.stories"):
            made.append((name, "s", min(json.loads(body_of(body))["documents"]), ""))
        for name, body in connection.execute("SELECT id, body FROM base.copies"):
            made += [(name, "c", one["document"], "") for one in json.loads(body_of(body))["members"]]
        for name, happening in connection.execute("SELECT id, happening FROM base.plans"):
            made.append((name, "p", happening, ""))
        self._made = {
            name: (kind, of, rest) for name, kind, of, rest in made if content_id(kind, of + rest) == name
        }
        self.named = lru_cache(maxsize=1 << 16)(self._named)

    def __contains__(self, name: str) -> bool:
        return name in self._all

    def _named(self, name: str, copy: int) -> str:
        if name in self._documents:
            return name[:-8] + renamed(name, copy)[-8:]  # in the same order as before
        if name not in self._made:
            return renamed(name, copy)
        kind, of, rest = self._made[name]
        return content_id(kind, self.named(of, copy) + rest)


class _Words:
    """Other words of the same length: for half of the longer words, and for those of the names of people of whom few reports tell."""

    def __init__(self, texts: Iterable[str], names: Collection[str]) -> None:
        found = sorted({word for text in texts for word in WORD.findall(text) if word.islower()})
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in found:
            self._by_length[len(word)].append(word)
        self._names = names
        self._word, self._name = lru_cache(1 << 18)(self._drawn), lru_cache(1 << 18)(self._made)

    def reworded(self, text: str, copy: int) -> str:
        """Return a text in other words."""
        return WORD.sub(lambda found: self._word(found[0], copy), text)

    def renaming(self, text: str, group: int) -> str:
        """Return a text with other names alone."""
        return CAPITAL.sub(lambda found: self._name(found[0], group), text)

    def _drawn(self, word: str, copy: int) -> str:
        if word[0].isupper():
            return self._name(word, copy // TOGETHER)
        chance, words = Random(f"{word} {copy}"), self._by_length[len(word)]
        return chance.choice(words) if words and chance.random() < 0.5 else word

    def _made(self, name: str, group: int) -> str:
        """Return another name, whose vowels are vowels."""
        if group == 0 or name not in self._names:
            return name
        chance = Random(f"{name} {group}")
        return "".join(
            chance.choice(VOWELS) if c in VOWELS else chance.choice(CONSONANTS) for c in name.lower()
        ).capitalize()
