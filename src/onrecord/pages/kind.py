"""What a kind of input is: how it is recognised, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.types import Page


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of input; `pages/__init__.py` has the table of them."""

    name: str
    """What `--input` calls it."""
    help: str
    """What it is, in a few words."""
    recognises: Callable[[str, bytes], bool]
    """Whether an input is of this kind, from its name and its first bytes."""
    read: Callable[[str], Iterator[Page]]
    """Yields the pages of an input that is said to be of this kind."""
    read_recognised: Callable[[str], Iterator[Page]] | None = None
    """Yields the pages of an input that was recognised as this kind, if that differs from `read`."""
