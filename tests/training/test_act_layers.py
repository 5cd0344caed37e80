"""Training of the layers for acts alone, where torch is installed: an interrupted run ends as one that was not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="torch is only installed for training: make train-acts")

from tests.training.test_network import network, visits  # noqa: E402
from training import reader as reader_training  # noqa: E402
from training.act_layers import OTHERS, SHORT, TEXTS, Options, acts_of, fit, frozen  # noqa: E402
from training.examples import Example  # noqa: E402
from training.network import Reader  # noqa: E402
from training.reader import acts_in_full, collate  # noqa: E402

OPTIONS = Options(passes=2, batch=2, others=0.2, short=0.2, warm_up=2, dropout=0.2, rate=1e-2, head_rate=1e-2)


def examples() -> dict[str, list[Example]]:
    found = visits()
    return {TEXTS: found, SHORT: [*found, *found], **{name: [*found, *found] for name in OTHERS}}


def weights(reader: Reader) -> dict[str, Any]:
    return {k: v.clone() for k, v in reader.state_dict().items()}


def test_what_is_kept_of_the_shared_layers_gives_the_acts_of_the_network() -> None:
    reader, batch = network().eval(), visits()
    inputs, _ = collate(batch, [False] * len(batch))
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        whole = acts_in_full(reader(**inputs).acts)
    parts = acts_of(reader, batch, frozen(reader, batch), inputs["mask"], 0.0)
    is_piece = inputs["mask"].bool()
    assert torch.allclose(whole.tags["event"][is_piece], parts.tags["event"][is_piece], atol=0.05)


def test_an_interrupted_run_ends_with_the_same_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, before = network(), weights(network())
    fit(at_once, examples(), tmp_path / "once", OPTIONS)
    saving = reader_training.save

    def save_and_stop(*arguments: Any) -> None:
        saving(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr("training.act_layers.save", save_and_stop)
    with pytest.raises(KeyboardInterrupt):
        fit(network(), examples(), tmp_path / "twice", OPTIONS)
    monkeypatch.undo()
    torch.manual_seed(99)  # whatever was drawn in between
    resumed = network()
    fit(resumed, examples(), tmp_path / "twice", OPTIONS)

    assert all(torch.equal(value, resumed.state_dict()[name]) for name, value in at_once.state_dict().items())
    changed = {name for name, value in before.items() if not torch.equal(value, at_once.state_dict()[name])}
    assert changed
    assert all(name.startswith(("acts.", "act_layers.")) for name in changed)


def test_a_run_that_is_over_does_nothing_and_another_one_is_refused(tmp_path: Path) -> None:
    fit(network(), examples(), tmp_path, OPTIONS)
    log = (tmp_path / "log.csv").read_text(encoding="utf-8")
    fit(network(), examples(), tmp_path, OPTIONS)
    assert (tmp_path / "log.csv").read_text(encoding="utf-8") == log
    with pytest.raises(SystemExit, match=r"run with other settings; give another --out or delete it"):
        fit(network(), examples(), tmp_path, replace(OPTIONS, rate=1e-3))
