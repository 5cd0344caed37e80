"""Pages from templates: every text is escaped, on one line, and without signs that steer a browser's or a terminal's layout."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from onrecord.addresses import safe_link
from onrecord.lexicon.forms import counted
from onrecord.views.dates import days
from onrecord.views.firmness import firmness
from onrecord.views.labels import label
from onrecord.views.layout import printable

CUT = 320  # characters of a quotation on a screen; the report has the rest
LONGEST = 2_000  # of any value: an address with its filters is shorter
SHORT = 140  # of a name, a title or a value


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site: its type, and the files of the package that it is made of."""

    media_type: str
    parts: tuple[tuple[str, str], ...]  # package and name


ASSETS: Mapping[str, Asset] = {
    "site.css": Asset(
        "text/css", (("onrecord.views.html", "tokens.css"), ("onrecord.views.web", "static/site.css"))
    ),
    "report.css": Asset("text/css", (("onrecord.views.html", "page.css"),)),
    "report.js": Asset("text/javascript", (("onrecord.views.html", "page.js"),)),
    "desk.js": Asset("text/javascript", (("onrecord.views.web", "static/desk.js"),)),
    "map.js": Asset("text/javascript", (("onrecord.views.web", "static/map.js"),)),
    "site.js": Asset("text/javascript", (("onrecord.views.web", "static/site.js"),)),
    "icon.svg": Asset("image/svg+xml", (("onrecord.views.web", "static/icon.svg"),)),
}


@lru_cache
def asset(name: str) -> bytes:
    """Return the bytes of a file of the site."""
    parts = (resources.files(package).joinpath(part) for package, part in ASSETS[name].parts)
    return b"".join(part.read_bytes() for part in parts)


@lru_cache
def asset_address(name: str) -> str:
    """Return the address of a file of the site; it changes with the file, so that a browser can keep it."""
    return f"/static/{name}?v={hashlib.sha256(asset(name)).hexdigest()[:12]}"


def render(template: str, context: Mapping[str, Any]) -> str:
    """Return a page."""
    return _environment().get_template(template).render(context)


def plain(value: object) -> object:
    """Return a value as it may stand on a page: a text on one line, without control characters or marks of direction.

    Jinja calls this for every value that a template prints, before it escapes it.
    """
    if type(value) is str:
        return printable(value[:LONGEST])
    return "" if value is None else value


def cut(text: str | None, most: int = CUT) -> str:
    """Return a text that is not longer than `most` characters; three dots stand for the rest.

    >>> cut("one two three", 9)
    'one two …'
    """
    words = printable(text or "")
    if len(words) <= most:
        return words
    kept = words[: most - 1]
    return f"{kept.rpartition(' ')[0] if ' ' in kept[most // 2 :] else kept} …"


def piece(text: str, most: int = CUT) -> Markup:
    """Return a piece of a text, escaped, at most `most` characters, with the blanks at its ends, which part it from the next."""
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return Markup("{}{}{}").format(before, cut(text, most), after)


def upfirst(text: str) -> str:
    """Return a text with a capital first letter; the others stay as they are."""
    return text[:1].upper() + text[1:]


def short(text: str | None) -> str:
    """Return a name, title or value of at most `SHORT` characters."""
    return cut(text, SHORT)


def words_link(quote: Any) -> str:
    """Return the address of the words of a quotation (`document`, `start`, `end`) in their report."""
    return f"/report/{quote.document}?at={quote.start}-{quote.end}#words"


def statement_link(row: Any) -> str:
    """Return the address of the words of a statement in their report."""
    spans = row.content or tuple(filter(None, (row.source, row.cue)))
    if not spans:
        return f"/report/{row.document}"
    return f"/report/{row.document}?at={spans[0].start}-{spans[-1].end}#words"


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.PackageLoader("onrecord.views.web", "templates"),
                jinja2.PackageLoader("onrecord.views.html", ""),
            ]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=plain,
        extensions=["jinja2.ext.loopcontrols"],
    )
    environment.filters |= {
        "cut": cut,
        "short": short,
        "piece": piece,
        "upfirst": upfirst,
        "counted": counted,
    }
    environment.globals |= {
        "days": days,
        "firmness": firmness,
        "label": label,
        "safe_link": safe_link,
        "statement_link": statement_link,
        "static": asset_address,
        "words_link": words_link,
    }
    return environment
