"""Where a report comes from by its own account: an agency that publishes it, or one that dateline or byline credit."""

from __future__ import annotations

import re
from enum import IntEnum

from onrecord.addresses import host_of
from onrecord.lexicon.agencies import Agencies
from onrecord.types import Document

DATELINE = re.compile(
    r"^(?:(?:[A-Z][\w.'’-]*|de|of|la|el|al|the)[ ,]+){1,6}(?:[A-Z][a-z]+\.? \d{1,2},? ?)?\((?P<credit>[^)\n]{2,40})\) ?(?:—|–|-)",
    re.MULTILINE,
)
HEAD = 600  # characters of the text in which a dateline or a byline stands
LINE = 80  # characters of the longest line that may be a byline
BETWEEN = re.compile(r"[,|/()]|\b(?:[Bb]y|[Ff]rom|[Ff]or|[Ss]ource:)\s")  # between the names on a byline


class Credit(IntEnum):
    """How near a report is to an agency; the smaller, the nearer to the origin."""

    AGENCY = 0
    """An agency publishes it itself."""
    CREDITED = 1
    """Its dateline or byline names an agency."""
    NONE = 2
    """It says nothing of an agency."""


def credit_of(document: Document, agencies: Agencies) -> Credit:
    """Return what a document says of its origin."""
    host = host_of(document.url).removeprefix("www.")
    if document.publisher in agencies.by_name or host in agencies.by_host:
        return Credit.AGENCY
    head = document.text[:HEAD]
    if DATELINE.search(head):  # the credit in a dateline is an agency by convention, known or not
        return Credit.CREDITED
    lines = (*document.bylines, *(line for line in head.splitlines() if len(line) <= LINE))
    named = {part.strip() for line in lines for part in BETWEEN.split(line)}
    return Credit.CREDITED if named & agencies.by_name.keys() else Credit.NONE
