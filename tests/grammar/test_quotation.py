"""Quotations inside one sentence: where they open and close. tests/reading/test_quotes.py has whole texts."""

from __future__ import annotations

import pytest

from onrecord.grammar import find_quotes, inner_quotes, parse_grammar
from onrecord.types import Sentence, Token
from tests.grammar.parsed import WORDS, parsed


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("“He said, ‘Go,’ and left,” she said.", ["“He said, ‘Go,’ and left,”"], ["‘Go,’"]),
        ("\"He said, 'Go,' and left,\" she said.", ["\"He said, 'Go,' and left,\""], ["'Go,'"]),
        ("‘He said, “Go,” and left,’ she said.", ["‘He said, “Go,” and left,’"], ["“Go,”"]),
        ("“The ministers’ plan is ‘dead’,” she said.", ["“The ministers’ plan is ‘dead’,”"], ["‘dead’"]),
        ("The ministers' plan isn't dead.", [], []),
    ],
    ids=["curly", "straight", "single-outside", "apostrophe", "apostrophes-only"],
)
def test_quotations_nest(text: str, outer: list[str], inner: list[str]) -> None:
    found = find_quotes(text)
    assert [text[q.start : q.end] for q in found] == outer
    assert [text[q.start : q.end] for q in inner_quotes(text, found)] == inner


def test_a_sentence_gives_its_quotations_by_offsets_in_the_text() -> None:
    spaced = "“ He said ‘ Go ’ ” ."
    tokens, at = [], 100  # the sentence begins at offset 100 of its text
    for word in spaced.split():
        tokens.append(
            Token(
                start=at,
                end=at + len(word),
                text=word,
                lemma=word,
                upos="X",
                feats="_",
                head=-1,
                deprel="root",
            )
        )
        at += len(word) + (word not in "“‘" and word not in ("Go", "’"))
    sentence = parse_grammar(Sentence(start=100, end=tokens[-1].end, tokens=tuple(tokens)), WORDS)
    text = " " * 100 + "“He said ‘Go’” ."
    assert [text[q.start : q.end] for q in sentence.quotations] == ["“He said ‘Go’”"]
    assert [text[q.start : q.end] for q in inner_quotes(text, sentence.quotations)] == ["‘Go’"]


@pytest.mark.parametrize(
    ("sketch", "opened", "closed"),
    [
        ("“/PUNCT/punct>Go Go/VERB/root/Imp ”/PUNCT/punct>Go", True, True),
        ("“/PUNCT/punct>Go Go/VERB/root/Imp", True, False),
        ("Go/VERB/root/Imp ”/PUNCT/punct>Go", False, True),
    ],
)
def test_a_quotation_may_open_or_close_in_another_sentence(sketch: str, opened: bool, closed: bool) -> None:
    (found,) = parsed(sketch).quotations
    assert (found.opened, found.closed) == (opened, closed)
