"""Which actor a source is: the one that its head refers to, or one named beside the head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.grammar import Tree
from onrecord.grammar.tree import is_plural_form
from onrecord.reading.attributions.context import Context
from onrecord.reading.attributions.extents.drafts import Extent, shared
from onrecord.reading.attributions.extents.transcripts import first_turn
from onrecord.reading.attributions.sources.noun import BODIES
from onrecord.reading.attributions.sources.noun_phrases import is_of_another, is_proper
from onrecord.types import Actor

OF_A_NOUN = ("det", "amod", "nmod:poss", "compound", "nummod")  # relations that a name alone does not have


def actor_of(source: Extent, context: Context) -> Actor | None:
    """Return the actor of a source, or None."""
    label = context.document.text[slice(*source)].lower()
    if label in context.words.classes.question_labels:
        return None
    if label in context.words.classes.answer_labels:
        return _interviewee(context)
    place = context.phrase(*source)
    if place is None:
        return context.actors.at(source[0])
    tree, head = place
    antecedent = antecedent_of(tree, head, context)
    if antecedent is not None:
        return _at(tree, antecedent, context)
    found = _named_behind(tree, head, context) or _at(tree, head, context)
    if found is None:
        return _named_beside(tree, head, context) or _family_name(tree, head, context)
    is_person = tree.word(head) in context.words.classes.singular_pronouns
    return None if is_person and found.kind in BODIES else found


def _interviewee(context: Context) -> Actor | None:
    """Return the person whom the text before the first question is mostly about."""
    classes = context.words.classes
    first = first_turn(context.document.text, classes.question_labels | classes.answer_labels)
    return None if first is None else context.actors.most_mentioned_before(first)


def is_spoken_of(actor: Actor, source: Extent, quoted: Sequence[Extent]) -> bool:
    """Return whether a speech names `actor`, whom its source does not name: nobody speaks so of themselves."""
    names = [(m.start, m.end) for m in actor.mentions if m.form == "name"]
    return shared(names, quoted) > 0 and not shared(names, (source,))


def antecedent_of(tree: Tree, i: int, context: Context) -> int | None:
    """Return the noun that the relative pronoun `i` stands for, or None."""
    if tree.tokens[i].upos != "PRON" or tree.word(i) not in context.words.classes.relative_pronouns:
        return None
    clause = next((n for n in tree.path_up(i) if tree.tokens[n].deprel == "acl:relcl"), None)
    return None if clause is None else tree.tokens[clause].head


def _at(tree: Tree, i: int, context: Context) -> Actor | None:
    return context.actors.at(tree.tokens[i].start)


def _named_behind(tree: Tree, head: int, context: Context) -> Actor | None:
    """Return the person whose name follows a description: "the president of the union, Lea Ort"."""
    kind = context.words.source_kind(context.words.noun(tree.tokens[head]))
    if kind not in ("person", "office") or is_plural_form(tree.tokens[head]):
        return None
    people = (_at(tree, c, context) for c in _own_names_behind(tree, head, context))
    return next((a for a in people if a is not None and a.named and a.kind == "person"), None)


def _own_names_behind(tree: Tree, head: int, context: Context) -> Iterator[int]:
    """Yield the names in apposition to `head` alone.

    Not so in "a spokesman for Mayor Ort" and "a supporter of her rival, Ort".
    """
    for c in tree.of(head, "appos"):
        before = next((t for t in reversed(tree.tokens[head:c]) if t.upos != "PROPN"), tree.tokens[head])
        is_apart = before.upos == "PUNCT" and not is_of_another(tree, head, c, context.words)
        if is_apart and is_proper(tree, c):
            yield c


def _named_beside(tree: Tree, head: int, context: Context) -> Actor | None:
    """Return the person of "adviser John Bolton", where the parser took "adviser" for the head."""
    names = (c for c in tree.of(head, "flat", "appos") if is_proper(tree, c))
    people = (_at(tree, c, context) for c in names)
    return next((a for a in people if a is not None and a.kind == "person"), None)


def _family_name(tree: Tree, head: int, context: Context) -> Actor | None:
    """Return the person of a family name alone: "PENCE" in a headline."""
    if tree.of(head, *OF_A_NOUN):
        return None
    return context.actors.person_called(tree.tokens[head].text)
