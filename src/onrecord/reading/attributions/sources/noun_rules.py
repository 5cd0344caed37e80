"""Rules of sourcing that look at the noun and what stands with it.

A person, a body, several people, or a document: sourcing.tsv tells most of it, and number, article and a name
beside the noun the rest.
"""

from __future__ import annotations

from onrecord.grammar import Tree
from onrecord.reading.attributions.sources.noun import Noun, is_plural_phrase, of_phrases
from onrecord.reading.attributions.sources.noun_phrases import (
    determiners,
    is_behind_clause,
    is_definite,
    is_introduced,
    is_of_another,
    is_proper,
    modifiers,
)
from onrecord.reading.attributions.sources.sourcing_rules import by_noun, by_table

LONGEST_SMALL_WORD = 4  # letters; titles write longer words with a capital, running text does not
BESIDE_NOUN = ("flat", "appos", "conj")  # relations of a name to the noun that it stands beside
NAMING_SEVERAL = ("appos", "conj")  # the same for a plural, whose "flat" is part of a name
SUPERLATIVE = "Degree=Sup"


# ---- what kind of noun ------------------------------------------------------------------------


def is_publisher(noun: Noun) -> bool:
    """Read "this newspaper understands": the publisher means itself."""
    said = [noun.tree.word(c) for c in noun.tree.of(noun.head, "det", "nmod:poss")]
    if noun.lemma not in noun.classes.publisher_self_nouns:
        return False
    return not noun.classes.publisher_self_determiners.isdisjoint(said)


def is_opening_informant(noun: Noun) -> bool:
    """Read "Sources said": the noun is one for people without names."""
    return noun.kind == "informant" and is_opening_plural(noun)


def is_opening_plural(noun: Noun) -> bool:
    """Read "Medics said": at the head of the sentence a plural noun is tagged as a name."""
    tree, head = noun.tree, noun.head
    if noun.upos != "PROPN" or tree.of(head, "flat") or not _opens_sentence(noun):
        return False
    is_plural = noun.lemma != noun.text
    if not is_plural or noun.words.source_kind(noun.lemma) not in ("person", "group", "informant"):
        return False
    return noun.actor is None or noun.actor.name.lower() == noun.text  # else it is a surname


def _opens_sentence(noun: Noun) -> bool:
    return all(token.upos == "PUNCT" for token in noun.tree.tokens[: noun.head])


def is_document(noun: Noun) -> bool:
    """Read "the report said", "the Clean Water law"; "The Post" is a name, though "post" is in the table."""
    is_small = noun.token.text.islower()
    return noun.kind == "document" and (is_small or (noun.upos != "PROPN" and not _is_in_name(noun)))


def _is_in_name(noun: Noun) -> bool:
    if noun.actor is None or not noun.actor.named:
        return False
    names = (m for m in noun.actor.mentions if m.form == "name")
    return any(m.start <= noun.start < m.end for m in names)


def is_partisan(noun: Noun) -> bool:
    """Read "Tories said", "Senate Republicans said": all who are of a party or a faith."""
    heads = (noun.head, *noun.tree.of(noun.head, "flat"))
    return any(_is_partisan_plural(noun, i) for i in heads)


def _is_partisan_plural(noun: Noun, i: int) -> bool:
    token, lemma = noun.tree.tokens[i], noun.words.noun(noun.tree.tokens[i])
    if token.upos != "PROPN" or lemma not in noun.classes.partisan_nouns:
        return False
    # the tagger gives some plurals the number of a name
    is_plural = "Number=Plur" in token.feats or lemma != token.text.lower()
    return is_plural and noun.classes.small_numbers.isdisjoint(determiners(noun.tree, i))


def is_privy(noun: Noun) -> bool:
    """Read "two people familiar with the talks": people who know and have no names."""
    if noun.words.source_kind(noun.lemma) not in ("person", "group"):
        return False
    dependents = noun.tree.of(noun.head, "amod", "acl", "nmod", "obl")
    return any(noun.tree.word(c) in noun.classes.privy_words for c in dependents)


def is_thing(noun: Noun) -> bool:
    """Read "the data show", "the decision means": neither a person nor a body."""
    return noun.kind is None and noun.actor is None and noun.upos == "NOUN"


# ---- names ------------------------------------------------------------------------------------


