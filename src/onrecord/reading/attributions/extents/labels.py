"""Sources that a colon or a dash names, where no verb does.

In headlines ("Poll: ...", "... – UN report"), in live blogs ("17:55 Ort: ...") and below a signed quotation
("“...” — Lea Ort"). `transcripts.py` reads the turns of transcripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.grammar import Quote
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.drafts import LABEL_SCORE, Draft, Extent, all_trimmed, joined
from onrecord.types import Name, Reason

# up to six words, the first with a capital, then a colon and a blank; a transcript may quote each line
LABEL_HERE = re.compile(
    r"(?P<mark>[\"“]?)(?P<who>[A-Z][\w.’'-]*(?:[ \u00a0][\w.’'-]+){0,5})(?P<colon>:)[ \u00a0]+(?P<said>\S[^\n]*)"
)
# a dash behind a quotation, a name, and what the person is, or the handle and the day of a post, up to the line's end
SIGNATURE = re.compile(
    r"[ \u00a0]*\n?[ \u00a0]*(?P<dash>[―—–]|--?)[ \u00a0]*(?P<who>[A-Z][\w.’'-]*(?:[ \u00a0][\w.’'-]+){0,5}?(?:,[^\n“”\"]{1,60})?)"
    r"(?:[ \u00a0]*\(@\w+\)|[ \u00a0]+@\w+)?(?:[ \u00a0·,|]+(?:[A-Z][a-z]{2,8}\.?[ \u00a0]\d{1,2}|\d{1,2}[ \u00a0][A-Z][a-z]{2,8})(?:,?[ \u00a0]\d{4})?)?"
    r"[ \u00a0]*(?=\n|$)"
)
# the last dash of a headline and up to six words behind it
TAIL = re.compile(
    r"(?P<said>\S[^\n]*?)[ \u00a0](?P<dash>[―—–-]|--)[ \u00a0](?P<who>\w[\w.’'-]*(?:[ \u00a0][\w.’'-]+){0,5})[ \u00a0]*(?=\n|$)"
)
# the time at the head of an entry of a live blog: "17:55", "9.20am GMT –"
STAMP = re.compile(
    r"(?m)^[ \u00a0]*\d{1,2}[:.]\d{2}(?:[ \u00a0]?[ap]\.?m\.?)?(?:[ \u00a0][A-Z]{2,4}(?=[ \u00a0]))?[ \u00a0]*[―—–|-]?[ \u00a0]+"
)
PARAGRAPH_LINE = re.compile(r"[^\n]+")
LONGEST_HEADLINE = 24  # a longer first line is a paragraph, not a headline
COLON_RULE = "name-and-colon"


def find_in_headline(text: str, names: Sequence[Name], words: AttributionWords) -> Iterator[Draft]:
    """Yield what the first line attributes to a name or document before its colon or behind its dash."""
    first = PARAGRAPH_LINE.match(text)
    if first is None or len(first.group().split()) > LONGEST_HEADLINE:
        return
    found = _at(text, 0, names, words) or _behind_dash(text, first.end(), names, words)
    if found is not None:
        yield found


def _behind_dash(text: str, end: int, names: Sequence[Name], words: AttributionWords) -> Draft | None:
    """Return what the first line, up to `end`, attributes to the name or document behind its last dash."""
    tail = TAIL.match(text)
    if tail is None or tail.end() < end:
        return None
    # a name that is not in the text below is the publisher's
    is_named = _is_inside_name(tail.span("who"), names) and tail["who"] in text[end:]
    if not is_named and not _is_document(tail["who"], words):
        return None
    return label_draft(text, tail, [tail.span("said")], tail.span("dash"), rule="dash-and-name-in-headline")


def _is_inside_name(extent: Extent, names: Sequence[Name]) -> bool:
    return any(n.start <= extent[0] and extent[1] <= n.end for n in names)


def find_in_entries(text: str, names: Sequence[Name], words: AttributionWords) -> Iterator[Draft]:
    """Yield what the entries of a live blog attribute to a name before a colon: "17:55 Ort: “No deal”"."""
    for stamp in STAMP.finditer(text):
        found = _at(text, stamp.end(), names, words)
        if found is not None:
            yield found


def _at(text: str, start: int, names: Sequence[Name], words: AttributionWords) -> Draft | None:
    """Return what a name or document before a colon says, if the label begins at `start`."""
    label = LABEL_HERE.match(text, start)
    if label is None:
        return None
    first, last = label.span("who")
    is_named = any(n.start < last and first < n.end for n in names)
    if not is_named and not _is_document(label["who"], words):
        return None
    return label_draft(text, label, [label.span("said")], label.span("colon"), rule=COLON_RULE)


def _is_document(who: str, words: AttributionWords) -> bool:
    row = words.sourcing.get(who.split()[-1].lower())
    return row is not None and row.sourcing == "document"


def find_signed(text: str, quotes: Sequence[Quote]) -> Iterator[Draft]:
    """Yield the quotations that begin a line and end with a dash and a name."""
    for quote in quotes:
        match = SIGNATURE.match(text, quote.end)
        line = text.rfind("\n", 0, quote.start) + 1
        if match is not None and not text[line : quote.start].strip():
            extents = [(quote.start, quote.end)]
            yield label_draft(text, match, extents, match.span("dash"), rule="dash-and-name-below-quotation")


def label_draft(text: str, match: re.Match[str], said: Sequence[Extent], mark: Extent, *, rule: str) -> Draft:
    """Return the draft of a label: `match` has its name in the group `who`, `mark` is its colon or dash."""
    reason = Reason(rule=rule, words=match["who"])
    return Draft(match.span("who"), mark, joined(all_trimmed(said, text), text), (reason,), score=LABEL_SCORE)
