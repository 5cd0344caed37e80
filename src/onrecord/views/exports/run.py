"""Run one export: write it whole or not at all, with a file beside it that describes it.

A file is written under another name and moved when it is whole. Beside it stands `NAME.about.json`, in a folder `about.json`:
what was asked for, what is counted, how many rows there are, what was left out and why, and with what it was made.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from onrecord.errors import QuestionError
from onrecord.questions.streaming import select
from onrecord.store import Store, stream
from onrecord.views.exports import EXPORTS, Export, columns_of
from onrecord.views.exports.columns import Column
from onrecord.views.exports.encodings import Writer
from onrecord.views.exports.job import Job, Options
from onrecord.views.exports.versions import versions

PART = ".part"  # the end of the name of an unfinished file
ABOUT = ".about.json"
ABOUT_FOLDER = "about.json"
ALL_REPORTS = "reports"


@dataclass(frozen=True)
class Exported:
    """What was written."""

    export: Export
    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()


def export(
    store: Store,
    name: str,
    target: Path | IO[bytes],
    values: Mapping[str, Any] | None = None,
    *,
    counting: str | None = None,
    options: Options | None = None,
) -> Exported:
    """Write one format to a file, a folder or a stream; raises `QuestionError` for what cannot be asked for."""
    chosen = EXPORTS[name]
    if chosen.counts and counting is None:
        raise QuestionError(
            f"'{name}' counts reports, or distinct happenings; say which: --counting reports or --counting happenings."
        )
    asked = select(store, chosen.question or "reports", counting or ALL_REPORTS, values or {})
    job = Job(store, asked, options or Options())
    if isinstance(target, Path):
        rows = _to_path(chosen, job, target)
        _tell(chosen, job, target, rows)
    else:
        rows = _to_stream(chosen, job, target)
    return Exported(chosen, rows, dict(job.left_out), asked.notes, tuple(map(str, asked.meant)))


def _to_stream(chosen: Export, job: Job, out: IO[bytes]) -> int:
    if chosen.begin is None:
        what = "a folder" if chosen.folder else "a file of its own"
        raise QuestionError(f"'{chosen.name}' is {what}; name it with --output.")
    return _written(chosen.begin(job, out), chosen.items(job))


def _written(writer: Writer, items: Iterable[Any]) -> int:
    """Write all items, and return how many there are."""
    number = 0
    for item in items:
        writer.write(item)
        number += 1
    writer.end()
    return number


def _to_path(chosen: Export, job: Job, target: Path) -> int:
    if chosen.folder is not None:
        with whole_folder(target) as folder:
            writer = chosen.folder(job, folder)
            number = _written(writer, chosen.items(job))
            return int(getattr(writer, "rows", number))
    with _whole(target) as part:
        if chosen.path is not None:
            return chosen.path(job, part)
        with part.open("wb") as out:
            return _to_stream(chosen, job, out)


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """Yield a temporary name for the file; rename it to `target` when it is complete."""
    if target.is_dir():
        raise QuestionError(f"{target} is a folder; name a file.")
    part = target.with_name(target.name + PART)
    try:
        part.unlink(missing_ok=True)
        yield part
        part.replace(target)
    except OSError as error:
        raise QuestionError(f"{target} cannot be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Yield a temporary folder; rename it to `target`, which must be empty, when it is complete."""
    if not target.name:  # "." or "/", which cannot be replaced
        raise QuestionError(f"{target.absolute()} cannot be replaced; name a new folder in it.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise QuestionError(f"{target} is there already; name an empty folder, or one that is not there.")
    part = target.with_name(target.name + PART)
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir()
        yield part
        if target.exists():
            target.rmdir()
        part.replace(target)
    except OSError as error:
        raise QuestionError(f"{target} cannot be written: {error.strerror}.") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


# ---- what it is --------------------------------------------------------------------------


def about(chosen: Export, job: Job, rows: int) -> dict[str, Any]:
    """Return the description of an export, as it is written beside it."""
    asked = {name: value for name, value in job.asked.filters.given().items() if name != "counting"}
    found: dict[str, Any] = {
        "format": chosen.name,
        "what": chosen.help,
        "counting": job.asked.counting if chosen.counts else None,
        "encoding": job.options.encoding if "encoding" in chosen.options else None,
        "zeros": job.options.zeros if "zeros" in chosen.options else None,
        "countries": job.options.countries if "countries" in chosen.options else None,
        "filters": asked,
        "meant": [str(meant) for meant in job.asked.meant],
        "rows": rows,
        "left_out": dict(sorted(job.left_out.items())),
        "notes": list(job.asked.notes),
        "made_with": {**versions(), "read_by": dict(stream.readers(job.store))},
        "columns": [described(c) for c in columns_of(chosen.table, job)] if chosen.table else None,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value is not None}


def described(column: Column) -> dict[str, Any]:
    """Return a column in words."""
    return {"name": column.name, "type": column.type, "help": column.help}


def _tell(chosen: Export, job: Job, target: Path, rows: int) -> None:
    found = about(chosen, job, rows)
    if target.is_dir():
        path = target / ABOUT_FOLDER
    else:
        path = target.with_name(target.name + ABOUT)
        found["sha256"] = sha256_of_file(target)
    path.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


def sha256_of_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
