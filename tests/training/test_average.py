"""The mean of several runs, where torch is installed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is only installed for training: make train")

from training.average import average  # noqa: E402
from training.checkpoints import CHECKPOINT, LABELS  # noqa: E402


def run(folder: Path, weights: dict[str, list[float]], labels: list[str], step: int = 3) -> Path:
    folder.mkdir()
    network = {name: torch.tensor(values) for name, values in weights.items()}
    torch.save({"network": network, "step": step}, folder / CHECKPOINT)
    (folder / LABELS).write_text(json.dumps(labels), encoding="utf-8")
    return folder


def test_each_weight_is_the_mean_and_a_run_named_twice_counts_twice(tmp_path: Path) -> None:
    first = run(tmp_path / "a", {"w": [0.0, 3.0], "b": [1.0]}, ["x"])
    second = run(tmp_path / "b", {"w": [3.0, 0.0], "b": [4.0]}, ["x"], step=5)

    assert average([first, first, second])["network"]["w"].tolist() == [1.0, 2.0]
    assert average([first, second])["network"]["b"].tolist() == [2.5]
    assert average([first, second])["step"] == 5


def test_runs_of_unlike_networks_are_refused(tmp_path: Path) -> None:
    first = run(tmp_path / "a", {"w": [0.0]}, ["x"])

    for folder, weights, labels in (("b", {"v": [0.0]}, ["x"]), ("c", {"w": [0.0]}, ["y"])):
        with pytest.raises(
            ValueError, match=r"has other labels or weights than .*a: expected runs of one network"
        ):
            average([first, run(tmp_path / folder, weights, labels)])
    with pytest.raises(ValueError, match="at least one run"):
        average([])
