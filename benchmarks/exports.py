"""Exports of a whole store: `make bench TASK=exports`, with `ONRECORD_RECORDS=5000` for another size.

A store is made as for `store_scale`: records generated from readings of texts that were written for the project, with their assembly.
Each format is written by a process of its own, whose peak memory is measured. A figure is what 100,000 reports come to: minutes of
CPU time, because machines are shared, at the rate of this store, and the peak memory, which must not grow with the number of
reports: `growth` says by how much it does between an export of the first 40 % of the reports, by day, and one of all. What a
report takes goes by its length: `words_a_report` is the mean of this store, and a report of a news agency has some 835.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from benchmarks.about import About

RECORDS = int(os.environ.get("ONRECORD_RECORDS", "2000"))
STORE = os.environ.get("ONRECORD_STORE")  # a store that is there already, in place of a generated one
SCALE = 100_000  # reports that figures are given for
SHARE = 0.4  # of the reports, by day of publication, that the smaller export has
SLOW = ("docbin",)  # formats that need a library which is not always there
ONE = """
import resource, sys, time
from pathlib import Path
from onrecord.questions import open_questions
from onrecord.views.exports import EXPORTS
from onrecord.views.exports.run import export
store, name, target, until = sys.argv[1:]
with open_questions(store) as opened:
    counting = "reports" if EXPORTS[name].counts else None
    values = {"until": until} if until and EXPORTS[name].question else {}
    begun = time.process_time()
    rows = export(opened, name, Path(target), values, counting=counting).rows
    print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, rows)
"""

ABOUT = About(
    data="records generated from readings of texts that were written for the project",
    size=f"{RECORDS:,} records, unless a store is named",
    developed_on="not a matter of quality",
    compared_with="nothing in this run",
)


def run(shared: Path) -> dict[str, float]:  # noqa: ARG001
    """Return, for each format, the minutes that 100,000 reports take and the megabytes of memory."""
    from benchmarks import store_scale
    from onrecord.views.exports import EXPORTS

    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        store = Path(STORE) if STORE else made(Path(folder) / "many.db")
        day, number = middle(store)
        figures["words_a_report"] = round(store_scale.sizes(store)["words_a_report"], 1)
        for name in EXPORTS:
            if name in SLOW and find_spec("spacy") is None:
                continue
            first = once(store, name, Path(folder) / f"{name}-1", day)
            second = once(store, name, Path(folder) / f"{name}-2", "")
            figures[f"{name}_minutes"] = round(second[0] / number * SCALE / 60, 2)
            figures[f"{name}_mb"] = round(second[1], 1)
            figures[f"{name}_growth_mb"] = round(second[1] - first[1], 1)
    figures["slowest_minutes"] = max(v for n, v in figures.items() if n.endswith("_minutes"))
    figures["largest_mb"] = max(v for n, v in figures.items() if n.endswith("_mb") and "growth" not in n)
    return figures


def made(path: Path) -> Path:
    """Return a generated store."""
    from benchmarks import store_scale
    from onrecord.store import Assembler, open_store

    with open_store(path, create=True) as store:
        store_scale.fill(store, Assembler(store), islice(store_scale.made(RECORDS), RECORDS))
    return path


def middle(store: Path) -> tuple[str, int]:
    """Return the day of publication until when a share of the reports is published, and how many reports there are."""
    from onrecord.store import open_store

    with open_store(store) as opened:
        days = [
            row[0] for row in opened.connection.execute("SELECT published FROM reports ORDER BY published")
        ]
    return days[int(len(days) * SHARE)], len(days)


def once(store: Path, name: str, target: Path, until: str) -> tuple[float, float]:
    """Return the seconds of CPU time and the peak memory, in megabytes, of one export."""
    done = subprocess.run(
        [sys.executable, "-c", ONE, str(store), name, str(target), until],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, megabytes, _rows = done.stdout.split()
    return float(seconds), float(megabytes)
