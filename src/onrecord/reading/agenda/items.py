"""Make an agenda item of a candidate: its kind, window, status, participants, place, word-giver and line."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from onrecord.grammar.noun_phrase import introducer
from onrecord.grammar.tree import has, is_finite
from onrecord.grammar.voice import is_infinitive, modals
from onrecord.lexicon.agenda import AgendaWords
from onrecord.reading.agenda.candidates import Candidate
from onrecord.reading.agenda.features import Features, verb_over
from onrecord.reading.agenda.layers import SentenceLayers
from onrecord.reading.agenda.summaries import deadline_line, line_of
from onrecord.reading.agenda.windows import (
    before_date,
    dates_below,
    is_coming,
    is_limit,
    is_over,
    next_window,
    old_and_new,
    window_of,
)
from onrecord.reading.certainty.conditions import condition_of
from onrecord.reading.ids import content_id
from onrecord.types import (
    NOT_SO,
    ActorId,
    AgendaId,
    AgendaItem,
    AgendaKind,
    AgendaStatus,
    AgendaWindow,
    Location,
    Span,
    Status,
    Time,
    location_of,
    span_of,
)

ITEM = "item"
# as in nine of ten items of train
SURE_STATUSES: frozenset[Status] = frozenset({"conditional", "expected", "unlikely"})
SURE_TIME = 0.5  # probability from which a word says when an act is, by the model
ANY_DAY = AgendaWindow(earliest=None, latest=None)


@dataclass(frozen=True, slots=True)
class Entry:
    """An item, the candidate that it was made of, and how sure it is (log odds)."""

    item: AgendaItem
    candidate: Candidate
    score: float


def log_odds(features: Features, weights: Mapping[str, float]) -> float:
    """Return the sum of the weights of the features."""
    return math.fsum([weights[name] * value for name, value in features.items() if name in weights])


def decide_status(features: Features, words: AgendaWords) -> AgendaStatus:
    """Return the status with the highest log odds, of several the first in the table."""
    statuses = [decision for decision in words.weights if decision != ITEM]
    return cast(
        "AgendaStatus", max(statuses, key=lambda s: log_odds(features, words.weights[s]), default="planned")
    )


def entry_of(candidate: Candidate, features: Features, words: AgendaWords) -> Entry | None:
    """Return the entry of a candidate, or None if it is not on the agenda."""
    score = log_odds(features, words.weights[ITEM]) - words.bound
    if _is_denied(candidate) or (score < 0 and not _is_sure(candidate, words)):
        return None
    status = _status_by_words(candidate) or decide_status(features, words)
    window, moved_from = _windows(candidate, words)
    if is_over(window, candidate.sentence.layers.last_day):
        return None
    item = _item(candidate, status, window, moved_from, words)
    return Entry(item, candidate, score) if item.summary else None


def _status_by_words(candidate: Candidate) -> AgendaStatus | None:
    """Return the status where the words leave no doubt: they cancel it, or "if", "is expected to", "unlikely" govern it."""
    if candidate.change == "cancelled":
        return "cancelled"
    stance = candidate.stance
    return stance.status if stance.firm and stance.status in SURE_STATUSES else None


def _is_denied(candidate: Candidate) -> bool:
    """Return whether the words say that it will not be; what is cancelled is on the agenda as such."""
    if candidate.change is not None:
        return False
    stance = candidate.stance
    return (stance.firm and stance.status in NOT_SO) or _was_given_up(candidate)


def _was_given_up(candidate: Candidate) -> bool:
    """Return whether the word of planning is in the past perfect: "had planned to travel", "had been due to open"."""
    grammar, i = candidate.sentence.grammar, candidate.head
    above = grammar.tokens[i].head
    if above < 0 or grammar.relations[i] not in ("xcomp", "advcl", "ccomp") or not is_infinitive(grammar, i):
        return False
    perfect = candidate.sentence.layers.known.words.status.classes.past_perfect_auxiliaries
    return any(grammar.word(a) in perfect for a in grammar.of(above, "aux"))


def _is_sure(candidate: Candidate, words: AgendaWords) -> bool:
    """Return whether words and day are enough.

    So are an occasion with its day ("Tuesday's vote"), a plan with its new or old day, a deadline that somebody is
    given ("gave them until Friday"), what recurs ("meets every Friday").
    """
    day = candidate.sentence.layers.last_day
    if _is_recurring(candidate, words):
        return True
    granted = granted_to(candidate.sentence, candidate.head, words)
    if granted and any(is_coming(time, day) for time in candidate.dates.times):
        return not candidate.sentence.grammar.is_negated(candidate.head)
    if candidate.change is not None:
        old, new = _moved(candidate, words)
        times = [time for time in (old, new) if time is not None] or candidate.dates.times
        return any(is_coming(time, day) for time in times)
    grammar = candidate.sentence.grammar
    occasions = candidate.sentence.layers.known.words.status.classes.occasion_nouns
    is_dated = not candidate.dates.above and any(is_coming(time, day) for time in candidate.dates.times)
    return (
        is_dated
        and grammar.tokens[candidate.head].upos == "NOUN"
        and grammar.lemma(candidate.head) in occasions
    )


def _is_recurring(candidate: Candidate, words: AgendaWords) -> bool:
    """Return whether the present tense tells of what is regularly on: "the council meets every Friday"."""
    grammar, i = candidate.sentence.grammar, candidate.head
    if candidate.repeat is None or grammar.lemma(i) not in words.recurring or grammar.is_negated(i):
        return False
    verb = verb_over(grammar, i)
    return has(grammar.tokens[verb], "Tense=Pres") and is_finite(grammar.tokens[verb])


def granted_to(sentence: SentenceLayers, i: int, words: AgendaWords) -> tuple[int, ...]:
    """Return who is given until a day to do something by the word `i` or by the verb over its infinitive; none for other words.

    "The court gave the ministry until Friday (to answer)": the ministry.
    """
    grammar = sentence.grammar
    above = grammar.tokens[i].head
    verb = above if above >= 0 and is_infinitive(grammar, i) else i
    if grammar.tokens[verb].upos != "VERB" or grammar.lemma(verb) not in words.granting:
        return ()
    if not any(is_limit(sentence, time, words) for time in dates_below(sentence, verb)):
        return ()
    passive = [c for c in grammar.of(verb, "nsubj") if grammar.tokens[c].deprel == "nsubj:pass"]
    found = passive or grammar.of(verb, "iobj") or grammar.of(verb, "obj")
    return tuple(c for c in found if c not in sentence.timed)


def _item(
    candidate: Candidate,
    status: AgendaStatus,
    window: AgendaWindow,
    moved_from: AgendaWindow | None,
    words: AgendaWords,
) -> AgendaItem:
    layers, event = candidate.sentence.layers, candidate.event
    kind = _kind(candidate, words)
    holders = granted_to(candidate.sentence, candidate.head, words)
    token = candidate.sentence.grammar.tokens[candidate.head]
    attribution = layers.attribution_around(candidate.start)
    return AgendaItem(
        id=AgendaId(
            content_id("g", layers.document.id, kind, token.start, token.end, window.earliest, window.latest)
        ),
        kind=kind,
        summary=_summary(candidate, holders),
        event=event.id if event else None,
        earliest=window.earliest,
        latest=window.latest,
        status=status,
        condition=_condition(candidate),
        moved_from=moved_from,
        participants=_participants(candidate, holders),
        location=(event.location if event else None) or _location(candidate),
        within=event.within if event else attribution.id if attribution else None,
        evidence=(_evidence(candidate),),
    )


def _summary(candidate: Candidate, holders: Sequence[int]) -> str:
    """Return the line, with how often it comes back; empty for a bare noun that says too little to stand alone."""
    sentence, event = candidate.sentence, candidate.event
    if holders:
        return deadline_line(sentence, candidate.head, holders[0])
    parties = (event.actors, event.recipients) if event else ()
    is_dated = bool(candidate.dates.times) or candidate.repeat is not None
    line = line_of(sentence, candidate.head, *parties, may_be_bare=is_dated or candidate.change is not None)
    return f"{line} {candidate.repeat.text}" if line and candidate.repeat else line


# ---- when --------------------------------------------------------------------------------------


def _windows(candidate: Candidate, words: AgendaWords) -> tuple[AgendaWindow, AgendaWindow | None]:
    """Return the window, and the one that it had before if the text says that it was moved."""
    sentence = candidate.sentence
    old, new = _moved(candidate, words)
    if old is not None or new is not None:
        before = window_of(sentence, old, words) if old else None
        return AgendaWindow(earliest=new.earliest, latest=new.latest) if new else ANY_DAY, before
    time = _date(candidate)
    if time is not None:
        return window_of(sentence, time, words), None
    if candidate.repeat is not None:
        return next_window(candidate.repeat, sentence.layers.last_day) or ANY_DAY, None
    return _window_of_event(candidate) or _window_of_condition(candidate) or ANY_DAY, None


def _window_of_event(candidate: Candidate) -> AgendaWindow | None:
    """Return the window of the event of the record; None where it has none."""
    time = candidate.event.time if candidate.event else None
    if time is None or (time.earliest is None and time.latest is None):
        return None
    return AgendaWindow(earliest=time.earliest, latest=time.latest)


def _window_of_condition(candidate: Candidate) -> AgendaWindow | None:
    """Return the days ahead of its condition: "should the duties be in force on 1 September, it will answer in kind"."""
    condition, day = _condition(candidate), candidate.sentence.layers.last_day
    if condition is None:
        return None
    inside = (t for t in candidate.sentence.times if condition.start <= t.start < condition.end)
    time = next((t for t in inside if is_coming(t, day)), None)
    return AgendaWindow(earliest=time.earliest, latest=time.latest) if time else None


def _moved(candidate: Candidate, words: AgendaWords) -> tuple[Time | None, Time | None]:
    """Return the old and the new date of what was moved: "postponed to Friday", "first called for Monday, will be on Friday"."""
    sentence = candidate.sentence
    above = sentence.grammar.tokens[candidate.head].head
    if candidate.change == "cancelled":
        return None, None
    if candidate.change is None:
        old = next((t for t in candidate.dates.times if before_date(sentence, t)[1] in words.old), None)
        if old is None:
            return None, None
        top = above if above >= 0 else candidate.head
        return old, next((t for t in dates_below(sentence, top) if t is not old), None)
    return old_and_new(sentence, dates_below(sentence, above), words)


def _date(candidate: Candidate) -> Time | None:
    """Return the nearest date ahead, else the nearest one in the clause; no date of a clause above that is over."""
    times, day = candidate.dates.times, candidate.sentence.layers.last_day
    ahead = next((t for t in times if is_coming(t, day)), None)
    if ahead is not None:
        return ahead
    marked = next((t for t in _marked(candidate) if is_coming(t, day)), None)
    if marked is not None or (candidate.dates.above and day is not None):
        return marked
    known = (t for t in times if t.earliest is not None or t.latest is not None)
    return next(known, None)


def _marked(candidate: Candidate) -> Iterator[Time]:
    """Yield the dates of the sentence that the model takes for the time of the act, the surest first."""
    parts = [
        p for p in (candidate.act.parts if candidate.act else ()) if p.kind == "time" and p.score >= SURE_TIME
    ]
    for part in sorted(parts, key=lambda p: -p.score):
        yield from (t for t in candidate.sentence.times if t.start < part.end and part.start < t.end)


def _kind(candidate: Candidate, words: AgendaWords) -> AgendaKind:
    """Return `deadline` for what ends on its date, and for what must be done by it."""
    sentence, grammar = candidate.sentence, candidate.sentence.grammar
    names = {grammar.lemma(candidate.head), grammar.lemma(verb_over(grammar, candidate.head))}
    if names & words.last and candidate.dates.times:
        return "deadline"
    if granted_to(sentence, candidate.head, words):
        return "deadline"
    limited = any(is_limit(sentence, time, words) for time in candidate.dates.times)
    return "deadline" if limited and _must(candidate, words) else "event"


def _must(candidate: Candidate, words: AgendaWords) -> bool:
    grammar = candidate.sentence.grammar
    verb = verb_over(grammar, candidate.head)
    above = grammar.tokens[verb].head
    helpers = {grammar.lemma(m) for m in modals(grammar, verb, grammar.words)} | (
        {grammar.lemma(above)} if above >= 0 else set()
    )
    return candidate.stance.status == "requested" or bool(helpers & words.classes.obliging_auxiliaries)


# ---- who, where, on whose word -----------------------------------------------------------------


def _condition(candidate: Candidate) -> Span | None:
    """Return the condition of the event, else that of the words."""
    if candidate.event is not None and candidate.event.condition is not None:
        return candidate.event.condition
    layers = candidate.sentence.layers
    words = layers.known.words.status
    found = condition_of(layers.forest, candidate.sentence.grammar, candidate.head, words)
    return span_of(layers.document.text, found.start, found.end) if found else None


def _participants(candidate: Candidate, holders: Sequence[int]) -> tuple[ActorId, ...]:
    """Return whose deadline it is, else the parties of the event, else who is subject, object or modifier of the word or its verb."""
    if holders:
        return tuple(dict.fromkeys(a for head in holders for a in _actors_of(candidate, head)))
    event = candidate.event
    if event is not None and (event.actors or event.recipients):
        return tuple(dict.fromkeys((*event.actors, *event.recipients)))
    grammar = candidate.sentence.grammar
    verb = verb_over(grammar, candidate.head)
    heads = [
        *grammar.subject(verb),
        *grammar.object(verb),
        *grammar.of(candidate.head, "nmod", "compound", "obl"),
    ]
    return tuple(dict.fromkeys(a for head in heads for a in _actors_of(candidate, head)))


def _actors_of(candidate: Candidate, head: int) -> Iterator[ActorId]:
    token = candidate.sentence.grammar.tokens[head]
    return (actor.id for actor in candidate.sentence.actors_of(token))


def _location(candidate: Candidate) -> Location | None:
    """Return the place that stands below the word or its verb, behind a preposition of place."""
    sentence, grammar = candidate.sentence, candidate.sentence.grammar
    classes = sentence.layers.known.words.status.classes
    for node in (candidate.head, verb_over(grammar, candidate.head)):
        for place in sentence.places:
            at = grammar.head_of(place.start, place.end)
            if (
                at is not None
                and grammar.tokens[at].head == node
                and introducer(grammar, at) in classes.place_prepositions
            ):
                return location_of(place)
    return None


def _evidence(candidate: Candidate) -> Span:
    sentence = candidate.sentence.grammar.sentence
    return span_of(candidate.sentence.layers.document.text, sentence.start, sentence.end)
