"""The event words: patterns of what was done, what comes of two of them, and what is none.

`events.tsv` holds one sense a row (its header explains the columns), `event_word_sets.tsv` the
word sets the patterns name, `event_compositions.tsv` what an attitude makes of the act it
governs, `event_discards.tsv` the everyday uses. Everything is turned into dictionaries here,
once, so that a stage looks words up and never scans.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from onrecord.lexicon.classes import WordClasses, load_word_classes
from onrecord.lexicon.forms import noun_forms, verb_forms
from onrecord.lexicon.tables import WrongCellError, line_number, read_table, row_reason
from onrecord.ontologies import check_codes
from onrecord.types import Reason, Token

EVENTS, COMPOSITIONS = "events.tsv", "event_compositions.tsv"
ANY = "*"
TRANSPARENT = ("light", "aspect", "plan", "undergo", "cause")  # carry the act they govern, add no type
SENTENCE = "sentence"
VERB, NOUN = "V", "N"
NOWHERE = "-"

EventPos = Literal["V", "N", "A", "M"]
Preposition = Literal[
    "about", "against", "as", "at", "behind", "between", "by", "for", "from", "in", "into", "near",
    "of", "on", "out", "outside", "over", "to", "toward", "under", "upon", "with",
]  # fmt: skip
Relation = Literal[Preposition, "obj", "subj", "iobj", "xcomp", "ccomp", "acl", "mod"]
Recipient = Literal[Preposition, "obj", "iobj", "subj", "csubj"]
Governed = Literal[Preposition, "obj", "xcomp", "ccomp"]
Attitude = Literal[
    "agree", "vow", "accept", "allow", "refuse", "deny", "threaten", "warn", "demand", "accuse", "support",
    "stop", "prevent", "plan", "aspect", "light", "undergo", "cause", "must", "occur", "verbal", "alone",
]  # fmt: skip
Need = Literal[
    "any", "pol", "both", "sides", "recip", "role", "patient", "deal", "place", "abroad", "force", "joint",
    "taken", "guest", "obj?",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of `events.tsv`."""

    lemma: str
    pos: EventPos
    with_words: str
    type: str | None
    mode: str | None
    attitude: Attitude | None
    recipients: tuple[str, ...]
    needs: Need | None
    contexts: tuple[str, ...]
    line: int = line_number()

    def __post_init__(self) -> None:
        """Check what is written in parts, and the codes against PLOVER."""
        for part in self.with_words.split():
            relation, equals, words = part.partition("=")
            if equals and relation not in get_args(Relation):
                raise WrongCellError("with_words", relation, get_args(Relation))
            if words.startswith("$") and words[1:] not in load_word_sets():
                raise WrongCellError("with_words", words, (f"${name}" for name in load_word_sets()))
        for place in self.recipients:
            for step in place.split("."):
                if step not in get_args(Recipient) and place != NOWHERE:
                    raise WrongCellError("recipients", step, (*get_args(Recipient), NOWHERE))
        check_codes(self.type, self.mode, self.contexts)


@dataclass(frozen=True, slots=True)
class SetRow:
    """One line of `event_word_sets.tsv`."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompositionRow:
    """One line of `event_compositions.tsv`."""

    attitude: Attitude
    inner: str
    inner_mode: str | None
    type: str
    mode: str | None
    keep: bool
    line: int = line_number()

    def __post_init__(self) -> None:
        """Check the codes against PLOVER."""
        check_codes(self.type, self.mode)
        if self.inner != ANY:
            check_codes(self.inner, self.inner_mode, columns=("inner", "inner_mode", ""))

    @property
    def reason(self) -> Reason:
        """Why an act that this row applies to has the row's type."""
        words = f"{self.attitude} {self.inner} is {self.type}"
        return row_reason(COMPOSITIONS, self.line, rule="attitude-to-an-act", words=words)


@dataclass(frozen=True, slots=True)
class AttitudeRow:
    """One line of `event_attitudes.tsv`."""

    attitude: Attitude
    governs: tuple[Governed, ...]


@dataclass(frozen=True, slots=True)
class DiscardRow:
    """One line of `event_discards.tsv`."""

    lemma: str
    relation: Literal[Relation, "sentence"]
    words: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ContextRow:
    """One line of `event_contexts.tsv`."""

    context: str
    words: tuple[str, ...]

    def __post_init__(self) -> None:
        """Check the context against PLOVER."""
        check_codes(None, None, (self.context,), columns=("", "", "context"))


