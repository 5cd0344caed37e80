"""What one mention of an act tells: who takes part, where, when, how many, on what condition.

The model gives each word a probability of taking part (`Language.acts`). Here these words become the actors (`sides`), places,
times and numbers (`act_figures`) of the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.grammar import Forest
from onrecord.reading.events.act_figures import ActFigures
from onrecord.reading.events.bounds import Bounds
from onrecord.reading.events.entries import Line, line_of
from onrecord.reading.events.evidence import Evidence
from onrecord.reading.events.phrases import Phrases, Taken, likeliest, odds_of, preposition_before
from onrecord.reading.events.rows import RowAct
from onrecord.reading.events.sides import Sides
from onrecord.types import (
    ActMention,
    Actor,
    ActorId,
    Attribution,
    EventTime,
    Figure,
    Place,
    Span,
    Time,
    span_of,
)

if TYPE_CHECKING:
    from onrecord.known import Words

NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True)
class Telling:
    """A mention of an act with everything that the words around it tell; `index` is its place in `Language.acts`.

    `row` is the act of the same type that a row of the lexicon finds there.
    """

    act: ActMention
    index: int
    type: str
    score: float
    actors: tuple[Taken[ActorId], ...] = ()
    recipients: tuple[Taken[ActorId], ...] = ()
    place: Taken[Place] | None = None
    time: Taken[EventTime] | None = None
    figures: tuple[Figure, ...] = ()
    condition: Span | None = None
    row: RowAct | None = None


class Teller:
    """Reads the mentions of one document."""

    def __init__(
        self,
        text: str,
        actors: Sequence[Actor],
        places: Sequence[Place],
        times: Sequence[Time],
        attributions: Sequence[Attribution],
        forest: Forest,
        words: Words,
    ) -> None:
        self._text, self._forest = text, forest
        self._classes = words.events.classes
        self._sides = Sides(actors, attributions, forest, words)
        self._figures = ActFigures(text, times, forest, words.numbers)
        self._places = Phrases.of([(p, p) for p in places], forest)
        self._times = Phrases.of([(t, t) for t in times], forest)
        self._lines = {tree.index: line for tree in forest.trees if (line := line_of(tree, times, places))}

    def telling(self, index: int, act: ActMention, evidence: Evidence = NO_EVIDENCE) -> Telling:
        """Return what a mention tells, by the model's odds and what rows say of it."""
        actors, recipients = self._sides.of(act, evidence)
        same, bounds = evidence.same, evidence.bounds
        return Telling(
            act=act,
            index=index,
            type=act.types[0].label,
            score=act.types[0].score,
            actors=actors,
            recipients=recipients,
            place=self._place(act, bounds),
            time=self._time(act, bounds.time) or _time_of(same) or self._time_of_line(act),
            figures=self._figures.of(act, bounds.figure),
            condition=self._condition(act, bounds.condition),
            row=same,
        )

    def _place(self, act: ActMention, bounds: Bounds) -> Taken[Place] | None:
        """Return where it is told to be: the likeliest place, else the ground that is acted on, else that of its line."""
        found = likeliest(self._places.taken(odds_of(act, "location"), bounds.location))
        if found is None and act.types[0].label in self._classes.ground_types:
            found = self._ground(act, bounds)
        line = self._line(act) if found is None else None
        if line is None or line.place is None:
            return found
        return Taken(line.place, line.place, 0.0, rule="place-of-the-line")

    def _ground(self, act: ActMention, bounds: Bounds) -> Taken[Place] | None:
        """Return the place that is acted on, or where who is acted on is: "a base in Iraq", "a village outside Jos"."""
        leading = self._classes.place_prepositions | self._classes.target_place_prepositions
        odds = odds_of(act, "recipient")
        ground = [
            t
            for t in self._places.taken(odds, bounds.recipient)
            if preposition_before(t.phrase, self._forest) in leading
        ]
        likely = {start for start, score in odds.items() if score >= bounds.recipient}
        ground = ground or [Taken(p.what, p.span, 0.0) for p in self._places.behind(likely)]
        ground = [t for t in ground if preposition_before(t.phrase, self._forest) in leading]
        found = likeliest(ground)
        return replace(found, rule="place-is-acted-on") if found is not None else None

    def _line(self, act: ActMention) -> Line | None:
        tree = self._forest.at(act.start)
        return self._lines.get(tree.index) if tree is not None else None

    def _time_of_line(self, act: ActMention) -> Taken[EventTime] | None:
        line = self._line(act)
        if line is None or act.start < line.time.end:
            return None
        when = EventTime(earliest=line.time.earliest, latest=line.time.latest, time=line.time.id)
        return Taken(when, line.time, 0.0, rule="time-of-the-line")

    def _time(self, act: ActMention, least: float) -> Taken[EventTime] | None:
        """Return when it is told to be: the likeliest phrase with a day, else the likeliest one."""
        taken = self._times.taken(odds_of(act, "time"), least)
        best = likeliest([t for t in taken if t.what.earliest or t.what.latest] or taken)
        if best is None:
            return None
        said = best.what
        when = EventTime(earliest=said.earliest, latest=said.latest, time=said.id)
        return Taken(when, best.phrase, best.score)

    def _condition(self, act: ActMention, least: float) -> Span | None:
        """Return the words on which the act depends, from the first likely one to the last of its sentence."""
        likely = [s for s, p in odds_of(act, "condition").items() if p >= least]
        tree = self._forest.at(likely[0]) if likely else None
        if tree is None:
            return None
        inside = [t for t in tree.tokens if t.start in likely and t.upos != "PUNCT"]
        return span_of(self._text, inside[0].start, inside[-1].end) if len(inside) > 1 else None


def _time_of(row: RowAct | None) -> Taken[EventTime] | None:
    """Return the time that a row finds, with its words and the rule that found them."""
    dated = row.dated if row is not None else None
    return Taken(dated.time, dated.phrase, 0.0, rule=dated.reason.rule) if dated is not None else None
