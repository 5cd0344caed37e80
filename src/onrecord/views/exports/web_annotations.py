"""Spans as W3C Web Annotations (JSON-LD): a position and a quote for each, and the hash of the text to which they belong.

Positions count Unicode code points of the text, end exclusive, as the whole record does; the text is that of `TextPositionSelector`'s
source with the SHA-256 beside it, so that nobody need guess whether a page still has these words.
"""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.store.told import Told
from onrecord.views.exports.marks import Mark, marks_of
from onrecord.views.exports.reports import sha256_of

AROUND = 32  # characters of prefix and suffix
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OWN = "urn:onrecord:terms:"
BEGIN = (
    f'{{"@context": ["{CONTEXT}", {{"onrecord": "{OWN}"}}], "id": "urn:onrecord:annotations", "type": "AnnotationPage",\n'
    '"items": [\n'
)
BETWEEN = ",\n"
END = "\n]}\n"
PURPOSES = {"actors": "identifying", "places": "identifying"}  # the others classify


def write(report: Told) -> str:
    """Return the annotations of one report."""
    reading = report.reading
    text, digest = reading.document.text, sha256_of(reading.document.text)
    source = reading.document.url or f"urn:onrecord:{reading.document.id}"
    return BETWEEN.join(
        msgspec.json.encode(_annotation(mark, number, reading.document.id, source, digest, text)).decode()
        for number, mark in enumerate(marks_of(reading))
    )


def _annotation(
    mark: Mark, number: int, document: str, source: str, digest: str, text: str
) -> dict[str, Any]:
    span = mark.span
    return {
        "id": f"urn:onrecord:{document}:{mark.fact}:{number}",
        "type": "Annotation",
        "motivation": PURPOSES.get(mark.layer, "classifying"),
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": mark.label, "format": "text/plain"},
            *(
                {"type": "TextualBody", "purpose": "describing", "value": f"{name}: {value}", "format": "text/plain"}
                for name, value in mark.values.items()
            ),
        ],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span.text,
                    "prefix": text[max(span.start - AROUND, 0) : span.start],
                    "suffix": text[span.end : span.end + AROUND],
                },
            ],
        },
        "onrecord:document": document,
        "onrecord:layer": mark.layer,
        "onrecord:part": mark.part,
        "onrecord:fact": mark.fact,
        "onrecord:textSha256": digest,
    }  # fmt: skip
