"""Count how often each rule decides, and how often it is right: `python -m benchmarks.rules`.

Only development corpora are used, each for its annotated layers:

- attributions and actors: PolNeAR dev (84 articles); `sourcing` is judged by the 300 labels of
  `corpora/own/attribution_fields.jsonl`, for its last reason;
- events: the corpus of events, dev part (85 articles): the first reason of an event by its type, the last reason of its
  status by the status;
- times: `data/time/dev.jsonl` (52 documents, no trees), the value, for the first reason;
- places: TR-News and LGL, dev third, the country, for the reason that chose the place;
- links: `corpora/own/linking.jsonl` (40 articles), for the rule that names the entry.

`fires` is the number of facts that name the rule. `judged` is the number of these that the gold can judge, and `right`
the share of the judged ones that are right. A fact that is not in the gold is not judged. Errors of `measure` are not shown here.

    python -m benchmarks.rules                    the rules that fire
    python -m benchmarks.rules --layer sourcing   of one layer, with those that never fire
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import get_args

from benchmarks.attribution_fields import align
from benchmarks.compare import SHARED
from benchmarks.corpus_events import document_of
from benchmarks.event_labels import labels_of
from benchmarks.event_scores import event_score, match
from benchmarks.linking import compare_all, is_right
from benchmarks.places import CORPORA
from benchmarks.scorers import load_scorer
from benchmarks.times import time_words_only, times_of
from corpora.attribution_fields import read_fields
from corpora.events import read_events, unseal
from corpora.polnear import read_polnear
from corpora.timeml import read_timeml
from onrecord.known import Known, load_known
from onrecord.lexicon.reasons import RuleLayer, load_rules
from onrecord.read import read_all
from onrecord.reading.actors.link import LINKING_RULES
from onrecord.types import Document, DocumentId, Reason

LINKS = (*LINKING_RULES, "country-in-the-world")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The reasons of a fact, the judged one, and whether the gold agrees with it (None: not judged)."""

    basis: Sequence[Reason]
    judged: str | None = None
    right: bool | None = None


@dataclass(slots=True)
class Tally:
    """How often a rule fires, is judged and is right."""

    fires: int = 0
    judged: int = 0
    right: int = 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the corpora and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--layer", choices=get_args(RuleLayer), help="only the rules of this layer")
    options = parser.parse_args(arguments)
    known = load_known()
    verdicts = chain(
        of_polnear(SHARED, known),
        of_events(SHARED, known),
        of_times(SHARED),
        of_places(SHARED, known),
        of_links(SHARED),
    )
    print("\n".join(report(tally(verdicts), options.layer)))
    return 0


def tally(verdicts: Iterable[Verdict]) -> dict[str, Tally]:
    """Return the counts by rule; a rule counts once per fact.

    >>> verdict = Verdict(
    ...     (Reason(rule="proper-noun", words="Ort"), Reason(rule="proper-noun")), "proper-noun", True
    ... )
    >>> tally([verdict])["proper-noun"]
    Tally(fires=1, judged=1, right=1)
    """
    found = {rule: Tally() for rule in load_rules()}
    for verdict in verdicts:
        for rule in {reason.rule for reason in verdict.basis}:
            found[rule].fires += 1
        if verdict.judged is not None and verdict.right is not None:
            found[verdict.judged].judged += 1
            found[verdict.judged].right += verdict.right
    return found


def report(found: dict[str, Tally], layer: str | None = None) -> Iterator[str]:
    """Yield the lines of the table, by layer, the most frequent rule first."""
    yield f"{'layer':14}{'rule':42}{'fires':>7}{'judged':>8}{'right':>8}"
    for name in get_args(RuleLayer) if layer is None else (layer,):
        rows = [(rule, found[rule]) for rule, row in load_rules().items() if row.layer == name]
        for rule, count in sorted(rows, key=lambda row: -row[1].fires):
            if count.fires or count.judged or layer:
                right = f"{count.right / count.judged:8.3f}" if count.judged else f"{'-':>8}"
                yield f"{name:14}{rule:42}{count.fires:7}{count.judged or '-':>8}{right}"
    silent = sum(not (t.fires or t.judged) for t in found.values())
    yield f"{len(found) - silent} of {len(found)} rules fire"


