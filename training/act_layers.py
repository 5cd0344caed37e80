"""Train the layers and heads for acts alone: `make train-acts`, or this module with `--start checkpoints/reader`.

The shared layers stay as they are, so all other layers of the language keep their scores to the last bit. Their
output is computed once for all texts and kept in memory (two bytes a number), so that a step costs the layers and
heads for acts alone. docs/experiments.md says what a run gave; docs/model-card.md lists the runs that ship.

A checkpoint is written after each pass. The same command continues from it with the same batches and the same dropout,
so that a run that was interrupted ends with the weights of one that was not.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from statistics import fmean

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from corpora.events import read_events
from corpora.renamed import Renamer
from corpora.short_texts import Names, ShortTexts
from onrecord.lexicon.mentions import load_mention_words
from onrecord.models.pieces import Vocabulary
from training.act_labels import ACT_LABELS, ACT_TAGS
from training.acts import LOSSES, TAUGHT_LOSSES, ActNetwork, ActOutputs, act_losses, taught_act_losses
from training.base import base_folder, read_vocabulary
from training.checkpoints import CHECKPOINT, LABELS
from training.examples import EVENT_PARTS, Example, event_examples, training_examples, window_limit
from training.network import drop
from training.reader import acts_in_full, collate, make_network, read_labels, save, whole_texts
from training.world_tables import rows_of

# corpora with labels of acts: whole texts, texts made from frames, sentences, and texts that a teacher has read
TEXTS, SHORT, OTHERS, TAUGHT = "events", "short", ("ud", "nouns"), "taught"
WEIGHTS = {**LOSSES, **TAUGHT_LOSSES}
LOGGED = 100  # steps between two lines of the log
SAVED = 500  # steps between two checkpoints
SETTINGS = (
    "passes",
    "batch",
    "rate",
    "head_rate",
    "others",
    "short",
    "dropout",
    "seed",
)  # that a command can give
TOWN = 150_000  # inhabitants of a town that the short texts name
OWN_NUMBERS, RENAMED_NUMBERS = 1_000_000, 2_000_000  # the first number of a short text, of a renamed one


@dataclass(frozen=True)
class Options:
    """Settings of one run."""

    passes: float = 20.0  # over the corpus of events
    batch: int = 8  # windows of at most 256 pieces
    rate: float = 2e-4  # of the layers
    head_rate: float = 1e-3
    others: float = 0.12  # share of the batches with sentences of PropBank and QANom
    short: float = 0.15  # share of the batches with short texts made from frames
    taught: float = 0.25  # share of the batches with texts that a teacher has read, if there is one
    short_texts: int = 16000
    renamed: int = 1  # copies of each text of the corpus of events with other names
    warm_up: int = 200
    dropout: float = 0.15
    decay: float = 0.02
    clip: float = 2.0  # the largest norm of the gradient
    seed: int = 20181020
    threads: int = 2
    teacher: str = ""  # the acts.npz of training.taught_acts, if there is one


def frozen(network: ActNetwork, examples: Sequence[Example], batch: int = 32) -> dict[int, Tensor]:
    """Return for each window, by the identity of its example, what the layers for acts go on from, (pieces, width)."""
    found: dict[int, Tensor] = {}
    by_length = sorted(examples, key=len)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(by_length), batch):
            chunk = by_length[start : start + batch]
            inputs, _ = collate(chunk, [False] * len(chunk))
            for example, rows in zip(chunk, network.below(inputs), strict=True):
                found[id(example)] = rows[: len(example)].to(torch.bfloat16).clone()
    return found


def batches(examples: dict[str, list[Example]], options: Options) -> Iterator[list[Example]]:
    """Yield batches without end: whole texts, and now and then sentences of the other corpora."""
    chance = random.Random(options.seed)
    texts = whole_texts(examples[TEXTS], options.batch, random.Random(options.seed + 1))
    others = [e for name in OTHERS for e in examples[name]]
    while True:
        drawn = chance.random()
        if drawn < options.others:
            yield chance.sample(others, 2 * options.batch)
        elif drawn < options.others + options.short:
            yield chance.sample(examples[SHORT], 3 * options.batch)
        elif drawn > 1 - taught_share(examples, options):
            yield chance.sample(examples[TAUGHT], options.batch)
        else:
            yield next(texts)


def taught_share(examples: Mapping[str, Sequence[Example]], options: Options) -> float:
    """Return the share of the batches with texts that a teacher has read: none without a teacher."""
    return options.taught if examples.get(TAUGHT) else 0.0


def acts_of(
    network: ActNetwork, batch: Sequence[Example], kept: dict[int, Tensor], mask: Tensor, dropout: float
) -> ActOutputs:
    """Return the output of the heads for acts, from what was kept of the shared layers."""
    x = torch.zeros(*mask.shape, next(iter(kept.values())).shape[-1])
    for row, example in zip(x, batch, strict=True):
        row[: len(example)] = kept[id(example)]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = network.above(drop(x, dropout / 2, training=True), mask, dropout)
    return acts_in_full(found)


def train(shared: Path, start: Path, out: Path, options: Options) -> None:
    """Train from the last checkpoint in `out`, else from the weights in `start`; `out` gets checkpoints and a log."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)  # heads that the earlier run lacks begin at random
    out.mkdir(parents=True, exist_ok=True)
    labels = replace(read_labels(start), **{head: ACT_LABELS[head] for head in ACT_TAGS})
    (out / LABELS).write_text(json.dumps(asdict(labels)), encoding="utf-8")
    network = make_network(labels)
    network.adopt(torch.load(start / CHECKPOINT, weights_only=True)["network"], labels, labels)
    fit(network, act_examples(shared, options), out, options)