def is_pair(noun: Noun) -> bool:
    """Read "both", "the two lawmakers", "neither company": two actors who were named before."""
    if noun.lemma in noun.classes.unspecific_person_nouns:
        return False  # "two officials said", then "the two officials"
    if noun.kind == "group" and noun.upos == "NOUN":
        return False
    if not _means_two(noun) or noun.tree.of(noun.head, "nmod"):
        return False
    return noun.context.actors.count_before(noun.start, *noun.actor_kinds) > 1


def _means_two(noun: Noun) -> bool:
    classes, said = noun.classes, {*noun.determiners, noun.text}
    is_definite_number = said & classes.definite_determiners and said & classes.small_numbers
    return bool(said & classes.pair_words or is_definite_number)


def is_named_group(noun: Noun) -> bool:
    """Read "Democrats said", where the actor is the group."""
    if noun.actor is None or noun.actor.kind != "group":
        return False
    return noun.is_plural and noun.is_named and not is_pair(noun)


def is_proper_noun(noun: Noun) -> bool:
    """Return whether it is a proper noun in the singular, and no title as in "the MP said"."""
    if not is_proper(noun.tree, noun.head) or noun.is_plural or noun.is_introduced:
        return False
    known = noun.classes.definite_determiners - noun.classes.publisher_self_determiners
    return noun.kind != "person" or not noun.has_determiner(known)


def has_name_beside(noun: Noun) -> bool:
    """Read "Lea Ort and other parents", "one of the executives, Lea Ort,"."""
    tree, head = noun.tree, noun.head
    if noun.upos == "NUM":
        beside = [a for c in (head, *tree.of(head, "nmod")) for a in tree.of(c, "appos")]
    else:
        relations = NAMING_SEVERAL if is_plural_phrase(tree, head) else BESIDE_NOUN
        beside = [c for c in tree.of(head, *relations) if _may_name(noun, c)]
    return any(is_proper(tree, c) for c in beside)


def _may_name(noun: Noun, c: int) -> bool:
    """Return whether `c` may be the name of the noun, and not the name of a place or of another person."""
    tree, head = noun.tree, noun.head
    if _is_listed_place(tree, head, c) or is_of_another(tree, head, c, noun.words):
        return False
    return not is_behind_clause(tree, head, c) or _is_person(noun, c)


def _is_listed_place(tree: Tree, head: int, c: int) -> bool:
    """Read "voters in Ohio, Iowa and Maine": the parser attaches the last names to "voters"."""
    places = [p for p in tree.of(head, "nmod") if is_proper(tree, p)]
    return tree.tokens[c].deprel == "conj" and any(head < p < c for p in places)


def _is_person(noun: Noun, c: int) -> bool:
    actor = noun.context.actors.at(noun.tree.tokens[c].start)
    return actor is not None and actor.kind == "person"


def is_including_name(noun: Noun) -> bool:
    """Read "several companies, including Patriot, said": one name among several."""
    tree, including = noun.tree, noun.classes.including_words
    behind = [p for p in tree.subtree(noun.head) if p > noun.head]
    opener = next((p for p in behind if tree.word(p) in including), None)
    return opener is not None and any(is_proper(tree, p) for p in behind if p > opener)


def is_place_of_name(noun: Noun) -> bool:
    """Read "the cities of Ulm and Bonn": the names behind "of" are those of the noun."""
    if noun.lemma not in noun.classes.named_place_nouns or not noun.is_definite:
        return False
    return any(is_proper(noun.tree, c) for c in of_phrases(noun.tree, noun.head, noun.words))


def is_numbered_address(noun: Noun) -> bool:
    """Read "No 10 said"."""
    tree, head = noun.tree, noun.head
    before = (tree.word(c) for c in tree.children[head] if c < head)
    return noun.upos == "NUM" and any(word in noun.classes.number_marks for word in before)


def is_written_as_name(noun: Noun) -> bool:
    """Read "Western Journalism reported": a noun with a capital in the middle of running text."""
    if noun.actor is not None or noun.upos != "NOUN" or not noun.token.text[0].isupper():
        return False
    tokens, head = noun.tree.tokens, noun.head
    opens = head == 0 or tokens[head - 1].upos == "PUNCT"  # behind a dateline: "OSLO — Fans of"
    return not opens and any(t.text[0].islower() and len(t.text) > LONGEST_SMALL_WORD for t in tokens)


