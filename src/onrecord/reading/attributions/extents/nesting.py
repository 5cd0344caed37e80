"""Drafts inside drafts: which one holds which, where a source continues, and which are worth keeping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.grammar import Forest
from onrecord.reading.attributions.extents.drafts import (
    WEAK,
    Draft,
    Extent,
    all_trimmed,
    length,
    present,
    shared,
    touches,
    without,
)

SPEAKER_OR_HEARER = ("Person=1", "Person=2")


def outer_of(drafts: Sequence[Draft], n: int) -> int | None:
    """Return the draft with the shortest content that holds the cue (or the content) of draft `n`, or None."""
    inner = drafts[n]
    if inner.around is not None:
        return next((m for m, d in enumerate(drafts) if m != n and touches(d.cue, inner.around)), None)
    held = inner.cue if inner.cue is not None else inner.content[0]
    size = held[1] - held[0]
    holding = [
        (length(outer.content), m)
        for m, outer in enumerate(drafts)
        if m != n and shared((held,), outer.content) >= size
    ]
    return min(holding)[1] if holding else None


def split_continued(text: str, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts, each without what its source goes on to say by another cue.

    "X said that A, adding that B" is two attributions to X. The model and the tree may take all of it for the
    content of "said".
    """
    found = list(drafts)
    for draft in drafts:
        whole = _continuation(text, draft)
        if whole is None:
            continue
        for n, outer in enumerate(found):
            left = all_trimmed(without(outer.content, whole), text) if _continues(draft, outer) else ()
            if left:
                found[n] = replace(outer, content=left)
    return tuple(found)


def _continuation(text: str, draft: Draft) -> Extent | None:
    """Return the words from the cue of a draft to its end, if a comma stands before the cue."""
    if draft.cue is None or draft.source is None or not text[: draft.cue[0]].rstrip().endswith(","):
        return None
    return draft.cue[0], max(e[1] for e in (draft.cue, *draft.content))


def _continues(draft: Draft, outer: Draft) -> bool:
    """Return whether the source of `outer`, outside its content, goes on to speak in it by the cue of `draft`."""
    if outer.cue == draft.cue or not touches(outer.source, draft.source):
        return False
    return shared(present(draft.cue), outer.content) > 0 and not shared(present(draft.source), outer.content)


def is_worth_keeping(drafts: Sequence[Draft], n: int, forest: Forest) -> bool:
    """Return whether draft `n` says more than the drafts around it.

    A draft of a rule inside another needs a source other than "I" or "you": "I think" in a quotation has the source
    of the quotation. A weak draft of a rule must be inside another.
    """
    draft = drafts[n]
    if draft.is_by_model:
        return True
    if outer_of(drafts, n) is None:
        return draft.score > WEAK
    return draft.source is not None and not _is_speaker_or_hearer(draft.source, forest)


def _is_speaker_or_hearer(source: Extent, forest: Forest) -> bool:
    """Return whether a source is "I" or "you" alone, and not "my brother"."""
    place = forest.token_at(source[0])
    if place is None:
        return False
    token = place[0].tokens[place[1]]
    return token.end >= source[1] and any(person in token.feats for person in SPEAKER_OR_HEARER)
