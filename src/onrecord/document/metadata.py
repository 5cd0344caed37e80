"""Read what an HTML page states about its article: JSON-LD, then meta elements, then the page.

JSON-LD comes in lists, `@graph`s and broken strings; each block is parsed separately, so that an invalid
block does not affect the others. Names of meta elements are rows of meta_names.tsv.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from itertools import islice
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from onrecord.addresses import host_of, joined, path_of
from onrecord.document.article import Metadata, Paragraph
from onrecord.document.characters import squeeze
from onrecord.document.date_lines import dates_in
from onrecord.document.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    date_of_instants,
    date_of_url,
    instant_in,
    is_in_utc,
    published_on,
)
from onrecord.document.furniture import is_prose
from onrecord.document.names import publisher_named, same_words, split_bylines, strip_site_name
from onrecord.document.prune import outside_blocks
from onrecord.document.tags import unique
from onrecord.document.visible import Seen, read_visible
from onrecord.lexicon.furniture import Furniture, fold_name
from onrecord.lexicon.publishers import Publisher
from onrecord.lexicon.tables import grouped
from onrecord.lexicon.times import load_countries
from onrecord.types import Published, Updated

ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|ClaimReview)$")
BROKEN_IN_STRING = re.compile(r"[\x00-\x1f]+")
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
NOT_JSON = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$", re.DOTALL
)
MACHINE_TAG = re.compile(r"^[\w-]+:\S|://|=|^\d+$")
MAX_TITLE_CHARS = 300  # longer headings are not headlines
MAX_TAG_CHARS = 80  # longer values of a tag, section or publisher are text
MAX_DEPTH = 6  # of nested JSON-LD
LIVE_TYPE = "LiveBlog"  # in the JSON-LD type of a running report
ISO_DAY = 10  # characters of "2018-10-20"
DATE_ELEMENTS = 3  # of the page: the first are the article's, later ones those of other articles
TAG = re.compile(r"<[^<>]{1,500}>")
TRUNCATED = re.compile(r"\s*(?:\.\.\.|…)$")

TEXT_BLOCKS = ("p", "li", "blockquote", "td", "div")  # elements that hold a paragraph of an article

JsonObject = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Stated:
    """The machine-readable statements of a page: its article in JSON-LD, other objects, meta elements."""

    article: JsonObject
    others: tuple[JsonObject, ...]
    metas: Mapping[str, tuple[str, ...]]

    def meta(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the contents of the meta elements of these names, in the order of the names."""
        for name in names:
            yield from self.metas.get(name, ())


def read_metadata(tree: HtmlElement, url: str | None, furniture: Furniture) -> Metadata:
    """Return what the page states about its article; `url` is where it was fetched, if known."""
    stated = read_stated(tree)
    found_url = _find_url(tree, stated, url, furniture)
    publisher, outlet = _find_publisher(stated, found_url, furniture)
    zone = furniture.zones.get(outlet.zone) if outlet and outlet.zone else None
    title = _find_title(tree, stated, publisher, furniture)
    seen = read_visible(tree, title, furniture, month_first=_writes_month_first(found_url, tree))
    published = _find_published(tree, stated, found_url, zone, seen, furniture)
    return Metadata(
        url=found_url,
        title=title,
        section=_find_section(stated, found_url, furniture),
        bylines=_find_bylines(tree, stated, publisher, seen, furniture),
        publisher=publisher,
        tags=_find_tags(tree, stated, title, furniture),
        published=published,
        updated=_find_updated(stated, published, zone, seen, furniture),
        unread_date=_unread_date(tree, stated, published, furniture),
        description=next((squeeze(v) for v in stated.meta(furniture.meta_names["description"]) if v), None),
        language=_find_language(tree),
    )


def read_stated(tree: HtmlElement) -> Stated:
    """Return the JSON-LD objects and meta elements of a page."""
    objects = list(_json_objects(tree))
    # a list page has many articles; its own one has the most fields
    article = max(filter(_is_article, objects), key=len, default={})
    others = tuple(o for o in objects if o is not article)
    metas = grouped(pair for element in tree.iter("meta") if (pair := _meta_of(element)))
    return Stated(article, others, metas)


def _is_article(value: JsonObject) -> bool:
    return any(ARTICLE_TYPE.search(stated) for stated in _types(value))


def _meta_of(element: HtmlElement) -> tuple[str, str] | None:
    """Return the name and content of a meta element, or None if it lacks one of them."""
    name = _first_of(element, "property", "name", "itemprop").strip().lower()
    content = _first_of(element, "content", "value").strip()
    return (name, html.unescape(content)) if name and content else None


