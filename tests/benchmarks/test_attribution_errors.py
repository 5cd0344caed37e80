"""The kinds of errors of attributions, on sets of tokens written by hand."""

from __future__ import annotations

import pytest

from benchmarks.attribution_errors import Error, missed_as, source_error, spurious_as, table


def item(source: str = "", cue: str = "", content: str = "") -> dict[str, set[int]]:
    """Return an attribution whose parts are token numbers, written as "3 4 5"."""
    parts = {"source": source, "cue": cue, "content": content}
    return {role: {int(n) for n in numbers.split()} for role, numbers in parts.items()}


GOLD = item("1", "2", "3 4 5 6")


@pytest.mark.parametrize(
    ("system", "nested", "kind"),
    [
        ([item("1", "2", "3")], [], "content too short"),
        ([item("1", "2", "3 4 5 6 7 8 9 10 11")], [], "content too long"),
        ([item("1", "2", "8 9")], [], "cue seen, other content"),
        ([item("9", "8", "1 2 3 4 5 6")], [item("1", "2", "3 4 5 6")], "taken for an inner one"),
        ([item("9", "8", "3"), item("9", "10", "4")], [], "split among several"),
        ([item("9", "8", "6 7 10 11 12")], [], "content under another cue"),
        ([item("9", "8", "10 11")], [], "not seen"),
    ],
)
def test_missed_attribution_has_a_kind(
    system: list[dict[str, set[int]]], nested: list[dict[str, set[int]]], kind: str
) -> None:
    assert missed_as(GOLD, system, nested) == kind


@pytest.mark.parametrize(
    ("system", "kind"),
    [
        (item("1", "2", "3"), "right cue, other content"),
        (item("3", "4", "5"), "an inner one taken for an outer one"),
        (item("9", "8", "6 7"), "another cue for a gold content"),
        (item("9", "8", "10"), "no gold there"),
    ],
)
def test_spurious_attribution_has_a_kind(system: dict[str, set[int]], kind: str) -> None:
    assert spurious_as(system, [GOLD]) == kind


def test_wrong_source_is_absent_too_much_shifted_or_another() -> None:
    kinds = [
        source_error(gold, system) for gold, system in (({1}, set()), (set(), {1}), ({1, 2}, {2}), ({1}, {2}))
    ]
    assert kinds == ["source not found", "source where there is none", "span of the source", "another source"]


def test_table_has_a_row_a_kind_and_the_gold_last() -> None:
    rows = table(
        {Error("missed", "not seen", "direct"): 2, Error("missed", "not seen", "mixed"): 1}, {"direct": 5}
    )
    assert rows.splitlines()[2:] == ["| missed | not seen | 3 | 2 | 1 | 0 |", "| gold | | 5 | 5 | 0 | 0 |"]
