"""Rules of sourcing for pronouns."""

from __future__ import annotations

from onrecord.grammar import Tree
from onrecord.reading.attributions.sources.noun import Noun, kind_at, noun_at
from onrecord.reading.attributions.sources.noun_phrases import is_proper
from onrecord.reading.attributions.sources.noun_rules import is_pair
from onrecord.reading.attributions.sources.sourcing_rules import by_noun
from onrecord.reading.rules import always


def is_for_document(noun: Noun) -> bool:
    """Read "it" for the document that is the subject of the sentence before.

    If "it" refers to an actor, the actor must be mentioned in that subject: it is linked to the document.
    """
    if noun.text not in noun.classes.thing_pronouns or noun.tree.index == 0:
        return False
    before = noun.context.forest.trees[noun.tree.index - 1]
    document = next((i for i in _main_subjects(before) if _is_document(before, i, noun)), None)
    if document is None or noun.actor is None:
        return document is not None
    start, end = before.extent(before.subtree(document))
    return any(start <= m.start < end for m in noun.actor.mentions)


def _main_subjects(tree: Tree) -> list[int]:
    roots = (i for i, token in enumerate(tree.tokens) if token.head < 0)
    return [c for root in roots for c in tree.of(root, "nsubj", "nsubj:pass")]


def _is_document(tree: Tree, i: int, noun: Noun) -> bool:
    return tree.tokens[i].upos == "NOUN" and kind_at(tree, i, noun.words) == "document"


def is_one(noun: Noun) -> bool:
    """Read "one said", "another said"."""
    return noun.actor is None and noun.text in noun.classes.introducing_determiners


def is_one_at_large(noun: Noun) -> bool:
    """Read "one might think": people in general."""
    verb = noun.token.head
    return is_one(noun) and any(noun.tree.word(c) in noun.classes.modals for c in noun.tree.of(verb, "aux"))


def is_one_with_name(noun: Noun) -> bool:
    """Read "one, Lea Ort, said"."""
    return is_one(noun) and any(is_proper(noun.tree, c) for c in noun.tree.of(noun.head, "appos"))


def is_plural_pronoun(noun: Noun) -> bool:
    """Read "they said", and any pronoun for a group."""
    is_group = noun.actor is not None and noun.actor.kind == "group"
    return is_group or noun.text in noun.classes.plural_pronouns


def is_pair_with_names(noun: Noun) -> bool:
    """Read "they" for two whom the subject just before names: "Ort and Lind met.  They said", "The two said"."""
    if noun.actor is not None or noun.text not in noun.classes.plural_pronouns:
        return False
    before = _subject_before(noun)
    if before is None:
        return False
    tree, i = before
    pair = noun_at(tree, i, noun.context.actors.at(tree.tokens[i].start), noun.context)
    is_coordinated = is_proper(tree, i) and any(is_proper(tree, c) for c in tree.of(i, "conj"))
    return is_coordinated or is_pair(pair)


def _subject_before(noun: Noun) -> tuple[Tree, int] | None:
    """Return the last subject that is no pronoun before it in its sentence, else the main one of the sentence before."""
    own = (i for i in range(noun.head - 1, -1, -1) if _is_subject(noun.tree, i))
    here = next(own, None)
    if here is not None:
        return noun.tree, here
    if noun.tree.index == 0:
        return None
    before = noun.context.forest.trees[noun.tree.index - 1]
    main = next((i for i in _main_subjects(before) if _is_subject(before, i)), None)
    return None if main is None else (before, main)


def _is_subject(tree: Tree, i: int) -> bool:
    return tree.relations[i] == "nsubj" and tree.tokens[i].upos != "PRON"


def is_first_person(noun: Noun) -> bool:
    """Read "I think"."""
    return "Person=1" in noun.token.feats


def is_after_name(noun: Noun) -> bool:
    """Return whether a person or an organization is named before."""
    return noun.context.actors.names_before(noun.start, "person", "organization")


DOCUMENT_RULES = (by_noun("pronoun-for-a-document", is_for_document, "document"),)
"""Tried before the first mention of the pronoun's actor."""

FORM_RULES = (
    by_noun("one-at-large", is_one_at_large, "collective"),
    by_noun("one-with-a-name", is_one_with_name, "named"),
    by_noun("one-of-several", is_one, "unnamed"),
    by_noun("pronoun-for-a-pair-with-names", is_pair_with_names, "named"),
    by_noun("plural-pronoun", is_plural_pronoun, "collective"),
    by_noun("first-person-pronoun", is_first_person, "named"),
    by_noun("pronoun-after-a-name", is_after_name, "named"),
)
"""Tried on pronouns that refer to no noun of the text."""
WITHOUT_NAME = by_noun("pronoun-without-a-name", always, "unnamed")
