"""Where a report was written, for numeric dates and fiscal years: the country of its outlet, its own other dates."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.addresses import host_of
from onrecord.lexicon.times import CountryTimes, TimeWords
from onrecord.reading.times.days import LAST_MONTH
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.setting import Outlet
from onrecord.types import Document


def outlet_of(document: Document, phrases: Sequence[Phrase], words: TimeWords) -> Outlet:
    """Return the country of the outlet, and the order of its numeric dates.

    A numeric date of the text that has only one reading shows the order for the others.
    """
    country = _country(document, words)
    shown = _order_shown(phrases)
    if shown is None and country is not None:
        shown = country.month_first
    return Outlet(country, shown)


def _order_shown(phrases: Sequence[Phrase]) -> bool | None:
    """Return whether the month comes first in the numeric dates that have one reading; None if they disagree."""
    written = (piece.text.split("/") for p in phrases if (piece := p.first("slashed")) is not None)
    orders = {
        int(second) > LAST_MONTH
        for first, second, _ in written
        if (int(first) > LAST_MONTH) != (int(second) > LAST_MONTH)
    }
    return orders.pop() if len(orders) == 1 else None


def _country(document: Document, words: TimeWords) -> CountryTimes | None:
    """Return the country of the newsroom's zone, else of the end of the host."""
    host = host_of(document.url)
    zone = _zone(host, document.publisher, words)
    ending = host.rpartition(".")[2]
    rows = words.countries
    return next((r for r in rows if zone in r.zones), None) or next(
        (r for r in rows if ending in r.domains), None
    )


def _zone(host: str, publisher: str | None, words: TimeWords) -> str | None:
    """Return the time zone of a known outlet, by its host or its name."""
    if not host and publisher is None:
        return None
    known = (
        p.zone
        for p in words.publishers
        if publisher in (p.name, *p.aliases) or any(host == h or host.endswith(f".{h}") for h in p.hosts)
    )
    return next(known, None)
