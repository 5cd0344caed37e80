"""Read the stance of an act from its own words: tense, aspect, modals, negation, modifiers, conditions.

English marks the future by modals and constructions, not by a tense, so auxiliaries decide before
the verb form. A bare infinitive, a gerund and most nouns leave the stance open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Tree
from onrecord.grammar.headline import stands_as_headline
from onrecord.grammar.negation import own_negation
from onrecord.grammar.tree import has, is_ing
from onrecord.grammar.voice import is_infinitive
from onrecord.grammar.words import INFINITIVE_MARK
from onrecord.lexicon.status import AUXILIARIES, OPERATORS, Auxiliary, Operator, StatusWords
from onrecord.lexicon.tables import row_reason
from onrecord.reading.certainty.conditions import Condition, governing
from onrecord.reading.certainty.negation import denied, is_lacking, negation_words, subject_lacks
from onrecord.reading.certainty.stance import OPEN, Stance, under_condition, weakest
from onrecord.reading.rules import Rule, first_result
from onrecord.types import Certainty, Reason, Status, Token

QUESTION_END = "?"
PAST_ENDING = "ed"  # of a verb whose features the model left out
PARTS_OF_SPEECH = {"VERB": "verb", "AUX": "verb", "ADJ": "adj", "NOUN": "noun", "PROPN": "noun", "ADV": "adv"}
NOUN_LIKE = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
PREDICATE_HELPERS = ("aux", "cop")


def own_stance(
    tree: Tree,
    i: int,
    words: StatusWords,
    is_reported: Callable[[int], bool],
    conditions: Sequence[Condition] = (),
) -> Stance:
    """Return the stance of token `i` by its own words and its direct dependents."""
    if is_predicate(tree, i):
        stance = _predicate(tree, i, words, is_reported)
        if denied(tree, i, words):
            stance = replace(stance, negated=stance.negated or _negation_of(stance.status))
            by_subject = subject_lacks(tree, i, words)
            stance = replace(stance, holds=by_subject or _is_undone(tree, i, stance, words))
            stance = stance.because(Reason(rule="subject-negated" if by_subject else "clause-negated"))
        elif stance.negated is not None:
            stance = replace(stance, negated=None)
    else:
        stance = _nominal(tree, i, words)
    stance = _modified(tree, i, stance, words)
    condition = governing(tree, i, conditions, words)
    if condition is not None:
        stance = under_condition(stance, (condition.start, condition.end), condition.reason, words)
    if _is_question(tree, i):
        return Stance(
            status="possible", certainty="unknown", whole=True, basis=(Reason(rule="asked-in-a-question"),)
        )
    return stance


def _is_undone(tree: Tree, i: int, stance: Stance, words: StatusWords) -> bool:
    """Return whether a past act has its negation before the verb or in its object: "arrested nobody", "had not met"."""
    found = own_negation(tree, i, negation_words(words))
    is_of_verb = found is not None and (found.rule != "negator" or found.cue < i)
    return is_of_verb and stance.status == "occurred" and stance.firm


def is_predicate(tree: Tree, i: int) -> bool:
    """Return whether token `i` heads a clause: a verb, or anything with a copula or auxiliary."""
    return tree.tokens[i].upos in ("VERB", "AUX") or bool(tree.of(i, *PREDICATE_HELPERS))


def is_nominal(tree: Tree, i: int) -> bool:
    """Return whether token `i` is a noun that names an act and is not the head of a clause."""
    return tree.tokens[i].upos in NOUN_LIKE and not is_predicate(tree, i)


def operators_of(tree: Tree, i: int, words: StatusWords, pos: str | None = None) -> tuple[Operator, ...]:
    """Return the rows of the operator table for token `i`: with its particle, its form, its lemma."""
    token = tree.tokens[i]
    pos = pos or PARTS_OF_SPEECH.get(token.upos)
    if pos is None:
        return ()
    for c in tree.of(i, "compound", "advmod", "case", "mark", "obl"):
        if tree.tokens[c].deprel == "compound:prt" or c == i + 1:
            rows = words.operators.get((f"{token.lemma} {tree.tokens[c].text.lower()}", pos))
            if rows:
                return rows
    if pos == "noun" and tree.of(i, "cop", "case"):
        preposition = " ".join(tree.word(c) for c in tree.of(i, "case"))
        rows = words.operators.get((f"{preposition} {token.lemma}", pos))
        if rows:
            return rows
    return words.operators.get((token.text.lower(), pos)) or words.operators.get(
        (token.lemma.lower(), pos), ()
    )


def _auxiliary(token: Token, words: StatusWords) -> Auxiliary | None:
    return words.auxiliaries.get(token.lemma.lower()) or words.auxiliaries.get(token.text.lower())


def by_operator(row: Operator, token: Token, *, rule: str) -> Reason:
    """Return the reason for a decision by a row of the operator table."""
    return row_reason(OPERATORS, row.line, rule=rule, words=token.text)


def _by_modal(row: Auxiliary, token: Token, *, rule: str) -> Reason:
    return row_reason(AUXILIARIES, row.line, rule=rule, words=token.text)


# ---- the predicate -----------------------------------------------------------------------


def _predicate(tree: Tree, i: int, words: StatusWords, is_reported: Callable[[int], bool]) -> Stance:
    adjective = _swallowed_adjective(tree, i, words)
    if adjective is not None:
        return adjective
    helpers = [tree.tokens[c] for c in tree.of(i, *PREDICATE_HELPERS)]
    perfect = next((t for t in helpers if t.lemma in words.classes.perfect_auxiliaries), None)
    modal = next(((t, row) for t in helpers if (row := _auxiliary(t, words)) is not None), None)
    if modal is not None:
        return _under_modal(*modal, is_perfect=perfect is not None, is_reported=is_reported(i))
    if is_infinitive(tree, i):
        return _infinitive(tree, i, helpers, perfect, words)
    if perfect is not None:
        return _perfect(tree.tokens[i], perfect, helpers, words)
    return first_result(FORM_RULES, _Verb(tree, i, helpers, words)) or OPEN


def _under_modal(helper: Token, row: Auxiliary, *, is_perfect: bool, is_reported: bool) -> Stance:
    """Read "may meet", "must have met" (a conclusion), "would meet" (a past "will" in reported speech)."""
    if is_perfect:
        basis = (_by_modal(row, helper, rule="modal-with-have"),)
        return Stance(status=row.perfect, certainty="probable", basis=basis)
    if row.reported and row.reported != row.effect and is_reported:
        basis = (_by_modal(row, helper, rule="modal-in-reported-speech"),)
        return Stance(status=row.reported, negated="negated", basis=basis)
    return Stance(status=row.effect, negated=row.negated, basis=(_by_modal(row, helper, rule="modal-verb"),))


def _swallowed_adjective(tree: Tree, i: int, words: StatusWords) -> Stance | None:
    """Read "is due to meet" if the parser took "due to" for one word, below or above the verb."""
    for c in (*tree.of(i, "case", "advmod", "amod"), *_swallowing_head(tree, i)):
        follows = c + 1 < i and tree.tokens[c + 1].text.lower() == INFINITIVE_MARK
        for row in operators_of(tree, c, words, "adj") if follows else ():
            effect = (row.negated if denied(tree, c, words) else None) or row.effect
            if effect != "same" and effect != "claimed" and "clause" in row.scope:
                return Stance(
                    status=effect,
                    negated=None if row.negated == "same" or row.negated == "claimed" else row.negated,
                    certainty=row.certainty,
                    basis=(by_operator(row, tree.tokens[c], rule="operator-before-to"),),
                )
    return None


def _swallowing_head(tree: Tree, i: int) -> list[int]:
    """Return the word above the verb `i` to which the parser attached the verb's "to"."""
    head = tree.tokens[i].head
    has_to = head >= 0 and any(
        tree.tokens[c].text.lower() == INFINITIVE_MARK for c in tree.of(head, "fixed", "case")
    )
    return [head] if has_to and any(c < head for c in tree.of(i, "cop", "aux")) else []


