"""How a reading and an answer show themselves in a notebook: HTML without a script, of which every text is escaped.

A notebook has many outputs on one page, so that nothing here has an id; its styles hold inside of `.onrecord` alone, and their
colours are washes, which stand on light and on dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import jinja2

from onrecord.addresses import safe_link
from onrecord.lexicon.forms import counted
from onrecord.questions.rows_lines import DyadPeriod
from onrecord.types import Reading
from onrecord.views.answers import columns_of
from onrecord.views.dates import days
from onrecord.views.html import shown
from onrecord.views.html.cards import LAYERS, Card, cards_of
from onrecord.views.html.marks import Piece, paragraphs_of
from onrecord.views.labels import label
from onrecord.views.web.charts import ALL, dyad_chart

if TYPE_CHECKING:
    from onrecord.questions import Answer

MOST_TEXT = 40_000  # characters of an article that a notebook shows
MOST_FACTS = 200  # of each layer that are listed below it
MOST_CELL = 400  # characters
COLOURS = {
    "0": "#6b7080",
    "1": "#4f93d6",
    "2": "#1c5fa8",
    "3": "#f0a03c",
    "4": "#b5431a",
}  # of quad classes, as in the site


def reading_html(reading: Reading) -> str:
    """Return the article with its layers marked, switches for the layers, and the facts of each in a table to open."""
    document, cards = reading.document, cards_of(reading)
    by_layer = [(layer, [card for card in cards if card.layer == layer.key]) for layer in LAYERS]
    published = document.published
    return _template("reading.jinja").render(
        document=document,
        when=days(published.earliest or published.value, published.latest or published.value),
        link=safe_link(document.url),
        layers=[(layer, own[:MOST_FACTS], len(own)) for layer, own in by_layer if own],
        paragraphs=paragraphs_of(document.text[:MOST_TEXT], cards),
        left=max(len(document.text) - MOST_TEXT, 0),
        heads=lambda piece: _heads(cards, piece),
        notes=reading.notes,
    )


def _heads(cards: Sequence[Card], piece: Piece) -> str:
    """Return what the facts of some words say."""
    return "; ".join(dict.fromkeys(cards[number].head for number in piece.cards))


def answer_html(answer: Answer[Any]) -> str:
    """Return an answer as a table with the columns that people see; that of two actors with its chart."""
    columns = columns_of(answer.row)
    lines = [[_cut(column.cell(row)) for column in columns] for row in answer.rows]
    filled = [n for n in range(len(columns)) if any(line[n] for line in lines)]
    is_dyad = answer.row is DyadPeriod and answer.rows
    return _template("answer.jinja").render(
        answer=answer,
        heads=[columns[n].head for n in filled],
        lines=[[line[n] for n in filled] for line in lines],
        chart=dyad_chart(answer.rows, "happenings", " and ".join(answer.asked.dyad or ()))
        if is_dyad
        else None,
    )


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CELL else f"{text[: MOST_CELL - 2]} …"


def _clean(value: object) -> object:
    return shown(value) if type(value) is str else value


@lru_cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("onrecord.views.notebook", ""),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=_clean,
    )
    environment.filters |= {"counted": counted, "cut": _cut}
    environment.globals |= {"label": label, "colours": COLOURS, "all_quads": ALL}
    return environment.get_template(name)
