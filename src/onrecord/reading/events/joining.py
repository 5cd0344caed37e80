"""Which mentions of a document are one event.

Each mention is joined to the earlier mention that it most probably repeats, if that is likelier than "none" (mention
ranking, Lee et al. 2017): the log odds come from the model, corrected by what both mentions tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.events.bounds import BOUNDS, Bounds
from onrecord.reading.events.tellings import Telling

OTHER_TYPE = -2.0  # log odds, if the types differ
OTHER_PLACE = -2.0  # if the places differ


def join(tellings: Sequence[Telling], bounds: Bounds = BOUNDS) -> list[list[Telling]]:
    """Return the tellings of each event, in text order."""
    by_index: dict[int, list[Telling]] = {}
    events: list[list[Telling]] = []
    known: dict[int, Telling] = {}
    for telling in tellings:
        best = max(
            ((score + correction(telling, known[j]), j) for j, score in telling.act.repeats if j in known),
            default=(0.0, -1),
        )
        if best[0] + bounds.eager > 0 and best[1] >= 0:
            event = by_index[best[1]]
        else:
            event = []
            events.append(event)
        event.append(telling)
        by_index[telling.index] = event
        known[telling.index] = telling
    return events


def correction(later: Telling, earlier: Telling) -> float:
    """Return how much what two mentions tell speaks for or against one event, in log odds."""
    found = 0.0
    if later.type != earlier.type:
        found += OTHER_TYPE
    places = [t.place.what.name for t in (later, earlier) if t.place is not None]
    if len(set(places)) > 1:
        found += OTHER_PLACE
    return found
