"""Find the speakers that a colon or a dash names, where no verb does.

In headlines ("Poll: ...", "... – UN report"), in transcripts ("SMITH: ..."), and under a quotation
that is signed ("“...” — Lea Ort").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.grammar import Quote
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.drafts import Draft, Extent, joined, trimmed
from onrecord.types import Name, Reason

# up to six words, the first with a capital, then a colon and a blank; a transcript may quote each line
LABEL_HERE = re.compile(
    r"(?P<mark>[\"“]?)(?P<who>[A-Z][\w.’'-]*(?:[ \u00a0][\w.’'-]+){0,5})(?P<colon>:)[ \u00a0]+(?P<said>\S[^\n]*)"
)
LABEL = re.compile(rf"(?m)^{LABEL_HERE.pattern}")
# a dash behind a quotation and a name up to the end of the line, with what the person is
SIGNATURE = re.compile(
    r"[ \u00a0]*\n?[ \u00a0]*(?P<dash>[―—–]|--)[ \u00a0]*(?P<who>[A-Z][\w.’'-]*(?:[ \u00a0][\w.’'-]+){0,5}(?:,[^\n“”\"]{1,60})?)[ \u00a0]*(?=\n|$)"
)
# the last dash of a headline and up to six words behind it
TAIL = re.compile(
    r"(?P<said>\S[^\n]*?)[ \u00a0](?P<dash>[―—–-]|--)[ \u00a0](?P<who>\w[\w.’'-]*(?:[ \u00a0][\w.’'-]+){0,5})[ \u00a0]*(?=\n|$)"
)
# the time at the head of an entry of a live blog: "17:55", "9.20am GMT –"
STAMP = re.compile(
    r"(?m)^[ \u00a0]*\d{1,2}[:.]\d{2}(?:[ \u00a0]?[ap]\.?m\.?)?(?:[ \u00a0][A-Z]{2,4}(?=[ \u00a0]))?[ \u00a0]*[―—–|-]?[ \u00a0]+"
)
PARAGRAPH = re.compile(r"[^\n]+")
TURNS = 2  # speakers' names in capitals that make a text a transcript
HEADLINE = 24  # words of a first line at most, for it to be a headline
COLON = "name-and-colon"  # the rule for all that a colon behind a name gives to it
ASIDE = "(["  # a line that opens so is a stage direction


def find_turns(text: str) -> tuple[Draft, ...]:
    """Return the turns of a transcript in text order, nothing where the text is none."""
    labels = [m for m in LABEL.finditer(text) if m["who"].isupper()]
    return tuple(d for d in _turns(text, labels) if d.content) if len(labels) >= TURNS else ()


def _turns(text: str, labels: Sequence[re.Match[str]]) -> Iterator[Draft]:
    """Yield the speakers' turns: each goes on up to the next label, the last one while it is quoted."""
    for n, label in enumerate(labels):
        end = labels[n + 1].start() if n + 1 < len(labels) else len(text)
        said = [label.span("said")]
        for paragraph in PARAGRAPH.finditer(text, label.end(), end):
            words = paragraph.group()
            opened = bool(label["mark"]) and words.startswith(label["mark"])
            if n + 1 == len(labels) and not opened:
                break
            if words.lstrip('"“')[:1] not in ASIDE:
                said.append(paragraph.span())
        yield _draft(text, label, said, label.span("colon"), rule=COLON)


def find_in_headline(text: str, names: Sequence[Name], words: AttributionWords) -> Iterator[Draft]:
    """Yield what the first line gives to a name, or to a document, before its colon or behind its dash."""
    first = PARAGRAPH.match(text)
    if first is None or len(first.group().split()) > HEADLINE:
        return
    label = _label_of(text, 0, names, words)
    if label is not None:
        yield label
        return
    tail = TAIL.match(text)
    if tail is not None and tail.end() >= first.end():
        start, end = tail.span("who")
        # a name that the text does not come back to is the publisher's, behind the title
        named = any(n.start <= start and end <= n.end for n in names) and tail["who"] in text[first.end() :]
        if named or _is_document(tail["who"], words):
            said, dash = [tail.span("said")], tail.span("dash")
            yield _draft(text, tail, said, dash, rule="dash-and-name-in-headline")


def find_in_entries(text: str, names: Sequence[Name], words: AttributionWords) -> Iterator[Draft]:
    """Yield what the entries of a live blog give to a name before their colon: "17:55 Ort: “No deal”"."""
    for stamp in STAMP.finditer(text):
        label = _label_of(text, stamp.end(), names, words)
        if label is not None:
            yield label


def _label_of(text: str, start: int, names: Sequence[Name], words: AttributionWords) -> Draft | None:
    """Return what a name, or a document, and a colon at `start` say, or None."""
    label = LABEL_HERE.match(text, start)
    if label is None:
        return None
    first, last = label.span("who")
    if not any(n.start < last and first < n.end for n in names) and not _is_document(label["who"], words):
        return None
    return _draft(text, label, [label.span("said")], label.span("colon"), rule=COLON)


def _is_document(who: str, words: AttributionWords) -> bool:
    row = words.sourcing.get(who.split()[-1].lower())
    return row is not None and row.sourcing == "document"


def find_signed(text: str, quotes: Sequence[Quote]) -> Iterator[Draft]:
    """Yield the quotations that begin a line and end with a dash and a name."""
    for quote in quotes:
        match = SIGNATURE.match(text, quote.end)
        if match is not None and not text[text.rfind("\n", 0, quote.start) + 1 : quote.start].strip():
            extent = (quote.start, quote.end)
            yield _draft(text, match, [extent], match.span("dash"), rule="dash-and-name-below-quotation")


def _draft(text: str, match: re.Match[str], said: Sequence[Extent], mark: Extent, *, rule: str) -> Draft:
    parts = [e for e in (trimmed(part, text) for part in said) if e is not None]
    return Draft(
        match.span("who"), mark, joined(parts, text), (Reason(rule=rule, words=match["who"]),), score=0.6
    )
