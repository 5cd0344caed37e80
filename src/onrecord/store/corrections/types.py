"""What a correction is, as frozen values: of an actor, of one fact of a document, or of a pair.

A fact is named by what outlives a new reading of the same text: the document, the layer and the words (two offsets), with
its id and what it said before beside them. Values of fields are text, in one form for the command line, the table and
JSONL (values.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal, get_args

from onrecord.types import ActorKind, DocumentId

ActorAction = Literal["rename", "merge", "split"]
FactAction = Literal["set", "add", "remove", "withdraw", "confirm"]
PairAction = Literal["join", "part"]
Action = ActorAction | FactAction | PairAction
FactLayer = Literal["events", "attributions", "agenda", "disagreements"]
PairLayer = Literal["events", "documents", "actors"]

ACTOR_ACTIONS: tuple[str, ...] = get_args(ActorAction)
FACT_ACTIONS: tuple[str, ...] = get_args(FactAction)
PAIR_ACTIONS: tuple[str, ...] = get_args(PairAction)
ACTIONS = (*ACTOR_ACTIONS, *FACT_ACTIONS, *PAIR_ACTIONS)
NOTHING = "-"  # a field is known to have no value; an empty cell leaves the value open
ID_BYTES = 5  # ten hexadecimal digits: one pair of equal ids is expected among a million corrections

KINDS: tuple[str, ...] = get_args(ActorKind)
WIKIDATA = re.compile(r"^Q[1-9]\d*$")


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A document, and the words in it between two offsets; without them, the document as a whole.

    Of a mention of an actor the first offset is enough.
    """

    document: DocumentId
    """The id of the document."""
    start: int | None = None
    """Where the words begin, in code points; null: the whole document."""
    end: int | None = None
    """Where they end, exclusive."""

    def __str__(self) -> str:
        if self.start is None:
            return self.document
        return f"{self.document}:{self.start}" + (f"-{self.end}" if self.end is not None else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who an actor is. None leaves a value open; `-` says that the actor has none."""

    name: str | None = None
    """Its name."""
    kind: ActorKind | None = None
    """What it is."""
    country: str | None = None
    """Its country, ISO 3166 alpha-3."""
    sector: str | None = None
    """Its PLOVER sector."""
    wikidata: str | None = None
    """Its Wikidata id."""

    def __str__(self) -> str:
        facts = [self.kind, self.country, self.sector, self.wikidata]
        listed = ", ".join(fact for fact in facts if fact)
        return " ".join(filter(None, (self.name, f"({listed})" if listed else "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """Who made a correction, when and why, and the line of the table that holds it."""

    author: str | None = None
    time: str | None = None
    reason: str | None = None
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCorrection(_Made):
    """What to do with which actor, in which documents (in all if `documents` is empty)."""

    do: ActorAction
    """What is done."""
    actor: Identity
    """Who the actor was read as."""
    documents: tuple[Where, ...] = ()
    """Where it holds; none: everywhere."""
    new: Identity
    """Who the actor is."""

    def __str__(self) -> str:
        places = f" in {', '.join(map(str, self.documents))}" if self.documents else ""
        return f"{self.do} {self.actor} → {self.new}{places}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCorrection(_Made):
    """What to do with one fact: `set` a field, `add` to or `remove` from it, `withdraw` the fact, or `confirm` it."""

    do: FactAction
    """What is done."""
    layer: FactLayer
    """The layer of the fact."""
    where: Where
    """The words that the fact rests on: the trigger of an event, the cue of an attribution."""
    fact: str | None = None
    """The id that it had."""
    words: str | None = None
    """The words at `where`, for people; of an agenda item its summary."""
    field: str | None = None
    """The field; null if the fact is withdrawn or confirmed as a whole."""
    was: str | None = None
    """What it said before; of a fact that is withdrawn or confirmed all its fields."""
    now: str | None = None
    """The new value, or what is added or removed."""

    def __str__(self) -> str:
        return f"{NOUNS[self.layer]} “{self.words}” in {self.where}: {self.change}"

    @property
    def change(self) -> str:
        """Return the change in words, such as "type ASSAULT → PROTEST"."""
        return CHANGES[self.do].format(
            field=self.field, was=self.was or NOTHING, now=self.now, noun=NOUNS[self.layer]
        )


NOUNS: dict[str, str] = {
    "events": "event",
    "attributions": "attribution",
    "agenda": "agenda item",
    "disagreements": "disagreement",
    "documents": "report",
    "actors": "actor",
}
CHANGES: dict[str, str] = {
    "set": "{field} {was} → {now}",
    "add": "{field} and {now}",
    "remove": "{field} without {now}",
    "withdraw": "no {noun}",
    "confirm": "is right",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCorrection(_Made):
    """What is one, or two: `join` makes one of all that is named, `part` keeps each left one from each right one.

    Events are joined to happenings, documents to stories, actors to entities.
    """

    do: PairAction
    """What is done."""
    layer: PairLayer
    """What is joined or parted."""
    left: tuple[Where, ...]
    """Facts or documents."""
    right: tuple[Where, ...]
    """Facts or documents of the other side."""
    words: str | None = None
    """The words that were joined or parted, for people."""

    def __str__(self) -> str:
        words = f" ({self.words})" if self.words else ""
        between = {"join": "and", "part": "from"}[self.do]
        return f"{self.do} {_listed(self.left)} {between} {_listed(self.right)}{words}"


def _listed(places: tuple[Where, ...]) -> str:
    return ", ".join(map(str, places))


Correction = ActorCorrection | FactCorrection | PairCorrection


def id_of(cells: dict[str, str]) -> str:
    """Return the id of a correction: a hash of its cells, so that the same correction has the same id everywhere."""
    content = "\x1f".join(f"{column}={cell}" for column, cell in sorted(cells.items()) if cell)
    return f"c_{blake2b(content.encode('utf-8', 'replace'), digest_size=ID_BYTES).hexdigest()}"


def is_wikidata_id(text: str) -> bool:
    """Return whether a text is a Wikidata id, such as Q567."""
    return bool(WIKIDATA.match(text))
