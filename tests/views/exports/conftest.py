"""The store of four reports that were really read, and what each export makes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.questions import open_questions
from onrecord.views.exports import EXPORTS
from onrecord.views.exports.job import Options
from onrecord.views.exports.run import export
from tests.questions.reports import kept

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def store_path() -> Path:
    """Return the store, which nobody may write into."""
    return kept()


@pytest.fixture
def write(tmp_path: Path, store_path: Path) -> Write:
    """Return a function that writes one export into a file or folder, and returns it."""

    def write(
        name: str,
        counting: str | None = "reports",
        *,
        encoding: str = "csv",
        zeros: bool = False,
        **filters: object,
    ) -> Path:
        chosen = EXPORTS[name]
        path = tmp_path / f"{name}{chosen.suffix if encoding == 'csv' else '.' + encoding}"
        with open_questions(store_path) as store:
            export(
                store, name, path, filters, counting=counting if chosen.counts else None,
                options=Options(encoding=encoding, zeros=zeros),
            )  # fmt: skip
        return path

    return write
