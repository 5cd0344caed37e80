"""The list of feeds (feeds.toml): which feeds, how often, and how they are fetched. An error names the file, line and value."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal, get_args

from onrecord.collect.types import AGENT, FetchError, Policy
from onrecord.errors import TableError

UNITS = {"s": 1, "min": 60, "m": 60, "h": 3_600, "d": 86_400}
LENGTH = re.compile(r"(\d{1,6})\s*(s|min|m|h|d)$")
MIN_EVERY = 60.0  # seconds: the shortest interval between two requests for a feed
Text = Literal["page", "feed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSource:
    """One feed or sitemap that is read steadily."""

    url: str
    """Where it is."""
    name: str
    """The name that messages use; its address if it has no other name."""
    every: float = 1_800.0
    """Seconds between two requests for it."""
    text: Text = "page"
    """Where the reports are: at the pages that it links to, or in the feed itself."""
    most: int = 200
    """The most new pages that are fetched after one request; the others are fetched after the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """All feeds, and how pages are fetched."""

    feeds: tuple[FeedSource, ...]
    """The feeds, in the order of the file."""
    policy: Policy = field(default_factory=Policy)
    """How their pages are fetched."""


WATCH_KEYS = ("every", "agent", "contact", "delay", "timeout", "page_mb", "private", "most")
FEED_KEYS = ("url", "name", "every", "text", "most")


def load_feeds(path: str | Path) -> FeedList:
    """Return the list in a file; raises `TableError` that says what was found where, and what is allowed."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise TableError(
            f"{path} cannot be read ({error.strerror}); a list of feeds (TOML) was expected."
        ) from None
    try:
        value = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TableError(f"{path} is no TOML ({error}).", file=str(path)) from None
    return _Reader(str(path)).read(value)


class _Reader:
    def __init__(self, path: str) -> None:
        self._path = path

    def read(self, value: Mapping[str, Any]) -> FeedList:
        self._known(value, ("watch", "feed"), "the file")
        watch = self._table(value.get("watch", {}), "watch")
        self._known(watch, WATCH_KEYS, "[watch]")
        entries = value.get("feed", [])
        if not isinstance(entries, list) or not entries:
            self._fail(
                "feed", entries, 'has no [[feed]]; write one a feed: [[feed]] and, below, url = "https://..."'
            )
        every = self._seconds(watch.get("every", "30min"), "[watch] every")
        most = self._number(watch.get("most", 200), "[watch] most", 1)
        feeds = tuple(self._feed(entry, n, every, int(most)) for n, entry in enumerate(entries, 1))
        urls = [feed.url for feed in feeds]
        twice = next((url for url in urls if urls.count(url) > 1), None)
        if twice is not None:
            self._fail("url", twice, f"has {twice} twice; keep one of them")
        return FeedList(feeds=feeds, policy=self._policy(watch))

    def _feed(self, entry: Any, number: int, every: float, most: int) -> FeedSource:
        where = f"[[feed]] {number}"
        entry = self._table(entry, where)
        self._known(entry, FEED_KEYS, where)
        url, text = entry.get("url"), entry.get("text", "page")
        if not isinstance(url, str):
            self._fail("url", url, f"has no url in {where}")
        from onrecord.collect.fetch import address

        try:
            address(url)
        except FetchError as error:
            self._fail("url", url, f"{where}: {error}")
        if text not in get_args(Text):
            self._fail("text", text, f"{where}: text is {text!r}; 'page' or 'feed' was expected")
        return FeedSource(
            url=url,
            name=str(entry.get("name") or url),
            every=self._seconds(entry["every"], f"{where} every") if "every" in entry else every,
            text=text,
            most=int(self._number(entry.get("most", most), f"{where} most", 1)),
        )

    def _policy(self, watch: Mapping[str, Any]) -> Policy:
        agent, contact = str(watch.get("agent", AGENT)), watch.get("contact")
        policy = Policy(agent=f"{agent} (+{contact})" if contact else agent)
        if not policy.agent.isprintable() or not policy.agent.isascii():
            self._fail("agent", policy.agent, "[watch] agent and contact: letters of ASCII were expected")
        if "delay" in watch:
            policy = replace(policy, delay=self._number(watch["delay"], "[watch] delay", 0))
        if "timeout" in watch:
            policy = replace(policy, seconds=self._seconds(watch["timeout"], "[watch] timeout", 1))
        if "page_mb" in watch:
            policy = replace(
                policy, page_bytes=int(self._number(watch["page_mb"], "[watch] page_mb", 0.1) * 1024**2)
            )
        networks = watch.get("private", [])
        try:
            return replace(policy, private=tuple(ip_network(text) for text in networks))
        except (ValueError, TypeError):
            self._fail(
                "private",
                networks,
                f'[watch] private is {networks!r}; networks such as ["10.0.0.0/8"] were expected',
            )
            raise AssertionError from None

    def _table(self, value: Any, where: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self._fail(where, value, f"{where} is {value!r}; a table was expected")
        return value  # type: ignore[no-any-return]

    def _known(self, value: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
        other = next((key for key in value if key not in known), None)
        if other is not None:
            self._fail(other, other, f"has '{other}' in {where}; known are {', '.join(known)}", known)

    def _seconds(self, value: Any, where: str, least: float = MIN_EVERY) -> float:
        found = LENGTH.match(value.strip()) if isinstance(value, str) else None
        if found is None or int(found[1]) * UNITS[found[2]] < least:
            self._fail(
                where,
                value,
                f'{where} is {value!r}; a length of time such as "30min" or "2h" was expected, {least:.0f}s at least',
            )
            raise AssertionError
        return float(int(found[1]) * UNITS[found[2]])

    def _number(self, value: Any, where: str, least: float) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or value < least:
            self._fail(where, value, f"{where} is {value!r}; a number from {least:g} on was expected")
        return float(value)

    def _fail(self, column: str, value: object, message: str, allowed: tuple[str, ...] = ()) -> None:
        raise TableError(
            f"{self._path} {message}.", file=self._path, column=column, value=str(value), allowed=allowed
        )
