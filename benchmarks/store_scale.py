"""The store at scale: `make bench TASK=store_scale`, with `ONRECORD_RECORDS=100000` for the full size.

Reports that were written for the project are read once. Records are generated from their readings, the same for ever: other
days (28 a day, over as many years as they fill), outlets and ids, and for each name of a person another surname, drawn so
that a few are in many records and most in few. They are brought into a store with their assembly, many at a time; then
single reports are added, each with its assembly in one transaction, and the ten commonest questions are asked. Figures are
medians, in milliseconds of CPU time, because machines are shared.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.about import About
from benchmarks.store import median_ms
from corpora.jsonl import read_jsonl
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.store import Assembler, Store, keep, open_store, writing
from onrecord.types import Actor, Document, Published, Reading, Span, document_id

OWN = Path(__file__).parent.parent / "corpora" / "own"
RECORDS = int(os.environ.get("ONRECORD_RECORDS", "2000"))
TEXTS = 150  # that records are generated from
A_DAY = 28
FIRST = date(2015, 1, 1)
BATCH = 200  # records in a transaction while the store is filled
SINGLE = 60  # reports that are added one by one
ASKED = 20  # times that a question is asked
OUTLETS = (
    "Andes Herald",
    "Black Sea Times",
    "Coast Wire",
    "Frontier Gazette",
    "Lima Post",
    "Pacific Report",
    "Straits Chronicle",
)
SYLLABLES = (
    "ba",
    "dor",
    "el",
    "fan",
    "gri",
    "hol",
    "ka",
    "lin",
    "mor",
    "na",
    "osk",
    "per",
    "rud",
    "sel",
    "tam",
    "vik",
)

ABOUT = About(
    data="records generated from readings of texts that were written for the project",
    size=f"{RECORDS:,} records of {TEXTS} texts",
    developed_on="not a matter of quality",
    compared_with="nothing in this run",
)


def run(shared: Path) -> dict[str, float]:  # noqa: ARG001
    """Return milliseconds to add a report with its assembly, and to ask the ten commonest questions."""
    generated = records(list(read_all(map(document_of, texts()), load_known())))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.db"
        with open_store(path, create=True) as store:
            assembler = Assembler(store)
            begun = time.process_time()
            fill(store, assembler, generated)
            filled = 1000 * (time.process_time() - begun) / RECORDS
            fresh = list(islice(generated, 2 * SINGLE))
            add = partial(added, store, assembler)
            for reading in fresh[:SINGLE]:
                add(reading)  # what the last days told is in memory then
            figures = {
                "filled_ms": filled,
                "add_ms": median_ms(add, fresh[SINGLE:]),
                "kilobytes_a_report": path.stat().st_size / 1000 / RECORDS,
            }
            return figures | {f"{name}_ms": ask(store, sql) for name, sql in QUESTIONS.items()}


def texts() -> Sequence[Mapping[str, str]]:
    """Return the texts that records are generated from."""
    found = [*read_jsonl(OWN / "stories" / "reports.jsonl"), *read_jsonl(OWN / "events" / "texts.jsonl")]
    return found[:TEXTS]


def document_of(row: Mapping[str, str]) -> Document:
    """Return the document of a text, without metadata."""
    return Document(id=document_id(row["text"], given_id=row["id"]), text=row["text"], title=row.get("title"))


def fill(store: Store, assembler: Assembler, generated: Iterator[Reading]) -> None:
    """Keep `RECORDS` records with their assembly, many in a transaction."""
    waiting = islice(generated, RECORDS)
    while batch := list(islice(waiting, BATCH)):
        with writing(store):
            for reading in batch:
                keep(store, reading)
            assembler.bring_up()


def added(store: Store, assembler: Assembler, reading: Reading) -> None:
    """Keep one report and bring the assembly up to date."""
    with writing(store):
        keep(store, reading)
        assembler.bring_up()


# ---- records -----------------------------------------------------------------------------


def records(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield records without end: each a reading under another day, outlet, id, and with other names of people."""
    for number in count():
        chance = Random(number)
        yield renamed(readings[chance.randrange(len(readings))], chance, number)


