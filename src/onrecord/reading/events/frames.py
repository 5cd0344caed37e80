"""The arguments of a word: subject, objects, prepositions and clauses, over UD trees.

`Clauses` gives each token its frame, computed once. The frame undoes syntactic movement: the subject
of a passive is its object, and its "by" phrase its subject; the head of a relative clause or participle
fills the empty argument; infinitives, adverbial clauses and conjuncts take the subject of their governor
(control: in "urged Iran to withdraw", Iran withdraws).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import genitive_before, preposition_before, preposition_of
from onrecord.grammar.subject import has_finite_form, stray_subject
from onrecord.grammar.tree import is_ing, is_participle
from onrecord.grammar.voice import is_infinitive, is_passive
from onrecord.lexicon.events import EventWords

MAX_CLIMB = 8  # governors searched for a subject; deeper nesting is a parsing error
SUBJECT_SHARING = ("conj", "advcl", "xcomp")
OBJECT_CONTROL = ("prevent", "accuse")  # attitudes whose object does the inner act
DATELINE_WORDS = 14  # "WEST PALM BEACH, Florida, Jan. 4, 2011 (Agency) -" and a little more
HEAD_ENDS = (
    "-",
    "--",
    "–",
    "—",
    ":",
)  # signs behind the head of a line: a dateline, a place and a day, a sport
ASKING = "demand"  # the attitude whose addressee does what is asked
WITH_PURPOSE = (
    ASKING,
    "relief",
)  # attitudes to what an infinitive behind the verb says, however it is attached

# names of arguments → fields of `Frame`; all other names are prepositions
PLACES = {
    "subj": "subj", "obj": "obj", "iobj": "iobj", "xcomp": "xcomp", "ccomp": "ccomp", "acl": "acl",
    "mod": "mods", "poss": "poss",
}  # fmt: skip


@dataclass(slots=True)
class Frame:
    """The arguments of one token as token positions, with conjuncts. `obl` is by preposition."""

    subj: list[int] = field(default_factory=list)
    obj: list[int] = field(default_factory=list)
    iobj: list[int] = field(default_factory=list)
    obl: dict[str, list[int]] = field(default_factory=dict)
    xcomp: list[int] = field(default_factory=list)
    ccomp: list[int] = field(default_factory=list)
    acl: list[int] = field(default_factory=list)
    poss: list[int] = field(default_factory=list)
    mods: list[int] = field(default_factory=list)
    is_passive: bool = False

    def place(self, name: str) -> list[int]:
        """Return the positions of an argument: `obj`, `subj`, `mod`, or a preposition."""
        if name in PLACES:
            found: list[int] = getattr(self, PLACES[name])
            return found
        return self.obl.get(name, [])


def event_lemmas(tree: Tree, words: EventWords) -> tuple[str, ...]:
    """Return the dictionary forms of all words of a sentence, as `EventWords.lemma` has them."""
    found = zip(tree.lowered, tree.tokens, tree.lemmas, strict=True)
    return tuple([words.lemma_of(form, token.upos, lemma) for form, token, lemma in found])


class Clauses:
    """The frames of one sentence."""

    __slots__ = ("_frames", "_opening", "_subjects", "_words", "lemmas", "tree")

    def __init__(self, tree: Tree, words: EventWords) -> None:
        self.tree = tree
        self._words = words
        self.lemmas = event_lemmas(tree, words)
        self._opening = dateline_end(tree)
        self._frames: dict[int, Frame] = {}
        self._subjects: dict[int, list[int]] = {}

    def frame(self, i: int) -> Frame:
        """Return the frame of token `i`."""
        if i not in self._frames:
            self._frames[i] = self._build(i)
        return self._frames[i]

    def subject(self, i: int) -> list[int]:
        """Return the subject of token `i`: its own, or that of its governor."""
        if i not in self._subjects:
            self._subjects[i] = []  # guard against cycles: a second call while climbing finds nothing
            self._subjects[i] = self._find_subject(i, MAX_CLIMB)
        return self._subjects[i]

    def occasion(self, i: int) -> int | None:
        """Return the verb that a noun is the purpose or occasion of: "flew in for talks", "said in a meeting"."""
        token = self.tree.tokens[i]
        if token.head < 0 or token.deprel != "obl" or token.upos not in ("NOUN", "PROPN"):
            return None
        verb = self.tree.tokens[token.head]
        if verb.upos not in ("VERB", "AUX") or self.frame(token.head).is_passive:
            return None
        return (
            token.head if preposition_of(self.tree, i) in self._words.classes.occasion_prepositions else None
        )

    def unpack(self, i: int) -> list[int]:
        """Return `i`, or the noun after it if `i` is only a measure: "thousands of troops" → troops."""
        tokens = self.tree.tokens
        measures = tokens[i].upos == "NUM" or self.lemmas[i] in self._words.classes.quantity_nouns
        inside = self.frame(i).obl.get("of", []) if measures else []
        return [i, *inside] if inside else [i]

    # ---- building ------------------------------------------------------------------------

    def _build(self, i: int) -> Frame:
        tree, frame = self.tree, Frame()
        frame.is_passive = is_passive(tree, i)
        for c in tree.children[i]:
            if c >= self._opening:
                self._add(frame, c)
        if frame.is_passive:
            agents = self._words.classes.agent_prepositions
            frame.subj = frame.subj + [p for name, held in frame.obl.items() if name in agents for p in held]
        self._fill_from_head(i, frame)
        place = frame.obj if frame.is_passive else frame.subj
        if not place:
            place.extend(self._lent_subject(i))
        if not frame.poss and tree.tokens[i].upos == "NOUN":
            frame.poss = list(genitive_before(tree, i))
        return frame

    def _lent_subject(self, i: int) -> list[int]:
        """Return the subject that the parser gave to a participle between it and its verb: "Riga, seen as a hub, plans"."""
        tokens = self.tree.tokens
        if not has_finite_form(self.tree, i):
            return []
        for c in self.tree.of(i, "advcl", "acl"):
            if c < i and is_participle(tokens[c]) and not self.tree.of(c, "aux", "cop", "mark"):
                lent = [s for s in self.tree.of(c, "nsubj") if s < c]
                if lent and self.tree.word_behind(lent[0]) == ",":
                    return self._with_conjuncts(lent[0])
        return []

    def _add(self, frame: Frame, c: int) -> None:
        """Add the word `c` by its relation, else by the relation without its subtype."""
        add = ADDERS.get(self.tree.tokens[c].deprel) or ADDERS.get(self.tree.relations[c])
        if add is not None:
            add(self, frame, c)

    def _add_subject(self, frame: Frame, c: int) -> None:
        """Add a subject; a second one behind an active verb is its object, as parsers may see it."""
        is_second = bool(frame.subj) and c > self.tree.tokens[c].head and not frame.obj
        (frame.obj if frame.is_passive or is_second else frame.subj).extend(self._with_conjuncts(c))

    def _add_agent(self, frame: Frame, c: int) -> None:
        frame.subj += self._with_conjuncts(c)

    def _add_object(self, frame: Frame, c: int) -> None:
        frame.obj += self._with_conjuncts(c)

    def _add_indirect_object(self, frame: Frame, c: int) -> None:
        frame.iobj += self._with_conjuncts(c)

    def _add_possessor(self, frame: Frame, c: int) -> None:
        frame.poss += self._with_conjuncts(c)
        frame.mods.append(c)

    def _add_modifier(self, frame: Frame, c: int) -> None:
        frame.mods += self._with_conjuncts(c)

    def _add_open_clause(self, frame: Frame, c: int) -> None:
        (frame.ccomp if self.tree.of(c, "nsubj") else frame.xcomp).extend(self._with_conjuncts(c))

    def _add_closed_clause(self, frame: Frame, c: int) -> None:
        # parsers make separate clauses of "ordered him to leave", "is ready to talk"
        (frame.xcomp if is_infinitive(self.tree, c) else frame.ccomp).extend(self._with_conjuncts(c))

    def _add_subject_of_auxiliary(self, frame: Frame, c: int) -> None:
        frame.subj += self.tree.of(c, "nsubj")  # attached to the auxiliary by mistake

    def _ignore(self, frame: Frame, c: int) -> None:
        """Leave out a word that is no argument: a particle."""

    def _add_oblique(self, frame: Frame, c: int) -> None:
        preposition = preposition_of(self.tree, c) or preposition_before(self.tree, c)
        if preposition:
            frame.obl.setdefault(preposition, []).extend(self._with_conjuncts(c))
        elif self.tree.relations[c] == "nmod":
            frame.mods.append(c)

    def _add_clause(self, frame: Frame, c: int) -> None:
        """Store "accused of spying", "warned against meddling" under the preposition."""
        for m in self.tree.of(c, "mark"):
            word = self.tree.tokens[m].text.lower()
            if word in self._words.classes.clause_prepositions:
                frame.obl.setdefault(word, []).extend(self._with_conjuncts(c))
                return
        if self.tree.relations[c] == "acl":
            frame.acl.append(c)
        elif self._is_gerund_behind(c) or (
            is_infinitive(self.tree, c) and self._has_purpose(self.tree.tokens[c].head)
        ):
            # "pressed both sides to accept", "denied shelling it", parsed as purpose or circumstance
            frame.xcomp += self._with_conjuncts(c)

    def _with_conjuncts(self, i: int) -> list[int]:
        found = [i]
        for c in self.tree.children[i]:
            if self.tree.relations[c] == "conj" and not self._is_part(c):
                found += self._with_conjuncts(c)
        return found

    def _is_part(self, i: int) -> bool:
        """Whether a conjunct is part of the noun before it: "11 people, among them four officers"."""
        return any(
            c < i
            and self.tree.tokens[c].upos == "PRON"
            and preposition_of(self.tree, c) in self._words.classes.membership_prepositions
            for c in self.tree.of(i, "nmod", "obl")
        )

    def _fill_from_head(self, i: int, frame: Frame) -> None:
        """Fill the empty argument of a relative clause or participle with the noun that it modifies."""
        token = self.tree.tokens[i]
        if token.head < 0 or self.tree.relations[i] != "acl":
            return
        if token.deprel == "acl:relcl" and self._replace_pronoun(frame, token.head):
            return
        if is_participle(token) and not frame.subj:
            target = frame.obj if frame.is_passive else frame.subj
        elif token.deprel == "acl:relcl" and frame.subj and not frame.obj and token.upos == "VERB":
            target = frame.obj
        else:
            return
        if not target:
            target.append(token.head)

    def _replace_pronoun(self, frame: Frame, head: int) -> bool:
        relative = self._words.classes.relatives_with_possessive
        for place in (frame.subj, frame.obj, frame.iobj, *frame.obl.values()):
            for n, position in enumerate(place):
                if self.lemmas[position] in relative:
                    place[n] = head
                    return True
        return False

    # ---- control -------------------------------------------------------------------------

    def _find_subject(self, i: int, climb: int) -> list[int]:
        frame = self.frame(i)
        if frame.subj:
            return frame.subj
        token = self.tree.tokens[i]
        if token.deprel == "advcl" and token.head >= 0 and self._is_reason(i):
            blamed = self.frame(token.head).obj
            if blamed:
                return blamed
        base = self.tree.relations[i]
        if not frame.is_passive:
            lost = self._lost_subject(i)
            if lost:
                return lost
        if frame.is_passive or token.head < 0 or climb == 0:
            return []
        if base in SUBJECT_SHARING:
            return self._controller(token.head, base, climb)
        if base == "acl" and token.upos == "VERB":
            return self._owner(token.head, climb)
        return []

    def _is_reason(self, i: int) -> bool:
        """Return whether the object of the verb did `i`: "jailed him for insulting the king"."""
        marks = [self.tree.word(m) for m in self.tree.of(i, "mark")]
        is_marked = len(marks) == 1 and marks[0] in self._words.classes.for_words
        return is_marked and is_participle(self.tree.tokens[i])

    def _lost_subject(self, i: int) -> list[int]:
        """Return a subject directly before the verb that the parser attached outside the verb's clause.

        To a verb further right: "that Sudan must return the ship that was captured" (Sudan is not the one
        captured). To a name before the conjunction: "Riga's officials agreed, though press secretary Ozols
        refused".
        """
        found = stray_subject(self.tree, i)
        return self._with_conjuncts(found) if found is not None else []

    def _controller(self, head: int, base: str, climb: int) -> list[int]:
        frame, token = self.frame(head), self.tree.tokens[head]
        if base == "conj":
            return frame.subj or (frame.obj if frame.is_passive else self._find_subject(head, climb - 1))
        asked = self._asked(head)
        if asked:
            return asked
        if (
            base == "xcomp" and self.lemmas[head] not in self._words.classes.subject_control_verbs
        ) or self._turns_on_object(head):
            controlled = frame.iobj or (frame.obj if token.upos == "VERB" else [])
            if controlled:
                return controlled
        if frame.subj:
            return frame.subj
        if frame.is_passive:
            return frame.obj  # "was forced to resign", "is expected to meet"
        return self._find_subject(head, climb - 1)

    def _is_gerund_behind(self, c: int) -> bool:
        """Return whether `c` begins with a gerund directly after its verb: "denied having shelled villages"."""
        first = min(self.tree.subtree(c))
        return first == self.tree.tokens[c].head + 1 and is_ing(self.tree.tokens[first])

    def _has_purpose(self, head: int) -> bool:
        patterns = self._words.patterns.get((self.lemmas[head], "V"), ())
        return any(pattern.attitude in WITH_PURPOSE for pattern in patterns)

    def _asked(self, head: int) -> list[int]:
        """Return who is asked, if a preposition says so: "called on Iran to withdraw"."""
        frame = self.frame(head)
        for pattern in self._words.patterns.get((self.lemmas[head], "V"), ()):
            if pattern.attitude == ASKING:
                for place in pattern.recipients:
                    if "." not in place and frame.place(place):
                        return frame.place(place)
        return []

    def _turns_on_object(self, i: int) -> bool:
        """Whether the object of the verb does what follows: "accused Iran of arming rebels"."""
        patterns = self._words.patterns.get((self.lemmas[i], "V"), ())
        return any(pattern.attitude in OBJECT_CONTROL for pattern in patterns)

    def _owner(self, noun: int, climb: int) -> list[int]:
        """Return who has the plan, decision or right that an infinitive depends on."""
        frame = self.frame(noun)
        owners = frame.poss or frame.obl.get("by", []) or frame.obl.get("of", [])
        if owners:
            return owners
        token = self.tree.tokens[noun]
        if token.head < 0 or self.tree.relations[noun] not in ("obj", "obl"):
            return []
        return self.frame(token.head).subj or self._find_subject(token.head, climb - 1)


ADDERS: Mapping[
    str, Callable[[Clauses, Frame, int], None]
] = {  # by UD relation, subtypes before their relation
    "csubj:pass": Clauses._add_subject,
    "obl:agent": Clauses._add_agent,
    "nmod:poss": Clauses._add_possessor,
    "compound:prt": Clauses._ignore,
    "nsubj": Clauses._add_subject,
    "obj": Clauses._add_object,
    "iobj": Clauses._add_indirect_object,
    "obl": Clauses._add_oblique,
    "nmod": Clauses._add_oblique,
    "xcomp": Clauses._add_open_clause,
    "ccomp": Clauses._add_closed_clause,
    "csubj": Clauses._add_closed_clause,
    "advcl": Clauses._add_clause,
    "acl": Clauses._add_clause,
    "aux": Clauses._add_subject_of_auxiliary,
    "amod": Clauses._add_modifier,
    "compound": Clauses._add_modifier,
    "nummod": Clauses._add_modifier,
}


def dateline_end(tree: Tree) -> int:
    """Return the position behind "BRUSSELS (Reuters) - " at the start of a sentence, or 0 if there is none."""
    tokens = tree.tokens
    if not (tokens and len(tokens[0].text) > 2 and tokens[0].text.isupper()):
        return 0
    for i, token in enumerate(tokens[:DATELINE_WORDS]):
        if token.upos in ("VERB", "AUX"):
            return 0
        if token.text in HEAD_ENDS:
            return i + 1
    return 0
