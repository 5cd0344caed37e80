"""Compare the records of two checkouts for the same texts: `python -m benchmarks.compare ../other-checkout`.

For a refactor that must change no output: 300 texts of the shared corpora, drawn with a fixed seed, are read by
this checkout and by another (each with its own `.venv`), and the facts of the records are compared layer by layer.
`basis` fields are left out, because they only give reasons. Prints how many records are equal, and for each layer
how many facts differ, with the first differences. The exit status is 1 if any record differs.

    python -m benchmarks.compare ../before                    compare with another checkout
    python -m benchmarks.compare ../before --texts 50 --show 20
    python -m benchmarks.compare --write before.jsonl         keep the records of this checkout ...
    python -m benchmarks.compare before.jsonl                 ... and compare with them later
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpora.jsonl import read_jsonl

HERE = Path(__file__).parent.parent
SHARED = Path(os.environ.get("ONRECORD_SHARED", HERE.parent / "shared"))
TEXTS = 300
SEED = 20261129
SOURCES = (  # development and training texts only, with the field that holds the day of publication
    ("data/attribution/polnear_train.jsonl.gz", "date"),
    ("data/attribution/polnear_dev.jsonl.gz", "date"),
    ("data/time/train.jsonl", "dct"),
    ("data/places/geo_dev.jsonl", "date"),
    ("data/stories/ecb_train_docs.jsonl", "published"),
    ("data/events/annotated/texts.jsonl.gz", "published"),
)
ISO_DAY = 10  # characters of "2018-10-20"


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, print, and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("other", type=Path, nargs="?", help="another checkout, or records that --write kept")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the records of this checkout")
    parser.add_argument("--texts", type=int, default=TEXTS, help=f"how many texts (default: {TEXTS})")
    parser.add_argument("--show", type=int, default=5, help="how many differences to print (default: 5)")
    options = parser.parse_args(arguments)
    texts = draw_texts(SHARED, options.texts)
    ours = read_records(HERE, texts)
    if options.write:
        options.write.write_text(
            "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in ours), encoding="utf-8"
        )
    if options.other is None:
        return 0
    theirs = read_records(options.other, texts) if options.other.is_dir() else read_jsonl(options.other)
    return report(theirs, ours, options.show)


def draw_texts(shared: Path, count: int) -> list[dict[str, Any]]:
    """Return `count` texts in a fixed order, as nearly as possible the same number from each source."""
    chance = random.Random(SEED)
    drawn: list[dict[str, Any]] = []
    for number, (name, field) in enumerate(SOURCES):
        rows = read_jsonl(shared / name)
        share = (count - len(drawn)) // (len(SOURCES) - number)
        for row in chance.sample(rows, min(share, len(rows))):
            day = str(row.get(field) or "")[:ISO_DAY] or None
            drawn.append({"id": f"{name}:{row['id']}", "text": row["text"], "published": day})
    return drawn


def read_records(checkout: Path, texts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the records of the texts by the program of a checkout, without `basis`."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as stream:
        stream.writelines(json.dumps(text, ensure_ascii=False) + "\n" for text in texts)
        stream.flush()
        program = checkout / ".venv" / "bin" / "onrecord"
        command = [str(program), "read", "--input", "jsonl", "--format", "jsonl", stream.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise SystemExit(f"{program} printed nothing: {done.stderr.strip()}")
    return [without_basis(json.loads(line)) for line in done.stdout.splitlines()]


def without_basis(node: Any) -> Any:
    """Return a record without its `basis` fields, at any depth.

    >>> without_basis({"name": "Chile", "basis": ["only country"], "mentions": [{"start": 1, "basis": []}]})
    {'name': 'Chile', 'mentions': [{'start': 1}]}
    """
    if isinstance(node, dict):
        return {key: without_basis(value) for key, value in node.items() if key != "basis"}
    if isinstance(node, list):
        return [without_basis(value) for value in node]
    return node


def report(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]], show: int) -> int:
    """Print how many records and facts are equal, and the first differences; return the exit status."""
    if len(before) != len(after):
        print(f"{len(before)} records before, {len(after)} after")
        return 1
    same = sum(old == new for old, new in zip(before, after, strict=True))
    print(f"{same} of {len(after)} records have the same facts")
    found = list(differences(before, after))
    for layer, count in Counter(layer for layer, _ in found).most_common():
        print(f"  {layer}: {count} facts differ")
    for _, line in found[:show]:
        print(line)
    return int(same != len(after))


def differences(
    before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]
) -> Iterator[tuple[str, str]]:
    """Yield the layer and a line for each fact that only one of two records has."""
    for old, new in zip(before, after, strict=True):
        name = new["document"].get("given_id") or new["document"]["id"]
        for layer in sorted(old.keys() | new.keys()):
            was, now = _facts(old.get(layer)), _facts(new.get(layer))
            yield from ((layer, f"{name} {layer} - {fact}") for fact in was if fact not in now)
            yield from ((layer, f"{name} {layer} + {fact}") for fact in now if fact not in was)


def _facts(layer: Any) -> list[str]:
    facts = layer if isinstance(layer, list) else [layer]
    return [json.dumps(fact, ensure_ascii=False, sort_keys=True) for fact in facts]


if __name__ == "__main__":
    sys.exit(main())
