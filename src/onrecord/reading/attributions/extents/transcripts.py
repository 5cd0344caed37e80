"""The turns of a transcript: "SMITH: ...", each up to the next label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.reading.attributions.extents.drafts import (
    Draft,
    Extent,
    all_trimmed,
    clipped,
    present,
    shared,
    without,
)
from onrecord.reading.attributions.extents.labels import COLON_RULE, LABEL_HERE, PARAGRAPH_LINE, label_draft

LABEL_AT_LINE = re.compile(rf"(?m)^{LABEL_HERE.pattern}")
LEAST_TURNS = 2  # labels in capitals that make a text a transcript
STAGE_DIRECTION = "(["  # a line that opens with one of these is not spoken


def find_turns(text: str) -> tuple[Draft, ...]:
    """Return the turns of a transcript in text order; a text that is no transcript has none."""
    labels = [m for m in LABEL_AT_LINE.finditer(text) if m["who"].isupper()]
    return tuple(d for d in _turns(text, labels) if d.content) if len(labels) >= LEAST_TURNS else ()


def _turns(text: str, labels: Sequence[re.Match[str]]) -> Iterator[Draft]:
    for n, label in enumerate(labels):
        following = labels[n + 1].start() if n + 1 < len(labels) else None
        said = [label.span("said"), *_further_paragraphs(text, label, following)]
        yield label_draft(text, label, said, label.span("colon"), rule=COLON_RULE)


def _further_paragraphs(text: str, label: re.Match[str], following: int | None) -> Iterator[Extent]:
    """Yield the paragraphs of a turn below its first, up to the label that is `following`.

    Nothing ends the last turn. It continues only with paragraphs that are quoted as its first one is.
    """
    end = len(text) if following is None else following
    for paragraph in PARAGRAPH_LINE.finditer(text, label.end(), end):
        line = paragraph.group()
        is_quoted = bool(label["mark"]) and line.startswith(label["mark"])
        if following is None and not is_quoted:
            return
        if line.lstrip('"“')[:1] not in STAGE_DIRECTION:
            yield paragraph.span()


def kept_to_turns(text: str, drafts: Sequence[Draft], turns: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the turns, and the drafts with each content cut at the edges of its turn.

    A draft that shares the label of a turn is dropped: the label says who speaks.
    """
    cut = (_cut_at_turns(text, draft, turns) for draft in drafts)
    return tuple(sorted((*turns, *(d for d in cut if d is not None)), key=lambda d: d.start))


def _cut_at_turns(text: str, draft: Draft, turns: Sequence[Draft]) -> Draft | None:
    home = next((t for t in turns if shared(present(draft.cue), (*t.own, *t.content))), None)
    if home is not None and shared(home.own, draft.own):
        return None
    content = _outside(draft.content, turns) if home is None else clipped(draft.content, home.content)
    if content != draft.content:
        content = all_trimmed(content, text)
    return replace(draft, content=content) if content else None


def _outside(content: tuple[Extent, ...], turns: Sequence[Draft]) -> tuple[Extent, ...]:
    for turn in turns:
        content = without(content, (turn.start, max(e[1] for e in turn.content)))
    return content
