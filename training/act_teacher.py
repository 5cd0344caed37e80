"""Train a larger network on acts: `python -m training.act_teacher --shared ../shared --out checkpoints/act_teacher`.

The heads of `acts.py` on all-mpnet-base-v2, eight times the size of the reader, learn from the parts `train` and `once` of the
corpus of events: first all of it (`--epochs`), then the upper layers alone (`--passes`). The network then reads texts without labels
(`taught_acts.py`), and the reader learns from its log odds. `--score` prints scores of its mentions on dev instead: what a larger
network would buy. No part of it ships. One run was made so far, too short to teach anything (docs/experiments.md, "a teacher of acts").
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from corpora.events import read_events
from onrecord.models.pieces import Vocabulary
from training.act_labels import ACT_LABELS
from training.act_layers import Options as UpperOptions
from training.act_layers import act_examples, fit
from training.acts import LOSSES, ActHeads, ActNetwork, ActOutputs, act_losses
from training.base import base_folder, mpnet_folder, read_vocabulary
from training.examples import EVENT_PARTS, Example, event_examples
from training.network import drop
from training.reader import acts_in_full, whole_texts
from training.taught_acts import LIMIT, label, read_acts, unlabelled
from training.teacher import SHAPE, Teachable, TeacherEncoder, fine_tune, known_pieces
from training.teacher import Options as TeacherOptions

UPPER = 6  # layers that the longer second stage of the training changes
UPPER_RATE = 8e-5


@dataclass(frozen=True)
class Options(TeacherOptions):
    """Settings of the teacher's training; `windows` takes the place of `pieces`."""

    epochs: float = 2.0
    windows: int = 8  # a batch
    warm_up: int = 60


class ActTeacher(Teachable, ActNetwork):
    """MPNet with the reader's heads for acts."""

    def __init__(self, known: Tensor) -> None:
        super().__init__()
        self.register_buffer(
            "known", known, persistent=False
        )  # piece of the reader's vocabulary → of MPNet's
        self.encoder = TeacherEncoder()
        self.acts = ActHeads(SHAPE.width)

    def forward(self, given: Mapping[str, Tensor], dropout: float = 0.0) -> ActOutputs:
        (x,) = self.encoder(**(dict(given) | {"ids": self.known[given["ids"]]}), dropout=dropout)
        found: ActOutputs = self.acts(drop(x, dropout, self.training), dropout)
        return found

    def below(self, inputs: dict[str, Tensor]) -> Tensor:
        given = inputs | {"ids": self.known[inputs["ids"]]}
        (x,) = self.encoder(**given, upto=SHAPE.layers - UPPER)
        return x

    def above(self, x: Tensor, mask: Tensor, dropout: float) -> ActOutputs:
        bias = self.encoder.bias(mask)
        for layer in self.layers_of_acts():
            x = layer(x, bias.to(x.dtype), dropout)
        found: ActOutputs = self.acts(drop(x, dropout, self.training), dropout)
        return found

    def layers_of_acts(self) -> Sequence[nn.Module]:
        return list(self.encoder.layers)[-UPPER:]


def make_teacher() -> ActTeacher:
    """Return the network with MPNet's weights."""
    folder = mpnet_folder()
    teacher = ActTeacher(known_pieces(read_vocabulary(base_folder()), read_vocabulary(folder)))
    teacher.encoder.load(folder / "model.safetensors")
    teacher.encoder.words.weight.requires_grad = False  # words outside the labelled texts keep theirs
    return teacher.to("cuda" if torch.cuda.is_available() else "cpu")


def train(teacher: ActTeacher, examples: list[Example], out: Path, options: Options) -> None:
    """Train on `examples`, from the last checkpoint in `out` if there is one."""

    def losses(inputs: dict[str, Tensor], labels: dict[str, Tensor]) -> dict[str, Tensor]:
        with torch.autocast(teacher.known.device.type, dtype=torch.bfloat16):
            found = teacher(inputs, options.dropout)
        return act_losses(acts_in_full(found), labels, labels["is_word"])

    steps = round(options.epochs * math.ceil(len(examples) / (options.windows - 1)))
    batches = whole_texts(examples, options.windows, random.Random(options.seed))
    fine_tune(teacher, batches, steps, losses, LOSSES, out, options)


def score(teacher: ActTeacher, shared: Path, vocabulary: Vocabulary) -> dict[str, float]:
    """Return the scores of its mentions on dev: an act and its type, touching words."""
    wanted = shown = spans = typed = 0
    for article in read_events(shared, "dev"):
        text = article.text or ""
        gold = [(m, e) for e in article.labels["events"] for m in e["mentions"]]
        atoms = vocabulary.cut(text)
        said = read_acts(teacher, text, vocabulary)
        used: set[int] = set()
        wanted += sum(not event["minor"] for _, event in gold)
        for first, last in said["mentions"].tolist():
            odds = np.exp(said["tags"][first : last + 1, : len(ACT_LABELS["event"])].astype(np.float32)).max(
                0
            )
            best = int(odds[1:].argmax()) + 1
            if odds[best] < 0.5:
                continue
            start, end = atoms[first].start, atoms[last].end
            near = [
                n for n, (m, _) in enumerate(gold) if m["start"] < end and start < m["end"] and n not in used
            ]
            same = [n for n in near if gold[n][1]["type"] == ACT_LABELS["event"][best]]
            hit = next(iter(same or near), None)
            used.update([hit] if hit is not None else [])
            if hit is not None and gold[hit][1]["minor"]:
                continue
            shown += 1
            spans += hit is not None
            typed += bool(same)
    return {
        "precision": typed / max(shown, 1),
        "recall": typed / max(wanted, 1),
        "f1": 2 * typed / max(shown + wanted, 1),
        "spans_precision": spans / max(shown, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("checkpoints/act_teacher"))
    parser.add_argument("--epochs", type=float, default=Options.epochs)
    parser.add_argument("--passes", type=float, default=4.0, help="of the second stage")
    parser.add_argument("--score", action="store_true", help="stop after its scores on dev; writes no labels")
    given = parser.parse_args()
    options = Options(epochs=given.epochs)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    vocabulary = Vocabulary.of(read_vocabulary(base_folder()))
    articles: Sequence[Any] = [a for part in EVENT_PARTS for a in read_events(given.shared, part)]
    examples = [
        example
        for number, article in enumerate(articles)
        for example in event_examples(article.text or "", article.labels, vocabulary, number, limit=LIMIT)
    ]
    teacher = make_teacher()
    train(teacher, examples, given.out, options)
    upper = UpperOptions(passes=given.passes, rate=UPPER_RATE, seed=options.seed)
    fit(teacher, act_examples(given.shared, upper), given.out / "upper", upper)
    teacher.eval()
    print("mentions of dev:", {k: round(v, 3) for k, v in score(teacher, given.shared, vocabulary).items()})
    if not given.score:
        label(teacher, unlabelled(given.shared), vocabulary, given.out)


if __name__ == "__main__":
    main()
