"""The errors that the package raises, as a tree.

    OnRecordError            anything this package raises on purpose
    ├── RunnerError          a run that can begin no process, or not write       exit status 1
    ├── InputError           a path, page or line that cannot be read            exit status 3
    ├── TableError           a word or knowledge table with an invalid line      exit status 4
    ├── QuestionError        a question with a filter, a value or an actor that cannot be  exit status 2
    ├── ModelError           weights missing, truncated or not the expected ones exit status 5
    └── StoreError           the store cannot be opened, read or written         exit status 6
        └── UnsoundError     a reading with an unknown or duplicate id; others can be stored

Each message is one or two sentences: what was found, what was expected, where, what to do.
A problem in a *text* is not an error: a page without an article or a date without an anchor becomes a note.
"""

from __future__ import annotations

# what repairs a broken installation
TO_REINSTALL = "'pip install --force-reinstall .' in a clone of onrecord"


def installed_by(extra: str) -> str:
    """Return the part of a message that says what installs an extra; from a clone, since nothing is published yet.

    >>> installed_by("web")
    "in a clone of onrecord, pip install '.[web]' installs it"
    """
    return f"in a clone of onrecord, pip install '.[{extra}]' installs it"


class OnRecordError(Exception):
    """Base of all errors raised on purpose; `exit_status` is what the command line returns."""

    exit_status = 1


class RunnerError(OnRecordError):
    """No process could be begun, a library or a scheduler is not there, or the folder of a run cannot be used."""


class InputError(OnRecordError):
    """A path, page or line that cannot be read."""

    exit_status = 3


class TableError(OnRecordError):
    """A word table or knowledge table with a line that does not fit its columns.

    `file`, `line`, `column`, `value` and `allowed` say where and what, if known.
    """

    exit_status = 4

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: str | None = None,
        value: str | None = None,
        allowed: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.file, self.line, self.column = file, line, column
        self.value, self.allowed = value, allowed


class QuestionError(OnRecordError):
    """A question that cannot be asked so: an unknown filter or value, or an answer in a form that is not installed."""

    exit_status = 2


class ModelError(OnRecordError):
    """Weights that are missing, truncated, or not those this version expects."""

    exit_status = 5


class StoreError(OnRecordError):
    """A store that cannot be opened, read or written."""

    exit_status = 6


class UnsoundError(StoreError):
    """A reading that cannot be stored because it refers to a missing fact, or has an id twice."""
