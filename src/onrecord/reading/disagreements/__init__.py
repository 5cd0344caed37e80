"""Find where two sources of one report contradict each other on one matter.

`claims` reads what each source says, `candidates` proposes pairs of claims of two sources, `features` names what speaks
for a disagreement, `decide` chooses the pairs that are sure enough, `describe` makes the fact. Precision is preferred to
recall; in most reports nothing is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.grammar import Forest
from onrecord.reading.disagreements.candidates import propose
from onrecord.reading.disagreements.claims import claims_of
from onrecord.reading.disagreements.decide import Seen, choose, partners
from onrecord.reading.disagreements.describe import describe
from onrecord.types import Actor, Attribution, Disagreement, DisputedWord, Document, Event, Found, Place, Time

if TYPE_CHECKING:
    from onrecord.known import Known, Words

__all__ = ["find_disagreements", "find_pairs"]


def find_disagreements(
    document: Document,
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    forest: Forest,
    known: Known,
    disputed: Sequence[DisputedWord] = (),
) -> Found[Disagreement]:
    """Return the pairs of sources that contradict each other, in text order, each pair once."""
    words = known.words.disagreements
    seen = find_pairs(
        document.text, attributions, events, actors, places, times, forest, known.words, disputed
    )
    chosen = choose(partners(seen, words.partner_weights), words.sureness_weights)
    return Found(tuple(describe(document, pair) for pair in chosen))


def find_pairs(
    text: str,
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    forest: Forest,
    words: Words,
    disputed: Sequence[DisputedWord] = (),
) -> list[Seen]:
    """Return all pairs of claims that may disagree, with their features; training reads them too."""
    claims = claims_of(text, attributions, events, actors, places, times, forest, words, disputed)
    starts = [tree.sentence.start for tree in forest.trees]
    pairs = propose(text, claims, starts, words.disagreements)
    return [Seen.of(pair, words.disagreements.traits) for pair in pairs]
