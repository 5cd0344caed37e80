"""Read what an HTML page states about its article: JSON-LD, then meta elements, then the page.

JSON-LD comes in lists, `@graph`s and broken strings; each block is read on its own, so that
one bad block costs nothing but itself. Names of meta elements are rows of meta_names.tsv.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from onrecord.document.article import Metadata
from onrecord.document.characters import squeeze
from onrecord.document.dates import FIRST_YEAR, LAST_YEAR, date_of_instants, date_of_url, published_on
from onrecord.document.names import publisher_named, same_words, split_bylines, strip_site_name
from onrecord.document.tags import unique
from onrecord.lexicon.furniture import Furniture, Publisher, fold_name
from onrecord.types import Published

ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|ClaimReview)$")
BROKEN_IN_STRING = re.compile(r"[\x00-\x1f]+")
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
NOT_JSON = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$", re.DOTALL
)
MACHINE_TAG = re.compile(r"^[\w-]+:\S|://|=|^\d+$")
MAX_TITLE_CHARS = 300
MAX_TAG_CHARS = 80
TAG = re.compile(r"<[^<>]{1,500}>")
TRUNCATED = re.compile(r"\s*(?:\.\.\.|…)$")

JsonObject = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page states in machine-readable form: its article in JSON-LD, and its meta elements."""

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
    return Metadata(
        url=found_url,
        title=title,
        section=_find_section(stated, found_url, furniture),
        bylines=_find_bylines(tree, stated, publisher, furniture),
        publisher=publisher,
        tags=_find_tags(tree, stated, title, furniture),
        published=_find_published(tree, stated, found_url, zone, furniture),
        description=next((squeeze(v) for v in stated.meta(furniture.meta_names["description"]) if v), None),
        language=_find_language(tree),
    )


def read_stated(tree: HtmlElement) -> Stated:
    """Return the JSON-LD objects and meta elements of a page."""
    objects = list(_json_objects(tree))
    articles = [o for o in objects if any(ARTICLE_TYPE.search(t) for t in _types(o))]
    # a page of many articles is led by its own, which says most about itself
    article = max(articles, key=len) if articles else {}
    others = tuple(o for o in objects if o is not article)
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or element.get("value") or "").strip()
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(html.unescape(content))
    return Stated(article, others, {name: tuple(values) for name, values in metas.items()})


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
    """Return the value of a JSON text that may have comments round it, raw line ends or stray commas.

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
    """Yield the objects of a JSON-LD value: of lists, graphs, and what a page is about."""
    if depth > 6:
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
        absolute = urljoin(url or "", candidate.strip())
        if re.match(r"https?://[^/]+/.", absolute):  # the front page is no article's address
            return absolute
    return url


def _host_of(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


def outlet_at(url: str | None, furniture: Furniture) -> Publisher | None:
    """Return the known outlet whose host, or parent host, the URL has."""
    parts = _host_of(url).split(".")
    hosts = (".".join(parts[i:]) for i in range(len(parts) - 1))
    return next((furniture.publisher_by_host[h] for h in hosts if h in furniture.publisher_by_host), None)


def _find_publisher(
    stated: Stated, url: str | None, furniture: Furniture
) -> tuple[str | None, Publisher | None]:
    """Return the publisher's name and, where it is a known outlet, its row."""
    at_host = outlet_at(url, furniture)
    said = [*_names(stated.article.get("publisher")), *stated.meta(furniture.meta_names["publisher"])]
    said = [name for name in map(squeeze, said) if name and "://" not in name and len(name) <= 80]
    known = next((p for p in (publisher_named(name, furniture) for name in said) if p), None)
    outlet = known or at_host
    if outlet:
        return outlet.name, outlet
    if said:
        return said[0].lstrip("@"), None
    host = _host_of(url).removeprefix("www.")
    return host or None, None


def _find_title(tree: HtmlElement, stated: Stated, publisher: str | None, furniture: Furniture) -> str | None:
    heading = [squeeze(h.text_content()) for h in tree.iter("h1")]
    page_title = [squeeze(t.text_content()) for t in tree.iter("title")][:1]
    said = [*_strings(stated.article.get("headline")), *stated.meta(furniture.meta_names["title"])]
    candidates = [t for t in (*said, *heading, *page_title) if t and len(t) <= MAX_TITLE_CHARS]
    titles = [strip_site_name(html.unescape(t), furniture, publisher)[0] for t in candidates]
    titles = [t for t in titles if t and not same_words(t, publisher)]
    if not titles:
        return None
    cut = TRUNCATED.sub("", titles[0])
    longer = (t for t in titles[1:] if len(t) > len(cut) and t.startswith(cut))
    return next(longer, titles[0]) if cut != titles[0] else titles[0]


