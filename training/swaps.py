"""Replace names in tagged sentences by others: more names from few sentences (Dai and Adel 2020).

The other names come from the tables of actors and places, so a sentence about one party becomes
sentences about many parties. Deterministic for a seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from training.world_tables import parts, rows_of

# the labels of CrossNER politics → kinds of replacement names
POOL_OF = {
    "politician": "person", "person": "person", "politicalparty": "party", "organisation": "body",
    "country": "country", "location": "place",
}  # fmt: skip
WORD = re.compile(r"['’]s\b|[^\W_]+(?:[-.'’&][^\W_]+)*\.?|\S")
MOST_WORDS = 8  # maximum words of a replacement name
LEAST_PEOPLE = 30_000  # minimum population of a place
KEEP = 0.2  # share of names that are not replaced


def name_pools(shared: Path) -> dict[str, list[list[str]]]:
    """Return the names of each kind, split into words."""
    actors = shared / "data" / "actors"
    orgs = list(rows_of(actors / "orgs.tsv.gz"))
    named = {
        "person": [r["name"] for r in rows_of(actors / "people.tsv.gz")],
        "party": [n for r in orgs if r["code"] == "PTY" for n in _names(r)],
        "body": [n for r in orgs if r["code"] != "PTY" for n in _names(r)],
        "country": [r["name"] for r in rows_of(actors / "countries.tsv")],
        "place": [
            r["name"]
            for r in rows_of(actors / "places.tsv.gz")
            if (r["population"] or "0").isdigit() and int(r["population"] or 0) >= LEAST_PEOPLE
        ],
    }
    cut = {kind: [WORD.findall(name) for name in dict.fromkeys(names)] for kind, names in named.items()}
    return {kind: [words for words in names if 0 < len(words) <= MOST_WORDS] for kind, names in cut.items()}


def swap_names(
    rows: Sequence[Mapping[str, Any]], pools: Mapping[str, Sequence[list[str]]], copies: int, seed: int
) -> Iterator[dict[str, Any]]:
    """Yield `copies` of each row of tokens and BIO tags with other names of the same kinds."""
    chance = random.Random(seed)
    for row in rows:
        for _ in range(copies):
            yield _swapped(row, pools, chance)


def _swapped(
    row: Mapping[str, Any], pools: Mapping[str, Sequence[list[str]]], chance: random.Random
) -> dict[str, Any]:
    tokens: list[str] = []
    tags: list[str] = []
    skip = False  # the rest of a replaced name
    for token, tag in zip(row["tokens"], row["tags"], strict=True):
        prefix, _, label = tag.partition("-")
        if prefix == "I" and skip:
            continue
        skip = False
        if prefix == "B" and label in POOL_OF and chance.random() > KEEP:
            words = chance.choice(pools[POOL_OF[label]])
            tokens.extend(words)
            tags.extend([tag] + [f"I-{label}"] * (len(words) - 1))
            skip = True
            continue
        tokens.append(token)
        tags.append(tag)
    return {"tokens": tokens, "tags": tags}


def _names(row: Mapping[str, str]) -> list[str]:
    # of the other names only the first: the rest are mostly in other languages
    return [row["name"], *parts(row["aliases"])[:1]]
