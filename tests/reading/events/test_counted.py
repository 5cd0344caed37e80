"""What a number counts, from the words that govern it."""

from __future__ import annotations

import pytest

from onrecord.grammar import Tree
from onrecord.lexicon.numbers import load_number_words
from onrecord.reading.events.counted import is_in_vote, what_governs
from tests.sketch import language_of_sketches

WORDS = load_number_words()


def tree_of(sketch: str) -> Tree:
    return Tree(language_of_sketches(sketch)[1].sentences[0])


def what(sketch: str) -> str:
    """Return what the number 12 counts."""
    tree = tree_of(sketch)
    return what_governs(tree, next(i for i, token in enumerate(tree.tokens) if token.text == "12"), WORDS)


TWELVE = "12/NUM/nummod>people people/NOUN"


@pytest.mark.parametrize(
    ("sketch", "expected"),
    [
        (f"It/PRON/nsubj>killed killed=kill/VERB/root {TWELVE}/obj>killed", "killed"),
        (f"It/PRON/nsubj>injured injured=injur/VERB/root {TWELVE}/obj>injured", "injured"),
        (f"{TWELVE}/nsubj:pass>killed were=be/AUX/aux:pass>killed killed=kill/VERB/root/Pass", "killed"),
        (f"{TWELVE}/nsubj>killed killed=kill/VERB/root him/PRON/obj>killed", "other"),
        (f"{TWELVE}/nsubj>died died=die/VERB/root", "killed"),
        (f"{TWELVE}/nsubj>left left=leave/VERB/root wounded/ADJ/xcomp>left", "injured"),
        (f"{TWELVE}/nsubj>dead were=be/AUX/cop>dead dead/ADJ/root", "killed"),
        (f"{TWELVE}/root in/ADP/case>custody custody/NOUN/nmod>people", "arrested"),
        (f"{TWELVE}/root hurt/VERB/acl>people/Part", "injured"),
        (f"{TWELVE}/root who/PRON/nsubj>marched/Rel marched=march/VERB/acl:relcl>people", "participants"),
        (f"{TWELVE}/root whom/PRON/obj>seized/Rel they/PRON/nsubj>seized seized=abduct/VERB/acl:relcl>people", "abducted"),
        ("12/NUM/nummod>arrests arrests=arrest/NOUN/obj>made made=make/VERB/root", "arrested"),
        (f"the/DET/det>arrest arrest/NOUN/root of/ADP/case>people {TWELVE}/nmod>arrest", "arrested"),
        ("12/NUM/nummod>hostages hostages=hostage/NOUN/root", "abducted"),
        ("12/NUM/nummod>hostages hostages=hostage/NOUN/nsubj:pass>killed killed=kill/VERB/root/Pass", "killed"),
        ("12/NUM/nummod>votes votes=vote/NOUN/root", "votes"),
        ("toll/NOUN/nsubj>rose rose=rise/VERB/root to/ADP/case>12 12/NUM/obl>rose", "killed"),
        ("They/PRON/nsubj>seized seized=seize/VERB/root 12/NUM/nummod>guns guns=gun/NOUN/obj>seized", "other"),
    ],
)  # fmt: skip
def test_governing_words_tell_what_is_counted(sketch: str, expected: str) -> None:
    assert what(sketch) == expected


def test_number_under_a_vote_is_in_a_vote() -> None:
    tree = tree_of(
        "voted=vote/VERB/root down/ADP/compound:prt>voted five/NUM/obl>voted to/ADP/case>two two/NUM/nmod>five"
    )
    assert is_in_vote(tree, 4, WORDS)
