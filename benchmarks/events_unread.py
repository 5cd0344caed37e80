"""Score event types on sentences that are not used for development: `make bench TASK=events_unread`.

Data: `data/events/license_unstated/PLV_train.tsv`, 1,050 sentences of news with one type each, labelled by the makers
of Zero-Shot-PLOVER. Nothing is trained on them, nobody reads the errors, and this task prints no sentence. `YIELD`
covers both CONCEDE and RETREAT, which these labels do not distinguish. As in the task `events`, each sentence is read as
a separate document, and an event is scored with the type that PLOVER gives it.
"""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.about import About
from benchmarks.events import coded
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.types import Document, DocumentId

ABOUT = About(
    data="PLV_train of Zero-Shot-PLOVER (licence not stated: measured only, never trained on)",
    size="1,050 sentences, one type each",
    developed_on="no: nobody reads the sentences or the errors",
    compared_with="nothing in this run",
)
SENTENCES = Path("data") / "events" / "license_unstated" / "PLV_train.tsv"
ALSO = {"YIELD": frozenset(("CONCEDE", "RETREAT"))}


def run(shared: Path) -> dict[str, float]:
    """Return the shares of sentences with the right type and with no event, and the precision of types."""
    with (shared / SENTENCES).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    documents = [Document(id=DocumentId(str(n)), text=row["sentence"]) for n, row in enumerate(rows)]
    found = [[event["type"] for event in coded(r)] for r in read_all(documents, load_known())]
    wanted = [ALSO.get(row["gold_root"], frozenset((row["gold_root"],))) for row in rows]
    pairs = list(zip(wanted, found, strict=True))
    right = sum(kind in types for types, kinds in pairs for kind in kinds)
    return {
        "type": sum(any(kind in types for kind in kinds) for types, kinds in pairs) / len(pairs),
        "no_event": sum(not kinds for _, kinds in pairs) / len(pairs),
        "precision": right / sum(len(kinds) for _, kinds in pairs),
    }
