"""Convert a checkpoint into the files that ship: `python -m training.export --from checkpoints/reader`.

Writes `src/onrecord/models/weights/`: the graph with int8 weights (dynamic ranges, one
scale per channel), the relation matrix, the vocabulary, and a card with label sets and
hashes. The exported graph is compared with the network before any file is replaced. The card
says how often the int8 graph chooses the same class as the full-precision graph.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.document import make_document
from onrecord.lexicon.furniture import load_furniture
from onrecord.models.acts import HEADS
from onrecord.models.decode import Outputs
from onrecord.models.labels import Labels
from onrecord.models.pieces import END, GAPS, QUOTES, SHAPES, START, Vocabulary
from onrecord.models.reader import CARD, INPUTS, NETWORK, OUTPUTS, PIECES, RELATIONS, feed
from onrecord.models.windows import pack
from onrecord.pages import pages
from training.base import base_folder, read_vocabulary
from training.checkpoints import CHECKPOINT
from training.network import Layer, Reader, attend
from training.reader import make_network, read_labels

EXAMPLES = Path("examples")
WEIGHTS = Path("src/onrecord/models/weights")
CLASSES = ("upos", "feats", "lemma", "entity")  # the graph returns only the best class
RANGES = ((1000, 20000), (0, len(SHAPES)), (0, len(GAPS)), (0, len(QUOTES)))  # values of the test inputs
TAGS = ("join", "sentence", "name", "role")


class Attention(torch.autograd.Function):
    """Attention without a bias as one node, which onnxruntime computes in blocks that stay in the cache."""

    @staticmethod
    def forward(_ctx: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        return attend(torch.cat([query, key, value], -1), None, heads)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        mixed = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        mixed.setType(query.type())
        return mixed


def attend_at_once(qkv: Tensor, bias: Tensor | None, heads: int) -> Tensor:
    """Stand in for `network.attend` where there is no bias."""
    assert bias is None
    mixed: Tensor = Attention.apply(*qkv.chunk(3, -1), heads)
    return mixed


class Graph(nn.Module):
    """The network without a mask: one window per run, no padding."""

    def __init__(self, network: Reader) -> None:
        super().__init__()
        self.network = network
        for module in network.modules():
            if isinstance(module, Layer):
                module.attend = attend_at_once

    def forward(self, ids: Tensor, shapes: Tensor, gaps: Tensor, quotes: Tensor) -> tuple[Tensor, ...]:
        out = self.network(ids, shapes, gaps, quotes, mask=None)
        return (
            torch.stack([out.tags[c].argmax(-1) for c in CLASSES], -1),
            torch.cat([out.tags[t] for t in TAGS], -1),
            out.arc_dep,
            out.arc_head,
            out.rel_dep,
            out.rel_head,
            out.link_dep,
            out.link_head,
            out.chain_dep,
            out.chain_head,
            torch.cat([out.acts.tags[t] for t in HEADS], -1),
            out.acts.part,
            out.acts.head,
            out.acts.same_dep,
            out.acts.same_head,
        )


class Relations(nn.Module):
    """Relation scores of words and their heads: (words, width), (words, width) → (words, relations).

    It is a separate graph because the heads are known only after decoding. It is not
    numpy because onnxruntime uses only the threads that it was given.
    """

    def __init__(self, relations: Tensor) -> None:
        super().__init__()
        self.count, self.width, _ = relations.shape
        self.weights = nn.Parameter(relations.permute(1, 0, 2).reshape(self.width, -1))

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        mixed = (dep @ self.weights).view(-1, self.count, self.width)
        return (mixed @ head.unsqueeze(-1)).squeeze(-1)


def export(checkpoints: Path, target: Path, version: str) -> None:
    """Write the files that ship; raise if the output of the graph differs from the network."""
    labels = read_labels(checkpoints)
    network = make_network(labels)
    kept = torch.load(checkpoints / CHECKPOINT, weights_only=True)
    network.load_state_dict(kept["network"])
    graph = Graph(network.eval()).eval()
    example = tuple(torch.randint(low, high, (1, 24)) for low, high in RANGES)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        made = Path(scratch) / "weights"
        made.mkdir()
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            graph,
            example,
            str(full),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {1: "pieces"} for name in (*INPUTS, *OUTPUTS)},
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
        compare(graph, full)
        agreed = agreement(full, made / NETWORK, labels)
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
            "agreement": agreed,  # agreement of the int8 graph with the full one
            "labels": {k: list(v) for k, v in labels.__dict__.items()},
            "sha256": {n: hashlib.sha256((made / n).read_bytes()).hexdigest() for n in names},
        }
        (made / CARD).write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        made.replace(target)
    print(f"{target}: {sum(f.stat().st_size for f in target.iterdir()) / 1e6:.1f} MB, step {kept['step']}")


def compare(graph: Graph, full: Path) -> None:
    """Check the full graph against the network on windows of several lengths."""
    torch.manual_seed(1)
    session = onnxruntime.InferenceSession(str(full), providers=["CPUExecutionProvider"])
    for length in (3, 40, 128, 256):
        given = [torch.randint(low, high, (1, length)) for low, high in RANGES]
        with torch.no_grad():
            wanted = [o.numpy() for o in graph(*given)]
        feed = dict(zip(INPUTS, (g.numpy() for g in given), strict=True))
        exact = session.run(list(OUTPUTS), feed)
        worst = max(float(np.abs(a - b).max()) for a, b in zip(wanted[1:], exact[1:], strict=True))
        if worst > 2e-2:
            raise SystemExit(f"the exported graph differs from the network by {worst} at length {length}")


def agreement(full: Path, small: Path, labels: Labels) -> dict[str, float]:
    """Return the share of words of the example reports for which both graphs choose the same class, by head."""
    sessions = [
        onnxruntime.InferenceSession(str(p), providers=["CPUExecutionProvider"]) for p in (full, small)
    ]
    vocabulary = Vocabulary.of(read_vocabulary(base_folder()))
    marks = (vocabulary.ids[START], vocabulary.ids[END])
    same: dict[str, int] = dict.fromkeys((*CLASSES, *TAGS), 0)
    total = 0
    for page in pages([str(p) for p in sorted(EXAMPLES.glob("*.html"))]):
        text = make_document(page, load_furniture()).items[0].text
        for window in pack(vocabulary.cut(text), text):
            first = np.asarray(window.first) + 1
            exact, quantized = (
                Outputs(*(a[0] for a in s.run(list(OUTPUTS), feed(window, marks)))) for s in sessions
            )
            total += len(first)
            for n, name in enumerate(CLASSES):
                same[name] += int((exact.classes[first, n] == quantized.classes[first, n]).sum())
            at = 0
            for name in TAGS:
                columns = slice(at, at + labels.sizes()[name])
                at = columns.stop
                best = [o.tags[first, columns].argmax(1) for o in (exact, quantized)]
                same[name] += int((best[0] == best[1]).sum())
    return {name: round(count / total, 4) for name, count in same.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--from", dest="checkpoints", type=Path, default=Path("checkpoints/reader"))
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    parser.add_argument("--version", default="1")
    given = parser.parse_args()
    export(given.checkpoints, given.to, given.version)


if __name__ == "__main__":
    main()
