"""Read the stance of an act from the words above it: walk up the tree and collect operators.

The context of a token is given by its governor: a word of the operator table with the token in its scope
("plans to meet", "calls for talks", "refused to sign"), a conjunction or preposition ("without meeting",
"ahead of the summit"), or a light verb ("hold talks"). The governor has a context, too, so the walk
continues to the root. Outer words have scope over inner words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import introducer
from onrecord.grammar.tree import has, is_ing
from onrecord.grammar.voice import is_infinitive
from onrecord.grammar.words import COMPLEMENTIZER, INFINITIVE_MARK
from onrecord.lexicon.status import MARKS, Effect, Mark, MarkEffect, Operator, StatusWords
from onrecord.lexicon.tables import row_reason
from onrecord.reading.certainty.clauses import (
    by_operator,
    is_nominal,
    is_predicate,
    operators_of,
    own_stance,
)
from onrecord.reading.certainty.conditions import Condition
from onrecord.reading.certainty.stance import AHEAD, OPEN, REAL, Stance, merge, weakest
from onrecord.reading.rules import Rule, first_result
from onrecord.types import NOT_SO, Reason, Status

COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj"})
OBJECT_RELATIONS = frozenset({"obj", "nsubj:pass"})
IN_CONDITION = Stance(
    status="possible", certainty="possible", whole=True, basis=(Reason(rule="inside-a-condition"),)
)
SHARING = frozenset({"appos", "flat", "fixed", "list", "goeswith", "reparandum"})


class Scope:
    """The stances of one sentence's tokens, each computed once.

    `reported` holds the offsets of indirect speech, in which "would" is a past "will"; `conditions` those of the
    sentence.
    """

    def __init__(
        self,
        tree: Tree,
        words: StatusWords,
        reported: Sequence[tuple[int, int]] = (),
        conditions: Sequence[Condition] = (),
    ) -> None:
        self.tree = tree
        self.words = words
        self.reported = reported
        self.conditions = conditions
        self._in_condition = {head for c in conditions if c.row.open for head in c.heads}
        self._stances: dict[tuple[int, bool], Stance] = {}
        self._by_own_words: dict[int, Stance] = {}

    def stance(self, i: int, gathering: bool = False) -> Stance:
        """Return the stance of the act named by token `i` in its sentence.

        `gathering`: the act is a meeting. A noun for it is in the future if its verb is ("the talks will
        cover Iran").
        """
        key = (i, gathering)
        if key not in self._stances:
            self._stances[key] = OPEN  # guard against cycles, which no tree has
            context, own = self._context(i, gathering), self._own(i)
            if own.negated is not None and context.status is not None and self._negates_its_clause(i):
                own = replace(own, negated=None)  # "no talks were held" is one negation
            self._stances[key] = merge(context, own, self.words)
        return self._stances[key]

    def _own(self, i: int) -> Stance:
        if i not in self._by_own_words:
            self._by_own_words[i] = own_stance(self.tree, i, self.words, self._is_reported, self.conditions)
        return self._by_own_words[i]

    def _plain(self, i: int) -> Stance:
        """Return the stance of a governor without its own negation, which its row already includes."""
        context, own = self._context(i, False, governing=True), self._own(i)
        if own.negated is not None and context.status == "negated" and self._negates_its_clause(i):
            context = replace(context, status=None)  # "there are no plans" is one negation
        return merge(context, own if own.negated is None else replace(own, negated=None), self.words)

    def _negates_its_clause(self, i: int) -> bool:
        base = self.tree.relations[i]
        return base in ("nsubj", "obj") and is_nominal(self.tree, i)

    # ---- the words above ---------------------------------------------------------------

    def _context(self, i: int, gathering: bool, governing: bool = False) -> Stance:
        tokens = self.tree.tokens
        head = tokens[i].head
        if head < 0:
            return self._root(i)
        if i in self._in_condition:
            return IN_CONDITION
        base = self.tree.relations[i]
        if base == "conj" and not self._is_extraposed(head, i):
            return self._conjunct(i, head)
        if base in SHARING:
            return self.stance(head)
        found = self._operator(head, i)
        if found is not None:
            return self._governed(head, found)
        if is_nominal(self.tree, i):
            return self._phrase(i, head, gathering, governing)
        return self._clause(i, head)

    def _root(self, i: int) -> Stance:
        """Read "Bolton to meet Putin", a future in a headline."""
        if is_infinitive(self.tree, i) and self.tree.of(i, "nsubj"):
            return Stance(status="planned", basis=(Reason(rule="headline-infinitive"),))
        return OPEN

    def _conjunct(self, i: int, first: int) -> Stance:
        """Give a second conjunct the context of the first one, and its auxiliaries if it has none."""
        replacing = self.words.classes.replacing_conjunctions
        if any(self.tree.tokens[c].text.lower() in replacing for c in self.tree.of(i, "cc")):
            return Stance(status="negated", basis=(Reason(rule="rather-than"),))
        if self._own(i).status is None and is_predicate(self.tree, i):
            return self.stance(first)
        context = self._context(first, False)
        condition = self._own(first).condition
        if (
            condition is not None
            and condition[0] < self.tree.tokens[first].start
            and context.condition is None
        ):
            return Stance(
                status="conditional", condition=condition, basis=(Reason(rule="condition-before-both"),)
            )
        return context

    # ---- operators -----------------------------------------------------------------------

    def _operator(self, head: int, i: int) -> Operator | None:
        if self._is_embedded_question(i):
            return None
        for row in operators_of(self.tree, head, self.words):
            asked = row.effect == "requested" and self._is_asked(i)
            if (asked or any(self._in_scope(s, head, i) for s in row.scope)) and not self._is_known(row, i):
                return row
        return None

    def _is_embedded_question(self, i: int) -> bool:
        """Return whether the clause of `i` asks how, why or where: the act is presupposed."""
        if self.tree.tokens[i].deprel != "ccomp" or self._own(i).status is None:
            return False
        asking = self.words.classes.interrogatives
        return any(
            self.tree.tokens[c].text.lower() in asking
            for c in self.tree.of(i, "advmod", "obj", "nsubj", "mark")
        )

    def _in_scope(self, scope: str, head: int, i: int) -> bool:
        tokens = self.tree.tokens
        relation, base = tokens[i].deprel, self.tree.relations[i]
        if scope == "clause":
            if base in COMPLEMENTS or self._is_infinitive_of(head, i):
                return True
            return self._is_gerund_of(head, i) or self._is_extraposed(head, i)
        if scope == "infinitive":
            return base == "xcomp" or (relation == "ccomp" and introducer(self.tree, i) == INFINITIVE_MARK)
        if scope == "object":
            return self._is_object(head, i)
        if scope == "subject":
            return base == "nsubj" and not self.tree.of(head, *COMPLEMENTS)
        if scope == "compound":
            return relation == "compound"
        return base in ("obl", "nmod", "advcl", "acl", "ccomp") and introducer(self.tree, i) == scope

    def _is_object(self, head: int, i: int) -> bool:
        """Return whether `i` is an object, or the subject of a passive."""
        relation = self.tree.tokens[i].deprel
        if relation == "nsubj":
            return bool(self._passive(head))
        # an oblique without preposition is an object that the parser missed, mostly after a particle
        return relation in OBJECT_RELATIONS or (
            relation == "obl" and i > head and not introducer(self.tree, i)
        )

    def _passive(self, head: int) -> list[int]:
        return [c for c in self.tree.of(head, "aux") if self.tree.tokens[c].deprel == "aux:pass"]

    def _is_infinitive_of(self, head: int, i: int) -> bool:
        """Return whether `i` is the complement of a word: "plans to meet", "ready to talk".

        After a verb the infinitive must follow directly; otherwise it is a purpose ("met to talk").
        """
        relation = self.tree.tokens[i].deprel
        if relation not in ("acl", "advcl", "acl:relcl"):
            return False
        if self.tree.tokens[head].upos in ("VERB", "AUX"):
            return any(
                self._follows(c, head) and self.tree.tokens[c].text == INFINITIVE_MARK
                for c in self.tree.of(i, "mark")
            )
        if relation == "advcl" or introducer(self.tree, i):
            return introducer(self.tree, i) in (INFINITIVE_MARK, COMPLEMENTIZER)
        # "no chance she will withdraw": with its own subject and no relative pronoun
        before = [self.tree.tokens[n] for n in self.tree.subtree(i) if head < n < i]
        return bool(self.tree.of(i, "nsubj")) and not any(has(t, "PronType=Rel") for t in before)

    def _follows(self, c: int, head: int) -> bool:
        """Return whether only adverbs are between: "working hard to reach a deal"."""
        return c > head and all(t.upos == "ADV" for t in self.tree.tokens[head + 1 : c])

    def _is_gerund_of(self, head: int, i: int) -> bool:
        """Return whether `i` is a gerund directly after its verb: "ruled out sending troops"."""
        tokens = self.tree.tokens
        first = min(self.tree.subtree(i))
        if tokens[i].deprel != "advcl" or introducer(self.tree, i) or not is_ing(tokens[first]):
            return False
        between = range(head + 1, first)
        return all(tokens[n].upos == "ADV" or tokens[n].deprel == "compound:prt" for n in between)

    def _is_asked(self, i: int) -> bool:
        """Return whether `i` is an infinitive after a word of asking: "pleaded with them not to shoot"."""
        return self.tree.tokens[i].deprel == "advcl" and introducer(self.tree, i) == INFINITIVE_MARK

    def _is_extraposed(self, head: int, i: int) -> bool:
        """Return whether `i` is the clause that "it" refers to in "it is possible that ...", however attached."""
        if i < head or self.tree.tokens[i].deprel not in ("parataxis", "advcl", "conj"):
            return False
        return self.tree.tokens[head].upos == "ADJ" and bool(self.tree.of(head, "expl"))

    def _is_known(self, row: Operator, i: int) -> bool:
        """Return whether `i` is a presupposed act, which stays real if it is feared or discussed."""
        known = row.word in self.words.classes.presupposing_words
        return known and row.effect == "possible" and is_nominal(self.tree, i) and self._is_definite(i)

    def _governed(self, head: int, row: Operator) -> Stance:
        own = self._own(head)
        outer = self._plain(head)
        is_negated = own.negated is not None and row.negated is not None
        effect = (row.negated if is_negated else None) or row.effect
        effect = self._with_second(head, effect)
        holds = row.holds in ("both", "negated" if is_negated else "effect")
        rule = "governing-word" if own.negated is None else "governing-word-negated"
        basis = (by_operator(row, self.tree.tokens[head], rule=rule),)
        certainty = weakest(row.certainty, None if outer.status in REAL else outer.certainty)
        if effect == "claimed":
            return self._claimed(outer, replace(OPEN, certainty=certainty, basis=basis + outer.basis))
        if effect == "same":
            return replace(outer, firm=outer.firm or outer.status == "occurred").because(*basis)
        if effect == "occurred":  # presupposed: "may condemn the strike"
            return Stance(status="occurred", basis=basis)
        status = self.words.combine(outer.status, effect) if outer.status else effect
        return Stance(
            status=status,
            certainty=certainty,
            condition=outer.condition,
            whole=effect == "denied",
            holds=holds and status == effect,
            basis=basis + (outer.basis if outer.status not in REAL else ()),
        )

    def _claimed(self, outer: Stance, claim: Stance) -> Stance:
        """Return the stance of a claimed act: denied if the claim itself is rejected."""
        if outer.status in ("negated", "denied"):
            return replace(claim, status="denied", certainty="unknown", whole=True)
        return replace(claim, is_claimed=True)

    def _with_second(self, head: int, effect: Effect) -> Effect:
        """Include the second adjective: "possible but unlikely that ..."."""
        if self.tree.tokens[head].upos != "ADJ":
            return effect
        second = [c for c in self.tree.of(head, "conj", "advmod", "amod") if self.tree.of(c, "cc")]
        for c in second:
            for row in operators_of(self.tree, c, self.words):
                if "clause" in row.scope and effect != "same" and row.effect not in ("same", "claimed"):
                    return self.words.combine(effect, row.effect)  # type: ignore[arg-type]
        return effect

    # ---- clauses -------------------------------------------------------------------------

    def _clause(self, i: int, head: int) -> Stance:
        """Return what the words above a clause make of it."""
        opener = introducer(self.tree, i)
        mark = self.words.marks.get((opener, "clause"))
        marked = self._marked_clause(i, head, mark) if mark is not None else None
        if marked is not None:
            return marked
        base = self.tree.relations[i]
        if self._own(i).status is not None or base in ("parataxis", "root"):
            return OPEN
        if opener == INFINITIVE_MARK and base == "advcl":
            return self._purpose(head)
        if base == "acl" and not has(self.tree.tokens[i], "VerbForm=Inf"):
            return OPEN
        return self.stance(self._accompanied(i, head))

    def _marked_clause(self, i: int, head: int, mark: Mark) -> Stance | None:
        """Return what a conjunction makes of its clause, or None where its effect is another."""
        is_asked = mark.effect == "asked" and self.tree.relations[i] == "ccomp"
        if mark.effect == "question" or is_asked:
            return Stance(status="possible", certainty="unknown", whole=True, basis=(_by_mark(mark),))
        if mark.effect == "negated":
            return Stance(status="negated", basis=(_by_mark(mark),))
        return self._at_the_time(self._own(i), head, mark) if mark.effect in ("when", "ahead") else None

    def _accompanied(self, i: int, head: int) -> int:
        """Return the verb to which "..., meeting both sides" belongs: "tried" in "tried to mediate"."""
        token = self.tree.tokens[i]
        apart = any(c < i and self.tree.tokens[c].text == "," for c in self.tree.of(i, "punct"))
        if token.deprel == "advcl" and is_ing(token) and apart and not introducer(self.tree, i):
            while self.tree.tokens[head].deprel == "xcomp":
                head = self.tree.tokens[head].head
        return head

    def _at_the_time(self, own: Stance, head: int, mark: Mark) -> Stance:
        """Read "after meeting", "when they meet": with the time and the stance of the main clause."""
        outer = self.stance(head)
        if mark.effect == "ahead" and own.status == "occurred" and self._own(head).status in AHEAD:
            return self._ahead_of_what_is_ahead(outer, mark)
        if own.status is None:
            return outer.because(_by_mark(mark))
        if own.status == "ongoing" and outer.status in ("planned", "expected"):
            return replace(outer, whole=True).because(
                row_reason(MARKS, mark.line, rule="time-clause-of-what-is-ahead", words=mark.word)
            )
        return OPEN

    def _ahead_of_what_is_ahead(self, outer: Stance, mark: Mark) -> Stance:
        """Read "said he would leave before they arrived": a past form after a past "will", so no past act."""
        if outer.status in AHEAD:
            return replace(outer, whole=True, holds=True).because(_by_mark(mark))
        return Stance(
            status="possible", certainty="possible", whole=True, holds=True, basis=(_by_mark(mark),)
        )

    def _purpose(self, head: int) -> Stance:
        """Read "flew to Geneva to meet": with the stance of the act of which it is the purpose, but less certain."""
        outer = self.stance(head)
        if outer.status == "occurred":
            return replace(outer, certainty=weakest("probable", outer.certainty), firm=False).because(
                Reason(rule="purpose-of-the-act")
            )
        if outer.status == "ongoing":
            return replace(outer, status="planned", certainty="probable", firm=False).because(
                Reason(rule="purpose-of-the-act")
            )
        return outer

    # ---- noun phrases --------------------------------------------------------------------

    def _phrase(self, i: int, head: int, gathering: bool, governing: bool) -> Stance:
        tokens = self.tree.tokens
        base = self.tree.relations[i]
        opener = introducer(self.tree, i)
        if is_nominal(self.tree, head) or base in ("nmod", "compound"):
            return self._noun_of_noun(i, head, opener)
        carrier = self._carrier(i, head)
        if carrier is not None:
            return self.stance(carrier).because(Reason(rule="light-verb", words=tokens[carrier].text))
        outer = self.stance(head)
        mark = self.words.marks.get((opener, "phrase"))
        if mark is not None:
            return self._marked(i, outer, mark, gathering)
        if base == "nsubj":
            ahead = gathering and outer.status in ("planned", "expected")
            return (
                Stance(status="planned", firm=False, basis=(Reason(rule="subject-of-what-is-ahead"),))
                if ahead
                else OPEN
            )
        # "lay the groundwork": the governing word, not the act, is presupposed
        known = self._is_definite(i) and not governing
        if base == "obj" and not known and outer.status not in REAL:
            return outer
        return OPEN

    def _carrier(self, i: int, head: int) -> int | None:
        """Return the light verb that governs the act, if any: "hold talks"."""
        tokens = self.tree.tokens
        classes = self.words.classes
        if self._is_object(head, i) and tokens[head].lemma in classes.light_verbs:
            return head
        if self.tree.relations[i] != "nsubj":
            return None
        if tokens[head].upos in ("VERB", "AUX") and tokens[head].lemma in classes.occurrence_verbs:
            return head
        # "meetings are expected to take place", "to be held"
        for c in self.tree.of(head, "xcomp", "ccomp", "advcl"):
            if introducer(self.tree, c) != INFINITIVE_MARK or self.tree.of(c, "nsubj"):
                continue
            if tokens[c].lemma in (classes.light_verbs if self._passive(c) else classes.occurrence_verbs):
                return c
        return None

    def _noun_of_noun(self, i: int, head: int, opener: str) -> Stance:
        tokens = self.tree.tokens
        if tokens[head].lemma.lower() in self.words.classes.act_measure_nouns:
            return self.stance(head)
        mark = self.words.marks.get((opener, "phrase"))
        if mark is not None and mark.effect == "negated":
            return Stance(status="negated", basis=(_by_mark(mark),))
        if mark is not None and mark.effect == "purpose" and not self._is_definite(i):
            outer = self.stance(head)
            return outer if outer.status in AHEAD else OPEN
        return OPEN

    def _marked(self, i: int, outer: Stance, mark: Mark, gathering: bool) -> Stance:
        """Return the stance of a noun after a preposition of the table of marks."""
        case = _MarkCase(outer, mark, gathering, self._is_definite(i))
        return first_result(MARK_RULES, case) or OPEN

    def _is_definite(self, i: int) -> bool:
        """Return whether the noun phrase presupposes its act: "the attack", "Monday's talks"."""
        token = self.tree.tokens[i]
        if token.upos == "PROPN":
            return True
        for c in self.tree.children[i]:
            child = self.tree.tokens[c]
            if child.deprel == "nmod:poss" or child.text.lower() in self.words.classes.definite_determiners:
                return True
        return False

    # ---- reported speech -----------------------------------------------------------------

    def _is_reported(self, i: int) -> bool:
        """Return whether the clause of `i` is indirect speech."""
        tokens = self.tree.tokens
        node = i
        while self.tree.relations[node] in ("conj", "xcomp", "aux") and tokens[node].head >= 0:
            node = tokens[node].head
        if tokens[node].deprel.startswith("acl"):
            return False
        if tokens[node].deprel == "ccomp" and has(tokens[tokens[node].head], "Tense=Past"):
            rows = operators_of(self.tree, tokens[node].head, self.words)
            return not any("clause" in row.scope for row in rows)
        return any(start <= tokens[i].start < end for start, end in self.reported)


def _by_mark(mark: Mark) -> Reason:
    return row_reason(MARKS, mark.line, rule="conjunction-or-preposition", words=mark.word)


# ---- a noun after a preposition --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _MarkCase:
    """A noun after a preposition: the stance of its verb, the row of the preposition, and what the noun is."""

    outer: Stance
    mark: Mark
    gathering: bool
    is_definite: bool

    def has(self, effect: MarkEffect) -> bool:
        """Return whether the preposition has an effect."""
        return self.mark.effect == effect

    def reason(self, rule: str) -> Reason:
        """Return a reason that names the row of the preposition."""
        return row_reason(MARKS, self.mark.line, rule=rule, words=self.mark.word)


def _status_of_mark(case: _MarkCase) -> Stance:
    """Read "without talks", "ahead of talks", "despite talks"."""
    status, firm = STATUS_OF_MARK[case.mark.effect]
    return Stance(status=status, firm=firm, basis=(_by_mark(case.mark),))


def _is_no_purpose(case: _MarkCase) -> bool:
    return not case.gathering or (case.is_definite and case.outer.status in REAL)


def _purpose_of_nothing(case: _MarkCase) -> Stance:
    """Read "no date has been set for the talks"."""
    return Stance(status="possible", firm=False, basis=(case.reason("purpose-of-what-is-not-done"),))


def _purpose_of_act(case: _MarkCase) -> Stance:
    """Read "flew to Geneva for talks"."""
    outer = case.outer
    ahead: Status = "planned" if outer.status == "ongoing" else outer.status or "planned"
    sure = weakest(outer.certainty, "probable") if ahead == "occurred" else outer.certainty
    return replace(outer, status=ahead, certainty=sure, firm=False).because(_by_mark(case.mark))


def _is_time_of_verb(case: _MarkCase) -> bool:
    return case.has("when") and case.gathering and case.outer.status not in (None, "negated")


def _time_of_verb(case: _MarkCase) -> Stance:
    """Read "will speak at the summit"."""
    settled: Status = "occurred" if case.outer.status in REAL else "planned"
    return Stance(status=settled, firm=False, basis=(case.reason("preposition-with-its-verb"),))


# by the effect of the preposition: the status of the noun, and whether a date may not change it
STATUS_OF_MARK: Mapping[MarkEffect, tuple[Status, bool]] = {
    "negated": ("negated", True), "ahead": ("planned", False), "occurred": ("occurred", False),
}  # fmt: skip
MARK_RULES: tuple[Rule[_MarkCase, Stance], ...] = (
    Rule("status of the preposition", lambda c: c.mark.effect in STATUS_OF_MARK, _status_of_mark),
    Rule("no purpose", lambda c: c.has("purpose") and _is_no_purpose(c), lambda _: OPEN),
    Rule("purpose of nothing", lambda c: c.has("purpose") and c.outer.status in NOT_SO, _purpose_of_nothing),
    Rule("purpose", lambda c: c.has("purpose"), _purpose_of_act),
    Rule("time of the verb", _is_time_of_verb, _time_of_verb),
)


def planning_complement(tree: Tree, i: int, end: int, words: StatusWords) -> int:
    """Return the act that a trigger such as "plans to meet" names, if the trigger contains both words.

    A word of planning is not an act; "agreed to meet" and "refused to meet" are acts and do not change.
    """
    token = tree.tokens[i]
    if not {token.lemma, token.text.lower()} & words.classes.planning_words:
        return i
    return next((c for c in tree.of(i, "xcomp", "acl") if tree.tokens[c].start < end), i)
