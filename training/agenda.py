"""Fit the weights that decide what is on the agenda, and with which status: `src/onrecord/lexicon/agenda_weights.tsv`.

    python -m training.agenda --shared ../shared

Two logistic regressions over the named features of `reading/agenda/features.py`, by iteratively reweighted least squares with
an L2 penalty: item or not, over all candidates, and the status, one against the rest, over those that are items. Data: the parts `train`,
`once` and `fit` of the corpus of events, read by the whole program. The network has learned from the first two, too, and is surer of them
than of unseen texts; so `fit` counts more, and the bound is set for the best F1 on the even-numbered articles of the part dev.
The odd ones are left for judging (`make bench TASK=agenda`).
Run it again when the network has new weights. Only numpy; about ten minutes on one core, nearly all of it reading.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.event_labels import labels_of
from benchmarks.event_scores import held_against, word_f1
from corpora.events import unseal
from corpora.own.events.onrecord_events import Labels
from onrecord.grammar import Forest
from onrecord.known import Known, load_known
from onrecord.lexicon.agenda import BOUND, WEIGHTS, AgendaWords
from onrecord.reading.agenda import find_agenda
from onrecord.reading.agenda.candidates import Candidate, find_candidates
from onrecord.reading.agenda.features import Features, features_of
from onrecord.reading.agenda.layers import Layers
from onrecord.reading.agenda.summaries import line_of
from onrecord.types import Reading
from training.logistic import fit
from training.readings import ReadArticle, read_part

TABLE = Path(__file__).parents[1] / "src" / "onrecord" / "lexicon" / WEIGHTS
PARTS = ("train", "once", "fit")
LEAST_SEEN = 30  # candidates with a feature, below which it gets no weight
LEAST_SEEN_ITEMS = 40  # items with a feature, below which it gets no weight for a status
LEAST_STATUS = 10  # items with a status, below which it is never decided
PENALTY = 4.0  # L2: in candidates
STATUS_PENALTY = 8.0
LEAST_LINE = 0.25  # F1 of a line and a gold summary from one sentence from which they tell of one thing
BOUNDS = np.arange(-3.0, 3.01, 0.1)
LEAST_WEIGHT = 0.02  # weights nearer to 0 are left out of the table
HEADER = """\
# Weights of the features of reading/agenda/features.py. Fitted by training/agenda.py on the parts train, once and fit
# of corpora/own/events; the bound on the even articles of dev.
# decision: item (it is on the agenda), or a status (given that it is).
# feature: its name; "bound" is the log odds from which something is an item.
# weight: what the feature adds to the log odds of the decision, times its value.
decision\tfeature\tweight
"""

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Example:
    """The features of a candidate, and the status of the item that it tells of; None: of none."""

    features: Features
    status: str | None
    count: float = 1.0  # how much it counts


# ---- examples ----------------------------------------------------------------------------------


def layers_of(read: ReadArticle, known: Known) -> Layers:
    """Return the layers of a text that was read."""
    reading = read.reading
    return Layers(
        reading.document,
        read.language,
        reading.actors,
        reading.places,
        reading.times,
        reading.attributions,
        reading.events,
        Forest(read.language.sentences),
        known,
    )


def examples_of(read: ReadArticle, known: Known) -> Iterator[Example]:
    """Yield the candidates of an article, without those that only repeat an item."""
    gold = unseal(read.article)
    candidates = list(find_candidates(layers_of(read, known)))
    status_of, repeated = assigned(gold, candidates)
    for n, candidate in enumerate(candidates):
        if n in status_of or n not in repeated:
            yield Example(features_of(candidate, known.words.agenda), status_of.get(n), read.weight)


def assigned(gold: Labels, candidates: Sequence[Candidate]) -> tuple[dict[int, str], set[int]]:
    """Return the status of the candidates that tell of an item, and the candidates that are left out: other words for it."""
    events = {event["id"]: event for event in gold["events"]}
    status_of: dict[int, str] = {}
    repeated: set[int] = set()
    for item in gold["agenda"]:
        mentions = events[item["event"]]["mentions"] if item["event"] in events else []
        naming = [
            n for n, c in enumerate(candidates) if any(m["start"] <= c.start < m["end"] for m in mentions)
        ]
        inside = [
            n
            for n, c in enumerate(candidates)
            if any(s["start"] <= c.start < s["end"] for s in item["evidence"])
        ]
        repeated.update(naming)
        best = _most_telling([n for n in naming if n in inside], candidates, item)
        if best is None:
            alike = [
                n for n in inside if n not in status_of and _alikeness(candidates[n], item) >= LEAST_LINE
            ]
            best = _most_telling(alike, candidates, item)
        if best is not None:
            status_of[best] = item["status"]
    return status_of, repeated


def _most_telling(numbers: Iterable[int], candidates: Sequence[Candidate], item: Labels) -> int | None:
    return max(numbers, key=lambda n: (_alikeness(candidates[n], item), -n), default=None)


def _alikeness(candidate: Candidate, item: Labels) -> float:
    """Return how well the line of a candidate has the words of an item, and whether its head is one of them."""
    head = candidate.sentence.grammar.tokens[candidate.head].text
    line = word_f1(line_of(candidate.sentence, candidate.head), item["summary"])
    return line + 0.2 * (word_f1(head, item["summary"]) > 0)


# ---- fitting -----------------------------------------------------------------------------------


def matrix_of(examples: Sequence[Features], names: Sequence[str]) -> Array:
    """Return features as (examples, names)."""
    column = {name: n for n, name in enumerate(names)}
    rows = np.zeros((len(examples), len(names)), np.float32)
    for n, features in enumerate(examples):
        for name, value in features.items():
            if name in column:
                rows[n, column[name]] = value
    return rows


def seen_names(examples: Sequence[Features], least: int) -> list[str]:
    """Return the features that at least so many examples have, in order."""
    counts = Counter(name for features in examples for name in features)
    return sorted(name for name, count in counts.items() if count >= least)


def fit_all(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Return the weights of each decision."""
    features = [e.features for e in examples]
    names = seen_names(features, LEAST_SEEN)
    is_item = np.asarray([e.status is not None for e in examples], dtype=float)
    counts = np.asarray([e.count for e in examples])
    weights = fit(matrix_of(features, names), is_item, np.full(len(names), PENALTY), counts)
    found = {"item": _named(names, weights)}
    items = [e for e in examples if e.status is not None]
    names = seen_names([e.features for e in items], LEAST_SEEN_ITEMS)
    rows = matrix_of([e.features for e in items], names)
    counts = np.asarray([e.count for e in items])
    statuses = Counter(e.status for e in items if e.status is not None)
    for status, count in statuses.most_common():
        if count >= LEAST_STATUS:
            is_status = np.asarray([e.status == status for e in items], dtype=float)
            found[status] = _named(names, fit(rows, is_status, np.full(len(names), STATUS_PENALTY), counts))
    return found


