"""Train the reader's network: `python -m training.reader --shared ../shared --out checkpoints/reader`.

Multi-task: every batch mixes windows of the treebanks (UD EWT and GUM, with the names and
chains of mentions marked in them), of PolNeAR (roles, links, and the names that another
tagger gave its train part, at a lower weight) and of CrossNER politics, also with other
names inserted. The optimizer is AdamW with linear warm-up and decay; the rate of the encoder is ten
times lower than that of the heads, and still lower for its early layers and its word embeddings. The
seed is fixed. `--teacher` adds a larger network's probabilities of the roles (`training/teacher.py`).
A checkpoint is written every few hundred steps. The same command continues from the last checkpoint;
`--start` starts from the weights of an earlier run. `training/export.py` converts the last checkpoint
into the files that ship. docs/model-card.md lists all runs.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.models.labels import Labels
from onrecord.models.pieces import Vocabulary
from training.act_labels import ACT_LABELS, IGNORE, TAUGHT_TAGS
from training.acts import (
    LOSSES,
    TAUGHT_LOSSES,
    ActOutputs,
    act_losses,
    act_tensors,
    taught_act_losses,
)
from training.base import base_folder, read_vocabulary
from training.checkpoints import CHECKPOINT, LABELS
from training.examples import LAYERS, LOGGED, Example, training_examples
from training.network import Encoder, Outputs, Reader

WEIGHTS = {
    "join": 0.5, "sentence": 0.5, "upos": 1.0, "feats": 0.5, "lemma": 0.5, "head": 1.0, "rel": 0.7,
    "name": 1.0, "silver": 0.1, "role": 1.2, "taught": 1.0, "link": 0.5, "entity": 0.4, "chain": 0.4,
    "taught_name": 0.5, **LOSSES, **TAUGHT_LOSSES,
}  # fmt: skip
INPUTS = ("ids", "shapes", "gaps", "quotes")
PAIRS = (
    "arc_dep", "arc_head", "rel_dep", "rel_head", "link_dep", "link_head", "chain_dep", "chain_head",
)  # fmt: skip
ACT_VECTORS = ("part", "srl", "head", "same_dep", "same_head")
SOFT = 2.0  # the temperature of the teacher's probabilities (Hinton et al. 2015)
MARKED = 0.5  # weight of the human annotations of roles when there is a teacher
START_ID, END_ID, PAD_ID = 101, 102, 0  # [CLS], [SEP], [PAD] of the vocabulary


@dataclass(frozen=True)
class Options:
    """Settings of one run. The defaults are those of run 8 in docs/model-card.md, from its change of windows on."""

    steps: int = 4600
    batch: int = 8  # windows of at most 256 pieces
    rate: float = 1.75e-4  # of the encoder's last layer
    head_rate: float = 1.4e-3
    layer_decay: float = 0.9  # factor of the rate for each lower layer
    word_share: float = 0.3  # rate of the word embeddings, as a share of the lowest layer's
    warm_up: int = 200
    dropout: float = 0.1
    clip: float = 2.0  # the largest norm of the gradient
    seed: int = 20181020
    shares: tuple[tuple[str, float], ...] = (
        ("ud", 0.38),
        ("attribution", 0.42),
        ("names", 0.05),
        ("nouns", 0.05),
        ("texts", 0.10),
    )
    events: float = 0.65  # share of the batches with texts of the corpus of events
    caseless: float = 0.04  # share of windows whose shapes are hidden: headlines, social media
    threads: int = 2
    bf16: bool = True


def batches(examples: dict[str, list[Example]], options: Options, skip: int) -> Iterator[list[Example]]:
    """Yield batches without end: of texts with events, or windows of similar length of the other corpora."""
    chance = random.Random(options.seed)
    others = _mixed(examples, options, random.Random(options.seed + 1))
    texts = whole_texts(examples["events"], options.batch, random.Random(options.seed + 2))
    for step in itertools.count(1):
        source = texts if examples["events"] and chance.random() < options.events else others
        batch = next(source)
        if step > skip:
            yield batch


def _mixed(
    examples: dict[str, list[Example]], options: Options, chance: random.Random
) -> Iterator[list[Example]]:
    """Yield batches of windows of similar length, corpora by their shares."""
    pools: dict[str, list[Example]] = {name: [] for name in examples}
    while True:
        block: list[Example] = []
        for name, share in ((n, s) for n, s in options.shares if examples[n]):
            for _ in range(round(share * options.batch * 25)):
                if not pools[name]:
                    pools[name] = list(examples[name])
                    chance.shuffle(pools[name])
                block.append(pools[name].pop())
        block.sort(key=lambda e: (len(e), chance.random()))
        chunks = [block[i : i + options.batch] for i in range(0, len(block), options.batch)]
        chance.shuffle(chunks)
        yield from chunks


def whole_texts(examples: Sequence[Example], windows: int, chance: random.Random) -> Iterator[list[Example]]:
    """Yield batches of whole texts, so that a mention can be compared with the earlier ones of its text."""
    texts = [list(found) for _, found in itertools.groupby(examples, lambda e: e.acts and e.acts.document)]
    while texts:
        chance.shuffle(texts)
        batch: list[Example] = []
        for text in texts:
            if batch and len(batch) + len(text) > windows:
                yield batch
                batch = []
            batch = [*batch, *text]
        yield batch


def collate(batch: list[Example], hide: list[bool]) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Return the inputs and the labels of a batch, padded."""
    length = max(len(e) for e in batch)
    inputs = {k: torch.zeros(len(batch), length, dtype=torch.long) for k in INPUTS}
    mask = torch.zeros(len(batch), length)
    labels = {layer: torch.full((len(batch), length), IGNORE) for layer in LAYERS}
    sentence_of = torch.full((len(batch), length), -1)
    is_word = torch.zeros(len(batch), length, dtype=torch.bool)
    for b, (example, hidden) in enumerate(zip(batch, hide, strict=True)):
        window = example.window
        n = len(window.ids)
        inputs["ids"][b, : n + 2] = torch.tensor([START_ID, *window.ids, END_ID])
        if not hidden:
            inputs["shapes"][b, 1 : n + 1] = torch.tensor(window.shapes)
        inputs["gaps"][b, 1 : n + 1] = torch.tensor(window.gaps)
        inputs["quotes"][b, 1 : n + 1] = torch.tensor(window.quotes)
        mask[b, : n + 2] = 1.0
        is_word[b, torch.tensor(window.first) + 1] = True
        for layer in LAYERS:
            labels[layer][b, : n + 1] = torch.tensor(example.labels[layer])
        sentence_of[b, : n + 1] = torch.tensor(example.sentence_of)
    labels["sentence_of"] = sentence_of
    labels["is_word"] = is_word
    if any(e.taught is not None for e in batch):
        width = next(e.taught.shape[1] for e in batch if e.taught is not None)
        labels["taught"] = torch.zeros(len(batch), length, width)  # a row of zeros: no label
        for b, example in enumerate(batch):
            if example.taught is not None:
                odds = torch.tensor(example.taught, dtype=torch.float32)
                places = torch.tensor(example.window.first) + 1
                labels["taught"][b, places] = odds
    if any(e.taught_acts is not None for e in batch):
        width = sum(len(ACT_LABELS[head]) for head in TAUGHT_TAGS)
        labels["taught_acts"] = torch.zeros(len(batch), length, width)
        for b, example in enumerate(batch):
            if example.taught_acts is not None:
                places = torch.tensor(example.window.first) + 1
                labels["taught_acts"][b, places] = torch.tensor(example.taught_acts, dtype=torch.float32)
    labels |= act_tensors([e.acts for e in batch], length)
    return inputs | {"mask": mask}, labels


