"""Find why sources are not named: "spoke on condition of anonymity because the talks are private".

A text says it once, often in a sentence of its own behind the first words of the source; it holds for
all that the same source says. Phrases: anonymity.tsv.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Forest, Tree
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.drafts import Extent, trimmed
from onrecord.types import ActorId, Attribution, span_of

WINDOW = 2  # sentences between what a source says and why it has no name
NAMELESS = ("unnamed", "collective")
CLOSING = frozenset(",;:.—–-!?\"”’')")


@dataclass(frozen=True, slots=True)
class Ground:
    """Why somebody is not named, and the sentence that says so."""

    sentence: int
    extent: Extent


def with_grounds(
    text: str, attributions: Sequence[Attribution], forest: Forest, words: AttributionWords
) -> tuple[Attribution, ...]:
    """Return the attributions, those of sources that a ground is given for with it."""
    lowered = text.lower()
    phrases = [p for p in words.namelessness if p in lowered]  # most texts have none: no pattern is run
    grounds = [
        r
        for tree in (forest.trees if phrases else ())
        if any(p in text[tree.sentence.start : tree.sentence.end].lower() for p in phrases)
        and (r := _ground(text, tree, words)) is not None
    ]
    if not grounds:
        return tuple(attributions)
    given: dict[int, Ground] = {}
    for ground in grounds:
        for n in _meant(ground, attributions, forest):
            given.setdefault(n, ground)
    by_actor: Mapping[ActorId, Ground] = {
        source.actor: ground
        for n, ground in reversed(given.items())
        if (source := attributions[n].source) is not None and source.actor is not None
    }
    found = []
    for n, attribution in enumerate(attributions):
        source = attribution.source
        ground_of = given.get(n)
        if (
            ground_of is None
            and source is not None
            and source.actor is not None
            and _is_nameless(attribution)
        ):
            ground_of = by_actor.get(source.actor)
        span = None if ground_of is None else span_of(text, *ground_of.extent)
        found.append(replace(attribution, reason=span))
    return tuple(found)


def _meant(ground: Ground, attributions: Sequence[Attribution], forest: Forest) -> list[int]:
    """Return the attributions whose source a ground is about: those of its sentence, else the last before."""
    nameless = [
        (tree.index, n)
        for n, a in enumerate(attributions)
        if a.source is not None
        and a.within is None
        and _is_nameless(a)
        and (tree := forest.at(a.source.start)) is not None
    ]
    here = [n for index, n in nameless if index == ground.sentence]
    before = [n for index, n in nameless if 0 < ground.sentence - index <= WINDOW]
    return here or before[-1:]


def _is_nameless(attribution: Attribution) -> bool:
    return attribution.sourcing in NAMELESS


def _ground(text: str, tree: Tree, words: AttributionWords) -> Ground | None:
    """Return the ground that a sentence gives, or None where it gives none."""
    sentence = tree.sentence.start, tree.sentence.end
    ground = words.anonymity["ground"].search(text, *sentence)
    mark = words.anonymity["mark"].search(text, *sentence)
    told = mark or ground
    if told is None:
        return None
    opening = words.anonymity["opens"].search(text, told.end(), sentence[1])
    if mark is not None and opening is not None:
        extent = _clause(tree, opening.start())
    elif ground is not None:
        extent = _clause(tree, _opening_before(text, ground.start(), tree, words))
    else:
        before = words.anonymity["opens"].search(text, sentence[0], told.start())
        extent = None if before is None else _clause(tree, before.start(), told.start())
    kept = None if extent is None else trimmed(extent, text, CLOSING)
    return None if kept is None else Ground(tree.index, kept)


def _opening_before(text: str, offset: int, tree: Tree, words: AttributionWords) -> int:
    """Return where the clause around `offset` opens: at its "because", or at its verb."""
    last = None
    for match in words.anonymity["opens"].finditer(text, tree.sentence.start, offset):
        last = match.start()
    return offset if last is None else last


def _clause(tree: Tree, start: int, end: int | None = None) -> Extent | None:
    """Return the words from `start` to the end of the clause that the word there opens."""
    for i, token in enumerate(tree.tokens):
        if token.start <= start < token.end:
            node = i if token.upos in ("VERB", "NOUN") or token.head < 0 else token.head
            if tree.tokens[node].deprel in ("fixed", "case") and tree.tokens[node].head >= 0:
                node = tree.tokens[node].head
            last = max(n for n in tree.subtree(node) if n >= i)
            stop = tree.tokens[last].end
            return start, stop if end is None else min(stop, end)
    return None
