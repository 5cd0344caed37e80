"""Corpora → windows with a label for each piece: the input of the training.

A label is on the first piece of an atom or word. It is `IGNORE` elsewhere, and if a corpus does not
annotate a layer, so one batch can mix corpora. Position 0 is the start mark of the window: it is the
root of the trees, and "no cue" for the links.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.conllu import UdDocument, Word, read_conllu
from corpora.events import read_events
from corpora.jsonl import read_jsonl
from corpora.names import CROSSNER, TaggedSentence, read_spans, tag_row
from onrecord.models.acts import RELATIONS
from onrecord.models.labels import Labels, lemma_rule
from onrecord.models.pieces import Vocabulary
from onrecord.models.windows import MAX_PIECES, Window, pack
from training.act_labels import (
    ACT_LABELS,
    ACT_TAGS,
    DISPUTE,
    IGNORE,
    ITEM,
    NO_EVENT,
    OUTLOOK,
    ROLES,
    TAUGHT_TAGS,
    Acts,
    Frame,
    Mention,
    spans_of_parts,
)
from training.swaps import name_pools, swap_names
from training.world_tables import parts, rows_of

EWT_NAMES = Path("corpora/own/ewt_names.tsv")
GROUPS = Path(__file__).with_name("groups.txt")
GROUP_UPOS = frozenset(("ADJ", "NOUN", "PROPN"))
LAYERS_OF = {ITEM: "agenda", DISPUTE: "disagreements"}  # head → the layer of a labelled text that it learns
SUMMARY_VERB = re.compile(
    r"\bto (?:be |have )?(?:\w+ly )?(\w{4,})"
)  # "Senate to take up the act", "power to be restored"
STEM = 4  # letters by which a verb of a summary is known in the text
SWAPS = 12  # copies of each sentence of CrossNER with other names
LAYERS = ("join", "sentence", "upos", "feats", "lemma", "head", "rel", "name", "silver", "role", "link", "entity", "chain", *ACT_TAGS)  # fmt: skip
TAUGHT_LOSSES = tuple(f"taught_{head}" for head in TAUGHT_TAGS)
LOGGED = (
    *LAYERS,
    "taught",
    "part",
    "srl",
    "same",
    *TAUGHT_LOSSES,
)  # layers whose mean losses are in the training log
MIN_FEATS, MIN_LEMMA = 5, 2  # minimum count of a class
NAME_LABELS = ("PER", "ORG", "LOC", "EVENT", "MISC", "NORP")
OTHER_NAME = "other"  # a name that is not a person, organization or place; not annotated in EWT
ROLE_LABELS = ("source", "cue", "content")
CORENLP = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}
GUM_ENTITIES = (
    "person", "organization", "place", "event", "object", "time", "abstract", "animal", "plant", "substance",
)  # fmt: skip
EVENT_PARTS = ("train", "once")  # of the corpus of events
AUXILIARY_SENSES = frozenset(("be.03", "have.01", "do.01"))  # of PropBank
MOSTLY = 0.5  # share of QANom's workers who say that a noun names an act
SHORTER = (
    (0.12, 48),
    (0.3, 126),
)  # below which chance a text has windows of at most so many pieces: readers also get short texts
CURLY_SHARE = 0.4  # share of treebank documents whose straight quotes become curly, as in news


@dataclass(frozen=True, slots=True)
class Chains:
    """The mentions of a document by their head word: the kind of entity, and the number of the chain."""

    entity: dict[int, str]
    number: dict[int, int]


@dataclass(frozen=True, slots=True)
class SentenceFrames:
    """The predicates of a sentence with their arguments (word, role), and which predicates are facts."""

    frames: list[tuple[int, list[tuple[int, str]]]]
    factual: dict[int, bool]


@dataclass(slots=True)
class Example:
    """One window and its labels; `sentence_of` numbers the sentences, inside which words attach."""

    window: Window
    labels: dict[str, list[int]]
    sentence_of: list[int] = field(default_factory=list)
    acts: Acts | None = None
    taught: NDArray[np.float16] | None = None  # a teacher's log odds of the roles and names of each atom
    taught_acts: NDArray[np.float16] | None = None  # those of the classes of acts (`TAUGHT_TAGS`)

    def __len__(self) -> int:
        return len(self.window.ids) + 2


def blank(window: Window) -> Example:
    n = len(window.ids) + 1
    return Example(window, {layer: [IGNORE] * n for layer in LAYERS}, [-1] * n)


def collect_labels(documents: Iterable[UdDocument]) -> Labels:
    """Return the label sets of the treebanks, most frequent first (ties by name)."""
    upos, feats, lemmas, rels = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for document in documents:
        for sentence in document.sentences:
            for word in sentence:
                upos[word.upos] += 1
                feats[word.feats] += 1
                lemmas[lemma_rule(word.form, word.lemma)] += 1
                rels[word.deprel] += 1

    def often(counts: Counter[str], least: int) -> tuple[str, ...]:
        return tuple(k for k, c in sorted(counts.items(), key=lambda kc: (-kc[1], kc[0])) if c >= least)

    return Labels(
        upos=often(upos, 1),
        feats=often(feats, MIN_FEATS),
        lemma=often(lemmas, MIN_LEMMA),
        rel=often(rels, 2),
        name=("O", *(f"{b}-{label}" for label in NAME_LABELS for b in "BI")),
        role=("O", *(f"{b}-{label}" for label in ROLE_LABELS for b in "BI")),
        entity=("O", *GUM_ENTITIES),
        **{head: ACT_LABELS[head] for head in ACT_TAGS},
    )


def ud_examples(
    document: UdDocument,
    labels: Labels,
    vocabulary: Vocabulary,
    names: Sequence[Sequence[str]] | None = None,
    chains: Chains | None = None,
    frames: Mapping[str, SentenceFrames] | None = None,
    limit: int = MAX_PIECES,
) -> list[Example]:
    """Return the windows of a treebank document; `names` gives BIO tags per sentence, or nothing."""
    words = [w for s in document.sentences for w in s]
    windows = pack(vocabulary.cut(document.text), document.text, limit)
    place: dict[int, tuple[int, int]] = {}  # offset of an atom → window, position of its first piece
    for n, window in enumerate(windows):
        for atom, first in zip(window.atoms, window.first, strict=True):
            place[atom.start] = (n, first + 1)
    examples = [blank(w) for w in windows]
    indexes = labels.indexes()
    _label_joins(examples, words)
    for s, sentence in enumerate(document.sentences):
        spots = [place.get(w.start) for w in sentence]
        if spots and spots[0] is not None:
            examples[spots[0][0]].labels["sentence"][spots[0][1]] = 1
        for i, (word, spot) in enumerate(zip(sentence, spots, strict=True)):
            if spot is None:
                continue
            n, at = spot
            _label_word(examples[n], at, word, indexes)
            examples[n].sentence_of[at] = s
            head = (n, 0) if word.head < 0 else spots[word.head]
            if head is not None and head[0] == n:
                examples[n].labels["head"][at] = head[1]
                examples[n].labels["rel"][at] = indexes["rel"].get(word.deprel, IGNORE)
            if names is not None:
                examples[n].labels["name"][at] = indexes["name"].get(names[s][i], len(labels.name))
    if chains is not None:
        _label_chains(examples, [place.get(w.start) for w in words], chains, indexes["entity"])
    for name, sentence in zip(document.sentence_ids, document.sentences, strict=True):
        if frames and name in frames:
            _label_frames(examples, [place.get(w.start) for w in sentence], frames[name])
    return examples


def _label_joins(examples: Sequence[Example], words: Sequence[Word]) -> None:
    """Label which atoms go on with the word of the atom before, and that none begins a sentence yet."""
    owner = {offset: k for k, word in enumerate(words) for offset in range(word.start, word.end)}
    for example in examples:
        previous = -1
        for atom, first in zip(example.window.atoms, example.window.first, strict=True):
            k = owner.get(atom.start, -1)
            if k >= 0:
                example.labels["join"][first + 1] = int(k == previous and atom.gap == 0)
                example.labels["sentence"][first + 1] = 0
            previous = k


def _label_frames(
    examples: Sequence[Example], spots: Sequence[tuple[int, int] | None], found: SentenceFrames
) -> None:
    """Label the predicates of a sentence: which words are one, what takes part in it, whether it is a fact."""
    there = [spot for spot in spots if spot is not None]
    for n, at in there:
        examples[n].labels["predicate"][at] = 0
    for word, is_fact in found.factual.items():
        if word < len(spots) and (spot := spots[word]) is not None:
            examples[spot[0]].labels["factual"][spot[1]] = int(is_fact)
    for word, arguments in found.frames:
        if (spot := spots[word]) is None:
            continue
        n, at = spot
        examples[n].labels["predicate"][at] = 1
        acts = examples[n].acts = examples[n].acts or Acts()
        ends = [(spots[argument], role) for argument, role in arguments]
        acts.frames.append(
            Frame(
                at,
                [place for m, place in there if m == n],
                [(end[1], ROLES.index(role)) for end, role in ends if end is not None and end[0] == n],
            )
        )


def add_taught(examples: Sequence[Example], rows: NDArray[np.float16] | None) -> None:
    """Add a teacher's log odds for the roles of the atoms to the windows of one text, (atoms, roles)."""
    atoms = sum(len(e.window.atoms) for e in examples)
    if rows is None or len(rows) != atoms:
        return  # the teacher did not read this text, or with other atoms: quotes may have become curly
    done = 0
    for example in examples:
        example.taught = rows[done : done + len(example.window.atoms)]
        done += len(example.window.atoms)


