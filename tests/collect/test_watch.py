"""`onrecord watch`, `fetch` and `add URL` from end to end on real servers; a stand-in reads the texts."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from onrecord.collect.archive import alone_in, pages_folder
from onrecord.collect.feeds import load_feeds
from onrecord.collect.state import State
from onrecord.errors import StoreError, TableError
from onrecord.known import Known
from onrecord.pages import pages
from onrecord.store import documents, open_store
from onrecord.types import Document, Language, Note, Reading
from onrecord.views import cli
from tests.collect.servers import HTML, Answer, Handler, Site, site

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(document: Document, language: Language, known: object, notes: Sequence[Note] = ()) -> Reading:
        if "break the reader" in document.text:
            raise KeyError("trigger")
        return Reading(document=document, notes=tuple(notes))

    monkeypatch.setattr("onrecord.runner.local.read_language", read)
    monkeypatch.setattr("onrecord.runner.local.find_languages", lambda documents, known: [Language()])
    monkeypatch.setattr("onrecord.known.load_known", lambda overlays=(): cast("Known", None))


def article(number: int, text: str = "") -> Answer:
    body = f"<p>The two ministers met in Geneva on day {number} and agreed to meet again. {text}</p>"
    page = f"<!doctype html><html><head><title>Day {number}</title></head><body><article>{body}</article>"
    return Answer(page.encode(), headers=(("Content-Type", HTML), ("ETag", f'"{number}"')))


def rss(news: Site, *numbers: int, stamp: str = "Tue, 03 Feb 2026 08:00:00 +0100") -> Answer:
    items = "".join(
        f"<item><title>Day {n}</title><link>{news.url}/{n}</link><pubDate>{stamp}</pubDate></item>"
        for n in numbers
    )
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    etag = f'"{numbers}{stamp}"'
    return Answer(text.encode(), headers=(("Content-Type", "application/rss+xml"), ("ETag", etag)))


def conditional(answer: Answer) -> Any:
    def respond(handler: Handler) -> Answer:
        etag = dict(answer.headers)["ETag"]
        return (
            Answer(status=304, headers=answer.headers) if handler.headers["If-None-Match"] == etag else answer
        )

    return respond


def listed(path: Path, *feeds: str, watch: str = "") -> Path:
    head = f'[watch]\ndelay = 0\ntimeout = "5s"\nprivate = ["127.0.0.1/32"]\n{watch}\n'
    path.write_text(head + "".join(f"[[feed]]\n{feed}\n" for feed in feeds), encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = cli.run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def titles(store: Path) -> list[str | None]:
    with open_store(store) as opened:
        return sorted((kept.title for kept in documents(opened)), key=str)


# ---- rounds ------------------------------------------------------------------------------


def test_a_feed_is_read_once_and_then_only_what_is_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "news.db"
    with site() as news:
        news.routes |= {f"/{n}": conditional(article(n)) for n in range(4)}
        news.routes["/rss"] = conditional(rss(news, 0, 1))
        feeds = listed(tmp_path / "feeds.toml", f'url = "{news.at("/rss")}"\nname = "News"')
        status, out, err = run(capsys, "watch", feeds, "--store", store, "--once")
        assert (status, err) == (0, "")
        assert "1 feed asked; pages: 2 added" in out
        assert titles(store) == ["Day 0", "Day 1"]

        status, out, _ = run(capsys, "watch", feeds, "--store", store, "--once")
        assert "1 feed asked; pages: none new" in out
        assert news.counts["/0"] == 1
        assert news.counts["/rss"] == 2

        news.routes["/rss"] = conditional(rss(news, 1, 2, 3))
        assert "2 added" in run(capsys, "watch", feeds, "--store", store, "--once")[1]
        assert len(titles(store)) == 4
        assert news.counts["/1"] == 1

        news.routes |= {"/2": conditional(article(2)), "/3": conditional(article(33))}  # one was rewritten
        news.routes["/rss"] = conditional(rss(news, 2, 3, stamp="Wed, 04 Feb 2026 08:00:00 +0100"))
        assert "1 added, 1 unchanged" in run(capsys, "watch", feeds, "--store", store, "--once")[1]
        assert "Day 33" in titles(store)

    kept = [page for page in pages([str(pages_folder(store))]) if not page.problem]
    assert len(kept) == 5
    with open_store(store) as opened:
        ids = [document.id for document in documents(opened)]
    for document in ids:
        shown = run(capsys, "show", document[:14], "--store", store, "--page")[1]
        assert "<p>The two ministers met in Geneva on day" in shown


def test_pages_that_were_kept_make_the_same_store_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with site() as news:
        news.routes |= {"/0": article(0), "/1": article(1), "/rss": rss(news, 0, 1)}
        feeds = listed(tmp_path / "feeds.toml", f'url = "{news.at("/rss")}"')
        assert run(capsys, "watch", feeds, "--store", tmp_path / "news.db", "--once")[0] == 0
    status, out, _ = run(capsys, "add", tmp_path / "news.pages", "--store", tmp_path / "news.db")
    assert (status, "2 unchanged" in out) == (0, True)
    run(capsys, "add", tmp_path / "news.pages", "--store", tmp_path / "other.db")
    with open_store(tmp_path / "news.db") as first, open_store(tmp_path / "other.db") as second:
        assert [kept.id for kept in documents(first)] == [kept.id for kept in documents(second)]


def test_a_feed_that_fails_costs_no_other_and_is_told_with_since_when(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "news.db"
    with site() as news:
        news.routes |= {
            "/0": article(0),
            "/rss": rss(news, 0),
            "/html": article(1),
            "/evil": Answer(b"<rss><x>&#0;" * 99),
        }
        broken = ("/gone", "/html", "/evil")
        feeds = listed(
            tmp_path / "feeds.toml",
            *(f'url = "{news.at(path)}"\nname = "{path}"' for path in (*broken, "/rss")),
            'url = "http://127.0.0.2:9/rss"\nname = "elsewhere"',
        )
        status, out, err = run(capsys, "watch", feeds, "--store", store, "--once")
        assert status == 3
        assert "5 feeds asked, 4 failed; pages: 1 added" in out
        assert re.search(r"/gone failed: the server answers 404 .*; next at 20", err)
        assert "/html failed" in err
        assert "127.0.0.2, which is not on the public network" in err

        asked = len(news.asked)
        assert (
            "1 feed asked; pages" in run(capsys, "watch", feeds, "--store", store, "--once")[1]
        )  # they back off
        assert news.asked[asked:] == ["/robots.txt", "/rss"]

        status, out, _ = run(capsys, "watch", feeds, "--store", store, "--status")
        assert status == 3
        assert re.search(r"/gone: fails since 20\S+Z \(1 times\): the server answers 404", out)
        assert re.search(r"/rss: works; last read 20\S+Z; .*1 kept, 0 waiting, 0 failed", out)
        lines = run(capsys, "watch", feeds, "--store", store, "--status", "--format", "jsonl")[1].splitlines()
        records = [json.loads(line) for line in lines]
        assert [record["code"] for record in records] == ["status", "format", "damaged", None, "address"]

        news.routes["/gone"] = rss(news)
        with State(pages_folder(store)) as state:
            state._db.execute("UPDATE feeds SET due = 0")
        _, _, err = run(capsys, "watch", feeds, "--store", store, "--once")
        assert re.search(r"/gone is there again; it had failed since 20", err)
        assert re.search(r"/html failed, since 20\S+Z, 2 times", err)


def test_pages_that_fail_are_tried_again_if_that_is_of_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "news.db"
    with site() as news:
        news.routes |= {
            "/1": Answer(status=503, headers=(("Retry-After", "900"),)),
            "/rss": rss(news, 0, 1, 2, 3),
        }
        news.routes |= {"/2": article(2, "Do break the reader."), "/3": Answer(b"%PDF-1.7 " + bytes(99))}
        feeds = listed(tmp_path / "feeds.toml", f'url = "{news.at("/rss")}"\nname = "News"')
        assert "4 failed" in run(capsys, "watch", feeds, "--store", store, "--once")[1]
        out = run(capsys, "watch", feeds, "--store", store, "--status")[1]
        assert "0 kept, 2 waiting, 2 failed" in out
        news.routes |= {f"/{n}": article(n) for n in range(4)}
        with State(pages_folder(store)) as state:
            state._db.execute("UPDATE entries SET due = 0")
        assert "2 added" in run(capsys, "watch", feeds, "--store", store, "--once")[1]
        assert titles(store) == ["Day 1", "Day 2"]
        assert news.counts["/0"] == 1


def test_the_texts_of_a_feed_are_read_where_the_list_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "news.db"
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "items": [
            {
                "id": "1",
                "url": "/1",
                "title": "Day 1",
                "content_html": "<p>The two ministers met in Geneva and agreed to meet again.</p>",
            },
            {
                "id": "2",
                "title": "Day 2",
                "content_text": "They met in Oslo as well, a spokesman said.",
                "date_published": "2026-02-03",
            },
            {"id": "3", "title": "Day 3"},
        ],
    }
    with site() as news:
        news.routes["/feed.json"] = Answer(
            json.dumps(feed).encode(), headers=(("Content-Type", "application/feed+json"),)
        )
        feeds = listed(tmp_path / "feeds.toml", f'url = "{news.at("/feed.json")}"\ntext = "feed"')
        assert "2 added, 1 failed" in run(capsys, "watch", feeds, "--store", store, "--once")[1]
        assert "none new" in run(capsys, "watch", feeds, "--store", store, "--once")[1]
        assert news.counts["/1"] == 0
    with open_store(store) as opened:
        found = {kept.title: (kept.publisher, kept.published) for kept in documents(opened)}
    assert found == {"Day 1": ("News", None), "Day 2": ("News", "2026-02-03")}


def test_a_round_that_was_killed_goes_on_where_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "news.db"
    with site() as news:
        news.routes |= {f"/{n}": article(n) for n in range(12)} | {"/rss": conditional(rss(news, *range(12)))}
        feeds = listed(tmp_path / "feeds.toml", f'url = "{news.at("/rss")}"', watch='every = "1min"')
        process = begin(feeds, store, SLOWLY="1")
        wait_for(lambda: store.exists() and count(store) >= 3, process)
        process.kill()
        process.wait(10)
        before = count(store)
        assert 3 <= before < 12
        assert run(capsys, "watch", feeds, "--store", store, "--once", "--jobs", 1)[0] == 0
        assert count(store) == 12
        assert max(news.counts[f"/{n}"] for n in range(12)) <= 2


def begin(feeds: Path, store: Path, **environment: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "tests.collect.standing",
        "watch",
        str(feeds),
        "--store",
        str(store),
        "--jobs",
        "1",
    ]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(condition: Any, process: subprocess.Popen[str], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.05)


def count(store: Path) -> int:
    try:
        with open_store(store) as opened:
            return len(documents(opened))
    except StoreError:
        return 0


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_it_ends_cleanly_when_it_is_told_to(tmp_path: Path, number: signal.Signals) -> None:
    store = tmp_path / "news.db"

    def slow(handler: Handler) -> Answer:
        time.sleep(30)
        return article(1)

    with site() as news:
        news.routes |= {"/0": article(0), "/1": slow, "/rss": rss(news, 0, 1)}
        feeds = listed(tmp_path / "feeds.toml", f'url = "{news.at("/rss")}"', watch='every = "1min"')
        process = begin(feeds, store)
        wait_for(lambda: news.counts["/1"] and count(store) == 1, process)
        process.send_signal(number)
        begun = time.monotonic()
        out, err = process.communicate(timeout=20)
        assert (process.returncode, "Traceback" in err) == (0, False)
        assert time.monotonic() - begun < 10
        assert "1 added" in out


def test_a_store_is_watched_by_one_process_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feeds = listed(tmp_path / "feeds.toml", 'url = "http://127.0.0.1:9/rss"')
    with alone_in(tmp_path / "news.pages") as is_alone:
        assert is_alone
        status, _, err = run(capsys, "watch", feeds, "--store", tmp_path / "news.db", "--once")
    assert (status, "is watched by another process" in err) == (6, True)


# ---- fetch, read and add addresses -------------------------------------------------------


def test_pages_are_fetched_into_an_archive_and_added_from_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, store = tmp_path / "pages.warc.gz", tmp_path / "news.db"
    with site() as news:
        news.routes |= {"/0": article(0), "/1": article(1), "/rss": rss(news, 0, 1, 2)}
        options = ("--out", out, "--delay", 0, "--private", "127.0.0.1/32")
        status, told, err = run(capsys, "fetch", news.at("/rss"), *options)
        assert (status, told) == (3, f"{out}: 2 pages, 1 failed\n")
        assert f"{news.at('/2')} was not fetched: the server answers 404" in err
        assert run(capsys, "fetch", news.at("/1"), *options)[1] == f"{out}: 1 page\n"
    assert "2 added, 1 unchanged" in run(capsys, "add", out, "--store", store)[1]


def test_addresses_are_read_and_added_and_private_ones_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "news.db"
    good = tmp_path / "good.txt"
    good.write_text("The two ministers met in Oslo, a spokesman said on Friday.", encoding="utf-8")
    with site({"/0": article(0)}) as news:
        status, out, err = run(capsys, "add", good, news.at("/0"), "--store", store)
        assert (status, "1 added" in out, "not on the public network" in err) == (3, True, True)
        assert news.asked == []
        monkeypatch.setattr("onrecord.collect.guard.may_connect", lambda address, private: True)
        status, out, err = run(capsys, "add", news.at("/0"), good, "--store", store)
        assert (status, out) == (0, f"{store}: 1 added, 1 unchanged\n")
        with open_store(store) as opened:
            (document,) = [kept.id for kept in documents(opened) if kept.title == "Day 0"]
        assert "on day 0" in run(capsys, "show", document, "--store", store, "--page")[1]
        assert run(capsys, "page", news.at("/0"))[0] == 0


def test_a_page_that_is_not_kept_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, store = tmp_path / "good.txt", tmp_path / "news.db"
    good.write_text("The two ministers met in Oslo, a spokesman said on Friday.", encoding="utf-8")
    run(capsys, "add", good, "--store", store)
    with open_store(store) as opened:
        (kept,) = documents(opened)
    status, _, err = run(capsys, "show", kept.id, "--store", store, "--page")
    assert (status, "is not kept" in err) == (3, True)


@pytest.mark.parametrize("command", ["watch", "fetch", "add"])
def test_without_the_extra_a_command_says_what_to_install(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.pages.needs.find_spec", lambda name: None)
    arguments = {
        "watch": ["feeds.toml", "--store"],
        "fetch": ["http://example.org/", "--out"],
        "add": ["http://example.org/", "--store"],
    }
    status, _, err = run(capsys, command, *arguments[command], tmp_path / "a.warc.gz")
    assert status == 1
    assert "pip install '.[collect]' installs it" in err


# ---- the list ----------------------------------------------------------------------------


def test_the_example_of_a_list_is_read() -> None:
    found = load_feeds(ROOT / "examples" / "feeds.toml")
    assert len(found.feeds) >= 2
    assert {feed.text for feed in found.feeds} == {"page", "feed"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[feed]\n", "is no TOML"),
        ("", "has no [[feed]]"),
        ("[[feed]]\nname = 'a'\n", "has no url in [[feed]] 1"),
        ("[[feed]]\nurl = 'ftp://example.org/'\n", "is no address of the web"),
        (
            "[[feed]]\nurl = 'http://example.org/'\nevry = '1h'\n",
            "has 'evry' in [[feed]] 1; known are url, name, every",
        ),
        ("[[feed]]\nurl = 'http://example.org/'\nevery = '1 fortnight'\n", "a length of time such as"),
        ("[[feed]]\nurl = 'http://example.org/'\nevery = '10s'\n", "60s at least"),
        ("[[feed]]\nurl = 'http://example.org/'\ntext = 'all'\n", "'page' or 'feed' was expected"),
        ("[[feed]]\nurl = 'http://e.org/'\n[[feed]]\nurl = 'http://e.org/'\n", "twice"),
        ("[watch]\ndelay = -1\n[[feed]]\nurl = 'http://e.org/'\n", "a number from 0 on"),
        ("[watch]\nprivate = ['here']\n[[feed]]\nurl = 'http://e.org/'\n", "networks such as"),
        ("[watch]\nagent = 'a\\nb'\n[[feed]]\nurl = 'http://e.org/'\n", "letters of ASCII"),
        ("feed = 3\n", "has no [[feed]]"),
        ("[feeds]\n", "known are watch, feed"),
    ],
)
def test_a_fault_in_a_list_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text.replace("'a\\nb'", '"a\\nb"'), encoding="utf-8")
    with pytest.raises(TableError, match=re.escape(told)):
        load_feeds(path)
    with pytest.raises(TableError, match="cannot be read"):
        load_feeds(tmp_path / "none.toml")
