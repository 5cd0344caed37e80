"""Where a report was filed is no part of a content: "LIMA, March 3 (Reuters) - "."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.attributions.extents.drafts import Draft, Extent, without
from onrecord.reading.datelines import DATELINE


def without_datelines(text: str, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts; a content that begins with a dateline begins behind it instead."""
    lines = [m.span() for m in DATELINE.finditer(text)]
    return tuple(_cut(draft, lines) for draft in drafts) if lines else tuple(drafts)


def _cut(draft: Draft, lines: Sequence[Extent]) -> Draft:
    content = draft.content
    for line in lines:
        content = without(content, line)
    return replace(draft, content=content) if content else draft
