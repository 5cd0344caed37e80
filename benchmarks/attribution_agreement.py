"""How far two readers agree on the fields of attributions: `python -m benchmarks.attribution_agreement`.

Both labelled all 300 from the articles alone and by the same guideline (`docs/annotation-attributions.md`);
a third reading decided where they differ. The labels before that are in
`corpora/own/attribution_fields_twice.jsonl`. Of addressees only whether there is one is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpora.attribution_fields import HALVES, TWICE
from corpora.jsonl import read_jsonl

FIELDS = ("quotation", "sourcing", "polarity", "addressee")


def main() -> None:
    """Print by field and half how many labels agree, and Cohen's kappa."""
    rows = list(read_jsonl(TWICE))
    for field in FIELDS:
        for half in (*HALVES, "both"):
            pairs = [(r["first"][field], r["second"][field]) for r in rows if half in (r["half"], "both")]
            same = sum(a == b for a, b in pairs)
            print(f"{field:10} {half:8} {same} of {len(pairs)}, kappa {kappa(pairs):.3f}")


def kappa(pairs: Sequence[tuple[object, object]]) -> float:
    """Return Cohen's kappa of two labels an item.

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
