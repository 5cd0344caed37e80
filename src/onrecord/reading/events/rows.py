"""Acts that the rows of the lexicon find, with the participants that their patterns require.

triggers.py finds the words that name acts and decides the type of each act, with the frames of the dependency tree
(frames.py). participants.py and parties.py find the participants, where_when.py place and time. The acts are no events:
they are evidence beside the model (evidence.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.grammar import Forest, Tree
from onrecord.lexicon.events import EventWords
from onrecord.reading.events.frames import Clauses
from onrecord.reading.events.participants import ParticipantFinder, Participants
from onrecord.reading.events.parties import Parties
from onrecord.reading.events.topics import is_beside_public_life
from onrecord.reading.events.triggers import LIGHT, Act, Acts
from onrecord.reading.events.where_when import VISIT, Timed, find_location, find_time, times_by_head
from onrecord.types import (
    ActMention,
    Actor,
    ActorId,
    Document,
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


@dataclass(frozen=True, slots=True)
class RowAct:
    """An act that rows find: the words that name it, its type, who takes part, when, and the rows that decided.

    `words` are the offsets of all words that the patterns matched, `subjects` those of the words that are its subject.
    `rules` is set if the coding standard itself decides on these words, whatever the model sees in them.
    """

    trigger: Span
    type: str
    mode: str | None = None
    actors: tuple[ActorId, ...] = ()
    recipients: tuple[ActorId, ...] = ()
    dated: Timed | None = None
    basis: tuple[Reason, ...] = ()
    words: frozenset[int] = frozenset()
    subjects: frozenset[int] = frozenset()
    rules: bool = False

    def names(self, act: ActMention) -> bool:
        """Return whether the act is named by words of a mention."""
        if self.trigger.start < act.end and act.start < self.trigger.end:
            return True
        return any(act.start <= word < act.end for word in self.words)

    def is_of(self, act: ActMention) -> bool:
        """Return whether words of a mention are the subject."""
        return any(act.start <= word < act.end for word in self.subjects)


@dataclass(frozen=True, slots=True)
class RowActs:
    """The acts that rows find in a document, in text order, and what rows take for no act.

    `everyday` are the offsets of words that surely name no act ("a gas explosion"). `is_off_topic` is set for a report
    on sport or the arts.
    """

    acts: tuple[RowAct, ...] = ()
    everyday: frozenset[int] = frozenset()
    is_off_topic: bool = False

    def is_everyday(self, act: ActMention) -> bool:
        """Return whether a word of a mention surely names no act."""
        return any(act.start <= word < act.end for word in self.everyday)


def find_row_acts(
    document: Document,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    forest: Forest,
    known: Known,
    trees: Sequence[Tree] | None = None,
) -> RowActs:
    """Return the acts that the rows of the lexicon find; of two with the same words, the outer one.

    `trees` are the sentences that are searched: all, if none are given.
    """
    parties = Parties(actors, places, forest, known.words.events, known.world)
    times_in = forest.by_sentence(times)
    found: dict[tuple[int, int], RowAct] = {}
    everyday: set[int] = set()
    for tree in forest.trees if trees is None else trees:
        reader = _Reader(document, tree, parties, known)
        for act in reader.row_acts(times_in.get(tree.index, ())):
            found.setdefault((act.trigger.start, act.trigger.end), act)
        everyday.update(tree.tokens[i].start for i in reader.found.everyday())
    acts = tuple(found[words] for words in sorted(found))
    return RowActs(acts, frozenset(everyday), is_beside_public_life(forest, actors, known.words.events))


class _Reader:
    """Finds the acts of one sentence."""

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
        """Return the acts with the participants that they need, outer words first; a word belongs to one act."""
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

    def row_acts(self, times: Sequence[Time]) -> Iterator[RowAct]:
        """Yield the acts with their participants; `times` are those of the sentence."""
        timed = times_by_head(times, self.tree)
        for act, participants in self.acts():
            dated = find_time(act, self.clauses, timed, self.document.published.value)
            yield RowAct(
                trigger=self._trigger(act),
                type=act.type,
                mode=act.mode,
                actors=participants.actors,
                recipients=participants.recipients,
                dated=dated,
                basis=(
                    *(link.pattern.reason for link in act.chain),
                    *((act.row.reason,) if act.row else ()),
                    *participants.reasons,
                    *((dated.reason,) if dated else ()),
                ),
                words=self._starts({p for link in act.chain for p in (link.position, *link.matched)}),
                subjects=self._starts(self.clauses.subject(act.core.position)),
                rules=any(link.pattern.rules for link in act.chain),
            )

    def _starts(self, positions: Iterable[int]) -> frozenset[int]:
        return frozenset(self.tree.tokens[p].start for p in positions)

    # ---- which acts are kept ---------------------------------------------------------------

    def _is_event(self, act: Act, who: Participants) -> bool:
        """Return whether an act has the participants that its words require."""
        if self.found.is_off_topic and not (self._is_political(who) and who.actors and who.recipients):
            return False
        needs = act.core.pattern.needs if act.chain[0].pattern.type is None else act.chain[0].pattern.needs
        check = NEEDS.get(needs)
        if check is not None:
            return check(self, act, who)
        return self._is_political(who) and POLITICAL_NEEDS[needs](self, act, who)

    def _is_political(self, who: Participants) -> bool:
        return any(map(self.parties.is_political, who.all))

    def _has_somebody(self, _act: Act, who: Participants) -> bool:
        return bool(who.all)

    def _has_two(self, _act: Act, who: Participants) -> bool:
        return len(who.all) > 1

    def _has_place(self, act: Act, who: Participants) -> bool:
        return bool(who.all) or self._location(act) is not None

    def _has_recipient(self, _act: Act, who: Participants) -> bool:
        """Accept a recipient who has a country, who is political, or to whom somebody does it."""
        placed = any(self.parties.country(r) for r in who.recipients)
        return bool(who.recipients) and (placed or bool(who.actors) or self._is_political(who))

    def _has_patient(self, act: Act, who: Participants) -> bool:
        return bool(who.recipients) or self._has_victim(act)

    def _has_victim(self, act: Act) -> bool:
        """Accept "the journalist's killing" if another participant is political, even if the journalist is not an actor."""
        frame = self.clauses.frame(act.core.position)
        victims = [u for v in [*frame.poss, *frame.obl.get("of", ())] for u in self.clauses.unpack(v)]
        human = self.words.classes.actor_nouns
        named = any(self.clauses.lemmas[v] in human for v in victims)
        return named and self.parties.has_power(self.tree)

    def _is_deal(self, act: Act, who: Participants) -> bool:
        """Accept two sides, or unambiguous words: "no accords were reached" needs no participant."""
        is_plain = len(act.chain) > 1 or bool(act.core.pattern.elements)
        if not who.all:
            return is_plain and self.parties.has_power(self.tree)
        return self._is_political(who) and (is_plain or len(who.all) > 1)

    def _is_named(self, act: Act, who: Participants) -> bool:
        """Accept a participant named with the noun; of a journey, only that of an official."""
        return who.is_named and (act.mode != VISIT or any(map(self.parties.is_official, who.actors)))

    def _has_no_other_object(self, act: Act, _who: Participants) -> bool:
        """Accept an act without an object; an object must be an actor."""
        objects = self.clauses.frame(act.head).obj
        return not objects or bool(self.parties.of(self.tree, objects))

    def _has_guest(self, act: Act, who: Participants) -> bool:
        objects = self.clauses.frame(act.head).obj
        return bool(who.actors) and bool(self.parties.of(self.tree, objects))

    def _has_taken(self, act: Act, who: Participants) -> bool:
        """Accept an object that is a place, or an actor if somebody else acts."""
        objects = self.clauses.frame(act.head).obj
        if self.parties.of(self.tree, objects):
            return bool(who.actors)
        return any(self.parties.place(self.tree, o) for o in objects)

    def _is_abroad(self, act: Act, who: Participants) -> bool:
        if not any(self.parties.is_official(a) for a in who.actors):
            return False  # families, refugees and teams travel too
        homes = {self.parties.country(a) for a in who.actors}
        if any(self.parties.country(r) not in homes for r in who.recipients):
            return True
        location = self._location(act)
        return location is not None and location.country is not None and location.country not in homes

    def _location(self, act: Act) -> Place | None:
        return find_location(act, self.clauses, self.parties, self.words)

    # ---- spans ---------------------------------------------------------------------------

    def _trigger(self, act: Act) -> Span:
        """Return the words that name the act, or only the head word if other words are between them."""
        own = act.chain[:1] if act.kept else act.chain
        kept = [link for link in own if link.pattern.attitude not in TENSE_ONLY or link is own[-1]]
        words = sorted({p for link in kept for p in (link.position, *link.matched)})
        positions = range(words[0], words[-1] + 1)
        if not self._is_together(positions, words):
            head = kept[0] if kept[0].pattern.attitude != LIGHT else act.core
            words = sorted([head.position, *(p for p in head.matched if abs(p - head.position) == 1)])
        start, end = self.tree.extent(words)
        return span_of(self.document.text, start, end)

    def _is_together(self, positions: Sequence[int], words: Sequence[int]) -> bool:
        """Return whether the words from the first to the last one are few, and those between are fillers."""
        tokens = [self.tree.tokens[p] for p in positions]
        spoken = sum(token.upos != "PUNCT" for token in tokens)
        between = [self.tree.tokens[p] for p in positions if p not in words]
        return spoken <= MAX_TRIGGER_WORDS and all(map(_is_filler, between))


def _is_filler(token: Token) -> bool:
    return token.upos in TRIGGER_FILLERS or (token.upos == "PRON" and token.deprel == "nmod:poss")


# What must be filled (column `needs` of events.tsv): by whoever takes part, and where one of them must be political
Check = Callable[[_Reader, Act, Participants], bool]
NEEDS: Mapping[str, Check] = {
    "any": _Reader._has_somebody,
    FORCE: _Reader._has_somebody,
    "place": _Reader._has_place,
    "recip": _Reader._has_recipient,
    "patient": _Reader._has_patient,
    "deal": _Reader._is_deal,
}
POLITICAL_NEEDS: Mapping[str, Check] = {
    "pol": _Reader._has_somebody,
    JOINT: _Reader._has_somebody,
    "both": _Reader._has_two,
    "role": _Reader._is_named,
    "obj?": _Reader._has_no_other_object,
    "guest": _Reader._has_guest,
    "taken": _Reader._has_taken,
    "abroad": _Reader._is_abroad,
}
