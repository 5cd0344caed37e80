"""Train the scorer that links mentions into chains: `python -m training.chains --shared ../shared`.

Run it after `training.export`. It reads the train documents of GUM with the shipped network, so
trees, entities and vectors are the same as at run time. It learns to choose for each mention an earlier
mention of its chain, or none. This takes a few minutes. It writes the scorer into the weights folder
and its hash into the card.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from corpora.conllu import UdDocument, read_conllu
from onrecord.models.chains import Pairs, compare, feature_count, make_pairs
from onrecord.models.reader import CARD, CHAINS, Reader
from onrecord.models.references import Array, alone
from training.examples import Chains, read_chains
from training.export import WEIGHTS
from training.network import CHAIN_WIDTH

HIDDEN_DROPOUT = 0.2


@dataclass(frozen=True)
class Options:
    """Settings of the training; the shipped scorer was trained with the defaults."""

    epochs: int = 7
    rate: float = 2e-3
    width: int = 64
    dropout: float = 0.5  # of the vectors: the network has seen these documents and is too certain about them
    blind: float = 0.3  # share of mentions without vectors, for the same reason
    seed: int = 20181020


@dataclass(frozen=True)
class Case:
    """One document: features of its mentions and pairs, and which pairs are right."""

    alone: Array
    later: Pairs
    earlier: Pairs
    pairs: Array
    right: np.ndarray  # (pairs,) bool

    def __len__(self) -> int:
        return len(self.alone)


class Scorer(nn.Module):
    """(mentions, features), pairs as two columns of numbers, (pairs, features) → scores of pairs and of none."""

    def __init__(self, features: int, options: Options) -> None:
        super().__init__()
        self.options = options
        width = options.width
        self.norm = nn.LayerNorm(2 * CHAIN_WIDTH)
        self.later = nn.Linear(features, width)
        self.earlier = nn.Linear(features, width)
        self.pair = nn.Linear(feature_count(), width, bias=False)
        self.product = nn.Linear(CHAIN_WIDTH, width, bias=False)
        self.hidden = nn.Linear(width, width)
        self.out = nn.Linear(width, 1)
        self.new = nn.Linear(features, width)
        self.none = nn.Linear(width, 1)

    def forward(self, alone: Tensor, later: Tensor, earlier: Tensor, pairs: Tensor) -> tuple[Tensor, Tensor]:
        vectors, flags = alone.split((2 * CHAIN_WIDTH, alone.shape[1] - 2 * CHAIN_WIDTH), 1)
        vectors = F.dropout(self.norm(vectors), self.options.dropout, self.training)
        if self.training:
            vectors = vectors * (torch.rand(len(vectors), 1) >= self.options.blind)
        again, before = vectors.chunk(2, 1)
        alone = torch.cat([vectors, flags], 1)
        mixed = self.later(alone)[later] + self.earlier(alone)[earlier] + self.pair(pairs)
        mixed = F.relu(mixed + self.product(again[later] * before[earlier]))
        mixed = F.relu(self.hidden(F.dropout(mixed, HIDDEN_DROPOUT, self.training)))
        new = F.relu(self.new(alone))
        return self.out(mixed).squeeze(-1), self.none(new).squeeze(-1)


def make_case(reader: Reader, document: UdDocument, chains: Chains) -> Case:
    """Read a document and mark the pairs of mentions that are in one chain."""
    candidates = reader.candidates(document.text)
    words = [w for s in document.sentences for w in s]
    chain_at = {words[k].start: number for k, number in chains.number.items()}
    chain = np.asarray([chain_at.get(c.head.start, -1 - n) for n, c in enumerate(candidates)])
    later, earlier = make_pairs(candidates)
    features = compare(candidates, later, earlier)
    right = chain[later] == chain[earlier]
    return Case(alone(candidates, len(reader.labels.entity)), later, earlier, features, right)


def loss_of(scorer: Scorer, case: Case) -> Tensor:
    """Return the mean negative log-likelihood of the right earlier mentions, or of none, over mentions."""
    later, earlier = torch.from_numpy(case.later), torch.from_numpy(case.earlier)
    scores, none = scorer(torch.from_numpy(case.alone), later, earlier, torch.from_numpy(case.pairs))
    right = torch.from_numpy(case.right)
    count = len(case)
    table = torch.full((count, count + 1), -1e4).index_put((later, earlier), scores)
    table = torch.cat([table[:, :count], none[:, None]], 1)
    wanted = torch.zeros(count, count + 1, dtype=torch.bool).index_put((later, earlier), right)
    wanted[:, count] = ~wanted[:, :count].any(1)
    return (table.logsumexp(1) - table.masked_fill(~wanted, -1e4).logsumexp(1)).mean()


def fit(cases: Sequence[Case], options: Options) -> Scorer:
    """Return a scorer trained on `cases`."""
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    scorer = Scorer(cases[0].alone.shape[1], options)
    optimizer = torch.optim.AdamW(scorer.parameters(), lr=options.rate, weight_decay=0.02)
    steps = options.epochs * len(cases)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    order = list(cases)
    for epoch in range(options.epochs):
        chance.shuffle(order)
        total = 0.0
        for case in order:
            loss = loss_of(scorer, case)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(scorer.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total / len(order):.3f}", flush=True)
    return scorer.eval()


def write(scorer: Scorer, features: int, folder: Path) -> None:
    """Write the scorer beside the network and its hash into the card."""
    example = (
        torch.zeros(4, features), torch.tensor([1, 2]), torch.tensor([0, 1]), torch.zeros(2, feature_count()),
    )  # fmt: skip
    torch.onnx.export(
        scorer,
        example,
        str(folder / CHAINS),
        input_names=["alone", "later", "earlier", "pairs"],
        output_names=["scores", "none"],
        dynamic_axes={
            "alone": {0: "mentions"}, "none": {0: "mentions"}, "later": {0: "n"}, "earlier": {0: "n"},
            "pairs": {0: "n"}, "scores": {0: "n"},
        },
        opset_version=17,
        dynamo=False,
    )  # fmt: skip
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    card["sha256"][CHAINS] = hashlib.sha256((folder / CHAINS).read_bytes()).hexdigest()
    (folder / CARD).write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    data = given.shared / "data"
    reader = Reader(given.weights)
    gold = read_chains(data / "coref" / "gum_coref_train.jsonl.gz")
    documents = read_conllu(data / "syntax" / "gum_train.conllu.gz")
    cases = [make_case(reader, d, gold[d.id]) for d in documents if d.id in gold]
    scorer = fit(cases, Options())
    write(scorer, cases[0].alone.shape[1], given.weights)
    print(f"{given.weights / CHAINS}: {(given.weights / CHAINS).stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
