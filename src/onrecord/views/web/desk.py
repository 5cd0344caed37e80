"""The desk: a sample of records, one at a time, to agree with or to mend; and how precise they are by type.

The sample is of what was read, by a seed, so that an address always shows the same records. Answers are corrections; the
precision is that of the answered records of the sample, with Wilson's interval, and of nothing that was corrected elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from onrecord.errors import QuestionError, StoreError
from onrecord.questions import Store
from onrecord.questions.filters import checked, cue_kinds, event_types
from onrecord.store import corrected
from onrecord.store.corrections.kept import kept_reading
from onrecord.store.corrections.propose import named_fact
from onrecord.store.corrections.score import Line, judged_facts, score
from onrecord.store.find import Condition
from onrecord.store.gathered import reports_of
from onrecord.store.sample import KINDS, Sampled, SampledLayer, sample
from onrecord.views.labels import label
from onrecord.views.web.asked import Pairs, address
from onrecord.views.web.facts import ROWS, fact_form
from onrecord.views.web.overlay import Made

PATH = "/desk"
SIZES = (20, 50, 100, 200)
SIZE = 50
MOST_SEED = 10**9
LAYERS: Mapping[SampledLayer, str] = {"events": "Events", "attributions": "Statements"}
PARAMETERS = ("layer", "kind", "outlet", "since", "until", "seed", "most", "at")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sampled, and which record is shown; `at` is counted from 1, None for the first that has no answer."""

    layer: SampledLayer = "events"
    kind: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    seed: int = 1
    most: int = SIZE
    at: int | None = None

    def link(self, **changes: object) -> str:
        """Return the address with other parameters."""
        open_ = Asked()
        given = {name: changes.get(name, getattr(self, name)) for name in PARAMETERS}
        return address(
            PATH, [(n, str(v)) for n, v in given.items() if v is not None and v != getattr(open_, n)]
        )


def asked_of(pairs: Pairs) -> Asked:
    """Return what the parameters of an address ask for; raises `QuestionError` for what is not allowed."""
    given = {name: value.strip() for name, value in pairs if value.strip()}
    for name in given:
        if name not in PARAMETERS:
            raise QuestionError(f"The desk takes no '{name}'; it takes {', '.join(PARAMETERS)}.")
    layer = given.get("layer", "events")
    if layer not in get_args(SampledLayer):
        raise QuestionError(f"'{layer}' is not sampled; 'layer' is {' or '.join(get_args(SampledLayer))}.")
    name = "type" if layer == "events" else "cue"
    values = {n: given.get(n) for n in ("outlet", "since", "until")} | {name: given.get("kind")}
    filters = checked("events" if layer == "events" else "said", values)
    kinds = getattr(filters, name)
    return Asked(
        layer=layer,  # type: ignore[arg-type]  # it is one of them
        kind=kinds[0] if kinds else None,
        outlet=filters.outlet,
        since=filters.since,
        until=filters.until,
        seed=_number(given, "seed", MOST_SEED) or 1,
        most=_number(given, "most", SIZES[-1]) or SIZE,
        at=_number(given, "at", MOST_SEED),
    )


def _number(given: Mapping[str, str], name: str, most: int) -> int | None:
    digits = given.get(name)
    if digits is None:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) < 11 and 0 < int(digits) <= most):
        raise QuestionError(f"'{name}' is '{digits}'; it is a number from 1 to {most}.")
    return int(digits)


def _conditions(asked: Asked) -> list[Condition]:
    rows = (
        (f"f.{KINDS[asked.layer]} = ?", asked.kind),
        ("r.publisher = ?", asked.outlet),
        ("r.published >= ?", asked.since),
        ("r.published <= ?", asked.until),
    )
    return [Condition(sql, (value,)) for sql, value in rows if value is not None]


def desk_context(store: Store, made: Made, pairs: Pairs) -> Mapping[str, Any]:
    """Return what the desk shows."""
    asked = asked_of(pairs)
    found, total = sample(store, asked.layer, _conditions(asked), seed=asked.seed, most=asked.most)
    answered = [bool(made.of_fact(one.document, one.fact)) for one in found]
    first_open = next((n for n, is_done in enumerate(answered, 1) if not is_done), len(found) + 1)
    at = min(asked.at or first_open, len(found) + 1)
    wider = Asked(layer=asked.layer, seed=asked.seed, most=asked.most)
    return {
        "title": "Desk",
        "asked": asked,
        "layers": [
            (key, name, Asked(layer=key, seed=asked.seed, most=asked.most).link())
            for key, name in LAYERS.items()
        ],
        "kinds": _kinds(asked.layer),
        "sizes": SIZES,
        "total": total,
        "size": len(found),
        "at": at,
        "answered": answered,
        "number": sum(answered),
        "before": asked.link(at=at - 1) if at > 1 else None,
        "after": asked.link(at=at + 1) if at <= len(found) else None,
        "undo_back": asked.link(at=max(at - 1, 1)),
        "lines": _lines(store, made, found),
        "record": _record(store, made, found[at - 1]) if 0 < at <= len(found) else None,
        "wider": None if total else (wider.link(), sample(store, asked.layer, (), seed=1, most=1)[1]),
    }


def _kinds(layer: SampledLayer) -> list[tuple[str, str]]:
    if layer == "events":
        return [(name, label("type", name)) for name in event_types()]
    return [(name, label("says", name)) for name in cue_kinds()]


def _record(store: Store, made: Made, one: Sampled) -> Mapping[str, Any]:
    """Return a record as it stands now; one that was withdrawn as it was read."""
    kept = kept_reading(store, one.document)
    reading, withdrawn = corrected(kept, made.all), False
    try:
        layer, fact = named_fact(reading, one.fact)
    except StoreError:
        reading, withdrawn = kept, True
        layer, fact = named_fact(kept, one.fact)
    (report,) = reports_of(store, ids=[one.document])
    return {
        "form": fact_form(reading, layer, fact),
        "report": report,
        "withdrawn": withdrawn,
        "made": made.of_fact(one.document, one.fact),
    }


def _lines(store: Store, made: Made, found: Sequence[Sampled]) -> list[tuple[str, Line]]:
    """Return the precision of the answered records: of all, and by type."""
    own = [c for one in found for _, c in made.of_fact(one.document, one.fact)]
    documents = dict.fromkeys(c.where.document for c in own)
    readings = {document: kept_reading(store, document) for document in documents}
    lines = score(judged_facts(own, readings))
    names = {"layer": _all, "type": _kind_in_words, "field": _field}
    return [(names[line.by](line.name), line) for line in lines if line.by in names]


def _kind_in_words(name: str) -> str:
    layer, _, kind = name.partition(" ")
    return label("type" if layer == "events" else "says", kind)


def _all(_: str) -> str:
    return "All"


def _field(name: str) -> str:
    return ROWS[name.partition(" ")[2]].title
