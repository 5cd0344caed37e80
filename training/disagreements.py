"""Fit the two models of disagreements: `python -m training.disagreements --shared ../shared`.

Run it after `training.export`: it reads the parts `train` and `once` of the corpus of events with the shipped network,
proposes pairs of claims as at run time, and marks those that match a gold disagreement as the benchmark does. Both models
are logistic regressions over named features with an L2 penalty, solved by Newton's method: the result does not depend on
chance. Reading takes some .2 s a text; with `--cache FOLDER` readings are kept there, for further runs with the
same network. Fitting takes seconds. It writes `src/onrecord/lexicon/disagreement_weights.tsv`.
"""

from __future__ import annotations

import argparse
import gc
import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.corpus_events import document_of
from benchmarks.event_labels import labels_of
from benchmarks.event_scores import disagreement_score
from corpora.events import read_events, unseal
from corpora.own.events.onrecord_events import Article
from onrecord.grammar import Forest
from onrecord.known import Known, Words, load_known
from onrecord.lexicon.disagreements import WEIGHTS
from onrecord.read import find_languages, read_language
from onrecord.reading.disagreements import find_pairs
from onrecord.reading.disagreements.decide import BIAS, Seen, partners
from onrecord.reading.disagreements.describe import describe
from onrecord.types import Language, Reading
from training.logistic import fit

PARTS = ("train", "once")
CHUNK = 50  # documents read and kept together
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


@dataclass(frozen=True)
class Case:
    """The pairs of one document and which of them match a gold disagreement."""

    pairs: tuple[Seen, ...]
    right: frozenset[int]

    def of(self, keep: Callable[[Seen], bool]) -> Iterator[tuple[frozenset[str], bool]]:
        """Yield names and label of the pairs that `keep` accepts."""
        for n, seen in enumerate(self.pairs):
            if keep(seen):
                yield seen.names, n in self.right


# ---- data --------------------------------------------------------------------------------------


def read_cases(shared: Path, known: Known, cache: Path | None = None) -> Iterator[Case]:
    """Yield a case for each document of the training parts, from the cache where it has them."""
    for part in PARTS:
        gold = list(read_events(shared, part))
        for start in range(0, len(gold), CHUNK):
            articles = gold[start : start + CHUNK]
            for article, (language, reading) in zip(
                articles, _kept(cache, f"{part}_{start:04}", articles, known), strict=True
            ):
                yield make_case(article, language, reading, known.words)


def _kept(
    cache: Path | None, name: str, articles: Sequence[Article], known: Known
) -> list[tuple[Language, Reading]]:
    path = cache / f"{name}.pickle" if cache else None
    if path and path.exists():
        found: list[tuple[Language, Reading]] = pickle.loads(path.read_bytes())
        return found
    documents = [document_of(article) for article in articles]
    languages = find_languages(documents, known)
    found = [(x, read_language(d, x, known)) for d, x in zip(documents, languages, strict=True)]
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(found))
    return found


def make_case(article: Article, language: Language, reading: Reading, words: Words) -> Case:
    """Propose the pairs of a document and mark those that match a gold disagreement."""
    document = reading.document
    pairs = find_pairs(
        document.text, reading.attributions, reading.events, reading.actors, Forest(language.sentences), words
    )
    gold = unseal(article)["disagreements"]
    if not gold:
        return Case(tuple(pairs), frozenset())
    rows = tuple(describe(document, seen.pair) for seen in pairs)
    as_found = replace(reading, events=(), agenda=(), disagreements=rows)
    shown = labels_of(as_found)["disagreements"]
    right = frozenset(n for n, row in enumerate(shown) if any(disagreement_score(g, row) for g in gold))
    return Case(tuple(pairs), right)


# ---- fitting -----------------------------------------------------------------------------------


def weigh(rows: Sequence[tuple[frozenset[str], bool]], penalty: float) -> dict[str, float]:
    """Return the weight of each feature that is frequent enough, and the bias, which is not penalised."""
    counts = Counter(name for names, _ in rows for name in names)
    names = sorted(name for name, count in counts.items() if count >= LEAST_COUNT)
    column = {name: n for n, name in enumerate(names, 1)}
    x = np.zeros((len(rows), len(names) + 1), np.float32)
    x[:, 0] = 1
    for n, (found, _) in enumerate(rows):
        x[n, [column[name] for name in found if name in column]] = 1
    y = np.asarray([right for _, right in rows], np.float32)
    penalties = np.full(x.shape[1], penalty)
    penalties[0] = 0
    return dict(zip([BIAS, *names], fit(x, y, penalties).tolist(), strict=True))


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
