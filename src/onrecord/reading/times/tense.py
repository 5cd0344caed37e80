"""The tense of the clause around a time expression: whether the text looks back or ahead.

With a tree, the first verb above the expression that shows a tense decides: by its auxiliaries ("will"), its
form, or its meaning ("is scheduled"). Without one, the nearest word of the sentence that shows a tense does.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import is_introduced_by
from onrecord.grammar.tree import VERBAL, has, is_finite, is_infinitive_form
from onrecord.grammar.voice import HELPERS, is_infinitive
from onrecord.lexicon.times import Tense, TimeWords
from onrecord.reading.rules import Rule, first_result
from onrecord.types import Span, Token

REACH_BEFORE, REACH_AFTER = 160, 80  # characters around the expression that are read without a tree
SHORTEST_PARTICIPLE = 4  # letters: "used", but not "red"
SURE_SENTENCE_END = re.compile(r"(?<=[a-z0-9,)%][a-z0-9)%'\"”’])[.!?]['\"”’]*\s+(?=[A-Z\"“‘'`])|\n\s*\n")
TENSE_WORD = re.compile(r"['’]?[a-z]+(?:['’]t)?|[A-Z][a-z]+")


def tense_at(span: Span, text: str, forest: Forest, words: TimeWords) -> Tense | None:
    """Return the tense of the clause around `span`, or None where nothing shows it."""
    found = forest.token_at(span.start)
    if found is None:
        return tense_around(span, text, words)
    tree, token = found
    return _tense_in_tree(tree, token, words)


def tense_around(span: Span, text: str, words: TimeWords) -> Tense | None:
    """Return the tense of the nearest word that shows one; words before the span come first."""
    before = SURE_SENTENCE_END.split(text[max(span.start - REACH_BEFORE, 0) : span.start])[-1]
    after = SURE_SENTENCE_END.split(text[span.end : span.end + REACH_AFTER])[0]
    nearest_first = (*reversed(TENSE_WORD.findall(before)), *TENSE_WORD.findall(after))
    tenses = (_tense_of(word.lower(), words) for word in nearest_first)
    return next((tense for tense in tenses if tense is not None), None)


def _tense_of(word: str, words: TimeWords) -> Tense | None:
    """Return the tense that a word shows by itself; words in "-ed" show the past."""
    tense = words.tense["word"].get(word)
    if tense is None and len(word) >= SHORTEST_PARTICIPLE and word.endswith("ed"):
        return "past"
    return tense


@dataclass(frozen=True, slots=True)
class _Above:
    """A word above a time expression, with its auxiliaries and copula."""

    tree: Tree
    head: int
    token: int  # the time expression
    helpers: Sequence[Token]
    words: TimeWords

    def shows(self, feature: str) -> bool:
        """Return whether the word or an auxiliary has a feature."""
        node = self.tree.tokens[self.head]
        return has(node, feature) or any(has(h, feature) for h in self.helpers)


def _tense_in_tree(tree: Tree, token: int, words: TimeWords) -> Tense | None:
    """Return the tense of the first word above `token` that shows one."""
    for head in tree.path_up(token):
        helpers = [tree.tokens[c] for c in tree.of(head, *HELPERS)]
        tense = first_result(TENSE_RULES, _Above(tree, head, token, helpers, words))
        if tense is not None:
            return tense
    return None


def _has_future_auxiliary(above: _Above) -> bool:
    table = above.words.tense["word"]
    return any(table.get(h.text.lower()) == "future" for h in above.helpers)


def _has_past_auxiliaries(above: _Above) -> bool:
    """Return whether two auxiliaries show the past together: "would have left"."""
    table = above.words.tense["auxiliaries"]
    pairs = itertools.pairwise(h.text.lower() for h in above.helpers)
    return any(table.get(f"{first} {second}") == "past" for first, second in pairs)


def _is_verb_of_plans(above: _Above) -> bool:
    """Return whether the word is a verb for future events: "plan", "schedule"."""
    is_verb = above.tree.tokens[above.head].upos in VERBAL
    return is_verb and above.words.tense["verb"].get(above.tree.lemma(above.head)) == "future"


def _is_word_of_plans(above: _Above) -> bool:
    """Return whether the word itself shows the future ("set for Thursday"), and not a past act."""
    is_future = above.words.tense["word"].get(above.tree.word(above.head)) == "future"
    return is_future and not _is_done(above.tree, above.head, above.token, above.words)


def _is_to(above: _Above) -> bool:
    """Return whether the verb is an infinitive after a form of "be": "they are to meet", "was to visit"."""
    if not is_infinitive_form(above.tree.tokens[above.head]) or not is_infinitive(above.tree, above.head):
        return False
    auxiliaries = above.words.classes.progressive_auxiliaries
    return any(h.lemma in auxiliaries and is_finite(h) for h in above.helpers)


def _is_bare_infinitive(above: _Above) -> bool:
    """Return whether the word is an infinitive without auxiliary: in "is due to meet" the word above decides."""
    return has(above.tree.tokens[above.head], "VerbForm=Inf") and not above.helpers


TENSE_RULES: tuple[Rule[_Above, Tense | None], ...] = (
    Rule("is to meet", _is_to, lambda _: "future"),
    Rule("past auxiliaries", _has_past_auxiliaries, lambda _: "past"),
    Rule("future auxiliary", _has_future_auxiliary, lambda _: "future"),
    Rule("verb of plans", _is_verb_of_plans, lambda _: "future"),
    Rule("word of plans", _is_word_of_plans, lambda _: "future"),
    Rule("past form", lambda a: a.shows("Tense=Past"), lambda _: "past"),
    Rule("bare infinitive", _is_bare_infinitive, lambda _: None),
    Rule("present form", lambda a: a.shows("Tense=Pres"), lambda _: "present"),
)


def _is_done(tree: Tree, head: int, token: int, words: TimeWords) -> bool:
    """Return whether "set" and the like report a past act: "set fire to it on Thursday".

    In "set a vote for Thursday" the day is in the future.
    """
    node = tree.tokens[head]
    is_past = has(node, "Tense=Past") and is_finite(node) and bool(tree.of(head, "obj"))
    return is_past and is_introduced_by(tree, token, words.classes.day_prepositions)
