"""Score events against the PLOVER gold standard records (CAMEO manual sentences, one gold event each).

Data: `data/events/plover_gsr_dev.json` of the shared folder; scorer: `tools/score_plover_gsr.py`
there. End to end: each sentence is read as a separate document by the whole pipeline, so actors, their
countries and the status count as well. An event is scored with the type that PLOVER gives it (a promised
visit is AGREE), or with its own type if the standard does not code it. Acts that are only requested are left
out, because the standard codes the request, and so are types that PLOVER lacks, because the records have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.about import About
from benchmarks.scorers import load_scorer
from onrecord.known import load_known
from onrecord.ontologies import load_ontology
from onrecord.read import read_all
from onrecord.types import Actor, Document, DocumentId, Event, Reading

ABOUT = About(
    data="PLOVER gold standard records, dev half (worked examples of the CAMEO manual)",
    size="163 sentences, one gold event each",
    developed_on="yes: rows of the lexicon were written for these sentences, so expect far less elsewhere (task `events_unread`)",
    compared_with="UniversalPetrarch: type .534, source .356, target .284, precision .411 (measured once)",
)

FIGURES = {"type": "type", "+source": "source", "+target": "target", "prec": "precision"}


def run(shared: Path) -> dict[str, float]:
    """Return the shares of records with type, source and target right, and the precision of types."""
    scorer = load_scorer(shared, "score_plover_gsr")
    golds = scorer.read_gold(str(shared / "data" / "events" / "plover_gsr_dev.json"))
    documents = [Document(id=DocumentId(gold.id), text=gold.text) for gold in golds]
    system = {reading.document.id: list(coded(reading)) for reading in read_all(documents, load_known())}
    total = scorer.report(scorer.score(golds, system))["ALL"]
    return {ours: total[theirs] for theirs, ours in FIGURES.items()}


def coded(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the events of a reading in the form of the scorer: a type, and the countries of both sides."""
    actors = {actor.id: actor for actor in reading.actors}
    types = load_ontology().types
    for event in reading.events:
        if event.status != "requested" and event.type in types:
            yield {
                "type": event.plover.type if event.plover else event.type,
                "sources": _countries(event, actors, "actors"),
                "targets": _countries(event, actors, "recipients"),
            }


def _countries(event: Event, actors: dict[Any, Actor], side: str) -> list[str]:
    found = (actors[actor].country for actor in getattr(event, side))
    return [country for country in found if country]
