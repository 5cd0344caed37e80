"""Headlines: no full stop, at the top, and not in the past tense."""

from __future__ import annotations

import pytest

from onrecord.grammar.headline import is_in_capitals, stands_as_headline
from tests.grammar.parsed import parsed

MEETS = "Bolton/PROPN/nsubj>meets meets=meet/VERB/root/Pres Putin/PROPN/obj>meets"


@pytest.mark.parametrize(
    ("sketch", "index", "is_one"),
    [
        (MEETS, 0, True),
        ("Bolton/PROPN/nsubj>meet to/PART/mark>meet meet/VERB/root/Inf Putin/PROPN/obj>meet", 0, True),
        (
            "Ship/NOUN/nsubj:pass>seized seized=seize/VERB/root/Part off/ADP/case>Oman Oman/PROPN/obl>seized",
            0,
            True,
        ),
        ("War/NOUN/root in/ADP/case>Oman Oman/PROPN/nmod>War", 0, True),
        (MEETS + " ./PUNCT/punct>meets", 0, False),
        (MEETS, 3, False),
        ("Bolton/PROPN/nsubj>met met=meet/VERB/root/Past Putin/PROPN/obj>met", 0, False),
        ("Talks/NOUN/nsubj:pass>held were=be/AUX/aux:pass>held/Past held=hold/VERB/root/Pass", 0, False),
    ],
    ids=["present", "infinitive", "participle", "noun", "full-stop", "below", "past", "past-passive"],
)
def test_headlines(sketch: str, index: int, is_one: bool) -> None:
    assert parsed(sketch, index).is_headline is is_one


@pytest.mark.parametrize(
    ("sketch", "index", "stands"),
    [
        (MEETS, 0, True),
        (MEETS, 3, True),
        (MEETS + " ./PUNCT/punct>meets", 0, True),
        (MEETS + " ./PUNCT/punct>meets", 3, False),
    ],
)
def test_positions_of_a_headline(sketch: str, index: int, stands: bool) -> None:
    assert stands_as_headline(parsed(sketch, index)) is stands


@pytest.mark.parametrize(
    ("text", "in_capitals"),
    [
        ("Bolton Meets Putin in Moscow", True),
        ("Bolton met Putin in Moscow yesterday morning", False),
        ("BOLTON MEETS PUTIN", True),
        ("Bolton Meets", False),
    ],
)
def test_a_line_in_capitals(text: str, in_capitals: bool) -> None:
    sketch = " ".join(
        f"{word}/X/dep>{text.split()[0]}" if n else f"{word}/X/root" for n, word in enumerate(text.split())
    )
    assert is_in_capitals(parsed(sketch)) is in_capitals
