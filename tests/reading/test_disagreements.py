"""Disagreements of two sources in one report: sketched trees, hand-made attributions."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from onrecord.grammar import Forest
from onrecord.lexicon.attributions import load_attribution_words
from onrecord.reading.disagreements import LONGEST_SIDE, find_disagreements
from onrecord.types import (
    ActorId,
    Attribution,
    AttributionId,
    Disagreement,
    Document,
    DocumentId,
    Event,
    EventId,
    Source,
    Span,
    span_of,
)
from tests.sketch import language_of_sketches

KNOWN: Any = SimpleNamespace(words=SimpleNamespace(attributions=load_attribution_words()))
PARIS = "Paris/PROPN/nsubj>said said=say/VERB/root/Past that/SCONJ/mark>fired troops=troop/NOUN/nsubj>fired fired=fire/VERB/ccomp>said/Past on/ADP/case>convoy the/DET/det>convoy convoy/NOUN/obl>fired ./PUNCT/punct>said"
DENIAL = "Minsk/PROPN/nsubj>denied denied=deny/VERB/root/Past that/SCONJ/mark>fired its/PRON/nmod:poss>troops troops=troop/NOUN/nsubj>fired fired=fire/VERB/ccomp>denied/Past on/ADP/case>convoy a/DET/det>convoy convoy/NOUN/obl>fired ./PUNCT/punct>denied"
CONTRAST = "But/CCONJ/cc>said Minsk/PROPN/nsubj>said said=say/VERB/root/Past that/SCONJ/mark>fired no/DET/det>troops troops=troop/NOUN/nsubj>fired fired=fire/VERB/ccomp>said/Past on/ADP/case>convoy the/DET/det>convoy convoy/NOUN/obl>fired ./PUNCT/punct>said"
WITHOUT_BUT = CONTRAST.removeprefix("But/CCONJ/cc>said ")
OTHER = "But/CCONJ/cc>said Minsk/PROPN/nsubj>said said=say/VERB/root/Past that/SCONJ/mark>rise no/DET/det>taxes taxes=tax/NOUN/nsubj>rise would=will/AUX/aux>rise/Fin rise/VERB/ccomp>said/Inf ./PUNCT/punct>said"
TWELVE = "Paris/PROPN/nsubj>said said=say/VERB/root/Past that/SCONJ/mark>drowned 12/NUM/nummod>sailors sailors=sailor/NOUN/nsubj>drowned drowned=drown/VERB/ccomp>said/Past ./PUNCT/punct>said"
NINE = TWELVE.replace("Paris", "Minsk").replace("12", "nine")


def attribution(
    text: str, who: str, cue: str, content: str, kind: str = "say", nth: int = 0, **more: Any
) -> Attribution:
    """Return an attribution by `who`, whose content is the `nth` (from 0) place of `content`."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(content, at + 1)
    start = text.index(who)
    cue_at = text.rindex(cue, 0, at)
    return Attribution(
        id=AttributionId(f"q_{who}"),
        source=Source(start=start, end=start + len(who), text=who, actor=ActorId(f"a_{who}")),
        cue=span_of(text, cue_at, cue_at + len(cue)),
        content=(Span(start=at, end=at + len(content), text=content),),
        quotation="indirect",
        sourcing="named",
        kind=kind,
        **more,
    )


def disagreements(
    text: str, language: Any, *attributions: Attribution, events: tuple[Event, ...] = ()
) -> tuple[Disagreement, ...]:
    document = Document(id=DocumentId("d"), text=text)
    return find_disagreements(document, attributions, events, (), Forest(language.sentences), KNOWN).items


def two(second: str, kind: str, cue: str, content: str) -> tuple[Disagreement, ...]:
    text, language = language_of_sketches(PARIS, second)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    return disagreements(text, language, first, attribution(text, "Minsk", cue, content, kind))


