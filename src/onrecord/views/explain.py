"""Say why a fact stands in the record, or, without one, what was found and why a layer is empty.

Everything printed is in the record: a fact's words, the rules, table rows or model scores that
decided (`basis`), and what it depends on (the attribution that contains it, its actors, its time). Agenda items
and disagreements have no basis: their reasons are the events, words and attributions they rest on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicon.codes import codes_of
from onrecord.lexicon.reasons import CODED, sentence_of, sentences_of
from onrecord.types import (
    Actor,
    AgendaItem,
    Attribution,
    Disagreement,
    Event,
    Note,
    Place,
    Reading,
    Reason,
    Side,
    Span,
    Time,
)
from onrecord.views.ahead import prospects_of
from onrecord.views.coding import coded_sides
from onrecord.views.differences import differences_of
from onrecord.views.figures import figure_in_words

Fact = Time | Actor | Place | Attribution | Event | AgendaItem | Disagreement

CONTEXT = 60  # characters quoted at either side of a fact's words
# notes that say why a layer is empty or thin, by layer
TELLING: dict[str, tuple[str, ...]] = {
    "times": ("time-open", "published-open", "time-impossible", "time-ambiguous"),
    "actors": ("actor-unplaced", "actor-open"),
    "attributions": ("no-attributions",),
    "events": ("no-events", "acts-left-out"),
}
WHOLE = ("language", "no-sentences", "no-article", "empty")  # notes that explain every empty layer
NOTHING_AHEAD = (
    "nothing planned, expected or possible was coded, and no deadline or occasion has a date ahead"
)
NO_DISAGREEMENT = "no two sources were found to speak of one thing and differ"


@dataclass(frozen=True)
class _Layer:
    name: str
    facts: tuple[Fact, ...]
    otherwise: str  # why it may be empty where no note tells


def explain(reading: Reading, fact_id: str | None = None) -> str:
    """Return the reasons for the fact `fact_id`, or the summary of the whole reading.

    An id that is not in the reading gives a text that says so and names the ids there are.
    """
    if fact_id is None:
        return "\n".join(_summary(reading))
    fact = find_fact(reading, fact_id)
    if fact is None:
        return "\n".join(_unknown(reading, fact_id))
    return "\n".join(_reasons(reading, fact))


def find_fact(reading: Reading, fact_id: str) -> Fact | None:
    """Return the fact with this id, of whatever layer, or None."""
    return next((fact for layer in _layers(reading) for fact in layer.facts if fact.id == fact_id), None)


def _layers(reading: Reading) -> tuple[_Layer, ...]:
    return (
        _Layer("times", reading.times, "no time expression was met"),
        _Layer("actors", reading.actors, "no person, body, country or group was met"),
        _Layer("places", reading.places, "no place name was met"),
        _Layer("attributions", reading.attributions, "nobody was found to say anything"),
        _Layer("events", reading.events, "no political act was met"),
        _Layer("agenda", reading.agenda, NOTHING_AHEAD),
        _Layer("disagreements", reading.disagreements, NO_DISAGREEMENT),
    )


# ---- the whole reading ---------------------------------------------------------------------


def _summary(reading: Reading) -> Iterator[str]:
    document = reading.document
    published = document.published
    yield f"{document.title or document.url or document.given_id or document.id}"
    yield f"published: {_published(reading)}" + (f" ({published.basis})" if published.basis else "")
    for layer in _layers(reading):
        yield f"{layer.name}: {len(layer.facts)}" + _detail(reading, layer)
    nameless = [actor.name for actor in reading.actors if not actor.named]
    if nameless:
        yield f"without a name: {', '.join(nameless)}"
    if reading.notes:
        yield "notes:"
        yield from (f"  {note.code}: {note.message}" for note in reading.notes)


def _published(reading: Reading) -> str:
    published = reading.document.published
    if published.value:
        return published.value
    if published.earliest and published.latest:
        return f"between {published.earliest} and {published.latest}"
    return "not known"


def _detail(reading: Reading, layer: _Layer) -> str:
    if not layer.facts:
        return f", because {_why_empty(reading, layer)}"
    count = _COUNTED.get(layer.name)
    if count is None:
        return ""
    counted = Counter(count(fact) for fact in layer.facts)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return f" ({', '.join(f'{n} {name}' for name, n in ordered)})"


_COUNTED: dict[str, Callable[[Fact], str]] = {
    "times": lambda fact: str(getattr(fact, "type", "")),
    "actors": lambda fact: str(getattr(fact, "kind", "")),
    "places": lambda fact: str(getattr(fact, "kind", "")),
    "attributions": lambda fact: str(getattr(fact, "quotation", "")),
    "events": lambda fact: str(getattr(fact, "status", "")),
    "agenda": lambda fact: str(getattr(fact, "kind", "")),
}


def _why_empty(reading: Reading, layer: _Layer) -> str:
    codes = (*TELLING.get(layer.name, ()), *WHOLE)
    for note in reading.notes:
        if note.code in codes:
            return note.message.rstrip(".")
    if not reading.document.text.strip():
        return "the document has no text"
    return layer.otherwise


def _unknown(reading: Reading, fact_id: str) -> Iterator[str]:
    yield f"This reading holds no fact '{fact_id}', and no such words. Its facts are:"
    for layer in _layers(reading):
        for fact in layer.facts:
            yield f"  {fact.id}  {layer.name}: {_title(fact)}"


# ---- one fact ------------------------------------------------------------------------------


def _title(fact: Fact) -> str:
    if isinstance(fact, Time):
        return f"“{fact.text}” is {fact.value}"
    if isinstance(fact, Actor):
        return f"{fact.name} ({fact.kind})"
    if isinstance(fact, Place):
        return f"“{fact.text}” is {fact.name}"
    if isinstance(fact, Attribution):
        return f"{fact.source.text if fact.source else 'nobody named'}: {fact.quotation} {fact.kind}"
    if isinstance(fact, Event):
        return f"{fact.type} “{fact.trigger.text}”, {fact.status}"
    if isinstance(fact, AgendaItem):
        return f"{fact.kind} “{fact.summary}”, {fact.status}"
    return f"disagreement about {fact.about}"


def _reasons(reading: Reading, fact: Fact) -> Iterator[str]:
    yield f"{fact.id}  {_title(fact)}"
    for name, value in _facts_of(reading, fact):
        yield f"  {name}: {value}"
    for span in _words(fact)[:3]:
        yield f"  words: {quote(reading.document.text, span)}"
    reasons = _reasons_of(reading, fact)
    yield from (f"  because: {sentence}" for sentence in reasons)
    hanging = [note for note in reading.notes if _touches(note, fact)]
    yield from (f"  note: {note.message}" for note in hanging)
    if not reasons:
        yield "  because: the record keeps no reason for this fact"


def _reasons_of(reading: Reading, fact: Fact) -> tuple[str, ...]:
    """Return the reasons for a fact as sentences: its basis, or for the last two layers the facts that it rests on."""
    if isinstance(fact, AgendaItem):
        return tuple(_grounds_of_item(reading, fact))
    if isinstance(fact, Disagreement):
        return tuple(_ground_of_side(reading, side) for side in fact.sides)
    return sentences_of(fact.basis)


def _grounds_of_item(reading: Reading, item: AgendaItem) -> Iterator[str]:
    """Yield why an agenda item is ahead: its event or words, and the attributions that hold them."""
    day = f"the day of publication ({_published(reading)})"
    event = find_fact(reading, item.event) if item.event else None
    if event is not None:
        yield f"the event {event.id} is {item.status} and does not lie before {day}"
    else:
        what = "set a last day" if item.kind == "deadline" else "name an occasion or act"
        yield f"the words {what}, {_window(item.earliest, item.latest)}, that does not lie before {day}"
    for attribution in reading.attributions:
        if _holds(attribution, item.evidence):
            yield f"the words are in the content of {attribution.id}, {_title(attribution)}"


def _holds(attribution: Attribution, spans: Sequence[Span]) -> bool:
    return any(c.start <= s.start and s.end <= c.end for c in attribution.content for s in spans)


def _ground_of_side(reading: Reading, side: Side) -> str:
    """Return what one side of a disagreement rests on."""
    who = _name(reading, side.actor) if side.actor is not None else "the report"
    fact_id = side.attribution or side.event
    fact = find_fact(reading, fact_id) if fact_id else None
    if fact is None:
        return f"the side of {who} rests on the words “{side.span.text}”"
    return f"the side of {who} rests on {fact.id}, {_title(fact)}"


def _facts_of(reading: Reading, fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield what a fact says and hangs on, each with a name."""
    if isinstance(fact, Time):
        yield "window", _window(fact.earliest, fact.latest)
    elif isinstance(fact, Actor):
        codes = codes_of(fact.kind, fact.country, fact.sector, fact.sector2)
        yield from _present(
            country=fact.country, sector=fact.sector, sector2=fact.sector2, office=fact.office,
            wikidata=fact.wikidata, cameo=codes.cameo,
        )  # fmt: skip
        yield "mentions", str(len(fact.mentions))
    elif isinstance(fact, Place):
        yield from _present(country=fact.country, kind=fact.kind)
    elif isinstance(fact, Attribution):
        yield from _attribution_facts(reading, fact)
    elif isinstance(fact, Event):
        yield from _event_facts(reading, fact)
    elif isinstance(fact, AgendaItem):
        yield "window", _window(fact.earliest, fact.latest)
        prospect = next(p for p in prospects_of(reading) if p.item.id == fact.id)
        terms = {"moved from": prospect.was, "condition": prospect.condition, "on whose word": prospect.voice}
        yield from _present(**terms)
        yield from _names(reading, "participants", fact.participants)
        event = find_fact(reading, fact.event) if fact.event else None
        yield (
            "comes from",
            f"{event.id}, {_title(event)}" if event else "a dated word in the text, no coded event",
        )
    else:
        wording = next(d.wording for d in differences_of(reading) if d.id == fact.id)
        yield from _present(kind=wording or None)
        for side in fact.sides:
            yield "side", f"{_name(reading, side.actor)}: {quote(reading.document.text, side.span)}"


