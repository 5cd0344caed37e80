"""Score attributions on PolNeAR dev, end to end from the raw text.

Data: `data/attribution/polnear_dev.jsonl.gz` of the shared folder; scorer:
`tools/score_attribution.py` there. An attribution within another is marked nested, because PolNeAR
annotates only the outermost. `full` is the main figure: content and source both right. `stage_documents_per_second`
is the speed of `find_attributions` alone, without the language layer and the actors.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.about import About
from benchmarks.scorers import load_scorer
from corpora.polnear import Article, GoldAttribution, read_polnear
from onrecord.grammar import Forest
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.reading.attributions import find_attributions
from onrecord.types import Document, DocumentId, Reading, Span

ABOUT = About(
    data="PolNeAR dev",
    size="84 articles, 2,189 attributions",
    developed_on="yes: thresholds were set on this file",
    compared_with="people: attribution F1 .794, full F1 .748 (PolNeAR's own annotators, one against another on 20 articles, 2 of them of dev)",
)

TIMED = 20  # documents that are used to measure the speed of the stage


def run(shared: Path) -> dict[str, float]:
    """Return attribution and full F1, source accuracy, and token F1 by role."""
    scorer = load_scorer(shared, "score_attribution")
    articles = list(read_polnear(shared / "data" / "attribution" / "polnear_dev.jsonl.gz"))
    documents = [Document(id=DocumentId(a.id), text=a.text) for a in articles]
    readings = list(read_all(documents, load_known()))
    figures = scorer.score([gold_of(a) for a in articles], [found(r) for r in readings])
    scores = {
        "attribution": figures["attribution"]["f1"],
        "full": figures["full"]["f1"],
        "full_precision": figures["full"]["p"],
        "full_recall": figures["full"]["r"],
        "source_of_matched": figures["source_of_matched"],
        "recall_direct": figures["by_type"]["direct"]["matched"],
        "recall_speech_cue": figures["by_type"]["speech cue"]["matched"],
        "alpha": figures["alpha"],
    }
    scores |= {f"token_{role}": figures["token"][role]["f1"] for role in scorer.ROLES}
    return scores | {"stage_documents_per_second": _speed(readings[:TIMED])}


def found(reading: Reading) -> dict[str, Any]:
    """Return the attributions of a reading in the scorer's form."""
    return {
        "id": reading.document.id,
        "attributions": [
            {
                "source": _offsets(() if a.source is None else (a.source,)),
                "cue": _offsets(() if a.cue is None else (a.cue,)),
                "content": _offsets(a.content),
                "nested": a.within is not None,
            }
            for a in reading.attributions
        ],
    }


def _offsets(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def gold_of(article: Article) -> dict[str, Any]:
    """Return the annotated attributions of an article in the scorer's form."""
    return {"id": article.id, "text": article.text, "attributions": [_plain(a) for a in article.attributions]}


def _plain(gold: GoldAttribution) -> dict[str, Any]:
    return {"source": gold.source, "cue": gold.cue, "content": gold.content}


def _speed(readings: Sequence[Reading]) -> float:
    known = load_known()
    languages = known.model.read([r.document.text for r in readings])
    began = time.process_time()
    for reading, language in zip(readings, languages, strict=True):
        forest = Forest(language.sentences)
        find_attributions(reading.document, language, reading.actors, reading.times, forest, known)
    return len(readings) / (time.process_time() - began)
