"""Score the fields of attributions on 300 annotated for this project, end to end from the raw text.

Data: `corpora/own/attribution_fields.jsonl` on the texts of PolNeAR dev. Each annotated attribution is
aligned with the attribution of the reading that shares most of its cue and content. Accuracy is over the
aligned ones; `aligned` is their share of all. There are two halves, split by article: errors of `develop`
may be read, of `measure` only the figures are looked at. Most attributions have no addressee and no medium,
and few are negative, so accuracy says little about these fields; `_f1` is over those that have one (or are
negative). An addressee counts as right if a mention is shared; the span of a medium is not scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.about import About
from corpora.attribution_fields import HALVES, GoldFields, read_fields
from corpora.polnear import Article, Extents, GoldAttribution, read_polnear
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.types import Actor, ActorId, Attribution, Document, DocumentId, Reading, Span

ABOUT = About(
    data="own labels on PolNeAR dev (`corpora/own/attribution_fields.jsonl`)",
    size="300 attributions",
    developed_on="`develop` yes; of `measure` nobody reads errors, but thresholds were set on all of PolNeAR dev",
    compared_with="a second annotator agrees in 293 to 300 of 300",
)

SAME_WORDS = 0.5  # share of the words of two contents that both have; above it a cue need not be shared
FIELDS = ("quotation", "sourcing", "addressee", "polarity", "medium", "kind")
RARE = {"addressee": "", "medium": "", "polarity": "positive"}  # and the most frequent value


@dataclass(frozen=True, slots=True)
class Pair:
    """One field of an aligned attribution: the annotated and the read value."""

    field: str
    gold: str
    system: str


def run(shared: Path) -> dict[str, float]:
    """Return the share that is aligned and the accuracy of each field, for each half."""
    articles = {a.id: a for a in read_polnear(shared / "data" / "attribution" / "polnear_dev.jsonl.gz")}
    documents = [Document(id=DocumentId(a.id), text=a.text) for a in articles.values()]
    readings = {r.document.id: r for r in read_all(documents, load_known())}
    scores: dict[str, float] = {}
    for half in HALVES:
        rows = [row for row in read_fields() if row.half == half]
        compared = [compare(row, articles[row.article], readings[DocumentId(row.article)]) for row in rows]
        found = [pairs for pairs in compared if pairs is not None]
        scores |= {f"{half}_{name}": value for name, value in score(found).items()}
        scores[f"{half}_aligned"] = len(found) / len(rows)
        scores[f"{half}_count"] = len(found)
    return scores


def compare(row: GoldFields, article: Article, reading: Reading) -> tuple[Pair, ...] | None:
    """Return the fields of `row` beside those of the attribution aligned with it, or None if none is aligned."""
    gold = article.attributions[row.attribution]
    if gold.cue != row.cue:
        raise ValueError(
            f"{row.article}: attribution {row.attribution} has cue {gold.cue}, not {row.cue} as annotated"
        )
    attribution = align(gold, reading.attributions)
    if attribution is None:
        return None
    system = {
        "quotation": attribution.quotation,
        "sourcing": attribution.sourcing,
        "polarity": attribution.polarity,
        "kind": attribution.kind,
        "medium": "" if attribution.medium is None else attribution.medium.kind,
        "addressee": addressee(row, attribution.addressee, reading.actors),
    }
    wanted = {name: getattr(row, name) or "" for name in FIELDS} | {"addressee": str(row.addressee or "")}
    return tuple(Pair(name, wanted[name], system[name]) for name in FIELDS)


def align(gold: GoldAttribution, attributions: Sequence[Attribution]) -> Attribution | None:
    """Return the attribution that shares the most of cue and content with `gold`, or None."""
    ranked = sorted(
        ((_likeness(gold, a), a.within is None, -n) for n, a in enumerate(attributions)), reverse=True
    )
    return attributions[-ranked[0][2]] if ranked and ranked[0][0] > 0 else None


def addressee(row: GoldFields, found: ActorId | None, actors: Iterable[Actor]) -> str:
    """Return the annotated words if a mention of the actor shares one of them, else the actor's id."""
    actor = next((a for a in actors if a.id == found), None)
    if actor is None:
        return ""
    if row.addressee and any(_shared((row.addressee,), ((m.start, m.end),)) for m in actor.mentions):
        return str(row.addressee)
    return actor.id


def score(compared: Iterable[tuple[Pair, ...]]) -> Mapping[str, float]:
    """Return accuracy by field, and F1 of the rare values.

    >>> score([(Pair("medium", "poll", "poll"),), (Pair("medium", "", "poll"),)])
    {'medium': 0.5, 'medium_f1': 0.6666666666666666}
    """
    scores: dict[str, float] = {}
    pairs = [pair for fields in compared for pair in fields]
    for name in FIELDS:
        of_field = [p for p in pairs if p.field == name]
        if not of_field:
            continue
        scores[name] = sum(p.gold == p.system for p in of_field) / len(of_field)
        if name in RARE:
            gold = sum(p.gold != RARE[name] for p in of_field)
            system = sum(p.system != RARE[name] for p in of_field)
            both = sum(p.gold == p.system != RARE[name] for p in of_field)
            scores[f"{name}_f1"] = 2 * both / (gold + system) if gold + system else 1.0
    return scores


def _likeness(gold: GoldAttribution, attribution: Attribution) -> float:
    """Return the similarity of two attributions; 0 if they cannot be the same one."""
    content = _extents(attribution.content)
    both = _shared(gold.content, content)
    union = _length(gold.content) + _length(content) - both
    alike = both / union if union else 0.0
    cue = () if attribution.cue is None else _extents((attribution.cue,))
    if both and _shared(gold.cue, cue):
        return 1 + alike
    return alike if alike > SAME_WORDS else 0.0


def _extents(spans: Iterable[Span]) -> Extents:
    return tuple((span.start, span.end) for span in spans)


def _shared(a: Extents, b: Extents) -> int:
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def _length(extents: Extents) -> int:
    return sum(end - start for start, end in extents)
