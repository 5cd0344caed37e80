"""Let a network say what it finds of acts in texts without labels: `python -m training.taught_acts --network checkpoints/acts10`.

The reader learns from the log odds of a better network on texts that nobody labelled (Hinton et al. 2015): of a larger one
(`act_teacher.py`), or of the mean of several runs of its own (Xie et al. 2020, Noisy Student). `acts.npz` holds, for each text, the
log odds of all tags of each word, the mentions that are found, and the probability that a word takes part in them;
`training.act_layers --teacher` learns from it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from onrecord.models.acts import RELATIONS
from onrecord.models.pieces import Vocabulary
from onrecord.models.windows import pack
from training.act_labels import ACT_LABELS, TAUGHT_TAGS
from training.acts import PART_WIDTH, ActNetwork
from training.base import base_folder, read_vocabulary
from training.checkpoints import CHECKPOINT
from training.examples import blank, unlabelled_texts
from training.reader import acts_in_full, collate, make_network, read_labels
from training.teacher import train_texts

LIMIT = 254  # pieces of a window, without its two end marks
LEAST_ACT = 0.3  # probability of an act, above which words are a mention
LEAST_PART = 0.02  # probability of taking part in one, above which it is kept


@torch.no_grad()
def read_acts(network: ActNetwork, text: str, vocabulary: Vocabulary) -> dict[str, NDArray[Any]]:
    """Return what a network says of a text: `tags` (atoms, tags), `mentions` (n, 2), `parts` (k, 4).

    Tags are log probabilities of the heads `TAUGHT_TAGS` in their order; a mention has its first and last atom; a part is mention,
    atom, relation, probability.
    """
    device = next(network.parameters()).device
    tags: list[NDArray[np.float32]] = []
    mentions: list[tuple[int, int]] = []
    parts: list[tuple[int, int, int, float]] = []
    atoms = 0
    for window in pack(vocabulary.cut(text), text, LIMIT):
        inputs, _ = collate([blank(window)], [False])
        inputs = {k: v.to(device) for k, v in inputs.items()}
        with torch.autocast(device.type, dtype=torch.bfloat16):
            out = acts_in_full(network.above(network.below(inputs), inputs["mask"], 0.0))
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


def label(network: ActNetwork, texts: Iterable[tuple[str, str]], vocabulary: Vocabulary, out: Path) -> None:
    """Write what a network says of each (id, text)."""
    found = {
        f"{name}/{field}": value
        for name, text in texts
        for field, value in read_acts(network, text, vocabulary).items()
    }
    np.savez_compressed(out / "acts.npz", **found)


def unlabelled(shared: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and text of the texts from which the layers for acts learn without labels of acts."""
    yield from train_texts(shared)
    yield from unlabelled_texts(shared)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--network", type=Path, required=True, help="the folder of a run of the reader; gets acts.npz"
    )
    given = parser.parse_args()
    labels = read_labels(given.network)
    network = make_network(labels)
    network.load_state_dict(torch.load(given.network / CHECKPOINT, weights_only=True)["network"])
    vocabulary = Vocabulary.of(read_vocabulary(base_folder()))
    label(network.eval(), unlabelled(given.shared), vocabulary, given.network)


if __name__ == "__main__":
    main()
