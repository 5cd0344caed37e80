"""What every row has of the report that it comes from."""

from __future__ import annotations

from typing import TypedDict

from onrecord.store.index import day_of
from onrecord.store.told import Told
from onrecord.types import DocumentId


class OfReport(TypedDict):
    """The fields of `InReport`."""

    document: DocumentId
    given_id: str | None
    publisher: str | None
    published: str | None
    title: str | None


def in_report(report: Told) -> OfReport:
    """Return the fields that a row has of its report."""
    document = report.reading.document
    return OfReport(
        document=document.id,
        given_id=document.given_id,
        publisher=document.publisher,
        published=day_of(document.published),
        title=document.title,
    )
