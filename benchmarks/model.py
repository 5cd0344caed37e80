"""The language layer against the dev files: `make bench TASK=model`.

Rules of the CoNLL 2018 shared task: on gold tokens UPOS and LAS (all words, relations
without subtypes); from raw text the F1 of token and sentence spans. Names: exact spans, by
sentence. Roles: token F1 of PolNeAR's own scorer over what the model marks, before any rule.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from corpora.conllu import UdDocument, read_conllu
from onrecord.models import Reader, load_model
from training.examples import CROSSNER, ROLE_LABELS, join_tokens, read_jsonl

NEWS_GENRES = ("GUM_news",)
SCORED_NAMES = frozenset(("PER", "ORG", "LOC"))
Spans = set[tuple[int, int, str]]


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
    scores["uner_ewt_f1"] = score_names(model, read_jsonl(ner / "uner_ewt_dev.jsonl"), {})
    scores["crossner_f1"] = score_names(model, read_jsonl(ner / "crossner_politics_dev.jsonl"), CROSSNER)
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


def bio_spans(tags: Iterable[str], names: dict[str, str]) -> Spans:
    """Return the (first, last + 1, label) of the runs that count."""
    spans: Spans = set()
    begun: tuple[int, str] | None = None
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, label = tag.partition("-")
        label = names.get(label, label)
        if begun is not None and (prefix != "I" or label != begun[1]):
            spans.add((begun[0], i, begun[1]))
            begun = None
        if prefix and prefix != "O" and begun is None:
            begun = (i, label)
    return {s for s in spans if s[2] in SCORED_NAMES}


def score_names(model: Reader, rows: Iterable[dict], names: dict[str, str]) -> float:
    """Return F1 over exact spans of persons, organizations and places, sentence by sentence."""
    hit = wanted = got = 0
    for row in rows:
        tokens = row["tokens"]
        text = join_tokens([t for t in tokens if t.strip()])
        spans, at = [], 0
        for token in tokens:
            start = text.index(token, at) if token.strip() else at
            at = start + len(token.strip())
            spans.append((start, at))
        language, _ = model.read_tokens(text, [[s for s in spans if s[1] > s[0]]])
        index = {s: i for i, (s, _) in enumerate(spans)}
        last = {e: i + 1 for i, (_, e) in enumerate(spans)}
        system = {
            (index[n.start], last[n.end], n.label)
            for n in language.names
            if n.label in SCORED_NAMES and n.start in index and n.end in last
        }
        gold = bio_spans(row["tags"], names)
        hit, wanted, got = hit + len(gold & system), wanted + len(gold), got + len(system)
    return 200 * hit / (wanted + got)


def score_roles(model: Reader, shared: Path) -> dict[str, float]:
    """Return token F1 of sources, cues and contents on PolNeAR dev."""
    scorer = load_scorer(shared / "tools" / "score_attribution.py")
    counts = {role: [0, 0, 0] for role in ROLE_LABELS}
    for row in read_jsonl(shared / "data" / "attribution" / "polnear_dev.jsonl.gz"):
        article = scorer.Article(row["text"])
        language = model.read_one(row["text"])
        for role in ROLE_LABELS:
            gold = article.token_set([s for a in row["attributions"] for s in a[role]])
            system = article.token_set([(r.start, r.end) for r in language.roles if r.role == role])
            for n, value in enumerate((len(gold & system), len(gold), len(system))):
                counts[role][n] += value
    return {f"{role}_token_f1": 2 * hit / (gold + system) for role, (hit, gold, system) in counts.items()}


def load_scorer(path: Path) -> ModuleType:
    """Load one of the scorers as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path} is no Python file that can be loaded.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
