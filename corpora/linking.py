"""Load the named actors of 40 documents, annotated for this project: identities and offsets, no text.

The file is in the repository (`corpora/own/linking.jsonl`), the texts are not: 36 articles of PolNeAR
dev and 4 documents of GUM dev. The guideline is `docs/annotation-linking.md`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpora.gum import read_gum
from corpora.jsonl import read_jsonl
from corpora.polnear import read_polnear
from onrecord.types import ActorKind, Document, DocumentId, Published

OWN = Path(__file__).parent / "own" / "linking.jsonl"
POLNEAR = Path("data") / "attribution" / "polnear_dev.jsonl.gz"
GUM = Path("data") / "coref" / "gum_coref_dev.jsonl"
Half = Literal["develop", "measure"]
HALVES: tuple[Half, ...] = ("develop", "measure")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """One person, body or country that an article names, with all its mentions by name.

    `wikidata` may be None although the entity is publicly known. An entity that is not `public` must not be
    linked. An entity that is not `required` counts if it is linked, but not if it is missed.
    """

    article: str
    name: str
    kind: ActorKind
    country: str | None
    wikidata: str | None
    public: bool
    required: bool
    mentions: tuple[tuple[int, int], ...]


def read_linking(path: Path = OWN) -> Iterator[GoldEntity]:
    """Yield the annotated entities, article by article, in the order of the file."""
    for row in read_jsonl(path):
        yield GoldEntity(**{**row, "mentions": tuple((start, end) for start, end in row["mentions"])})


def half_of(article: str) -> Half:
    """Return the half of an article, by a hash of its id.

    >>> half_of("GUM_news_iodine"), half_of("GUM_news_homeopathic")
    ('measure', 'develop')
    """
    return HALVES[hashlib.blake2b(article.encode(), digest_size=1).digest()[0] % 2]


def read_documents(shared: Path) -> Iterator[Document]:
    """Yield the texts of both corpora, with their dates, as documents to read."""
    for article in read_polnear(shared / POLNEAR):
        yield _document(article.id, article.text, article.published)
    for document in read_gum(shared / GUM, turn=""):  # the annotated offsets are those without paragraphs
        yield _document(document.id, document.text, document.date)


def _document(name: str, text: str, date: str | None) -> Document:
    published = Published(value=date, earliest=date, latest=date, basis="given") if date else Published()
    return Document(id=DocumentId(name), text=text, published=published)