def test_denial_of_what_another_says_is_a_disagreement() -> None:
    (found,) = two(DENIAL, "deny", "denied", "that its troops fired on a convoy")
    assert [side.actor for side in found.sides] == ["a_Paris", "a_Minsk"]
    assert found.about == "troops fired on the convoy"
    assert [side.attribution for side in found.sides] == ["q_Paris", "q_Minsk"]


def test_negation_behind_a_word_of_contrast_is_a_disagreement() -> None:
    (found,) = two(CONTRAST, "say", "said", "that no troops fired on the convoy")
    assert found.about == "troops fired on the convoy"


def test_negation_without_a_word_of_contrast_is_none() -> None:
    assert two(WITHOUT_BUT, "say", "said", "that no troops fired on the convoy") == ()


def test_contrast_on_another_matter_is_none() -> None:
    assert two(OTHER, "say", "said", "that no taxes would rise") == ()


def test_two_counts_of_one_thing_are_a_disagreement() -> None:
    text, language = language_of_sketches(TWELVE, NINE)
    first = attribution(text, "Paris", "said", "that 12 sailors drowned")
    second = attribution(text, "Minsk", "said", "that nine sailors drowned")
    (found,) = disagreements(text, language, first, second)
    assert [side.span.text for side in found.sides] == [
        "that 12 sailors drowned",
        "that nine sailors drowned",
    ]


def test_same_count_is_none() -> None:
    text, language = language_of_sketches(TWELVE, NINE.replace("nine", "12"))
    first = attribution(text, "Paris", "said", "that 12 sailors drowned")
    second = attribution(text, "Minsk", "said", "that 12 sailors drowned", nth=1)
    assert disagreements(text, language, first, second) == ()


def test_one_actor_does_not_disagree_with_itself() -> None:
    text, language = language_of_sketches(PARIS, DENIAL)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(text, "Paris", "denied", "that its troops fired on a convoy", "deny")
    assert disagreements(text, language, first, second) == ()


def test_denial_that_was_not_made_is_none() -> None:
    text, language = language_of_sketches(PARIS, DENIAL)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(
        text, "Minsk", "denied", "that its troops fired on a convoy", "deny", polarity="negative"
    )
    assert disagreements(text, language, first, second) == ()


def test_denial_inside_the_other_side_is_none() -> None:
    text, language = language_of_sketches(PARIS, DENIAL)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(
        text, "Minsk", "denied", "that its troops fired on a convoy", "deny", within=first.id
    )
    assert disagreements(text, language, first, second) == ()


def test_denied_event_contradicts_the_same_event_asserted() -> None:
    text, language = language_of_sketches(PARIS, OTHER.replace("But/CCONJ/cc>said ", ""))
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(text, "Minsk", "said", "that no taxes would rise", "deny")
    trigger = span_of(text, 0, 5)
    asserted = Event(
        id=EventId("e1"),
        type="ASSAULT",
        trigger=trigger,
        mentions=(trigger,),
        actors=(ActorId("a_Minsk"),),
        within=first.id,
    )
    denied = Event(
        id=EventId("e2"),
        type="ASSAULT",
        trigger=trigger,
        mentions=(trigger,),
        actors=(ActorId("a_Minsk"),),
        within=second.id,
        status="denied",
    )
    assert len(disagreements(text, language, first, second, events=(asserted, denied))) == 1
    assert disagreements(text, language, first, second, events=(asserted,)) == ()


@pytest.mark.parametrize("words", [3, 200])
def test_span_of_a_side_is_never_longer_than_a_record_allows(words: int) -> None:
    text, language = language_of_sketches(PARIS, DENIAL)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    long_text = text + " word" * words
    second = attribution(long_text, "Minsk", "denied", long_text[text.index("that its") :], "deny")
    (found,) = disagreements(long_text, language, first, second)
    assert len(found.sides[1].span.text.split()) <= LONGEST_SIDE
    assert long_text[found.sides[1].span.start : found.sides[1].span.end] == found.sides[1].span.text
