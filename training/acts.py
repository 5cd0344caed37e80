"""The heads that read acts: which words name one, of what type and status, who takes part, which mentions are one event.

`network.Reader` and the teacher have the same heads; their losses are here, too. The words of a mention are averaged
before its participants are scored, so that a trigger of one word and one of three are treated alike. Participants are a
biaffine from words to mentions (Dozat and Manning 2017), with one matrix a relation; PropBank's roles share its two
projections. Mentions of one event are found by ranking the earlier mentions of the text (Lee et al. 2017).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.models.acts import RELATIONS
from training.act_labels import (
    ACT_LABELS,
    ACT_TAGS,
    DISPUTE,
    IGNORE,
    ITEM,
    NO_EVENT,
    OWN_LAYERS,
    ROLES,
    TAUGHT_TAGS,
    Acts,
)

PART_HIDDEN, PART_WIDTH, SAME_WIDTH = 128, 48, 64
RARE = -4.0  # the log odds at the start that a word takes part in an act
LOSSES = {"event": 3.0, "mode": 0.5, "status": 0.7, "certainty": 0.2, "figure": 1.0, "outlook": 0.3,
          "predicate": 0.3, "factual": 0.2, "part": 1.0, "srl": 0.15, "same": 0.5, ITEM: 1.0, DISPUTE: 2.0}  # fmt: skip
TAUGHT_LOSSES = {"taught_event": 2.0, "taught_mode": 0.3, "taught_status": 0.5, "taught_certainty": 0.15, "taught_figure": 0.7}  # fmt: skip
OF_ACTS = frozenset({"mode", "status", "certainty"})  # classes that only words of an act have


@dataclass(frozen=True)
class ActOutputs:
    """The output of the heads for each piece, (batch, pieces, …)."""

    tags: dict[str, Tensor]
    part: Tensor  # (batch, pieces, relations × PART_WIDTH)
    srl: Tensor  # (batch, pieces, roles × PART_WIDTH)
    head: Tensor  # (batch, pieces, PART_WIDTH); part · head is the score of a word in the act at a piece
    same_dep: Tensor  # (batch, pieces, SAME_WIDTH); how well a later mention repeats an earlier one
    same_head: Tensor


class ActHeads(nn.Module):
    """The heads, on the last layer of an encoder of the given width."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.heads = [head for head in ACT_TAGS if head not in OWN_LAYERS]
        self.sizes = [len(ACT_LABELS[head]) for head in self.heads]
        self.tags = nn.Linear(width, sum(self.sizes))
        self.own = nn.ModuleDict({head: nn.Linear(width, len(ACT_LABELS[head])) for head in OWN_LAYERS})
        self.part_dep = nn.Linear(width, PART_HIDDEN)
        self.part_head = nn.Linear(width, PART_WIDTH - 1)
        self.part = nn.Linear(PART_HIDDEN, len(RELATIONS) * PART_WIDTH)
        self.srl = nn.Linear(PART_HIDDEN, len(ROLES) * PART_WIDTH)
        self.same_dep = nn.Linear(width, SAME_WIDTH)
        self.same_head = nn.Linear(width, SAME_WIDTH)
        self.same = nn.Linear(SAME_WIDTH, SAME_WIDTH)
        with torch.no_grad():  # few words take part in an act
            for layer in (self.part, self.srl):
                layer.bias.view(-1, PART_WIDTH)[:, -1] = RARE

    def forward(self, x: Tensor, dropout: float = 0.0) -> ActOutputs:
        dep = F.dropout(F.gelu(self.part_dep(x)), dropout, self.training)
        one = torch.ones_like(x[..., :1])
        return ActOutputs(
            tags=dict(zip(self.heads, self.tags(x).split(self.sizes, -1), strict=True))
            | {head: layer(x) for head, layer in self.own.items()},
            part=self.part(dep),
            srl=self.srl(dep),
            head=torch.cat([F.gelu(self.part_head(x)), one], -1),
            same_dep=self.same(F.gelu(self.same_dep(x))),
            same_head=F.gelu(self.same_head(x)),
        )


class ActNetwork(nn.Module, ABC):
    """An encoder under the heads for acts, whose lower layers are not trained with them."""

    acts: ActHeads

    @abstractmethod
    def below(self, inputs: dict[str, Tensor]) -> Tensor:
        """Return the output of the last layer that is not trained, (batch, pieces, width)."""

    @abstractmethod
    def above(self, x: Tensor, mask: Tensor, dropout: float) -> ActOutputs:
        """Return the output of the heads, from that of `below`; `mask` is 1 at pieces, (batch, pieces)."""

    @abstractmethod
    def layers_of_acts(self) -> Sequence[nn.Module]:
        """Return the layers above."""


