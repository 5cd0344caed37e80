"""Who said what: the statements of all reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from onrecord.lexicon.codes import load_sectors
from onrecord.questions.answer import Answer, Meant
from onrecord.questions.asking import OF_REPORTS, Question, among, ask
from onrecord.questions.filters import SaidFilters, checked
from onrecord.questions.meant import takes_part
from onrecord.questions.report import in_report, speaker_of
from onrecord.questions.rows import Statement
from onrecord.store import Store
from onrecord.store.find import Condition, is_in, with_content, with_role
from onrecord.store.told import Told, told
from onrecord.types import Attribution

NAMED = ("named",)  # of the kinds of sourcing


def said(store: Store, **filters: Unpack[SaidFilters]) -> Answer[Statement]:
    """Return who said what, the latest reports first; raises `QuestionError` for a value that is not allowed."""
    return ask(store, QUESTION, checked("said", filters))


def _by_speaker(meant: Meant) -> Condition:
    return takes_part(meant, ("speaker",))


def _by_role(words: str) -> Condition:
    return is_in("sector", (words,)) if words in load_sectors() else with_role(words)


def _by_naming(named: bool) -> Condition:
    return Condition(f"sourcing {'=' if named else '<>'} ?", NAMED)


def _statements(store: Store, keys: Sequence[int]) -> tuple[Statement, ...]:
    found = told(store, keys, ("times", "actors", "attributions"))
    return tuple(_statement(report, report.fact("attributions", position)) for report, position in found)


def _statement(report: Told, attribution: Attribution) -> Statement:
    source = report.actor(attribution.source.actor if attribution.source else None)
    addressee = report.actor(attribution.addressee)
    return Statement(
        **in_report(report),
        attribution=attribution.id,
        speaker=speaker_of(report, attribution),
        entity=report.entities.get(source.id) if source else None,
        office=source.office if source else None,
        addressee=addressee.name if addressee else None,
        kind=attribution.kind,
        quotation=attribution.quotation,
        sourcing=attribution.sourcing,
        polarity=attribution.polarity,
        source=attribution.source,
        cue=attribution.cue,
        content=attribution.content,
    )


QUESTION = Question(
    name="said",
    noun="statement",
    row=Statement,
    table="statements",
    conditions={
        **OF_REPORTS,
        "speaker": _by_speaker,
        "role": _by_role,
        "words": with_content,
        "cue": among("kind"),
        "quotation": among("quotation"),
        "named": _by_naming,
    },
    build=_statements,
)
