"""Score what the program lists as ahead on the dev part and the test part of the corpus of events.

Data: `corpora/own/events`, end to end from raw text, as in the task `corpus_events`. The dev part is scored in two
halves: the bound of the agenda was set on the even-numbered articles (`training/agenda.py`), and nobody who works on the reader
reads the odd ones, nor anything of the test part. Items match by the words of their lines (`benchmarks/event_scores.py`):
`f1`, `precision`, `recall`; of items that match, `status`: share right, and `date`: share of those with a window in the gold whose window
shares a day with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.about import About
from benchmarks.corpus_events import document_of
from benchmarks.event_labels import labels_of
from benchmarks.event_scores import held_against
from corpora.events import read_events, unseal
from corpora.own.events.onrecord_events import Article, Labels
from onrecord.known import load_known
from onrecord.read import read_all

ABOUT = About(
    data="the corpus of events, its dev part in two halves and its test part",
    size="see the task `corpus`",
    developed_on="dev, even articles: the bound was set on them; dev, odd articles, and test: nobody reads them",
    compared_with="two annotators, task `corpus`",
)

FIGURES = ("f1", "precision", "recall", "status", "date", "wanted", "shown")


def run(shared: Path) -> dict[str, float]:
    """Return the figures of the two halves of dev, of dev, and of test."""
    dev, test = (list(read_events(shared, part)) for part in ("dev", "test"))
    readings = read_all([document_of(article) for article in (*dev, *test)], load_known())
    system = {str(reading.document.id): labels_of(reading) for reading in readings}
    parts = {"even": dev[::2], "odd": dev[1::2], "dev": dev, "test": test}
    return {
        f"{name}_{figure}": value
        for name, articles in parts.items()
        for figure, value in agenda_figures(articles, system).items()
    }


def agenda_figures(articles: Sequence[Article], system: Mapping[str, Labels]) -> dict[str, float]:
    """Return the figures of the agenda of some articles."""
    found = held_against({article.id: unseal(article) for article in articles}, system)
    return {figure: found[f"agenda_{figure}"] for figure in FIGURES if f"agenda_{figure}" in found}
