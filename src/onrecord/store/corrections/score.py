"""What corrections tell of the reader: how many of the facts that people judged were right as read, and are so now.

A fact is judged if somebody corrected, withdrew or confirmed it; a field if somebody corrected it, or confirmed the fact.
Nobody judges facts at random, so these are shares of what was judged, not of all facts. Intervals are Wilson's (1927), of
95 %.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.store.correct import corrected
from onrecord.store.corrections.facts import Fact, find_fact, split_fields
from onrecord.store.corrections.fields import FIELDS, InvalidValueError, NotAppliedError
from onrecord.store.corrections.types import (
    NOUNS,
    Correction,
    FactCorrection,
    FactLayer,
    PairCorrection,
    Where,
)
from onrecord.types import DocumentId, Reading

Z = 1.959964  # of the normal distribution, for 95 %
LINKED = {"events": "happenings", "documents": "stories", "actors": "entities"}  # what pairs of a layer make
FOLLOWS = {"mode": "type"}  # fields that another type may have changed: then nobody judged them as read
_OFFSETS = re.compile(r" @\d+(-\d+)?")

Key = tuple[FactLayer, DocumentId, str]  # layer, document, and the id or words of the fact


@dataclass(frozen=True, slots=True)
class Rate:
    """A share, and the bounds of its interval."""

    right: int
    judged: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Return the share."""
        return self.right / self.judged if self.judged else math.nan


