"""Score the program on the dev part and the test part of the corpus of events.

Data: `corpora/own/events`; texts that do not ship are taken from the shared folder. End to end from raw text; the day of
publication is given if the corpus has one. The name of a figure begins with its part (`dev_precision`); the figures are
defined in `benchmarks/event_scores.py` and `benchmarks/event_articles.py`. The dev part is for development. Nobody who works on the reader reads the texts,
labels or errors of the test part.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.about import About
from benchmarks.event_articles import article_scores
from benchmarks.event_labels import labels_of
from benchmarks.event_scores import condition_f1, condition_tally, held_against
from corpora.events import read_events, unseal
from corpora.own.events.onrecord_events import Article, Labels
from onrecord.grammar import Forest
from onrecord.known import Known, load_known
from onrecord.lexicon.status import StatusWords
from onrecord.read import find_languages, read_language
from onrecord.reading.certainty import MAY_DEPEND
from onrecord.reading.certainty.conditions import condition_of
from onrecord.reading.certainty.stance import REAL
from onrecord.reading.events.bounds import BOUNDS
from onrecord.types import ActMention, Document, DocumentId, Language, Published

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
    known = load_known()
    for part in PARTS:
        gold = list(read_events(shared, part))
        documents = [document_of(article) for article in gold]
        languages = find_languages(documents, known)
        readings = [
            read_language(document, language, known)
            for document, language in zip(documents, languages, strict=True)
        ]
        system = {reading.document.id: labels_of(reading) for reading in readings}
        wanted = {article.id: unseal(article) for article in gold}
        shown = {str(k): v for k, v in system.items()}
        figures = held_against(wanted, shown) | article_scores(gold, wanted, shown)
        figures["condition_f1"] = condition_f1(wanted, shown)
        figures |= conditions_of_gold(list(wanted.values()), languages, known)
        found |= {f"{part}_{name}": value for name, value in figures.items()}
    return found


def conditions_of_gold(
    wanted: Sequence[Labels], languages: Sequence[Language], known: Known
) -> dict[str, float]:
    """Return how the conditions of gold events are found, given their trigger, type and status.

    `gold_condition_f1` by the grammar, `gold_condition_network_f1` by the relation of the network: spans that touch.
    `gold_conditions`: how many the gold has.
    """
    by_grammar, by_network = [], []
    for labels, language in zip(wanted, languages, strict=True):
        forest = Forest(language.sentences)
        for event in labels["events"]:
            by_grammar.append((event["condition"], _condition_of(event, forest, known.words.status)))
            by_network.append((event["condition"], _condition_by_network(event, language.acts)))
    tally = condition_tally(by_grammar)
    return {
        "gold_conditions": tally.first,
        "gold_condition_f1": tally.f1 or 0.0,
        "gold_condition_network_f1": condition_tally(by_network).f1 or 0.0,
    }


def _condition_of(event: Labels, forest: Forest, words: StatusWords) -> Labels | None:
    start, end = event["trigger"]["start"], event["trigger"]["end"]
    tree, in_words = forest.at(start), event["type"] in words.classes.uttered_types
    head = tree.head_of(start, end) if tree is not None else None
    may_depend = event["status"] in MAY_DEPEND or (in_words and event["status"] in REAL)
    if tree is None or head is None or not may_depend:
        return None
    found = condition_of(forest, tree, head, words, in_words=in_words)
    return {"start": found.start, "end": found.end} if found else None


def _condition_by_network(event: Labels, acts: Sequence[ActMention]) -> Labels | None:
    """Return the words that probably are the condition of the act that the network finds at the trigger."""
    trigger = event["trigger"]
    act = next((a for a in acts if a.start < trigger["end"] and trigger["start"] < a.end), None)
    likely = [p for p in act.parts if p.kind == "condition" and p.score >= BOUNDS.condition] if act else []
    return {"start": likely[0].start, "end": likely[-1].end} if likely else None


def document_of(article: Article) -> Document:
    """Return an article as the document that the reader gets."""
    day = article.published
    published = Published(value=day, earliest=day, latest=day, basis="given") if day else Published()
    return Document(id=DocumentId(article.id), text=article.text or "", published=published)
