"""Why a source is not named: "spoke on condition of anonymity because the talks are private".

A text says it once, often in a sentence of its own after the first words of the source. It holds for everything that
the same source says. Phrases: anonymity.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Forest, Tree
from onrecord.lexicon.attributions import AnonymityRole, AttributionWords
from onrecord.reading.attributions.extents.drafts import Extent, trimmed
from onrecord.reading.rules import FindingRule, first_finding
from onrecord.types import ActorId, Attribution, Span, span_of

GROUND_REACH = 2  # sentences at most between what a source says and the ground of its anonymity
NAMELESS = ("unnamed", "collective")
CLOSING_MARKS = frozenset(",;:.—–-!?\"”’')")  # marks that are no part of a ground


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a source is not named, and the number of the sentence that says so."""

    sentence: int
    extent: Extent


def with_grounds(
    text: str, attributions: Sequence[Attribution], forest: Forest, words: AttributionWords
) -> tuple[Attribution, ...]:
    """Return the attributions with the ground for which the source is not named, where the text gives one."""
    grounds = find_grounds(text, forest, words)
    if not grounds:
        return tuple(attributions)
    given = _ground_by_attribution(grounds, attributions, forest)
    by_actor = _ground_by_actor(given, attributions)
    found = (given.get(n) or _ground_of_actor(a, by_actor) for n, a in enumerate(attributions))
    return tuple(replace(a, reason=_span(text, g)) for a, g in zip(attributions, found, strict=True))


def _span(text: str, ground: Ground | None) -> Span | None:
    return None if ground is None else span_of(text, *ground.extent)


# ---- which attributions a ground is about -------------------------------------------------------


def _ground_by_attribution(
    grounds: Sequence[Ground], attributions: Sequence[Attribution], forest: Forest
) -> dict[int, Ground]:
    """Return the first ground for each attribution, by the number of the attribution."""
    nameless = _nameless_by_number(attributions, forest)
    found: dict[int, Ground] = {}
    for ground in grounds:
        for n in _meant(ground, nameless):
            found.setdefault(n, ground)
    return found


def _nameless_by_number(attributions: Sequence[Attribution], forest: Forest) -> dict[int, int]:
    """Return the sentence of each outermost attribution whose source is not named."""
    sources = {n: a.source for n, a in enumerate(attributions) if a.within is None and _is_nameless(a)}
    trees = {n: forest.at(source.start) for n, source in sources.items() if source is not None}
    return {n: tree.index for n, tree in trees.items() if tree is not None}


def _meant(ground: Ground, nameless: Mapping[int, int]) -> list[int]:
    """Return the attributions that a ground is about: those of its sentence, else the last one before it."""
    here = [n for n, sentence in nameless.items() if sentence == ground.sentence]
    before = [n for n, sentence in nameless.items() if 0 < ground.sentence - sentence <= GROUND_REACH]
    return here or before[-1:]


def _is_nameless(attribution: Attribution) -> bool:
    return attribution.sourcing in NAMELESS


def _ground_by_actor(
    given: Mapping[int, Ground], attributions: Sequence[Attribution]
) -> dict[ActorId, Ground]:
    """Return the first ground for each actor."""
    found: dict[ActorId, Ground] = {}
    for n, ground in given.items():
        source = attributions[n].source
        if source is not None and source.actor is not None:
            found.setdefault(source.actor, ground)
    return found


def _ground_of_actor(attribution: Attribution, by_actor: Mapping[ActorId, Ground]) -> Ground | None:
    """Return the ground for the actor of a source that is not named."""
    source = attribution.source
    if source is None or source.actor is None or not _is_nameless(attribution):
        return None
    return by_actor.get(source.actor)


# ---- the ground in its sentence -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Statement:
    """A sentence with a phrase for anonymity: its `mark` ("on condition of anonymity"), its `ground`, or both."""

    text: str
    tree: Tree
    words: AttributionWords
    mark: re.Match[str] | None
    ground: re.Match[str] | None

    def openings(self, start: int, end: int) -> list[int]:
        """Return where "because" and the like stand between two offsets."""
        return [m.start() for m in self.words.anonymity["opens"].finditer(self.text, start, end)]


def find_grounds(text: str, forest: Forest, words: AttributionWords) -> list[Ground]:
    """Return the grounds that a text gives, in order."""
    lowered = text.lower()
    phrases = [
        p for key, found in words.namelessness.items() if key in lowered for p in found if p in lowered
    ]
    if not phrases:  # most texts have none, and no pattern is run
        return []
    found = (_ground(text, tree, words) for tree in forest.trees if _has_phrase(text, tree, phrases))
    return [ground for ground in found if ground is not None]


def _has_phrase(text: str, tree: Tree, phrases: Sequence[str]) -> bool:
    sentence = text[tree.sentence.start : tree.sentence.end].lower()
    return any(phrase in sentence for phrase in phrases)


def _ground(text: str, tree: Tree, words: AttributionWords) -> Ground | None:
    """Return the ground that a sentence gives, or None."""
    mark, ground = _search("mark", text, tree, words), _search("ground", text, tree, words)
    found = first_finding(GROUND_RULES, _Statement(text, tree, words, mark, ground))
    extent = None if found is None else trimmed(found[1], text, CLOSING_MARKS)
    return None if extent is None else Ground(tree.index, extent)


def _search(role: AnonymityRole, text: str, tree: Tree, words: AttributionWords) -> re.Match[str] | None:
    return words.anonymity[role].search(text, tree.sentence.start, tree.sentence.end)


def _behind_mark(said: _Statement) -> Extent | None:
    """Read "on condition of anonymity because the talks are private"."""
    if said.mark is None:
        return None
    openings = said.openings(said.mark.end(), said.tree.sentence.end)
    return _clause(said.tree, openings[0]) if openings else None


def _around_ground(said: _Statement) -> Extent | None:
    """Read "because he was not authorized to speak", or its verb alone where no "because" opens the clause."""
    if said.ground is None:
        return None
    openings = said.openings(said.tree.sentence.start, said.ground.start())
    return _clause(said.tree, openings[-1] if openings else said.ground.start())


def _before_mark(said: _Statement) -> Extent | None:
    """Read "Because the talks are private, he spoke on condition of anonymity"."""
    if said.mark is None:
        return None
    openings = said.openings(said.tree.sentence.start, said.mark.start())
    clause = _clause(said.tree, openings[0]) if openings else None
    return None if clause is None else (clause[0], min(clause[1], said.mark.start()))


GROUND_RULES: tuple[FindingRule[_Statement, Extent], ...] = (
    FindingRule("behind the mark", _behind_mark),
    FindingRule("around the ground", _around_ground),
    FindingRule("before the mark", _before_mark),
)


def _clause(tree: Tree, start: int) -> Extent | None:
    """Return the words from `start` to the end of the clause that the word there opens."""
    at = next((i for i, t in enumerate(tree.tokens) if t.start <= start < t.end), None)
    if at is None:
        return None
    last = max(n for n in tree.subtree(_head_of_clause(tree, at)) if n >= at)
    return start, tree.tokens[last].end


def _head_of_clause(tree: Tree, i: int) -> int:
    """Return the verb or noun that the word `i` introduces, or `i` if it is one itself."""
    token = tree.tokens[i]
    node = i if token.upos in ("VERB", "NOUN") or token.head < 0 else token.head
    above = tree.tokens[node].head
    return above if tree.tokens[node].deprel in ("fixed", "case") and above >= 0 else node
