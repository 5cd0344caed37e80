"""Score chains of mentions on GUM dev, from the raw text: `make bench TASK=chains`.

    python -m benchmarks.chains                             every measure, by genre
    python -m benchmarks.chains --texts texts.jsonl         write the texts, for another program to read
    python -m benchmarks.chains --responses NAME.jsonl      score its output, beside ours

The main figure of a system is CoNLL F1 over news, interview, speech, court and bio. Mentions match by
their head word, and singletons are left out of key and response. `exact` requires the whole span;
`singletons` keeps chains of one mention. Only names, nominals and pronouns count: mentions of key and
response whose head word is not a verb, auxiliary, adverb, interjection or mark in the gold tokens.
This keeps numbers and adjectives used as nouns ("42", "the first"), determiners used as pronouns ("each")
and foreign words in names. It leaves out acts, clauses, "here" and "there".

Appositions and predicates are in their chains, as in GUM. The input is running text; tokens and trees
are those of the reader, and spans are mapped to gold tokens by offsets.
A response file has one JSON object per line: `id`, and `chains` of mentions [start, end, head start, head end].
"""

from __future__ import annotations

import argparse
import json
import os
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.about import About
from benchmarks.chain_scores import (
    MEASURES,
    Place,
    Sides,
    Tally,
    by_head,
    by_span,
    conll,
    measure,
    without_singletons,
)
from benchmarks.chain_systems import SYSTEMS, Extent, Given
from corpora.gum import GumDocument, read_gum
from corpora.jsonl import read_jsonl
from onrecord.known import load_known

ABOUT = About(
    data="GUM dev",
    size="20 documents, five genres in the headline",
    developed_on='the margin of "none before" was last set with these figures in view',
    compared_with="the same head lemma, which `python -m benchmarks.chains` prints",
)

DATA = Path("data", "coref", "gum_coref_dev.jsonl")
SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parent.parent.parent / "shared"))
GENRES = ("news", "interview", "speech", "court", "bio")
NOT_COUNTED = frozenset(("VERB", "AUX", "ADV", "INTJ", "PUNCT"))
Response = Sequence[Sequence[Extent]]
Responses = Mapping[str, Response]  # by the id of the document


def run(shared: Path) -> dict[str, float]:
    """Return CoNLL F1 of each system in per cent, its parts, the variants, and each genre."""
    documents = list(read_gum(shared / DATA))
    ours = [d for d in documents if d.genre in GENRES]
    scores: dict[str, float] = {}
    for name, responses in read_systems(documents).items():
        totals = compare(ours, responses)
        scores[f"{name}_conll"] = 100 * conll(totals)
        scores |= {f"{name}_{part}_f1": 100 * totals[part].f1 for part in MEASURES}
        scores[f"{name}_exact_conll"] = 100 * conll(compare(ours, responses, exact=True))
        scores[f"{name}_singletons_conll"] = 100 * conll(compare(ours, responses, singletons=True))
        scores[f"{name}_exact_singletons_conll"] = 100 * conll(compare(ours, responses, True, True))
        scores[f"{name}_all_genres_conll"] = 100 * conll(compare(documents, responses))
        for genre in GENRES:
            scores[f"{name}_{genre}_conll"] = 100 * conll(compare(_of_genre(ours, genre), responses))
    return scores


def read_systems(documents: Sequence[GumDocument]) -> dict[str, Responses]:
    """Return the chains of each of our systems in each document; the language layer is read once."""
    known = load_known()
    languages = known.model.read([d.text for d in documents])
    given = {d.id: Given(d.text, lang, known) for d, lang in zip(documents, languages, strict=True)}
    return {name: {i: system(g) for i, g in given.items()} for name, system in SYSTEMS.items()}


def compare(
    documents: Sequence[GumDocument], responses: Responses, exact: bool = False, singletons: bool = False
) -> dict[str, Tally]:
    """Return the measures of `responses` against the key of `documents`."""
    return measure(sides(d, responses.get(d.id, ()), exact, singletons) for d in documents)


