"""The screens of a real store: complete, linked, small, safe, and with a way on where they are empty."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from onrecord.questions import QUESTIONS
from onrecord.store import open_store
from onrecord.views.web.site import SCREENS as TABLE
from tests.views.web.sites import SCREENS, STORY, Parsed, Served, path_of, served

MOST_BYTES = 150_000
STATUS = {"wrong": 400, "missing": 404}


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_is_whole_small_and_of_this_site_alone(site: Served, name: str) -> None:
    got = site.get(SCREENS[name])
    page = Parsed(got.text)
    assert got.status == STATUS.get(name, 200)
    assert len(got.text.encode()) < MOST_BYTES
    assert len(page.all("h1")) == 1
    assert page.all("title")
    assert len(page.all("main")) == 1
    outside = [link for link in page.links if re.match(r"[a-z]+:|//", link)]
    assert [
        link for link in outside if "andes.example" not in link
    ] == []  # the page of the report, as a link
    assert not [a for _, a in page.tags if any(n.startswith("on") or n == "style" for n in a)]
    assert all("src" in script or script.get("type") == "application/json" for script in page.all("script"))
    assert not page.all("style")
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_links_of_every_kind_lead_somewhere(site: Served) -> None:
    links = {link for path in SCREENS.values() for link in Parsed(site.get(path).text).links}
    kinds: dict[tuple[str, ...], str] = {}
    for link in sorted(path_of(link) for link in links if link.startswith("/")):
        path, _, query = link.partition("?")
        kinds[path.split("/")[1], *sorted(dict(parse_qsl(query)))] = link
    assert len(kinds) > 30
    assert [
        (link, got.status) for link in kinds.values() if (got := site.get(link)).status not in (200, 307)
    ] == []


def test_links_to_a_part_of_a_page_have_that_part(site: Served) -> None:
    for path in SCREENS.values():
        page = Parsed(site.get(path).text)
        ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
        assert {link[1:] for link in page.links if link.startswith("#")} <= ids


def test_every_question_has_a_screen_and_an_address_in_the_api(site: Served) -> None:
    shown = {screen.question for screen in TABLE} | {"story"}
    assert set(QUESTIONS) <= shown
    for name, question in QUESTIONS.items():
        assert site.get(f"/api/{name}").status == (400 if question.arguments else 200)


def test_a_link_to_words_marks_them_in_the_report_without_a_script(site: Served) -> None:
    quoted = next(
        link for link in Parsed(site.get(STORY).text).links if link.startswith("/report/") and "at=" in link
    )
    page = site.get(path_of(quoted)).text
    marks = re.findall(r'<mark class="([^"]*)"[^>]*?( id="words")?>([^<]*)</mark>', page)
    sought = "".join(text for classes, _, text in marks if "sought" in classes.split())
    assert sum(bool(first) for _, first, _ in marks) == 1
    low, high = map(int, re.findall(r"at=(\d+)-(\d+)", quoted)[0])
    assert len(sought) == high - low


def test_a_story_shows_what_moved_what_is_denied_what_is_copied_and_what_is_ahead(site: Served) -> None:
    words = Parsed(site.get(STORY).text).words
    for told in ("What happened", "Figures and days that moved", "What is denied", "Denied by Dina Boluarte", "Copies",
                 "Schools in the province stayed closed", "What lies, or lay, ahead", "Reports", "Boluarte will visit Quito"):  # fmt: skip
        assert told in words
    assert re.search(r"12 .{0,200} 17 ", words)


def test_a_report_leads_to_its_story_its_happenings_and_its_actors(site: Served) -> None:
    links = Parsed(site.get("/report/strike").text).links
    assert any(re.match(r"/story/s_[0-9a-f]+#h_", link) for link in links)
    assert any(link.startswith("/dossier?actor=n_") for link in links)


def test_an_empty_screen_says_why_and_leads_to_the_wider_question(site: Served) -> None:
    page = Parsed(site.get(SCREENS["nothing"]).text)
    assert "promise" in page.words
    (wider,) = [link for link in page.links if link == "/said?speaker=Dina+Boluarte"][:1]
    assert "deny" in site.get(f"/api{wider}").text


def test_a_value_that_is_not_allowed_is_told_with_those_that_are(site: Served) -> None:
    words = Parsed(site.get(SCREENS["wrong"]).text).words
    assert "bogus" in words
    assert "promise" in words
    assert "takes no filter 'nonsense'" in Parsed(site.get("/said?nonsense=1").text).words


def test_pages_of_rows_follow_each_other(site: Served) -> None:
    first = Parsed(site.get("/said?limit=10").text)
    assert "1–10 of" in first.words
    after = next(link for link in first.links if "offset=10" in link)
    second = Parsed(site.get(after).text)
    assert "11–20 of" in second.words
    back = next(a["href"] for a in second.all("a") if a.get("rel") == "prev")
    assert site.get(back).text == site.get("/said?limit=10").text


def test_facets_say_what_another_choice_would_show(site: Served) -> None:
    page = Parsed(site.get("/said?cue=deny").text)
    assert re.search(r"says \d+ denies", page.words) or re.search(r"✓ denies \d+", page.words)
    counts = dict(re.findall(r"(?:✓ )?(says|denies|demands) (\d+)", page.words))
    for word, cue in (("says", "say"), ("denies", "deny")):
        total = re.search(r'"total":(\d+)', site.get(f"/api/said?cue={cue}").text)
        assert total is not None
        assert counts[word] == total[1]


def test_the_theme_that_was_chosen_is_that_of_the_page(site: Served) -> None:
    assert 'data-theme="dark"' in site.get("/said", Cookie="theme=dark").text
    assert "data-theme" not in Parsed(site.get("/said", Cookie='theme="><script>').text).all("html")[0]


def test_the_start_leads_to_what_is_new(site: Served) -> None:
    got = site.get("/")
    assert (got.status, got.headers["location"]) == (307, "/today")


def test_a_store_without_reports_says_so_on_every_screen(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    open_store(path, create=True).close()
    with served(path) as empty:
        for name in ("today", "stories", "said", "ahead", "month", "events", "dyad", "search"):
            got = empty.get(SCREENS[name])
            assert got.status == 200, (name, got.text)
        assert "holds no reports" in Parsed(empty.get("/said").text).words


def test_a_store_that_is_gone_is_one_sentence(tmp_path: Path) -> None:
    with served(tmp_path / "gone.db") as gone:
        got = gone.get("/said")
        assert got.status == 503
        assert "gone.db is not there" in Parsed(got.text).words
        assert gone.get("/api/said").status == 503


def test_the_site_cannot_write(store_path: Path) -> None:
    from onrecord.views.web.opened import Opened

    with Opened(store_path).reading() as store, pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.connection.execute("DELETE FROM documents")


@pytest.mark.parametrize("name", ["story", "said", "month", "dossier", "dyad", "today"])
def test_any_screen_is_one_file_that_needs_nothing_else(site: Served, name: str) -> None:
    path = SCREENS[name]
    got = site.get(f"{path}{'&' if '?' in path else '?'}alone=1")
    page = Parsed(got.text)
    assert got.headers["content-disposition"].startswith("attachment")
    assert (page.all("script"), page.all("link")) == ([], [])
    assert len(page.all("style")) == 1
    assert len(page.all("h1")) == 1
