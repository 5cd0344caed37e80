"""Sites of real stores on real sockets of the loopback, for the tests of the site."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn

from onrecord.views.web.site import make_site

STORY = "/story/strike"
SCREENS = {
    "today": "/today?since=2024-01-01",
    "stories": "/stories",
    "story": STORY,
    "said": "/said",
    "nothing": "/said?speaker=Dina+Boluarte&cue=promise",
    "ahead": "/ahead?as_of=2024-05-14",
    "month": "/ahead?view=month&month=2024-05",
    "week": "/ahead?view=week&month=2024-05-22",
    "events": "/events?counting=happenings",
    "dossier": "/dossier?actor=Dina+Boluarte",
    "actors": "/dossier",
    "map": "/map",
    "part of the world": "/map?area=south-america&quad=material_conflict",
    "country": "/map?area=ECU",
    "empty part": "/map?area=oceania",
    "desk": "/desk",
    "desk of statements": "/desk?layer=attributions&at=2",
    "end of the desk": "/desk?at=200",
    "empty desk": "/desk?outlet=Nobody",
    "corrections": "/corrections",
    "facts on words": "/correct/strike?at=0-400",
    "no facts on words": "/correct/strike?at=0-1",
    "dyad": "/dyad?dyad=Peru&dyad=Ecuador",
    "search": "/search?words=peru",
    "report": "/report/strike?at=323-360",
    "wrong": "/said?cue=bogus",
    "missing": "/nowhere",
}
"""Each screen of the store of tests/questions/strike.py, also empty, wrong and missing ones."""


OF_STORE = (
    "report",
    "actors",
    "desk",
    "desk of statements",
    "end of the desk",
    "empty desk",
    "corrections",
    "facts on words",
    "no facts on words",
)
"""Those that are made of the store itself: of no answer to a question."""


def screens_of_facts(site: Served) -> dict[str, str]:
    """Return the screens whose address has an id: of one fact, and of an actor that is joined with another or parted."""
    event = next(link for link in Parsed(site.get("/events").text).links if link.startswith("/correct/"))
    statement = next(link for link in Parsed(site.get("/said").text).links if link.startswith("/correct/"))
    dossier = Parsed(site.get("/dossier?actor=Alfredo+Suquilanda").text).links
    join = next(link for link in dossier if link.startswith("/join?one="))
    part = next(link for link in dossier if link.startswith("/part?whole="))
    boxes = [box for box in Parsed(site.get(part).text).all("input") if box.get("type") == "checkbox"]
    return {
        "event": event,
        "statement": statement,
        "one and another": join,
        "two that may be one": f"{join}&other=Daniel+Noboa",
        "nobody to join": f"{join}&other=Nobody",
        "one that may be two": part,
        "two that were one": f"{part}&some={boxes[0]['value']}",
    }


@dataclass(frozen=True)
class Got:
    """The answer of a site."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Served:
    """A site that answers."""

    host: str
    port: int

    @property
    def address(self) -> str:
        """Its address, without a path."""
        return f"http://{self.host}:{self.port}"

    def get(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Got:
        """Ask for a path; names of headers are written with `_`."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.request(method, path, body, {n.replace("_", "-"): v for n, v in headers.items()})
            answer = connection.getresponse()
            text = answer.read().decode("utf-8")
            return Got(answer.status, {n.lower(): v for n, v in answer.getheaders()}, text)
        finally:
            connection.close()


@contextmanager
def served(path: Path, **options: Any) -> Iterator[Served]:
    """Serve a store on a free port until the block ends."""
    config = uvicorn.Config(make_site(path, **options), port=0, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield Served("127.0.0.1", server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(timeout=20)


@dataclass
class Parsed(HTMLParser):
    """A page, parsed roughly as a browser does it."""

    page: str
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of all elements of a kind."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def links(self) -> list[str]:
        """The addresses that the page leads to or loads."""
        names = ("href", "src", "action")
        return [attributes[name] for _, attributes in self.tags for name in names if name in attributes]

    @property
    def words(self) -> str:
        """All texts of the page, on one line."""
        return " ".join(" ".join(self.texts).split())


def path_of(link: str) -> str:
    """Return the path and query of a link, without its fragment."""
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")
