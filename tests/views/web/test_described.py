"""The API against its own description: schemathesis asks what the description allows and what it does not.

Each answer has to have a status, a content type and a body that the description names, whatever is asked.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.views.web.sites import Served

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
pytestmark = pytest.mark.long


@pytest.fixture(scope="session")
def api(site: Served) -> Any:
    return schemathesis.openapi.from_url(f"{site.address}/api/openapi.json")


described = schemathesis.pytest.from_fixture("api")


@described.parametrize()
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: Any) -> None:
    case.call_and_validate()
