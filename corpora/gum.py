"""Load GUM's coreference (one JSON object per line): documents with their text and the chains of mentions.

Source of the data: Zeldes, "The GUM corpus: creating multilayer resources in the classroom", 2017;
`data/coref` of the shared folder; annotations CC BY 4.0. The text is rebuilt from the tokens and
the blanks after them. A turn of another speaker begins a paragraph; other paragraphs are not marked in
the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.jsonl import read_jsonl


@dataclass(frozen=True, slots=True)
class GoldWord:
    """One word: offsets into the text, and its part of speech."""

    start: int
    end: int
    upos: str


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One mention: the indices of its first, last and head word, and its chain."""

    first: int
    last: int
    head: int
    chain: str


@dataclass(frozen=True, slots=True)
class GumDocument:
    """A document with its words and mentions; the genre is that of GUM."""

    id: str
    genre: str
    date: str | None
    text: str
    words: tuple[GoldWord, ...]
    mentions: tuple[GoldMention, ...]


def read_gum(path: Path, turn: str = "\n\n") -> Iterator[GumDocument]:
    """Yield the documents of a file in its order; `turn` is written before a turn of another speaker, if not empty."""
    for row in read_jsonl(path):
        yield _document(row, turn)


def read_gum_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of each document, one sentence per line, as in the corpus of events."""
    for row in read_jsonl(path):
        lines = (zip(sentence["tokens"], sentence["space_after"], strict=True) for sentence in row["sents"])
        yield (
            row["id"],
            "\n".join("".join(token + " " * spaced for token, spaced in line).strip() for line in lines),
        )


def _document(row: dict[str, Any], turn: str) -> GumDocument:
    text, gap, speaker = "", "", None
    words: list[GoldWord] = []
    for sentence in row["sents"]:
        if speaker is not None and sentence["speaker"] != speaker:
            gap = turn or gap
        speaker = sentence["speaker"]
        columns = zip(sentence["tokens"], sentence["upos"], sentence["space_after"], strict=True)
        for token, upos, spaced in columns:
            text += gap + token
            words.append(GoldWord(len(text) - len(token), len(text), upos))
            gap = " " if spaced else ""
    mentions = tuple(GoldMention(m["start"], m["end"] - 1, m["head"], m["cluster"]) for m in row["mentions"])
    return GumDocument(row["id"], row["genre"], row.get("date"), text, tuple(words), mentions)