def of_polnear(shared: Path, known: Known) -> Iterator[Verdict]:
    """Yield the facts of PolNeAR dev; attributions have the label of their sourcing."""
    path = shared / "data" / "attribution" / "polnear_dev.jsonl.gz"
    articles = {a.id: a for a in read_polnear(path)}
    documents = [Document(id=DocumentId(a.id), text=a.text) for a in articles.values()]
    labels = list(read_fields())
    for reading in read_all(documents, known):
        gold: dict[str, str] = {}
        for row in labels:
            if row.article == reading.document.id:
                found = align(articles[row.article].attributions[row.attribution], reading.attributions)
                gold |= {found.id: row.sourcing} if found is not None else {}
        for a in reading.attributions:
            right = gold[a.id] == a.sourcing if a.id in gold else None
            yield Verdict(a.basis, a.basis[-1].rule, right)
        yield from (Verdict(actor.basis) for actor in reading.actors)


def of_events(shared: Path, known: Known) -> Iterator[Verdict]:
    """Yield the events of the corpus' dev part: whether one is there of the type, and then whether the status is right."""
    gold = list(read_events(shared, "dev"))
    for article, reading in zip(gold, read_all(map(document_of, gold), known), strict=True):
        shown = labels_of(reading)["events"]
        matched = {b["id"]: a for a, b in match(unseal(article)["events"], shown, event_score).pairs}
        for event in reading.events:
            wanted = matched.get(event.id, {})
            is_event = None if wanted.get("minor") else wanted.get("type") == event.type
            yield Verdict(event.basis, event.basis[0].rule, is_event)
            status = [r.rule for r in event.basis if load_rules()[r.rule].layer == "status"]
            if status and is_event:
                yield Verdict((), status[-1], wanted["status"] == event.status)


def of_times(shared: Path) -> Iterator[Verdict]:
    """Yield the times of TempEval dev, and whether the gold at the same place has the same value."""
    pair_up = load_scorer(shared, "score_geo").match  # pairs spans that overlap, each once
    known = time_words_only()
    for text in read_timeml(shared / "data" / "time" / "dev.jsonl"):
        times = times_of(text, known)
        spans = [{"start": t.start, "end": t.end} for t in times]
        pairs = {n: text.timexes[g]["value"] for g, n in pair_up(text.timexes, spans, True)}
        for n, time in enumerate(times):
            yield Verdict(time.basis, time.basis[0].rule, pairs[n] == time.value if n in pairs else None)


def of_places(shared: Path, known: Known) -> Iterator[Verdict]:
    """Yield the places of the geoparsing corpora, and whether the country is that of the gold."""
    pair_up = load_scorer(shared, "score_geo").match
    lines = (shared / "data" / "places" / "geo_dev.jsonl").open(encoding="utf-8")
    rows = [row for row in map(json.loads, lines) if row["corpus"] in CORPORA]
    documents = [Document(id=DocumentId(row["id"]), text=row["text"]) for row in rows]
    for row, reading in zip(rows, read_all(documents, known), strict=True):
        spans = [{"start": p.start, "end": p.end} for p in reading.places]
        pairs = {n: row["toponyms"][g].get("country") for g, n in pair_up(row["toponyms"], spans, True)}
        for n, place in enumerate(reading.places):
            right = place.country == pairs[n] if pairs.get(n) else None
            yield Verdict(place.basis, place.basis[1].rule, right)


def of_links(shared: Path) -> Iterator[Verdict]:
    """Yield whether each linked actor of the annotated articles is the entity that it should be."""
    for compared in compare_all(shared)[0]:
        for actor, entity in compared.given:
            rule = next((reason.rule for reason in actor.basis if reason.rule in LINKS), None)
            right = is_right(entity, actor.kind, actor.name, actor.country, actor.wikidata)
            yield Verdict((), rule, right)


if __name__ == "__main__":
    sys.exit(main())
