"""Conditions of acts: cases over sketched trees, and the conditions that events get."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.grammar import Forest
from onrecord.lexicon.conditions import load_condition_words
from onrecord.lexicon.status import load_status_words
from onrecord.reading.certainty.conditions import condition_of, find_conditions
from tests.sketch import language_of_sketches

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "conditions.yaml").read_text(encoding="utf-8"))
WORDS = load_status_words()


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_an_act_has_the_condition_of_its_clause(case: dict[str, Any]) -> None:
    text, language = language_of_sketches(*case["text"])
    forest = Forest(language.sentences)
    start = text.index(case["act"])
    tree = forest.at(start)
    assert tree is not None
    act = tree.head_of(start, start + len(case["act"]))
    assert act is not None
    found = condition_of(forest, tree, act, WORDS, in_words=case.get("in_words", False))
    assert (text[found.start : found.end] if found else None) == case["condition"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_conditions_of_a_sentence_are_apart_and_name_their_row(case: dict[str, Any]) -> None:
    text, language = language_of_sketches(*case["text"])
    forest = Forest(language.sentences)
    for tree in forest.trees:
        own = [c for c in find_conditions(forest, tree, WORDS) if c.row.kind != "linking"]
        assert all(a.end <= b.start for a, b in pairwise(own))
        assert all(c.reason.line and text[c.start : c.end].strip(" ,.") == text[c.start : c.end] for c in own)


def test_the_longest_words_win() -> None:
    words = load_condition_words()
    said = ["the", "aid", "flows", "on", "condition", "that", "they", "leave"]
    row = words.at("opener", said, said.index("on"))
    assert row is not None
    assert row.word == "on condition that"
    assert words.at("opener", said, 0) is None
