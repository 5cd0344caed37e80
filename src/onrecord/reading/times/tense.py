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
OPENER_REACH = 40  # characters before the expression that can hold an opener
AIM_PREPOSITIONS = ("for",)  # to what is intended: "called for elections in May"
COMPLEMENTS = ("xcomp", "acl", "ccomp")
BLANKS = re.compile(r"\s+")
SHORTEST_PARTICIPLE = 4  # letters: "used", but not "red"
SURE_SENTENCE_END = re.compile(r"(?<=[a-z0-9,)%][a-z0-9)%'\"”’])[.!?]['\"”’]*\s+(?=[A-Z\"“‘'`])|\n\s*\n")
TENSE_WORD = re.compile(r"['’]?[a-z]+(?:['’]t)?|[A-Z][a-z]+")


def tense_at(span: Span, text: str, forest: Forest, words: TimeWords) -> Tense | None:
    """Return the tense of the clause around `span`, or None where nothing shows it."""
    opened = _tense_of_opener(span, text, words)
    if opened is not None:
        return opened
    found = forest.token_at(span.start)
    if found is None:
        return tense_around(span, text, words)
    tree, first = found
    head = tree.head_of(span.start, span.end)  # of "December 15" the number, which has the preposition
    return _tense_in_tree(tree, first if head is None else head, words)


def tense_around(span: Span, text: str, words: TimeWords) -> Tense | None:
    """Return the tense of the nearest word that shows one; words before the span come first."""
    opened = _tense_of_opener(span, text, words)
    if opened is not None:
        return opened
    before = SURE_SENTENCE_END.split(text[max(span.start - REACH_BEFORE, 0) : span.start])[-1]
    after = SURE_SENTENCE_END.split(text[span.end : span.end + REACH_AFTER])[0]
    nearest_first = (*reversed(TENSE_WORD.findall(before)), *TENSE_WORD.findall(after))
    tenses = (_tense_of(word.lower(), words) for word in nearest_first)
    return next((tense for tense in tenses if tense is not None), None)


def _tense_of_opener(span: Span, text: str, words: TimeWords) -> Tense | None:
    """Return the tense that the words directly before a time show: "ahead of", "no later than"."""
    before = " " + text[max(span.start - OPENER_REACH, 0) : span.start].lower()
    before = BLANKS.sub(" ", before).removesuffix("the ")
    openers = words.tense["opener"].items()
    return next((tense for words_before, tense in openers if before.endswith(f" {words_before} ")), None)


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
    below: int  # the word on the way up from the expression: the expression itself at first
    helpers: Sequence[Token]
    words: TimeWords

    def shows(self, feature: str) -> bool:
        """Return whether the word or an auxiliary has a feature."""
        node = self.tree.tokens[self.head]
        return has(node, feature) or any(has(h, feature) for h in self.helpers)

    def is_be(self, helper: Token) -> bool:
        """Return whether an auxiliary is a form of "be"."""
        return helper.lemma in self.words.classes.be_verbs


def _tense_in_tree(tree: Tree, token: int, words: TimeWords) -> Tense | None:
    """Return the tense of the first word above `token` that shows one."""
    below = token
    for head in tree.path_up(token):
        helpers = [tree.tokens[c] for c in tree.of(head, *HELPERS)]
        tense = first_result(TENSE_RULES, _Above(tree, head, token, below, helpers, words))
        if tense is not None:
            return tense
        below = head
    return None


def _has_future_auxiliary(above: _Above) -> bool:
    """Return whether an auxiliary or modal looks ahead: "will", "must", "could"."""
    words, modals = above.words.tense["word"], above.words.tense["modal"]
    return any("future" in (words.get(h.text.lower()), modals.get(h.text.lower())) for h in above.helpers)


def _is_past_perfect(above: _Above) -> bool:
    """Return whether a plan is over when it is told: "had been due to open on Monday"."""
    said, classes = {h.text.lower() for h in above.helpers}, above.words.classes
    return not (said.isdisjoint(classes.past_perfect_auxiliaries) or said.isdisjoint(classes.perfect_copulas))


