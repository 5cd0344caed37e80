"""What is asked of the network and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network
from typing import Literal

from onrecord import __version__
from onrecord.errors import InputError

AGENT = f"onrecord/{__version__}"
Code = Literal[
    "address", "robots", "status", "network", "slow", "redirects", "too-large", "damaged", "format", "stopped"
]


class FetchError(InputError):
    """An address that could not be fetched: `code` and why, whether trying again is of no use, and when to try again."""

    def __init__(
        self, code: Code, message: str, *, lasting: bool = False, after: float | None = None
    ) -> None:
        super().__init__(message)
        self.code: Code = code
        self.lasting = lasting
        self.after = after  # seconds that the server asked us to wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How pages are fetched. Times are seconds, sizes bytes."""

    agent: str = AGENT
    """The name that servers are told; robots.txt is asked for the word before its first slash."""
    delay: float = 2.0
    """Between two requests to one host; its Crawl-delay counts if it is longer."""
    private: tuple[IPv4Network | IPv6Network, ...] = ()
    """Networks that are not public and may be connected to all the same."""
    page_bytes: int = 20 * 1024 * 1024
    """Of a page, packed and unpacked; the largest of news have some 3 MB."""
    seconds: float = 60.0
    """For one request, from looking up the name to the last byte."""
    idle_seconds: float = 15.0
    """For connecting, and between two bytes."""
    redirects: int = 10
    """How many redirects are followed for one request."""
    tries: int = 3
    """Of one address, for faults that pass."""
    patience: float = 60.0
    """The longest wait between two tries; who is asked to wait longer gives up for now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server answered: a page, or that nothing has changed."""

    url: str
    """Where it was at last, after redirects."""
    asked: str
    """The address that was asked for."""
    status: int
    """The HTTP status."""
    reason: str
    """Its words in the answer."""
    headers: tuple[tuple[str, str], ...]
    """Names and values, in the order of the answer."""
    raw: bytes
    """The body as it was sent, without chunks."""
    content: bytes
    """The body, unpacked."""
    at: datetime
    """When the answer was complete, UTC."""
    moved: bool = False
    """Whether all redirects on the way were permanent ones, and there was one."""
    headers_by_name: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The last value of each header, by its name in small letters."""

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that the page is as it was."""
        return self.status == 304

    def header(self, name: str) -> str | None:
        """Return a header by its name in small letters."""
        return self.headers_by_name.get(name)
