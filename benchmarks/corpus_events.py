"""Score the program on the dev part and the test part of the corpus of events.

Data: `corpora/own/events`; texts that do not ship are taken from the shared folder. End to end from raw text; the day of
publication is given if the corpus has one. The name of a figure begins with its part (`dev_precision`); the figures are
defined in `benchmarks/event_scores.py` and `benchmarks/event_articles.py`. The dev part is for development. Nobody who works on the reader reads the texts,
labels or errors of the test part.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.about import About
from benchmarks.event_articles import article_scores
from benchmarks.event_labels import labels_of
from benchmarks.event_scores import held_against
from corpora.events import read_events, unseal
from corpora.own.events.onrecord_events import Article
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.types import Document, DocumentId, Published

ABOUT = About(
    data="the corpus of events, its dev and its test part",
    size="see the task `corpus`",
    developed_on="dev: bounds were set on every second article; test: nobody who works on the reader reads its texts, labels or errors",
    compared_with="two annotators, task `corpus`",
)

PARTS = ("dev", "test")


def run(shared: Path) -> dict[str, float]:
    """Return the figures of both parts."""
    found: dict[str, float] = {}
    for part in PARTS:
        gold = list(read_events(shared, part))
        readings = read_all([document_of(article) for article in gold], load_known())
        system = {reading.document.id: labels_of(reading) for reading in readings}
        wanted = {article.id: unseal(article) for article in gold}
        shown = {str(k): v for k, v in system.items()}
        figures = held_against(wanted, shown) | article_scores(gold, wanted, shown)
        found |= {f"{part}_{name}": value for name, value in figures.items()}
    return found


def document_of(article: Article) -> Document:
    """Return an article as the document that the reader gets."""
    day = article.published
    published = Published(value=day, earliest=day, latest=day, basis="given") if day else Published()
    return Document(id=DocumentId(article.id), text=article.text or "", published=published)