def fit(network: ActNetwork, examples: dict[str, list[Example]], out: Path, options: Options) -> None:
    """Train on windows by corpus, from the last checkpoint in `out` if there is one.

    `out/log.csv` gets a line every `LOGGED` steps: the step, the seconds since the command began, and the mean of each of
    `WEIGHTS`. Raises SystemExit if the checkpoint is of a run with other settings.
    """
    used = [e for name in (TEXTS, SHORT, *OTHERS, TAUGHT) for e in examples.get(name, ())]
    kept = frozen(network.eval(), used)
    a_pass = steps_a_pass(examples, options)
    steps = round(options.passes * a_pass)
    print(f"{len(examples[TEXTS])} windows of texts, {len(used)} in all; {steps} steps", flush=True)
    network.train()
    parameters, optimizer = trained(network, options)
    torch.manual_seed(options.seed)
    done = resume(out, network, optimizer, options)
    begun, sums = time.monotonic(), dict[str, list[float]]()
    with (out / "log.csv").open("a", newline="", encoding="utf-8") as log:
        writer = csv.writer(log)
        for step, batch in enumerate(islice(batches(examples, options), done, steps), done + 1):
            set_rates(optimizer, step, steps, options)
            inputs, wanted = collate(batch, [False] * len(batch))
            found = acts_of(network, batch, kept, inputs["mask"], options.dropout)
            each = act_losses(found, wanted, wanted["is_word"])
            if "taught_acts" in wanted:
                each |= taught_act_losses(found, wanted["taught_acts"])
            descend(each, parameters, optimizer, options.clip)
            for k, v in each.items():
                sums.setdefault(k, []).append(float(v.detach()))
            if step % LOGGED == 0 or step == steps:
                means = (fmean(sums.get(k, [0.0])) for k in WEIGHTS)
                writer.writerow([step, round(time.monotonic() - begun), *(f"{m:.4f}" for m in means)])
                log.flush()
                sums = {}
            if step % SAVED == 0 or step == steps:
                save(out / CHECKPOINT, network, optimizer, step, torch.get_rng_state())


def resume(out: Path, network: ActNetwork, optimizer: Optimizer, options: Options) -> int:
    """Load the last checkpoint of a run, with the state of torch's random numbers; return how many steps it has done.

    Without a checkpoint a run begins: its settings are written to `out/options.json`. Raises SystemExit if the
    checkpoint is of a run with other settings, since its batches and rates would be others.
    """
    out.mkdir(parents=True, exist_ok=True)
    settings = json.dumps(asdict(options), indent=1)
    written, checkpoint = out / "options.json", out / CHECKPOINT
    if not checkpoint.exists():
        written.write_text(settings, encoding="utf-8")
        return 0
    if not written.exists() or written.read_text(encoding="utf-8") != settings:
        raise SystemExit(f"{checkpoint} is of a run with other settings; give another --out or delete it.")
    kept = torch.load(checkpoint, weights_only=True)
    network.load_state_dict(kept["network"])
    optimizer.load_state_dict(kept["optimizer"])
    torch.set_rng_state(kept["random"])
    return int(kept["step"])


def set_rates(optimizer: Optimizer, step: int, steps: int, options: Options) -> None:
    """Set the rates of a step, counted from 1: linear warm-up and linear decay."""
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * min(1.0, step / options.warm_up) * max(0.0, 1.0 - step / steps)


