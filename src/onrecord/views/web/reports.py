"""One report in the site: the page of its record, with ways to the story, the happenings and the actors of other reports."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from onrecord.assembly.types import Happening
from onrecord.lexicon.forms import counted
from onrecord.questions import Store
from onrecord.store import corrected, corrections_path, find_documents, read_corrections, reading_of
from onrecord.store.gathered import reports_of, things, things_of_documents, titles_of_stories
from onrecord.types import Reading
from onrecord.views.html import render_report
from onrecord.views.html.cards import Link

AT = re.compile(r"(\d{1,9})-(\d{1,9})")


def report_context(store: Store, document: str, at: str | None) -> Mapping[str, Any] | None:
    """Return what the screen of a report shows, or None if the store has no such report.

    A report is named by its id, the beginning of it, or the id that its input gave. `at` are offsets of words, "12-40".
    """
    found = find_documents(store, document)
    reading = reading_of(store, found[0]) if len(found) == 1 else None
    if reading is None:
        return None
    corrections, _ = read_corrections(corrections_path(store.path))
    reading = corrected(reading, corrections)
    (row,) = reports_of(store, ids=found)
    stories = [thing for _, _, thing in things_of_documents(store, "stories", [row.number])]
    title = titles_of_stories(store, stories)
    story = (stories[0], title.get(stories[0])) if stories else None
    return {
        "title": reading.document.title or "A report without a title",
        "here": None,
        "story": story,
        "document": reading.document.id,
        "report": render_report(
            reading, sought=sought_in(at), links=_links(store, reading, row.number, story)
        ),
    }


def sought_in(at: str | None) -> tuple[int, int] | None:
    """Return the offsets of words that an address asks for.

    >>> sought_in("12-40"), sought_in("40-12"), sought_in("words")
    ((12, 40), None, None)
    """
    found = AT.fullmatch(at or "")
    span = (int(found[1]), int(found[2])) if found else None
    return span if span and span[0] < span[1] else None


def _links(
    store: Store, reading: Reading, number: int, story: tuple[str, str | None] | None
) -> Mapping[str, list[Link]]:
    """Return where the cards of facts lead: of an event to its happening in other reports, of an actor to its dossier."""
    links: dict[str, list[Link]] = defaultdict(list)
    for _, fact, entity in things_of_documents(store, "entities", [number]):
        if 0 <= fact < len(reading.actors):
            links[reading.actors[fact].id].append(("all that reports tell of it", f"/dossier?actor={entity}"))
    told = [(fact, thing) for _, fact, thing in things_of_documents(store, "happenings", [number])]
    happenings = {h.id: h for h in things(store, "happenings", Happening, (thing for _, thing in told))}
    for fact, thing in told:
        others = len(happenings[thing].reports) - 1 if thing in happenings else 0  # type: ignore[index]
        if story and others > 0 and 0 <= fact < len(reading.events):
            words = f"told in {counted(others, 'other report')}"
            links[reading.events[fact].id].append((words, f"/story/{story[0]}#{thing}"))
    ids = [fact.id for layer in (reading.attributions, reading.events, reading.agenda) for fact in layer]
    for id_ in ids:
        links[id_].append(("correct", f"/correct/{reading.document.id}/{id_}"))
    return links
