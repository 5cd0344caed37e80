"""Statements as an Atom feed (RFC 4287), for readers of feeds: one entry a statement, with its words and the address of its report."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from onrecord.addresses import safe_link
from onrecord.views.exports.statements import Said
from onrecord.views.labels import label
from onrecord.views.layout import printable

EPOCH = "1970-01-01"  # of a report without a day
LONGEST = 160  # characters of a title
END = "</feed>\n"


def begin(updated: str | None) -> str:
    """Return what comes before the first entry; `updated` is the last day of publication."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        "<title>Who said what</title>\n<id>urn:onrecord:statements</id>\n"
        f"<updated>{_moment(updated)}</updated>\n<generator>onrecord</generator>\n"
    )


def write(one: Said) -> str:
    """Return one entry."""
    document = one.report.reading.document
    says = f"{one.name or 'somebody'} {label('says', one.attribution.kind)}: {one.quote}"
    address = safe_link(document.url)
    lines = (
        f"<title>{_text(_cut(says))}</title>",
        f"<id>urn:onrecord:{escape(one.id)}</id>",
        f"<updated>{_moment(document.published.value or document.published.earliest)}</updated>",
        f'<link rel="alternate" href={quoteattr(printable(address))}/>' if address else "",
        f"<author><name>{_text(document.publisher or 'outlet not known')}</name></author>",
        f"<category term={quoteattr(one.attribution.kind)}/>",
        f'<content type="text">{_text(one.quote)}</content>',
    )
    return "<entry>" + "".join(lines) + "</entry>\n"


def _text(text: str) -> str:
    return escape(printable(text))


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _moment(day: str | None) -> str:
    return f"{(day or EPOCH)[:10]}T00:00:00Z"
