"""Scores of whole articles: the happening that an article leads with, and paragraphs that tell of nothing.

- `headline_right`: of the articles with an event that is not minor, the share whose leading event (the first mentioned)
  matches one shown of the same type and status with all its actors and recipients, and no others
- `quiet_paragraphs`: of the paragraphs of articles without any event (sport, business, film, weather: the hard
  negatives), the share in which no event is shown
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from benchmarks.event_scores import all_match, equal, event_score, match, same_party
from corpora.own.events.onrecord_events import Article, Labels

PARAGRAPH = re.compile(r"[^\n]+")
HEADLINE_CHECKS = (
    equal("type"), equal("status"), all_match("actors", same_party), all_match("recipients", same_party),
)  # fmt: skip


def article_scores(
    gold: Iterable[Article], wanted: Mapping[str, Labels], system: Mapping[str, Labels]
) -> dict[str, float]:
    """Return both scores; one that no article of `gold` can give is left out."""
    articles = list(gold)
    leading = [headline_right(wanted[a.id]["events"], system[a.id]["events"]) for a in articles]
    known = [right for right in leading if right is not None]
    quiet = [
        mark for a in articles if not wanted[a.id]["events"] for mark in quiet_paragraphs(a, system[a.id])
    ]
    found = {}
    if known:
        found["headline_right"] = sum(known) / len(known)
    if quiet:
        found["quiet_paragraphs"] = sum(quiet) / len(quiet)
    return found


def headline_right(wanted: list[Labels], shown: list[Labels]) -> bool | None:
    """Return whether the leading event is right; None if all events are minor."""
    events = [event for event in wanted if not event["minor"]]
    if not events:
        return None
    leading = min(events, key=lambda event: min(m["start"] for m in event["mentions"]))
    pairs = match(wanted, shown, event_score).pairs
    other = next((b for a, b in pairs if a is leading), None)
    return other is not None and all(check(leading, other) for check in HEADLINE_CHECKS)


def quiet_paragraphs(article: Article, shown: Labels) -> list[bool]:
    """Return, for each paragraph of an article, whether no event is shown in it."""
    mentions = [mention for event in shown["events"] for mention in event["mentions"]]
    return [
        not any(m["start"] < found.end() and found.start() < m["end"] for m in mentions)
        for found in PARAGRAPH.finditer(article.text or "")
    ]