@dataclass(frozen=True, slots=True)
class TaughtActs:
    """What a teacher says of the acts of a text: see `act_teacher.read_acts`."""

    tags: NDArray[np.float16]
    mentions: NDArray[np.int32]
    parts: NDArray[np.float32]


def read_taught_acts(path: Path) -> dict[str, TaughtActs]:
    """Read the file of `training.act_teacher`, by the id of the text."""
    with np.load(path) as found:
        names = {name.rpartition("/")[0] for name in found.files}
        return {
            name: TaughtActs(*(found[f"{name}/{part}"] for part in ("tags", "mentions", "parts")))
            for name in names
        }


def add_taught_acts(examples: Sequence[Example], taught: TaughtActs | None) -> None:
    """Add what a teacher says of the acts of a text to its windows; its mentions, where nobody labelled any."""
    places = [(e, first + 1) for e in examples for first in e.window.first]
    if taught is None or len(taught.tags) != len(places):
        return  # the teacher did not read this text, or with other atoms: quotes may have become curly
    done = 0
    for example in examples:
        example.taught_acts = taught.tags[done : done + len(example.window.atoms)]
        done += len(example.window.atoms)
    if any(e.acts is not None and e.acts.document >= 0 for e in examples):
        return
    parts: dict[int, list[tuple[Example, int, int, float]]] = {}
    for mention, atom, relation, likely in taught.parts.tolist():
        example, at = places[int(atom)]
        parts.setdefault(int(mention), []).append((example, at, int(relation), likely))
    for n, (first, last) in enumerate(taught.mentions.tolist()):
        example, _ = places[first]
        words = [at for other, at in places[first : last + 1] if other is example]
        acts = example.acts = example.acts or Acts()
        own = [(at, relation, likely) for other, at, relation, likely in parts.get(n, ()) if other is example]
        acts.mentions.append(Mention(words, NO_EVENT, own))


