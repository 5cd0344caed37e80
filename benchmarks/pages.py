"""Score the article text of real news pages: 4-grams of words against text marked by hand.

Data: `data/pages` of the shared folder (scrapinghub/article-extraction-benchmark, 178 pages);
scorer: `tools/score_pages.py` there, with the measure of that benchmark. The input is the bytes
of a file, without a URL.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from benchmarks.about import About
from benchmarks.scorers import load_scorer
from onrecord.document import make_document
from onrecord.lexicon.furniture import load_furniture
from onrecord.types import Page

ABOUT = About(
    data="article-extraction-benchmark, pages of November 2019",
    size="178 pages",
    developed_on="yes: the furniture rows were written on these pages",
    compared_with="the text marked by hand; trafilatura 2.3.1 alone F1 .952 on these pages; on all 181: .960, readability-lxml 0.9 .947, newspaper4k 0.9.6 .938 (measured once, not in this run)",
)


def run(shared: Path) -> dict[str, float]:
    """Return precision, recall and F1 (means over pages) on the pages of `shared`."""
    scorer = load_scorer(shared, "score_pages")
    gold = scorer.load(str(shared / "data" / "pages" / "gold.jsonl.gz"))
    precision, recall, f1, _ = scorer.score(gold, system_texts(shared / "data" / "pages", gold))
    return {"precision": precision, "recall": recall, "f1": f1}


def system_texts(folder: Path, ids: Iterator[str] | dict[str, str]) -> dict[str, str]:
    """Return the text that the reader extracts from each page of `folder`, by id."""
    furniture = load_furniture()
    texts = {}
    for page_id in ids:
        content = gzip.decompress((folder / "html" / f"{page_id}.html.gz").read_bytes())
        page = Page(target=page_id, content=content, kind="html")
        texts[page_id] = make_document(page, furniture).items[0].text
    return texts
