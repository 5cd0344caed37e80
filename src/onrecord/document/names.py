"""Names that a page states: outlets, writers, and a headline without the name of its site."""

from __future__ import annotations

import re

from onrecord.document.characters import squeeze
from onrecord.document.tags import unique
from onrecord.lexicon.furniture import Furniture, fold_name
from onrecord.lexicon.publishers import Publisher

SITE_SEPARATOR = re.compile(r"\s+[-–—|·•:»«]\s+|\s*\|\s*")
BYLINE = re.compile(
    r"^(?:(?:written|reported|story|analysis|opinion|posted|words|text)\s+)?by:?\s+", re.IGNORECASE
)
BETWEEN_NAMES = re.compile(r"\s*(?:,|;|\||•|·|\s[-–—/]\s|\s&\s|\band\b)\s*(?:and\s+)?", re.IGNORECASE)
MAX_NAME_WORDS = 6
NO_NAME = re.compile(
    r"https?:|www\.|@|/|\d{2}|^(?:admin|staff|editor|guest|unknown|none|null)$", re.IGNORECASE
)


def split_bylines(names: str) -> tuple[str, ...]:
    """Return the names in a byline.

    >>> split_bylines("By Ada Stone, Ben Hale and Cem Ak")
    ('Ada Stone', 'Ben Hale', 'Cem Ak')
    """
    names = BYLINE.sub("", squeeze(names))
    parts = [part.strip(" .,") if not part.endswith("r.") else part for part in BETWEEN_NAMES.split(names)]
    return unique(p for p in parts if p and len(p.split()) <= MAX_NAME_WORDS and not NO_NAME.search(p))


def publisher_named(name: str, furniture: Furniture) -> Publisher | None:
    """Return the outlet of a name; an article and a company form ("Ltd") make no difference."""
    folded = fold_name(
        re.sub(r"[,.]?\s+(?:inc|ltd|llc|plc|l\.?p|co|company|limited)\b.*$", "", name, flags=re.IGNORECASE)
    )
    by_name = furniture.publisher_by_name
    return by_name.get(folded) or by_name.get("the" + folded) or by_name.get(folded.removeprefix("the"))


def strip_site_name(
    title: str, furniture: Furniture, site: str | None = None
) -> tuple[str, Publisher | None]:
    """Return a title without the name of the site at either end, and the outlet if it is a known one.

    >>> from onrecord.lexicon.furniture import load_furniture
    >>> strip_site_name("Talks resume - The Hill", load_furniture())[0]
    'Talks resume'
    """
    title = squeeze(title)
    parts = SITE_SEPARATOR.split(title)
    outlets: list[Publisher] = []
    while len(parts) > 1:
        first, last = publisher_named(parts[0], furniture), publisher_named(parts[-1], furniture)
        if last or same_words(parts[-1], site):
            title, parts = title[: title.rindex(parts[-1])], parts[:-1]
        elif first or same_words(parts[0], site):
            title, parts = title[title.index(parts[0]) + len(parts[0]) :], parts[1:]
        elif len(parts) > 2 and fold_name(parts[-1]) in furniture.sections:
            title, parts = title[: title.rindex(parts[-1])], parts[:-1]
        else:
            break
        title = title.strip(" -–—|·•:»«")
        outlets += filter(None, (last, first))
    return title, next(iter(outlets), None)


def same_words(one: str | None, other: str | None) -> bool:
    """Return whether two names are the same except for case, spaces and punctuation."""
    return bool(one and other) and fold_name(one or "") == fold_name(other or "")