def _label_chains(
    examples: Sequence[Example],
    spots: Sequence[tuple[int, int] | None],
    chains: Chains,
    index: dict[str, int],
) -> None:
    for k, spot in enumerate(spots):
        if spot is not None:
            n, at = spot
            examples[n].labels["entity"][at] = index[chains.entity.get(k, "O")]
            examples[n].labels["chain"][at] = chains.number.get(k, IGNORE)


def _label_word(example: Example, at: int, word: Word, indexes: dict[str, dict[str, int]]) -> None:
    example.labels["upos"][at] = indexes["upos"].get(word.upos, IGNORE)
    example.labels["feats"][at] = indexes["feats"].get(word.feats, IGNORE)
    example.labels["lemma"][at] = indexes["lemma"].get(lemma_rule(word.form, word.lemma), IGNORE)


def attribution_examples(
    row: dict[str, Any],
    silver: dict[str, Any] | None,
    labels: Labels,
    vocabulary: Vocabulary,
    groups: Container[str] = (),
    limit: int = MAX_PIECES,
) -> list[Example]:
    """Return the windows of a PolNeAR article with roles, links, and the names of another tagger."""
    text = row["text"]
    windows = pack(vocabulary.cut(text), text, limit)
    examples = [blank(w) for w in windows]
    role_at: dict[int, tuple[str, int]] = {}
    begins: set[int] = set()
    for k, attribution in enumerate(row["attributions"]):
        for role in ROLE_LABELS:
            for start, end in attribution[role]:
                begins.add(start)
                for offset in range(start, end):
                    role_at.setdefault(offset, (role, k))
    silver_at: dict[int, str] = {}
    for sentence in silver["sentences"] if silver else ():
        previous = "O"
        for start, end, _, tag, *_ in sentence:
            label = CORENLP.get(tag, "O")
            if label == "MISC" and text[start:end].lower() in groups:
                label = "NORP"
            silver_at[start] = "O" if label == "O" else ("I-" if label == previous else "B-") + label
            previous = label
    indexes = labels.indexes()
    for example in examples:
        _label_roles(example, role_at, begins, silver_at, indexes)
    return examples


