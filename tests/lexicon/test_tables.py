"""The loader of the word tables, and the properties of every table of the package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from onrecord.errors import TableError
from onrecord.lexicon.reasons import RuleRow
from onrecord.lexicon.tables import line_number, parse_table, read_table
from tests.lexicon.test_typos import ROWS

PACKAGE = Path(__file__).parents[2] / "src" / "onrecord"
TABLES = sorted(PACKAGE.rglob("*.tsv"))


@dataclass(frozen=True, slots=True)
class Row:
    word: str
    pos: Literal["noun", "verb"] | None
    frames: tuple[Literal["to", "of"], ...]
    rank: int | None
    bare: bool


@dataclass(frozen=True, slots=True)
class PlacedRow:
    word: str
    line: int = line_number()


HEADER = "# word: a word\n\nword\tpos\tframes\trank\tbare\n"


def test_cells_become_what_their_column_says() -> None:
    rows = parse_table(HEADER + "talk\tnoun\tto | of\t2\tyes\nrun\n", Row, "t.tsv")
    assert rows == (Row("talk", "noun", ("to", "of"), 2, True), Row("run", None, (), None, False))


@pytest.mark.parametrize(
    ("line", "column", "value", "said"),
    [
        ("talk\tnuon", "pos", "nuon", "expected one of noun, verb, nothing"),
        ("talk\t\tto|off", "frames", "off", "expected one of to, of"),
        ("talk\t\t\ttwo", "rank", "two", "expected `int"),
        ("talk\t\t\t\tno", "bare", "no", "expected yes or nothing"),
    ],
)
def test_wrong_cell_is_refused_with_its_place(line: str, column: str, value: str, said: str) -> None:
    with pytest.raises(
        TableError, match=rf"^t\.tsv line 5, column {column}, holds '{value}'; {said}"
    ) as found:
        parse_table(f"{HEADER}go\n{line}\n", Row, "t.tsv")
    error = found.value
    assert (error.file, error.line, error.column, error.value) == ("t.tsv", 5, column, value)


def test_a_row_knows_its_line_and_is_equal_to_the_same_row_elsewhere() -> None:
    rows = parse_table("# words\n\nword\ngo\n# a comment\n\ntalk\ngo\n", PlacedRow, "t.tsv")
    assert [(row.word, row.line) for row in rows] == [("go", 4), ("talk", 7), ("go", 8)]
    assert rows[0] == rows[2]
    assert len(set(rows)) == 2
    assert PlacedRow("go").line == 0


def test_wrong_shape_is_refused_with_its_line() -> None:
    with pytest.raises(TableError, match=r"t\.tsv line 4 has 6 cells; expected 5"):
        parse_table(HEADER + "talk\t\t\t\t\tmore\n", Row, "t.tsv")
    with pytest.raises(TableError, match=r"t\.tsv line 1 has the columns word, sop; expected word, pos"):
        parse_table("word\tsop\n", Row, "t.tsv")
    with pytest.raises(TableError, match=r"t\.tsv is empty: expected a header line"):
        parse_table("# nothing\n", Row, "t.tsv")


def test_table_of_the_package_says_how_to_mend_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "t.tsv").write_text(HEADER + "talk\tnuon\n", encoding="utf-8")
    monkeypatch.setattr("onrecord.lexicon.tables.resources.files", lambda package: tmp_path)
    with pytest.raises(TableError, match=r"pip install --force-reinstall \."):
        read_table("t.tsv", Row)


def test_every_table_of_the_package_has_a_row_type_that_is_tested() -> None:
    assert sorted(path.name for path in TABLES) == sorted(ROWS)


@pytest.mark.parametrize("path", TABLES, ids=[path.name for path in TABLES])
def test_every_column_is_named_in_the_header_comment(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    first = next(n for n, line in enumerate(lines) if line.strip() and not line.startswith("#"))
    comment = "\n".join(lines[:first])
    for column in lines[first].split("\t"):
        # "# column  what it holds", "column: what it holds", "one, column: ..." or `column`
        named = (
            rf"^# (?:\w+, )?{column}(?:, \w+)?(?: {{2,}}|:|,)|`{column}`|\b{column}(?:, \w+)*(?: and \w+)?:"
        )
        assert re.search(named, comment, re.MULTILINE), f"{path.name} does not say what {column} holds"


@pytest.mark.parametrize("path", TABLES, ids=[path.name for path in TABLES])
def test_no_row_is_duplicated(path: Path) -> None:
    rows = [
        line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")
    ]
    assert len(rows) == len(set(rows))


def test_no_pattern_of_an_event_word_is_duplicated() -> None:
    lines = (PACKAGE / "lexicon" / "events.tsv").read_text(encoding="utf-8").split("\n")
    keys = [tuple(line.split("\t")[:3]) for line in lines if line and not line.startswith("#")]
    assert len(keys) == len(set(keys))


def test_a_table_of_the_package_that_is_missing_is_named_with_what_to_do() -> None:
    with pytest.raises(TableError, match=r"nowhere\.tsv cannot be read: No such file.*force-reinstall"):
        read_table("nowhere.tsv", RuleRow)


def test_a_sentence_of_a_rule_with_an_unknown_placeholder_is_refused() -> None:
    table = "rule\tlayer\tsentence\nmodal-verb\tstatus\tthe modal “{wrds}”"
    with pytest.raises(TableError, match=r"reasons\.tsv line 2, column sentence, holds '\{wrds\}'"):
        parse_table(table, RuleRow, "reasons.tsv")
