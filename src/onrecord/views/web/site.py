"""The site: its screens, each the answer to a question, and the ways to them.

`SCREENS` is the table of them. A question that has no screen of its own is shown as a table, so that the site answers whatever
the command line does.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from onrecord import __version__
from onrecord import store as kept
from onrecord.errors import OnRecordError, QuestionError, StoreError
from onrecord.questions import QUESTIONS, Answer, Asking, Filter, Filters, Store, filters_of
from onrecord.questions.filters import SHOWN, SINGLE
from onrecord.store.find import count, counting
from onrecord.views.labels import label
from onrecord.views.web import models
from onrecord.views.web.api import api_routes
from onrecord.views.web.asked import MOST_ROWS, Pairs, address, pairs_of, values_of
from onrecord.views.web.correcting import (
    DONE,
    FLASHED,
    FORMS,
    UNDONE,
    Correcting,
    change_in_words,
    correction_in_words,
)
from onrecord.views.web.feeds import feed_routes
from onrecord.views.web.guard import LOOPBACK, Guard
from onrecord.views.web.opened import Opened
from onrecord.views.web.overlay import Made, Overlay
from onrecord.views.web.pages import ASSETS, asset, render
from onrecord.views.web.posted import new_word
from onrecord.views.web.reports import report_context

KEPT_SECONDS = 31_536_000  # a year: the address of a file of the site changes with the file
LEAST_PACKED, PACKED = 2_000, 4  # bytes of an answer that is compressed, and the level of gzip
ALONE = "alone"  # the parameter that asks for a screen as one file
NOT_FOUND = HTTPStatus.NOT_FOUND.phrase
T = TypeVar("T")
THEMES = ("light", "dark")
CHOICE_LABELS = {
    "cue": "says",
    "type": "type",
    "status": "status",
    "quad": "quads",
    "quotation": "quotation",
}  # kinds of labels


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: the question it answers, and how the answer is shown."""

    name: str
    """Of its address; the question has the same one unless `question` names another."""
    title: str
    template: str = "table.jinja"
    key: str | None = None
    """The key after `g`; a screen that has one stands in the bar."""
    of: str | None = None
    """The question."""
    model: Callable[[Asked], Mapping[str, Any]] = lambda _: {}
    """Returns what its template needs besides the answer."""
    own: tuple[str, ...] = ()
    """Parameters that are no filters of the question: how it is shown."""
    switched: tuple[str, ...] = ()
    """Filters that are chosen by a switch above the form."""
    defaults: Callable[[Store, Pairs], Pairs] = lambda _store, _pairs: ()
    """Returns the filters that hold until others are chosen, given those that are."""
    ages: bool = False
    """Whether its answer, which counts very much, may be some seconds older than the store."""

    @property
    def question(self) -> str:
        """The question that it answers."""
        return self.of or self.name

    @property
    def path(self) -> str:
        """Its address."""
        return f"/{self.name}"


SCREENS: Sequence[Screen] = (
    Screen("today", "Today", "today.jinja", "t", "new", models.today, defaults=models.since_last_run),
    Screen("stories", "Stories", "stories.jinja", "s", defaults=models.a_page, ages=True),
    Screen("said", "Who said what", "said.jinja", "w", model=models.said),
    Screen(
        "ahead",
        "Ahead",
        "ahead.jinja",
        "a",
        model=models.ahead,
        own=("view", "month"),
        defaults=models.ahead_days,
    ),
    Screen("events", "Events", "events.jinja", "e", model=models.events, switched=("counting",)),
    Screen(
        "map",
        "Map",
        "map.jinja",
        "m",
        "places",
        models.places,
        own=("area",),
        switched=("quad",),
        defaults=models.all_places,
        ages=True,
    ),
    Screen("dossier", "Actors", "dossier.jinja", "d", model=models.dossier),
    Screen("dyad", "Two actors", "dyad.jinja", "y", model=models.dyad, own=("show",), ages=True),
    Screen("search", "Search", "search.jinja", model=models.search),
)
DESK = Screen("desk", "Desk", "desk.jinja", "c")  # asks no question: correcting.py
STORY = Screen("story", "Story", "story.jinja", model=models.story)


