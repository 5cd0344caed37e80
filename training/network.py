"""The reader's network in plain torch: a small BERT encoder and one head per layer.

The encoder is all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019; Apache-2.0):
6 layers of width 384, uncased. Case, spacing and quotation are added embeddings, zero at the
start, so that the network starts as the pretrained encoder. The heads for acts have their own copies of the four
last layers, so that acts and the other layers of the language do not compete for them. All heads use the last layer: one linear
layer for all tags, deep biaffine attention for dependencies (Dozat and Manning 2017), and smaller
biaffines that link sources and contents to their cue, and mentions to earlier mentions. The heads for acts are in
`acts.py`.

This is not a class of `transformers`, because their traced export is wrong on padded batches. Scores of
pairs of pieces are not in the exported graph; `models/decode.py` computes them for the words of one
sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.models.labels import Labels
from onrecord.models.pieces import GAPS, QUOTES, SHAPES
from training.acts import ActHeads, ActNetwork, ActOutputs

ARC_WIDTH, REL_WIDTH, LINK_WIDTH, CHAIN_WIDTH = 128, 40, 64, 96
ACT_LAYERS = 4  # of the encoder, that the heads for acts have for themselves
TAG_HEADS = ("join", "sentence", "upos", "feats", "lemma", "name", "role", "entity")


def drop(x: Tensor, share: float, training: bool) -> Tensor:
    """Return dropout of `x`, a byte of chance an element: torch draws 32 bits for each on a single core."""
    if not training or share == 0.0:
        return x
    limit = round(share * 256)
    words = torch.randint(-(2**63), 2**63 - 1, ((x.numel() + 7) // 8,), device=x.device)
    chance = words.view(torch.uint8)[: x.numel()].view(x.shape)
    return x * (chance >= limit).to(x.dtype).mul_(256 / (256 - limit))


@dataclass(frozen=True)
class Shape:
    """Sizes of the encoder, as in its config.json."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512


