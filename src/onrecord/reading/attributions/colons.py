"""Find the speakers that a colon names: headlines ("Poll: ...") and transcripts ("SMITH: ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.drafts import Draft, Extent, trimmed
from onrecord.types import Name

# up to six words, the first with a capital, then a colon and a blank; a transcript may quote each line
LABEL = re.compile(
    r"(?m)^[\"“]?(?P<who>[A-Z][\w.’'-]*(?:[ \u00a0][\w.’'-]+){0,5})(?P<colon>:)[ \u00a0]+(?P<said>\S[^\n]*)"
)
TURNS = 2  # speakers' names in capitals that make a text a transcript
HEADLINE = 12  # words of a first line at most, for it to be a headline


def find_by_colon(text: str, names: Sequence[Name], words: AttributionWords) -> tuple[Draft, ...]:
    """Return what a headline or a transcript gives to the name before a colon."""
    labels = list(LABEL.finditer(text))
    turns = [m for m in labels if m["who"].isupper()]
    found = [_turn(text, m) for m in turns] if len(turns) >= TURNS else []
    if (
        labels
        and labels[0].start() == 0
        and labels[0] not in turns
        and len(labels[0].group().split()) <= 2 * HEADLINE
    ):
        who = labels[0].span("who")
        named = any(n.start < who[1] and who[0] < n.end for n in names)
        last = labels[0]["who"].split()[-1].lower()
        if named or words.sourcing.get(last) == "document":
            found.append(_turn(text, labels[0]))
    return tuple(d for d in found if d.content)


def _turn(text: str, match: re.Match[str]) -> Draft:
    said: Extent | None = trimmed(match.span("said"), text)
    return Draft(
        match.span("who"),
        match.span("colon"),
        () if said is None else (said,),
        ("a name and a colon at the head of the line",),
        score=0.6,
    )
