"""Fit the weights of the parts by which events are joined over reports: `python -m training.happenings --shared ../shared`.

Run it after `training.export`: it reads the texts of the train topics of ECB+ (Cybulska and Vossen 2014, CC BY 3.0) and set
`a` of `corpora/own/told` with the shipped network, compares their events as at run time, and learns from the pairs of which
both events meet an action that the corpus has joined or kept apart. ECB+ says little of days, numbers and offices: the own
reports have them, and weights start from the prior of `lexicon/happening_parts.tsv` and are pulled back to it. A topic that
many texts tell would outweigh all others: each pair counts by the root of the number of pairs of its topic, and all pairs of
the own reports together as much as `TOLD_SHARE` says. Reading takes some .3 s a text; with `--cache FOLDER` readings are kept
there, for further runs with the same network. It writes `src/onrecord/lexicon/happening_weights.tsv`.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import told
from benchmarks.ecb import gold_by_event, read_ecb
from corpora.told import ToldReport, read_reports
from onrecord.assembly.happenings.accounts import accounts_of
from onrecord.assembly.happenings.candidates import candidates
from onrecord.assembly.happenings.parts import Pair, parts_of
from onrecord.assembly.happenings.triggers import load_trigger_words
from onrecord.assembly.stories import find_stories
from onrecord.assembly.types import EventRef
from onrecord.known import load_known
from onrecord.lexicon.happenings import BIAS, WEIGHTS, PartRow, load_happening_words, load_parts
from onrecord.read import find_languages, read_language
from onrecord.types import Document, Reading
from training.logistic import fit

DEVELOPED = "a"  # the set of own reports that may be learned from
CHUNK = 50  # documents read and kept together
TABLE = Path(__file__).parent.parent / "src" / "onrecord" / "lexicon" / WEIGHTS
HEAD = """# Weights of the parts of the score of two events, in log odds. Written by `python -m training.happenings`; do not edit.
#
# part    as in happening_parts.tsv
# weight  what it adds to the log odds that the two are one happening
part\tweight
"""
UNMARKED = "unmarked"
PLACES = 3  # decimals of a weight
PENALTY = 5.0  # on the square of the distance from the prior; set by cross-validation over months of set `a`, the share by that and ECB+ dev
TOLD_SHARE = 0.7  # of all that counts: of the own reports, which have days and places as news has
BIAS_PENALTY = 0.1
FIXED = 1e9  # of a part that keeps its prior


@dataclass(frozen=True)
class Example:
    """The names of the parts of a pair, whether it is one happening, and how much it counts."""

    parts: frozenset[str]
    is_one: bool
    topic: str
    told: bool = False
    """Whether it is of the own reports."""


def examples_of(
    pairs: Sequence[Pair], gold: Mapping[EventRef, str], topics: Mapping[str, str], *, told: bool = False
) -> list[Example]:
    """Return an example for each pair of which both events are known in the corpus."""
    return [
        Example(
            frozenset(part.name for part in parts_of(pair)),
            gold[pair.left.ref] == gold[pair.right.ref],
            topics[pair.left.ref.document],
            told,
        )
        for pair in pairs
        if pair.left.ref in gold and pair.right.ref in gold
    ]


def fit_weights(examples: Sequence[Example], penalty: float = PENALTY) -> dict[str, float]:
    """Return the weight of each part of the table."""
    table = load_parts()
    names = list(table)
    column = {name: n for n, name in enumerate(names)}
    sizes = Counter(example.topic for example in examples)
    rows = np.zeros((len(examples), len(names)))
    for n, example in enumerate(examples):
        rows[n, [column[name] for name in example.parts]] = 1
    counts = np.asarray([float(sizes[example.topic]) ** -0.5 for example in examples])
    told = np.asarray([example.told for example in examples])
    for part, share in ((told, TOLD_SHARE), (~told, 1 - TOLD_SHARE)):
        counts[part] *= share / (counts[part].sum() or 1.0)
    counts *= len(examples) / counts.sum()
    wanted = np.asarray([float(example.is_one) for example in examples])
    prior = np.asarray([table[name].prior for name in names])
    penalties = np.asarray([_penalty(table[name], penalty) for name in names])
    return dict(zip(names, fit(rows, wanted, penalties, counts, prior).tolist(), strict=True))


def _penalty(row: PartRow, penalty: float) -> float:
    if not row.learned:
        return FIXED
    return BIAS_PENALTY if row.part == BIAS else penalty


def write_weights(weights: Mapping[str, float], path: Path = TABLE) -> None:
    """Write the table."""
    lines = [f"{name}\t{round(weight, PLACES):g}" for name, weight in weights.items()]
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def told_gold(readings: Sequence[Reading], reports: Sequence[ToldReport]) -> dict[EventRef, str]:
    """Return the happening of each event of the own reports; one that meets no mark is a happening of its own.

    The writers marked all words for the happenings of the set, so what they did not mark is something else.
    """
    marked = told.gold_by_event(readings, reports)
    refs = (EventRef(r.document.id, event.id) for r in readings for event in r.events)
    return {ref: marked.get(ref) or f"{UNMARKED} {ref.document} {ref.event}" for ref in refs}


def is_told(pair: Pair, gold: Mapping[EventRef, str], reports: Mapping[str, ToldReport]) -> bool:
    """Return whether it is known if a pair of the own reports is one happening.

    Not if one event is unmarked and its report tells of the other: "a van exploded, killing seven" has one mark.
    """
    names = [gold[pair.left.ref], gold[pair.right.ref]]
    unmarked = [name.startswith(UNMARKED) for name in names]
    if not any(unmarked):
        return True
    return not pair.in_one_report and (all(unmarked) or not _tells_other(pair, gold, reports))


def _tells_other(pair: Pair, gold: Mapping[EventRef, str], reports: Mapping[str, ToldReport]) -> bool:
    """Return whether the report of one event tells of the happening of the other."""
    both = ((pair.left.ref, pair.right.ref), (pair.right.ref, pair.left.ref))
    return any(gold[ref] in {mark.happening for mark in reports[other.document].marks} for ref, other in both)


def told_examples(readings: Sequence[Reading], reports: Sequence[ToldReport]) -> list[Example]:
    """Return the examples of the own reports."""
    gold, by_id = told_gold(readings, reports), {str(r.document.id): r for r in reports}
    pairs = [pair for pair in pairs_of(readings) if is_told(pair, gold, by_id)]
    return examples_of(pairs, gold, told_topics(reports), told=True)


def told_topics(reports: Sequence[ToldReport]) -> dict[str, str]:
    """Return the month of each report: happenings of one month share actors and places."""
    return {r.document.id: f"told {(r.document.published.earliest or '')[:7]}" for r in reports}


def readings_of(documents: Sequence[Document], cache: Path | None, name: str) -> list[Reading]:
    """Return the readings of documents, from the cache where it has them."""
    known, found = load_known(), []
    for start in range(0, len(documents), CHUNK):
        path = cache / f"{name}_{start:04}.pickle" if cache else None
        if path is not None and path.exists():
            found += pickle.loads(path.read_bytes())
            continue
        chunk = documents[start : start + CHUNK]
        languages = find_languages(chunk, known)
        readings = [read_language(d, x, known) for d, x in zip(chunk, languages, strict=True)]
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(pickle.dumps(readings))
        found += readings
    return found


def pairs_of(readings: Sequence[Reading]) -> list[Pair]:
    """Return the pairs of events that are compared."""
    words = load_trigger_words()
    accounts = [account for reading in readings for account in accounts_of(reading, words)]
    return list(candidates(accounts, find_stories(readings, ()), load_happening_words()))


def main(arguments: list[str] | None = None) -> int:
    """Read the train topics, fit the weights, write the table."""
    parser = argparse.ArgumentParser(description="Fit the weights of happenings.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--cache", type=Path, help="a folder for readings with the present network")
    options = parser.parse_args(arguments)
    part = read_ecb(options.shared, "train")
    readings = readings_of(part.documents, options.cache, "train")
    examples = examples_of(pairs_of(readings), gold_by_event(readings, part, options.shared), part.topics)
    reports = [report for report in read_reports() if report.set == DEVELOPED]
    own = readings_of([report.document for report in reports], options.cache, "told")
    examples += told_examples(own, reports)
    write_weights(fit_weights(examples))
    right = sum(example.is_one for example in examples)
    print(
        json.dumps({"documents": len(readings) + len(own), "pairs": len(examples), "of one happening": right})
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