def _find_section(stated: Stated, url: str | None, furniture: Furniture) -> str | None:
    said = [*_strings(stated.article.get("articleSection")), *stated.meta(furniture.meta_names["section"])]
    for section in said:
        if "://" not in section and len(section) <= MAX_TAG_CHARS:
            return squeeze(section)
    crumbs = [o for o in stated.others if "BreadcrumbList" in _types(o)]
    for name in [n for o in crumbs for n in _crumbs(o)][::-1]:
        if fold_name(name) in furniture.sections:
            return name
    parts = urlsplit(url or "").path.split("/")[:-1]
    return next((furniture.sections[fold_name(p)] for p in parts if fold_name(p) in furniture.sections), None)


def _crumbs(breadcrumbs: JsonObject) -> Iterator[str]:
    items = breadcrumbs.get("itemListElement")
    for item in items if isinstance(items, list) else [items]:
        if isinstance(item, dict):
            yield from _names(item.get("name") or item.get("item"))


def _find_bylines(
    tree: HtmlElement, stated: Stated, publisher: str | None, furniture: Furniture
) -> tuple[str, ...]:
    said = list(_names(stated.article.get("author"))) or list(_names(stated.article.get("creator")))
    sources = [said, *([v] for v in stated.meta(furniture.meta_names["byline"]))]
    sources.append(
        [squeeze(e.text_content()) for e in tree.xpath("//a[@rel='author'] | //*[@itemprop='author']")]
    )
    for source in sources:
        names = unique(name for said_name in source for name in split_bylines(said_name))
        names = tuple(name for name in names if not same_words(name, publisher))
        if names:
            return names
    return ()


def _find_tags(tree: HtmlElement, stated: Stated, title: str | None, furniture: Furniture) -> tuple[str, ...]:
    said = _strings(stated.article.get("keywords")) or list(_names(stated.article.get("keywords")))
    sources = [said]
    sources += [list(stated.meta([name])) for name in furniture.meta_names["tags"]]
    sources.append([squeeze(e.text_content()) for e in tree.xpath("//a[contains(@rel, 'tag')]")])
    for source in sources:
        split = [part.strip() for value in source for part in _split_keywords(value)]
        tags = unique(t for t in split if 1 < len(t) <= MAX_TAG_CHARS and not MACHINE_TAG.search(t))
        # one "tag" that is the headline is a CMS filling the field
        if tags and not (len(tags) == 1 and same_words(tags[0], title)):
            return tags
    return ()


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
    tree: HtmlElement, stated: Stated, url: str | None, zone: ZoneInfo | None, furniture: Furniture
) -> Published:
    said = _strings(stated.article.get("datePublished"))
    said += list(stated.meta(furniture.meta_names["published"]))
    said += [v for o in stated.others for v in _strings(o.get("datePublished"))]
    elements = tree.xpath("//*[@itemprop='datePublished'] | //time[@pubdate] | //article//time[@datetime]")
    said += [e.get("datetime") or e.get("content") or "" for e in elements[:3]]
    day = date_of_instants(said, zone)
    if day:
        return published_on(day, "metadata", next(v for v in said if v.strip()))
    in_url = date_of_url(url, furniture.months) if url else None
    if in_url and in_url.value:
        return in_url
    found = _date_by_htmldate(tree)
    if found:
        return published_on(found, "metadata", found)
    return in_url or Published()


def _date_by_htmldate(tree: HtmlElement) -> str | None:
    """Return what htmldate finds in the page's date elements; its search of free text is a guess."""
    from htmldate import find_date

    # htmldate's own limit is today: a limit of our own keeps the result the same on every day
    found = find_date(
        tree,
        extensive_search=False,
        original_date=True,
        min_date=f"{FIRST_YEAR}-01-01",
        max_date=f"{LAST_YEAR}-12-31",
    )
    return found if isinstance(found, str) else None
