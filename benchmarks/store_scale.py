"""The store at scale: `make bench TASK=store_scale`, or `TASK="store_scale --documents 100000"` for the full size.

Reports that were written for the project are read once, and records of real shape are made of them
(`benchmarks/generated.py`). They are brought into a store with their assembly, many at a time. At each of some sizes single
reports are added, each with its assembly in one transaction, by an assembler that knows the last days; then the commonest
questions are asked through the functions of `onrecord.questions`, of the actors, countries, stories and words that most
reports have, each of them once to warm up. Figures are medians and 95th percentiles, in milliseconds of CPU time, because
machines are shared.

    python -m benchmarks.store_scale --documents 100000 --store many.db    keeps the store, and goes on with one that is there
    python -m benchmarks.store_scale --store many.db --ask                 asks a store that is there
"""

from __future__ import annotations

import argparse
import os
import pickle
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.about import About
from benchmarks.generated import A_DAY, Records, documents_of, texts
from onrecord.known import load_known
from onrecord.questions import Store as Asked
from onrecord.questions import open_questions
from onrecord.read import read_all
from onrecord.store import Assembler, Store, begin_run, end_run, keep, open_store, writing
from onrecord.types import Reading

DOCUMENTS = int(os.environ.get("ONRECORD_DOCUMENTS", "2000"))
READ = os.environ.get("ONRECORD_READINGS")  # readings that were pickled, to spare reading the texts again
MOST_TEXTS = 40  # of each kind, where few records are made of them
FEW = 5000  # records, up to which not all texts are read
SIZES = (1000, 10_000, 30_000, 100_000)  # at which single reports are added, beside the last
BATCH = 200  # records in a transaction while the store is filled
SINGLE = 100  # reports that are added one by one, after half as many that are not measured
ASKED = 20  # times that a question is asked
WORDS = 835  # of a report that sizes are given for
LAST_DAYS = 2  # that news are asked for
WORDS_ASKED = ("election", "ceasefire", "hospital", "parliament", "minister", "prices", "border", "police")

ABOUT = About(
    data="records made by rewriting readings of texts that were written for the project",
    size=f"{DOCUMENTS:,} records, {A_DAY} a day",
    developed_on="not a matter of quality",
    compared_with="nothing in this run",
)
Times = list[float]


def run(shared: Path) -> dict[str, float]:  # noqa: ARG001
    """Return milliseconds to add a report with its assembly, and to ask the commonest questions, and the size."""
    with tempfile.TemporaryDirectory() as folder:
        return measured(Path(folder) / "many.db", DOCUMENTS, made(DOCUMENTS))


def made(documents: int) -> Iterator[Reading]:
    """Return the records without end, of as many texts as so many of them need."""
    found = texts(MOST_TEXTS if documents <= FEW or READ else None)
    readings = (
        pickle.loads(Path(READ).read_bytes()) if READ else list(read_all(documents_of(found), load_known()))
    )
    return iter(Records(found, readings))


def measured(path: Path, documents: int, records: Iterator[Reading]) -> dict[str, float]:
    """Fill a store, or go on filling it, and return its figures."""
    figures: dict[str, float] = {}
    with open_store(path, create=True) as store:
        assembler = Assembler(store)
        there = count_of(store)
        waiting = islice(records, there, None)
        for size in sorted({*(size for size in SIZES if there < size < documents), documents}):
            begun, before = time.process_time(), count_of(store)
            fill(store, assembler, islice(waiting, max(0, size - 2 * SINGLE - before)))
            filled = 1000 * (time.process_time() - begun) / max(1, count_of(store) - before)
            times = single(store, assembler, waiting)
            name = "" if size == documents else f"_at_{size}"
            figures |= {f"filled{name}_ms": filled, **told(f"add{name}", times)}
            report(
                f"{size:,} documents: " + ", ".join(f"{k} {v:.1f}" for k, v in figures.items() if name in k)
            )
    return figures | sizes(path) | asked(path)


def report(line: str) -> None:
    """Say how far it is."""
    print(line, file=sys.stderr, flush=True)


def told(name: str, times: Times) -> dict[str, float]:
    """Return the median and the 95th percentile of times."""
    return {f"{name}_ms": statistics.median(times), f"{name}_p95_ms": statistics.quantiles(times, n=20)[-1]}


def count_of(store: Store) -> int:
    """Return how many documents a store holds."""
    return int(store.connection.execute("SELECT count(*) FROM documents").fetchone()[0])


def fill(store: Store, assembler: Assembler, waiting: Iterator[Reading]) -> None:
    """Keep records with their assembly, many in a transaction."""
    run_id = begin_run(store)
    begun, done = time.monotonic(), 0
    while batch := list(islice(waiting, BATCH)):
        with writing(store):
            for reading in batch:
                keep(store, reading, run=run_id)
            assembler.bring_up(run=run_id)
        done += len(batch)
        if done % (10 * BATCH) == 0:
            report(f"  {done:,} in {time.monotonic() - begun:.0f} s")
    end_run(store, run_id)


def single(store: Store, assembler: Assembler, waiting: Iterator[Reading]) -> Times:
    """Return the times of single reports that are added, the first of them left out: they bring the last days into memory."""
    run_id = begin_run(store)
    times = []
    for reading in islice(waiting, 2 * SINGLE):
        begun = time.process_time()
        with writing(store):
            keep(store, reading, run=run_id)
            assembler.bring_up(run=run_id)
        times.append(1000 * (time.process_time() - begun))
    end_run(store, run_id)
    return times[-SINGLE:]


