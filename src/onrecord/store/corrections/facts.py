"""Apply corrections of facts to a reading: a new reading, the stored one does not change.

What hangs on a field follows it: an event of another type or status has other codes of PLOVER and CAMEO, and an agenda
item has the days and the status of its event. What rests on a withdrawn fact goes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from onrecord.assembly.happenings.accounts import AHEAD
from onrecord.ontologies import load_ontology
from onrecord.store.corrections.fields import FIELDS, InvalidValueError, NotAppliedError
from onrecord.store.corrections.types import NOTHING, NOUNS, FactCorrection, Where
from onrecord.types import (
    ActorId,
    AgendaItem,
    Attribution,
    Disagreement,
    Event,
    EventTime,
    Note,
    Reading,
    Reason,
    Side,
    Span,
)

Fact = Event | Attribution | AgendaItem | Disagreement
FIELD_BETWEEN, VALUE_BETWEEN = " | ", "="  # in the text of all fields of a fact
RULES: Mapping[str, str] = {"confirm": "confirmed-by-hand"}  # of reasons; all others are corrections


def anchor_of(fact: Fact) -> Span:
    """Return the words by which a correction finds a fact."""
    if isinstance(fact, Event):
        return fact.trigger
    if isinstance(fact, Attribution):
        return fact.cue or (fact.content or (fact.source,))[0]  # type: ignore[return-value]
    if isinstance(fact, AgendaItem):
        return fact.evidence[0]
    return fact.sides[0].span


def words_of(fact: Fact) -> str:
    """Return the words that name a fact to people."""
    return fact.summary if isinstance(fact, AgendaItem) else " ".join(anchor_of(fact).text.split())


def _spans_of(fact: Fact) -> tuple[Span, ...]:
    """Return the words of a fact, of which a later reading may take others as those that name it."""
    if isinstance(fact, Event):
        return fact.mentions
    if isinstance(fact, Attribution):
        return tuple(s for s in (fact.cue, *fact.content) if s is not None)
    if isinstance(fact, AgendaItem):
        return fact.evidence
    return tuple(side.span for side in fact.sides)


def find_fact(
    reading: Reading, layer: str, where: Where, fact: str | None = None, words: str | None = None
) -> Fact | None:
    """Return the fact that a correction names: by id, by its words, or, if only one fits, by words that overlap with them.

    Offsets outlive a new reading of the same text; ids do while the words that name the fact stay the same.
    """
    facts: Sequence[Fact] = getattr(reading, layer)
    for fits in (
        lambda f: f.id == fact,
        lambda f: _is_at(anchor_of(f), where) and words in (None, words_of(f)),
        lambda f: _is_at(anchor_of(f), where),
        lambda f: any(_is_at(span, where) for span in _spans_of(f)),
        lambda f: _overlap(anchor_of(f), where) and words in (None, words_of(f)),
        lambda f: _overlap(anchor_of(f), where),
    ):
        found = [f for f in facts if fits(f)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_at(span: Span, where: Where) -> bool:
    return (span.start, span.end) == (where.start, where.end)


def _overlap(span: Span, where: Where) -> bool:
    start, end = where.start or 0, where.end or 0
    return span.start < end and start < span.end


def all_fields(reading: Reading, layer: str, fact: Fact) -> str:
    """Return all fields of a fact as one text: `type=ASSAULT | status=occurred | ...`."""
    return FIELD_BETWEEN.join(
        f"{name}{VALUE_BETWEEN}{field.read(reading, fact).replace('|', '/')}"
        for name, field in FIELDS[layer].items()
    )


def split_fields(text: str | None) -> dict[str, str]:
    """Return the fields of a text that `all_fields` made."""
    parts = (part.partition(VALUE_BETWEEN) for part in (text or "").split(FIELD_BETWEEN))
    return {name.strip(): value for name, between, value in parts if between}


# ---- applying ----------------------------------------------------------------------------


def apply(reading: Reading, correction: FactCorrection) -> Reading:
    """Return the reading with one correction applied; raises `NotAppliedError` if it does not find its fact."""
    layer = correction.layer
    fact = find_fact(reading, layer, correction.where, correction.fact, correction.words)
    if fact is None:
        if correction.do == "withdraw":
            return reading  # it is read no more: as it should be
        raise NotAppliedError(_missing(reading, correction))
    if correction.do == "withdraw":
        return _note(WITHDRAW[layer](reading, fact), correction, anchor_of(fact))
    if correction.do == "confirm":
        return _with_fact(reading, layer, fact, _because(fact, correction))
    field = FIELDS[layer].get(correction.field or "")
    if field is None:
        raise NotAppliedError(f"there is no field '{correction.field}' of an {NOUNS[layer]}")
    before = fact
    try:
        reading, fact = field.write(reading, fact, field.parse(correction.now or NOTHING), correction.do)
    except InvalidValueError as error:
        raise NotAppliedError(str(error)) from None
    fact = _because(_settled(reading, fact), correction)
    reading = _with_fact(reading, layer, before, fact)
    if isinstance(before, Event) and isinstance(fact, Event):
        return _agenda_of(reading, before, fact, correction)
    return _note(reading, correction, anchor_of(fact)) if layer == "agenda" else reading


def _missing(reading: Reading, correction: FactCorrection) -> str:
    start, end = correction.where.start, correction.where.end
    there = " ".join(reading.document.text[start:end].split())
    return f"no {NOUNS[correction.layer]} has the words “{there}” at {start}-{end} any more"


def reason_of(correction: FactCorrection) -> Reason:
    """Return the reason that a corrected fact has: the change, by whom, and why."""
    return Reason(
        rule=RULES.get(correction.do, "corrected-by-hand"),
        words=_told(correction),
        table=correction.file or None,
        line=correction.line or None,
    )


def _told(correction: FactCorrection) -> str:
    by = ", ".join(filter(None, (correction.author, correction.time)))
    return (
        correction.change
        + (f", by {by}" if by else "")
        + (f": {correction.reason}" if correction.reason else "")
    )


def _because(fact: Any, correction: FactCorrection) -> Any:
    """Return a fact with the correction among its reasons; items of the agenda and disagreements have none."""
    return replace(fact, basis=(*fact.basis, reason_of(correction))) if hasattr(fact, "basis") else fact


def _note(reading: Reading, correction: FactCorrection, span: Span) -> Reading:
    """Return a reading with a note on a change that no fact can tell."""
    noun = NOUNS[correction.layer].capitalize()
    message = f"{noun} “{correction.words or span.text}” was corrected by hand: {_told(correction)}."
    return replace(
        reading, notes=(*reading.notes, Note(code="corrected-by-hand", message=message, span=span))
    )


def _with_fact(reading: Reading, layer: str, before: Fact, after: Fact | None) -> Reading:
    """Return a reading with one fact replaced, or without it."""
    facts = tuple(
        after if f is before else f for f in getattr(reading, layer) if f is not before or after is not None
    )
    return replace(reading, **{layer: facts})  # type: ignore[arg-type]


# ---- what follows from a change ----------------------------------------------------------


def _settled(reading: Reading, fact: Fact) -> Fact:
    """Return an event with the codes of its new fields."""
    if not isinstance(fact, Event):
        return fact
    ontology, published = load_ontology(), reading.document.published
    cameo = ontology.cameo_of(fact.type, fact.mode, fact.contexts)
    coded = replace(fact, cameo=cameo.code if cameo else None)
    return replace(coded, plover=ontology.plover_of(coded, published.value or published.latest))


def _agenda_of(reading: Reading, before: Event, after: Event, correction: FactCorrection) -> Reading:
    """Return a reading whose agenda says of an event what the event now says; what no longer lies ahead is left out."""
    agenda: list[AgendaItem] = []
    for item in reading.agenda:
        if item.event != before.id:
            agenda.append(item)
        elif _lies_ahead(reading, before, after):
            agenda.append(_as_event(item, before, after))
        else:
            change = f"no {NOUNS['agenda']}, since the event has {correction.change}"
            message = f"Agenda item “{item.summary}” was left out: {change}."
            note = Note(code="corrected-by-hand", message=message, span=item.evidence[0])
            reading = replace(reading, notes=(*reading.notes, note))
    return replace(reading, agenda=tuple(agenda))


def _lies_ahead(reading: Reading, before: Event, after: Event) -> bool:
    """Return whether an event still lies ahead, by what was changed of it."""
    if before.status != after.status and after.status not in AHEAD:
        return False
    published = reading.document.published.earliest
    latest = after.time.latest if after.time else None
    return before.time == after.time or latest is None or published is None or latest >= published


def _as_event(item: AgendaItem, before: Event, after: Event) -> AgendaItem:
    if before.status != after.status:
        item = replace(item, status=after.status)
    if before.time != after.time:
        time = after.time or EventTime(earliest=None, latest=None)
        item = replace(item, earliest=time.earliest, latest=time.latest)
    if before.location != after.location:
        item = replace(item, location=after.location)
    were, are = _roles(before), _roles(after)
    kept = [p for p in item.participants if p in are or p not in were]
    return replace(item, participants=tuple(dict.fromkeys((*kept, *(p for p in are if p not in were)))))


def _roles(event: Event) -> tuple[ActorId, ...]:
    return (*event.actors, *event.recipients)


def _without_event(reading: Reading, fact: Any) -> Reading:
    reading = _with_fact(reading, "events", fact, None)
    agenda = tuple(item for item in reading.agenda if item.event != fact.id)
    return _without_sides(replace(reading, agenda=agenda), lambda side: side.event == fact.id)


def _without_attribution(reading: Reading, fact: Any) -> Reading:
    """Return a reading in which the words of an attribution are those of whoever it stood in."""

    def outside(facts: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(replace(f, within=fact.within) if f.within == fact.id else f for f in facts)

    reading = _with_fact(reading, "attributions", fact, None)
    reading = replace(
        reading,
        attributions=outside(reading.attributions),
        events=outside(reading.events),
        agenda=outside(reading.agenda),
    )
    return _without_sides(reading, lambda side: side.attribution == fact.id)


def _without_sides(reading: Reading, gone: Callable[[Side], bool]) -> Reading:
    """Return a reading without the disagreements of which a side rests on what is gone."""
    left = tuple(d for d in reading.disagreements if not any(map(gone, d.sides)))
    return replace(reading, disagreements=left)


WITHDRAW: Mapping[str, Callable[[Reading, Any], Reading]] = {
    "events": _without_event,
    "attributions": _without_attribution,
    "agenda": lambda reading, fact: _with_fact(reading, "agenda", fact, None),
    "disagreements": lambda reading, fact: _with_fact(reading, "disagreements", fact, None),
}


def contradiction(reading: Reading, event: Event) -> str | None:
    """Return what in an event contradicts itself: a status that does not fit its days; None if nothing."""
    published, time = reading.document.published, event.time
    if time is None:
        return None
    if event.status in ("occurred", "negated") and _after(time.earliest, published.latest):
        return (
            f"what lies on {time.earliest} or later, after the day of publication, cannot have {event.status}"
        )
    if event.status in ("planned", "expected") and _after(published.earliest, time.latest):
        return (
            f"what lies on {time.latest} or earlier, before the day of publication, cannot be {event.status}"
        )
    return None


def _after(later: str | None, earlier: str | None) -> bool:
    return later is not None and earlier is not None and later > earlier
