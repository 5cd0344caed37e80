"""On whose word an event is told: the attribution that the model hears, or the innermost one that holds the words.

An event with a mention in the article's own voice is told by the article (docs/annotation-events.md, section 7). The
model gives each word a probability of being the word-giver of an act. An attribution that holds the mention counts if
the model gives its source some chance; one that does not hold it counts if the model is sure.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.attributions.holding import holding
from onrecord.reading.events.bounds import BOUNDS, Bounds
from onrecord.reading.events.phrases import odds_of
from onrecord.reading.events.tellings import Telling
from onrecord.types import ActMention, Attribution, Span


def voice_of(
    order: Sequence[Telling], attributions: Sequence[Attribution], bounds: Bounds = BOUNDS
) -> Attribution | None:
    """Return the attribution that tells the main mention, which is first; None if the article tells the event."""
    holders = [holder_of(telling.act, attributions, bounds) for telling in order]
    return holders[0] if all(holders) else None


def holder_of(
    act: ActMention, attributions: Sequence[Attribution], bounds: Bounds = BOUNDS
) -> Attribution | None:
    """Return the attribution on whose word a mention is told, or None."""
    odds = odds_of(act, "voice")
    if not odds:
        return None
    for holder in holding(attributions, act.start):
        if _heard(holder, odds) >= bounds.held:
            return holder
    if max(odds.values()) < bounds.heard:
        return None
    sure = [(_heard(attribution, odds), -n) for n, attribution in enumerate(attributions)]
    best = max(sure, default=(0.0, 0))
    return attributions[-best[1]] if best[0] >= bounds.heard else None


def _heard(attribution: Attribution, odds: dict[int, float]) -> float:
    """Return the probability of the likeliest word of the source, or of the cue if there is none."""
    said: Span | None = attribution.source or attribution.cue
    if said is None:
        return 0.0
    return max((p for start, p in odds.items() if said.start <= start < said.end), default=0.0)
