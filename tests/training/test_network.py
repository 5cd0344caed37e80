"""The network and its losses, where torch is installed (it is not needed at run time)."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is only installed for training: make train")

from onrecord.models import load_model  # noqa: E402
from onrecord.models.labels import Labels  # noqa: E402
from onrecord.models.windows import pack  # noqa: E402
from training.act_labels import ACT_LABELS, IGNORE, NO_EVENT, TAUGHT_TAGS  # noqa: E402
from training.acts import ActOutputs, same_loss, taught_act_losses  # noqa: E402
from training.examples import Example, blank, event_examples  # noqa: E402
from training.network import Outputs, Reader, Shape  # noqa: E402
from training.reader import (  # noqa: E402
    INPUTS,
    collate,
    losses,
    open_names,
)

SMALL = Shape(layers=1, width=48, heads=4, inner=96)
LABELS = Labels(
    ("NOUN", "VERB"), ("_",), ("k0|",), ("root",), ("O", "B-PER"), ("O",), ("O", "person"), **ACT_LABELS
)


def network(labels: Labels = LABELS) -> Reader:
    torch.manual_seed(3)
    return Reader(labels.sizes(), len(labels.rel), SMALL, open_names(labels))


def visits() -> list[Example]:
    names = ("Ann", "Bob", "Eve", "Max", "Zoe", "Tom")
    found: list[Example] = []
    for one, other in itertools.pairwise(names):
        text = f"{one} visited {other} today."
        at = text.index(other)
        actor, recipient = {"span": {"start": 0, "end": 3}}, {"span": {"start": at, "end": at + 3}}
        trigger = {"start": 4, "end": 11}
        event = {
            "type": "CONSULT", "mode": "visit", "trigger": trigger, "mentions": [trigger], "actors": [actor],
            "recipients": [recipient], "location": None, "time": None, "figures": [], "condition": None, "within": None,
            "status": "occurred", "certainty": "certain", "minor": False,
        }  # fmt: skip
        found.extend(event_examples(text, {"events": [event]}, load_model().vocabulary, len(found)))
    return found


def test_heads_learn_acts_and_who_takes_part() -> None:
    reader = network()
    inputs, labels = collate(visits(), [False] * 5)
    optimizer = torch.optim.AdamW(reader.parameters(), lr=3e-3)
    for _ in range(80):
        found = losses(reader(**inputs), labels, reader)
        assert {"event", "mode", "status", "certainty", "part", "same"} <= set(found)
        optimizer.zero_grad()
        sum(found.values()).backward()
        optimizer.step()
    assert float(found["event"]) < 0.05
    assert float(found["part"]) < 0.5  # a sum over the words of a window


def test_a_mention_is_compared_with_the_earlier_ones_of_its_text() -> None:
    near, far = [8.0, 0.0], [0.0, 8.0]
    vectors = torch.tensor([[near, near, far]])
    out = ActOutputs({}, vectors, vectors, vectors, vectors, vectors)
    labels = {"mention_words": torch.tensor([(0, 0), (1, 1), (2, 2)])}
    one_event = labels | {"mention_of": torch.tensor([(0, 1, 5), (0, 1, 5), (0, 1, 6)])}
    assert float(same_loss(out, one_event)) < 0.5  # the third is like neither
    apart = labels | {"mention_of": torch.tensor([(0, 1, 5), (0, 1, 7), (0, 1, 6)])}
    assert float(same_loss(out, apart)) > 5
    other_texts = labels | {"mention_of": torch.tensor([(0, 1, 5), (0, 2, 7), (0, 3, 6)])}
    assert float(same_loss(out, other_texts)) == pytest.approx(0, abs=1e-5)  # nothing to compare with


def test_a_mention_of_no_event_is_compared_with_none() -> None:
    vectors = torch.tensor([[[8.0, 0.0], [8.0, 0.0], [8.0, 0.0]]])
    out = ActOutputs({}, vectors, vectors, vectors, vectors, vectors)
    labels = {"mention_words": torch.tensor([(0, 0), (1, 1), (2, 2)])}
    found = labels | {"mention_of": torch.tensor([(0, 1, NO_EVENT), (0, 1, 5), (0, 1, 5)])}
    assert float(same_loss(out, found)) < 0.5  # the first would cost the second much


def test_heads_learn_from_the_log_odds_of_a_teacher() -> None:
    classes = len(ACT_LABELS["event"])
    odds = torch.full((1, 2, sum(len(ACT_LABELS[h]) for h in TAUGHT_TAGS)), -30.0)
    odds[0, 0, 3] = odds[0, 0, classes + 1] = -1e-4  # the first word is an act, the second is not taught
    odds[0, 1] = 0
    right = {h: torch.zeros(1, 2, len(ACT_LABELS[h])) for h in TAUGHT_TAGS}
    right["event"][0, :, 3] = 20.0
    wrong = right | {"event": -right["event"]}
    empty = torch.zeros(1, 2, 1)
    near, far = (
        taught_act_losses(ActOutputs(tags, empty, empty, empty, empty, empty), odds)
        for tags in (right, wrong)
    )
    assert set(near) == {f"taught_{head}" for head in TAUGHT_TAGS}
    assert float(near["taught_event"]) < 0.1 < 10 < float(far["taught_event"])
    assert float(near["taught_mode"]) == float(far["taught_mode"])


def test_adopted_weights_move_by_label() -> None:
    before = replace(LABELS, name=("O", "B-PER"), role=("O",), entity=())
    after = replace(LABELS, name=("O", "B-ORG", "B-PER"), role=("O",), entity=())
    old, new = network(before), network(after)
    new.adopt(old.state_dict(), before, after)
    inputs = {k: torch.zeros(1, 4, dtype=torch.long) for k in INPUTS} | {"mask": torch.ones(1, 4)}
    one, two = old.eval()(**inputs), new.eval()(**inputs)
    assert torch.allclose(one.tags["name"], two.tags["name"][..., [0, 2]])
    assert torch.allclose(one.arc_dep, two.arc_dep)


def test_a_network_with_more_layers_for_acts_begins_as_the_earlier_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def deep() -> Reader:
        return Reader(LABELS.sizes(), len(LABELS.rel), replace(SMALL, layers=4), open_names(LABELS))

    monkeypatch.setattr("training.network.ACT_LAYERS", 2)
    old = deep()
    monkeypatch.setattr("training.network.ACT_LAYERS", 3)
    new = deep()
    new.adopt(old.state_dict(), LABELS, LABELS)
    assert (len(old.act_layers), len(new.act_layers)) == (2, 3)
    inputs = {k: torch.zeros(1, 4, dtype=torch.long) for k in INPUTS} | {"mask": torch.ones(1, 4)}
    found = new.eval()(**inputs).acts
    monkeypatch.setattr("training.network.ACT_LAYERS", 2)
    assert torch.allclose(old.eval()(**inputs).acts.part, found.part, atol=1e-6)


def test_a_chain_is_likely_where_its_mentions_score_high() -> None:
    from training.reader import chain_loss

    chain = torch.tensor([[IGNORE, 0, 1, 0]])
    vectors = torch.zeros(1, 4, 2)
    near = torch.tensor([[[0.0, 0.0], [9.0, 0.0], [0.0, 9.0], [9.0, 0.0]]])
    shape: dict[str, Any] = {"tags": {}} | dict.fromkeys(
        ("arc_dep", "arc_head", "rel_dep", "rel_head", "link_dep", "link_head", "acts"),
        vectors,
    )
    good = Outputs(**shape, chain_dep=near, chain_head=near)
    flat = Outputs(**shape, chain_dep=vectors, chain_head=vectors)
    assert float(chain_loss(good, chain)) < float(chain_loss(flat, chain))


def test_roles_are_learnt_from_a_teacher_alone() -> None:
    labels = Labels((), (), (), (), ("O",), ("O", "B-source", "I-source", "B-cue"), ("O",))
    vocabulary = load_model().vocabulary
    texts = ["Ann spoke today.", "Today Bob left.", "Eve and Max spoke."]
    examples = [blank(window) for text in texts for window in pack(vocabulary.cut(text), text)]
    for example, text in zip(examples, texts, strict=True):
        words = [text[a.start : a.end] for a in example.window.atoms]
        wanted = [3 if w == "spoke" else 1 if w.istitle() and w != "Today" else 0 for w in words]
        example.taught = np.log(np.eye(4)[wanted] * 0.96 + 0.01).astype(np.float16)
    reader = network(labels)
    inputs, given = collate(examples, [False] * len(examples))
    optimizer = torch.optim.AdamW(reader.parameters(), lr=3e-3)
    for _ in range(60):
        found = losses(reader(**inputs), given, reader)
        optimizer.zero_grad()
        found["taught"].backward()
        optimizer.step()
    best = reader(**inputs).tags["role"].argmax(-1)
    for b, example in enumerate(examples):
        assert example.taught is not None
        places = [first + 1 for first in example.window.first]
        assert best[b, places].tolist() == example.taught.argmax(1).tolist()


def test_dropout_keeps_the_mean() -> None:
    from training.network import drop

    torch.manual_seed(1)
    x = torch.ones(100, 1003)
    kept = drop(x, 0.1, training=True)
    assert abs(float(kept.mean()) - 1.0) < 0.01
    assert 0.09 < float((kept == 0).float().mean()) < 0.11
    assert drop(x, 0.1, training=False) is x
