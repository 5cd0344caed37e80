"""Score the language layer on the dev files: `make bench TASK=model`.

Rules of the CoNLL 2018 shared task: on gold tokens UPOS and LAS (all words, relations
without subtypes); from raw text the F1 of token and sentence spans. Names: exact spans, by
sentence. Roles: token F1 of PolNeAR's scorer over the output of the model, before any rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.about import About
from benchmarks.scorers import load_scorer
from benchmarks.speed import load_spacy
from corpora.conllu import UdDocument, read_conllu
from corpora.jsonl import read_jsonl
from corpora.names import CROSSNER, TaggedSentence, read_tagged
from onrecord.models import Reader, load_model

ABOUT = About(
    data="UD EWT dev and GUM dev, Universal NER EWT dev, CrossNER politics dev, PolNeAR dev",
    size="2,001 sentences of EWT, 1,022 of GUM (20 documents), 541 of CrossNER, 84 articles of PolNeAR",
    developed_on="bounds for names were set on GUM dev and CrossNER dev, and one of three sets of weights was chosen with EWT dev in view",
    compared_with="en-core-web-sm (spaCy 3.8) in the same run, for names",
)

NEWS_GENRES = ("GUM_news",)
ROLES = ("source", "cue", "content")
SCORED_NAMES = frozenset(("PER", "ORG", "LOC"))
SPACY_LABELS = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC"}
NOT_OF_A_NAME = frozenset(("the", "'s", "’s"))
Names = set[tuple[int, int, str]]
Tagger = Callable[[TaggedSentence], Names]


def run(shared: Path) -> dict[str, float]:
    """Return every score, in per cent; roles as fractions, as they are published."""
    model = load_model()
    syntax = shared / "data" / "syntax"
    ewt = list(read_conllu(syntax / "ewt_dev.conllu.gz"))
    gum = list(read_conllu(syntax / "gum_dev.conllu.gz"))
    news = [d for d in gum if d.id.startswith(NEWS_GENRES)]
    scores: dict[str, float] = {}
    for name, documents in (("ewt", ewt), ("gum", gum), ("gum_news", news)):
        scores |= {f"{name}_{k}": v for k, v in score_trees(model, documents).items()}
        scores |= {f"{name}_{k}": v for k, v in score_segmentation(model, documents).items()}
    ner = shared / "data" / "ner"
    taggers: dict[str, Tagger] = {"": lambda sentence: own_names(model, sentence)}
    if pipeline := load_spacy():
        taggers["spacy_"] = lambda sentence: spacy_names(pipeline, sentence)
    for prefix, tagger in taggers.items():
        scores[f"{prefix}uner_ewt_f1"] = score_names(tagger, read_tagged(ner / "uner_ewt_dev.jsonl"))
        politics = read_tagged(ner / "crossner_politics_dev.jsonl", CROSSNER)
        scores[f"{prefix}crossner_f1"] = score_names(tagger, politics)
    return scores | score_roles(model, shared)


def score_trees(model: Reader, documents: Iterable[UdDocument]) -> dict[str, float]:
    """Return UPOS, feature, lemma, UAS and LAS accuracy on gold tokens and sentences."""
    right = dict.fromkeys(("upos", "feats", "lemma", "uas", "las"), 0)
    total = 0
    for document in documents:
        spans = [[(w.start, w.end) for w in s] for s in document.sentences]
        language, _ = model.read_tokens(document.text, spans)
        found = {}
        for sentence in language.sentences:
            for token in sentence.tokens:
                head = sentence.tokens[token.head].start if token.head >= 0 else -1
                found[token.start] = (token, head)
        for gold in document.sentences:
            for word in gold:
                total += 1
                if word.start not in found:
                    continue
                token, head = found[word.start]
                right["upos"] += token.upos == word.upos
                right["feats"] += token.feats == word.feats
                right["lemma"] += token.lemma == word.lemma
                if head == (gold[word.head].start if word.head >= 0 else -1):
                    right["uas"] += 1
                    right["las"] += token.deprel.split(":")[0] == word.deprel.split(":")[0]
    return {k: 100 * v / total for k, v in right.items()}


def score_segmentation(model: Reader, documents: Iterable[UdDocument]) -> dict[str, float]:
    """Return the F1 of token and sentence spans from raw text."""
    counts = {"token": [0, 0, 0], "sentence": [0, 0, 0]}
    for document in documents:
        language = model.read_one(document.text)
        pairs = {
            "token": (
                {(w.start, w.end) for s in document.sentences for w in s},
                {(t.start, t.end) for s in language.sentences for t in s.tokens},
            ),
            "sentence": (
                {(s[0].start, s[-1].end) for s in document.sentences},
                {(s.start, s.end) for s in language.sentences},
            ),
        }
        for key, (gold, system) in pairs.items():
            for n, value in enumerate((len(gold & system), len(gold), len(system))):
                counts[key][n] += value
    return {f"{k}_f1": 200 * hit / (gold + system) for k, (hit, gold, system) in counts.items()}


def score_names(tagger: Tagger, sentences: Iterable[TaggedSentence]) -> float:
    """Return F1 over exact spans of persons, organizations and places, sentence by sentence."""
    hit = wanted = got = 0
    for sentence in sentences:
        gold = gold_names(sentence)
        system = {name for name in tagger(sentence) if name[2] in SCORED_NAMES}
        hit, wanted, got = hit + len(gold & system), wanted + len(gold), got + len(system)
    return 200 * hit / (wanted + got)


def gold_names(sentence: TaggedSentence) -> Names:
    """Return the names of a sentence that count, by offsets."""
    found: Names = set()
    begun: tuple[int, str] | None = None
    for i, tag in enumerate([*sentence.tags, "O"]):
        prefix, _, label = tag.partition("-")
        if begun is not None and (prefix != "I" or label != begun[1]):
            found.add((sentence.spans[begun[0]][0], sentence.spans[i - 1][1], begun[1]))
            begun = None
        if label and begun is None:
            begun = (i, label)
    return {name for name in found if name[2] in SCORED_NAMES}


def own_names(model: Reader, sentence: TaggedSentence) -> Names:
    """Return the names that our model finds on the given tokens."""
    language, _ = model.read_tokens(sentence.text, [sentence.spans])
    return {(n.start, n.end, n.label) for n in language.names}


def spacy_names(pipeline: Any, sentence: TaggedSentence) -> Names:
    """Return the names that spaCy finds on the given tokens."""
    from spacy.tokens import Doc

    words = [sentence.text[start:end] for start, end in sentence.spans]
    doc = Doc(pipeline.vocab, words=words)
    for _, component in pipeline.pipeline:
        doc = component(doc)
    found: Names = set()
    for entity in doc.ents:
        # its guidelines include an article and a possessive in a name, those of our corpora do not
        first = entity.start + (words[entity.start].lower() in NOT_OF_A_NAME)
        last = entity.end - 1 - (words[entity.end - 1].lower() in NOT_OF_A_NAME)
        if first <= last:
            label = SPACY_LABELS.get(entity.label_, entity.label_)
            found.add((sentence.spans[first][0], sentence.spans[last][1], label))
    return found


def score_roles(model: Reader, shared: Path) -> dict[str, float]:
    """Return token F1 of sources, cues and contents on PolNeAR dev."""
    scorer = load_scorer(shared, "score_attribution")
    counts = {role: [0, 0, 0] for role in ROLES}
    for row in read_jsonl(shared / "data" / "attribution" / "polnear_dev.jsonl.gz"):
        article = scorer.Article(row["text"])
        language = model.read_one(row["text"])
        for role in ROLES:
            gold = article.token_set([s for a in row["attributions"] for s in a[role]])
            system = article.token_set([(r.start, r.end) for r in language.roles if r.role == role])
            for n, value in enumerate((len(gold & system), len(gold), len(system))):
                counts[role][n] += value
    return {f"{role}_token_f1": 2 * hit / (gold + system) for role, (hit, gold, system) in counts.items()}
