"""What stands at an address: a page, or a feed or sitemap, which link to pages.

A feed links to its entries; a sitemap (sitemaps.org, also compressed) to pages, or, as an index, to other sitemaps.
"""

from __future__ import annotations

import io
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from onrecord.collect.fetch import Fetcher
from onrecord.collect.types import Fetched, FetchError
from onrecord.pages.coding import GZIP, CodingError, decoded
from onrecord.pages.feed import is_feed, parse_feed
from onrecord.pages.source import SNIFF_BYTES, find_problem
from onrecord.pages.warc import charset_of, kind_of_content
from onrecord.types import Note, Page

SITEMAP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<\?xml-stylesheet[^>]{0,500}>\s*|<!--.{0,1000}?-->\s*){0,9}"
    rb"<(?:\w+:)?(urlset|sitemapindex)\b",
    re.DOTALL,
)
MAX_LINKS = 50_000  # of one sitemap, as its protocol has it
MAX_SITEMAPS = 500  # of one index
MAX_FOLLOWED = 1_000  # pages of one feed or sitemap that are fetched at once, by default
Keep = Callable[[Fetched], object]


def page_of(fetched: Fetched) -> Page:
    """Return what was fetched as a page, with a problem if it is no HTML or text."""
    stated = fetched.header("content-type") or ""
    kind = kind_of_content(stated, fetched.content)
    problem = find_problem(fetched.content, fetched.url) if kind is not None else None
    if kind is None:
        message = f"{fetched.url} is '{stated.partition(';')[0][:60]}'; HTML or text was expected."
        problem = Note(code="binary", message=message)
    if problem is not None or kind is None:
        return Page(target=fetched.asked, url=fetched.url, problem=problem)
    return Page(
        target=fetched.asked, content=fetched.content, kind=kind, url=fetched.url, charset=charset_of(stated)
    )


def failed(url: str, error: FetchError) -> Page:
    """Return the page of an address that could not be fetched."""
    return Page(
        target=url, url=url, problem=Note(code=error.code, message=f"{url} was not fetched: {error}.")
    )


def pages_at(
    urls: Iterable[str], fetcher: Fetcher, keep: Keep | None = None, most: int = MAX_FOLLOWED
) -> Iterator[Page]:
    """Yield the page of each address, and of each that a feed or sitemap there links to; `keep` is given what is a page.

    An address that cannot be fetched is a page with a problem. At most `most` pages of a feed or sitemap are fetched; one
    more, with a problem, says how many were left.
    """
    for url in urls:
        yield from _pages_at(url, fetcher, keep, most)


def _pages_at(url: str, fetcher: Fetcher, keep: Keep | None, most: int) -> Iterator[Page]:
    try:
        fetched = fetcher.fetch(url)
    except FetchError as error:
        yield failed(url, error)
        return
    if not has_links(fetched.content):
        yield _kept(fetched, keep)
        return
    links = list(dict.fromkeys(links_of(fetched, fetcher)))
    for link in links[:most]:
        if isinstance(link, Note):
            yield Page(target=url, url=url, problem=link)
            continue
        try:
            yield _kept(fetcher.fetch(link), keep)
        except FetchError as error:
            yield failed(link, error)
    if len(links) > most:
        message = f"{url} links to {len(links):,} pages; the first {most:,} were fetched."
        yield Page(target=url, url=url, problem=Note(code="too-large", message=message))
    if not links:
        message = f"{url} is a feed or sitemap without links."
        yield Page(target=url, url=url, problem=Note(code="empty", message=message))


def _kept(fetched: Fetched, keep: Keep | None) -> Page:
    page = page_of(fetched)
    if keep is not None and page.problem is None:
        keep(fetched)
    return page


def has_links(content: bytes) -> bool:
    """Return whether something is a feed or a sitemap."""
    return is_feed(content) or SITEMAP.match(_opened(content)[:SNIFF_BYTES]) is not None


def _opened(content: bytes) -> bytes:
    """Return a sitemap that is a gzip file as what it holds; as it is if that cannot be had."""
    try:
        return decoded(content, "gzip", 64 * 1024**2) if content.startswith(GZIP) else content
    except CodingError:
        return content


def links_of(fetched: Fetched, fetcher: Fetcher) -> Iterator[str | Note]:
    """Yield the addresses of the pages that a feed or sitemap links to; a note on each part of it that cannot be read."""
    if is_feed(fetched.content):
        feed = parse_feed(fetched.content, fetched.url)
        if feed.problem is not None and not feed.entries:
            yield Note(
                code="damaged", message=f"{fetched.url} is a feed that cannot be read: {feed.problem}."
            )
        yield from (entry.url for entry in feed.entries if entry.url is not None)
        return
    waiting, seen = deque([fetched]), {fetched.url}
    while waiting:
        one = waiting.popleft()
        is_index, links, fault = parse_sitemap(one.content)
        if fault is not None:
            yield Note(
                code="damaged", message=f"{one.url} is a sitemap that cannot be read to its end: {fault}."
            )
        if not is_index:
            yield from links
            continue
        for link in links:
            if link in seen or len(seen) > MAX_SITEMAPS:
                continue
            seen.add(link)
            try:
                waiting.append(fetcher.fetch(link))
            except FetchError as error:
                yield Note(code=error.code, message=f"{link} was not fetched: {error}.")


def parse_sitemap(content: bytes) -> tuple[bool, list[str], str | None]:
    """Return whether a sitemap is an index, the addresses that it has, and what is wrong with it."""
    from lxml import etree

    content = _opened(content)
    start = SITEMAP.match(content[:SNIFF_BYTES])
    links: list[str] = []
    if start is None:
        return False, links, "it is no sitemap"
    events = etree.iterparse(
        io.BytesIO(content), events=("end",), tag="{*}loc", no_network=True, resolve_entities=False
    )
    try:
        for _, element in events:
            parent = element.getparent()
            name = etree.QName(parent).localname if parent is not None else ""
            if name in ("url", "sitemap") and element.text and element.text.strip():
                links.append(element.text.strip())
            if parent is not None:
                element.clear()
            if len(links) >= MAX_LINKS:
                break
    except etree.XMLSyntaxError as error:
        return start[1] == b"sitemapindex", links, str(error)[:200]
    return start[1] == b"sitemapindex", links, None
