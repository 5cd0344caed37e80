"""What the templates of the screens need besides the answers: rows grouped, drawn, and counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from onrecord.questions import filters_of
from onrecord.questions.facets import facets_of_said
from onrecord.questions.filters import QUADS
from onrecord.questions.meant import ENTITY
from onrecord.questions.rows import Hit, PlaceTold
from onrecord.store import Store, last_run_began
from onrecord.store.find import latest_day
from onrecord.views.ahead import day_of
from onrecord.views.answers import columns_of
from onrecord.views.dates import MONTH_NAMES, days
from onrecord.views.figures import figures_in_words
from onrecord.views.labels import label
from onrecord.views.web.asked import MOST_ROWS, Pairs, address
from onrecord.views.web.calendars import (
    WEEKDAYS,
    Span,
    axis_for,
    bar_of,
    days_of,
    distance,
    is_wide,
    month_of,
    week_of,
    weeks_of,
)
from onrecord.views.web.charts import COUNTINGS, bar_id, dyad_chart
from onrecord.views.web.lines import by_section, matrix_of, together, value_in_words, what_in_words
from onrecord.views.web.maps import map_of, symbol
from onrecord.views.web.pages import words_link
from onrecord.views.web.shapes import WORLD, regions

if TYPE_CHECKING:  # circular: the table of screens names these functions
    from onrecord.views.web.site import Asked

Model = Mapping[str, Any]
A_PAGE = 50  # rows
A_WEEK = "1w"
EPOCH = date(1970, 1, 1)  # of a store without a dated report
TRIED_SPANS = (
    "trigger",
    "span",
    "words",
    "cue",
    "evidence",
    "content",
)  # of a row without a screen of its own

STORY_PARTS = {
    "disagreement": "Disagreements",
    "happened": "What happened",
    "moved": "What moved",
    "denial": "Denials",
    "ahead": "Ahead",
    "agreed": "Agreed",
    "copy": "Copies",
    "report": "Reports",
}
DOSSIER_PARTS = {
    "change": "Changes of line",
    "said": "Said",
    "did": "Did",
    "received": "Received",
    "plan": "Plans",
    "disagreement": "Against others",
}
NEW_PARTS = {
    "story": "Stories begun",
    "moved": "Figures and words that moved",
    "date": "Days that moved",
    "denial": "Denials",
    "contradiction": "First contradictions",
    "fulfilled": "Came about",
    "due": "Due, and nothing told",
    "failed": "Could not be read",
}
NEW_SIDES = {  # of the words beside and the words of a line, by section
    "denial": ("Told", "Denied"),
    "contradiction": ("Told", "Against it"),
    "fulfilled": ("Planned", "Told since"),
    "due": ("Planned", "Since"),
}
BEFORE_AND_NOW = ("Before", "Now")
IN_WORDS: Model = {"what": what_in_words, "value": value_in_words}


def said(asked: Asked) -> Model:
    """Return the counts beside the filters of statements, and the address of the feed."""
    pairs = [(name, value) for name, value in asked.pairs if name not in ("limit", "offset")]
    answer = asked.answer
    facets = None
    if answer is not None:
        what = replace(answer.asked, limit=None, offset=0)  # of all pages
        facets = asked.counted(("facets", what), lambda: facets_of_said(asked.store, what))
    return {"facets": facets, "feed": address("/said.atom", pairs)}


def story(asked: Asked) -> Model:
    """Return the lines of a story by section; disagreements as a table, what moved by what it is about."""
    sections = by_section(_rows(asked))
    return {
        **IN_WORDS,
        "title": sections["story"][0].what or "A story" if sections["story"] else "Story",
        "head": sections["story"][0] if sections["story"] else None,
        "sections": sections,
        "contents": _contents(asked, sections, STORY_PARTS),
        "matrix": matrix_of(sections["disagreement"]),
        "about": _about([*sections["happened"], *sections["ahead"]]),
        "agreed": [list(rows) for _, rows in groupby(sections["agreed"], key=lambda row: row.id)],
        "moved": together(sections["moved"]),
        "copied": together(sections["copy"]),
        "copies": len({row.words.document for row in sections["copy"] if row.words}),
        "more": _more(asked),
    }


def _about(lines: Sequence[Any]) -> Mapping[str | None, str]:
    """Return happenings and plans in words, by their id; nothing of one that is not among the lines."""
    found: dict[str | None, str] = defaultdict(str)
    for row in lines:
        told = " ".join(
            filter(
                None, (what_in_words(row.what).capitalize(), row.who if row.section == "happened" else None)
            )
        )
        found[row.id] = ", ".join(filter(None, (told, days(row.day, row.until))))
    return found


def dossier(asked: Asked) -> Model:
    """Return the lines of a dossier by section, statements by topic."""
    sections = by_section(_rows(asked))
    facts = {row.what: row.value for row in sections["actor"]}
    sector = facts.get("sector")
    meant = asked.answer.meant if asked.answer is not None else ()
    name = facts.get("name") or (meant[0].name if meant else "Actors")
    country = country_in_words(facts.get("country"))
    said_by_topic = groupby(sections["said"], key=lambda row: row.topic)
    return {
        **IN_WORDS,
        "title": name,
        "name": name,
        "actor": asked.value("actor")[-1] if asked.value("actor") else "",
        "facts": [
            fact
            for fact in (
                facts.get("kind"),
                country if country != name else None,
                label("sector", sector) if sector else None,
            )
            if fact
        ],
        "wikidata": facts.get("wikidata"),
        "entity": meant[0].entities[0] if meant and len(meant[0].entities) == 1 else None,
        "sections": sections,
        "topics": [(topic, list(rows)) for topic, rows in said_by_topic],
        "disputes": together(sections["disagreement"]),
        "contents": _contents(asked, sections, DOSSIER_PARTS),
        "says": _says,
        "turned": _turned,
        "held": _held,
        "more": _more(asked),
    }


def _says(value: str | None) -> str:
    """Return the side of a disagreement: the kind of saying, or a value."""
    told = label("says", value or "")
    return told if told != value else value_in_words(value)


def _turned(value: str) -> str:
    """Return how a position changed: kinds of saying in words, such as "denies → says"."""
    return " → ".join(map(_says, value.split(" → ")))


def country_in_words(code: str | None) -> str | None:
    """Return the name of a country by its code; a code that is no country stays."""
    from onrecord.world import load_world

    return code and (load_world().country_name(code) or label("country", code))


def _held(row: Any) -> str:
    """Return since when and until when an office was held; days are as full as they are known."""
    if row.day and row.until:
        return f"{row.day} to {row.until}"
    return f"since {row.day}" if row.day else f"until {row.until}" if row.until else ""


def today(asked: Asked) -> Model:
    """Return what is new by section, and the moments to choose from."""
    sections = by_section(_rows(asked))
    since = asked.value("since")[-1:] or [value for _, value in since_last_run(asked.store)]
    quick = (
        ("the last add", None),
        ("yesterday", "yesterday"),
        ("two days", "2d"),
        ("a week", "1w"),
        ("four weeks", "4w"),
    )
    return {
        **IN_WORDS,
        "since": since[0],
        "clock": next(row for row in filters_of("new") if row.name == "clock"),
        "quick": [(words, asked.link(since=value)) for words, value in quick],
        "sections": sections,
        "sides": {key: NEW_SIDES.get(key, BEFORE_AND_NOW) for key in NEW_PARTS},
        "contents": _contents(asked, sections, NEW_PARTS),
        "more": _more(asked),
    }


def since_last_run(store: Store, _pairs: Pairs = ()) -> Pairs:
    """Return the moment from which something is new if no other is asked for: when the last add began."""
    return [("since", last_run_began(store) or A_WEEK)]


def dyad(asked: Asked) -> Model:
    """Return the chart of two actors, and the rows of its table with the ids that its bars lead to."""
    pair, rows = asked.value("dyad"), _rows(asked)
    meant = [one.name for one in asked.answer.meant[:2]] if asked.answer is not None else []
    sides = meant if len(meant) == len(pair) else pair
    counting = next((c for c in asked.value("show") if c in COUNTINGS), COUNTINGS[0])
    by = (asked.value("by") or ["week"])[-1]
    names = {"happenings": "Distinct happenings", "reports": "Reports"}
    return {
        "title": " and ".join(sides) if len(sides) > 1 else "Two actors",
        "pair": pair if len(pair) > 1 else None,
        "names": sides,
        "by": by,
        "counting": counting,
        "countings": [(key, names[key], asked.link(show=key)) for key in COUNTINGS],
        "chart": dyad_chart(rows, counting, " and ".join(sides)),
        "rows": list(_dyad_rows(asked, rows)),
    }


def _dyad_rows(asked: Asked, rows: Sequence[Any]) -> Iterator[tuple[Any, str | None, str | None]]:
    """Yield each row that has something, the id of the first one of each period, and the address of its happenings."""
    seen: set[str] = set()
    pair = [("dyad", actor) for actor in asked.value("dyad")]
    for row in rows:
        if not (row.reports or row.happenings):
            continue
        bar = bar_id(row.period) if row.period not in seen else None
        seen.add(row.period)
        own = {"on_or_after": row.period, "on_or_before": row.until, "counting": "happenings"}
        yield row, bar, address("/events", pair, **own) if "events" in asked.questions else None


# ---- what lies ahead ---------------------------------------------------------------------

WIDE_FIRST = 8  # items without a day of their own that stand above a calendar
MOST_AT_ONCE = 150  # items of a calendar; if there are more, each day has its own
MOST_OF_A_DAY = 10  # some of which may have no day of their own
VIEWS = {"list": "List", "week": "Week", "month": "Month"}


def ahead_days(store: Store, pairs: Pairs) -> Pairs:
    """Return the days of the week or month that a calendar shows, which are asked for."""
    given = dict(pairs)
    span = _span(store, given.get("view"), given.get("month"))
    if span is None:
        return ()
    return (
        ("on_or_after", span.first.isoformat()),
        ("on_or_before", span.last.isoformat()),
        ("limit", str(MOST_AT_ONCE)),
    )


def _span(store: Store, view: str | None, asked: str | None) -> Span | None:
    today = day_of(latest_day(store)) or EPOCH
    return {"week": week_of, "month": month_of}[view](asked, today) if view in ("week", "month") else None


def ahead(asked: Asked) -> Model:
    """Return what lies ahead as a list with strips, or as the days of a week or month."""
    view = next((v for v in asked.value("view") if v in VIEWS), "list")
    month = (asked.value("month") or [""])[-1]
    rows, today = _rows(asked), _today(asked)
    span = _span(asked.store, view, month)
    totals: Mapping[date, int] = {}
    if span is not None and asked.answer is not None and asked.answer.total > len(rows):
        rows, totals = asked.counted(("days", asked.answer.asked), lambda: _of_each_day(asked, days_of(span)))
    pairs = [(name, value) for name, value in asked.pairs if name not in ("view", "month", "limit", "offset")]
    return {
        "view": view,
        "views": [
            (key, words, asked.link(view=None if key == "list" else key, month=None, offset=None))
            for key, words in VIEWS.items()
        ],
        "calendar": address("/ahead.ics", pairs),
        "waiting": None if asked.value("overdue") else address(asked.path, (("overdue", "yes"),)),
        "today": today,
        "distance": distance,
        "link": row_link,
        **_strips(rows, today),
        **_calendar(rows, span, totals),
    }


def _today(asked: Asked) -> date | None:
    """Return the day from which one looks ahead: as asked, else the latest day of publication."""
    given = asked.answer.asked.as_of if asked.answer is not None else None
    return day_of(given or latest_day(asked.store))


def _strips(rows: Sequence[Any], today: date | None) -> Model:
    """Return the rows with their bars, and the ticks of the axis above them."""
    axis = axis_for(rows, today)
    return {
        "rows": [(row, bar_of(axis, row)) for row in rows],
        "ticks": list(axis.ticks()) if axis else (),
    }


def _of_each_day(asked: Asked, days: Sequence[date]) -> tuple[Sequence[Any], Mapping[date, int]]:
    """Return the first items of each day, where there are too many of all days, and how many each day has."""
    rows: dict[str, Any] = {}
    totals: dict[date, int] = {}
    question = asked.questions[asked.screen.question]
    given = asked.answer.asked.given() if asked.answer is not None else {}
    for day in days:
        own = {"on_or_after": day.isoformat(), "on_or_before": day.isoformat(), "limit": MOST_OF_A_DAY}
        found = question.answer(asked.store, **(given | own))
        totals[day] = found.total
        rows |= {f"{row.document} {row.item}": row for row in found.rows}
    return list(rows.values()), totals


def _calendar(rows: Sequence[Any], span: Span | None, totals: Mapping[date, int]) -> Model:
    """Return the days of a week or month, and the items that have no day of their own."""
    return {
        "span": span,
        "weeks": weeks_of(span, rows, totals) if span else (),
        "wide": [row for row in rows if is_wide(row)] if span else (),
        "wide_first": WIDE_FIRST,
        "weekdays": WEEKDAYS,
        "months": MONTH_NAMES,
    }


# ---- search ------------------------------------------------------------------------------

KINDS_OF_HITS = {
    "People, bodies, countries": ("actors", ("person", "organization", "country", "group")),
    "Stories": ("stories", ("story",)),
    "Places": ("places", ("place",)),
    "Reports": ("documents", ("document",)),
}


def search(asked: Asked) -> Model:
    """Return what was found, by kind, with the words that match."""
    rows = _rows(asked)
    most = asked.answer.asked.limit if asked.answer is not None else None
    is_one_kind = len(asked.value("what")) == 1
    return {
        "sought": (asked.value("words") or [""])[-1],
        "is_one_kind": is_one_kind,
        "groups": [
            (name, hits, asked.link(what=key) if len(hits) == most and not is_one_kind else None)
            for name, (key, kinds) in KINDS_OF_HITS.items()
            if (hits := [row for row in rows if row.what in kinds])
        ],
        "marked": marked,
        "link": hit_link,
        "country": country_in_words,
    }


def marked(hit: Hit) -> list[tuple[str, bool]]:
    """Return the excerpt of a hit, or its name, in pieces: the text, and whether it matches."""
    text, start = (hit.excerpt.text, hit.excerpt.start) if hit.excerpt else (hit.name, 0)
    pieces, at = [], 0
    for span in hit.matches:
        low, high = span.start - start, span.end - start
        if at <= low < high <= len(text):
            pieces += [(text[at:low], False), (text[low:high], True)]
            at = high
    return [(piece, found) for piece, found in (*pieces, (text[at:], False)) if piece]


def hit_link(hit: Hit) -> str:
    """Return the address of what was found."""
    if hit.what == "document":
        at = hit.matches[0] if hit.matches and hit.excerpt else None
        return f"/report/{hit.id}" + (f"?at={at.start}-{at.end}#words" if at else "")
    if hit.what == "story":
        return f"/story/{hit.id}"
    is_place = hit.what == "place" and not ENTITY.fullmatch(hit.id)
    return address("/events", (("place", hit.id),)) if is_place else address("/dossier", (("actor", hit.id),))


def events(asked: Asked) -> Model:
    """Return what a row of an event needs: its figures in words, and the link to its words."""
    counting = (asked.value("counting") or ["reports"])[-1]
    return {
        "counting": counting,
        "countings": [
            (key, words, asked.link(counting=None if key == "reports" else key, offset=None))
            for key, words in (("reports", "Each report"), ("happenings", "Each happening once"))
        ],
        "figures": figures_in_words,
        "told_in": told_in,
        "link": row_link,
    }


# ---- the map -----------------------------------------------------------------------------

KINDS_OF_PLACES = {"city": "town", "region": "region only", "country": "country only", "other": "area"}


def all_places(_store: Store, _pairs: Pairs) -> Pairs:
    """Return how many places a map asks for: it chooses those of its part of the world itself."""
    return [("limit", str(MOST_ROWS))]


def a_page(_store: Store, _pairs: Pairs) -> Pairs:
    """Return how many rows a page has, of a question that gives all."""
    return [("limit", str(A_PAGE))]


def places(asked: Asked) -> Model:
    """Return the map of the part of the world that is asked for, and the ways to other parts and layers."""
    area = (asked.value("area") or [WORLD])[-1]
    return {
        "map": map_of(_rows(asked), area),
        "area": area,
        "area_name": _area_name(area),
        "areas": list(_areas(asked, area)),
        "layers": [
            (n, label("quad", str(n)), asked.toggled("quad", name), asked.is_chosen("quad", name))
            for n, name in enumerate(QUADS, 1)
        ],
        "kinds": KINDS_OF_PLACES,
        "country": country_in_words,
        "quad_name": lambda quad: label("quad", str(quad)) if quad else "other",
        "symbol": symbol,
        "link": lambda row: _place_link(asked, row),
    }


def _area_name(area: str) -> str:
    if area == WORLD:
        return "World"
    return regions()[area].name if area in regions() else country_in_words(area) or area


def _areas(asked: Asked, area: str) -> Iterator[tuple[str, str, str]]:
    """Yield the world, its parts, and the countries with most happenings: key, name and address."""
    country = [area] if area != WORLD and area not in regions() else []
    for key in (WORLD, *regions(), *country):
        yield key, _area_name(key), asked.link(area=None if key == WORLD else key, offset=None)


def _place_link(asked: Asked, row: PlaceTold) -> str:
    """Return the address of the happenings at a place, with the filters of the map."""
    pairs = [(name, value) for name, value in asked.pairs if name not in ("area", "place", "limit", "offset")]
    place = str(row.geonames) if row.geonames else row.name
    return address("/events", pairs, counting="happenings", place=place)


def told_in(row: Any) -> str:
    """Return the sentence or clause that contains the trigger of an event, else the trigger."""
    trigger = row.trigger
    holding = (s.text for s in row.evidence if s.start <= trigger.start and trigger.end <= s.end)
    return str(next(holding, trigger.text))


def table(asked: Asked) -> Model:
    """Return the columns of a question that has no screen of its own."""
    question = asked.questions[asked.screen.question]
    return {
        "about": question.help,
        "first": question.arguments or tuple(row.name for row in asked.filters()[:5]),
        "columns": columns_of(asked.answer.row) if asked.answer is not None else (),
        "link": row_link,
    }


def row_link(row: Any) -> str | None:
    """Return the address of the words of a row of any question, or None."""
    quote = getattr(row, "words", None)
    if quote is not None and hasattr(quote, "document"):
        return words_link(quote)
    document = getattr(row, "document", None)
    if document is None:
        return None
    found = (_first(getattr(row, name, None)) for name in TRIED_SPANS)
    span = next((span for span in found if hasattr(span, "start")), None)
    return f"/report/{document}?at={span.start}-{span.end}#words" if span else f"/report/{document}"


def _first(value: Any) -> Any:
    return (value[0] if value else None) if isinstance(value, tuple) else value


# ---- shared ------------------------------------------------------------------------------


def _rows(asked: Asked) -> Sequence[Any]:
    return asked.answer.rows if asked.answer is not None else ()


def _contents(
    asked: Asked, sections: Mapping[str, Sequence[Any]], parts: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Return the sections that have lines: their id, name and number of lines, with a plus sign if there may be more."""
    most = asked.answer.asked.each if asked.answer is not None and _more(asked) else None
    numbers = {key: len(sections[key]) for key in parts}
    return [
        (key, name, f"{numbers[key]}{'+' if numbers[key] == most else ''}")
        for key, name in parts.items()
        if numbers[key]
    ]


def _more(asked: Asked) -> str | None:
    """Return the address that shows all lines, if some are left out."""
    answer = asked.answer
    return asked.link(each=str(MOST_ROWS)) if answer is not None and answer.total > len(answer.rows) else None
