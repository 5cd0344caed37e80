"""Find who is said to say (think, want, plan) what: sources, cues and contents.

Three steps, one folder each: `extents/` finds drafts, `sources/` says who the source of a draft is, and `fields/`
fills the other fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.grammar import Forest, find_quotes, inner_quotes
from onrecord.reading.attributions.context import Context
from onrecord.reading.attributions.extents import Inputs, find_drafts
from onrecord.reading.attributions.extents.titles import without_titles
from onrecord.reading.attributions.fields.describe import describe_all
from onrecord.reading.attributions.fields.ground import with_grounds
from onrecord.reading.attributions.sources.actor_index import ActorIndex
from onrecord.reading.attributions.sources.introductions import find_introductions
from onrecord.reading.attributions.sources.pronoun_speakers import with_pronoun_speakers
from onrecord.types import Actor, Attribution, Document, Found, Language, Time

if TYPE_CHECKING:
    from onrecord.known import Known


def find_attributions(
    document: Document,
    language: Language,
    actors: Sequence[Actor],
    times: Sequence[Time],
    forest: Forest,
    known: Known,
) -> Found[Attribution]:
    """Return every attribution of the document, nested ones too, in text order."""
    words = known.words.attributions
    quotes = find_quotes(document.text, words.classes.elisions)
    inner = inner_quotes(document.text, quotes, words.classes.elisions)
    drafts = find_drafts(
        Inputs(text=document.text, language=language, forest=forest, quotes=quotes, words=words)
    )
    context = Context(
        document=document,
        forest=forest,
        speech=without_titles(document.text, (*quotes, *inner), forest, words),
        actors=ActorIndex(actors),
        times=times,
        words=words,
        introductions=find_introductions(forest, words),
    )
    described = describe_all(drafts, context)
    spoken = with_pronoun_speakers(described, actors, context)
    return Found(with_grounds(document.text, spoken, forest, words))
