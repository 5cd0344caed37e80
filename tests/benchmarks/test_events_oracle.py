"""Acts from labels: what the network would give if it made no error."""

from __future__ import annotations

from typing import Any

from benchmarks.events_oracle import labelled_acts
from corpora.own.events.onrecord_events import Article
from onrecord.types import Language
from tests.sketch import language_of_sketches

SKETCH = (
    "Police/NOUN/nsubj>arrested arrested=arrest/VERB/root/Past two/NUM/nummod>men men=man/NOUN/obj>arrested "
    "in/ADP/case>Ourna Ourna/PROPN/obl>arrested ./PUNCT/punct>arrested"
)
AFTER = "The/DET/det>arrests arrests=arrest/NOUN/nsubj>angered angered=anger/VERB/root/Past many/ADJ/obj>angered ./PUNCT/punct>angered"
TEXT, LANGUAGE = language_of_sketches(SKETCH, AFTER)


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def party(words: str) -> dict[str, Any]:
    return {"span": span(words), "name": span(words)}


EVENT = {
    "id": "e1", "type": "COERCE", "mode": None, "trigger": span("arrested"), "mentions": [span("arrested"), span("arrests")],
    "actors": [party("Police")], "recipients": [party("two men")], "location": {"span": span("Ourna")}, "time": None,
    "figures": [{"what": "arrested", "low": 2, "high": 2, "unit": None, "span": span("two")}], "status": "occurred",
    "certainty": "certain", "condition": None, "within": None, "minor": False,
}  # fmt: skip


def acts(event: dict[str, Any], language: Language = LANGUAGE, behind: int = len(TEXT)) -> Any:
    """Return the acts of one event; a second window begins at the offset `behind`."""
    article = Article(id="a", split="dev", about={}, labels={"events": [event]}, text=TEXT)
    return labelled_acts(article, language, lambda start: int(start >= behind))


def test_the_main_mention_has_all_words_that_take_part() -> None:
    main, later = acts(EVENT)
    assert [(p.text, p.kind, p.counts) for p in main.parts] == [
        ("Police", "actor", None),
        ("two", "recipient", None),
        ("men", "recipient", None),
        ("two", "figure", "arrested"),
        ("Ourna", "location", None),
    ]
    assert later.parts == ()
    assert [main.types[0].label, main.modes[0].label, main.statuses[0].label] == ["COERCE", "O", "occurred"]


def test_a_later_mention_repeats_the_first() -> None:
    main, later = acts(EVENT)
    assert main.repeats == ()
    assert [n for n, _ in later.repeats] == [0]


def test_what_stands_in_another_window_is_not_seen() -> None:
    main, _ = acts(EVENT, behind=TEXT.index("Ourna"))
    assert "Ourna" not in [p.text for p in main.parts]


def test_a_minor_event_tells_nothing_but_its_type() -> None:
    assert [act.parts for act in acts(EVENT | {"minor": True})] == [(), ()]