def rate(right: int, judged: int) -> Rate:
    """Return a share with its Wilson interval.

    >>> found = rate(8, 10)
    >>> round(found.low, 2), round(found.high, 2)
    (0.49, 0.94)
    """
    if not judged:
        return Rate(0, 0, 0.0, 1.0)
    share, square = right / judged, Z * Z
    middle = (share + square / (2 * judged)) / (1 + square / judged)
    half = Z * math.sqrt(share * (1 - share) / judged + square / (4 * judged**2)) / (1 + square / judged)
    return Rate(right, judged, max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the score: facts by layer or type, fields, or pairs."""

    by: str
    """`layer`, `type`, `field` or `pairs`."""
    name: str
    as_read: Rate
    """Right as they were read, when they were judged."""
    wrong: int
    """Judged to be wrong."""
    now_right: int | None = None
    """How many of the wrong ones the current reader reads rightly; null if the texts were not read anew."""
    now_wrong: int | None = None
    """How many of the right ones it no longer reads rightly."""


@dataclass
class Judged:
    """What people said of one fact: what it was as read, and which fields are wrong and which right."""

    layer: FactLayer
    where: Where
    fact: str | None
    words: str | None
    was: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    """The right value, by field."""
    right: dict[str, str] = field(default_factory=dict)
    withdrawn: bool = False

    @property
    def is_right(self) -> bool:
        """Return whether the fact was right as read."""
        return not self.withdrawn and not self.wrong


def judged_facts(
    corrections: Iterable[Correction], readings: Mapping[DocumentId, Reading]
) -> list[tuple[Judged, str]]:
    """Return the facts that people judged, each with its type as it was read; `readings` are as they were kept."""
    of_facts = [c for c in corrections if isinstance(c, FactCorrection)]
    found: dict[Key, Judged] = {}
    for correction in of_facts:
        key = (correction.layer, correction.where.document, correction.fact or str(correction.where))
        judged = found.setdefault(
            key, Judged(correction.layer, correction.where, correction.fact, correction.words)
        )
        _judge(judged, correction)
    for judged in found.values():
        _settle(judged, of_facts, readings.get(judged.where.document))
    return [(judged, _type_of(judged, readings.get(judged.where.document))) for judged in found.values()]


def _judge(judged: Judged, correction: FactCorrection) -> None:
    """Add one correction to what is known of its fact."""
    if correction.do in ("withdraw", "confirm"):
        fields = split_fields(correction.was)
        for name, value in fields.items():
            judged.was.setdefault(name, value)
        judged.withdrawn = correction.do == "withdraw"
        if not judged.withdrawn:
            judged.right = fields
    else:
        name = correction.field or ""
        judged.was.setdefault(name, correction.was or "")
        judged.wrong[name] = correction.now or ""


def _settle(judged: Judged, corrections: Sequence[FactCorrection], reading: Reading | None) -> None:
    """Take the right values from the corrected reading, and only those for wrong that are not what was read."""
    if reading is not None and judged.wrong:
        seen = corrected(reading, corrections)
        fact = find_fact(seen, judged.layer, judged.where, judged.fact, judged.words)
        if fact is not None:
            judged.wrong = {name: FIELDS[judged.layer][name].read(seen, fact) for name in judged.wrong}
    judged.wrong = {name: value for name, value in judged.wrong.items() if value != judged.was.get(name)}
    left_open = {*judged.wrong, *(name for name, of in FOLLOWS.items() if of in judged.wrong)}
    judged.right = {name: value for name, value in judged.right.items() if name not in left_open}


def _type_of(judged: Judged, reading: Reading | None) -> str:
    """Return the type of an event as it was read, the kind of an attribution or agenda item; of others the layer."""
    if "type" in judged.was:
        return judged.was["type"]
    fact = find_fact(reading, judged.layer, judged.where, judged.fact, judged.words) if reading else None
    return getattr(fact, "type", None) or getattr(fact, "kind", None) or NOUNS[judged.layer]


# ---- read anew ---------------------------------------------------------------------------


def reads(reading: Reading, judged: Judged, values: Mapping[str, str]) -> bool:
    """Return whether a reading has a fact with these values; of a withdrawn one, whether it is read no more."""
    fact = find_fact(reading, judged.layer, judged.where, judged.fact, judged.words)
    if judged.withdrawn:
        return fact is None
    return fact is not None and all(
        _has(reading, judged, fact, name, value) for name, value in values.items()
    )


def _has(reading: Reading, judged: Judged, fact: Fact, name: str, value: str) -> bool:
    """Return whether writing a value into a fact would change nothing, whatever words it rests on."""
    known = FIELDS[judged.layer].get(name)
    if known is None:
        return False
    try:
        after, other = known.write(reading, fact, known.parse(value), "set")
    except (NotAppliedError, InvalidValueError):
        return False
    return _parts(known.read(reading, fact)) == _parts(known.read(after, other))


def _parts(text: str) -> list[str]:
    return sorted(_OFFSETS.sub("", text).split("; "))


# ---- the score ---------------------------------------------------------------------------


@dataclass
class _Tally:
    right: int = 0
    judged: int = 0
    now_right: int = 0
    now_wrong: int = 0

    def add(self, *, right: bool, now: bool | None) -> None:
        self.judged += 1
        self.right += right
        self.now_right += not right and now is True
        self.now_wrong += right and now is False


def score(
    facts: Iterable[tuple[Judged, str]], anew: Mapping[DocumentId, Reading] | None = None
) -> list[Line]:
    """Return the score of judged facts by layer, type and field; `anew` are readings of the current reader."""
    tallies: defaultdict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for judged, kind in facts:
        reading = anew.get(judged.where.document) if anew is not None else None
        now = reads(reading, judged, {**judged.right, **judged.wrong}) if reading is not None else None
        for by, name in (("layer", judged.layer), ("type", f"{judged.layer} {kind}")):
            tallies[by, name].add(right=judged.is_right, now=now)
        for name, right, value in _fields(judged):
            of_field = reads(reading, judged, {name: value}) if reading is not None else None
            tallies["field", f"{judged.layer} {name}"].add(right=right, now=of_field)
    return list(_lines(tallies, is_anew=anew is not None))


def _fields(judged: Judged) -> Iterator[tuple[str, bool, str]]:
    """Yield the fields that were judged, whether they were right, and the right value; none of a withdrawn fact."""
    if not judged.withdrawn:
        yield from ((name, False, value) for name, value in judged.wrong.items())
        yield from ((name, True, value) for name, value in judged.right.items())


def score_pairs(
    corrections: Iterable[Correction], together: Callable[[str, Where, Where], bool | None]
) -> list[Line]:
    """Return how many joins and parts of people the scores had right; `together` says what they join, None if unknown."""
    tallies: defaultdict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for correction in corrections:
        if not isinstance(correction, PairCorrection):
            continue
        found = [together(correction.layer, a, b) for a in correction.left for b in correction.right]
        if None not in found:
            right = all(one == (correction.do == "join") for one in found)
            tallies["pairs", LINKED[correction.layer]].add(right=right, now=None)
    return list(_lines(tallies, is_anew=False))


def _lines(tallies: Mapping[tuple[str, str], _Tally], *, is_anew: bool) -> Iterator[Line]:
    order = ("layer", "type", "field", "pairs")
    for (by, name), tally in sorted(tallies.items(), key=lambda item: (order.index(item[0][0]), item[0][1])):
        yield Line(
            by, name, rate(tally.right, tally.judged), tally.judged - tally.right,
            tally.now_right if is_anew else None, tally.now_wrong if is_anew else None,
        )  # fmt: skip
