"""docs/exports.md has every format, option, column and encoding, as they are in the code."""

from __future__ import annotations

import pytest

from docs.exports import PAGE, with_exports
from onrecord.views.cli.exporting import command_of
from onrecord.views.exports import EXPORTS
from onrecord.views.validate.files import CHECKS

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_tables_of_the_page_are_up_to_date() -> None:
    assert with_exports(TEXT) == TEXT, "run `make docs`"


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_is_documented_with_its_options(name: str) -> None:
    (line,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{name}` | {EXPORTS[name].help} |")]
    from onrecord.questions.streaming import filters_streamed

    question = EXPORTS[name].question
    filters = {row.name for row in filters_streamed(question)} if question else set()
    flags = {
        max(option.opts, key=len) for option in command_of(EXPORTS[name]).params if option.name not in filters
    }
    assert {flag for flag in flags if f"`{flag}`" not in line} <= {"--store", "--output"}


@pytest.mark.parametrize("name", [name for name, row in EXPORTS.items() if row.table is not None])
def test_every_column_is_documented(name: str) -> None:
    table = EXPORTS[name].table
    assert table is not None
    assert (
        f"<!-- columns: {name} -->" in TEXT
        or f"`{name}`" in TEXT.split("have the same columns")[0].splitlines()[-1]
    )
    missing = [c.name for c in table.columns_for("happenings") if f"| `{c.name}` | {c.type} |" not in TEXT]
    assert [column for column in missing if not name.startswith("dyad-")] == []


def test_every_format_that_is_no_table_has_its_check() -> None:
    assert set(CHECKS) == {name for name, row in EXPORTS.items() if row.table is None}
