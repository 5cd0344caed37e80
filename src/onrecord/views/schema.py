"""The JSON Schema of the record, generated from the types themselves."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.types import Reading

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one line of `onrecord read --format jsonl`."""
    return {"$schema": DIALECT, "title": "onrecord reading", **msgspec.json.schema(Reading)}
