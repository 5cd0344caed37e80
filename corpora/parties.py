"""Load the countries of both sides of events, annotated for this project: ids, offsets and codes, no text.

The file is in the repository (`corpora/own/parties.jsonl`); the events are those of the dev part of the corpus of events.
`corpora/own/README.md` says how they were drawn and labelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpora.jsonl import read_jsonl

OWN = Path(__file__).parent / "own" / "parties.jsonl"
Half = Literal["read", "unread"]
HALVES: tuple[Half, ...] = ("read", "unread")


@dataclass(frozen=True, slots=True)
class GoldSides:
    """The countries that each side of an event may be coded with; none: no country may be given."""

    article: str
    event: str
    trigger: tuple[int, int]
    half: Half
    """Rules were chosen on `read`; `unread` was labelled before any rule was run."""
    actors: frozenset[str]
    recipients: frozenset[str]


def read_parties(path: Path = OWN) -> Iterator[GoldSides]:
    """Yield the labelled events, in the order of the file."""
    for row in read_jsonl(path):
        yield GoldSides(
            article=row["article"],
            event=row["event"],
            trigger=(row["trigger"][0], row["trigger"][1]),
            half=row["half"],
            actors=frozenset(row["actors"]),
            recipients=frozenset(row["recipients"]),
        )
