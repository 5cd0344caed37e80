"""The tense of the clause around a time expression: whether the text looks back or ahead.

With a tree, the first verb above the expression that shows a tense decides: by its auxiliaries ("will"), its
form, or its meaning ("is scheduled"). Without one, the nearest word of the sentence that shows a tense does.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import is_introduced_by
from onrecord.grammar.tree import VERBAL, has, is_finite, is_infinitive_form
from onrecord.grammar.voice import HELPERS, is_infinitive
from onrecord.lexicon.times import Tense, TimeWords
from onrecord.reading.rules import Rule, first_result
from onrecord.types import Span, Token

REACH_BEFORE, REACH_AFTER = 160, 80  # characters around the expression that are read without a tree
OPENER_REACH = 40  # characters before the expression that can hold an opener
COMPLEMENTS = ("xcomp", "acl", "ccomp")
BLANKS = re.compile(r"\s+")
PAST, PRESENT = "Tense=Past", "Tense=Pres"
TENSES = frozenset({PAST, PRESENT})
PRESENT_ENDS = ("s", "ing")
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
    openers = _openers(words)
    if not before.endswith(tuple(openers)):  # most words open nothing
        return None
    return next((tense for opener, tense in openers.items() if before.endswith(opener)), None)


@lru_cache(maxsize=4)
def _openers(words: TimeWords) -> Mapping[str, Tense]:
    """Return the words that open a time, between blanks, with the tense that they show."""
    return {f" {opener} ": tense for opener, tense in words.tense["opener"].items()}


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
        return self.has(feature) or any(has(h, feature) for h in self.helpers)

    def has(self, feature: str) -> bool:
        """Return whether the word has a feature; the form of a verb tells its tense where the model does not see it: "began"."""
        node = self.tree.tokens[self.head]
        if feature in TENSES and has(node, PRESENT) and self._has_past_form:
            return feature == PAST
        return has(node, feature)

    @property
    def _has_past_form(self) -> bool:
        """Whether the form of a verb is none of the present: it is neither its lemma nor ends in "s"."""
        form = self.tree.word(self.head)
        lemma = self.words.verb_forms.get(form) if self.tree.tokens[self.head].upos == "VERB" else None
        return lemma is not None and form != lemma and not form.endswith(PRESENT_ENDS)

    @property
    def lemma(self) -> str:
        """The lemma; of a verb of the tables that of its form, whatever the model says."""
        node = self.tree.tokens[self.head]
        known = self.words.verb_forms.get(self.tree.word(self.head)) if node.upos in VERBAL else None
        return known or self.tree.lemma(self.head)

    @property
    def has_last_day(self) -> bool:
        """Whether the time is a last day: "until Friday", "by May"."""
        limits = [word for word, tense in self.words.tense["preposition"].items() if tense == "future"]
        return is_introduced_by(self.tree, self.token, limits)

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
    row = above.words.tense["deferral"].get(above.lemma)
    prepositions = above.words.classes.deferral_prepositions
    return row == "future" and is_introduced_by(above.tree, above.token, prepositions)


def _is_lasting(above: _Above) -> bool:
    """Return whether a state is said to last to the day, or to hold from it: "was closed until Monday", "a ban from May"."""
    classes, table, lemma = above.words.classes, above.words.tense, above.lemma
    prepositions = classes.lasting_prepositions if lemma in table["lasting"] else frozenset()
    is_noun = above.tree.tokens[above.head].upos == "NOUN"
    if lemma in table["onset"] or (is_noun and lemma in table["onset_noun"]):
        prepositions |= classes.onset_prepositions
    return bool(prepositions) and is_introduced_by(above.tree, above.token, prepositions)


def _is_timetable(above: _Above) -> bool:
    """Return whether a verb of timetables is in the simple present: "polls open on Sunday", "it holds a vote on Sunday"."""
    table = above.words.tense["timetable"]
    return (
        (above.lemma in table or above.tree.word(above.head) in table or _is_occasion(above))
        and not above.helpers
        and above.has(PRESENT)
        and (is_finite(above.tree.tokens[above.head]))
    )


def _is_occasion(above: _Above) -> bool:
    """Return whether what is held is an occasion: "holds a congress", not "holds a placard"."""
    is_light = above.lemma in above.words.classes.light_verbs
    return is_light and any(
        above.tree.lemma(c) in above.words.tense["occasion"] for c in above.tree.of(above.head, "obj")
    )


def _is_progressive(above: _Above) -> bool:
    """Return whether a present progressive dates what is arranged: "is meeting on Monday", not "is working"."""
    tree, table = above.tree, above.words.tense
    node, lemma = tree.tokens[above.head], above.lemma
    if lemma not in table["timetable"] and lemma not in table["arranged"]:
        return False
    is_participle = has(node, PRESENT) and has(node, "VerbForm=Part")
    if not is_participle or len(above.helpers) != 1:
        return False
    return above.is_be(above.helpers[0]) and has(above.helpers[0], PRESENT)


def _is_in_time_clause(above: _Above) -> bool:
    """Return whether a present verb stands in a clause of time or condition: the main clause decides."""
    tree = above.tree
    marks = {tree.word(c) for c in tree.of(above.head, "mark", "advmod")}
    is_adverbial = tree.tokens[above.head].deprel.startswith("advcl")
    return is_adverbial and above.shows(PRESENT) and not marks.isdisjoint(above.words.tense["conjunction"])


def _has_past_auxiliaries(above: _Above) -> bool:
    """Return whether two auxiliaries show the past together: "would have left"."""
    table = above.words.tense["auxiliaries"]
    pairs = itertools.pairwise(h.text.lower() for h in above.helpers)
    return any(table.get(f"{first} {second}") == "past" for first, second in pairs)


def _is_verb_of_plans(above: _Above) -> bool:
    """Return whether the word is a verb for future events: "plan", "schedule"."""
    is_verb = above.tree.tokens[above.head].upos in VERBAL
    return is_verb and above.words.tense["verb"].get(above.lemma) == "future"


def _is_intended(above: _Above) -> bool:
    """Return whether the time dates what is intended: "agreed to meet on Monday", "a plan to vote in May".

    The day beside the verb itself is that of the decision: "agreed on Monday to meet".
    """
    tree, below = above.tree, above.below
    if above.lemma not in above.words.tense["intention"]:
        return False
    is_aim = below != above.token and is_introduced_by(tree, below, above.words.tense["aim"])
    is_purpose = tree.tokens[below].deprel.startswith("advcl") and is_infinitive(tree, below)
    return is_aim or is_purpose or tree.tokens[below].deprel.startswith(COMPLEMENTS)


def _is_promised_by(above: _Above) -> bool:
    """Return whether a day is the last one of what is promised or required: "has promised a vote by mid-December"."""
    tree, head = above.tree, above.head
    is_verb = tree.tokens[head].upos in VERBAL and above.lemma in above.words.tense["intention"]
    return is_verb and above.has_last_day and bool(tree.of(head, "obj", "nsubj:pass"))


def _is_summoned(above: _Above) -> bool:
    """Return whether the time dates what people are called to: "invited both to a meeting on Monday"."""
    is_called = above.lemma in above.words.tense["summons"]
    return (
        is_called
        and above.below != above.token
        and is_introduced_by(above.tree, above.below, above.words.classes.to_words)
    )


def _is_set_for(above: _Above) -> bool:
    """Return whether something is fixed "for" a weekday: "a hearing fixed for Monday", "called a march for Friday"."""
    tree, token = above.tree, above.token
    named = above.words.words.get(tree.word(token))
    is_weekday = named is not None and named.group == "weekday"
    return (
        is_weekday
        and above.below == token
        and tree.tokens[above.head].upos in VERBAL
        and is_introduced_by(tree, token, above.words.tense["aim"])
    )


def _is_planned_noun(above: _Above) -> bool:
    """Return whether an adjective says that a thing is ahead: "the slated visit in September"."""
    tree = above.tree
    if tree.tokens[above.head].upos != "NOUN":
        return False
    return any(above.words.tense["word"].get(tree.word(c)) == "future" for c in tree.of(above.head, "amod"))


def _is_to_be_done_by(above: _Above) -> bool:
    """Return whether what is to be done has a last day: "to leave by Friday", "leave by Friday".

    What one "managed to" do by Friday is over.
    """
    tree, head = above.tree, above.head
    is_own = above.below == above.token and above.has_last_day
    if not is_own or not (is_infinitive(tree, head) or _is_imperative(above)):
        return False
    governor = tree.tokens[head].head
    done = above.words.tense["achieved"]
    return governor < 0 or (
        above.words.verb_forms.get(tree.word(governor)) not in done and tree.lemma(governor) not in done
    )


def _is_imperative(above: _Above) -> bool:
    """Return whether a verb gives an order: it is finite and has no tense, subject or auxiliary."""
    node = above.tree.tokens[above.head]
    has_tense = above.shows(PAST) or above.shows(PRESENT)
    is_bare = not above.helpers and not above.tree.of(above.head, "nsubj")
    return node.upos == "VERB" and is_finite(node) and is_bare and not has_tense


def _is_subjunctive(above: _Above) -> bool:
    """Return whether a bare "be" after "that" tells what somebody wants: "suggests that it be put off"."""
    bare = [h.text.lower() in above.words.classes.be_verbs for h in above.helpers]
    is_claused = above.tree.tokens[above.head].deprel.startswith("ccomp")
    return is_claused and bare == [True] and not is_infinitive(above.tree, above.head)


def _is_awaited(above: _Above) -> bool:
    """Return whether a clause of time stands under a present one: "it becomes law once he signs on Friday"."""
    tree = above.tree
    marks = {tree.word(c) for c in tree.of(above.head, "mark", "advmod")}
    governor = tree.tokens[above.head].head
    is_present = governor >= 0 and has(tree.tokens[governor], PRESENT)
    return is_present and _is_in_time_clause(above) and not marks.isdisjoint(above.words.tense["pending"])


def _is_over(above: _Above) -> bool:
    """Return whether a past verb ends a deadline: "missed Friday's deadline", "the Thursday deadline passed"."""
    tree, node = above.tree, above.tree.tokens[above.head]
    is_past = node.head >= 0 and has(tree.tokens[node.head], PAST)
    return is_past and node.upos == "NOUN" and tree.lemma(node.head) in above.words.tense["closure"]


def _is_bare_participle(above: _Above) -> bool:
    """Return whether the word is a participle without auxiliary: in "want him jailed by Friday" the word above decides."""
    node = above.tree.tokens[above.head]
    return node.deprel.startswith(("xcomp", "ccomp")) and has(node, "VerbForm=Part") and not above.helpers


def _is_word_of_plans(above: _Above) -> bool:
    """Return whether the word itself shows the future ("set for Thursday"), and not a past act."""
    marks, higher = above.tree.of(above.head, "mark"), set(above.tree.path_up(above.head))
    # "due to begin" may be read as a verb with a mark; where "due" stands above the verb, its own auxiliaries decide
    said = (above.head, *marks, *(m - 1 for m in marks if m > 0 and m - 1 not in higher))
    is_future = any(above.words.tense["word"].get(above.tree.word(i)) == "future" for i in said)
    return is_future and not _is_done(above.tree, above.head, above.token, above.words)


def _is_to(above: _Above) -> bool:
    """Return whether the verb is an infinitive after a form of "be": "they are to meet", "is to be received"."""
    verbs = (above.tree.tokens[above.head], *filter(above.is_be, above.helpers))
    if not any(map(is_infinitive_form, verbs)) or not is_infinitive(above.tree, above.head):
        return False
    return any(above.is_be(h) and is_finite(h) for h in above.helpers)


def _is_bare_infinitive(above: _Above) -> bool:
    """Return whether the word is an infinitive without auxiliary: in "is due to meet" the word above decides."""
    return has(above.tree.tokens[above.head], "VerbForm=Inf") and not above.helpers


def _is_limited(above: _Above) -> bool:
    """Return whether a present verb has a last day: "stays in force until Friday"."""
    return above.shows(PRESENT) and above.has_last_day


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
    Rule("summons", _is_summoned, lambda _: "future"),
    Rule("set for a weekday", _is_set_for, lambda _: "future"),
    Rule("planned thing", _is_planned_noun, lambda _: "future"),
    Rule("to be done by a day", _is_to_be_done_by, lambda _: "future"),
    Rule("subjunctive", _is_subjunctive, lambda _: "future"),
    Rule("intention", _is_intended, lambda _: "future"),
    Rule("day by which something is promised", _is_promised_by, lambda _: "future"),
    Rule("deadline that is over", _is_over, lambda _: "past"),
    Rule("word of plans", _is_word_of_plans, lambda _: "future"),
    Rule("lasting state", _is_lasting, lambda _: "future"),
    Rule("deferral", _is_deferral, lambda _: "future"),
    Rule("timetable", _is_timetable, lambda _: "future"),
    Rule("progressive", _is_progressive, lambda _: "future"),
    Rule("awaited", _is_awaited, lambda _: "future"),
    Rule("clause of time", _is_in_time_clause, lambda _: None),
    Rule("bare participle", _is_bare_participle, lambda _: None),
    Rule("past form", lambda a: a.shows(PAST), lambda _: "past"),
    Rule("bare infinitive", _is_bare_infinitive, lambda _: None),
    Rule("present with a last day", _is_limited, lambda _: "future"),
    Rule("present form", lambda a: a.shows(PRESENT), lambda _: "present"),
)


def _is_done(tree: Tree, head: int, token: int, words: TimeWords) -> bool:
    """Return whether "set" and the like report a past act: "set fire to it on Thursday".

    In "set a vote for Thursday" the day is in the future.
    """
    node = tree.tokens[head]
    is_past = has(node, PAST) and is_finite(node) and bool(tree.of(head, "obj"))
    return is_past and is_introduced_by(tree, token, words.classes.day_prepositions)
