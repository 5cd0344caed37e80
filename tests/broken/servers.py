"""Servers on this machine's own address that are broken or hostile: what is read is what they answer.

A served input begins its server when it is laid out, and its target is the address. Each row says what is sent, byte for byte
and with what pauses; `SERVED` has one for pages, redirects, feeds, sitemaps, robots.txt and TLS.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from tests.broken import pages, records
from tests.broken.certificates import WAYS, Certificates
from tests.broken.inputs import Broken, Case, Dice, pack

Parts = Iterator[bytes | float]
"""What is sent: bytes, and numbers, which are pauses in seconds."""
Answers = Callable[[str, str], Parts]
"""What is answered to a path, by a server of that address."""
PATIENCE = 0.3  # seconds between two bytes of who is slow: the reader's patience is a little longer


HANDSHAKES: Mapping[str, tuple[bytes | float, ...]] = {  # what is said instead of TLS
    "silent": (30.0,),
    "none": (b"HTTP/1.1 400 Bad Request\r\n\r\n",),
    "broken off": (b"\x16\x03\x03\x00\x7a\x02",),
    "slow": (b"\x16", 0.2, b"\x03", 0.2, b"\x03", 0.2, b"\x40", 0.2, b"\x00", *(0.2, b"\x02") * 99),
    "noise": (bytes(range(256)) * 99,),
}


@dataclass(frozen=True)
class Served(Broken):
    """An input at an address."""

    answers: Answers | None = None
    robots: Answers | None = None
    tls: str | None = None
    """The certificate that is shown, by its name; null: HTTP."""
    host: str = "127.0.0.1"
    path: str = "/page"

    def serve(self, certificates: Certificates | None) -> Server:
        """Begin the server."""
        return Server(self, certificates)


class Server:
    """One server, with a thread a connection; it ends when it is closed."""

    def __init__(self, served: Served, certificates: Certificates | None) -> None:
        self._served = served
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._is_closed = threading.Event()
        self._context = certificates.contexts.get(served.tls) if served.tls and certificates else None
        scheme = "https" if served.tls else "http"
        self.origin = f"{scheme}://{served.host}:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The address of the input."""
        return self.origin + self._served.path

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection = self._listener.accept()[0]
                connection.settimeout(5)
                self._open.add(connection)
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError), connection:
            if self._served.tls is not None and self._served.tls in HANDSHAKES:
                self._speak(connection, HANDSHAKES[self._served.tls])
                return
            talked = self._context.wrap_socket(connection, server_side=True) if self._context else connection
            path = talked.recv(65_536).decode("latin-1").split(" ")[1:2]
            self._send(talked, path[0] if path else "/")
            talked.shutdown(socket.SHUT_WR)
            talked.recv(1)

    def _send(self, connection: socket.socket, path: str) -> None:
        is_robots = path == "/robots.txt"
        answers = self._served.robots if is_robots else self._served.answers
        self._speak(connection, answers(path, self.origin) if answers else no_robots())

    def _speak(self, connection: socket.socket, parts: Iterable[bytes | float]) -> None:
        for part in parts:
            if self._is_closed.is_set():
                return
            if isinstance(part, float):
                self._is_closed.wait(part)
            else:
                connection.sendall(part)

    def close(self) -> None:
        """End it, and whatever it is sending."""
        self._is_closed.set()
        with suppress(OSError):  # accept() does not wake up by close() alone
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in list(self._open):
            with suppress(OSError):
                connection.close()


