"""What one speaker said over time: by topic, and where the line changed.

A topic is a story: utterances in reports on one course of events belong together. Stories belong to one topic if a utterance
of each has nearly the same content words (`SAME_TOPIC`). A change of line is a pair of utterances in two reports on one
matter that cannot both hold: one affirms what the other denies, or they give other numbers of one kind. Precision comes
first: both must be plain assertions in nearly the same words (`SAME_MATTER`), and a number counts only if the two events
are told in nearly the same words too.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from onrecord.assembly.figures import fits_figure
from onrecord.assembly.happenings.triggers import stem
from onrecord.assembly.vectors import Vector, cosine
from onrecord.lexicon.classes import any_of, load_word_classes
from onrecord.lexicon.forms import FormRow
from onrecord.lexicon.tables import read_table
from onrecord.lexicon.word_texts import fold_word, load_word_texts, words_in
from onrecord.types import Figure

SAME_TOPIC = 0.5  # cosine of the words of utterances of two stories
TOPIC_SHARED = 2  # content words that are no names, and stand in both
SAME_MATTER = 0.5  # cosine of the words of two utterances that contradict each other
MATTER_SHARED = 1  # content words that are no names, and stand in both
CONTENT = 1.5  # weight of a word that says something: "will" has .3, "meet" 2, "bombed" 5
SAME_BUT_NEGATED = (
    0.75  # the same, where only a negator in the content tells them apart: "will pay", "has not paid"
)
TELLING_WORDS = 4  # of a utterance, the heaviest: two on one matter share one of them
TOPIC_WORDS = 3  # that name a topic of several stories
MOST_WORDS, MOST_CONTENTS = 65_536, 8_192  # whose forms and weights are remembered
ASSERTIONS = frozenset({"say", "deny", "promise", "accuse"})  # kinds that affirm or deny something
DENIAL = "deny"

ChangeKind = Literal["polarity", "number"]
TopicBasis = Literal["story", "words"]


@dataclass(frozen=True)
class Utterance:
    """One attribution of the speaker, as far as topics and changes of line need it."""

    document: int
    position: int
    day: str
    """The day of publication, or "" if the report has none."""
    kind: str
    content: str
    """The words that are attributed."""
    is_quoted: bool = False
    """Whether it is in quotation marks, at least in part."""
    says_nothing: bool = False
    """True for "did not say": nothing is affirmed or denied."""
    figures: tuple[Figure, ...] = ()
    """The numbers of events inside the content."""
    story: str | None = None

    @cached_property
    def vector(self) -> Vector:
        """The words of the content by weight, without negators; inflected forms of a word are one."""
        return _vector(_negators().sub(" ", self.content))

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """The words that say something and are no names."""
        return _plain_words(self.content)

    @cached_property
    def is_open(self) -> bool:
        """Whether it speaks of what will, may or should be."""
        return _modals().search(self.content) is not None

    @cached_property
    def telling_words(self) -> tuple[str, ...]:
        """The words that say most, the heaviest first."""
        return tuple(sorted(self.vector, key=lambda word: (-self.vector[word], word))[:TELLING_WORDS])

    @cached_property
    def negations(self) -> int:
        """The number of negators in the content."""
        return len(_negators().findall(self.content))

    @property
    def is_negative(self) -> bool | None:
        """Whether it denies what its words tell; None if it asserts nothing, or that is not sure."""
        if self.says_nothing or self.kind not in ASSERTIONS or self.negations > 1:
            return None
        return (self.kind == DENIAL) != bool(self.negations)

    @property
    def order(self) -> tuple[str, int, int]:
        """A key to sort by: the day, then the report and the place in it."""
        return self.day, self.document, self.position


@lru_cache(maxsize=1)
def _negators() -> re.Pattern[str]:
    classes = load_word_classes()
    words = any_of(classes.negators | classes.negative_pronouns)
    return re.compile(rf"(?:\b|(?=n['’]t)){words}\b(?!\s+{any_of(classes.focus_adverbs)}\b)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _modals() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{any_of(load_word_classes().modals)}(?!\w)|wo(?=n['’]t))|\w['’]ll\b", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _irregular() -> Mapping[str, str]:
    return {row.form: row.lemma for row in read_table("irregular_verbs.tsv", FormRow)}


@lru_cache(maxsize=MOST_WORDS)
def _lemma(word: str) -> str:
    folded = fold_word(word)
    return _irregular().get(folded) or stem(folded)


def _weight(word: str) -> float:
    """Return how much a word says: one of a single letter or digit, which the table does not count, nothing."""
    folded = fold_word(word)
    return load_word_texts().weight(folded) if len(folded) > 1 else 0.0


@lru_cache(maxsize=MOST_CONTENTS)
def _plain_words(content: str) -> frozenset[str]:
    words = {_lemma(m.group()): m.group() for m in words_in(content) if m.group()[0].islower()}
    return frozenset(lemma for lemma, word in words.items() if _weight(word) >= CONTENT)


@lru_cache(maxsize=MOST_CONTENTS)
def _vector(content: str) -> Vector:
    weights: dict[str, float] = {}
    for match in words_in(content):
        weights[_lemma(match.group())] = _weight(match.group())
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items() if weight > 0}


def _is_alike(left: Utterance, right: Utterance, least: float, shared: int) -> bool:
    """Return whether two utterances have nearly the same words, `shared` or more of them no names."""
    return len(left.plain_words & right.plain_words) >= shared and cosine(left.vector, right.vector) >= least


# ---- topics ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Topic:
    """Utterances that belong together, and why."""

    basis: TopicBasis
    """`story`: they stand in reports of one story; `words`: in several, and share content words."""
    story: str | None
    """The story, or of several the one of the latest utterance."""
    words: tuple[str, ...]
    """The content words that most of the utterances share, the heaviest first."""
    utterances: tuple[Utterance, ...]
    """In order of day."""


def topics_of(utterances: Sequence[Utterance]) -> list[Topic]:
    """Return utterances by topic: the topic of the latest utterance first, each in order of day."""
    ordered = sorted(utterances, key=lambda s: s.order)
    groups: dict[int, list[Utterance]] = defaultdict(list)
    for utterance, root in zip(ordered, _roots(ordered), strict=True):
        groups[root].append(utterance)
    topics = [_topic(group) for group in groups.values()]
    return sorted(topics, key=lambda topic: topic.utterances[-1].order, reverse=True)


def _roots(utterances: Sequence[Utterance]) -> list[int]:
    """Return for each utterance the index of the first one of its topic."""
    parent = list(range(len(utterances)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first: dict[str, int] = {}
    for i, utterance in enumerate(utterances):
        if utterance.story is not None:
            parent[i] = first.setdefault(utterance.story, i)
    for i, j in _alike(utterances):
        low, high = sorted((root(i), root(j)))
        if low != high and _is_alike(utterances[i], utterances[j], SAME_TOPIC, TOPIC_SHARED):
            parent[high] = low
    return [root(i) for i in range(len(utterances))]


def _alike(utterances: Sequence[Utterance]) -> Iterator[tuple[int, int]]:
    """Yield pairs of utterances that share one of their telling words, each once, the first of the two first."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for i, utterance in enumerate(utterances):
        before = {j for word in utterance.telling_words for j in by_word[word]}
        yield from ((j, i) for j in sorted(before))
        for word in utterance.telling_words:
            by_word[word].append(i)


