"""The number phrases of a plain text, with the bounds that their words give.

A reading keeps no trees, so that the grammar is smaller than that of the reader (`reading/events/figures.py`); the words are
the same (`numbers.tsv`). The bounds are those of docs/annotation-events.md, section 6: "at least 12" has no high bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.lexicon.numbers import NumberGroup, NumberWords

Value = int | float

TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+|[^\w\s]")
WRITTEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
HUNDRED = 100  # up to this value a magnitude multiplies only the number right before it
LEAST_OF_PLURAL = 2  # "dozens" are at least two dozen
BEFORE: frozenset[NumberGroup] = frozenset({"above", "below", "about", "filler"})
EXACT: frozenset[NumberGroup] = frozenset({"number", "tens", "couple"})
OPEN: frozenset[NumberGroup] = frozenset({"plural"})
BEGINS: frozenset[NumberGroup] = BEFORE | EXACT | OPEN  # of the first word of a number phrase
SCALE: frozenset[NumberGroup] = frozenset({"magnitude"})


class Token(NamedTuple):
    """A word, number or sign of a text: in small letters, with its offsets."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlainNumber:
    """A number phrase: its first token and the one behind its last, its bounds (None: open), the sign of a currency or None."""

    first: int
    behind: int
    core: int
    """The first token of the number itself, behind "at least" and the like."""
    low: Value | None
    high: Value | None


def tokens_of(text: str) -> list[Token]:
    """Return the words, numbers and signs of a text."""
    return [Token(m.group().lower(), m.start(), m.end()) for m in TOKEN.finditer(text)]


def plain_numbers(tokens: Sequence[Token], words: NumberWords) -> list[PlainNumber]:
    """Return the number phrases of a text, in order."""
    found: list[PlainNumber] = []
    n = 0
    while n < len(tokens):
        word = tokens[n].word
        may_begin = word[0].isdigit() or any(row.group in BEGINS for _, row in words.by_first.get(word, ()))
        number = _number_at(tokens, n, words) if may_begin else None
        if number is not None:
            found.append(number)
        n = number.behind if number else n + 1
    return found


def _number_at(tokens: Sequence[Token], first: int, words: NumberWords) -> PlainNumber | None:
    core, sides = _before(tokens, first, words)
    units = list(_core(tokens, core, words))
    if not units:
        return None
    behind = units[-1].behind
    after = _unit_at(tokens, behind, words)
    if after is not None and after.group.endswith("_after"):
        sides, behind = [*sides, after.group.removesuffix("_after")], after.behind
    low, high = _bounded(*_value(units), sides)
    return PlainNumber(first, behind, core, low, high)


class _Unit(NamedTuple):
    group: str
    value: float
    behind: int


def _unit_at(tokens: Sequence[Token], n: int, words: NumberWords) -> _Unit | None:
    """Return the word or phrase of the table that begins with token `n`, the longest of several, or digits."""
    if n >= len(tokens):
        return None
    word = tokens[n].word
    for phrase, row in words.by_first.get(word, ()):
        length = len(phrase)
        if length == 1 or tuple(token.word for token in tokens[n : n + length]) == phrase:
            return _Unit(row.group, row.value or 0, n + length)
    if word[0].isdigit() and WRITTEN.fullmatch(word):
        return _Unit("digits", float(word.replace(",", "")), n + 1)
    return None


def _before(tokens: Sequence[Token], first: int, words: NumberWords) -> tuple[int, list[str]]:
    """Return the token behind the words before a number ("at least"), and the bounds that these words open."""
    n, sides = first, list[str]()
    while (unit := _unit_at(tokens, n, words)) is not None and unit.group in BEFORE:
        sides.append(unit.group)
        n = unit.behind
    return n, sides


def _core(tokens: Sequence[Token], n: int, words: NumberWords) -> Iterator[_Unit]:
    """Yield the parts of a number: digits or words, and magnitudes behind them."""
    unit = _unit_at(tokens, n, words)
    if unit is None or tokens[n].word in words.uncounted:
        return
    if unit.group not in EXACT | OPEN | {"digits"}:
        return
    yield unit
    while True:
        following = _unit_at(tokens, unit.behind, words)
        if following is not None and _is_joint(tokens, unit, following):
            following = _unit_at(tokens, following.behind, words)
        if following is None or not _continues(unit, following):
            return
        unit = following
        yield unit


def _is_joint(tokens: Sequence[Token], unit: _Unit, following: _Unit) -> bool:
    """Return whether a word joins two parts of a number: "twenty-one", "two hundred and five"."""
    if following.group == "and":
        return unit.group in SCALE
    return following.group == "dash" and _is_glued(tokens, unit.behind)


def _is_glued(tokens: Sequence[Token], n: int) -> bool:
    """Return whether a dash stands without blanks between two words: "twenty-one"."""
    return (
        0 < n < len(tokens) - 1
        and tokens[n - 1].end == tokens[n].start
        and tokens[n].end == tokens[n + 1].start
    )


def _continues(unit: _Unit, following: _Unit) -> bool:
    if following.group in SCALE:
        return True
    return unit.group in ("tens", "magnitude") and following.group in ("number", "tens")


def _value(units: Sequence[_Unit]) -> tuple[Value | None, Value | None]:
    if units[0].group in OPEN:
        least = LEAST_OF_PLURAL * units[0].value
        return _tidy(least), None
    total = current = 0.0
    for unit in units:
        if unit.group not in SCALE:
            current += unit.value
        elif unit.value <= HUNDRED:
            current = (current or 1) * unit.value
        else:
            total, current = total + (current or 1) * unit.value, 0
    value = _tidy(total + current)
    return value, value


def _tidy(value: float) -> Value:
    """Return a whole number as an int, without rounding errors."""
    value = round(value, 6)
    return int(value) if value == int(value) else value


OPENED: Mapping[str, tuple[bool, bool]] = {"above": (True, False), "below": (False, True)}


def _bounded(
    low: Value | None, high: Value | None, sides: Sequence[str]
) -> tuple[Value | None, Value | None]:
    """Open the bounds by the words around a number; if "at least" and "up to" are both there, the nearer one decides."""
    opened = [OPENED[side] for side in sides if side in OPENED]
    if not opened:
        return low, high
    keeps_low, keeps_high = opened[-1]
    return (low if keeps_low else None, (high if high is not None else low) if keeps_high else None)
