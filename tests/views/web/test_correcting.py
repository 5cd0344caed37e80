"""Corrections in the site: what is shown, who may write, what is written, and how it is undone."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from onrecord.store import FactCorrection, PairCorrection, corrections_path, read_corrections
from onrecord.views.web.correcting import FORMS
from onrecord.views.web.overlay import Overlay
from tests.views.web.sites import SCREENS, Got, Parsed, Served, served

AUTHOR = "Ana <b>Desk"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Desk:
    """A site that writes, over a store of its own."""

    site: Served
    path: Path

    def word(self, page: str = "/desk") -> str:
        return next(
            i["value"] for i in Parsed(self.site.get(page).text).all("input") if i.get("name") == "word"
        )

    def post(self, path: str, *pairs: tuple[str, str], **headers: str) -> Got:
        given = {"Origin": self.site.address, "Content_Type": FORM} | headers
        return self.site.get(path, "POST", urlencode(pairs), **{n: v for n, v in given.items() if v})

    def corrections(self) -> tuple[FactCorrection | PairCorrection, ...]:
        return read_corrections(corrections_path(self.path))[0]  # type: ignore[return-value]

    def fact(self, words: str) -> tuple[str, str]:
        """Return the document and the id of the event whose page says some words."""
        links = [
            link for link in Parsed(self.site.get("/events?limit=100").text).links if "/correct/" in link
        ]
        pages = ((link, self.site.get(link).text) for link in links)
        link = next(link for link, text in pages if words in Parsed(text).words)
        _, _, document, fact = link.split("/")
        return document, fact


@pytest.fixture
def desk(store_path: Path, tmp_path: Path) -> Iterator[Desk]:
    path = Path(shutil.copy(store_path, tmp_path / "news.db"))
    with served(path, overlay=Overlay(path, AUTHOR)) as running:
        yield Desk(running, path)


def test_nothing_is_written_by_get(desk: Desk) -> None:
    before = desk.path.read_bytes()
    document, fact = desk.fact("expelled")
    for path in FORMS:
        query = urlencode(
            {"document": document, "fact": fact, "do": "withdraw", "word": desk.word(), "one": "n_1"}
        )
        assert desk.site.get(f"{path}?{query}").status in (200, 400, 404, 405)
    assert desk.corrections() == ()
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize(
    ("headers", "word", "status"),
    [
        ({"Origin": "https://evil.example"}, True, 403),
        ({"Origin": "null"}, True, 403),
        ({"Origin": ""}, True, 403),
        ({"Origin": "", "Sec_Fetch_Site": "cross-site"}, True, 403),
        ({}, False, 403),
        ({"Content_Type": "text/plain"}, True, 415),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, True, 403),
    ],
)
def test_forms_of_others_are_refused(desk: Desk, headers: dict[str, str], word: bool, status: int) -> None:
    document, fact = desk.fact("expelled")
    own = desk.word() if word else "x" * 43
    pairs = (("word", own), ("document", document), ("fact", fact), ("do", "withdraw"))
    assert desk.post("/correct", *pairs, **headers).status == status
    assert desk.corrections() == ()


def test_a_form_that_is_too_large_is_refused(desk: Desk) -> None:
    assert desk.post("/correct", ("word", desk.word()), ("reason", "x" * 70_000)).status == 413


def test_a_site_that_only_shows_says_how_to_turn_corrections_on(site: Served) -> None:
    page = Parsed(site.get("/desk").text)
    assert "--corrections" in page.words
    assert not [form for form in page.all("form") if form.get("method") == "post"]
    for path in FORMS:
        assert site.get(path, "POST", "", Origin=site.address).status == 405


def test_a_type_is_corrected_at_once_and_undone(desk: Desk) -> None:
    document, fact = desk.fact("expelled")
    form = Parsed(desk.site.get(f"/correct/{document}/{fact}").text)
    was = next(i["value"] for i in form.all("input") if i.get("name") == "was-type")
    assert was != "PROTEST"
    before = desk.site.get("/api/events?type=PROTEST").text
    done = desk.post(
        "/correct", ("word", desk.word()), ("document", document), ("fact", fact), ("do", "set"), ("was-type", was),
        ("type", "PROTEST"), ("was-status", "occurred"), ("status", "occurred"), ("reason", "a sit-in"),
        ("back", "/events?type=PROTEST&counting=happenings"),
    )  # fmt: skip
    assert done.status == 303
    (made,) = desk.corrections()
    assert isinstance(made, FactCorrection)
    assert (made.field, made.was, made.now, made.author, made.reason) == (
        "type",
        was,
        "PROTEST",
        AUTHOR,
        "a sit-in",
    )
    location = done.headers["location"]
    assert location.startswith("/events?type=PROTEST&counting=happenings&done=c_")
    page = Parsed(desk.site.get(location).text)
    assert "Corrected:" in page.words
    assert re.search(r"corrected by Ana <b>Desk ?: type \S+( \S+)? → protest", page.words)
    assert "b" not in {tag for tag, attributes in page.tags if attributes.get("class") == "Desk"}
    assert fact in desk.site.get("/api/events?type=PROTEST").text
    assert fact not in before
    (id_,) = {value for name, value in parse_qsl(urlsplit(location).query) if name == "done"}
    undone = desk.post("/undo", ("word", desk.word()), ("id", id_), ("back", "/said"))
    assert (undone.status, undone.headers["location"]) == (303, "/said?undone=1")
    assert "Undone" in Parsed(desk.site.get("/said?undone=1").text).words
    assert desk.corrections() == ()
    assert desk.site.get("/api/events?type=PROTEST").text == before


def test_an_event_that_is_none_leaves_every_answer(desk: Desk) -> None:
    document, fact = desk.fact("expelled")
    assert fact in desk.site.get("/api/events?limit=100").text
    desk.post("/correct", ("word", desk.word()), ("document", document), ("fact", fact), ("do", "withdraw"))
    assert fact not in desk.site.get("/api/events?limit=100").text
    assert "no event" in Parsed(desk.site.get(f"/report/{document}").text).words


def test_every_screen_answers_while_withdrawn_events_are_still_in_happenings(desk: Desk) -> None:
    overlay = Overlay(desk.path, AUTHOR)
    links = Parsed(desk.site.get("/events?limit=100").text).links
    facts = [link.split("/")[2:] for link in links if re.fullmatch(r"/correct/\w+/\w+", link)]
    assert len(facts) > 10
    for n, (document, fact) in enumerate(
        facts
    ):  # the latest report of a happening may go first, or all of them
        overlay.correct(document, fact, do="withdraw", assembles=False)
        if n in (0, len(facts) // 2):
            assert desk.site.get("/events?counting=happenings").status == 200
    for name, path in SCREENS.items():
        assert desk.site.get(path).status in (200, 400, 404), name
    assert "Nothing found" in desk.site.get("/events").text


def test_what_cannot_be_is_told_and_nothing_is_written(desk: Desk) -> None:
    document, fact = desk.fact("expelled")
    for pairs in (
        (("type", "BOGUS"), ("was-type", "REJECT")),
        (("actors", "Nobody Known"), ("was-actors", "Ecuador")),
        (("type", "REJECT"), ("was-type", "REJECT")),
        (("time", "someday"), ("was-time", "-")),
    ):
        got = desk.post(
            "/correct", ("word", desk.word()), ("document", document), ("fact", fact), ("do", "set"), *pairs
        )
        assert got.status == 422, pairs
        assert "Nothing was corrected" in Parsed(got.text).words
    assert desk.corrections() == ()


def test_the_way_back_is_never_to_another_host(desk: Desk) -> None:
    document, fact = desk.fact("expelled")
    for back in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        pairs = (
            ("word", desk.word()),
            ("document", document),
            ("fact", fact),
            ("do", "confirm"),
            ("back", back),
        )
        location = desk.post("/correct", *pairs).headers["location"]
        assert location.startswith(f"/report/{document}")


def test_the_same_seed_gives_the_same_records_whatever_was_answered(desk: Desk) -> None:
    def records() -> list[str]:
        pages = (Parsed(desk.site.get(f"/desk?seed=7&most=20&at={n}").text) for n in range(1, 6))
        return [link for page in pages for link in page.links if re.match(r"/report/\w+\?at=", link)]

    first = records()
    assert len(set(first)) > 3
    assert records() == first
    page = Parsed(desk.site.get("/desk?seed=7&most=20&at=1").text)
    hidden = {i["name"]: i["value"] for i in page.all("input") if i.get("type") == "hidden"}
    done = desk.post(
        "/correct",
        *((n, hidden[n]) for n in ("word", "document", "fact", "back", "from")),
        ("do", "withdraw"),
    )
    assert "at=2" in done.headers["location"]
    assert records() == first
    assert "1 of" in Parsed(desk.site.get("/desk?seed=7&most=20").text).words
    assert Parsed(desk.site.get("/desk?seed=8&most=20&at=1").text).links != page.links


def test_precision_has_the_interval_of_wilson(desk: Desk) -> None:
    for n, do in ((1, "confirm"), (2, "confirm"), (3, "withdraw")):
        page = Parsed(desk.site.get(f"/desk?at={n}").text)
        hidden = {i["name"]: i["value"] for i in page.all("input") if i.get("type") == "hidden"}
        desk.post(
            "/correct", *((k, hidden[k]) for k in ("word", "document", "fact", "back", "from")), ("do", do)
        )
    words = Parsed(desk.site.get("/desk").text).words
    assert re.search(r"All 3 2 67 % 21 to 94 %", words)


def test_the_desk_says_what_is_not_allowed(desk: Desk) -> None:
    for query in ("layer=bogus", "kind=BOGUS", "seed=x", "most=0", "nonsense=1", "since=someday"):
        assert desk.site.get(f"/desk?{query}").status == 400, query
    empty = Parsed(desk.site.get("/desk?outlet=Nobody").text)
    assert "/desk" in empty.links
    assert "Leave the filters out" in empty.words


def _entity(desk: Desk, name: str) -> str:
    link = next(
        href
        for href in Parsed(desk.site.get(f"/dossier?actor={name}").text).links
        if href.startswith("/join?one=")
    )
    return link.partition("=")[2]


def test_two_actors_are_joined_after_a_preview_and_the_join_is_undone(desk: Desk) -> None:
    one, other = _entity(desk, "Alfredo+Suquilanda"), _entity(desk, "Daniel+Noboa")
    preview = desk.site.get(f"/join?one={one}&other=Daniel+Noboa")
    words = Parsed(preview.text).words
    assert "One dossier in place of two" in words
    done = desk.post("/join", ("word", desk.word()), ("one", one), ("other", other), ("reason", "a test"))
    assert done.status == 303
    dossier = Parsed(desk.site.get(done.headers["location"]).text).words
    assert "Daniel Noboa" in dossier
    assert "Alfredo Suquilanda" in dossier
    (made,) = desk.corrections()
    assert isinstance(made, PairCorrection)
    (id_,) = [v for n, v in parse_qsl(urlsplit(done.headers["location"]).query) if n == "done"]
    desk.post("/undo", ("word", desk.word()), ("id", id_))
    assert _entity(desk, "Daniel+Noboa") != _entity(desk, "Alfredo+Suquilanda")


def test_an_actor_is_parted_by_report_after_a_preview(desk: Desk) -> None:
    whole = _entity(desk, "Alfredo+Suquilanda")
    keys = [
        i["value"]
        for i in Parsed(desk.site.get(f"/part?whole={whole}").text).all("input")
        if i.get("type") == "checkbox"
    ]
    assert len(keys) > 1
    preview = Parsed(desk.site.get(f"/part?{urlencode({'whole': whole, 'some': keys[0]})}").text)
    assert "Two dossiers in place of one" in preview.words
    done = desk.post("/part", ("word", desk.word()), ("whole", whole), ("some", keys[0]))
    assert done.status == 303
    assert desk.site.get(done.headers["location"]).status == 200
    with sqlite3.connect(desk.path) as db:
        (number,) = db.execute("SELECT count(*) FROM entities WHERE name = 'Alfredo Suquilanda'").fetchone()
    assert number == 2
    assert desk.post("/part", ("word", desk.word()), ("whole", whole)).status == 422


def test_every_correction_is_listed_with_its_reason_and_leads_to_its_fact(desk: Desk) -> None:
    document, fact = desk.fact("expelled")
    desk.post(
        "/correct",
        ("word", desk.word()),
        ("document", document),
        ("fact", fact),
        ("do", "confirm"),
        ("reason", "it says so"),
    )
    page = Parsed(desk.site.get("/corrections").text)
    assert "it says so" in page.words
    assert f"/correct/{document}/{fact}" in page.links