def sizes(path: Path) -> dict[str, float]:
    """Return kilobytes for a report, and for one of `WORDS` words."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        documents, words = connection.execute(
            "SELECT count(*), sum(length(t.text) - length(replace(replace(t.text, ' ', ''), char(10), ''))) "
            "FROM documents AS d JOIN texts AS t ON t.number = d.text"
        ).fetchone()
    kilobytes = path.stat().st_size / 1000
    return {
        "kilobytes_a_report": kilobytes / documents,
        f"kilobytes_a_report_of_{WORDS}_words": kilobytes * WORDS / words,
        "words_a_report": words / documents,
    }


# ---- questions ---------------------------------------------------------------------------

Ask = Callable[[Asked, Mapping[str, Any]], Any]
QUESTIONS: Mapping[str, Ask] = {  # of what most reports have
    "who_said": lambda store, of: store.said(speaker=of["leader"]),
    "said_by_country": lambda store, of: store.said(speaker=of["country"], words=of["words"]),
    "said_words": lambda store, of: store.said(words=of["words"]),
    "events_of_a_type": lambda store, of: store.events(
        type=("ASSAULT", "CONSULT", "PROTEST"), country=of["country"], since=of["month"]
    ),
    "happenings_of_a_type": lambda store, _: store.events(
        type="CONSULT", status="planned", counting="happenings"
    ),
    "happenings_since": lambda store, of: store.events(on_or_after=of["week"], counting="happenings"),
    "events_of_a_dyad": lambda store, of: store.events(dyad=(of["country"], of["other"])),
    "ahead": lambda store, of: store.ahead(country=of["country"]),
    "all_ahead": lambda store, _: store.ahead(),
    "dossier": lambda store, of: store.dossier(of["leader"]),
    "dossier_of_a_country": lambda store, of: store.dossier(of["country"]),
    "stories": lambda store, _: store.stories(limit=20),
    "stories_of_a_country": lambda store, of: store.stories(country=of["country"], limit=20),
    "story": lambda store, of: store.story(of["story"]),
    "dyad": lambda store, of: store.dyad(of["country"], of["other"], by="month"),
    "new": lambda store, of: store.new(of["news"], clock="published"),
    "search": lambda store, of: store.search(of["words"]),
}


def asked(path: Path, only: Sequence[str] = ()) -> dict[str, float]:
    """Return the times of the questions."""
    figures: dict[str, float] = {}
    with open_questions(path) as store:
        rounds = list(islice(subjects(store), ASKED))
        for name, ask in QUESTIONS.items():
            if not only or name in only:
                times = [timed(partial(ask, store, of)) for of in (rounds[0], *rounds)][1:]
                figures |= told(name, times)
                report(f"{name}: " + ", ".join(f"{time_:.0f}" for time_ in times))
    return figures


def timed(task: Callable[[], object]) -> float:
    """Return the CPU time of a task in milliseconds."""
    begun = time.process_time()
    task()
    return 1000 * (time.process_time() - begun)


def subjects(store: Asked) -> Iterator[Mapping[str, Any]]:
    """Yield what is asked about: people, countries and stories of many reports, words, the last days."""
    db = store.connection
    named = "SELECT e.id FROM entities AS e JOIN entity_codes AS c ON c.entity = e.id WHERE c.kind = ? ORDER BY c.actors DESC LIMIT 5"
    leaders = [row[0] for row in db.execute(named, ("person",))]
    codes = "SELECT country FROM entity_codes WHERE kind = 'country' AND country IS NOT NULL ORDER BY actors DESC LIMIT 6"
    countries = [row[0] for row in db.execute(codes)]
    tall = (
        "SELECT thing FROM assembled_from WHERE what = 'stories' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 4"
    )
    stories = [row[0] for row in db.execute(tall)]
    news, week, month = db.execute(
        "SELECT date(max(published), ?), date(max(published), '-7 days'), date(max(published), '-31 days') FROM reports",
        (f"-{LAST_DAYS - 1} days",),
    ).fetchone()
    pairs = zip(cycle(countries[:-1]), cycle(countries[1:]), strict=False)
    for leader, (country, other), story, words in zip(
        cycle(leaders), pairs, cycle(stories), cycle(WORDS_ASKED), strict=False
    ):
        yield {
            "leader": leader, "country": country, "other": other, "story": story, "words": words, "news": news,
            "week": week, "month": month,
        }  # fmt: skip


def main() -> None:
    """Fill a store and ask it, or ask one that is there, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, metavar="N", help="how many records")
    parser.add_argument(
        "--store", type=Path, metavar="PATH", help="a store that is kept; without, a temporary one"
    )
    parser.add_argument(
        "--ask", nargs="*", metavar="QUESTION", help="only ask the store: these questions, or all"
    )
    options = parser.parse_args()
    if options.ask is not None:
        figures = asked(options.store, options.ask)
    elif options.store:
        figures = measured(options.store, options.documents, made(options.documents))
    else:
        with tempfile.TemporaryDirectory() as folder:
            figures = measured(Path(folder) / "many.db", options.documents, made(options.documents))
    for name, value in figures.items():
        print(f"{name:32} {value:10.1f}")


if __name__ == "__main__":
    main()
