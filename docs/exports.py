"""Update the tables of formats and columns in docs/exports.md: a part of `make docs`.

A block between `<!-- formats -->` and `<!-- end -->` holds the table of formats, one that begins with `<!-- columns: NAME -->` the
columns of that table.
"""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.questions.streaming import filters_streamed
from onrecord.views.exports import EXPORTS, Export
from onrecord.views.exports.encodings import ENCODINGS

PAGE = Path(__file__).parent / "exports.md"
FORMATS = re.compile(r"(?s)(<!-- formats -->\n).*?(<!-- end -->)")
COLUMNS = re.compile(r"(?s)(<!-- columns: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)")
ENCODED = re.compile(r"(?s)(<!-- encodings -->\n).*?(<!-- end -->)")


def with_exports(text: str) -> str:
    """Return `text` with the tables of formats, encodings and columns as they are in the code."""
    text = FORMATS.sub(lambda found: found[1] + _formats() + found[2], text)
    text = ENCODED.sub(lambda found: found[1] + _encodings() + found[2], text)
    return COLUMNS.sub(lambda found: found[1] + _columns(found["name"]) + found[3], text)


def _formats() -> str:
    head = "| format | what it is | for | filters of | options |\n| --- | --- | --- | --- | --- |\n"
    return head + "".join(
        f"| `{row.name}` | {row.help} | {row.readers} | {_question(row)} | {', '.join(_options(row))} |\n"
        for row in EXPORTS.values()
    )


def _question(row: Export) -> str:
    if row.question in (None, "reports"):
        return ", ".join(f"`--{f.name}`" for f in filters_streamed("reports")) if row.question else "none"
    return f"`onrecord {row.question}`"


def _options(row: Export) -> list[str]:
    flags = {"encoding": "as", "zeros": "zeros", "trees": "trees"}
    return [
        f"`--{name}`" for name in (*(("counting",) if row.counts else ()), *(flags[o] for o in row.options))
    ]


def _encodings() -> str:
    return "| `--as` | how |\n| --- | --- |\n" + "".join(
        f"| `{e.name}` | {e.help} |\n" for e in ENCODINGS.values()
    )


def _columns(name: str) -> str:
    table = EXPORTS[name].table
    if table is None:
        raise ValueError(f"'{name}' is no table; docs/exports.md names it in a block of columns")
    rows = "".join(f"| `{c.name}` | {c.type} | {c.help} |\n" for c in table.columns_for("happenings"))
    return f"| column | type | meaning |\n| --- | --- | --- |\n{rows}"
