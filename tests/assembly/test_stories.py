"""Stories: which reports belong together, their days, titles and sequels."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.assembly.clusters import APART, TOGETHER, Around, average_link, cluster, units
from onrecord.assembly.copies import find_copies
from onrecord.assembly.stories import explain_stories, find_stories, score_stories, story_key
from onrecord.assembly.stories import terms as terms_module
from onrecord.assembly.stories.scores import FLOOR, WINDOW
from onrecord.assembly.stories.terms import TERM, Terms, fits, fits_between
from onrecord.assembly.types import Story
from onrecord.lexicon.word_texts import load_word_texts
from onrecord.types import Actor, ActorId, Document, DocumentId, Mention, Published, Reading
from tests.assembly.reports import BUDGET, SHELLING, days_later, report

DAY = "2026-03-02"
SHELLING_TOLD_ANEW = (
    "Ilya Brandt, mayor of Old Karsova, called for a ceasefire on Tuesday after shells hit the town's market.\n\n"
    "Rescuers found two more bodies under the stalls. Sava Mirel's Northern Front holds the hills from which, according to "
    "the mayor, the shells came. In Lower Tessen the hospital cancelled all operations to treat the wounded."
)
BUDGET_TOLD_ANEW = (
    "The coalition of Joren Aldous is fighting for its life after the Harbour Party brought down Odile Tamsin's budget.\n\n"
    "Mette Solvang demands that the levy on fishing boats goes. Deputies in Port Ellion expect a vote on a second draft."
)
SHELLING_ELSEWHERE = (
    "Shells struck a market in Tamarind Bay on Monday and killed nine people, the governor, Hideo Maru, said.\n\n"
    "The coast guard brought the injured to Santa Liria. Nobody claimed the attack, the first since the truce of Oshenka."
)


def stories(*readings: Reading) -> list[list[str]]:
    return sorted(sorted(story.documents) for story in find_stories(readings, find_copies(readings)))


def score(a: Reading, b: Reading) -> int:
    texts = load_word_texts()
    return score_stories(story_key(a, texts), story_key(b, texts))


def test_no_reports_no_stories_and_one_report_is_a_story() -> None:
    assert find_stories([], []) == ()
    (story,) = find_stories([report("a", SHELLING, title="Market hit")], [])
    assert (story.documents, story.title, story.earliest, story.latest) == (("a",), "Market hit", DAY, DAY)
    assert (story.happenings, story.continues) == ((), None)


def test_a_report_without_words_is_a_story_of_its_own() -> None:
    assert stories(report("a", ""), report("b", ""), report("c", SHELLING)) == [["a"], ["b"], ["c"]]


def test_reports_told_in_other_words_are_grouped_and_look_alikes_are_not() -> None:
    readings = [
        report("a", SHELLING),
        report("b", SHELLING_TOLD_ANEW, days_later(DAY, 1)),
        report("c", BUDGET, days_later(DAY, 1)),
        report("d", BUDGET_TOLD_ANEW, days_later(DAY, 2)),
        report("e", SHELLING_ELSEWHERE),
    ]
    assert stories(*readings) == [["a", "b"], ["c", "d"], ["e"]]


def test_undated_reports_are_grouped_by_their_words() -> None:
    readings = [report("a", SHELLING, None), report("b", SHELLING_TOLD_ANEW, None), report("c", BUDGET)]
    assert stories(*readings) == [["a", "b"], ["c"]]
    (first, _) = sorted(find_stories(readings, []), key=lambda story: story.documents)
    assert (first.earliest, first.latest) == (None, None)


def test_documents_are_in_order_of_publication_and_copies_are_among_them() -> None:
    readings = [
        report("b", SHELLING_TOLD_ANEW, days_later(DAY, 3), title="Mayor wants ceasefire"),
        report("d", SHELLING, days_later(DAY, 1), title="Shells hit market"),
        report("c", SHELLING, days_later(DAY, 2)),
    ]
    (story,) = find_stories(readings, find_copies(readings))
    assert story.documents == ("d", "c", "b")
    assert (story.earliest, story.latest) == (days_later(DAY, 1), days_later(DAY, 3))
    assert story.title in ("Mayor wants ceasefire", "Shells hit market")


def test_many_copies_weigh_no_more_than_one_report() -> None:
    copies = [report(f"a{n}", SHELLING) for n in range(6)]
    readings = [*copies, report("b", SHELLING_TOLD_ANEW, days_later(DAY, 1)), report("c", BUDGET)]
    assert stories(*readings) == [["a0", "a1", "a2", "a3", "a4", "a5", "b"], ["c"]]


def test_days_speak_for_and_against() -> None:
    texts = (SHELLING, SHELLING_ELSEWHERE)
    same, week, month, undated = (
        score(report("a", texts[0]), report("b", texts[1], day))
        for day in (DAY, days_later(DAY, 7), days_later(DAY, WINDOW + 1), None)
    )
    assert same > undated > week > month == FLOOR


def test_a_story_taken_up_again_continues_the_earlier_one() -> None:
    readings = [
        report("a", SHELLING),
        report("b", SHELLING_TOLD_ANEW, days_later(DAY, 1)),
        report("c", SHELLING.replace("12 people", "20 people"), days_later(DAY, 50)),
        report("d", BUDGET, days_later(DAY, 50)),
    ]
    found: dict[tuple[str, ...], Story] = {story.documents: story for story in find_stories(readings, [])}
    assert set(found) == {("a", "b"), ("c",), ("d",)}
    assert found["c",].continues == found["a", "b"].id
    assert found["a", "b"].continues is None
    assert found["d",].continues is None


def test_a_story_does_not_continue_one_that_was_over_long_before() -> None:
    readings = [report("a", SHELLING), report("b", SHELLING, days_later(DAY, 200))]
    assert [story.continues for story in find_stories(readings, [])] == [None, None]


def test_a_score_is_the_same_both_ways_and_whatever_else_there_is() -> None:
    a, b = report("a", SHELLING), report("b", SHELLING_TOLD_ANEW)
    assert score(a, b) == score(b, a)
    alone = stories(a, b)
    assert alone == [["a", "b"]]
    assert ["a", "b"] in stories(a, b, report("c", BUDGET), report("d", SHELLING_ELSEWHERE))


def test_any_order_gives_the_same_stories() -> None:
    texts = (SHELLING, SHELLING_TOLD_ANEW, BUDGET, BUDGET_TOLD_ANEW, SHELLING_ELSEWHERE)
    readings = [
        report(f"{n}{i}", text, None if (n + i) % 4 == 0 else days_later(DAY, n * 9))
        for i, text in enumerate(texts)
        for n in range(4)
    ]
    wanted = find_stories(readings, find_copies(readings))
    rng = random.Random(15)
    for _ in range(20):
        rng.shuffle(readings)
        assert find_stories(readings, find_copies(readings)) == wanted


def test_an_explanation_adds_up_to_the_score_and_names_the_words() -> None:
    texts = load_word_texts()
    a = story_key(report("a", SHELLING), texts)
    b = story_key(report("b", SHELLING_TOLD_ANEW, days_later(DAY, 20)), texts)
    found = explain_stories(a, b)
    assert found.score == pytest.approx(sum(part.score or 0 for part in found.parts), abs=0.001)
    names = next(part.words for part in found.parts if part.rule == "story-names")
    assert names is not None
    assert "karsova" in names


def test_a_name_in_small_letters_is_told_by_the_reading() -> None:
    text = "the talks at port ellion broke up. delegates left port ellion by boat."
    mentions = tuple(
        Mention(start=at, end=at + 11, text="port ellion", form="name")
        for at in (text.index("port"), text.rindex("port"))
    )
    place = Actor(id=ActorId("p"), name="Port Ellion", kind="place", mentions=mentions)
    document = Document(id=DocumentId("a"), text=text, published=Published())
    texts = load_word_texts()
    assert story_key(Reading(document=document), texts).terms["ellion"].name == 0
    assert story_key(Reading(document=document, actors=(place,)), texts).terms["ellion"].name > 0


def among(value: Callable[[str, str], int]) -> Callable[[Sequence[str]], NDArray[np.int64]]:
    """Return a function that gives the scores of all pairs of items."""

    def scores(items: Sequence[str]) -> NDArray[np.int64]:
        found = np.zeros((len(items), len(items)), dtype=np.int64)
        for i, a in enumerate(items):
            for j, b in enumerate(items[:i]):
                found[i, j] = found[j, i] = value(b, a)
        return found

    return scores


def test_average_link_keeps_a_chain_apart_and_obeys_people() -> None:
    scores = {("a", "b"): 900, ("b", "c"): 800, ("a", "c"): -2000}
    value = among(lambda a, b: scores[a, b])
    assert average_link("abc", value, 0, 0) == [["a", "b"], ["c"]]
    scores["a", "c"] = TOGETHER
    assert average_link("abc", value, 0, 0) == [["a", "b", "c"]]
    scores["b", "c"] = APART
    assert average_link("abc", value, 0, 0) == [["a", "c"], ["b"]]


def test_more_is_asked_of_two_large_clusters() -> None:
    value = among(lambda a, b: 1000 if (a < "c") == (b < "c") else 100)
    assert average_link("abcd", value, 0, 0) == [["a", "b", "c", "d"]]
    assert average_link("abcd", value, 0, 500) == [["a", "b"], ["c", "d"]]


def test_a_component_that_is_too_large_is_cut_by_its_weakest_edges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.assembly.clusters.LARGEST_COMPONENT", 3)
    edges = [("a", "b", 900), ("c", "d", 900), ("b", "c", 10)]
    value = among(lambda a, b: next((weight for x, y, weight in edges if (x, y) == (a, b)), 0))
    assert cluster("abcd", edges, value, 0, 0) == [["a", "b"], ["c", "d"]]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.integers(0, 2000)), max_size=20
    )
)
def test_the_unit_around_an_item_is_that_of_the_whole_graph(found: list[tuple[str, str, int]]) -> None:
    edges = [(min(a, b), max(a, b), weight) for a, b, weight in found if a != b]

    def neighbours(item: str, bound: int) -> list[str]:
        return [b if a == item else a for a, b, weight in edges if item in (a, b) and weight >= bound]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.assembly.clusters.LARGEST_COMPONENT", 3)
        around = Around(neighbours, 0)
        for unit in units("abcdefgh", edges, 0):
            assert [sorted(around.unit(item)) for item in unit] == [unit] * len(unit)


def drawn_terms(chance: random.Random) -> Terms:
    """Return words of a made-up report, some of them in many others too."""
    words = sorted(chance.sample(range(1, 60), chance.randrange(30)))
    rows = [(word << 30, *(chance.choice((0, chance.randrange(4097))) for _ in range(4))) for word in words]
    return np.array(rows, dtype=TERM)


@pytest.mark.parametrize("most_cells", [0, 10**6])
def test_all_pairs_at_once_are_what_each_pair_is(most_cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms_module, "MOST_CELLS", most_cells)
    chance = random.Random(5)
    for _ in range(20):
        ones, others = ([drawn_terms(chance) for _ in range(chance.randrange(6))] for _ in range(2))
        assert list(fits_between(ones, others)) == [fits(one, others) for one in ones]
