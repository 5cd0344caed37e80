"""Corpora → windows with a label for each piece: the input of the training.

A label is on the first piece of an atom or word. It is `IGNORE` elsewhere, and if a corpus does not
annotate a layer, so one batch can mix corpora. Position 0 is the start mark of the window: it is the
root of the trees, and "no cue" for the links.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.conllu import UdDocument, Word, read_conllu
from corpora.events import read_events
from corpora.jsonl import read_jsonl
from corpora.names import CROSSNER, TaggedSentence, read_spans, tag_row
from onrecord.models.labels import Labels, lemma_rule
from onrecord.models.pieces import Vocabulary
from onrecord.models.windows import MAX_PIECES, Window, pack
from onrecord.ontologies import load_ontology
from training.swaps import name_pools, swap_names
from training.world_tables import parts, rows_of

IGNORE = -100
PARTS = ("actor", "recipient", "location")  # the parts that a participant can have in an event
EWT_NAMES = Path("corpora/own/ewt_names.tsv")
GROUPS = Path(__file__).with_name("groups.txt")
GROUP_UPOS = frozenset(("ADJ", "NOUN", "PROPN"))
SWAPS = 12  # copies of each sentence of CrossNER with other names
LAYERS = ("join", "sentence", "upos", "feats", "lemma", "head", "rel", "name", "silver", "role", "link", "entity", "chain", "event")  # fmt: skip
LOGGED = (*LAYERS, "taught")  # layers whose mean losses are in the training log
MIN_FEATS, MIN_LEMMA = 5, 2  # minimum count of a class
NAME_LABELS = ("PER", "ORG", "LOC", "EVENT", "MISC", "NORP")
OTHER_NAME = "other"  # a name that is not a person, organization or place; not annotated in EWT
ROLE_LABELS = ("source", "cue", "content")
CORENLP = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}
GUM_ENTITIES = (
    "person", "organization", "place", "event", "object", "time", "abstract", "animal", "plant", "substance",
)  # fmt: skip
CURLY_SHARE = 0.4  # share of treebank documents whose straight quotes become curly, as in news


@dataclass(frozen=True, slots=True)
class Chains:
    """The mentions of a document by their head word: the kind of entity, and the number of the chain."""

    entity: dict[int, str]
    number: dict[int, int]


@dataclass(slots=True)
class Example:
    """One window and its labels; `sentence_of` numbers the sentences, inside which words attach."""

    window: Window
    labels: dict[str, list[int]]
    sentence_of: list[int] = field(default_factory=list)
    parts: list[tuple[int, int, int]] | None = None  # participants: word, word of the event, index in `PARTS`
    taught: NDArray[np.float16] | None = None  # a teacher's log odds of the roles of each atom

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
        event=("O", *sorted(load_ontology().types)),
    )


def ud_examples(
    document: UdDocument,
    labels: Labels,
    vocabulary: Vocabulary,
    names: Sequence[Sequence[str]] | None = None,
    chains: Chains | None = None,
) -> list[Example]:
    """Return the windows of a treebank document; `names` gives BIO tags per sentence, or nothing."""
    words = [w for s in document.sentences for w in s]
    windows = pack(vocabulary.cut(document.text), document.text)
    place: dict[int, tuple[int, int]] = {}  # offset of an atom → window, position of its first piece
    for n, window in enumerate(windows):
        for atom, first in zip(window.atoms, window.first, strict=True):
            place[atom.start] = (n, first + 1)
    examples = [blank(w) for w in windows]
    indexes = labels.indexes()
    owner: dict[int, int] = {}
    for k, word in enumerate(words):
        for offset in range(word.start, word.end):
            owner[offset] = k
    for example in examples:
        previous = -1
        for atom, first in zip(example.window.atoms, example.window.first, strict=True):
            k = owner.get(atom.start, -1)
            if k >= 0:
                example.labels["join"][first + 1] = int(k == previous and atom.gap == 0)
                example.labels["sentence"][first + 1] = 0
            previous = k
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
    return examples


def add_taught(examples: Sequence[Example], rows: NDArray[np.float16] | None) -> None:
    """Add a teacher's log odds for the roles of the atoms to the windows of one text, (atoms, roles)."""
    atoms = sum(len(e.window.atoms) for e in examples)
    if rows is None or len(rows) != atoms:
        return  # the teacher did not read this text, or with other atoms: quotes may have become curly
    done = 0
    for example in examples:
        example.taught = rows[done : done + len(example.window.atoms)]
        done += len(example.window.atoms)


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
    text: str, events: Sequence[dict[str, Any]], labels: Labels, vocabulary: Vocabulary
) -> list[Example]:
    """Return the windows of a text whose events are labelled as in `corpora/own/events`.

    The words of all mentions of an event have its type. A participant is linked from the last word of its
    nearest phrase to the first word of the trigger, if both are in one window.
    """
    windows = pack(vocabulary.cut(text), text)
    examples = [blank(w) for w in windows]
    taking: list[list[tuple[int, int, int]]] = [[] for _ in windows]
    place: dict[int, tuple[int, int]] = {}
    for n, window in enumerate(windows):
        examples[n].parts = taking[n]
        for atom, first in zip(window.atoms, window.first, strict=True):
            examples[n].labels["event"][first + 1] = 0
            for offset in range(atom.start, atom.end):
                place[offset] = (n, first + 1)
    index = labels.indexes()["event"]
    for event in events:
        for mention in event["mentions"]:
            for offset in range(mention["start"], mention["end"]):
                if offset in place:
                    n, at = place[offset]
                    examples[n].labels["event"][at] = index[event["type"]]
        n, at = place[event["trigger"]["start"]]
        for part, span in _taking_part(event):
            window_number, word = place[span["end"] - 1]
            if window_number == n:
                taking[n].append((word, at, PARTS.index(part)))
    return examples


