"""A store of a story that was really read, once for all tests of questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.questions.strike import REPORTS, add


@pytest.fixture(scope="session")
def strike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of all reports of the story, and of an input that could not be read."""
    return add(tmp_path_factory.mktemp("strike") / "news.db", REPORTS, failing=True)
