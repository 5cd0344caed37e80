"""Parts of addresses as pages state them: many are none, and such a one has no parts.

`urllib.parse` raises `ValueError` for some texts ("http://[", "http://a]b/"), which stand in links, feeds and archives.
"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

WEB = ("http://", "https://")  # how addresses of the web begin


def safe_link(url: str | None) -> str | None:
    """Return an address if a page may link to it: one of the web, and not one of a script.

    >>> (
    ...     safe_link("HTTPS://a.example/1"),
    ...     safe_link("javascript:alert(1)"),
    ...     safe_link("httpx:1"),
    ...     safe_link(None),
    ... )
    ('HTTPS://a.example/1', None, None, None)
    """
    return url if url and url.lower().startswith(WEB) else None


def host_of(url: str | None) -> str:
    """Return the host of an address in small letters; nothing if there is none.

    >>> host_of("https://News.example.org:80/a"), host_of("http://["), host_of(None)
    ('news.example.org', '', '')
    """
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


def path_of(url: str | None) -> str:
    """Return the path of an address; nothing if there is none.

    >>> path_of("https://example.org/world/a?b"), path_of("http://[")
    ('/world/a', '')
    """
    try:
        return urlsplit(url or "").path
    except ValueError:
        return ""


def joined(base: str | None, url: str) -> str | None:
    """Return an address made whole with that of its page; None if it is none.

    >>> joined("https://example.org/a/b", " ../c "), joined("https://example.org/", "http://[")
    ('https://example.org/c', None)
    """
    try:
        return urljoin(base or "", url.strip())
    except ValueError:
        return None
