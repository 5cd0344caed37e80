"""Numbers and lengths of time: "two and a half years" is 2.5 of a year, `P2Y6M`."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.times.phrases import Piece

FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
# A unit's TIMEX3 letter and how many of it there are: a decade is ten years.
LETTERS = {"DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000), "FO": ("W", 2)}
HALVES = {"Y": ("M", 6), "M": ("D", 15), "W": ("D", 3), "D": ("TH", 12), "TH": ("TM", 30), "TM": ("TS", 30)}
STOPS = frozenset({"to", "or"})  # "two to three weeks": the first number counts


def count_of(pieces: Sequence[Piece]) -> float | None:
    """Return the number that the words before a unit say, or None for an unknown one ("several").

    "a" counts as one where no number follows; "a dozen" is twelve.
    """
    total: float | None = None
    after_tens = False
    for n, piece in enumerate(pieces):
        group = piece.group
        if group in STOPS or (group == "dash" and total is not None and not after_tens):
            break
        if group == "vague_number":
            return None
        if group == "magnitude":
            total = (total or 1) * float(piece.value)
        elif group == "fraction":
            total = (total or 0) + _fraction(piece.text)
        elif group == "half":
            total = (total or (1 if any(p.group in ("unit", "units") for p in pieces[:n]) else 0)) + 0.5
        elif group in ("number", "tens", "hundreds", "couple"):
            total = (total or 0) + float(piece.value)
        elif group in ("day", "year", "digits"):
            total = float(piece.text.replace(",", "").rstrip(".")) if _is_number(piece.text) else None
        after_tens = group == "tens" or (group == "dash" and after_tens)
    return 1 if total is None else total


def length(count: float | None, unit: str) -> str:
    """Return the TIMEX3 duration of `count` units (None: unknown).

    >>> length(2.5, "Y"), length(3, "TH"), length(None, "D"), length(4, "DE")
    ('P2Y6M', 'PT3H', 'PXD', 'P40Y')
    """
    if count is None:
        return _written([("X", unit)])
    letter, times = LETTERS.get(unit, (unit, 1))
    count *= times
    whole = int(count)
    if count != whole and letter in HALVES:
        smaller, half = HALVES[letter]
        rest = round((count - whole) * 2 * half)
        return _written([(str(whole), letter)] * (whole > 0) + [(str(rest), smaller)])
    return _written([(str(whole), letter)])


def _written(parts: Sequence[tuple[str, str]]) -> str:
    """Write the parts of a duration, with one `T` before hours, minutes and seconds."""
    value, in_clock = "P", False
    for number, letter in parts:
        if letter.startswith("T") and not in_clock:
            value, in_clock = value + "T", True
        value += number + letter.removeprefix("T")
    return value


def _fraction(text: str) -> float:
    above, _, below = text.partition("/")
    return FRACTIONS.get(text) or (int(above) / int(below) if int(below) else 0.0)


def _is_number(text: str) -> bool:
    digits = text.replace(",", "").rstrip(".")
    return digits.count(".") <= 1 and digits.replace(".", "").isdigit()
