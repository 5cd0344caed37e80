"""How far the model is trusted against the rules: every number of it in one place.

Scores are the model's own, from 0 to 1. `python -m benchmarks.attribution_thresholds` looks for better
ones, as it must be run when the weights change.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Below and above what the model's word, the tree's or a rule's is taken. Set on PolNeAR."""

    sure: float = 0.65  # a content of the model below it gives way to that of a rule on the same cue
    sure_source: float = 0.75  # a source of the model below it gives way to the subject of the cue
    unsure: float = 0.6  # a draft below it, without a source and without a rule that agrees, is left out
    slip_length: int = 12  # code points; a content shorter than this needs a score of `sure`
    near: int = 60  # code points between a content that the model links to nothing and the cue that takes it
    loose_words: int = 12  # a content shorter than this that no cue takes is left out


THRESHOLDS = Thresholds()
