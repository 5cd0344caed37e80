"""Mentions with their spans, pairs, and chains from scores."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.lexicon.references import load_reference_words
from onrecord.models.chains import Linker, compare, feature_count, make_pairs
from onrecord.models.references import Array, ChainCandidate, Seen, find_candidates
from tests.sketch import language_of_sketches

WIDTH = 4
ENTITIES = ("O", "person", "organization")


def candidates_of(sketches: tuple[str, ...], heads: tuple[str, ...]) -> tuple[str, list[ChainCandidate]]:
    """Return the mentions headed by the words of `heads`, in text order, all persons."""
    text, language = language_of_sketches(*sketches)
    tokens = [t for s in language.sentences for t in s.tokens]
    vector = np.zeros(WIDTH, np.float32)
    seen = [Seen(t.start, 1, vector, vector, 0, False) for t in tokens if t.text in heads]
    return text, find_candidates(
        language.sentences, seen, replace(load_reference_words(), genders={"Anna": "female"})
    )


MEETING = (
    (
        "Anna/PROPN/nsubj>met Berg/PROPN/flat>Anna ,/PUNCT/punct>minister the/DET/det>minister "
        "minister/NOUN/appos>Anna of/ADP/case>trade trade/NOUN/nmod>minister ,/PUNCT/punct>minister "
        "met/VERB/root/Past miners/NOUN/obj>met/Plur and/CCONJ/cc>farmers farmers/NOUN/conj>miners/Plur ./PUNCT/punct>met"
    ),
    "She/PRON/nsubj>doctor is/AUX/cop>doctor a/DET/det>doctor doctor/NOUN/root ./PUNCT/punct>doctor",
)


def test_a_mention_spans_its_noun_phrase_without_what_belongs_to_the_clause() -> None:
    heads = ("Anna", "minister", "miners", "farmers", "She", "doctor")
    text, found = candidates_of(MEETING, heads)
    assert [text[c.start : c.end] for c in found] == [
        "Anna Berg", "the minister of trade", "miners", "farmers", "She", "a doctor",
    ]  # fmt: skip
    assert [c.form for c in found] == [0, 1, 1, 1, 2, 1]
    assert found[0].words == {"anna", "berg"}
    assert found[0].gender == found[4].gender == 2


def test_pairs_reach_far_only_over_shared_words() -> None:
    names = tuple(f"{n}/PROPN/root" for n in ("Alpha", *(f"Name{'x' * k}" for k in range(1, 60)), "Alpha"))
    _, found = candidates_of(names, tuple(n.split("/")[0] for n in names))
    later, earlier = make_pairs(found)
    last = earlier[later == len(found) - 1].tolist()
    assert last == [0, *range(40, 60)]
    assert compare(found, later, earlier).shape == (len(later), feature_count())


def test_each_mention_joins_the_chain_of_the_best_earlier_one_or_begins_its_own() -> None:
    text, found = candidates_of(MEETING, ("Anna", "minister", "miners", "She"))

    def scorer(alone: Array, later: np.ndarray, earlier: np.ndarray, pairs: Array) -> tuple[Array, Array]:
        wanted = {(1, 0): 2.0, (3, 0): 0.5, (3, 1): 0.7, (3, 2): 0.1}
        scores = [wanted.get((i, j), -1.0) for i, j in zip(later.tolist(), earlier.tolist(), strict=True)]
        return np.asarray(scores, np.float32), np.zeros(len(alone), np.float32)

    (chain,) = Linker(scorer, ENTITIES).chains(text, found)
    assert [r.text for r in chain] == ["Anna Berg", "the minister of trade", "She"]
    assert [r.form for r in chain] == ["name", "nominal", "pronoun"]
    assert text[chain[0].head_start : chain[0].head_end] == "Anna"
    assert Linker(scorer, ENTITIES).chains(text, []) == ()


def test_a_book_is_chained_stretch_by_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.models.chains.STRETCH", 3)
    _, found = candidates_of(("Alpha/PROPN/root",) * 7, ("Alpha",))
    sizes = []

    def scorer(alone: Array, later: np.ndarray, earlier: np.ndarray, pairs: Array) -> tuple[Array, Array]:
        sizes.append(len(alone))
        return np.ones(len(later), np.float32), np.zeros(len(alone), np.float32)

    assert Linker(scorer, ENTITIES).links(found) == [-1, 0, 0, -1, 3, 3, -1]
    assert sizes == [3, 3]  # the last mention alone has no earlier mention