def _is_deferral(above: _Above) -> bool:
    """Return whether a verb moves something to the day: "adjourned it until Monday", "moved it to June"."""
    row = above.words.tense["deferral"].get(above.tree.lemma(above.head))
    prepositions = above.words.classes.deferral_prepositions
    return row == "future" and is_introduced_by(above.tree, above.token, prepositions)


def _is_lasting(above: _Above) -> bool:
    """Return whether a state is said to last to the day, or to hold from it: "was closed until Monday", "a ban from May"."""
    classes, table, lemma = above.words.classes, above.words.tense, above.tree.lemma(above.head)
    prepositions = classes.lasting_prepositions if lemma in table["lasting"] else frozenset()
    if lemma in table["onset"]:
        prepositions |= classes.onset_prepositions
    return bool(prepositions) and is_introduced_by(above.tree, above.token, prepositions)


def _is_timetable(above: _Above) -> bool:
    """Return whether a verb of timetables is in the simple present: "polls open on Sunday"."""
    is_listed = not {above.tree.lemma(above.head), above.tree.word(above.head)}.isdisjoint(
        above.words.tense["timetable"]
    )
    return (
        is_listed
        and not above.helpers
        and has(above.tree.tokens[above.head], "Tense=Pres")
        and (is_finite(above.tree.tokens[above.head]))
    )


def _is_progressive(above: _Above) -> bool:
    """Return whether a present progressive dates what is arranged: "is meeting on Monday", not "is working"."""
    tree, table = above.tree, above.words.tense
    node, lemma = tree.tokens[above.head], tree.lemma(above.head)
    if lemma not in table["timetable"] and lemma not in table["arranged"]:
        return False
    is_participle = has(node, "Tense=Pres") and has(node, "VerbForm=Part")
    if not is_participle or len(above.helpers) != 1:
        return False
    return above.is_be(above.helpers[0]) and has(above.helpers[0], "Tense=Pres")


def _is_in_time_clause(above: _Above) -> bool:
    """Return whether a present verb stands in a clause of time or condition: the main clause decides."""
    tree = above.tree
    marks = {tree.word(c) for c in tree.of(above.head, "mark", "advmod")}
    is_adverbial = tree.tokens[above.head].deprel.startswith("advcl")
    return (
        is_adverbial and above.shows("Tense=Pres") and not marks.isdisjoint(above.words.tense["conjunction"])
    )


def _has_past_auxiliaries(above: _Above) -> bool:
    """Return whether two auxiliaries show the past together: "would have left"."""
    table = above.words.tense["auxiliaries"]
    pairs = itertools.pairwise(h.text.lower() for h in above.helpers)
    return any(table.get(f"{first} {second}") == "past" for first, second in pairs)


def _is_verb_of_plans(above: _Above) -> bool:
    """Return whether the word is a verb for future events: "plan", "schedule"."""
    is_verb = above.tree.tokens[above.head].upos in VERBAL
    return is_verb and above.words.tense["verb"].get(above.tree.lemma(above.head)) == "future"


def _is_intended(above: _Above) -> bool:
    """Return whether the time dates what is intended: "agreed to meet on Monday", "a plan to vote in May".

    The day beside the verb itself is that of the decision: "agreed on Monday to meet".
    """
    tree, below = above.tree, above.below
    if tree.lemma(above.head) not in above.words.tense["intention"]:
        return False
    is_aim = below != above.token and is_introduced_by(tree, below, AIM_PREPOSITIONS)
    return is_aim or tree.tokens[below].deprel.startswith(COMPLEMENTS)


def _is_over(above: _Above) -> bool:
    """Return whether a past verb ends a deadline: "missed Friday's deadline", "the Thursday deadline passed"."""
    tree, node = above.tree, above.tree.tokens[above.head]
    is_past = node.head >= 0 and has(tree.tokens[node.head], "Tense=Past")
    return is_past and node.upos == "NOUN" and tree.lemma(node.head) in above.words.tense["closure"]


def _is_bare_participle(above: _Above) -> bool:
    """Return whether the word is a participle without auxiliary: in "want him jailed by Friday" the word above decides."""
    node = above.tree.tokens[above.head]
    return node.deprel.startswith(("xcomp", "ccomp")) and has(node, "VerbForm=Part") and not above.helpers


