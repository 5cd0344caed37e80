"""Recognise headlines: lines without a full stop, in the present tense, in capitals.

Headlines report past acts in the present tense and coming acts in the infinitive, omit articles and auxiliaries,
and have no full stop. In a line in capitals, a capital does not mark a name.
"""

from __future__ import annotations

from onrecord.grammar.tree import Tree, has, is_infinitive_form, is_participle

SENTENCE_ENDS = frozenset(".?!…\"”’'")  # a headline ends in none of these
LONG_WORD = 4  # letters; titles print shorter words in small letters
CAPITALS = 0.75  # share of the long words with a capital in a line in capitals
FEW = 2  # long words: too few for a share


def is_headline(tree: Tree) -> bool:
    """Return whether a sentence is a headline: first in its text, without full stop, not in the past tense."""
    return tree.index == 0 and not has_sentence_end(tree) and _is_timeless(tree)


def stands_as_headline(tree: Tree) -> bool:
    """Return whether a sentence is in the place of a headline: first in its text, or without a full stop."""
    return tree.index == 0 or not has_sentence_end(tree)


def has_sentence_end(tree: Tree) -> bool:
    """Return whether a sentence ends in a full stop or in another mark that ends sentences."""
    return tree.tokens[-1].text[-1] in SENTENCE_ENDS


def is_in_capitals(tree: Tree) -> bool:
    """Return whether nearly all long words of a sentence have a capital, so that a capital does not mark a name."""
    long = [t.text for t in tree.tokens if len(t.text) >= LONG_WORD and t.text.isalpha()]
    return len(long) > FEW and sum(word[0].isupper() for word in long) > CAPITALS * len(long)


def _is_timeless(tree: Tree) -> bool:
    """Return whether the root is in the present, an infinitive, a participle, or not a verb."""
    root = _root(tree)
    if root is None:
        return True
    group = [tree.tokens[c] for c in (root, *tree.of(root, "aux", "cop"))]
    finite = [t for t in group if has(t, "VerbForm=Fin")]
    if finite:
        return not any(has(t, "Tense=Past") for t in finite)
    verb = tree.tokens[root]
    return verb.upos != "VERB" or is_infinitive_form(verb) or is_participle(verb)


def _root(tree: Tree) -> int | None:
    return next((i for i, token in enumerate(tree.tokens) if token.head < 0), None)
