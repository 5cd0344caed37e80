"""Labels of acts: the classes of each head, and what a window holds of the acts of its text.

An event of `corpora/own/events` gives mentions with what takes part in them; a predicate of PropBank gives a frame with
its arguments. `acts.py` has the heads that learn them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpora.own.events.onrecord_events import (
    CERTAINTIES,
    FIGURES,
    MODES,
    PREDICATE_STATUSES,
    STATUSES,
    TYPES,
)
from onrecord.models.acts import HEADS

IGNORE = -100
NO_EVENT = -1  # the event of a mention that is compared with no other
NONE = "O"
ROLES = ("ARG0", "ARG1", "ARG2", "ARGM-LOC", "ARGM-TMP")  # of PropBank
ITEM, DISPUTE = "item", "dispute"
OWN_LAYERS = (ITEM, DISPUTE)  # heads with a layer of their own, so that weights of earlier networks fit
ACT_TAGS = (*HEADS, "predicate", "factual")  # the heads in the graph, and two that only help them to learn
TAUGHT_TAGS = ("event", "mode", "status", "certainty", "figure")  # what a teacher of acts teaches
OUTLOOK = {  # the time of a predicate (section 11 of the guideline) that the status of an event implies
    "occurred": "past", "ongoing": "present", "planned": "ahead", "expected": "ahead", "possible": "hyp",
    "unlikely": "hyp", "conditional": "hyp", "requested": "hyp", "negated": "neg", "denied": "neg",
}  # fmt: skip
ACT_LABELS: Mapping[str, tuple[str, ...]] = {
    "event": (NONE, *TYPES),
    "mode": (NONE, *sorted({mode for modes in MODES.values() for mode in modes})),
    "status": STATUSES,
    "certainty": CERTAINTIES,
    "figure": (NONE, *FIGURES),
    "outlook": PREDICATE_STATUSES,
    "predicate": (NONE, "act"),
    "factual": ("no", "yes"),
    ITEM: (NONE, "item"),  # of the words that name what is on the agenda
    DISPUTE: (NONE, "claim", "answer"),  # of the words of a claim that is disputed, and of what answers it
}


@dataclass(slots=True)
class Mention:
    """A mention of an event in a window: the places of its words, its event, and what takes part in it.

    `parts` holds (word, relation, probability), or None if it is not known what takes part (any but the main mention). What
    people labelled is certain.
    """

    words: list[int]
    event: int
    parts: list[tuple[int, int, float]] | None = None


@dataclass(slots=True)
class Frame:
    """A predicate of PropBank in a window: its place, the words of its sentence, and its arguments (word, role)."""

    at: int
    words: list[int]
    arguments: list[tuple[int, int]]


@dataclass(slots=True)
class Acts:
    """What a window holds of acts; `document` is the number of its text, or -1."""

    document: int = -1
    mentions: list[Mention] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)


def spans_of_parts(event: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Yield the phrases that take part in an event: relation and span."""
    yield from (("actor", party["span"]) for party in event["actors"])
    yield from (("recipient", party["span"]) for party in event["recipients"])
    yield from (("figure", figure["span"]) for figure in event["figures"])
    for name, relation in (("location", "location"), ("time", "time"), ("within", "voice")):
        if event[name] and event[name].get("span"):
            yield relation, event[name]["span"]
    if event["condition"]:
        yield "condition", event["condition"]
