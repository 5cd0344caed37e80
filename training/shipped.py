"""The weights that ship, as a checkpoint to go on from: `python -m training.shipped --out checkpoints/shipped`.

Writes `checkpoint.pt` and `labels.json` with the int8 weights of the graph in `src/onrecord/models/weights` turned
back into floating point, and `taught.npz` with the log odds that this reader gives to the roles and names of each word
of the training texts. A run that starts from the checkpoint and learns from these log odds beside its new labels keeps
what the reader knew (Li and Hoiem 2018, Learning without Forgetting).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from corpora.events import read_events
from onrecord.models import load_model
from onrecord.models.reader import NETWORK, RELATIONS, Reader
from onrecord.models.windows import pack
from training.checkpoints import CHECKPOINT, LABELS
from training.examples import EVENT_PARTS
from training.teacher import train_texts

WEIGHTS = Path("src/onrecord/models/weights")


def read_weights(folder: Path = WEIGHTS) -> dict[str, torch.Tensor]:
    """Return the state of `network.Reader` that the graphs of a folder hold, heads outside the graph left out."""
    graph = onnx.load(str(folder / NETWORK)).graph
    values = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {}
    for name, value in values.items():
        if name.startswith("network.") and not name.endswith(("_scale", "_zero_point", "_quantized")):
            found[name.removeprefix("network.")] = value
        if name.startswith("network.") and name.endswith("_quantized"):  # an embedding
            found[name.removeprefix("network.").removesuffix("_quantized")] = _full(
                values, name.removesuffix("_quantized")
            )
    for node in graph.node:
        if (
            node.op_type == "MatMulInteger"
        ):  # named after its module: /network/encoder/layers.0/qkv/MatMul_quant
            module = ".".join(node.name.split("/")[2:-1])
            found[f"{module}.weight"] = _full(values, node.input[1].removesuffix("_quantized")).T
    relations = onnx.load(str(folder / RELATIONS)).graph
    mixed = max((numpy_helper.to_array(i) for i in relations.initializer), key=lambda a: a.size)
    width = mixed.shape[0]
    found["rel"] = mixed.reshape(width, -1, width).transpose(1, 0, 2)
    return {name: torch.tensor(np.ascontiguousarray(value)) for name, value in found.items()}


def _full(values: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    scale = values[f"{name}_scale"].astype(np.float32)
    zero = values[f"{name}_zero_point"].astype(np.float32)
    return (values[f"{name}_quantized"].astype(np.float32) - zero) * scale


def log_odds(reader: Reader, text: str) -> NDArray[np.float16]:
    """Return the log odds of the roles and of the names of a text's words, (atoms, roles + names)."""
    names, roles = len(reader.labels.name), len(reader.labels.role)
    rows = []
    for window in pack(reader.vocabulary.cut(text), text):
        tags = reader.run(window).tags[np.asarray(window.first) + 1]
        name, role = tags[:, 4 : 4 + names], tags[:, 4 + names : 4 + names + roles]
        rows.append(np.concatenate([role, name], 1))
    return np.concatenate(rows).astype(np.float16)


def texts(shared: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and text of every document that the reader learns from."""
    yield from train_texts(shared)
    for part in EVENT_PARTS:
        for article in read_events(shared, part):
            yield article.id, article.text or ""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("checkpoints/shipped"))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    reader = load_model()
    torch.save({"network": read_weights(), "step": 0}, given.out / CHECKPOINT)
    (given.out / LABELS).write_text(json.dumps(asdict(reader.labels)), encoding="utf-8")
    taught = {name: log_odds(reader, text) for name, text in texts(given.shared)}
    np.savez_compressed(given.out / "taught.npz", **taught)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
