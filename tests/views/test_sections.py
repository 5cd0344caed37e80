"""The commands on dossiers, stories, dyads and news: tables that fit a terminal, and formats that programs read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.questions.rows_lines import DossierLine, NewLine, Quote, StoryLine
from onrecord.types import DocumentId
from onrecord.views import cli
from onrecord.views.sections import SECTIONED, write_sections
from onrecord.views.tables import shown_width
from tests.questions.strike import REPORTS, add

ASKED = {
    "dossier": ["Dina Boluarte"],
    "stories": [],
    "story": ["strike"],
    "dyad": ["Ecuador", "Peru"],
    "new": ["--since", "1h"],
}
SHOWN = {
    "dossier": "admitted on Saturday that Peru bombed",
    "stories": "Ministers of Ecuador and Peru put off their talks",
    "story": "Agreed by independent sources",
    "dyad": "Ecuador → Peru",
    "new": "Stories begun",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return add(tmp_path_factory.mktemp("sections") / "news.db", REPORTS[:5], failing=True)


def asked(store: Path, name: str, *options: str) -> list[str]:
    return [name, *ASKED[name], "--store", str(store), *options]


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("name", ASKED)
def test_a_table_fits_the_terminal(
    name: str, width: int, store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert cli.run(asked(store, name)) == 0
    out = capsys.readouterr().out
    assert SHOWN[name] in " ".join(out.split())
    assert all(shown_width(line) <= width for line in out.splitlines())
    assert all(line == line.rstrip() for line in out.splitlines())


@pytest.mark.parametrize("name", ASKED)
def test_lines_and_csv_have_the_same_rows(name: str, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(asked(store, name, "--format", "jsonl")) == 0
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert cli.run(asked(store, name, "--format", "csv")) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == len(objects) > 0
    for row, found in zip(rows, objects, strict=True):
        quote = found.get("words")
        if "words_text" in row:
            assert row["words_text"] == (quote["text"] if quote else "")
    assert cli.run(asked(store, name, "--format", "html")) == 0
    assert "<table>" in capsys.readouterr().out


def test_nothing_found_is_said_on_standard_error(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["new", "--since", "2090-01-01", "--store", str(store)]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "Nothing was added since 2090-01-01" in err
    assert "Wider: onrecord new --since" in err


def test_a_moment_that_is_none_is_wrong_usage(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["new", "--since", "soon", "--store", str(store)]) == 2
    assert "'soon' is no moment" in capsys.readouterr().err


QUOTE = Quote(
    document=DocumentId("d_0"),
    given_id=None,
    publisher=None,
    published=None,
    start=0,
    end=9,
    text="They\nsaid\x1b[31m so.",
)


@pytest.mark.parametrize("kind", [DossierLine, StoryLine, NewLine])
def test_every_section_has_a_table_that_takes_a_line_with_nothing_known(kind: type) -> None:
    for section in SECTIONED[kind]:
        fields = {"at": None} if kind is NewLine else {}
        counts = {"reports": 1} if kind is not NewLine else {}
        sources = {"sources": 2} if kind is StoryLine else {}
        line = kind(
            section=section, what="x", value="y", words=QUOTE, beside=QUOTE, **fields, **counts, **sources
        )
        out = write_sections([line], 80)
        assert out.startswith(SECTIONED[kind][section].head)
        assert "\x1b" not in out
