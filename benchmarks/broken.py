"""Inputs that are broken on purpose, read as the program reads them: `python -m benchmarks.broken`.

Two thousand inputs of all kinds that the program reads, made by seed (tests/broken/): cut and damaged bytes, false character
sets, bombs of HTML and gzip, pages of 50 MB, deep nesting, records between broken ones; and servers on this machine's own
address that redirect without end, are slow, lie about lengths or show bad certificates. A process reads one after the other and is
watched. The reader itself is given texts of up to 8,000 characters; what it takes for longer ones is measured by `speed`.

- `read`, `refused`: documents with a text, and pages that have a note instead; `inputs` have all of them accounted for.
- `unaccounted`: inputs of which something is lost without a word, or that raise; `crashed`: whose process died or hung.
- `longest_seconds`: the most CPU time that an input took; `peak_megabytes`: the most memory that the process had, the model
  included.

    python -m benchmarks.broken --number 300 --only "html: bomb"    some of them, each that is not accounted for in a line
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks.about import About
from tests.broken.inputs import LARGEST, SEED
from tests.broken.reading import Account, accounts

NUMBER = 2_000
SHOWN = 12  # of the slowest and largest inputs

ABOUT = About(
    data="inputs that are made broken by seed, and servers on the machine's own address",
    size=f"{NUMBER:,} inputs, seed {SEED}",
    developed_on="this seed: what it found was mended; other seeds find other places of the same kinds",
    compared_with="nothing",
)


def run(shared: Path) -> dict[str, float]:  # noqa: ARG001
    """Return the counts."""
    return summed(list(accounts(NUMBER, largest=LARGEST)))


def summed(found: Sequence[Account]) -> dict[str, float]:
    """Return the counts of accounts."""
    return {
        "inputs": float(len(found)),
        "read": float(sum(one.read for one in found)),
        "refused": float(sum(one.refused.total() for one in found)),
        "unaccounted": float(sum(one.fault is not None and not one.is_dead for one in found)),
        "crashed": float(sum(one.is_dead for one in found)),
        "longest_seconds": max((one.seconds for one in found), default=0.0),
        "peak_megabytes": max((one.memory for one in found), default=0.0),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the inputs, print those that are not accounted for, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--number", type=int, default=NUMBER)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--largest", type=float, default=LARGEST, help="bytes of a page")
    parser.add_argument("--only", default="", help="a part of the name of a case")
    options = parser.parse_args(arguments)
    found = []
    with suppress(KeyboardInterrupt):  # what was read so far is told
        for one in accounts(
            options.number, options.seed, largest=int(options.largest), only=options.only, first=options.first
        ):
            found.append(one)
            if one.fault is not None:
                print(f"{one.name}: {one.fault}", flush=True)
    print("\n".join(_told(found)))
    return int(any(one.fault for one in found))


def _told(found: Sequence[Account]) -> Iterator[str]:
    """Yield the counts, what pages were refused for, and the slowest and the largest inputs."""
    for name, value in summed(found).items():
        yield f"{name}: {value:,.1f}"
    codes = sum((one.refused for one in found), Counter[str]())
    yield "refused for: " + ", ".join(f"{code} {number:,}" for code, number in codes.most_common())
    for one in sorted(found, key=lambda one: -one.seconds)[:SHOWN]:
        yield f"{one.seconds:6.1f} s of CPU ({one.waited:.1f} s by the clock)  {one.name}"
    for one in sorted(found, key=lambda one: -one.memory)[:SHOWN]:
        yield f"{one.memory:6.0f} MB  {one.name}"


if __name__ == "__main__":
    sys.exit(main())
