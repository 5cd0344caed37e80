"""Role nouns: the words for a minister, a spokesman, a secretary-general in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.grammar import Tree
from onrecord.grammar.tree import is_plural_form
from onrecord.lexicon.mentions import MentionWords, RoleRow
from onrecord.types import Token

HYPHENS = frozenset({"-", "–"})
PLURAL_OF_MAN = "men"
HYPHENED_LENGTHS = (5, 3)  # tokens: UD splits "attorney-at-law" into five, "secretary-general" into three


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A role noun or phrase in a sentence: its tokens from `start` to `end` (exclusive), and its row."""

    start: int
    end: int
    row: RoleRow

    def holds(self, i: int) -> bool:
        """Return whether token `i` belongs to the role noun."""
        return self.start <= i < self.end


class TokenRun(Protocol):
    """Anything that covers the tokens from `start` to `end` (exclusive) of a sentence."""

    @property
    def start(self) -> int:
        """The first token."""

    @property
    def end(self) -> int:
        """The token behind the last."""


def covered(runs: Iterable[TokenRun]) -> set[int]:
    """Return the positions of all tokens that the runs cover."""
    return {i for run in runs for i in range(run.start, run.end)}


def find_role_nouns(tree: Tree, words: MentionWords) -> tuple[RoleNoun, ...]:
    """Return the role nouns of a sentence from left to right, the longest at each place."""
    found: list[RoleNoun] = []
    end = 0
    for i in _possible_starts(tree, words):
        noun = role_noun_at(tree.tokens, i, words) if i >= end else None
        if noun is not None:
            found.append(noun)
            end = noun.end
    return tuple(found)


def _possible_starts(tree: Tree, words: MentionWords) -> list[int]:
    """Return the tokens at which a role noun may begin: with a form that is listed (`_forms`), or before a hyphen."""
    roles = words.roles
    behind = (*tree.lowered[1:], "")
    return [
        i
        for i, (word, lemma, following) in enumerate(zip(tree.lowered, tree.lemmas, behind, strict=True))
        if word in roles or lemma in roles or following in HYPHENS or word.endswith(PLURAL_OF_MAN)
    ]


def role_noun_at(tokens: Sequence[Token], i: int, words: MentionWords) -> RoleNoun | None:
    """Return the longest role noun that begins at token `i`, or None."""
    listed = _listed_at(tokens, i, words)
    if listed is not None and listed.end - listed.start > 1:
        return listed
    return _hyphened_at(tokens, i, words) or listed


def _listed_at(tokens: Sequence[Token], i: int, words: MentionWords) -> RoleNoun | None:
    """Return the longest role noun that begins at token `i`, of those under the first of its forms that is listed."""
    for form in _forms(tokens[i]):
        options = words.roles.get(form)
        if options is not None:
            matching = ((phrase, row) for phrase, row in options if _matches(tokens, i, phrase))
            return next((RoleNoun(i, i + len(phrase), row) for phrase, row in matching), None)
    return None


def _matches(tokens: Sequence[Token], i: int, phrase: tuple[str, ...]) -> bool:
    """Return whether the words of `phrase` begin at token `i`."""
    if i + len(phrase) > len(tokens):
        return False
    return all(word in _forms(token) for word, token in zip(phrase, tokens[i : i + len(phrase)], strict=True))


def _forms(token: Token) -> tuple[str, ...]:
    """Return the forms under which a word may be listed.

    For "gunmen" also "gunman": the tagger's lemma of such plurals is often wrong.
    """
    text = token.text.lower()
    forms = (text, token.lemma.lower())
    return (*forms, text[:-2] + "an") if text.endswith(PLURAL_OF_MAN) else forms


def _hyphened_at(tokens: Sequence[Token], i: int, words: MentionWords) -> RoleNoun | None:
    """Return the role noun written with hyphens at token `i`: "secretary-general"."""
    if not _is_hyphen_behind(tokens, i):
        return None
    for length in HYPHENED_LENGTHS:
        row = words.role("".join(t.text for t in tokens[i : i + length]))
        if row is not None and i + length <= len(tokens):
            return RoleNoun(i, i + length, row)
    return None


def _is_hyphen_behind(tokens: Sequence[Token], i: int) -> bool:
    """Return whether token `i` is written together with a hyphen and a word behind it."""
    if i + 2 >= len(tokens) or tokens[i + 1].text not in HYPHENS:
        return False
    return tokens[i + 1].start == tokens[i].end


def is_title(tree: Tree, noun: RoleNoun) -> bool:
    """Return whether a role noun can stand before a name: one person's, not "officials"."""
    last = tree.tokens[noun.end - 1]
    return noun.row.kind == "person" and not is_plural_form(last) and last.upos in ("NOUN", "PROPN")
