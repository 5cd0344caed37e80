"""On whose word an event is told: the innermost attribution that holds its main mention.

An event with a mention in the article's own voice is told by the article (docs/annotation-events.md, section 7).
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.events.tellings import Telling
from onrecord.types import ActMention, Attribution


def voice_of(order: Sequence[Telling], attributions: Sequence[Attribution]) -> Attribution | None:
    """Return the attribution that holds the main mention, which is first; None if the article tells the event."""
    holders = [holder_of(telling.act, attributions) for telling in order]
    return holders[0] if all(holders) else None


def holder_of(act: ActMention, attributions: Sequence[Attribution]) -> Attribution | None:
    """Return the innermost attribution whose content holds a mention."""
    holding = [
        (span.end - span.start, n)
        for n, attribution in enumerate(attributions)
        for span in attribution.content
        if span.start <= act.start < span.end
    ]
    return attributions[min(holding)[1]] if holding else None
