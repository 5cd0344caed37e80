"""People's corrections of the actors in a store: a table beside it, one line a correction.

`news.db` has `news.actors.tsv`. The store keeps what was read; the table says what is to be seen:
this actor has another name, these two are one, that one is two. Lines are applied in their
order (correct.py), to any store; a line that is undone stays as a comment. What does not fit is
told with its line and the fix, and the rest holds.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast, get_args

from onrecord.errors import StoreError
from onrecord.types import ActorKind, DocumentId

Deed = Literal["rename", "merge", "split"]
COLUMNS = (
    "do", "name", "kind", "country", "wikidata", "documents",
    "new_name", "new_kind", "new_country", "new_sector", "new_wikidata", "note",
)  # fmt: skip
SUFFIX = ".actors.tsv"
UNDONE = "# undone "
NOTHING = "-"  # in a cell: there is none, where an empty cell says nothing about it
HEAD = (
    "# Corrections of the actors in a store, applied from top to bottom; see 'onrecord actors --help'.\n"
    "# name to documents say which actor; new_name to new_wikidata what it is to be. '-' means none.\n"
)

_KINDS: tuple[str, ...] = get_args(ActorKind)
_PLACE = re.compile(r"^(d_\w+)(?::(\d+))?$")
_CODE = re.compile(r"^[A-Z]{3}$")
_WIKIDATA = re.compile(r"^Q[1-9]\d*$")


@dataclass(frozen=True, slots=True)
class Where:
    """A document, and there the mention that begins at an offset, or all mentions."""

    document: DocumentId
    start: int | None = None

    def __str__(self) -> str:
        return self.document if self.start is None else f"{self.document}:{self.start}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who an actor is. None says nothing; `-` says that there is none."""

    name: str | None = None
    kind: ActorKind | None = None
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line: what to do with which actor, where (everywhere if `documents` is empty)."""

    do: Deed
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
    told = ", ".join(fact for fact in facts if fact)
    return " ".join(filter(None, (identity.name, f"({told})" if told else "")))


class _UnfitError(Exception):
    """A cell that does not fit; the message says what to write."""


def corrections_path(store: Path) -> Path:
    """Return the path of a store's table of corrections.

    >>> corrections_path(Path("desk/news.db")).name
    'news.actors.tsv'
    """
    return store.with_suffix(SUFFIX)


def read_corrections(path: Path) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """Return the corrections of a table, none if it is not there, and what is wrong with its other lines."""
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
    lines = [
        (n, line) for n, line in enumerate(re.split(r"\r?\n", text), 1) if line.strip() and line[0] != "#"
    ]
    if not lines:
        return (), ()
    header = [cell.strip() for cell in _cells(lines[0][1])]
    unknown = [column for column in header if column not in COLUMNS]
    missing = [column for column in ("do", "name") if column not in header]
    problems = []
    if unknown or missing:
        wrong = f"no column '{unknown[0]}' is known" if unknown else f"the column '{missing[0]}' is missing"
        problems.append(f"{name} line {lines[0][0]}: {wrong}; the columns are {', '.join(COLUMNS)}.")
    found = []
    for number, line in lines[1:] if not missing else ():
        cells = [cell.strip() for cell in _cells(line)]
        try:
            if len(cells) > len(header):
                raise _UnfitError(f"{len(cells)} cells under {len(header)} columns; take out a tab.")
            row = {column: cell for column, cell in zip(header, cells, strict=False) if cell}
            found.append(replace(_correction(row), file=name, line=number))
        except _UnfitError as error:
            problems.append(f"{name} line {number}: {error} The line was left out.")
    return tuple(found), tuple(problems)


def _cells(line: str) -> list[str]:
    return next(csv.reader([line], delimiter="\t"))


def _correction(row: Mapping[str, str]) -> Correction:
    do = row.get("do", "")
    if do not in get_args(Deed):
        raise _UnfitError(f"'{do}' is nothing to do; write {', '.join(get_args(Deed))}.")
    actor, new = _identity(row, ""), _identity(row, "new_")
    if actor.name is None and actor.wikidata in (None, NOTHING):
        raise _UnfitError("it says no actor; fill in 'name' or 'wikidata'.")
    if new == Identity() or (do != "rename" and new.name is None):
        raise _UnfitError("it does not say who the actor is to be; fill in 'new_name'.")
    places = tuple(_where(part.strip()) for part in row.get("documents", "").split(",") if part.strip())
    if do == "split" and not places:
        raise _UnfitError(
            "it does not say where; fill in 'documents', as d_1a2b or d_1a2b:120 for one mention."
        )
    if do != "split" and any(place.start is not None for place in places):
        raise _UnfitError("a single mention can be split off only; leave the offsets out of 'documents'.")
    return Correction(do=cast("Deed", do), actor=actor, documents=places, new=new, note=row.get("note"))


def _identity(row: Mapping[str, str], prefix: str) -> Identity:
    kind, sector = row.get(f"{prefix}kind"), row.get("new_sector") if prefix else None
    country, wikidata = row.get(f"{prefix}country"), row.get(f"{prefix}wikidata")
    if kind is not None and kind not in _KINDS:
        raise _UnfitError(f"'{prefix}kind' holds '{kind}'; write one of {', '.join(_KINDS)}.")
    for column, value in (("country", country), ("sector", sector)):
        if value not in (None, NOTHING) and not _CODE.match(value or ""):
            raise _UnfitError(
                f"'{prefix}{column}' holds '{value}'; write a code of three capitals, or - for none."
            )
    if wikidata not in (None, NOTHING) and not _WIKIDATA.match(wikidata or ""):
        raise _UnfitError(f"'{prefix}wikidata' holds '{wikidata}'; write an id such as Q567, or - for none.")
    return Identity(name=row.get(f"{prefix}name"), kind=cast("ActorKind | None", kind), country=country,
                    sector=sector, wikidata=wikidata)  # fmt: skip


def is_wikidata_id(text: str) -> bool:
    """Return whether a text is a Wikidata id, such as Q567."""
    return bool(_WIKIDATA.match(text))


def _where(text: str) -> Where:
    found = _PLACE.match(text)
    if not found:
        raise _UnfitError(f"'documents' holds '{text}'; write ids such as d_1a2b, parted by commas.")
    return Where(DocumentId(found[1]), int(found[2]) if found[2] else None)


# ---- writing -----------------------------------------------------------------------------


def add_corrections(path: Path, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Write corrections at the end of a table, made where it is not there; return those it had not yet."""
    known, _ = read_corrections(path)
    bare = {replace(c, file="", line=0) for c in known}
    new = [c for c in dict.fromkeys(replace(c, file="", line=0) for c in corrections) if c not in bare]
    if not new:
        return ()
    text = _text(path) if path.exists() else ""
    if not any(line.strip() and line[0] != "#" for line in text.splitlines()):
        text = HEAD + "\t".join(COLUMNS) + "\n"
    header = next(_cells(line) for line in text.splitlines() if line.strip() and line[0] != "#")
    if text and not text.endswith("\n"):
        text += "\n"
    first = text.count("\n") + 1
    _write(path, text + "".join(_line(c, header) for c in new))
    return tuple(replace(c, file=path.name, line=first + n) for n, c in enumerate(new))


def _line(correction: Correction, header: Sequence[str]) -> str:
    """Return a correction as a line of the table, its cells in the order of the header."""
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
    """Put `text` in the place of a file in one step: whoever reads sees the old one or the new one."""
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        os.replace(fresh, path)  # noqa: PTH105 - the one call that replaces an existing file everywhere
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}; nothing was changed.") from None
