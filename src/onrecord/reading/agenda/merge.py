"""Leave one entry for each thing ahead: of a word and the word that governs it, and of several sentences about one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.lexicon.agenda import AgendaWords
from onrecord.reading.agenda.items import Entry
from onrecord.types import AgendaItem

GOVERNED = frozenset({"xcomp", "obj", "obl", "nsubj", "nmod", "acl", "advcl", "compound"})
NO_WINDOW = 10**6  # days: wider than any window with an end
ALIKE = 0.6  # F1 of the words of two lines from which they tell of one thing
STEM = 6  # letters: "elections" and "election" are one word


def merge(entries: Sequence[Entry], words: AgendaWords) -> list[Entry]:
    """Return one entry for each thing ahead, in text order."""
    merged: list[Entry] = []
    for entry in _outermost(entries):
        for n, other in enumerate(merged):
            if _is_same(entry, other, words):
                merged[n] = _put_together(other, entry)
                break
        else:
            merged.append(entry)
    return merged


def _outermost(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries without those that a surer one in the same clause tells already ("plans to meet")."""
    found: list[Entry] = []
    for entry in sorted(entries, key=lambda e: (-e.score, e.candidate.start)):
        if not any(_are_one_clause(entry, other) for other in found):
            found.append(entry)
    return sorted(found, key=lambda e: e.candidate.start)


def _are_one_clause(a: Entry, b: Entry) -> bool:
    if a.candidate.sentence is not b.candidate.sentence:
        return False
    return _is_under(a, b) or _is_under(b, a)


def _is_under(a: Entry, b: Entry) -> bool:
    grammar = a.candidate.sentence.grammar
    i = a.candidate.head
    return grammar.tokens[i].head == b.candidate.head and grammar.relations[i] in GOVERNED


def _is_same(a: Entry, b: Entry, words: AgendaWords) -> bool:
    first, second = a.item, b.item
    if not _meet(first, second):
        return False
    if first.event is not None and first.event == second.event:
        return True
    empty = words.classes.line_function_words
    return _line_f1(first.summary, second.summary, empty) >= ALIKE


def _line_f1(first: str, second: str, empty: frozenset[str]) -> float:
    a, b = _stems(first) - empty, _stems(second) - empty
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _stems(line: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in line.lower().split())


def _meet(a: AgendaItem, b: AgendaItem) -> bool:
    """Return whether both windows share a day, or one of them is open."""
    if a.latest is None or b.latest is None or a.earliest is None or b.earliest is None:
        return True
    return a.earliest <= b.latest and b.earliest <= a.latest


def _put_together(a: Entry, b: Entry) -> Entry:
    """Return the surer entry, with what only the other one tells, and the narrower window of the two."""
    lead, other = (b, a) if b.score > a.score else (a, b)
    narrow = min((lead.item, other.item), key=_days)
    return replace(
        lead,
        item=replace(
            lead.item,
            earliest=narrow.earliest,
            latest=narrow.latest,
            condition=lead.item.condition or other.item.condition,
            moved_from=lead.item.moved_from or other.item.moved_from,
            participants=tuple(dict.fromkeys((*lead.item.participants, *other.item.participants))),
            location=lead.item.location or other.item.location,
            event=lead.item.event or other.item.event,
            # what the report says itself once is its own
            within=lead.item.within if other.item.within else None,
            evidence=tuple(dict.fromkeys((*lead.item.evidence, *other.item.evidence))),
        ),
    )


def _days(item: AgendaItem) -> tuple[bool, int, str]:
    """Order windows by whether they have an end, then by their width in days, then by their beginning."""
    if item.earliest is None or item.latest is None:
        return item.earliest is None and item.latest is None, NO_WINDOW, item.earliest or ""
    return False, (date.fromisoformat(item.latest) - date.fromisoformat(item.earliest)).days, item.earliest
