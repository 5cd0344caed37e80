"""Write and read the record as JSON, one object a document on one line (docs/record.md).

The shape is that of the types; the same reading gives the same bytes.
"""

from __future__ import annotations

import msgspec

from onrecord.types import Document, Reading, WhoAnswer

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Reading)


def write_line(value: Reading | Document | WhoAnswer) -> str:
    """Return a record (or a document, or an answer) as one line of JSON without its line end."""
    return _ENCODER.encode(value).decode("utf-8")


def read_line(line: str | bytes) -> Reading:
    """Return the reading that `write_line` wrote; fields this version does not know are passed over."""
    return _DECODER.decode(line)
