"""The tables of formats: what is written before, between and after items."""

from __future__ import annotations

import io

from onrecord.views.brief import Look
from onrecord.views.formats import ACTOR_FORMATS, KEPT_FORMATS, READING_FORMATS, Format, write_items


def test_items_are_written_with_the_text_before_between_and_after_them() -> None:
    form: Format[int] = Format(
        "n",
        "numbers",
        lambda n, _look: f"{n}\n",
        lambda: "numbers\n",
        lambda: "end\n",
        lambda look: "-" * look.width + "\n",
    )
    out = io.StringIO()
    write_items(form, [1, 2], out, Look(width=3))
    assert out.getvalue() == "numbers\n1\n---\n2\nend\n"


def test_a_table_has_its_header_even_without_rows() -> None:
    out = io.StringIO()
    write_items(ACTOR_FORMATS["csv"], [], out, Look())
    assert out.getvalue().startswith("name,kind,country,")


def test_a_store_offers_every_format_but_those_of_the_language_layer() -> None:
    assert set(READING_FORMATS) - set(KEPT_FORMATS) == {"conllu"}
