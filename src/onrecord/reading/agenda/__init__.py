"""List what lies ahead: whatever the text tells of a public happening after the day of the report.

A word that may name something ahead is a candidate, with or without an event of the record (`candidates`). What is known of it
are named features (`features`), whose weights (`lexicon/agenda_weights.tsv`, fitted by `training/agenda.py`) decide whether it is
on the agenda, and with which status. Then come its window, participants and line (`items`), and what several words and sentences
tell of one thing becomes one item (`merge`). What is over is never on the agenda.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.grammar import Forest
from onrecord.reading.agenda.candidates import find_candidates
from onrecord.reading.agenda.features import features_of
from onrecord.reading.agenda.items import entry_of
from onrecord.reading.agenda.layers import Layers
from onrecord.reading.agenda.merge import merge
from onrecord.types import (
    Actor,
    AgendaItem,
    Attribution,
    Document,
    Event,
    Found,
    Language,
    Place,
    Time,
)

if TYPE_CHECKING:
    from onrecord.known import Known


def find_agenda(
    document: Document,
    language: Language,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    forest: Forest,
    known: Known,
) -> Found[AgendaItem]:
    """Return what lies ahead by date, what has no date last."""
    layers = Layers(document, language, actors, places, times, attributions, events, forest, known)
    words = known.words.agenda
    found = (
        entry_of(candidate, features_of(candidate, words), words) for candidate in find_candidates(layers)
    )
    items = [entry.item for entry in merge([entry for entry in found if entry is not None], words)]
    return Found(tuple(sorted(items, key=_soonest)))


def _soonest(item: AgendaItem) -> tuple[bool, str, str, int]:
    start = item.evidence[0].start if item.evidence else 0
    return item.earliest is None, item.earliest or "", item.latest or "", start
