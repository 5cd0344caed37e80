"""Measure the time for actors and places: `make bench TASK=actor_speed`.

Milliseconds of CPU for mentions, actors and places in 800 words of a report, without the language
layer: once with empty caches, as for the first report of a process, and as the median of later
rounds. Also the time to open the world, alone and with an overlay of a user.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from benchmarks.about import About
from corpora.jsonl import read_jsonl
from onrecord.document import make_document
from onrecord.grammar import Forest
from onrecord.known import Known, load_known
from onrecord.lexicon.furniture import load_furniture
from onrecord.read import STAGES
from onrecord.types import Document, Language, Page
from onrecord.world import World

ABOUT = About(
    data="PolNeAR dev",
    size="84 articles",
    developed_on="not a matter of quality",
    compared_with="nothing: milliseconds of this machine",
)

ARTICLES = 24  # of PolNeAR dev, about 16,000 words
WORDS = 800  # of the report to which the figure is scaled
ROUNDS = 5
ROWS = 200  # of the overlay
MEGABYTE = 1_000_000


def run(shared: Path) -> dict[str, float]:
    """Return milliseconds for 800 words, milliseconds to open the world, and its megabytes."""
    rows = read_jsonl(shared / "data" / "attribution" / "polnear_dev.jsonl.gz")[:ARTICLES]
    furniture, known = load_furniture(), load_known()
    documents = [
        make_document(Page(target="text", text=row["text"], clean=False), furniture).items[0] for row in rows
    ]
    languages = known.model.read([document.text for document in documents])
    words = sum(len(document.text.split()) for document in documents)
    first, *later = (
        sum(cost_of(d, language, known) for d, language in zip(documents, languages, strict=True))
        for _ in range(ROUNDS + 1)
    )
    world = Path(str(resources.files("onrecord.world").joinpath("world.db")))
    return {
        "ms_per_800_words": statistics.median(later) / words * WORDS * 1000,
        "first_ms_per_800_words": first / words * WORDS * 1000,
        "world_opened_ms": cost(lambda: World(world)),
        "world_with_overlay_opened_ms": opened_with_overlay(world),
        "world_megabytes": world.stat().st_size / MEGABYTE,
    }


def cost_of(document: Document, language: Language, known: Known) -> float:
    """Return the CPU seconds of mentions, actors and places of one document; times and date are not counted."""
    forest = Forest(language.sentences)
    begun = time.process_time()
    mentions = STAGES.find_mentions(document, language, forest, known)
    spent = time.process_time() - begun
    phrases = STAGES.find_time_phrases(document, forest, known)
    dated = replace(document, published=STAGES.date_document(document, phrases, known).items[0])
    begun = time.process_time()
    actors = STAGES.link_actors(dated, mentions, forest, known)
    STAGES.find_places(dated, language, actors.items, forest, known)
    return spent + time.process_time() - begun


def cost(task: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the minimum CPU milliseconds of a task."""
    spent: list[float] = []
    for _ in range(rounds):
        begun = time.process_time()
        task()
        spent.append(time.process_time() - begun)
    return min(spent) * 1000


def opened_with_overlay(world: Path, rows: Sequence[int] = range(ROWS)) -> float:
    """Return the milliseconds to open the world with an overlay of people and offices."""
    lines = [f"person\tName{n} Surname{n}\tPER\tsenator\t2020-01-01" for n in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.tsv"
        path.write_text("\n".join(["kind\tname\tcountry\toffice\tfrom", *lines]) + "\n", encoding="utf-8")
        return cost(lambda: World(world, [path]))
