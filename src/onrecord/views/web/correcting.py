"""The screens on which people correct what was read: one fact, the desk, actors that are one or two, and all corrections.

Screens are asked for by GET and change nothing; forms are sent by POST, and lead back to where they came from.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.assembly.types import Entity
from onrecord.errors import QuestionError, StoreError
from onrecord.questions import Store, events, said
from onrecord.questions.meant import UnclearError, resolve_actor
from onrecord.store import Correction, FactCorrection, assembled_one, corrected, reading_of
from onrecord.store.corrections import identifier
from onrecord.store.corrections.fields import actor_at
from onrecord.store.corrections.kept import kept_reading
from onrecord.store.corrections.propose import named_fact
from onrecord.store.corrections.types import PairCorrection
from onrecord.store.find import count
from onrecord.store.gathered import ReportRow, reports_of, things_of_documents
from onrecord.types import Actor
from onrecord.views.labels import has_label, label
from onrecord.views.web.asked import address
from onrecord.views.web.desk import desk_context
from onrecord.views.web.facts import changes_in, fact_form, facts_at
from onrecord.views.web.models import country_in_words
from onrecord.views.web.overlay import Made, Overlay
from onrecord.views.web.posted import Form, form_of, safe_back
from onrecord.views.web.reports import sought_in

if TYPE_CHECKING:  # circular: the site has these screens
    from onrecord.views.web.site import Site

FORMS = ("/correct", "/join", "/part", "/undo", "/assemble")
DONE = "done"  # the parameter of a page that tells what was just corrected
UNDONE = "undone"
FLASHED = (DONE, UNDONE)
MOST_SHOWN = 100  # reports of an actor, and corrections of a page
AROUND = 90  # characters before and after a mention
ACTIONS = ("set", "withdraw", "confirm")
_OFFSETS = re.compile(r" @\d+(-\d+)?")


class Correcting:
    """The screens and forms of corrections; without an overlay only the screens, which say how to turn it on."""

    def __init__(self, site: Site, overlay: Overlay | None, word: str) -> None:
        self.site, self.overlay, self.word = site, overlay, word

    def routes(self) -> list[Route]:
        """Return the routes."""
        screens = [
            Route("/correct/{document}", self.fact),
            Route("/correct/{document}/{fact}", self.fact),
            Route("/corrections", self.all),
            Route("/desk", self.desk),
            Route("/join", self.joining, methods=["GET"]),
            Route("/part", self.parting, methods=["GET"]),
        ]
        if self.overlay is None:
            return screens
        writes: Mapping[str, Callable[[Request, Form, Overlay], Response]] = {
            "/correct": self._correct,
            "/join": self._join,
            "/part": self._part,
            "/undo": self._undo,
            "/assemble": self._assemble,
        }
        return [
            *screens,
            *(Route(path, self._posted(write), methods=["POST"]) for path, write in writes.items()),
        ]

    def _posted(
        self, write: Callable[[Request, Form, Overlay], Response]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Return the endpoint of a form: it takes one with the word of the site alone."""

        async def endpoint(request: Request) -> Response:
            form = await form_of(request, self.word)
            return await run_in_threadpool(self._written, write, request, form)

        return endpoint

    def _written(
        self, write: Callable[[Request, Form, Overlay], Response], request: Request, form: Form
    ) -> Response:
        assert self.overlay is not None  # noqa: S101 - without one there are no such routes
        try:
            return write(request, form, self.overlay)
        except StoreError as error:
            back = safe_back(form.one("form"), safe_back(form.one("back"), "/corrections"))
            context: dict[str, Any] = {
                "title": "Nothing was corrected",
                "message": str(error),
                "back": back,
                "back_words": "Back to the form",
            }
            return self._page(request, "error.jinja", HTTPStatus.UNPROCESSABLE_ENTITY, **context)

    def _page(self, request: Request, template: str, status: int = HTTPStatus.OK, **context: Any) -> Response:
        """Return a page in the frame of the site."""
        with self.site.reading() as store, self.site.counting():
            number = count(store, "reports", ())
        return self.site.page(request, template, status, **context, reports_kept=number)

    # ---- one fact ------------------------------------------------------------------------

    def fact(self, request: Request) -> Response:
        """Show the form of one fact, or the facts on some words, from which one is chosen."""
        given, at = request.path_params, sought_in(request.query_params.get("at"))
        made = self.site.made()
        with self.site.reading() as store:
            try:
                reading = corrected(kept_reading(store, given["document"]), made.all)
                found = (
                    [named_fact(reading, given["fact"])]
                    if "fact" in given
                    else facts_at(reading, *(at or (0, 0)))
                )
            except StoreError as error:
                raise HTTPException(HTTPStatus.NOT_FOUND, str(error)) from None
            (row,) = reports_of(store, ids=[reading.document.id])
        forms = [fact_form(reading, layer, fact) for layer, fact in found]
        context: dict[str, Any] = {
            "title": f"Correct: {forms[0].card.head}" if len(forms) == 1 else "What is to be corrected?",
            "form": forms[0] if len(forms) == 1 else None,
            "forms": forms,
            "report": row,
            "made_here": made.of_fact(reading.document.id, forms[0].fact) if len(forms) == 1 else (),
            "back": safe_back(came_from(request), f"/report/{reading.document.id}"),
        }
        return self._page(request, "fact.jinja", **context)

    def _correct(self, _: Request, form: Form, overlay: Overlay) -> Response:
        do = form.one("do")
        if do not in ACTIONS:
            raise StoreError(f"'{do}' cannot be done; it is one of {', '.join(ACTIONS)}.")
        changes = changes_in(form.fields) if do == "set" else {}
        if do == "set" and not changes:
            raise StoreError("No field of the form was changed; change one, or say that the fact is right.")
        made = overlay.correct(
            form.one("document"),
            form.one("fact"),
            changes,
            do=do,  # type: ignore[arg-type]  # it is one of ACTIONS
            reason=" ".join(form.one("reason").split()) or None,
            assembles=form.one("from") != "desk",
        )
        return back_to(form.one("back"), f"/report/{form.one('document')}", made)

    # ---- the desk ------------------------------------------------------------------------

    def desk(self, request: Request) -> Response:
        """Show one record of a sample, to agree with or to mend."""
        pairs = [pair for pair in request.query_params.multi_items() if pair[0] not in FLASHED]
        with self.site.reading() as store, self.site.counting():
            context = desk_context(store, self.site.made(), pairs)
            waiting = self.overlay.waiting if self.overlay else 0
            return self._page(request, "desk.jinja", **context, here="desk", waiting=waiting)

    # ---- all corrections -----------------------------------------------------------------

    def all(self, request: Request) -> Response:
        """List the corrections that hold, the latest first."""
        made = self.site.made()
        shown = made.latest()[:MOST_SHOWN]
        named = {c.where.document for _, c in shown if isinstance(c, FactCorrection)}
        with self.site.reading() as store:
            reports = {row.id: row for row in reports_of(store, ids=sorted(named))}
        context: dict[str, Any] = {
            "title": "Corrections",
            "shown": shown,
            "total": len(made.all),
            "problems": made.problems,
            "reports": reports,
        }
        return self._page(request, "corrections.jinja", **context, here="corrections")

    def _undo(self, _: Request, form: Form, overlay: Overlay) -> Response:
        overlay.undo(form.all("id"))
        return back_to(form.one("back"), "/corrections", (), undone=True)

    def _assemble(self, _: Request, form: Form, overlay: Overlay) -> Response:
        overlay.assemble()
        return back_to(form.one("back"), "/desk", ())

    # ---- actors that are one, or two -----------------------------------------------------

    def joining(self, request: Request) -> Response:
        """Show two actors beside each other, and what is one if they are joined."""
        one, words = (request.query_params.get(name, "") for name in ("one", "other"))
        with self.site.reading() as store:
            first, other, why = self._side(store, one), None, None
            if words.strip():
                try:
                    ids = resolve_actor(store, "actor", " ".join(words.split())).entities
                    other = self._side(store, ids[0]) if ids else None
                    why = (
                        None
                        if other
                        else f"'{words}' stands for all who are of a country; name the actor by its id."
                    )
                except UnclearError as unclear:
                    why = str(unclear)
            if other is not None and other["entity"].id == first["entity"].id:
                other, why = None, f"{words} is {first['entity'].name} already."
            differ = _differences(first["entity"], other["entity"]) if other else ()
            context: dict[str, Any] = {
                "title": f"{first['entity'].name}: the same as another",
                "one": first,
                "other": other,
                "why": why,
                "country": country_in_words,
            }
            return self._page(request, "join.jinja", **context, words=words, differ=differ)

    def _side(self, store: Store, id_: str) -> dict[str, Any]:
        """Return an actor, and how much there is of it."""
        entity = _entity(store, id_)
        return {
            "entity": entity,
            "reports": len({ref.document for ref in entity.actors}),
            "statements": said(store, speaker=entity.id, limit=1).total,
            "acts": events(store, actor=entity.id, limit=1).total,
            "received": events(store, recipient=entity.id, limit=1).total,
        }

    def _join(self, _: Request, form: Form, overlay: Overlay) -> Response:
        made = overlay.join(form.one("one"), form.one("other"), reason=form.one("reason") or None)
        return back_to(self._dossier(made, form.one("one")), "/dossier", made)

    def parting(self, request: Request) -> Response:
        """Show the reports that name an actor, of which those are chosen that name another one; then what becomes of them."""
        chosen = request.query_params.getlist("some")
        with self.site.reading() as store:
            entity = _entity(store, request.query_params.get("whole", ""))
            rows = list(self._named_in(store, entity))
            keys = {row["key"] for row in rows}
            if unknown := [key for key in chosen if key not in keys]:
                raise QuestionError(f"{entity.name} is not named as '{unknown[0]}'.")
            taken = [row for row in rows if row["key"] in chosen]
            left = [row for row in rows if row["key"] not in chosen]
            context: dict[str, Any] = {
                "title": f"{entity.name}: not the same everywhere",
                "entity": entity,
                "rows": rows,
                "taken": taken,
                "left": left,
            }
            return self._page(request, "part.jinja", **context, total=len(entity.actors))

    def _named_in(self, store: Store, entity: Entity) -> Any:
        """Yield the actors of reports that are one actor: the report, the name there, and the words around its first mention."""
        shown = entity.actors[:MOST_SHOWN]
        reports = {row.id: row for row in reports_of(store, ids=sorted({ref.document for ref in shown}))}
        made = self.site.made()
        for ref in shown:
            kept = reading_of(store, ref.document)
            actors = corrected(kept, made.all).actors if kept else ()
            actor = next((a for a in actors if a.id == ref.actor and a.mentions), None)
            if actor is not None and ref.document in reports:
                yield {
                    "key": f"{ref.document}:{ref.actor}",
                    "report": reports[ref.document],
                    "actor": actor,
                    "words": _around(reports[ref.document], actor),
                }

    def _part(self, _: Request, form: Form, overlay: Overlay) -> Response:
        made = overlay.part(form.all("some"), form.one("whole"), reason=form.one("reason") or None)
        return back_to(self._dossier(made, form.one("whole")), "/dossier", made)

    def _dossier(self, made: Sequence[Correction], otherwise: str) -> str:
        """Return the address of the dossier of the actor that was joined or left: its id may be another one now."""
        pair = next((c for c in made if isinstance(c, PairCorrection)), None)
        with self.site.reading() as store:
            place = (pair.right if pair.do == "part" else pair.left)[0] if pair else None
            found = _entity_at(store, self.site.made(), place.document, place.start or 0) if place else None
        return address("/dossier", (("actor", found or otherwise),))


