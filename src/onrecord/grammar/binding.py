"""Binding: whom an object cannot mean, the subject of its own clause.

Principles B and C of Chomsky (1981): "him" is free in its clause, where "himself" is bound, and a noun is free
everywhere. It holds in infinitives and gerunds, too, whose subject is understood: in "has denied bribing him" and
"is tipped to replace him", he is somebody other than the subject above.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import TYPE_CHECKING

from onrecord.grammar.noun_phrase import obliques_with, owners, preposition_of
from onrecord.grammar.voice import is_infinitive

if TYPE_CHECKING:
    from onrecord.grammar.sentence import SentenceGrammar

OBJECTS = ("obj", "iobj")


def subjects_beside(sentence: SentenceGrammar, i: int, with_obliques: bool = False) -> tuple[int, ...]:
    """Return the heads of the subject of the clause in which `i` is an object, empty where none is sure.

    The object of a preposition counts where the verb asks for it: "called on him to resign". In other phrases a
    pronoun can mean the subject ("took her daughter with her"), but no noun can: they count `with_obliques`.
    """
    verb = _verb_of_object(sentence, i, (*OBJECTS, "obl") if with_obliques else OBJECTS)
    found = sentence.find_subject(verb) if verb is not None else None
    if verb is None or found is None:
        return ()
    rule, subject = found
    return subject if rule in SURE_RULES and SURE_RULES[rule](sentence, verb) else ()


def _verb_of_object(sentence: SentenceGrammar, i: int, relations: Container[str]) -> int | None:
    """Return the verb whose object `i` is, perhaps as a conjunct: "accused Barr and him"."""
    while sentence.relations[i] == "conj" and sentence.tokens[i].head >= 0:
        i = sentence.tokens[i].head
    verb = sentence.tokens[i].head
    if verb < 0 or sentence.tokens[verb].upos != "VERB":
        return None
    is_asked = f"{sentence.lemma(verb)} {preposition_of(sentence, i)}" in sentence.words.oblique_control
    return verb if is_asked or sentence.relations[i] in relations else None


# ---- which understood subjects are sure ------------------------------------------------------


def _always(*_: object) -> bool:
    return True


def _is_controlled(sentence: SentenceGrammar, verb: int) -> bool:
    """Return whether the subject above is that of `verb`.

    Not of a result ("lost the vote, forcing him to resign"), nor of a purpose behind an object, which can be that of
    the object ("hired a lawyer to defend him").
    """
    if sentence.relations[verb] != "advcl":
        return True
    if not is_infinitive(sentence, verb):
        return bool(sentence.of(verb, "mark"))
    return not sentence.object(sentence.tokens[verb].head)


def _is_owned(sentence: SentenceGrammar, verb: int) -> bool:
    """Return whether the noun above has an owner: "Trump's bid to fire him", not "he faces calls to impeach him"."""
    noun, words = sentence.tokens[verb].head, sentence.words
    return bool(owners(sentence, noun) or obliques_with(sentence, noun, words.agent_prepositions, "nmod"))


SURE_RULES: Mapping[str, Callable[[SentenceGrammar, int], bool]] = {  # rules of `subject.SUBJECT_RULES`
    "own": _always,
    "modified noun": _always,
    "of a reason": _always,
    "shared by conjuncts": _always,
    "asked by a preposition": _always,
    "object above": _always,
    "subject above": _is_controlled,
    "owner above": _is_owned,
}
