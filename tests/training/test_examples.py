"""Labels from corpora: names left open, nationalities, chains, events."""

from __future__ import annotations

from typing import Any

import numpy as np

from corpora.conllu import UdDocument, Word
from onrecord.models import load_model
from onrecord.models.acts import RELATIONS
from onrecord.models.labels import Labels
from onrecord.models.windows import pack
from training.act_labels import ACT_LABELS, IGNORE, NO_EVENT, ROLES
from training.examples import (
    Chains,
    Example,
    SentenceFrames,
    TaughtActs,
    add_taught,
    add_taught_acts,
    blank,
    event_examples,
    ewt_names,
    nationalities,
    ud_examples,
)
from training.swaps import swap_names

TEXT = "Iraqi troops left Mosul on Monday. They won."


def document() -> UdDocument:
    forms = ["Iraqi", "troops", "left", "Mosul", "on", "Monday", "."], ["They", "won", "."]
    upos = ["ADJ", "NOUN", "VERB", "PROPN", "ADP", "PROPN", "PUNCT"], ["PRON", "VERB", "PUNCT"]
    at, sentences = 0, []
    for words, tags in zip(forms, upos, strict=True):
        sentence = []
        for form, tag in zip(words, tags, strict=True):
            at = TEXT.index(form, at)
            sentence.append(Word(at, at + len(form), form, form, tag, "_", -1, "root"))
        sentences.append(tuple(sentence))
    return UdDocument("d", TEXT, tuple(sentences), ("d-1", "d-2"))


def test_a_proper_noun_that_is_no_name_of_ours_is_left_open() -> None:
    tags = ewt_names(document(), {"d-1": [(3, 3, "LOC")]})
    assert tags[0] == ["O", "O", "O", "B-LOC", "O", "other", "O"]
    assert nationalities(tags[0], document().sentences[0], {"iraqi"})[0] == "B-NORP"


def test_chains_sit_on_the_words_that_head_mentions() -> None:
    labels = Labels((), (), (), (), ("O",), ("O",), ("O", "person"))
    chains = Chains({1: "person", 7: "person"}, {1: 0, 7: 0})
    (example,) = ud_examples(document(), labels, load_model().vocabulary, chains=chains)
    words = [w.start for s in document().sentences for w in s]
    firsts = {a.start: f + 1 for a, f in zip(example.window.atoms, example.window.first, strict=True)}
    chain = [example.labels["chain"][firsts[start]] for start in words]
    assert chain == [IGNORE, 0, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, 0, IGNORE, IGNORE]
    assert example.labels["entity"][firsts[words[7]]] == 1
    assert example.labels["entity"][firsts[words[2]]] == 0


def event_of(**fields: object) -> dict[str, object]:
    """Return the labels of the troops' retreat in TEXT."""
    trigger = {"start": 13, "end": 17}
    return {
        "id": "E1", "type": "RETREAT", "mode": "withdraw", "trigger": trigger, "mentions": [trigger], "actors": [{"span": {"start": 0, "end": 12}}],
        "recipients": [], "location": {"span": {"start": 18, "end": 23}}, "time": None, "figures": [], "condition": None,
        "within": None, "status": "occurred", "certainty": "certain", "minor": False,
    } | fields  # fmt: skip


def test_labelled_events_give_mentions_and_those_who_take_part() -> None:
    (example,) = event_examples(TEXT, {"events": [event_of()]}, load_model().vocabulary, 7)
    firsts = {a.start: f + 1 for a, f in zip(example.window.atoms, example.window.first, strict=True)}
    assert example.labels["event"][firsts[13]] == ACT_LABELS["event"].index("RETREAT")
    assert example.labels["mode"][firsts[13]] == ACT_LABELS["mode"].index("withdraw")
    assert example.labels["status"][firsts[13]] == ACT_LABELS["status"].index("occurred")
    assert example.labels["event"][firsts[0]] == 0
    assert example.labels["status"][firsts[0]] == IGNORE
    assert example.acts is not None
    assert example.acts.document == 7
    (mention,) = example.acts.mentions
    assert mention.words == [firsts[13]]
    actor, location = RELATIONS.index("actor"), RELATIONS.index("location")
    assert mention.parts == [(firsts[0], actor, 1.0), (firsts[6], actor, 1.0), (firsts[18], location, 1.0)]


def test_only_the_main_mention_says_who_takes_part() -> None:
    won = {"start": TEXT.index("won"), "end": TEXT.index("won") + 3}
    labelled = {"events": [event_of(mentions=[{"start": 13, "end": 17}, won])]}
    (example,) = event_examples(TEXT, labelled, load_model().vocabulary)
    assert example.acts is not None
    main, other = example.acts.mentions
    assert main.event == other.event
    assert main.parts is not None
    assert other.parts is None


def labels_at(labelled: dict[str, Any], head: str) -> dict[str, str]:
    """Return the words that a head learns to be something, with what they are, and those that it does not learn."""
    (example,) = event_examples(TEXT, {"events": [event_of()], **labelled}, load_model().vocabulary)
    rows = zip(example.window.atoms, example.window.first, strict=True)
    found = {TEXT[a.start : a.end]: example.labels[head][first + 1] for a, first in rows}
    return {
        word: "?" if label == IGNORE else ACT_LABELS[head][label] for word, label in found.items() if label
    }