def attend(qkv: Tensor, bias: Tensor | None, heads: int) -> Tensor:
    """Return what each piece takes from the others: (batch, pieces, 3 × width) → (batch, pieces, width)."""
    batch, length, width = qkv.shape[0], qkv.shape[1], qkv.shape[2] // 3
    parts = qkv.view(batch, length, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
    query, key, value = parts[0], parts[1], parts[2]
    weights = torch.matmul(query * (width // heads) ** -0.5, key.transpose(-1, -2))
    weights = weights if bias is None else weights + bias
    return torch.matmul(torch.softmax(weights, -1), value).transpose(1, 2).reshape(batch, length, width)


class Layer(nn.Module):
    """One transformer layer, normalised after each block as in BERT."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.attend = attend  # the graph that ships has one node for it (export.py)

    def forward(self, x: Tensor, bias: Tensor | None, dropout: float) -> Tensor:
        mixed = self.attend(self.qkv(x), bias, self.heads)
        x = self.norm1(x + drop(self.out(mixed), dropout, self.training))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x))), dropout, self.training))


class Encoder(nn.Module):
    """(batch, pieces) ids, shapes, gaps, quotes → (batch, pieces, width)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.kind = nn.Parameter(torch.zeros(shape.width))  # BERT's only token type
        self.shapes = nn.Embedding(len(SHAPES), shape.width)
        self.gaps = nn.Embedding(len(GAPS), shape.width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gaps.weight)
        self.quotes = nn.Embedding(len(QUOTES), shape.width)
        nn.init.zeros_(self.quotes.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(
        self,
        ids: Tensor,
        shapes: Tensor,
        gaps: Tensor,
        quotes: Tensor,
        mask: Tensor | None,
        dropout: float = 0.0,
    ) -> tuple[Tensor, Tensor, Tensor | None]:
        """Return the last layer, the layer from which the heads for acts go on, and the mask as a bias of attention.

        Without a mask, which one window alone does not need, there is no bias.
        """
        shared, bias = self.shared(ids, shapes, gaps, quotes, mask, dropout)
        x = shared
        for layer in list(self.layers)[-ACT_LAYERS:]:
            x = layer(x, bias, dropout)
        return x, shared, bias

    def shared(
        self,
        ids: Tensor,
        shapes: Tensor,
        gaps: Tensor,
        quotes: Tensor,
        mask: Tensor | None,
        dropout: float = 0.0,
    ) -> tuple[Tensor, Tensor | None]:
        """Return the layer from which the heads for acts go on, and the mask as a bias of attention."""
        places = self.places.weight[: ids.shape[1]]
        x = self.words(ids) + places + self.kind + self.shapes(shapes) + self.gaps(gaps) + self.quotes(quotes)
        x = drop(self.norm(x), dropout, self.training)
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in list(self.layers)[:-ACT_LAYERS]:
            x = layer(x, bias, dropout)
        return x, bias

    def load(self, path: Path) -> None:
        """Load the weights of a BERT safetensors file."""
        given = load_file(str(path))
        given = {k.removeprefix("bert."): v.float() for k, v in given.items()}
        own = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "places.weight": given["embeddings.position_embeddings.weight"],
            "kind": given["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
            "shapes.weight": self.shapes.weight.data,
            "gaps.weight": self.gaps.weight.data,
            "quotes.weight": self.quotes.weight.data,
        }
        for n in range(len(self.layers)):
            theirs = f"encoder.layer.{n}."
            for part in ("weight", "bias"):
                own[f"layers.{n}.qkv.{part}"] = torch.cat(
                    [given[f"{theirs}attention.self.{q}.{part}"] for q in ("query", "key", "value")]
                )
                own[f"layers.{n}.out.{part}"] = given[f"{theirs}attention.output.dense.{part}"]
                own[f"layers.{n}.norm1.{part}"] = given[f"{theirs}attention.output.LayerNorm.{part}"]
                own[f"layers.{n}.up.{part}"] = given[f"{theirs}intermediate.dense.{part}"]
                own[f"layers.{n}.down.{part}"] = given[f"{theirs}output.dense.{part}"]
                own[f"layers.{n}.norm2.{part}"] = given[f"{theirs}output.LayerNorm.{part}"]
        self.load_state_dict(own)


@dataclass(frozen=True)
class Outputs:
    """The output of the heads for each piece; the losses and the decoder combine pairs of projections."""

    tags: dict[str, Tensor]  # head → (batch, pieces, classes)
    arc_dep: Tensor  # (batch, pieces, ARC_WIDTH); arc score of i to j is arc_dep[i] · arc_head[j]
    arc_head: Tensor
    rel_dep: Tensor  # (batch, pieces, REL_WIDTH + 1), the last is 1
    rel_head: Tensor
    link_dep: Tensor  # (batch, pieces, LINK_WIDTH)
    link_head: Tensor
    chain_dep: Tensor  # (batch, pieces, CHAIN_WIDTH); how well i repeats j
    chain_head: Tensor
    acts: ActOutputs


class Reader(ActNetwork):
    """The encoder and all heads."""

    def __init__(
        self,
        classes: dict[str, int],
        relations: int,
        shape: Shape | None = None,
        open_names: Sequence[int] = (),
    ) -> None:
        super().__init__()
        shape = shape or Shape()
        self.classes = classes
        self.open_names = list(open_names)
        self.encoder = Encoder(shape)
        self.tags = nn.Linear(shape.width, sum(classes[h] for h in TAG_HEADS))
        self.arc_dep = nn.Linear(shape.width, ARC_WIDTH)
        self.arc_head = nn.Linear(shape.width, ARC_WIDTH)
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH)
        self.rel_dep = nn.Linear(shape.width, REL_WIDTH)
        self.rel_head = nn.Linear(shape.width, REL_WIDTH)
        self.rel = nn.Parameter(torch.zeros(relations, REL_WIDTH + 1, REL_WIDTH + 1))
        self.link_dep = nn.Linear(shape.width, LINK_WIDTH)
        self.link_head = nn.Linear(shape.width, LINK_WIDTH)
        self.link = nn.Linear(LINK_WIDTH, LINK_WIDTH)
        self.chain_dep = nn.Linear(shape.width, CHAIN_WIDTH)
        self.chain_head = nn.Linear(shape.width, CHAIN_WIDTH)
        self.chain = nn.Linear(CHAIN_WIDTH, CHAIN_WIDTH)
        self.act_layers = nn.ModuleList(Layer(shape) for _ in range(ACT_LAYERS))
        self.acts = ActHeads(shape.width)

    def forward(
        self,
        ids: Tensor,
        shapes: Tensor,
        gaps: Tensor,
        quotes: Tensor,
        mask: Tensor | None,
        dropout: float = 0.0,
    ) -> Outputs:
        encoded, of_acts, bias = self.encoder(ids, shapes, gaps, quotes, mask, dropout)
        x = drop(encoded, dropout, self.training)
        sizes = [self.classes[h] for h in TAG_HEADS]
        tags = dict(zip(TAG_HEADS, self.tags(x).split(sizes, -1), strict=True))
        one = torch.ones_like(x[..., :1])
        return Outputs(
            tags=tags,
            arc_dep=self.arc(F.gelu(self.arc_dep(x))),
            arc_head=F.gelu(self.arc_head(x)),
            rel_dep=torch.cat([F.gelu(self.rel_dep(x)), one], -1),
            rel_head=torch.cat([F.gelu(self.rel_head(x)), one], -1),
            link_dep=self.link(F.gelu(self.link_dep(x))),
            link_head=F.gelu(self.link_head(x)),
            chain_dep=self.chain(F.gelu(self.chain_dep(x))),
            chain_head=F.gelu(self.chain_head(x)),
            acts=self._acts(of_acts, bias, dropout),
        )

    def below(self, inputs: dict[str, Tensor]) -> Tensor:
        shared: Tensor = self.encoder.shared(**inputs)[0]
        return shared

    def above(self, x: Tensor, mask: Tensor, dropout: float) -> ActOutputs:
        return self._acts(x, (1.0 - mask[:, None, None, :]) * -1e4, dropout)

    def _acts(self, x: Tensor, bias: Tensor | None, dropout: float) -> ActOutputs:
        """Return the output of the heads for acts, from that of the shared layers."""
        for layer in self.act_layers:
            x = layer(x, bias, dropout)
        found: ActOutputs = self.acts(drop(x, dropout, self.training), dropout)
        return found

    def layers_of_acts(self) -> Sequence[nn.Module]:
        return list(self.act_layers)

    def load_base(self, path: Path) -> None:
        """Load the weights of a BERT safetensors file into the encoder, and its last layers into those for acts."""
        self.encoder.load(path)
        for own, last in zip(self.act_layers, self.encoder.layers[-ACT_LAYERS:], strict=True):
            own.load_state_dict(last.state_dict())

    def adopt(self, state: dict[str, Tensor], theirs: Labels, ours: Labels) -> None:
        """Copy the weights of an earlier network, whose heads may have fewer or other labels.

        Rows of the tag heads are copied by label; rows that the earlier network lacks keep their initial values. The
        layers for acts begin as copies of those of its encoder, where it has fewer.
        """
        own = self.state_dict()
        state = state | _own_layers(state, len(self.encoder.layers))
        for name, value in state.items():
            if name in own and own[name].shape == value.shape and not name.startswith("tags."):
                own[name] = value
        before, here = tag_rows(theirs), tag_rows(ours)
        for row, at in here.items():
            if row in before:
                for part in ("weight", "bias"):
                    own[f"tags.{part}"][at] = state[f"tags.{part}"][before[row]]
        self.load_state_dict(own)


def _own_layers(state: dict[str, Tensor], depth: int) -> dict[str, Tensor]:
    """Return the layers for acts of an earlier network, under the names that they have here.

    Where it has fewer of them, or none, the lower ones are the layers of its encoder at the same depth.
    """
    own = {int(name.split(".")[1]) for name in state if name.startswith("act_layers.")}
    found: dict[str, Tensor] = {}
    for n in range(ACT_LAYERS):
        missing = ACT_LAYERS - len(own)
        theirs = f"encoder.layers.{depth - ACT_LAYERS + n}." if n < missing else f"act_layers.{n - missing}."
        ours = f"act_layers.{n}."
        found |= {ours + k.removeprefix(theirs): v for k, v in state.items() if k.startswith(theirs)}
    return found


def tag_rows(labels: Labels) -> dict[tuple[str, object], int]:
    """Return the row of each (head, label) in the one linear layer of all tag heads."""
    kept = asdict(labels) | {"join": (0, 1), "sentence": (0, 1)}
    rows = [(head, label) for head in TAG_HEADS for label in kept[head]]
    return {row: n for n, row in enumerate(rows)}
