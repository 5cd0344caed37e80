"""Servers on this machine's own address: of feeds and pages, slow ones and hostile ones. They count what they are asked."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

from onrecord.collect.types import Policy

HOME = (ip_network("127.0.0.1/32"),)
QUICK = Policy(delay=0.0, private=HOME, seconds=5.0, idle_seconds=2.0, tries=1, patience=5.0)
HTML = "text/html; charset=utf-8"


@dataclass
class Answer:
    """What is answered: the body is sent as it is."""

    body: bytes = b""
    status: int = 200
    headers: Sequence[tuple[str, str]] = (("Content-Type", HTML),)


Route = Answer | Callable[["Handler"], Answer | None]


@dataclass
class Site:
    """A server: what it answers at which path, and what it was asked."""

    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def at(self, path: str) -> str:
        return self.url + path

    @property
    def counts(self) -> Counter[str]:
        return Counter(self.asked)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        self.site.times.append(time.monotonic())
        self.site.heads.append({name.lower(): value for name, value in self.headers.items()})
        route = self.site.routes.get(self.path, Answer(b"not here", 404))
        answer = route if isinstance(route, Answer) else route(self)
        self.close_connection = True
        if answer is None:
            return
        with suppress(OSError):
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def site(routes: dict[str, Route] | None = None) -> Iterator[Site]:
    """Serve while the block lasts."""
    served = Site(dict(routes or {}))
    handler = type("SiteHandler", (Handler,), {"site": served})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    served.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@contextmanager
def raw(send: Callable[[socket.socket], None]) -> Iterator[str]:
    """Serve whatever `send` does with each connection, robots.txt apart, which is not there; yields the address."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            request = connection.recv(65536)
            if request.startswith(b"GET /robots.txt"):
                connection.sendall(
                    b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )
            else:
                send(connection)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/page"
    finally:
        listener.close()


def drip(parts: Iterator[bytes], pause: float) -> Callable[[socket.socket], None]:
    """Return what sends parts with a pause between two, until nobody listens."""

    def send(connection: socket.socket) -> None:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)

    return send


def forever(first: bytes, then: bytes) -> Iterator[bytes]:
    yield first
    while True:
        yield then
