"""Fit the two models of disagreements: `python -m training.disagreements --shared ../shared`.

Run it after `training.export`: it reads the parts `train`, `once` and `fit` of the corpus of events with the shipped network,
proposes pairs of claims as at run time, and marks those that match a gold disagreement as the benchmark does. Both models
are logistic regressions over named features with an L2 penalty, solved by Newton's method: the result does not depend on
chance. Reading takes some .2 s a text; with `--cache FOLDER` language layers are kept there, for further runs with the
same network. Fitting takes seconds. It writes `src/onrecord/lexicon/disagreement_weights.tsv`.
"""

from __future__ import annotations

import argparse
import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.event_labels import labels_of
from benchmarks.event_scores import disagreement_score
from corpora.events import unseal
from onrecord.grammar import Forest
from onrecord.known import Known, Words, load_known
from onrecord.lexicon.disagreements import WEIGHTS
from onrecord.reading.disagreements import find_pairs
from onrecord.reading.disagreements.decide import BIAS, Seen, partners
from onrecord.reading.disagreements.describe import describe
from training.logistic import fit
from training.readings import ReadArticle, read_part

PARTS = ("train", "once", "fit")
TABLE = Path(__file__).parent.parent / "src" / "onrecord" / "lexicon" / WEIGHTS
HEAD = """# Weights of named features of two claims, in the log odds of two logistic models. Written by
# `python -m training.disagreements`; do not edit.
#
# feature   the name of the feature, as `reading/disagreements/features.py` gives it; bias is always there
# partner   weight in the model of which claim another one answers
# sureness  weight in the model of whether these two disagree
feature\tpartner\tsureness
"""
PLACES = 3  # decimals of a weight
LEAST_COUNT = 6  # pairs with a feature: a rarer one gets no weight


@dataclass(frozen=True)
class Options:
    """Strength of the penalties; set by cross-validation on the training parts."""

    partner: float = 10.0
    sureness: float = 15.0


Row = tuple[frozenset[str], bool, float]  # the names of the features of a pair, its label, how much it counts


@dataclass(frozen=True)
class Case:
    """The pairs of one document and which of them match a gold disagreement."""

    pairs: tuple[Seen, ...]
    right: frozenset[int]
    count: float = 1.0  # how much its pairs count

    def of(self, keep: Callable[[Seen], bool]) -> Iterator[Row]:
        """Yield names, label and count of the pairs that `keep` accepts."""
        for n, seen in enumerate(self.pairs):
            if keep(seen):
                yield seen.names, n in self.right, self.count


# ---- data --------------------------------------------------------------------------------------


def read_cases(shared: Path, known: Known, cache: Path | None = None) -> Iterator[Case]:
    """Yield a case for each document of the training parts, language layers from the cache where it has them."""
    for part in PARTS:
        for read in read_part(shared, part, known, cache):
            yield make_case(read, known.words)


def make_case(read: ReadArticle, words: Words) -> Case:
    """Propose the pairs of a document and mark those that match a gold disagreement."""
    reading = read.reading
    document = reading.document
    forest = Forest(read.language.sentences)
    pairs = find_pairs(
        document.text,
        reading.attributions,
        reading.events,
        reading.actors,
        reading.places,
        reading.times,
        forest,
        words,
        read.language.disputed,
    )
    gold = unseal(read.article)["disagreements"]
    if not gold:
        return Case(tuple(pairs), frozenset(), read.weight)
    rows = tuple(describe(document, seen.pair) for seen in pairs)
    as_found = replace(reading, events=(), agenda=(), disagreements=rows)
    shown = labels_of(as_found)["disagreements"]
    right = frozenset(n for n, row in enumerate(shown) if any(disagreement_score(g, row) for g in gold))
    return Case(tuple(pairs), right, read.weight)


# ---- fitting -----------------------------------------------------------------------------------


def weigh(rows: Sequence[Row], penalty: float) -> dict[str, float]:
    """Return the weight of each feature that is frequent enough, and the bias, which is not penalised."""
    counts = Counter(name for names, _, _ in rows for name in names)
    names = sorted(name for name, count in counts.items() if count >= LEAST_COUNT)
    column = {name: n for n, name in enumerate(names, 1)}
    x = np.zeros((len(rows), len(names) + 1), np.float32)
    x[:, 0] = 1
    for n, (found, _, _) in enumerate(rows):
        x[n, [column[name] for name in found if name in column]] = 1
    y = np.asarray([right for _, right, _ in rows], np.float32)
    count = np.asarray([count for _, _, count in rows], np.float32)
    penalties = np.full(x.shape[1], penalty)
    penalties[0] = 0
    return dict(zip([BIAS, *names], fit(x, y, penalties, count).tolist(), strict=True))


def fit_partner(cases: Sequence[Case], options: Options) -> dict[str, float]:
    """Fit which claim another answers, on claims that answer at least one."""
    rows = []
    for case in cases:
        answering = {case.pairs[n].pair.answer for n in case.right}
        rows += list(case.of(lambda seen, kept=answering: seen.pair.answer in kept))  # type: ignore[misc]
    return weigh(rows, options.partner)


def fit_sureness(cases: Sequence[Case], partner: dict[str, float], options: Options) -> dict[str, float]:
    """Fit whether a claim and its chosen partner disagree."""
    rows = []
    for case in cases:
        chosen = {id(seen) for seen in partners(case.pairs, partner)}
        rows += list(case.of(lambda seen, kept=chosen: id(seen) in kept))  # type: ignore[misc]
    return weigh(rows, options.sureness)


def write_weights(partner: dict[str, float], sureness: dict[str, float], path: Path = TABLE) -> None:
    """Write both models as one table; features without weight are left out."""
    lines = []
    for name in sorted(partner.keys() | sureness.keys()):
        values = [round(model.get(name, 0.0), PLACES) for model in (partner, sureness)]
        if any(values):
            lines.append("\t".join([name, *(f"{value:g}" for value in values)]))
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Read the training parts, fit both models, write the table."""
    parser = argparse.ArgumentParser(description="Fit the models of disagreements.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--cache", type=Path, help="a folder for readings with the present network")
    options = parser.parse_args(arguments)
    gc.disable()  # nothing is garbage here, and looking for it takes most of the time
    cases = list(read_cases(options.shared, load_known(), options.cache))
    partner = fit_partner(cases, Options())
    sureness = fit_sureness(cases, partner, Options())
    write_weights(partner, sureness)
    right = sum(len(case.right) for case in cases)
    print(f"{len(cases)} documents, {sum(len(c.pairs) for c in cases)} pairs, {right} of gold disagreements")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
