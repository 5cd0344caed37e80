"""A kind of input: how it is recognised, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.lexicon.columns import Columns
from onrecord.types import Page


def one_page(_target: str) -> int:
    """Count the pages of a file that is one page."""
    return 1


def not_counted(_target: str) -> None:
    """Say that pages can be counted by no cheaper way than to read them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of input; `pages/__init__.py` has the table of them."""

    name: str
    """Its name for `--input`."""
    help: str
    """A description in a few words."""
    recognises: Callable[[str, bytes, Columns], bool]
    """Whether an input is of this kind, from its name, its first bytes and the columns that the user named."""
    read: Callable[[str, Columns], Iterator[Page]]
    """Yields the pages of an input of this kind; `Columns` says which of its columns hold what, if it has columns."""
    read_recognised: Callable[[str, Columns], Iterator[Page]] | None = None
    """Yields the pages of an input that was recognised as this kind, if that differs from `read`."""
    count: Callable[[str], int | None] = not_counted
    """Returns the number of pages of a file, at least roughly, or None if it cannot be told without reading them."""