def in_full(out: Outputs) -> Outputs:
    """Return the outputs in single precision, for the losses."""
    pairs = {name: getattr(out, name).float() for name in PAIRS}
    tags = {head: odds.float() for head, odds in out.tags.items()}
    return Outputs(tags=tags, acts=acts_in_full(out.acts), **pairs)


def acts_in_full(out: ActOutputs) -> ActOutputs:
    """Return the outputs of the heads for acts in single precision."""
    vectors = {name: getattr(out, name).float() for name in ACT_VECTORS}
    return ActOutputs(tags={head: odds.float() for head, odds in out.tags.items()}, **vectors)


def losses(out: Outputs, labels: dict[str, Tensor], network: Reader) -> dict[str, Tensor]:
    """Return the loss of each layer for which the batch has labels."""
    found: dict[str, Tensor] = {}
    for layer in ("join", "sentence", "upos", "feats", "lemma", "name", "silver", "role", "entity"):
        if (labels[layer] != IGNORE).any():
            odds = F.log_softmax(out.tags["name" if layer == "silver" else layer], -1)
            if layer == "name":
                # a name that was left open is not a person, organization or place
                odds = torch.cat([odds, odds[..., network.open_names].logsumexp(-1, keepdim=True)], -1)
            found[layer] = F.nll_loss(odds.flatten(0, 1), labels[layer].flatten(), ignore_index=IGNORE)
    if "taught" in labels:
        found |= taught_losses(out, labels["taught"])
        if "role" in found:
            found["role"] = MARKED * found["role"]
    if "taught_acts" in labels:
        found |= taught_act_losses(out.acts, labels["taught_acts"])
    if (labels["head"] != IGNORE).any():
        found |= tree_losses(out, labels, network)
    if (labels["link"] != IGNORE).any():
        found["link"] = link_loss(out.link_dep, out.link_head, labels)
    if (labels["chain"] != IGNORE).any():
        found["chain"] = chain_loss(out, labels["chain"])
    return found | act_losses(out.acts, labels, labels["is_word"])


