"""Whether a line is written as a headline is: without a full stop, in the present tense, in capitals.

Headlines tell what is done in the present tense and what is to come in the infinitive, leave out articles and
auxiliaries, and end in no full stop. A line in capitals says nothing by its capitals.
"""

from __future__ import annotations

from onrecord.grammar.tree import Tree, has, is_infinitive_form, is_participle

SENTENCE_ENDS = frozenset(".?!…\"”’'")  # a line that ends in none of these is a headline
LONG_WORD = 4  # letters; titles write shorter ones small
CAPITALS = 0.75  # share of the long words that have one
FEW = 2  # long words; of so few no share is told


def is_headline(tree: Tree) -> bool:
    """Return whether a sentence is a headline: first in its text, without full stop, not in the past tense."""
    return tree.index == 0 and not has_sentence_end(tree) and _is_timeless(tree)


def stands_as_headline(tree: Tree) -> bool:
    """Return whether a sentence stands where a headline may: first in its text, or without a full stop."""
    return tree.index == 0 or not has_sentence_end(tree)


def has_sentence_end(tree: Tree) -> bool:
    """Return whether a sentence ends in a full stop or in another mark that ends sentences."""
    return tree.tokens[-1].text[-1] in SENTENCE_ENDS


def is_in_capitals(tree: Tree) -> bool:
    """Return whether nearly all long words of a sentence have a capital, so that capitals say nothing in it."""
    long = [t.text for t in tree.tokens if len(t.text) >= LONG_WORD and t.text.isalpha()]
    return len(long) > FEW and sum(word[0].isupper() for word in long) > CAPITALS * len(long)


def _is_timeless(tree: Tree) -> bool:
    """Return whether the root is in the present, an infinitive, a participle or no verb at all."""
    root = next((i for i, token in enumerate(tree.tokens) if token.head < 0), None)
    if root is None:
        return True
    group = [tree.tokens[c] for c in (root, *tree.of(root, "aux", "cop"))]
    finite = [t for t in group if has(t, "VerbForm=Fin")]
    if finite:
        return not any(has(t, "Tense=Past") for t in finite)
    verb = tree.tokens[root]
    return verb.upos != "VERB" or is_infinitive_form(verb) or is_participle(verb)
