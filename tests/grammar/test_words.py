"""The word classes that the tables of the package give to grammar."""

from __future__ import annotations

from dataclasses import fields

from onrecord.grammar import WordSets
from onrecord.known import grammar_words, load_words

WORDS = grammar_words(load_words())


def test_no_class_of_words_is_empty() -> None:
    assert not [field.name for field in fields(WordSets) if not getattr(WORDS, field.name)]


def test_the_classes_hold_what_their_names_say() -> None:
    assert {"not", "never", "no longer"} <= WORDS.negators
    assert {"hardly", "barely"} <= WORDS.near_negators
    assert not WORDS.near_negators & (WORDS.negators | WORDS.negatives | WORDS.negative_prepositions)
    assert {"will", "shall"} <= WORDS.future_modals < WORDS.modals
    assert "would" not in WORDS.future_modals
    assert "call on" in WORDS.oblique_control
    assert {"accuse", "prevent"} <= WORDS.object_control
