"""Phrases that look like the source of a cue, while the cue is only about them."""

from __future__ import annotations

from onrecord.grammar import Tree
from onrecord.grammar.tree import has
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.cues import find_cue
from onrecord.reading.attributions.extents.drafts import Extent, covers, tokens_in


def is_not_the_source(tree: Tree, head: int, source: Extent, words: AttributionWords) -> bool:
    """Return whether the cue at `head` is only about `source`, or `source` cannot speak.

    "Ort seems to think" is the writer's view, "Ort is said to think" that of others, and in "Asked about it,
    Ort said" it is not Ort who asks.
    """
    if is_mere_quantity(tree, source, words) or is_bare_determiner(tree, head, source, words):
        return True
    if _is_view_of_others(tree, head, words):
        return _holds_one(source, tree, tree.of(head, "nsubj", "nsubj:pass"))
    if _is_question_before(tree, head, words):
        return not _holds_one(source, tree, tree.of(head, "obl"))  # "asked by reporters"
    return False


def is_bare_determiner(tree: Tree, head: int, source: Extent, words: AttributionWords) -> bool:
    """Return whether a source is an article or a demonstrative alone, and no relative pronoun: "The says: ...".

    The "that" of "a report that says" stands for the report.
    """
    inside = tokens_in(tree, source)
    if len(inside) != 1 or tree.relations[head] == "acl":
        return False
    return tree.word(inside[0]) in words.classes.bare_determiners


def is_mere_quantity(tree: Tree, source: Extent, words: AttributionWords) -> bool:
    """Return whether a source is a number, a tally or a quantity, and not one of people: "53", "the vote", "much"."""
    head = tree.head_of(*source)
    if head is None or tree.of(head, "nmod"):
        return False
    token = tree.tokens[head]
    if token.upos == "NUM":
        if any(tree.tokens[i].upos == "PROPN" for i in tokens_in(tree, source)):
            return False  # "9/11 widow Lea Ort"
        before = {tree.word(c) for c in tree.children[head] if c < head}
        return any(c.isdigit() for c in token.text) and before.isdisjoint(words.classes.number_marks)
    if token.upos == "NOUN":
        return words.noun(token) in words.classes.tally_nouns
    return tree.word(head) in words.classes.quantity_words


def _holds_one(source: Extent, tree: Tree, positions: list[int]) -> bool:
    return any(covers(source, tree.tokens[i].start) for i in positions)


def _is_view_of_others(tree: Tree, head: int, words: AttributionWords) -> bool:
    verb = words.verb(tree.tokens[head])
    if verb in words.classes.impression_verbs:
        return True
    is_hearsay = verb in words.classes.hearsay_verbs
    return is_hearsay and bool(tree.of(head, "aux:pass")) and bool(tree.of(head, "xcomp"))


def _is_question_before(tree: Tree, head: int, words: AttributionWords) -> bool:
    """Return whether the cue is a participle for a question to the next speaker: "Asked why, he said"."""
    token = tree.tokens[head]
    if token.deprel != "advcl" and not _opens_sentence(tree, head):
        return False
    if tree.of(head, "nsubj") or tree.word(head) == tree.lemma(head) or not has(token, "Tense=Past"):
        return False
    cue = find_cue(tree, head, words)
    return cue is not None and cue.row.kind == "ask"


def _opens_sentence(tree: Tree, head: int) -> bool:
    is_capital = tree.tokens[head].text[0].isupper()
    return is_capital and all(t.upos == "PUNCT" for t in tree.tokens[:head])
