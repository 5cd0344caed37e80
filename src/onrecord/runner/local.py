"""Read pages in this process: the language layer in batches, everything else one by one.

A page that cannot be read, and a document on which the reader fails, both give a record with a note, in the
order of the pages. Only this module has a broad `except`: it records the failure as a note and continues.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from onrecord.document import make_document
from onrecord.document.characters import settle_line
from onrecord.known import Known, load_known
from onrecord.lexicon.forms import counted
from onrecord.lexicon.furniture import Furniture, load_furniture
from onrecord.log import logger
from onrecord.read import BATCH_DOCUMENTS, find_languages, read_language
from onrecord.types import Document, Found, Language, Note, Page, Reading


@dataclass(frozen=True)
class Outcome:
    """The result for one page: its reading, and the kind of failure if there was one.

    `failure` is `input` if the page could not be read, `reader` if the reader failed on it.
    """

    page: Page
    reading: Reading
    language: Language
    failure: Literal["input", "reader"] | None = None


@dataclass(frozen=True)
class _Waiting:
    page: Page
    document: Document
    notes: tuple[Note, ...]

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.document.text.strip())


def read_text(
    text: str, published: str | None = None, title: str | None = None, known: Known | None = None
) -> Reading:
    """Return the reading of `text`, which is not cleaned; `published` is an ISO date if it is known.

    Offsets of the reading are offsets into `text`. For many texts, `read_pages` is faster.
    """
    page = Page(target="text", text=text, given_title=title, given_published=published, clean=False)
    (outcome,) = read_pages([page], (lambda: known) if known else load_known)
    return outcome.reading


def read_pages(pages: Iterable[Page], load: Callable[[], Known] = load_known) -> Iterator[Outcome]:
    """Yield the outcome of each page, in order; `load` is called when there is a text to read."""
    waiting = iter(pages)
    furniture = load_furniture()
    while batch := list(islice(waiting, BATCH_DOCUMENTS)):
        yield from _read_batch([_waiting(page, furniture) for page in batch], load)


def _waiting(page: Page, furniture: Furniture) -> _Waiting:
    page, found = make_guarded(page, furniture)
    return _Waiting(page, found.items[0], found.notes)


def make_guarded(page: Page, furniture: Furniture) -> tuple[Page, Found[Document]]:
    """Return a page and its document; a page on which the reader fails has no text, a note, and that as its problem.

    The target of the page that is returned can be printed: names of files need not be UTF-8.
    """
    page = replace(page, target=settle_line(page.target))
    try:
        return page, make_document(page, furniture)
    except Exception as error:  # noqa: BLE001 - one page must not affect the others
        message = f"The reader failed on {page.target} and read nothing ({type(error).__name__}: {error}); please report it."
        failed = replace(page, problem=Note(code="failed", message=message))
        return failed, make_document(failed, furniture)


def _read_batch(batch: Sequence[_Waiting], load: Callable[[], Known]) -> Iterator[Outcome]:
    readable = [w for w in batch if w.has_text]
    begun = time.perf_counter()
    languages = iter(_languages([w.document for w in readable], load()) if readable else ())
    characters = sum(len(w.document.text) for w in readable)
    seconds = time.perf_counter() - begun
    texts = counted(len(readable), "text")
    logger.debug("%s of %d characters: language layer in %.2f s", texts, characters, seconds)
    for w in batch:
        if w.has_text:
            yield _read_one(w, next(languages), load())
        else:
            reading = Reading(document=w.document, notes=w.notes)
            yield Outcome(w.page, reading, Language(), _failure(w.page))


def _failure(page: Page) -> Literal["input", "reader"] | None:
    if page.problem is None:
        return None
    return "reader" if page.problem.code == "failed" else "input"


def _languages(documents: list[Document], known: Known) -> list[Language | Exception]:
    """Return the language layer of each document, or the exception with which the model failed on it."""
    try:
        return list(find_languages(documents, known))
    except Exception as error:  # noqa: BLE001 - one text must not affect the others
        if len(documents) == 1:
            return [error]
        return [_languages([document], known)[0] for document in documents]


def _read_one(waiting: _Waiting, language: Language | Exception, known: Known) -> Outcome:
    try:
        if isinstance(language, Exception):
            raise language
        reading = read_language(waiting.document, language, known, notes=waiting.notes)
    except Exception as error:  # noqa: BLE001 - recorded as a note
        message = f"The reader failed on this text and coded nothing ({type(error).__name__}: {error}); please report it."
        notes = (*waiting.notes, Note(code="failed", message=message))
        return Outcome(waiting.page, Reading(document=waiting.document, notes=notes), Language(), "reader")
    return Outcome(waiting.page, reading, language)
