"""The subject of a verb: a dependent, the antecedent of a relative pronoun, or an argument of the governor.

Infinitives, participles and conjuncts have no subject among their dependents; their subject is an argument of
their governor. Which argument depends on the governing word ("asked Iran to leave": Iran leaves; "promised Iran to
leave": the subject leaves). After the analyses of control and raising in Huddleston and Pullum (2002), chapter 14.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.grammar.noun_phrase import obliques_of, obliques_with, owners
from onrecord.grammar.rules import TokenRule, first_answer
from onrecord.grammar.tree import NOMINAL, Tree, is_finite, is_ing, is_participle
from onrecord.grammar.voice import HELPERS, SUBJECTS, is_infinitive, is_passive

if TYPE_CHECKING:
    from onrecord.grammar.sentence import SentenceGrammar

Positions = tuple[int, ...]

SUBJECT_REACH = 6  # words before a verb that are searched for its subject


def find_subject(sentence: SentenceGrammar, i: int) -> tuple[str, Positions] | None:
    """Return the rule that found the subject of the verb `i` and the heads of the subject, or None."""
    return first_answer(SUBJECT_RULES, sentence, i)


def resolved(sentence: SentenceGrammar, positions: Positions) -> Positions:
    """Return `positions` with each relative pronoun replaced by its antecedent."""
    nouns = ((p, antecedent(sentence, p)) for p in positions)
    return tuple(p if noun is None else noun for p, noun in nouns)


def antecedent(sentence: SentenceGrammar, i: int) -> int | None:
    """Return the antecedent of the relative pronoun `i`: the noun that its clause modifies."""
    if sentence.lemma(i) not in sentence.words.relatives or sentence.tokens[i].upos == "DET":
        return None
    below = i
    for node in sentence.path_up(i):
        if sentence.relations[below] == "acl":
            return node
        below = node
    return None


def has_finite_form(tree: Tree, i: int) -> bool:
    """Return whether the verb `i` or one of its auxiliaries is finite."""
    return any(is_finite(tree.tokens[c]) for c in (i, *tree.of(i, *HELPERS)))


# ---- dependents ------------------------------------------------------------------------------


def _own(sentence: SentenceGrammar, i: int) -> Positions:
    """Read the dependent subject, or one that the parser attached to an auxiliary."""
    found = sentence.of(i, *SUBJECTS) or [s for a in sentence.of(i, "aux") for s in sentence.of(a, "nsubj")]
    return resolved(sentence, tuple(s for c in found for s in sentence.conjuncts(c)))


def _modified_noun(sentence: SentenceGrammar, i: int) -> Positions:
    """Read "troops deployed in Mali", "a man arguing with police": the noun is the subject."""
    token = sentence.tokens[i]
    if sentence.relations[i] != "acl" or token.head < 0 or is_infinitive(sentence, i):
        return ()
    return (token.head,) if is_participle(token) else ()


def _lent(sentence: SentenceGrammar, i: int) -> Positions:
    """Read "Riga, seen as a hub, plans": the parser attached the subject to the participle."""
    if not has_finite_form(sentence, i):
        return ()
    for c in sentence.of(i, "advcl", "acl"):
        if c < i and is_participle(sentence.tokens[c]) and not sentence.of(c, *HELPERS, "mark"):
            lent = [s for s in sentence.of(c, "nsubj") if s < c]
            if lent and sentence.word_behind(lent[0]) == ",":
                return sentence.conjuncts(lent[0])
    return ()


def _before(sentence: SentenceGrammar, i: int) -> Positions:
    found = None if is_passive(sentence, i) else stray_subject(sentence, i)
    return sentence.conjuncts(found) if found is not None else ()


def stray_subject(tree: Tree, i: int) -> int | None:
    """Return a subject right before the verb that the parser attached outside the verb's clause.

    To a verb further right: "that Sudan must return the ship that was captured". To a name before the
    conjunction: "Riga's officials agreed, though press secretary Ozols refused".
    """
    opened = _opening(tree, i)
    for j in range(i - 1, max(i - SUBJECT_REACH, 0) - 1, -1):
        if _is_of_later_verb(tree, i, j) or _is_astray(tree, j, opened):
            return j
        if tree.tokens[j].upos in ("VERB", "PUNCT") or tree.tokens[j].deprel == "mark":
            return None
    return None


def _opening(tree: Tree, i: int) -> int:
    """Return the conjunction that opens the clause of `i`, -1 if a subject before it cannot be the subject of `i`."""
    if tree.relations[i] == "acl" or (is_ing(tree.tokens[i]) and not has_finite_form(tree, i)):
        return -1  # "those who met him as envoy paid", "before leaving"
    return max((m for m in tree.of(i, "mark") if m < i), default=-1)


def _is_of_later_verb(tree: Tree, i: int, j: int) -> bool:
    return tree.relations[j] == "nsubj" and tree.tokens[j].head > i


def _is_astray(tree: Tree, j: int, opened: int) -> bool:
    token = tree.tokens[j]
    return 0 <= token.head < opened < j and token.upos in NOMINAL and not tree.of(j, "case")


# ---- arguments of the governor ----------------------------------------------------------------


def _reason(sentence: SentenceGrammar, i: int) -> Positions:
    """Read "jailed him for insulting the king": the object of "jailed" did it."""
    token = sentence.tokens[i]
    marks = [sentence.word(m) for m in sentence.of(i, "mark")]
    is_reason = len(marks) == 1 and marks[0] in sentence.words.for_words
    if sentence.relations[i] != "advcl" or not is_reason or not is_participle(token):
        return ()
    return undergoer_of(sentence, token.head)


def _first_conjunct(sentence: SentenceGrammar, i: int) -> Positions:
    return sentence.subject(sentence.tokens[i].head) if sentence.relations[i] == "conj" else ()


def _asked_by_preposition(sentence: SentenceGrammar, i: int) -> Positions:
    """Read "called on Iran to withdraw"."""
    head = _governor(sentence, i)
    if head is None or not is_infinitive(sentence, i):
        return ()
    found = obliques_of(sentence, head, "obl", "nmod")
    verb = sentence.lemma(head)
    asked = (found[p] for p in found if f"{verb} {p}" in sentence.words.oblique_control)
    return resolved(sentence, next(asked, ()))


def _object_above(sentence: SentenceGrammar, i: int) -> Positions:
    """Read "asked Iran to leave", "accused Iran of arming rebels", not "promised Iran to leave"."""
    head = _governor(sentence, i)
    if head is None or sentence.tokens[head].upos != "VERB":
        return ()
    verb = sentence.lemma(head)
    is_completed = sentence.relations[i] == "xcomp" and verb not in sentence.words.subject_control
    if not is_completed and verb not in sentence.words.object_control:
        return ()
    return sentence.indirect_object(head) or sentence.object(head)


def _subject_above(sentence: SentenceGrammar, i: int) -> Positions:
    """Read "wants to leave", "is said to have left", "left after meeting them"."""
    head = _governor(sentence, i)
    return () if head is None else sentence.subject(head)


def _governor(tree: Tree, i: int) -> int | None:
    """Return the governor of an infinitive, participle or clause without subject, or None."""
    relation, head = tree.relations[i], tree.tokens[i].head
    completes = relation in ("advcl", "xcomp") or (relation == "ccomp" and is_infinitive(tree, i))
    return head if completes and head >= 0 else None


def _owner_above(sentence: SentenceGrammar, i: int) -> Positions:
    """Read "Iran's plan to leave", "took the decision to leave": the owner of the plan leaves."""
    noun = sentence.tokens[i].head
    if sentence.relations[i] != "acl" or noun < 0 or sentence.tokens[i].upos != "VERB":
        return ()
    found = owners(sentence, noun) or obliques_with(sentence, noun, sentence.words.agent_prepositions, "nmod")
    if found or not is_infinitive(sentence, i):
        return found
    above = sentence.tokens[noun].head
    is_inside = above >= 0 and sentence.relations[noun] in ("obj", "obl")
    return sentence.subject(above) if is_inside else ()


def undergoer_of(sentence: SentenceGrammar, i: int) -> Positions:
    """Return the participant that the verb `i` acts on: its object, or the subject of a passive."""
    return sentence.subject(i) if is_passive(sentence, i) else sentence.object(i)


SUBJECT_RULES: tuple[TokenRule[SentenceGrammar, Positions], ...]
SUBJECT_RULES = (
    TokenRule("own", _own),
    TokenRule("modified noun", _modified_noun),
    TokenRule("lent to a participle", _lent),
    TokenRule("of a reason", _reason),
    TokenRule("right before", _before),
    TokenRule("shared by conjuncts", _first_conjunct),
    TokenRule("asked by a preposition", _asked_by_preposition),
    TokenRule("object above", _object_above),
    TokenRule("subject above", _subject_above),
    TokenRule("owner above", _owner_above),
)
