"""The event words: patterns of acts, combinations of two of them, and everyday uses to discard.

`events.tsv` holds one sense a row (its header explains the columns), `event_word_sets.tsv` the word
sets that patterns name, `event_compositions.tsv` the type of an act under an attitude ("agree to
meet"), `event_discards.tsv` the everyday uses. All tables are loaded once into dictionaries, so that
a stage looks words up and never searches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from onrecord.lexicon.classes import WordClasses, load_word_classes
from onrecord.lexicon.forms import noun_forms, verb_forms
from onrecord.lexicon.tables import WrongCellError, grouped, line_number, read_table, row_reason
from onrecord.ontologies import check_codes
from onrecord.types import Reason, Token

EVENTS, COMPOSITIONS = "events.tsv", "event_compositions.tsv"
ANY = "*"
TRANSPARENT = (
    "light",
    "aspect",
    "plan",
    "undergo",
    "cause",
)  # light verbs and the like: the type is that of the act they govern
SENTENCE = "sentence"
GAMES = ("sport", "arts")  # the topics, by `why` of event_discards.tsv, of reports beside public life
NOWHERE = "-"

EventPos = Literal["V", "N", "A", "M"]
VERB: EventPos = "V"
NOUN: EventPos = "N"
Preposition = Literal[
    "about", "against", "as", "at", "behind", "between", "by", "for", "from", "in", "into", "near",
    "of", "on", "out", "outside", "over", "to", "toward", "under", "upon", "with",
]  # fmt: skip
Relation = Literal[Preposition, "obj", "subj", "iobj", "xcomp", "ccomp", "acl", "mod"]
Recipient = Literal[Preposition, "obj", "iobj", "subj", "csubj"]
Governed = Literal[Preposition, "obj", "xcomp", "ccomp"]
Attitude = Literal[
    "agree", "vow", "accept", "allow", "refuse", "deny", "threaten", "warn", "demand", "accuse", "support",
    "stop", "prevent", "plan", "aspect", "light", "undergo", "cause", "must", "occur", "verbal", "alone", "relief",
]  # fmt: skip
Need = Literal[
    "any", "pol", "both", "recip", "role", "patient", "deal", "place", "abroad", "force", "joint",
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
    rules: bool
    line: int = line_number()

    def __post_init__(self) -> None:
        """Check the parts of cells, and the codes against PLOVER."""
        for part in self.with_words.split():
            _check_element(part)
        if self.recipients != (NOWHERE,):
            for step in (step for place in self.recipients for step in place.split(".")):
                if step not in get_args(Recipient):
                    raise WrongCellError("recipients", step, (*get_args(Recipient), NOWHERE))
        check_codes(self.type, self.mode, self.contexts)


def _check_element(part: str) -> None:
    """Raise `WrongCellError` if an element of a pattern has an unknown relation or word set."""
    relation, equals, words = part.partition("=")
    if equals and relation not in get_args(Relation):
        raise WrongCellError("with_words", relation, get_args(Relation))
    if words.startswith("$") and words[1:] not in load_word_sets():
        raise WrongCellError("with_words", words, (f"${name}" for name in load_word_sets()))


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
    rules: bool


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
    """A dependent that a pattern requires of its head word; `words` is None if any word will do.

    `relation` is None if any relation will do: a particle, an adverb and the like.
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
    rules: bool = False

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
    """A relation and the words in it that mark an everyday use; `words` is None for any word."""

    relation: str
    words: frozenset[str] | None
    why: str
    rules: bool = False


