"""Train a larger network on acts: `python -m training.act_teacher --shared ../shared --out checkpoints/act_teacher`.

The heads of `acts.py` on all-mpnet-base-v2, eight times the size of the reader, learn from the parts `train` and `once` of the
corpus of events. The network then reads texts without labels, and the reader learns from its log odds (Hinton et al. 2015):
`acts.npz` holds, for each text, the log odds of all tags of each word, the mentions that it finds, and the probability
that a word takes part in them. `--score` prints scores of its mentions on dev instead: what a larger network would buy.
No part of it ships. One run was made so far, too short to teach anything (docs/experiments.md, "a teacher of acts").
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from corpora.events import read_events
from onrecord.models.acts import RELATIONS
from onrecord.models.pieces import Vocabulary
from onrecord.models.windows import pack
from training.act_labels import ACT_LABELS, TAUGHT_TAGS
from training.acts import LOSSES, PART_WIDTH, ActHeads, ActOutputs, act_losses
from training.base import base_folder, mpnet_folder, read_vocabulary
from training.examples import EVENT_PARTS, Example, blank, event_examples, unlabelled_texts
from training.network import drop
from training.reader import collate, whole_texts
from training.shipped import texts
from training.teacher import SHAPE, Teachable, TeacherEncoder, fine_tune, known_pieces
from training.teacher import Options as TeacherOptions

LIMIT = 254  # pieces of a window, without its two end marks
LEAST_ACT = 0.3  # probability of an act, above which words are a mention
LEAST_PART = 0.02


@dataclass(frozen=True)
class Options(TeacherOptions):
    """Settings of the teacher's training; `windows` takes the place of `pieces`."""

    epochs: float = 4.0
    windows: int = 8  # a batch
    warm_up: int = 60


class ActTeacher(Teachable):
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


def make_teacher() -> ActTeacher:
    """Return the network with MPNet's weights."""
    folder = mpnet_folder()
    teacher = ActTeacher(known_pieces(read_vocabulary(base_folder()), read_vocabulary(folder)))
    teacher.encoder.load(folder / "model.safetensors")
    teacher.encoder.words.weight.requires_grad = False  # words outside the labelled texts keep theirs
    return teacher.to("cuda" if torch.cuda.is_available() else "cpu")


def in_full(out: ActOutputs) -> ActOutputs:
    """Return the outputs in single precision."""
    pairs = (out.part, out.srl, out.head, out.same_dep, out.same_head)
    return ActOutputs({k: v.float() for k, v in out.tags.items()}, *(v.float() for v in pairs))


def train(teacher: ActTeacher, examples: list[Example], out: Path, options: Options) -> None:
    """Train on `examples`, from the last checkpoint in `out` if there is one."""

    def losses(inputs: dict[str, Tensor], labels: dict[str, Tensor]) -> dict[str, Tensor]:
        with torch.autocast(teacher.known.device.type, dtype=torch.bfloat16):
            found = teacher(inputs, options.dropout)
        return act_losses(in_full(found), labels, labels["is_word"])

    steps = round(options.epochs * math.ceil(len(examples) / (options.windows - 1)))
    batches = whole_texts(examples, options.windows, random.Random(options.seed))
    fine_tune(teacher, batches, steps, losses, LOSSES, out, options)


@torch.no_grad()
def read_acts(teacher: ActTeacher, text: str, vocabulary: Vocabulary) -> dict[str, NDArray[Any]]:
    """Return what the teacher says of a text: `tags` (atoms, tags), `mentions` (n, 2), `parts` (k, 4).

    Tags are log probabilities of the heads `TAUGHT_TAGS` in their order; a mention has its first and last atom; a part is mention,
    atom, relation, probability.
    """
    tags: list[NDArray[np.float32]] = []
    mentions: list[tuple[int, int]] = []
    parts: list[tuple[int, int, int, float]] = []
    atoms = 0
    for window in pack(vocabulary.cut(text), text, LIMIT):
        inputs, _ = collate([blank(window)], [False])
        inputs = {k: v.to(teacher.known.device) for k, v in inputs.items()}
        with torch.autocast(teacher.known.device.type, dtype=torch.bfloat16):
            out = in_full(teacher(inputs))
        at = torch.tensor(window.first) + 1
        tags.append(torch.cat([F.log_softmax(out.tags[h][0, at], -1) for h in TAUGHT_TAGS], -1).cpu().numpy())
        dep = out.part[0, at].view(len(at), len(RELATIONS), PART_WIDTH)
        for first, last in runs(F.softmax(out.tags["event"][0, at], -1)):
            odds = torch.sigmoid(dep @ out.head[0, at[first : last + 1]].mean(0))
            for word, relation in (odds >= LEAST_PART).nonzero().tolist():
                parts.append((len(mentions), atoms + word, relation, float(odds[word, relation])))
            mentions.append((atoms + first, atoms + last))
        atoms += len(at)
    empty = np.zeros((0, sum(len(ACT_LABELS[h]) for h in TAUGHT_TAGS)), np.float32)
    return {
        "tags": np.concatenate(tags or [empty]).astype(np.float16),
        "mentions": np.asarray(mentions, np.int32).reshape(-1, 2),
        "parts": np.asarray(parts, np.float32).reshape(-1, 4),
    }


def runs(odds: Tensor) -> list[tuple[int, int]]:
    """Return the first and the last word of each run of words of one type; `odds` is (words, types)."""
    best = odds[:, 1:].argmax(1).tolist()
    is_act = (odds[:, 0] <= 1 - LEAST_ACT).tolist()
    found: list[tuple[int, int]] = []
    for k, (label, acts) in enumerate(zip(best, is_act, strict=True)):
        if acts and found and found[-1][1] == k - 1 and best[k - 1] == label:
            found[-1] = (found[-1][0], k)
        elif acts:
            found.append((k, k))
    return found


def label(teacher: ActTeacher, texts: Iterable[tuple[str, str]], vocabulary: Vocabulary, out: Path) -> None:
    """Write what the teacher says of each (id, text)."""
    found = {
        f"{name}/{field}": value
        for name, text in texts
        for field, value in read_acts(teacher, text, vocabulary).items()
    }
    np.savez_compressed(out / "acts.npz", **found)


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
    teacher.eval()
    print("mentions of dev:", {k: round(v, 3) for k, v in score(teacher, given.shared, vocabulary).items()})
    if not given.score:
        label(teacher, [*texts(given.shared), *unlabelled_texts(given.shared)], vocabulary, given.out)


if __name__ == "__main__":
    main()
