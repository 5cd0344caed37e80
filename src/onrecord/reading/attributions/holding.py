"""Which attributions hold a word: those with the word in their content."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.types import Attribution


def holding(attributions: Sequence[Attribution], offset: int) -> list[Attribution]:
    """Return the attributions whose content holds an offset, the innermost first, of equal ones the first."""
    found = sorted(
        (span.end - span.start, n)
        for n, attribution in enumerate(attributions)
        for span in attribution.content
        if span.start <= offset < span.end
    )
    return [attributions[n] for _, n in found]
