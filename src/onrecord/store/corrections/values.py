"""Values of fields as text: one form for the command line, the table and JSONL, which can be read and written.

    days       2024-05-13, 2024-05-13/2024-05-15, 2024-05-13/ (since), /2024-05-15 (until)
    party      Ana Kovač (person, HRV, Q1) @0-26        who, and words of the text that name them
    place      Huaraz (PER, 3696417, -9.53, -77.53) @120-126
    figure     killed 12, killed 12.. (at least), killed ..15, killed 12..15, money 5000000 USD, each with @130-132
    list       parts between "; "
    nothing    -

Offsets behind `@` are code points of the text; on the command line they may be left out, or words stand in their place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast, get_args

from onrecord.store.corrections.types import KINDS, NOTHING, WIKIDATA
from onrecord.types import ActorKind, FigureKind

T = TypeVar("T")

BETWEEN = "; "  # the parts of a list
FIGURE_KINDS: tuple[str, ...] = get_args(FigureKind)

_AT = re.compile(r"^(?P<what>.*?)(?:\s*@\s*(?P<at>\d+(?:-\d+)?|[“\"].+[”\"]|\S.*))?$", re.DOTALL)
_OFFSETS = re.compile(r"^(\d+)(?:-(\d+))?$")
_FACTS = re.compile(r"^(?P<name>.*\S)\s*\((?P<facts>[^()]*)\)$", re.DOTALL)
_CODE = re.compile(r"^[A-Z]{3}$")
_WHOLE = re.compile(r"^\d+$")
_DEGREES = re.compile(r"^-?\d+\.\d+$")
_FIGURE = re.compile(r"^(?P<what>[a-z]+)\s+(?P<number>[\d.,]+|\.\.[\d.]+)(?:\s+(?P<unit>\S.*))?$")
_RANGE = re.compile(r"^(?P<low>\d+(?:\.\d+)?)?(?P<range>\.\.)?(?P<high>\d+(?:\.\d+)?)?$")


class InvalidValueError(Exception):
    """Raised for a text that is no value of its field; the message says what it is and what to write."""


@dataclass(frozen=True, slots=True)
class At:
    """Where the words of a value stand: offsets of the text, or words that are yet to be found in it."""

    start: int | None = None
    end: int | None = None
    words: str | None = None

    def __str__(self) -> str:
        if self.words is not None:
            return f" @“{self.words}”"
        if self.start is None:
            return ""
        return f" @{self.start}" + (f"-{self.end}" if self.end is not None else "")


NOWHERE = At()


@dataclass(frozen=True, slots=True)
class Days:
    """Days between two ISO days, both inclusive; None is open."""

    earliest: str | None
    latest: str | None

    def __str__(self) -> str:
        if self.earliest == self.latest:
            return self.earliest or NOTHING
        return f"{self.earliest or ''}/{self.latest or ''}"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody, by name and facts, and words of the text that name them."""

    name: str
    kind: ActorKind | None = None
    country: str | None = None
    wikidata: str | None = None
    at: At = NOWHERE

    def __str__(self) -> str:
        name = self.name.replace(";", ",").replace("@", " ")
        facts = ", ".join(filter(None, (self.kind, self.country, self.wikidata)))
        return name + (f" ({facts})" if facts else "") + str(self.at)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, by name and facts, and the words of the text that name it."""

    name: str
    country: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    at: At = NOWHERE

    def __str__(self) -> str:
        degrees = [_degrees(d) for d in (self.lat, self.lon) if d is not None]
        facts = [self.country, str(self.geonames) if self.geonames is not None else None, *degrees]
        listed = ", ".join(filter(None, facts))
        return self.name.replace("@", " ") + (f" ({listed})" if listed else "") + str(self.at)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of an event, and the words of it."""

    what: FigureKind
    low: int | float | None
    high: int | float | None
    unit: str | None = None
    at: At = NOWHERE

    def __str__(self) -> str:
        low, high = ("" if n is None else f"{n:.15g}" for n in (self.low, self.high))
        number = low if low == high else f"{low}..{high}"
        return " ".join(filter(None, (self.what, number, self.unit))) + str(self.at)


def _degrees(number: float) -> str:
    text = f"{number:.6f}".rstrip("0")
    return text + "0" if text.endswith(".") else text


# ---- from text ---------------------------------------------------------------------------


def choice(values: Sequence[str], *, optional: bool = False) -> Callable[[str], str | None]:
    """Return a function that takes one of a closed set of texts; with `optional` also `-`, which is None."""

    def parse(text: str) -> str | None:
        if optional and text == NOTHING:
            return None
        if text not in values:
            raise InvalidValueError(
                f"'{text}'; write one of {', '.join(values)}" + (", or - for none." if optional else ".")
            )
        return text

    return parse


