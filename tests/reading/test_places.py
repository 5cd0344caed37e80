"""Place names: cases with marked names and no model, and properties of any text."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.grammar import Forest
from onrecord.lexicon.mentions import load_mention_words
from onrecord.reading.places import find_places
from onrecord.types import (
    Actor,
    ActorId,
    Document,
    DocumentId,
    Found,
    Language,
    Mention,
    Name,
    Place,
    Reason,
    Sentence,
    Token,
)
from onrecord.world import load_world

WORDS_OF_MENTIONS = load_mention_words()
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "places.yaml").read_text(encoding="utf-8"))
MARK = re.compile(r"\[(LOC|PER|ORG) ([^\]]+)\]")
WORDS = st.sampled_from(
    ["[LOC Paris]", "[LOC Georgia]", "[ORG Kremlin]", "[PER Paris Hilton]", "London", "Ky.", ",", "said", "the", "[LOC the]",
     "[LOC St.]", "Moscow’s", "[LOC US]", "[LOC New York]", "-", "\n\n"]
)  # fmt: skip


def marked(text: str) -> tuple[Document, Language, list[Actor]]:
    """Return the document, names and persons of a text with marks; each word is a token, capitals are PROPN."""
    plain, names, actors, at = "", [], [], 0
    for found in MARK.finditer(text):
        plain += text[at : found.start()]
        start, at = len(plain), found.end()
        plain += found[2]
        names.append(Name(start=start, end=len(plain), text=found[2], label=found[1], score=0.9))  # type: ignore[arg-type]
        if found[1] == "PER":
            mention = Mention(start=start, end=len(plain), text=found[2], form="name")
            actors.append(Actor(id=ActorId(f"a_{start}"), name=found[2], kind="person", mentions=(mention,)))
    plain += text[at:]
    tokens = tuple(
        Token(start=m.start(), end=m.end(), text=m[0], lemma=m[0], upos="PROPN" if m[0][0].isupper() else "NOUN",
              feats="_", head=-1, deprel="dep")
        for m in re.finditer(r"[^\W\d_]+\.?(?=\s)|\w+|[^\w\s]", plain)
    )  # fmt: skip
    sentences = (Sentence(start=0, end=len(plain), tokens=tokens),) if tokens else ()
    return Document(id=DocumentId("d"), text=plain), Language(sentences=sentences, names=tuple(names)), actors


def read(text: str) -> Found[Place]:
    document, language, actors = marked(text)
    known: Any = SimpleNamespace(world=load_world(), words=SimpleNamespace(mentions=WORDS_OF_MENTIONS))
    return find_places(document, language, actors, Forest(language.sentences), known)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_toponyms_are_those_of_the_case(case: dict[str, Any]) -> None:
    places = read(case["text"]).items
    assert [p.text for p in places] == [expected["text"] for expected in case["places"]], case["why"]
    for place, expected in zip(places, case["places"], strict=True):
        assert {field: getattr(place, field) for field in expected} == expected, case["why"]


def test_a_place_that_is_not_listed_leaves_a_note() -> None:
    found = read("Floods cut off [LOC Zorblewick].")
    assert [(note.code, "Zorblewick" in note.message) for note in found.notes] == [("place-unlisted", True)]
    assert (found.items[0].lat, found.items[0].country) == (None, None)


def test_every_place_says_how_it_was_found_and_resolved() -> None:
    (place,) = read("[LOC LONDON], Ontario").items[:1]
    assert place.country == "CAN"
    assert place.basis == (
        Reason(rule="place-name-by-model"),
        Reason(rule="place-that-follows", words="Ontario", table="places.tsv"),
    )


BESIDE = [
    (
        "Flights from [LOC Toronto]'s [LOC Harlan Voss Airfield] were late.",
        "Harlan Voss Airfield",
        "of-the-place-before-it",
    ),
    (
        "They met at [LOC Paris]' little [LOC Grendle Square] again.",
        "Grendle Square",
        "of-the-place-before-it",
    ),
    (
        "Police closed [LOC Grendle Square] in [LOC Leeds] after a fight.",
        "Grendle Square",
        "in-the-place-behind-it",
    ),
    ("Engines from [LOC Walthamstow] and [LOC Ponders Nook] came.", "Ponders Nook", "in-a-list-with-a-place"),
    (
        "Crews in [LOC Leeds] saved a dog. It left [LOC Leeds] by [LOC Oakwell Mews].",
        "Oakwell Mews",
        "in-a-local-report",
    ),
]


@pytest.mark.parametrize(("text", "name", "rule"), BESIDE)
def test_an_unlisted_place_gets_the_coordinates_of_the_town_that_the_text_puts_it_in(
    text: str, name: str, rule: str
) -> None:
    places = {p.text: p for p in read(text).items}
    place, town = places[name], next(p for p in places.values() if p.kind == "city")
    assert (place.lat, place.lon, place.country) == (town.lat, town.lon, town.country)
    assert (place.kind, place.geonames) == ("other", None)
    assert place.basis[-1].rule == rule
    assert place.basis[-1].words == town.name


def test_an_unlisted_place_has_one_sense_in_a_document() -> None:
    text = "The [LOC Grendle Arcade] burned. Police closed [LOC Grendle Arcade] in [LOC Leeds]. [LOC Rome] sent help."
    first, second = (p for p in read(text).items if p.text == "Grendle Arcade")
    assert first.lat is not None
    assert (first.lat, first.lon) == (second.lat, second.lon)


def test_an_unlisted_place_of_a_report_from_many_towns_has_no_coordinates() -> None:
    text = "Leaders flew from [LOC Rome] to [LOC Delhi], [LOC Lima] and [LOC Cairo]. They spoke of the [LOC Grendle Arcade]."
    place = next(p for p in read(text).items if p.text == "Grendle Arcade")
    assert (place.lat, place.lon) == (None, None)


@settings(deadline=None, max_examples=80)
@given(st.lists(WORDS, max_size=12))
def test_places_quote_the_text_and_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    document, _, _ = marked(text)
    places = read(text).items
    end = 0
    for place in places:
        assert document.text[place.start : place.end] == place.text
        assert place.start >= end
        end = place.end
    assert read(text).items == places
