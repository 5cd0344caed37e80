"""Remove page furniture from a run of paragraphs.

The words are rows of lexicon/furniture.tsv. In the middle of an article only a paragraph that is
clearly furniture is removed (a row with `any`, or a block of links under its heading); above the first
and below the last paragraph of prose more is removed (rows with `start` or `end`, headings without
text, links). Tags, copyright, bylines and dates in removed lines are kept as metadata, and a correction that the page
appends ("An earlier version of this article said that A had expelled B") as a note: it tells what did not happen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile

from onrecord.document.article import Paragraph
from onrecord.lexicon.furniture import Furniture
from onrecord.types import Note

MAX_LINE_CHARS = 420  # the longest line of furniture, "This material may not be published ...", has 380
MAX_CORRECTION_CHARS = 2000  # of one paragraph of a correction: a longer one reports on something
PROSE_WORDS = 4  # the least words of a sentence that counts as the article's prose
RESUME_WORDS = 12  # two such paragraphs in a row: the article continues below a block of links
TAG_WORDS = 6  # of the longest tag in a list with one tag a line
LONG_PROSE_WORDS = 25  # a paragraph as long as this is prose, with or without a full stop ...
WORDS_A_STOP = 40  # ... if it has a mark of punctuation every so many words: a menu has none

FINAL = re.compile(r"[.!?…。！？؟।][\"'”’»」』)\]\s]*$")
STOP = re.compile(r"[.,;:!?。、，！？؟،।]")
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]"
)  # scripts that set no spaces between words
UNSPACED_WORD = 2  # characters, about


@dataclass(slots=True)
class Mined:
    """What the removed lines say."""

    tags: list[str] = field(default_factory=list)
    copyrights: list[str] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def count_words(text: str) -> int:
    """Return the approximate number of words in `text`, also of scripts without spaces.

    >>> count_words("The talks ended.")
    3
    """
    return len(text.split()) + len(UNSPACED.findall(text)) // UNSPACED_WORD


def is_prose(paragraph: Paragraph) -> bool:
    """Return whether a paragraph consists of sentences of the article."""
    words = count_words(paragraph.text)
    if words >= LONG_PROSE_WORDS:
        return len(STOP.findall(paragraph.text)) * WORDS_A_STOP >= words
    return words >= PROSE_WORDS and not paragraph.linked and FINAL.search(paragraph.text) is not None


def strip_inline(text: str, furniture: Furniture) -> str:
    """Return `text` without placeholders and shortcodes."""
    return furniture.rule("inline", "any").sub(" ", text) if any(c in text for c in "{[<A") else text


def strip_furniture(
    paragraphs: Sequence[Paragraph], furniture: Furniture, mined: Mined
) -> tuple[Paragraph, ...]:
    """Return the paragraphs that are the article's; `mined` collects what the others say."""
    kept = _strip_middle(paragraphs, furniture, mined)
    return tuple(_strip_end(_strip_start(kept, furniture, mined), furniture, mined))


def matched(action: str, where: str, text: str, furniture: Furniture) -> re.Match[str] | None:
    """Return the match of a whole line with the rows for `action` at `where`."""
    limit = MAX_CORRECTION_CHARS if action == "correction" else MAX_LINE_CHARS
    return furniture.rule(action, where).fullmatch(text) if len(text) <= limit else None


def correction_notes(mined: Mined) -> tuple[Note, ...]:
    """Return a note for each correction that was set apart."""
    opener = "The page corrects itself, which was not read as part of the report"
    return tuple(Note(code="correction", message=f"{opener}: {text}") for text in mined.corrections)


def rest_of(match: re.Match[str]) -> str | None:
    """Return what a matched row's `rest` group holds."""
    return next((v for k, v in match.groupdict().items() if v and k.startswith("rest")), None)


def _strip_middle(paragraphs: Sequence[Paragraph], furniture: Furniture, mined: Mined) -> list[Paragraph]:
    """Return the paragraphs without the furniture between them: the first of `MIDDLE_RULES` that applies decides."""
    kept: list[Paragraph] = []
    i = 0
    while i < len(paragraphs):
        here = paragraphs[i]
        rule = next((rule for rule in MIDDLE_RULES if rule.applies(here.text, kept, furniture)), None)
        if rule:
            i = rule.take(paragraphs, i, furniture, mined)
            continue
        if _is_furniture(here, furniture, mined):
            mined.removed.append(here.text)
        else:
            kept.append(here)
        i += 1
    return kept


