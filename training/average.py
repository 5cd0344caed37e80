"""Average the weights of several runs: `python -m training.average checkpoints/a checkpoints/b --out checkpoints/mean`.

The runs must have the same labels and go back to the same weights, as runs of `training.act_layers` with other seeds or
texts do; then their mean often reads unseen texts better than each of them (Wortsman et al. 2022, "Model soups"), at no
cost when reading. docs/experiments.md says of which runs the weights that ship are the mean.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from training.checkpoints import CHECKPOINT, LABELS


def average(runs: Sequence[Path]) -> dict[str, Any]:
    """Return the mean of the weights of all runs, by name, as `network`, and the last of their steps as `step`.

    Raises ValueError if there is no run, or if their labels or the names of their weights differ.
    """
    if not runs:
        raise ValueError("expected at least one run")
    labels = [json.loads((run / LABELS).read_text(encoding="utf-8")) for run in runs]
    kept = [torch.load(run / CHECKPOINT, weights_only=True) for run in runs]
    weights = [found["network"] for found in kept]
    for run, other, found in zip(runs[1:], labels[1:], weights[1:], strict=True):
        if other != labels[0] or found.keys() != weights[0].keys():
            raise ValueError(
                f"{run} has other labels or weights than {runs[0]}: expected runs of one network"
            )
    mean = {
        name: torch.stack([found[name].float() for found in weights]).mean(0).to(first.dtype)
        for name, first in weights[0].items()
    }
    return {"network": mean, "step": max(found["step"] for found in kept)}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("runs", type=Path, nargs="+", help="folders of runs; one named twice counts twice")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    mean = average(given.runs)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, given.out / CHECKPOINT)
    shutil.copy(given.runs[0] / LABELS, given.out / LABELS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
