"""Hostile texts in every field of every answer: nothing of them is markup, nothing turns the line, nothing is too long."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest

from onrecord.questions import QUESTIONS, Answer, Asking, Meant, checked
from onrecord.views.web.api import row_of
from onrecord.views.web.overlay import Overlay
from tests.questions.strike import add
from tests.views.web.sites import OF_STORE, SCREENS, Parsed, Served, screens_of_facts, served

MARK = "zq9"
HOSTILE = (
    f"""</a></script></title><script>{MARK}()</script><img src=x onerror="{MARK}()"> "'><svg onload={MARK}()> """
    f"{{{{7*7}}}} &lt;b&gt; \u202eturned\u202c \u2066isolate\u2069 \x00 \x1b[31m ]]> --> {MARK}"
)
LONG = f"{MARK}" + "W" * 10_000
SETTLED = {  # fields whose values the store has checked
    "period": "2024-05-13", "until": "2024-05-19", "start": 3, "end": 9, "earliest": "2024-05-13", "latest": "2024-05-14",
    "quad": 3, "status": "planned", "scale": -2.0, "polarity": "negative",
}  # fmt: skip
IDS = (
    "document",
    "id",
    "entity",
    "attribution",
    "happening",
    "plan",
    "item",
    "event",
)  # hashes: nobody makes them long


def filled(kind: Any, text: str, section: str | None = None) -> Any:
    """Return a value of a type with `text` in each of its texts."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is str or (isinstance(kind, typing.NewType)):
        return text
    if origin is typing.Literal:
        return arguments[0]
    if origin in (typing.Union, types.UnionType):
        return filled(next(a for a in arguments if a is not type(None)), text, section)
    if origin is tuple:
        return (filled(arguments[0], text, section),)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        fields = {f.name: filled(hints[f.name], text) for f in dataclasses.fields(kind)}
        fields |= {name: value for name, value in SETTLED.items() if name in fields}
        if text == LONG:
            fields |= {name: f"x_{MARK}" for name in IDS if name in fields}
        if section is not None and "section" in fields:
            fields["section"] = section
        made: Any = kind
        return made(**fields)
    return {int: 7, float: 1.5, bool: True}[kind]


def sections_of(row: Any) -> Iterator[str | None]:
    """Yield the kinds of lines of a row that has several."""
    hint = typing.get_type_hints(row).get("section")
    yield from typing.get_args(hint) if hint else (None,)


def hostile_question(question: Asking, text: str) -> Asking:
    """Return a question whose every answer has rows full of a text, whatever is asked."""
    row: Any = row_of(question)

    def answer(_store: object, **values: Any) -> Answer[Any]:
        rows = tuple(filled(row, text, section) for section in sections_of(row) for _ in range(2))
        return Answer(
            question=question.name,
            row=row,
            rows=rows,
            total=len(rows) + 1,
            asked=checked(question.name, values),
            meant=(filled(Meant, text),),
            notes=(text,),
        )

    return dataclasses.replace(question, answer=typing.cast("Callable[..., Answer[Any]]", answer))


@pytest.fixture(scope="module", params=[HOSTILE, LONG], ids=["markup", "long"])
def hostile(request: pytest.FixtureRequest, store_path: Path) -> Iterator[Served]:
    questions = {name: hostile_question(question, request.param) for name, question in QUESTIONS.items()}
    with served(store_path, questions=questions) as running:
        yield running


OF_QUESTIONS = [name for name in SCREENS if name not in ("nothing", "wrong", "missing", *OF_STORE)]


@pytest.mark.parametrize("name", OF_QUESTIONS)
def test_hostile_texts_stay_texts(hostile: Served, name: str) -> None:
    got = hostile.get(SCREENS[name])
    assert got.status == 200
    assert MARK in Parsed(got.text).words
    only_texts(got.text)


def only_texts(text: str, longest: int = 400) -> None:
    """Assert that no hostile text of a page is markup, turns its direction, or is too long for it."""
    page = Parsed(text)
    assert len(text.encode()) < 150_000
    for tag, attributes in page.tags:
        assert not [a for a in attributes if a.startswith("on")], (tag, attributes)
        assert tag not in ("img", "iframe", "object", "b\x00")
    assert all(script["src"].startswith("/static/") for script in page.all("script"))
    assert not [link for link in page.links if re.match(r"\s*(javascript|data|[a-z]+:)", link)]
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert not [word for word in page.words.split() if len(word) > longest]


def hostile_story(text: str) -> Sequence[tuple[str, str, str, str, str]]:
    """Return reports whose outlets, titles and texts are hostile, and that have facts to correct all the same."""
    told = (
        f"MACARÁ, Ecuador - An air strike killed 12 people at a market in Macará on Sunday, Mayor Alfredo Suquilanda said. "
        f"Peru's president, Dina Boluarte, denied that Peru bombed the market. {text}\n\n"
        f"Ecuador's president, Daniel Noboa, said that {text} would meet the minister of {text} in Lima on Friday."
    )
    return [
        (key, f"{key} {text}", day, f"{key} {text}", told)
        for key, day in (("strike", "2024-05-13"), ("second", "2024-05-14"))
    ]


def corrected_by_a_foe(path: Path, text: str) -> Overlay:
    """Return the overlay of a store, in which an author of a hostile name has corrected with hostile reasons."""
    overlay = Overlay(path, f"Foe {text}")
    with served(path) as running:
        links = [*Parsed(running.get("/events").text).links, *Parsed(running.get("/said").text).links]
    facts = dict.fromkeys(
        tuple(link.split("/")[2:]) for link in links if re.fullmatch(r"/correct/\w+/\w+", link)
    )
    assert len(facts) > 3
    for n, (document, fact) in enumerate(facts):
        overlay.correct(
            document,
            fact,
            do="withdraw" if n % 3 == 2 else "confirm",
            reason=f"why {text}"[:4000],
            assembles=False,
        )
    return overlay


@pytest.fixture(scope="module", params=[HOSTILE, LONG], ids=["markup", "long"])
def foe(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site that writes, over a store of hostile reports with hostile corrections."""
    path = add(tmp_path_factory.mktemp("foe") / "news.db", hostile_story(request.param))
    with served(path, overlay=corrected_by_a_foe(path, request.param)) as running:
        yield running


