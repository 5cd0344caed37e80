"""Score toponyms on geoparsing gold: `make bench TASK=places`.

Two corpora with countries in the gold, TR-News (40 stories) and LGL (196 local news stories),
scored by `tools/score_geo.py` of the shared data: recognition F1 (overlapping spans), the share
of recognised toponyms with the right country, and within 161 km. End to end from the text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.about import About
from benchmarks.scorers import load_scorer
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.types import Document, DocumentId, Place

ABOUT = About(
    data="TR-News and LGL, dev third",
    size="40 and 196 articles, 458 and 1,697 toponyms",
    developed_on="yes: errors of TR-News were read",
    compared_with="nothing in this run",
)

CORPORA = {"TR-News": "tr_news", "LGL": "lgl"}


def run(shared: Path, part: str = "geo_dev.jsonl") -> dict[str, float]:
    """Return recognition F1, country accuracy and accuracy at 161 km of each corpus."""
    scorer = load_scorer(shared, "score_geo")
    gold = [json.loads(line) for line in (shared / "data" / "places" / part).open(encoding="utf-8")]
    gold = [row for row in gold if row["corpus"] in CORPORA]
    predicted = predict(gold)
    scores: dict[str, float] = {}
    for corpus, name in CORPORA.items():
        result = scorer.score([row for row in gold if row["corpus"] == corpus], predicted)
        scores[f"{name}_f1"] = result["lenient"]["f1"]
        scores[f"{name}_country"] = result["country_recognised"]
        scores[f"{name}_within_161km"] = result["acc161_recognised"]
    return scores


def predict(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the toponyms that the reader finds in the texts of gold rows."""
    rows = list(rows)
    documents = [Document(id=DocumentId(row["id"]), text=row["text"]) for row in rows]
    readings = read_all(documents, load_known())
    return [
        {"id": d.id, "toponyms": [_row(p) for p in r.places]}
        for d, r in zip(documents, readings, strict=True)
    ]


def _row(place: Place) -> dict[str, Any]:
    return {"start": place.start, "end": place.end, "lat": place.lat, "lon": place.lon,
            "country": place.country, "geonameid": place.geonames}  # fmt: skip
