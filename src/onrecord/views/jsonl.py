"""Write and read the record as JSON, one object a document on one line (docs/record.md).

The shape is that of the types; the same reading gives the same bytes.
"""

from __future__ import annotations

import msgspec

from onrecord.errors import InputError
from onrecord.types import Document, Reading, WhoAnswer, WhoQuery
from onrecord.views.coding import coded

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Reading)
_QUERIES = msgspec.json.Decoder(WhoQuery)


def write_line(value: Reading | Document | WhoAnswer) -> str:
    """Return a record (or a document, or an answer) as one line of JSON without its line end.

    Of a record, the events have the parties that they are coded for (`coding.py`).
    """
    shown = coded(value) if isinstance(value, Reading) else value
    return _ENCODER.encode(shown).decode("utf-8")


def read_line(line: str | bytes) -> Reading:
    """Return the reading that `write_line` wrote; unknown fields are ignored, and so is whom events are coded for."""
    return _DECODER.decode(line)


def read_query(line: str, number: int) -> WhoQuery:
    """Return the question to `who` on a line; `number` is for the message if the line is invalid."""
    try:
        return _QUERIES.decode(line)
    except msgspec.DecodeError as error:
        raise InputError(
            f"Line {number} is no question ({error}); expected a JSON object such as "
            '{"id": "1", "text": "Russian foreign minister", "date": "2018-10-20"}.'
        ) from None
