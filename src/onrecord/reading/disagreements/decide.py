"""Decide which of the proposed pairs disagree: two logistic models over named features.

The first (`partner`) chooses, for each claim that may answer another, the claim that it most probably answers. The second
(`sureness`) says how probable it is that these two disagree. Then one pair a matter is kept, the surest first. The weights
stand in `lexicon/disagreement_weights.tsv`; `python -m training.disagreements` fits them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon.disagreements import TraitRow
from onrecord.reading.disagreements.features import JOIN, Pair, features

BIAS = "bias"
LEAST_SURENESS = 0.45  # below it nothing is shown; set on even articles of dev


@dataclass(frozen=True, slots=True)
class Seen:
    """A pair with its features: `signs` (family and sign), and those that are also joined with the family."""

    pair: Pair
    signs: tuple[str, str]
    joining: frozenset[str]

    @classmethod
    def of(cls, pair: Pair, traits: Sequence[TraitRow]) -> Seen:
        """Return a pair with its features."""
        family = pair.sign.name.partition("_")[0]
        return cls(pair, (family, f"sign={pair.sign.name}"), features(pair, traits))

    @property
    def names(self) -> frozenset[str]:
        """The names of all features."""
        family = self.signs[0]
        return self.joining.union(self.signs, (f"{family}{JOIN}{name}" for name in self.joining))

    @property
    def is_sure(self) -> bool:
        """Whether the sign is enough by itself, by its row of `dispute_signs.tsv`."""
        row = self.pair.sign.row
        return row is not None and row.sure is not None and row.sure in self.joining


class _Weights:
    """The weights of features, those of joined ones by the family that they are joined with."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._alone = weights
        self._joined: dict[str, dict[str, float]] = {}
        for feature, weight in weights.items():
            family, joint, name = feature.partition(JOIN)
            if joint:
                self._joined.setdefault(family, {})[name] = weight

    def log_odds(self, seen: Seen) -> float:
        """Return the sum of the weights of the features and the bias."""
        joined = self._joined.get(seen.signs[0], {})
        found = [self._alone.get(name, 0.0) for name in (*seen.signs, *seen.joining)]
        found += [joined.get(name, 0.0) for name in seen.joining]
        return self._alone.get(BIAS, 0.0) + math.fsum(found)

    def sureness(self, seen: Seen) -> float:
        """Return the probability that the two claims disagree."""
        return 1 / (1 + math.exp(-self.log_odds(seen)))


def partners(pairs: Iterable[Seen], weights: Mapping[str, float]) -> list[Seen]:
    """Return for each claim that answers the pair with the claim that it most probably answers, a sure one first.

    Of equal ones the first.
    """
    best: dict[
        int, tuple[tuple[bool, float], Seen]
    ] = {}  # by the identity of the claim: to hash its fields is slow
    table = _Weights(weights)
    for seen in pairs:
        score = seen.is_sure, table.log_odds(seen)
        answer = id(seen.pair.answer)
        if answer not in best or score > best[answer][0]:
            best[answer] = score, seen
    return [seen for _, seen in best.values()]


def choose(pairs: Sequence[Seen], weights: Mapping[str, float], least: float = LEAST_SURENESS) -> list[Pair]:
    """Return the surest pairs that are at least so sure, or sure by their sign; no words are used twice, and no two sources twice."""
    table = _Weights(weights)
    scored = [(max(table.sureness(seen), least if seen.is_sure else 0.0), seen.pair) for seen in pairs]
    ordered = sorted(scored, key=lambda found: (-found[0], found[1].answer.span.start))
    chosen: list[Pair] = []
    for score, pair in ordered:
        if score >= least and not any(_is_one_matter(pair, other) for other in chosen):
            chosen.append(pair)
    return sorted(chosen, key=lambda pair: min(pair.answer.span.start, pair.answered.span.start))


def _is_one_matter(a: Pair, b: Pair) -> bool:
    spans = {a.answer.span, a.answered.span} & {b.answer.span, b.answered.span}
    return bool(spans) or {a.answer.who, a.answered.who} == {b.answer.who, b.answered.who}
