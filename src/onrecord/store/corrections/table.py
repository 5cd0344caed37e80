"""The table of corrections beside a store: read it, add a line, undo one.

One correction a line, applied from top to bottom. A correction that is undone stays in the table as a comment. An invalid
line, or one that contradicts an earlier one, is reported with a suggested fix; the others are applied.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.lexicon.forms import counted
from onrecord.store.corrections.conflicts import Conflicts
from onrecord.store.corrections.lines import (
    COLUMNS,
    FORMER,
    InvalidError,
    cells_of,
    correction_of,
    identifier,
)
from onrecord.store.corrections.types import Correction

NEEDED = ("do",)  # columns that a table must have
SUFFIX = ".corrections.tsv"
FORMER_SUFFIX = ".actors.tsv"  # of a table of corrections of actors alone
UNDONE = "# undone "
SKIPPED = "The line was left out."
FILE_HEAD = (
    "# Corrections by people of what a store keeps, applied from top to bottom; see 'onrecord corrections --help'.\n"
    "# '-' is no value. The columns name to documents say which actor, documents to words which fact, with the other of a pair.\n"
)


def corrections_path(store: Path) -> Path:
    """Return the path of a store's table of corrections.

    >>> corrections_path(Path("desk/news.db")).name
    'news.corrections.tsv'
    """
    path, former = store.with_suffix(SUFFIX), store.with_suffix(FORMER_SUFFIX)
    return former if former.exists() and not path.exists() else path


def read_corrections(path: Path) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """Return the corrections of a table, none if there is no file, and messages about its invalid lines."""
    if not path.exists():
        return (), ()
    return parse_corrections(text_of(path), path.name)


def text_of(path: Path) -> str:
    """Return the text of a table; raises `StoreError` if it cannot be read, or is no UTF-8."""
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
    header = _columns(header_line)
    wrong = _wrong_column(header)
    problems = [f"{name} line {first}: {wrong}; the columns are {', '.join(COLUMNS)}."] if wrong else []
    if not set(NEEDED) <= set(header):
        return (), tuple(problems)
    found: list[Correction] = []
    conflicts = Conflicts()
    for number, line in lines[1:]:
        try:
            correction = replace(correction_of(_cells_by_column(line, header)), file=name, line=number)
            if contradicted := conflicts.with_(correction):
                raise InvalidError(contradicted)
            conflicts.add(correction)
            found.append(correction)
        except InvalidError as error:
            problems.append(f"{name} line {number}: {error} {SKIPPED}")
    return tuple(found), tuple(problems)


def _numbered_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines that are neither blank nor comments, with their numbers from 1."""
    lines = enumerate(re.split(r"\r?\n", text), 1)
    return [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]


def _columns(line: str) -> list[str]:
    """Return the columns that the first line of a table names, by their names of today."""
    return [FORMER.get(cell.strip(), cell.strip()) for cell in _cells(line)]


def _wrong_column(header: Sequence[str]) -> str | None:
    """Return what is wrong with the columns: an unknown one, or one that is missing."""
    unknown = (f"no column '{column}' is known" for column in header if column not in COLUMNS)
    missing = (f"the column '{column}' is missing" for column in NEEDED if column not in header)
    return next(unknown, None) or next(missing, None)


def _cells(line: str) -> list[str]:
    return next(csv.reader([line], delimiter="\t"))


def _cells_by_column(line: str, header: Sequence[str]) -> dict[str, str]:
    """Return the filled cells of a line by the column; raises `InvalidError` if there are too many."""
    cells = [cell.strip() for cell in _cells(line)]
    if len(cells) > len(header):
        found, expected = counted(len(cells), "cell"), counted(len(header), "column")
        raise InvalidError(f"{found} under {expected}; take out a tab.")
    return {column: cell for column, cell in zip(header, cells, strict=False) if cell}


# ---- writing -----------------------------------------------------------------------------


