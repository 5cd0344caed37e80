"""Between an address and a question: the filters of `onrecord.questions` as the parameters of a query string."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from onrecord.errors import QuestionError
from onrecord.questions import Filter, Filters, filters_of
from onrecord.questions.filters import SHOWN, SINGLE, Kind

Pairs = Sequence[tuple[str, str]]
YES_NO = {"yes": True, "no": False}
MOST_ROWS = 500  # that one page or one answer of the API can hold
MOST_OFFSET = 10**9 - 1


def values_of(question: str, pairs: Pairs, also: Iterable[str] = ()) -> dict[str, Any]:
    """Return the filters that a query string asks for, by name; empty values are those of a form that was not filled in.

    Raises `QuestionError` for a parameter that is neither a filter of the question nor among `also`.

    >>> values_of(
    ...     "said",
    ...     [("speaker", "Ana Kovač"), ("cue", "deny"), ("cue", "warn"), ("words", ""), ("named", "yes")],
    ... )
    {'speaker': 'Ana Kovač', 'cue': ('deny', 'warn'), 'named': True}
    """
    rows = {row.name: row for row in filters_of(question)}
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in rows and name not in also:
            raise QuestionError(f"'{question}' takes no filter '{name}'; it takes {', '.join(rows)}.")
        if name in rows and value.strip():
            given.setdefault(name, []).append(value)
    return {name: _READ[rows[name].kind](rows[name], values) for name, values in given.items()}


def _text(_row: Filter, values: Sequence[str]) -> str:
    return values[-1]


def _choices(row: Filter, values: Sequence[str]) -> str | tuple[str, ...]:
    return values[-1] if row.name in SINGLE else tuple(values)


def _flag(row: Filter, values: Sequence[str]) -> bool:
    found = YES_NO.get(values[-1].strip().lower())
    if found is None:
        raise QuestionError(f"'{row.name}' is '{values[-1]}'; it is yes or no.")
    return found


def _pair(_row: Filter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(values)


def _number(row: Filter, values: Sequence[str]) -> int:
    digits = values[-1].strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise QuestionError(f"'{row.name}' is '{digits}'; it is a number such as 20.")
    number = int(digits)
    if row.name != "offset" and not 0 < number <= MOST_ROWS:
        raise QuestionError(f"'{row.name}' is {number}; it is a number from 1 to {MOST_ROWS}.")
    return number


_READ: Mapping[Kind, Callable[[Filter, Sequence[str]], Any]] = {
    "text": _text,
    "choices": _choices,
    "day": _text,
    "yes or no": _flag,
    "pair": _pair,
    "number": _number,
}


def pairs_of(filters: Filters) -> list[tuple[str, str]]:
    """Return filters as the parameters of a query string; the inverse of `values_of`.

    >>> pairs_of(Filters(cue=("deny", "warn"), named=False))
    [('cue', 'deny'), ('cue', 'warn'), ('named', 'no')]
    """
    open_ = Filters()
    shown = {name: getattr(filters, name) for name in SHOWN if hasattr(filters, name)}
    told = {name: value for name, value in shown.items() if value != getattr(open_, name)}
    found = [(name, value) for name, value in (filters.given() | told).items() if value is not None]
    return [(name, _written(each)) for name, value in found for each in _listed(value)]


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, tuple) else (value,)


def _written(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def address(path: str, pairs: Iterable[tuple[str, str]], **changes: str | None) -> str:
    """Return an address; `changes` replace parameters of one name, None leaves it out.

    >>> address("/said", [("cue", "deny"), ("offset", "50")], offset=None, words="air strike")
    '/said?cue=deny&words=air+strike'
    """
    kept = [(name, value) for name, value in pairs if name not in changes]
    query = urlencode([*kept, *((name, value) for name, value in changes.items() if value is not None)])
    return f"{path}?{query}" if query else path