def _label_roles(
    example: Example,
    role_at: dict[int, tuple[str, int]],
    begins: set[int],
    silver_at: dict[int, str],
    indexes: dict[str, dict[str, int]],
) -> None:
    previous: tuple[str, int] | None = None
    cue_place: dict[int, int] = {}
    for atom, first in zip(example.window.atoms, example.window.first, strict=True):
        at = first + 1
        # an annotated span may lack the first letter of a word, so use the whole atom
        found = next((role_at[o] for o in range(atom.start, atom.end) if o in role_at), None)
        if found is None:
            example.labels["role"][at] = indexes["role"]["O"]
        else:
            role, k = found
            starts = found != previous or (role != "content" and atom.start in begins)
            example.labels["role"][at] = indexes["role"][("B-" if starts else "I-") + role]
            if role == "cue":
                cue_place.setdefault(k, at)
        previous = found
        if atom.start in silver_at:
            example.labels["silver"][at] = indexes["name"][silver_at[atom.start]]
    for atom, first in zip(example.window.atoms, example.window.first, strict=True):
        found = next((role_at[o] for o in range(atom.start, atom.end) if o in role_at), None)
        if found is not None and found[0] != "cue":
            example.labels["link"][first + 1] = cue_place.get(found[1], 0)


def event_examples(
    text: str,
    labelled: Mapping[str, Any],
    vocabulary: Vocabulary,
    document: int = 0,
    *,
    predicates: bool = False,
    limit: int = MAX_PIECES,
) -> list[Example]:
    """Return the windows of a text labelled as in `corpora/own/events`, the `document`-th text.

    The words of all mentions of an event have its labels. The words of a participant are linked to the main mention, if
    both are in one window. `predicates`: the predicates that are no events are labelled, so all others are none.
    """
    windows = pack(vocabulary.cut(text), text, limit)
    examples = [blank(w) for w in windows]
    others = tuple(head for head, layer in LAYERS_OF.items() if layer in labelled)
    place: dict[int, tuple[int, int]] = {}
    for n, window in enumerate(windows):
        examples[n].acts = Acts(document)
        for atom, first in zip(window.atoms, window.first, strict=True):
            for head in ("event", "figure", *(("predicate",) if predicates else ()), *others):
                examples[n].labels[head][first + 1] = 0
            for offset in range(atom.start, atom.end):
                place[offset] = (n, first + 1)
    for number, event in enumerate(labelled["events"]):
        _label_event(examples, place, event, number)
    for item in labelled.get("agenda") or ():
        _label_item(examples, place, text, item, labelled["events"])
    for disagreement in labelled.get("disagreements") or ():
        _label_sides(examples, place, disagreement["sides"])
    for predicate in labelled.get("predicates") or ():
        for n, at in _places(place, predicate["span"]):
            examples[n].labels["outlook"][at] = ACT_LABELS["outlook"].index(predicate["status"])
            if predicates:
                examples[n].labels["predicate"][at] = 1
    return examples


