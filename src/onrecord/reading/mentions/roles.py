"""Role phrases: where a sentence speaks of a minister, a spokesman, a secretary-general."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.grammar import Tree
from onrecord.lexicon.mentions import MentionWords, RoleRow
from onrecord.types import Token

HYPHENS = frozenset({"-", "–"})


@dataclass(frozen=True, slots=True)
class RoleAt:
    """A role phrase in a sentence: its tokens from `start` to `end` (exclusive), and its row."""

    start: int
    end: int
    row: RoleRow


def find_roles(tree: Tree, words: MentionWords) -> tuple[RoleAt, ...]:
    """Return the role phrases of a sentence from left to right, the longest first at each place."""
    found = []
    i = 0
    tokens = tree.tokens
    while i < len(tokens):
        row, length = role_from(tokens, i, words)
        if row is not None:
            found.append(RoleAt(i, i + length, row))
        i += length
    return tuple(found)


def role_from(tokens: Sequence[Token], i: int, words: MentionWords) -> tuple[RoleRow | None, int]:
    """Return the longest role phrase that begins at token `i`, and its length in tokens (1 if none)."""
    token = tokens[i]
    options = next((found for form in _forms(token) if (found := words.roles.get(form))), ())
    if not options:
        return _hyphened_role(tokens, i, words)
    for phrase, row in options:
        if len(phrase) == 1:
            longer = _hyphened_role(tokens, i, words)
            return longer if longer[0] is not None else (row, 1)
        if _matches(tokens, i, phrase):
            return row, len(phrase)
    return _hyphened_role(tokens, i, words)


def _matches(tokens: Sequence[Token], i: int, phrase: tuple[str, ...]) -> bool:
    if i + len(phrase) > len(tokens):
        return False
    return all(word in _forms(token) for word, token in zip(phrase, tokens[i : i + len(phrase)], strict=True))


def _forms(token: Token) -> tuple[str, ...]:
    """Return the forms of a word under which a role may be listed; the lemma of "gunmen" is a guess."""
    text = token.text.lower()
    return (
        (text, token.lemma.lower(), text[:-2] + "an") if text.endswith("men") else (text, token.lemma.lower())
    )


def _hyphened_role(tokens: Sequence[Token], i: int, words: MentionWords) -> tuple[RoleRow | None, int]:
    """Return a role written with hyphens, which UD splits: "secretary - general"."""
    if i + 2 >= len(tokens) or tokens[i + 1].text not in HYPHENS or tokens[i + 1].start != tokens[i].end:
        return None, 1
    for length in (5, 3):
        part = tokens[i : i + length]
        if len(part) == length and words.role("".join(t.text for t in part)):
            return words.role("".join(t.text for t in part)), length
    return None, 1


def is_title(tree: Tree, role: RoleAt) -> bool:
    """Return whether a role noun can open a name: a singular person's, not "officials"."""
    last = tree.tokens[role.end - 1]
    return role.row.kind == "person" and "Number=Plur" not in last.feats and last.upos in ("NOUN", "PROPN")