def _attribution_facts(reading: Reading, fact: Attribution) -> Iterator[tuple[str, str]]:
    yield from _present(
        kind=fact.kind,
        sourcing=fact.sourcing,
        polarity=fact.polarity,
        cue=f"“{fact.cue.text}”" if fact.cue else None,
    )
    if fact.source is not None and fact.source.actor is not None:
        yield "source", _name(reading, fact.source.actor)
    if fact.addressee is not None:
        yield "addressee", _name(reading, fact.addressee)
    if fact.within is not None:
        yield "within", _hang(reading, fact.within)


def _event_facts(reading: Reading, fact: Event) -> Iterator[tuple[str, str]]:
    yield from _present(mode=fact.mode, contexts=", ".join(fact.contexts) or None, certainty=fact.certainty)
    yield from _names(reading, "actors", fact.actors)
    yield from _names(reading, "recipients", fact.recipients)
    if fact.condition is not None:
        yield "condition", quote(reading.document.text, fact.condition)
    if fact.time is not None:
        said = find_fact(reading, fact.time.time) if fact.time.time else None
        yield "time", _window(fact.time.earliest, fact.time.latest) + (f", {_title(said)}" if said else "")
    if fact.location is not None:
        yield "location", f"{fact.location.name} (“{fact.location.text}”)"
    for figure in fact.figures:
        yield "figure", f"{figure_in_words(figure)}, {quote(reading.document.text, figure.span)}"
    if len(fact.mentions) > 1:
        yield "mentions", str(len(fact.mentions))
    yield "within", _hang(reading, fact.within) if fact.within else "the article's own voice"
    if fact.plover is not None:
        aux = f" with {', '.join(fact.plover.aux)}" if fact.plover.aux else ""
        yield "PLOVER", f"{fact.plover.type}{aux}, quad {fact.plover.quad}, scale {fact.plover.scale:g}"
        yield from _coded_facts(reading, fact)
    else:
        yield "PLOVER", "the standard does not code it"