def _topic(utterances: Sequence[Utterance]) -> Topic:
    weights: dict[str, float] = defaultdict(float)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for utterance in utterances:
        for match in words_in(utterance.content):
            if (lemma := _lemma(match.group())) in utterance.telling_words:
                weights[lemma] += utterance.vector[lemma]
                forms[lemma][match.group()] += 1
    words = sorted(weights, key=lambda word: (-weights[word], word))[:TOPIC_WORDS]
    stories = {utterance.story for utterance in utterances}
    return Topic(
        basis="story" if len(stories) == 1 and None not in stories else "words",
        story=utterances[-1].story,
        words=tuple(min(forms[word], key=lambda form: (-forms[word][form], form)) for word in words),
        utterances=tuple(utterances),
    )


# ---- changes of line ---------------------------------------------------------------------


@dataclass(frozen=True)
class ChangeOfLine:
    """An earlier and a later utterance of one speaker that cannot both hold."""

    kind: ChangeKind
    what: str | None
    """What a number counts, or null."""
    earlier: Utterance
    later: Utterance


def changes_of_line(utterances: Sequence[Utterance]) -> list[ChangeOfLine]:
    """Return where a speaker's line changed, in order of the later utterance.

    Each later utterance stands against the last one before it on its matter, so that a line that is repeated changed once.
    Reports tell earlier utterances again: a return to a line that was held before counts only if it is quoted.
    """
    dated = sorted((s for s in utterances if s.day), key=lambda s: s.order)
    before: dict[int, list[Utterance]] = defaultdict(list)
    for i, j in _alike(dated):
        if dated[i].day < dated[j].day and dated[i].document != dated[j].document:
            before[j].append(dated[i])
    return list(_told_once(change for j in sorted(before) for change in _changes(before[j], dated[j])))


