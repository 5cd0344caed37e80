"""Size and speed of the store: `make bench TASK=store`.

Reports are read once and kept. The size is that of the whole file, for a report of 835 words (the mean of the five
outlets of NewsWCL50), once with these reports alone and once with `RECORDS` of real shape: the same readings under other
addresses, each text with a line of its own. In the large store, single reports are added in transactions of their own, and
questions are asked; figures are medians, in milliseconds of CPU time, because machines are shared.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from benchmarks.about import About
from corpora.jsonl import read_jsonl
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.store import Store, documents, find_documents, is_kept, keep, open_store, reading_of, writing
from onrecord.types import Document, Published, Reading, document_id

T = TypeVar("T")

ABOUT = About(
    data="PolNeAR dev, and records generated from its readings",
    size="40 articles; 10,000 records",
    developed_on="not a matter of quality",
    compared_with="98.5 kB for a report of 835 words before schema 8 (NewsWCL50, measured once)",
)

ARTICLES = 40
RECORDS = 10_000  # 100,000 need 1.6 GB and some minutes
WORDS = 835  # of a report
SINGLE = 200  # reports that are added one by one
BATCH = 500  # reports in a transaction while the large store is filled
ASKED = 50  # times that a question is asked


def run(shared: Path) -> dict[str, float]:
    """Return kilobytes for a report of 835 words, and milliseconds to add and to ask."""
    rows = read_jsonl(shared / "data" / "attribution" / "polnear_dev.jsonl.gz")[:ARTICLES]
    readings = list(read_all(map(document_of, [row["text"] for row in rows]), load_known()))
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few.db", Path(folder) / "many.db"
        fill(few, readings)
        generated = records(readings)
        fill(many, (next(generated) for _ in range(RECORDS)))
        sizes = {
            "kilobytes_a_report": kilobytes(few, words_of(readings)),
            f"kilobytes_a_report_of_{RECORDS}": kilobytes(many, words_of(readings) * RECORDS / len(readings)),
        }
        with open_store(many, create=True) as store:
            return sizes | speeds(store, [next(generated) for _ in range(SINGLE)])


def document_of(text: str) -> Document:
    """Return the document of a text without metadata."""
    return Document(id=document_id(text), text=text)


def records(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield readings of real shape without end, each of another text at another address, over ten years."""
    for number in count():
        reading = readings[number % len(readings)]
        text, url = f"{reading.document.text}\n\nReport {number}.", f"https://news.example/{number}"
        year, month, day = 2015 + number // 336 % 10, number // 28 % 12 + 1, number % 28 + 1
        published = f"{year}-{month:02}-{day:02}"
        when = Published(value=published, earliest=published, latest=published, basis="metadata")
        document = replace(reading.document, text=text, url=url, title=f"Report {number}", published=when)
        yield replace(reading, document=replace(document, id=document_id(text, url=url)))


def fill(path: Path, readings: Iterable[Reading]) -> None:
    """Make a store of readings, many in a transaction."""
    with open_store(path, create=True) as store:
        waiting = iter(readings)
        while batch := list(islice(waiting, BATCH)):
            with writing(store):
                for reading in batch:
                    keep(store, reading)


def words_of(readings: Sequence[Reading]) -> int:
    """Return the number of words of all texts."""
    return sum(len(reading.document.text.split()) for reading in readings)


def kilobytes(path: Path, words: float) -> float:
    """Return the size of a store for a report of `WORDS` words."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.stat().st_size / 1000 * WORDS / words


def speeds(store: Store, fresh: Sequence[Reading]) -> dict[str, float]:
    """Return milliseconds to add a report, to see that one is kept, to read one back, and to find some."""
    known = [reading.document for reading in fresh]
    return {
        "add_ms": median_ms(partial(keep, store), fresh),
        "is_kept_ms": median_ms(partial(is_kept, store), known),
        "reading_ms": median_ms(partial(reading_of, store), [document.id for document in known]),
        "find_ms": median_ms(partial(find_documents, store), [document.id for document in known[:ASKED]]),
        "words_ms": median_ms(lambda words: documents(store, words=words), [d.title for d in known[:ASKED]]),
    }


def median_ms(task: Callable[[T], object], values: Iterable[T]) -> float:
    """Return the median CPU time of a task in milliseconds."""
    found = []
    for value in values:
        begun = time.process_time()
        task(value)
        found.append(1000 * (time.process_time() - begun))
    return statistics.median(found)
