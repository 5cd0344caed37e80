"""Read CoNLL-U (universaldependencies.org/format.html) into documents with their text.

The text is rebuilt from the forms and `SpaceAfter=No`, with a blank line between paragraphs
(`newpar`), so that the input is running text, as in a report. Multiword tokens are kept as their
syntactic words if these spell the surface form (do|n't). Other multiword tokens are written as in the
surface form, and their words share the span in order.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` is an index into its sentence, -1 for the root."""

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class UdDocument:
    """A document: its text and, sentence by sentence, its words."""

    id: str
    text: str
    sentences: tuple[tuple[Word, ...], ...]
    sentence_ids: tuple[str, ...]


def read_conllu(path: Path) -> Iterator[UdDocument]:
    """Yield the documents of a CoNLL-U file (plain or .gz)."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        builder: _Builder | None = None
        block: list[str] = []
        for line in [*lines, "\n"]:
            if line.strip():
                block.append(line.rstrip("\n"))
                continue
            if not block:
                continue
            new_doc = next((b.split("=", 1)[1].strip() for b in block if b.startswith("# newdoc")), None)
            if new_doc is not None or builder is None:
                if builder is not None:
                    yield builder.document()
                builder = _Builder(new_doc or path.name)
            builder.add(block)
            block = []
        if builder is not None:
            yield builder.document()


class _Builder:
    def __init__(self, doc_id: str) -> None:
        self.id = doc_id
        self.text = ""
        self.gap = ""
        self.sentences: list[tuple[Word, ...]] = []
        self.sentence_ids: list[str] = []

    def add(self, block: list[str]) -> None:
        if self.sentences and any(
            b.startswith("# newpar") and not b.startswith("# newpar_block") for b in block
        ):
            self.gap = "\n\n"
        rows = [b.split("\t") for b in block if not b.startswith("#")]
        position = {row[0]: n for n, row in enumerate(r for r in rows if r[0].isdigit())}
        words: list[Word] = []
        fused: list[str] = []  # the ids of the words of the current multiword token
        fused_end, fused_gap = 0, ""
        for row in rows:
            ident, form = row[0], row[1]
            if "." in ident:
                continue
            spaced = "" if "SpaceAfter=No" in row[9].split("|") else " "
            if "-" in ident:
                first, last = ident.split("-")
                fused = [str(k) for k in range(int(first), int(last) + 1)]
                self.text += self.gap
                self.gap = ""
                fused_end, fused_gap = len(self.text) + len(form), spaced
                cursor = len(self.text)
                self.text += form
                continue
            if ident in fused:
                left = fused_end - cursor
                is_last = ident == fused[-1]
                length = left if is_last else min(len(form), max(left - 1, 0))
                start, end = cursor, cursor + length
                cursor = end
                if is_last:
                    self.gap = fused_gap
            else:
                self.text += self.gap
                start, end = len(self.text), len(self.text) + len(form)
                self.text += form
                self.gap = spaced
            head = position.get(row[6], -1)
            words.append(Word(start, end, self.text[start:end], row[2], row[3], row[5], head, row[7]))
        if words:
            self.sentences.append(tuple(words))
            ids = [b.split("=", 1)[1].strip() for b in block if b.startswith("# sent_id")]
            self.sentence_ids.append(ids[0] if ids else "")
            self.gap = self.gap or " " if self.gap != "" else ""

    def document(self) -> UdDocument:
        return UdDocument(self.id, self.text, tuple(self.sentences), tuple(self.sentence_ids))
