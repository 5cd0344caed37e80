"""Who did it and to whom: from the places around a chain of words to actor ids.

The actor stands with the outermost word (its subject, or what a noun belongs to); the recipient
where the patterns of the chain say, outside in; then, for an attitude, with whoever did the inner
act ("rejected Iran's offer"); last, anywhere inside what the act is about ("praised the German
government's decision"). Who meets, agrees or clashes with whom is both actor and recipient.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.grammar import Tree
from onrecord.lexicon.events import EventWords
from onrecord.reading.events.frames import ASKING, Clauses, Frame
from onrecord.reading.events.parties import Parties
from onrecord.reading.events.triggers import Act, Link
from onrecord.types import ActorId

MUST = "must"  # the attitude of "must" and "should" in what somebody says of somebody else
OBJECT = "obj"
OBJECTS = frozenset({"obj", "iobj"})
GATHERING = "CONSULT"  # what people come together for, so that who comes is who takes part
SAID = ("ccomp", "parataxis")
RECIPROCAL = ("with", "between")
MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
AGREEING = "agree"
# "demanded that Iran leave": whom these are about is the subject of the clause they govern
TOLD_IN_CLAUSES = ("accuse", "demand", "refuse")
BLAMING = ("accuse", "deny")  # attitudes to what somebody else has done
DENYING = "deny"  # the attitude of a denial: who is said to have done it is not whom it is denied to
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
NOUN_ACTOR_PREPOSITIONS = ("by", "from")
CONDITIONAL_TYPES = ("THREATEN", "SANCTION", "COERCE", "ASSAULT", "REQUEST")
STATED_SOURCES = 3  # the first sources of recipients read words that say so; the others infer
DEEP_LEVELS = 2  # noun phrases looked into, one inside the other


@dataclass(frozen=True, slots=True)
class Roles:
    """The participants of an act. `is_named` says that one of them stands with the act's own words."""

    actors: tuple[ActorId, ...] = ()
    recipients: tuple[ActorId, ...] = ()
    is_named: bool = False

    @property
    def all(self) -> tuple[ActorId, ...]:
        """Everyone, each once."""
        return tuple(dict.fromkeys(self.actors + self.recipients))


