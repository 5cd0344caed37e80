"""Read pages in this process: the language layer in batches, everything else one by one.

A page that cannot be read, and a document on which the reader fails, both give a record with a note, in the
order of the pages. Only this module has a broad `except`: it records the failure as a note and continues.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.document import make_document
from onrecord.document.characters import settle_line
from onrecord.known import Known, load_known
from onrecord.lexicon.forms import counted
from onrecord.lexicon.furniture import Furniture, load_furniture
from onrecord.log import logger
from onrecord.read import BATCH_DOCUMENTS, find_languages, read_language
from onrecord.types import Document, Found, Language, Note, Page, Reading

MOST_WAITING = 4 * BATCH_DOCUMENTS  # pages in memory while most of them need not be read


@dataclass(frozen=True)
class Outcome:
    """The result for one page: its reading, and the kind of failure if there was one.

    `failure` is `input` if the page could not be read, `reader` if the reader failed on it. `known` is set if the caller
    has a reading of this document already: then it was not read again, and the reading has no layers.
    """

    page: Page
    reading: Reading
    language: Language
    failure: Literal["input", "reader"] | None = None
    known: bool = False


@dataclass(frozen=True)
class _Waiting:
    page: Page
    document: Document
    notes: tuple[Note, ...]
    known: bool

    @property
    def is_to_read(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.document.text.strip()) and not self.known


def read_text(
    text: str, published: str | None = None, title: str | None = None, known: Known | None = None
) -> Reading:
    """Return the reading of `text`, which is not cleaned; `published` is an ISO date if it is known.

    Offsets of the reading are offsets into `text`. For many texts, `read_pages` is faster.
    """
    page = Page(target="text", text=text, given_title=title, given_published=published, clean=False)
    (outcome,) = read_pages([page], (lambda: known) if known else load_known)
    return outcome.reading


def read_pages(
    pages: Iterable[Page],
    load: Callable[[], Known] = load_known,
    is_known: Callable[[Document], bool] = lambda _: False,
) -> Iterator[Outcome]:
    """Yield the outcome of each page, in order; `load` is called when there is a text to read.

    A document that `is_known` is not read: a store that holds it already is asked before the reader is.
    """
    made = (_waiting(page, furniture, is_known) for furniture in (load_furniture(),) for page in pages)
    while batch := _next_batch(made):
        yield from _read_batch(batch, load)


def _next_batch(made: Iterator[_Waiting]) -> list[_Waiting]:
    """Return the next pages, so many that there are texts for a full batch among them."""
    batch: list[_Waiting] = []
    while sum(w.is_to_read for w in batch) < BATCH_DOCUMENTS and len(batch) < MOST_WAITING:
        page = next(made, None)
        if page is None:
            break
        batch.append(page)
    return batch


def _waiting(page: Page, furniture: Furniture, is_known: Callable[[Document], bool]) -> _Waiting:
    page, found = make_guarded(page, furniture)
    document = found.items[0]
    return _Waiting(page, document, found.notes, page.problem is None and is_known(document))


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
    readable = [w for w in batch if w.is_to_read]
    begun = time.perf_counter()
    languages = iter(_languages([w.document for w in readable], load()) if readable else ())
    characters = sum(len(w.document.text) for w in readable)
    seconds = time.perf_counter() - begun
    texts = counted(len(readable), "text")
    logger.debug("%s of %d characters: language layer in %.2f s", texts, characters, seconds)
    for w in batch:
        if w.is_to_read:
            yield _read_one(w, next(languages), load())
        else:
            reading = Reading(document=w.document, notes=w.notes)
            yield Outcome(w.page, reading, Language(), _failure(w.page), known=w.known)


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
