"""The catalogue of rules and the code name the same rules, and every rule has a sentence."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

from onrecord.lexicon.happenings import load_parts
from onrecord.lexicon.reasons import load_rules, sentence_of
from onrecord.types import Reason

PACKAGE = Path(__file__).parents[2] / "src" / "onrecord"
NAME = re.compile(r"[a-z]+(-[a-z]+)+")  # the form of rule names; no other string in these parts has it
PARTS = ("reading", "assembly", "world", "store", "lexicon")


def names_in(source: str) -> set[str]:
    """Return the names of rules in a module: all strings in this form that are not codes of notes.

    >>> sorted(names_in('Reason(rule="a-b" if x else "c-d"); RULES = {"obj": "e-f"}; Note(code="g-h")'))
    ['a-b', 'c-d', 'e-f']
    """
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    codes = {id(k.value) for call in calls for k in call.keywords if k.arg == "code"}
    texts = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return {str(n.value) for n in texts if NAME.fullmatch(str(n.value)) and id(n) not in codes}


@cache
def names_in_the_code() -> frozenset[str]:
    modules = (path for part in PARTS for path in (PACKAGE / part).rglob("*.py"))
    found = {name for path in modules for name in names_in(path.read_text(encoding="utf-8"))}
    for path in (PACKAGE / "store" / "migrations").glob("*.sql"):
        found |= set(re.findall(r"'rule', '([a-z-]+)'", path.read_text(encoding="utf-8")))
    return frozenset(found)


def test_every_rule_of_the_code_is_in_the_catalogue() -> None:
    parts = set(load_parts())  # of the score of two events: sentences of their own, in happening_parts.tsv
    assert sorted(names_in_the_code() - set(load_rules()) - parts) == []


def test_every_rule_of_the_catalogue_is_in_the_code() -> None:
    assert sorted(set(load_rules()) - names_in_the_code()) == []


def test_a_typo_in_the_name_of_a_rule_is_seen() -> None:
    source = 'yield Reason(rule="weekday-by-tens")\nNote(code="time-open")\n"a sentence", "obl:tmod", "obj"'
    assert names_in(source) - set(load_rules()) == {"weekday-by-tens"}


def test_rules_are_named_once() -> None:
    lines = (PACKAGE / "lexicon" / "reasons.tsv").read_text(encoding="utf-8").splitlines()
    assert len(load_rules()) == len([line for line in lines if line and line[0] != "#"]) - 1


@pytest.mark.parametrize("rule", load_rules())
def test_every_sentence_can_be_filled(rule: str) -> None:
    sentence = load_rules()[rule].sentence
    asked = {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}
    assert asked <= {"words", "score"}
    assert not sentence.endswith(".")
    told = sentence_of(Reason(rule=rule, words="Lea Ort", score=0.914, table="events.tsv", line=12))
    assert told.endswith(" (events.tsv line 12)")
    assert ("Lea Ort" in told) == ("words" in asked)
    assert ("0.91" in told) == ("score" in asked)


def test_a_row_without_a_line_and_a_rule_of_a_later_version_are_shown() -> None:
    assert sentence_of(Reason(rule="body-in-the-world", words="NATO", table="bodies.tsv")) == (
        "it is the entry “NATO” (bodies.tsv)"
    )
    assert sentence_of(Reason(rule="not-yet-made", words="{x}")) == "not-yet-made: {x}"
