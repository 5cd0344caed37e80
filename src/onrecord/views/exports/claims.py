"""Statements as schema.org JSON-LD, for fact-checkers: direct quotations are `Quotation`, what is said in other words is `Claim`.

No rating is given: whether it is true is for the checker to say.
"""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.types import Actor
from onrecord.views.exports.statements import Said

TYPES = {
    "person": "Person",
    "organization": "Organization",
    "country": "Country",
    "place": "Place",
    "group": "Organization",
}
BEGIN = '{"@context": "https://schema.org", "@graph": [\n'
BETWEEN = ",\n"
END = "\n]}\n"
WIKIDATA = "http://www.wikidata.org/entity/"


def write(one: Said) -> str:
    """Return one statement as an object."""
    return msgspec.json.encode(_without_empty(_claim(one))).decode()


def _claim(one: Said) -> dict[str, Any]:
    document, attribution = one.report.reading.document, one.attribution
    article = {
        "@type": "NewsArticle",
        "@id": document.url or f"urn:onrecord:{document.id}",
        "url": document.url,
        "headline": document.title,
        "datePublished": document.published.value,
        "publisher": {"@type": "Organization", "name": document.publisher} if document.publisher else None,
    }
    is_quotation = attribution.quotation == "direct"
    said = {
        "@type": "Quotation" if is_quotation else "Claim",
        "@id": f"urn:onrecord:{one.id}",
        "text": one.quote,
        "inLanguage": document.language,
        "dateCreated": one.time.earliest if one.time and one.time.earliest == one.time.latest else None,
    }
    author = _author(one.speaker, one.name)
    if is_quotation:
        return {**said, "creator": author, "spokenByCharacter": author, "isPartOf": _without_empty(article)}
    return {**said, "author": author, "appearance": _without_empty(article)}


def _author(actor: Actor | None, name: str | None) -> dict[str, Any] | None:
    if actor is None:
        return {"@type": "Thing", "name": name} if name else None
    found = {
        "@type": TYPES[actor.kind],
        "name": actor.name,
        "sameAs": WIKIDATA + actor.wikidata if actor.wikidata else None,
        "jobTitle": actor.office if actor.kind == "person" else None,
    }
    return _without_empty(found)


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, [], {})}
