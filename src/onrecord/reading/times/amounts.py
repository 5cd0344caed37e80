"""Numbers and lengths of time: "two and a half years" is 2.5 of a year, `P2Y6M`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from onrecord.reading.times.phrases import Piece

FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
# Units that TIMEX3 durations write as several of another one: a decade is ten years.
LETTERS = {"DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000), "FO": ("W", 2)}
# Half a unit as so many of a smaller one: half a year is six months.
HALVES = {"Y": ("M", 6), "M": ("D", 15), "W": ("D", 3), "D": ("TH", 12), "TH": ("TM", 30), "TM": ("TS", 30)}
RANGE_GROUPS = frozenset({"to", "or"})  # "two to three weeks": the first number counts


def count_of(pieces: Sequence[Piece]) -> float | None:
    """Return the number that the words before a unit say, or None for an unknown one ("several").

    "a" counts as one where no number follows; "a dozen" is twelve. Of "two to three" the first number counts.
    """
    total: float | None = None
    after_tens = False  # "twenty-" goes on in the next word
    for n, piece in enumerate(pieces):
        if _ends_number(piece, has_number=total is not None, after_tens=after_tens):
            break
        if piece.group == "vague_number":
            return None
        if piece.group in ADDERS:
            total = ADDERS[piece.group](total, pieces[: n + 1])
        after_tens = piece.group == "tens" or (piece.group == "dash" and after_tens)
    return 1 if total is None else total


def _ends_number(piece: Piece, *, has_number: bool, after_tens: bool) -> bool:
    """Return whether a second number follows: after "to" and "or", and after a dash that is not in "twenty-two"."""
    return piece.group in RANGE_GROUPS or (piece.group == "dash" and has_number and not after_tens)


def _times_magnitude(total: float | None, pieces: Sequence[Piece]) -> float:
    return (total or 1) * float(pieces[-1].value)


def _plus_fraction(total: float | None, pieces: Sequence[Piece]) -> float:
    return (total or 0) + _fraction(pieces[-1].text)


def _plus_half(total: float | None, pieces: Sequence[Piece]) -> float:
    """Add a half: to one after a unit without number ("a year and a half"), to nothing before it ("half a year")."""
    is_after_unit = any(p.group in ("unit", "units") for p in pieces)
    return (total or is_after_unit) + 0.5


def _plus_number(total: float | None, pieces: Sequence[Piece]) -> float:
    return (total or 0) + float(pieces[-1].value)


def _written_number(_total: float | None, pieces: Sequence[Piece]) -> float | None:
    """Read digits: they are a number of their own, "1,500" and "2.5" among them."""
    text = pieces[-1].text
    return float(text.replace(",", "").rstrip(".")) if _is_number(text) else None


# How a word changes the number so far, by its group: from that and the words up to it to the new one.
ADDERS: Mapping[str, Callable[[float | None, Sequence[Piece]], float | None]] = {
    "magnitude": _times_magnitude,
    "fraction": _plus_fraction,
    "half": _plus_half,
    "number": _plus_number,
    "tens": _plus_number,
    "hundreds": _plus_number,
    "couple": _plus_number,
    "day": _written_number,
    "year": _written_number,
    "digits": _written_number,
}


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
    """Return the value of "½" or "1/2"; a zero below gives nothing."""
    above, _, below = text.partition("/")
    return FRACTIONS.get(text) or (int(above) / int(below) if int(below) else 0.0)


def _is_number(text: str) -> bool:
    digits = text.replace(",", "").rstrip(".")
    return digits.count(".") <= 1 and digits.replace(".", "").isdigit()