def listed(parse: Callable[[str], T]) -> Callable[[str], tuple[T, ...]]:
    """Return a function that takes a list of values, `-` for none."""

    def parse_list(text: str) -> tuple[T, ...]:
        if text == NOTHING:
            return ()
        return tuple(parse(part.strip()) for part in text.split(BETWEEN.strip()) if part.strip())

    return parse_list


def list_text(values: Iterable[object]) -> str:
    """Return values as the text of a list."""
    return BETWEEN.join(map(str, values)) or NOTHING


def optional(parse: Callable[[str], T]) -> Callable[[str], T | None]:
    """Return a function that takes a value, or `-` for None."""
    return lambda text: None if text == NOTHING else parse(text)


def parse_days(text: str) -> Days:
    """Return the days that a text names.

    >>> parse_days("2024-05-13/")
    Days(earliest='2024-05-13', latest=None)
    """
    first, slash, last = text.partition("/")
    days = Days(_day(first, text), _day(last, text)) if slash else Days(_day(text, text), _day(text, text))
    if days == Days(None, None):
        raise InvalidValueError(f"'{text}'; write days such as 2024-05-13 or 2024-05-13/2024-05-15.")
    if days.earliest and days.latest and days.earliest > days.latest:
        raise InvalidValueError(f"'{text}', which ends before it begins; write the earlier day first.")
    return days


def _day(text: str, whole: str) -> str | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise InvalidValueError(
            f"'{whole}'; write days such as 2024-05-13 or 2024-05-13/2024-05-15."
        ) from None


def parse_party(text: str) -> Party:
    """Return who a text names.

    >>> parse_party("Ana Kovač (person, HRV) @0-26").country
    'HRV'
    """
    name, facts, at = _parts(text)
    found: dict[str, str] = {}
    for fact in facts:
        found["kind" if fact in KINDS else "country" if _CODE.match(fact) else "wikidata"] = fact
    return Party(
        name, cast("ActorKind | None", found.get("kind")), found.get("country"), found.get("wikidata"), at
    )


def parse_spot(text: str) -> Spot:
    """Return the place that a text names.

    >>> parse_spot("Huaraz (PER, 3696417, -9.53, -77.53) @120-126").geonames
    3696417
    """
    name, facts, at = _parts(text)
    country = next((fact for fact in facts if _CODE.match(fact)), None)
    geonames = next((int(fact) for fact in facts if _WHOLE.match(fact)), None)
    degrees = [float(fact) for fact in facts if _DEGREES.match(fact)]
    lat, lon = degrees if len(degrees) == 2 else (None, None)
    return Spot(name, country, geonames, lat, lon, at)


def _parts(text: str) -> tuple[str, list[str], At]:
    """Return name, facts and offsets of a text; brackets that hold anything else are part of the name."""
    what, at = _located(text)
    if not what:
        raise InvalidValueError(f"'{text}', which has no name; write one such as Ana Kovač (person, HRV).")
    found = _FACTS.match(what)
    facts = [fact.strip() for fact in found["facts"].split(",")] if found else []
    if found is None or not all(map(_is_fact, facts)):
        return what, [], at
    return found["name"], facts, at


def _is_fact(text: str) -> bool:
    forms = (_CODE, WIKIDATA, _WHOLE, _DEGREES)
    return text in KINDS or any(form.match(text) for form in forms)


def _located(text: str) -> tuple[str, At]:
    """Return a text without its offsets, and the offsets, or the words behind the `@`."""
    found = _AT.match(text.strip())
    what, at = (found["what"].strip(), found["at"]) if found else (text.strip(), None)
    if at is None:
        return what, NOWHERE
    offsets = _OFFSETS.match(at)
    if offsets is None:
        return what, At(words=at.strip('“”"'))
    return what, At(int(offsets[1]), int(offsets[2]) if offsets[2] else None)


def parse_count(text: str) -> Count:
    """Return the number that a text names.

    >>> str(parse_count("killed 12..15 @130-132"))
    'killed 12..15 @130-132'
    """
    what, at = _located(text)
    found = _FIGURE.match(what)
    number = _RANGE.match(found["number"].replace(",", "")) if found else None
    if found is None or number is None or found["what"] not in FIGURE_KINDS:
        raise InvalidValueError(
            f"'{text}'; write what and how many, such as killed 12, injured 40.. or money 5000000 USD; "
            f"what is one of {', '.join(FIGURE_KINDS)}."
        )
    low, high = _number(number["low"]), _number(number["high"])
    if number["range"] is None:
        high = low
    if low is not None and high is not None and low > high:
        raise InvalidValueError(
            f"'{text}', whose least is more than its most; write the smaller number first."
        )
    return Count(cast("FigureKind", found["what"]), low, high, found["unit"], at)


def _number(text: str | None) -> int | float | None:
    if text is None:
        return None
    return float(text) if "." in text else int(text)
