"""Articles of the corpus of events as the shipped program reads them, for what is fitted on its readings."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus_events import document_of
from corpora.events import read_events
from corpora.own.events.onrecord_events import Article
from onrecord.known import Known
from onrecord.read import find_languages, read_language
from onrecord.types import Language, Reading

# How much an article of each part counts. The network learned from all parts but `fit`, so its readings of those
# are better than of any other text; what is fitted on them alone trusts it too much.
PART_WEIGHTS: Mapping[str, float] = {"train": 1.0, "once": 1.0, "fit": 4.0}


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """A labelled article with its language layer and its reading; `weight`: how much it counts in a fit."""

    article: Article
    language: Language
    reading: Reading
    weight: float = 1.0


def read_part(shared: Path, part: str, known: Known, cache: Path | None = None) -> Iterator[ReadArticle]:
    """Yield the articles of a part, read; with `cache`, a folder, language layers are kept there between runs."""
    articles = list(read_events(shared, part))
    documents = [document_of(article) for article in articles]
    kept = cache / f"languages_{part}.pickle" if cache else None
    if kept and kept.exists():
        languages: list[Language] = pickle.loads(kept.read_bytes())
    else:
        languages = find_languages(documents, known)
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(languages))
    for article, document, language in zip(articles, documents, languages, strict=True):
        yield ReadArticle(
            article, language, read_language(document, language, known), PART_WEIGHTS.get(part, 1.0)
        )
