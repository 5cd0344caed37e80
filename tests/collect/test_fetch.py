"""One address: bounds, redirects, robots, pace, tries, and which addresses are never connected to."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.collect.fetch import Fetcher, address, seconds_asked
from onrecord.collect.guard import may_connect
from onrecord.collect.links import page_of, pages_at, parse_sitemap
from onrecord.collect.types import Fetched, FetchError, Policy
from tests.collect.servers import HTML, QUICK, Answer, Handler, Route, Site, drip, forever, raw, site

PAGE = b"<!doctype html><html><body><article><p>The two ministers met in Geneva and agreed to meet again.</p>"


def fetch(url: str, policy: Policy = QUICK, **conditions: str) -> Fetched:
    return Fetcher(policy).fetch(url, conditions)


def fails(url: str, policy: Policy = QUICK) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, policy)
    return caught.value


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers=(("Location", to),))


def test_a_page_is_fetched_and_the_server_told_who_asks() -> None:
    with site({"/a": Answer(PAGE)}) as news:
        fetched = fetch(news.at("/a#top"), replace(QUICK, agent="onrecord/1 (+mailto:a@example.org)"))
        assert (fetched.content, fetched.status, fetched.url) == (PAGE, 200, news.at("/a"))
        assert page_of(fetched).charset == "utf-8"
        assert news.asked == ["/robots.txt", "/a"]
        assert {head["user-agent"] for head in news.heads} == {"onrecord/1 (+mailto:a@example.org)"}


def test_conditions_are_sent_and_what_is_unchanged_is_not_sent_again() -> None:
    def answer(handler: Handler) -> Answer:
        is_same = handler.headers["If-None-Match"] == '"1"'
        return Answer(status=304) if is_same else Answer(PAGE, headers=(("ETag", '"1"'),))

    with site({"/a": answer}) as news:
        first = fetch(news.at("/a"))
        again = Fetcher(QUICK).fetch(news.at("/a"), {"If-None-Match": first.header("etag") or ""})
        assert (first.is_unchanged, again.is_unchanged, again.content) == (False, True, b"")


def test_packed_pages_are_unpacked_and_bombs_are_not() -> None:
    packed = (("Content-Type", HTML), ("Content-Encoding", "gzip"))
    bomb = gzip.compress(bytes(30_000_000))
    with site(
        {"/a": Answer(gzip.compress(PAGE), headers=packed), "/b": Answer(bomb, headers=packed)}
    ) as news:
        assert fetch(news.at("/a")).content == PAGE
        assert fails(news.at("/b"), replace(QUICK, page_bytes=1_000_000)).code == "too-large"
        news.routes["/a"] = Answer(gzip.compress(PAGE)[:-9], headers=packed)
        assert fails(news.at("/a")).code == "damaged"


# ---- redirects ---------------------------------------------------------------------------


def test_redirects_are_followed_counted_and_stopped_in_a_circle() -> None:
    routes: dict[str, Route] = {f"/{n}": redirect(f"/{n + 1}", 301) for n in range(20)}
    routes |= {"/a": redirect("/b"), "/b": redirect("/a"), "/5": Answer(PAGE), "/odd": redirect("http://[")}
    with site(routes) as news:
        there = fetch(news.at("/0"))
        assert (there.url, there.asked, there.moved) == (news.at("/5"), news.at("/0"), True)
        assert fails(news.at("/6"), replace(QUICK, redirects=3)).code == "redirects"
        assert news.asked[-4:] == ["/6", "/7", "/8", "/9"]
        assert "in a circle" in str(fails(news.at("/a")))
        assert fails(news.at("/odd")).code == "address"


@pytest.mark.parametrize(
    "to", ["file:///etc/hostname", "ftp://127.0.0.1/a", "gopher://127.0.0.1/", "javascript:1"]
)
def test_redirects_to_what_is_no_address_of_the_web_are_refused(to: str) -> None:
    with site({"/a": redirect(to)}) as news:
        error = fails(news.at("/a"))
        assert (error.code, error.lasting) == ("address", True)


# ---- addresses ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("255.255.255.255", "224.0.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "198.18.0.1"),
    ],
)
def test_addresses_that_are_not_public_are_not_connected_to(text: str) -> None:
    assert not may_connect(ip_address(text))
    assert may_connect(ip_address("1.1.1.1"))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "127.1"]
)
def test_no_spelling_of_this_machine_is_connected_to(host: str) -> None:
    with site({"/a": Answer(PAGE)}) as news:
        error = fails(f"http://{host}:{news.url.rpartition(':')[2]}/a", Policy(delay=0, tries=1))
        assert error.code in ("address", "network")
        assert news.asked == []


def test_a_name_is_checked_after_it_is_looked_up() -> None:
    with site({"/a": Answer(PAGE)}) as news:
        url = news.at("/a").replace("127.0.0.1", "news.example")
        with pytest.raises(FetchError, match="not on the public network"):
            Fetcher(Policy(tries=1), look_up=lambda host, port: ["127.0.0.1"]).fetch(url)
        fetched = Fetcher(QUICK, look_up=lambda host, port: ["10.0.0.9", "127.0.0.1"]).fetch(url)
        assert fetched.content == PAGE


def test_a_redirect_is_checked_like_the_first_address() -> None:
    with site() as news:
        news.routes["/a"] = redirect(news.at("/b").replace("127.0.0.1", "127.0.0.2"))
        assert "not on the public network" in str(fails(news.at("/a")))


def test_a_name_that_is_not_answered_does_not_hold_things_up() -> None:
    waited = threading.Event()
    fetcher = Fetcher(replace(QUICK, idle_seconds=0.2), look_up=lambda host, port: [str(waited.wait(5))])
    with pytest.raises(FetchError, match="was not found within"):
        fetcher.fetch("http://news.example/")
    waited.set()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news",
        "file:///a",
        "ftp://example.org/",
        "http://",
        "http://a:99999/",
        "http://u:p@example.org/",
        "//a/b",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        address(url)
    assert caught.value.lasting


@given(
    st.text(max_size=60), st.sampled_from(["http://example.org/", "http://", "https://exämple.org:1/?", ""])
)
def test_any_text_is_an_address_or_an_error(text: str, before: str) -> None:
    try:
        parts = address(before + text)
    except FetchError:
        return
    assert parts.scheme in ("http", "https")
    assert (parts.netloc + parts.path + parts.query).isascii()
    assert not any(sign in parts.path + parts.query for sign in " \r\n\t")


# ---- robots, pace, tries -----------------------------------------------------------------


def test_robots_are_asked_once_a_host_and_obeyed() -> None:
    robots = Answer(
        b"User-agent: onrecord\nDisallow: /private\nCrawl-delay: 0.2\n\nUser-agent: *\nDisallow: /\n"
    )
    with site({"/robots.txt": robots, "/a": Answer(PAGE), "/b": redirect("/private/c")}) as news:
        fetcher = Fetcher(QUICK)
        assert fetcher.fetch(news.at("/a")).content == PAGE
        assert fetcher.fetch(news.at("/a")).content == PAGE
        for path in ("/private/x", "/b"):
            with pytest.raises(FetchError) as caught:
                fetcher.fetch(news.at(path))
            assert (caught.value.code, caught.value.lasting) == ("robots", True)
        assert news.asked == ["/robots.txt", "/a", "/a", "/b"]
        assert news.times[2] - news.times[1] >= 0.15


@pytest.mark.parametrize(("status", "code"), [(404, None), (403, None), (503, "robots"), (500, "robots")])
def test_without_robots_all_is_allowed_and_where_they_fail_nothing_is(status: int, code: str | None) -> None:
    with site({"/robots.txt": Answer(status=status), "/a": Answer(PAGE)}) as news:
        if code is None:
            assert fetch(news.at("/a")).content == PAGE
        else:
            error = fails(news.at("/a"))
            assert (error.code, error.lasting) == (code, False)
            assert news.asked == ["/robots.txt"]


def test_two_requests_to_a_host_have_a_pause_between_them() -> None:
    with site({"/a": Answer(PAGE), "/b": Answer(PAGE)}) as news:
        fetcher = Fetcher(replace(QUICK, delay=0.15))
        threads = [threading.Thread(target=fetcher.fetch, args=(news.at(path),)) for path in ("/a", "/b")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(5)
        assert sorted(news.asked) == ["/a", "/b", "/robots.txt"]
        pauses = [after - before for before, after in zip(news.times, news.times[1:], strict=False)]
        assert min(pauses) >= 0.1


def test_faults_that_pass_are_tried_again_as_late_as_the_server_asks() -> None:
    def answer(handler: Handler) -> Answer:
        if handler.site.counts["/a"] < 2:
            return Answer(status=503, headers=(("Retry-After", "2"),))
        return Answer(PAGE)

    with site(
        {
            "/a": answer,
            "/gone": Answer(status=410),
            "/busy": Answer(status=429, headers=(("Retry-After", "900"),)),
        }
    ) as news:
        patient = replace(QUICK, tries=3)
        assert fetch(news.at("/a"), patient).content == PAGE
        assert news.times[-1] - news.times[-2] >= 1.9
        gone = fails(news.at("/gone"), patient)
        assert (gone.code, gone.lasting, news.counts["/gone"]) == ("status", True, 1)
        busy = fails(news.at("/busy"), patient)
        assert (busy.after, busy.lasting, news.counts["/busy"]) == (900.0, False, 1)


def test_times_to_wait_may_be_dates() -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 2, 3, 12, 0, tzinfo=UTC)
    assert seconds_asked("Tue, 03 Feb 2026 12:02:00 GMT", now) == 120
    assert seconds_asked("Tue, 03 Feb 2026 11:00:00 GMT", now) == 0
    assert [seconds_asked(text, now) for text in (None, "", "later", "-5", "1e9")] == [None] * 5


# ---- hostile servers ---------------------------------------------------------------------

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SHORT = replace(QUICK, seconds=0.8, idle_seconds=0.4, page_bytes=100_000)
HOSTILE: dict[str, tuple[Callable[[], Iterator[bytes]], float, str]] = {
    "status by the byte": (lambda: (bytes([sign]) for sign in b"HTTP/1.1 200 OK" * 50), 0.1, "slow"),
    "headers without end": (lambda: forever(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), 0.1, "slow"),
    "headers as fast as can be": (lambda: forever(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 999), 0, "network"),
    "one header without end": (lambda: forever(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 9999), 0, "network"),
    "page by the byte": (lambda: forever(OK + b"Content-Length: 99999\r\n\r\n", b"x"), 0.1, "slow"),
    "silence": (lambda: iter([b""]), 3.0, "slow"),
    "silence in the page": (lambda: iter([OK + b"Content-Length: 9\r\n\r\nab"]), 3.0, "slow"),
    "page without end": (lambda: forever(OK + b"\r\n", b"x" * 9999), 0, "too-large"),
    "chunks without end": (
        lambda: forever(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"3\r\nabc\r\n" * 999),
        0,
        "too-large",
    ),
    "a chunk mark without end": (
        lambda: forever(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0" * 9999),
        0,
        "network too-large",
    ),
    "a chunk mark that is none": (
        lambda: iter([OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n"]),
        0,
        "network",
    ),
    "page that ends early": (lambda: iter([OK + b"Content-Length: 99\r\n\r\nabc"]), 0, "network"),
    "no HTTP": (lambda: iter([b"220 mail.example ESMTP\r\n"]), 0, "network"),
    "nothing": (lambda: iter([]), 0, "network"),
    "a length that is none": (lambda: iter([OK + b"Content-Length: -5\r\n\r\n"]), 0, ""),
    "two lengths": (lambda: iter([OK + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc"]), 0, "network"),
    "bytes for headers": (
        lambda: iter([b"HTTP/1.1 200 OK\r\n" + bytes(range(128, 256)) + b"\r\n\r\n"]),
        0,
        "",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_server_costs_a_bounded_time_and_is_an_error(name: str) -> None:
    parts, pause, code = HOSTILE[name]
    begun = time.monotonic()
    with raw(lambda connection: drip(parts(), pause)(connection)) as url:
        if code:
            assert fails(url, SHORT).code in code.split()
        else:
            assert fetch(url, SHORT).content == b""
    assert time.monotonic() - begun < 3


def test_whatever_is_under_way_ends_when_it_is_stopped() -> None:
    stop = threading.Event()
    with raw(drip(iter([b""]), 5.0)) as url:
        threading.Timer(0.2, stop.set).start()
        begun = time.monotonic()
        with pytest.raises(FetchError) as caught:
            Fetcher(replace(QUICK, seconds=30, idle_seconds=30), stop=stop).fetch(url)
        assert caught.value.code == "stopped"
        assert time.monotonic() - begun < 2


# ---- feeds and sitemaps by their address -------------------------------------------------

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>One</title><link>/1</link></item><item><title>Two</title><link>{0}/2</link></item>
<item><title>Gone</title><link>/3</link></item></channel></rss>"""