def renamed(reading: Reading, chance: Random, number: int) -> Reading:
    """Return a reading with names of the same length in place of those of people, so that all spans stay where they are."""
    names = sorted({word for actor in reading.actors for word in _words_of_name(actor)})
    others = {name: other_name(name, chance) for name in names}
    document = reading.document
    text = _replaced(document.text, others)
    when = (FIRST + timedelta(days=number // A_DAY)).isoformat()
    other = replace(
        document,
        text=text,
        title=_replaced(document.title or f"Report {number}", others),
        url=f"https://news.example/{number}",
        publisher=OUTLETS[chance.randrange(len(OUTLETS))],
        published=Published(value=when, earliest=when, latest=when, basis="metadata"),
    )
    other = replace(other, id=document_id(text, url=other.url))
    told: Reading = _told_anew(replace(reading, document=other), text, others)
    return told


def _words_of_name(actor: Actor) -> list[str]:
    return re.findall(r"\b[A-Z][a-z]{3,}\b", actor.name) if actor.named and actor.kind == "person" else []


def other_name(name: str, chance: Random) -> str:
    """Return another name of the same length; of a hundred, some are drawn often and most seldom."""
    drawn = Random(f"{name} {int(chance.paretovariate(0.8)) % 500}")
    letters = "".join(drawn.choice(SYLLABLES) for _ in range(len(name)))[: len(name)]
    return letters.capitalize()


def _replaced(text: str, others: Mapping[str, str]) -> str:
    if not others:
        return text
    return re.sub(rf"\b(?:{'|'.join(others)})\b", lambda match: others[match.group()], text)


def _told_anew(value: Any, text: str, others: Mapping[str, str]) -> Any:
    """Return a value with the words of all spans cut from another text, and other names."""
    if isinstance(value, tuple):
        return tuple(_told_anew(each, text, others) for each in value)
    if isinstance(value, Document) or not hasattr(value, "__dataclass_fields__"):
        return value
    changed: dict[str, Any] = {"text": text[value.start : value.end]} if isinstance(value, Span) else {}
    for name in value.__dataclass_fields__.keys() - changed.keys() - {"basis"}:
        old = getattr(value, name)
        changed[name] = _replaced(old, others) if name == "name" else _told_anew(old, text, others)
    if isinstance(value, Actor) and any(word in others for word in _words_of_name(value)):
        changed["wikidata"] = None
    return replace(value, **changed)


# ---- questions ---------------------------------------------------------------------------

QUESTIONS: Mapping[str, str] = {  # the ten commonest, until the package of questions answers them
    "who_said": "SELECT document, position FROM attributions WHERE document IN (SELECT number FROM documents "
    "WHERE published_latest >= (SELECT max(published_latest) FROM documents)) LIMIT 100",
    "events_of_a_type": "SELECT document, position FROM events WHERE type = 'ASSAULT' AND status = 'occurred' "
    "ORDER BY document DESC LIMIT 100",
    "happenings_of_a_type": "SELECT id FROM happenings WHERE type = 'CONSULT' AND status = 'planned' LIMIT 100",
    "happenings_since": "SELECT id FROM happenings WHERE earliest >= (SELECT date(max(published_latest), '-7 days') FROM documents) LIMIT 100",
    "ahead": "SELECT document, summary FROM agenda WHERE earliest >= (SELECT max(published_latest) FROM documents) "
    "ORDER BY earliest LIMIT 100",
    "dossier": "SELECT e.id, count(*) FROM entities AS e JOIN assembled_from AS a ON a.what = 'entities' AND a.thing = e.id "
    "WHERE e.name = 'United States' GROUP BY e.id",
    "stories": "SELECT body FROM stories ORDER BY latest DESC LIMIT 50",
    "dyad": "SELECT count(*) FROM event_actors AS a JOIN event_recipients AS r USING (document, event) "
    "JOIN actors AS x ON x.document = a.document AND x.position = a.actor AND x.country = 'USA' "
    "JOIN actors AS y ON y.document = r.document AND y.position = r.actor AND y.country = 'RUS'",
    "new": "SELECT what, change, count(*) FROM journal WHERE run = (SELECT max(id) FROM runs) GROUP BY 1, 2",
    "search": "SELECT number FROM documents WHERE number IN (SELECT rowid FROM words WHERE words MATCH 'parliament') "
    "ORDER BY published_latest DESC LIMIT 50",
}


def ask(store: Store, sql: str) -> float:
    """Return the median CPU time of a question in milliseconds."""
    return median_ms(lambda _: store.connection.execute(sql).fetchall(), range(ASKED))