@dataclass(frozen=True, slots=True)
class Element:
    """Something that must stand with the head word; `words` is None where any word will do.

    `relation` is None for a bare word: a particle, an adverb, whatever hangs on the head.
    """

    relation: str | None
    words: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One sense of an event word, ready to match."""

    elements: tuple[Element, ...]
    type: str | None
    mode: str | None
    attitude: str | None
    recipients: tuple[str, ...]
    needs: str
    contexts: tuple[str, ...]
    words: str
    line: int

    @property
    def reason(self) -> Reason:
        """Why words that match it name an act."""
        return row_reason(EVENTS, self.line, rule="event-word", words=self.words)

    @property
    def is_transparent(self) -> bool:
        """Whether the word only carries the act that it governs ("hold talks", "plan to meet")."""
        return self.type is None and self.attitude in TRANSPARENT


@dataclass(frozen=True, slots=True)
class Discard:
    """A relation and the words in it that show an everyday use; `words` is None for any."""

    relation: str
    words: frozenset[str] | None
    why: str


@dataclass(frozen=True)
class EventWords:
    """All that the event stage looks up.

    `patterns` by lemma and part of speech, those with most elements first; `governed` the places
    where an attitude finds the act it colours; `contexts` what a word shows; `topics` the
    word sets of sport, arts, business and the like.
    """

    patterns: Mapping[tuple[str, str], tuple[Pattern, ...]]
    compositions: Mapping[tuple[str, str, str | None], CompositionRow]
    governed: Mapping[str, tuple[str, ...]]
    discards: Mapping[str, tuple[Discard, ...]]
    topics: tuple[frozenset[str], ...]
    classes: WordClasses
    contexts: Mapping[str, tuple[str, ...]]
    verb_forms: Mapping[str, str]
    noun_forms: Mapping[str, str]

    def lemma(self, token: Token) -> str:
        """Return the dictionary form of a word, in lower case.

        For the words of these tables it comes from the form, not from the model: an event word
        must not be missed over one wrong letter of a guessed lemma.
        """
        form = token.text.lower()
        forms = self.verb_forms if token.upos in ("VERB", "AUX") else self.noun_forms
        return forms.get(form) or token.lemma.lower()

    def composition(self, attitude: str, inner: str, inner_mode: str | None) -> CompositionRow | None:
        """Return what `attitude` makes of the inner act, most specific row first, or None."""
        keys = ((attitude, inner, inner_mode), (attitude, inner, None), (attitude, ANY, None))
        return next((self.compositions[key] for key in keys if key in self.compositions), None)


@lru_cache(maxsize=1)
def load_word_sets() -> Mapping[str, frozenset[str]]:
    """Load the word sets that patterns name with `$`."""
    return {row.name: frozenset(row.words) for row in read_table("event_word_sets.tsv", SetRow)}


@lru_cache(maxsize=1)
def load_event_words() -> EventWords:
    """Load and index the event tables, checking every code against PLOVER.

    Raises `TableError` where a row names a type, mode, context or word set that does not exist.
    """
    sets, classes = load_word_sets(), load_word_classes()
    patterns: dict[tuple[str, str], list[Pattern]] = {}
    for row in read_table(EVENTS, EventRow):
        patterns.setdefault((row.lemma, row.pos), []).append(make_pattern(row))
    discards: dict[str, list[Discard]] = {}
    topics = []
    for line in read_table("event_discards.tsv", DiscardRow):
        if line.relation == SENTENCE:
            topics.append(frozenset(line.words))
            continue
        words = None if ANY in line.words else frozenset(line.words)
        discards.setdefault(line.lemma, []).append(Discard(line.relation, words, line.why))
    counted = (  # nouns that the stage asks for by their lemma, and verbs that are nouns as well
        classes.actor_nouns, classes.political_nouns, classes.quantity_nouns, classes.time_nouns,
        classes.speech_verbs,
    )  # fmt: skip
    compositions = read_table(COMPOSITIONS, CompositionRow)
    return EventWords(
        patterns={key: tuple(sorted(found, key=_most_specific)) for key, found in patterns.items()},
        compositions={(row.attitude, row.inner, row.inner_mode): row for row in compositions},
        governed={row.attitude: row.governs for row in read_table("event_attitudes.tsv", AttitudeRow)},
        discards={lemma: tuple(found) for lemma, found in discards.items()},
        topics=tuple(topics),
        classes=classes,
        contexts=_contexts(),
        verb_forms=verb_forms(lemma for lemma, pos in patterns if pos == VERB),
        noun_forms=noun_forms(
            {lemma for lemma, pos in patterns if pos == NOUN}.union(*sets.values(), *counted)
        ),
    )


def _contexts() -> dict[str, tuple[str, ...]]:
    """Return the contexts that a word shows, by the word."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table("event_contexts.tsv", ContextRow):
        for word in row.words:
            found[word] = (*found.get(word, ()), row.context)
    return found


def make_pattern(row: EventRow) -> Pattern:
    """Return a row of `events.tsv` ready to match."""
    return Pattern(
        elements=tuple(_element(part) for part in row.with_words.split()),
        type=row.type,
        mode=row.mode,
        attitude=row.attitude,
        recipients=row.recipients,
        needs=row.needs or "pol",
        contexts=row.contexts,
        words=f"{row.lemma} ({row.pos}) {row.with_words}".rstrip(),
        line=row.line,
    )


def _element(part: str) -> Element:
    relation, equals, words = part.partition("=")
    if not equals:
        return Element(None, frozenset(relation.split("/")))
    if words == ANY:
        return Element(relation, None)
    if words.startswith("$"):
        return Element(relation, load_word_sets()[words[1:]])
    if words == "reflexive":
        return Element(relation, load_word_classes().reflexives)
    return Element(relation, frozenset(words.split("/")))


def _most_specific(pattern: Pattern) -> tuple[int, int]:
    """Sort key: most elements first, and of those, elements with named words first."""
    named = sum(e.words is not None for e in pattern.elements)
    return -len(pattern.elements), -named