def sides(document: GumDocument, response: Response, exact: bool = False, singletons: bool = False) -> Sides:
    """Return key and response of a document as sets of mentions that can be compared."""
    match = by_span if exact else by_head
    key, ours = match(key_of(document), placed(document, response))
    return (key, ours) if singletons else (without_singletons(key), without_singletons(ours))


def key_of(document: GumDocument) -> list[list[Place]]:
    """Return the gold chains of a document, without the mentions that do not count."""
    found: dict[str, list[Place]] = {}
    for mention in document.mentions:
        if document.words[mention.head].upos not in NOT_COUNTED:
            found.setdefault(mention.chain, []).append((mention.first, mention.last, mention.head))
    return list(found.values())


def placed(document: GumDocument, response: Response) -> list[list[Place]]:
    """Return chains of offsets as chains of gold words, without the mentions that do not count."""
    found = [[place_of(document, extent) for extent in chain] for chain in response]
    counted = [
        [p for p in chain if p is not None and document.words[p[2]].upos not in NOT_COUNTED]
        for chain in found
    ]
    return [chain for chain in counted if chain]


def place_of(document: GumDocument, extent: Extent) -> Place | None:
    """Return the words that a span and its head touch, or None if it touches none."""
    span = _touched(document, extent[0], extent[1])
    head = _touched(document, extent[2], extent[3])
    return (span[0], span[1], head[0]) if span and head else None


def _touched(document: GumDocument, start: int, end: int) -> tuple[int, int] | None:
    first = bisect_right(document.words, start, key=lambda w: w.end)
    last = bisect_left(document.words, end, key=lambda w: w.start) - 1
    return (first, last) if first <= last else None


def _of_genre(documents: Sequence[GumDocument], genre: str) -> list[GumDocument]:
    return [d for d in documents if d.genre == genre]


# ---- the long table, and other systems -------------------------------------------------------


def main() -> None:
    """Print every measure of every system, or write the texts for another program."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.chains", description=__doc__.splitlines()[0] if __doc__ else None
    )
    parser.add_argument("--texts", type=Path, help="write id and text of each document there, and stop")
    parser.add_argument("--responses", type=Path, nargs="*", default=[], help="what other systems found")
    options = parser.parse_args()
    documents = list(read_gum(SHARED / DATA))
    if options.texts:
        lines = [json.dumps({"id": d.id, "text": d.text}) + "\n" for d in documents]
        options.texts.write_text("".join(lines), encoding="utf-8")
        return
    systems = read_systems(documents)
    systems |= {
        path.stem: {row["id"]: row["chains"] for row in read_jsonl(path)} for path in options.responses
    }
    for name, responses in systems.items():
        print("\n".join(table(name, documents, responses)))


def table(name: str, documents: Sequence[GumDocument], responses: Responses) -> list[str]:
    """Return the lines of a table: variants, then genres; recall, precision and F1 of each measure."""
    ours = [d for d in documents if d.genre in GENRES]
    rows = {
        "five genres, head": compare(ours, responses),
        "five genres, exact": compare(ours, responses, exact=True),
        "five genres, head, singletons": compare(ours, responses, singletons=True),
        "five genres, exact, singletons": compare(ours, responses, exact=True, singletons=True),
        "all, head": compare(documents, responses),
    }
    for genre in dict.fromkeys(d.genre for d in documents):
        rows[genre] = compare(_of_genre(documents, genre), responses)
    lines = [f"## {name}", "", f"| | CoNLL | {' | '.join(f'{m} R P F' for m in MEASURES)} |"]
    lines.append("| --- | ---: |" + " --- |" * len(MEASURES))
    for label, totals in rows.items():
        parts = [f"{100 * t.recall:.1f} {100 * t.precision:.1f} {100 * t.f1:.1f}" for t in totals.values()]
        lines.append(f"| {label} | {100 * conll(totals):.1f} | {' | '.join(parts)} |")
    return [*lines, ""]


if __name__ == "__main__":
    main()
