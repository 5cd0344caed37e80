"""Search for better bounds of the assembly of events (`reading/events/bounds.py`): `python -m benchmarks.event_bounds`.

Run it after new weights of the model. Data: the dev part of the corpus. The bounds are chosen on its even articles, one
after the other and step by step, as long as the sum of `AIMS` grows by more than `LEAST_GAIN`: smaller gains are noise. It
prints the bounds that changed, and the figures of both halves with the bounds of today and with those found; what grows
only on the even articles is not worth a change. Nothing is written.

    python -m benchmarks.event_bounds              all bounds
    python -m benchmarks.event_bounds sure likely  these two
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace

from benchmarks.event_articles import article_scores
from benchmarks.event_labels import labels_of
from benchmarks.event_scores import held_against
from benchmarks.events_oracle import Given, read_given, table
from corpora.events import unseal
from onrecord.grammar import Forest
from onrecord.known import Known, load_known
from onrecord.read import STAGES, read_language
from onrecord.reading.certainty import judge
from onrecord.reading.events import Prepared, assemble, prepare
from onrecord.reading.events.bounds import BOUNDS, Bounds
from onrecord.types import Actor, Attribution, Document, Event, Found, Language, Place, Reading, Time

ROUNDS = 2
LEAST_GAIN = 0.003  # of the sum of the aims
LEAST_PRECISION = 0.60  # bounds that show more wrong events than this are not considered
AIMS: Mapping[str, float] = {  # the figures that bounds are chosen for, and what each counts
    "event_f1": 2.0, "whole_f1": 2.0, "actors_f1": 1.0, "recipients_f1": 1.0, "figures_f1": 0.5, "within": 0.5,
    "time_found": 0.5, "no_wrong_time": 0.5, "place_found": 0.5, "no_wrong_place": 0.5,
}  # fmt: skip
STEP, MOVE_STEP = 0.05, 0.5  # of a probability, and of log odds
MOVES = (
    "same_type",
    "other_type",
    "off_topic",
    "named",
    "named_alone",
    "others_named",
    "eager",
)  # bounds that are log odds


@dataclass(frozen=True)
class Half:
    """Articles with all layers that their events are made from, read once."""

    given: Given
    layers: Sequence[tuple[Prepared, Sequence[Actor], Sequence[Time]]]


def read_half(given: Given, known: Known) -> Half:
    """Read the layers of some articles, up to the events."""
    found: list[tuple[Prepared, Sequence[Actor], Sequence[Time]]] = []

    def keep(
        document: Document,
        language: Language,
        actors: Sequence[Actor],
        places: Sequence[Place],
        times: Sequence[Time],
        attributions: Sequence[Attribution],
        forest: Forest,
        known: Known,
    ) -> Found[Event]:
        ready = prepare(document, language, actors, places, times, attributions, forest, known)
        found.append((ready, actors, times))
        return Found(())

    stages = replace(STAGES, find_events=keep)
    for document, language in zip(given.documents, given.languages, strict=True):
        read_language(document, language, known, stages)
    return Half(given, found)


def figures(half: Half, bounds: Bounds) -> dict[str, float]:
    """Return the scores of the events that `bounds` give; agenda and disagreements are left out."""
    system = {}
    for ready, actors, times in half.layers:
        coded = assemble(ready, bounds)
        events = judge(ready.document, ready.acts, coded, ready.attributions, ready.forest, ready.known).items
        reading = Reading(
            document=ready.document,
            actors=tuple(actors),
            times=tuple(times),
            attributions=tuple(ready.attributions),
            events=events,
        )
        system[str(ready.document.id)] = labels_of(reading)
    wanted = {article.id: unseal(article) for article in half.given.gold}
    found = held_against(wanted, system) | article_scores(half.given.gold, wanted, system)
    shown, told = found.get("whole_of_shown", 0.0), found.get("whole_of_wanted", 0.0)
    return found | {"whole_f1": 2 * shown * told / (shown + told) if shown + told else 0.0}


def worth(found: Mapping[str, float]) -> float:
    """Return the sum of the aims; less than any other if too many events are wrong."""
    if found.get("precision", 0.0) < LEAST_PRECISION:
        return -1.0
    return sum(weight * found.get(name, 0.0) for name, weight in AIMS.items())


def search(half: Half, names: Sequence[str]) -> Bounds:
    """Return the best bounds that were found, moving one at a time by steps of `STEP` as long as it pays."""
    best, most = BOUNDS, worth(figures(half, BOUNDS))
    for _ in range(ROUNDS):
        before = best
        for name in names:
            step = MOVE_STEP if name in MOVES else STEP
            for direction in (step, -step):
                while (gained := _moved(half, best, name, direction, most)) is not None:
                    best, most = gained
        if best == before:
            break
    return best


def _moved(half: Half, best: Bounds, name: str, step: float, most: float) -> tuple[Bounds, float] | None:
    """Return the bounds with one moved by a step, and their worth, if that is more than `most`."""
    value = round(getattr(best, name) + step, 3)
    if name not in MOVES and not 0 < value < 1:
        return None
    changed = replace(best, **{name: value})
    gained = worth(figures(half, changed))
    return (changed, gained) if gained > most + LEAST_GAIN else None


def main(arguments: Sequence[str]) -> None:
    """Print the bounds that changed and the figures before and after."""
    known = load_known()
    read = read_given(known)
    halves = {"even": read_half(read.half(0), known), "odd": read_half(read.half(1), known)}
    found = search(halves["even"], arguments or [field.name for field in fields(Bounds)])
    today = asdict(BOUNDS)
    for name, value in asdict(found).items():
        if value != today[name]:
            print(f"{name}: {today[name]} -> {value}")
    columns = {
        f"{name} {when}": figures(half, bounds)
        for name, half in halves.items()
        for when, bounds in (("now", BOUNDS), ("then", found))
    }
    print("\n".join(table(columns)))


if __name__ == "__main__":
    main(sys.argv[1:])