def _first_of(element: HtmlElement, *attributes: str) -> str:
    """Return the first of the attributes that has a value."""
    return next((value for a in attributes if (value := element.get(a))), "")


def article_body(tree: HtmlElement) -> str | None:
    """Return the text that the page's JSON-LD gives as its article's body, tags taken out."""
    bodies = _strings_kept(read_stated(tree).article.get("articleBody"))
    return TAG.sub(" ", bodies) if bodies else None


def _strings_kept(value: object) -> str | None:
    return html.unescape(value) if isinstance(value, str) and value.strip() else None


# ---- JSON-LD -----------------------------------------------------------------------------


def _json_objects(tree: HtmlElement) -> Iterator[JsonObject]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from _flatten(parse_loose_json(script.text_content()), depth=0)


def parse_loose_json(text: str) -> object:
    """Return the value of a JSON text that may have comments around it, raw line ends or a comma too many.

    >>> parse_loose_json('<!-- {"headline": "Talks", } -->')
    {'headline': 'Talks'}
    """
    text = NOT_JSON.sub("", NOT_JSON.sub("", text)).strip()
    for attempt in (text, TRAILING_COMMA.sub(r"\1", BROKEN_IN_STRING.sub(" ", text)), html.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _flatten(value: object, depth: int) -> Iterator[JsonObject]:
    """Yield the objects in a JSON-LD value, also those in lists, graphs and the subject of a page."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flatten(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "itemReviewed"):
            yield from _flatten(value.get(key), depth + 1)


def _types(value: JsonObject) -> tuple[str, ...]:
    stated = value.get("@type")
    return tuple(t for t in (stated if isinstance(stated, list) else [stated]) if isinstance(t, str))


def _names(value: object) -> Iterator[str]:
    """Yield the names in a JSON-LD value: a string, an object with a name, or a list of both."""
    if isinstance(value, list):
        for item in value:
            yield from _names(item)
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, str) and value.strip():
        yield squeeze(html.unescape(value))


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [squeeze(html.unescape(v)) for v in values if isinstance(v, str) and v.strip()]


# ---- one field each ----------------------------------------------------------------------


def _find_url(tree: HtmlElement, stated: Stated, url: str | None, furniture: Furniture) -> str | None:
    main = stated.article.get("mainEntityOfPage")
    main_id = main.get("@id") if isinstance(main, dict) else main
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    candidates = [*links, *stated.meta(furniture.meta_names["url"]), stated.article.get("url"), main_id]
    for candidate in candidates:
        if not isinstance(candidate, str):
            continue
        absolute = joined(url, candidate)
        if absolute is not None and re.match(r"https?://[^/]+/.", absolute):  # not the front page of a site
            return absolute
    return url


def outlet_at(url: str | None, furniture: Furniture) -> Publisher | None:
    """Return the known outlet whose host, or parent host, the URL has."""
    parts = host_of(url).split(".")
    hosts = (".".join(parts[i:]) for i in range(len(parts) - 1))
    return next((furniture.publisher_by_host[h] for h in hosts if h in furniture.publisher_by_host), None)


def _find_publisher(
    stated: Stated, url: str | None, furniture: Furniture
) -> tuple[str | None, Publisher | None]:
    """Return the publisher's name and, if it is a known outlet, its row."""
    stated_names = [*_names(stated.article.get("publisher")), *stated.meta(furniture.meta_names["publisher"])]
    names = [name for name in map(squeeze, stated_names) if name and _may_be_label(name)]
    known = (outlet for name in names if (outlet := publisher_named(name, furniture)))
    outlet = next(known, None) or outlet_at(url, furniture)
    if outlet:
        return outlet.name, outlet
    if names:
        return names[0].lstrip("@"), None
    return host_of(url).removeprefix("www.") or None, None


def _may_be_label(value: str) -> bool:
    """Return whether a value can be the name of a publisher or section: no address and no sentence."""
    return "://" not in value and len(value) <= MAX_TAG_CHARS


def _find_title(tree: HtmlElement, stated: Stated, publisher: str | None, furniture: Furniture) -> str | None:
    candidates = (
        *_strings(stated.article.get("headline")),
        *stated.meta(furniture.meta_names["title"]),
        *(squeeze(h.text_content()) for h in tree.iter("h1")),
        *(squeeze(t.text_content()) for t in islice(tree.iter("title"), 1)),
    )
    stripped = (
        strip_site_name(html.unescape(t), furniture, publisher)[0]
        for t in candidates
        if t and len(t) <= MAX_TITLE_CHARS
    )
    titles = [t for t in stripped if t and not same_words(t, publisher)]
    return _whole_title(titles) if titles else None


def _whole_title(titles: Sequence[str]) -> str:
    """Return the first title; if it ends in dots, a later one that continues it."""
    first, *others = titles
    cut = TRUNCATED.sub("", first)
    if cut == first:
        return first
    return next((t for t in others if len(t) > len(cut) and t.startswith(cut)), first)


def _find_section(stated: Stated, url: str | None, furniture: Furniture) -> str | None:
    values = [*_strings(stated.article.get("articleSection")), *stated.meta(furniture.meta_names["section"])]
    given = next(filter(_may_be_label, values), None)
    return _known_section(stated, url, furniture) if given is None else squeeze(given)


def _known_section(stated: Stated, url: str | None, furniture: Furniture) -> str | None:
    """Return the section that the breadcrumbs name last, else the first that the URL names."""
    crumbs = [name for o in stated.others if "BreadcrumbList" in _types(o) for name in _crumbs(o)]
    for name in reversed(crumbs):
        if fold_name(name) in furniture.sections:
            return name
    parts = map(fold_name, path_of(url).split("/")[:-1])
    return next((furniture.sections[part] for part in parts if part in furniture.sections), None)


def _crumbs(breadcrumbs: JsonObject) -> Iterator[str]:
    items = breadcrumbs.get("itemListElement")
    for item in items if isinstance(items, list) else [items]:
        if isinstance(item, dict):
            yield from _names(item.get("name") or item.get("item"))


def _find_bylines(
    tree: HtmlElement, stated: Stated, publisher: str | None, seen: Seen, furniture: Furniture
) -> tuple[str, ...]:
    """Return the writers that the metadata name, else those in plain sight; agencies only where nobody else is named."""
    names = _stated_bylines(tree, stated, publisher, seen, furniture)
    if names and all(publisher_named(name, furniture) for name in names):
        people = tuple(name for name in seen.bylines if not publisher_named(name, furniture))
        return people or names
    return names


def _stated_bylines(
    tree: HtmlElement, stated: Stated, publisher: str | None, seen: Seen, furniture: Furniture
) -> tuple[str, ...]:
    said = list(_names(stated.article.get("author"))) or list(_names(stated.article.get("creator")))
    sources = [said, *([v] for v in stated.meta(furniture.meta_names["byline"])), list(seen.bylines)]
    marked = outside_blocks(tree.xpath("//a[@rel='author'] | //*[@itemprop='author']"), furniture)
    sources.append([squeeze(e.text_content()) for e in marked])
    for source in sources:
        names = unique(name for said_name in source for name in split_bylines(said_name, furniture))
        names = tuple(name for name in names if not same_words(name, publisher))
        if names:
            return names
    return ()


def _find_tags(tree: HtmlElement, stated: Stated, title: str | None, furniture: Furniture) -> tuple[str, ...]:
    keywords = stated.article.get("keywords")
    sources = [
        _strings(keywords) or list(_names(keywords)),
        *(list(stated.meta([name])) for name in furniture.meta_names["tags"]),
        [squeeze(e.text_content()) for e in tree.xpath("//a[contains(@rel, 'tag')]")],
    ]
    for source in sources:
        parts = (part.strip() for value in source for part in _split_keywords(value))
        tags = unique(filter(_is_tag, parts))
        is_headline = len(tags) == 1 and same_words(tags[0], title)  # filled in by the publishing software
        if tags and not is_headline:
            return tags
    return ()


def _is_tag(text: str) -> bool:
    """Return whether a keyword is a tag for readers: not a letter, a sentence, or one for machines."""
    return 1 < len(text) <= MAX_TAG_CHARS and not MACHINE_TAG.search(text)


def _split_keywords(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]"):
        listed = parse_loose_json(value)
        if isinstance(listed, list):
            return _strings(listed)
    return re.split(r"[;|]", value) if ";" in value or "|" in value else value.split(",")


def _find_language(tree: HtmlElement) -> str | None:
    root = tree.getroottree().getroot()
    stated = (
        (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip().lower()
    )
    return stated[:2] if re.match(r"[a-z]{2}(?:[-_]|$)", stated) else None


def _find_published(
    tree: HtmlElement,
    stated: Stated,
    url: str | None,
    zone: ZoneInfo | None,
    seen: Seen,
    furniture: Furniture,
) -> Published:
    """Return the day of first publication: by the metadata, unless a line of the page corrects them."""
    values = _dates_of(tree, stated, furniture)
    day = date_of_instants(values, zone) or _day_in_words(values, furniture)
    if day:
        if seen.published is not None and _corrects(seen, day, is_in_utc(values) and zone is None):
            return published_on(seen.published, "metadata", seen.published_line)
        return published_on(day, "metadata", next(v for v in values if v.strip()))
    in_url = date_of_url(url, furniture.months) if url else None
    if in_url and in_url.value:
        return in_url
    if seen.published is not None:
        return published_on(seen.published, "metadata", seen.published_line)
    found = _date_by_htmldate(tree)
    if found:
        return published_on(found, "metadata", found)
    return in_url or Published()


def _unread_date(tree: HtmlElement, stated: Stated, published: Published, furniture: Furniture) -> str | None:
    """Return the first date that the metadata state, if nothing dates the page: "9999-01-01"."""
    if published.earliest is not None:
        return None
    return next((v.strip() for v in _dates_of(tree, stated, furniture) if v.strip()), None)


def _day_in_words(values: Sequence[str], furniture: Furniture) -> str | None:
    """Return the day of the first statement that is a date in words: "February 3, 2026 9:30 AM"."""
    return next((day for v in values for _, day in dates_in(v, furniture)), None)


def _corrects(seen: Seen, day: str, may_be_another_day: bool) -> bool:
    """Return whether the line of the page is to be believed before the day of the metadata.

    It is if the metadata hold the day of the change that the line names too, and if an instant in UTC may be
    another day at the newsroom.
    """
    if seen.published is None or seen.published == day:
        return False
    is_of_change = seen.updated is not None and seen.published < day <= seen.updated
    apart = abs((date.fromisoformat(seen.published) - date.fromisoformat(day)).days)
    return is_of_change or (may_be_another_day and apart == 1)


def _find_updated(
    stated: Stated, published: Published, zone: ZoneInfo | None, seen: Seen, furniture: Furniture
) -> Updated | None:
    """Return the last change that the page states, if it is after the first publication."""
    values = [*_strings(stated.article.get("dateModified")), *stated.meta(furniture.meta_names["updated"])]
    instants = [instant for v in values if (instant := instant_in(v, zone)) is not None]
    first = [
        i for v in _strings(stated.article.get("datePublished")) if (i := instant_in(v, zone)) is not None
    ]
    is_live = any(LIVE_TYPE in t for t in _types(stated.article))
    if instants and instants[0] not in first and instants[0][:ISO_DAY] >= (published.value or ""):
        return Updated(value=instants[0], basis="live" if is_live else "metadata")
    if seen.updated is not None and seen.updated >= (published.value or ""):
        return Updated(value=seen.updated, basis="visible")
    return None


def _writes_month_first(url: str | None, tree: HtmlElement) -> bool:
    """Return whether a numeric date on the page has the month first: by the end of its host, else its locale."""
    ending = host_of(url).rpartition(".")[2]
    locale = (tree.getroottree().getroot().get("lang") or "").lower().replace("_", "-").partition("-")[2]
    rows = load_countries()
    row = next((r for r in rows if ending in r.domains), None) or next(
        (r for r in rows if locale in r.domains), None
    )
    return row is None or row.month_first


def _dates_of(tree: HtmlElement, stated: Stated, furniture: Furniture) -> list[str]:
    """Return the dates that a page states: its article, meta elements, other objects, date elements."""
    elements = tree.xpath(
        "//*[@itemprop='datePublished'] | //time[@pubdate] | //time[@datetime][ancestor::article]"
    )
    return [
        *_strings(stated.article.get("datePublished")),
        *stated.meta(furniture.meta_names["published"]),
        *(v for o in stated.others for v in _strings(o.get("datePublished"))),
        *(_first_of(e, "datetime", "content") for e in elements[:DATE_ELEMENTS]),
    ]


def _date_by_htmldate(tree: HtmlElement) -> str | None:
    """Return what htmldate finds in the page's date elements and lines.

    The sentences of the article are taken out before: its patterns match "signed on 10/20/2018".
    """
    from htmldate import find_date

    # the default limit of htmldate is today; a fixed limit gives the same result on every day
    found = find_date(
        _without_prose(tree),
        extensive_search=False,
        original_date=True,
        min_date=f"{FIRST_YEAR}-01-01",
        max_date=f"{LAST_YEAR}-12-31",
    )
    return found if isinstance(found, str) else None


def _without_prose(tree: HtmlElement) -> HtmlElement:
    """Return a copy of the page without the paragraphs that are sentences."""
    copied = deepcopy(tree)
    for element in list(copied.iter(*TEXT_BLOCKS)):
        is_innermost = not any(child.tag in TEXT_BLOCKS for child in element)
        if is_innermost and is_prose(Paragraph(text=squeeze(element.text_content()))):
            element.clear(keep_tail=True)
    return copied