def _taking_part(event: dict[str, Any]) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield the participants of an event: the participant, its part, and its nearest phrase."""
    yield from (("actor", party["span"]) for party in event["actors"])
    yield from (("recipient", party["span"]) for party in event["recipients"])
    if event.get("location"):
        yield "location", event["location"]["span"]


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


def training_examples(
    shared: Path, vocabulary: Vocabulary, seed: int, teacher: Path | None = None
) -> tuple[Labels, dict[str, list[Example]]]:
    """Return the label sets and the training windows by corpus, made from the train files alone.

    `teacher` is the file of `training.teacher` with its log odds for the roles of each text.
    """
    taught = np.load(teacher) if teacher is not None else {}
    chance = random.Random(seed)
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
    found: dict[str, list[Example]] = {"ud": [], "attribution": [], "names": [], "events": []}
    for document in (d for bank in banks.values() for d in bank):
        tags = names.get(document.id, [])
        fits = [len(n) for n in tags] == [len(s) for s in document.sentences]
        marked = None
        if fits:
            marked = [nationalities(t, s, groups) for t, s in zip(tags, document.sentences, strict=True)]
        styled = curl(document) if chance.random() < CURLY_SHARE else document
        examples = ud_examples(styled, labels, vocabulary, marked, chains.get(document.id))
        add_taught(examples, taught.get(document.id))
        found["ud"].extend(examples)
    silver = {r["id"]: r for r in read_jsonl(data / "attribution" / "polnear_train_corenlp.jsonl.gz")}
    for row in read_jsonl(data / "attribution" / "polnear_train.jsonl.gz"):
        examples = attribution_examples(row, silver.get(row["id"]), labels, vocabulary, groups)
        add_taught(examples, taught.get(row["id"]))
        found["attribution"].extend(examples)
    politics = list(read_jsonl(data / "ner" / "crossner_politics_train.jsonl"))
    politics.extend(swap_names(tuple(politics), name_pools(shared), SWAPS, seed))
    found["names"].extend(
        name_examples((tag_row(row, CROSSNER) for row in politics), labels, vocabulary, groups)
    )
    for article in read_events(shared, "train"):
        events = article.labels["events"]
        found["events"].extend(event_examples(article.text or "", events, labels, vocabulary))
    return labels, found
