"""Take page furniture out of a run of paragraphs.

The words are rows of lexicon/furniture.tsv. In the middle of an article only a paragraph that is
plainly furniture goes (a row with `any`, or a block of links under its heading); above the first
and below the last paragraph of prose more does (rows with `start` or `end`, left-over headings,
links). What goes is not lost where it says something: tags, copyright, bylines, dates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.document.article import Paragraph
from onrecord.lexicon.furniture import Furniture

MAX_LINE_CHARS = 420  # no furniture is longer: "This material may not be published ..." has 380
PROSE_WORDS = 4  # a sentence that closes needs this many words to count as the article's prose
RESUME_WORDS = 12  # two paragraphs as long as this on end: the article goes on below a block of links
TAG_WORDS = 6  # a line of a list of tags has no more
LONG_PROSE_WORDS = 25  # a paragraph as long as this is prose, whatever it ends in

FINAL = re.compile(r"[.!?…。！？؟।][\"'”’»」』)\]\s]*$")
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]"
)  # scripts that set no spaces between words
UNSPACED_WORD = 2  # characters, about


@dataclass(slots=True)
class Mined:
    """What lines of furniture said before they went."""

    tags: list[str] = field(default_factory=list)
    copyrights: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def count_words(text: str) -> int:
    """Return the number of words in `text`, about, also where no spaces part them.

    >>> count_words("The talks ended.")
    3
    """
    return len(text.split()) + len(UNSPACED.findall(text)) // UNSPACED_WORD


def is_prose(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph reads as the article's own sentences."""
    words = count_words(paragraph.text)
    if words >= LONG_PROSE_WORDS:
        return True
    return words >= PROSE_WORDS and not paragraph.linked and FINAL.search(paragraph.text) is not None


def strip_inline(text: str, furniture: Furniture) -> str:
    """Return `text` without placeholders and shortcodes."""
    return furniture.rule("inline", "any").sub(" ", text) if any(c in text for c in "{[<A") else text


def strip_furniture(
    paragraphs: Sequence[Paragraph], furniture: Furniture, mined: Mined
) -> tuple[Paragraph, ...]:
    """Return the paragraphs that are the article's; `mined` takes up what the others say."""
    kept = _strip_middle(paragraphs, furniture, mined)
    return tuple(_strip_end(_strip_start(kept, furniture, mined), furniture, mined))


def matched(action: str, where: str, text: str, furniture: Furniture) -> re.Match[str] | None:
    """Return the match of a whole line with the rows for `action` at `where`."""
    return furniture.rule(action, where).fullmatch(text) if len(text) <= MAX_LINE_CHARS else None


def rest_of(match: re.Match[str]) -> str | None:
    """Return what a matched row's `rest` group holds."""
    return next((v for k, v in match.groupdict().items() if v and k.startswith("rest")), None)


def _strip_middle(paragraphs: Sequence[Paragraph], furniture: Furniture, mined: Mined) -> list[Paragraph]:
    kept: list[Paragraph] = []
    i = 0
    while i < len(paragraphs):
        here = paragraphs[i]
        tags = matched("tags", "any", here.text, furniture)
        if tags and not FINAL.search(here.text):
            i = _take_tags(paragraphs, i, rest_of(tags), furniture, mined)
        elif matched("end", "any", here.text, furniture) and _has_prose(kept):
            _mine_rest(paragraphs[i:], furniture, mined)
            break
        elif matched("stop", "any", here.text, furniture):
            i = _skip_links(paragraphs, i, furniture, mined, resume=1)
        elif matched("stop", "end", here.text, furniture):
            i = _skip_links(paragraphs, i, furniture, mined, resume=2)
        elif matched("copyright", "any", here.text, furniture) and _has_prose(kept):
            _is_furniture(here, furniture, mined)
            i = _skip_links(paragraphs, i, furniture, mined, resume=2)
        elif _is_furniture(here, furniture, mined):
            mined.removed.append(here.text)
            i += 1
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


def _take_tags(
    paragraphs: Sequence[Paragraph], i: int, rest: str | None, furniture: Furniture, mined: Mined
) -> int:
    """Take up the tags on the line at `i`, or below it one a line; return the place after them."""
    mined.removed.append(paragraphs[i].text)
    i += 1
    if rest and rest.strip():
        mined.tags.append(rest.strip())
        return i
    below = []
    while i < len(paragraphs) and _may_be_tag(paragraphs[i], furniture):
        below.append(paragraphs[i].text)
        i += 1
    mined.tags.append(", ".join(below))
    mined.removed.extend(below)
    return i


def _may_be_tag(paragraph: Paragraph, furniture: Furniture) -> bool:
    if len(paragraph.text.split()) > TAG_WORDS or is_prose(paragraph):
        return False
    places = (("drop", "any"), ("end", "any"), ("stop", "any"), ("stop", "end"), ("copyright", "any"))
    return not any(matched(action, where, paragraph.text, furniture) for action, where in places)


def _skip_links(
    paragraphs: Sequence[Paragraph], i: int, furniture: Furniture, mined: Mined, resume: int
) -> int:
    """Return where the article goes on below the block of links that begins at `i`.

    It goes on at two long paragraphs of prose on end, or, with `resume` 1, at one that is the
    last of all. The links of a block are short and close with no full stop.
    """
    mined.removed.append(paragraphs[i].text)
    i += 1
    while i < len(paragraphs):
        following = paragraphs[i : i + 2]
        if all(map(_is_long_prose, following)) and len(following) >= resume:
            return i
        if _says_something(paragraphs[i], furniture):
            return i
        mined.removed.append(paragraphs[i].text)
        i += 1
    return i


def _says_something(paragraph: Paragraph, furniture: Furniture) -> bool:
    """Tell whether a line has a rule of its own that a block of links must not swallow."""
    places = (("tags", "any"), ("copyright", "any"), ("end", "any"), ("stop", "end"))
    return any(matched(action, where, paragraph.text, furniture) for action, where in places)


def _is_long_prose(paragraph: Paragraph) -> bool:
    return not paragraph.linked and is_prose(paragraph) and count_words(paragraph.text) >= RESUME_WORDS


def _has_prose(paragraphs: Sequence[Paragraph]) -> bool:
    return any(is_prose(p) for p in paragraphs)


def _mine_rest(paragraphs: Sequence[Paragraph], furniture: Furniture, mined: Mined) -> None:
    for paragraph in paragraphs:
        _is_furniture(paragraph, furniture, mined)
        mined.removed.append(paragraph.text)


def _strip_start(paragraphs: list[Paragraph], furniture: Furniture, mined: Mined) -> list[Paragraph]:
    """Return the paragraphs from the first that no row for the ends takes out."""
    begin = 0
    while begin < len(paragraphs) and matched("drop", "end", paragraphs[begin].text, furniture):
        begin += 1
    mined.removed.extend(p.text for p in paragraphs[:begin])
    return paragraphs[begin:]


def _strip_end(paragraphs: list[Paragraph], furniture: Furniture, mined: Mined) -> list[Paragraph]:
    """Return the paragraphs up to the last that is no furniture; never all of them."""
    end = len(paragraphs)
    while end > 1 and _ends_nothing(paragraphs[end - 1], furniture):
        end -= 1
    if not _has_prose(paragraphs[:end]):
        return paragraphs
    mined.removed.extend(p.text for p in paragraphs[end:])
    return paragraphs[:end]


def _ends_nothing(paragraph: Paragraph, furniture: Furniture) -> bool:
    if matched("drop", "end", paragraph.text, furniture):
        return True
    return paragraph.kind in ("title", "heading") or paragraph.linked