@dataclass(frozen=True)
class Paged:
    """What part of an answer is shown, and the addresses of the parts before and after it."""

    first: int
    last: int
    shown: int
    total: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Asked:
    """A question as it was asked of a screen, with its answer; None if it lacks what it is about."""

    store: Store
    screen: Screen
    path: str
    pairs: Pairs
    answer: Answer[Any] | None
    single: tuple[str, ...] = SINGLE
    questions: Mapping[str, Asking] = field(default_factory=dict)
    opened: Opened | None = None
    """Where counts are kept that may be some seconds old; without, all are made anew."""

    def counted(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` counts, or what it counted some seconds ago."""
        return make() if self.opened is None else self.opened.made(key, make, ages=True)

    @cached_property
    def _given(self) -> Mapping[str, list[str]]:
        given: dict[str, list[str]] = {}
        for name, value in self.pairs:
            given.setdefault(name, []).append(value)
        return given

    def filters(self) -> list[Filter]:
        """Return the filters of a form; what part is shown, and what an address names, are none."""
        arguments = () if self.path == self.screen.path else self.questions[self.screen.question].arguments
        hidden = (*SHOWN, *arguments, *self.screen.switched)
        return [row for row in filters_of(self.screen.question) if row.name not in hidden]

    def value(self, name: str) -> list[str]:
        """Return the values that a filter has; of one that always has a value, that value."""
        open_ = getattr(Filters(), name, None)
        default = [open_] if name in self.single and isinstance(open_, str) else []
        return self._given.get(name, default)

    def has_any(self, rows: Iterable[Filter]) -> bool:
        """Return whether one of some filters is given."""
        return any(self._given.get(row.name) for row in rows)

    def kept(self) -> Pairs:
        """Return the parameters that a form keeps without showing them."""
        return [
            (name, value) for name, value in self.pairs if name in (*self.screen.own, *self.screen.switched)
        ]

    def choice(self, name: str, value: str) -> str:
        """Return the value of a filter in words."""
        kind = CHOICE_LABELS.get(name)
        return label(kind, value) if kind else value

    def link(self, **changes: str | None) -> str:
        """Return the address of this screen with other parameters."""
        return address(self.path, self.pairs, **changes)

    def is_chosen(self, name: str, value: str) -> bool:
        """Return whether a filter asks for a value."""
        return value in self._given.get(name, ())

    def toggled(self, name: str, value: str) -> str:
        """Return the address with a value chosen, or no longer chosen."""
        return self.link(**{name: None if self.is_chosen(name, value) else value, "offset": None})

    def wider(self) -> str:
        """Return the address of the nearest wider question that has some rows."""
        wider = self.answer.wider if self.answer is not None else None
        return address(self.screen.path, [*self.kept(), *pairs_of(wider)]) if wider else self.screen.path

    def api(self) -> str:
        """Return the address of the same answer as JSON."""
        own = dict.fromkeys(self.screen.own)
        pairs = pairs_of(self.answer.asked) if self.answer is not None else self.pairs
        return address(f"/api/{self.screen.question}", pairs, **own)

    def page(self) -> Paged:
        """Return which rows are shown, and the addresses of those before and after."""
        if self.answer is None:
            return Paged(0, 0, 0, 0, None, None)
        offset, shown, total = self.answer.asked.offset, len(self.answer.rows), self.answer.total
        most = self.answer.asked.limit or MOST_ROWS
        before = self.link(offset=str(max(offset - most, 0)) if offset > most else None) if offset else None
        after = self.link(offset=str(offset + shown)) if offset + shown < total and shown else None
        return Paged(offset + 1 if shown else 0, offset + shown, shown, total, before, after)


class Site:
    """The screens of one store."""

    def __init__(self, path: Path, questions: Mapping[str, Asking], overlay: Overlay | None = None) -> None:
        self.path, self.questions, self.overlay = path, questions, overlay
        self.opened = Opened(path)
        self.word = new_word()
        """Which the forms of this run of the site have, and those of no other."""
        shaped = {screen.question for screen in SCREENS}
        others = (
            Screen(name, name.capitalize(), model=models.table)
            for name in questions
            if name not in {*shaped, "story"}
        )
        self.screens = {s.name: s for s in (*SCREENS, *others) if s.question in questions}

    # ---- pages ---------------------------------------------------------------------------

    def page(self, request: Request, template: str, status: int = HTTPStatus.OK, **context: Any) -> Response:
        """Return a page in the frame of the site."""
        theme = request.cookies.get("theme")
        made, overlay = self.made(), self.overlay
        done = made.of_ids(request.query_params.getlist(DONE))
        undone = UNDONE in request.query_params
        frame = {
            "alone": False,
            "theme": theme if theme in THEMES else None,
            "bar": [*(screen for screen in self.screens.values() if screen.key), DESK],
            "here": None,
            "sought": None,
            "store_name": self.path.name,
            "reports_kept": 0,
            "version": __version__,
            "writes": overlay is not None,
            "author": overlay.author if overlay else "",
            "word": self.word,
            "made": made,
            "done": done,
            "undone": undone,
            "undo_back": None,
            "done_words": "Confirmed:" if done and all(c.do == "confirm" for _, c in done) else "Corrected:",
            "assembling": overlay is not None and overlay.is_assembling,
            "trouble": overlay.trouble if overlay else None,
            "here_path": _without_flash(request),
            "change_in_words": change_in_words,
            "correction_in_words": correction_in_words,
        }
        return HTMLResponse(render(template, frame | context), status)

    def reading(self) -> AbstractContextManager[Store]:
        """Open the store for reading only."""
        return self.opened.reading()

    def made(self) -> Made:
        """Return the corrections of the store; none if the table cannot be read, which the answers tell."""
        path = kept.corrections_path(self.path)
        try:
            stat = path.stat()
            return _made(self.path, stat.st_mtime_ns, stat.st_size)
        except (OSError, StoreError):
            return Made(None)

    def failed(self, request: Request, status: int, title: str, message: str) -> Response:
        """Return the page that says what went wrong."""
        back = {"back": "/", "back_words": "To the start"}
        return self.page(request, "error.jinja", status, title=title, message=message, **back)

    def home(self, _request: Request) -> Response:
        """Lead to the first screen."""
        first = next((screen.path for screen in self.screens.values() if screen.key), "/api/openapi.json")
        return RedirectResponse(first, HTTPStatus.TEMPORARY_REDIRECT)

    def kept(self, request: Request, make: Callable[[Request], Response]) -> Response:
        """Return the page of a site that only shows, which is made once as long as the store stays as it is."""
        if self.overlay is not None:
            return make(request)
        minute = int(time.time() // 60)  # "two days ago" is another moment then
        key = (request.url.path, request.url.query, request.cookies.get("theme"), minute)
        page = self.opened.made(key, partial(make, request))
        return Response(page.body, page.status_code, dict(page.headers))

    def _aging(self) -> Opened | None:
        """Return where counts are kept that may be some seconds old; where people correct, none is."""
        return self.opened if self.overlay is None else None

    def counting(self) -> AbstractContextManager[None]:
        """Let counts of rows be some seconds old."""
        opened = self._aging()
        return counting(None if opened is None else partial(opened.made, ages=True))

    def screen(self, request: Request, screen: Screen) -> Response:
        """Answer the question of a screen."""
        every = [
            (name, value)
            for name, value in request.query_params.multi_items()
            if value.strip() and name not in FLASHED
        ]
        given, alone = [pair for pair in every if pair[0] != ALONE], (ALONE, "1") in every
        fixed = list(request.path_params.items())
        with self.reading() as store, self.counting():
            asked = self._asked(store, screen, request.url.path, given, fixed)
            context: dict[str, Any] = {"title": screen.title, "here": screen.name, "asked": asked}
            context |= {"reports_kept": kept_reports(store)} | dict(screen.model(asked))
        if not alone:
            return self.page(request, screen.template, **context)
        style = Markup(asset("site.css").decode("utf-8"))  # noqa: S704 (our own file)
        return _as_file(self.page(request, screen.template, **context, alone=True, style=style), screen.name)

    def _asked(self, store: Store, screen: Screen, path: str, given: Pairs, fixed: Pairs) -> Asked:
        question = self.questions[screen.question]
        names = {name for name, _ in given}
        defaults = [pair for pair in screen.defaults(store, given) if pair[0] not in names]
        values = values_of(question.name, [*given, *defaults, *fixed], screen.own)
        has_all = all(name in values for name in question.arguments)
        opened = self._aging()
        asked = Asked(store, screen, path, given, None, questions=self.questions, opened=opened)
        ask = partial(question.answer, store, **values)
        if screen.ages and has_all:
            return replace(asked, answer=asked.counted((question.name, *sorted(values.items())), ask))
        return replace(asked, answer=ask() if has_all else None)

    def report(self, request: Request) -> Response:
        """Show one report with its record."""
        with self.reading() as store, self.counting():
            context = report_context(store, request.path_params["document"], request.query_params.get("at"))
            if context is None:
                raise HTTPException(HTTPStatus.NOT_FOUND, "The store holds no such report.")
            return self.page(request, "report.jinja", **context, reports_kept=kept_reports(store))

    # ---- errors --------------------------------------------------------------------------

    def wrong(self, request: Request, error: Exception) -> Response:
        """Say what is wrong with a question."""
        return self.failed(request, HTTPStatus.BAD_REQUEST, "This cannot be asked", str(error))

    def unreadable(self, request: Request, error: Exception) -> Response:
        """Say why the store cannot be read."""
        return self.failed(request, HTTPStatus.SERVICE_UNAVAILABLE, "The store cannot be read", str(error))

    def missing(self, request: Request, error: Exception) -> Response:
        """Say that there is no such page."""
        status = getattr(error, "status_code", HTTPStatus.NOT_FOUND)
        detail = getattr(error, "detail", NOT_FOUND)
        told = detail if detail != NOT_FOUND else f"There is no page {request.url.path} here."
        return self.failed(request, status, "Not here", told)

    def broken(self, request: Request, error: Exception) -> Response:
        """Say that the fault is ours; the log has the rest."""
        told = (
            f"This page could not be made ({type(error).__name__}). The log of 'onrecord serve' says where."
        )
        return self.failed(request, HTTPStatus.INTERNAL_SERVER_ERROR, "A fault of the site", told)


@lru_cache(maxsize=4)
def _made(path: Path, _time: int, _size: int) -> Made:
    """Return the corrections of a store, as its table was written last."""
    return Made(path)


def _without_flash(request: Request) -> str:
    """Return the path and query of a request, without what tells of the last correction."""
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] not in FLASHED]
    return address(request.url.path, pairs)


def _as_file(page: Response, name: str) -> Response:
    """Return a page as a file to keep or to mail: it has its styles in it and needs nothing else."""
    page.headers["Content-Disposition"] = f'attachment; filename="{name}.html"'
    return page


def kept_reports(store: Store) -> int:
    """Return how many reports a store keeps."""
    return count(store, "reports", ())


def static_file(request: Request) -> Response:
    """Return a file of the site; its address changes with it, so that a browser keeps it."""
    name = request.path_params["name"]
    if name not in ASSETS:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    headers = {"Cache-Control": f"public, max-age={KEPT_SECONDS}, immutable"}
    return Response(asset(name), headers=headers, media_type=ASSETS[name].media_type)


def make_site(
    path: str | Path,
    *,
    questions: Mapping[str, Asking] = QUESTIONS,
    token: str | None = None,
    hosts: Iterable[str] = LOOPBACK,
    overlay: Overlay | None = None,
) -> ASGIApp:
    """Return the site over a store as an ASGI application.

    With an `overlay` people correct in it, else it only reads. With a `token` it answers on any host, to those who know it; without one only under the names of `hosts`.
    """
    site = Site(Path(path), questions, overlay)
    correcting = Correcting(site, overlay, site.word)
    open_store = site.reading
    routes = [
        Route("/", site.home),
        Route("/static/{name}", static_file),
        *(Route(s.path, _endpoint(site, s)) for s in site.screens.values()),
        *([Route("/story/{story}", _endpoint(site, STORY))] if STORY.question in questions else []),
        Route("/report/{document}", lambda request: site.kept(request, site.report)),
        *correcting.routes(),
        *feed_routes(open_store, questions),
        *api_routes(open_store, questions),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(GZipMiddleware, minimum_size=LEAST_PACKED, compresslevel=PACKED)],
        exception_handlers={
            QuestionError: site.wrong,
            StoreError: site.unreadable,
            sqlite3.Error: site.unreadable,
            OnRecordError: site.wrong,
            HTTPException: site.missing,
            Exception: site.broken,
        },
    )
    return Guard(
        app, token=token, hosts=hosts, forms=FORMS if overlay else ()
    )  # outside, so that errors have its headers too


def _endpoint(site: Site, screen: Screen) -> Callable[[Request], Response]:
    return lambda request: site.kept(request, partial(site.screen, screen=screen))
