"""What robots.txt asks of visitors (RFC 9309), parsed by protego and remembered for a day."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.collect.types import Fetched, FetchError

MOST_BYTES = 512 * 1024  # that are read of a robots.txt, as RFC 9309 asks
SECONDS_KEPT = 24 * 3600.0
SECONDS_FAILED = 600.0  # that a host is let alone whose robots.txt cannot be had


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host allows us, and the pause that it asks for."""

    parsed: Any
    agent: str

    def may(self, url: str) -> bool:
        """Return whether an address may be fetched."""
        return self.parsed is None or bool(self.parsed.can_fetch(url, self.agent))

    @property
    def delay(self) -> float | None:
        """The seconds between two requests that the host asks for, or None."""
        stated = None if self.parsed is None else self.parsed.crawl_delay(self.agent)
        return None if stated is None else float(stated)


class Robots:
    """The rules of each host. If they cannot be had for a fault of the server, the host is not visited for a while."""

    def __init__(self, fetch: Callable[[str], Fetched], agent: str) -> None:
        self._fetch, self._agent = fetch, agent.partition("/")[0]
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._kept: dict[str, tuple[float, Rules | FetchError]] = {}  # until when

    def rules(self, origin: str) -> Rules:
        """Return the rules of a host; raises `FetchError` if its robots.txt cannot be had."""
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            until, found = self._kept.get(origin, (0.0, None))
            if found is None or time.monotonic() >= until:
                found = self._asked(origin)
                seconds = SECONDS_FAILED if isinstance(found, FetchError) else SECONDS_KEPT
                self._kept[origin] = (time.monotonic() + seconds, found)
        if isinstance(found, FetchError):
            raise found
        return found

    def _asked(self, origin: str) -> Rules | FetchError:
        from protego import Protego

        try:
            answer = self._fetch(origin)
        except FetchError as error:
            if error.code in ("address", "stopped"):
                raise
            if error.lasting and error.code in ("redirects", "status"):
                return Rules(None, self._agent)  # there is none
            return FetchError("robots", f"robots.txt of {origin} cannot be had: {error}", after=error.after)
        if answer.status != 200:
            return Rules(None, self._agent)
        return Rules(Protego.parse(answer.content[:MOST_BYTES].decode("utf-8", "replace")), self._agent)
