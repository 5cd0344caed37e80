"""Atoms and word pieces."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.pieces import BLANK, LINE, PARAGRAPH, Vocabulary, find_atoms, normalise, shape_of

VOCABULARY = Vocabulary.of(
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "do", "n", "'", "t", "##n", "go", "un", "##known", "10", "##th"]
)


def words(text: str) -> list[str]:
    return [text[s:e] for s, e in find_atoms(text)]


def test_contracted_negation_is_cut_where_universal_dependencies_cuts_it() -> None:
    assert words("didn’t can't cannot gonna") == [
        "did",
        "n",
        "’",
        "t",
        "ca",
        "n",
        "'",
        "t",
        "can",
        "not",
        "gon",
        "na",
    ]


def test_letters_digits_and_signs_are_atoms_of_their_own() -> None:
    assert words("S-300, $5.5bn (10th)") == [
        "S",
        "-",
        "300",
        ",",
        "$",
        "5",
        ".",
        "5",
        "bn",
        "(",
        "10",
        "th",
        ")",
    ]


def test_a_combining_mark_and_a_soft_hyphen_stay_with_their_letter() -> None:
    assert words("cafe\u0301 minis\u00adter") == ["cafe\u0301", "minis\u00adter"]


def test_given_cuts_are_never_crossed() -> None:
    assert find_atoms("Moscow", cuts=[3]) == [(0, 3), (3, 6)]


@given(st.text())
def test_atoms_cover_all_but_white_space_in_order(text: str) -> None:
    atoms = find_atoms(text)
    assert all(a[1] <= b[0] for a, b in pairwise(atoms))
    covered = {i for s, e in atoms for i in range(s, e)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered


@given(st.text())
def test_every_atom_has_a_piece_and_a_shape(text: str) -> None:
    for atom in VOCABULARY.cut(text):
        assert atom.ids
        assert shape_of(text[atom.start : atom.end]) == atom.shape


def test_an_unknown_word_is_one_unknown_piece_and_a_known_end_is_marked_as_inside() -> None:
    ids = VOCABULARY.ids
    assert [a.ids for a in VOCABULARY.cut("unknown zzz")] == [(ids["un"], ids["##known"]), (ids["[UNK]"],)]


def test_letters_after_digits_belong_to_the_same_word() -> None:
    ids = VOCABULARY.ids
    assert [a.ids for a in VOCABULARY.cut("10th")] == [(ids["10"],), (ids["##th"],)]


def test_the_gap_before_an_atom_is_given() -> None:
    assert [a.gap for a in VOCABULARY.cut("go go\ngo\n\ngo")] == [PARAGRAPH, BLANK, LINE, PARAGRAPH]


def test_accents_and_case_are_not_the_vocabularys() -> None:
    assert normalise("Erdoğan") == "erdogan"
    assert normalise("NATO") == "nato"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said, “We go,” and left.", "“ We go , ”"),
        ('He said, "We go," and left.', '" We go , "'),
        ("“We go.\n\n“Or stay,” she said.", "“ We go . “ Or stay , ”"),
        ("“We go, she said.\n\nThey stay.", ""),
        ("The room is 5' 10\" wide.", ""),
        ("“We go", ""),
    ],
)
def test_atoms_in_a_quotation_say_so(text: str, quoted: str) -> None:
    atoms = Vocabulary.of(["[UNK]"]).cut(text)
    assert " ".join(text[a.start : a.end] for a in atoms if a.quoted) == quoted
