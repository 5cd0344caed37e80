"""Names that a page states: outlets, writers, and a headline without the name of its site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.document.characters import squeeze
from onrecord.document.tags import unique
from onrecord.lexicon.classes import WordClasses, any_of
from onrecord.lexicon.furniture import Furniture, fold_name
from onrecord.lexicon.publishers import Publisher

SITE_SEPARATOR = re.compile(r"\s+[-–—|·•:»«]\s+|\s*\|\s*")
BETWEEN_NAMES = re.compile(r"\s*(?:,|;|\||•|·|\s[-–—/]\s|\s&\s|\band\b)\s*(?:and\s+)?", re.IGNORECASE)
MAX_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of names, made of the word classes."""

    byline: re.Pattern[str]
    no_name: re.Pattern[str]
    company: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns(classes: WordClasses) -> _Patterns:
    return _Patterns(
        byline=re.compile(rf"^(?:{any_of(classes.byline_openers)}\s+)?by:?\s+", re.IGNORECASE),
        no_name=re.compile(rf"https?:|www\.|@|/|\d{{2}}|^{any_of(classes.nameless_writers)}$", re.IGNORECASE),
        company=re.compile(rf"[,.]?\s+{any_of(classes.publisher_forms)}\b.*$", re.IGNORECASE),
    )


def split_bylines(names: str, furniture: Furniture) -> tuple[str, ...]:
    """Return the names in a byline.

    >>> from onrecord.lexicon.furniture import load_furniture
    >>> split_bylines("By Ada Stone, Ben Hale and Cem Ak", load_furniture())
    ('Ada Stone', 'Ben Hale', 'Cem Ak')
    """
    patterns = _patterns(furniture.classes)
    names = patterns.byline.sub("", squeeze(names))
    parts = [part.strip(" .,") if not part.endswith("r.") else part for part in BETWEEN_NAMES.split(names)]
    short = (part for part in parts if part and len(part.split()) <= MAX_NAME_WORDS)
    return unique(part for part in short if not patterns.no_name.search(part))


def publisher_named(name: str, furniture: Furniture) -> Publisher | None:
    """Return the outlet of a name; an article and a company form ("Ltd") make no difference."""
    folded = fold_name(_patterns(furniture.classes).company.sub("", name))
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


def writers_of(names: str, furniture: Furniture) -> Sequence[str]:
    """Return the people in a list of names, without jobs and counts of comments."""
    no_writer = _no_writer(furniture.classes)
    written = split_bylines(names, furniture)
    return [name for name in written if not name[:1].islower() and not no_writer.search(name)]


@lru_cache(maxsize=1)
def _no_writer(classes: WordClasses) -> re.Pattern[str]:
    """Return the pattern of jobs, and of "3 comments" behind the names."""
    return re.compile(rf"\d|\b{any_of(classes.writer_jobs)}\b", re.IGNORECASE)