def _named(names: Sequence[str], weights: NDArray[np.float64]) -> dict[str, float]:
    return {n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) >= LEAST_WEIGHT}


# ---- the bound ---------------------------------------------------------------------------------


def with_weights(known: Known, weights: Mapping[str, Mapping[str, float]], bound: float) -> Known:
    """Return `known` with other weights for the agenda."""
    item = {**weights["item"], BOUND: bound}
    words: AgendaWords = replace(known.words.agenda, weights={**weights, "item": item})
    return replace(known, words=replace(known.words, agenda=words))


def scores_of(read: Sequence[ReadArticle], known: Known) -> dict[str, float]:
    """Return the scores of the agenda of some articles."""
    wanted = {one.article.id: unseal(one.article) for one in read}
    system = {one.article.id: labels_of(agenda_anew(one, known)) for one in read}
    return {name: value for name, value in held_against(wanted, system).items() if name.startswith("agenda")}


def agenda_anew(read: ReadArticle, known: Known) -> Reading:
    """Return a reading with its agenda found again."""
    given = layers_of(read, known)
    found = find_agenda(
        given.document,
        given.language,
        given.actors,
        given.places,
        given.times,
        given.attributions,
        given.events,
        given.forest,
        known,
    )
    return replace(read.reading, agenda=found.items)


def best_bound(
    read: Sequence[ReadArticle], known: Known, weights: Mapping[str, Mapping[str, float]]
) -> float:
    """Return the bound with the best F1, of several the middle one."""
    f1 = [scores_of(read, with_weights(known, weights, float(b))).get("agenda_f1", 0.0) for b in BOUNDS]
    smooth = np.convolve(f1, np.ones(5) / 5, mode="same")  # a peak of one step is chance
    return round(float(BOUNDS[int(smooth.argmax())]), 2)


# ---- reading and writing -----------------------------------------------------------------------


def write_weights(weights: Mapping[str, Mapping[str, float]], bound: float, path: Path = TABLE) -> None:
    """Write the table of weights: `item` first, then the statuses, the most frequent first."""
    lines = [f"item\t{BOUND}\t{bound}\n"]
    lines += [f"{d}\t{name}\t{w}\n" for d, found in weights.items() for name, w in found.items()]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")


def main() -> None:
    """Fit the weights and the bound, write the table, and print the scores on both halves of dev."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="the folder with the texts of the corpus")
    parser.add_argument("--cache", type=Path, help="a folder that keeps language layers between runs")
    options = parser.parse_args()
    known = load_known()
    examples = [
        example
        for part in PARTS
        for read in read_part(options.shared, part, known, options.cache)
        for example in examples_of(read, known)
    ]
    dev = list(read_part(options.shared, "dev", known, options.cache))
    weights = fit_all(examples)
    bound = best_bound(dev[::2], known, weights)
    write_weights(weights, bound)
    judged = with_weights(known, weights, bound)
    for name, start in (("even", 0), ("odd", 1)):
        print(name, scores_of(dev[start::2], judged))


if __name__ == "__main__":
    main()
