"""Train a larger network on the roles of attribution: `python -m training.teacher --shared ../shared`.

The reader is small. A network of eight times its size learns from the same annotated articles. It then
reads the train texts and writes its log odds of each role for each word (`roles.npz`). `--score` prints its
scores on dev instead. `training.reader --teacher` learns from these log odds together with the human
annotations (Hinton et al. 2015). No part of the teacher ships. The encoder is all-mpnet-base-v2 (Song et al.
2020; Reimers and Gurevych 2019; Apache-2.0): 12 layers of width 768, with the same word pieces as the reader.
Windows are half as long again, so that a window contains the speaker of the paragraph before.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from benchmarks.scorers import load_scorer
from corpora.conllu import read_conllu
from corpora.jsonl import read_jsonl
from onrecord.models.pieces import Vocabulary
from onrecord.models.windows import pack
from training.act_labels import IGNORE
from training.base import base_folder, mpnet_folder, read_vocabulary
from training.checkpoints import CHECKPOINT
from training.examples import ROLE_LABELS, Example, attribution_examples, blank, collect_labels
from training.network import LINK_WIDTH, Encoder, Shape, drop
from training.reader import END_ID, PAD_ID, START_ID, collate, layer_groups, link_loss, save

SHAPE = Shape(layers=12, width=768, heads=12, inner=3072, vocabulary=30527, positions=514)
FIRST_PLACE = 2  # MPNet numbers positions after its padding position
BUCKETS, FARTHEST = 32, 128  # number of buckets of relative positions
LOG_STEPS, KEPT_STEPS = 25, 100  # steps between two lines of the log, between two checkpoints
LIMIT = 382  # pieces of a window, without its two end marks


@dataclass(frozen=True)
class Options:
    """Settings of the teacher's training."""

    epochs: float = 2.0
    pieces: int = 2048  # of a batch, padding included
    rate: float = 6e-5
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm_up: int = 80
    dropout: float = 0.1
    seed: int = 20181020
    threads: int = 2


class TeacherEncoder(Encoder):
    """MPNet: a BERT whose attention also uses the distance between two pieces."""

    def __init__(self) -> None:
        super().__init__(SHAPE)
        self.distance = nn.Embedding(BUCKETS, SHAPE.heads)
        for layer in self.layers:
            layer.norm1.eps = layer.norm2.eps = 1e-5
        self.norm.eps = 1e-5

    def forward(
        self,
        ids: Tensor,
        shapes: Tensor,
        gaps: Tensor,
        quotes: Tensor,
        mask: Tensor,
        dropout: float = 0.0,
        upto: int = SHAPE.layers,
    ) -> tuple[Tensor, ...]:
        """Return the output of the first `upto` layers alone."""
        length = ids.shape[1]
        places = self.places.weight[FIRST_PLACE : FIRST_PLACE + length]
        x = self.words(ids) + places + self.shapes(shapes) + self.gaps(gaps) + self.quotes(quotes)
        x = drop(self.norm(x), dropout, self.training)
        bias = self.bias(mask)
        for layer in list(self.layers)[:upto]:
            x = layer(x, bias.to(x.dtype), dropout)
        return (x,)

    def bias(self, mask: Tensor) -> Tensor:
        """Return what attention adds for the distance of two pieces and for padding, (batch, heads, pieces, pieces)."""
        near = self.distance(buckets(mask.shape[1]).to(mask.device)).permute(2, 0, 1)[None]
        return near + (1.0 - mask[:, None, None, :]) * -1e4

    def load(self, path: Path) -> None:
        """Load the weights of MPNet's safetensors file."""
        given = {k.removeprefix("mpnet."): v.float() for k, v in load_file(str(path)).items()}
        own = self.state_dict()
        own["words.weight"] = given["embeddings.word_embeddings.weight"]
        own["places.weight"] = given["embeddings.position_embeddings.weight"]
        own["distance.weight"] = given["encoder.relative_attention_bias.weight"]
        theirs = {"norm": "embeddings.LayerNorm"}
        for n in range(SHAPE.layers):
            prefix = f"encoder.layer.{n}."
            theirs |= {
                f"layers.{n}.out": f"{prefix}attention.attn.o",
                f"layers.{n}.norm1": f"{prefix}attention.LayerNorm",
                f"layers.{n}.up": f"{prefix}intermediate.dense",
                f"layers.{n}.down": f"{prefix}output.dense",
                f"layers.{n}.norm2": f"{prefix}output.LayerNorm",
            }
            for part in ("weight", "bias"):
                own[f"layers.{n}.qkv.{part}"] = torch.cat(
                    [given[f"{prefix}attention.attn.{q}.{part}"] for q in "qkv"]
                )
        for name, source in theirs.items():
            for part in ("weight", "bias"):
                own[f"{name}.{part}"] = given[f"{source}.{part}"]
        self.load_state_dict(own)