def descend(
    each: dict[str, Tensor], parameters: Iterable[nn.Parameter], optimizer: Optimizer, clip: float
) -> None:
    """Take one step down the weighted sum of the losses."""
    loss = sum((WEIGHTS[k] * v for k, v in each.items()), torch.zeros(()))
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, clip)
    optimizer.step()


def trained(network: ActNetwork, options: Options) -> tuple[list[nn.Parameter], Optimizer]:
    """Return the weights that are trained, and their optimizer: the layers and the heads for acts."""
    layers = [p for layer in network.layers_of_acts() for p in layer.parameters()]
    heads = list(network.acts.parameters())
    groups = [{"params": layers, "base": options.rate}, {"params": heads, "base": options.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=options.decay, betas=(0.9, 0.98), fused=True)
    return [*layers, *heads], optimizer


def act_examples(shared: Path, options: Options) -> dict[str, list[Example]]:
    """Return the windows that have labels of acts, by corpus."""
    vocabulary = Vocabulary.of(read_vocabulary(base_folder()))
    teacher = Path(options.teacher) if options.teacher else None
    _, examples = training_examples(shared, vocabulary, options.seed, act_teacher=teacher)
    examples[TAUGHT] = [
        e
        for name, found in examples.items()
        if name not in (TEXTS, *OTHERS)
        for e in found
        if e.taught_acts is not None
    ]
    examples["ud"] = [e for e in examples["ud"] if e.acts is not None and e.acts.frames]
    examples[SHORT] = short_examples(shared, vocabulary, options.short_texts, options.seed)
    examples[TEXTS] += renamed_examples(shared, vocabulary, options)
    return examples


def steps_a_pass(examples: Mapping[str, Sequence[Example]], options: Options) -> int:
    """Return how many steps see each text of the corpus of events once, with what is mixed in."""
    seen = 0
    texts = examples[TEXTS]
    for count, batch in enumerate(whole_texts(texts, options.batch, random.Random(options.seed + 1)), 1):
        seen += len(batch)
        if seen >= len(texts):
            return round(count / (1 - options.others - options.short - taught_share(examples, options)))
    return 0


def renamed_examples(shared: Path, vocabulary: Vocabulary, options: Options) -> list[Example]:
    """Return the windows of copies of the corpus' texts with other names, each copy a text of its own."""
    actors = shared / "data" / "actors"
    renamer = Renamer(
        list(rows_of(actors / "countries.tsv")), load_mention_words().genders, surnames(actors), options.seed
    )
    lengths = random.Random(options.seed)
    texts = [a for part in EVENT_PARTS for a in read_events(shared, part)] * options.renamed
    found = []
    for number, article in enumerate(texts, RENAMED_NUMBERS):
        text, labels = renamer.renamed(article.text or "", article.labels)
        predicates = bool(article.about["predicates"])
        found += event_examples(
            text, labels, vocabulary, number, predicates=predicates, limit=window_limit(lengths)
        )
    return found


def surnames(actors: Path) -> list[str]:
    """Return the last words of the names of people in the table of the world."""
    return sorted({row["name"].split()[-1] for row in rows_of(actors / "people.tsv.gz")})


def short_examples(shared: Path, vocabulary: Vocabulary, count: int, seed: int) -> list[Example]:
    """Return the windows of short texts made from frames, each a text of its own."""
    actors = shared / "data" / "actors"
    names = Names(
        countries=list(rows_of(actors / "countries.tsv")),
        first_names=list(load_mention_words().genders),
        surnames=surnames(actors),
        towns=[
            row["name"] for row in rows_of(actors / "places.tsv.gz") if int(row["population"] or 0) >= TOWN
        ],
    )
    source = ShortTexts(names, seed)
    texts = (source.draw() for _ in range(count))
    return [
        example
        for number, text in enumerate(texts, OWN_NUMBERS)
        for example in event_examples(text["text"], text, vocabulary, number)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--start", type=Path, required=True, help="the folder of an earlier run, whose weights to begin with"
    )
    parser.add_argument("--out", type=Path, default=Path("checkpoints/acts"))
    for name in SETTINGS:
        parser.add_argument(
            f"--{name.replace('_', '-')}", type=type(getattr(Options, name)), default=getattr(Options, name)
        )
    parser.add_argument("--teacher", default="", help="the acts.npz of training.taught_acts")
    given = parser.parse_args()
    options = Options(teacher=given.teacher, **{name: getattr(given, name) for name in SETTINGS})
    train(given.shared, given.start, given.out, options)


if __name__ == "__main__":
    main()
