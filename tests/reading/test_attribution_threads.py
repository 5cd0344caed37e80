"""Attributions that are known to be difficult: read by the shipped model and the rules."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from onrecord.grammar import Forest
from onrecord.lexicon.attributions import load_attribution_words
from onrecord.reading.attributions import find_attributions
from onrecord.types import Attribution, Document, DocumentId

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "attribution_threads.yaml").read_text(encoding="utf-8")
)
pytestmark = pytest.mark.slow


class Known:
    """The tables and the model that this stage needs."""

    words = SimpleNamespace(attributions=load_attribution_words())


@pytest.fixture(scope="module")
def readings() -> dict[str, tuple[Attribution, ...]]:
    from onrecord.models import load_model

    model = load_model()
    known: Any = Known()
    found = {}
    for case, language in zip(CASES, model.read([c["text"] for c in CASES]), strict=True):
        document = Document(id=DocumentId(case["id"]), text=case["text"])
        forest = Forest(language.sentences)
        found[case["id"]] = find_attributions(document, language, (), (), forest, known).items
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_report_of_others_is_read(case: dict[str, Any], readings: dict[str, tuple[Attribution, ...]]) -> None:
    if "lost" in case:
        pytest.xfail(case["lost"])
    found = readings[case["id"]]
    by_id = {a.id: a for a in found}
    for wanted in case.get("said", ()):
        assert any(fits(a, wanted, by_id) for a in found), f"no {wanted} in {[seen(a) for a in found]}"
    for words in case.get("unsaid", ()):
        assert not [c.text for a in found for c in a.content if c.text.strip(".,") == words]


def fits(attribution: Attribution, wanted: dict[str, Any], by_id: dict[Any, Attribution]) -> bool:
    """Whether the attribution is the one that a case expects."""
    contents = [c.text for c in attribution.content]
    if not any(wanted["holds"] in c for c in contents):
        return False
    if wanted.get("lacks") and any(wanted["lacks"] in c for c in contents):
        return False
    if wanted.get("also") and not any(wanted["also"] in c for c in contents):
        return False
    if "source" in wanted:
        source = None if attribution.source is None else attribution.source.text
        if (source is None) != (wanted["source"] is None) or (source and wanted["source"] not in source):
            return False
    if "inside" in wanted:
        outer = None if attribution.within is None else by_id[attribution.within]
        if outer is None or not any(wanted["inside"] in c.text for c in outer.content):
            return False
    return wanted.get("quotation") in (None, attribution.quotation)


def seen(attribution: Attribution) -> str:
    """Return an attribution as one line, for the message of a test."""
    source = None if attribution.source is None else attribution.source.text
    cue = None if attribution.cue is None else attribution.cue.text
    return f"{source} | {cue} | {[c.text for c in attribution.content]} | {attribution.quotation}"
