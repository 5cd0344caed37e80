"""Actors and recipients of an act: from the arguments of a chain of words to actor ids.

The actor is an argument of the outermost word (its subject, or the possessor of a noun). The recipient
is where the patterns of the chain say, from the outer word to the inner one; then, for an attitude, the
actor of the inner act ("rejected Iran's offer"); last, any actor inside the content of the act ("praised
the German government's decision"). In meetings, agreements and clashes the same actors are both.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Tree
from onrecord.lexicon.events import EVENTS, EventWords
from onrecord.lexicon.tables import row_reason
from onrecord.reading.events.frames import ASKING, Clauses, Frame
from onrecord.reading.events.parties import Parties
from onrecord.reading.events.triggers import Act, Link
from onrecord.types import ActorId, Reason

MUST = "must"  # the attitude of "must" and "should" about another actor in reported speech
OBJECT = "obj"
OBJECT_PLACES = frozenset({"obj", "iobj"})
GATHERING = "CONSULT"  # the type of meetings: people who come take part
SPEECH_CLAUSES = ("ccomp", "parataxis")
MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
AGREEING = "agree"
# "demanded that Iran leave": the recipient is the subject of the governed clause
RECIPIENT_IN_CLAUSE = ("accuse", "demand", "refuse")
BLAMING = ("accuse", "deny")  # attitudes to an act of another actor
DENYING = "deny"  # the attitude of a denial: the recipient is not the actor of the denied act
NOUN_POS = ("NOUN", "PROPN", "PRON", "NUM")
CONDITIONAL_TYPES = ("THREATEN", "SANCTION", "COERCE", "ASSAULT", "REQUEST")
STATED_SOURCES = 3  # the first sources of recipients read explicit words; the others infer
PLACE_RULES = {  # an argument of a pattern → the rule by which its actors are the recipient
    "obj": "recipient-is-object",
    "iobj": "recipient-is-indirect-object",
    "subj": "recipient-is-subject",
}
IN_CONDITION = "recipient-must-meet-the-condition"
DEEP_LEVELS = 2  # depth of nested noun phrases that are searched


@dataclass(frozen=True, slots=True)
class Filled:
    """The actors in a role, each with the words that refer to it, and the rule that found them.

    `line` is that of the row of events.tsv that names the argument, or 0.
    """

    found: tuple[tuple[ActorId, str], ...] = ()
    rule: str = ""
    line: int = 0

    def __bool__(self) -> bool:
        """Whether an actor was found."""
        return bool(self.found)

    @property
    def actors(self) -> tuple[ActorId, ...]:
        """The ids of the actors, each once."""
        return tuple(dict.fromkeys(actor for actor, _ in self.found))

    def without(self, actors: Container[ActorId]) -> Filled:
        """Return the same without some actors."""
        kept = tuple(f for f in self.found if f[0] not in actors)
        return self if kept == self.found else replace(self, found=kept)

    def by(self, rule: str) -> Filled:
        """Return the same with another rule."""
        return replace(self, rule=rule)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return the reasons for the role; none if it is empty."""
        words = ", ".join(dict.fromkeys(words for _, words in self.found))
        return (row_reason(EVENTS, self.line, rule=self.rule, words=words),) if self.found else ()


NOBODY = Filled()


@dataclass(frozen=True, slots=True)
class Participants:
    """The participants of an act. `is_named`: one of them is an argument of the act's own words."""

    actors: tuple[ActorId, ...] = ()
    recipients: tuple[ActorId, ...] = ()
    is_named: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def all(self) -> tuple[ActorId, ...]:
        """All participants, each once."""
        return tuple(dict.fromkeys(self.actors + self.recipients))


