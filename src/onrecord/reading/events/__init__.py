"""Events: who did what to whom, where and when, how many, under which type.

    tellings   what one mention of an act tells: participants, place, time, figures, condition
    phrases    phrases of the document whose words take part; sides: who is on which side; act_figures: how many
    joining    which mentions are one event
    bounds     from which probability something is taken
    entries    lines with a day and a place at their head
    figures    the bounds of number phrases; counted: whether a number counts votes (what others count, the model says)
    voices     on whose word an event is told
    rows       acts that the patterns of the lexicon find; evidence: how they move the model's odds

The model marks the words that may name an act (`Language.acts`). A mention whose type is sure enough becomes an
event, or joins the one that it repeats. Status, certainty and condition are decided in `certainty`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any, TypeVar

from onrecord.grammar import Forest, Tree
from onrecord.reading.events.bounds import BOUNDS, Bounds
from onrecord.reading.events.clause import clause_around
from onrecord.reading.events.evidence import weighed
from onrecord.reading.events.joining import join
from onrecord.reading.events.phrases import Taken
from onrecord.reading.events.rows import RowActs, find_row_acts
from onrecord.reading.events.tellings import Teller, Telling
from onrecord.reading.events.voices import voice_of
from onrecord.reading.ids import content_id
from onrecord.types import (
    ActMention,
    Actor,
    ActorId,
    Attribution,
    Document,
    Event,
    EventId,
    EventTime,
    Figure,
    Found,
    Language,
    Note,
    Place,
    Reason,
    Span,
    Time,
    location_of,
    span_of,
)

if TYPE_CHECKING:
    from onrecord.known import Known

SURE_MODE = 0.8  # probability from which the model's mode holds against that of a row
A_SIDE_TOLD = 0.5  # for the main mention: what a named side is worth, in probability of its type
SHOWN_LEFT_OUT = 5  # acts that the note on those left out quotes

T = TypeVar("T")


def find_events(
    document: Document,
    language: Language,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    forest: Forest,
    known: Known,
) -> Found[Event]:
    """Return the events of a document in text order; `certainty` sets `status`, `certainty` and `plover` later."""
    ready = prepare(document, language, actors, places, times, attributions, forest, known)
    return assemble(ready, BOUNDS)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the events of a document are made from, whatever the bounds."""

    document: Document
    acts: Sequence[ActMention]
    rows: RowActs
    teller: Teller
    attributions: Sequence[Attribution]
    forest: Forest
    known: Known


def prepare(
    document: Document,
    language: Language,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    forest: Forest,
    known: Known,
) -> Prepared:
    """Find the phrases and the acts of the rows of a document."""
    # what rows say of other sentences is no evidence on any act of the model
    trees = list(_sentences_with(language.acts, forest))
    rows = find_row_acts(document, actors, places, times, forest, known, trees)
    teller = Teller(document.text, actors, places, times, attributions, forest, known.words)
    return Prepared(document, language.acts, rows, teller, attributions, forest, known)


def _sentences_with(acts: Sequence[ActMention], forest: Forest) -> Iterator[Tree]:
    """Yield the sentences in which acts are named, in text order."""
    named = [False] * len(forest.trees)
    for act in acts:
        first, last = forest.at(act.start), forest.at(act.end - 1)
        if first is not None and last is not None:
            for number in range(first.index, last.index + 1):
                named[number] = True
    return compress(forest.trees, named)


def assemble(ready: Prepared, bounds: Bounds) -> Found[Event]:
    """Return the events of a document, with a note on the acts that became no event."""
    acts = [(n, act) for n, act in enumerate(ready.acts) if not ready.rows.is_everyday(act)]
    likely = [(n, act) for n, act in acts if act.types[0].score >= bounds.likely]
    tellings = [ready.teller.telling(n, *weighed(act, ready.rows, bounds)) for n, act in likely]
    joined = join(tellings, bounds)
    shown = [one for one in joined if max(telling.score for telling in one) >= bounds.sure]
    maker = _Maker(ready, bounds)
    events = sorted(map(maker.event, shown), key=lambda e: (e.trigger.start, e.trigger.end))
    told = {telling.index for one in shown for telling in one}
    left_out = [act for n, act in enumerate(ready.acts) if n not in told]
    return Found(tuple(events), tuple(_note_on(left_out, bounds)))


