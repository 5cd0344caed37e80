"""The command line: `onrecord read`, `page`, `who`, `explain`, `schema`, `add`, `assemble`, `stories`, `check` and more.

Results go to standard output, everything else to standard error. Exit status: 0, or 1 if the
reader failed, 2 for wrong usage, 3 if an input could not be read (the others were), and those of errors.py.
The module of a command is imported when the command is asked for: a reader need not wait for what only a store needs.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

import click

from onrecord.errors import OnRecordError
from onrecord.log import show_log
from onrecord.views.cli.about import completed, show_version
from onrecord.views.cli.options import complain

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)  # where standard output goes
NOT_WRITTEN = 6  # exit status when results cannot be written, as of a store that cannot be
INTERRUPTED = 130  # exit status after Ctrl-C, as shells have it
# module → its commands, each an attribute of that name
COMMANDS = {
    "reading": ("read", "page"),
    "asking": ("who", "explain", "schema"),
    "keeping": ("add", "migrate", "check", "show"),
    "actors": ("actors",),
    "correcting": ("correct", "join", "part"),
    "corrections": ("corrections",),
    "together": ("assemble",),
    "running": ("run", "gather"),
    "serving": ("serve",),
    "collecting": ("fetch",),
    "watching": ("watch",),
    "exporting": ("export", "release", "validate"),
}
TABLES = {
    "together": "VIEW_COMMANDS",
    "questions": "QUESTION_COMMANDS",
}  # module → the commands that a table makes


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; an error is one sentence on standard error."""
    answered = completed(cli)
    if answered is not None:
        return answered
    try:
        # not cli.main(), which turns a pipe that was closed into exit status 1
        with cli.make_context("onrecord", list(sys.argv[1:] if arguments is None else arguments)) as context:
            return int(cli.invoke(context) or 0)
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except OnRecordError as error:
        complain(str(error))
        return error.exit_status
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:  # the next program in the pipe has ended
        _end_output()
        return 0
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        _end_output()
        complain(f"The results cannot be written ({error.strerror}); make room, or write them elsewhere.")
        return NOT_WRITTEN


def _end_output() -> None:
    """Send what is left of standard output nowhere, so that nothing more is tried at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Commands(click.Group):
    """The group of all commands, each of which is imported when it is asked for."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or None."""
        if cmd_name not in self.commands:
            module = next((module for module, names in COMMANDS.items() if cmd_name in names), None)
            if module is None:
                self._add_tables()
            else:
                self.add_command(getattr(_module(module), cmd_name))
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        self._add_tables()
        listed = (name for names in COMMANDS.values() for name in names)
        return sorted({*listed, *super().list_commands(ctx)})

    def _add_tables(self) -> None:
        for module, table in TABLES.items():
            for command in getattr(_module(module), table):
                self.add_command(command)


def _module(name: str) -> ModuleType:
    return import_module(f"onrecord.views.cli.{name}")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_version,
    help="Print the versions of program, model, knowledge and ontology, and end.",
)
@click.option(
    "-v", "--verbose", is_flag=True, help="Log on standard error what is loaded and how long it takes."
)
def cli(verbose: bool) -> None:
    """Read news reports on politics and keep the record.

    Who said what, who did what to whom, what is planned, on what condition and on whose word:
    each fact tied to its exact words. Works offline.
    """
    if verbose:
        show_log()
