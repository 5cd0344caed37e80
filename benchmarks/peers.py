"""Score tools of others that are installed with the program, on the data and with the scorers of our own tasks.

    python -m benchmarks.peers times     dateparser's search_dates on the documents of `times`
    python -m benchmarks.peers pages     trafilatura alone on the pages of `pages`
    python -m benchmarks.peers           both

docs/peers.md has these figures beside those of tools that were run once, outside this repository. The small spaCy pipeline is
scored by the tasks `model` and `speed`, which have it in their environment.
"""

from __future__ import annotations

import datetime as dt
import gzip
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.run import SHARED
from benchmarks.scorers import load_scorer
from corpora.timeml import DatedText, read_timeml

PREPOSITION = re.compile(r"^(?:on|in|at|by|since|until|from|for|of|the)\s+", re.IGNORECASE)
YEAR, MONTH = re.compile(r"^\d{4}$"), re.compile(r"^[A-Za-z.]+(?:\s+(?:of\s+)?\d{4})?$")
PREFERS = {"PREFER_DATES_FROM": "past"}
"""Reports mostly tell of what was."""


def times(shared: Path) -> dict[str, float]:
    """Return F1 of dateparser's search on TempEval dev, in percent, and documents a second.

    It returns a datetime for each phrase: how much of it is its value is judged by the words, and a preposition before the
    phrase is cut off its span.
    """
    scorer = load_scorer(shared, "score_timex")
    path = shared / "data" / "time" / "dev.jsonl"
    texts, began = list(read_timeml(path)), perf_counter()
    system = {text.id: {"timexes": list(_dates(text))} for text in texts}
    seconds = perf_counter() - began
    scores, _ = scorer.score(scorer.load(str(path)), system, boot=0)
    figures = {f"{name}_f1": float(scores[name]["f1"]) for name in ("strict", "relaxed", "type", "value")}
    return figures | {"documents_per_second": len(texts) / seconds}


def _dates(text: DatedText) -> Iterator[dict[str, Any]]:
    from dateparser.search import search_dates  # type: ignore[import-untyped]

    base = dt.datetime.fromisoformat(text.written) if text.written else None
    settings = PREFERS | ({"RELATIVE_BASE": base} if base else {})
    at = 0
    for words, moment in search_dates(text.text, languages=["en"], settings=settings) or ():
        start = text.text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        cut = PREPOSITION.match(words)
        yield _row(words[cut.end() :] if cut else words, start + (cut.end() if cut else 0), moment)


def _row(words: str, start: int, moment: dt.datetime) -> dict[str, Any]:
    """Return a phrase as the scorer reads it."""
    return {
        "start": start,
        "end": start + len(words),
        "type": "DATE",
        "value": _value(words, moment),
        "text": words,
    }


def _value(words: str, moment: dt.datetime) -> str:
    """Return the value of a datetime, cut to what the words name: a year, a month or a week.

    >>> _value("last week", dt.datetime(2018, 10, 20)), _value("2018", dt.datetime(2018, 10, 20))
    ('2018-W42', '2018')
    """
    day, last = moment.date(), words.casefold().split()[-1].rstrip(".,")
    if YEAR.match(words) or last in ("year", "years"):
        return f"{day:%Y}"
    if last in ("month", "months") or (MONTH.match(words) and words.casefold()[:3] in _months()):
        return f"{day:%Y-%m}"
    if last in ("week", "weeks"):
        return f"{day:%G}-W{day:%V}"
    return day.isoformat()


def _months() -> frozenset[str]:
    return frozenset(dt.date(2000, month, 1).strftime("%b").casefold() for month in range(1, 13))


def pages(shared: Path) -> dict[str, float]:
    """Return precision, recall and F1 of trafilatura alone on the pages of `shared`."""
    from trafilatura import extract

    scorer = load_scorer(shared, "score_pages")
    folder = shared / "data" / "pages"
    gold = scorer.load(str(folder / "gold.jsonl.gz"))
    texts = {
        page: extract(gzip.decompress((folder / "html" / f"{page}.html.gz").read_bytes())) or ""
        for page in gold
    }
    precision, recall, f1, _ = scorer.score(gold, texts)
    return {"precision": precision, "recall": recall, "f1": f1}


TOOLS: Mapping[str, Callable[[Path], dict[str, float]]] = {"times": times, "pages": pages}


def main() -> int:
    """Print the figures of the tools that are named, or of all."""
    for name in sys.argv[1:] or TOOLS:
        for score, value in TOOLS[name](SHARED).items():
            print(f"{name:6} {score:22} {value:8.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
