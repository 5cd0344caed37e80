"""Who may ask the site, how, and what a browser may do with its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.views.web.guard import HEADERS
from tests.views.web.sites import SCREENS, Served, served

TOKEN = "a token of many letters"


@pytest.fixture(scope="module")
def locked(store_path: Path) -> Iterator[Served]:
    with served(store_path, token=TOKEN) as running:
        yield running


@pytest.mark.parametrize(
    "path", [*SCREENS.values(), "/static/site.css", "/static/nothing", "/api/said", "/said.atom"]
)
def test_every_answer_has_the_headers_that_keep_a_browser_safe(site: Served, path: str) -> None:
    headers = site.get(path).headers
    assert {name: headers.get(name.lower()) for name in HEADERS} == HEADERS
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_but_reading_is_taken(site: Served, method: str) -> None:
    assert site.get("/said", method).status == 405


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "localhost.evil.example:1"]
)
def test_a_page_of_another_site_does_not_reach_it_under_its_own_name(site: Served, host: str) -> None:
    assert site.get("/said", Host=host).status == 403


@pytest.mark.parametrize("host", ["localhost:1", "LOCALHOST", "127.0.0.1", "[::1]:80"])
def test_it_answers_under_the_names_of_this_machine(site: Served, host: str) -> None:
    assert site.get("/static/icon.svg", Host=host).status == 200


def test_without_its_token_a_locked_site_shows_nothing(locked: Served) -> None:
    for path in ("/said", "/api/said", "/static/site.css", "/said.atom", "/said?token=wrong", "/nowhere"):
        got = locked.get(path)
        assert got.status == 401
        assert "Boluarte" not in got.text
    assert locked.get("/said", Cookie="onrecord=wrong").status == 401
    assert locked.get("/said", Authorization="Bearer").status == 401


def test_the_token_in_an_address_becomes_a_cookie(locked: Served) -> None:
    got = locked.get("/said?cue=deny&token=a+token+of+many+letters")
    assert (got.status, got.headers["location"]) == (303, "/said?cue=deny")
    cookie = got.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite" in cookie.replace("samesite", "SameSite")
    assert locked.get("/said?cue=deny", Cookie=cookie.partition(";")[0]).status == 200


def test_the_way_in_never_leads_to_another_host(locked: Served) -> None:
    got = locked.get("//evil.example/said?token=a+token+of+many+letters")
    assert got.headers["location"].startswith("/")
    assert not got.headers["location"].startswith("//")


def test_programs_give_the_token_in_a_header_and_feeds_in_their_address(locked: Served) -> None:
    assert locked.get("/api/said", Authorization=f"Bearer {TOKEN}").status == 200
    assert locked.get("/said.atom?token=a+token+of+many+letters").status == 200
    assert locked.get("/ahead.ics?token=a+token+of+many+letters").status == 200


def test_a_locked_site_answers_under_any_name(locked: Served) -> None:
    assert locked.get("/said", Host="desk.example", Authorization=f"Bearer {TOKEN}").status == 200
