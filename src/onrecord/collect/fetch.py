"""Fetch one address, within bounds of time, size and redirects, and with the manners of a visitor.

A server may send its answer a byte at a time, without end, or packed a thousandfold: the bytes on the line are counted where
they are received, each reception has what is left of the time, and unpacking stops at the limit. Only http and https are
followed, each redirect is checked like the first address, and robots.txt is asked before each (RFC 9309).
"""

from __future__ import annotations

import http.client
import io
import logging
import random
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from onrecord.collect.guard import Resolve, connected, resolve
from onrecord.collect.pacing import Pacing
from onrecord.collect.robots import Robots
from onrecord.collect.types import Fetched, FetchError, Policy
from onrecord.pages.coding import CodingError, decoded

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
PASSING = frozenset(
    {408, 425, 429, 500, 502, 503, 504}
)  # statuses that may pass, so that the request is tried again
ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,"
    "application/xml;q=0.9,*/*;q=0.5"
)
HEAD_BYTES = 256 * 1024  # of status line, headers and chunk marks, beside the page
SLICE_BYTES = 64 * 1024  # of a body, read at once
SLICE_SECONDS = 0.5  # seconds of one reception, after which `stop` is checked
UNSAFE = "%/:=&?~#+!$,;'@()*[]|"  # signs of an address that are kept as they are
DEFAULT_PORTS = {"http": 80, "https": 443}
FAULTS = (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError)
logging.getLogger("urllib3").setLevel(logging.ERROR)  # warnings about odd headers do not concern the user
BACKOFF = 1.0  # seconds before the second try; twice as many before each further one