def _entity(store: Store, id_: str) -> Entity:
    found = assembled_one(store, "entities", Entity, id_)
    if found is None:
        raise QuestionError(f"The store holds no actor '{id_}'; open its dossier, and begin there.")
    return found


def _entity_at(store: Store, made: Made, document: str, start: int) -> str | None:
    """Return the id of the entity of the actor that is named at an offset of a report."""
    kept = reading_of(store, document)  # type: ignore[arg-type]
    if kept is None:
        return None
    actor = actor_at(corrected(kept, made.all), start)
    position = next((n for n, a in enumerate(kept.actors) if actor is not None and a.id == actor.id), None)
    (row,) = reports_of(store, ids=[document])
    named = things_of_documents(store, "entities", [row.number])
    return next((thing for _, fact, thing in named if fact == position), None)


def _differences(one: Entity, other: Entity) -> list[tuple[str, str, str]]:
    """Return in what two actors differ that people seldom join: the field, and both values."""
    fields = ("kind", "country", "wikidata")
    values = [(name, getattr(one, name), getattr(other, name)) for name in fields]
    return [(name, a, b) for name, a, b in values if a and b and a != b]


def _around(report: ReportRow, actor: Actor) -> tuple[str, str, str]:
    """Return the words before, of and after the first mention of an actor."""
    first, text = actor.mentions[0], report.text
    begin, end = max(first.start - AROUND, 0), min(first.end + AROUND, len(text))
    before, after = text[begin : first.start], text[first.end : end]
    if begin > 0:  # from the next whole word on
        before = f"… {before.partition(' ')[2]}"
    if end < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return before, text[first.start : first.end], after


