"""Texts and pages that once took minutes: CPU time grows no faster than their length (robustness, section B)."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from onrecord.document import make_document
from onrecord.lexicon.attributions import load_attribution_words
from onrecord.lexicon.furniture import load_furniture
from onrecord.runner import read_text
from onrecord.types import Page

MOST = 3.0  # times the CPU time for twice the length: 4 is quadratic
RUNS = 3
PHRASES = (
    'He said "no" ',
    "Merkel said that ",
    "that she said ",
    '"',
    "(",
    "- ",
    "a b ",
    "Merkel, ",
    "said ",
)
SHAPES: dict[str, Callable[[int], str]] = {
    "table": lambda n: "<table>" + "<tr>" + "<td>a</td>" * 20 + "</tr>" * n,
    "paragraphs": lambda n: "<p>They met.</p>" * (20 * n),
    "links": lambda n: "<a href='/a'>Ministers met again</a>" * (10 * n),
    "headlines": lambda n: "<h2>Talks</h2><p>Short.</p>" * (5 * n),
    "live blog": lambda n: "<time>12:00</time><p>They met and went on, said the minister.</p>" * (5 * n),
    "attributes": lambda n: "<p " + " ".join(f"a{k}=b" for k in range(50 * n)) + ">",
}


def seconds(work: Callable[[], object]) -> float:
    """Return the least CPU time of some runs: what else the machine does only adds to it."""
    found = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return min(found)


def grows(work: Callable[[int], object], size: int) -> float:
    """Return how much longer four times the size takes, as the factor of one doubling."""
    work(size // 4)  # what is loaded once
    return float((seconds(lambda: work(4 * size)) / max(seconds(lambda: work(size)), 0.02)) ** 0.5)


@pytest.mark.long
@pytest.mark.parametrize("phrase", PHRASES)
def test_a_text_without_a_full_stop_is_read_in_linear_time(phrase: str) -> None:
    assert grows(lambda n: read_text(phrase * n), 500) < MOST


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_a_page_of_many_elements_is_taken_apart_in_linear_time(name: str) -> None:
    furniture = load_furniture()

    def make(n: int) -> object:
        return make_document(Page(target="a", kind="html", content=SHAPES[name](n).encode()), furniture)

    assert grows(make, 40) < MOST


def test_a_word_of_very_many_letters_is_looked_up_at_once() -> None:
    words = load_attribution_words()
    words.source_kind("minister")
    assert seconds(lambda: words.source_kind("a" * 200_000 + "minister")) < 0.5
