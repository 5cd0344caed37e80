"""Turn a checkpoint into what ships: `python -m training.export --from checkpoints/reader`.

Writes `src/onrecord/models/weights/`: the graph with int8 weights (dynamic ranges, one
scale a channel), the relation matrix, the vocabulary, and a card with label sets and
hashes. The exported graph is compared with the network before anything is replaced.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.models.labels import Labels
from onrecord.models.reader import CARD, NETWORK, OUTPUTS, PIECES, RELATIONS
from training.base import base_folder, read_vocabulary
from training.network import Reader
from training.reader import make_network

WEIGHTS = Path("src/onrecord/models/weights")
CLASSES = ("upos", "feats", "lemma")  # only the best class leaves the graph
TAGS = ("join", "sentence", "name", "role")


class Graph(nn.Module):
    """The network without a mask: one window a run, no padding."""

    def __init__(self, network: Reader) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, gaps: Tensor) -> tuple[Tensor, ...]:
        out = self.network(ids, shapes, gaps, torch.ones_like(ids))
        return (
            torch.stack([out.tags[c].argmax(-1) for c in CLASSES], -1),
            torch.cat([out.tags[t] for t in TAGS], -1),
            out.arc_dep,
            out.arc_head,
            out.rel_dep,
            out.rel_head,
            out.link_dep,
            out.link_head,
        )


class Relations(nn.Module):
    """Relation scores of words and their heads: (words, width), (words, width) → (words, relations).

    A graph of its own, since the heads are known only after decoding; and a graph, not
    numpy, since onnxruntime keeps to the threads that it was given.
    """

    def __init__(self, relations: Tensor) -> None:
        super().__init__()
        self.count, self.width, _ = relations.shape
        self.weights = nn.Parameter(relations.permute(1, 0, 2).reshape(self.width, -1))

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        mixed = (dep @ self.weights).view(-1, self.count, self.width)
        return (mixed @ head.unsqueeze(-1)).squeeze(-1)


def export(checkpoints: Path, target: Path, version: str) -> None:
    """Write the files that ship, or raise where the graph does not say what the network says."""
    labels = Labels(**{k: tuple(v) for k, v in json.loads((checkpoints / "labels.json").read_text()).items()})
    network = make_network(labels)
    kept = torch.load(checkpoints / "checkpoint.pt", weights_only=True)
    network.load_state_dict(kept["network"])
    graph = Graph(network.eval()).eval()
    example = tuple(torch.randint(low, high, (1, 24)) for low, high in ((1000, 20000), (0, 7), (0, 5)))
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        made = Path(scratch) / "weights"
        made.mkdir()
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            graph,
            example,
            str(full),
            input_names=["ids", "shapes", "gaps"],
            output_names=list(OUTPUTS),
            dynamic_axes={name: {1: "pieces"} for name in ("ids", "shapes", "gaps", *OUTPUTS)},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            full,
            made / NETWORK,
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": 1},
        )
        compare(graph, full, made / NETWORK)
        torch.onnx.export(
            Relations(network.rel.detach()),
            (torch.zeros(5, network.rel.shape[1]), torch.zeros(5, network.rel.shape[1])),
            str(made / RELATIONS),
            input_names=["dep", "head"],
            output_names=["scores"],
            dynamic_axes={name: {0: "words"} for name in ("dep", "head", "scores")},
            opset_version=17,
            dynamo=False,
        )
        (made / PIECES).write_text("\n".join(read_vocabulary(base_folder())) + "\n", encoding="utf-8")
        names = (NETWORK, RELATIONS, PIECES)
        card = {
            "version": version,
            "steps": kept["step"],
            "labels": {k: list(v) for k, v in labels.__dict__.items()},
            "sha256": {n: hashlib.sha256((made / n).read_bytes()).hexdigest() for n in names},
        }
        (made / CARD).write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        made.replace(target)
    print(f"{target}: {sum(f.stat().st_size for f in target.iterdir()) / 1e6:.1f} MB, step {kept['step']}")


def compare(graph: Graph, full: Path, small: Path) -> None:
    """Check both graphs against the network on windows of several lengths."""
    torch.manual_seed(1)
    sessions = [
        onnxruntime.InferenceSession(str(p), providers=["CPUExecutionProvider"]) for p in (full, small)
    ]
    agreed, total = 0, 0
    for length in (3, 40, 128, 256):
        given = [torch.randint(low, high, (1, length)) for low, high in ((1000, 20000), (0, 7), (0, 5))]
        with torch.no_grad():
            wanted = [o.numpy() for o in graph(*given)]
        feed = dict(zip(("ids", "shapes", "gaps"), (g.numpy() for g in given), strict=True))
        exact, quantized = (s.run(list(OUTPUTS), feed) for s in sessions)
        worst = max(float(np.abs(a - b).max()) for a, b in zip(wanted[1:], exact[1:], strict=True))
        if worst > 2e-2:
            raise SystemExit(f"the exported graph differs from the network by {worst} at length {length}")
        agreed += int((quantized[0][..., 0] == wanted[0][..., 0]).sum())
        total += length
    print(f"int8 keeps {agreed / total:.3f} of the parts of speech on random pieces")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--from", dest="checkpoints", type=Path, default=Path("checkpoints/reader"))
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    parser.add_argument("--version", default="1")
    given = parser.parse_args()
    export(given.checkpoints, given.to, given.version)


if __name__ == "__main__":
    main()
