"""A document for people: its metadata, then its text."""

from __future__ import annotations

from onrecord.types import Document
from onrecord.views.dates import days
from onrecord.views.labels import label


def write_text(document: Document) -> str:
    """Return title, metadata lines (those that are known) and text, with an empty line after each part."""
    published = document.published
    when = days(published.earliest or published.value, published.latest or published.value)
    known = {
        "title": document.title,
        "publisher": document.publisher,
        "section": document.section,
        "by": ", ".join(document.bylines),
        "published": f"{when} ({label('basis', published.basis)})" if when and published.basis else when,
        "tags": ", ".join(document.tags),
        "url": document.url,
        "language": document.language,
    }
    head = "".join(f"{name + ':':<11}{value}\n" for name, value in known.items() if value)
    return f"{head}\n{document.text}\n\n"
