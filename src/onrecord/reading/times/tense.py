"""Tell whether the clause around a time looks back or ahead.

With a tree, the verb that governs the time decides: its auxiliaries ("will"), its tense, or
its meaning ("is scheduled"). Without one, the nearest telling word of the sentence does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import is_introduced_by
from onrecord.lexicon.times import Tense, TimeWords
from onrecord.types import Span, Token

REACH_BEFORE, REACH_AFTER = 160, 80  # characters of the sentence looked at where there is no tree
DAY_PREPOSITION = "on"
SENTENCE_END = re.compile(r"(?<=[a-z0-9,)%][a-z0-9)%'\"”’])[.!?]['\"”’]*\s+(?=[A-Z\"“‘'`])|\n\s*\n")
WORD = re.compile(r"['’]?[a-z]+(?:['’]t)?|[A-Z][a-z]+")


def tense_at(span: Span, text: str, forest: Forest, words: TimeWords) -> Tense | None:
    """Return the tense of the clause around `span`, or None where nothing tells."""
    found = forest.token_at(span.start)
    if found is None:
        return tense_around(span, text, words)
    tree, token = found
    return _tense_in_tree(tree, token, words)


def tense_around(span: Span, text: str, words: TimeWords) -> Tense | None:
    """Return the tense that the nearest telling word of the sentence shows, those before first."""
    before = SENTENCE_END.split(text[max(span.start - REACH_BEFORE, 0) : span.start])[-1]
    for word in reversed(WORD.findall(before)):
        tense = _tense_of(word.lower(), words)
        if tense is not None:
            return tense
    after = SENTENCE_END.split(text[span.end : span.end + REACH_AFTER])[0]
    for word in WORD.findall(after):
        tense = _tense_of(word.lower(), words)
        if tense is not None:
            return tense
    return None


def _tense_of(word: str, words: TimeWords) -> Tense | None:
    tense = words.tense["word"].get(word)
    if tense is None and len(word) > 3 and word.endswith("ed"):
        return "past"
    return tense


def _tense_in_tree(tree: Tree, token: int, words: TimeWords) -> Tense | None:
    """Climb from `token` to the first head that shows a tense."""
    for head in tree.path_up(token):
        node = tree.tokens[head]
        lemma = node.lemma.lower()
        helpers = [tree.tokens[c] for c in tree.of(head, "aux", "cop")]
        if _is_to(tree, head, helpers):
            return "future"
        if any(words.tense["word"].get(h.text.lower()) == "future" for h in helpers):
            return "future"
        if node.upos in ("VERB", "AUX") and words.tense["verb"].get(lemma) == "future":
            return "future"
        if words.tense["word"].get(node.text.lower()) == "future" and not _is_done(tree, head, token):
            return "future"
        if "Tense=Past" in node.feats or any("Tense=Past" in h.feats for h in helpers):
            return "past"
        if "VerbForm=Inf" in node.feats and not helpers:
            continue  # "is due to meet": the word above the infinitive tells
        if "Tense=Pres" in node.feats or any("Tense=Pres" in h.feats for h in helpers):
            return "present"
    return None


def _is_done(tree: Tree, head: int, token: int) -> bool:
    """Return whether "set" and the like tell of what was done on a day: "set fire to it on Thursday".

    What was set for a day lies ahead: "set a vote for Thursday".
    """
    node = tree.tokens[head]
    is_told = "Tense=Past" in node.feats and "VerbForm=Fin" in node.feats and bool(tree.of(head, "obj"))
    return is_told and is_introduced_by(tree, token, (DAY_PREPOSITION,))


def _is_to(tree: Tree, head: int, helpers: Sequence[Token]) -> bool:
    """Return whether the verb stands as in "they are to meet", "was to visit"."""
    if "VerbForm=Inf" not in tree.tokens[head].feats:
        return False
    marked = any(tree.tokens[c].text.lower() == "to" for c in tree.of(head, "mark"))
    return marked and any(h.lemma == "be" and "VerbForm=Fin" in h.feats for h in helpers)
