"""Run the site of a store on a socket of this machine."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import uvicorn

from onrecord.errors import OnRecordError
from onrecord.questions import open_questions
from onrecord.views.web.overlay import Overlay
from onrecord.views.web.site import make_site

TOKEN_BYTES = 24
MOST_AT_ONCE = 200  # the most connections; further ones get status 503
ANY = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


def is_loopback(host: str) -> bool:
    """Return whether a host can only be reached from this machine.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def address_of(host: str, port: int, token: str | None) -> str:
    """Return the address at which the site opens.

    >>> address_of("::1", 8000, None), address_of("0.0.0.0", 8000, "secret")
    ('http://[::1]:8000/', 'http://localhost:8000/?token=secret')
    """
    name = "localhost" if host in ANY else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/" + (f"?{urlencode({'token': token})}" if token else "")


def serve(
    path: Path, *, host: str, port: int, token: str | None, author: str | None = None, opened: Callable[[str], None]
) -> None:  # fmt: skip
    """Serve the site of a store until it is interrupted; `opened` is told its address once it answers.

    With an `author` people correct in it, under that name. Any other host than the loopback is served behind a token alone; without one it is made up. Raises `OnRecordError` if
    the store or the port cannot be opened.
    """
    open_questions(path).close()  # reports faults of the store, and brings corrections up to date
    if token is None and not is_loopback(host):
        token = secrets.token_urlsafe(TOKEN_BYTES)
    listening = _listen(host, port)
    config = uvicorn.Config(
        make_site(path, token=token, overlay=Overlay(path, author) if author else None),
        log_level="warning",
        limit_concurrency=MOST_AT_ONCE,
        server_header=False,
        proxy_headers=False,
    )
    opened(address_of(host, listening.getsockname()[1], token))
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise OnRecordError(
            f"{host} port {port} cannot be opened ({told}); choose another with --port, or 0 for any that is free."
        ) from None
    return listening
