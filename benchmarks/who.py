"""Score `onrecord who` on examples of actor resolution: `make bench TASK=who`.

Each example gives some of country, sectors and Wikipedia title; it is right if all given fields are
right. An example that expects nothing is right if country and sector stay empty. Examples that their
makers marked as failing, skipped or contradicted are left out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.about import About
from onrecord.types import WhoAnswer, WhoQuery
from onrecord.world import load_world
from onrecord.world.who import resolve_who

ABOUT = About(
    data="examples of actor resolution that the makers of NGEC published",
    size="137 phrases, less those that their makers marked as failing, skipped or contradicted",
    developed_on="yes: errors were read",
    compared_with="nothing",
)

FIELDS = {
    "country": "country",
    "code_1": "sector",
    "code_2": "sector2",
    "title": "wikipedia",
    "wiki": "wikipedia",
}
LEFT_OUT = ("xfail", "skip", "conflict")


def run(shared: Path) -> dict[str, float]:
    """Return the share of examples that are right in every given field, and by field."""
    world = load_world()
    rows = [json.loads(line) for line in (shared / "data/actors/actor_examples.jsonl").open(encoding="utf-8")]
    rows = [row for row in rows if row["mark"] not in LEFT_OUT]
    checked = [check(row["expect"], resolve_who(query_of(row), world)) for row in rows]
    scores = {"right": sum(all(c.values()) for c in checked) / len(checked)}
    for field in ("country", "sector", "wikipedia", "none"):
        asked = [c[field] for c in checked if field in c]
        scores[field] = sum(asked) / (len(asked) or 1)
    return scores


def query_of(row: dict[str, Any]) -> WhoQuery:
    """Return the question of an example."""
    return WhoQuery(text=row["text"], id=row["id"], date=row["date"] or None, context=row["context"] or None,
                    country=row["known_country"] or None)  # fmt: skip


def check(expect: dict[str, Any], answer: WhoAnswer) -> dict[str, bool]:
    """Return for each given field whether the answer has it; an empty expectation is None here."""
    if expect.get("none"):
        return {"none": answer.country is None and answer.sector is None}
    return {
        field: getattr(answer, field) == (expect[key] or None)
        for key, field in FIELDS.items()
        if key in expect
    }