def _changes(before: Sequence[Utterance], later: Utterance) -> Iterator[ChangeOfLine]:
    """Yield how a utterance differs from the last ones before it on its matter."""
    close = [s for s in before if _is_one_matter(s, later)]
    yield from _reversals(close, later)
    for figure in later.figures:
        told = [s for s in close if s.story == later.story and _numbers(s, figure)]
        kept = [_keeps(s, figure) for s in told]
        if told and not kept[-1] and _is_news(later, kept):
            yield ChangeOfLine("number", figure.what, told[-1], later)


def _reversals(close: Sequence[Utterance], later: Utterance) -> Iterator[ChangeOfLine]:
    sides = [s for s in close if s.is_negative is not None and later.is_negative is not None]
    if sides and _is_reversed(sides[-1], later) and _is_news(later, [_is_same_side(s, later) for s in sides]):
        yield ChangeOfLine("polarity", None, sides[-1], later)


def _is_news(later: Utterance, said_before: Iterable[bool]) -> bool:
    """Return whether a utterance is no telling again of an earlier one."""
    return later.is_quoted or not any(said_before)


def _is_same_side(left: Utterance, right: Utterance) -> bool:
    return left.is_negative == right.is_negative


def _is_one_matter(left: Utterance, right: Utterance) -> bool:
    """Return whether two utterances speak of one thing, both as a fact or both as what may or will be."""
    return left.is_open == right.is_open and _is_alike(left, right, SAME_MATTER, MATTER_SHARED)


def _is_reversed(earlier: Utterance, later: Utterance) -> bool:
    if earlier.is_negative == later.is_negative:
        return False
    by_cue = (earlier.kind == DENIAL) != (later.kind == DENIAL)
    return by_cue or cosine(earlier.vector, later.vector) >= SAME_BUT_NEGATED


def _numbers(utterance: Utterance, figure: Figure) -> tuple[Figure, ...]:
    """Return the numbers of a utterance that count what `figure` counts."""
    return tuple(f for f in utterance.figures if (f.what, f.unit) == (figure.what, figure.unit))


def _keeps(utterance: Utterance, figure: Figure) -> bool:
    return any(fits_figure(f, figure) for f in _numbers(utterance, figure))


def _told_once(changes: Iterable[ChangeOfLine]) -> Iterator[ChangeOfLine]:
    """Yield each change without those that start from the same utterance, or that one report has in other words."""
    seen: set[tuple[object, ...]] = set()
    for change in changes:
        earlier, later = change.earlier, change.later
        keys = {
            (change.kind, change.what, earlier.document, earlier.position),
            (change.kind, change.what, later.document, earlier.story),
        }
        if not keys & seen:
            yield change
        seen |= keys
