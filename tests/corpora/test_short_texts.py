from pathlib import Path
from typing import Any

import pytest

from corpora.own.events.onrecord_events import MODES, STATUSES, TYPES
from corpora.short_texts import FOLDER, Names, ShortTexts, read_frames, read_phrases, read_tenses
from onrecord.errors import TableError

COUNTRIES = [
    {"name": "Peru", "demonyms": "Peruvian", "capital": "Lima", "population": "31000000"},
    {"name": "Chad", "demonyms": "Chadian", "capital": "N'Djamena", "population": "15000000"},
    {"name": "Tuvalu", "demonyms": "Tuvaluan", "capital": "Funafuti", "population": "10000"},
]
NAMES = Names(COUNTRIES, ["Ana", "Omar"], ["Kovač", "Diallo"], ["Ourna", "Beja"])


def drawn(count: int, seed: int = 1) -> list[dict[str, Any]]:
    texts = ShortTexts(NAMES, seed)
    return [texts.draw() for _ in range(count)]


def words(text: dict[str, Any], part: dict[str, Any]) -> str:
    span = part.get("span", part)
    return str(text["text"][span["start"] : span["end"]])


def test_every_frame_has_types_and_modes_of_the_corpus() -> None:
    frames = list(read_frames())

    assert len(frames) > 300
    assert {kind for frame in frames for kind, _ in frame.acts} == set(TYPES)
    assert all(mode in (None, *MODES.get(kind, ())) for frame in frames for kind, mode in frame.acts)


def test_every_text_is_a_sentence_whose_marks_are_its_own_words() -> None:
    for text in drawn(3000):
        assert text["text"].endswith(".")
        assert not set(text["text"]) & set("{}<>|*#~@")
        assert "  " not in text["text"]
        for event in text["events"]:
            assert event["status"] in STATUSES
            assert words(text, event["trigger"])
            for part in (*event["actors"], *event["recipients"]):
                found = words(text, part)
                assert found == found.strip()
                assert not found.lower().startswith(("the ", "a ", "an "))


def test_a_tense_gives_the_status() -> None:
    arrests = [
        (t["text"], e["status"])
        for t in drawn(9000)
        for e in t["events"]
        if e["mode"] == "deport" and e["actors"]
    ]

    def with_words(*found: str) -> set[str]:
        return {status for text, status in arrests if any(words in text for words in found)}

    assert with_words(" did not expel ", " did not deport ") == {"negated"}
    assert with_words(" will expel ", " will deport ") == {"planned"}
    assert with_words(" expelled ", " deported ") <= {
        "occurred",
        "negated",
    }


def test_places_and_days_stand_in_other_sentences_too() -> None:
    parts = [
        (text["text"], event["trigger"], event[kind]["span"])
        for text in drawn(3000)
        for event in text["events"]
        for kind in ("location", "time")
        if event[kind]
    ]
    apart = [
        text
        for text, trigger, part in parts
        if ". " in text[min(trigger["end"], part["end"]) : max(trigger["start"], part["start"])]
    ]

    assert 0.15 < len(apart) / len(parts) < 0.5


def test_a_verb_agrees_with_its_subject() -> None:
    texts = " ".join(t["text"] for t in drawn(6000))

    assert "Lawmakers has" not in texts
    assert "Human Rights Watch have" not in texts
    assert "MPs have" in texts


def test_passives_have_no_doer_and_a_number_is_a_figure() -> None:
    shot = [(t, e) for t in drawn(6000) for e in t["events"] if words(t, e["trigger"]) == "shot dead"]

    assert shot
    for text, event in shot:
        assert event["actors"] == []
        assert [figure["what"] for figure in event["figures"]] == ["killed"]
        assert words(text, event["recipients"][0]).startswith(words(text, event["figures"][0]))


def test_small_countries_are_not_named() -> None:
    assert "Tuval" not in " ".join(t["text"] for t in drawn(2000))


def test_a_seed_gives_the_same_texts() -> None:
    assert drawn(400, seed=7) == drawn(400, seed=7)
    assert drawn(400, seed=7) != drawn(400, seed=8)


def test_every_slot_of_a_frame_has_phrases() -> None:
    assert all(phrases for phrases in read_phrases(FOLDER / "slots.txt").values())


def test_a_line_without_an_act_names_itself(tmp_path: Path) -> None:
    frames = tmp_path / "frames.txt"
    frames.write_text("COURT :: {A court} convicted {R accused}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"frames\.txt, line 1: expected TYPE :: sentence"):
        list(read_frames(frames))


def test_a_tense_with_an_unknown_status_names_its_line(tmp_path: Path) -> None:
    tenses = tmp_path / "tenses.tsv"
    rows = (FOLDER / "tenses.tsv").read_text(encoding="utf-8")
    assert {tense.status for tense in read_tenses()} >= {"occurred", "planned", "negated"}
    tenses.write_text(rows.replace("ongoing", "ongiong"), encoding="utf-8")
    with pytest.raises(TableError, match=r"tenses\.tsv line \d+, column status, holds 'ongiong'"):
        read_tenses(tenses)