def read(news: Site, path: str, most: int = 100) -> list[tuple[str, str]]:
    found = pages_at([news.at(path)], Fetcher(QUICK), most=most)
    return [
        (page.target.removeprefix(news.url), page.problem.code if page.problem else "read") for page in found
    ]


def test_the_pages_that_a_feed_links_to_are_fetched() -> None:
    with site({"/1": Answer(PAGE), "/2": Answer(PAGE)}) as news:
        news.routes["/rss"] = Answer(RSS.format(news.url).encode(), headers=(("Content-Type", "text/xml"),))
        assert read(news, "/rss") == [("/1", "read"), ("/2", "read"), ("/3", "status")]
        assert read(news, "/rss", most=1) == [("/1", "read"), ("/rss", "too-large")]


def test_sitemaps_are_followed_packed_or_not_and_in_a_circle_once() -> None:
    index = "<sitemapindex><sitemap><loc>{0}/a.xml.gz</loc></sitemap><sitemap><loc>{0}/index.xml</loc></sitemap><sitemap><loc>{0}/no.xml</loc></sitemap></sitemapindex>"
    urls = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> {0}/1 </loc></url><url><loc>{0}/1</loc></url></urlset>'
    with site({"/1": Answer(PAGE)}) as news:
        news.routes["/index.xml"] = Answer(index.format(news.url).encode())
        news.routes["/a.xml.gz"] = Answer(gzip.compress(urls.format(news.url).encode()), headers=())
        assert sorted(read(news, "/index.xml")) == [("/1", "read"), ("/index.xml", "status")]
        assert news.counts["/index.xml"] == 1


def test_a_sitemap_is_read_up_to_its_fault_and_resolves_nothing() -> None:
    evil = b'<!DOCTYPE urlset [<!ENTITY e SYSTEM "file:///etc/hostname">]><urlset><url><loc>&e;</loc></url></urlset>'
    assert parse_sitemap(b"<urlset><url><loc>http://e.org/1</loc></url><url><l")[1] == ["http://e.org/1"]
    assert parse_sitemap(b"<?xml version='1.0'?>\n" + evil)[1] == []
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a0 "ha">{laughs}]><urlset><url><loc>&a11;</loc></url></urlset>'
    assert parse_sitemap(bomb.encode())[1] == []


def test_what_is_no_page_is_a_problem() -> None:
    routes: dict[str, Route] = {
        "/a": Answer(b"\x89PNG\r\n\x1a\n", headers=(("Content-Type", "image/png"),)),
        "/b": Answer(b"%PDF-1.7 " + bytes(99)),
        "/c": Answer(b""),
        "/d": Answer(PAGE, headers=()),
    }
    with site(routes) as news:
        assert [code for path in routes for _, code in read(news, path)] == [
            "binary",
            "binary",
            "empty",
            "read",
        ]