def buckets(length: int) -> Tensor:
    """Return the bucket of each key's distance from each query, (length, length), as in T5 and MPNet."""
    apart = torch.arange(length)[:, None] - torch.arange(length)[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = apart.abs()
    steps = torch.log(far.clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)
    large = (exact + steps.long()).clamp(max=half - 1)
    return (apart < 0).long() * half + torch.where(far < exact, far, large)


class Teachable(nn.Module):
    """MPNet under heads of any kind; `known` holds the piece of MPNet for each piece of the reader."""

    known: Tensor
    encoder: TeacherEncoder


class Teacher(Teachable):
    """MPNet with the reader's heads for roles and their links."""

    def __init__(self, roles: int, known: Tensor) -> None:
        super().__init__()
        # piece of the reader's vocabulary → of MPNet's
        self.register_buffer("known", known, persistent=False)
        self.encoder = TeacherEncoder()
        self.role = nn.Linear(SHAPE.width, roles)
        self.link_dep = nn.Linear(SHAPE.width, LINK_WIDTH)
        self.link_head = nn.Linear(SHAPE.width, LINK_WIDTH)
        self.link = nn.Linear(LINK_WIDTH, LINK_WIDTH)

    def forward(self, given: dict[str, Tensor], dropout: float = 0.0) -> tuple[Tensor, Tensor, Tensor]:
        """Return scores of roles, and the two vectors whose products are scores of links."""
        (x,) = self.encoder(**(given | {"ids": self.known[given["ids"]]}), dropout=dropout)
        x = F.dropout(x, dropout, self.training)
        return self.role(x), self.link(F.gelu(self.link_dep(x))), F.gelu(self.link_head(x))


def known_pieces(ours: list[str], theirs: list[str]) -> Tensor:
    """Return the index in MPNet's vocabulary of each piece of the reader."""
    index = {piece: n for n, piece in enumerate(theirs)}
    found = torch.tensor([index.get(piece, index["[UNK]"]) for piece in ours])
    found[START_ID], found[END_ID], found[PAD_ID] = index["<s>"], index["</s>"], index["<pad>"]
    return found


def make_teacher(roles: int) -> Teacher:
    folder = mpnet_folder()
    teacher = Teacher(roles, known_pieces(read_vocabulary(base_folder()), read_vocabulary(folder)))
    teacher.encoder.load(folder / "model.safetensors")
    teacher.encoder.words.weight.requires_grad = False  # words outside the 840 articles keep theirs
    return teacher.to("cuda" if torch.cuda.is_available() else "cpu")


def by_size(examples: Iterable[Example], pieces: int, chance: random.Random) -> list[list[Example]]:
    """Return batches of windows of similar length, in random order."""
    found: list[list[Example]] = [[]]
    for example in sorted(examples, key=lambda e: (len(e), chance.random())):
        if found[-1] and (len(found[-1]) + 1) * len(example) > pieces:
            found.append([])
        found[-1].append(example)
    chance.shuffle(found)
    return found


def groups(teacher: Teachable, options: Options) -> list[dict[str, Any]]:
    """Return the parameter groups, each with its own rate."""
    encoder = teacher.encoder
    found, low = layer_groups(encoder, options.rate, options.layer_decay)
    inner = [encoder.places.weight, encoder.distance.weight, *encoder.norm.parameters()]
    added = [encoder.shapes.weight, encoder.gaps.weight, encoder.quotes.weight]
    taken = {id(p) for p in encoder.parameters()}
    heads = [p for p in teacher.parameters() if id(p) not in taken]
    found += [
        {"params": inner, "lr": low},
        {"params": added, "lr": options.head_rate / 2},
        {"params": heads, "lr": options.head_rate},
    ]
    for group in found:
        group["base"] = group["lr"]
    return found


def fine_tune(
    teacher: Teachable,
    batches: Iterable[list[Example]],
    steps: int,
    losses: Callable[[dict[str, Tensor], dict[str, Tensor]], dict[str, Tensor]],
    weights: Mapping[str, float],
    out: Path,
    options: Options,
) -> None:
    """Train on the first `steps` of `batches`, from the last checkpoint in `out` if there is one.

    `losses` gives the losses of a batch from its inputs and labels, by name; `weights` says what each counts. `batches` must
    be the same in every run, so that a run goes on where it stopped.
    """
    device = teacher.known.device
    optimizer = torch.optim.AdamW(groups(teacher, options), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    checkpoint, done = out / CHECKPOINT, 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        teacher.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        done = kept["step"]
    teacher.train()
    begun = time.monotonic()
    sums: dict[str, float] = {}
    with (out / "log.csv").open("a", newline="", encoding="utf-8") as log:
        writer = csv.writer(log)
        for step, batch in zip(range(steps), batches, strict=False):
            if step < done:
                continue
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * min(1.0, (step + 1) / options.warm_up) * (1.0 - step / steps)
            inputs, labels = collate(batch, [False] * len(batch))
            inputs = {k: v.to(device) for k, v in inputs.items()}
            labels = {k: v.to(device) for k, v in labels.items()}
            each = losses(inputs, labels)
            optimizer.zero_grad(set_to_none=True)
            torch.stack([weights[name] * loss for name, loss in each.items()]).sum().backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            for name, loss in each.items():
                sums[name] = sums.get(name, 0.0) + float(loss.detach())
            if (step + 1) % LOG_STEPS == 0:
                means = [f"{name} {total / LOG_STEPS:.4f}" for name, total in sums.items()]
                writer.writerow([step + 1, steps, round(time.monotonic() - begun), *means])
                log.flush()
                sums = {}
            if (step + 1) % KEPT_STEPS == 0 or step + 1 == steps:
                save(checkpoint, teacher, optimizer, step + 1)


def train(teacher: Teacher, examples: list[Example], out: Path, options: Options) -> None:
    """Train on `examples`, from the last checkpoint in `out` if there is one."""

    def losses(inputs: dict[str, Tensor], labels: dict[str, Tensor]) -> dict[str, Tensor]:
        with torch.autocast(teacher.known.device.type, dtype=torch.bfloat16):
            roles, dep, head = teacher(inputs, options.dropout)
        scores = roles.float().flatten(0, 1)
        role = F.cross_entropy(scores, labels["role"].flatten(), ignore_index=IGNORE)
        return {"role": role, "link": link_loss(dep.float(), head.float(), labels)}

    chance = random.Random(options.seed)
    epochs = [by_size(examples, options.pieces, chance) for _ in range(math.ceil(options.epochs))]
    batches = [batch for epoch in epochs for batch in epoch]
    steps = round(options.epochs * len(epochs[0]))
    fine_tune(teacher, batches, steps, losses, {"role": 1.0, "link": 0.5}, out, options)


def label(teacher: Teacher, texts: Iterable[tuple[str, str]], vocabulary: Vocabulary, out: Path) -> None:
    """Write the log odds of the roles of each atom of each (id, text): (atoms, roles), float16."""
    found = {name: read_roles(teacher, text, vocabulary).astype(np.float16) for name, text in texts}
    np.savez_compressed(out / "roles.npz", **found)


@torch.no_grad()
def read_roles(teacher: Teacher, text: str, vocabulary: Vocabulary) -> np.ndarray:
    """Return the log odds of the roles of a text's atoms, (atoms, roles), in text order."""
    rows = []
    for window in pack(vocabulary.cut(text), text, LIMIT):
        inputs, _ = collate([blank(window)], [False])
        inputs = {k: v.to(teacher.known.device) for k, v in inputs.items()}
        with torch.autocast(teacher.known.device.type, dtype=torch.bfloat16):
            roles, _, _ = teacher(inputs)
        odds = F.log_softmax(roles[0].float(), -1).cpu()
        rows.append(odds[torch.tensor(window.first) + 1].numpy())
    return np.concatenate(rows) if rows else np.zeros((0, teacher.role.out_features))


def score(teacher: Teacher, shared: Path, vocabulary: Vocabulary, roles: Sequence[str]) -> dict[str, float]:
    """Return token F1 of sources, cues and contents on PolNeAR dev, with the most probable role of each atom."""
    scorer = load_scorer(shared, "score_attribution")
    counts = {role: [0, 0, 0] for role in ROLE_LABELS}
    for row in read_jsonl(shared / "data" / "attribution" / "polnear_dev.jsonl.gz"):
        article = scorer.Article(row["text"])
        best = read_roles(teacher, row["text"], vocabulary).argmax(1)
        heard = [(a.start, a.end, roles[k]) for a, k in zip(vocabulary.cut(row["text"]), best, strict=True)]
        for role, count in counts.items():
            gold = article.token_set([span for a in row["attributions"] for span in a[role]])
            system = article.token_set([(start, end) for start, end, tag in heard if tag.endswith(role)])
            for n, value in enumerate((len(gold & system), len(gold), len(system))):
                count[n] += value
    return {role: 2 * hit / (gold + system) for role, (hit, gold, system) in counts.items()}


def train_texts(shared: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and text of every document that the reader learns from."""
    for row in read_jsonl(shared / "data" / "attribution" / "polnear_train.jsonl.gz"):
        yield row["id"], row["text"]
    for bank in ("ewt", "gum"):
        for document in read_conllu(shared / "data" / "syntax" / f"{bank}_train.conllu.gz"):
            yield document.id, document.text


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("checkpoints/teacher"))
    parser.add_argument("--epochs", type=float, default=Options.epochs)
    parser.add_argument("--score", action="store_true", help="stop after its score on dev; writes no roles")
    given = parser.parse_args()
    options = Options(epochs=given.epochs)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    vocabulary = Vocabulary.of(read_vocabulary(base_folder()))
    labels = collect_labels([])
    rows = read_jsonl(given.shared / "data" / "attribution" / "polnear_train.jsonl.gz")
    examples = [e for row in rows for e in attribution_examples(row, None, labels, vocabulary, limit=LIMIT)]
    teacher = make_teacher(len(labels.role))
    train(teacher, examples, given.out, options)
    teacher.eval()
    print(
        "token F1 on dev:",
        {role: round(f1, 3) for role, f1 in score(teacher, given.shared, vocabulary, labels.role).items()},
    )
    if given.score:
        return
    label(teacher, train_texts(given.shared), vocabulary, given.out)


if __name__ == "__main__":
    main()
