"""Phrases that only their part in an act makes candidates, over sketched trees with hand-made odds."""

from __future__ import annotations

import pytest

from onrecord.grammar import Forest
from onrecord.known import load_known
from onrecord.reading.mentions import find_mentions
from onrecord.types import ActMention, Document, DocumentId, Odds, Participation
from tests.sketch import language_of_sketches


def candidates(sketch: str, *marked: str) -> dict[str, tuple[str, str | None]]:
    """Return kind and country of the candidates that take part in an act, by their words."""
    text, language = language_of_sketches(sketch)
    parts = tuple(
        Participation(start=start, end=start + len(word), text=word, kind="recipient", score=0.9)
        for word in marked
        for start in [text.index(word)]
    )
    act = ActMention(
        start=0, end=1, text=text[:1], score=0.9, types=(Odds(label="ASSAULT", score=0.9),), parts=parts
    )
    document = Document(id=DocumentId("d"), text=text)
    language = language.__class__(sentences=language.sentences, acts=(act,))
    found = find_mentions(document, language, Forest(language.sentences), load_known())
    return {c.text: (c.kind, c.country) for c in found if c.takes_part}


@pytest.mark.parametrize(
    ("sketch", "marked", "wanted"),
    [
        (
            "four/NUM/nummod>shepherds Kyrgyz/PROPN/compound>shepherds shepherds=shepherd/NOUN/nsubj>fled/Plur fled=flee/VERB/root/Past",
            ["four", "Kyrgyz", "shepherds"],
            {"four Kyrgyz shepherds": ("group", "KGZ")},
        ),
        (
            "Polish/ADJ/amod>tugs and/CCONJ/cc>Danish Danish/ADJ/conj>Polish tugs=tug/NOUN/nsubj>sailed/Plur sailed=sail/VERB/root/Past",
            ["Polish", "Danish", "tugs"],
            {"Polish": ("country", "POL"), "Danish": ("country", "DNK"), "Polish and Danish tugs": ("group", None)},
        ),
        (
            "Danish/ADJ/nsubj>shelling shelling=shell/VERB/nsubj>stopped stopped=stop/VERB/root/Past",
            ["Danish"],
            {"Danish": ("country", "DNK")},
        ),
        (
            "They/PRON/nsubj>hid hid=hide/VERB/root/Past in/ADP/case>Mali northern/ADJ/amod>Mali Mali/PROPN/obl>hid",
            ["northern"],
            {},
        ),
        (
            "She/PRON/nsubj>accused accused=accuse/VERB/root/Past the/DET/det>army army/NOUN/obj>accused",
            ["army"],
            {"the army": ("body", None)},
        ),
        (
            "Troops/NOUN/nsubj>searched searched=search/VERB/root/Past the/DET/det>valley valley/NOUN/obj>searched",
            ["valley"],
            {"the valley": ("place", None)},
        ),
        (
            "Rebels/NOUN/nsubj>seized seized=seize/VERB/root/Past Goma/PROPN/obj>seized",
            ["Goma"],
            {"Goma": ("place", None)},
        ),
        (
            "It/PRON/nsubj>struck struck=strike/VERB/root/Past the/DET/det>theatre theatre/NOUN/obj>struck",
            ["theatre"],
            {"the theatre": ("place", None)},
        ),
        (
            "Five/NUM/nsubj:pass>arrested were=be/AUX/aux:pass>arrested/Past arrested=arrest/VERB/root/Pass",
            ["Five"],
            {"Five": ("group", None)},
        ),
        (
            "She/PRON/nsubj>told told=tell/VERB/root/Past parliament/NOUN/obj>told",
            ["parliament"],
            {"parliament": ("body", None)},
        ),
        (
            "The/DET/det>ZQF ZQF/PROPN/nsubj>left left=leave/VERB/root/Past the/DET/det>PM PM/PROPN/obj>left",
            ["ZQF", "PM"],
            {"The ZQF": ("body", None), "the PM": ("person", None)},
        ),
        (
            "48/NUM/nsubj>met of/ADP/case>members the/DET/det>members members=member/NOUN/nmod>48/Plur met=meet/VERB/root/Past",
            ["48"],
            {"48": ("group", None)},
        ),
        (
            "A/DET/det>number number/NOUN/nsubj>met/Sing of/ADP/case>people people/NOUN/nmod>number/Plur met=meet/VERB/root/Past",
            ["number"],
            {"A number": ("group", None)},
        ),
        (
            "A/DET/det>weaver weaver/NOUN/nsubj>sued/Sing sued=sue/VERB/root/Past Texas/PROPN/obj>sued",
            ["weaver", "Texas"],
            {"A weaver": ("person", None), "Texas": ("place", None)},
        ),
        (
            "Parliament/PROPN/nsubj>broke/Sing broke=break/VERB/root/Past the/DET/det>law law/NOUN/obj>broke/Sing",
            ["Parliament", "law"],
            {"Parliament": ("body", None), "the law": ("body", None)},
        ),
    ],
    ids=["nation before a noun", "two nations", "nation of an act", "part of a country", "a body that is acted on", "a word that is a capital's name but for its letter", "a town", "a building", "a number", "a body without an article", "an acronym", "a numeral", "a noun of quantity", "a noun for a person, and a place", "a body and a thing"],
)  # fmt: skip
def test_who_takes_part(sketch: str, marked: list[str], wanted: dict[str, tuple[str, str | None]]) -> None:
    assert candidates(sketch, *marked) == wanted
