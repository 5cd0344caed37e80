"""Users' corrections of the actors in a store: a table beside the store, one correction a line.

`news.db` has `news.actors.tsv`. The store keeps what was read; the table changes what is shown: this
actor has another name, these two are one, that one is two. correct.py applies the lines in order, to
any store. A correction that is undone stays in the table as a comment. An invalid line is reported
with a suggested fix; the others are applied.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast, get_args

from onrecord.errors import StoreError
from onrecord.lexicon.forms import counted
from onrecord.types import ActorKind, DocumentId

Action = Literal["rename", "merge", "split"]
COLUMNS = (
    "do", "name", "kind", "country", "wikidata", "documents",
    "new_name", "new_kind", "new_country", "new_sector", "new_wikidata", "note",
)  # fmt: skip
NEEDED = ("do", "name")  # columns that a table must have
SUFFIX = ".actors.tsv"
UNDONE = "# undone "
NOTHING = "-"  # the actor is known to have no value; an empty cell leaves the value open
SKIPPED = "The line was left out."
FILE_HEAD = (
    "# Corrections of the actors in a store, applied from top to bottom; see 'onrecord actors --help'.\n"
    "# The columns name to documents say which actor, new_name to new_wikidata its new values; '-' is no value.\n"
)

_KINDS: tuple[str, ...] = get_args(ActorKind)
_PLACE = re.compile(r"^(d_\w+)(?::(\d+))?$")
_CODE = re.compile(r"^[A-Z]{3}$")
_WIKIDATA = re.compile(r"^Q[1-9]\d*$")


@dataclass(frozen=True, slots=True)
class Where:
    """A document, and the mention in it that begins at an offset; without one, all mentions."""

    document: DocumentId
    start: int | None = None

    def __str__(self) -> str:
        return self.document if self.start is None else f"{self.document}:{self.start}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who an actor is. None leaves a value open; `-` says that the actor has none."""

    name: str | None = None
    kind: ActorKind | None = None
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line: what to do with which actor, in which documents (in all if `documents` is empty)."""

    do: Action
    actor: Identity
    documents: tuple[Where, ...] = ()
    new: Identity
    note: str | None = None
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        places = f" in {', '.join(map(str, self.documents))}" if self.documents else ""
        return f"{self.do} {_said(self.actor)} → {_said(self.new)}{places}"


def _said(identity: Identity) -> str:
    facts = [identity.kind, identity.country, identity.sector, identity.wikidata]
    listed = ", ".join(fact for fact in facts if fact)
    return " ".join(filter(None, (identity.name, f"({listed})" if listed else "")))


class _InvalidError(Exception):
    """Raised for an invalid cell; the message says what to write."""


def corrections_path(store: Path) -> Path:
    """Return the path of a store's table of corrections.

    >>> corrections_path(Path("desk/news.db")).name
    'news.actors.tsv'
    """
    return store.with_suffix(SUFFIX)


def read_corrections(path: Path) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """Return the corrections of a table, none if there is no file, and messages about its invalid lines."""
    if not path.exists():
        return (), ()
    return parse_corrections(_text(path), path.name)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise StoreError(f"{path} line {line} is not UTF-8; save the file as UTF-8 text.") from None


def parse_corrections(text: str, name: str) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """Return the corrections in a table's `text` and its problems; `name` is the file's, for messages."""
    lines = _numbered_lines(text)
    if not lines:
        return (), ()
    first, header_line = lines[0]
    header = [cell.strip() for cell in _cells(header_line)]
    wrong = _wrong_column(header)
    problems = [f"{name} line {first}: {wrong}; the columns are {', '.join(COLUMNS)}."] if wrong else []
    if not set(NEEDED) <= set(header):
        return (), tuple(problems)
    found = []
    for number, line in lines[1:]:
        try:
            found.append(replace(_correction(_cells_by_column(line, header)), file=name, line=number))
        except _InvalidError as error:
            problems.append(f"{name} line {number}: {error} {SKIPPED}")
    return tuple(found), tuple(problems)


def _numbered_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines that are neither blank nor comments, with their numbers from 1."""
    lines = enumerate(re.split(r"\r?\n", text), 1)
    return [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]


def _wrong_column(header: Sequence[str]) -> str | None:
    """Return what is wrong with the columns: an unknown one, or one that is missing."""
    unknown = (f"no column '{column}' is known" for column in header if column not in COLUMNS)
    missing = (f"the column '{column}' is missing" for column in NEEDED if column not in header)
    return next(unknown, None) or next(missing, None)


def _cells(line: str) -> list[str]:
    return next(csv.reader([line], delimiter="\t"))


def _cells_by_column(line: str, header: Sequence[str]) -> dict[str, str]:
    """Return the filled cells of a line by the column; raises `_InvalidError` if there are too many."""
    cells = [cell.strip() for cell in _cells(line)]
    if len(cells) > len(header):
        found, expected = counted(len(cells), "cell"), counted(len(header), "column")
        raise _InvalidError(f"{found} under {expected}; take out a tab.")
    return {column: cell for column, cell in zip(header, cells, strict=False) if cell}


def _correction(row: Mapping[str, str]) -> Correction:
    """Return the correction of a line's cells; raises `_InvalidError` for the first invalid cell."""
    do = row.get("do", "")
    if do not in get_args(Action):
        raise _InvalidError(f"there is no action '{do}'; write {', '.join(get_args(Action))}.")
    parts = (part.strip() for part in row.get("documents", "").split(","))
    correction = Correction(
        do=cast("Action", do),
        actor=_identity(row, ""),
        documents=tuple(_where(part) for part in parts if part),
        new=_identity(row, "new_"),
        note=row.get("note"),
    )
    for fails, message in CHECKS:
        if fails(correction):
            raise _InvalidError(message)
    return correction


