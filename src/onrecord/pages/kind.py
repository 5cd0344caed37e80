"""A kind of input: how it is recognised, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.types import Page


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of input; `pages/__init__.py` has the table of them."""

    name: str
    """Its name for `--input`."""
    help: str
    """A description in a few words."""
    recognises: Callable[[str, bytes], bool]
    """Whether an input is of this kind, from its name and its first bytes."""
    read: Callable[[str], Iterator[Page]]
    """Yields the pages of an input of this kind."""
    read_recognised: Callable[[str], Iterator[Page]] | None = None
    """Yields the pages of an input that was recognised as this kind, if that differs from `read`."""
