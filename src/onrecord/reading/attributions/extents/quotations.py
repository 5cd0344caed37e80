"""Make quotations whole: one that is interrupted by "she said", or goes on further down, is one attribution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.grammar import Quote
from onrecord.reading.attributions.extents.drafts import (
    MODEL,
    Draft,
    Extent,
    joined,
    overlap,
    shared,
    trimmed,
    without,
)
from onrecord.types import Reason, Role

HEARD = 0.5  # share of a quotation that the model hears as said
LAST_SPEAKERS = 3  # drafts before a quotation that may be what it goes on with
LONG_SPEECH = 12  # words of a quotation that the model hears and that is kept though nothing says who speaks
SPEECH_WORDS = 3  # a shorter quotation beside nothing is a name, a title or a scare quote
# "LIMA, March 3 (Reuters) - ": where a report was filed is not said by anybody in it
DATELINE = re.compile(
    r"^[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]+)*(?:, [^\n—–]{1,40}?)?(?: \([^)\n]{2,40}\))? ?(?:—|–|--| -) ",
    re.MULTILINE,
)
WORD = re.compile(r"\w+")
BARE = re.compile(r"[\s.,;:—–-]*")


def complete_quotes(text: str, drafts: Sequence[Draft], quotes: Sequence[Quote]) -> tuple[Draft, ...]:
    """Return the drafts with every quotation that a content touches held whole, its marks included."""
    return tuple(_completed(text, draft, quotes) for draft in drafts)


def _completed(text: str, draft: Draft, quotes: Sequence[Quote]) -> Draft:
    content = draft.content
    low, high = min(e[0] for e in content), max(e[1] for e in content)
    for quote in quotes:
        if quote.end <= low or quote.start >= high:
            continue
        extent = (quote.start, quote.end)
        said_inside = any(overlap(own, extent) for own in draft.own)
        if not said_inside and shared(content, (extent,)):
            content = (*content, extent)
    for hole in draft.own:
        content = without(content, hole)
    kept = [e for e in (trimmed(c, text) for c in joined(content, text)) if e is not None]
    return replace(draft, content=tuple(kept)) if kept else draft


def without_datelines(text: str, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts, contents that begin with a dateline from the word after it."""
    lines = [m.span() for m in DATELINE.finditer(text)]
    if not lines:
        return tuple(drafts)
    found = []
    for draft in drafts:
        content = draft.content
        for line in lines:
            content = without(content, line)
        found.append(replace(draft, content=content) if content else draft)
    return tuple(found)


def kept_inside(drafts: Sequence[Draft], quotes: Sequence[Quote]) -> tuple[Draft, ...]:
    """Return the drafts, those whose cue is quoted without content from outside that quotation."""
    found = []
    for draft in drafts:
        cue = draft.cue
        quote = next((q for q in quotes if cue and q.start <= cue[0] and cue[1] <= q.end), None)
        if quote is None:
            found.append(draft)
            continue
        clipped = ((max(e[0], quote.start), min(e[1], quote.end)) for e in draft.content)
        content = tuple(e for e in clipped if e[0] < e[1])
        if content:
            found.append(replace(draft, content=content))
    return tuple(found)


