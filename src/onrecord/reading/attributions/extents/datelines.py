"""Datelines: "LIMA, March 3 (Reuters) - ". Where a report was filed is no part of a content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.attributions.extents.drafts import Draft, Extent, without

DATELINE = re.compile(
    r"^[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]+)*(?:, [^\n—–]{1,40}?)?(?: \([^)\n]{2,40}\))? ?(?:—|–|--| -) ",
    re.MULTILINE,
)


def without_datelines(text: str, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts; a content that begins with a dateline begins behind it instead."""
    lines = [m.span() for m in DATELINE.finditer(text)]
    return tuple(_cut(draft, lines) for draft in drafts) if lines else tuple(drafts)


def _cut(draft: Draft, lines: Sequence[Extent]) -> Draft:
    content = draft.content
    for line in lines:
        content = without(content, line)
    return replace(draft, content=content) if content else draft
