"""Page → Document: one function, whatever the page is.

A page that cannot be read becomes a document without text and with a note, so that every input line
has an output.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.document.article import Article, Metadata
from onrecord.document.characters import keep_places, settle_line
from onrecord.document.charset import Decoded, decode_page, decode_plain
from onrecord.document.dates import parse_given
from onrecord.document.export import read_export
from onrecord.document.language import find_language
from onrecord.document.markup import bounded
from onrecord.document.plain import read_plain
from onrecord.lexicon.forms import LONGEST_RUN, counted
from onrecord.lexicon.furniture import Furniture
from onrecord.types import Document, Found, Note, Page, Published, document_id

MAX_TEXT_CHARS = 500_000  # 80,000 words, a book: reports are shorter, and reading time grows with length
LONG_RUN = re.compile(rf"([^\w\s])\1{{{LONGEST_RUN},}}")
MAX_HTML_CHARS = 5_000_000  # the largest news pages have 3 million; each million takes a second


def make_document(page: Page, furniture: Furniture) -> Found[Document]:
    """Return the one document of `page`, and notes on problems.

    Notes: the page's own `problem`, `charset`, `cut`, `empty`, `no-article`, `published`,
    `language` (the text is not English: the reader's layers do not apply).
    """
    if page.problem is not None:
        return _finish(page, Article(text="", notes=(page.problem,)), furniture)
    article = _read(page, furniture)
    if not article.text.strip() and not article.notes:
        message = f"{page.target} holds no text; a report of at least one sentence was expected."
        article = replace(
            article, text="" if page.clean else article.text, notes=(Note(code="empty", message=message),)
        )
    return _finish(page, article, furniture)


def _read(page: Page, furniture: Furniture) -> Article:
    text, notes = _decoded(page)
    if page.kind == "html":
        text, cut = _cut(text, MAX_HTML_CHARS, "HTML")
        text, cut_markup = bounded(text)
        from onrecord.document.html import (
            read_html,
        )  # lxml and trafilatura: only when there is a page to read

        article = read_html(text, page.url, furniture)
        text, cut_text = _cut(article.text, MAX_TEXT_CHARS, "text")
        return replace(
            article,
            text=text,
            notes=(*notes, *cut, *cut_markup, *cut_text, *_long_runs(text), *article.notes),
        )
    text, cut = _cut(text, MAX_TEXT_CHARS, "text")
    cut = (*cut, *_long_runs(text))
    article = _read_text(text, page, furniture)
    metadata = replace(article.metadata, url=page.url or article.metadata.url)
    return replace(article, metadata=metadata, notes=(*notes, *cut, *article.notes))


def _read_text(text: str, page: Page, furniture: Furniture) -> Article:
    if not page.clean:
        return Article(text=text)
    return read_export(text, furniture) if page.kind == "export" else read_plain(text, furniture)


def _decoded(page: Page) -> tuple[str, tuple[Note, ...]]:
    """Return the text of a page's bytes; one that is not cleaned keeps its length, whatever characters it has."""
    if page.text is None and page.clean:
        decoded = decode_page(page.content, page.charset, is_html=page.kind == "html")
        return decoded.text, decoded.notes
    plain = Decoded(page.text, "utf-8") if page.text is not None else decode_plain(page.content)
    text, halves, controls = keep_places(plain.text)
    return text, (*plain.notes, *_replaced(halves, controls))


def _replaced(halves: int, controls: int) -> Iterator[Note]:
    """Yield the notes on what was no character, or steers a terminal, in a text that is not cleaned."""
    if halves:
        message = "The text holds halves of surrogate pairs, which are no characters; each is read as U+FFFD."
        yield Note(code="charset", message=f"{message} There are {halves}.")
    if controls:
        held = counted(controls, "control character")
        message = f"The text holds {held}; each is read as its sign in windows-1252, or else as U+FFFD."
        yield Note(code="charset", message=message)


def _cut(text: str, limit: int, what: str) -> tuple[str, tuple[Note, ...]]:
    """Return `text` up to its last paragraph end, or line end, before `limit`, and a note if it was cut."""
    if len(text) <= limit:
        return text, ()
    half = limit // 2
    end = next((at for mark in ("\n\n", "\n", ". ", " ") if (at := text.rfind(mark, half, limit)) > 0), limit)
    message = (
        f"The {what} has {len(text):,} characters, more than the {limit:,} that one document may have; "
        f"the first {end:,} were read. Split the input into one file a report."
    )
    return text[:end], (Note(code="cut", message=message),)


def _long_runs(text: str) -> Iterator[Note]:
    """Yield a note if the text has runs of one sign of which the reader reads the beginning alone."""
    runs = [found.group() for found in LONG_RUN.finditer(text)]
    if runs:
        held = counted(len(runs), "run")
        message = (
            f"The text has {held} of more than {LONGEST_RUN} times one sign, {max(map(len, runs)):,} the longest; "
            f"the first {LONGEST_RUN} of each were read."
        )
        yield Note(code="cut", message=message)


def _finish(page: Page, article: Article, furniture: Furniture) -> Found[Document]:
    metadata, notes = article.metadata, [*page.notes, *article.notes]
    published = _published(page, metadata, notes)
    language = None
    if article.text.strip():
        language = find_language(
            article.text,
            furniture.classes.common_english_words,
            furniture.classify_language,
            metadata.language,
        )
    if language not in (None, "en"):
        message = f"The text reads as '{language}'; this reader knows English only, so its layers stay empty."
        notes.append(Note(code="language", message=message))
    url, given_id = _settled(metadata.url or page.url), _settled(page.given_id)
    publisher = _settled(page.given_publisher or metadata.publisher)
    published = _settled_date(published)
    document = Document(
        id=document_id(
            article.text or page.target, url=url, given_id=given_id, publisher=publisher, published=published
        ),
        text=article.text,
        given_id=given_id,
        url=url,
        title=_settled(page.given_title or metadata.title),
        section=_settled(metadata.section),
        bylines=_all_settled(metadata.bylines),
        publisher=publisher,
        tags=_all_settled(metadata.tags),
        language=language,
        published=published,
        updated=metadata.updated,
    )
    return Found((document,), tuple(replace(note, message=settle_line(note.message)) for note in notes))


def _settled(text: str | None) -> str | None:
    return settle_line(text) or None if text is not None else None


def _all_settled(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(settle_line, texts)))


def _settled_date(published: Published) -> Published:
    """Return a date whose evidence is lines of printable characters."""
    evidence = (settle_line(e) if isinstance(e, str) else e for e in published.evidence)
    return replace(published, evidence=tuple(evidence))


def _published(page: Page, metadata: Metadata, notes: list[Note]) -> Published:
    if page.given_published is None:
        return metadata.published
    given = parse_given(page.given_published)
    if given is None:
        message = f"The given date '{page.given_published}' is no day of a report, such as 2018-10-20; it was set aside."
        notes.append(Note(code="published", message=message))
        return metadata.published
    return given