def test_hostile_reports_and_corrections_stay_texts_on_every_screen(foe: Served) -> None:
    for name, path in (SCREENS | screens_of_facts(foe)).items():
        got = foe.get(path)
        assert got.status in (200, 400, 404), name
        if name != "report":  # the article keeps its words at their length
            only_texts(got.text, longest=1_200)  # a paragraph of a report has longer pieces than a name
        if name in ("desk", "corrections", "event", "said"):
            assert MARK in Parsed(got.text).words, name


def test_what_a_foe_sends_is_kept_as_text_or_refused(foe: Served) -> None:
    event = screens_of_facts(foe)["event"]
    form = {
        i["name"]: i["value"] for i in Parsed(foe.get(event).text).all("input") if i.get("type") == "hidden"
    }
    form |= {"do": "set", "reason": HOSTILE, "actors": HOSTILE, "back": f"/events?x={HOSTILE}"}
    sent = {"Origin": foe.address, "Content_Type": "application/x-www-form-urlencoded"}
    refused = foe.get("/correct", "POST", urlencode(form), **sent)
    assert refused.status == 422  # no actor of the report is called so
    only_texts(refused.text)
    taken = foe.get("/correct", "POST", urlencode(form | {"do": "confirm"}), **sent)
    assert taken.status == 303
    assert not re.search(r"[\x00-\x1f]", taken.headers["location"])
    only_texts(foe.get("/corrections").text)


@pytest.mark.parametrize("path", ["/said.atom", "/ahead.ics"])
def test_hostile_texts_in_feeds_stay_texts(hostile: Served, path: str) -> None:
    got = hostile.get(path)
    assert got.status == 200
    if path.endswith(".atom"):
        assert MARK in "".join(ET.fromstring(got.text).itertext())
    assert "\x1b" not in got.text
    assert "\x00" not in got.text


def test_hostile_filters_come_back_as_texts(site: Served) -> None:
    nasty = "%22%3E%3Cscript%3Ezq9()%3C/script%3E%E2%80%AE"
    for path in (f"/said?words={nasty}", f"/search?words={nasty}", f"/dossier?actor={nasty}", f"/said?cue={nasty}",
                 f"/story/{nasty}", f"/report/{nasty}", f"/{nasty}", f"/today?since={nasty}", f"/ahead?view={nasty}&month={nasty}",
                 f"/dyad?dyad={nasty}&dyad={nasty}&show={nasty}", f"/events?place={nasty}", f"/report/strike?at={nasty}"):  # fmt: skip
        got = site.get(path)
        assert got.status in (200, 400, 404), path
        page = Parsed(got.text)
        assert all(
            script.get("src", "").startswith("/static/") or "type" in script for script in page.all("script")
        ), path
        assert "\u202e" not in got.text
