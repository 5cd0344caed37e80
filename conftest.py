"""The store on which the examples in docstrings and documents run: that of docs/tutorials/reports.jsonl."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

import onrecord

REPORTS = Path(__file__).parent / "docs" / "tutorials" / "reports.jsonl"
WITH_A_STORE = ("onrecord.api", "onrecord.questions.opened", "onrecord.questions.answer")


@pytest.fixture(scope="session")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports of the tutorials and their store, `news.db`; nobody may write into it."""
    from onrecord.views import cli

    folder = tmp_path_factory.mktemp("documented")
    shutil.copy(REPORTS, folder)
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        status = cli.run(["add", str(folder / REPORTS.name), "--store", str(folder / "news.db")])
    if status:
        pytest.fail(f"The store of the examples could not be made: exit status {status}.")
    return folder


@pytest.fixture(autouse=True)
def _store_of_examples(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the examples of the public functions an open `store`, in the folder of `documented`."""
    if not (
        isinstance(request.node, pytest.DoctestItem) and request.node.dtest.name.startswith(WITH_A_STORE)
    ):
        yield
        return
    monkeypatch.chdir(request.getfixturevalue("documented"))
    with onrecord.open("news.db") as store:
        request.getfixturevalue("doctest_namespace")["store"] = store
        yield
