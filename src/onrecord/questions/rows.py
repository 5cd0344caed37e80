"""The rows of answers, as frozen values: each is a fact of one report, with the words that it rests on.

Spans are spans of the text of `document`: offsets in code points, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.types import AttributionId, DocumentId, Polarity, Quotation, Sourcing, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class InReport:
    """A fact of one report."""

    document: DocumentId
    """The id of the document."""
    given_id: str | None
    """The id that the input gave it, or null."""
    publisher: str | None
    """The outlet, or null."""
    published: str | None
    """The day of publication, or the earliest possible one, or null."""
    title: str | None
    """The title of the document, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(InReport):
    """Who is reported to say or think what."""

    attribution: AttributionId
    """The id of the attribution in the document."""
    speaker: str | None
    """The name of the source, or the words for one without a name, or null."""
    entity: str | None
    """The id of the source's entity, or null."""
    office: str | None
    """The office that the source holds on the day of publication, or null."""
    addressee: str | None
    """The name of whom it is said to, or null."""
    kind: str
    """`say`, `ask`, `demand`, `deny`, `warn`, `promise`, `accuse`, `believe` or `plan`."""
    quotation: Quotation
    """As for attributions."""
    sourcing: Sourcing
    """As for attributions."""
    polarity: Polarity
    """As for attributions."""
    source: Span | None
    """The words for the source, or null."""
    cue: Span | None
    """The words that say that something is said, or null."""
    content: tuple[Span, ...]
    """What is said: a list of spans."""
