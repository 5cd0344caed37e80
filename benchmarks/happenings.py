"""Score which events of many reports are one happening: `make bench TASK=happenings`.

ECB+ dev (196 texts, 8 topics of two happenings of one kind each): of the events found, that is of triggers that meet an
annotated action, CoNLL F1 and precision and recall of pairs in two reports, by `score_stories.py --found` of the shared data.
A plan and its fulfilment are one event in ECB+ and linked in the record: the link counts. `read` are the topics whose errors
were looked at (2, 12, 21, 34), `unread` the others. Then reports written for the project (`corpora/own/stories`): B-cubed and
distinct count over the happenings found, and the differences planted in them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.about import About
from benchmarks.ecb import Part, document_of, read_ecb
from benchmarks.scorers import load_scorer
from onrecord.assembly.assemble import assemble
from onrecord.assembly.types import Assembly, HappeningId, SideTelling
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.types import Reading

ABOUT = About(
    data="ECB+ dev; reports written for the project",
    size="196 texts, 1,245 actions; 39 reports, 23 happenings",
    developed_on="ECB+ dev: errors of topics 2, 12, 21 and 34 were read; own reports: yes",
    compared_with="nothing in this run",
)

READ_TOPICS = frozenset({"2", "12", "21", "34"})
OWN = Path(__file__).parent.parent / "corpora" / "own" / "stories"
Row = dict[str, Any]


def run(shared: Path) -> dict[str, float]:
    """Return the figures of both sets."""
    part = read_ecb(shared, "dev")
    found = ecb_scores(list(read_all(part.documents, load_known())), part, shared)
    reports = [json.loads(line) for line in (OWN / "reports.jsonl").open(encoding="utf-8")]
    differences = [json.loads(line) for line in (OWN / "differences.jsonl").open(encoding="utf-8")]
    readings = list(read_all(map(document_of, reports), load_known()))
    return found | own_scores(readings, reports, differences, shared)


# ---- ECB+ --------------------------------------------------------------------------------------


def ecb_scores(readings: Sequence[Reading], part: Part, shared: Path) -> dict[str, float]:
    """Return the figures of ECB+, of all topics and of those whose errors were read or not."""
    system = system_rows(assemble(readings))
    found: dict[str, float] = {}
    for name in ("all", "read", "unread"):
        documents = {
            document: row
            for document, row in part.rows.items()
            if name == "all" or (row["topic"] in READ_TOPICS) == (name == "read")
        }
        gold = [(row["doc"], row["start"], row["end"], row["cluster"]) for row in part.actions]
        result = load_scorer(shared, "score_stories").score(gold, system, documents, found=True)
        found |= {
            f"ecb_{name}_conll": result["conll"],
            f"ecb_{name}_cross_precision": result["cross"]["p"],
            f"ecb_{name}_cross_recall": result["cross"]["r"],
        }
    return found


def system_rows(assembly: Assembly) -> list[tuple[str, int, int, str]]:
    """Return document, start and end of each trigger and its happening; that of a plan's fulfilment for a plan."""
    became = {plan.happening: plan.fulfilment for plan in assembly.plans if plan.fulfilment}
    rows: dict[tuple[str, int, int], str] = {}
    for happening in assembly.happenings:
        for telling in happening.tellings:
            key = (telling.document, telling.trigger.start, telling.trigger.end)
            rows.setdefault(key, became.get(happening.id, happening.id))
    return [(*key, cluster) for key, cluster in sorted(rows.items())]


# ---- reports of our own ------------------------------------------------------------------------


def own_scores(
    readings: Sequence[Reading], reports: Sequence[Row], differences: Sequence[Row], shared: Path
) -> dict[str, float]:
    """Return B-cubed and count of the happenings found, and how many planted differences were found, and how many others."""
    assembly = assemble(readings)
    gold = [
        (row["id"], mark["start"], mark["end"], mark["happening"])
        for row in reports
        for mark in row["happenings"]
    ]
    rows = [
        (t.document, t.trigger.start, t.trigger.end, happening.id)
        for happening in assembly.happenings
        for t in happening.tellings
    ]
    result = load_scorer(shared, "score_stories").score(gold, rows, found=True)
    found = {
        "own_found": result["mentions"]["both"] / len(gold),
        "own_b_cubed": result["b3"]["f1"],
        "own_distinct_error": result["found_distinct"]["error"],
    }
    shown = {kind: list(differences_of(assembly, kind)) for kind in ("disagreement", "update", "moved")}
    wanted = [(row["kind"], frozenset(w["doc"] for w in row["words"])) for row in differences]
    told = [(kind, documents) for kind, rows_ in shown.items() for documents in rows_]
    right = sum(
        any(kind == k and documents <= other for k, other in told)
        for kind, documents in wanted
        if kind in shown
    )
    fair = sum(any(kind == k and other <= documents for k, other in wanted) for kind, documents in told)
    planted = sum(kind in shown for kind, _ in wanted)
    return found | {
        "own_differences_precision": fair / len(told) if told else 0.0,
        "own_differences_recall": right / planted,
        "own_plans_linked": plans_linked(assembly, gold),
    }


def differences_of(assembly: Assembly, kind: str) -> Iterator[frozenset[str]]:
    """Yield the documents of each difference of a kind."""
    if kind == "disagreement":
        for row in assembly.disagreements:
            yield frozenset(t.document for side in row.sides for t in side.tellings)
    elif kind == "update":
        for update in assembly.updates:
            yield frozenset(_documents((*update.before.tellings, *update.after.tellings)))
    else:
        for plan in assembly.plans:
            if plan.moved:
                yield frozenset(telling.document for telling in plan.history)


def _documents(tellings: Collection[SideTelling]) -> set[str]:
    return {telling.document for telling in tellings}


def plans_linked(assembly: Assembly, gold: Sequence[tuple[str, int, int, str]]) -> float:
    """Return the share of planned happenings with a fulfilment in the corpus that were linked to it."""
    at: Mapping[tuple[str, int], HappeningId] = {
        (t.document, offset): happening.id
        for happening in assembly.happenings
        for t in happening.tellings
        for offset in range(t.trigger.start, t.trigger.end)
    }
    by_name: dict[str, set[HappeningId]] = defaultdict(set)
    for document, start, end, name in gold:
        by_name[name] |= {at[document, offset] for offset in range(start, end) if (document, offset) in at}
    pairs = [(name, name.removesuffix("-plan")) for name in by_name if name.removesuffix("-plan") in by_name]
    pairs = [(plan, other) for plan, other in pairs if plan != other]
    linked = {(plan.happening, plan.fulfilment) for plan in assembly.plans}
    right = sum(any((a, b) in linked for a in by_name[p] for b in by_name[o]) for p, o in pairs)
    return right / len(pairs) if pairs else 0.0
