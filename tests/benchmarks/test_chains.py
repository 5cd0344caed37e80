"""The task on chains: which mentions count, offsets to words, files of other systems."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.chains import compare, key_of, place_of, placed, table
from corpora.gum import GumDocument, read_gum

ROW = {
    "id": "one",
    "genre": "news",
    "sents": [
        {"tokens": ["Ann", "ca", "n't", "leave", ";", "she", "has", "a", "dog", "."],
         "upos": ["PROPN", "AUX", "PART", "VERB", "PUNCT", "PRON", "VERB", "DET", "NOUN", "PUNCT"],
         "space_after": [True, False, True, False, True, True, True, True, False, True],
         "speaker": ""},
        {"tokens": ["Her", "dog", "?"], "upos": ["PRON", "NOUN", "PUNCT"],
         "space_after": [True, False, True], "speaker": "B"},
    ],
    "mentions": [
        {"start": 0, "end": 1, "head": 0, "cluster": "a"},
        {"start": 3, "end": 4, "head": 3, "cluster": "act"},
        {"start": 5, "end": 6, "head": 5, "cluster": "a"},
        {"start": 7, "end": 9, "head": 8, "cluster": "d"},
        {"start": 10, "end": 11, "head": 10, "cluster": "a"},
        {"start": 10, "end": 12, "head": 11, "cluster": "d"},
    ],
}  # fmt: skip


def document(tmp_path: Path) -> GumDocument:
    path = tmp_path / "gum.jsonl"
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    (found,) = read_gum(path)
    return found


def extent(text: str, words: str, head: str) -> tuple[int, int, int, int]:
    start = text.index(words)
    at = text.index(head, start)
    return start, start + len(words), at, at + len(head)


def test_the_text_is_put_together_and_a_speaker_begins_a_paragraph(tmp_path: Path) -> None:
    gum = document(tmp_path)
    assert gum.text == "Ann can't leave; she has a dog.\n\nHer dog?"
    assert [gum.text[w.start : w.end] for w in gum.words][:3] == ["Ann", "ca", "n't"]


def test_acts_are_left_out_of_the_key_and_of_the_response(tmp_path: Path) -> None:
    gum = document(tmp_path)
    assert key_of(gum) == [[(0, 0, 0), (5, 5, 5), (10, 10, 10)], [(7, 8, 8), (10, 11, 11)]]
    assert placed(gum, [[extent(gum.text, "leave", "leave"), extent(gum.text, "she", "she")]]) == [
        [(5, 5, 5)]
    ]


def test_spans_go_to_the_words_they_touch(tmp_path: Path) -> None:
    gum = document(tmp_path)
    assert place_of(gum, extent(gum.text, "can't", "can't")) == (1, 2, 1)
    assert place_of(gum, extent(gum.text, "a dog", "dog")) == (7, 8, 8)
    assert place_of(gum, (3, 4, 3, 4)) is None  # a blank
    assert place_of(gum, extent(gum.text, " dog.\n", "dog")) == (8, 9, 8)


def test_what_is_right_scores_one_and_singletons_are_left_out(tmp_path: Path) -> None:
    gum = document(tmp_path)
    response = [
        [extent(gum.text, "Ann", "Ann"), extent(gum.text, "she", "she"), extent(gum.text, "Her", "Her")],
        [extent(gum.text, "dog", "dog"), extent(gum.text, "Her dog", "dog")],
        [extent(gum.text, "a dog", "a")],
    ]
    totals = compare([gum], {"one": response})
    assert {name: tally.f1 for name, tally in totals.items()} == dict.fromkeys(totals, 1.0)
    assert compare([gum], {"one": response}, exact=True)["mentions"].recall == 4 / 5
    assert compare([gum], {"one": response}, singletons=True)["mentions"].precision == 5 / 6
    assert "| news | 100.0 |" in "\n".join(table("mine", [gum], {"one": response}))
