"""Properties of any text, for the whole pipeline with the real model and tables.

Every span quotes its text. Reading twice gives the same bytes, alone or in a batch. A layer uses only
ids that exist. What is stored or written is read back unchanged.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.document.characters import keep_places
from onrecord.errors import ModelError
from onrecord.known import Known, load_known
from onrecord.runner import read_pages, read_text
from onrecord.store import keep, open_store, reading_of
from onrecord.types import Page, Reading, Span
from onrecord.views.brief import brief
from onrecord.views.jsonl import read_line, write_line

FEW, MANY = 20, 150  # texts tried by `make test` and by `make check`
STORE = open_store(":memory:", create=True)

WORDS = st.sampled_from(
    [
        "President Moreau", "the foreign minister", "Brussels", "a senior official", "Ana Kovač’s office", "U.S. troops",
        "said", "told reporters", "denied", "will meet", "may impose sanctions on", "did not attack", "has agreed to",
        "on Friday", "next month", "in 2016", "on Oct. 3, 2023", "if talks fail,", "according to", "that",
        "“We never signed,”", '"It is over."', "‘a mistake’", "the treaty", "protests in Georgia", "who", "and", "but", "not",
        ".", "?", ",", "—", "…", "(", ")", "“", "”", '"', "'",
    ]
)  # fmt: skip
ODDITIES = st.sampled_from(
    ["🛫", "👩🏽‍⚖️", "🇫🇷", "e\u0301", "a\u0300\u0323", "\u00ad", "co\u00adop\u00aderate", "\u00a0", "\u202f", "\u200b", "\ufeff", "\u2028",
     "\r\n", "\n", "\n\n", "\r", "\t", "\x00", "\x1b[1m", "ﬁ", "İstanbul", "ß", "北京", "الرياض", "१२", "½", "\ufffd", "\U0001f1fa"]
)  # fmt: skip
GLUE = st.sampled_from([" ", " ", " ", "", "\u00a0", "\n", "\r\n\r\n"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return a text that is like news, random, or a mixture of both."""
    parts = draw(st.lists(st.one_of(WORDS, WORDS, ODDITIES, st.text(max_size=6)), max_size=40))
    return "".join(part + draw(GLUE) for part in parts)


@lru_cache(maxsize=1)
def known() -> Known:
    try:
        return load_known()
    except (ModelError, ImportError) as error:
        pytest.skip(f"the model is not there: {error}")


def values(node: object) -> Iterator[Any]:
    """Yield every dataclass in a reading, itself included."""
    if dataclasses.is_dataclass(node):
        yield node
        for f in dataclasses.fields(node):
            yield from values(getattr(node, f.name))
    elif isinstance(node, tuple):
        for item in node:
            yield from values(item)


def check_spans(reading: Reading, text: str) -> None:
    text, _, _ = keep_places(text)  # without what is no character
    assert reading.document.text == text
    for span in values(reading):
        if isinstance(span, Span):
            assert text[span.start : span.end] == span.text
            assert 0 <= span.start <= span.end <= len(text)


def check_ids(reading: Reading) -> None:
    ids: dict[str, set[str]] = {}
    for layer in ("times", "actors", "places", "attributions", "events", "agenda", "disagreements"):
        found = [fact.id for fact in getattr(reading, layer)]
        assert len(found) == len(set(found)), f"{layer} has an id twice"
        ids[layer] = set(found)
    for a in reading.attributions:
        assert {a.within} - {None} <= ids["attributions"] - {a.id}
        assert {a.time} - {None} <= ids["times"]
        assert {a.addressee, a.source.actor if a.source else None} - {None} <= ids["actors"]
    for e in reading.events:
        assert e.trigger in e.mentions
        assert list(e.mentions) == sorted(set(e.mentions), key=lambda mention: (mention.start, mention.end))
        assert {*e.actors, *e.recipients} <= ids["actors"]
        assert {e.within} - {None} <= ids["attributions"]
        assert {e.time.time if e.time else None} - {None} <= ids["times"]
    for item in reading.agenda:
        assert {item.event} - {None} <= ids["events"]
        assert set(item.participants) <= ids["actors"]
        assert {item.within} - {None} <= ids["attributions"]
    for disagreement in reading.disagreements:
        assert len(disagreement.sides) >= 2
        assert all(side.span.text.strip() for side in disagreement.sides)
        speakers = [side.actor for side in disagreement.sides if side.actor is not None]
        assert len(speakers) == len(set(speakers)), "a source disagrees with itself"
    for side in (side for d in reading.disagreements for side in d.sides):
        assert {side.actor} - {None} <= ids["actors"]
        assert {side.attribution} - {None} <= ids["attributions"]
        assert {side.event} - {None} <= ids["events"]


def check_copies(reading: Reading) -> None:
    line = write_line(reading)
    assert read_line(line) == reading
    assert keep(STORE, reading, again=True) in ("added", "replaced")
    assert reading_of(STORE, reading.document.id) == reading
    assert brief(reading)


def check(text: str) -> None:
    """Check all properties for one text."""
    (outcome,) = read_pages([Page(target="text", text=text, clean=False)], known)
    assert outcome.failure is None, outcome.reading.notes
    check_spans(outcome.reading, text)
    check_ids(outcome.reading)
    check_copies(outcome.reading)
    assert write_line(read_text(text, known=known())) == write_line(outcome.reading)


REPORT = (
    "VIENNA, Oct. 3 (Example) — President Moreau’s office said on Friday 🛫 that she will meet “the co\u00adchairs” of the "
    "talks next month.\r\n\r\n“We never agreed,” a Kremlin spokesman told\u00a0reporters. “If it fails, sanctions follow.” "
    "Cafe\u0301 owners in Georgia protested; U.S. officials denied having attacked anyone in 2016. "
    "President Moreau will meet Prime Minister Ana Kovač in Vienna next week."
)


@settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck))
@example("")
@example(" \r\n\u00a0")
@example("🛫")
@example(REPORT)
@given(texts())
def test_properties_of_any_text(text: str) -> None:
    check(text)


@pytest.mark.slow
@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts())
def test_properties_of_any_text_with_more_examples(text: str) -> None:
    check(text)


@settings(max_examples=FEW // 2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(texts(), min_size=2, max_size=5))
def test_a_report_reads_the_same_alone_and_among_others(several: list[str]) -> None:
    pages = [Page(target=str(n), text=text, clean=False) for n, text in enumerate([REPORT, *several])]
    together = [write_line(outcome.reading) for outcome in read_pages(pages, known)]
    alone = [write_line(outcome.reading) for page in pages for outcome in read_pages([page], known)]
    assert together == alone


def test_the_report_has_something_to_check() -> None:
    """Check that facts are found, so that the properties are not true of nothing."""
    reading = read_text(REPORT, published="2024-10-05", known=known())
    assert len(reading.actors) >= 3
    assert len(reading.attributions) >= 2
    assert len(reading.events) >= 2
    assert reading.agenda
    assert reading.times