CHECKS: tuple[tuple[Callable[[Correction], bool], str], ...] = (  # when a line is invalid, and what to say
    (
        lambda c: c.actor.name is None and c.actor.wikidata in (None, NOTHING),
        "it does not say which actor; fill in 'name' or 'wikidata'.",
    ),
    (
        lambda c: c.new == Identity() or (c.do != "rename" and c.new.name is None),
        "it does not say who the actor is to be; fill in 'new_name'.",
    ),
    (
        lambda c: c.do == "split" and not c.documents,
        "it does not say where; fill in 'documents', as d_1a2b or d_1a2b:120 for one mention.",
    ),
    (
        lambda c: c.do != "split" and any(place.start is not None for place in c.documents),
        "a single mention can be split off only; leave the offsets out of 'documents'.",
    ),
)


def _identity(row: Mapping[str, str], prefix: str) -> Identity:
    """Return the identity in the columns that begin with `prefix`."""
    kind, sector = row.get(f"{prefix}kind"), row.get("new_sector") if prefix else None
    country, wikidata = row.get(f"{prefix}country"), row.get(f"{prefix}wikidata")
    if kind is not None and kind not in _KINDS:
        raise _InvalidError(f"'{prefix}kind' holds '{kind}'; write one of {', '.join(_KINDS)}.")
    for column, value, form, what in (
        ("country", country, _CODE, "a code of three capitals"),
        ("sector", sector, _CODE, "a code of three capitals"),
        ("wikidata", wikidata, _WIKIDATA, "an id such as Q567"),
    ):
        if value not in (None, NOTHING) and not form.match(value or ""):
            raise _InvalidError(f"'{prefix}{column}' holds '{value}'; write {what}, or - for none.")
    return Identity(name=row.get(f"{prefix}name"), kind=cast("ActorKind | None", kind), country=country,
                    sector=sector, wikidata=wikidata)  # fmt: skip


def is_wikidata_id(text: str) -> bool:
    """Return whether a text is a Wikidata id, such as Q567."""
    return bool(_WIKIDATA.match(text))


def _where(text: str) -> Where:
    found = _PLACE.match(text)
    if not found:
        raise _InvalidError(f"'documents' holds '{text}'; write ids such as d_1a2b, parted by commas.")
    return Where(DocumentId(found[1]), int(found[2]) if found[2] else None)


# ---- writing -----------------------------------------------------------------------------


def add_corrections(path: Path, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Add corrections to a table, which is made if there is none; return those that are new to it."""
    known, _ = read_corrections(path)
    seen = {_without_place(c) for c in known}
    new = [c for c in dict.fromkeys(map(_without_place, corrections)) if c not in seen]
    if not new:
        return ()
    text = _text(path) if path.exists() else ""
    if not _header_of(text):
        text = FILE_HEAD + "\t".join(COLUMNS) + "\n"
    if not text.endswith("\n"):
        text += "\n"
    first = text.count("\n") + 1
    _write(path, text + "".join(_line(c, _header_of(text)) for c in new))
    return tuple(replace(c, file=path.name, line=first + n) for n, c in enumerate(new))


def _without_place(correction: Correction) -> Correction:
    """Return a correction without its file and line."""
    return replace(correction, file="", line=0)


def _header_of(text: str) -> list[str]:
    """Return the columns of a table, none if it has only comments."""
    return next((_cells(line) for _, line in _numbered_lines(text)), [])


def _line(correction: Correction, header: Sequence[str]) -> str:
    """Return a correction as a line of the table, with cells in the order of the header."""
    actor, new = correction.actor, correction.new
    cells = {
        "do": correction.do, "name": actor.name, "kind": actor.kind, "country": actor.country,
        "wikidata": actor.wikidata, "documents": ", ".join(map(str, correction.documents)), "new_name": new.name,
        "new_kind": new.kind, "new_country": new.country, "new_sector": new.sector, "new_wikidata": new.wikidata,
        "note": correction.note,
    }  # fmt: skip
    out = io.StringIO()
    values = [re.sub(r"\s+", " ", cells.get(column.strip()) or "").strip() for column in header]
    csv.writer(out, delimiter="\t", lineterminator="\n").writerow(values)
    return out.getvalue()


def undo_correction(path: Path, line: int | None = None) -> Correction:
    """Turn a correction (the last one, if no line is named) into a comment, and return it."""
    corrections, _ = read_corrections(path)
    found = [c for c in corrections if line in (None, c.line)]
    if not found:
        which = f"line {line} of it is no correction" if line else "there is no correction in it"
        raise StoreError(f"{path}: {which}; 'onrecord actors corrections' lists them.")
    undone = found[-1]
    lines = _text(path).split("\n")
    lines[undone.line - 1] = UNDONE + lines[undone.line - 1]
    _write(path, "\n".join(lines))
    return undone


def _write(path: Path, text: str) -> None:
    """Replace a file by `text` in one step: a reader sees the old text or the new one."""
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        os.replace(fresh, path)  # noqa: PTH105 - the one call that replaces an existing file everywhere
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}; nothing was changed.") from None


def rename_documents(path: Path, new_by_old: Mapping[str, str]) -> None:
    """Write the new ids of documents into a table of corrections, if there is one that names old ones."""
    if not new_by_old or not path.exists():
        return
    text = _text(path)
    renamed = re.sub(r"\bd_\w+", lambda found: new_by_old.get(found[0], found[0]), text)
    if renamed != text:
        _write(path, renamed)
