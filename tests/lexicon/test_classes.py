"""The closed word classes."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from itertools import combinations

from onrecord.lexicon.classes import ClassRow, WordClasses, load_word_classes
from onrecord.lexicon.codes import Sector, load_sectors
from onrecord.lexicon.tables import allowed_values, read_table


def test_no_class_has_a_word_twice() -> None:
    rows = Counter((row.class_, row.word) for row in read_table("classes.tsv", ClassRow))
    assert [row for row, times in rows.items() if times > 1] == []


def test_no_two_classes_have_the_same_words() -> None:
    classes = load_word_classes()
    names = [field.name for field in fields(WordClasses)]
    same = [(a, b) for a, b in combinations(names, 2) if getattr(classes, a) == getattr(classes, b)]
    assert same == []


def test_every_class_is_explained_above_its_words() -> None:
    from importlib import resources

    text = resources.files("onrecord.lexicon").joinpath("classes.tsv").read_text(encoding="utf-8")
    for field in fields(WordClasses):
        assert f"\n# {field.name}: " in text, field.name


def test_sectors_of_the_row_types_are_those_of_the_table() -> None:
    assert set(allowed_values(Sector)) == set(load_sectors())
