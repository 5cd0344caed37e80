"""Find documents, actors, places and stories by words, with the words that match.

Of documents all words are in title or text, of a story in the title of one of its reports, of actors and places in a name. What
most reports name stands first, then the documents that fit best.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Unpack

from onrecord.assembly.types import Story
from onrecord.questions.answer import Answer
from onrecord.questions.asking import notes_on
from onrecord.questions.filters import Filters, SearchFilters, checked
from onrecord.questions.report import in_report
from onrecord.questions.rows import Hit
from onrecord.store import Store, one_moment
from onrecord.store.find import (
    Condition,
    Page,
    at_least,
    at_most,
    count,
    documents_with,
    named_with,
    places_with,
    stories_with,
)
from onrecord.store.told import Told, told_report, told_thing
from onrecord.types import Span

AROUND = 60  # characters before and after the first match that are shown
MOST_WORDS = 65_536  # that are remembered without case and accents
MOST_MATCHES = 20  # spans of one document
WORD = re.compile(r"\w+")
Found = tuple[tuple[Hit, ...], int]


def search(store: Store, words: str, **filters: Unpack[SearchFilters]) -> Answer[Hit]:
    """Return what has all of some words; raises `QuestionError` for a value that is not allowed."""
    asked = checked("search", {"words": words, **filters})
    answer: Answer[Hit] = Answer(question="search", row=Hit, asked=asked, notes=notes_on(store))
    if not WORD.search(words):
        return replace(answer, why=f"'{words}' has no word to look for.")
    with one_moment(store):
        found = [find(store, words, asked) for what, find in KINDS.items() if what in (asked.what or KINDS)]
        answer = replace(
            answer, rows=tuple(hit for hits, _ in found for hit in hits), total=sum(n for _, n in found)
        )
        return answer if answer.total else _without_hits(store, words, answer)


def _without_hits(store: Store, words: str, answer: Answer[Hit]) -> Answer[Hit]:
    """Return the answer with the reason why nothing was found, and the wider question that finds something."""
    reports = count(store, "reports", ())
    if not reports:
        return replace(answer, why="The store holds no reports; 'onrecord add' adds some.")
    narrowed = {name: value for name, value in answer.asked.given().items() if name != "words"}
    if narrowed:
        wider = Filters(words=answer.asked.words, limit=answer.asked.limit)
        total = sum(find(store, words, wider)[1] for find in KINDS.values())
        if total:
            told = ", ".join(narrowed)
            return replace(
                answer,
                why=f"Nothing has {words!r} and {told} as asked; without, there are {total}.",
                wider=wider,
                wider_total=total,
            )
    return _without_a_word(store, words, answer)


def _without_a_word(store: Store, words: str, answer: Answer[Hit]) -> Answer[Hit]:
    """Return the answer with the word that nothing has, or, if there is something with the others, the rarest."""
    each = WORD.findall(words)
    if not each:
        return replace(answer, why=f"There is no word in {words!r}.")
    counts = {word: documents_with(store, word, (), limit=0, offset=0).total for word in each}
    missing = [word for word, number in counts.items() if not number]
    if missing or len(each) == 1:
        return replace(answer, why=f"No report, name or place has {' or '.join(map(repr, missing or each))}.")
    rarest = min(counts, key=lambda word: (counts[word], word))
    rest = " ".join(word for word in each if word != rarest)
    wider = replace(answer.asked, words=rest)
    total = sum(find(store, rest, wider)[1] for find in KINDS.values())
    why = f"Nothing has all of {words!r}; without {rarest!r}, there are {total}."
    return replace(answer, why=why, wider=wider if total else None, wider_total=total)


# ---- documents and stories ---------------------------------------------------------------


def _narrowed(asked: Filters) -> tuple[Condition, ...]:
    """Return what is asked of the reports."""
    given = ((at_least, "published", asked.since), (at_most, "published", asked.until))
    days = tuple(of(column, day) for of, column, day in given if day)
    return (*days, Condition("publisher = ?", (asked.outlet,))) if asked.outlet else days


def _documents(store: Store, words: str, asked: Filters) -> Found:
    page = documents_with(store, words, _narrowed(asked), limit=asked.limit, offset=asked.offset)
    reports = (told_report(store, number, ()) for number in page.keys)
    return tuple(_document(report, words) for report in reports if report is not None), page.total


def _document(report: Told, words: str) -> Hit:
    document = report.document
    matches = tuple(_matches(document.text, words))
    return Hit(
        what="document",
        id=document.id,
        name=document.title or "untitled",
        reports=1,
        excerpt=_excerpt(document.text, matches[0]) if matches else None,
        matches=matches,
        **in_report(report),
    )


def _stories(store: Store, words: str, asked: Filters) -> Found:
    page: Page = stories_with(store, words, _narrowed(asked), limit=asked.limit, offset=asked.offset)
    return tuple(
        hit
        for id_, number in zip(page.ids, page.keys, strict=True)
        if (hit := _story(store, id_, number, words))
    ), page.total


def _story(store: Store, id_: str, number: int, words: str) -> Hit | None:
    story, report = told_thing(store, "stories", id_, Story), told_report(store, number, ())
    if report is None:
        return None
    title = story.title or "untitled"
    return Hit(
        what="story",
        id=story.id,
        name=title,
        reports=len(story.documents),
        matches=tuple(_matches(title, words)),
        **in_report(report),
    )


# ---- names -------------------------------------------------------------------------------


def _actors(store: Store, words: str, asked: Filters) -> Found:
    found, total = named_with(store, words, limit=asked.limit, offset=asked.offset)
    return tuple(
        Hit(
            what=one.kind,  # type: ignore[arg-type]
            id=one.id,
            name=one.name if one.name == alias else f"{one.name} = {alias}",
            country=one.country,
            reports=reports,
            matches=tuple(_matches(one.name if one.name == alias else f"{one.name} = {alias}", words)),
        )
        for one, alias, reports in found
    ), total


def _places(store: Store, words: str, asked: Filters) -> Found:
    found, total = places_with(store, words, limit=asked.limit, offset=asked.offset)
    return tuple(
        Hit(
            what="place",
            id=name,
            name=name,
            country=country,
            reports=reports,
            matches=tuple(_matches(name, words)),
        )
        for name, country, reports in found
    ), total


KINDS: Mapping[str, Callable[[Store, str, Filters], Found]] = {
    "actors": _actors,
    "places": _places,
    "stories": _stories,
    "documents": _documents,
}


# ---- words -------------------------------------------------------------------------------


def _matches(text: str, words: str) -> Iterator[Span]:
    """Yield where a text has one of the words, whatever its case and accents, as the full-text index compares them."""
    asked = {_folded(word) for word in WORD.findall(words)}
    found = 0
    for match in WORD.finditer(text):
        if _folded(match[0]) in asked:
            yield Span(start=match.start(), end=match.end(), text=match[0])
            found += 1
            if found == MOST_MATCHES:
                return


@lru_cache(maxsize=MOST_WORDS)
def _folded(word: str) -> str:
    """Return a word without case and accents, as the full-text index compares it."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()


def _excerpt(text: str, match: Span) -> Span:
    """Return the words around a match, in whole words of its paragraph."""
    begin = max(text.rfind("\n", 0, match.start) + 1, match.start - AROUND)
    line_end = text.find("\n", match.end)
    end = min(len(text) if line_end < 0 else line_end, match.end + AROUND)
    if begin and text[begin - 1].isalnum():
        begin = next((n for n in range(begin, match.start) if text[n].isspace()), match.start - 1) + 1
    if end < len(text) and text[end].isalnum():
        end = next((n for n in range(end, match.end, -1) if text[n - 1].isspace()), match.end + 1) - 1
    return Span(start=begin, end=max(end, match.end), text=text[begin : max(end, match.end)])
