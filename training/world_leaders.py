"""Read `leaders_recent.tsv`: who held high office since November 2020, as rows like the hand-made ones.

Most rows are of the World Factbook, whose weekly snapshots say when a holder appears and goes. A row without a start
says only that the office was held when its source was made (`as_of`), or until its end: it begins in that month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.world_tables import Row, rows_of

LEADERS = "leaders_recent.tsv"
HEAD = "Prime Minister"
MONTH = len("YYYY-MM")
LEGISLATURE = re.compile(r"\b(?:House|Senate|Speaker|Leader of the)\b")
_COUNTRY_BEHIND = re.compile(r" \([^)]*\)$")  # "Chairman of the Presidency (Bosnia and Herzegovina)"
OTHER_FIELD = re.compile(r"Minister|Secretary")  # "... of Justice" behind it is no country
_TWO_OFFICES = re.compile(r"^(.+?) and (.+?)( of .+)?$")
_RANK_BEFORE = re.compile(r"^(?:(?:Captain Regent|Captain|Dr\.|Gen\.|General|Sir|Dame) )+")


def leader_rows(actors: Path) -> Iterator[Row]:
    """Yield the rows of the table, in its order, with the columns of the hand-made tables, one for each office."""
    for row in rows_of(actors / LEADERS):
        for title in titles_of(row["office"]):
            yield {
                "name": _RANK_BEFORE.sub("", row["name"]),
                "aliases": row["aliases"],
                "wikidata": "",
                "office": title,
                "country": row["country"],
                "codes": "LEG" if row["country"] == "USA" and LEGISLATURE.search(title) else "GOV",
                "start": row["from"] or (row["to"] or row["as_of"])[:MONTH],
                "end": row["to"],
                "as_of": row["as_of"],
            }


def titles_of(office: str) -> list[str]:
    """Return the titles in a cell: two of a head of government who is also something else.

    >>> (
    ...     titles_of("Sultan and Prime Minister of Brunei"),
    ...     titles_of("Prime Minister, Chair of the Council (Chad)"),
    ... )
    (['Sultan of Brunei', 'Prime Minister of Brunei'], ['Prime Minister', 'Chair of the Council'])
    >>> titles_of("Secretary of State for Foreign and Political Affairs (San Marino)")
    ['Secretary of State for Foreign and Political Affairs']
    """
    title = _COUNTRY_BEHIND.sub("", office)
    both = _TWO_OFFICES.match(title)
    if both is not None and HEAD in both.group(1, 2):
        country = "" if OTHER_FIELD.match(both[2]) else both[3] or ""
        return [part + (country if part == HEAD else both[3] or "") for part in both.group(1, 2)]
    head, comma, rest = title.partition(", ")
    return [head, rest] if comma and head == HEAD else [title]
