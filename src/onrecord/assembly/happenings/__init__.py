"""Find which events of many reports are one happening.

Events of one kind are compared where their reports share a story, somebody or a place (`candidates`). The score of a
pair is a sum of named parts, for and against (`parts`), with weights that `training/happenings.py` fitted; average link
divides what the scores connect (`clusters`). What lies ahead when it is told is never one happening with what has come to
pass: `plans` links the two. After Barhom et al. 2019 (features of trigger and participants) and Cybulska and Vossen 2014.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from onrecord.assembly.clusters import APART, TOGETHER
from onrecord.assembly.happenings.accounts import Account
from onrecord.assembly.happenings.candidates import candidates, pair_of
from onrecord.assembly.happenings.clusters import RefPair, join
from onrecord.assembly.happenings.parts import Pair, points_from, points_of, scored
from onrecord.assembly.types import EventRef, Overrides, PairReasons, Story
from onrecord.lexicon.happenings import load_happening_words, load_part_weights

WORTH_A_REASON = (
    -1000
)  # pairs below this score are kept apart without a word; `explain_pair` gives their reasons too


@dataclass(frozen=True)
class Joined:
    """The clusters of accounts, and the score of each pair that was compared."""

    clusters: tuple[tuple[Account, ...], ...]
    scores: Mapping[RefPair, int]
    pairs: Mapping[RefPair, Pair]


def join_accounts(accounts: Sequence[Account], stories: Sequence[Story], overrides: Overrides) -> Joined:
    """Return which accounts are one happening.

    People link a plan and what came of it, too: they stay two, and `scores` joins or parts them for `plans`.
    """
    by_ref = {account.ref: account for account in accounts}
    decided = _decided(overrides, by_ref)
    pairs = {(p.left.ref, p.right.ref): p for p in candidates(accounts, stories, load_happening_words())}
    pairs |= {refs: pair_of(by_ref[refs[0]], by_ref[refs[1]]) for refs in decided if refs not in pairs}
    scores = {refs: decided[refs] if refs in decided else score_of(pair) for refs, pair in pairs.items()}
    of_one_side = {
        (left, right): score
        for (left, right), score in scores.items()
        if by_ref[left].is_ahead == by_ref[right].is_ahead
    }
    found = join(by_ref, of_one_side)
    return Joined(tuple(tuple(by_ref[ref] for ref in refs) for refs in found), scores, pairs)


def _decided(overrides: Overrides, known: Container[EventRef]) -> dict[RefPair, int]:
    """Return the scores of pairs that people joined or parted; parting is stronger."""
    decided = ((overrides.same_happening, TOGETHER), (overrides.other_happening, APART))
    return {
        (min(a, b), max(a, b)): score
        for pairs, score in decided
        for a, b in pairs
        if a in known and b in known and a != b
    }


def score_of(pair: Pair) -> int:
    """Return the log odds that a pair is one happening, in thousandths."""
    return points_of(pair)


def score_from(pair: Pair, least: int) -> int | None:
    """Return the same if it is `least` and more, else None: most pairs are sure to be less by their first parts."""
    return points_from(pair, least)


def reasons_of(joined: Joined, overrides: Overrides) -> tuple[PairReasons, ...]:
    """Return the reasons of pairs that were joined, nearly joined, or joined or parted by people."""
    number = {account.ref: n for n, cluster in enumerate(joined.clusters) for account in cluster}
    people = _decided(overrides, number)
    return tuple(
        explain_pair(joined.pairs[refs], number[refs[0]] == number[refs[1]], by_person=refs in people)
        for refs, score in sorted(joined.scores.items())
        if number[refs[0]] == number[refs[1]] or score >= WORTH_A_REASON or refs in people
    )


def explain_pair(pair: Pair, joined: bool, *, by_person: bool = False) -> PairReasons:
    """Return the score of a pair and all its parts."""
    score, parts = scored(pair, load_part_weights())
    return PairReasons(
        left=EventRef(pair.left.ref.document, pair.left.ref.event),
        right=EventRef(pair.right.ref.document, pair.right.ref.event),
        score=round(score, 3),
        parts=parts,
        joined=joined,
        by="person" if by_person else "score",
    )