def _note_on(left_out: Sequence[ActMention], bounds: Bounds) -> Iterator[Note]:
    """Yield a note on the acts that were considered and not shown, the likeliest quoted; none if there are none."""
    if left_out:
        likeliest = sorted(left_out, key=lambda act: -act.types[0].score)[:SHOWN_LEFT_OUT]
        quoted = ", ".join(f"“{a.text}” ({a.types[0].label} {a.types[0].score:.2f})" for a in likeliest)
        yield Note(
            code="acts-left-out",
            message=f"Acts considered and left out: {len(left_out)}, among them {quoted}. These probabilities are the model's "
            f"alone: the words around an act and the topic of the report change them, and an event needs {bounds.sure:.2f}.",
        )


class _Maker:
    """Makes the events of one document from what their mentions tell."""

    def __init__(self, ready: Prepared, bounds: Bounds) -> None:
        self.document = ready.document
        self.attributions = ready.attributions
        self.forest = ready.forest
        self.known = ready.known
        self.bounds = bounds

    def event(self, tellings: Sequence[Telling]) -> Event:
        """Return the event of mentions that are one; who took part is what most of them tell."""
        main = main_telling(tellings)
        type_ = likeliest_type(tellings)
        order = [main, *(telling for telling in tellings if telling is not main)]
        actors = agreed_side(order, lambda t: t.actors, self.bounds.main)
        recipients = _without(agreed_side(order, lambda t: t.recipients, self.bounds.main), actors)
        place, time = _first(order, lambda t: t.place), _first(order, lambda t: t.time)
        voice = voice_of(order, self.attributions, self.forest, self.known.words.status, self.bounds)
        evidence = [self._clause(t.act) for t in tellings]
        contexts = self._contexts(evidence)
        mode = self._mode(main, type_)
        cameo = self.known.ontology.cameo_of(type_, mode, contexts)
        trigger = _bare(main.act)
        return Event(
            id=EventId(content_id("e", self.document.id, trigger.start, trigger.end)),
            type=type_,
            mode=mode,
            contexts=contexts,
            cameo=cameo.code if cameo else None,
            trigger=trigger,
            mentions=tuple(sorted((_bare(t.act) for t in tellings), key=lambda s: (s.start, s.end))),
            actors=tuple(taken.what for taken in actors),
            recipients=tuple(taken.what for taken in recipients),
            location=location_of(place.what) if place else None,
            time=time.what if time else None,
            figures=_figures(order),
            condition=_first(order, lambda t: t.condition),
            within=voice.id if voice else None,
            evidence=tuple(dict.fromkeys(sorted(evidence, key=lambda s: (s.start, s.end)))),
            basis=tuple(_reasons(tellings, main, actors, recipients, place, time, voice)),
        )

    def _mode(self, telling: Telling, type_: str) -> str | None:
        """Return the likeliest mode if it is one of the type."""
        row = self.known.ontology.types.get(type_)
        by_row = telling.row.mode if telling.row is not None and telling.row.type == type_ else None
        likeliest = telling.act.modes[0]
        modes = (likeliest.label, by_row) if likeliest.score >= SURE_MODE else (by_row, likeliest.label)
        return next((mode for mode in modes if row is not None and mode in row.modes), None)

    def _clause(self, act: ActMention) -> Span:
        """Return the clause of a mention: its evidence."""
        placed = self.forest.head_in(act.start, act.end)
        if placed is None:
            return _bare(act)
        start, end = placed[0].extent(clause_around(*placed))
        return span_of(self.document.text, min(start, act.start), max(end, act.end))

    def _contexts(self, evidence: Iterable[Span]) -> tuple[str, ...]:
        """Return the contexts that the words of the clauses show."""
        words = self.known.words.events
        tokens = (
            tree.tokens[i]
            for span in evidence
            if (tree := self.forest.at(span.start)) is not None
            for i in tree.starting(span.start, span.end)
        )
        return tuple(dict.fromkeys(c for t in tokens for c in words.contexts.get(words.lemma(t), ())))


