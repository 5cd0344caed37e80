"""Whether a report is on sport or the arts: its words of force and demand are mostly figures of speech.

Such a report has many words of its topic, and few of those it names hold public power.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.grammar import Forest
from onrecord.lexicon.codes import PUBLIC_SECTORS
from onrecord.lexicon.events import EventWords
from onrecord.reading.events.frames import event_lemmas
from onrecord.types import Actor

LEAST_WORDS = 0.2  # of one topic, a sentence
MOST_POWER = 0.3  # the share of mentions of states and of those with public power


def is_beside_public_life(forest: Forest, actors: Sequence[Actor], words: EventWords) -> bool:
    """Return whether a report is on sport or the arts."""
    sentences = len(forest.trees)
    if not sentences or _share_of_power(actors) > MOST_POWER:
        return False
    lemmas = [lemma for tree in forest.trees for lemma in event_lemmas(tree, words)]
    return any(sum(lemma in topic for lemma in lemmas) >= LEAST_WORDS * sentences for topic in words.games)


def _share_of_power(actors: Sequence[Actor]) -> float:
    mentions = sum(len(actor.mentions) for actor in actors)
    powerful = sum(
        len(actor.mentions) for actor in actors if actor.kind == "country" or actor.sector in PUBLIC_SECTORS
    )
    return powerful / mentions if mentions else 0.0
