"""Read BIO-tagged sentences (GUM, UNER, CrossNER as JSON lines) and write their tokens as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.jsonl import read_jsonl

CROSSNER = {  # the labels of CrossNER politics → our labels
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG",
    "country": "LOC", "location": "LOC", "event": "EVENT", "election": "EVENT", "misc": "MISC",
}  # fmt: skip
CLOSES = frozenset((".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "n’t"))
OPENS = "(["


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """One sentence as text, with the offsets and the tag of each of its tokens."""

    text: str
    spans: tuple[tuple[int, int], ...]
    tags: tuple[str, ...]
    document: str | None = None


def read_tagged(path: Path, labels: dict[str, str] | None = None) -> Iterator[TaggedSentence]:
    """Yield the sentences of a file; `labels` renames the labels that it has."""
    for row in read_jsonl(path):
        yield tag_row(row, labels)


def tag_row(row: dict[str, Any], labels: dict[str, str] | None = None) -> TaggedSentence:
    """Return one row of tokens and BIO tags as a sentence."""
    renamed = labels or {}
    pairs = [(t, tag) for t, tag in zip(row["tokens"], row["tags"], strict=True) if t.strip()]
    text = join_tokens([token for token, _ in pairs])
    spans, tags, at = [], [], 0
    for token, tag in pairs:
        at = text.index(token, at)
        spans.append((at, at + len(token)))
        at += len(token)
        prefix, _, label = tag.partition("-")
        tags.append(f"{prefix}-{renamed.get(label, label)}" if label else "O")
    return TaggedSentence(text, tuple(spans), tuple(tags), row.get("doc"))


def read_spans(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Return the names of each sentence: first word, last word, label; lines `id<TAB>PER:0-1 LOC:4-4`."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, spans = line.partition("\t")
        for span in spans.split():
            label, _, words = span.partition(":")
            first, _, last = words.partition("-")
            found.setdefault(name, []).append((int(first), int(last), label))
    return found


def join_tokens(tokens: Sequence[str]) -> str:
    """Join tokens to text, without blanks before closing and after opening marks.

    >>> join_tokens(["He", "said", "(", "twice", ")", "no", "."])
    'He said (twice) no.'
    """
    out = ""
    for token in tokens:
        if out and token not in CLOSES and out[-1] not in OPENS:
            out += " "
        out += token
    return out