def _coded_facts(reading: Reading, fact: Event) -> Iterator[tuple[str, str]]:
    """Yield the countries that rules give to open sides, each with the rule."""
    for role, parties in zip(("actor", "recipient"), coded_sides(reading)[fact.id], strict=True):
        for party in parties:
            rule = CODED.get(party.basis) if party.basis else None
            if rule is not None:
                who, why = _name(reading, party.actor), sentence_of(Reason(rule=rule))
                yield f"coded {role}", f"{party.country} for {who}: {why}"


def _hang(reading: Reading, attribution: str) -> str:
    fact = find_fact(reading, attribution)
    return f"{attribution}, {_title(fact)}" if fact else f"{attribution}, which this reading does not hold"


def _present(**values: str | None) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in values.items() if value is not None)


def _names(reading: Reading, role: str, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    if ids:
        yield role, ", ".join(_name(reading, i) for i in ids)


def _name(reading: Reading, actor_id: str | None) -> str:
    actor = next((a for a in reading.actors if a.id == actor_id), None)
    return f"{actor.name} ({actor.id})" if actor else "nobody named"


def _window(earliest: str | None, latest: str | None) -> str:
    if earliest is None and latest is None:
        return "open"
    return earliest if earliest == latest and earliest else f"{earliest or '…'} to {latest or '…'}"


def _words(fact: Fact) -> tuple[Span, ...]:
    """Return the spans that a fact rests on, the most telling first."""
    if isinstance(fact, Time | Place):
        return (fact,)
    if isinstance(fact, Actor):
        return fact.mentions
    if isinstance(fact, Attribution):
        return fact.content
    if isinstance(fact, Event):
        return (fact.trigger, *(mention for mention in fact.mentions if mention != fact.trigger))
    if isinstance(fact, AgendaItem):
        return fact.evidence
    return ()


def _touches(note: Note, fact: Fact) -> bool:
    span = note.span
    return span is not None and any(s.start < span.end and span.start < s.end for s in _words(fact))


def quote(text: str, span: Span) -> str:
    """Return the words of a span with what stands around them on its line, the span in brackets.

    >>> quote("Envoys met in Geneva on Friday.", Span(start=7, end=10, text="met"))
    'Envoys [met] in Geneva on Friday.'
    """
    before = text[max(0, span.start - CONTEXT) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + CONTEXT].partition("\n")[0]
    if span.start - len(before) > 0 and text[span.start - len(before) - 1] != "\n":
        before = "…" + before.partition(" ")[2]
    if span.end + len(after) < len(text) and text[span.end + len(after)] != "\n":
        after = after.rpartition(" ")[0] + "…"
    words = " ".join(span.text.split())
    return f"{before}[{words}]{after}"
