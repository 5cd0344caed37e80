"""The status of an act by the model's odds, beside the stance that the words give.

The model decides where it is sure, and where the words leave the status open; else the words decide, as they do where
their status holds in any case ("neither signed", "denied that it had sent troops"). A date that a
status cannot have ("occurred" after the day of publication) rules this status out, or is left out itself if the model
sees no other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from onrecord.reading.certainty.dates import lies_ahead, lies_behind
from onrecord.reading.certainty.stance import Stance
from onrecord.types import NOT_SO, ActMention, Certainty, Event, Odds, Published, Reason, Status

SURE = 0.5  # probability from which the model's status holds against that of the words
SECOND = 0.1  # probability that another status needs to take the place of one that the date rules out
CERTAINTY_SURE = 0.6  # probability from which a certainty other than that of the status is taken
AFTER: frozenset[str] = frozenset({"occurred"})  # statuses that no day after publication can have
BEFORE: frozenset[str] = frozenset({"planned", "expected"})  # those that no day before publication can have


def weigh(stance: Stance, act: ActMention, is_denied: bool = True) -> Stance:
    """Return the stance with the model's status where the model decides.

    `is_denied`: somebody in the document denies something; else a mere claim ("accused Oslo of spying") is no denial.
    """
    best = act.statuses[0]
    if best.label == "denied" and stance.is_claimed and not is_denied:
        other = next((one for one in act.statuses if one.label not in NOT_SO), None)
        if other is None or other.score < SECOND:
            return stance
        best = other
    if stance.status is not None and stance.firm and (best.score < SURE or stance.holds):
        return stance
    reason = Reason(rule="status-by-model", words=best.label, score=best.score)
    found = replace(stance, status=_status(best), negated=None, firm=True, whole=False, basis=(reason,))
    return replace(found, certainty=_certainty(act))


def _status(odds: Odds) -> Status:
    return cast("Status", odds.label)


def _certainty(act: ActMention) -> Certainty | None:
    best = act.certainties[0]
    return cast("Certainty", best.label) if best.score >= CERTAINTY_SURE else None


def ruled_out(event: Event, published: Published) -> frozenset[str]:
    """Return the statuses that the dates of an event rule out."""
    if lies_ahead(event, published):
        return AFTER
    return BEFORE if lies_behind(event, published) else frozenset()


def agree(event: Event, act: ActMention, published: Published) -> Event:
    """Return the event with a status and a time that agree."""
    wrong = ruled_out(event, published)
    if event.status not in wrong:
        return event
    other = next((o for o in act.statuses if o.label not in wrong and o.score >= SECOND), None)
    if other is None:
        reason = Reason(rule="time-against-the-status", words=event.status)
        return replace(event, time=None, basis=(*event.basis, reason))
    reason = Reason(rule="status-by-the-date", words=other.label, score=other.score)
    return replace(event, status=_status(other), basis=(*event.basis, reason))
