"""One export as it runs: its filters, the number of items left out, and pieces of text that are written one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any, TypeVar

from onrecord.questions.streaming import Selection
from onrecord.store import Store
from onrecord.views.coding import Countries

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Options:
    """What an export is asked for beside its filters."""

    encoding: str = "csv"
    """How a table of ours is written."""
    zeros: bool = False
    """Whether counts have a row for each pair of countries and period, also where nothing happened."""
    trees: bool = False
    """Whether texts are read again for lemmas, tags and trees."""
    countries: Countries = "said"
    """Whether parties have the countries that the words give alone, or also those that rules give for open sides."""
    excerpts: bool = True
    """Whether words of the reports are written."""


@dataclass(frozen=True)
class Job:
    """What is exported."""

    store: Store
    asked: Selection
    options: Options = field(default_factory=Options)
    left_out: Counter[str] = field(default_factory=Counter)
    """How many items were left out, by reason."""

    def kept(self, items: Iterable[T], keep: Callable[[T], bool], reason: str) -> Iterator[T]:
        """Yield the items that are kept, and count the others."""
        for item in items:
            if keep(item):
                yield item
            else:
                self.left_out[reason] += 1


class Pieces:
    """Writes text: a beginning, one piece an item with separators, and an end."""

    def __init__(
        self,
        out: IO[bytes],
        write: Callable[[Any], str],
        begin: str = "",
        between: str = "",
        end: str = "",
    ) -> None:
        self._out, self._write, self._between, self._last = out, write, between, end
        self._any = False
        self._put(begin)

    def write(self, item: Any) -> None:
        """Write one item; an item without text is skipped."""
        piece = self._write(item)
        if not piece:
            return
        self._put((self._between if self._any else "") + piece)
        self._any = True

    def end(self) -> None:
        """Write what comes last."""
        self._put(self._last)

    def _put(self, text: str) -> None:
        self._out.write(text.encode("utf-8", "replace"))
