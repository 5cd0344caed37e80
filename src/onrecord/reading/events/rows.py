"""Acts that the rows of the lexicon find, with the participants that their patterns require.

triggers.py finds the words that name acts and decides the type of each act, with the frames of the dependency tree
(frames.py). participants.py and parties.py find the participants, where_when.py place and time, and earlier.py what an
act takes from earlier acts. The acts are evidence beside the model (evidence.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.grammar import Forest, Tree
from onrecord.lexicon.events import EventWords
from onrecord.reading.events.clause import clause_around
from onrecord.reading.events.earlier import VISIT, Pointers, complete, pointers_of
from onrecord.reading.events.frames import Clauses
from onrecord.reading.events.participants import ParticipantFinder, Participants
from onrecord.reading.events.parties import Parties
from onrecord.reading.events.triggers import LIGHT, Act, Acts
from onrecord.reading.events.where_when import Located, find_location, find_time, times_by_head
from onrecord.reading.ids import content_id
from onrecord.types import (
    Actor,
    Attribution,
    Document,
    Event,
    EventId,
    Location,
    Place,
    Reason,
    Span,
    Time,
    Token,
    span_of,
)

if TYPE_CHECKING:
    from onrecord.known import Known

MAX_TRIGGER_WORDS = 6  # the limit in the record; for a longer trigger, only the head word is used
TRIGGER_FILLERS = (
    "DET",
    "ADJ",
    "ADP",
    "ADV",
    "NUM",
    "NOUN",
    "PART",
    "PUNCT",
)  # allowed between the words of a trigger
FORCE, VERBAL = "force", "verbal"  # a requirement of patterns; the rule if the actors are unarmed
JOINT, ALONE = "joint", "alone"  # a requirement of patterns; the rule for one side without the other
TENSE_ONLY = ("plan", "aspect", "cause", "undergo")  # light verbs: they carry tense, not the event type


def row_events(
    document: Document,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    forest: Forest,
    known: Known,
) -> list[Event]:
    """Return the acts that the rows of the lexicon find, in text order."""
    parties = Parties(actors, places, forest, known.words.events, known.world)
    times_in: dict[int, list[Time]] = {}
    for time in times:
        tree = forest.at(time.start)
        if tree is not None:
            times_in.setdefault(tree.index, []).append(time)
    found: list[tuple[Event, Pointers]] = []
    for tree in forest.trees:
        reader = _Reader(document, tree, parties, known)
        timed = times_by_head(times_in.get(tree.index, ()), tree)
        found += (
            (reader.event(act, participants, timed, attributions), reader.pointers(act))
            for act, participants in reader.acts()
        )
    found.sort(key=lambda pair: (pair[0].trigger.start, pair[0].trigger.end))
    today = document.published.value or document.published.latest
    once: dict[EventId, Event] = {}
    # an attitude and its act can have the same words: keep the outer one
    for event in complete(found, parties, today):
        once.setdefault(event.id, event)
    return list(once.values())


class _Reader:
    """Finds the events of one sentence."""

    def __init__(self, document: Document, tree: Tree, parties: Parties, known: Known) -> None:
        self.document = document
        self.tree = tree
        self.parties = parties
        self.known = known
        self.words: EventWords = known.words.events
        self.clauses = Clauses(tree, known.words.events)
        self.found = Acts(self.clauses, known.words.events)
        self.finder = ParticipantFinder(self.clauses, parties, known.words.events)

    def acts(self) -> list[tuple[Act, Participants]]:
        """Return the acts that become events, outer words first; a word belongs to one event."""
        taken: set[int] = set()
        kept: list[tuple[Act, Participants]] = []
        for head in self.found.heads():
            act = self.found.at(head)
            if act is None or head in taken or self.parties.in_name(self.tree.tokens[head].start):
                continue
            participants = self.finder.participants(act)
            act = self._recoded(act, participants)
            if not self._is_event(act, participants):
                continue
            kept.append((act, participants))
            taken.add(head)
            if not act.kept:
                taken.update(link.position for link in act.chain)
                taken.update(m for link in act.chain for m in link.matched if link.pattern.type is not None)
        return kept

    def _recoded(self, act: Act, participants: Participants) -> Act:
        """Change the type of an act if its actors require it.

        An attack by a politician is verbal; an exercise of only one side is a show of force.
        """
        needs = act.core.pattern.needs
        rule = None
        if needs == FORCE and any(self.parties.is_unarmed(a) for a in participants.actors):
            rule = VERBAL
        elif needs == JOINT and len(participants.all) == 1:
            rule = ALONE
        row = self.words.composition(rule, act.type, act.mode) if rule else None
        return replace(act, type=row.type, mode=row.mode, row=row) if row is not None else act

    def event(
        self,
        act: Act,
        participants: Participants,
        times: Sequence[tuple[int, Time]],
        attributions: Sequence[Attribution],
    ) -> Event:
        """Return the event of an act with its participants."""
        trigger = self._trigger(act)
        evidence, contexts = self._evidence(act)
        located, timed = (
            self._located(act),
            find_time(act, self.clauses, times, self.document.published.value),
        )
        holder = _within(trigger, attributions)
        cameo = self.known.ontology.cameo_of(act.type, act.mode, contexts)
        return Event(
            id=EventId(content_id("e", self.document.id, trigger.start, trigger.end)),
            type=act.type,
            mode=act.mode,
            contexts=contexts,
            cameo=cameo.code if cameo else None,
            trigger=trigger,
            mentions=(trigger,),
            actors=participants.actors,
            recipients=participants.recipients,
            location=located.location if located else None,
            time=timed.time if timed else None,
            within=holder.id if holder else None,
            evidence=(evidence,),
            basis=(
                *(link.pattern.reason for link in act.chain),
                *((act.row.reason,) if act.row else ()),
                *participants.reasons,
                *(found.reason for found in (located, timed) if found),
                *((_said_in(holder),) if holder else ()),
            ),
        )

    def pointers(self, act: Act) -> Pointers:
        """Return what the words of an act refer to in earlier acts."""
        return pointers_of(act, self.clauses, self.parties, self.words)

    # ---- which acts become events ----------------------------------------------------------

    def _is_event(self, act: Act, participants: Participants) -> bool:
        """Return whether an act has the participants that its words require."""
        political = [a for a in participants.all if self.parties.is_political(a)]
        if self.found.is_off_topic and not (political and participants.actors and participants.recipients):
            return False
        needs = act.core.pattern.needs if act.chain[0].pattern.type is None else act.chain[0].pattern.needs
        return self._is_filled(needs, act, participants, political)

    def _is_filled(
        self, needs: str, act: Act, participants: Participants, political: Sequence[object]
    ) -> bool:
        if needs in ("any", FORCE):
            return bool(participants.all)
        if needs == "place":
            return bool(participants.all) or self._location(act) is not None
        if needs == "recip":
            placed = any(self.parties.country(r) for r in participants.recipients)
            return bool(participants.recipients) and (placed or bool(political or participants.actors))
        if needs == "patient":
            return bool(participants.recipients) or self._has_victim(act)
        if needs == "deal":
            return self._is_deal(act, participants, bool(political))
        return bool(political) and self._has_sides(needs, act, participants)

    def _has_sides(self, needs: str, act: Act, participants: Participants) -> bool:
        """Check the requirements of acts that need a political participant to become events."""
        if needs in ("both", "sides"):
            return len(participants.all) > 1
        if needs == "role":
            travels = act.mode == VISIT
            return participants.is_named and (
                not travels or any(map(self.parties.is_official, participants.actors))
            )
        if needs in ("obj?", "guest", "taken"):
            return self._has_object(needs, act, participants)
        return self._is_abroad(act, participants) if needs == "abroad" else bool(participants.all)

    def _has_object(self, needs: str, act: Act, participants: Participants) -> bool:
        """Check that the object, which "obj?" may lack, is an actor, or a place that is "taken"."""
        objects = self.clauses.frame(act.head).obj
        if needs == "obj?" and not objects:
            return True
        if self.parties.of(self.tree, objects):
            return needs == "obj?" or bool(participants.actors)
        return needs == "taken" and any(self.parties.place(self.tree, o) for o in objects)

    def _has_victim(self, act: Act) -> bool:
        """Accept "the journalist's killing" if another participant is political, even if the journalist is not an actor."""
        frame = self.clauses.frame(act.core.position)
        victims = [u for v in [*frame.poss, *frame.obl.get("of", ())] for u in self.clauses.unpack(v)]
        human = self.words.classes.actor_nouns
        named = any(self.words.lemma(self.tree.tokens[v]) in human for v in victims)
        return named and self.parties.has_power(self.tree)

    def _is_deal(self, act: Act, participants: Participants, political: bool) -> bool:
        """Accept two sides, or unambiguous words: "no accords were reached" needs no participant."""
        is_plain = len(act.chain) > 1 or bool(act.core.pattern.elements)
        if not participants.all:
            return is_plain and self.parties.has_power(self.tree)
        return political and (is_plain or len(participants.all) > 1)

    def _is_abroad(self, act: Act, participants: Participants) -> bool:
        if not any(self.parties.is_official(a) for a in participants.actors):
            return False  # families, refugees and teams travel too
        homes = {self.parties.country(a) for a in participants.actors}
        if any(self.parties.country(r) not in homes for r in participants.recipients):
            return True
        location = self._location(act)
        return location is not None and location.country is not None and location.country not in homes

    def _location(self, act: Act) -> Location | None:
        located = self._located(act)
        return located.location if located else None

    def _located(self, act: Act) -> Located | None:
        return find_location(act, self.clauses, self.parties, self.words)

    # ---- spans ---------------------------------------------------------------------------

    def _trigger(self, act: Act) -> Span:
        """Return the words that name the act, or only the head word if other words are between them."""
        own = act.chain[:1] if act.kept else act.chain
        kept = [link for link in own if link.pattern.attitude not in TENSE_ONLY or link is own[-1]]
        words = sorted({p for link in kept for p in (link.position, *link.matched)})
        positions = range(words[0], words[-1] + 1)
        fillers = [self.tree.tokens[p] for p in positions if p not in words]
        spoken = [p for p in positions if self.tree.tokens[p].upos != "PUNCT"]
        if len(spoken) > MAX_TRIGGER_WORDS or not all(map(_is_filler, fillers)):
            head = kept[0] if kept[0].pattern.attitude != LIGHT else act.core
            close = [p for p in head.matched if abs(p - head.position) == 1]
            words = sorted([head.position, *close])
        start, end = self.tree.extent(words)
        return span_of(self.document.text, start, end)

    def _evidence(self, act: Act) -> tuple[Span, tuple[str, ...]]:
        """Return the clause of the act, and the contexts that its words give."""
        clause = clause_around(self.tree, act.head)
        shown = [
            c for i in clause for c in self.words.contexts.get(self.words.lemma(self.tree.tokens[i]), ())
        ]
        start, end = self.tree.extent(clause)
        return span_of(self.document.text, start, end), tuple(dict.fromkeys((*act.contexts, *shown)))


def _is_filler(token: Token) -> bool:
    return token.upos in TRIGGER_FILLERS or (token.upos == "PRON" and token.deprel == "nmod:poss")


def _within(trigger: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    """Return the innermost attribution whose content holds the trigger's first word."""
    best: tuple[int, Attribution] | None = None
    for attribution in attributions:
        for content in attribution.content:
            if content.start <= trigger.start < content.end:
                size = content.end - content.start
                if best is None or size < best[0]:
                    best = (size, attribution)
    return best[1] if best else None


def _said_in(attribution: Attribution) -> Reason:
    """Return the reason for `within`: the words that signal the attribution."""
    signal = attribution.cue or attribution.source
    return Reason(rule="stands-in-what-is-said", words=signal.text if signal else None)
