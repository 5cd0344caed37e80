"""Average the weights of two runs: `python -m training.average FIRST SECOND --second-share 0.6 --out checkpoints/reader`.

The second run started from the weights of the first. Averages of such weights are often better than
either (Wortsman et al. 2022). Heads that only the second run has are copied unchanged.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from torch import Tensor

from training.reader import make_network, read_labels


def average(first: Path, second: Path, share: float, out: Path) -> None:
    """Write the checkpoint whose weights are (1 - share) of `first` and `share` of `second`."""
    labels = read_labels(second)
    network = make_network(labels)
    kept = torch.load(second / "checkpoint.pt", weights_only=True)
    ours: dict[str, Tensor] = kept["network"]
    network.load_state_dict(ours)
    earlier = torch.load(first / "checkpoint.pt", weights_only=True)
    network.adopt(earlier["network"], read_labels(first), labels)
    mixed = {name: (1 - share) * value + share * ours[name] for name, value in network.state_dict().items()}
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"network": mixed, "step": kept["step"] + earlier["step"]}, out / "checkpoint.pt")
    shutil.copyfile(second / "labels.json", out / "labels.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--second-share", type=float, default=0.6)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    average(given.first, given.second, given.second_share, given.out)


if __name__ == "__main__":
    main()
