"""Figures: the bounds of the number phrases of a sentence.

A sentence becomes a sequence of units, each a word or phrase of the number table with its group or any other word; a
number phrase is a regular expression over these groups, as in the phrases of time. Its bounds are those of
docs/annotation-events.md, section 6: "at least 12" has no high bound, "up to 12" no low one, "dozens" are 24 or more,
"about 12" are 12. Where the guideline has no bound ("several people", "two-thirds"), there is no number.

counted.py decides which numbers are counts of votes; what those of an act count, the model says. Dates and times of day
are numbers for this module as well, and ages except "16-year-old": a caller leaves out those that lie in a time
expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import get_args

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import number_of
from onrecord.lexicon.numbers import PIECE, NumberGroup, NumberWord, NumberWords
from onrecord.reading.events.counted import is_in_vote

Value = int | float

HUNDRED = 100  # up to it a magnitude multiplies only the number right before: "two thousand three hundred"
PERCENT = "%"
MOST_OF_WHOLE = 100  # above it, "five in 2012" is more probable than a proportion
LEAST_OF_PLURAL = 2  # "dozens" are at least two dozen
# the sides at which a word of a group has no blank: before (-1), after (1)
ATTACHED: Mapping[NumberGroup, tuple[int, ...]] = {"attached": (-1,), "attached_sign": (1,), "dash": (-1, 1)}
PARTICLE = "compound:prt"
SIGNS: tuple[NumberGroup, ...] = ("sign", "attached_sign", "dash")  # allowed before the digits in one token
SCALES: tuple[NumberGroup, ...] = ("magnitude", "attached")
BOUNDS: tuple[NumberGroup, ...] = ("above", "below", "about")
WRITTEN = re.compile(r"\d{1,3}(,\d{2,3})+(\.\d+)?|\d+(\.\d+)?")  # 1,200  2.5  12,34,567
THOUSANDS = re.compile(r"(,\d{3})+")
TELEPHONE = re.compile(r"\d{3}\W\d{4}")
DIGIT = re.compile(r"\d")
PATTERN_GROUP = re.compile(r"(?<!\?P)<([a-z_]+)>")


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase: its offsets in the text, its bounds (None: open), and a currency (ISO 4217 code), "%" or None."""

    start: int
    end: int
    low: Value | None
    high: Value | None
    unit: str | None


# ---- the words of a sentence as units --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or phrase of the number table, or any other word (group `open`), at its offsets.

    `positions` are its first and last token.
    """

    text: str
    start: int
    end: int
    positions: tuple[int, int]
    group: NumberGroup
    value: float
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a token: digits, letters or a mark."""

    text: str
    start: int
    end: int
    position: int


def find_units(tree: Tree, words: NumberWords) -> list[Unit]:
    """Return the units of a sentence in text order; of several table phrases at a place, the longest."""
    pieces = _rejoined([piece for i in range(len(tree.tokens)) for piece in _pieces(tree, i, words)])
    units: list[Unit] = []
    n = 0
    while n < len(pieces):
        unit, length = _unit_at(tree, pieces, n, words)
        units.append(unit)
        n += length
    return units


def _pieces(tree: Tree, i: int, words: NumberWords) -> list[_Piece]:
    """Split token `i`: "N1,500m" into sign, number and magnitude, but no name with digits ("H5N1", "9:30")."""
    token = tree.tokens[i]
    found = [
        _Piece(m[0].lower(), token.start + m.start(), token.start + m.end(), i)
        for m in PIECE.finditer(token.text)
    ]
    if not found or (DIGIT.search(token.text) and not _is_written_number(token.text, found, words)):
        return [_Piece(token.text.lower(), token.start, token.end, i)]
    return found


