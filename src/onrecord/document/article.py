"""The common form of all kinds of pages, before they become a Document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.types import Note, Published, Updated

ParagraphKind = Literal["text", "title", "heading", "item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a page.

    `linked`: all its words are one link to another page. `is_usual`: the page sets it as it sets the article's
    other paragraphs (HTML only).
    """

    text: str
    kind: ParagraphKind = "text"
    linked: bool = False
    is_usual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page states about its article."""

    url: str | None = None
    title: str | None = None
    section: str | None = None
    bylines: tuple[str, ...] = ()
    publisher: str | None = None
    tags: tuple[str, ...] = ()
    published: Published = field(default_factory=Published)
    updated: Updated | None = None
    unread_date: str | None = None  # what the page states instead of a day of publication
    description: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The text of a page, its metadata, and notes on problems."""

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    notes: tuple[Note, ...] = ()