@dataclass(frozen=True)
class EventWords:
    """All word tables of the event stage.

    `patterns` by lemma and part of speech, those with most elements first; `governed`: the relations in
    which an attitude governs an act; `contexts` by the word that shows them; `topics`: the word sets of
    sport, arts, business and the like, `games` those of sport and arts alone.
    """

    patterns: Mapping[tuple[str, str], tuple[Pattern, ...]]
    compositions: Mapping[tuple[str, str, str | None], CompositionRow]
    governed: Mapping[str, tuple[str, ...]]
    discards: Mapping[str, tuple[Discard, ...]]
    topics: tuple[frozenset[str], ...]
    games: tuple[frozenset[str], ...]
    classes: WordClasses
    contexts: Mapping[str, tuple[str, ...]]
    verb_forms: Mapping[str, str]
    noun_forms: Mapping[str, str]

    def lemma(self, token: Token) -> str:
        """Return the dictionary form of a word, in lower case.

        For the words of these tables it is derived from the form: the model's lemma may have a
        wrong letter, and then the word would be missed.
        """
        return self.lemma_of(token.text.lower(), token.upos, token.lemma.lower())

    def lemma_of(self, form: str, upos: str, lemma: str) -> str:
        """Return the dictionary form of a word, given its form and the model's lemma in lower case."""
        forms = self.verb_forms if upos in ("VERB", "AUX") else self.noun_forms
        return forms.get(form) or lemma

    def composition(self, attitude: str, inner: str, inner_mode: str | None) -> CompositionRow | None:
        """Return the most specific row for an `attitude` over an inner act, or None."""
        keys = ((attitude, inner, inner_mode), (attitude, inner, None), (attitude, ANY, None))
        return next((self.compositions[key] for key in keys if key in self.compositions), None)


@lru_cache(maxsize=1)
def load_word_sets() -> Mapping[str, frozenset[str]]:
    """Load the word sets that patterns name with `$`."""
    return {row.name: frozenset(row.words) for row in read_table("event_word_sets.tsv", SetRow)}


@lru_cache(maxsize=1)
def load_event_words() -> EventWords:
    """Load and index the event tables, checking every code against PLOVER.

    Raises `TableError` if a row names a type, mode, context or word set that does not exist.
    """
    sets, classes = load_word_sets(), load_word_classes()
    rows = read_table(EVENTS, EventRow)
    discards = read_table("event_discards.tsv", DiscardRow)
    compositions = read_table(COMPOSITIONS, CompositionRow)
    contexts = read_table("event_contexts.tsv", ContextRow)
    nouns_of_stage = (  # nouns that the stage looks up by lemma, and verbs that are also nouns
        classes.actor_nouns, classes.political_nouns, classes.quantity_nouns, classes.time_nouns,
        classes.speech_verbs,
    )  # fmt: skip
    return EventWords(
        patterns=_patterns(rows),
        compositions={(row.attitude, row.inner, row.inner_mode): row for row in compositions},
        governed={row.attitude: row.governs for row in read_table("event_attitudes.tsv", AttitudeRow)},
        discards=grouped((row.lemma, make_discard(row)) for row in discards if row.relation != SENTENCE),
        topics=tuple(frozenset(row.words) for row in discards if row.relation == SENTENCE),
        games=tuple(
            frozenset(row.words) for row in discards if row.relation == SENTENCE and row.why in GAMES
        ),
        classes=classes,
        contexts=grouped((word, row.context) for row in contexts for word in row.words),
        verb_forms=verb_forms(_lemmas(rows, VERB) + _discarded(discards, rows)),
        noun_forms=noun_forms(set(_lemmas(rows, NOUN)).union(*sets.values(), *nouns_of_stage)),
    )


def _patterns(rows: Sequence[EventRow]) -> dict[tuple[str, str], tuple[Pattern, ...]]:
    """Return the patterns by lemma and part of speech, most specific first."""
    by_word = grouped(((row.lemma, row.pos), make_pattern(row)) for row in rows)
    return {word: tuple(sorted(patterns, key=_most_specific)) for word, patterns in by_word.items()}


def _lemmas(rows: Sequence[EventRow], pos: EventPos) -> tuple[str, ...]:
    """Return the lemmas of a part of speech, each once, in the order of the table."""
    return tuple(dict.fromkeys(row.lemma for row in rows if row.pos == pos))


def _discarded(discards: Sequence[DiscardRow], rows: Sequence[EventRow]) -> tuple[str, ...]:
    """Return the lemmas of verbs that are only discarded: those that do something to somebody."""
    known = {row.lemma for row in rows} | {ANY}
    found = (row.lemma for row in discards if row.relation in ("subj", "obj") and row.lemma not in known)
    return tuple(dict.fromkeys(found))


def make_discard(row: DiscardRow) -> Discard:
    """Return a row of `event_discards.tsv` ready to match."""
    return Discard(row.relation, None if ANY in row.words else frozenset(row.words), row.why, row.rules)


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
        rules=row.rules,
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
