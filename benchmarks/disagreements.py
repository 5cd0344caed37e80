"""Score the disagreements within a report on the corpus of events: dev, its two halves, test.

Data: `corpora/own/events`, end to end from raw text. Two disagreements match if two sides of one match sides of the other,
by source or by words (`benchmarks/event_scores.py`). `kind` and `field` are the shares of matched ones with the right
value. `dev_read` are the articles whose errors were looked at (every second one), `dev_unread` the others. Nobody who
works on the reader reads the texts, labels or errors of the test part.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from benchmarks.about import About
from benchmarks.corpus_events import PARTS, document_of
from benchmarks.event_labels import labels_of
from benchmarks.event_scores import DISAGREEMENT_CHECKS, DISAGREEMENTS, Matching, share
from corpora.events import read_events, unseal
from corpora.own.events.onrecord_events import Article, Labels
from onrecord.known import load_known
from onrecord.read import read_all

ABOUT = About(
    data="the corpus of events, its dev and its test part: disagreements within a report",
    size="see the task `corpus`",
    developed_on="dev: the least sureness was set on it, errors were looked at in every second article; test: only this command reads it",
    compared_with="two annotators, task `corpus`",
)


def run(shared: Path) -> dict[str, float]:
    """Return precision, recall and the right kinds and fields of each part."""
    found: dict[str, float] = {}
    for part in PARTS:
        gold = list(read_events(shared, part))
        readings = read_all([document_of(article) for article in gold], load_known())
        shown = {str(reading.document.id): labels_of(reading) for reading in readings}
        found |= scores(gold, shown, part)
        if part == "dev":
            found |= scores(gold[::2], shown, "dev_read") | scores(gold[1::2], shown, "dev_unread")
    return found


def scores(gold: list[Article], shown: Mapping[str, Labels], name: str) -> dict[str, float]:
    """Return the figures of some articles, each with `name` before it."""
    matching = sum((DISAGREEMENTS.match(unseal(a), shown[a.id]) for a in gold), Matching())
    tally = matching.tally
    figures = {"precision": tally.precision, "recall": tally.recall}
    for field, check in DISAGREEMENT_CHECKS.items():
        figures[field.removeprefix("disagreement_")] = share(check(*pair) for pair in matching.pairs)
    return {f"{name}_{figure}": value for figure, value in figures.items() if value is not None}
