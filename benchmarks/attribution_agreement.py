"""Agreement of two annotators on the fields of attributions: `python -m benchmarks.attribution_agreement`.

Both labelled all 300 from the articles alone, by the same guideline (`docs/annotation-attributions.md`).
A third reading decided the differences. The labels before this are in
`corpora/own/attribution_fields_twice.jsonl`. For addressees, only their presence is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpora.attribution_fields import HALVES, TWICE
from corpora.jsonl import read_jsonl

FIELDS = ("quotation", "sourcing", "polarity", "addressee")


def main() -> None:
    """Print the number of equal labels and Cohen's kappa, by field and half."""
    rows = list(read_jsonl(TWICE))
    for field in FIELDS:
        for half in (*HALVES, "both"):
            pairs = [(r["first"][field], r["second"][field]) for r in rows if half in (r["half"], "both")]
            same = sum(a == b for a, b in pairs)
            print(f"{field:10} {half:8} {same} of {len(pairs)}, kappa {kappa(pairs):.3f}")


def kappa(pairs: Sequence[tuple[object, object]]) -> float:
    """Return Cohen's kappa of pairs of labels, one pair per item.

    >>> kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
    0.5
    """
    total = len(pairs)
    same = sum(a == b for a, b in pairs) / total
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(n * second[label] for label, n in first.items()) / total**2
    return 1.0 if by_chance == 1.0 else (same - by_chance) / (1.0 - by_chance)


if __name__ == "__main__":
    main()