# ---- numbers ----------------------------------------------------------------------------------


def has_generic_determiner(noun: Noun) -> bool:
    """Read "many voters", "some experts"."""
    return noun.has_determiner(noun.classes.generic_determiners)


def is_picked(noun: Noun) -> bool:
    """Read "a third said", behind two others; not "nearly a third of the voters"."""
    if noun.text not in noun.classes.picking_ordinals:
        return False
    following = {t.text for t in noun.tree.tokens[noun.head + 1 : noun.head + 2]}
    if following & noun.classes.genitive_prepositions:
        return False
    return all(noun.tree.tokens[c].deprel in ("det", "punct") for c in noun.tree.children[noun.head])


def is_counted(noun: Noun) -> bool:
    """Read "two senior officials": a few people."""
    if noun.kind not in ("person", "office"):
        return False
    tree, head = noun.tree, noun.head
    numbers = (c for c in tree.of(head, "nummod") if c < head and tree.word(c) in noun.classes.small_numbers)
    return any(tree.tokens[c + 1].upos not in ("ADP", "PUNCT") for c in numbers)


def is_of_several(noun: Noun) -> bool:
    """Read "a small group of donors", "six in ten voters": a body or a number of so many people."""
    tree, head = noun.tree, noun.head
    if noun.upos == "NUM":
        prepositions = {tree.tokens[m].text for c in tree.of(head, "nmod") for m in tree.of(c, "case")}
        is_share = not noun.classes.containing_prepositions.isdisjoint(prepositions)
        return noun.text not in noun.classes.singular_numerals or is_share
    plurals = ("Number=Plur" in tree.tokens[c].feats for c in of_phrases(tree, head, noun.words))
    return noun.kind == "body" and any(plurals)


def is_superlative(noun: Noun) -> bool:
    """Read "the youngest said": one of several, by a quality."""
    return noun.kind is None and noun.upos == "ADJ" and SUPERLATIVE in noun.token.feats


# ---- bodies and offices that need no name -------------------------------------------------------


def is_sole(noun: Noun) -> bool:
    """Read "the government", "the health ministry", "state television": a country has only one."""
    tree, head, sole = noun.tree, noun.head, noun.classes.sole_nouns
    if any(f"{word} {noun.lemma}" in sole for word in modifiers(tree, head)):
        return not is_introduced(tree, head, noun.words)
    return noun.lemma in sole and is_definite(tree, head, noun.words)


FIRST_RULES = (
    by_noun("publisher-itself", is_publisher, "named"),
    by_table("opening-informant-noun", is_opening_informant, "unnamed"),
    by_table("opening-plural-noun", is_opening_plural, "collective"),
    by_table("document-noun", is_document, "document"),
    by_noun("partisan-plural", is_partisan, "collective"),
    by_noun("members-of-a-named-group", is_named_group, "collective"),
    by_noun("named-actor", lambda noun: noun.is_named, "named"),
    by_noun("generic-determiner", has_generic_determiner, "collective"),
)
"""Tried on every word, pronouns too."""

NOUN_RULES = (
    by_table("informant-noun", lambda noun: noun.kind == "informant", "unnamed"),
    by_table("privy-persons", is_privy, "unnamed"),
    by_noun("proper-noun", is_proper_noun, "named"),
    by_noun("name-beside-the-noun", has_name_beside, "named"),
    by_noun("name-among-several", is_including_name, "named"),
    by_noun("place-of-that-name", is_place_of_name, "named"),
    by_noun("picking-ordinal", is_picked, "unnamed"),
    by_noun("pair-of-named-actors", is_pair, "named"),
    by_noun("numbered-address", is_numbered_address, "named"),
    by_noun("written-as-a-name", is_written_as_name, "named"),
    by_noun("thing-that-shows", is_thing, "document"),
    by_table("counted-persons", is_counted, "unnamed"),
    by_table("group-noun", lambda noun: noun.kind == "group", "collective"),
    by_noun("plural-noun", lambda noun: is_plural_phrase(noun.tree, noun.head), "collective"),
    by_table("body-of-several", is_of_several, "collective"),
    by_noun("superlative-alone", is_superlative, "unnamed"),
)
"""Tried on nouns, and on pronouns that sourcing.tsv lists."""
