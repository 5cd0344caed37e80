"""How a content is quoted: direct, indirect or mixed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile

from onrecord.reading.attributions.context import Context
from onrecord.reading.attributions.extents.drafts import WORD, Draft, Extent, cover, shared
from onrecord.types import Quotation

DIRECT = 0.95  # share of the words inside quotation marks from which on a content is direct; as in PolNeAR's scorer
MOST_OUTSIDE = 1  # words outside the marks that a direct content may have, besides an introducing "that"


def quotation_of(draft: Draft, context: Context) -> Quotation:
    """Return how much of the content stands in quotation marks that do not also hold the cue.

    A turn of a transcript is direct without marks. A title in quotation marks is no speech.
    """
    text = context.document.text
    if draft.is_turn:
        return "direct"
    own = list(own_quotations(draft, context))
    words = [m for extent in draft.content for m in WORD.finditer(text, *extent)]
    outside = [m.group() for m in words if not cover(own, m.start())]
    if len(outside) == len(words):
        return "indirect"
    openers = context.words.classes.complement_openers
    stray = list(dropwhile(lambda word: word.lower() in openers, outside))
    return "direct" if len(stray) <= min(MOST_OUTSIDE, (1 - DIRECT) * len(words)) else "mixed"


def own_quotations(draft: Draft, context: Context) -> Iterator[Extent]:
    """Yield the quotations that overlap the content and not the cue."""
    start, end = draft.content[0][0], max(extent[1] for extent in draft.content)
    for quote in context.speech:
        if quote.end <= start or quote.start >= end:
            continue
        extent = (quote.start, quote.end)
        is_around_cue = draft.cue is not None and shared((draft.cue,), (extent,))
        if not is_around_cue and shared(draft.content, (extent,)):
            yield extent
