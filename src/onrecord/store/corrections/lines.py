"""One correction as cells by column, the same in a row of the table and in a line of JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, cast, get_args

from onrecord.lexicon.forms import counted
from onrecord.store.corrections.fields import FIELDS, InvalidValueError
from onrecord.store.corrections.types import (
    ACTIONS,
    ACTOR_ACTIONS,
    FACT_ACTIONS,
    KINDS,
    NOTHING,
    WIKIDATA,
    ActorAction,
    ActorCorrection,
    Correction,
    FactAction,
    FactCorrection,
    FactLayer,
    Identity,
    PairAction,
    PairCorrection,
    PairLayer,
    Where,
    id_of,
)
from onrecord.types import ActorKind, DocumentId

COLUMNS = (
    "do", "name", "kind", "country", "wikidata", "documents",
    "new_name", "new_kind", "new_country", "new_sector", "new_wikidata",
    "layer", "fact", "words", "field", "was", "now", "with", "author", "time", "reason",
)  # fmt: skip
FORMER = {"note": "reason"}  # columns that had another name in earlier versions
WITHOUT_FIELD = ("withdraw", "confirm")  # what is done to a fact as a whole

_PLACE = re.compile(r"^(d_\w+)(?::(\d+)(?:-(\d+))?)?$")
_CODE = re.compile(r"^[A-Z]{3}$")


class InvalidError(Exception):
    """Raised for an invalid cell; the message says what to write."""


def cells_of(correction: Correction) -> dict[str, str]:
    """Return the filled cells of a correction, by column, each without line breaks."""
    cells: dict[str, str | None] = {
        "do": correction.do,
        "author": correction.author,
        "time": correction.time,
        "reason": correction.reason,
        **_own_cells(correction),
    }
    return {column: " ".join(cell.split()) for column in COLUMNS if (cell := cells.get(column))}


def _own_cells(correction: Correction) -> dict[str, str | None]:
    if isinstance(correction, ActorCorrection):
        actor, new = correction.actor, correction.new
        return {
            "name": actor.name, "kind": actor.kind, "country": actor.country, "wikidata": actor.wikidata,
            "documents": _listed(correction.documents), "new_name": new.name, "new_kind": new.kind,
            "new_country": new.country, "new_sector": new.sector, "new_wikidata": new.wikidata,
        }  # fmt: skip
    if isinstance(correction, FactCorrection):
        return {
            "documents": str(correction.where), "layer": correction.layer, "fact": correction.fact,
            "words": correction.words, "field": correction.field, "was": correction.was, "now": correction.now,
        }  # fmt: skip
    return {
        "documents": _listed(correction.left),
        "with": _listed(correction.right),
        "layer": correction.layer,
        "words": correction.words,
    }


def _listed(places: tuple[Where, ...]) -> str:
    return ", ".join(map(str, places))


def identifier(correction: Correction) -> str:
    """Return the id of a correction, `c_` and a hash of its cells."""
    return id_of(cells_of(correction))


def correction_of(cells: Mapping[str, str]) -> Correction:
    """Return the correction of a line's cells; raises `InvalidError` for the first invalid cell."""
    do = cells.get("do", "")
    if do not in ACTIONS:
        raise InvalidError(f"there is no action '{do}'; write {', '.join(ACTIONS)}.")
    make = _actor if do in ACTOR_ACTIONS else _fact if do in FACT_ACTIONS else _pair
    made = {"author": cells.get("author"), "time": _time(cells.get("time")), "reason": cells.get("reason")}
    return make(cells, made)


def _time(text: str | None) -> str | None:
    if text is not None:
        try:
            dt.datetime.fromisoformat(text)
        except ValueError:
            raise InvalidError(
                f"'time' holds '{text}'; write a day such as 2024-05-14, or a time such as 2024-05-14T09:30:00Z."
            ) from None
    return text


# ---- actors ------------------------------------------------------------------------------


def _actor(cells: Mapping[str, str], made: Mapping[str, Any]) -> ActorCorrection:
    correction = ActorCorrection(
        do=cast("ActorAction", cells["do"]),
        actor=_identity(cells, ""),
        documents=_places(cells, "documents"),
        new=_identity(cells, "new_"),
        **made,
    )
    for fails, message in ACTOR_CHECKS:
        if fails(correction):
            raise InvalidError(message)
    return correction


ACTOR_CHECKS: tuple[tuple[Callable[[ActorCorrection], bool], str], ...] = (  # invalid lines, and what to say
    (
        lambda c: c.actor.name is None and c.actor.wikidata in (None, NOTHING),
        "it does not say which actor; fill in 'name' or 'wikidata'.",
    ),
    (
        lambda c: c.new == Identity() or (c.do != "rename" and c.new.name is None),
        "it does not say who the actor is to be; fill in 'new_name'.",
    ),
    (
        lambda c: c.do == "split" and not c.documents,
        "it does not say where; fill in 'documents', as d_1a2b or d_1a2b:120 for one mention.",
    ),
    (
        lambda c: c.do != "split" and any(place.start is not None for place in c.documents),
        "a single mention can be split off only; leave the offsets out of 'documents'.",
    ),
)


