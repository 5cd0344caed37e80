"""The reading page: one self-contained HTML file, the article beside the record.

Every fact is a card, and its words are marked in the article; each links to the other. Styles and script are
part of the page, so that it opens from a disk without a network. The text of the article is always escaped, so
that no HTML of the original page gets into it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from onrecord.addresses import safe_link
from onrecord.types import Published, Reading
from onrecord.views.dates import days
from onrecord.views.differences import differences_of
from onrecord.views.html.cards import LAYERS, Card, Link, cards_of
from onrecord.views.html.marks import paragraphs_of
from onrecord.views.html.timeline import timeline_of
from onrecord.views.labels import has_label, label


def render_page(reading: Reading) -> str:
    """Return the whole page of a reading."""
    style, script = _asset("tokens.css") + _asset("page.css"), _asset("page.js")
    return _template("page.html.jinja").render(
        **_report(reading),
        style=Markup(style),  # noqa: S704 (our own files)
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def render_report(
    reading: Reading,
    *,
    sought: tuple[int, int] | None = None,
    links: Mapping[str, Sequence[Link]] | None = None,
) -> Markup:
    """Return what the page has between its head and its foot, for a page that has its own.

    The words `sought` (offsets) have the id `words`. `links` are added to the cards of facts, by id.
    """
    context = _report(reading, sought, links or {}) | {"in_site": True}
    return Markup(_template("report.html.jinja").render(context))  # noqa: S704 (the template escapes)


def _report(
    reading: Reading, sought: tuple[int, int] | None = None, links: Mapping[str, Sequence[Link]] | None = None
) -> dict[str, Any]:
    """Return what the template of a report prints."""
    document = reading.document
    cards = [replace(card, links=tuple((links or {}).get(card.fact, ()))) for card in cards_of(reading)]
    counts = Counter(card.layer for card in cards)
    return {
        "in_site": False,
        "document": document,
        "title": document.title or "A report without a title",
        "link": safe_link(document.url),
        **_date(document.published),
        "layers": [(layer, counts[layer.key]) for layer in LAYERS if counts[layer.key]],
        "paragraphs": paragraphs_of(document.text, cards, sought),
        "cards": cards,
        "timeline": timeline_of(reading),
        "differences": differences_of(reading),
        "notes": [(label("note", n.code), n) for n in reading.notes if not has_label("inside", n.code)],
        "inside": [(label("inside", n.code), n) for n in reading.notes if has_label("inside", n.code)],
        "citations": _script_data(cards),
    }


def _date(published: Published) -> dict[str, Any]:
    """Return what the page says of the date of publication, by the names that the template has for it."""
    return {
        "when": days(published.earliest or published.value, published.latest or published.value),
        "basis": label("basis", published.basis) if published.basis else None,
        "evidence": [e if isinstance(e, str) else e.text for e in published.evidence],
    }


def _script_data(cards: list[Card]) -> Markup:
    """Return the citations of the cards for the script: JSON that cannot end its element."""
    text = shown(json.dumps([card.citation for card in cards], ensure_ascii=False))
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 (both signs are gone)


def _hash(text: str) -> str:
    """Return the hash of a text for the page's security policy, which allows only one script and one style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _clean(value: object) -> object:
    """Return a value as HTML may hold it, at its length: control characters and marks of direction are replaced."""
    return shown(value) if type(value) is str else value


def shown(text: str) -> str:
    """Return a text with a blank or U+FFFD in place of each character that HTML cannot hold, or that turns its direction."""
    return _NOT_SHOWN.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)


_NOT_SHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@lru_cache
def _template(name: str) -> jinja2.Template:
    return _environment().get_template(name)


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_asset),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=_clean,
    )


@lru_cache
def _asset(name: str) -> str:
    return resources.files("onrecord.views.html").joinpath(name).read_text(encoding="utf-8")