def _label_item(
    examples: Sequence[Example],
    place: Mapping[int, tuple[int, int]],
    text: str,
    item: Mapping[str, Any],
    events: Sequence[Mapping[str, Any]],
) -> None:
    """Label the words that name what is on the agenda: those of its event, else the verb that its summary has from the text.

    Where the summary has another verb than the text, no word of the evidence is labelled.
    """
    evidence = item["evidence"]
    spans = _named_by(item, events) or list(_verbs_of(text, evidence, item["summary"]))
    label = ACT_LABELS[ITEM].index("item") if spans else IGNORE
    for span in spans or evidence:
        for n, at in _places(place, span):
            if spans or examples[n].labels[ITEM][at] == 0:
                examples[n].labels[ITEM][at] = label


def _named_by(item: Mapping[str, Any], events: Sequence[Mapping[str, Any]]) -> list[Mapping[str, int]]:
    """Return the mentions of the event of an item that stand in its evidence, else the main one; none without an event."""
    event = next((event for event in events if event["id"] == item["event"]), None)
    if event is None:
        return []
    near = [
        m for m in event["mentions"] if any(s["start"] <= m["start"] < s["end"] for s in item["evidence"])
    ]
    return near or [event["trigger"]]


def _verbs_of(text: str, evidence: Sequence[Mapping[str, int]], summary: str) -> Iterator[dict[str, int]]:
    """Yield the last word of each span of the evidence that begins as the verb of the summary does."""
    verb = SUMMARY_VERB.search(summary)
    if verb is None:
        return
    named = re.compile(rf"\b{re.escape(verb[1][:STEM])}\w*", re.IGNORECASE)
    for span in evidence:
        found = list(named.finditer(text, span["start"], span["end"]))
        if found:
            yield {"start": found[-1].start(), "end": found[-1].end()}


def _label_sides(
    examples: Sequence[Example], place: Mapping[int, tuple[int, int]], sides: Sequence[Mapping[str, Any]]
) -> None:
    """Label the words of a disagreement: what is claimed comes first; where it stands inside what answers it, it remains."""
    for side, label in reversed([*zip(sides, ("claim", *["answer"] * len(sides)), strict=False)]):
        for n, at in _places(place, side["span"]):
            examples[n].labels[DISPUTE][at] = ACT_LABELS[DISPUTE].index(label)