def no_robots() -> Parts:
    """Answer that it is not there."""
    yield b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def head(*headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """Return a status line and headers."""
    return "\r\n".join(
        (f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close", *headers, "", "")
    ).encode("latin-1")


def whole(
    content: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8"
) -> bytes:
    """Return an answer with its length."""
    return head(f"Content-Length: {len(content)}", *headers, status=status, kind=kind) + content


def chunked(content: bytes, size: int = 1_000) -> bytes:
    """Return a body in chunks."""
    parts = (content[n : n + size] for n in range(0, len(content), size))
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def _served(name: str, parts: Callable[[], Parts], **others: object) -> Served:
    return replace(Served(name), answers=lambda _path, _origin: parts(), **others)  # type: ignore[arg-type]


# ---- pages -------------------------------------------------------------------------------


def _forever(first: bytes, then: bytes, pause: float = 0.0) -> Parts:
    yield first
    while True:
        if pause:
            yield pause
        yield then


def endless(dice: Dice) -> Broken:
    """Send without end, as fast as can be: a page, headers, chunks, a gzip stream."""
    bomb = pack(bytes(90_000_000))
    first, then = dice.choice(
        (
            (head(), b"<p>and on " * 2_000), (head("Transfer-Encoding: chunked"), b"3\r\nabc\r\n" * 2_000), (head("Transfer-Encoding: chunked"), b"0" * 9_000), (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 999), (b"HTTP/1.1 200 OK\r\nX: ", b"y" * 9_000),
            (head("Content-Encoding: gzip"), bomb), (b"", b"\x00" * 9_000), (b"HTTP/1.1 ", b"2" * 9_000), (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99), (head("Content-Encoding: gzip"), pack(b"They met.")), (head("Transfer-Encoding: chunked"), b"1;" + b"x" * 9_000),
            (b"HTTP/1.1 200 OK\r\n", b" folded\r\n" * 999), (head("Content-Length: 999999999999"), b"a" * 9_000),
        )
    )  # fmt: skip
    return _served("endless", lambda: _forever(first, then))


def slow(dice: Dice) -> Broken:
    """Send a byte now and then, or nothing at all, at any place of the answer."""
    answer = whole(pages.page(pages.article(dice)))
    at = dice.choice((0, 9, 20, answer.index(b"\r\n\r\n") + 4, len(answer) // 2, len(answer) - 1))
    pause = dice.choice((PATIENCE, 0.02, 30.0))

    def parts() -> Parts:
        yield answer[:at]
        for sign in answer[at:]:
            yield pause
            yield bytes([sign])

    return _served("slow", parts)


def false_length(dice: Dice) -> Broken:
    """State a length that is none, too small or too large, or several."""
    content = pages.page(pages.article(dice))
    lengths = dice.choice(
        (
            ["-5"],
            ["x"],
            [""],
            ["0"],
            [str(len(content) + 99)],
            [str(len(content) - 99)],
            ["3", "4"],
            ["9" * 400],
            ["1e3"],
            ["3, 3"],
            ["0x99"],
            ["+9"],
            [" 12 "],
            ["99999999999999999999"],
        )
    )
    answer = head(*(f"Content-Length: {length}" for length in lengths)) + content
    return _served("false length", lambda: iter((answer,)))


def false_chunks(dice: Dice) -> Broken:
    """Write chunks that are none, or end early."""
    content = pages.page(pages.article(dice))
    body = dice.choice(
        (
            content,
            chunked(content)[:-9],
            b"zz\r\nabc\r\n",
            b"-1\r\nabc",
            b"fffffffffffffffff\r\n",
            b"5\r\nab",
            b"\r\n" * 99,
            chunked(content).replace(b"\r\n", b"\n"),
            b"5;" + b"a" * 90_000 + b"\r\nabcde\r\n0\r\n\r\n",
            chunked(content)[:-2] + b"X: y\r\n" * 9_000 + b"\r\n",
            b"1\r\na" * 99,
            b"0\r\n\r\n" + content,
            b"1_0\r\n" + content,
        )
    )
    said = dice.choice(("chunked", "CHUNKED", "chunked, chunked", "gzip, chunked", "identity", "x"))
    return _served("false chunks", lambda: iter((head(f"Transfer-Encoding: {said}") + body,)))


def false_coding(dice: Dice) -> Broken:
    """Say that it is packed as it is not, or pack it into a bomb."""
    content = pages.page(pages.article(dice))
    bomb = pack(bytes(dice.size(100_000_000)))
    said, body = dice.choice(
        (
            ("gzip", content), ("gzip", pack(content)[:-9]), ("gzip", bomb), ("gzip, gzip", pack(bomb)), ("br", content), ("zstd", content), ("deflate", content), ("deflate", bomb), ("x" * 999, content), ("gzip", b""), ("gzip", b"\x1f\x8b"),
            ("gzip", pack(b"") * 9_000), ("gzip,gzip,gzip", content), ("", pack(content)), ("identity, gzip", pack(content)),
        )
    )  # fmt: skip
    return _served("false coding", lambda: iter((whole(body, f"Content-Encoding: {said}"),)))


def false_content(dice: Dice) -> Broken:
    """Send what is no page, or one of another character set, as a page."""
    make = dice.choice(
        (
            pages.false_charset,
            pages.marked,
            pages.false_bytes,
            pages.any_bytes,
            pages.soup,
            pages.bomb,
            pages.large,
            pages.bombs,
            pages.json_deep,
            pages.metadata,
            pages.of_one_sign,
        )
    )
    said = dice.choice((*pages.CHARSETS, "x" * 999, '"utf-8', "utf-8; charset=koi8-r", "idna"))
    kind = dice.choice(
        (
            f"text/html; charset={said}",
            f"text/plain;charset={said}",
            "",
            "image/png",
            "text/html",
            "multipart/form-data",
            "text/" + "x" * 9_000,
            "application/octet-stream",
        )
    )
    body = make(dice)
    return _served("false content", lambda: iter((whole(body, kind=kind),)))


def false_head(dice: Dice) -> Broken:
    """Send a status or headers that are none."""
    content = pages.page(pages.article(dice))
    lines = dice.choice(
        (
            b"220 mail.example ESMTP",
            b"HTTP/1.1",
            b"HTTP/1.1 abc",
            b"HTTP/9.9 200 OK",
            b"HTTP/1.1 99999",
            b"\x16\x03\x01\x02\x00",
            b"HTTP/1.1 200 " + b"a" * 70_000,
            b"",
            b"\x00",
            b"HTTP/1.1 204 No",
            b"HTTP/1.1 206 Part",
            b"HTTP/1.1 304 Same",
            b"HTTP/1.1 101 Switch",
            b"HTTP/1.1 100 Go on",
            b"ICY 200 OK",
            b"HTTP/1.1 000 x",
            b"HTTP/1.1 -200 x",
            b"HTTP/1.1 200 \xff\x1b[2J",
        )
    )
    headers = dice.choice(
        (
            b"\r\nContent-Type: text/html",
            b"\r\n" + bytes(range(128, 256)),
            b"\r\n: x",
            b"\r\nX\x00: y",
            b"\nA: b\n",
            b"\r\nContent-Type: text/html\r\n folded",
            b"\r\n" + b"A: b\r\n" * 150 + b"B: c",
            b"\r\nSet-Cookie: " + b"x" * 60_000,
        )
    )
    return _served("false head", lambda: iter((lines + headers + b"\r\n\r\n" + content,)))


def silent(dice: Dice) -> Broken:
    """Take the connection and say nothing, or close it, in the middle of something."""
    answer = whole(pages.page(pages.article(dice)))
    end = dice.choice((0, 5, 40, len(answer) - 5))
    pause = dice.choice((0.0, 30.0))
    return _served("silent", lambda: iter((answer[:end], pause)))


def status(dice: Dice) -> Broken:
    """Answer with any status, and ask for odd times to wait."""
    code = dice.choice(
        (201, 204, 206, 300, 304, 400, 401, 403, 404, 410, 418, 429, 451, 500, 502, 503, 504, 599, 999)
    )
    wait = dice.choice(
        (
            "0",
            "1",
            "-1",
            "1e9",
            "9" * 99,
            "soon",
            "",
            "Tue, 03 Feb 2026 12:00:00 GMT",
            "Fri, 31 Dec 9999 23:59:59 GMT",
            "Tue, 99 Feb 99999 99:99:99 +9999",
            "\xff",
        )
    )
    return _served("status", lambda: iter((whole(b"no", f"Retry-After: {wait}", status=f"{code} x"),)))


# ---- redirects ---------------------------------------------------------------------------


def redirects(dice: Dice) -> Broken:
    """Redirect in a circle, without end, to what is no address, or to what may not be connected to."""
    code = dice.choice((301, 302, 303, 307, 308))
    to = dice.choice(
        (
            "/page", "{next}", "{next}", "//", "http://[", "", " ", "\\\\x", "file:///etc/passwd", "ftp://127.0.0.1/", "javascript:1", "data:text/html,a", "http://127.0.0.2:9/", "http://169.254.169.254/latest", "http://[::1]:1/", "http://0/", "http://u:p@127.0.0.1/",
            "{origin}/" + "a" * 90_000, "http://" + "a" * 300 + ".example/", "http://xn--\xff.example/", "HTTP://127.0.0.1:1/", "?a=b", "#x", "/\x00", "http://127.0.0.1:99999/", "/%ff%00", "http://\u2488.example/".encode().decode("latin-1"),
        )
    )  # fmt: skip

    def answers(path: str, origin: str) -> Parts:
        number = int(path.removeprefix("/n") or 0) if path.startswith("/n") else 0
        where = to.replace("{next}", f"/n{number + 1}").replace("{origin}", origin)
        yield whole(b"moved", f"Location: {where}", status=f"{code} Moved")

    return replace(Served("redirects"), answers=answers)


def long_redirects(dice: Dice) -> Broken:
    """Redirect slowly, or with a body without end."""
    body = dice.choice((0.2, 30.0))

    def answers(path: str, _origin: str) -> Parts:
        number = int(path.removeprefix("/n") or 0) if path.startswith("/n") else 0
        yield body if body < 1 else 0.0
        yield head(f"Location: /n{number + 1}", status="302 Found")
        if body > 1:
            yield from _forever(b"", b"x" * 9_000)

    return replace(Served("slow redirects"), answers=answers)


# ---- robots.txt, feeds, sitemaps ---------------------------------------------------------


def robots(dice: Dice) -> Broken:
    """Answer robots.txt with what is none; the page itself is sound."""
    content = dice.choice(
        (
            dice.randbytes(9_000),
            b"User-agent: *\nCrawl-delay: "
            + dice.choice((b"1e400", b"nan", b"-5", b"inf", b"soon", b"0", b"9" * 500)),
            b"User-agent: *\nDisallow: " + b"*a" * 20_000 + b"$",
            b"Disallow: /\n" * 9_000,
            b"User-agent: *\n" * 9_000,
            b"\xff\xfe" * 900,
            b"User-agent: *\nAllow: /%ff%0\nDisallow: /**********************************x",
            b"<html>" * 900,
            b"Sitemap: http://[\n" * 900,
            b"User-agent: *\nRequest-rate: 1/0\nVisit-time: 9999-0000\n",
            b"User-agent: *\nDisallow: " + b"/*" * 30 + b"x",
        )
    )
    answer = whole(pages.page(pages.article(dice)))
    way = dice.choice(("whole", "endless", "circle", "slow"))

    def of_robots(_path: str, _origin: str) -> Parts:
        if way == "endless":
            yield from _forever(head(), content)
        elif way == "circle":
            yield whole(b"", "Location: /robots.txt", status="301 Moved")
        else:
            yield from (whole(content), 0.0) if way == "whole" else (head(), 30.0)

    path = dice.choice(("/page", "/" + "a" * 3_000, "/?" + "a" * 3_000))
    return replace(
        Served("robots"), answers=lambda _path, _origin: iter((answer,)), robots=of_robots, path=path
    )


def feeds(dice: Dice) -> Broken:
    """Send a feed that is broken, and pages of it that are not there, slow or hostile."""
    make = dice.choice(
        (
            records.odd_items,
            records.many_items,
            records.feed_entities,
            records.deep_feed,
            records.feed_charset,
            records.odd_json_feed,
        )
    )
    content = make(dice)
    links = ["/1", "/2", "http://[", "/page", "javascript:1", "//127.0.0.2/"]
    linked = records.RSS.format(
        "".join(f"<item><title>a</title><link>{link}</link></item>" for link in links)
    ).encode()
    body = dice.choice((content, linked, linked[: dice.randrange(len(linked))], linked + dice.randbytes(99)))

    def answers(path: str, _origin: str) -> Parts:
        yield (
            whole(body, kind="application/rss+xml")
            if path == "/page"
            else whole(pages.page(pages.article(dice)))[: dice.choice((9, 10_000))]
        )

    return replace(Served("feeds"), answers=answers)


def sitemaps(dice: Dice) -> Broken:
    """Send a sitemap that is broken, or an index of itself and of others without end."""
    loc = "<loc>{origin}/{n}</loc>"
    url, sitemap = f"<url>{loc}</url>", f"<sitemap>{loc}</sitemap>"
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    shape = dice.choice(
        (
            f"<urlset>{url}{url}", f"<urlset>{url * 3}</urlset>junk", f"<sitemapindex>{sitemap * 3}</sitemapindex>", "<urlset>" + "<url>" * dice.size(90_000), f'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a0 "ha">{laughs}]><urlset><url><loc>&a11;</loc></url></urlset>',
            "<urlset>" + "<url><loc>http://[</loc></url>" * dice.size(90_000) + "</urlset>", "<urlset></urlset>", f"<urlset xmlns='\x01'>{url}</urlset>", "<urlset>" + "<x>" * dice.size(300_000), "<urlset><url><loc>" + "a" * dice.size(5_000_000), f"<sitemapindex><url>{loc}</url>{sitemap}</sitemapindex>",
        )
    )  # fmt: skip
    packed = dice.choice((0, 0, 1, 2))
    number = iter(range(10**9))

    def answers(path: str, origin: str) -> Parts:
        text = shape.replace("{origin}", origin)
        while "{n}" in text:
            text = text.replace("{n}", f"s{next(number)}", 1)
        body = text.encode()
        for _ in range(packed):
            body = pack(body)
        is_last = path.startswith("/s") and int(path.removeprefix("/s") or 0) > 30
        yield (
            whole(pages.page(pages.article(dice)))
            if is_last
            else whole(body[: dice.choice((len(body), len(body) // 2))], kind="text/xml")
        )

    return replace(Served("sitemaps"), answers=answers)


# ---- TLS ---------------------------------------------------------------------------------


def tls(dice: Dice) -> Broken:
    """Show a certificate that is good, or not, or speak no TLS at all."""
    which = dice.choice(WAYS)
    answer = whole(pages.page(pages.article(dice)))
    return _served(f"tls {which}", lambda: iter((answer,)), tls=which, host="localhost")


SERVED: Mapping[str, Case] = {
    "endless": endless, "slow": slow, "false length": false_length, "false chunks": false_chunks, "false coding": false_coding, "false content": false_content, "more false content": false_content, "false head": false_head,
    "silent": silent, "status": status, "redirects": redirects, "more redirects": redirects, "slow redirects": long_redirects, "robots": robots, "feeds": feeds, "more feeds": feeds, "sitemaps": sitemaps, "more sitemaps": sitemaps, "tls": tls, "more tls": tls,
}  # fmt: skip
