"""One request to a host at a time, and a pause between two."""

from __future__ import annotations

import threading
import time
from collections import defaultdict

MAX_DELAY = 60.0  # seconds: of a longer Crawl-delay this much is kept


class Pacing:
    """When each host may be asked next; hosts do not wait for each other."""

    def __init__(self, delay: float, stop: threading.Event) -> None:
        self._delay, self._stop = delay, stop
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._longer: dict[str, float] = defaultdict(float)

    def slow_down(self, host: str, delay: float) -> None:
        """Keep a longer pause for this host from now on, as its robots.txt asks."""
        self._longer[host] = min(delay, MAX_DELAY)

    def wait(self, host: str) -> None:
        """Wait for the turn of a request to this host, or until everything is stopped."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + max(self._delay, self._longer[host])
        self._stop.wait(max(0.0, turn - now))
