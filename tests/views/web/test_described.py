"""The API against its own description: schemathesis asks what the description allows, and what it does not.

Each answer has to have a status, a content type and a body that the description names, whatever is asked.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.questions import QUESTIONS
from onrecord.views.web.api import described
from tests.views.web.sites import Served

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
pytestmark = pytest.mark.long
DESCRIPTION = described(QUESTIONS)


ASKED = [
    (path, mode)
    for path in DESCRIPTION["paths"]
    for mode in ("positive", "negative")
    if mode == "positive" or "{" not in path  # no document has an empty id
]


@pytest.mark.parametrize(("path", "mode"), ASKED)
def test_every_answer_is_as_described(site: Served, path: str, mode: str) -> None:
    operation: Any = schemathesis.openapi.from_dict(DESCRIPTION)[path]["GET"]

    @given(operation.as_strategy(generation_mode=schemathesis.GenerationMode(mode)))
    @settings(
        max_examples=100,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def asked(case: Any) -> None:
        case.call_and_validate(base_url=site.address)

    asked()