class Fetcher:
    """Fetches addresses, each host at its pace; may be used by several threads. `stop` ends whatever is under way."""

    def __init__(
        self, policy: Policy | None = None, *, stop: threading.Event | None = None, look_up: Resolve = resolve
    ) -> None:
        self.policy = policy or Policy()
        self.stop = stop or threading.Event()
        self._look_up = look_up
        self._pacing = Pacing(self.policy.delay, self.stop)
        self._robots = Robots(self._robots_of, self.policy.agent)

    def fetch(self, url: str, conditions: Mapping[str, str] | None = None) -> Fetched:
        """Return what stands at an address; raises `FetchError`. `conditions` are headers such as If-None-Match.

        Faults that pass (no connection, status 429 or 503 ...) are tried again after a pause, or after what the server
        asks for, if that is not too long.
        """
        for number in range(1, self.policy.tries + 1):
            try:
                return self._follow(url, conditions or {}, self.policy.redirects)
            except FetchError as error:
                pause = max(BACKOFF * 2 ** (number - 1) * random.uniform(0.8, 1.2), error.after or 0.0)  # noqa: S311
                if error.lasting or number == self.policy.tries or pause > self.policy.patience:
                    raise
                self.stop.wait(pause)
                self._check_stop()
        raise AssertionError("the last try returns or raises")

    def _check_stop(self) -> None:
        if self.stop.is_set():
            raise FetchError("stopped", "it was stopped")

    def _follow(self, url: str, conditions: Mapping[str, str], most: int, *, asks: bool = True) -> Fetched:
        """Return the answer at the end of all redirects."""
        asked = url
        seen: list[str] = []
        is_permanent = True
        while True:
            parts = address(url)
            url = urlunsplit(parts)
            if url in seen:
                raise FetchError("redirects", f"it redirects in a circle, to {url} again", lasting=True)
            seen.append(url)
            if asks:
                self._ask_robots(url, parts)
            self._pacing.wait(parts.netloc)
            self._check_stop()
            answer = self._once(url, parts, conditions)
            where = answer.header("location")
            if answer.status not in REDIRECTS or where is None:
                moved = is_permanent and len(seen) > 1
                return _judged(answer, asked, moved=moved, is_robots=not asks)
            if len(seen) > most:
                raise FetchError("redirects", f"it redirects more than {most} times", lasting=True)
            is_permanent = is_permanent and answer.status in PERMANENT
            url = _joined(url, where)

    def _ask_robots(self, url: str, parts: SplitResult) -> None:
        rules = self._robots.rules(f"{parts.scheme}://{parts.netloc}")
        if not rules.may(url):
            raise FetchError("robots", f"robots.txt of {parts.netloc} forbids it", lasting=True)
        if rules.delay:
            self._pacing.slow_down(parts.netloc, rules.delay)

    def _robots_of(self, origin: str) -> Fetched:
        return self._follow(f"{origin}/robots.txt", {}, most=5, asks=False)

    def _once(self, url: str, parts: SplitResult, conditions: Mapping[str, str]) -> Fetched:
        """Return one answer, redirect or not; raises `FetchError`."""
        deadline = time.monotonic() + self.policy.seconds
        connection = _connection(parts, self.policy, self._look_up)
        line: _Line | None = None
        try:
            connection.connect()
            line = _Line(cast("socket.socket", connection.sock), deadline, self.policy, self.stop)
            connection.sock = cast("Any", line)
            target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            headers = {"User-Agent": self.policy.agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"}
            connection.request(
                "GET", target, headers={**headers, **conditions}, preload_content=False, decode_content=False
            )
            response = connection.getresponse()
            raw = b"" if response.status in REDIRECTS else _body(response, self.policy)
            return _fetched(url, response, raw, self.policy)
        except FetchError:
            raise
        except FAULTS as error:
            raise _fault(error) from None
        finally:
            connection.close()
            if line is not None:
                line.end()


def _body(response: Any, policy: Policy) -> bytes:
    """Return what was sent; raises `FetchError` at once if the length that is stated is too large.

    It is read in slices: http.client makes room for as many bytes as a length or the mark of a chunk states, at once.
    """
    stated = response.length_remaining
    if stated is not None and stated > policy.page_bytes:
        raise _too_large(policy)
    parts = []
    while part := response.read(SLICE_BYTES, decode_content=False):
        parts.append(part)
    return b"".join(parts)


def _connection(parts: SplitResult, policy: Policy, look_up: Resolve) -> HTTPConnection:
    kind = _Tls if parts.scheme == "https" else _Plain
    host = parts.hostname or ""
    connection = kind(host, parts.port or DEFAULT_PORTS[parts.scheme], timeout=policy.idle_seconds)
    connection.rules = (policy, look_up)
    return connection


class _Plain(HTTPConnection):
    """A connection whose address is checked when it is made."""

    rules: tuple[Policy, Resolve]

    def _new_conn(self) -> socket.socket:
        policy, look_up = self.rules
        return connected(self.host, self.port or 80, policy.idle_seconds, policy.private, look_up)


class _Tls(HTTPSConnection):
    """The same with TLS; the certificate must be that of the host."""

    rules: tuple[Policy, Resolve]

    def _new_conn(self) -> socket.socket:
        policy, look_up = self.rules
        return connected(self.host, self.port or 443, policy.idle_seconds, policy.private, look_up)


class _Line:
    """A socket with a limit on the bytes received and on the time."""

    def __init__(self, sock: socket.socket, deadline: float, policy: Policy, stop: threading.Event) -> None:
        self._sock, self._deadline, self._policy, self._stop = sock, deadline, policy, stop
        self._left = policy.page_bytes + HEAD_BYTES

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        """Return the stream that the answer is read from."""
        return io.BufferedReader(cast("io.RawIOBase", _Received(self)), 64 * 1024)

    def receive(self, buffer: memoryview) -> int:
        """Receive some bytes; raises `FetchError` at the bounds."""
        idle = time.monotonic() + self._policy.idle_seconds
        while True:
            now = time.monotonic()
            if self._stop.is_set():
                raise FetchError("stopped", "it was stopped")
            if now >= self._deadline:
                raise FetchError("slow", f"it took longer than {self._policy.seconds:.0f} s")
            if now >= idle:
                raise FetchError("slow", f"the server said nothing for {self._policy.idle_seconds:.0f} s")
            self._sock.settimeout(max(0.01, min(SLICE_SECONDS, self._deadline - now, idle - now)))
            try:
                size = self._sock.recv_into(buffer)
            except TimeoutError:
                continue
            self._left -= size
            if self._left < 0:
                raise _too_large(self._policy)
            return size

    def settimeout(self, _seconds: float | None) -> None:
        """Do nothing: `receive` keeps the times."""

    def close(self) -> None:
        """Do nothing: an answer without a length is read after the library has closed the connection."""

    def end(self) -> None:
        """Close the socket."""
        self._sock.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class _Received(io.RawIOBase):
    def __init__(self, line: _Line) -> None:
        self._line = line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return self._line.receive(buffer)


def _too_large(policy: Policy) -> FetchError:
    return FetchError("too-large", f"it has more than {policy.page_bytes / 1024**2:.3g} MiB", lasting=True)


def _fault(error: Exception) -> FetchError:
    """Return what an error of a library means."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, FetchError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return FetchError("network", f"the answer cannot be read ({type(error).__name__}: {str(error)[:200]})")


def _fetched(url: str, response: Any, raw: bytes, policy: Policy) -> Fetched:
    headers = tuple((str(name), str(value)) for name, value in response.headers.items())
    by_name: dict[str, str] = {}
    for name, value in headers:
        by_name.setdefault(name.lower(), value)
    try:
        content = (
            decoded(raw, by_name.get("content-encoding"), policy.page_bytes)
            if response.status == 200
            else b""
        )
    except CodingError as error:
        if error.code == "too-large":
            raise _too_large(policy) from None
        raise FetchError("damaged" if error.code == "damaged" else "format", str(error)) from None
    return Fetched(
        url=url,
        asked=url,
        status=response.status,
        reason=str(response.reason or ""),
        headers=headers,
        headers_by_name=by_name,
        raw=raw,
        content=content,
        at=datetime.now(tz=UTC),
    )


def _judged(answer: Fetched, asked: str, *, moved: bool, is_robots: bool) -> Fetched:
    """Return a whole answer; raises `FetchError` for a status that is no page."""
    answer = replace(answer, asked=asked, moved=moved)
    is_whole = answer.status in (200, 304) or (is_robots and 400 <= answer.status < 500)
    if is_whole:
        return answer
    told = f"the server answers {answer.status} {answer.reason[:60]}".rstrip()
    if answer.status in PASSING:
        raise FetchError("status", told, after=seconds_asked(answer.header("retry-after"), answer.at))
    raise FetchError(
        "status", told, lasting=answer.status not in (401, 403)
    )  # often temporary, from servers that block crawlers


def seconds_asked(stated: str | None, now: datetime) -> float | None:
    """Return how long a server asks to wait (Retry-After): seconds, or a date.

    >>> (
    ...     seconds_asked("120", datetime(2026, 2, 3, tzinfo=UTC)),
    ...     seconds_asked("soon", datetime(2026, 2, 3, tzinfo=UTC)),
    ... )
    (120.0, None)
    """
    if stated is None:
        return None
    if stated.strip().isdecimal():
        return float(stated.strip()[:9])
    try:
        until = parsedate_to_datetime(stated)
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError, IndexError):
        return None


def _joined(url: str, where: str) -> str:
    try:
        return urljoin(url, where.encode("latin-1", "replace").decode("utf-8", "replace").strip())
    except ValueError:
        raise FetchError(
            "address", f"it redirects to {where[:200]!r}, which is no address", lasting=True
        ) from None


def address(url: str) -> SplitResult:
    """Return the parts of an address, without its fragment, as they are sent; raises `FetchError` if it is none of the web.

    >>> urlunsplit(address("HTTP://Example.org:80/á b?q=1#x"))
    'http://example.org/%C3%A1%20b?q=1'
    """
    try:
        parts = urlsplit(url.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
        if scheme not in DEFAULT_PORTS:
            raise FetchError("address", f"{url[:200]} is no address of the web (http, https)", lasting=True)
        if not host or parts.username is not None or parts.password is not None:
            raise FetchError("address", f"{url[:200]} names no host, or a user", lasting=True)
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except ValueError as error:  # of which UnicodeError is one
        raise FetchError("address", f"{url[:200]} is no address ({error})", lasting=True) from None
    host = f"[{host}]" if ":" in host else host
    where = host if port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    path, query = (quote(part, safe=UNSAFE, errors="replace") for part in (parts.path or "/", parts.query))
    return SplitResult(scheme, where, path, query, "")
