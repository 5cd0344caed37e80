"""Measure the complexity of the code: `python -m benchmarks.complexity`, run by `make check`.

Cyclomatic complexity of every function and method of `src/onrecord`, as radon counts it: one, and one more for each
branch, loop, `and`, `or`, comprehension and `except`. The exit status is 1 if the mean is above `MEAN` or any function
above `MOST`.

    python -m benchmarks.complexity            the bounds, and every function above them
    python -m benchmarks.complexity --parts    mean and maximum by part of the package
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from radon.complexity import cc_visit

SOURCE = Path(__file__).parent.parent / "src" / "onrecord"
MEAN, MOST = 4.5, 15


@dataclass(frozen=True)
class Function:
    """One function: its file and line, and its complexity."""

    path: str
    line: int
    name: str
    complexity: int

    @property
    def part(self) -> str:
        """The folder in the package, two levels deep."""
        return "/".join(self.path.split("/")[:-1][:2]) or self.path


def functions(source: Path = SOURCE) -> Iterator[Function]:
    """Yield every function, method and inner function of a package, each once."""
    for path in sorted(source.rglob("*.py")):
        name = str(path.relative_to(source))
        seen = set()
        for block in cc_visit(path.read_text(encoding="utf-8")):
            for one in (*getattr(block, "methods", ()), block, *getattr(block, "closures", ())):
                if type(one).__name__ == "Function" and one.lineno not in seen:
                    seen.add(one.lineno)
                    yield Function(name, one.lineno, one.name, one.complexity)


def mean(found: Sequence[Function]) -> float:
    """Return the mean complexity."""
    return sum(f.complexity for f in found) / len(found)


def main() -> int:
    """Print the mean and the functions above the bounds; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parts", action="store_true", help="mean and worst by part of the package")
    options = parser.parse_args()
    found = list(functions())
    above = sorted((f for f in found if f.complexity > MOST), key=lambda f: -f.complexity)
    if options.parts:
        by_part: dict[str, list[Function]] = defaultdict(list)
        for function in found:
            by_part[function.part].append(function)
        for part, group in sorted(by_part.items(), key=lambda item: -mean(item[1])):
            worst = max(group, key=lambda f: f.complexity)
            print(f"{mean(group):5.2f}  {len(group):4}  worst {worst.complexity:2} {worst.name:28} {part}")
    print(f"{len(found)} functions: mean {mean(found):.2f} (at most {MEAN}), {len(above)} above {MOST}")
    for function in above:
        print(f"  {function.complexity} src/onrecord/{function.path}:{function.line} {function.name}")
    return int(bool(above) or mean(found) > MEAN)


if __name__ == "__main__":
    sys.exit(main())
