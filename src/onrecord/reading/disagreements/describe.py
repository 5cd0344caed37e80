"""The fields of a disagreement: what it is about, its kind, the field of the record that it concerns, its sides."""

from __future__ import annotations

import re

from onrecord.grammar.words import COMPLEMENTIZER
from onrecord.reading.disagreements.claims import Claim
from onrecord.reading.disagreements.features import Pair
from onrecord.reading.ids import content_id
from onrecord.types import Disagreement, DisagreementField, DisagreementKind, Document, Side, Span, span_of

LONGEST_SIDE = 80  # words of a side's span
LONGEST_ABOUT = 14  # words of `about`
WORD = re.compile(r"\w+(?:[-’']\w+)*")
MARKS = "“”\"'‘’,. "


def describe(document: Document, pair: Pair) -> Disagreement:
    """Return the disagreement of two claims, the earlier side first."""
    sides = sorted((pair.answer, pair.answered), key=lambda claim: claim.span.start)
    return Disagreement(
        id=content_id("d", document.id, *(f"{c.span.start}_{c.span.end}_{c.who}" for c in sides)),
        about=_about(document.text, pair),
        kind=kind_of(pair),
        field=field_of(pair),
        sides=tuple(_side(document.text, claim) for claim in sides),
    )


def kind_of(pair: Pair) -> DisagreementKind:
    """Return `correction` if the report sets a source right, else the kind of the sign.

    Where the sign leaves it open: `denial` if the answer negates, else `contradiction`.
    """
    if pair.answer.kind == "report":
        return "correction"
    if pair.sign.row is not None and pair.sign.row.kind is not None:
        return pair.sign.row.kind
    return "denial" if "negates" in pair.answer.signs else "contradiction"


def field_of(pair: Pair) -> DisagreementField:
    """Return what the sides differ on, as far as the sign shows it; `meaning` if no sign shows it."""
    return pair.sign.row.field if pair.sign.row is not None else "meaning"


def _about(text: str, pair: Pair) -> str:
    """Return the words of the side that asserts, shortened; of what is denied, if the other is only named."""
    claim = pair.answered if pair.answered.kind != "owned" else pair.answer
    ends = [m.end() for m in WORD.finditer(text, claim.span.start, claim.span.end)]
    end = ends[min(len(ends), LONGEST_ABOUT) - 1] if ends else claim.span.end
    phrase = " ".join(text[claim.span.start : end].strip(MARKS).split())
    return phrase.removeprefix(f"{COMPLEMENTIZER} ")


def _side(text: str, claim: Claim) -> Side:
    span = claim.span
    ends = [m.end() for m in re.finditer(r"\w+", text[span.start : span.end])]
    if len(ends) > LONGEST_SIDE:
        span = span_of(text, span.start, span.start + ends[LONGEST_SIDE - 1])
    # what a denial names or denies is in its content, but is not what the denying source says
    said = claim.attribution if claim.kind == "said" else None
    return Side(
        actor=claim.actor,
        span=Span(start=span.start, end=span.end, text=span.text),
        attribution=said.id if said else None,
    )