class Casting:
    """Fills the roles of one sentence's acts."""

    def __init__(self, clauses: Clauses, parties: Parties, words: EventWords) -> None:
        self.clauses = clauses
        self.tree: Tree = clauses.tree
        self.parties = parties
        self.words = words

    def roles(self, act: Act) -> Roles:
        """Return who takes part in `act`."""
        between = self._between(act)
        if between:
            return Roles(between, between, is_named=True)
        actors, named = self._actors(act)
        recipients, stated = self._recipients(act, actors)
        if not (recipients and stated) and len(actors) > 1 and self._is_reciprocal(act):
            return Roles(actors, actors, is_named=True)
        return Roles(actors, recipients, is_named=named or stated)

    # ---- actors --------------------------------------------------------------------------

    def _actors(self, act: Act) -> tuple[tuple[ActorId, ...], bool]:
        """Return the actors, and whether they stand with the act rather than with its governor."""
        for n, link in enumerate(act.chain):
            if link.pattern.attitude in ("cause", "undergo"):
                continue
            found = self._actors_of(link)
            if found:
                return found, True
            if n == 0 and link.pattern.type is not None and self._is_verb(link.position):
                break  # the subject of the outer verb is open; that of the inner is somebody else
        occasion = self.clauses.occasion(act.head) if act.type == GATHERING else None
        if occasion is None:
            return (), False
        return self._subject(occasion), False

    def _actors_of(self, link: Link) -> tuple[ActorId, ...]:
        i = link.position
        if link.pattern.attitude == MUST:
            return self._speaker(i)
        if self._is_verb(i):
            return self._subject(i) or self._passive_subject(link)
        frame = self.clauses.frame(i)
        found: tuple[ActorId, ...] = ()
        for preposition in NOUN_ACTOR_PREPOSITIONS:
            if preposition not in link.pattern.recipients:
                found = found or self.parties.of(self.tree, frame.obl.get(preposition, ()))
        if link.pattern.needs == "patient":
            return found or self._nations(frame)
        found = found or self.parties.of(self.tree, frame.poss) or self._modifiers(frame)
        if not found and "of" not in link.pattern.recipients:
            found = self.parties.of(self.tree, frame.obl.get("of", ()))
        return found

    def _subject(self, i: int) -> tuple[ActorId, ...]:
        subjects = self.clauses.subject(i)
        found = self._with_neighbours([u for s in subjects for u in self.clauses.unpack(s)])
        if found or (subjects and self.tree.tokens[subjects[0]].upos != "PRON"):
            return found
        if any(self.tree.tokens[c].deprel == "nsubj:pass" for c in self.tree.children[i]):
            return ()  # who tells of "a warship was deployed" did not send it
        return self._speaker(i)  # "it" is often read as an expletive, and so as no subject at all

    def _passive_subject(self, link: Link) -> tuple[ActorId, ...]:
        """Read "are engaged in", "is opposed to": a passive whose pattern takes no object is none."""
        frame = self.clauses.frame(link.position)
        takes_object = any(e.relation == "obj" for e in link.pattern.elements)
        if (
            not frame.is_passive
            or frame.subj
            or takes_object
            or not OBJECTS.isdisjoint(link.pattern.recipients)
        ):
            return ()
        return self._with_neighbours(frame.obj)

    def _speaker(self, i: int) -> tuple[ActorId, ...]:
        """Read "said it would withdraw": a pronoun that no actor claims is whoever speaks."""
        while self.tree.tokens[i].deprel == "conj":
            i = self.tree.tokens[i].head
        head = self.tree.tokens[i].head
        if head < 0 or self.tree.tokens[i].deprel.partition(":")[0] not in SAID:
            return ()
        if self.words.lemma(self.tree.tokens[head]) not in self.words.classes.speech_verbs:
            return ()
        return self.parties.of(self.tree, self.clauses.subject(head))

    def _modifiers(self, frame: Frame) -> tuple[ActorId, ...]:
        found = (self.parties.by_word(self.tree, m) for m in frame.mods)
        return tuple(dict.fromkeys(a for a in found if a is not None))

    def _nations(self, frame: Frame) -> tuple[ActorId, ...]:
        adjectives = [m for m in frame.mods if self.tree.tokens[m].upos == "ADJ"]
        found = (self.parties.by_word(self.tree, m) for m in adjectives)
        return tuple(dict.fromkeys(a for a in found if a is not None))

    # ---- recipients ----------------------------------------------------------------------

    def _recipients(self, act: Act, actors: tuple[ActorId, ...]) -> tuple[tuple[ActorId, ...], bool]:
        """Return the recipients, and whether they stand where the patterns say."""
        sources = (
            self._undergoing,
            self._from_places,
            self._from_inner_actors,
            self._from_condition,
            self._from_inside,
        )
        for n, source in enumerate(sources):
            found = tuple(a for a in source(act) if a not in actors)
            if found:
                return found, n < STATED_SOURCES
        return (), False

    def _undergoing(self, act: Act) -> tuple[ActorId, ...]:
        """Read "Iran faces new sanctions": the subject is the one acted on."""
        if act.chain[0].pattern.attitude != "undergo":
            return ()
        return self._subject(act.head)

    def _from_places(self, act: Act) -> tuple[ActorId, ...]:
        if act.core.pattern.recipients == ("-",) and len(act.chain) == 1:
            return ()
        blaming = act.chain[0].pattern.attitude in BLAMING
        asking = act.chain[0].pattern.attitude == ASKING
        for n, link in enumerate(act.chain):
            if n and (blaming or (asking and link.pattern.needs == "patient")):
                break  # "condemned the killing of the envoy": the envoy is nobody's culprit
            if link.pattern.attitude == MUST:
                return self._subject(link.position)
            acted_on = OBJECT in link.pattern.recipients and self.clauses.frame(link.position).obj
            for place in link.pattern.recipients:
                if acted_on and place in self.words.classes.place_prepositions:
                    continue  # "a missionary was arrested in Lebanon": where it was done is not to whom
                found = self._at_place(link, place)
                if found:
                    return found
            if link.pattern.needs == "patient":
                found = self._patients(self.clauses.frame(link.position))
                if found:
                    return found
            carriers = act.chain[:n]
            for carrier in carriers:  # "held talks with": the phrase hangs on the light verb
                for place in link.pattern.recipients:
                    if carrier.pattern.is_transparent and place not in ("obj", "iobj", "subj"):
                        found = self._at_place(carrier, place)
                        if found:
                            return found
        return self._at_occasion(act)

    def _at_occasion(self, act: Act) -> tuple[ActorId, ...]:
        """Read "flew in for talks on Friday with the king": parsers hang "with" on the verb."""
        occasion = self.clauses.occasion(act.head) if act.type == GATHERING else None
        if occasion is None or "with" not in act.core.pattern.recipients:
            return ()
        return self.parties.of(self.tree, self.clauses.frame(occasion).obl.get("with", ()))

    def _at_place(self, link: Link, place: str) -> tuple[ActorId, ...]:
        outer, dot, inner = place.partition(".")
        if outer == "csubj":
            frame = self.clauses.frame(link.position)
            verbs = (p for places in frame.obl.values() for p in places if self._is_verb(p))
            clauses = [*frame.ccomp, *frame.xcomp, *verbs]
            return self.parties.of(self.tree, [s for c in clauses for s in self.clauses.frame(c).subj])
        positions = self.clauses.frame(link.position).place(outer)
        if outer == "subj" and not positions:
            positions = self.clauses.subject(link.position)
        if outer == "iobj" and not positions and len(self.clauses.frame(link.position).obj) > 1:
            # "gave Mali ten tons of grain": parsers often see two objects
            positions = [p for p in self.clauses.frame(link.position).obj if p not in link.matched]
        if outer == "obj" and not positions:
            positions = self.clauses.frame(link.position).iobj  # "accused Iran of spying", read as "gave"
        if outer == "obj" and not positions and link.pattern.attitude in TOLD_IN_CLAUSES:
            return self._at_place(link, "csubj")  # "accused Iran of spying", read as a clause
        if dot:
            return self._inside_of(positions, inner)
        unpacked = [u for p in positions for u in self.clauses.unpack(p)]
        return self.parties.of(self.tree, unpacked) or self._hosts(positions, outer, link)

    def _inside_of(self, positions: list[int], inner: str) -> tuple[ActorId, ...]:
        for position in positions:
            frame = self.clauses.frame(position)
            found = self.parties.of(self.tree, frame.obl.get(inner, ()))
            if not found and inner in ("by", "of"):
                found = self.parties.of(
                    self.tree, [*frame.poss, *frame.obl.get("from", ())]
                ) or self._modifiers(frame)
            if found:
                return found
        return ()

    def _hosts(self, positions: list[int], place: str, link: Link) -> tuple[ActorId, ...]:
        """Read "arrived in Amman", "shelled Juba": the country that holds the place, if it is an actor."""
        is_target = (
            place == "obj" or place in self.words.classes.target_place_prepositions or place in ("to", "on")
        )
        if not is_target or link.pattern.type is None:
            return ()
        found = []
        for position in positions:
            toponym = self.parties.place(self.tree, position)
            host = self.parties.of_country(toponym.country) if toponym else None
            if host is not None:
                found.append(host)
        return tuple(dict.fromkeys(found))

    def _patients(self, frame: Frame) -> tuple[ActorId, ...]:
        compounds = [m for m in frame.mods if self.tree.tokens[m].upos == "PROPN"]
        return (
            self.parties.of(self.tree, [u for p in frame.obl.get("of", ()) for u in self.clauses.unpack(p)])
            or self.parties.of(self.tree, frame.poss)
            or self.parties.of(self.tree, compounds)
        )

    def _from_inner_actors(self, act: Act) -> tuple[ActorId, ...]:
        if act.chain[0].pattern.attitude == DENYING:
            return ()
        for link in act.chain[1:]:
            found = self._actors_of(link)
            if found:
                return found
        return ()

    def _from_condition(self, act: Act) -> tuple[ActorId, ...]:
        """Read "will cut ties unless Iran complies": who must meet the condition is the one addressed."""
        if act.type not in CONDITIONAL_TYPES:
            return ()
        for link in act.chain:
            for c in self._beside(link.position):
                marks = {self.tree.tokens[m].text.lower() for m in self.tree.of(c, "mark")}
                if marks & self.words.classes.condition_marks:
                    return self.parties.of(self.tree, self.clauses.frame(c).subj)
        return self._in_stray_condition(act)

    def _in_stray_condition(self, act: Act) -> tuple[ActorId, ...]:
        """Look for the only condition of the sentence, which parsers hang anywhere, where the act has a modal."""
        tokens = self.tree.tokens
        if not any(tokens[c].deprel == "aux" for c in self.tree.of(act.head, "aux")):
            return ()
        opened = [
            t.head
            for t in tokens
            if t.deprel == "mark" and t.text.lower() in self.words.classes.condition_marks
        ]
        if len(opened) != 1 or opened[0] == act.head:
            return ()
        return self.parties.of(self.tree, self.clauses.frame(opened[0]).subj)

    def _beside(self, i: int) -> list[int]:
        """Return the clauses that may be conditions of `i`: its own, and those it is coordinated with."""
        token = self.tree.tokens[i]
        coordinated = self.tree.of(token.head, "conj", "advcl") if token.deprel == "conj" else []
        return [*self.tree.of(i, "advcl"), *(c for c in coordinated if c != i)]

    def _from_inside(self, act: Act) -> tuple[ActorId, ...]:
        """Look for anyone inside what the act is about, near words first."""
        first = act.chain[0].pattern
        if first.recipients == ("-",) or first.attitude == DENYING:
            return ()
        if first.attitude in BLAMING and len(act.chain) > 1:
            return ()
        if first.attitude == ASKING and act.core.pattern.needs == "patient":
            return ()  # who is to be released is not who is asked
        clauses = self.clauses.frame(act.core.position).xcomp
        words = [*(link.position for link in act.chain), *clauses]
        named = {m for link in act.chain for m in link.matched}
        # whom one meets, a place of its own says: "met at the request of Japan"
        towards = frozenset() if act.type == GATHERING else self.words.classes.towards_prepositions
        return tuple(dict.fromkeys(actor for word in words for actor in self._around(word, named, towards)))

    def _around(self, i: int, named: set[int], towards: frozenset[str]) -> list[ActorId]:
        """Return who stands around a word of the act; its own words (`named`: "its troops") are no party."""
        frame = self.clauses.frame(i)
        oblique = [p for k in frame.obl if k in towards for p in frame.obl[k]]
        places = [*frame.obj, *(p for p in oblique if not self._is_verb(p))]
        return [actor for place in places for actor in self._deep(place, DEEP_LEVELS, named)]

    def _deep(self, i: int, levels: int, named: set[int]) -> list[ActorId]:
        frame = self.clauses.frame(i)
        own = self.parties.at(self.tree, i)
        if own is not None and i not in named:
            return [own]
        found = [a for a in (*self.parties.of(self.tree, frame.poss), *self._modifiers(frame)) if a != own]
        if levels:
            for preposition in frame.obl:
                if preposition in self.words.classes.deep_prepositions:
                    for position in frame.obl[preposition]:
                        found += self._deep(position, levels - 1, named)
        return found

    # ---- both sides ----------------------------------------------------------------------

    def _between(self, act: Act) -> tuple[ActorId, ...]:
        for link in act.chain:
            if link.pattern.type is not None:
                if link.pattern.attitude not in (None, AGREEING) and len(act.chain) > 1:
                    return ()  # who rules out talks between two is a third
                sides = self.clauses.frame(link.position).obl.get("between", ())
                found = self._with_neighbours(sides)
                if len(found) > 1:
                    return found
        return ()

    def _with_neighbours(self, positions: Sequence[int]) -> tuple[ActorId, ...]:
        """Return the actors at `positions` and whoever "and" puts right beside the only one of them.

        A long second conjunct ("Merkel and French President Emmanuel Macron") is what parsers lose first.
        """
        found = self.parties.of(self.tree, positions)
        if len(found) == 1 and len(positions) == 1:
            beside = self.parties.beside(self.tree, positions[0])
            if beside is not None and beside not in found:
                return (*found, beside)
        return found

    def _is_reciprocal(self, act: Act) -> bool:
        """Return whether several actors do it with one another; who refuse together refuse no one of them."""
        agreed = act.type in MUTUAL or act.chain[0].pattern.attitude == AGREEING
        mutual = agreed or act.type == act.core.pattern.type
        return mutual and any(place in RECIPROCAL for place in act.core.pattern.recipients)

    def _is_verb(self, i: int) -> bool:
        return self.tree.tokens[i].upos not in NOMINAL
