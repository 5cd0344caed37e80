"""Coreference: chains of mentions of the same entity, from scores of pairs.

Each mention is linked to the earlier mention that it repeats, or to none (mention ranking, Denis and
Baldridge 2008; Lee et al. 2017), over the head words of mentions (Dobrovolskii 2021). A small graph
scores pairs from the network's vectors and from surface features: shared words, number, gender,
distance, place in the tree.
"""

from __future__ import annotations

import itertools
import operator
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from onrecord.models.references import FORMS, RELATIONS, Array, ChainCandidate, alone
from onrecord.types import Reference

NEAR_MENTIONS = 20  # a mention may repeat any of so many before it; further back only one that shares a word
MOST_FAR = 12  # of those further back, the nearest
EAGER = 0.6  # by how much "no earlier mention" must win; docs/experiments.md says on which data it was set
STRETCH = 2000  # mentions that are linked together, some 7,000 words: a bound on memory for a book
SENTENCES_BACK = (0, 1, 2, 4, 9)  # bounds of the buckets of distance
MENTIONS_BACK = (1, 3, 7, 12, 20)
SUBJECT, APPOSITION = RELATIONS.index("nsubj"), RELATIONS.index("appos")
COLUMNS = operator.attrgetter(
    "sentence", "number", "gender", "form", "relation", "start", "end", "pronoun", "governor", "subject",
    "head.start", "seen.entity", "seen.window", "seen.quoted",
)  # fmt: skip
Pairs = NDArray[np.int64]
Scorer = Callable[[Array, Pairs, Pairs, Array], tuple[Array, Array]]


def make_pairs(candidates: Sequence[ChainCandidate]) -> tuple[Pairs, Pairs]:
    """Return the pairs worth a score: each mention and the earlier ones that it may repeat."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    later: list[int] = []
    earlier: list[int] = []
    for i, candidate in enumerate(candidates):
        first = max(0, i - NEAR_MENTIONS)
        far = {j for word in candidate.words for j in having[word][-MOST_FAR:] if j < first}
        found = [*sorted(far)[-MOST_FAR:], *range(first, i)]
        later.extend(itertools.repeat(i, len(found)))
        earlier.extend(found)
        for word in candidate.words:
            having[word].append(i)
    return np.asarray(later, np.int64), np.asarray(earlier, np.int64)


def compare(candidates: Sequence[ChainCandidate], later: Pairs, earlier: Pairs) -> Array:
    """Return the surface features of each pair, (pairs, features), each 0 or 1."""
    if not len(later):
        return np.zeros((0, feature_count()), np.float32)

    def ids(values: Sequence[object]) -> NDArray[np.int64]:
        known: dict[object, int] = {}
        return np.asarray([known.setdefault(v, len(known)) for v in values], np.int64)

    i, j = later, earlier
    (
        sentence, number, gender, form, relation, start, end, pronoun, governor, subject,
        head, entity, window, quoted,
    ) = np.asarray([COLUMNS(c) for c in candidates], np.int64).T  # fmt: skip
    lemma, phrase = ids([c.lemma for c in candidates]), ids([c.phrase for c in candidates])
    wordy = form != FORMS.index("pronoun")
    both_wordy = wordy[i] & wordy[j]
    shared, within, around = _shared(candidates, i, j)
    both_number, both_gender = (number[i] > 0) & (number[j] > 0), (gender[i] > 0) & (gender[j] > 0)
    same_sentence = sentence[i] == sentence[j]
    flags = [
        both_number & (number[i] == number[j]),
        both_number & (number[i] != number[j]),
        both_gender & (gender[i] == gender[j]),
        both_gender & (gender[i] != gender[j]),
        entity[i] == entity[j],
        both_wordy & (lemma[i] == lemma[j]),
        both_wordy & (phrase[i] == phrase[j]),
        shared,
        within,
        around,
        (pronoun[i] > 0) & (pronoun[i] == pronoun[j]),
        (quoted[i] > 0) & (quoted[j] > 0),
        quoted[i] != quoted[j],
        (start[j] <= head[i]) & (head[i] < end[j]),
        (start[i] <= head[j]) & (head[j] < end[i]),
        (relation[i] == APPOSITION) & (governor[i] == head[j]),
        subject[i] == head[j],
        same_sentence & (governor[i] == governor[j]),
        same_sentence & (relation[j] == SUBJECT),
        window[i] == window[j],
        _initials(candidates, i, j),
    ]
    found = np.zeros((len(i), feature_count()), np.float32)
    for n, flag in enumerate(flags):
        found[:, n] = flag
    pairs, first = np.arange(len(i)), len(flags)
    for places, size in (
        (form[i] * len(FORMS) + form[j], len(FORMS) ** 2),
        (np.searchsorted(SENTENCES_BACK, sentence[i] - sentence[j]), len(SENTENCES_BACK) + 1),
        (np.searchsorted(MENTIONS_BACK, i - j), len(MENTIONS_BACK) + 1),
    ):
        found[pairs, first + places] = 1.0
        first += size
    return found


def feature_count() -> int:
    """Return the number of features of a pair."""
    return 21 + len(FORMS) ** 2 + len(SENTENCES_BACK) + 1 + len(MENTIONS_BACK) + 1


def _shared(
    candidates: Sequence[ChainCandidate], later: Pairs, earlier: Pairs
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return, of each pair, whether it shares words, and whether either mention has all words of the other."""
    known: dict[str, int] = {}
    width = max((len(c.words) for c in candidates), default=0) or 1
    words = np.full((len(candidates), width), -1)
    for row, candidate in enumerate(candidates):
        for column, word in enumerate(candidate.words):
            words[row, column] = known.setdefault(word, len(known))
    size = (words >= 0).sum(1)
    asked = np.flatnonzero((size[later] > 0) & (size[earlier] > 0))
    counts = np.zeros(len(later), np.int64)
    one, other = words[later[asked]], words[earlier[asked]]
    counts[asked] = ((one[:, :, None] == other[:, None, :]) & (one >= 0)[:, :, None]).any(2).sum(1)
    some = counts > 0
    return some, some & (counts == size[later]), some & (counts == size[earlier])