def _is_furniture(paragraph: Paragraph, furniture: Furniture, mined: Mined) -> bool:
    text = paragraph.text
    copyright_line = matched("copyright", "any", text, furniture)
    if copyright_line:
        mined.copyrights.append(rest_of(copyright_line) or text)
        return True
    if matched("drop", "any", text, furniture):
        return True
    return paragraph.linked and not FINAL.search(text)


def _take_tags(paragraphs: Sequence[Paragraph], i: int, furniture: Furniture, mined: Mined) -> int:
    """Take the tags on the line at `i`, or below it one a line; return the place after them."""
    line = paragraphs[i].text
    mined.removed.append(line)
    i += 1
    match = matched("tags", "any", line, furniture)
    rest = ((match and rest_of(match)) or "").strip()
    if rest:
        mined.tags.append(rest)
        return i
    below = [p.text for p in takewhile(lambda p: _may_be_tag(p, furniture), paragraphs[i:])]
    mined.tags.append(", ".join(below))
    mined.removed.extend(below)
    return i + len(below)


def _take_correction(paragraphs: Sequence[Paragraph], i: int, _furniture: Furniture, mined: Mined) -> int:
    """Set the correction at `i` apart."""
    mined.corrections.append(paragraphs[i].text)
    return i + 1


def _take_labelled_correction(
    paragraphs: Sequence[Paragraph], i: int, furniture: Furniture, mined: Mined
) -> int:
    """Remove the label of a correction at `i`, and set the paragraph below it apart."""
    mined.removed.append(paragraphs[i].text)
    below = i + 1
    if (
        below < len(paragraphs)
        and is_prose(paragraphs[below])
        and len(paragraphs[below].text) <= MAX_CORRECTION_CHARS
    ):
        return _take_correction(paragraphs, below, furniture, mined)
    return below


def _take_rest(paragraphs: Sequence[Paragraph], i: int, furniture: Furniture, mined: Mined) -> int:
    """Remove all lines from `i` on; only the line at `i`, a button, if the page goes on setting its article below."""
    is_button = paragraphs[i].kind == "text" and any(p.is_usual and _is_long_prose(p) for p in paragraphs[i:])
    if is_button:
        mined.removed.append(paragraphs[i].text)
        return i + 1
    for paragraph in paragraphs[i:]:
        _is_furniture(paragraph, furniture, mined)
        mined.removed.append(paragraph.text)
    return len(paragraphs)


def _take_copyright(paragraphs: Sequence[Paragraph], i: int, furniture: Furniture, mined: Mined) -> int:
    """Take the copyright line at `i` and remove the block of links below it."""
    _is_furniture(paragraphs[i], furniture, mined)
    return _skip_links(paragraphs, i, furniture, mined, resume=2)


def _may_be_tag(paragraph: Paragraph, furniture: Furniture) -> bool:
    if len(paragraph.text.split()) > TAG_WORDS or is_prose(paragraph):
        return False
    places = (("drop", "any"), ("end", "any"), ("stop", "any"), ("stop", "end"), ("copyright", "any"))
    return not any(matched(action, where, paragraph.text, furniture) for action, where in places)


def _skip_links(
    paragraphs: Sequence[Paragraph],
    i: int,
    furniture: Furniture,
    mined: Mined,
    resume: int,
) -> int:
    """Remove the block of links that begins at `i`; return where the article continues.

    It continues at a paragraph of prose that the page sets as its article, at two long paragraphs of prose in a row
    or, with `resume` 1, at one that is the last of all or has another below. The links of a block are short and do
    not end in a full stop.
    """
    mined.removed.append(paragraphs[i].text)
    i += 1
    while i < len(paragraphs):
        if _resumes(paragraphs, i, resume):
            return i
        if _has_rule(paragraphs[i], furniture):
            return i
        mined.removed.append(paragraphs[i].text)
        i += 1
    return i


