"""The table of word weights: compressed, checked like every table, and of folded words."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from onrecord.errors import TableError
from onrecord.lexicon.tables import parse_table, read_table
from onrecord.lexicon.word_texts import TABLE, WordRow, fold_word, load_word_texts, word_texts_of

ROWS = read_table(TABLE, WordRow)


def test_words_are_folded_sorted_and_named_once() -> None:
    words = [row.word for row in ROWS]
    assert words == sorted(set(words))
    assert [word for word in words if fold_word(word) != word] == []


def test_a_word_of_every_text_weighs_nothing_and_an_unknown_one_most() -> None:
    texts = load_word_texts()
    assert texts.total == 37554
    assert texts.weight("the") == 0
    assert 0 < texts.weight("president") < texts.weight("ceasefire") < texts.weight("karsova")
    assert texts.weight("karsova") == max(map(texts.weight, ["karsova", *texts.texts]))


def test_an_unknown_word_is_rarer_than_the_rarest_row() -> None:
    texts = word_texts_of((WordRow("the", 40), WordRow("harbour", 10)))
    assert (texts.total, texts.unknown) == (40, 5)


def test_a_wrong_count_is_refused_with_its_place() -> None:
    with pytest.raises(TableError, match=r"t\.tsv line 2, column texts, holds '0'"):
        parse_table("word\ttexts\nharbour\t0\n", WordRow, "t.tsv")
    with pytest.raises(TableError, match=r"t\.tsv line 2, column texts, holds 'many'"):
        parse_table("word\ttexts\nharbour\tmany\n", WordRow, "t.tsv")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"word\ttexts\n", "it is damaged"),
        (gzip.compress(b"word\ttexts\nthe\t9\n", mtime=0)[:-9], "it is damaged"),
        (gzip.compress(b"word\ttexts\n\xff\t9\n", mtime=0), "it is not UTF-8 at byte 11"),
    ],
)
def test_a_damaged_table_is_named_with_what_to_do(
    content: bytes, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / TABLE).write_bytes(content)
    monkeypatch.setattr("onrecord.lexicon.tables.resources.files", lambda package: tmp_path)
    with pytest.raises(TableError, match=f"{said}.*force-reinstall"):
        read_table(TABLE, WordRow)