# ---- ways back ---------------------------------------------------------------------------


def came_from(request: Request) -> str | None:
    """Return the page of this site that led to a form, or None."""
    asked = request.query_params.get("back")
    if asked:
        return asked
    parts = urlsplit(request.headers.get("referer", ""))
    if parts.netloc.lower() != request.headers.get("host", "").lower() or parts.path.startswith("/correct/"):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def back_to(back: str, otherwise: str, made: Sequence[Correction], *, undone: bool = False) -> Response:
    """Return the way back to a page, which tells what was corrected."""
    parts = urlsplit(safe_back(back, otherwise))
    kept = [pair for pair in parts.query.split("&") if pair and pair.partition("=")[0] not in FLASHED]
    told = [(DONE, identifier(one)) for one in made] + ([(UNDONE, "1")] if undone else [])
    query = "&".join([*kept, urlencode(told)] if told else kept)
    return RedirectResponse(parts.path + (f"?{query}" if query else ""), HTTPStatus.SEE_OTHER)


# ---- in words ----------------------------------------------------------------------------


def change_in_words(correction: Correction) -> str:
    """Return what a correction changes, with codes in words and without offsets."""
    if not isinstance(correction, FactCorrection):
        return str(correction)
    kind, values = correction.field or "", (correction.was or "", correction.now or "")
    if correction.do == "set" and all(has_label(kind, value) for value in values):  # type: ignore[arg-type]
        return f"{kind} {label(kind, values[0])} → {label(kind, values[1])}"
    return _OFFSETS.sub("", correction.change)


def correction_in_words(correction: Correction) -> str:
    """Return a correction in words: what of which fact."""
    if isinstance(correction, FactCorrection):
        return f"“{correction.words}”: {change_in_words(correction)}"
    if isinstance(correction, PairCorrection):
        return f"{'one and the same' if correction.do == 'join' else 'not the same'}: {correction.words}"
    return f"{correction.do} {correction.actor} → {correction.new}"


__all__ = ["FLASHED", "FORMS", "Correcting", "change_in_words", "correction_in_words"]
