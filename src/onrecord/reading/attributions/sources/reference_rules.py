"""Rules of sourcing that ask whether the text names the referent of a singular noun elsewhere."""

from __future__ import annotations

from onrecord.reading.attributions.sources.noun import Noun
from onrecord.reading.attributions.sources.noun_phrases import has_name, is_proper, modifiers
from onrecord.reading.attributions.sources.noun_rules import is_sole
from onrecord.reading.attributions.sources.sourcing_rules import by_noun, by_table
from onrecord.reading.rules import always

LATE = ("office", "body")  # the lead describes it and the text below names it: "A federal court ruled"


def is_body_of_named_owner(noun: Noun) -> bool:
    """Read "his campaign", "Ort's office", "Time magazine": a body goes by the name of its owner."""
    if noun.kind != "body" or noun.is_introduced:
        return False
    owners = noun.tree.of(noun.head, "nmod:poss", "compound")
    return any(is_proper(noun.tree, c) or _is_named_owner(noun, c) for c in owners)


def _is_named_owner(noun: Noun, c: int) -> bool:
    if noun.tree.tokens[c].deprel != "nmod:poss":
        return False
    owner = noun.context.actors.at(noun.tree.tokens[c].start)
    return owner is not None and owner.named


def is_introduced_nameless(noun: Noun) -> bool:
    """Return whether the same noun, with the same modifiers, introduced an unnamed person or body before.

    After "a cabinet minister", "the prime minister" is another person.
    """
    introductions = noun.context.introductions
    if not introductions.is_introduced_before(noun.lemma, noun.start):
        return False
    own = set(modifiers(noun.tree, noun.head))
    first = introductions.modifiers.get(noun.lemma, frozenset())
    return not own or not first or bool(own & first)


def is_named_below_lead(noun: Noun) -> bool:
    """Return whether the lead describes an office or body, and the text names one: "A federal court ruled"."""
    actors = noun.context.actors
    if noun.kind not in LATE or not noun.context.is_lead(noun.start):
        return False
    may_follow = noun.kind == "body" or noun.is_definite or not actors.names_before(noun.start, "person")
    return may_follow and actors.names_any(*noun.actor_kinds)


def is_person_of_lead(noun: Noun) -> bool:
    """Return whether the lead describes a person whom the text names only later: "Ort's former lawyer"."""
    if noun.kind != "person" or noun.upos == "PRON" or noun.is_introduced or _is_unspecific(noun):
        return False
    # "his lawyer" may stay without a name
    possessors = noun.tree.of(noun.head, "nmod:poss")
    if any(noun.tree.tokens[c].upos == "PRON" for c in possessors):
        return False
    return noun.context.is_lead(noun.start) and noun.context.actors.names_new_person_after(noun.start)


def _is_unspecific(noun: Noun) -> bool:
    return noun.lemma in noun.classes.unspecific_person_nouns


def is_bare_in_headline(noun: Noun) -> bool:
    """Return whether it has no determiner, as in a headline, and stands with a name elsewhere."""
    return not noun.determiners and _stands_with_name(noun) and noun.context.is_lead(noun.start)


def _stands_with_name(noun: Noun) -> bool:
    return noun.lemma in noun.context.introductions.with_name


def is_indefinite(noun: Noun) -> bool:
    """Read "an official said"."""
    return not noun.is_definite


def is_person_named_elsewhere(noun: Noun) -> bool:
    """Read "the senator said", with "Sen. Lea Ort" elsewhere."""
    return noun.kind == "person" and _stands_with_name(noun)


def is_named_relative(noun: Noun) -> bool:
    """Read "her husband", where the text names two persons with one family name."""
    if noun.kind != "person" or noun.lemma not in noun.classes.kin_nouns:
        return False
    actors = noun.context.actors
    starts = (noun.tree.tokens[c].start for c in noun.tree.of(noun.head, "nmod:poss"))
    people = (a for a in map(actors.at, starts) if a is not None and a.named and a.kind == "person")
    return any(actors.has_namesake(owner) for owner in people)


def is_person_named_last(noun: Noun) -> bool:
    """Read "the lawyer" as the person named last, if the noun was not used of others before."""
    if noun.kind != "person" or _is_unspecific(noun):
        return False
    if not noun.has_determiner(noun.classes.definite_articles):
        return False
    is_new = noun.context.introductions.others.get(noun.lemma, noun.start) >= noun.start
    return is_new and noun.context.is_last_person_named(noun.start)


def is_person_of_somebody(noun: Noun) -> bool:
    """Read "Ort's former strategist", "his chief aide", where the text names others than Ort."""
    owners = noun.tree.of(noun.head, "nmod:poss")
    if noun.kind not in ("person", "office") or not owners or _is_unspecific(noun):
        return False
    if noun.lemma in noun.classes.kin_nouns:
        return False
    owner = noun.context.actors.at(noun.tree.tokens[owners[0]].start)
    return noun.context.actors.names_another_person(owner)


def is_office_beside_names(noun: Noun) -> bool:
    """Read "the minister", where the text names persons."""
    return noun.kind == "office" and noun.context.actors.names_any(*noun.actor_kinds)


def is_body_named_before(noun: Noun) -> bool:
    """Read "the company", with a body named before."""
    if noun.kind in ("person", "office"):
        return False
    return noun.context.actors.names_before(noun.start, *noun.actor_kinds)


REFERENCE_RULES = (
    by_noun("noun-with-a-name", lambda noun: has_name(noun.tree, noun.head), "named"),
    by_table("body-of-a-named-owner", is_body_of_named_owner, "named"),
    by_noun("only-one-of-its-kind", is_sole, "named"),
    by_noun("brought-in-without-a-name", is_introduced_nameless, "unnamed"),
    by_table("named-below-the-lead", is_named_below_lead, "named"),
    by_noun("person-told-of-in-the-lead", is_person_of_lead, "named"),
    by_noun("noun-of-a-name-in-the-headline", is_bare_in_headline, "named"),
    by_noun("indefinite-noun", is_indefinite, "unnamed"),
    by_noun("noun-of-a-name-elsewhere", is_person_named_elsewhere, "named"),
    by_noun("relative-with-a-name", is_named_relative, "named"),
    by_noun("person-named-last", is_person_named_last, "named"),
    by_table("person-of-somebody-where-others-are-named", is_person_of_somebody, "named"),
    by_table("office-where-persons-are-named", is_office_beside_names, "named"),
    by_noun("body-named-before", is_body_named_before, "named"),
)
NAMED_NOWHERE = by_noun("named-nowhere", always, "unnamed")