def span_at(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


def test_the_sides_of_a_disagreement_are_labelled_and_a_claim_inside_its_answer_remains() -> None:
    sides = [{"span": span_at("troops left")}, {"span": span_at("Iraqi troops left Mosul")}]
    assert labels_at({"disagreements": [{"sides": sides}]}, "dispute") == {
        "Iraqi": "answer",
        "troops": "claim",
        "left": "claim",
        "Mosul": "answer",
    }
    assert labels_at({"disagreements": []}, "dispute") == {}
    assert set(labels_at({}, "dispute").values()) == {"?"}  # nobody looked for any


def test_an_item_of_the_agenda_is_the_words_of_its_event_or_the_verb_of_its_summary() -> None:
    def item(event: str | None, summary: str) -> dict[str, Any]:
        evidence = [span_at("Iraqi troops left Mosul on Monday.")]
        return {"agenda": [{"event": event, "summary": summary, "evidence": evidence}]}

    assert labels_at(item("E1", "troops to go"), "item") == {"left": "item"}
    assert labels_at(item(None, "troops to be left"), "item") == {"left": "item"}
    unknown = labels_at(item(None, "withdrawal"), "item")  # which word names it is not known
    assert set(unknown.values()) == {"?"}
    assert {"Iraqi", "left", "Monday"} <= unknown.keys()
    assert "won" not in unknown


def test_a_teacher_gives_its_odds_and_where_nobody_labelled_any_its_mentions() -> None:
    vocabulary = load_model().vocabulary
    atoms = vocabulary.cut(TEXT)
    tags = np.ones((len(atoms), 4), np.float16)
    parts = np.asarray(
        [(0, 0, RELATIONS.index("actor"), 0.9), (0, 1, RELATIONS.index("actor"), 0.2)], np.float32
    )
    taught = TaughtActs(tags, np.asarray([(2, 2)], np.int32), parts)
    plain = [blank(window) for window in pack(atoms, TEXT)]
    add_taught_acts(plain, taught)
    assert plain[0].taught_acts is not None
    assert plain[0].taught_acts.shape == tags.shape
    assert plain[0].acts is not None
    (mention,) = plain[0].acts.mentions
    first = plain[0].window.first
    assert (mention.words, mention.event) == ([first[2] + 1], NO_EVENT)
    actor = RELATIONS.index("actor")
    assert mention.parts is not None
    assert [(at, relation) for at, relation, _ in mention.parts] == [
        (first[0] + 1, actor),
        (first[1] + 1, actor),
    ]
    assert [round(likely, 3) for _, _, likely in mention.parts] == [0.9, 0.2]
    labelled = event_examples(TEXT, {"events": [event_of()]}, vocabulary, 7)
    add_taught_acts(labelled, taught)
    assert labelled[0].acts is not None
    assert [m.event for m in labelled[0].acts.mentions] == [0]
    other = [blank(window) for window in pack(atoms, TEXT)]
    add_taught_acts(other, TaughtActs(tags[1:], taught.mentions, taught.parts))
    assert other[0].taught_acts is None  # it was read with other atoms


def test_predicates_of_a_treebank_bring_their_arguments() -> None:
    labels = Labels((), (), (), (), ("O",), ("O",))
    frames = {"d-1": SentenceFrames([(2, [(1, "ARG0"), (3, "ARG1")])], {2: True})}
    (example,) = ud_examples(document(), labels, load_model().vocabulary, frames=frames)
    firsts = {a.start: f + 1 for a, f in zip(example.window.atoms, example.window.first, strict=True)}
    assert example.acts is not None
    (frame,) = example.acts.frames
    assert frame.at == firsts[13]
    assert frame.arguments == [(firsts[6], ROLES.index("ARG0")), (firsts[18], ROLES.index("ARG1"))]
    assert example.labels["predicate"][firsts[13]] == 1
    assert example.labels["predicate"][firsts[6]] == 0
    assert example.labels["factual"][firsts[13]] == 1


def test_swapped_names_keep_their_tags_in_step() -> None:
    row = {
        "tokens": ["The", "Green", "Party", "won", "."],
        "tags": ["O", "B-politicalparty", "I-politicalparty", "O", "O"],
    }
    pools = {"party": [["National", "Front", "of", "Ruritania"]]}
    swapped = list(swap_names([row], pools, copies=20, seed=1))
    assert all(len(r["tokens"]) == len(r["tags"]) for r in swapped)
    other = [r for r in swapped if r["tokens"][1] == "National"]
    assert other
    assert other[0]["tokens"] == ["The", "National", "Front", "of", "Ruritania", "won", "."]
    assert other[0]["tags"] == ["O", "B-politicalparty", *["I-politicalparty"] * 3, "O", "O"]
    assert len(other) < 20  # some names stay


def has_taught(example: Example) -> bool:
    return example.taught is not None


def test_a_teachers_rows_go_to_the_windows_of_their_atoms() -> None:
    labels = Labels((), (), (), (), ("O",), ("O", "B-cue"))
    examples = ud_examples(document(), labels, load_model().vocabulary) * 2  # as of a text of two windows
    atoms = len(examples[0].window.atoms)
    rows = np.arange(4 * atoms, dtype=np.float16).reshape(2 * atoms, 2)
    add_taught(examples[:1], rows)
    assert not has_taught(examples[0])  # another text was read: nothing is copied
    second = ud_examples(document(), labels, load_model().vocabulary)
    add_taught([examples[0], *second], rows)
    assert examples[0].taught is not None
    assert examples[0].taught.tolist() == rows[:atoms].tolist()
    assert second[0].taught is not None
    assert second[0].taught.tolist() == rows[atoms:].tolist()
