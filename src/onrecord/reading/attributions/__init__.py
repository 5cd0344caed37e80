"""Find who is said to say (think, want, plan) what: sources, cues and contents.

Three steps, one folder each: `extents/` finds drafts, `sources/` says who the source of a draft is, and `fields/`
fills the other fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.grammar import Forest, find_quotes, inner_quotes
from onrecord.reading.attributions.context import Scene, Who, roles_of
from onrecord.reading.attributions.extents import Inputs, find_drafts
from onrecord.reading.attributions.extents.nesting import outer_of
from onrecord.reading.attributions.fields.describe import describe, identify
from onrecord.reading.attributions.fields.ground import with_grounds
from onrecord.reading.attributions.sources.actor import speakers_of_pronouns
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
    drafts = find_drafts(
        Inputs(text=document.text, language=language, forest=forest, quotes=quotes, words=words)
    )
    inner = inner_quotes(document.text, quotes, words.classes.elisions)
    scene = Scene(document, forest, (*quotes, *inner), Who(actors), times, words, roles_of(forest, words))
    outer = [outer_of(drafts, n) for n in range(len(drafts))]
    found = [
        describe(draft, scene, None if o is None else identify(drafts[o], document))
        for draft, o in zip(drafts, outer, strict=True)
    ]
    spoken = speakers_of_pronouns(found, actors, scene)
    return Found(with_grounds(document.text, spoken, forest, words))
