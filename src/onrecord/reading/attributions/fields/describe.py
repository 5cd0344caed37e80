"""Make an attribution of a draft: fill its fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.attributions.context import Context
from onrecord.reading.attributions.extents.drafts import WORD, Draft, Extent, present
from onrecord.reading.attributions.extents.nesting import outer_of
from onrecord.reading.attributions.fields.addressee import addressee_of
from onrecord.reading.attributions.fields.cue_words import CueWords, cue_words
from onrecord.reading.attributions.fields.kind import DEFAULT, QUESTION, asks, kind_of
from onrecord.reading.attributions.fields.medium import medium_of
from onrecord.reading.attributions.fields.polarity import polarity_of
from onrecord.reading.attributions.fields.quotation import own_quotations, quotation_of
from onrecord.reading.attributions.fields.time import time_of
from onrecord.reading.attributions.sources.actor import actor_of, is_spoken_of
from onrecord.reading.attributions.sources.not_the_source import is_not_the_source
from onrecord.reading.attributions.sources.sourcing import sourcing_of
from onrecord.reading.ids import content_id
from onrecord.types import (
    Actor,
    ActorId,
    Attribution,
    AttributionId,
    Document,
    Medium,
    Polarity,
    Source,
    Span,
    TimeId,
    span_of,
)

LONGEST_SOURCE = 40  # words that a record holds at most
LONGEST_CUE = 12


@dataclass(frozen=True, slots=True)
class _CueFields:
    """The fields that are read from the cue, as they are without one."""

    kind: str = DEFAULT
    polarity: Polarity = "positive"
    addressee: ActorId | None = None
    time: TimeId | None = None
    medium: Medium | None = None


def describe_all(drafts: Sequence[Draft], context: Context) -> list[Attribution]:
    """Return the attributions of all drafts of a document; a nested one names the one around it."""
    ids = [identify(draft, context.document) for draft in drafts]
    outer = [outer_of(drafts, n) for n in range(len(drafts))]
    return [
        describe(draft, context, None if o is None else ids[o])
        for draft, o in zip(drafts, outer, strict=True)
    ]


def describe(draft: Draft, context: Context, within: AttributionId | None) -> Attribution:
    """Return the attribution of `draft`, which stands inside the attribution `within`, with all its fields."""
    text = context.document.text
    cue = None if draft.cue is None else shortened(draft.cue, text, LONGEST_CUE)
    said = cue_words(cue, draft.content, context)
    source = _source_extent(draft, said, context)
    actor = None if source is None else _actor(draft, source, context)
    sourced = sourcing_of(draft, source, actor, context)
    quotation = quotation_of(draft, context)
    fields = _CueFields() if said is None else _cue_fields(said, source, actor, context)
    is_question = quotation == "direct" and fields.kind == DEFAULT and asks(text, draft.content)
    return Attribution(
        id=identify(draft, context.document),
        source=_source(text, source, actor),
        cue=_span(text, cue),
        content=tuple(span_of(text, *e) for e in draft.content),
        quotation=quotation,
        sourcing=sourced.sourcing,
        kind=QUESTION if is_question else fields.kind,
        addressee=fields.addressee,
        time=fields.time,
        polarity="negative" if draft.is_silence else fields.polarity,
        medium=fields.medium,
        within=within,
        basis=(*draft.basis, *sourced.reasons),
    )


def _actor(draft: Draft, source: Extent, context: Context) -> Actor | None:
    actor = actor_of(source, context)
    if actor is None or is_spoken_of(actor, source, list(own_quotations(draft, context))):
        return None
    return actor


def _cue_fields(said: CueWords, source: Extent | None, actor: Actor | None, context: Context) -> _CueFields:
    return _CueFields(
        kind=kind_of(said),
        polarity=polarity_of(said),
        addressee=addressee_of(said, actor, context),
        time=time_of(said, context.times),
        medium=medium_of(said, source, context),
    )


def identify(draft: Draft, document: Document) -> AttributionId:
    """Return the id of the attribution that `draft` becomes."""
    offsets = [offset for extent in (*present(draft.cue), *draft.content) for offset in extent]
    return AttributionId(content_id("q", document.id, *offsets))


def shortened(extent: Extent, text: str, most: int) -> Extent:
    """Return the first `most` words of `extent` at most, cut at a comma where there is one."""
    words = [m.end() for m in WORD.finditer(text, *extent)]
    if len(words) <= most:
        return extent
    comma = text.find(",", extent[0], words[most - 1])
    return extent[0], comma if comma > extent[0] else words[most - 1]


def _source_extent(draft: Draft, said: CueWords | None, context: Context) -> Extent | None:
    """Return the source, unless the cue is only about it."""
    if draft.source is None:
        return None
    source = shortened(draft.source, context.document.text, LONGEST_SOURCE)
    if said is None:
        return source
    return None if is_not_the_source(said.tree, said.head, source, said.words) else source


def _source(text: str, extent: Extent | None, actor: Actor | None) -> Source | None:
    if extent is None:
        return None
    actor_id = None if actor is None else actor.id
    return Source(start=extent[0], end=extent[1], text=text[slice(*extent)], actor=actor_id)


def _span(text: str, extent: Extent | None) -> Span | None:
    return None if extent is None else span_of(text, *extent)
