"""Load the corpus of events with its texts: labels from `corpora/own/events`, texts from several sources.

Texts that were written for the project are beside the labels. The others are the beginnings of texts of the shared
folder (`SOURCES`), with the length in `articles.jsonl`; they are checked against the digests there. The guideline is
`docs/annotation-events.md`. `corpora/own/events/onrecord_events.py` is a loader that does not need this project.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpora.gum import read_gum_lines
from corpora.jsonl import read_jsonl
from corpora.own.events.onrecord_events import (
    CHECKS,
    Article,
    Labels,
    digest,
    read_corpus,
    read_lines,
    spans_of,
)

FOLDER = Path(__file__).parent / "own" / "events"
PAGE_ID = 16  # digits of a page's id in the id of its article
OWN = "own"  # the prefix of articles written for the project


def _plain(name: str, prefix: str = "") -> Callable[[Path], Iterator[tuple[str, str]]]:
    def read(shared: Path) -> Iterator[tuple[str, str]]:
        for row in read_jsonl(shared / name):
            yield row["id"].removeprefix(prefix), row["text"]

    return read


def _pages(shared: Path) -> Iterator[tuple[str, str]]:
    for row in read_jsonl(shared / "data" / "pages" / "gold.jsonl.gz"):
        yield row["id"][:PAGE_ID], row["text"]


def _gum(shared: Path) -> Iterator[tuple[str, str]]:
    yield from read_gum_lines(shared / "data" / "coref" / "gum_coref_train.jsonl.gz")


SOURCES: Mapping[str, Callable[[Path], Iterator[tuple[str, str]]]] = {  # by the prefix of an article's id
    "aquaint": _plain("data/time/train.jsonl"),
    "polnear": _plain("data/attribution/polnear_train.jsonl.gz"),
    "geo": _plain("data/places/geo_dev.jsonl"),
    "ecb": _plain("data/stories/ecb_train_docs.jsonl"),
    "page": _pages,
    "gum": _gum,
}


def read_events(shared: Path | None, split: str | None = None) -> Iterator[Article]:
    """Yield the articles of a split, or of all, checked; without the shared folder, only our own texts are there."""
    yield from read_corpus(FOLDER, split, read_texts(shared) if shared else None)


def read_twice(shared: Path, version: str, read: Iterable[Article] | None = None) -> dict[str, Labels]:
    """Return the labels of one annotator (a file of `twice`), spans with words, by article; `read` are all articles, if they are read."""
    articles = {article.id: article for article in (read_events(shared) if read is None else read)}
    rows = read_lines(FOLDER / "twice" / f"{version}.jsonl")
    return {row["id"]: unseal(replace(articles[row["id"]], labels=row)) for row in rows}


def read_texts(shared: Path) -> dict[str, str]:
    """Return the texts that do not ship, by id, cut to the annotated length."""
    lengths = {row["id"]: row["length"] for row in read_lines(FOLDER / "articles.jsonl")}
    found = {}
    for source, read in SOURCES.items():
        for name, text in read(shared):
            article = f"{source}:{name}"
            if article in lengths:
                found[article] = text[: lengths[article]]
    return found


# ---- writing -----------------------------------------------------------------------------------


def seal(labels: Labels, *, shipped: bool) -> Labels:
    """Return labels for the file: spans have their words if the text ships, else a digest of them."""
    sealed: Labels = json.loads(json.dumps(labels))
    if not shipped:
        for span in spans_of([sealed[layer] for layer in CHECKS]):
            span["sha1"] = digest(span.pop("text"))
    return sealed


def unseal(article: Article) -> Labels:
    """Return the labels of an article with the words of every span; raises `CorpusError` without the text."""
    labels: Labels = json.loads(json.dumps(article.labels))
    for span in spans_of([labels[layer] for layer in CHECKS]):
        span["text"] = article.quote(span)
        span.pop("sha1", None)
    return labels


def write_labels(labels: Mapping[str, Labels], folder: Path = FOLDER) -> None:
    """Replace the labels of articles, spans with their words, in the files of their splits."""
    about = {row["id"]: row for row in read_lines(folder / "articles.jsonl")}
    for split in sorted({about[name]["split"] for name in labels}):
        path = folder / "labels" / f"{split}.jsonl"
        rows = {row["id"]: row for row in read_lines(path)} if path.exists() else {}
        rows |= {
            name: seal(row, shipped=about[name]["text_ships"])
            for name, row in labels.items()
            if about[name]["split"] == split
        }
        write_jsonl(path, [rows[name] for name in about if name in rows])


def write_jsonl(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write one JSON object a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")
