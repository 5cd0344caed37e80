"""The worked example against its expected reading, fact by fact: `python -m benchmarks.record`.

This is not a benchmark: everything was developed on this one report, so the figures say nothing about other reports.
They only show whether a change loses one of its facts.

The scorer is `tools/check_record.py` of the shared data. `exact_spans` is the share of the
record's spans that quote their text. It must be 1.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks.scorers import load_scorer
from onrecord.pages import pages
from onrecord.runner import read_pages
from onrecord.views.jsonl import write_line

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parent.parent.parent / "shared"))
REPORT = "bolton-moscow"
SECTIONS = ("document", "times", "actors", "attributions", "events", "disagreements", "agenda")


def facts_of_example(shared: Path) -> dict[str, float]:
    """Return the share of expected facts that the record of the report contains, in total and by section."""
    checker = load_scorer(shared, "check_record")
    expected = yaml.safe_load((shared / "examples" / f"{REPORT}.expected.yaml").read_text(encoding="utf-8"))
    (outcome,) = read_pages(pages([str(shared / "examples" / f"{REPORT}.txt")], "auto"))
    record = json.loads(write_line(outcome.reading))
    return {"facts": _facts(checker, expected, record), "exact_spans": exact_spans(record)} | {
        section: _facts(checker, {section: expected[section]}, record)
        for section in SECTIONS
        if section in expected
    }


def _facts(checker: Any, expected: dict[str, Any], record: dict[str, Any]) -> float:
    held, ledger = checker.Record(json.loads(json.dumps(record))), checker.Ledger()
    for section in SECTIONS:
        if section in expected:
            getattr(checker, f"check_{section}")(expected[section], held, ledger)
    right = sum(ok * ledger.scale.get(section, 1.0) for section, _, _, ok in ledger.rows)
    return float(right / len(ledger.rows))


def exact_spans(record: dict[str, Any]) -> float:
    """Return the share of spans, anywhere in a record, that are the words at their offsets."""
    text, spans = record["document"]["text"], list(_spans({**record, "document": None}))
    exact = [bool(text[s["start"] : s["end"]] == s["text"]) for s in spans]
    return sum(exact) / (len(exact) or 1)


def _spans(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"start", "end", "text"} <= node.keys():
            yield node
        for value in node.values():
            yield from _spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from _spans(value)


def main() -> None:
    """Print the share of expected facts that the record contains, in total and by section."""
    for name, share in facts_of_example(SHARED).items():
        print(f"{name:16} {share:.3f}")


if __name__ == "__main__":
    main()
