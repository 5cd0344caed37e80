"""One report in the site: the page of its record, with ways to the story, the happenings and the actors of other reports."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.errors import StoreError
from onrecord.lexicon.forms import counted
from onrecord.questions import Store
from onrecord.store import corrected, corrections_path, find_documents, read_corrections, reading_of
from onrecord.store.gathered import hash_of_report, reports_of, things, things_of_documents, titles_of_stories
from onrecord.types import Reading
from onrecord.views.html import render_report
from onrecord.views.html.cards import Link

MOST_PAGES = 64  # some 200 kB each
AT = re.compile(r"(\d{1,9})-(\d{1,9})")


def report_context(store: Store, document: str, at: str | None) -> Mapping[str, Any] | None:
    """Return what the screen of a report shows, or None if the store has no such report.

    A report is named by its id, the beginning of it, or the id that its input gave. `at` are offsets of words, "12-40".
    """
    found = find_documents(store, document)
    if len(found) != 1:
        return None
    corrections, _ = read_corrections(corrections_path(store.path))
    (row,) = reports_of(store, ids=found)
    stories = [thing for _, _, thing in things_of_documents(store, "stories", [row.number])]
    title = titles_of_stories(store, stories)
    story = (stories[0], title.get(stories[0])) if stories else None
    around = _around(store, row.number, story)

    def page() -> str:
        reading = reading_of(store, found[0])
        if reading is None:
            raise StoreError(f"The report {found[0]} is no longer there.")
        reading = corrected(reading, corrections)
        return render_report(reading, sought=sought_in(at), links=_links(reading, around))

    key = (str(store.path), hash_of_report(store, row.number), around, at)
    return {
        "title": row.title or "A report without a title",
        "here": None,
        "story": story,
        "document": found[0],
        "report": page() if corrections else _PAGES.get(key, page),
    }


def sought_in(at: str | None) -> tuple[int, int] | None:
    """Return the offsets of words that an address asks for.

    >>> sought_in("12-40"), sought_in("40-12"), sought_in("words")
    ((12, 40), None, None)
    """
    found = AT.fullmatch(at or "")
    span = (int(found[1]), int(found[2])) if found else None
    return span if span and span[0] < span[1] else None


@dataclass(frozen=True, slots=True)
class _Around:
    """What other reports make of one: its story, and by the places of its actors and events what they belong to."""

    story: tuple[str, str | None] | None
    entities: tuple[tuple[int, str], ...]
    happenings: tuple[tuple[int, str, int], ...]  # with the number of other reports


def _around(store: Store, number: int, story: tuple[str, str | None] | None) -> _Around:
    entities = tuple((fact, thing) for _, fact, thing in things_of_documents(store, "entities", [number]))
    told = [(fact, thing) for _, fact, thing in things_of_documents(store, "happenings", [number])]
    reports = {
        str(h.id): len(h.reports) for h in things(store, "happenings", _Told, (thing for _, thing in told))
    }
    others = tuple((fact, thing, reports[thing] - 1) for fact, thing in told if thing in reports)
    return _Around(story, entities, others)


@dataclass(frozen=True, slots=True)
class _Told:
    """A happening, as far as it is counted."""

    id: str
    reports: tuple[str, ...]


def _links(reading: Reading, around: _Around) -> Mapping[str, list[Link]]:
    """Return where the cards of facts lead: of an event to its happening in other reports, of an actor to its dossier."""
    links: dict[str, list[Link]] = defaultdict(list)
    for fact, entity in around.entities:
        if 0 <= fact < len(reading.actors):
            links[reading.actors[fact].id].append(("all that reports tell of it", f"/dossier?actor={entity}"))
    for fact, thing, others in around.happenings:
        if around.story and others > 0 and 0 <= fact < len(reading.events):
            words = f"told in {counted(others, 'other report')}"
            links[reading.events[fact].id].append((words, f"/story/{around.story[0]}#{thing}"))
    ids = [fact.id for layer in (reading.attributions, reading.events, reading.agenda) for fact in layer]
    for id_ in ids:
        links[id_].append(("correct", f"/correct/{reading.document.id}/{id_}"))
    return links


class _Pages:
    """The pages of reports that were asked for last."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, threading.Lock()
        self._pages: OrderedDict[Hashable, str] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], str]) -> str:
        """Return the page of a key, which is made if it is not there."""
        with self._lock:
            found = self._pages.get(key)
        page = make() if found is None else found
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > self._most:
                self._pages.popitem(last=False)
        return page


_PAGES = _Pages(MOST_PAGES)
