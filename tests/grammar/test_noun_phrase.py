"""Noun phrases: prepositions, determiners, possessors, and the modifiers of their head."""

from __future__ import annotations

import pytest

from onrecord.grammar.noun_phrase import owning_phrases
from tests.grammar.parsed import at, parsed, words

MET = "They/PRON/nsubj>met met=meet/VERB/root/Past "
IRANS = (
    MET
    + "Iran/PROPN/nmod:poss>minister 's/PART/case>Iran foreign/ADJ/amod>minister minister/NOUN/obj>met ./PUNCT/punct>met"
)
THE_MINISTER = (
    "The/DET/det>minister minister/NOUN/nsubj>left of/ADP/case>Peru Peru/PROPN/nmod>minister ,/PUNCT/punct>Ort "
    "President=president/PROPN/compound>Ort Lea/PROPN/compound>Ort Ort/PROPN/appos>minister ,/PUNCT/punct>Ort "
    "left=leave/VERB/root/Past ./PUNCT/punct>left"
)


@pytest.mark.parametrize(
    ("sketch", "noun", "owners", "rule"),
    [
        (IRANS, "minister", ["Iran"], "possessive"),
        (MET + "its/PRON/nmod:poss>minister/Poss minister/NOUN/obj>met", "minister", ["its"], "possessive"),
        (THE_MINISTER, "minister", ["Peru"], "of"),
        (
            MET + "Iran/PROPN/obj>met 's/PART/case>Iran new/ADJ/amod>minister minister/NOUN/obl>met",
            "minister",
            ["Iran"],
            "genitive before",
        ),
        (
            MET
            + "Iran/PROPN/nmod:poss>envoys and/CCONJ/cc>Iraq Iraq/PROPN/conj>Iran 's/PART/case>Iraq envoys/NOUN/obj>met/Plur",
            "envoys",
            ["Iran", "Iraq"],
            "possessive",
        ),
        (
            MET + "the/DET/det>minister minister/NOUN/obj>met in/ADP/case>Lima Lima/PROPN/nmod>minister",
            "minister",
            [],
            None,
        ),
    ],
    ids=["inside-object", "pronoun", "of", "hung-elsewhere", "two", "none"],
)
def test_whose_it_is(sketch: str, noun: str, owners: list[str], rule: str | None) -> None:
    sentence = parsed(sketch)
    phrase = sentence.noun_phrase(at(sentence, noun))
    assert words(sentence, phrase.owners) == owners
    assert phrase.owner_rule == rule


def test_prepositions_can_tell_owners_in_a_wide_sense() -> None:
    sentence = parsed(
        "a/DET/det>aide aide/NOUN/root for/ADP/case>Ort Ort/PROPN/nmod>aide in/ADP/case>Lima Lima/PROPN/nmod>aide"
    )
    assert words(sentence, owning_phrases(sentence, 1, {"for", "of"})) == ["Ort"]


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("the/DET/det>envoys ", "definite"),
        ("some/DET/det>envoys ", "indefinite"),
        ("no/DET/det>envoys ", "negative"),
        ("its/PRON/nmod:poss>envoys/Poss ", "possessive"),
        ("", "none"),
    ],
)
def test_determiners(before: str, kind: str) -> None:
    sentence = parsed(MET + before + "envoys/NOUN/obj>met/Plur")
    assert sentence.noun_phrase(at(sentence, "envoys")).determiner_kind == kind


@pytest.mark.parametrize(
    ("phrase", "noun", "number"),
    [
        ("envoys/NOUN/obj>met/Plur", "envoys", "plural"),
        ("an/DET/det>envoy envoy/NOUN/obj>met/Sing", "envoy", "singular"),
        ("Ort/PROPN/obj>met/Sing and/CCONJ/cc>Bek Bek/PROPN/conj>Ort/Sing", "Ort", "plural"),
        ("police/NOUN/obj>met", "police", None),
    ],
)
def test_number(phrase: str, noun: str, number: str | None) -> None:
    sentence = parsed(MET + phrase)
    assert sentence.noun_phrase(at(sentence, noun)).number == number


def test_an_apposition_is_linked_with_its_noun_both_ways_and_keeps_its_title() -> None:
    sentence = parsed(THE_MINISTER)
    minister, name = (sentence.noun_phrase(at(sentence, form)) for form in ("minister", "Ort"))
    assert words(sentence, minister.appositions) == ["Ort"]
    assert name.apposed_to == minister.head
    assert words(sentence, name.compounds) == ["President", "Lea"]
    assert words(sentence, range(name.start, name.end)) == ["President", "Lea", "Ort"]


def test_modifiers_and_dependents_of_a_noun() -> None:
    sentence = parsed(
        MET + "two/NUM/nummod>envoys senior/ADJ/amod>envoys and/CCONJ/cc>trusted trusted/ADJ/conj>senior "
        "trade/NOUN/compound>envoys envoys/NOUN/obj>met/Plur from/ADP/case>Lima Lima/PROPN/nmod>envoys"
    )
    phrase = sentence.noun_phrase(at(sentence, "envoys"))
    assert words(sentence, phrase.numerals) == ["two"]
    assert words(sentence, phrase.adjectives) == ["senior", "trusted"]
    assert words(sentence, phrase.compounds) == ["trade"]
    assert {p: words(sentence, places) for p, places in phrase.obliques.items()} == {"from": ["Lima"]}


@pytest.mark.parametrize(
    ("phrase", "noun", "core"),
    [
        (
            "thousands=thousand/NOUN/obj>met/Plur of/ADP/case>troops troops/NOUN/nmod>thousands/Plur",
            "thousands",
            ["troops"],
        ),
        ("ten/NUM/obj>met of/ADP/case>them them/PRON/nmod>ten", "ten", ["them"]),
        ("units/NOUN/obj>met/Plur of/ADP/case>troops troops/NOUN/nmod>units/Plur", "units", ["units"]),
        ("thousands=thousand/NOUN/obj>met/Plur", "thousands", ["thousands"]),
    ],
)
def test_a_measure_means_what_it_counts(phrase: str, noun: str, core: list[str]) -> None:
    sentence = parsed(MET + phrase)
    assert words(sentence, sentence.noun_phrase(at(sentence, noun)).core) == core


@pytest.mark.parametrize(
    ("phrase", "noun", "introducer"),
    [
        ("in/ADP/case>Lima Lima/PROPN/obl>met", "Lima", "in"),
        ("ahead/ADP/case>talks of/ADP/fixed>ahead talks/NOUN/obl>met", "talks", "ahead of"),
        ("because/ADP/case>talks of/ADP/case>talks talks/NOUN/obl>met", "talks", "because of"),
        ("envoys/NOUN/obj>met/Plur", "envoys", ""),
    ],
)
def test_what_introduces_a_phrase(phrase: str, noun: str, introducer: str) -> None:
    sentence = parsed(MET + phrase)
    assert sentence.noun_phrase(at(sentence, noun)).introducer == introducer


def test_the_noun_phrases_of_a_sentence_are_not_parts_of_names() -> None:
    sentence = parsed(THE_MINISTER)
    assert words(sentence, (phrase.head for phrase in sentence.noun_phrases)) == ["minister", "Peru", "Ort"]
