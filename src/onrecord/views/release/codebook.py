"""The codebook of a data set: every column and every code, from the tables and the ontology themselves, as Markdown and as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, get_args

from onrecord.lexicon.codes import load_sectors
from onrecord.ontologies import Ontology, load_ontology
from onrecord.types import Certainty, Status

if TYPE_CHECKING:
    from onrecord.views.release import Written

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
STATUSES = {
    "occurred": "having happened",
    "ongoing": "happening now",
    "planned": "decided or scheduled",
    "expected": "forecast",
    "possible": "open",
    "unlikely": "doubtful",
    "conditional": "depending on a condition",
    "requested": "called for, demanded, proposed, warned against",
    "negated": "not having happened",
    "denied": "denied by somebody",
}
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-bottom:1px solid #ddd}code{font-size:.9em}@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}"
    "th,td{border-color:#444}}"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a paragraph, and a table; the first cell of a row is a name."""

    title: str
    text: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sections(counting: str, tables: Sequence[Written]) -> Iterator[Section]:
    """Yield the parts of a codebook."""
    for one in tables:
        key = f" Its key is `{one.table.key}`." if one.table.key else ""
        yield Section(
            f"Table {one.table.name}",
            f"One row is {one.table.help}; {one.rows:,} rows.{key}",
            ("column", "type", "meaning"),
            tuple((c.name, c.type + ("" if c.needed else ", may be empty"), c.help) for c in one.columns),
        )
    yield from _codes(load_ontology())
    yield Section(
        "What is counted",
        f"This data set counts {counting}. Reports: each report that tells of an event has a row for it. Happenings: each distinct "
        "happening has one row, however many reports tell of it; copies of one report are folded.",
        (),
        (),
    )


def _codes(ontology: Ontology) -> Iterator[Section]:
    yield Section(
        f"Types of events (PLOVER {ontology.version})",
        "Quad class and score are those of PLOVER's manual, with our decision where it contradicts itself; a mode has its own score.",
        ("type", "quad class", "score", "modes and their scores"),
        tuple(
            (
                t.name,
                f"{t.quad} {QUADS[t.quad]}",
                f"{t.scale:g}",
                ", ".join(f"{m} {s:g}" for m, s in t.modes.items()),
            )
            for t in ontology.types.values()
        ),
    )
    yield Section(
        "Further types",
        "What PLOVER has no type for; they have no class, score or CAMEO code.",
        ("type", "what"),
        tuple((name, what.replace("`", "")) for name, what in ontology.further.items()),
    )
    yield Section(
        "Statuses", "How the text presents an event, never whether it is true.", ("status", "the text presents it as"),
        tuple((status, STATUSES[status]) for status in get_args(Status)),
    )  # fmt: skip
    yield Section("Certainty", f"How sure the text sounds: {', '.join(get_args(Certainty))}.", (), ())
    yield Section("Contexts", ", ".join(sorted(ontology.contexts)) + ".", (), ())
    yield Section(
        "Sectors", "Of actors; the code, what it is, and CAMEO's code.", ("sector", "meaning", "CAMEO"),
        tuple((row.code, row.meaning, row.cameo or "") for row in load_sectors().values()),
    )  # fmt: skip
    yield Section(
        "CAMEO codes",
        "The code under which an event of a type, mode and context goes out, with its Goldstein score.",
        ("code", "name", "Goldstein", "type", "mode", "context"),
        tuple(
            (row.code, row.name, f"{row.goldstein:g}", row.type, row.mode or "", row.context or "")
            for row in sorted(
                ontology.cameo.values(), key=lambda r: (r.code, r.type, r.mode or "", r.context or "")
            )
        ),
    )


def codebook_markdown(title: str, counting: str, tables: Sequence[Written]) -> str:
    """Return the codebook as Markdown."""
    parts = [f"# {title}: codebook\n"]
    for section in sections(counting, tables):
        parts.append(f"\n## {section.title}\n\n{section.text}\n")
        if section.rows:
            parts.append(f"\n| {' | '.join(section.head)} |\n|{' --- |' * len(section.head)}\n")
            parts += [f"| `{row[0]}` | {' | '.join(map(_cell, row[1:]))} |\n" for row in section.rows]
    return "".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def codebook_html(title: str, counting: str, tables: Sequence[Written]) -> str:
    """Return the codebook as one page that needs nothing else."""
    begin = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}: codebook</title><style>{STYLE}</style></head><body>\n<h1>{escape(title)}: codebook</h1>\n"
    )
    parts = [begin]
    for section in sections(counting, tables):
        parts.append(f"<h2>{escape(section.title)}</h2>\n<p>{escape(section.text).replace('`', '')}</p>\n")
        if section.rows:
            head = "".join(f'<th scope="col">{escape(name)}</th>' for name in section.head)
            parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>\n")
            for row in section.rows:
                cells = "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
                parts.append(f'<tr><th scope="row"><code>{escape(row[0])}</code></th>{cells}</tr>\n')
            parts.append("</tbody></table>\n")
    parts.append("</body></html>\n")
    return "".join(parts)
