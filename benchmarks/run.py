"""Run the benchmarks, compare each score with its floor, write results.md.

    python -m benchmarks.run                 all tasks
    python -m benchmarks.run times pages     these two
    python -m benchmarks.run times --raise   and raise their floors to the scores
    python -m benchmarks.run --lower times.value_f1 --because "..."   lower this floor to the score

A task is a module in this folder with `run(shared) -> dict[str, float]` and `ABOUT`, which says what the data are and
whether they were developed on. `floors.json` holds for each task the bounds that its scores may not go below
(`at_least`) or above (`at_most`), and the data that it reads (`reads`, with a digest), so that a floor is never
compared with a score on other data. Only `--lower` lowers a floor: it requires a reason and adds a line to
`lowered.jsonl`, which `results.md` prints. The exit status is 1 if a score is below its floor. If the data or a package
of a task is missing, a message says so and the other tasks run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import importlib
import json
import math
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.about import About

HERE = Path(__file__).parent
LEDGER = HERE / "lowered.jsonl"
FLOORS = HERE / "floors.json"
RESULTS = HERE / "results.md"
SHARED = Path(os.environ.get("ONRECORD_SHARED", HERE.parent.parent / "shared"))
PLACES = 3  # decimals of a score; a raised floor is the score rounded down to them
HEAD = """# Results

Made by `make bench`; do not edit. A floor is what a change may not go below (`≥`) or above (`≤`). Each section says
on what data its figures were measured, and whether anybody developed on those data: a figure on data that were
developed on is no estimate for other texts. The floors that were ever lowered stand at the end.
"""
LEDGER_HEAD = """## Lowered floors