def _rejoined(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Join the groups of a number that are tokens of their own: "5" and ",000"."""
    found: list[_Piece] = []
    for piece in pieces:
        last = found[-1] if found else piece
        if THOUSANDS.fullmatch(piece.text) and last.text.isdecimal() and last.end == piece.start:
            found[-1] = replace(last, text=last.text + piece.text, end=piece.end)
        else:
            found.append(piece)
    return found


def _is_written_number(text: str, pieces: Sequence[_Piece], words: NumberWords) -> bool:
    """Return whether a token is a number with a sign before or a magnitude after, or a range of numbers."""
    groups = [_group_of(piece, words) for piece in pieces]
    first = groups.index("digits") if "digits" in groups else len(groups)
    return (
        first < len(groups)
        and "open" not in groups
        and groups.count("digits") <= 2
        and all(group in SIGNS for group in groups[:first])
        and not TELEPHONE.fullmatch(text)
    )


def _group_of(piece: _Piece, words: NumberWords) -> NumberGroup:
    """Return the group that a piece has by itself."""
    if WRITTEN.fullmatch(piece.text):
        return "digits"
    alone = [row for phrase, row in words.by_first.get(piece.text, ()) if len(phrase) == 1]
    return alone[0].group if alone else "open"


def _unit_at(tree: Tree, pieces: Sequence[_Piece], n: int, words: NumberWords) -> tuple[Unit, int]:
    """Return the unit that begins with piece `n`, and its length in pieces."""
    for phrase, row in words.by_first.get(pieces[n].text, ()):
        here = pieces[n : n + len(phrase)]
        if tuple(piece.text for piece in here) == phrase and _fits(tree, pieces, n, row):
            return _unit(here, row.group, row.value or 0, row.unit), len(phrase)
    piece = pieces[n]
    if WRITTEN.fullmatch(piece.text):
        return _unit([piece], "digits", float(piece.text.replace(",", "")), None), 1
    is_adjective = tree.tokens[piece.position].upos in ("ADJ", "PROPN")
    return _unit([piece], "adjective" if is_adjective else "open", 0, None), 1


def _fits(tree: Tree, pieces: Sequence[_Piece], n: int, row: NumberWord) -> bool:
    """Return whether piece `n` has the part of speech of the row, and no blank at a side where it is attached."""
    token = tree.tokens[pieces[n].position]
    if row.pos and token.upos not in row.pos:
        return False
    if row.group in BOUNDS and token.deprel == PARTICLE:
        return False  # "hand over two boats"
    return all(_touches(pieces, n, side) for side in ATTACHED.get(row.group, ()))


def _touches(pieces: Sequence[_Piece], n: int, side: int) -> bool:
    """Return whether no blank is between piece `n` and the next one (`side` 1) or the one before (-1)."""
    if not 0 <= n + side < len(pieces):
        return False
    first, second = sorted((n, n + side))
    return pieces[first].end == pieces[second].start


def _unit(pieces: Sequence[_Piece], group: NumberGroup, value: float, unit: str | None) -> Unit:
    first, last = pieces[0], pieces[-1]
    text = " ".join(piece.text for piece in pieces)
    return Unit(text, first.start, last.end, (first.position, last.position), group, value, unit)


# ---- the grammar of number phrases over the groups of units ----------------------------------

FIRST_SYMBOL = 0x100  # letters that mean nothing in a pattern
SYMBOLS: Mapping[str, str] = {group: chr(FIRST_SYMBOL + n) for n, group in enumerate(get_args(NumberGroup))}

NO_NUMBER = SYMBOLS["open"]  # no phrase begins with it


def _grammar(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which `<group>` stands for a unit of that group."""
    return re.compile(PATTERN_GROUP.sub(lambda m: SYMBOLS[m[1]], pattern))


SPELLED = "(?:<tens><dash>?<number>|<tens>|<number>)"
SCALE = "(?:<dash>?(?:<magnitude>|<attached>))"
AND_A_HALF = "(?:<and><article><half>)?"
OPEN = "<vague>?<plural>(?:<and><plural>)*(?:<of><plural>)*|<article>?<vague><magnitude>+"
EXACT = (
    f"<half><dash>?<article>?<dash>?<magnitude>{SCALE}*"
    f"|(?:<digits>|{SPELLED}|<article>){AND_A_HALF}{SCALE}+(?:<and>?{SPELLED}{SCALE}*)*"
    f"|(?:<digits>|{SPELLED}){AND_A_HALF}"
    f"|<article>?<couple><of>?{SCALE}*"
    "|<article>?<whole>"
    "|(?<=[<above><below><about><filler>])<magnitude>+"
)
BEFORE = "(?:<above>|<below>|<about>|<filler>)*"
UNIT = "(?:<dash>?(?:<percent>|<sign>)|<of>?<dash>?<adjective>?<money>)?"
AFTER = "(?:<dash>?(?:<above_after>|<below_after>|<about_after>))?"
SIGN = "(?:<sign>|<attached_sign>)?"
NO_COUNT = "(?!<dash>?(?:<age>|<fraction>))"
PHRASE = _grammar(
    f"(?P<before>{BEFORE})(?P<sign>{SIGN})(?P<core>(?>{OPEN}|{EXACT})){NO_COUNT}(?P<unit>(?>{UNIT}))(?P<after>{AFTER})"
)
RANGE = _grammar(
    f"(?P<before>{BEFORE})(?P<between><between>)?{BEFORE}"
    f"(?P<sign>{SIGN})(?P<core>(?>{EXACT}))(?P<unit>(?>{UNIT}))"
    "(?(between)(?:<and>|<to>|<dash>)|(?:<dash>?(?:<to>|<or>)<dash>?|<dash>))"
    f"(?P<sign2>{SIGN})(?P<core2>(?>{EXACT})){NO_COUNT}(?P<unit2>(?>{UNIT}))(?P<after>{AFTER})"
)
PROPORTION = _grammar(
    f"(?P<before>{BEFORE})(?P<core>(?>{EXACT}))<in>(?P<core2>(?>{EXACT})){NO_COUNT}(?P<after>{AFTER})"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A number and the tokens of its number words, without what stands before and after them."""

    number: Number
    positions: range


@dataclass(frozen=True, slots=True)
class _Match:
    """A match of the grammar over the units of a sentence."""

    match: re.Match[str]
    units: Sequence[Unit]

    def part(self, *names: str) -> list[Unit]:
        """Return the units of the named parts."""
        return [unit for name in names for unit in self.units[slice(*self.match.span(name))]]

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of the phrase without the words before it that mean nothing for its bounds ("the two")."""
        start, end = self.match.span()
        while self.units[start].group == "filler":
            start += 1
        return self.units[start].start, self.units[end - 1].end

    def found(self, low: Value | None, high: Value | None, *cores: str) -> Found:
        """Return the number with these bounds, before "at least" and the like are heeded."""
        core = self.part(*cores)
        low, high = _bounded(low, high, self.part("before", "after"))
        number = Number(*self.span, low, high, self.unit)
        return Found(number, range(core[0].positions[0], core[-1].positions[1] + 1))

    @property
    def unit(self) -> str | None:
        """The currency or percent of the phrase; one without a code of its own with the adjective before it."""
        names = [name for name in ("sign", "unit", "sign2", "unit2") if name in self.match.re.groupindex]
        said = self.part(*names)
        named = next((unit for unit in said if unit.unit), None)
        if named is None:
            return None
        adjectives = [unit.text.title() for unit in said if unit.group == "adjective"]
        return " ".join([*adjectives, named.text]) if adjectives else named.unit


def number_among(found: Sequence[Found], tree: Tree, position: int, words: NumberWords) -> Number | None:
    """Return of the numbers `found` in the sentence that with the token at `position`, or None; "a" before a singular noun is one.

    The token may be a number word, a word of its unit or a word before or after that sets a bound. Of two numbers in
    one token ("6-3") the first is returned.
    """
    token = tree.tokens[position]
    inside = [f for f in found if position in f.positions]
    inside += [f for f in found if f.number.start <= token.start < f.number.end]
    return inside[0].number if inside else _article(tree, position, words)


def count_among(found: Sequence[Found], tree: Tree, head: int) -> Number | None:
    """Return how many the noun phrase with the head `head` speaks of: its number `found`, else one for a singular noun.

    "two nuns" are two; "a clinic escort" and "Barnett Slepian" are one, at the words from the first modifier to the
    head. None for a plural without number.
    """
    modifiers = [c for c in tree.of(head, "nummod", "det", "amod", "advmod", "compound", "case") if c < head]
    near = {head, *modifiers, *(c for m in modifiers for c in tree.children[m])}
    for one in found:
        if near.intersection(one.positions):
            return one.number
    if number_of(tree, head) != "singular":
        return None
    before = [c for c in tree.of(head, "det", "amod", "compound", "nmod:poss") if c < head]
    return Number(*tree.extent([*before, head]), 1, 1, None)


def _article(tree: Tree, position: int, words: NumberWords) -> Number | None:
    """Return one for an article before a singular noun."""
    token = tree.tokens[position]
    rows = words.by_first.get(tree.word(position), ())
    if not any(row.group == "article" and len(phrase) == 1 for phrase, row in rows):
        return None
    is_of_one = token.head >= 0 and number_of(tree, token.head) == "singular"
    return Number(token.start, token.end, 1, 1, None) if is_of_one else None


def find_numbers(tree: Tree, words: NumberWords) -> list[Found]:
    """Return the number phrases of a sentence with the tokens of their number words, in text order.

    The articles "a" and "an" alone are none of them.
    """
    units = find_units(tree, words)
    symbols = "".join(SYMBOLS[unit.group] for unit in units)
    found: list[Found] = []
    n = 0
    while n < len(units):
        if symbols[n] == NO_NUMBER:
            n += 1
            continue
        one, n = _number_at(tree, units, symbols, n, words)
        if one is not None:
            found.append(one)
    return found


def _number_at(
    tree: Tree, units: Sequence[Unit], symbols: str, n: int, words: NumberWords
) -> tuple[Found | None, int]:
    """Return the number phrase that begins with unit `n` or None, and where the next one may begin."""
    for pattern, read in READERS:
        match = pattern.match(symbols, n)
        found = read(tree, _Match(match, units), words) if match else None
        if match and found:
            return found, match.end()
    return None, n + 1


def _single(_tree: Tree, phrase: _Match, _words: NumberWords) -> Found:
    core = phrase.part("core")
    if any(unit.group in ("plural", "vague") for unit in core):
        return phrase.found(least_of(core), None, "core")
    value = value_of(core)
    return phrase.found(value, value, "core")


def _proportion(tree: Tree, phrase: _Match, _words: NumberWords) -> Found | None:
    """Return "seven in ten" as 70 %, or None if the second number is no usual whole or does not depend on the first."""
    first, second = phrase.part("core"), phrase.part("core2")
    share, whole = value_of(first), value_of(second)
    depends = tree.tokens[second[-1].positions[1]].head == first[-1].positions[1]
    if share >= whole or whole > MOST_OF_WHOLE or not depends:
        return None
    percent = _tidy(HUNDRED * share / whole)
    found = phrase.found(percent, percent, "core", "core2")
    return replace(found, number=replace(found.number, unit=PERCENT))


def _range(tree: Tree, phrase: _Match, words: NumberWords) -> Found | None:
    """Return a range, or None for two numbers of which the second is not higher, or which are counts of votes."""
    first, second = phrase.part("core"), phrase.part("core2")
    low, high = value_of(first), value_of(second)
    scale = second[-1].value if second[-1].group in SCALES else 1
    if first[-1].group not in SCALES and low * scale < high:
        low = _tidy(low * scale)  # "10 to 15 million"
    if low >= high or (not phrase.match["between"] and is_in_vote(tree, first[0].positions[0], words)):
        return None
    return phrase.found(low, high, "core", "core2")


READERS: tuple[tuple[re.Pattern[str], Callable[[Tree, _Match, NumberWords], Found | None]], ...] = (
    (RANGE, _range),
    (PROPORTION, _proportion),
    (PHRASE, _single),
)


# ---- values ----------------------------------------------------------------------------------


def value_of(units: Sequence[Unit]) -> Value:
    """Return the value of an exact number: "two hundred and five thousand" is 205000, "half a million" 500000."""
    total = current = 0.0
    for unit in units:
        total, current = ADDERS.get(unit.group, _unchanged)(total, current, unit.value)
    return _tidy(total + current)


def least_of(units: Sequence[Unit]) -> Value:
    """Return the least that an open number means: twice its magnitude; "hundreds and hundreds" says no more."""
    values = {unit.value for unit in units if unit.group in ("plural", "magnitude")}
    return _tidy(LEAST_OF_PLURAL * prod(values))


def _plus(total: float, current: float, value: float) -> tuple[float, float]:
    return total, current + value


def _times(total: float, current: float, value: float) -> tuple[float, float]:
    """Multiply by a magnitude; what stands before a thousand is complete, and "thousand million" multiplies all."""
    if value <= HUNDRED:
        return total, (current or 1) * value
    if total and not current:
        return total * value, 0
    return total + (current or 1) * value, 0


def _unchanged(total: float, current: float, _value: float) -> tuple[float, float]:
    return total, current


# How a unit changes the sum of what is complete and the number in front of the next magnitude, by its group.
ADDERS: Mapping[NumberGroup, Callable[[float, float, float], tuple[float, float]]] = {
    "digits": _plus,
    "number": _plus,
    "tens": _plus,
    "half": _plus,
    "couple": _plus,
    "whole": _plus,
    "magnitude": _times,
    "attached": _times,
}


def _tidy(value: float) -> Value:
    """Return a whole number as an int, and without the noise of floats: 1.1 million are 1100000."""
    value = round(value, 6)
    return int(value) if value == int(value) else value


def _bounded(
    low: Value | None, high: Value | None, words: Sequence[Unit]
) -> tuple[Value | None, Value | None]:
    """Open the bounds for the words around a number; of "at least" and "up to" the one nearer to it decides."""
    sides = [unit.group.removesuffix("_after") for unit in words]
    opened = [side for side in sides if side in ("above", "below")]
    if not opened:
        return low, high
    return (low, None) if opened[-1] == "above" else (None, high if high is not None else low)
