"""The same questions as JSON, and their description (OpenAPI 3.1), made from the table of filters and the types of the rows."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord import __version__
from onrecord.errors import OnRecordError, StoreError
from onrecord.questions import Asking, Filter, Filters, Store, filters_of
from onrecord.questions.filters import MOMENT, SINGLE
from onrecord.store import find_documents, reading_of
from onrecord.types import Reading
from onrecord.views.web.asked import MOST_OFFSET, MOST_ROWS, address, pairs_of, values_of

JSON = "application/json"
REF = "#/components/schemas/{name}"
Open = Callable[[], AbstractContextManager[Store]]
Schema = dict[str, Any]


def api_routes(open_store: Open, questions: Mapping[str, Asking]) -> list[Route]:
    """Return the routes of the API."""

    def report(request: Request) -> Response:
        with open_store() as store:
            found = find_documents(store, request.path_params["document"])
            reading = reading_of(store, found[0]) if len(found) == 1 else None
        if reading is None:
            return _told(HTTPStatus.NOT_FOUND, "The store holds no such report.")
        return _json(reading)

    def description(_request: Request) -> Response:
        return _json(described(questions))

    def unknown(request: Request) -> Response:
        asked = request.path_params["question"]
        return _told(
            HTTPStatus.NOT_FOUND, f"There is no question '{asked}'; there are {', '.join(questions)}."
        )

    return [
        Route("/api/openapi.json", description),
        *(Route(f"/api/{name}", _asking(open_store, question)) for name, question in questions.items()),
        Route("/api/reports/{document}", report),
        Route("/api/{question}", unknown),
    ]


def _asking(open_store: Open, question: Asking) -> Callable[[Request], Response]:
    """Return the endpoint of a question."""

    def ask(request: Request) -> Response:
        try:
            pairs = request.query_params.multi_items()
            empty = next((name for name, value in pairs if not value.strip()), None)
            if (
                empty is not None
            ):  # of forms, which leave fields empty, the screens take it; a program means something
                return _told(HTTPStatus.BAD_REQUEST, f"'{empty}' is empty; leave it out, or give it a value.")
            values = values_of(question.name, pairs)
            missing = [name for name in question.arguments if name not in values]
            if missing:
                return _told(HTTPStatus.BAD_REQUEST, f"'{question.name}' needs '{missing[0]}'.")
            with open_store() as store:
                answer = question.answer(store, **values)
        except StoreError as error:
            return _told(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
        except OnRecordError as error:
            return _told(HTTPStatus.BAD_REQUEST, str(error))
        return _json(
            {
                "question": answer.question,
                "asked": answer.asked.given(),
                "meant": answer.meant,
                "total": answer.total,
                "next": _next(question.name, answer),
                "why": answer.why,
                "wider": answer.wider.given() if answer.wider else None,
                "wider_total": answer.wider_total,
                "notes": answer.notes,
                "rows": answer.rows,
            }
        )

    return ask


def _next(name: str, answer: Any) -> str | None:
    """Return the address of the further rows, or None if there are none."""
    end = answer.asked.offset + len(answer.rows)
    is_paged = any(row.name == "offset" for row in filters_of(name))
    if not is_paged or not answer.rows or end >= answer.total:
        return None
    return address(f"/api/{name}", pairs_of(answer.asked), offset=str(end))


def _json(value: object, status: int = HTTPStatus.OK) -> Response:
    return Response(msgspec.json.encode(value), status, media_type=JSON)


def _told(status: int, message: str) -> Response:
    return _json({"error": message}, status)


# ---- the description ---------------------------------------------------------------------


def described(questions: Mapping[str, Asking]) -> Schema:
    """Return the description of the API."""
    rows = {name: row_of(question) for name, question in questions.items()}
    schemas, components = msgspec.json.schema_components(
        [*(row for row in rows.values() if row is not None), Reading], ref_template=REF
    )
    of_row = dict(zip((name for name, row in rows.items() if row is not None), schemas, strict=False))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": __version__,
            "description": "The record of a store: who said what, who did what to whom, what lies ahead. Read-only.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            **{
                f"/api/{name}": _path(q, of_row.get(name, {"type": "object"}))
                for name, q in questions.items()
            },
            "/api/reports/{document}": _report_path(schemas[-1]),
        },
        "components": {"schemas": {**components, "Error": _ERROR}},
    }


def row_of(question: Asking) -> type[Any] | None:
    """Return the type of the rows of a question: the argument of the `Answer` that its function returns."""
    returned = typing.get_type_hints(question.answer).get("return")
    return next((row for row in typing.get_args(returned) if isinstance(row, type)), None)


_TEXT: Schema = {"type": "string", "minLength": 1, "pattern": r"[^\s\x1c-\x1f]"}
_MOMENT: Schema = {
    "type": "string",
    "anyOf": [
        {"format": "date"},
        {"pattern": r"^([0-9]{1,4}[hdw]|today|yesterday|([01][0-9]|2[0-3]):[0-5][0-9])$"},
    ],
}
_ERROR: Schema = {
    "type": "object",
    "properties": {"error": {"type": "string", "description": "What was found, and what is allowed."}},
    "required": ["error"],
}


def _path(question: Asking, row: Schema) -> Schema:
    return {
        "get": {
            "operationId": question.name,
            "summary": question.help,
            "parameters": [_parameter(f, f.name in question.arguments) for f in filters_of(question.name)],
            "responses": {
                "200": _response("The rows, and how the question was understood.", _answer_of(row)),
                "400": _refused("A value that is not allowed."),
                "503": _refused("The store cannot be read."),
            },
        }
    }


def _parameter(row: Filter, required: bool) -> Schema:
    schemas: dict[str, Schema] = {
        "text": _MOMENT if row is MOMENT else _TEXT,
        "choices": {"type": "string", "enum": list(row.allowed())},
        "day": {"type": "string", "format": "date"},
        "yes or no": {"type": "string", "enum": ["yes", "no"]},
        "pair": _TEXT,
        "number": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
    }
    schema = schemas[row.kind]
    if row.name == "offset":
        schema |= {"minimum": 0, "maximum": MOST_OFFSET}
    if row.kind == "pair":
        schema = {"type": "array", "items": schema, "minItems": 2, "maxItems": 2}
    elif row.kind == "choices" and row.name not in SINGLE:
        schema = {"type": "array", "items": schema}
    default = getattr(Filters(), row.name, None)
    if isinstance(default, (str, int)) and not isinstance(default, bool):
        schema = schema | {"default": default}
    return {
        "name": row.name,
        "in": "query",
        "description": row.help[0].upper() + row.help[1:] + ".",
        "required": required,
        "schema": schema,
        **({"style": "form", "explode": True} if schema["type"] == "array" else {}),
    }


def _answer_of(row: Schema) -> Schema:
    text_or_null = {"type": ["string", "null"]}
    return {
        "type": "object",
        "properties": {
            "question": {"type": "string"},
            "asked": {"type": "object", "description": "The filters as they were understood."},
            "meant": {
                "type": "array",
                "items": {"type": "object"},
                "description": "Whom the words for actors stand for.",
            },
            "total": {"type": "integer", "description": "How many rows there are."},
            "next": text_or_null | {"description": "The address of the further rows, or null."},
            "why": text_or_null | {"description": "Why there are no rows, or null."},
            "wider": {
                "type": ["object", "null"],
                "description": "The nearest question that has rows, or null.",
            },
            "wider_total": {"type": "integer"},
            "notes": {"type": "array", "items": {"type": "string"}},
            "rows": {"type": "array", "items": row},
        },
        "required": [
            "question",
            "asked",
            "meant",
            "total",
            "next",
            "why",
            "wider",
            "wider_total",
            "notes",
            "rows",
        ],
    }


def _report_path(reading: Schema) -> Schema:
    return {
        "get": {
            "operationId": "report",
            "summary": "One report with all layers of its record.",
            "parameters": [
                {"name": "document", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1},
                 "description": "The id of the document, the beginning of it, or the id that its input gave."}
            ],
            "responses": {"200": _response("The record.", reading), "404": _refused("The store holds no such report.")},
        }
    }  # fmt: skip


def _response(what: str, schema: Schema) -> Schema:
    return {"description": what, "content": {JSON: {"schema": schema}}}


def _refused(what: str) -> Schema:
    return _response(what, {"$ref": REF.format(name="Error")})
