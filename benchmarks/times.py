"""Score time expressions on TempEval-3's corpora, and document dates on PolNeAR.

Data: `data/time/dev.jsonl` (every fifth document of TimeBank and AQUAINT) with the day given,
scorer `tools/score_timex.py` of the shared folder (strict, relaxed, type and value F1 of task A);
`data/attribution/polnear_dev.jsonl.gz` with only the text, for published dates. No trees
are used: the tense is read from the words around.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from types import SimpleNamespace
from typing import Any, cast

from benchmarks.about import About
from benchmarks.scorers import load_scorer
from corpora.timeml import DatedText, read_timeml
from onrecord.grammar import Forest
from onrecord.known import Known
from onrecord.lexicon.times import load_time_words
from onrecord.reading.published import date_document
from onrecord.reading.times import find_time_phrases, resolve_times
from onrecord.types import Document, DocumentId, Published, Time

ABOUT = About(
    data="TimeBank and AQUAINT, every fifth document; PolNeAR dev for dates of documents",
    size="52 documents, 333 expressions; 84 articles",
    developed_on="yes, sparingly: rules were written on the other four fifths",
    compared_with="HeidelTime, value F1 74.1 (measured once, not in this run)",
)

NO_TREES = Forest(())


def run(shared: Path) -> dict[str, float]:
    """Return F1 (in percent) on TempEval dev, documents a second, and how documents are dated."""
    known = time_words_only()
    scorer = load_scorer(shared, "score_timex")
    gold_path = shared / "data" / "time" / "dev.jsonl"
    texts = list(read_timeml(gold_path))
    began = perf_counter()
    system = {text.id: {"timexes": [_row(t) for t in times_of(text, known)]} for text in texts}
    seconds = perf_counter() - began
    scores, _ = scorer.score(scorer.load(str(gold_path)), system, boot=0)
    figures = {f"{name}_f1": scores[name]["f1"] for name in ("strict", "relaxed", "type", "value")}
    figures["documents_per_second"] = round(len(texts) / seconds, 1)
    return figures | date_figures(shared / "data" / "attribution" / "polnear_dev.jsonl.gz", known)


def time_words_only() -> Known:
    """Return what these stages need: the tables of time, and no model."""
    return cast("Known", SimpleNamespace(words=SimpleNamespace(times=load_time_words())))


def times_of(text: DatedText, known: Known) -> tuple[Time, ...]:
    """Return the times of a text written on a known day."""
    published = Published(value=text.written, earliest=text.written, latest=text.written, basis="given")
    document = Document(id=DocumentId(text.id), text=text.text, published=published)
    return resolve_times(document, find_time_phrases(document, NO_TREES, known), NO_TREES, known).items


@dataclass(frozen=True, slots=True)
class Dated:
    """The interval found for a text, and its true day."""

    first: date
    last: date
    true: date


def date_figures(path: Path, known: Known) -> dict[str, float]:
    """Return the share of texts with an interval, the share of these that contain the true day, and their width."""
    answers: list[Dated | None] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            answers.append(_dated(row["text"], date.fromisoformat(row["date"][:10]), known))
    found = [a for a in answers if a is not None]
    return {
        "dated_percent": _percent(len(found), len(answers)),
        "dated_right_percent": _percent(sum(a.first <= a.true <= a.last for a in found), len(found)),
        "dated_median_days": float(median((a.last - a.first).days + 1 for a in found)) if found else 0.0,
    }


def _dated(text: str, true: date, known: Known) -> Dated | None:
    document = Document(id=DocumentId("benchmark"), text=text)
    phrases = find_time_phrases(document, NO_TREES, known)
    published = date_document(document, phrases, known).items[0]
    if published.earliest is None or published.latest is None:
        return None
    return Dated(date.fromisoformat(published.earliest), date.fromisoformat(published.latest), true)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _row(time: Time) -> dict[str, Any]:
    return {"start": time.start, "end": time.end, "text": time.text, "type": time.type, "value": time.value}