def _initials(candidates: Sequence[ChainCandidate], later: Pairs, earlier: Pairs) -> NDArray[np.bool_]:
    """Return, of each pair, whether one is the other's initials: "WHO", "World Health Organization"."""
    known: dict[str, int] = {}
    short = np.full(len(candidates), -1)
    long = np.full(len(candidates), -2)
    for row, candidate in enumerate(candidates):
        if candidate.head.text.isupper() and len(candidate.words) == 1:
            short[row] = known.setdefault(candidate.head.text, len(known))
        elif " " in candidate.phrase:
            initials = "".join(word[0] for word in candidate.phrase.split()).upper()
            long[row] = known.setdefault(initials, len(known))
    found: NDArray[np.bool_] = (short[later] == long[earlier]) | (short[earlier] == long[later])
    return found


class Linker:
    """Links candidates into chains; `scorer` gives a score to each pair, and to "no earlier mention"."""

    def __init__(self, scorer: Scorer, entities: Sequence[str]) -> None:
        self._scorer = scorer
        self._entities = entities

    def chains(self, text: str, candidates: Sequence[ChainCandidate]) -> tuple[tuple[Reference, ...], ...]:
        """Return the chains of two or more mentions, each in text order."""
        links = self.links(candidates)
        chain_of = list(range(len(candidates)))
        for i, j in enumerate(links):
            if j >= 0:
                chain_of[i] = chain_of[j]
        chains: defaultdict[int, list[ChainCandidate]] = defaultdict(list)
        for i, candidate in enumerate(candidates):
            chains[chain_of[i]].append(candidate)
        several = (chain for chain in chains.values() if len(chain) > 1)
        return tuple(tuple(self._reference(text, candidate) for candidate in chain) for chain in several)

    def links(self, candidates: Sequence[ChainCandidate]) -> list[int]:
        """Return, for each mention, the earlier one that it repeats, or -1; mentions of different stretches are not linked."""
        links: list[int] = []
        for low in range(0, len(candidates), STRETCH):
            links.extend(j + low if j >= 0 else -1 for j in self._links(candidates[low : low + STRETCH]))
        return links

    def _links(self, candidates: Sequence[ChainCandidate]) -> list[int]:
        later, earlier = make_pairs(candidates)
        if not len(later):
            return [-1] * len(candidates)
        features = compare(candidates, later, earlier)
        scores, none = self._scorer(alone(candidates, len(self._entities)), later, earlier, features)
        # the pairs of a mention stand together: the first of its best ones, if that wins against none
        begins = np.flatnonzero(np.diff(later, prepend=-1))
        best = np.maximum.reduceat(scores, begins)
        of_mention = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(later)))
        winners = np.flatnonzero(scores == best[of_mention])
        winners = winners[np.diff(of_mention[winners], prepend=-1) > 0]
        wins = best.astype(np.float64) > none[later[begins]].astype(np.float64) - EAGER
        links = np.full(len(candidates), -1)
        links[later[begins[wins]]] = earlier[winners[wins]]
        return cast("list[int]", links.tolist())

    def _reference(self, text: str, candidate: ChainCandidate) -> Reference:
        return Reference(
            start=candidate.start,
            end=candidate.end,
            text=text[candidate.start : candidate.end],
            form=FORMS[candidate.form],
            entity=self._entities[candidate.seen.entity],
            head_start=candidate.head.start,
            head_end=candidate.head.end,
        )
