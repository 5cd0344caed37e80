"""How far the model is trusted against the rules: all thresholds in one place.

Scores are the model's own, from 0 to 1. `python -m benchmarks.attribution_thresholds` searches for better values;
run it when the weights change.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores and lengths at which a find of the model is replaced or dropped. Set on PolNeAR."""

    sure: float = 0.65  # below it, a rule's content on the same cue replaces the model's content
    sure_source: float = 0.75  # below it, the subject of the cue replaces the model's source
    unsure: float = 0.6  # below it, a draft without a source is dropped unless a rule found it too
    slip_length: int = 12  # code points; a shorter content needs a score of `sure`
    near: int = 60  # code points at most between a content without a link and the cue that takes it
    loose_words: int = 12  # words; a shorter content that no cue takes is dropped


THRESHOLDS = Thresholds()