def taught_losses(out: Outputs, taught: Tensor) -> dict[str, Tensor]:
    """Return the distance from a teacher's log odds: of the roles, and of the names if it knows them."""
    is_said = (taught != 0).any(-1)
    found = {}
    start = 0
    for loss, head in (("taught", "role"), ("taught_name", "name")):
        size = out.tags[head].shape[-1]
        if start + size <= taught.shape[-1]:
            wanted = F.softmax(taught[..., start : start + size] / SOFT, -1)[is_said]
            odds = F.log_softmax(out.tags[head] / SOFT, -1)[is_said]
            found[loss] = -(SOFT**2) * (odds * wanted).sum(-1).mean()
        start += size
    return found


def link_loss(dep: Tensor, head: Tensor, labels: dict[str, Tensor]) -> Tensor:
    """Return the negative log-likelihood of the cue of each source and content, among the marked cues and none."""
    scores = dep @ head.transpose(1, 2)
    is_cue = (labels["role"] == 3) | (labels["role"] == 4)
    is_cue[:, 0] = True
    scores = scores.masked_fill(~is_cue[:, None, :], -1e4)
    return F.cross_entropy(scores.flatten(0, 1), labels["link"].flatten(), ignore_index=IGNORE)


def chain_loss(out: Outputs, chain: Tensor) -> Tensor:
    """Return the negative log-likelihood of the earlier mentions of its chain, together, for each mention.

    Position 0, the start mark, means none (Lee et al. 2017).
    """
    count = chain.shape[1]
    is_mention = chain != IGNORE
    earlier = torch.ones(count, count, dtype=torch.bool, device=chain.device).tril(-1)
    allowed = is_mention[:, None, :] & earlier
    right = allowed & (chain[:, :, None] == chain[:, None, :])
    allowed[:, :, 0] = True
    right[:, :, 0] = ~right.any(-1)
    scores = (out.chain_dep @ out.chain_head.transpose(1, 2)).masked_fill(~allowed, -1e4)
    lost = scores.logsumexp(-1) - scores.masked_fill(~right, -1e4).logsumexp(-1)
    return lost[is_mention].mean()


