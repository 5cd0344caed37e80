"""Words on a terminal: nothing lost, nothing too wide."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.views.layout import paragraph, printable

STYLES = st.sampled_from(["plain", "name", "quote", "faint"])
PARTS = st.lists(st.tuples(st.text(alphabet="ab ,.—", max_size=12), STYLES), max_size=12)


@given(PARTS, st.integers(24, 60))
def test_wrapping_loses_no_word_and_keeps_to_the_width(parts: list[tuple[str, str]], width: int) -> None:
    text = paragraph(parts, width, indent=2, hanging=3, colour=False)  # type: ignore[arg-type]
    assert text.split() == "".join(words for words, _ in parts).split()
    longest = max((len(word) for word in text.split()), default=0)
    assert all(len(line) <= max(width, longest + 5) for line in text.splitlines())


@given(PARTS)
def test_colour_is_taken_off_without_trace(parts: list[tuple[str, str]]) -> None:
    coloured = paragraph(parts, 40, colour=True)  # type: ignore[arg-type]
    plain = paragraph(parts, 40, colour=False)  # type: ignore[arg-type]
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_a_mark_sticks_to_the_word_before_it() -> None:
    text = paragraph([("Kovač", "name"), (", minister", "plain")], 24, colour=True)
    assert text == "\x1b[1mKovač\x1b[0m, minister"


def test_later_lines_are_indented() -> None:
    assert paragraph([("one two three four five six", "plain")], 24, indent=2, hanging=2, colour=False) == (
        "  one two three four\n    five six"
    )


@pytest.mark.parametrize("evil", ["\x1b]0;title\x07", "\x9b31m", "\u202eabc", "a\rb", "a\u2028b"])
def test_what_would_steer_a_terminal_is_taken_out(evil: str) -> None:
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u202e]", printable(evil))
