"""Attributions that the words decide: every kind in several wordings, read from the raw text to the record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.types import Attribution, Document, DocumentId, Reading
from tests.reading.test_attribution_threads import fits, seen

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "attribution_kinds.yaml").read_text(encoding="utf-8")
)
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Found:
    """The attributions of a reading, with what they refer to."""

    reading: Reading

    def has(self, wanted: dict[str, Any]) -> bool:
        """Whether one of them is as a case wants it."""
        return any(self._fits(a, wanted) for a in self.reading.attributions)

    def _fits(self, attribution: Attribution, wanted: dict[str, Any]) -> bool:
        by_id = {a.id: a for a in self.reading.attributions}
        as_told = {"holds": "", **wanted}
        is_of_kind = wanted.get("kind") in (None, attribution.kind)
        is_of_polarity = wanted.get("polarity") in (None, attribution.polarity)
        hears = wanted.get("to") is None or wanted["to"].lower() in self._addressee(attribution)
        return is_of_kind and is_of_polarity and hears and fits(attribution, as_told, by_id)

    def _addressee(self, attribution: Attribution) -> str:
        mentions = (m.text for a in self.reading.actors if a.id == attribution.addressee for m in a.mentions)
        return " ".join(mentions).lower()


@pytest.fixture(scope="module")
def readings() -> dict[str, Found]:
    from onrecord.known import load_known
    from onrecord.read import read_all

    documents = [Document(id=DocumentId(case["id"]), text=case["text"]) for case in CASES]
    return {r.document.id: Found(r) for r in read_all(documents, load_known())}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_words_decide_who_says_what(case: dict[str, Any], readings: dict[str, Found]) -> None:
    if "lost" in case:
        pytest.xfail(case["lost"])
    found = readings[case["id"]]
    for wanted in case["said"]:
        assert found.has(wanted), f"no {wanted} in {[seen(a) for a in found.reading.attributions]}"
