"""What kind of source the words name: see `sourcing` in docs/annotation-attributions.md.

A source is named if the article names it anywhere: "the senator" behind "Sen. Lea Ort" is named, "the official"
behind "a senior official" is not. The actor decides; where it leaves this open, the noun does, by its kind, number,
article and introduction. The rules are tables: the first that applies decides, and its name goes into `basis`.
"""

from __future__ import annotations

from onrecord.grammar import Tree
from onrecord.reading.attributions.context import Context
from onrecord.reading.attributions.extents.drafts import Draft, Extent
from onrecord.reading.attributions.sources.actor import antecedent_of, is_described_by_name
from onrecord.reading.attributions.sources.noun import Noun, noun_at
from onrecord.reading.attributions.sources.noun_rules import FIRST_RULES, NOUN_RULES
from onrecord.reading.attributions.sources.pronoun_rules import DOCUMENT_RULES, FORM_RULES, WITHOUT_NAME
from onrecord.reading.attributions.sources.reference_rules import NAMED_NOWHERE, REFERENCE_RULES
from onrecord.reading.attributions.sources.sourcing_rules import Sourced
from onrecord.reading.rules import first_result
from onrecord.types import Actor, Mention, Reason, Sourcing

ANSWER_LABEL = ("answer-label-after-a-name", "answer-label-without-a-name")
WHO = ("who-after-a-name", "who-without-a-name")


def sourcing_of(draft: Draft, source: Extent | None, actor: Actor | None, context: Context) -> Sourced:
    """Return what kind of source a draft has; `source` is None where the draft has none or a wrong one."""
    if source is None:
        rule = "no-source-in-the-text" if draft.source is None else "source-is-only-told-about"
        return Sourced("none", (Reason(rule=rule),))
    place = context.phrase(*source)
    if place is None:
        return _without_tree(actor)
    tree, head = place
    if draft.is_turn and tree.word(head) in context.words.classes.answer_labels:
        return _by_name_before(tree, head, source, context, ANSWER_LABEL)
    antecedent = antecedent_of(tree, head, context)
    if antecedent is None and is_described_by_name(tree, head, source, context):
        return Sourced("named", (Reason(rule="name-behind-a-description", words=tree.tokens[head].text),))
    found = _at(tree, head if antecedent is None else antecedent, actor, context)
    if found.sourcing == "document" and tree.word(head) in context.words.classes.personal_relatives:
        return _by_name_before(tree, head, source, context, WHO)
    return found


def _without_tree(actor: Actor | None) -> Sourced:
    if actor is not None and actor.named:
        return Sourced("named", (Reason(rule="named-actor", words=actor.name),))
    return Sourced("unnamed", (Reason(rule="source-without-a-tree"),))


def _by_name_before(tree: Tree, i: int, source: Extent, context: Context, rules: tuple[str, str]) -> Sourced:
    """Return named, by the first of two rules, if a person is named before the source, else unnamed."""
    is_named = context.actors.names_before(source[0], "person")
    sourcing: Sourcing = "named" if is_named else "unnamed"
    rule = rules[0] if is_named else rules[1]
    return Sourced(sourcing, (Reason(rule=rule, words=tree.tokens[i].text),))


def _at(tree: Tree, head: int, actor: Actor | None, context: Context) -> Sourced:
    """Return what the first rule that applies says of the noun or pronoun at `head`."""
    noun = noun_at(tree, head, actor, context)
    found = first_result(FIRST_RULES, noun)
    if found is not None:
        return found
    if noun.upos == "PRON" and noun.kind is None:
        return _of_pronoun(noun)
    return first_result(NOUN_RULES, noun) or first_result(REFERENCE_RULES, noun) or NAMED_NOWHERE.result(noun)


def _of_pronoun(noun: Noun) -> Sourced:
    """Return the sourcing of a pronoun: that of the first noun for its actor, or by its form."""
    return (
        first_result(DOCUMENT_RULES, noun)
        or _by_first_mention(noun)
        or first_result(FORM_RULES, noun)
        or WITHOUT_NAME.result(noun)
    )


def _by_first_mention(noun: Noun) -> Sourced | None:
    """Return the sourcing of the first mention of the pronoun's actor that is no pronoun."""
    mentions = () if noun.actor is None else noun.actor.mentions
    for mention in sorted(mentions, key=lambda m: m.start):
        place = _noun_of(mention, noun.context)
        if place is not None:
            found = _at(*place, noun.actor, noun.context)
            first = Reason(rule="pronoun-as-its-first-mention", words=mention.text)
            return Sourced(found.sourcing, (first, *found.reasons))
    return None


def _noun_of(mention: Mention, context: Context) -> tuple[Tree, int] | None:
    """Return the tree and head of a mention, or None where it is a pronoun."""
    place = None if mention.form == "pronoun" else context.phrase(mention.start, mention.end)
    if place is None or place[0].tokens[place[1]].upos == "PRON":
        return None
    return place