def kept_to_turns(text: str, drafts: Sequence[Draft], turns: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts and the turns of a transcript; nothing goes on from one turn into another.

    What is said inside a turn ends with it, and its label says who speaks, whatever else was found.
    """
    found = list(turns)
    for draft in drafts:
        home = next((t for t in turns if draft.cue and shared((draft.cue,), (*t.own, *t.content))), None)
        if home is not None and shared(home.own, draft.own):
            continue
        content = draft.content
        if home is not None:
            clipped = ((max(a[0], b[0]), min(a[1], b[1])) for a in content for b in home.content)
            content = tuple(e for e in clipped if e[0] < e[1])
        else:
            for turn in turns:
                content = without(content, (turn.start, max(e[1] for e in turn.content)))
        if content != draft.content:
            content = tuple(e for e in (trimmed(c, text) for c in content) if e is not None)
        if content:
            found.append(replace(draft, content=content))
    return tuple(sorted(found, key=lambda d: d.start))


def continue_quotes(
    text: str, drafts: Sequence[Draft], quotes: Sequence[Quote], roles: Sequence[Role] = ()
) -> tuple[Draft, ...]:
    """Return the drafts with each quotation that nobody is given joined to the one that it goes on with.

    A quotation goes on after "she said." in the same paragraph, in the next paragraph where the
    marks were left open, or as a paragraph of its own below a quoting one. One that follows a
    source and a colon across a paragraph is that cue's. What the model hears as said (`roles`) may
    also go on from words without quotation marks, a sentence later. What is left, and is a whole
    paragraph, becomes a draft with no cue and the nearest speaker as its source.
    """
    found = sorted(drafts, key=lambda d: d.start)
    heard = [(r.start, r.end) for r in roles if r.role == "content"]
    for quote in quotes:
        extent = (quote.start, quote.end)
        if quote.single or any(_takes(d, extent) for d in found):
            continue
        words = len(WORD.findall(text[quote.start : quote.end]))
        if words < SPEECH_WORDS:
            continue
        is_heard = shared((extent,), heard) > HEARD * (quote.end - quote.start)
        n = _speaker_before(text, found, quote, quotes, is_heard)
        if n is not None:
            found[n] = replace(found[n], content=joined((*found[n].content, extent), text))
        elif _is_paragraph(text, quote):
            reason = Reason(rule="quotation-alone-in-paragraph")
            found.append(Draft(_nearest_source(found, quote), None, (extent,), (reason,), score=0.4))
        elif is_heard and words >= LONG_SPEECH:
            reason = Reason(rule="quotation-heard-by-model")
            found.append(Draft(_nearest_source(found, quote), None, (extent,), (reason,), score=0.4))
    return tuple(sorted(found, key=lambda d: d.start))


def _takes(draft: Draft, quote: Extent) -> bool:
    """Whether a quotation has its speaker: what the rules alone find said inside it says nothing of who speaks."""
    parts = (*draft.content, *draft.own)
    if all(e[1] <= quote[0] or quote[1] <= e[0] for e in parts):
        return False
    if draft.score < MODEL and all(quote[0] <= e[0] and e[1] <= quote[1] for e in parts):
        return False
    return shared((quote,), parts) > 0


def _speaker_before(
    text: str, drafts: Sequence[Draft], quote: Quote, quotes: Sequence[Quote], is_heard: bool
) -> int | None:
    """Return the draft that `quote` goes on with, or None: one that quotes before one that does not."""
    ends = sorted((-max(e[1] for e in (*d.content, *d.own)), n) for n, d in enumerate(drafts))
    before = [(n, -end) for end, n in ends if -end <= quote.start][:LAST_SPEAKERS]
    quoting = [
        (n, end)
        for n, end in before
        if any(shared(drafts[n].content, ((q.start, q.end),)) > 2 for q in quotes)
    ]
    if quote.continues and quoting:
        return quoting[0][0]
    alone = _is_paragraph(text, quote)
    for n, end in (*quoting, *before[:1]):
        gap = text[end : quote.start]
        if "\n" not in gap:
            starts = not gap.strip() or _opens_sentence(text, quote)
            near = _sentences_between(gap) <= (2 if is_heard else 1)
            if starts and near and (is_heard or (n, end) in quoting):
                return n
        elif (gap.rstrip().endswith(":") and BARE.fullmatch(gap) is not None) or (
            (n, end) in quoting and alone and gap.count("\n") <= 2 and _sentences_between(gap) <= 1
        ):
            return n
    return None


def _opens_sentence(text: str, quote: Quote) -> bool:
    before = text[: quote.start].rstrip()[-1:]
    return (
        before in ("", ".", "!", "?", ":", "”", '"', "’", "'")
        and text[quote.inner_start : quote.inner_start + 1].isupper()
    )


def _sentences_between(gap: str) -> int:
    return len(re.findall(r"[.!?](?=\s|$)", gap))


def _is_paragraph(text: str, quote: Quote) -> bool:
    """Whether a paragraph holds this quotation and nothing else."""
    before = text[text.rfind("\n", 0, quote.start) + 1 : quote.start]
    line_end = text.find("\n", quote.end)
    after = text[quote.end : line_end if line_end >= 0 else len(text)]
    return BARE.fullmatch(before) is not None and BARE.fullmatch(after) is not None


def _nearest_source(drafts: Sequence[Draft], quote: Quote) -> Extent | None:
    """Return the source of the nearest draft before the quotation, else of the nearest behind it."""
    before = [d.source for d in drafts if d.source is not None and d.source[1] <= quote.start]
    if before:
        return max(before)
    return min((d.source for d in drafts if d.source is not None and d.source[0] >= quote.end), default=None)
