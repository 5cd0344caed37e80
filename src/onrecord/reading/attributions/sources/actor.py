"""Which actor a source is: the one that its head refers to, or one named beside the head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.grammar import Tree
from onrecord.grammar.tree import NOMINAL, is_plural_form
from onrecord.reading.attributions.context import Context
from onrecord.reading.attributions.extents.drafts import Extent, shared, tokens_in
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
    noun = i if clause is None else tree.tokens[clause].head
    if noun >= i:  # the parser took a noun behind the pronoun
        noun = i - 2 if i > 1 and tree.tokens[i - 1].text == "," else i
    if noun == i or tree.tokens[noun].upos not in NOMINAL:
        return None
    return _person_above(tree, noun, context) if _is_of_persons(tree, i, context) else noun


def _is_of_persons(tree: Tree, i: int, context: Context) -> bool:
    return tree.word(i) in context.words.classes.personal_relatives


def _person_above(tree: Tree, noun: int, context: Context) -> int:
    """Return the person whom a phrase of `noun` belongs to: "listeners to his show who", and `noun` without one."""
    kinds = ("person", "office", "informant", "group")
    chain = (noun, *(n for n in tree.path_up(noun) if tree.tokens[n].upos in NOMINAL))
    people = (n for n in chain if context.words.source_kind(context.words.noun(tree.tokens[n])) in kinds)
    is_thing = context.words.source_kind(context.words.noun(tree.tokens[noun])) == "document"
    return next(people, noun) if is_thing else noun


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


def is_described_by_name(tree: Tree, head: int, source: Extent, context: Context) -> bool:
    """Return whether a person's name stands behind a comma in a source: "his aide, Lea Ort", by the words alone.

    Not so in "a supporter of her rival, Ort".
    """
    kind = context.words.source_kind(context.words.noun(tree.tokens[head]))
    if kind not in ("person", "office") or is_plural_form(tree.tokens[head]):
        return False
    behind = [i for i in tokens_in(tree, source) if i > head]
    comma = next((i for i in behind if tree.tokens[i].text == ","), None)
    if comma is None or comma + 1 not in behind or not is_proper(tree, comma + 1):
        return False
    actor = _at(tree, comma + 1, context)
    is_person = actor is not None and actor.named and actor.kind == "person"
    return is_person and not is_of_another(tree, head, comma + 1, context.words)


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
