"""What the reader knew before it opened the page: words, ontology, world and model.

Frozen, made once by `load_known`, and passed in: no stage of `reading/` opens a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from onrecord.lexicon.attributions import AttributionWords, load_attribution_words
from onrecord.lexicon.events import EventWords, load_event_words
from onrecord.lexicon.mentions import MentionWords, RoleRow, load_mention_words, with_roles
from onrecord.lexicon.status import StatusWords, load_status_words
from onrecord.lexicon.times import TimeWords, load_time_words
from onrecord.ontologies import Ontology, load_ontology
from onrecord.types import Language
from onrecord.world import World, load_world


class LanguageModel(Protocol):
    """Anything that turns texts into their language layers, in input order."""

    def read(self, texts: Sequence[str]) -> list[Language]:
        """Return the language layer of each text."""
        ...


@dataclass(frozen=True)
class Words:
    """The word tables of the package, by the layer that is read with them."""

    times: TimeWords
    mentions: MentionWords
    attributions: AttributionWords
    events: EventWords
    status: StatusWords


@dataclass(frozen=True)
class Known:
    """Everything the stages look things up in."""

    model: LanguageModel
    world: World
    ontology: Ontology
    words: Words


@lru_cache(maxsize=4)
def load_known(overlays: tuple[Path, ...] = ()) -> Known:
    """Load what ships in the package, once a process; threads share it.

    `overlays` are a user's own tables of people, bodies, offices and places, laid over the
    world; `known.world.problems` says which of their lines were left out.
    """
    from onrecord.models import load_model  # numpy and onnxruntime: not before somebody reads

    world, mentions = load_world(overlays), load_mention_words()
    titles = [
        RoleRow(o.phrase, "person", o.sector, None, bare=False, relational=False) for o in world.added_offices
    ]
    return Known(
        model=load_model(),
        world=world,
        ontology=load_ontology(),
        words=load_words(with_roles(mentions, titles) if titles else mentions),
    )


def load_words(mentions: MentionWords | None = None) -> Words:
    """Load the word tables; `mentions` are those of the package with a user's titles of office among them."""
    return Words(
        times=load_time_words(),
        mentions=mentions or load_mention_words(),
        attributions=load_attribution_words(),
        events=load_event_words(),
        status=load_status_words(),
    )
