"""Search for better thresholds of the attributions (`extents/thresholds.py`), with a fixed seed, on train articles.

    python -m benchmarks.attribution_thresholds          120 train articles, 60 settings
    python -m benchmarks.attribution_thresholds 200 100   these numbers instead
    python -m benchmarks.attribution_thresholds halves   choose on each half of dev, score on the other

Each setting is drawn near the best one so far. A setting is better if the sum of attribution F1 and full F1
is higher. The model was trained on the train articles and has higher scores there than on new text, so their
best setting is only used if `halves` agrees, which chooses on one half of dev and scores the other.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from benchmarks.attributions import gold_of
from benchmarks.run import SHARED
from benchmarks.scorers import load_scorer
from corpora.polnear import Article, read_polnear
from onrecord.grammar import Forest, Quote, find_quotes
from onrecord.known import Known, load_known
from onrecord.reading.attributions.extents import Inputs, find_drafts
from onrecord.reading.attributions.extents.nesting import outer_of
from onrecord.reading.attributions.extents.thresholds import THRESHOLDS, Thresholds
from onrecord.types import Language

SEED = 7
ARTICLES = 120
SETTINGS = 60
GRID: dict[str, Sequence[Any]] = {
    "sure": (0.0, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8, 0.9),
    "sure_source": (0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    "unsure": (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    "slip_length": (0, 6, 12, 18, 25),
    "near": (20, 40, 60, 90, 150),
    "loose_words": (3, 5, 8, 12, 20),
}


@dataclass(frozen=True)
class Reading:
    """An article with everything that is needed to find its drafts: read once, scored with many settings."""

    article: Article
    language: Language
    forest: Forest
    quotes: tuple[Quote, ...]


def main(arguments: Sequence[str]) -> int:
    """Print the best setting that was found, beside the current one."""
    scorer, known = load_scorer(SHARED, "score_attribution"), load_known()
    if arguments[:1] == ["halves"]:
        readings = read("dev", None, known)
        random.Random(SEED).shuffle(readings)
        halves = readings[::2], readings[1::2]
        for chosen_on, tried_on in (halves, halves[::-1]):
            best = search(scorer, chosen_on, known, SETTINGS)
            print(f"chosen on one half: {best}")
            print(f"  the other half with it {shown(scorer, tried_on, known, best)}")
            print(f"  the other half as it is {shown(scorer, tried_on, known, THRESHOLDS)}")
        return 0
    articles, settings = [int(a) for a in arguments] or (ARTICLES, SETTINGS)
    readings = read("train", articles, known)
    best = search(scorer, readings, known, settings)
    print(f"in use {THRESHOLDS}: {shown(scorer, readings, known, THRESHOLDS)}")
    print(f"best   {best}: {shown(scorer, readings, known, best)}")
    return 0


def read(part: str, sample: int | None, known: Known) -> list[Reading]:
    """Return the articles of a part of PolNeAR, or a seeded sample of them, with their language layer."""
    articles = list(read_polnear(SHARED / "data" / "attribution" / f"polnear_{part}.jsonl.gz"))
    if sample is not None:
        articles = random.Random(SEED).sample(articles, min(sample, len(articles)))
    languages = known.model.read([a.text for a in articles])
    elisions = known.words.attributions.classes.elisions
    return [
        Reading(a, language, Forest(language.sentences), find_quotes(a.text, elisions))
        for a, language in zip(articles, languages, strict=True)
    ]


def search(scorer: ModuleType, readings: Sequence[Reading], known: Known, settings: int) -> Thresholds:
    """Return the best of the settings drawn, each one or two steps away from the best so far."""
    chance = random.Random(SEED)
    best, reached = THRESHOLDS, sum(figures(scorer, readings, known, THRESHOLDS))
    tried = {best}
    for _ in range(settings):
        names = chance.sample(sorted(GRID), chance.choice((1, 1, 2)))
        setting = replace(best, **{name: chance.choice(GRID[name]) for name in names})
        if setting in tried:
            continue
        tried.add(setting)
        value = sum(figures(scorer, readings, known, setting))
        if value > reached:
            best, reached = setting, value
    return best


def figures(
    scorer: ModuleType, readings: Sequence[Reading], known: Known, limits: Thresholds
) -> tuple[float, float]:
    """Return attribution F1 and full F1 with these thresholds."""
    system = [{"id": r.article.id, "attributions": list(_drafts(r, known, limits))} for r in readings]
    found = scorer.score([gold_of(r.article) for r in readings], system)
    return found["attribution"]["f1"], found["full"]["f1"]


def shown(scorer: ModuleType, readings: Sequence[Reading], known: Known, limits: Thresholds) -> str:
    """Return the figures as text."""
    attribution, full = figures(scorer, readings, known, limits)
    return f"attribution F1 {attribution:.4f}, full F1 {full:.4f}"


def _drafts(reading: Reading, known: Known, limits: Thresholds) -> Iterator[dict[str, Any]]:
    given = Inputs(
        text=reading.article.text,
        language=reading.language,
        forest=reading.forest,
        quotes=reading.quotes,
        words=known.words.attributions,
        limits=limits,
    )
    drafts = find_drafts(given)
    for n, draft in enumerate(drafts):
        yield {
            "source": [] if draft.source is None else [draft.source],
            "cue": [] if draft.cue is None else [draft.cue],
            "content": list(draft.content),
            "nested": outer_of(drafts, n) is not None,
        }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