def tree_losses(out: Outputs, labels: dict[str, Tensor], network: Reader) -> dict[str, Tensor]:
    """Return the losses of heads (within the sentence, or the root) and of relations to gold heads."""
    sentence_of = labels["sentence_of"]
    same = (sentence_of[:, :, None] == sentence_of[:, None, :]) & (sentence_of >= 0)[:, None, :]
    same[:, :, 0] = True
    scores = (out.arc_dep @ out.arc_head.transpose(1, 2)).masked_fill(~same, -1e4)
    head = F.cross_entropy(scores.flatten(0, 1), labels["head"].flatten(), ignore_index=IGNORE)
    wanted = (labels["head"] != IGNORE) & (labels["rel"] != IGNORE)
    b, i = wanted.nonzero(as_tuple=True)
    j = labels["head"][b, i]
    rel = torch.einsum("nd,rde,ne->nr", out.rel_dep[b, i], network.rel, out.rel_head[b, j])
    return {"head": head, "rel": F.cross_entropy(rel, labels["rel"][b, i])}


def layer_groups(encoder: Encoder, rate: float, layer_decay: float) -> tuple[list[dict[str, Any]], float]:
    """Return one group of parameters per layer, each with its own rate, and the rate of the next lower layer."""
    depth = len(encoder.layers)
    found = [
        {"params": list(layer.parameters()), "lr": rate * layer_decay ** (depth - 1 - n)}
        for n, layer in enumerate(encoder.layers)
    ]
    return found, rate * layer_decay**depth


def groups(network: Reader, options: Options) -> list[dict[str, Any]]:
    """Return the parameter groups, each with its own rate."""
    encoder = network.encoder
    found, low = layer_groups(encoder, options.rate, options.layer_decay)
    for n, layer in enumerate(reversed(network.act_layers)):
        found.append({"params": list(layer.parameters()), "lr": options.rate * options.layer_decay**n})
    found.append({"params": [encoder.places.weight, encoder.kind, *encoder.norm.parameters()], "lr": low})
    found.append({"params": [encoder.words.weight], "lr": low * options.word_share, "weight_decay": 0.0})
    added = [encoder.shapes.weight, encoder.gaps.weight, encoder.quotes.weight]
    found.append({"params": added, "lr": options.head_rate / 2})
    inside = {id(p) for group in found for p in group["params"]}
    found.append(
        {"params": [p for p in network.parameters() if id(p) not in inside], "lr": options.head_rate}
    )
    for group in found:
        group["base"] = group["lr"]
    return found


