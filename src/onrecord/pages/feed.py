"""Pages from a saved feed (RSS, Atom, JSON Feed): one an entry, from the text that the feed itself has of it.

What stands at the addresses that a feed links to is fetched by `onrecord.collect`. Entries are parsed by feedparser, JSON
Feed (jsonfeed.org, version 1.1) here.
"""

from __future__ import annotations

import calendar
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any
from urllib.parse import urljoin

from onrecord.lexicon.columns import Columns
from onrecord.pages.kind import Kind
from onrecord.pages.needs import missing
from onrecord.pages.record import text_of
from onrecord.pages.source import BYTE_ORDER_MARK, SNIFF_BYTES, UTF16_MARKS, read_content
from onrecord.types import Note, Page

XML_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<\?xml-stylesheet[^>]{0,500}>\s*|<!--.{0,1000}?-->\s*){0,9}"
    rb"<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL | re.IGNORECASE,
)
JSON_FEED = re.compile(rb"\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org")
TAG = re.compile(
    r"<(?:p|br|div|a|b|i|em|strong|span|ul|ol|li|h\d|img|blockquote|article|section|table)\b", re.IGNORECASE
)
MAX_FEED_BYTES = 16 * 1024 * 1024  # the largest feeds of news have two
MAX_ENTRIES = 5_000  # of one feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, as it states it."""

    url: str | None = None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    """ISO 8601, with the zone that the feed gave."""
    updated: str | None = None
    text: str | None = None
    """The fullest text that the feed has of it: HTML or plain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its name, and its entries in the order in which it has them."""

    title: str | None = None
    entries: tuple[Entry, ...] = ()
    problem: str | None = None
    """Why it has no entries, or no more."""


def is_feed(content: bytes) -> bool:
    """Return whether bytes are a feed: by their first element, or by the version that JSON Feed states."""
    head = content[:SNIFF_BYTES]
    if head.startswith(UTF16_MARKS):
        head = head.replace(b"\x00", b"")[2:]
    if XML_FEED.match(head):
        return True
    return head.removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"{") and JSON_FEED.search(head) is not None


def parse_feed(content: bytes, base: str | None = None) -> Feed:
    """Return what a feed holds; addresses are made whole with that of the feed. A fault in it is its `problem`."""
    if len(content) > MAX_FEED_BYTES:
        return Feed(problem=f"it has more than {MAX_FEED_BYTES // 1024**2} MiB")
    if content.removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"{"):
        return _of_json(content, base)
    import feedparser

    try:
        found = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # noqa: BLE001 - of a parser that meets whatever there is
        return Feed(problem=f"it cannot be parsed ({type(error).__name__}: {str(error)[:200]})")
    entries = tuple(_of_xml(entry, base) for entry in found.get("entries", ())[:MAX_ENTRIES])
    problem = None
    if found.get("bozo") and not isinstance(
        found.get("bozo_exception"), feedparser.CharacterEncodingOverride
    ):
        problem = f"it is not well-formed ({str(found.get('bozo_exception'))[:200]})"
    return Feed(title=text_of(found.feed.get("title")), entries=entries, problem=problem)


def _of_xml(entry: Mapping[str, Any], base: str | None) -> Entry:
    stated = dict(entry)  # its own get() gives one date for another, with a warning
    contents = [text for one in entry.get("content", ()) if (text := text_of(one.get("value")))]
    summary = text_of(entry.get("summary"))
    return Entry(
        url=_whole(text_of(entry.get("link")), base),
        id=text_of(entry.get("id")),
        title=text_of(entry.get("title")),
        published=_instant(
            stated.get("published") or stated.get("updated"),
            stated.get("published_parsed") or stated.get("updated_parsed"),
        ),
        updated=_instant(stated.get("updated"), stated.get("updated_parsed")),
        text=max([*contents, *filter(None, [summary])], key=len, default=None),
    )


def _of_json(content: bytes, base: str | None) -> Feed:
    try:
        value = json.loads(content.removeprefix(BYTE_ORDER_MARK))
    except (ValueError, RecursionError) as error:
        return Feed(problem=f"it is not JSON that can be read ({str(error)[:200]})")
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        return Feed(problem="it has no items")
    entries = tuple(
        Entry(
            url=_whole(text_of(item.get("url")) or text_of(item.get("external_url")), base),
            id=text_of(item.get("id")),
            title=text_of(item.get("title")),
            published=text_of(item.get("date_published")),
            updated=text_of(item.get("date_modified")),
            text=text_of(item.get("content_html"))
            or text_of(item.get("content_text"))
            or text_of(item.get("summary")),
        )
        for item in items[:MAX_ENTRIES]
        if isinstance(item, dict)
    )
    return Feed(title=text_of(value.get("title")), entries=entries)


def _whole(url: str | None, base: str | None) -> str | None:
    if url is None:
        return None
    try:
        return urljoin(base or "", url.strip())
    except ValueError:  # an address that is none
        return None


def _instant(stated: object, parsed: Any) -> str | None:
    """Return an instant as ISO 8601: in the zone that the feed gave, since its day is the outlet's day."""
    if not isinstance(stated, str):
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(stated.strip()).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    if not parsed:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), tz=UTC).isoformat()
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def entry_page(entry: Entry, target: str, publisher: str | None = None) -> Page:
    """Return the page of what a feed itself says of an entry."""
    if entry.text is None or not entry.text.strip():
        message = (
            f"{target} has no text of its own in the feed; 'onrecord fetch' gets the page that it links to."
        )
        return Page(target=target, url=entry.url, problem=Note(code="empty", message=message))
    page = Page(
        target=target,
        url=entry.url,
        given_id=entry.id,
        given_title=entry.title,
        given_published=entry.published,
        given_publisher=publisher,
    )

    if not TAG.search(entry.text):
        return replace(page, text=entry.text)
    title = escape(entry.title or "")
    html = f"<!doctype html><html><head><title>{title}</title></head><body><article>{entry.text}</article></body></html>"
    return replace(page, content=html.encode("utf-8", "replace"), kind="html", charset="utf-8")


def pages(target: str, _columns: Columns) -> Iterator[Page]:
    """Yield a page for each entry of a saved feed, from its own text."""
    if (lacking := missing(target, "feedparser", "collect")) is not None:
        yield Page(target=target, problem=lacking)
        return
    content, damage = read_content(target)
    if damage is not None and not content:
        yield Page(target=target, problem=damage)
        return
    feed = parse_feed(content)
    for number, entry in enumerate(feed.entries, 1):
        yield entry_page(entry, f"{target}:{number}", feed.title)
    if damage is not None:
        yield Page(target=target, problem=damage)
    elif not feed.entries:
        message = f"{target} is a feed without entries that can be read: {feed.problem or 'there are none'}."
        yield Page(
            target=target, problem=Note(code="empty" if feed.problem is None else "damaged", message=message)
        )


def recognises(_target: str, head: bytes, _columns: Columns) -> bool:
    """Return whether an input is a feed, by its first bytes."""
    return is_feed(head)


KIND = Kind(
    name="feed", help="a feed (RSS, Atom, JSON Feed), its own texts", recognises=recognises, read=pages
)