def _is_word_of_plans(above: _Above) -> bool:
    """Return whether the word itself shows the future ("set for Thursday"), and not a past act."""
    said = (
        above.head,
        *above.tree.of(above.head, "mark"),
    )  # "due to begin" may be read as a verb with a mark
    is_future = any(above.words.tense["word"].get(above.tree.word(i)) == "future" for i in said)
    return is_future and not _is_done(above.tree, above.head, above.token, above.words)


def _is_to(above: _Above) -> bool:
    """Return whether the verb is an infinitive after a form of "be": "they are to meet", "was to visit"."""
    if not is_infinitive_form(above.tree.tokens[above.head]) or not is_infinitive(above.tree, above.head):
        return False
    return any(above.is_be(h) and is_finite(h) for h in above.helpers)


def _is_bare_infinitive(above: _Above) -> bool:
    """Return whether the word is an infinitive without auxiliary: in "is due to meet" the word above decides."""
    return has(above.tree.tokens[above.head], "VerbForm=Inf") and not above.helpers


def _is_limited(above: _Above) -> bool:
    """Return whether a present verb has a last day: "stays in force until Friday"."""
    limits = [word for word, tense in above.words.tense["preposition"].items() if tense == "future"]
    return above.shows("Tense=Pres") and is_introduced_by(above.tree, above.token, limits)


def _is_past_modal(above: _Above) -> bool:
    """Return whether a negated modal tells what failed: "could not be reached on Wednesday"."""
    tree, table = above.tree, above.words.tense
    is_modal = any(h.text.lower() in table["negated_modal"] for h in above.helpers)
    return is_modal and any(tree.word(c) in table["negator"] for c in tree.children[above.head])


def _is_to_be_done(above: _Above) -> bool:
    """Return whether a noun is what is still to be done: "guidelines to be published in November"."""
    tree, head = above.tree, above.head
    is_passive = any(map(above.is_be, above.helpers))
    return tree.tokens[head].deprel.startswith("acl") and is_passive and is_infinitive(tree, head)


TENSE_RULES: tuple[Rule[_Above, Tense | None], ...] = (
    Rule("is to meet", _is_to, lambda _: "future"),
    Rule("to be done", _is_to_be_done, lambda _: "future"),
    Rule("past auxiliaries", _has_past_auxiliaries, lambda _: "past"),
    Rule("past perfect", _is_past_perfect, lambda _: "past"),
    Rule("past modal", _is_past_modal, lambda _: "past"),
    Rule("future auxiliary", _has_future_auxiliary, lambda _: "future"),
    Rule("verb of plans", _is_verb_of_plans, lambda _: "future"),
    Rule("intention", _is_intended, lambda _: "future"),
    Rule("deadline that is over", _is_over, lambda _: "past"),
    Rule("word of plans", _is_word_of_plans, lambda _: "future"),
    Rule("lasting state", _is_lasting, lambda _: "future"),
    Rule("deferral", _is_deferral, lambda _: "future"),
    Rule("timetable", _is_timetable, lambda _: "future"),
    Rule("progressive", _is_progressive, lambda _: "future"),
    Rule("clause of time", _is_in_time_clause, lambda _: None),
    Rule("bare participle", _is_bare_participle, lambda _: None),
    Rule("past form", lambda a: a.shows("Tense=Past"), lambda _: "past"),
    Rule("bare infinitive", _is_bare_infinitive, lambda _: None),
    Rule("present with a last day", _is_limited, lambda _: "future"),
    Rule("present form", lambda a: a.shows("Tense=Pres"), lambda _: "present"),
)


def _is_done(tree: Tree, head: int, token: int, words: TimeWords) -> bool:
    """Return whether "set" and the like report a past act: "set fire to it on Thursday".

    In "set a vote for Thursday" the day is in the future.
    """
    node = tree.tokens[head]
    is_past = has(node, "Tense=Past") and is_finite(node) and bool(tree.of(head, "obj"))
    return is_past and is_introduced_by(tree, token, words.classes.day_prepositions)
