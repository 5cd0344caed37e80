"""One store and its site for all tests of the site: reading the reports takes longer than the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.questions.strike import REPORTS, add
from tests.views.web.sites import Served, served


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one story, told by five outlets, and another report."""
    return add(tmp_path_factory.mktemp("site") / "news.db", REPORTS, failing=True)


@pytest.fixture(scope="session")
def site(store_path: Path) -> Iterator[Served]:
    """The site of the store."""
    with served(store_path) as running:
        yield running
