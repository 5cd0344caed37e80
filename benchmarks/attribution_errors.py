"""Count the errors in the attributions of PolNeAR dev, by kind, and print a table.

    python -m benchmarks.attribution_errors            dev
    python -m benchmarks.attribution_errors 100        a hundred train articles, the same ones each time

The pairs of the scorer decide what is found (half of the content's tokens, one to one) and whether the
source is right. The model was trained on the train articles, so their figures are too good; only their
kinds of errors are of use. No text is printed.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any, NamedTuple

from benchmarks.attributions import found, gold_of
from benchmarks.run import SHARED
from benchmarks.scorers import load_scorer
from corpora.polnear import Article, read_polnear
from onrecord.grammar import Forest
from onrecord.known import Known, load_known
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions import find_attributions
from onrecord.types import Document, DocumentId, Reading

SEED = 7
MOST = 0.8  # the share of a content that counts as nearly all of it
Item = Mapping[str, set[int]]  # the tokens of source, cue and content


class Error(NamedTuple):
    """One error: what it concerns, its kind, and how the content is quoted."""

    what: str
    kind: str
    quotation: str


def main(arguments: Sequence[str]) -> int:
    """Read the articles and print the tables."""
    scorer = load_scorer(SHARED, "score_attribution")
    articles = _articles(int(arguments[0]) if arguments else None)
    known = load_known()
    golds, systems = [gold_of(a) for a in articles], [found(r) for r in _read(articles, known)]
    errors, total = Counter[Error](), Counter[str]()
    for gold, system in zip(golds, systems, strict=True):
        article = scorer.Article(gold["text"])
        items = article.prepare(gold["attributions"])
        total.update(article.content_type(g["content"]) for g in items if g["content"])
        errors.update(errors_of(scorer, article, items, system["attributions"], known.words.attributions))
    print(table(errors, total))
    figures = scorer.score(golds, systems)
    print(
        f"{len(articles)} articles: attribution F1 {figures['attribution']['f1']:.3f}, full F1 "
        f"{figures['full']['f1']:.3f}, alpha {figures['alpha']:.3f}, recall of direct quotations "
        f"{figures['by_type']['direct']['matched']:.3f}, of speech cues {figures['by_type']['speech cue']['matched']:.3f}"
    )
    return 0


def _articles(train: int | None) -> list[Article]:
    part = "dev" if train is None else "train"
    articles = list(read_polnear(SHARED / "data" / "attribution" / f"polnear_{part}.jsonl.gz"))
    return articles if train is None else random.Random(SEED).sample(articles, train)


def _read(articles: Sequence[Article], known: Known) -> Iterator[Reading]:
    """Yield readings with attributions only; their spans do not depend on actors and times."""
    for article, language in zip(articles, known.model.read([a.text for a in articles]), strict=True):
        document = Document(id=DocumentId(article.id), text=article.text)
        items = find_attributions(document, language, (), (), Forest(language.sentences), known).items
        yield Reading(document=document, attributions=items)


def errors_of(
    scorer: ModuleType,
    article: Any,
    gold: Sequence[Item],
    attributions: Sequence[dict[str, Any]],
    words: AttributionWords,
) -> Iterator[Error]:
    """Yield the errors in one article. `gold` is prepared by the scorer, `attributions` are those of the system."""
    outer = [item for item in (article.prepare([a]) for a in attributions) if item]
    system: list[Item] = [items[0] for items in outer]
    nested: list[Item] = [
        items[0]
        for items in (article.prepare([{**a, "nested": False}]) for a in attributions if a.get("nested"))
        if items
    ]
    pairs = scorer.match(gold, system)
    for g, s in pairs:
        right = scorer.same_source(article, gold[g]["source"], system[s]["source"])
        if not right:
            kind = source_error(gold[g]["source"], system[s]["source"])
            yield Error("wrong source", kind, article.content_type(gold[g]["content"]))
    hit, used = {g for g, _ in pairs}, {s for _, s in pairs}
    for g, item in enumerate(gold):
        if g not in hit and item["content"]:
            how = missed_as(item, system, nested)
            kind = f"{how}, {cue_kind(article, item['cue'], words)}" if how == "not seen" else how
            yield Error("missed", kind, article.content_type(item["content"]))
    for s, item in enumerate(system):
        if s not in used and item["content"]:
            kind = spurious_as(item, gold)
            kind = f"{kind}, {cue_kind(article, item['cue'], words)}" if kind == "no gold there" else kind
            yield Error("spurious", kind, article.content_type(item["content"]))


def source_error(gold: set[int], system: set[int]) -> str:
    """Return the error in the source of an attribution whose content is found, if any."""
    if not system:
        return "source not found"
    if not gold:
        return "source where there is none"
    return "span of the source" if gold & system else "another source"


def missed_as(item: Item, system: Sequence[Item], nested: Sequence[Item]) -> str:
    """Return in which way a gold attribution was missed."""
    content, cue = item["content"], item["cue"]
    same_cue = [s for s in system if cue & s["cue"]]
    if same_cue:
        parts = [s["content"] for s in same_cue]
        best = max(parts, key=lambda part: len(part & content))
        if not best & content:
            return "cue seen, other content"
        return "content too short" if len(best & content) >= MOST * len(best) else "content too long"
    if any(cue & n["cue"] for n in nested):
        return "taken for an inner one"
    sharing = [s["content"] for s in system if s["content"] & content]
    if len(sharing) > 1:
        return "split among several"
    if sharing:
        return "content under another cue"
    return "not seen"


def spurious_as(item: Item, gold: Sequence[Item]) -> str:
    """Return the kind of error of an attribution without a gold pair."""
    if any(item["cue"] & g["cue"] for g in gold):
        return "right cue, other content"
    if any(item["cue"] and item["cue"] <= g["content"] for g in gold):
        return "an inner one taken for an outer one"
    if any(item["content"] & g["content"] for g in gold):
        return "another cue for a gold content"
    return "no gold there"


def cue_kind(article: Any, cue: set[int], words: AttributionWords) -> str:
    """Return the kind of the cue: plain speech, a verb or noun of the tables, a mark, or none of them."""
    if not cue:
        return "no cue"
    forms = [article.word(i).lower() for i in sorted(cue)]
    if article.cue_type(cue) == "speech cue":
        return "speech cue"
    if not any(form[0].isalnum() for form in forms):
        return "mark as cue"
    lemmas = {words.verb_forms.get(form, form) for form in forms}
    if any(("verb", lemma) in words.cues for lemma in lemmas):
        return "other verb of the tables"
    nouns = {words.noun_forms.get(form, form) for form in forms}
    if any(("noun", noun) in words.cues for noun in nouns):
        return "noun of the tables"
    return "no word of the tables"


def table(errors: Mapping[Error, int], total: Mapping[str, int]) -> str:
    """Return the errors as a Markdown table: kinds by how the content is quoted."""
    columns = ("direct", "mixed", "indirect")
    lines = [
        "| what | kind | all | " + " | ".join(columns) + " |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    counts: Counter[tuple[str, str]] = Counter()
    for error, n in errors.items():
        counts[error.what, error.kind] += n
    order = {"missed": 0, "spurious": 1, "wrong source": 2}
    for (what, kind), n in sorted(counts.items(), key=lambda c: (order[c[0][0]], -c[1], c[0][1])):
        cells = [str(errors.get(Error(what, kind, column), 0)) for column in columns]
        lines.append(f"| {what} | {kind} | {n} | " + " | ".join(cells) + " |")
    cells = [str(total.get(column, 0)) for column in columns]
    lines.append(f"| gold | | {sum(total.values())} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