def _places(place: Mapping[int, tuple[int, int]], span: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return the window and the place of each word of a span."""
    return sorted({place[offset] for offset in range(span["start"], span["end"]) if offset in place})


def _label_event(
    examples: Sequence[Example], place: Mapping[int, tuple[int, int]], event: Mapping[str, Any], number: int
) -> None:
    wanted = {
        "event": event["type"], "mode": event["mode"] or "O", "status": event["status"],
        "certainty": event["certainty"], "outlook": OUTLOOK[event["status"]],
    }  # fmt: skip
    taking_part = [
        (where, RELATIONS.index(relation))
        for relation, span in spans_of_parts(event)
        for where in _places(place, span)
    ]
    for figure in event["figures"]:
        for n, at in _places(place, figure["span"]):
            examples[n].labels["figure"][at] = ACT_LABELS["figure"].index(figure["what"])
    for span in event["mentions"]:
        words = _places(place, span)
        if not words:
            continue
        window = words[0][0]
        for n, at in words:
            for head, label in wanted.items():
                examples[n].labels[head][at] = ACT_LABELS[head].index(label)
            if examples[n].labels["predicate"][at] != IGNORE:
                examples[n].labels["predicate"][at] = 1
        acts = examples[window].acts
        if acts is not None:
            is_main = span["start"] == event["trigger"]["start"] and not event["minor"]
            parts = [(at, relation, 1.0) for (n, at), relation in taking_part if n == window]
            own = [at for n, at in words if n == window]
            acts.mentions.append(Mention(own, number, parts if is_main else None))


def read_frames(data: Path) -> dict[str, SentenceFrames]:
    """Return PropBank's predicates and UDS' judgements of the sentences of EWT train, by sentence."""
    factual: dict[str, dict[int, bool]] = {}
    for row in read_jsonl(data / "factuality" / "uds_ewt.jsonl.gz"):
        judged = {int(word): fields for word, (_, fields) in row["predicates"].items()}
        factual[row["sent_id"]] = {w: f["factual"][0] > 0 for w, f in judged.items() if "factual" in f}
    return {
        row["sent_id"]: SentenceFrames(
            [
                (word, [(head, label) for label, _, _, head in arguments if label in ROLES])
                for word, sense, arguments in row["predicates"]
                if sense not in AUXILIARY_SENSES
            ],
            factual.get(row["sent_id"], {}),
        )
        for row in read_jsonl(data / "propbank" / "ewt_train.propbank.jsonl.gz")
    }


def noun_examples(data: Path, vocabulary: Vocabulary) -> list[Example]:
    """Return windows of the sentences of QANom's train part: which nouns name an act."""
    nouns: dict[str, list[tuple[int, bool]]] = {}
    texts: dict[str, str] = {}
    for row in read_jsonl(data / "qasem" / "qanom.jsonl.gz"):
        if row["part"] == "train":
            texts[row["id"]] = row["sentence"]
            nouns.setdefault(row["id"], []).append((row["target"], row["verbal"] >= MOSTLY))
    found = []
    for name, sentence in texts.items():
        starts = [m.start() for m in re.finditer(r"\S+", sentence)]
        named = {starts[word]: is_act for word, is_act in nouns[name]}
        for window in pack(vocabulary.cut(sentence), sentence):
            example = blank(window)
            for atom, first in zip(window.atoms, window.first, strict=True):
                if atom.start in named:
                    example.labels["predicate"][first + 1] = int(named[atom.start])
            found.append(example)
    return found


def name_examples(
    sentences: Iterable[TaggedSentence], labels: Labels, vocabulary: Vocabulary, groups: Container[str]
) -> list[Example]:
    """Return windows of BIO-tagged sentences, one or more per sentence."""
    examples = []
    index = labels.indexes()["name"]
    for sentence in sentences:
        tag_at = {
            start: "B-NORP" if tag == "B-MISC" and sentence.text[start:end].lower() in groups else tag
            for (start, end), tag in zip(sentence.spans, sentence.tags, strict=True)
        }
        for window in pack(vocabulary.cut(sentence.text), sentence.text):
            example = blank(window)
            for atom, first in zip(window.atoms, window.first, strict=True):
                if atom.start in tag_at:
                    example.labels["name"][first + 1] = index.get(tag_at[atom.start], 0)
            examples.append(example)
    return examples


def read_chains(path: Path) -> dict[str, Chains]:
    """Return the mentions of each document of a GUM coreference file, by its id."""
    found: dict[str, Chains] = {}
    for row in read_jsonl(path):
        numbers: dict[str, int] = {}
        entity: dict[int, str] = {}
        number: dict[int, int] = {}
        for mention in sorted(row["mentions"], key=lambda m: (m["start"], -m["end"])):
            if mention["head"] not in entity:  # of two mentions with one head word, keep the longer
                entity[mention["head"]] = mention["etype"]
                number[mention["head"]] = numbers.setdefault(mention["cluster"], len(numbers))
        found[row["id"]] = Chains(entity, number)
    return found


def nationalities(tags: Sequence[str], words: Sequence[Word], groups: Container[str]) -> list[str]:
    """Return `tags` with nationalities and groups marked, except on words of another name.

    >>> word = Word(0, 5, "Iraqi", "Iraqi", "ADJ", "", 1, "amod")
    >>> nationalities(["O"], [word], {"iraqi"})
    ['B-NORP']
    """
    found = list(tags)
    for i, (tag, word) in enumerate(zip(tags, words, strict=True)):
        alone = i + 1 >= len(tags) or not tags[i + 1].startswith("I-")
        free = tag in ("O", OTHER_NAME) or (tag == "B-MISC" and alone)
        if free and word.upos in GROUP_UPOS and word.form[:1].isupper() and word.form.lower() in groups:
            found[i] = "B-NORP"
    return found


def read_groups(shared: Path) -> frozenset[str]:
    """Return adjectives and peoples of countries, and words for members of parties and faiths, in lower case."""
    found: set[str] = set(GROUPS.read_text(encoding="utf-8").split())
    for row in rows_of(shared / "data" / "actors" / "countries.tsv"):
        found.update(d.lower() for d in parts(row["demonyms"]) if " " not in d)
    return frozenset(found)


def ewt_names(document: UdDocument, names: dict[str, list[tuple[int, int, str]]]) -> list[list[str]]:
    """Return the BIO tags of a document of EWT; a proper noun that is not annotated as a name is left open."""
    found = []
    for name, sentence in zip(document.sentence_ids, document.sentences, strict=True):
        tags = [OTHER_NAME if w.upos == "PROPN" else "O" for w in sentence]
        for first, last, label in names.get(name, ()):
            tags[first : last + 1] = [f"B-{label}"] + [f"I-{label}"] * (last - first)
        found.append(tags)
    return found


def curl(document: UdDocument) -> UdDocument:
    """Return the document with curly quotation marks and apostrophes in place of straight ones."""
    out, is_open = [], False
    for n, sign in enumerate(document.text):
        if sign == '"':
            is_open = not is_open
            sign = "“" if is_open else "”"
        elif sign == "'":
            sign = "’" if n and not document.text[n - 1].isspace() else "‘"
        if sign == "\n":
            is_open = False
        out.append(sign)
    text = "".join(out)
    sentences = tuple(
        tuple(
            Word(w.start, w.end, text[w.start : w.end], w.lemma, w.upos, w.feats, w.head, w.deprel) for w in s
        )
        for s in document.sentences
    )
    return UdDocument(document.id, text, sentences, document.sentence_ids)


def window_limit(chance: random.Random) -> int:
    """Draw the largest number of pieces in the windows of a text."""
    drawn = chance.random()
    return next((limit for share, limit in SHORTER if drawn < share), MAX_PIECES)


def unlabelled_texts(shared: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and text of news reports without labels, which a teacher may read: those of ECB+ train."""
    labelled = {
        article.id for part in ("train", "once", "dev", "test") for article in read_events(None, part)
    }
    for row in read_jsonl(shared / "data" / "stories" / "ecb_train_docs.jsonl"):
        name = f"ecb:{row['id']}"
        if name not in labelled:
            yield name, row["text"]


def training_examples(
    shared: Path,
    vocabulary: Vocabulary,
    seed: int,
    teacher: Path | None = None,
    act_teacher: Path | None = None,
) -> tuple[Labels, dict[str, list[Example]]]:
    """Return the label sets and the training windows by corpus, made from the train files alone.

    `teacher` is the file of `training.teacher` with its log odds for the roles of each text, `act_teacher` that of
    `training.act_teacher` for acts.
    """
    taught_acts = read_taught_acts(act_teacher) if act_teacher is not None else {}
    taught = np.load(teacher) if teacher is not None else {}
    chance, lengths = random.Random(seed), random.Random(seed + 1)
    data = shared / "data"
    banks = {n: list(read_conllu(data / "syntax" / f"{n}_train.conllu.gz")) for n in ("ewt", "gum")}
    labels = collect_labels(d for bank in banks.values() for d in bank)
    groups = read_groups(shared)
    names: dict[str, list[Sequence[str]]] = {}
    for row in read_jsonl(data / "ner" / "gum_ner_train.jsonl"):
        names.setdefault(row["doc"], []).append(row["tags"])
    spans = read_spans(EWT_NAMES)
    names |= {d.id: [*ewt_names(d, spans)] for d in banks["ewt"]}
    chains = read_chains(data / "coref" / "gum_coref_train.jsonl.gz")
    frames = read_frames(data)
    found: dict[str, list[Example]] = {
        "ud": [],
        "attribution": [],
        "names": [],
        "nouns": [],
        "events": [],
        "texts": [],
    }
    for document in (d for bank in banks.values() for d in bank):
        tags = names.get(document.id, [])
        fits = [len(n) for n in tags] == [len(s) for s in document.sentences]
        marked = None
        if fits:
            marked = [nationalities(t, s, groups) for t, s in zip(tags, document.sentences, strict=True)]
        styled = curl(document) if chance.random() < CURLY_SHARE else document
        examples = ud_examples(
            styled, labels, vocabulary, marked, chains.get(document.id), frames, window_limit(lengths)
        )
        add_taught(examples, taught.get(document.id))
        add_taught_acts(examples, taught_acts.get(document.id))
        found["ud"].extend(examples)
    silver = {r["id"]: r for r in read_jsonl(data / "attribution" / "polnear_train_corenlp.jsonl.gz")}
    for row in read_jsonl(data / "attribution" / "polnear_train.jsonl.gz"):
        examples = attribution_examples(
            row, silver.get(row["id"]), labels, vocabulary, groups, window_limit(lengths)
        )
        add_taught(examples, taught.get(row["id"]))
        add_taught_acts(examples, taught_acts.get(row["id"]))
        found["attribution"].extend(examples)
    politics = list(read_jsonl(data / "ner" / "crossner_politics_train.jsonl"))
    politics.extend(swap_names(tuple(politics), name_pools(shared), SWAPS, seed))
    found["names"].extend(
        name_examples((tag_row(row, CROSSNER) for row in politics), labels, vocabulary, groups)
    )
    found["nouns"] = noun_examples(data, vocabulary)
    labelled = itertools.chain.from_iterable(read_events(shared, part) for part in EVENT_PARTS)
    for number, article in enumerate(labelled):
        marked_too = bool(article.about["predicates"])
        examples = event_examples(
            article.text or "",
            article.labels,
            vocabulary,
            number,
            predicates=marked_too,
            limit=window_limit(lengths),
        )
        add_taught(examples, taught.get(article.id))
        add_taught_acts(examples, taught_acts.get(article.id))
        found["events"].extend(examples)
    for name, text in unlabelled_texts(shared) if taught_acts else ():
        examples = [blank(window) for window in pack(vocabulary.cut(text), text)]
        add_taught_acts(examples, taught_acts.get(name))
        found["texts"].extend(examples)
    return labels, found