def train(
    shared: Path,
    out: Path,
    options: Options,
    start: Path | None = None,
    teacher: Path | None = None,
    act_teacher: Path | None = None,
) -> None:
    """Train from the last checkpoint in `out`, else the weights in `start`, else the base encoder."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    out.mkdir(parents=True, exist_ok=True)
    base = base_folder()
    vocabulary = Vocabulary.of(read_vocabulary(base))
    labels, examples = training_examples(shared, vocabulary, options.seed, teacher, act_teacher)
    (out / LABELS).write_text(json.dumps(asdict(labels)), encoding="utf-8")
    network = make_network(labels)
    optimizer = torch.optim.AdamW(groups(network, options), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    step = 0
    checkpoint = out / CHECKPOINT
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        step = kept["step"]
    elif start is not None:
        theirs = read_labels(start)
        kept = torch.load(start / CHECKPOINT, weights_only=True)
        network.adopt(kept["network"], theirs, labels)
    else:
        network.load_base(base / "model.safetensors")
    chance = random.Random(options.seed + step)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network.to(device).train()
    log = (out / "log.csv").open("a", newline="", encoding="utf-8")
    writer = csv.writer(log)
    sums: dict[str, list[float]] = {}
    begun = time.monotonic()
    for batch in batches(examples, options, skip=step):
        if step >= options.steps:
            break
        for group in optimizer.param_groups:
            decay = max(0.0, 1.0 - step / options.steps)
            group["lr"] = group["base"] * min(1.0, (step + 1) / options.warm_up) * decay
        inputs, wanted = collate(batch, [chance.random() < options.caseless for _ in batch])
        inputs = {k: v.to(device) for k, v in inputs.items()}
        wanted = {k: v.to(device) for k, v in wanted.items()}
        with torch.autocast(device, dtype=torch.bfloat16, enabled=options.bf16):
            found = network(**inputs, dropout=options.dropout)
        found = in_full(found)
        each = losses(found, wanted, network)
        loss = sum((WEIGHTS[k] * v for k, v in each.items()), torch.zeros((), device=device))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), options.clip)
        optimizer.step()
        step += 1
        for k, v in each.items():
            sums.setdefault(k, []).append(float(v.detach()))
        if step % 50 == 0:
            means = {k: sum(v) / len(v) for k, v in sums.items()}
            writer.writerow(
                [
                    step,
                    round(time.monotonic() - begun),
                    *(f"{means.get(k, 0):.4f}" for k in LOGGED),
                ]
            )
            log.flush()
            sums = {}
        if step % 400 == 0 or step == options.steps:
            save(checkpoint, network, optimizer, step)
    save(checkpoint, network, optimizer, step)


def make_network(labels: Labels) -> Reader:
    """Return a network with heads of the right sizes."""
    return Reader(labels.sizes(), len(labels.rel), open_names=open_names(labels))


def open_names(labels: Labels) -> list[int]:
    """Return the classes of a proper noun that is not a person, organization or place."""
    return [i for i, tag in enumerate(labels.name) if tag.partition("-")[2] not in ("PER", "ORG", "LOC")]


def read_labels(checkpoints: Path) -> Labels:
    """Return the label sets of a run."""
    kept = json.loads((checkpoints / LABELS).read_text(encoding="utf-8"))
    return Labels(**{k: tuple(v) for k, v in kept.items()})


def save(
    path: Path, network: nn.Module, optimizer: torch.optim.Optimizer, step: int, random: Tensor | None = None
) -> None:
    """Write a checkpoint so that an interrupted run never leaves an incomplete one; `random`: the state of torch's numbers."""
    waiting = path.with_suffix(".tmp")
    kept = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    torch.save(kept if random is None else kept | {"random": random}, waiting)
    waiting.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("checkpoints/reader"))
    parser.add_argument("--steps", type=int, default=Options.steps)
    parser.add_argument("--batch", type=int, default=Options.batch, help="windows a step")
    parser.add_argument("--events", type=float, default=Options.events, help="share of batches with events")
    parser.add_argument("--threads", type=int, default=Options.threads)
    parser.add_argument("--fp32", action="store_true", help="no bfloat16 (for processors without it)")
    parser.add_argument(
        "--start", type=Path, help="the folder of an earlier run, whose weights to begin with"
    )
    parser.add_argument("--slower", type=float, default=1.0, help="share of the usual rates, to go on gently")
    parser.add_argument("--teacher", type=Path, help="the roles.npz of training.teacher")
    parser.add_argument("--act-teacher", type=Path, help="the acts.npz of training.act_teacher")
    given = parser.parse_args()
    options = Options(
        steps=given.steps,
        batch=given.batch,
        events=given.events,
        threads=given.threads,
        bf16=not given.fp32,
        rate=Options.rate * given.slower,
        head_rate=Options.head_rate * given.slower,
    )
    train(given.shared, given.out, options, given.start, given.teacher, given.act_teacher)


if __name__ == "__main__":
    main()