| day | commit | floor | before | after | because |
| --- | --- | --- | ---: | ---: | --- |
"""


@dataclass(frozen=True)
class Floor:
    """The floors of a task. `margin` is the share by which scores that vary between runs may fall below them."""

    reads: tuple[str, ...]
    digest: str | None
    at_least: Mapping[str, float] = field(default_factory=dict)
    at_most: Mapping[str, float] = field(default_factory=dict)
    margin: float = 0.0


@dataclass(frozen=True)
class Lowered:
    """One floor that was lowered; only entries from before the ledger existed have a `commit`."""

    day: str
    commit: str | None
    floor: str
    before: float
    after: float
    because: str


@dataclass(frozen=True)
class Result:
    """The scores of one task, or the reason why there are none."""

    task: str
    scores: Mapping[str, float]
    about: About | None = None
    skipped: str | None = None
    failures: tuple[str, ...] = ()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the named tasks, or all, and return the exit status."""
    floors = read_floors(FLOORS.read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(
        prog="make bench", description=__doc__.splitlines()[0] if __doc__ else None
    )
    parser.add_argument(
        "tasks", nargs="*", metavar="TASK", help=f"of {', '.join(floors)}; all if none is named"
    )
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors to the scores reached")
    parser.add_argument("--lower", metavar="TASK.SCORE", help="lower this floor to the score reached")
    parser.add_argument("--because", help="why the floor is lowered; goes into the ledger")
    options = parser.parse_args(arguments)
    if bool(options.lower) != bool(options.because):
        parser.error("--lower TASK.SCORE needs --because, and the other way round")
    if options.lower:
        options.tasks = [options.lower.partition(".")[0]]
    unknown = [task for task in options.tasks if task not in floors]
    if unknown:
        parser.error(f"no task {', '.join(unknown)}; there are {', '.join(floors)}")
    results = []
    for task in options.tasks or floors:
        result = run_task(task, floors[task], SHARED)
        print(render(result, floors[task]), flush=True)
        results.append(result)
        if options.lift and not result.skipped:
            floors[task] = lifted(floors[task], result, digest_of(SHARED, floors[task].reads))
    if options.lower:
        (result,) = results
        floors[result.task] = lower(floors[result.task], result, options.lower, options.because)
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEAD
    RESULTS.write_text(merged(before, results, floors), encoding="utf-8")
    if options.lift or options.lower:
        FLOORS.write_text(write_floors(floors), encoding="utf-8")
    return int(any(result.failures for result in results))


def run_task(task: str, floor: Floor, shared: Path) -> Result:
    """Return the scores of `task` and its failed floors."""
    missing = [path for path in floor.reads if not (shared / path).exists()]
    if missing:
        return Result(task, {}, skipped=f"the data are not here: {shared / missing[0]}")
    try:
        module = importlib.import_module(f"benchmarks.{task}")
    except ModuleNotFoundError as error:
        return Result(
            task, {}, skipped=f"the package {error.name} is not installed; `make bench` installs it"
        )
    scores: dict[str, float] = module.run(shared)
    failures = list(shortfalls(scores, floor))
    if floor.digest is not None and floor.digest != digest_of(shared, floor.reads):
        failures.append("the data are not those the floors were measured on; look, then run with --raise")
    return Result(task, scores, module.ABOUT, failures=tuple(failures))


def shortfalls(scores: Mapping[str, float], floor: Floor) -> list[str]:
    """Return a sentence for each score on the wrong side of its floor; a missing score counts as one."""
    found = []
    for name, least in floor.at_least.items():
        if not scores.get(name, -math.inf) >= least * (1 - floor.margin):
            found.append(f"{name} is {exact(scores.get(name))}, its floor is {exact(least)}")
    for name, most in floor.at_most.items():
        if not scores.get(name, math.inf) <= most * (1 + floor.margin):
            found.append(f"{name} is {exact(scores.get(name))}, it may be at most {exact(most)}")
    return found


def lifted(floor: Floor, result: Result, digest: str) -> Floor:
    """Return the floor raised to the result, never lowered, with the digest of the current data."""
    scores, step = result.scores, 10**PLACES
    at_least = {
        n: max(v, math.floor(scores[n] * step) / step) for n, v in floor.at_least.items() if n in scores
    }
    return Floor(floor.reads, digest, at_least or floor.at_least, floor.at_most, floor.margin)


def lower(floor: Floor, result: Result, name: str, because: str) -> Floor:
    """Return the floor lowered to the result, and write the reason into the ledger; raises `SystemExit` if the score is not below it."""
    score = name.partition(".")[2]
    step = 10**PLACES
    before, reached = floor.at_least.get(score), result.scores.get(score)
    if before is None or reached is None or reached >= before:
        raise SystemExit(
            f"{name}: reached {shown(reached)}, floor {shown(before)}; there is nothing to lower."
        )
    after = math.floor(reached * step) / step
    day = dt.datetime.now(tz=dt.UTC).date().isoformat()
    entry = Lowered(day, None, name, before, after, because)
    with LEDGER.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
    return replace(floor, at_least={**floor.at_least, score: after})


def read_ledger(path: Path) -> list[Lowered]:
    """Return the floors that were lowered, oldest first."""
    return [Lowered(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]


def render_ledger(entries: Sequence[Lowered]) -> str:
    """Return the ledger as the last section of results.md."""
    rows = (
        f"| {e.day} | {e.commit or ''} | {e.floor} | {shown(e.before)} | {shown(e.after)} | {e.because} |\n"
        for e in entries
    )
    return LEDGER_HEAD + "".join(rows)


def digest_of(shared: Path, reads: Sequence[str]) -> str:
    """Return a digest of the names and bytes of all files that a task reads."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(file for name in reads for file in _files(shared / name)):
        digest.update(str(path.relative_to(shared)).encode())
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    return [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]


# ---- files -------------------------------------------------------------------------------


def read_floors(text: str) -> dict[str, Floor]:
    """Return the floors of `floors.json`, in its order."""
    raw: dict[str, dict[str, Any]] = json.loads(text)
    return {task: Floor(**{**fields, "reads": tuple(fields["reads"])}) for task, fields in raw.items()}


def write_floors(floors: Mapping[str, Floor]) -> str:
    """Return the text of `floors.json`."""
    raw = {
        task: {
            "reads": floor.reads,
            "digest": floor.digest,
            "at_least": dict(floor.at_least),
            **({"at_most": dict(floor.at_most)} if floor.at_most else {}),
            **({"margin": floor.margin} if floor.margin else {}),
        }
        for task, floor in floors.items()
    }
    return json.dumps(raw, indent=2) + "\n"


def shown(score: float | None, *, further: int = 0) -> str:
    """Return a score as printed in a table, or with `further` decimals.

    >>> shown(0.95512), shown(4210.7), shown(None)
    ('0.955', '4211', 'missing')
    """
    if score is None:
        return "missing"
    return f"{score:.{further}f}" if abs(score) >= 1000 else f"{score:.{PLACES + further}f}"


def exact(score: float | None) -> str:
    """Return a score beside its floor: with one more decimal, or both may be printed as the same number.

    >>> exact(0.75674), exact(0.757)
    ('0.7567', '0.7570')
    """
    return shown(score, further=1)


def render(result: Result, floor: Floor) -> str:
    """Return a task's section of results.md."""
    lines = [f"## {result.task}", ""]
    if result.skipped:
        return "\n".join([*lines, f"Skipped: {result.skipped}.", ""])
    if result.about:
        lines += [result.about.line(), ""]
    lines += ["| score | value | floor |", "| --- | ---: | ---: |"]
    for name, value in result.scores.items():
        bound = f"≥ {shown(floor.at_least[name])}" if name in floor.at_least else ""
        bound = f"≤ {shown(floor.at_most[name])}" if name in floor.at_most else bound
        lines.append(f"| {name} | {shown(value)} | {bound} |")
    lines += ["", *(f"**Below its floor**: {failure}." for failure in result.failures)]
    return "\n".join(lines) + ("\n" if result.failures else "")


def merged(before: str, results: Sequence[Result], floors: Mapping[str, Floor]) -> str:
    """Return results.md with new sections for `results`; the other sections do not change."""
    parts = re.split(r"(?m)^(?=## )", before)[1:]
    sections = {part.split("\n", 1)[0].removeprefix("## ").strip(): part for part in parts}
    sections |= {
        r.task: render(r, floors[r.task]) for r in results if not r.skipped or r.task not in sections
    }
    kept = (sections[task].rstrip() + "\n" for task in floors if task in sections)
    return "\n".join([HEAD, *kept, render_ledger(read_ledger(LEDGER))])


if __name__ == "__main__":
    sys.exit(main())