def act_tensors(acts: Sequence[Acts | None], length: int) -> dict[str, Tensor]:
    """Return the labels of a batch of windows as tensors; a place in the batch is window × length + piece."""
    found = [(b, m, a.document) for b, a in enumerate(acts) if a is not None for m in a.mentions]
    frames = [(b, f) for b, a in enumerate(acts) if a is not None for f in a.frames]
    tensors: dict[str, Tensor] = {}
    if found:
        pairs = [(n, b * length + word) for n, (b, m, _) in enumerate(found) for word in m.words]
        tensors["mention_words"] = torch.tensor(pairs)
        tensors["mention_of"] = torch.tensor([(b, document, m.event) for b, m, document in found])
        part = torch.zeros(len(found), len(RELATIONS), length)
        for n, (_, mention, _) in enumerate(found):
            for word, relation, likely in mention.parts or ():
                part[n, relation, word] = likely
        tensors["part"] = part
        tensors["part_known"] = torch.tensor([m.parts is not None for _, m, _ in found])
    if frames:
        srl = torch.full((len(frames), len(ROLES), length), float(IGNORE))
        for n, (_, frame) in enumerate(frames):
            srl[n][:, frame.words] = 0.0
            for word, role in frame.arguments:
                srl[n, role, word] = 1.0
        tensors["srl"] = srl
        tensors["frame_at"] = torch.tensor([(b, f.at) for b, f in frames])
    return tensors


def act_losses(out: ActOutputs, labels: Mapping[str, Tensor], is_word: Tensor) -> dict[str, Tensor]:
    """Return the loss of each head for which the batch has labels; `is_word` marks the first pieces of words."""
    found = {
        head: F.cross_entropy(out.tags[head].flatten(0, 1), labels[head].flatten(), ignore_index=IGNORE)
        for head in ACT_TAGS
        if (labels[head] != IGNORE).any()
    }
    if "mention_of" in labels:
        known = labels["part_known"]
        if known.any():
            scores = part_scores(out, labels)[known]
            asked = is_word[labels["mention_of"][known, 0]][:, None, :].expand_as(scores)
            lost = F.binary_cross_entropy_with_logits(
                scores[asked], labels["part"][known][asked], reduction="sum"
            )
            found["part"] = lost / known.sum()
        if (labels["mention_of"][:, 2] != NO_EVENT).any():
            found["same"] = same_loss(out, labels)
    if "srl" in labels:
        b, at = labels["frame_at"].unbind(1)
        dep = out.srl.view(*out.srl.shape[:2], len(ROLES), PART_WIDTH)[b]
        scores = torch.einsum("nlrw,nw->nrl", dep, out.head[b, at])
        asked = labels["srl"] != IGNORE
        lost = F.binary_cross_entropy_with_logits(scores[asked], labels["srl"][asked], reduction="sum")
        found["srl"] = lost / len(b)
    return found


def taught_act_losses(out: ActOutputs, taught: Tensor) -> dict[str, Tensor]:
    """Return the distance from a teacher's log odds of `TAUGHT_TAGS`, (batch, pieces, tags); zeros: nothing is taught.

    The classes that only words of an act have count as much as the word is one for the teacher.
    """
    is_taught = (taught != 0).any(-1)
    wanted = dict(
        zip(TAUGHT_TAGS, taught[is_taught].split([len(ACT_LABELS[h]) for h in TAUGHT_TAGS], -1), strict=True)
    )
    is_act = 1 - wanted["event"].exp()[:, 0]
    found = {}
    for head, odds in wanted.items():
        each = -(odds.exp() * F.log_softmax(out.tags[head][is_taught], -1)).sum(-1)
        weight = is_act if head in OF_ACTS else torch.ones_like(is_act)
        found[f"taught_{head}"] = (weight * each).sum() / weight.sum().clamp(min=1.0)
    return found


def pooled(x: Tensor, labels: Mapping[str, Tensor]) -> Tensor:
    """Return the mean of the words of each mention: (batch, pieces, width) → (mentions, width)."""
    mention, place = labels["mention_words"].unbind(1)
    count = len(labels["mention_of"])
    total = torch.zeros(count, x.shape[-1], device=x.device).index_add(0, mention, x.flatten(0, 1)[place])
    return total / torch.bincount(mention, minlength=count)[:, None]


def part_scores(out: ActOutputs, labels: Mapping[str, Tensor]) -> Tensor:
    """Return the score of each word of its window in each mention, (mentions, relations, pieces)."""
    window = labels["mention_of"][:, 0]
    dep = out.part.view(*out.part.shape[:2], len(RELATIONS), PART_WIDTH)[window]
    return torch.einsum("mlrw,mw->mrl", dep, pooled(out.head, labels))


def same_loss(out: ActOutputs, labels: Mapping[str, Tensor]) -> Tensor:
    """Return the negative log-likelihood of the earlier mentions of its event, or of none, for each mention."""
    _, document, event = labels["mention_of"].unbind(1)
    scores = pooled(out.same_dep, labels) @ pooled(out.same_head, labels).T
    earlier = torch.ones_like(scores, dtype=torch.bool).tril(-1)
    allowed = earlier & (document[:, None] == document[None, :]) & (event != NO_EVENT)[None, :]
    right = allowed & (event[:, None] == event[None, :])
    none = torch.zeros_like(scores[:, :1])
    every = torch.cat([none, scores.masked_fill(~allowed, -1e4)], 1)
    wanted = torch.cat(
        [none.masked_fill(right.any(1, keepdim=True), -1e4), scores.masked_fill(~right, -1e4)], 1
    )
    lost = every.logsumexp(1) - wanted.logsumexp(1)
    return lost[event != NO_EVENT].mean()
