"""Find who is said to say (think, want, plan) what: sources, cues and contents.

Three passes: the model's roles, joined (`extents/model_roles.py`), say what stands outermost, as PolNeAR
marks it (Newell, Margolin and Ruths, LREC 2018); rules over trees and word tables
(`extents/by_rule.py`) add what is attributed inside, and what the model missed; quotations
(`extents/quotations.py`) are made whole, however they are interrupted. `fields/describe.py` fills the fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.grammar import Forest, Quote, find_quotes, inner_quotes
from onrecord.reading.attributions.context import Scene, Who, roles_of
from onrecord.reading.attributions.extents.by_rule import find_by_rule
from onrecord.reading.attributions.extents.colons import (
    find_in_entries,
    find_in_headline,
    find_signed,
    find_turns,
)
from onrecord.reading.attributions.extents.drafts import Draft
from onrecord.reading.attributions.extents.model_roles import (
    from_roles,
    given_away,
    merge,
    outer_of,
    unfolded,
    with_sources,
    worth_keeping,
)
from onrecord.reading.attributions.extents.quotations import (
    complete_quotes,
    continue_quotes,
    kept_inside,
    kept_to_turns,
    without_datelines,
)
from onrecord.reading.attributions.extents.thresholds import THRESHOLDS, Thresholds
from onrecord.reading.attributions.fields.describe import describe, identify
from onrecord.reading.attributions.fields.ground import with_grounds
from onrecord.reading.attributions.sources.actor import speakers_of_pronouns
from onrecord.types import Actor, Attribution, Document, Found, Language, Time

if TYPE_CHECKING:
    from onrecord.known import Known
    from onrecord.lexicon.attributions import AttributionWords


def find_attributions(
    document: Document,
    language: Language,
    actors: Sequence[Actor],
    times: Sequence[Time],
    forest: Forest,
    known: Known,
) -> Found[Attribution]:
    """Return every attribution of the document, those inside others too, in text order."""
    words = known.words.attributions
    quotes = find_quotes(document.text, words.classes.elisions)
    drafts = find_drafts(document.text, language, forest, quotes, words)
    outer = [outer_of(drafts, n) for n in range(len(drafts))]
    spoken_inside = (*quotes, *inner_quotes(document.text, quotes, words.classes.elisions))
    scene = Scene(document, forest, spoken_inside, Who(actors), times, words, roles_of(forest, words))
    found = [
        describe(draft, scene, None if o is None else identify(drafts[o], document))
        for draft, o in zip(drafts, outer, strict=True)
    ]
    spoken = speakers_of_pronouns(found, actors, scene)
    return Found(with_grounds(document.text, spoken, forest, words))


def find_drafts(
    text: str,
    language: Language,
    forest: Forest,
    quotes: Sequence[Quote],
    words: AttributionWords,
    limits: Thresholds = THRESHOLDS,
) -> tuple[Draft, ...]:
    """Return the attributions as extents: the model's, then what rules add, with whole quotations."""
    heard = from_roles(text, forest, language.roles, quotes, limits)
    joined = with_sources(text, forest, heard, words, limits)
    signed, turns = tuple(find_signed(text, quotes)), find_turns(text)
    model = given_away(complete_quotes(text, joined, quotes), signed)
    within = inner_quotes(text, quotes, words.classes.elisions)
    by_rule = kept_inside(find_by_rule(text, forest, quotes, words), quotes)
    ruled = complete_quotes(text, by_rule, (*quotes, *within))
    labelled = (*find_in_headline(text, language.names, words), *find_in_entries(text, language.names, words))
    merged = merge(model, (*signed, *ruled, *labelled), limits)
    drafts = continue_quotes(text, unfolded(text, merged), quotes, language.roles)
    drafts = without_datelines(text, kept_to_turns(text, drafts, turns))
    return tuple(d for n, d in enumerate(drafts) if worth_keeping(drafts, n, forest))
