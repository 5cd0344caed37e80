"""The JSON Schema of the record, generated from the types themselves."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.types import CodedPlover, Reading

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one line of `onrecord read --format jsonl`."""
    (of_reading, _), definitions = msgspec.json.schema_components(
        (Reading, CodedPlover), ref_template="#/$defs/{name}"
    )
    # a line has whom events are coded for, which a reading has not: the fields of CodedPlover stand for those of Plover
    definitions["Plover"] = {**definitions.pop("CodedPlover"), "title": "Plover"}
    return {"$schema": DIALECT, "title": "onrecord reading", **of_reading, "$defs": definitions}
