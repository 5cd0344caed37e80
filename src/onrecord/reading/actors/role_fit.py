"""Whom a definite role noun means: how well "the president" fits what is known of each person named before.

A person fits by title, office or sector. The same country, nearness and frequency add to the score. A phrase is
resolved only if title, office, sector and country together reach `ENOUGH`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from math import log2

from onrecord.reading.actors.cluster import (
    Background,
    Cluster,
    Placed,
    Resolved,
    country_of,
    genders_agree,
    sector_of,
)
from onrecord.reading.mentions import Candidate

SAME_PHRASE = 3.0  # the person was called just so
SAME_HEAD = 2.0  # the person holds such an office, or was called so with a modifier
FIT_SAME_SECTOR = 1.0  # the person is of the noun's sector
FIT_SAME_COUNTRY = 1.5  # added if the phrase names the person's country
HOME_COUNTRY = 0.75  # added if it names none and the person is of the country that the report is mostly about
ENOUGH = 2.0  # least fit, without nearness, of the person whom a definite phrase means
FIT_SENTENCE_STEP = 0.15  # subtracted for each sentence since the person's last mention
FAR = 12  # sentences: a longer distance counts as this one
FIT_PER_SALIENCE = 0.2  # added for each doubling of the person's mentions


def best_person(placed: Placed, before: Resolved, background: Background, home: str | None) -> Cluster | None:
    """Return the named person mentioned before whom a definite role noun fits best; of equals, the nearest."""
    last: dict[Cluster, Placed] = {}
    for earlier, cluster in reversed(before):
        if cluster.kind == "person" and cluster.named:
            last.setdefault(cluster, earlier)
    fits = ((fit(placed.candidate, cluster, background, home), cluster) for cluster in last)
    scored = [(_salient(score, placed, last[c], c), c) for score, c in fits if score >= ENOUGH]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def _salient(score: float, placed: Placed, last: Placed, cluster: Cluster) -> float:
    """Return the score of a fit with what frequency and nearness add."""
    distance = min(FAR, placed.sentences_after(last))
    return score + (FIT_PER_SALIENCE * log2(1 + len(cluster.mentions)) - FIT_SENTENCE_STEP * distance)


def fit(candidate: Candidate, cluster: Cluster, background: Background, home: str | None) -> float:
    """Return how well a singular role noun fits a person, 0 if gender, country or office speak against it."""
    country = country_of(cluster)
    if not _may_fit(candidate, cluster, country):
        return 0.0
    score = role_fit(RoleNoun.of(candidate, background), cluster, background)
    if candidate.country is not None:
        return score + FIT_SAME_COUNTRY if candidate.country == country else score
    is_at_home = home is not None and country == home and score >= SAME_HEAD
    return score + HOME_COUNTRY if is_at_home else score


def _may_fit(candidate: Candidate, cluster: Cluster, country: str | None) -> bool:
    if candidate.role is None or cluster.kind != "person":
        return False
    is_of_country = candidate.country is None or country in (None, candidate.country)
    return is_of_country and genders_agree(candidate.gender, cluster.gender)


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A role noun with its sector, and whether the text says that the office is past: "former", "ex-"."""

    phrase: str
    sector: str | None
    is_former: bool = False

    @classmethod
    def of(cls, candidate: Candidate, background: Background) -> RoleNoun:
        """Return the role noun of a nominal."""
        is_former = any(w.lower() in background.classes.former_words for w in candidate.modifiers)
        sector = candidate.role.sector if candidate.role is not None else None
        return cls(candidate.role.phrase if candidate.role is not None else "", sector, is_former)


@dataclass(frozen=True, eq=False)
class _Fit:
    """A role noun beside a person, and what the rules ask more than once."""

    noun: RoleNoun
    person: Cluster
    background: Background

    @cached_property
    def titles(self) -> set[str]:
        """What the text calls the person."""
        return {row.phrase for row in self.person.roles}

    @cached_property
    def office(self) -> str | None:
        """The office that the noun names, in its normal form."""
        return self.background.world.role_of(self.noun.phrase)

    @cached_property
    def offices(self) -> set[str | None]:
        """The offices that the person holds on the day, or has ever held if the noun says "former"."""
        if not self.noun.is_former:
            return {tenure.role for tenure in self.person.tenures}
        if self.person.entity is None:
            return set()
        return {tenure.role for tenure in self.background.world.offices(self.person.entity)}


@dataclass(frozen=True, slots=True)
class FitRule:
    """A rule of fit: where it `applies`, the noun fits the person with this score."""

    name: str
    applies: Callable[[_Fit], bool]
    score: float


def role_fit(noun: RoleNoun, person: Cluster, background: Background) -> float:
    """Return how well a role noun fits the titles, offices or sector of a person: the first rule decides."""
    fit = _Fit(noun, person, background)
    return next((rule.score for rule in FIT_RULES if rule.applies(fit)), 0.0)


def _holds_office(fit: _Fit) -> bool:
    return fit.office is not None and fit.office in fit.offices


def _shares_head(fit: _Fit) -> bool:
    """Whether one phrase ends with the other: "foreign minister" and "minister"."""
    deputies = fit.background.classes.deputy_words
    return any(_have_one_head(title, fit.noun.phrase, deputies) for title in fit.titles)


def _have_one_head(one: str, other: str, deputies: Collection[str]) -> bool:
    is_one = one.endswith(" " + other) or other.endswith(" " + one)
    return is_one and _is_deputy(one, deputies) == _is_deputy(other, deputies)


def _is_deputy(title: str, deputies: Collection[str]) -> bool:
    first, _, rest = title.partition(" ")
    return bool(rest) and first in deputies


def _leads(fit: _Fit) -> bool:
    """Whether it is "the leader", and the person heads a state or government: "the Ugandan leader" is its president."""
    is_leader = fit.noun.phrase in fit.background.classes.leader_nouns
    return is_leader and any(
        tenure.role in fit.background.classes.leading_offices for tenure in fit.person.tenures
    )


def _has_other_office(fit: _Fit) -> bool:
    """Whether the noun names an office, and the person is known by others: no ambassador is a minister."""
    return fit.office is not None and bool(fit.titles or fit.offices)


def _is_of_sector(fit: _Fit) -> bool:
    return fit.noun.sector is not None and fit.noun.sector == sector_of(fit.person)


FIT_RULES = (
    FitRule("same title", lambda fit: fit.noun.phrase in fit.titles, SAME_PHRASE),
    FitRule("same office", _holds_office, SAME_HEAD),
    FitRule("same head noun", _shares_head, SAME_HEAD),
    FitRule("leader of a state", _leads, FIT_SAME_SECTOR),
    FitRule("another office", _has_other_office, 0.0),
    FitRule("same sector", _is_of_sector, FIT_SAME_SECTOR),
)
