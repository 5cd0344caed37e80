"""Read pages in this process, one after the other.

A page that cannot be read, and a document on which the reader fails, both give a record with a note, in the
order of the pages. What is caught here is any error: each stage, and the network, may fail on some text in a way
that nobody has foreseen. It is written down as a note, and the others go on.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.document import make_document
from onrecord.document.characters import settle_line
from onrecord.known import Known, load_known
from onrecord.lexicon.furniture import Furniture, load_furniture
from onrecord.log import logger
from onrecord.read import find_languages, read_language
from onrecord.types import Document, DocumentId, Found, Language, Note, Page, Reading


@dataclass(frozen=True)
class Outcome:
    """The result for one page: its reading, and the kind of failure if there was one.

    `failure` is `input` if the page could not be read, `reader` if the reader failed on it. `known` is set if the caller
    has a reading of this document already: then it was not read again, and the reading has no layers; of a page that the
    caller knew, it has no more than the id of the document.
    """

    page: Page
    """The page."""
    reading: Reading
    """Its layers."""
    language: Language
    """Its words, trees, names, roles and acts."""
    failure: Literal["input", "reader"] | None = None
    """The kind of failure, or null."""
    known: bool = False
    """Whether the caller has a reading of it already."""


def no_page_is_known(_page: Page) -> DocumentId | None:
    """Return None: no page was read before."""


def no_document_is_known(_document: Document) -> bool:
    """Return False: no document was read before."""
    return False


@dataclass(frozen=True, kw_only=True)
class Task:
    """What is needed to read pages, and which pages are not to be read. Other processes get a copy."""

    load: Callable[[], Known] = load_known
    """Loads what the reader knows; called when there is a text to read."""
    known_page: Callable[[Page], DocumentId | None] = no_page_is_known
    """Returns the document of a page that was read before, so that not even its article is looked for."""
    is_known: Callable[[Document], bool] = no_document_is_known
    """Whether a document was read before: the store is asked before the reader is."""
    keeps_language: bool = True
    """Whether the outcome has the language layer: it is larger than the reading."""


def read_text(
    text: str,
    published: str | dt.date | None = None,
    title: str | None = None,
    known: Known | None = None,
) -> Reading:
    """Return the reading of `text`, which is not cleaned; `published` is a date, or one in ISO 8601, if it is known.

    Offsets of the reading are offsets into `text`. Raises `TypeError` for what is no text and no date.
    """
    if not isinstance(text, str):
        raise TypeError(f"text is of type {type(text).__name__}; a str was expected (decode bytes first).")
    if isinstance(published, dt.date):
        published = published.isoformat()
    if not isinstance(published, str | None):
        raise TypeError(f"published is {published!r}; a date or a str such as '2018-10-20' was expected.")
    page = Page(target="text", text=text, given_title=title, given_published=published, clean=False)
    (outcome,) = read_pages([page], (lambda: known) if known else load_known)
    return outcome.reading


def read_pages(
    pages: Iterable[Page],
    load: Callable[[], Known] = load_known,
    is_known: Callable[[Document], bool] = no_document_is_known,
    task: Task | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of each page, in order, as soon as it is read.

    A document that `is_known` is not read: a store that holds it already is asked before the reader is.
    """
    task = task or Task(load=load, is_known=is_known)
    for page in pages:
        yield at_once(page, task) or read_page(page, task)


def at_once(page: Page, task: Task) -> Outcome | None:
    """Return the outcome of a page that need not be read (it has a problem, or was read before), else None."""
    if page.problem is not None:
        return read_page(page, task)
    document = task.known_page(page)
    if document is None:
        return None
    page = replace(page, target=settle_line(page.target))
    return Outcome(page, Reading(document=Document(id=document, text="")), Language(), known=True)


def read_page(page: Page, task: Task) -> Outcome:
    """Return the outcome of one page."""
    page, found = make_guarded(page, load_furniture())
    (document,) = found.items
    is_known = page.problem is None and task.is_known(document)
    if is_known or not document.text.strip():
        reading = Reading(document=document, notes=found.notes)
        return Outcome(page, reading, Language(), _failure(page), known=is_known)
    return _read(page, document, found.notes, task)


def make_guarded(page: Page, furniture: Furniture) -> tuple[Page, Found[Document]]:
    """Return a page and its document. If the reader fails on it, the document has no text and a note, and the page has the problem.

    The target of the page that is returned can be printed: names of files need not be UTF-8.
    """
    page = replace(page, target=settle_line(page.target))
    try:
        return page, make_document(page, furniture)
    except Exception as error:  # noqa: BLE001 - one page must not affect the others
        message = f"The reader failed on {page.target} and read nothing ({type(error).__name__}: {error}); please report it."
        failed = replace(page, problem=Note(code="failed", message=message))
        return failed, make_document(failed, furniture)


def _failure(page: Page) -> Literal["input", "reader"] | None:
    if page.problem is None:
        return None
    return "reader" if page.problem.code == "failed" else "input"


def _read(page: Page, document: Document, notes: tuple[Note, ...], task: Task) -> Outcome:
    known = task.load()
    begun = time.perf_counter()
    try:
        (language,) = find_languages([document], known)
        reading = read_language(document, language, known, notes=notes)
    except Exception as error:  # noqa: BLE001 - recorded as a note
        message = f"The reader failed on this text and coded nothing ({type(error).__name__}: {error}); please report it."
        failed = Reading(document=document, notes=(*notes, Note(code="failed", message=message)))
        return Outcome(page, failed, Language(), "reader")
    seconds = time.perf_counter() - begun
    logger.debug("%s: %d characters read in %.2f s", page.target, len(document.text), seconds)
    return Outcome(page, reading, language if task.keeps_language else Language())
