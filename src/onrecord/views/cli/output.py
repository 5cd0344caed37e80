"""Where results are written and how: standard output or a file, its width, its colours."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:  # heavy: the reader behind them is loaded only by a command that reads
    from onrecord.views.brief import Look
    from onrecord.world import World

WIDEST_BRIEF = 100  # columns of a brief: longer lines are hard to read


def look_for(color: str, full: bool, out: IO[str] | None = None, world: World | None = None) -> Look:
    """Return the look of a brief on this terminal, or in this pipe."""
    from onrecord.views.brief import Look
    from onrecord.world import load_world

    country_name = (world or load_world()).country_name
    out = out or sys.stdout
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    colour = color == "always" or (color == "auto" and out.isatty() and not plain)
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST_BRIEF)
    return Look(width=width, colour=colour, country_name=country_name, everything=full)


@contextmanager
def opened(output: Path | None) -> Iterator[IO[str]]:
    """Open `output` for writing, or standard output, as UTF-8 whatever the locale says."""
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # the same bytes on every system
        yield sys.stdout
        sys.stdout.flush()  # here, so that a full disk is told as one
        return
    try:
        begun = _begun(output)
        file = begun.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.BadParameter(
            f"{output} cannot be written: {error.strerror}.", param_hint="--output"
        ) from None
    try:
        with file:
            yield file
    except OSError:  # a full disk: what was there before stays
        if begun != output:
            begun.unlink(missing_ok=True)
        raise
    except BaseException:  # Ctrl-C: what was read so far is kept
        _settle(begun, output)
        raise
    _settle(begun, output)


def _begun(output: Path) -> Path:
    """Return the file beside `output` that is written first; itself if it is a device, or where there is no room beside it."""
    if output.exists() and not output.is_file():
        return output
    return (
        output.with_name(f".{output.name}.{os.getpid()}.part")
        if os.access(output.parent, os.W_OK)
        else output
    )


def _settle(begun: Path, output: Path) -> None:
    if begun != output:
        begun.replace(output.resolve())
