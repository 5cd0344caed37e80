"""Check the corpus of events and report the agreement of its annotators: `make bench TASK=corpus`.

Data: `corpora/own/events`, only the labels. Some articles (`agreement_articles`) were annotated twice, independently;
both versions are in `twice/`, and a third reader decided the differences. Some articles of the part `once`
(`once_agreement_articles`), drawn at random, were annotated afresh; here the labels are compared with that version
(`twice/once.jsonl`), and nobody decided; so with the reports written for `once` and `fit` (`twice/written.jsonl`). Names are compared by their words; texts that do not ship are taken from the shared
folder. Twice a fresh reader checked 60 random events of train and dev (`checks.tsv`). This task does not score the program;
the task `corpus_events` does.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from benchmarks.about import About
from benchmarks.event_scores import agreement
from corpora.event_statistics import totals
from corpora.events import FOLDER, read_events, read_twice, unseal

ABOUT = About(
    data="the corpus of events (`corpora/own/events`)",
    size="`all_articles`; `agreement_articles`, `once_agreement_articles` and `written_agreement_articles` of them were annotated twice",
    developed_on="not a matter of development",
    compared_with="one annotator with another",
)


def run(shared: Path) -> dict[str, float]:
    """Return the counts of each split, and the agreement of independent versions."""
    articles = list(read_events(shared))
    found = {
        f"{split}_{what}": float(count)
        for split, counts in totals(articles).items()
        for what, count in counts.items()
    }
    figures = agreement(read_twice(shared, "first"), read_twice(shared, "second"))
    once = {article.id: unseal(article) for article in articles if article.split in ("once", "fit")}
    once_figures = agreement(once, read_twice(shared, "once"))
    written_figures = agreement(once, read_twice(shared, "written"))
    return (
        found
        | {f"agreement_{name}": value for name, value in figures.items()}
        | {f"once_agreement_{name}": value for name, value in once_figures.items()}
        | {f"written_agreement_{name}": value for name, value in written_figures.items()}
        | read_checks()
    )


def read_checks() -> dict[str, float]:
    """Return what a fresh reader found in random events: `wrong` where the guideline plainly decides otherwise."""
    lines = (FOLDER / "checks.tsv").read_text(encoding="utf-8").splitlines()
    verdicts = Counter((row["sample"], row["verdict"]) for row in csv.DictReader(lines, delimiter="\t"))
    return {
        f"check_{sample.replace(' ', '_')}_{verdict}": float(count)
        for (sample, verdict), count in sorted(verdicts.items())
    }
