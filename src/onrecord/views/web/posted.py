"""Forms that write: who may send them, and what is in them.

A form is taken only by POST, from a page of this very site (`Origin`, or where a browser leaves it out `Sec-Fetch-Site`), with
the word that the site gave to its own pages. Another site can neither read that word nor name this one as its origin.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request

FORM = "application/x-www-form-urlencoded"
MOST_BYTES = 64 * 1024  # of a form
MOST_FIELDS = 500
WORD = "word"  # the field that holds the word of the site
WORD_BYTES = 32


@dataclass(frozen=True)
class Form:
    """What was sent."""

    pairs: Sequence[tuple[str, str]]

    def one(self, name: str) -> str:
        """Return the value of a field, the last if there are several, "" if there is none."""
        return next((value for key, value in reversed(self.pairs) if key == name), "")

    def all(self, name: str) -> list[str]:
        """Return all values of a field that are not empty."""
        return [value for key, value in self.pairs if key == name and value.strip()]

    @property
    def fields(self) -> Mapping[str, str]:
        """The fields by name."""
        return dict(self.pairs)


def new_word() -> str:
    """Return a random token for one run of the site."""
    return secrets.token_urlsafe(WORD_BYTES)


def is_from_here(headers: Headers) -> bool:
    """Return whether a page of this site sent a request, as its browser says."""
    origin, host = headers.get("origin"), headers.get("host", "")
    if origin is not None:
        return bool(host) and urlsplit(origin).netloc.lower() == host.lower()
    return headers.get("sec-fetch-site") == "same-origin"


async def form_of(request: Request, word: str) -> Form:
    """Return the form of a request; raises `HTTPException` if it is none, too large, or without the word of the site."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"A correction is sent as {FORM}.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This form is too large.")
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "This form cannot be read.") from None
    form = Form(pairs)
    if not hmac.compare_digest(form.one(WORD).encode(), word.encode()):
        raise HTTPException(
            HTTPStatus.FORBIDDEN,
            "This form is not of this run of the site; nothing was written. Go back, load the page again, and send it once more.",
        )
    return form


def safe_back(back: str | None, otherwise: str) -> str:
    """Return a path of this site to go back to, else another one.

    >>> (
    ...     safe_back("/said?cue=deny", "/"),
    ...     safe_back("//evil.example", "/"),
    ...     safe_back("https://evil.example/", "/"),
    ... )
    ('/said?cue=deny', '/', '/')
    """
    path = back or ""
    is_path = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if is_path else otherwise
