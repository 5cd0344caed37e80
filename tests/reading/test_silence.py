"""Silence and refusals: attributions by which somebody says nothing, or says no."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from onrecord.grammar import Forest
from onrecord.lexicon.attributions import load_attribution_words
from onrecord.reading.attributions.fields.cue_words import CueWords, cue_words
from onrecord.reading.attributions.fields.kind import kind_of
from onrecord.reading.attributions.fields.polarity import polarity_of
from tests.sketch import language_of_sketches

WORDS = load_attribution_words()
YET = "Minsk/PROPN/nsubj>has has=have/VERB/root/Fin yet/ADV/advmod>has to/PART/mark>respond respond/VERB/xcomp>has/Inf to/ADP/case>letter the/DET/det>letter letter/NOUN/obl>respond ./PUNCT/punct>has"
WILL = "Minsk/PROPN/nsubj>has has=have/VERB/root/Fin agreed=agree/VERB/conj>has/Fin to/PART/mark>respond respond/VERB/xcomp>has/Inf to/ADP/case>letter the/DET/det>letter letter/NOUN/obl>respond ./PUNCT/punct>has"
SILENT = "Minsk/PROPN/nsubj>silent has=have/AUX/aux>silent remained=remain/VERB/cop>silent silent/ADJ/root on/ADP/case>raid the/DET/det>raid raid/NOUN/obl>silent ./PUNCT/punct>silent"
SAID = "Minsk/PROPN/nsubj>said said=say/VERB/root/Past no/INTJ/obj>said ./PUNCT/punct>said"
SAID_MORE = "Minsk/PROPN/nsubj>said said=say/VERB/root/Past no/DET/det>deal deal/NOUN/obj>said was/AUX/cop>deal ./PUNCT/punct>said"


def said(sketch: str, cue: str, content: str) -> CueWords:
    """Return the cue and the content of a sketched sentence, by their words."""
    text, language = language_of_sketches(sketch)
    extents = [(text.index(words), text.index(words) + len(words)) for words in (cue, content)]
    context: Any = SimpleNamespace(
        forest=Forest(language.sentences), words=WORDS, document=SimpleNamespace(text=text)
    )
    found = cue_words(extents[0], (extents[1],), context)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sketch", "cue", "content", "polarity"),
    [
        (YET, "has yet to respond", "the letter", "negative"),
        (WILL, "has agreed to respond", "the letter", "positive"),
        (SILENT, "has remained silent", "the raid", "negative"),
    ],
)
def test_silence_is_a_negative_attribution(sketch: str, cue: str, content: str, polarity: str) -> None:
    assert polarity_of(said(sketch, cue, content)) == polarity


def test_bare_no_is_a_rejection() -> None:
    assert kind_of(said(SAID, "said", "no")) == "deny"


def test_longer_content_with_no_is_none() -> None:
    assert kind_of(said(SAID_MORE, "said", "no deal was")) == "say"