def _identity(cells: Mapping[str, str], prefix: str) -> Identity:
    """Return the identity in the columns that begin with `prefix`."""
    kind, sector = cells.get(f"{prefix}kind"), cells.get("new_sector") if prefix else None
    country, wikidata = cells.get(f"{prefix}country"), cells.get(f"{prefix}wikidata")
    if kind is not None and kind not in KINDS:
        raise InvalidError(f"'{prefix}kind' holds '{kind}'; write one of {', '.join(KINDS)}.")
    for column, value, form, what in (
        ("country", country, _CODE, "a code of three capitals"),
        ("sector", sector, _CODE, "a code of three capitals"),
        ("wikidata", wikidata, WIKIDATA, "an id such as Q567"),
    ):
        if value not in (None, NOTHING) and not form.match(value or ""):
            raise InvalidError(f"'{prefix}{column}' holds '{value}'; write {what}, or - for none.")
    return Identity(name=cells.get(f"{prefix}name"), kind=cast("ActorKind | None", kind), country=country,
                    sector=sector, wikidata=wikidata)  # fmt: skip


# ---- facts and pairs ---------------------------------------------------------------------


def _fact(cells: Mapping[str, str], made: Mapping[str, Any]) -> FactCorrection:
    layer, places = cells.get("layer", ""), _places(cells, "documents")
    if layer not in FIELDS:
        raise InvalidError(f"'layer' holds '{layer}'; write one of {', '.join(FIELDS)}.")
    if len(places) != 1 or places[0].end is None:
        raise InvalidError("it does not say which words; fill in 'documents' as d_1a2b:120-126.")
    _check_field(cells, layer)
    return FactCorrection(
        do=cast("FactAction", cells["do"]),
        layer=cast("FactLayer", layer),
        where=places[0],
        fact=cells.get("fact"),
        words=cells.get("words"),
        field=cells.get("field"),
        was=cells.get("was"),
        now=cells.get("now"),
        **made,
    )


def _check_field(cells: Mapping[str, str], layer: str) -> None:
    """Raise `InvalidError` if a line names no field of its layer, or a value that the field cannot have."""
    if cells["do"] in WITHOUT_FIELD:
        return
    name, value = cells.get("field", ""), cells.get("now")
    field = FIELDS[layer].get(name)
    if field is None:
        raise InvalidError(f"'field' holds '{name}'; write one of {', '.join(FIELDS[layer]) or 'none'}.")
    if value is None:
        raise InvalidError("it does not say what is right; fill in 'now', with - for no value.")
    if cells["do"] != "set" and not field.is_list:
        raise InvalidError(f"'{name}' is one value; write 'set' for 'do'.")
    try:
        field.parse(value)
    except InvalidValueError as error:
        raise InvalidError(f"'now' holds {error}") from None


def _pair(cells: Mapping[str, str], made: Mapping[str, Any]) -> PairCorrection:
    layer, left, right = cells.get("layer", ""), _places(cells, "documents"), _places(cells, "with")
    if layer not in get_args(PairLayer):
        raise InvalidError(f"'layer' holds '{layer}'; write one of {', '.join(get_args(PairLayer))}.")
    if not left or not right:
        raise InvalidError("it does not say which two; fill in 'documents' and 'with'.")
    if layer != "documents" and any(place.start is None for place in (*left, *right)):
        raise InvalidError(
            f"it does not say which words of the documents name the {layer}; write d_1a2b:120-126."
        )
    if set(left) & set(right):
        raise InvalidError("'documents' and 'with' name the same; write two things.")
    return PairCorrection(
        do=cast("PairAction", cells["do"]),
        layer=cast("PairLayer", layer),
        left=left,
        right=right,
        words=cells.get("words"),
        **made,
    )


def _places(cells: Mapping[str, str], column: str) -> tuple[Where, ...]:
    parts = (part.strip() for part in cells.get(column, "").split(","))
    return tuple(_where(column, part) for part in parts if part)


def _where(column: str, text: str) -> Where:
    found = _PLACE.match(text)
    if not found:
        raise InvalidError(f"'{column}' holds '{text}'; write ids such as d_1a2b, parted by commas.")
    start, end = (int(offset) if offset else None for offset in found.groups()[1:])
    return Where(DocumentId(found[1]), start, end)


# ---- lines of JSON -----------------------------------------------------------------------


def write_line(correction: Correction) -> str:
    """Return a correction as one line of JSON: its cells, and its id."""
    cells = cells_of(correction)
    return json.dumps({"id": id_of(cells), **cells}, ensure_ascii=False)


def parse_line(line: str) -> Correction:
    """Return the correction of a line that `write_line` made; raises `InvalidError` with what to write."""
    try:
        found = json.loads(line)
    except ValueError as error:
        raise InvalidError(f"it is no JSON ({error}); write one object.") from None
    if not isinstance(found, dict):
        raise InvalidError('it is no JSON object; write one such as {"do": "rename", ...}.')
    cells = {column: value for column, value in found.items() if column != "id" and value not in (None, "")}
    for column, value in cells.items():
        if column not in COLUMNS:
            raise InvalidError(f"no field '{column}' is known; the fields are {', '.join(COLUMNS)}.")
        if not isinstance(value, str):
            raise InvalidError(f"'{column}' holds {counted(1, 'value')} that is no text; write it in quotes.")
    return correction_of(cells)
