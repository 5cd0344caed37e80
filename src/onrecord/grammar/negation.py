"""Whether a word is negated, and by which word: `find_negation`.

A clause is negated by a word in it ("not", "no longer", "no accords were reached", "neither met nor talked"), by
the preposition that introduces it ("without meeting") or by the verb that governs it ("failed to meet").
`own_negation` finds only the first kind, for a caller that walks up the tree. Two negations cancel each other:
"did not fail to meet".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.grammar.noun_phrase import introducer
from onrecord.grammar.rules import TokenRule, first_answer
from onrecord.grammar.tree import NOMINAL, Tree, is_ing
from onrecord.grammar.voice import is_infinitive, shares_auxiliaries
from onrecord.grammar.words import COMPLEMENTIZER, INFINITIVE_MARK

if TYPE_CHECKING:
    from onrecord.grammar.sentence import SentenceGrammar
    from onrecord.grammar.words import GrammarWords

NEGATING = frozenset({"advmod", "cc", "det", "discourse"})  # relations of a negator to what it negates
LACKING = frozenset({"det", "cc", "advmod"})  # the same inside a noun phrase
SOMETHING = NOMINAL | {"NUM", "SYM", "X"}
COMPLETING = ("xcomp", "ccomp", "advcl")


@dataclass(frozen=True, slots=True)
class Negation:
    """A negation: the position of the negating word, and the rule that found it."""

    cue: int
    rule: str


def find_negation(sentence: SentenceGrammar, i: int) -> Negation | None:
    """Return the negation of token `i`, a verb or a noun, or None if it is not negated."""
    own = first_answer(OWN_RULES, sentence, i)
    outer = first_answer(OUTER_RULES, sentence, i)
    if own and outer:
        return None  # "not without meeting", "failed not to notice"
    found = own or outer
    return found[1] if found else None


# ---- by a word of the clause -----------------------------------------------------------------


def own_negation(tree: Tree, i: int, words: GrammarWords) -> Negation | None:
    """Return the negation of `i` in its clause: a negator, or a negative argument ("no talks were held").

    "Not only" (focus) and "not until Monday" (true from then on) do not negate the clause.
    """
    yet = _unfulfilled(tree, i, words)
    if yet is not None:
        return Negation(yet, "yet to")
    for c in tree.children[i]:
        if tree.relations[c] in NEGATING and is_negator(tree, c, words):
            if _is_before_clause(tree, i, c):
                continue
            return None if _is_limited(tree, i, c, words) else Negation(c, "negator")
        if _is_argument(tree, c) and (cue := lack(tree, c, words)) is not None:
            return Negation(cue, "negative argument")
    return None


def lack(tree: Tree, i: int, words: GrammarWords) -> int | None:
    """Return the negative determiner or pronoun of the noun `i`: "no talks", "neither side", "nobody"."""
    if tree.word(i) in words.negatives:
        return i
    said = (c for c in tree.children[i] if tree.relations[c] in LACKING)
    return next((c for c in said if tree.word(c) in words.negatives), None)


def is_negator(tree: Tree, c: int, words: GrammarWords) -> bool:
    """Return whether token `c` negates, alone or with the word before it: "not", "no longer"."""
    if tree.word(c) in words.negators:
        return True
    return any(f"{tree.word(n)} {tree.word(c)}" in words.negators for n in tree.of(c, "advmod"))


def _is_argument(tree: Tree, c: int) -> bool:
    relation = tree.relations[c]
    return relation == "nsubj" or (relation == "obj" and tree.tokens[c].upos in SOMETHING)


def _unfulfilled(tree: Tree, i: int, words: GrammarWords) -> int | None:
    """Return the "yet" before an infinitive: "has yet to meet"."""
    marks = (m for m in tree.of(i, "mark") if m > 0 and tree.word(m) == INFINITIVE_MARK)
    return next((m - 1 for m in marks if tree.word(m - 1) in words.unfulfilled), None)


def _is_before_clause(tree: Tree, i: int, c: int) -> bool:
    """Return whether the negator `c` is before a conjunction and so outside the clause: "not until they meet".

    "Not that they met" does negate the clause.
    """
    marks = (m for m in tree.of(i, "mark") if tree.tokens[m].upos == "SCONJ" and m > c)
    return any(tree.word(m) != COMPLEMENTIZER for m in marks)


def _is_limited(tree: Tree, i: int, c: int, words: GrammarWords) -> bool:
    return is_about_part(tree, i, c, words) or any(
        introducer(tree, d) in words.deferrals for d in tree.of(i, "obl", "advcl")
    )


def is_about_part(tree: Tree, i: int, c: int, words: GrammarWords) -> bool:
    """Return whether only a part of the clause is in the scope of `c`: "not only", "not ... only about Iran"."""
    if c + 1 < len(tree.tokens) and tree.word(c + 1) in words.focus:
        return True
    later = [d for d in tree.of(i, "obl", "obj", "advcl") if d > c]
    return any(tree.word(f) in words.focus for d in later for f in tree.of(d, "advmod"))


def _by_own_word(sentence: SentenceGrammar, i: int) -> Negation | None:
    return own_negation(sentence, i, sentence.words)


def _by_lack(sentence: SentenceGrammar, i: int) -> Negation | None:
    """Read "no talks", "he is no friend": the noun has a negative determiner."""
    cue = lack(sentence, i, sentence.words) if sentence.tokens[i].upos in SOMETHING else None
    return None if cue is None else Negation(cue, "none of it")


def _by_near_negator(sentence: SentenceGrammar, i: int) -> Negation | None:
    """Read "hardly spoke", "barely a word"."""
    said = (c for c in sentence.of(i, "advmod") if sentence.word(c) in sentence.words.near_negators)
    return next((Negation(c, "near negator") for c in said), None)


def _by_first_conjunct(sentence: SentenceGrammar, i: int) -> Negation | None:
    """Read "did not meet or talk": a conjunct that shares the auxiliary shares its negation, except after "but"."""
    joined_by = {sentence.word(c) for c in sentence.of(i, "cc")}
    if not shares_auxiliaries(sentence, i) or joined_by & sentence.words.adversatives:
        return None
    first = own_negation(sentence, sentence.tokens[i].head, sentence.words)
    is_shared = first is not None and first.rule == "negator" and first.cue < sentence.tokens[i].head
    return Negation(first.cue, "shared") if first is not None and is_shared else None


OWN_RULES: tuple[TokenRule[SentenceGrammar, Negation], ...]
OWN_RULES = (
    TokenRule("a word of the clause", _by_own_word),
    TokenRule("none of it", _by_lack),
    TokenRule("near negator", _by_near_negator),
    TokenRule("shared", _by_first_conjunct),
)


# ---- by the governing word -------------------------------------------------------------------


def _by_preposition(sentence: SentenceGrammar, i: int) -> Negation | None:
    """Read "without meeting", "instead of talks"; not "not without meeting"."""
    if introducer(sentence, i) not in sentence.words.negative_prepositions:
        return None
    first = sentence.of(i, "mark", "case")[0]
    is_undone = first > 0 and is_negator(sentence, first - 1, sentence.words)
    return None if is_undone else Negation(first, "negative preposition")


def _by_verb_above(sentence: SentenceGrammar, i: int) -> Negation | None:
    """Read "failed to meet", "avoided meeting", unless the governing verb is also negated."""
    head = sentence.tokens[i].head
    if head < 0 or sentence.lemma(head) not in sentence.words.negative_verbs or not _completes(sentence, i):
        return None
    return None if find_negation(sentence, head) else Negation(head, "negative verb")


def _completes(sentence: SentenceGrammar, i: int) -> bool:
    """Return whether `i` is an infinitive or gerund without subject that is the complement of its verb."""
    if not sentence.is_related(i, COMPLETING) or sentence.of(i, "nsubj"):
        return False
    if is_infinitive(sentence, i):
        return True
    marks = [sentence.word(m) for m in sentence.of(i, "mark")]
    is_separated = len(marks) == 1 and marks[0] in sentence.words.from_words
    # in "declined sharply, dropping by half" the gerund is not a complement
    follows = min(sentence.subtree(i)) == sentence.tokens[i].head + 1
    is_complement = sentence.relations[i] == "xcomp" or follows or is_separated
    return is_ing(sentence.tokens[i]) and is_complement


OUTER_RULES: tuple[TokenRule[SentenceGrammar, Negation], ...]
OUTER_RULES = (
    TokenRule("negative preposition", _by_preposition),
    TokenRule("negative verb", _by_verb_above),
)
