"""The words that say on what an act depends: conjunctions, prepositions, predicates, and what refers back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from onrecord.lexicon.tables import grouped, line_number, read_table

CONDITIONS = "conditions.tsv"

ConditionKind = Literal["opener", "inverted", "predicate", "linking", "referring"]
Need = Literal["any", "open", "negated"]


@dataclass(frozen=True, slots=True)
class ConditionWord:
    """A row of `conditions.tsv`."""

    word: str
    kind: ConditionKind
    on: Literal["clause", "phrase", "both"] | None
    needs: Need
    open: bool
    line: int = line_number()

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of a phrase, one by one."""
        return tuple(self.word.split())


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """The rows of `conditions.tsv` by kind and first word, the longest first, each with its words one by one.

    `kinds` are those of the rows that begin with a word.
    """

    rows: Mapping[tuple[ConditionKind, str], tuple[tuple[tuple[str, ...], ConditionWord], ...]]
    kinds: Mapping[str, tuple[ConditionKind, ...]]

    def at(self, kind: ConditionKind, words: Sequence[str], start: int) -> ConditionWord | None:
        """Return the longest row of a kind whose words stand at `start`."""
        rows = self.rows.get((kind, words[start]), ())
        return next((row for parts, row in rows if tuple(words[start : start + len(parts)]) == parts), None)


@lru_cache(maxsize=1)
def load_condition_words() -> ConditionWords:
    """Load `conditions.tsv`."""
    rows = sorted(read_table(CONDITIONS, ConditionWord), key=lambda row: -len(row.parts))
    found = grouped(((row.kind, row.parts[0]), (row.parts, row)) for row in rows)
    kinds = grouped((word, kind) for kind, word in found)
    return ConditionWords(MappingProxyType(found), MappingProxyType(kinds))
