"""Packing a text into windows."""

import time

from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicon.forms import LONGEST_RUN
from onrecord.models.pieces import Vocabulary
from onrecord.models.windows import LONG_PIECES, MAX_PIECES, pack, without_long_runs

VOCABULARY = Vocabulary.of(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "word", "."])


def test_short_sentences_share_a_window_and_none_is_cut() -> None:
    text = "word word word. " * 120
    windows = pack(VOCABULARY.cut(text), text)
    assert len(windows) > 1
    assert all(len(w.ids) <= MAX_PIECES for w in windows)
    assert all(text[w.atoms[-1].start] == "." for w in windows)


def test_a_sentence_of_five_thousand_tokens_is_cut_and_nothing_is_lost() -> None:
    text = "word " * 5000
    windows = pack(VOCABULARY.cut(text), text)
    assert sum(len(w.atoms) for w in windows) == 5000
    assert max(len(w.ids) for w in windows) <= LONG_PIECES


def test_a_stop_after_an_initial_or_a_short_title_ends_no_segment() -> None:
    text = "word " * 100 + "Mr. word word word word. " + "word " * 40
    windows = pack(VOCABULARY.cut(text), text, limit=105)
    assert not any(text[w.atoms[-1].end - 3 : w.atoms[-1].end] == "Mr." for w in windows)


@given(st.text(alphabet=st.sampled_from(list("wW. \n“”’é1")), max_size=400))
def test_windows_hold_every_atom_once_in_order(text: str) -> None:
    atoms = VOCABULARY.cut(text)
    packed = [a for w in pack(atoms, text) for a in w.atoms]
    assert packed == atoms


def test_the_lists_of_a_window_run_side_by_side() -> None:
    text = "word word, unheardof."
    (window,) = pack(VOCABULARY.cut(text), text)
    assert len(window.ids) == len(window.shapes) == len(window.gaps)
    assert len(window.first) == len(window.atoms)


def test_a_text_without_a_full_stop_is_packed_in_linear_time() -> None:
    text = "word " * 200_000
    begun = time.process_time()
    windows = pack(VOCABULARY.cut(text), text)
    assert sum(len(w.atoms) for w in windows) == 200_000
    assert time.process_time() - begun < 10  # seconds; quadratic packing takes minutes


def test_of_a_run_of_one_sign_only_the_beginning_is_read() -> None:
    text = "word" + "." * 1000 + " word . . word"
    kept = without_long_runs(VOCABULARY.cut(text), text)
    assert len(kept) == 1 + LONGEST_RUN + 4
    assert kept[-1].end == len(text)