def _infinitive(
    tree: Tree, i: int, helpers: list[Token], perfect: Token | None, words: StatusWords
) -> Stance:
    """Read "is to meet", "was to have met" and the infinitive that leaves the stance open."""
    be = next((t for t in helpers if _is_be(t, words) and has(t, "VerbForm=Fin")), None)
    if be is None:
        return Stance(status="occurred", basis=(Reason(rule="perfect-infinitive"),)) if perfect else OPEN
    if be.deprel == "cop":
        return _what_it_is(tree, i, words)
    if perfect is not None:
        return Stance(status="negated", basis=(Reason(rule="was-to-have"),))
    certainty: Certainty | None = "probable" if has(be, "Tense=Past") else None
    return Stance(
        status="planned", negated="negated", certainty=certainty, basis=(Reason(rule="be-to", words=be.text),)
    )


def _is_be(helper: Token, words: StatusWords) -> bool:
    return helper.lemma in words.classes.be_verbs


def _what_it_is(tree: Tree, i: int, words: StatusWords) -> Stance:
    """Read "the plan is to meet": the subject says what the infinitive is."""
    for c in tree.of(i, "nsubj"):
        for row in operators_of(tree, c, words):
            if row.effect != "same" and row.effect != "claimed" and "clause" in row.scope:
                return Stance(
                    status=row.effect,
                    certainty=row.certainty,
                    basis=(by_operator(row, tree.tokens[c], rule="subject-says-what"),),
                )
    return OPEN


