"""Merge the model's drafts with the rules': of two drafts that say the same, one is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.attributions.extents.drafts import (
    MODEL,
    Draft,
    Extent,
    length,
    present,
    shared,
    touches,
    without,
)
from onrecord.reading.attributions.extents.thresholds import Thresholds

SAME = 0.5  # share of the shorter content from which on two drafts say the same
MOST_EXTENTS = 2  # PolNeAR has a content before its cue and one behind it; more are a slip of the model


def merge(model: Sequence[Draft], ruled: Sequence[Draft], limits: Thresholds) -> tuple[Draft, ...]:
    """Return the model's drafts, completed from the rules', and the drafts that only the rules found.

    A rule's draft on a cue of the model fills in what the model lacks. A rule's draft on another cue stays, whether
    it is nested in one of the model's or was missed.
    """
    kept = list(model)
    added: list[Draft] = []
    for draft in ruled:
        same = next((n for n, m in enumerate(kept) if touches(m.cue, draft.cue)), None)
        if same is not None:
            kept[same] = _filled(kept[same], draft, limits)
        elif not any(_repeats(m, draft) for m in kept):
            added.append(draft)
    sure = [draft for draft in kept if draft.is_confirmed or not _is_slip(draft, limits)]
    return tuple(sorted((*sure, *added), key=lambda d: d.start))


def without_signed(drafts: Sequence[Draft], signed: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts without the quotations that are signed with a name: those have their source."""
    shortened = ((draft, _left_by(draft, signed)) for draft in drafts)
    return tuple(replace(draft, content=content) for draft, content in shortened if content)


def _left_by(draft: Draft, signed: Sequence[Draft]) -> tuple[Extent, ...]:
    """Return the content of `draft` outside the signed quotations of other sources."""
    content = draft.content
    for other in signed:
        if not shared(other.own, draft.own):
            for extent in other.content:
                content = without(content, extent)
    return content


def _is_slip(draft: Draft, limits: Thresholds) -> bool:
    """Return whether a draft of the model alone has a low score, and next to no content or no source."""
    if length(draft.content) < limits.slip_length:
        return draft.score < MODEL + limits.sure
    return draft.source is None and draft.cue is not None and draft.score < MODEL + limits.unsure


def _filled(model: Draft, ruled: Draft, limits: Thresholds) -> Draft:
    """Return the model's draft with the rule's source if it has none, and the rule's content if it is unsure."""
    source = model.source
    if source is None and not shared(present(ruled.source), model.content):
        source = ruled.source
    is_unsure = model.score < MODEL + limits.sure or len(model.content) > MOST_EXTENTS
    takes_content = is_unsure and not shared(present(source), ruled.content)
    content = ruled.content if takes_content else model.content
    return replace(model, source=source, content=content, basis=(*model.basis, *ruled.basis))


def _repeats(model: Draft, ruled: Draft) -> bool:
    """Return whether the rule's draft gives most of the model's content to a cue outside of it."""
    common = shared(ruled.content, model.content)
    if not common or common <= SAME * min(length(ruled.content), length(model.content)):
        return False
    return not shared(present(ruled.cue), model.content)