class ParticipantFinder:
    """Finds the participants of one sentence's acts."""

    def __init__(self, clauses: Clauses, parties: Parties, words: EventWords) -> None:
        self.clauses = clauses
        self.tree: Tree = clauses.tree
        self.parties = parties
        self.words = words

    def participants(self, act: Act) -> Participants:
        """Return the participants of `act`."""
        between = self._between(act)
        if between:
            return Participants(between.actors, between.actors, is_named=True, reasons=between.reasons)
        doers, named = self._actors(act)
        actors = doers.actors
        others, stated = self._recipients(act, actors)
        if not (others and stated) and len(actors) > 1 and self._is_reciprocal(act):
            mutual = doers.by("recipients-are-the-actors")
            return Participants(actors, actors, is_named=True, reasons=(*doers.reasons, *mutual.reasons))
        reasons = (*doers.reasons, *others.reasons)
        return Participants(actors, others.actors, is_named=named or stated, reasons=reasons)

    def _filled(self, positions: Iterable[int], *, rule: str, line: int = 0) -> Filled:
        """Return the actors that the words at `positions` refer to."""
        found = ((self.parties.at(self.tree, i), i) for i in positions)
        return Filled(
            tuple((a, self.parties.called(self.tree, i)) for a, i in found if a is not None), rule, line
        )

    # ---- actors --------------------------------------------------------------------------

    def _actors(self, act: Act) -> tuple[Filled, bool]:
        """Return the actors, and whether they are arguments of the act and not of its governor."""
        for n, link in enumerate(act.chain):
            if link.pattern.attitude in ("cause", "undergo"):
                continue
            found = self._actors_of(link)
            if found:
                return found, True
            if n == 0 and link.pattern.type is not None and self._is_verb(link.position):
                break  # the subject of the outer verb is not known; that of the inner one is another actor
        occasion = self.clauses.occasion(act.head) if act.type == GATHERING else None
        if occasion is None:
            return NOBODY, False
        return self._subject(occasion).by("actor-is-subject-of-the-occasion"), False

    def _actors_of(self, link: Link) -> Filled:
        i = link.position
        if link.pattern.attitude == MUST:
            return self._speaker(i)
        if self._is_verb(i):
            return self._subject(i) or self._passive_subject(link)
        frame = self.clauses.frame(i)
        found = NOBODY
        for preposition in sorted(self.words.classes.holder_prepositions):  # "by" first
            if preposition not in link.pattern.recipients:
                found = found or self._filled(frame.obl.get(preposition, ()), rule="actor-is-by-phrase")
        if link.pattern.needs == "patient":
            return found or self._nations(frame)
        found = found or self._filled(frame.poss, rule="actor-is-possessor") or self._modifiers(frame)
        if not found and "of" not in link.pattern.recipients:
            found = self._filled(frame.obl.get("of", ()), rule="actor-is-of-phrase")
        return found

    def _subject(self, i: int) -> Filled:
        subjects = self.clauses.subject(i)
        unpacked = [u for s in subjects for u in self.clauses.unpack(s)]
        found = self._with_neighbours(unpacked, rule="actor-is-subject")
        if found or (subjects and self.tree.tokens[subjects[0]].upos != "PRON"):
            return found
        if any(self.tree.tokens[c].deprel == "nsubj:pass" for c in self.tree.children[i]):
            return NOBODY  # who reports "a warship was deployed" did not deploy it
        return self._speaker(i)  # parsers often take "it" for an expletive and give the verb no subject

    def _passive_subject(self, link: Link) -> Filled:
        """Read "are engaged in", "is opposed to": a passive form whose pattern takes no object is not a passive."""
        frame = self.clauses.frame(link.position)
        takes_object = any(e.relation == "obj" for e in link.pattern.elements)
        if (
            not frame.is_passive
            or frame.subj
            or takes_object
            or not OBJECT_PLACES.isdisjoint(link.pattern.recipients)
        ):
            return NOBODY
        return self._with_neighbours(frame.obj, rule="actor-is-passive-subject")

    def _speaker(self, i: int) -> Filled:
        """Read "said it would withdraw": an unresolved pronoun refers to the speaker."""
        while self.tree.tokens[i].deprel == "conj":
            i = self.tree.tokens[i].head
        head = self.tree.tokens[i].head
        if head < 0 or self.tree.relations[i] not in SPEECH_CLAUSES:
            return NOBODY
        if self.words.lemma(self.tree.tokens[head]) not in self.words.classes.speech_verbs:
            return NOBODY
        return self._filled(self.clauses.subject(head), rule="actor-is-speaker")

    def _modifiers(self, frame: Frame) -> Filled:
        return self._by_word(frame.mods, rule="actor-is-modifier")

    def _nations(self, frame: Frame) -> Filled:
        adjectives = [m for m in frame.mods if self.tree.tokens[m].upos == "ADJ"]
        return self._by_word(adjectives, rule="actor-is-nationality")

    def _by_word(self, positions: Iterable[int], *, rule: str) -> Filled:
        """Return the actors of single words: mentions, or countries that adjectives name."""
        found = ((self.parties.by_word(self.tree, m), m) for m in positions)
        return Filled(tuple((a, self.tree.tokens[m].text) for a, m in found if a is not None), rule)

    # ---- recipients ----------------------------------------------------------------------

    def _recipients(self, act: Act, actors: tuple[ActorId, ...]) -> tuple[Filled, bool]:
        """Return the recipients, and whether the patterns name their argument."""
        sources = (
            self._undergoing,
            self._from_places,
            self._from_inner_actors,
            self._from_condition,
            self._from_inside,
        )
        for n, source in enumerate(sources):
            found = source(act).without(actors)
            if found:
                return found, n < STATED_SOURCES
        return NOBODY, False

    def _undergoing(self, act: Act) -> Filled:
        """Read "Iran faces new sanctions": the subject is the recipient."""
        if act.chain[0].pattern.attitude != "undergo":
            return NOBODY
        return self._subject(act.head).by("recipient-is-subject")

    def _from_places(self, act: Act) -> Filled:
        if act.core.pattern.recipients == ("-",) and len(act.chain) == 1:
            return NOBODY
        blaming = act.chain[0].pattern.attitude in BLAMING
        asking = act.chain[0].pattern.attitude == ASKING
        for n, link in enumerate(act.chain):
            if n and (blaming or (asking and link.pattern.needs == "patient")):
                break  # "condemned the killing of the envoy": the envoy is not the one condemned
            if link.pattern.attitude == MUST:
                return self._subject(link.position).by("recipient-is-subject")
            found = self._at_places(link) or self._at_carriers(link, act.chain[:n])
            if found:
                return found
        return self._at_occasion(act)

    def _at_places(self, link: Link) -> Filled:
        """Return the actors in the argument that the pattern names, or those to whom the act is done."""
        frame = self.clauses.frame(link.position)
        acted_on = OBJECT in link.pattern.recipients and frame.obj
        for place in link.pattern.recipients:
            if acted_on and place in self.words.classes.place_prepositions:
                continue  # "a missionary was arrested in Lebanon": the place is not the recipient
            found = self._at_place(link, place)
            if found:
                return found
        return self._patients(frame) if link.pattern.needs == "patient" else NOBODY

    def _at_carriers(self, link: Link, carriers: Sequence[Link]) -> Filled:
        """Read "held talks with": the phrase depends on the light verb."""
        for carrier in carriers:
            for place in link.pattern.recipients:
                if carrier.pattern.is_transparent and place not in ("obj", "iobj", "subj"):
                    found = self._at_place(carrier, place, link.pattern.line)
                    if found:
                        return found
        return NOBODY

    def _at_occasion(self, act: Act) -> Filled:
        """Read "flew in for talks on Friday with the king": parsers attach "with" to the verb."""
        occasion = self.clauses.occasion(act.head) if act.type == GATHERING else None
        if occasion is None or "with" not in act.core.pattern.recipients:
            return NOBODY
        positions = self.clauses.frame(occasion).obl.get("with", ())
        return self._filled(positions, rule="recipient-is-with-the-occasion", line=act.core.pattern.line)

    def _at_place(self, link: Link, place: str, line: int = 0) -> Filled:
        outer, dot, inner = place.partition(".")
        line = line or link.pattern.line
        if outer == "csubj":
            return self._subject_of_clause(link, line)
        positions = self._positions(link, outer)
        if outer == "obj" and not positions and link.pattern.attitude in RECIPIENT_IN_CLAUSE:
            return self._subject_of_clause(link, line)  # "accused Iran of spying", read as a clause
        if dot:
            return self._inside_of(positions, inner, line)
        unpacked = [u for p in positions for u in self.clauses.unpack(p)]
        rule = PLACE_RULES.get(outer, "recipient-is-prepositional-phrase")
        return self._filled(unpacked, rule=rule, line=line) or self._hosts(positions, outer, link)

    def _positions(self, link: Link, place: str) -> Sequence[int]:
        """Return the words in an argument of a pattern, or where parsers often attach them instead."""
        frame = self.clauses.frame(link.position)
        positions = frame.place(place)
        if positions:
            return positions
        if place == "subj":
            return self.clauses.subject(link.position)
        if place == "iobj" and len(frame.obj) > 1:
            # "gave Mali ten tons of grain": parsers often see two objects
            return [p for p in frame.obj if p not in link.matched]
        return frame.iobj if place == "obj" else []  # "accused Iran of spying", read as "gave"

    def _subject_of_clause(self, link: Link, line: int) -> Filled:
        frame = self.clauses.frame(link.position)
        verbs = (p for places in frame.obl.values() for p in places if self._is_verb(p))
        clauses = [*frame.ccomp, *frame.xcomp, *verbs]
        subjects = [s for c in clauses for s in self.clauses.frame(c).subj]
        return self._filled(subjects, rule="recipient-is-subject-of-the-clause", line=line)

    def _inside_of(self, positions: Sequence[int], inner: str, line: int) -> Filled:
        rule = "recipient-is-inside-a-phrase"
        for position in positions:
            frame = self.clauses.frame(position)
            found = self._filled(frame.obl.get(inner, ()), rule=rule, line=line)
            if not found and inner in ("by", "of"):
                around = [*frame.poss, *frame.obl.get("from", ())]
                found = self._filled(around, rule=rule, line=line) or self._by_word(frame.mods, rule=rule)
            if found:
                return found
        return NOBODY

    def _hosts(self, positions: Sequence[int], place: str, link: Link) -> Filled:
        """Read "arrived in Amman", "shelled Juba": the country of the place, if it is an actor."""
        is_target = place == "obj" or place in self.words.classes.target_place_prepositions
        if not is_target or link.pattern.type is None:
            return NOBODY
        found = []
        for position in positions:
            toponym = self.parties.place(self.tree, position)
            host = self.parties.of_country(toponym.country) if toponym else None
            if toponym is not None and host is not None:
                found.append((host, toponym.text))
        return Filled(tuple(found), "recipient-is-country-of-the-place")

    def _patients(self, frame: Frame) -> Filled:
        compounds = [m for m in frame.mods if self.tree.tokens[m].upos == "PROPN"]
        unpacked = [u for p in frame.obl.get("of", ()) for u in self.clauses.unpack(p)]
        return (
            self._filled(unpacked, rule="recipient-is-of-phrase")
            or self._filled(frame.poss, rule="recipient-is-possessor")
            or self._filled(compounds, rule="recipient-is-modifier")
        )

    def _from_inner_actors(self, act: Act) -> Filled:
        if act.chain[0].pattern.attitude == DENYING:
            return NOBODY
        for link in act.chain[1:]:
            found = self._actors_of(link)
            if found:
                return found.by("recipient-did-the-inner-act")
        return NOBODY

    def _from_condition(self, act: Act) -> Filled:
        """Read "will cut ties unless Iran complies": the recipient is who must meet the condition."""
        if act.type not in CONDITIONAL_TYPES:
            return NOBODY
        for link in act.chain:
            for c in self._beside(link.position):
                marks = {self.tree.tokens[m].text.lower() for m in self.tree.of(c, "mark")}
                if marks & self.words.classes.condition_marks:
                    return self._filled(self.clauses.frame(c).subj, rule=IN_CONDITION)
        return self._in_stray_condition(act)

    def _in_stray_condition(self, act: Act) -> Filled:
        """Use the only condition of the sentence, however it is attached, if the act has a modal."""
        tokens = self.tree.tokens
        if not any(tokens[c].deprel == "aux" for c in self.tree.of(act.head, "aux")):
            return NOBODY
        opened = [
            t.head
            for t in tokens
            if t.deprel == "mark" and t.text.lower() in self.words.classes.condition_marks
        ]
        if len(opened) != 1 or opened[0] == act.head:
            return NOBODY
        return self._filled(self.clauses.frame(opened[0]).subj, rule=IN_CONDITION)

    def _beside(self, i: int) -> list[int]:
        """Return the clauses that may be conditions of `i`: its own, and those it is coordinated with."""
        token = self.tree.tokens[i]
        coordinated = self.tree.of(token.head, "conj", "advcl") if token.deprel == "conj" else []
        return [*self.tree.of(i, "advcl"), *(c for c in coordinated if c != i)]

    def _from_inside(self, act: Act) -> Filled:
        """Find any actor inside the content of the act, near words first."""
        first = act.chain[0].pattern
        if first.recipients == ("-",) or first.attitude == DENYING:
            return NOBODY
        if first.attitude in BLAMING and len(act.chain) > 1:
            return NOBODY
        if first.attitude == ASKING and act.core.pattern.needs == "patient":
            return NOBODY  # the one to be released is not the one who is asked
        clauses = self.clauses.frame(act.core.position).xcomp
        words = [*(link.position for link in act.chain), *clauses]
        named = {m for link in act.chain for m in link.matched}
        # for meetings, the pattern names the argument: "met at the request of Japan"
        towards = frozenset() if act.type == GATHERING else self.words.classes.towards_prepositions
        found = tuple(pair for word in words for pair in self._around(word, named, towards))
        return Filled(found, "recipient-is-inside-what-it-is-about")

    def _around(self, i: int, named: set[int], towards: frozenset[str]) -> list[tuple[ActorId, str]]:
        """Return the actors around a word of the act, but not in its own words (`named`: "its troops")."""
        frame = self.clauses.frame(i)
        oblique = [p for k in frame.obl if k in towards for p in frame.obl[k]]
        places = [*frame.obj, *(p for p in oblique if not self._is_verb(p))]
        return [pair for place in places for pair in self._deep(place, DEEP_LEVELS, named)]

    def _deep(self, i: int, levels: int, named: set[int]) -> list[tuple[ActorId, str]]:
        frame = self.clauses.frame(i)
        own = self.parties.at(self.tree, i)
        if own is not None and i not in named:
            return [(own, self.parties.called(self.tree, i))]
        around = (*self._filled(frame.poss, rule="").found, *self._modifiers(frame).found)
        found = [pair for pair in around if pair[0] != own]
        if levels:
            for preposition in frame.obl:
                if preposition in self.words.classes.deep_prepositions:
                    for position in frame.obl[preposition]:
                        found += self._deep(position, levels - 1, named)
        return found

    # ---- both sides ----------------------------------------------------------------------

    def _between(self, act: Act) -> Filled:
        for link in act.chain:
            if link.pattern.type is not None:
                if link.pattern.attitude not in (None, AGREEING) and len(act.chain) > 1:
                    return NOBODY  # who rules out talks between two actors is a third actor
                sides = self.clauses.frame(link.position).obl.get("between", ())
                found = self._with_neighbours(sides, rule="both-sides-of-between")
                if len(found.actors) > 1:
                    return found
        return NOBODY

    def _with_neighbours(self, positions: Sequence[int], *, rule: str) -> Filled:
        """Return the actors at `positions`; if there is only one, also the actor that "and" joins to it.

        Parsers often miss a long second conjunct ("Merkel and French President Emmanuel Macron").
        """
        filled = self._filled(positions, rule=rule)
        if len(filled.actors) == 1 and len(positions) == 1:
            beside = self.parties.beside(self.tree, positions[0])
            if beside is not None and beside not in filled.actors:
                name = self.parties.by_id[beside].name
                return replace(filled, found=(*filled.found, (beside, name)))
        return filled

    def _is_reciprocal(self, act: Act) -> bool:
        """Return whether several actors do it with one another; joint refusals are not reciprocal."""
        agreed = act.type in MUTUAL or act.chain[0].pattern.attitude == AGREEING
        mutual = agreed or act.type == act.core.pattern.type
        return mutual and not self.words.classes.reciprocal_prepositions.isdisjoint(
            act.core.pattern.recipients
        )

    def _is_verb(self, i: int) -> bool:
        return self.tree.tokens[i].upos not in NOUN_POS
