"""Score events against the PLOVER gold standard records (CAMEO manual sentences, one gold event each).

Data: `data/events/plover_gsr_dev.json` of the shared folder; scorer: `tools/score_plover_gsr.py`
there. End to end: each sentence is read as a separate document by the whole pipeline, so actors, their
countries and the status count as well. An event is scored with the type that PLOVER gives it (a promised
visit is AGREE), or with its own type if the standard does not code it. Acts that are only requested are left
out, because the standard codes the request, and so are types that PLOVER lacks, because the records have none.

`source` and `target` count the countries that the words give; `completed_source` and `completed_target` also those that
rules give where the words leave them open (`onrecord/views/coding.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.about import About
from benchmarks.scorers import load_scorer
from onrecord.known import load_known
from onrecord.ontologies import load_ontology
from onrecord.read import read_all
from onrecord.types import CodedParty, Document, DocumentId, Reading
from onrecord.views.coding import Countries, coded_sides

ABOUT = About(
    data="PLOVER gold standard records, dev half (worked examples of the CAMEO manual)",
    size="163 sentences, one gold event each",
    developed_on="yes: rows of the lexicon were written for these sentences, so expect far less elsewhere (task `events_unread`)",
    compared_with="UniversalPetrarch: type .534, source .356, target .284, precision .411 (measured once)",
)

FIGURES = {"type": "type", "+source": "source", "+target": "target", "prec": "precision"}
COMPLETED = {"+source": "completed_source", "+target": "completed_target"}


def run(shared: Path) -> dict[str, float]:
    """Return the shares of records with type, source and target right, and the precision of types."""
    scorer = load_scorer(shared, "score_plover_gsr")
    golds = scorer.read_gold(str(shared / "data" / "events" / "plover_gsr_dev.json"))
    documents = [Document(id=DocumentId(gold.id), text=gold.text) for gold in golds]
    readings = list(read_all(documents, load_known()))
    found: dict[str, float] = {}
    ways: Sequence[tuple[Countries, Mapping[str, str]]] = (("said", FIGURES), ("completed", COMPLETED))
    for countries, names in ways:
        system = {reading.document.id: list(coded(reading, countries)) for reading in readings}
        total = scorer.report(scorer.score(golds, system))["ALL"]
        found |= {ours: total[theirs] for theirs, ours in names.items()}
    return found


def coded(reading: Reading, countries: Countries = "said") -> Iterator[dict[str, Any]]:
    """Yield the events of a reading in the form of the scorer: a type, and the countries of both sides."""
    types, sides = load_ontology().types, coded_sides(reading)
    for event in reading.events:
        if event.status != "requested" and event.type in types:
            actors, recipients = sides[event.id]
            yield {
                "type": event.plover.type if event.plover else event.type,
                "sources": _countries(actors, countries),
                "targets": _countries(recipients, countries),
            }


def _countries(parties: Sequence[CodedParty], countries: Countries) -> list[str]:
    return [
        party.country
        for party in parties
        if party.country and (party.basis == "said" or countries == "completed")
    ]
