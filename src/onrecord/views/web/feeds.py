"""Feeds: the statements of a search as Atom (RFC 4287), what lies ahead as iCalendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any
from xml.etree import ElementTree as ET

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.questions import Asking, Store
from onrecord.questions.rows import Ahead, Statement
from onrecord.types import AgendaId, AgendaItem, Document, DocumentId, Published
from onrecord.views.ahead import Prospect
from onrecord.views.dates import days
from onrecord.views.ics import begin_calendar, end_calendar, write_prospects
from onrecord.views.labels import label
from onrecord.views.layout import printable
from onrecord.views.web.asked import MOST_ROWS, Pairs, address, values_of
from onrecord.views.web.pages import cut, statement_link

ATOM = "http://www.w3.org/2005/Atom"
EPOCH = "1970-01-01"  # of a report without a day
Open = Callable[[], AbstractContextManager[Store]]


def feed_routes(open_store: Open, questions: Mapping[str, Asking]) -> list[Route]:
    """Return the feeds of the questions that there are."""

    def statements(request: Request) -> Response:
        pairs = _given(request)
        with open_store() as store:
            answer = questions["said"].answer(store, **values_of("said", pairs))
        site = str(request.base_url).rstrip("/")
        return Response(atom(answer.rows, pairs, site), media_type="application/atom+xml")

    def items(request: Request) -> Response:
        values = {"limit": MOST_ROWS, **values_of("ahead", _given(request))}
        with open_store() as store:
            answer = questions["ahead"].answer(store, **values)
        return Response(calendar(answer.rows), media_type="text/calendar")

    feeds = {"said": Route("/said.atom", statements), "ahead": Route("/ahead.ics", items)}
    return [route for name, route in feeds.items() if name in questions]


def _given(request: Request) -> Pairs:
    return [pair for pair in request.query_params.multi_items() if pair[1].strip()]


# ---- what lies ahead ---------------------------------------------------------------------


def calendar(rows: Iterable[Ahead]) -> str:
    """Return items as a calendar; an item that several reports tell of has the id of its plan, so that it moves with it."""
    by_report: dict[str, list[Ahead]] = defaultdict(list)
    for row in rows:
        by_report[row.document].append(row)
    parts = (
        write_prospects([_prospect(row) for row in own], _document(own[0])) for own in by_report.values()
    )
    return "".join((begin_calendar(), *parts, end_calendar()))


def _prospect(row: Ahead) -> Prospect:
    moved = row.moved_from
    item = AgendaItem(
        id=AgendaId(printable(row.plan or row.item)),
        kind=row.kind,
        summary=row.summary,
        earliest=row.earliest,
        latest=row.latest,
        status=row.status,
        condition=row.condition,
        moved_from=moved,
        evidence=row.evidence,
    )
    return Prospect(
        item=item,
        status=row.status,
        summary=printable(row.summary),
        when=days(row.earliest, row.latest),
        was=days(moved.earliest, moved.latest) if moved else None,
        condition=printable(row.condition.text) if row.condition else None,
        voice=f"on the word of {printable(row.source)}" if row.source else None,
        who=tuple(printable(party.name) for party in row.participants),
        place=printable(row.place) if row.place else None,
        figures="",
        marks=row.evidence[:1],
    )


def _document(row: Ahead) -> Document:
    """Return the description of an item in a calendar: its report."""
    day = row.published
    return Document(
        id=DocumentId(printable(row.document)),
        given_id=row.given_id,
        title=row.title,
        publisher=row.publisher,
        text="",
        published=Published(value=day, earliest=day, latest=day),
    )


# ---- statements --------------------------------------------------------------------------


def atom(rows: tuple[Statement, ...], pairs: Pairs, site: str) -> bytes:
    """Return statements as an Atom feed; `site` is the address of the site without a path."""
    screen = site + address("/said", pairs)
    feed = ET.Element("feed", xmlns=ATOM)
    asked = ", ".join(f"{label('filter', name)}: {value}" for name, value in pairs)
    _add(feed, "title", f"Who said what: {asked or 'all statements'}")
    _add(feed, "id", screen)
    _add(feed, "updated", _moment(max((row.published or EPOCH for row in rows), default=EPOCH)))
    feed.append(ET.Element("link", rel="self", href=site + address("/said.atom", pairs)))
    feed.append(ET.Element("link", rel="alternate", href=screen, type="text/html"))
    for row in rows:
        feed.append(_entry(row, site))
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text


def _entry(row: Statement, site: str) -> ET.Element:
    entry = ET.Element("entry")
    words = " … ".join(span.text for span in row.content)
    _add(
        entry, "title", f"{cut(row.speaker or 'somebody', 120)} {label('says', row.kind)}: {cut(words, 120)}"
    )
    _add(entry, "id", f"urn:onrecord:{row.document}:{row.attribution}")
    _add(entry, "updated", _moment(row.published or EPOCH))
    entry.append(
        ET.Element("link", rel="alternate", href=printable(site + statement_link(row)), type="text/html")
    )
    author = ET.SubElement(entry, "author")
    _add(author, "name", row.publisher or "outlet not known")
    _add(entry, "content", printable(words), type="text")
    return entry


def _add(parent: ET.Element, name: str, text: str, **attributes: Any) -> None:
    ET.SubElement(parent, name, attributes).text = printable(text)


def _moment(day: str) -> str:
    return f"{day[:10]}T00:00:00Z"