def _perfect(token: Token, have: Token, helpers: Sequence[Token], words: StatusWords) -> Stance:
    """Read "has met", "has been meeting"."""
    is_progressive = is_ing(token) and any(_is_be(t, words) for t in helpers)
    lasting = is_progressive and not has(have, "Tense=Past")
    return Stance(
        status="ongoing" if lasting else "occurred", basis=(Reason(rule="perfect-tense", words=have.text),)
    )


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb without modal or perfect, and its auxiliaries."""

    tree: Tree
    i: int
    helpers: Sequence[Token]
    words: StatusWords

    @property
    def token(self) -> Token:
        """The verb itself."""
        return self.tree.tokens[self.i]

    @property
    def has_subject(self) -> bool:
        """Whether it has a subject of its own."""
        return bool(self.tree.of(self.i, "nsubj"))

    @property
    def is_finite(self) -> bool:
        """Whether its form is finite; a verb without features is taken for one."""
        return has(self.token, "VerbForm=Fin") or (self.token.upos == "VERB" and self.token.feats == "_")


def _is_negative_imperative(verb: _Verb) -> bool:
    """Read "do not meet"."""
    first = verb.helpers[0] if verb.helpers else None
    is_bare = first is not None and "Tense=" not in first.feats
    return (
        first is not None
        and first.lemma in verb.words.classes.support_auxiliaries
        and is_bare
        and not verb.has_subject
    )


def _is_imperative(verb: _Verb) -> bool:
    return has(verb.token, "Mood=Imp") and not verb.has_subject


def _is_past(verb: _Verb) -> bool:
    token = verb.token
    looks_past = token.feats == "_" and token.text.lower().endswith(PAST_ENDING)
    return verb.is_finite and (has(token, "Tense=Past") or looks_past)


def _is_headline(verb: _Verb) -> bool:
    stands_first = verb.tree.relations[verb.i] in ("root", "conj", "parataxis")
    return verb.is_finite and stands_first and stands_as_headline(verb.tree)


def _is_lone_participle(verb: _Verb) -> bool:
    is_past = has(verb.token, "VerbForm=Part") and has(verb.token, "Tense=Past")
    return is_past and not _shares_helper(verb.tree, verb.i)


def _with_helper(verb: _Verb) -> Stance:
    """Read "is meeting", "was held", "did not meet" by the tense of the finite auxiliary."""
    past = next((t for t in verb.helpers if has(t, "Tense=Past") and has(t, "VerbForm=Fin")), None)
    if past is not None:
        firm = not (is_ing(verb.token) and _is_be(past, verb.words))
        return Stance(status="occurred", firm=firm, basis=(Reason(rule="past-tense", words=past.text),))
    present = next((t for t in verb.helpers if has(t, "VerbForm=Fin") or has(t, "Tense=Pres")), None)
    if present is None or has(present, "VerbForm=Part"):  # "being held"
        return OPEN
    return Stance(status="ongoing", firm=False, basis=(Reason(rule="present-tense", words=present.text),))


def _because(rule: str, status: Status, *, firm: bool = True, negated: Status | None = None) -> Stance:
    return Stance(status=status, negated=negated, firm=firm, basis=(Reason(rule=rule),))


FORM_RULES: tuple[Rule[_Verb, Stance], ...] = (
    Rule(
        "negative imperative",
        _is_negative_imperative,
        lambda _: _because("imperative-mood", "requested", negated="requested"),
    ),
    Rule("auxiliary", lambda v: bool(v.helpers), _with_helper),
    Rule("imperative", _is_imperative, lambda _: _because("imperative-mood", "requested")),
    Rule("past", _is_past, lambda _: _because("past-tense", "occurred")),
    Rule("headline", _is_headline, lambda _: _because("headline-present", "occurred", firm=False)),
    Rule("present", lambda v: v.is_finite, lambda _: _because("present-tense", "ongoing", firm=False)),
    Rule("participle", _is_lone_participle, lambda _: _because("past-participle", "occurred", firm=False)),
)


def _shares_helper(tree: Tree, i: int) -> bool:
    """Return whether a participle takes its auxiliary from another verb: "will be held and signed"."""
    relation = tree.relations[i]
    if relation == "xcomp":
        return True
    return (
        relation == "conj"
        and bool(tree.of(tree.tokens[i].head, *PREDICATE_HELPERS))
        and not tree.of(i, "nsubj")
    )


def _negation_of(status: Status | None) -> Status:
    return "unlikely" if status == "expected" else "negated"


def _is_question(tree: Tree, i: int) -> bool:
    return tree.tokens[i].head < 0 and tree.tokens[-1].text == QUESTION_END


# ---- the noun, and what modifies either ---------------------------------------------------


def _nominal(tree: Tree, i: int, words: StatusWords) -> Stance:
    if is_lacking(tree, i, words):
        return Stance(negated="negated", basis=(Reason(rule="none-of-it"),))
    return OPEN


def _modified(tree: Tree, i: int, stance: Stance, words: StatusWords) -> Stance:
    """Return `stance` as changed by adjectives and adverbs: "a possible meeting", "allegedly met"."""
    for c in tree.of(i, "amod", "advmod", "acl", "compound"):
        for row in operators_of(tree, c, words, _modifier_pos(tree, c)):
            if _modifies(tree, c, row):
                stance = _modify(stance, row, tree.tokens[c], denied(tree, c, words), words)
                break
    return stance


def _modifier_pos(tree: Tree, c: int) -> str | None:
    relation = tree.relations[c]
    return {"amod": "adj", "compound": "adj", "advmod": "adv"}.get(relation)


def _modifies(tree: Tree, c: int, row: Operator) -> bool:
    if "modified" in row.scope:
        return True
    # "a summit scheduled for May": the participle's object is the noun it modifies
    return (
        "object" in row.scope
        and tree.tokens[c].deprel.startswith("acl")
        and has(tree.tokens[c], "Tense=Past")
        and has(tree.tokens[c], "VerbForm=Part")
        and not any(tree.tokens[d].deprel in ("nsubj", "obj") for d in tree.children[c])
    )


def _modify(stance: Stance, row: Operator, by: Token, negated: bool, words: StatusWords) -> Stance:
    effect = (row.negated if negated else None) or row.effect
    certainty = weakest(stance.certainty, row.certainty)
    basis = (by_operator(row, by, rule="modifier-of-the-act"),)
    if effect == "same" or effect == "claimed":
        return replace(stance, certainty=certainty, basis=stance.basis + basis)
    status = words.combine(effect, stance.status) if stance.status else effect
    return replace(stance, status=status, certainty=certainty, basis=stance.basis + basis)
