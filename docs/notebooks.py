"""The tutorials: notebooks in docs/tutorials, kept without results, run by a test, and shown with results on the site."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import nbformat

FOLDER = Path(__file__).parent / "tutorials"
TUTORIALS = tuple(sorted(FOLDER.glob("*.ipynb")))
BESIDE = ("reports.jsonl",)
"""What a tutorial reads beside itself."""
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
"""What a terminal is told beside text."""
SECONDS = 300
"""For one cell, on a busy machine."""
PROGRAMS = str(Path(sys.executable).parent)
"""Where the notebooks find `onrecord`."""


def read_notebook(path: Path) -> Any:
    """Return a notebook as it is kept."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def executed(path: Path) -> Any:
    """Return a notebook with its results, run in a folder of its own; raises `CellExecutionError` where a cell fails."""
    from nbclient import NotebookClient

    notebook = read_notebook(path)
    with tempfile.TemporaryDirectory(prefix="onrecord-tutorial-") as folder:
        for name in BESIDE:
            shutil.copy(FOLDER / name, folder)
        here = {"metadata": {"path": folder}}
        client = NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources=here)
        client.execute(env={**os.environ, "PATH": os.pathsep.join((PROGRAMS, os.environ.get("PATH", "")))})
    return notebook


def as_markdown(notebook: Any, name: str) -> str:
    """Return a notebook as a page: text, code, and what each cell printed or returned."""
    head, *rest = notebook.cells
    note = (
        f"This page is the notebook `docs/tutorials/{name}`; beside it lies `reports.jsonl`, which it reads."
    )
    return "\n\n".join([head.source, note, *(part for cell in rest for part in _parts(cell))]) + "\n"


def _parts(cell: Any) -> Iterator[str]:
    if cell.cell_type == "markdown":
        yield cell.source
        return
    yield f"```python\n{cell.source}\n```"
    for is_printed, outputs in groupby(
        cell.get("outputs", ()), key=lambda output: output.output_type == "stream"
    ):
        if is_printed:
            yield _block("".join(output.text for output in outputs))
        else:
            yield from map(_shown, outputs)


def _shown(output: Any) -> str:
    data = output.get("data", {})
    if "text/html" in data:
        return _one_line(data["text/html"])
    return _block(data.get("text/plain", ""))


def _block(text: str) -> str:
    """Return what was printed as a block: of a line that was written over, what stood there last."""
    lines = (CONTROL.sub("", line).rstrip("\r").rpartition("\r")[2] for line in text.rstrip().split("\n"))
    return "```text\n" + "\n".join(line for line in lines if line.strip()) + "\n```"


def _one_line(html: str) -> str:
    """Return HTML without styles and blank lines, which would end it in Markdown."""
    without = re.sub(r"(?s)<style.*?</style>", "", html)
    return (
        "<div class='result'>"
        + " ".join(line.strip() for line in without.splitlines() if line.strip())
        + "</div>"
    )