def _resumes(paragraphs: Sequence[Paragraph], i: int, resume: int) -> bool:
    """Return whether the article continues at `i`, in a block of links."""
    here, below = paragraphs[i], paragraphs[i + 1 :]
    if here.is_usual and not here.linked and is_prose(here):
        return True
    if not _is_long_prose(here):
        return False
    return (
        _is_long_prose(below[0])
        if below and resume > 1
        else resume == 1 and (not below or any(map(_is_long_prose, below)))
    )


def _has_rule(paragraph: Paragraph, furniture: Furniture) -> bool:
    """Return whether a line has a separate rule, so that it ends a block of links."""
    places = (("tags", "any"), ("copyright", "any"), ("end", "any"), ("stop", "end"))
    return any(matched(action, where, paragraph.text, furniture) for action, where in places)


def _is_long_prose(paragraph: Paragraph) -> bool:
    return not paragraph.linked and is_prose(paragraph) and count_words(paragraph.text) >= RESUME_WORDS


def _has_prose(paragraphs: Sequence[Paragraph]) -> bool:
    return any(is_prose(p) for p in paragraphs)


Take = Callable[[Sequence[Paragraph], int, Furniture, Mined], int]


@dataclass(frozen=True, slots=True)
class MiddleRule:
    """A rule for a line of furniture in the middle of an article.

    It applies to a line that rows of furniture.tsv match. `take` removes the line and what belongs to
    it, and returns where the article continues.
    """

    action: str
    where: str
    take: Take
    is_below_prose: bool = False  # the rule applies only after a paragraph of prose
    is_unclosed: bool = False  # the rule applies only to a line that does not end in a full stop

    def applies(self, line: str, kept: Sequence[Paragraph], furniture: Furniture) -> bool:
        """Return whether the rule applies to a line; `kept` are the paragraphs above it."""
        if matched(self.action, self.where, line, furniture) is None:
            return False
        if self.is_unclosed and FINAL.search(line):
            return False
        return not self.is_below_prose or _has_prose(kept)


MIDDLE_RULES = (  # the first that applies decides
    MiddleRule("correction", "any", _take_correction),
    MiddleRule("correction", "start", _take_labelled_correction, is_unclosed=True),
    MiddleRule("tags", "any", _take_tags, is_unclosed=True),
    MiddleRule("end", "any", _take_rest, is_below_prose=True),
    MiddleRule("stop", "any", partial(_skip_links, resume=1)),
    MiddleRule("stop", "end", partial(_skip_links, resume=2)),
    MiddleRule("copyright", "any", _take_copyright, is_below_prose=True),
)


def _strip_start(paragraphs: list[Paragraph], furniture: Furniture, mined: Mined) -> list[Paragraph]:
    """Return the paragraphs from the first that no row for `start` or `end` removes."""
    begin = 0
    while begin < len(paragraphs) and _is_loose_start(paragraphs[begin], furniture):
        begin += 1
    mined.removed.extend(p.text for p in paragraphs[:begin])
    return paragraphs[begin:]


def _is_loose_start(paragraph: Paragraph, furniture: Furniture) -> bool:
    """Return whether a first paragraph is furniture."""
    if matched("drop", "end", paragraph.text, furniture):
        return True
    return not is_prose(paragraph) and matched("drop", "start", paragraph.text, furniture) is not None


def _strip_end(paragraphs: list[Paragraph], furniture: Furniture, mined: Mined) -> list[Paragraph]:
    """Return the paragraphs without the furniture at the end; the first paragraph always stays."""
    end = len(paragraphs)
    while end > 1 and _is_loose_end(paragraphs[end - 1], furniture):
        end -= 1
    if not _has_prose(paragraphs[:end]):
        return paragraphs
    mined.removed.extend(p.text for p in paragraphs[end:])
    return paragraphs[:end]


def _is_loose_end(paragraph: Paragraph, furniture: Furniture) -> bool:
    """Return whether a last paragraph is furniture, a heading without text, or a link."""
    if matched("drop", "end", paragraph.text, furniture):
        return True
    return (paragraph.kind in ("title", "heading") and not _is_long_prose(paragraph)) or paragraph.linked
