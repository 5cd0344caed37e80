"""Fit the weights of `assembly/stories/scores.py` on pairs of reports of ECB+ train.

    python -m training.stories --shared ../shared

Prints the weights; they are written into `WEIGHTS` by hand, with two decimals. A pair counts if the cosine of its words is
above `LEAST`: the others are nearly all two stories, eighteen times as many. Days are left out: the dated
happenings of ECB+ lie years apart, so that they would decide everything.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks.stories import document_of
from corpora.jsonl import read_jsonl
from onrecord.assembly.stories.keys import StoryKey, story_key
from onrecord.assembly.stories.scores import Weights, fit
from onrecord.known import load_known
from onrecord.lexicon.word_texts import load_word_texts
from onrecord.read import read_all
from training import logistic

LEAST = 0.05
PENALTY = 0.1  # a whiff: five weights, thousands of pairs


def weights_of(keys: Sequence[StoryKey], stories: Mapping[str, str]) -> Weights:
    """Return the weights that tell the pairs of one story from the others best."""
    rows, wanted = [], []
    for a, b in combinations(keys, 2):
        found = fit(a, b)
        if found.words > LEAST:
            rows.append((found.words, found.names, found.lead, found.lead_names, 1.0))
            wanted.append(stories[a.document] == stories[b.document])
    fitted = logistic.fit(np.array(rows), np.array(wanted, dtype=float), np.full(5, PENALTY))
    words, names, lead, lead_names, none = (round(float(weight), 2) for weight in fitted)
    return Weights(words=words, names=names, lead=lead, lead_names=lead_names, none=none)


def main() -> None:
    """Read ECB+ train and print the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    rows = list(read_jsonl(parser.parse_args().shared / "data" / "stories" / "ecb_train_docs.jsonl"))
    readings = read_all([document_of(row) for row in rows], load_known())
    keys = [story_key(reading, load_word_texts()) for reading in readings]
    print(weights_of(keys, {row["id"]: row["subtopic"] for row in rows}))


if __name__ == "__main__":
    main()
