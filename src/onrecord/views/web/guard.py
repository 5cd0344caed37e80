"""The checks before every answer of the site: who may ask, how, and what a browser may do with the page.

The site takes GET and HEAD alone, unless it was started for corrections: then also POST, from its own pages (posted.py), at the
addresses of its forms. On the loopback it answers only to loopback names: a page of another
site cannot reach it under a name of its own (DNS rebinding). Elsewhere it answers only to those who know the token: as a
cookie, as `Authorization: Bearer`, or once as `?token=` in an address, which then becomes the cookie.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.views.web.posted import is_from_here

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
COOKIE = "onrecord"
COOKIE_DAYS = 30
READING = ("GET", "HEAD")
WITHOUT_COOKIE = (
    ".atom",
    ".ics",
)  # readers of feeds and calendars keep no cookies: their address has the token

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # without one, browsers do not say that a form is of this site
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses requests that are not allowed, and adds `HEADERS` to every answer."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        token: str | None = None,
        hosts: Iterable[str] = LOOPBACK,
        forms: Iterable[str] = (),
    ) -> None:
        self._app, self._token, self._hosts = app, token, frozenset(hosts)
        self._forms = frozenset(forms)  # paths that take POST

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = self._refused(scope) or self._app
        await answer(scope, receive, _with_headers(send))

    def _refused(self, scope: Scope) -> Response | None:
        """Return the answer to a request that goes no further, or None."""
        headers = Headers(scope=scope)
        is_form = scope["method"] == "POST" and scope["path"] in self._forms
        if scope["method"] not in READING and not is_form:
            return PlainTextResponse(
                "This address only shows; it takes GET.\n",
                HTTPStatus.METHOD_NOT_ALLOWED,
                {"Allow": ", ".join(READING)},
            )
        refused = self._outside(scope, headers)
        if refused is None and is_form and not is_from_here(headers):
            return PlainTextResponse(
                "Corrections are taken from the pages of this site alone.\n", HTTPStatus.FORBIDDEN
            )
        return refused

    def _outside(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to a client that may not see the site, or None if it may."""
        if self._token is None:
            host = headers.get("host", "")
            if _name_of(host) in self._hosts:
                return None
            return PlainTextResponse(
                "This site answers on this machine alone, as localhost.\n", HTTPStatus.FORBIDDEN
            )
        return self._let_in(scope, headers, self._token)

    def _let_in(self, scope: Scope, headers: Headers, token: str) -> Response | None:
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        asked = next((value for name, value in query if name == "token"), None)
        rest = [(name, value) for name, value in query if name != "token"]
        if asked is not None and _is_same(asked, token):
            scope["query_string"] = urlencode(rest).encode("latin-1")
            if scope["path"].endswith(WITHOUT_COOKIE):
                return None
            return _remembered(scope["path"], scope["query_string"].decode("latin-1"), token)
        if _is_same(_cookie(headers), token) or _is_same(_bearer(headers), token):
            return None
        return PlainTextResponse(
            "This site asks for its token: open it with the address that 'onrecord serve' printed.\n",
            HTTPStatus.UNAUTHORIZED,
            {"WWW-Authenticate": "Bearer"},
        )


def _remembered(path: str, query: str, token: str) -> Response:
    """Return the way to the same screen without the token in its address, where histories would keep it."""
    plain = "/" + path.lstrip("/")  # two slashes would lead to another host
    response = RedirectResponse(f"{plain}?{query}" if query else plain, HTTPStatus.SEE_OTHER)
    response.set_cookie(COOKIE, token, max_age=COOKIE_DAYS * 86_400, httponly=True, samesite="lax")
    return response


def _is_same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode("utf-8", "replace"))


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _bearer(headers: Headers) -> str:
    kind, _, value = headers.get("authorization", "").partition(" ")
    return value if kind.lower() == "bearer" else ""


def _name_of(host: str) -> str:
    """Return the name of a Host header without its port.

    >>> _name_of("localhost:8000"), _name_of("[::1]:8000"), _name_of("::1")
    ('localhost', '[::1]', '::1')
    """
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.rpartition(":")[0].lower() if host.count(":") == 1 else host.lower()


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "private, no-cache")
        await send(message)

    return sending
