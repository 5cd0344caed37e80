"""What the mention stage has found in one sentence before it makes candidates: its names and its role nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.grammar import Tree
from onrecord.lexicon.mentions import MentionWords
from onrecord.reading.mentions.names import Named
from onrecord.reading.mentions.roles import RoleNoun
from onrecord.reading.mentions.senses import Senses
from onrecord.types import Document, Span, span_of


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    """One sentence with its names and role nouns, the word tables, and the senses of the document's names."""

    document: Document
    tree: Tree
    names: Sequence[Named]
    role_nouns: Sequence[RoleNoun]
    words: MentionWords
    senses: Senses

    def span(self, start: int, end: int) -> Span:
        """Return the span from token `start` to token `end` (exclusive)."""
        tokens = self.tree.tokens
        return span_of(self.document.text, tokens[start].start, tokens[end - 1].end)

    def text(self, start: int, end: int) -> str:
        """Return the text from token `start` to token `end` (exclusive)."""
        return self.document.text[self.tree.tokens[start].start : self.tree.tokens[end - 1].end]
