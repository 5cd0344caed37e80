"""Load the page tables: furniture, page blocks, outlets, sections, meta names.

`Furniture` holds all tables of `document/`: frozen, loaded once, passed in. The patterns of one
action and place are compiled into one alternation, so that a line costs one match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from onrecord.lexicon.classes import WordClasses, load_word_classes
from onrecord.lexicon.publishers import Publisher, load_publishers
from onrecord.lexicon.tables import grouped, read_table
from onrecord.lexicon.times import load_months

NO_MATCH = re.compile(r"(?!)")
NOT_IN_NAMES = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class LineRule:
    """A row of furniture.tsv: what to do with a line that the pattern matches, and where."""

    action: Literal[
        "drop", "stop", "end", "section", "expand", "correction", "inline", "copyright", "byline", "tags"
    ]
    where: Literal["any", "start", "end"]
    pattern: str


@dataclass(frozen=True, slots=True)
class _Name:
    name: str


@dataclass(frozen=True, slots=True)
class _BlockName:
    kind: Literal["block", "dialog"]
    name: str


@dataclass(frozen=True, slots=True)
class _MetaName:
    field: Literal[
        "title", "byline", "published", "updated", "publisher", "section", "description", "tags", "url"
    ]  # fmt: skip
    name: str


@dataclass(frozen=True)
class Furniture:
    """All tables that turn a page into a document.

    `rules` maps (action, where) to one compiled pattern; the keys of `publisher_by_name` are
    folded names and aliases; `block_names` and `dialog_names` match a class or id written with hyphens.
    """

    rules: Mapping[tuple[str, str], re.Pattern[str]]
    publishers: tuple[Publisher, ...]
    publisher_by_host: Mapping[str, Publisher]
    publisher_by_name: Mapping[str, Publisher]
    zones: Mapping[str, ZoneInfo]
    sections: Mapping[str, str]
    block_names: re.Pattern[str]
    dialog_names: re.Pattern[str]
    meta_names: Mapping[str, tuple[str, ...]]
    months: Mapping[str, int]
    classes: WordClasses
    classify_language: Callable[[str], tuple[str, float]]

    def rule(self, action: str, where: str) -> re.Pattern[str]:
        """Return the pattern for `action` at `where`; one that matches nothing if there is no row."""
        return self.rules.get((action, where), NO_MATCH)


@lru_cache(maxsize=1)
def load_furniture() -> Furniture:
    """Load the page tables that ship in the package, once a process."""
    publishers = load_publishers()
    return Furniture(
        rules=_compile(read_table("furniture.tsv", LineRule)),
        publishers=publishers,
        publisher_by_host={host: p for p in publishers for host in p.hosts},
        publisher_by_name={fold_name(n): p for p in reversed(publishers) for n in (*p.aliases, p.name)},
        zones=_zones(publishers),
        sections={fold_name(row.name): row.name for row in read_table("sections.tsv", _Name)},
        block_names=_block_pattern("block"),
        dialog_names=_block_pattern("dialog"),
        meta_names=grouped((row.field, row.name) for row in read_table("meta_names.tsv", _MetaName)),
        months=load_months(),
        classes=load_word_classes(),
        classify_language=classify_language,
    )


def classify_language(text: str) -> tuple[str, float]:
    """Return the likeliest language of `text` (ISO 639-1) and its probability."""
    language, probability = _identifier().classify(text)
    return str(language), float(probability)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # half a second to load: only for texts that are not plainly English
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def fold_name(name: str) -> str:
    """Return a name for look-up: letters and digits alone, case folded.

    >>> fold_name("The Hill") == fold_name("TheHill")
    True
    """
    return NOT_IN_NAMES.sub("", name.casefold())


def _compile(rows: tuple[LineRule, ...]) -> dict[tuple[str, str], re.Pattern[str]]:
    """Return one pattern for each action and place, an alternation of its rows."""
    patterns = grouped(((row.action, row.where), row.pattern) for row in rows)
    compiled: dict[tuple[str, str], re.Pattern[str]] = {}
    for (action, where), parts in patterns.items():
        flags = re.NOFLAG if action == "inline" else re.IGNORECASE
        numbered = (f"(?:{_number_groups(part, n)})" for n, part in enumerate(parts))
        compiled[action, where] = re.compile("|".join(numbered), flags)
    return compiled


def _number_groups(pattern: str, number: int) -> str:
    # a group name may occur once in a pattern, so each row of the alternation numbers its own
    return pattern.replace("(?P<rest>", f"(?P<rest{number}>")


def _block_pattern(kind: Literal["block", "dialog"]) -> re.Pattern[str]:
    names = [row.name for row in read_table("page_blocks.tsv", _BlockName) if row.kind == kind]
    return re.compile(r"(?:^|[\s-])(?:" + "|".join(sorted(names, key=len, reverse=True)) + r")(?=$|[\s-])")


def _zones(publishers: tuple[Publisher, ...]) -> dict[str, ZoneInfo]:
    """Return the zones by name; zones that this machine has no data for are left out."""
    zones = {}
    for name in {p.zone for p in publishers if p.zone}:
        try:
            zones[name] = ZoneInfo(name)
        except ZoneInfoNotFoundError:
            continue
    return zones
