"""Where accounts differ, in words: each disagreement with its kind and both sides, for the brief and the page."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.types import Disagreement, Reading, Side
from onrecord.views.labels import label
from onrecord.views.layout import printable
from onrecord.views.names import Names

QUOTATION_MARKS = '“”"'
THE_REPORT = "the report"


@dataclass(frozen=True, slots=True)
class Account:
    """One side: who, with which verb, in which words, and the fact that holds them."""

    who: str
    verb: str | None
    words: str
    fact: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement: the matter, how and in what the accounts differ, and the accounts."""

    id: str
    about: str
    wording: str
    sides: tuple[Account, ...]


def differences_of(reading: Reading) -> list[Difference]:
    """Return the disagreements of a reading in words."""
    names = Names(reading)
    return [_difference(found, names) for found in reading.disagreements]


def _difference(found: Disagreement, names: Names) -> Difference:
    parts = [
        label("differ", found.kind) if found.kind else None,
        label("field", found.field) if found.field else None,
    ]
    return Difference(
        id=found.id,
        about=printable(found.about).strip(QUOTATION_MARKS),
        wording=": ".join(filter(None, parts)),
        sides=tuple(_account(side, names) for side in found.sides),
    )


def _account(side: Side, names: Names) -> Account:
    attribution = names.attributions.get(side.attribution) if side.attribution else None
    speaker = names.speaker(attribution) if attribution and attribution.source else None
    return Account(
        who=names.actor(side.actor) or speaker or THE_REPORT,
        verb=names.verb(attribution) if attribution else None,
        words=printable(side.span.text).strip(QUOTATION_MARKS),
        fact=side.attribution or side.event,
    )
