"""How well two reports fit into one story: log odds from shared words, shared names, and days.

The weights were fitted on the pairs of ECB+ train by `training/stories.py`; the term of days is set by hand, from how far
apart the reports of one story are there. A score depends on the two reports and the table of words alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from onrecord.assembly.days import Days
from onrecord.assembly.stories.keys import UNIT, StoryKey, shared
from onrecord.assembly.types import PairScore
from onrecord.types import Reason

THOUSAND = 1000  # scores are thousandths of a log odds
WINDOW = 30  # days: reports further apart are in one story only through others between them
CUT = -1250  # joined from here on; below even odds, since one report alone has little to show
STEP = 500  # more is asked for each doubling of the smaller cluster
FLOOR, CEILING = -4000, 4000  # no single pair outweighs all others
SHOWN_WORDS = 5  # shared words that an explanation names


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds of one story: for each part at its full value of 1, and for none of them."""

    words: float
    names: float
    lead: float
    lead_names: float
    none: float


WEIGHTS = Weights(words=4.28, names=3.74, lead=2.70, lead_names=2.94, none=-4.85)
SAME_DAY, FARTHER = 0.8, 0.6  # log odds for the same day, and against for each e-fold of the days between


@dataclass(frozen=True, slots=True)
class Fit:
    """What two reports have in common: cosines and shares between 0 and 1."""

    words: float
    """Cosine of all words."""
    names: float
    """Cosine of the names."""
    lead: float
    """Share of title and lead of one, by weight, that stands anywhere in the other; the smaller of both ways."""
    lead_names: float
    """The same of their names alone, the mean of both ways: a long report names more than a short one has room for."""


def fit(a: StoryKey, b: StoryKey) -> Fit:
    """Return what two reports have in common."""
    words = names = lead = back = lead_names = 0
    for word in shared(a, b):
        x, y = a.terms[word], b.terms[word]
        words += x.weight * y.weight
        names += x.name * y.name
        lead += x.lead
        back += y.lead
        lead_names += x.lead_name + y.lead_name
    return Fit(words / UNIT**2, names / UNIT**2, min(lead, back) / UNIT, lead_names / (2 * UNIT))


def score_stories(a: StoryKey, b: StoryKey) -> int:
    """Return the log odds that two reports tell one story, in thousandths, the same both ways."""
    return score(fit(a, b), a.days, b.days)


def score(found: Fit, a: Days, b: Days) -> int:
    """Return the log odds, in thousandths, of two reports by what they have in common and their days."""
    distance = a.apart(b)
    if distance is not None and distance > WINDOW:
        return FLOOR
    return _bounded(_likeness(found) + of_days(a, b))


def likeness(found: Fit) -> int:
    """Return the log odds, in thousandths, by words and names alone, whatever the days."""
    return _bounded(_likeness(found))


def likeness_of(a: StoryKey, b: StoryKey) -> int:
    """Return the log odds, in thousandths, by words and names alone, whatever the days."""
    return likeness(fit(a, b))


def _likeness(found: Fit) -> float:
    return (
        WEIGHTS.none
        + found.words * WEIGHTS.words
        + found.names * WEIGHTS.names
        + found.lead * WEIGHTS.lead
        + found.lead_names * WEIGHTS.lead_names
    )


def of_days(a: Days, b: Days) -> float:
    """Return what the days of publication add: for near ones if both days are known, against far ones in any case."""
    distance = a.apart(b)
    if distance is None:
        return 0.0
    added = SAME_DAY - FARTHER * math.log1p(distance)
    return added if a.known and b.known else min(0.0, added)


def _bounded(log_odds: float) -> int:
    return min(CEILING, max(FLOOR, round(THOUSAND * log_odds)))


def explain_stories(a: StoryKey, b: StoryKey) -> PairScore:
    """Return the score of two reports in log odds, with its parts; they are joined from `CUT` on."""
    found = fit(a, b)
    common = sorted(shared(a, b), key=lambda w: (-a.terms[w].weight * b.terms[w].weight, w))
    names = [w for w in common if a.terms[w].name and b.terms[w].name]
    lead = [w for w in common if a.terms[w].lead and b.terms[w].lead]
    parts = (
        Reason(rule="story-words", words=_shown(common), score=found.words * WEIGHTS.words),
        Reason(rule="story-names", words=_shown(names), score=found.names * WEIGHTS.names),
        Reason(rule="story-lead", words=_shown(lead), score=found.lead * WEIGHTS.lead),
        Reason(
            rule="story-lead-names",
            words=_shown([w for w in lead if w in names]),
            score=found.lead_names * WEIGHTS.lead_names,
        ),
        Reason(rule="story-days", score=of_days(a.days, b.days)),
        Reason(rule="story-prior", score=WEIGHTS.none),
    )
    ordered = sorted(parts, key=lambda part: (-abs(part.score or 0.0), part.rule))
    return PairScore(score=score_stories(a, b) / THOUSAND, parts=tuple(ordered))


def _shown(words: list[str]) -> str | None:
    return ", ".join(words[:SHOWN_WORDS]) or None
