"""Load TimeML (one JSON object per line): texts with their day and their time expressions.

Source of the data: TimeBank and AQUAINT as cleaned for TempEval-3 (UzZaman et al., SemEval 2013);
`data/time` of the shared folder. The data are only read here and do not ship.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text, the day it was written, and its time expressions in the form of the scorer."""

    id: str
    text: str
    written: str
    timexes: tuple[dict[str, Any], ...]


def read_timeml(path: Path) -> Iterator[DatedText]:
    """Yield the texts of a file in its order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield DatedText(row["id"], row["text"], row["dct"][:10], tuple(row["timexes"]))
