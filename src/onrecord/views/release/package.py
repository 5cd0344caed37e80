"""datapackage.json: the tables of a data set for programs (Frictionless Data Package 1, Table Schema)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.views.exports.columns import Column, Type
from onrecord.views.exports.run import sha256_of_file
from onrecord.views.exports.versions import versions

if TYPE_CHECKING:
    from onrecord.views.release import Asked, Written

TYPES: Mapping[Type, Mapping[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean", "trueValues": ["TRUE"], "falseValues": ["FALSE"]},
    "date": {"type": "date"},
    "list": {"type": "string"},
    "integers": {"type": "string"},
}
LISTS = ("list", "integers")
FOREIGN = {  # column: table and column that it names
    "document": ("reports", "document"),
    "event": ("events", "id"),
}
MEDIA = {".csv": ("csv", "text/csv"), ".parquet": ("parquet", "application/vnd.apache.parquet")}
NAME = re.compile(r"[^a-z0-9]+")


def data_package(asked: Asked, tables: Sequence[Written], folder: Path) -> dict[str, Any]:
    """Return the description of all tables; `folder` has their files."""
    return {
        "profile": "data-package",
        "name": NAME.sub("-", asked.title.lower()).strip("-") or "data",
        "title": asked.title,
        "version": asked.version,
        "licenses": [{"name": asked.licence}],
        "contributors": [{"title": name, "role": "author"} for name in asked.authors],
        "description": f"Read from news reports by onrecord {versions()['onrecord']}, counting {asked.counting}.",
        "resources": [resource for one in tables for resource in _resources(one, folder)],
    }


def _resources(one: Written, folder: Path) -> list[dict[str, Any]]:
    return [_resource(one, folder / name, name) for name in one.names]


def _resource(one: Written, path: Path, name: str) -> dict[str, Any]:
    form, media = MEDIA[path.suffix]
    found: dict[str, Any] = {
        "name": one.table.name if form == "csv" else f"{one.table.name}-parquet",
        "path": name,
        "title": one.table.help,
        "format": form,
        "mediatype": media,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of_file(path)}",
    }
    if form == "csv":
        found |= {
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "dialect": {
                "delimiter": ",",
                "lineTerminator": "\n",
                "quoteChar": '"',
                "doubleQuote": True,
                "header": True,
            },
            "schema": _schema(one),
        }
    return found


def _schema(one: Written) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, one.table.key) for column in one.columns],
        "missingValues": [""],
    }
    if one.table.key:
        schema["primaryKey"] = one.table.key
    foreign = [
        {"fields": name, "reference": {"resource": table, "fields": column}}
        for name, (table, column) in FOREIGN.items()
        if table != one.table.name and name in {c.name for c in one.columns}
    ]
    return schema | ({"foreignKeys": foreign} if foreign else {})


def _field(column: Column, key: str | None) -> dict[str, Any]:
    listed = "; the parts of the list stand between bars" if column.type in LISTS else ""
    constraints = ({"required": True} if column.needed else {}) | (
        {"unique": True} if column.name == key else {}
    )
    found = {"name": column.name, **TYPES[column.type], "description": column.help + listed}
    return found | ({"constraints": constraints} if constraints else {})