def add_corrections(path: Path, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Add corrections to a table, which is made if there is none; return those that are new to it.

    Raises `StoreError` for one that contradicts another; then none is added.
    """
    known, _ = read_corrections(path)
    seen = set(map(identifier, known))
    new = {name: c for c in corrections if (name := identifier(c)) not in seen}
    if not new:
        return ()
    _refuse_contradictions(path, known, new.values())
    text = _with_all_columns(text_of(path) if path.exists() else "")
    first = text.count("\n") + 1
    header = _header_of(text)
    _write(path, text + "".join(_line(c, header) for c in new.values()))
    return tuple(replace(c, file=path.name, line=first + n) for n, c in enumerate(new.values()))


def _refuse_contradictions(path: Path, known: Iterable[Correction], new: Iterable[Correction]) -> None:
    conflicts = Conflicts(known)
    for correction in new:
        if contradicted := conflicts.with_(correction):
            raise StoreError(f"{path}: {contradicted} Nothing was corrected.")
        conflicts.add(correction)


def _with_all_columns(text: str) -> str:
    """Return the text of a table that ends in a full line and has all columns; missing ones are added at the end."""
    header = _header_of(text)
    if not header:
        return (
            text + ("" if text.endswith("\n") or not text else "\n") + FILE_HEAD + "\t".join(COLUMNS) + "\n"
        )
    if not text.endswith("\n"):
        text += "\n"
    missing = [column for column in COLUMNS if column not in header]
    if not missing:
        return text
    number = _numbered_lines(text)[0][0]
    lines = text.split("\n")
    lines[number - 1] = "\t".join([*header, *missing])
    return "\n".join(lines)


def _header_of(text: str) -> list[str]:
    """Return the columns of a table, none if it has only comments."""
    return next((_columns(line) for _, line in _numbered_lines(text)), [])


def _line(correction: Correction, header: Sequence[str]) -> str:
    """Return a correction as a line of the table, with cells in the order of the header."""
    cells = cells_of(correction)
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerow(
        [cells.get(column, "") for column in header]
    )
    return out.getvalue()


def undo_correction(path: Path, which: str | None = None) -> tuple[Correction, ...]:
    """Turn a correction into a comment, and return it: the one whose id begins with `which`.

    Without one, those that the last command made: the last line, and those above it of one author, time and fact. Raises
    `StoreError` if there is none, or several.
    """
    corrections, _ = read_corrections(path)
    undone = _last(corrections) if which is None else _one(path, corrections, which)
    if not undone:
        raise StoreError(f"{path}: there is no correction in it; 'onrecord corrections list' lists them.")
    lines = text_of(path).split("\n")
    for correction in undone:
        lines[correction.line - 1] = UNDONE + lines[correction.line - 1]
    _write(path, "\n".join(lines))
    return undone


def _last(corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """Return the corrections that one command made last."""
    found: list[Correction] = []
    for correction in reversed(corrections):
        if found and not (correction.time and _command(correction) == _command(found[0])):
            break
        found.append(correction)
    return tuple(reversed(found))


def _command(correction: Correction) -> tuple[str | None, ...]:
    """Return what the lines of one command share."""
    cells = cells_of(correction)
    return correction.author, correction.time, cells.get("documents"), cells.get("layer")


def _one(path: Path, corrections: Sequence[Correction], which: str) -> tuple[Correction, ...]:
    found = {name: c for c in corrections if (name := identifier(c)).startswith(which)}
    if which in found:
        return (found[which],)
    if len(found) != 1:
        raise StoreError(
            f"{path}: {len(found) or 'no'} corrections have an id that begins with '{which}'; "
            "'onrecord corrections list' lists them."
        )
    return tuple(found.values())


def _write(path: Path, text: str) -> None:
    """Replace a file by `text` in one step: a reader sees the old text or the new one."""
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        os.replace(fresh, path)  # noqa: PTH105 - the one call that replaces an existing file everywhere
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}; nothing was changed.") from None


def take_along(store: Path, target: Path) -> None:
    """Copy the table of a store to that of another one, which has none yet."""
    source, copy = corrections_path(store), target.with_suffix(SUFFIX)
    if source.exists() and not copy.exists():
        _write(copy, text_of(source))


def rename_documents(path: Path, new_by_old: Mapping[str, str]) -> None:
    """Write the new ids of documents into a table of corrections, if there is one that names old ones."""
    if not new_by_old or not path.exists():
        return
    text = text_of(path)
    renamed = re.sub(r"\bd_\w+", lambda found: new_by_old.get(found[0], found[0]), text)
    if renamed != text:
        _write(path, renamed)
