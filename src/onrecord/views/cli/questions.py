"""The commands that ask a store: one for each question, made of the table of filters.

Without rows the exit status is 0 as well, and standard error says why there are none and what wider question has some.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from onrecord.lexicon.forms import counted
from onrecord.questions import QUESTIONS, Answer, Asking, Filter, Filters, filters_of, open_questions
from onrecord.questions.filters import SINGLE
from onrecord.store import blamed_on_damage
from onrecord.views.answers import ANSWER_FORMATS
from onrecord.views.cli import options
from onrecord.views.cli.options import complain
from onrecord.views.cli.output import opened

WIDTH_OF_PIPES = 120  # columns of a table that goes into a file or a pipe


def _command(question: Asking) -> click.Command:
    """Return the command of a question."""

    def ask(store_path: Path, form: str, **values: object) -> None:
        given = {name: value for name, value in values.items() if value not in (None, ())}
        with open_questions(store_path) as store, blamed_on_damage(store_path):
            answer = question.answer(store, **given)
        with opened(None) as out:
            out.write(ANSWER_FORMATS[form].write(answer, _width()))
        for line in remarks(answer, is_read=form == "table"):
            complain(line)

    ask.__doc__ = question.help
    decorated: Callable[..., Any] = ask
    for row in reversed(filters_of(question.name)):
        default = question.defaults.get(row.name, getattr(Filters(), row.name))
        decorated = parameter(row, default, question)(decorated)
    decorated = options.form(ANSWER_FORMATS, "table")(decorated)  # type: ignore[arg-type]
    return click.command(question.name)(options.store(decorated))


def parameter(
    row: Filter, default: object, question: Asking | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the argument or the option of a filter; what it allows is checked with the question."""
    if question is not None and row.name in question.arguments:
        number, is_required = 2 if row.kind == "pair" else 1, row.name not in question.optional
        metavar = " ".join([row.metavar] * number)
        return click.argument(
            row.name, nargs=number, required=is_required, metavar=metavar if is_required else f"[{metavar}]"
        )
    flag = f"--{row.name.replace('_', '-')}"
    text = row.help[0].upper() + row.help[1:] + "."
    if row.kind == "yes or no":
        return click.option(f"{flag}/--not-{flag[2:]}", row.name, default=None, help=text)
    if row.kind == "pair":
        return click.option(flag, row.name, nargs=2, metavar=f"{row.metavar} {row.metavar}", help=text)
    if row.kind == "number":
        return click.option(
            flag, row.name, type=int, default=default, show_default=True, metavar="N", help=text
        )
    allowed = row.allowed()
    listed = f" One of {', '.join(allowed)}." if allowed else ""
    several = row.kind == "choices" and row.name not in SINGLE
    return click.option(
        flag,
        row.name,
        multiple=several,
        metavar="WORD" if allowed and row.metavar == "TEXT" else row.metavar,
        shell_complete=lambda _context, _option, begun: [
            word for word in allowed if word.casefold().startswith(begun.casefold())
        ],
        help=text + listed + (" May be given more than once." if several else ""),
    )


def _width() -> int:
    return shutil.get_terminal_size((WIDTH_OF_PIPES, 24)).columns if sys.stdout.isatty() else _of_pipe()


def _of_pipe() -> int:
    return shutil.get_terminal_size((WIDTH_OF_PIPES, 24)).columns  # COLUMNS, where it is set


def remarks(answer: Answer[Any], *, is_read: bool) -> list[str]:
    """Return what is said beside the rows: whom an actor stands for, how many rows are not shown, why there are none."""
    lines = list(answer.notes)
    if is_read:
        lines += [f"'{meant.asked}' is {meant}." for meant in answer.meant if meant.asked != meant.name]
        if answer.total > len(answer.rows) > 0:
            first, last = answer.asked.offset + 1, answer.asked.offset + len(answer.rows)
            lines.append(
                f"{first}–{last} of {counted(answer.total, 'row')}; --limit and --offset show others."
            )
    if answer.why:
        lines.append(answer.why)
    elif not answer.rows:
        lines.append(f"There are {counted(answer.total, 'row')}, and --offset passes over all of them.")
    if answer.wider is not None:
        lines.append(
            f"Wider: {as_command(answer.question, answer.wider)} ({counted(answer.wider_total, 'row')})"
        )
    return lines


def as_command(question: str, filters: Filters) -> str:
    """Return a question as it is typed, without the store."""
    import shlex

    words = ["onrecord", question]
    rows = {row.name: row for row in filters_of(question)}
    for name, value in filters.given().items():
        flag = f"--{name.replace('_', '-')}"
        if isinstance(value, bool):
            words.append(flag if value else f"--not-{flag[2:]}")
        elif name in QUESTIONS[question].arguments:
            words += [value] if isinstance(value, str) else [*value]
        elif rows[name].kind == "choices" and isinstance(value, tuple):
            words += [part for each in value for part in (flag, each)]
        else:
            words += [flag, *([value] if isinstance(value, str) else value)]
    return shlex.join(words)


QUESTION_COMMANDS = tuple(_command(question) for question in QUESTIONS.values())
