"""Step one: which words are source, cue and content. Each find is a `Draft`.

The model's drafts (`by_model`) are outermost attributions, as PolNeAR marks them (Newell, Margolin and Ruths, LREC
2018). Rules over trees and word tables (`by_rule`) add nested ones and those that the model missed; labels and
transcripts need no verb. `merge` brings both together, and quotations are made whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.grammar import Forest, Quote, inner_quotes
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.by_model import find_by_model
from onrecord.reading.attributions.extents.by_rule import find_by_rule
from onrecord.reading.attributions.extents.cited import with_cited
from onrecord.reading.attributions.extents.datelines import without_datelines
from onrecord.reading.attributions.extents.deeds import without_deeds
from onrecord.reading.attributions.extents.drafts import Draft
from onrecord.reading.attributions.extents.labels import find_in_entries, find_in_headline, find_signed
from onrecord.reading.attributions.extents.merge import merge, without_signed
from onrecord.reading.attributions.extents.model_sources import with_sources
from onrecord.reading.attributions.extents.nesting import is_worth_keeping, split_continued
from onrecord.reading.attributions.extents.passives import (
    find_agents_of_quotations,
    with_agents,
    with_hearers_apart,
)
from onrecord.reading.attributions.extents.quotations import (
    complete_quotations,
    continue_quotations,
    kept_to_quotations,
)
from onrecord.reading.attributions.extents.relative_clauses import find_relative, with_relative
from onrecord.reading.attributions.extents.reporting_clauses import (
    find_reported,
    find_reported_inside,
    kept_apart,
    without_reported,
)
from onrecord.reading.attributions.extents.silence import find_silence, with_silence
from onrecord.reading.attributions.extents.thresholds import THRESHOLDS, Thresholds
from onrecord.reading.attributions.extents.transcripts import find_turns, kept_to_turns
from onrecord.types import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What drafts are found from; `quotes` are the outermost quotations of the text."""

    text: str
    language: Language
    forest: Forest
    quotes: Sequence[Quote]
    words: AttributionWords
    limits: Thresholds = THRESHOLDS


def find_drafts(given: Inputs) -> tuple[Draft, ...]:
    """Return the attributions of a text as extents, in text order; some are nested in others."""
    signed = tuple(find_signed(given.text, given.quotes))
    reported = find_reported(given.text, given.forest, given.quotes, given.words)
    model = kept_apart(
        without_signed(_model_drafts(given), signed), reported, given.quotes, given.forest, given.words
    )
    inner = inner_quotes(given.text, given.quotes, given.words.classes.elisions)
    reported += find_reported_inside(given.text, given.forest, inner, given.words)
    apart = kept_apart(_rule_drafts(given, inner), reported, given.quotes, given.forest, given.words)
    ruled = without_reported(apart, reported)
    relative = find_relative(given.forest, given.words)
    model, ruled = (with_relative(given.text, drafts, relative) for drafts in (model, ruled))
    merged = merge(model, (*signed, *reported, *relative, *ruled, *_labelled(given)), given.limits)
    merged = with_hearers_apart(given.text, given.forest, merged, given.words)
    agents = find_agents_of_quotations(given.forest, given.quotes, given.words)
    merged = with_agents(given.text, merged, agents)
    merged = with_silence(merged, find_silence(given.text, given.forest, given.words))
    merged = with_cited(merged, given.forest, given.language.names, given.words)
    split = split_continued(given.text, merged)
    continued = continue_quotations(
        given.text, split, given.quotes, given.forest, given.words.classes, given.language.roles
    )
    drafts = kept_to_turns(given.text, continued, find_turns(given.text, given.language.names, given.words))
    drafts = without_datelines(given.text, drafts)
    drafts = without_deeds(given.text, drafts, given.forest, given.words)
    return tuple(d for n, d in enumerate(drafts) if is_worth_keeping(drafts, n, given.forest))


def _model_drafts(given: Inputs) -> tuple[Draft, ...]:
    """Return the model's drafts with their sources, quotations whole."""
    text, forest, quotes, limits = given.text, given.forest, given.quotes, given.limits
    drafts = find_by_model(text, forest, given.language.roles, quotes, limits)
    sourced = with_sources(text, forest, drafts, given.words, limits.sure_source)
    return complete_quotations(text, sourced, quotes)


def _rule_drafts(given: Inputs, inner: Sequence[Quote]) -> tuple[Draft, ...]:
    """Return the rules' drafts, quotations and quotations inside them whole."""
    found = find_by_rule(given.text, given.forest, given.quotes, given.words)
    quotes = (*given.quotes, *inner)
    return complete_quotations(given.text, kept_to_quotations(found, given.quotes), quotes)


def _labelled(given: Inputs) -> tuple[Draft, ...]:
    """Return the drafts of a headline and of the entries of a live blog."""
    text, names, words = given.text, given.language.names, given.words
    return (*find_in_headline(text, names, words), *find_in_entries(text, names, words))
