"""What the program says of itself: `--version` with all that a result depends on, and what a shell can complete."""

from __future__ import annotations

import os
from collections.abc import Mapping

import click

from onrecord import __version__

COMPLETE = "_ONRECORD_COMPLETE"  # the variable in which click's scripts for shells say what they ask


def show_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Print the versions and end, where `--version` was given."""
    if not wanted or context.resilient_parsing:
        return
    from onrecord.views.exports.versions import versions

    click.echo(f"onrecord {__version__}")
    for name, value in versions().items():
        if name != "onrecord":
            click.echo(f"{name}: {_told(value)}")
    context.exit()


def _told(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{file} sha256 {digest}" for file, digest in value.items())
    return str(value)


def completed(cli: click.Command) -> int | None:
    """Answer what the script of a shell asks, and return the exit status; None if no shell asks."""
    asked = os.environ.get(COMPLETE)
    if not asked:
        return None
    from click.shell_completion import shell_complete

    return shell_complete(cli, {}, "onrecord", COMPLETE, asked)
