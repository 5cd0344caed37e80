"""Equated: the names that grammar equates with a nominal ("John Kelly, the chief of staff")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.grammar import WordSets
from onrecord.grammar.negation import own_negation
from onrecord.grammar.noun_phrase import apposed_to
from onrecord.lexicon.mentions import MentionWords
from onrecord.reading.actors.cluster import Placed

COMMA = ","
LISTED = ("CCONJ", "PROPN")  # parts of speech that go on with a list


def equated(placed: Placed, words: MentionWords) -> Iterator[int]:
    """Yield the tokens that grammar equates with a nominal's head: by apposition either way, or by a copula."""
    tree, i = placed.tree, placed.token
    is_conjunct = placed.relation == "conj" and placed.governor >= 0
    apposed = apposed_to(tree, placed.governor if is_conjunct else i)  # "the secretary and a Kelly ally"
    if apposed is not None:
        yield apposed
    yield from tree.of(i, "appos")
    if tree.of(i, "cop") and _is_asserted(placed, words):
        yield from tree.of(i, "nsubj")


def set_off_behind(placed: Placed, heads: Mapping[tuple[int, int], Placed]) -> int:
    """Return the head of the name between commas right behind a nominal, -1 for none: "its president, Ana Ruiz, left".

    `heads` are the mentions by sentence and token.
    """
    tree, tokens = placed.tree, placed.tree.tokens
    comma = _first_from(placed, placed.candidate.end)
    if placed.candidate.number != "singular" or comma + 1 >= len(tokens) or tokens[comma].text != COMMA:
        return -1
    start = tokens[comma + 1].start
    name = next((m for (n, _), m in heads.items() if n == tree.index and m.candidate.start == start), None)
    if name is None or name.candidate.form != "name" or name.candidate.kind != "person":
        return -1
    end = _first_from(name, name.candidate.end)
    return name.token if end < len(tokens) and tokens[end].text == COMMA else -1


def opens_list(name: Placed) -> bool:
    """Return whether a name between commas is one of a list: an "and" or another name follows."""
    tokens = name.tree.tokens
    behind = tokens[_first_from(name, name.candidate.end) + 1 :]
    return bool(behind) and behind[0].upos in LISTED


def is_right_before(name: Placed, nominal: Placed) -> bool:
    """Return whether only a comma stands between a name and a nominal behind it."""
    between = [
        token.text
        for token in name.tree.tokens
        if name.candidate.end <= token.start < nominal.candidate.start
    ]
    return between == [COMMA]


def _first_from(placed: Placed, offset: int) -> int:
    """Return the first token of the sentence from an offset on, the number of tokens for none."""
    tokens = placed.tree.tokens
    return next((i for i, token in enumerate(tokens) if token.start >= offset), len(tokens))


def _is_asserted(placed: Placed, words: MentionWords) -> bool:
    """Return whether a predicate noun says what somebody is: "has been", not "would be" or "is not"."""
    tree, classes = placed.tree, words.classes
    if any(tree.lemma(a) not in classes.tense_auxiliaries for a in tree.of(placed.token, "aux")):
        return False
    return own_negation(tree, placed.token, WordSets(negators=classes.plain_negators)) is None
