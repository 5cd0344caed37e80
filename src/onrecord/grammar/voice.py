"""The verb group of a clause: auxiliaries, modals, tense, aspect and voice.

A conjunct without auxiliaries shares those of the verb that it is coordinated with ("will meet and talk", "was
held and signed").
"""

from __future__ import annotations

from typing import Literal

from onrecord.grammar.rules import TokenRule, first_answer
from onrecord.grammar.tree import Tree, has, is_finite, is_ing, is_past_participle
from onrecord.grammar.words import INFINITIVE_MARK, GrammarWords

Voice = Literal["active", "passive"]
Tense = Literal["past", "present", "future"]
SUBJECTS = ("nsubj", "csubj")
HELPERS = ("aux", "cop")


def is_infinitive(tree: Tree, i: int) -> bool:
    """Return whether the verb `i` has the mark "to"."""
    return any(tree.word(m) == INFINITIVE_MARK for m in tree.of(i, "mark"))


def auxiliaries(tree: Tree, i: int) -> tuple[int, ...]:
    """Return the auxiliaries and copula of the verb `i`, or those that it shares with its first conjunct."""
    own = tree.of(i, *HELPERS)
    if own or not shares_auxiliaries(tree, i):
        return tuple(own)
    return auxiliaries(tree, tree.tokens[i].head)


def shares_auxiliaries(tree: Tree, i: int) -> bool:
    """Return whether the verb `i` is a conjunct without finite form, subject or auxiliary."""
    if tree.relations[i] != "conj" or is_finite(tree.tokens[i]) or tree.of(i, *SUBJECTS, *HELPERS):
        return False
    return not is_infinitive(tree, i)


def modals(tree: Tree, i: int, words: GrammarWords) -> tuple[int, ...]:
    """Return the modal auxiliaries of the verb `i`: "may" of "may have met"."""
    return tuple(c for c in auxiliaries(tree, i) if _is_one_of(tree, c, words.modals))


def _is_one_of(tree: Tree, i: int, words: frozenset[str]) -> bool:
    return tree.word(i) in words or tree.lemma(i) in words


def tense_of(tree: Tree, i: int, words: GrammarWords) -> Tense | None:
    """Return the tense of the clause of `i`; None for infinitives, participles and after other modals.

    "Had met" is past, "has met" present (perfect). "Would meet" has none: its time depends on the
    governing clause, under which it may be a past "will".
    """
    group = (*auxiliaries(tree, i), i)
    if any(_is_one_of(tree, c, words.future_modals) for c in group):
        return "future"
    if any(_is_one_of(tree, c, words.modals) for c in group):
        return None
    finite = next((tree.tokens[c] for c in group if is_finite(tree.tokens[c])), None)
    if finite is None:
        return None
    return "past" if has(finite, "Tense=Past") else "present" if has(finite, "Tense=Pres") else None


def is_perfect(tree: Tree, i: int, words: GrammarWords) -> bool:
    """Return whether the verb `i` is in the perfect: "has met", "may have met", "to have met"."""
    return any(tree.lemma(c) in words.perfect_auxiliaries for c in auxiliaries(tree, i))


def is_progressive(tree: Tree, i: int, words: GrammarWords) -> bool:
    """Return whether the verb `i` is in the progressive: "is meeting"."""
    helpers = (tree.lemma(c) for c in auxiliaries(tree, i))
    return is_ing(tree.tokens[i]) and any(lemma in words.be_verbs for lemma in helpers)


# ---- voice -----------------------------------------------------------------------------------


def voice_of(tree: Tree, i: int) -> Voice:
    """Return the voice of the verb `i`."""
    found = first_answer(VOICE_RULES, tree, i)
    return found[1] if found else "active"


def is_passive(tree: Tree, i: int) -> bool:
    """Return whether the verb `i` is in the passive: "were held", "talks held in Lima"."""
    return voice_of(tree, i) == "passive"


def _has_object(tree: Tree, i: int) -> Voice | None:
    """Read "the government lifted a ban": a verb with a subject and an object is active, whatever the labels."""
    names = {tree.tokens[c].deprel for c in tree.children[i]}
    acts = "obj" in names and "aux:pass" not in names and names & {"nsubj", "nsubj:pass"}
    return "active" if acts else None


def _is_marked(tree: Tree, i: int) -> Voice | None:
    marked = any(tree.tokens[c].deprel.endswith(":pass") for c in tree.children[i])
    return "passive" if marked or "Voice=Pass" in tree.tokens[i].feats else None


def _modifies_noun(tree: Tree, i: int) -> Voice | None:
    bare = tree.relations[i] in ("acl", "amod") and tree.tokens[i].deprel != "acl:relcl"
    return "passive" if bare and is_past_participle(tree.tokens[i]) else None


def _is_conjunct(tree: Tree, i: int) -> Voice | None:
    token = tree.tokens[i]
    if tree.relations[i] != "conj" or token.head < 0 or not is_past_participle(token):
        return None
    if any(tree.tokens[c].deprel.startswith(("nsubj", "aux")) for c in tree.children[i]):
        return None
    return voice_of(tree, token.head)


VOICE_RULES: tuple[TokenRule[Tree, Voice], ...] = (
    TokenRule("a subject and an object", _has_object),
    TokenRule("a passive form", _is_marked),
    TokenRule("a participle that modifies a noun", _modifies_noun),
    TokenRule("a conjunct of a passive", _is_conjunct),
)
