"""Search for better bounds of the assembly of events (`reading/events/bounds.py`): `python -m benchmarks.event_bounds`.

Run it after new weights of the model. Data: the dev part of the corpus. The bounds are chosen on its even articles, one
after the other over a grid, as long as the sum of `AIMS` grows by more than `LEAST_GAIN`: smaller gains are noise. It
prints the bounds that changed, and the figures of both halves with the bounds of today and with those found; what grows
only on the even articles is not worth a change. Nothing is written.

    python -m benchmarks.event_bounds              all bounds
    python -m benchmarks.event_bounds sure likely  these two
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from benchmarks.event_articles import article_scores
from benchmarks.event_labels import labels_of
from benchmarks.event_scores import held_against
from benchmarks.events_oracle import Given, read_given, table
from corpora.events import unseal
from onrecord.known import Known, load_known
from onrecord.read import STAGES, read_language
from onrecord.reading.certainty import judge
from onrecord.reading.events import find_events
from onrecord.reading.events.bounds import BOUNDS, Bounds
from onrecord.types import Event, Found, Reading

ROUNDS = 2
LEAST_GAIN = 0.003  # of the sum of the aims
LEAST_PRECISION = 0.60  # bounds that show more wrong events than this are not considered
AIMS: Mapping[str, float] = {  # the figures that bounds are chosen for, and what each counts
    "event_f1": 2.0, "whole_f1": 2.0, "actors_f1": 1.0, "recipients_f1": 1.0, "figures_f1": 0.5, "within": 0.5,
    "time_found": 0.5, "no_wrong_time": 0.5, "place_found": 0.5, "no_wrong_place": 0.5,
}  # fmt: skip
PROBABILITIES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
LOG_ODDS = (-2.0, -1.2, -0.6, 0.0, 0.5, 1.0, 1.6, 2.0, 2.5)
MOVES = ("same_type", "other_type", "named", "others_named", "eager")  # bounds that are log odds

Layers = Sequence[Any]  # the arguments of `find_events`


def layers_of(given: Given, known: Known) -> list[Layers]:
    """Return all layers that the events of each article are made from, read once."""
    found: list[Layers] = []

    def keep(*layers: Any) -> Found[Event]:
        found.append(layers)
        return Found(())

    stages = replace(STAGES, find_events=keep)
    for document, language in zip(given.documents, given.languages, strict=True):
        read_language(document, language, known, stages)
    return found


def figures(given: Given, layers: Sequence[Layers], bounds: Bounds) -> dict[str, float]:
    """Return the scores of the events that `bounds` give; agenda and disagreements are left out."""
    system = {}
    for document, language, actors, places, times, attributions, forest, known in layers:
        coded = find_events(
            document, language, actors, places, times, attributions, forest, known, bounds=bounds
        )
        events = judge(document, language.acts, coded, attributions, forest, known).items
        system[str(document.id)] = labels_of(
            Reading(document=document, actors=actors, times=times, attributions=attributions, events=events)
        )
    wanted = {article.id: unseal(article) for article in given.gold}
    found = held_against(wanted, system) | article_scores(given.gold, wanted, system)
    shown, told = found.get("whole_of_shown", 0.0), found.get("whole_of_wanted", 0.0)
    return found | {"whole_f1": 2 * shown * told / (shown + told) if shown + told else 0.0}


def worth(found: Mapping[str, float]) -> float:
    """Return the sum of the aims; less than any other if too many events are wrong."""
    if found.get("precision", 0.0) < LEAST_PRECISION:
        return -1.0
    return sum(weight * found.get(name, 0.0) for name, weight in AIMS.items())


def search(given: Given, layers: Sequence[Layers], names: Sequence[str]) -> Bounds:
    """Return the best bounds that were found, changing one at a time."""
    best, most = BOUNDS, worth(figures(given, layers, BOUNDS))
    for _ in range(ROUNDS):
        before = best
        for name in names:
            for value in LOG_ODDS if name in MOVES else PROBABILITIES:
                changed = replace(best, **{name: value})
                gained = worth(figures(given, layers, changed))
                if gained > most + LEAST_GAIN:
                    best, most = changed, gained
        if best == before:
            break
    return best


def main(arguments: Sequence[str]) -> None:
    """Print the bounds that changed and the figures before and after."""
    known = load_known()
    read = read_given(known)
    halves = {"even": read.half(0), "odd": read.half(1)}
    layers = {name: layers_of(half, known) for name, half in halves.items()}
    names = arguments or [field.name for field in fields(Bounds)]
    found = search(halves["even"], layers["even"], names)
    today = asdict(BOUNDS)
    for name, value in asdict(found).items():
        if value != today[name]:
            print(f"{name}: {today[name]} -> {value}")
    columns = {
        f"{half} {when}": figures(halves[half], layers[half], bounds)
        for half in halves
        for when, bounds in (("now", BOUNDS), ("then", found))
    }
    print("\n".join(table(columns)))


if __name__ == "__main__":
    main(sys.argv[1:])
