"""Score quotation and sourcing on attributions of PolNeAR train, for development: errors may be read.

    python -m benchmarks.attribution_sources        figures by sample, then every error

Data: `corpora/own/attribution_sources.jsonl`. The model was trained on these articles, so more
attributions are aligned than on new text. Given a source that was found, the figures of a sample are fair
as long as its errors have not been read. The main benchmark is `attribution_fields`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.attribution_fields import align
from corpora.attribution_fields import GoldSource, read_sources
from corpora.polnear import read_polnear
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.types import Attribution, Document, DocumentId

SHARED = Path(__file__).parents[2] / "shared"
FIELDS = ("quotation", "sourcing")


def main() -> None:
    """Print the accuracy of both fields by sample, and each error."""
    rows = {row.article: row for row in read_sources()}
    path = SHARED / "data" / "attribution" / "polnear_train.jsonl.gz"
    articles = {a.id: a for a in read_polnear(path) if a.id in rows}
    documents = [Document(id=DocumentId(a.id), text=a.text) for a in articles.values()]
    right: Counter[tuple[int, str]] = Counter()
    errors: list[str] = []
    for reading in read_all(documents, load_known()):
        row = rows[reading.document.id]
        found = align(articles[row.article].attributions[row.attribution], reading.attributions)
        if found is None:
            continue
        right[row.sample, "aligned"] += 1
        for field in FIELDS:
            gold, system = getattr(row, field), getattr(found, field)
            if gold is None:
                continue
            right[row.sample, field] += gold == system
            if gold != system:
                errors.append(f"{row.article} {field}: {gold}, not {system} ({_described(row, found)})")
    for sample in sorted({row.sample for row in rows.values()}):
        aligned = right[sample, "aligned"]
        asked = [field for field in FIELDS if (sample, field) in right]
        shares = ", ".join(f"{field} {right[sample, field] / aligned:.3f}" for field in asked)
        print(f"sample {sample}: {aligned} aligned, {shares}")
    print("\n".join(errors))


def _described(row: GoldSource, found: Attribution) -> str:
    source = "no source" if found.source is None else f"source {found.source.text!r}"
    return f"attribution {row.attribution}, {source}"


if __name__ == "__main__":
    main()
