"""The command line: `onrecord read`, `page`, `who`, `explain`, `schema`, `add`, `assemble`, `stories`, `check` and more.

Results go to standard output, everything else to standard error. Exit status: 0, or 1 if the
reader failed, 2 for wrong usage, 3 if an input could not be read (the others were), and those of errors.py.
Commands import what they need when they run, so that `onrecord --help` is fast.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

import click

from onrecord.errors import OnRecordError
from onrecord.log import show_log
from onrecord.views.cli.about import completed, show_version
from onrecord.views.cli.actors import actors
from onrecord.views.cli.asking import explain, schema, who
from onrecord.views.cli.collecting import fetch
from onrecord.views.cli.correcting import correct, join, part
from onrecord.views.cli.corrections import corrections
from onrecord.views.cli.exporting import export, release, validate
from onrecord.views.cli.keeping import add, check, migrate, show
from onrecord.views.cli.options import complain
from onrecord.views.cli.questions import QUESTION_COMMANDS
from onrecord.views.cli.reading import page, read
from onrecord.views.cli.running import gather
from onrecord.views.cli.running import run as run_shards
from onrecord.views.cli.serving import serve
from onrecord.views.cli.together import VIEW_COMMANDS, assemble
from onrecord.views.cli.watching import watch

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)  # where standard output goes
NOT_WRITTEN = 6  # exit status when results cannot be written, as of a store that cannot be
INTERRUPTED = 130  # exit status after Ctrl-C, as shells have it


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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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


for command in (
    read,
    page,
    who,
    explain,
    schema,
    add,
    migrate,
    check,
    show,
    actors,
    correct,
    join,
    part,
    corrections,
    assemble,
    run_shards,
    gather,
    serve,
    fetch,
    watch,
    export,
    release,
    validate,
    *VIEW_COMMANDS,
    *QUESTION_COMMANDS,
):
    cli.add_command(command)