def main_telling(tellings: Sequence[Telling]) -> Telling:
    """Return the mention that tells most of who did it to whom and is the surest, of equal ones the first."""
    return max(
        tellings,
        key=lambda t: (A_SIDE_TOLD * (bool(t.actors) + bool(t.recipients)) + t.score, -t.act.start),
    )


def likeliest_type(tellings: Sequence[Telling]) -> str:
    """Return the type with the highest sum of probabilities over the mentions."""
    odds: defaultdict[str, float] = defaultdict(float)
    for telling in tellings:
        for option in telling.act.types:
            odds[option.label] += option.score
    return max(odds, key=lambda label: (odds[label], label))


def _first(order: Iterable[Telling], part: Callable[[Telling], T]) -> T | None:
    """Return a part of the first telling that has it."""
    return next((found for telling in order if (found := part(telling))), None)


def agreed_side(
    order: Sequence[Telling], side: Callable[[Telling], tuple[Taken[ActorId], ...]], main: float
) -> tuple[Taken[ActorId], ...]:
    """Return the parties that one mention names on a side: of the mention whose parties have most support on average.

    Each mention supports the parties that it names, by its own probability times theirs. `order` begins with the main
    mention, whose parties get `main` in addition; of equal ones the first holds.
    """
    named = [(telling, parties) for telling in order if (parties := side(telling))]
    support: defaultdict[ActorId, float] = defaultdict(float)
    for telling, parties in named:
        for taken in parties:
            support[taken.what] += telling.score * taken.score

    def agreed(choice: tuple[Telling, tuple[Taken[ActorId], ...]]) -> float:
        telling, parties = choice
        own = main if telling is order[0] else 0.0
        return own + sum(support[taken.what] for taken in parties) / len(parties)

    return max(named, key=agreed)[1] if named else ()


def _without(
    recipients: Sequence[Taken[ActorId]], actors: Sequence[Taken[ActorId]]
) -> tuple[Taken[ActorId], ...]:
    acting = {taken.what for taken in actors}
    return tuple(taken for taken in recipients if taken.what not in acting)


def _figures(order: Sequence[Telling]) -> tuple[Figure, ...]:
    """Return the figures of all mentions, of each kind those of the first mention that has some."""
    found: list[Figure] = []
    for telling in order:
        kinds = {figure.what for figure in found}
        found += [figure for figure in telling.figures if figure.what not in kinds]
    return tuple(sorted(found, key=lambda figure: figure.span.start))


def _reasons(
    tellings: Sequence[Telling],
    main: Telling,
    actors: Sequence[Taken[ActorId]],
    recipients: Sequence[Taken[ActorId]],
    place: Taken[Place] | None,
    time: Taken[EventTime] | None,
    voice: Attribution | None,
) -> Iterator[Reason]:
    """Yield why: the type and its runner-up, each participant, place and time, the mentions, the voice."""
    first, *others = main.act.types
    yield Reason(rule="act-by-model", words=main.act.text, score=first.score)
    yield from (Reason(rule="next-type-by-model", words=o.label, score=o.score) for o in others[:1])
    yield from (reason for reason in (main.row.basis if main.row else ()) if reason.table is not None)
    yield from (Reason(rule="actor-by-model", words=t.phrase.text, score=round(t.score, 3)) for t in actors)
    yield from (
        Reason(rule="recipient-by-model", words=t.phrase.text, score=round(t.score, 3)) for t in recipients
    )
    if place is not None:
        yield _reason(place, "place-by-model")
    if time is not None:
        yield _reason(time, "time-by-model")
    for telling in tellings:
        if telling is not main:
            yield Reason(rule="also-told-as", words=telling.act.text)
    if voice is not None:
        named = voice.source or voice.cue
        yield Reason(rule="stands-in-what-is-said", words=named.text if named else None)


def _reason(taken: Taken[Any], by_model: str) -> Reason:
    """Return why something takes part: a rule, or the model."""
    if taken.rule is not None:
        return Reason(rule=taken.rule, words=taken.phrase.text)
    return Reason(rule=by_model, words=taken.phrase.text, score=round(taken.score, 3))


def _bare(span: Span) -> Span:
    return Span(start=span.start, end=span.end, text=span.text)
