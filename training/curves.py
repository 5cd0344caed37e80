"""Draw the log of a training run: `python -m training.curves --log checkpoints/reader/log.csv`.

One small panel per layer, loss over steps on a log scale, as SVG: `docs/training-curves.svg`.
"""

from __future__ import annotations

import argparse
import csv
import math
from pathlib import Path

from training.examples import LOGGED

PANEL_WIDTH, PANEL_HEIGHT, GAP, COLUMNS = 220, 120, 28, 4
LEAST_LOSS = 1e-3  # the bottom of the scale


def read_log(path: Path) -> tuple[list[int], dict[str, list[float]]]:
    """Return the steps and, by layer, the mean loss since the previous step."""
    steps: list[int] = []
    found: dict[str, list[float]] = {layer: [] for layer in LOGGED}
    with path.open(encoding="utf-8") as lines:
        for step, _, *values in csv.reader(lines):
            steps.append(int(step))
            for layer, value in zip(LOGGED, values, strict=True):
                found[layer].append(float(value))
    return steps, found


def draw(steps: list[int], losses: dict[str, list[float]]) -> str:
    """Return the panels as one SVG."""
    rows = -(-len(losses) // COLUMNS)
    width, height = COLUMNS * (PANEL_WIDTH + GAP) + GAP, rows * (PANEL_HEIGHT + 2 * GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for n, (layer, values) in enumerate(losses.items()):
        left = GAP + (n % COLUMNS) * (PANEL_WIDTH + GAP)
        top = GAP + (n // COLUMNS) * (PANEL_HEIGHT + 2 * GAP)
        highest = math.log(max(*values, 10 * LEAST_LOSS))
        lowest = math.log(LEAST_LOSS)
        points = " ".join(
            f"{left + PANEL_WIDTH * step / steps[-1]:.1f},"
            f"{top + PANEL_HEIGHT * (highest - math.log(max(v, LEAST_LOSS))) / (highest - lowest):.1f}"
            for step, v in zip(steps, values, strict=True)
        )
        parts += [
            f'<rect x="{left}" y="{top}" width="{PANEL_WIDTH}" height="{PANEL_HEIGHT}" fill="none" stroke="#ccc"/>',
            f'<polyline points="{points}" fill="none" stroke="#2f5fa8" stroke-width="1.5"/>',
            f'<text x="{left}" y="{top - 6}" font-size="13">{layer}</text>',
            (
                f'<text x="{left + PANEL_WIDTH}" y="{top - 6}" font-size="11" text-anchor="end" fill="#555">'
                f"{values[0]:.2f} → {values[-1]:.3f}</text>"
            ),
            (
                f'<text x="{left + PANEL_WIDTH}" y="{top + PANEL_HEIGHT + 13}" font-size="10" text-anchor="end"'
                f' fill="#555">step {steps[-1]}</text>'
            ),
        ]
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--log", type=Path, default=Path("checkpoints/reader/log.csv"))
    parser.add_argument("--out", type=Path, default=Path("docs/training-curves.svg"))
    given = parser.parse_args()
    given.out.write_text(draw(*read_log(given.log)), encoding="utf-8")


if __name__ == "__main__":
    main()
