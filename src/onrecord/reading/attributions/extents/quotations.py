"""Whole quotations: one that "she said" interrupts, or that continues further down, is one attribution."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Forest, Quote
from onrecord.lexicon.classes import WordClasses
from onrecord.reading.attributions.extents.drafts import (
    NEAREST,
    WORD,
    Draft,
    Extent,
    all_trimmed,
    clipped,
    joined,
    shared,
    without,
)
from onrecord.reading.attributions.extents.introducing_lines import introducing_source
from onrecord.types import Reason, Role

MOSTLY_MARKED = 0.5  # share of a quotation from which on it counts as content of the model
LAST_DRAFTS = 3  # drafts before a quotation that it may continue
LONG_SPEECH = (
    12  # words; a shorter quotation in running text needs a source nearby, even if the model marks it
)
LEAST_WORDS = 3  # a shorter quotation with no cue is a name, a title or a scare quote
BOTH_MARKS = 2  # code points; a content that shares no more with a quotation has only its marks
MOST_BETWEEN = 1  # sentences between a draft and the quotation that continues it
MOST_BETWEEN_MARKED = 2  # the same for a quotation that the model marks as content
BREAK_LINES = 2  # line breaks between a paragraph and the next one
ENDS_OF_SPEECH = ("", ".", "!", "?", ":", "”", '"', "’", "'")
NO_WORDS = re.compile(r"[\s.,;:—–-]*")
END_IN_GAP = re.compile(r"[.!?](?=\s|$)")


# ---- the quotations that a draft touches --------------------------------------------------------


def complete_quotations(text: str, drafts: Sequence[Draft], quotes: Sequence[Quote]) -> tuple[Draft, ...]:
    """Return the drafts; a content holds every quotation that it touches whole, marks included."""
    return tuple(_completed(text, draft, quotes) for draft in drafts)


def _completed(text: str, draft: Draft, quotes: Sequence[Quote]) -> Draft:
    first, last = min(e[0] for e in draft.content), max(e[1] for e in draft.content)
    extents = ((q.start, q.end) for q in quotes if q.start < last and first < q.end)
    content = (*draft.content, *(e for e in extents if _is_touched(draft, e)))
    for own in draft.own:
        content = without(content, own)
    kept = all_trimmed(joined(content, text), text)
    return replace(draft, content=kept) if kept and kept != draft.content else draft


def _is_touched(draft: Draft, quote: Extent) -> bool:
    """Return whether a quotation overlaps the content of a draft, and not its cue or source."""
    return shared(draft.content, (quote,)) > 0 and not shared((quote,), draft.own)


def kept_to_quotations(drafts: Sequence[Draft], quotes: Sequence[Quote]) -> tuple[Draft, ...]:
    """Return the drafts; one whose cue is quoted has no content outside that quotation."""
    cut = ((draft, _content_in_quotation(draft, quotes)) for draft in drafts)
    return tuple(
        draft if content == draft.content else replace(draft, content=content)
        for draft, content in cut
        if content
    )


def _content_in_quotation(draft: Draft, quotes: Sequence[Quote]) -> tuple[Extent, ...]:
    cue = draft.cue
    around = next((q for q in quotes if cue and q.start <= cue[0] and cue[1] <= q.end), None)
    return draft.content if around is None else clipped(draft.content, [(around.start, around.end)])


# ---- quotations without a source ----------------------------------------------------------------


def continue_quotations(
    text: str,
    drafts: Sequence[Draft],
    quotes: Sequence[Quote],
    forest: Forest,
    classes: WordClasses,
    roles: Sequence[Role] = (),
) -> tuple[Draft, ...]:
    """Return the drafts with each quotation that has no source joined to the draft that it continues.

    It may continue after "she said." in the same paragraph, in the next paragraph where the marks were left open,
    as a paragraph of its own below a quoting one, or behind a source and a colon. A quotation that the model marks
    as content (`roles`) may also continue unquoted words a sentence before. What is left becomes a draft without a
    cue and with the nearest source, if it is a whole paragraph or long and marked by the model.
    """
    found = sorted(drafts, key=lambda d: d.start)
    marked = [(r.start, r.end) for r in roles if r.role == "content"]
    for quote in quotes:
        if not _needs_source(text, quote, found):
            continue
        extent = (quote.start, quote.end)
        is_marked = shared((extent,), marked) > MOSTLY_MARKED * (quote.end - quote.start)
        lone = _Lone(text, quote, quotes, forest, is_marked, classes)
        n = _draft_continued(found, lone)
        if n is not None:
            found[n] = replace(found[n], content=joined((*found[n].content, extent), text))
        else:
            found += _alone(found, lone)
    return tuple(sorted(found, key=lambda d: d.start))


@dataclass(frozen=True, slots=True)
class _Lone:
    """A quotation without a source, and whether the model marks it as content."""

    text: str
    quote: Quote
    quotes: Sequence[Quote]
    forest: Forest
    is_marked: bool
    classes: WordClasses


@dataclass(frozen=True, slots=True)
class _Before:
    """A draft before a quotation: its number, the text between them, and whether its content is quoted."""

    number: int
    gap: str
    is_quoting: bool


def _needs_source(text: str, quote: Quote, drafts: Sequence[Draft]) -> bool:
    extent = (quote.start, quote.end)
    if quote.single or any(_has_part_in(draft, extent) for draft in drafts):
        return False
    return _word_count(text, quote) >= LEAST_WORDS


def _has_part_in(draft: Draft, quote: Extent) -> bool:
    """Return whether a draft reaches into a quotation; one that rules found all inside it does not count."""
    if not shared((quote,), draft.content) and not shared((quote,), draft.own):
        return False
    return draft.is_by_model or draft.start < quote[0] or draft.end > quote[1]


def _word_count(text: str, quote: Quote) -> int:
    return len(WORD.findall(text[quote.start : quote.end]))


def _draft_continued(drafts: Sequence[Draft], lone: _Lone) -> int | None:
    """Return the draft that a quotation continues, or None; drafts that quote are tried before the last one."""
    before = _drafts_before(drafts, lone)
    quoting = [b for b in before if b.is_quoting]
    if lone.quote.continues and quoting:
        return quoting[0].number
    return next((b.number for b in (*quoting, *before[:1]) if _is_continued(b, lone)), None)


def _drafts_before(drafts: Sequence[Draft], lone: _Lone) -> list[_Before]:
    """Return the last drafts that end before a quotation, the nearest first."""
    start = lone.quote.start
    nearest_first = sorted((-draft.end, n) for n, draft in enumerate(drafts) if draft.end <= start)
    return [
        _Before(n, lone.text[-minus_end:start], _is_quoting(drafts[n], lone.quotes))
        for minus_end, n in nearest_first[:LAST_DRAFTS]
    ]


def _is_quoting(draft: Draft, quotes: Sequence[Quote]) -> bool:
    return any(shared(draft.content, ((q.start, q.end),)) > BOTH_MARKS for q in quotes)


def _is_continued(before: _Before, lone: _Lone) -> bool:
    if "\n" not in before.gap:
        return (lone.is_marked or before.is_quoting) and _continues_in_paragraph(before.gap, lone)
    if _is_colon(before.gap):
        return True
    if introducing_source(lone.text, lone.quote, lone.forest, lone.classes.holder_prepositions) is not None:
        return False
    return before.is_quoting and _continues_below(before.gap, lone)


def _continues_in_paragraph(gap: str, lone: _Lone) -> bool:
    most = MOST_BETWEEN_MARKED if lone.is_marked else MOST_BETWEEN
    begins = not gap.strip() or _opens_sentence(lone.text, lone.quote)
    return begins and _sentences_in(gap) <= most


def _continues_below(gap: str, lone: _Lone) -> bool:
    is_next_paragraph = gap.count("\n") <= BREAK_LINES and _sentences_in(gap) <= MOST_BETWEEN
    return is_next_paragraph and _is_paragraph(lone.text, lone.quote)


def _is_colon(gap: str) -> bool:
    return gap.rstrip().endswith(":") and NO_WORDS.fullmatch(gap) is not None


def _opens_sentence(text: str, quote: Quote) -> bool:
    before = text[: quote.start].rstrip()[-1:]
    return before in ENDS_OF_SPEECH and text[quote.inner_start : quote.inner_start + 1].isupper()


def _sentences_in(gap: str) -> int:
    return len(END_IN_GAP.findall(gap))


# ---- quotations that continue nothing -----------------------------------------------------------


def _alone(drafts: Sequence[Draft], lone: _Lone) -> list[Draft]:
    """Return the draft of a quotation that continues nothing, if a rule keeps it."""
    rule = next((name for name, applies in ALONE_RULES if applies(lone)), None)
    if rule is None:
        return []
    extent = (lone.quote.start, lone.quote.end)
    introduced = introducing_source(lone.text, lone.quote, lone.forest, lone.classes.holder_prepositions)
    source = introduced or _nearest_source(drafts, lone)
    return [Draft(source, None, (extent,), (Reason(rule=rule),), score=NEAREST)]


def _is_long_and_marked(lone: _Lone) -> bool:
    return lone.is_marked and _word_count(lone.text, lone.quote) >= LONG_SPEECH


def _is_paragraph(text: str, quote: Quote) -> bool:
    """Return whether a paragraph holds this quotation and no other words."""
    before = text[text.rfind("\n", 0, quote.start) + 1 : quote.start]
    line_end = text.find("\n", quote.end)
    after = text[quote.end : line_end if line_end >= 0 else len(text)]
    return NO_WORDS.fullmatch(before) is not None and NO_WORDS.fullmatch(after) is not None


ALONE_RULES: tuple[tuple[str, Callable[[_Lone], bool]], ...] = (
    ("quotation-alone-in-paragraph", lambda lone: _is_paragraph(lone.text, lone.quote)),
    ("quotation-heard-by-model", _is_long_and_marked),
)


def _nearest_source(drafts: Sequence[Draft], lone: _Lone) -> Extent | None:
    """Return the source of the nearest draft before the quotation, else of the nearest behind it.

    Whom a quotation names does not speak the next one.
    """
    quote, marked = lone.quote, [(q.start, q.end) for q in lone.quotes]
    sources = [d.source for d in drafts if d.source is not None and not shared((d.source,), marked)]
    before = [s for s in sources if s[1] <= quote.start]
    return max(before) if before else min((s for s in sources if s[0] >= quote.end), default=None)
