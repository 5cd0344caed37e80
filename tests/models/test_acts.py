"""Mentions of acts from the outputs of the heads: runs of words, their classes, and who takes part."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.models.acts import HEADS, RELATIONS, ActDecoder, ActOutputs, SeenAct, compare_mentions
from onrecord.models.labels import Labels
from onrecord.types import ActMention

TEXT = "Ann will visit Bob today"
WORDS = [(0, 3), (4, 8), (9, 14), (15, 18), (19, 24)]
AT = np.arange(1, 6)  # row 0 is the start mark
LABELS = Labels(
    (), (), (), (), (), (), (), ("O", "CONSULT", "ASSAULT"), ("O", "visit"), ("occurred", "planned"), ("certain",),
    ("O", "killed", "injured"), ("past", "ahead", "hyp"), item=("O", "item"), dispute=("O", "claim", "answer"),
)  # fmt: skip
WIDTH = 2  # of the vectors of participants


def scores(**by_head: list[list[float]]) -> np.ndarray:
    """Return the scores of all heads for the start mark and the five words; zeros for a head that is not given."""
    columns = [np.asarray(by_head.get(h, np.zeros((5, len(getattr(LABELS, h)))))) for h in HEADS]
    return np.concatenate([np.zeros((1, sum(c.shape[1] for c in columns))), np.concatenate(columns, 1)])


def outputs(part: np.ndarray | None = None, **by_head: list[list[float]]) -> ActOutputs:
    empty = np.zeros((6, len(RELATIONS) * WIDTH)) if part is None else part
    head = np.ones((6, WIDTH))
    tags = scores(**by_head).astype(np.float32)
    return ActOutputs(*(a.astype(np.float32) for a in (tags, empty - 9 * (part is None), head, head, head)))


NO, VISIT, ATTACK = [9.0, 0.0, 0.0], [0.0, 9.0, 0.0], [0.0, 0.0, 9.0]


def mentions(out: ActOutputs) -> list[ActMention]:
    return [seen.mention for seen in ActDecoder(LABELS).decode(TEXT, WORDS, AT, out)[0]]


def test_words_of_one_type_in_a_row_are_one_mention() -> None:
    (found,) = mentions(outputs(event=[NO, VISIT, VISIT, NO, NO]))
    assert (found.start, found.end, found.text) == (4, 14, "will visit")
    assert found.types[0].label == "CONSULT"
    assert found.score == pytest.approx(1, abs=0.01)


def test_another_type_begins_another_mention() -> None:
    assert [m.text for m in mentions(outputs(event=[NO, ATTACK, VISIT, NO, VISIT]))] == [
        "will",
        "visit",
        "today",
    ]


def test_words_in_a_dispute_have_the_odds_of_both_sides() -> None:
    claim, answer, neither = [0.0, 3.0, -9.0], [0.0, -9.0, 1.0], [9.0, 0.0, 0.0]
    out = outputs(dispute=[neither, claim, neither, answer, neither])
    first, second = ActDecoder(LABELS).decode(TEXT, WORDS, AT, out)[2]
    assert [(w.start, w.end, w.text) for w in (first, second)] == [(4, 8, "will"), (15, 18, "Bob")]
    assert (first.claim, first.answer) == pytest.approx((0.953, 0.0), abs=0.001)
    assert (second.claim, second.answer) == pytest.approx((0.0, 0.731), abs=0.001)


def test_a_word_of_the_agenda_has_an_outlook_though_the_model_sees_it_over() -> None:
    out = outputs(outlook=[[9.0, 0.0, 0.0]] * 5, item=[[9.0, 0.0]] * 2 + [[0.0, 1.0]] + [[9.0, 0.0]] * 2)
    (visit,) = ActDecoder(LABELS).decode(TEXT, WORDS, AT, out)[1]
    assert visit.text == "visit"
    assert visit.item == pytest.approx(0.731, abs=0.001)


def test_no_mention_without_an_act() -> None:
    assert mentions(outputs(event=[NO] * 5)) == []


def test_classes_are_the_mean_of_the_words() -> None:
    (found,) = mentions(
        outputs(
            event=[NO, VISIT, VISIT, NO, NO],
            status=[[0, 0], [0, 9], [0, 9], [9, 0], [9, 0]],
            mode=[[0.0, 9.0]] * 5,
        )
    )
    assert [o.label for o in found.statuses] == ["planned", "occurred"]
    assert found.modes[0].label == "visit"


def test_words_that_take_part_have_their_kind_and_what_they_count() -> None:
    part = np.full((6, len(RELATIONS), WIDTH), -9.0)
    part[1, RELATIONS.index("actor")] = 9.0
    part[4, RELATIONS.index("recipient")] = 9.0
    part[5, RELATIONS.index("figure")] = 9.0
    out = outputs(part.reshape(6, -1), event=[NO, NO, VISIT, NO, NO], figure=[[0.0, 0.0, 9.0]] * 5)
    (found,) = mentions(out)
    assert [(p.text, p.kind, p.counts) for p in found.parts] == [
        ("Ann", "actor", None), ("Bob", "recipient", None), ("today", "figure", "injured"),
    ]  # fmt: skip


def test_a_mention_is_compared_with_all_earlier_ones() -> None:
    mention = ActMention(start=0, end=3, text="Ann", score=1.0)
    near, far = np.asarray([2.0, 0.0], np.float32), np.asarray([0.0, 9.0], np.float32)
    seen = [SeenAct(mention, near, near), SeenAct(mention, far, far), SeenAct(mention, near, near)]
    found = compare_mentions(seen)
    assert found[0].repeats == ()
    assert found[2].repeats == ((0, 4.0), (1, 0.0))
    assert compare_mentions([]) == ()
