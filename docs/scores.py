"""Fill figures in the docs from benchmarks/results.md: a part of `make docs`, so that no figure is typed by hand.

A figure stands between `<!-- score: TASK.SCORE -->` and `<!-- end -->`; with `TASK.SCORE%` it is given there in percent, and becomes a
share. Shares have three decimals and no zero before the point, as in the tables of the field; other numbers are whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

RESULTS = Path(__file__).parent.parent / "benchmarks" / "results.md"
FIGURE = re.compile(r"(<!-- score: (?P<score>[\w.]+)(?P<percent>%?) -->)[^<]*(<!-- end -->)")
TASK = re.compile(r"^## (\w+)$")
ROW = re.compile(r"^\| (\w+) \| (-?[\d.]+) \|")


def scores(results: str) -> Mapping[str, float]:
    r"""Return the scores of all tasks, by `task.score`.

    >>> scores("## times\\n| value_f1 | 77.030 | |\\n## who\\n| right | 0.909 | |")
    {'times.value_f1': 77.03, 'who.right': 0.909}
    """
    found, task = {}, ""
    for line in results.splitlines():
        if heading := TASK.match(line):
            task = heading[1]
        elif row := ROW.match(line):
            found[f"{task}.{row[1]}"] = float(row[2])
    return found


def with_scores(text: str, known: Mapping[str, float] | None = None) -> str:
    """Return a page with the figures of results.md; raises `KeyError` for one that is not there.

    >>> with_scores("F1 <!-- score: times.value_f1% -->?<!-- end -->", {"times.value_f1": 77.03})
    'F1 <!-- score: times.value_f1% -->.770<!-- end -->'
    """
    values = scores(RESULTS.read_text(encoding="utf-8")) if known is None else known

    def filled(match: re.Match[str]) -> str:
        value = values[match["score"]] / (100 if match["percent"] else 1)
        shown = f"{value:.3f}".removeprefix("0") if abs(value) < 1 else f"{value:.0f}"
        return f"{match[1]}{shown}{match[4]}"

    return FIGURE.sub(filled, text)
