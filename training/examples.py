"""Corpora → windows with a label for each piece: what the network is trained on.

Every label sits on the first piece of an atom or word; `IGNORE` elsewhere, and wherever a
corpus says nothing of a layer. So one batch can mix corpora. Position 0 is the window's
start mark: it is the root of the trees and the "no cue" of the links.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpora.conllu import UdDocument, Word, read_conllu
from corpora.jsonl import read_jsonl
from corpora.names import CROSSNER, TaggedSentence, read_tagged
from onrecord.models.labels import Labels, lemma_rule
from onrecord.models.pieces import Vocabulary
from onrecord.models.windows import Window, pack

IGNORE = -100
LAYERS = ("join", "sentence", "upos", "feats", "lemma", "head", "rel", "name", "silver", "role", "link")
MIN_FEATS, MIN_LEMMA = 5, 2  # how often a class must be seen to be one
NAME_LABELS = ("PER", "ORG", "LOC", "EVENT", "MISC")
ROLE_LABELS = ("source", "cue", "content")
CORENLP = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}
CURLY_SHARE = 0.4  # of the treebank documents whose straight quotes are made curly, as in news


@dataclass(slots=True)
class Example:
    """One window and its labels; `sentence_of` numbers the sentences that words may attach in."""

    window: Window
    labels: dict[str, list[int]]
    sentence_of: list[int] = field(default_factory=list)

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
    )


def ud_examples(
    document: UdDocument,
    labels: Labels,
    vocabulary: Vocabulary,
    names: Sequence[Sequence[str]] | None = None,
    at_gold_tokens: bool = False,
) -> list[Example]:
    """Return the windows of a treebank document; `names` gives BIO tags a sentence, or nothing."""
    words = [w for s in document.sentences for w in s]
    cuts = [w.start for w in words] + [w.end for w in words] if at_gold_tokens else ()
    windows = pack(vocabulary.cut(document.text, cuts), document.text)
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
                examples[n].labels["name"][at] = indexes["name"][names[s][i]]
    return examples


def _label_word(example: Example, at: int, word: Word, indexes: dict[str, dict[str, int]]) -> None:
    example.labels["upos"][at] = indexes["upos"].get(word.upos, IGNORE)
    example.labels["feats"][at] = indexes["feats"].get(word.feats, IGNORE)
    example.labels["lemma"][at] = indexes["lemma"].get(lemma_rule(word.form, word.lemma), IGNORE)


def attribution_examples(
    row: dict[str, Any], silver: dict[str, Any] | None, labels: Labels, vocabulary: Vocabulary
) -> list[Example]:
    """Return the windows of a PolNeAR article with roles, links, and names of another tagger."""
    text = row["text"]
    windows = pack(vocabulary.cut(text), text)
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
        for start, _, _, tag, *_ in sentence:
            label = CORENLP.get(tag, "O")
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
        # an annotated span may miss the first letter of a word: look at the whole atom
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


def name_examples(
    sentences: Iterable[TaggedSentence], labels: Labels, vocabulary: Vocabulary
) -> list[Example]:
    """Return windows of BIO-tagged sentences, one or more a sentence."""
    examples = []
    index = labels.indexes()["name"]
    for sentence in sentences:
        tag_at = {start: tag for (start, _), tag in zip(sentence.spans, sentence.tags, strict=True)}
        for window in pack(vocabulary.cut(sentence.text), sentence.text):
            example = blank(window)
            for atom, first in zip(window.atoms, window.first, strict=True):
                if atom.start in tag_at:
                    example.labels["name"][first + 1] = index.get(tag_at[atom.start], 0)
            examples.append(example)
    return examples


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
    shared: Path, vocabulary: Vocabulary, seed: int
) -> tuple[Labels, dict[str, list[Example]]]:
    """Return the label sets and the training windows by corpus, made from the train files alone."""
    chance = random.Random(seed)
    data = shared / "data"
    banks = {n: list(read_conllu(data / "syntax" / f"{n}_train.conllu.gz")) for n in ("ewt", "gum")}
    labels = collect_labels(d for bank in banks.values() for d in bank)
    gum_names: dict[str, list[Sequence[str]]] = {}
    for row in read_jsonl(data / "ner" / "gum_ner_train.jsonl"):
        gum_names.setdefault(row["doc"], []).append(row["tags"])
    found: dict[str, list[Example]] = {"ud": [], "attribution": [], "names": []}
    for bank in banks.values():
        for document in bank:
            names = gum_names.get(document.id, [])
            fits = [len(n) for n in names] == [len(s) for s in document.sentences]
            styled = curl(document) if chance.random() < CURLY_SHARE else document
            found["ud"].extend(ud_examples(styled, labels, vocabulary, names if fits else None))
    silver = {r["id"]: r for r in read_jsonl(data / "attribution" / "polnear_train_corenlp.jsonl.gz")}
    for row in read_jsonl(data / "attribution" / "polnear_train.jsonl.gz"):
        found["attribution"].extend(attribution_examples(row, silver.get(row["id"]), labels, vocabulary))
    tagged = read_tagged(data / "ner" / "crossner_politics_train.jsonl", CROSSNER)
    found["names"].extend(name_examples(tagged, labels, vocabulary))
    return labels, found
