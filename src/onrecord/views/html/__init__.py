"""The reading page: one self-contained HTML file, the article beside the record.

Every fact is a card, and its words are marked in the article; each links to the other. Styles and script are
part of the page, so that it opens from a disk without a network. The text of the article is always escaped, so
that no HTML of the original page gets into it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from functools import lru_cache
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from onrecord.types import Published, Reading
from onrecord.views.dates import days
from onrecord.views.differences import differences_of
from onrecord.views.html.cards import LAYERS, Card, cards_of
from onrecord.views.html.marks import paragraphs_of
from onrecord.views.html.timeline import timeline_of
from onrecord.views.labels import has_label, label

SAFE_SCHEMES = ("http://", "https://")


def render_page(reading: Reading) -> str:
    """Return the whole page of a reading."""
    document = reading.document
    cards = cards_of(reading)
    counts = Counter(card.layer for card in cards)
    style, script = _asset("page.css"), _asset("page.js")
    return _template().render(
        document=document,
        title=document.title or "A report without a title",
        link=_safe_link(document.url),
        **_date(document.published),
        layers=[(layer, counts[layer.key]) for layer in LAYERS if counts[layer.key]],
        paragraphs=paragraphs_of(document.text, cards),
        cards=cards,
        timeline=timeline_of(reading),
        differences=differences_of(reading),
        notes=[
            (label("note", note.code), note) for note in reading.notes if not has_label("inside", note.code)
        ],
        inside=[
            (label("inside", note.code), note) for note in reading.notes if has_label("inside", note.code)
        ],
        citations=_script_data(cards),
        style=Markup(style),  # noqa: S704 (our own files)
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _safe_link(url: str | None) -> str | None:
    """Return the URL if a page may link to it: not one of a script."""
    return url if url and url.lower().startswith(SAFE_SCHEMES) else None


def _date(published: Published) -> dict[str, Any]:
    """Return what the page says of the date of publication, by the names that the template has for it."""
    return {
        "when": days(published.earliest or published.value, published.latest or published.value),
        "basis": label("basis", published.basis) if published.basis else None,
        "evidence": [e if isinstance(e, str) else e.text for e in published.evidence],
    }


def _script_data(cards: list[Card]) -> Markup:
    """Return the citations of the cards for the script: JSON that cannot end its element."""
    text = json.dumps([card.citation for card in cards], ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 (both signs are gone)


def _hash(text: str) -> str:
    """Return the hash of a text for the page's security policy, which allows only one script and one style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(_asset("page.html.jinja"))


@lru_cache
def _asset(name: str) -> str:
    return resources.files("onrecord.views.html").joinpath(name).read_text(encoding="utf-8")
