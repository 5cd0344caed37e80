"""The words of time: months, units, numbers, directions, holidays, tense, and dated public events.

Loaded once from the `times*.tsv` and `dated_*.tsv` tables beside this file. times_grammar.tsv is the
grammar of time expressions over these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal, TypeVar, get_args

from msgspec import Meta

from onrecord.lexicon.classes import WordClasses, load_word_classes
from onrecord.lexicon.codes import Country
from onrecord.lexicon.forms import verb_forms
from onrecord.lexicon.publishers import Publisher, load_publishers
from onrecord.lexicon.tables import WrongCellError, grouped, line_number, read_table

Tense = Literal["past", "present", "future"]
Row = TypeVar("Row")
CueKind = Literal[
    "verb", "word", "preposition", "auxiliaries", "modal", "deferral", "timetable", "opener",
    "conjunction", "intention", "closure", "negator", "negated_modal", "arranged", "lasting", "onset", "onset_noun",
    "pending", "achieved", "occasion", "summons", "aim",
]  # fmt: skip
# kinds whose words are lemmas of verbs: their forms are listed, because the model's lemmas of rare verbs are often wrong
VERB_KINDS: tuple[CueKind, ...] = (
    "verb", "deferral", "timetable", "intention", "closure", "arranged", "lasting", "onset", "achieved", "summons",
)  # fmt: skip
IsoDay = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
MonthDay = Annotated[str, Meta(pattern=r"^\d\d-\d\d$")]
HolidayRule = Annotated[
    str, Meta(pattern=r"^(fixed \d\d-\d\d|nth \d\d [1-7] -?\d( -?\d)?|(easter|orthodox) -?\d+|election)$")
]
TimexMod = Literal[
    "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "APPROX", "START", "MID", "END"
]  # fmt: skip
TimeGroup = Literal[
    "a", "ago", "ahead", "ampm", "and", "approx", "century", "comparable", "couple", "current", "dayword",
    "decade", "earlier", "early", "every", "extreme", "final", "fiscal", "following", "former", "freq",
    "from_now", "half", "hundreds", "in", "last", "lasting", "late", "later", "long", "magnitude", "mid",
    "month", "month_short", "month_word", "more", "next", "noon", "number", "oclock", "of", "old", "on",
    "or", "ordinal", "over", "overnight", "part", "parts", "past", "per", "period", "poss", "prep",
    "previous", "quarter", "quarters", "recent", "rest", "season", "season_word", "seasons", "tens",
    "that", "the", "these", "this", "times", "to", "tonight", "unit", "units", "vague", "vague_duration",
    "vague_number", "vague_set", "weekday", "weekdays", "weekend", "weekends", "zone", "holiday",
    "through", "weekday_short", "week_mark", "name", "quarterly", "from", "beyond", "quarter_code", "ending", "named_day", "numbered", "owner", "named_body",
]  # fmt: skip
PhraseKind = Literal[
    "instant", "slashed", "clock", "date", "month", "year_ago", "quarter", "decade", "century", "season", "ago", "shift", "span", "set", "unit",
    "month_part", "nth_weekday", "week_of", "years", "year_end", "weekend", "age", "duration", "weekday", "dayword", "part", "year", "holiday", "loose", "before_it", "plural", "vague", "vague_duration", "vague_set", "nth_set",
    "day_of_month",
]  # fmt: skip
PhraseNeed = Literal[
    "clock", "month", "season", "year", "spelled", "count", "article", "loose", "closed", "lasting", "adjective",
    "adverb", "lower", "never", "noun", "unnamed", "short", "week", "unowned", "financial", "thousand", "glued",
    "monthless",
]  # fmt: skip
MONTHS: tuple[TimeGroup, ...] = ("month", "month_word", "month_short")
DATED_WORD = re.compile(r"['’]s\b|#?\w+")


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word (or several) of a time expression: its group in the grammar, and its value."""

    word: str
    group: TimeGroup
    value: str
    mod: TimexMod | None
    cased: bool


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A rule of the grammar, or (kind `=NAME`) a name for any of several groups."""

    kind: str
    rule: str
    needs: PhraseNeed | None
    line: int = line_number()

    def __post_init__(self) -> None:
        """Check the kind of a rule, which is the kind of the phrases it finds."""
        if not self.kind.startswith("=") and self.kind not in get_args(PhraseKind):
            raise WrongCellError("kind", self.kind, get_args(PhraseKind))


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day and the rule that finds its date in a year."""

    name: str
    rule: HolidayRule
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A month and day that names an event with one of `words` ("Sept. 11 attacks"), and the year that it means."""

    words: tuple[str, ...]
    date: IsoDay
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class CountryTimes:
    """How a country writes numeric dates and counts the fiscal year of its government."""

    country: Country
    domains: tuple[str, ...]
    zones: tuple[str, ...]
    month_first: bool
    fiscal: MonthDay
    named: Literal["start", "end"]
    words: tuple[str, ...]
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class RunningWords:
    """Words in the title or address of a report that is kept up."""

    words: str


@dataclass(frozen=True, slots=True)
class TimeBound:
    """Words beside a time that make it the first or the last possible day."""

    words: str
    place: Literal["before", "behind"]
    negated: bool
    mod: Literal["ON_OR_AFTER", "ON_OR_BEFORE"]


@dataclass(frozen=True, slots=True)
class TenseCue:
    """A word that shows whether a clause looks back or ahead."""

    word: str
    tense: Tense
    kind: CueKind


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A public event with its day, and phrases by which reports refer to it.

    Reports mention a `scheduled` event also before it takes place, any other only after.
    """

    date: IsoDay
    name: str
    phrases: tuple[str, ...]
    scheduled: bool


@dataclass(frozen=True, slots=True)
class DatedOffice:
    """A title with a name ("President Obama") and the days between which reports use it."""

    phrase: str
    first: IsoDay
    last: IsoDay | None


DatedFact = DatedEvent | DatedOffice
PhraseTable = Mapping[str, tuple[tuple[tuple[str, ...], tuple[Row, ...]], ...]]


@dataclass(frozen=True, eq=False)
class TimeWords:
    """All tables of time; phrases of several words are found by their first word."""

    words: Mapping[str, TimeWord]
    by_first: Mapping[str, tuple[tuple[tuple[str, ...], TimeWord], ...]]
    grammar: tuple[TimeRule, ...]
    holidays: Mapping[str, Holiday]
    named: Mapping[str, tuple[NamedDate, ...]]
    countries: tuple[CountryTimes, ...]
    publishers: tuple[Publisher, ...]
    bounds: tuple[TimeBound, ...]
    running: tuple[str, ...]
    tense: Mapping[CueKind, Mapping[str, Tense]]
    verb_forms: Mapping[str, str]
    dated: PhraseTable[DatedFact]
    classes: WordClasses


@lru_cache(maxsize=1)
def load_months() -> Mapping[str, int]:
    """Return the number of each name of a month, full or short, without its full stop.

    >>> load_months()["sept"], load_months()["may"]
    (9, 5)
    """
    rows = read_table("times.tsv", TimeWord)
    return {row.word: int(row.value) for row in rows if row.group in MONTHS and not row.word.endswith(".")}


@lru_cache(maxsize=1)
def load_countries() -> tuple[CountryTimes, ...]:
    """Return how countries write dates and count fiscal years."""
    return read_table("times_countries.tsv", CountryTimes)


@lru_cache(maxsize=1)
def load_time_words() -> TimeWords:
    """Load the tables, once a process."""
    words = {row.word: row for row in read_table("times.tsv", TimeWord)}
    holidays = {row.name: row for row in read_table("times_holidays.tsv", Holiday)}
    words |= {name: TimeWord(name, "holiday", name, None, cased=True) for name in holidays}
    tense: dict[CueKind, dict[str, Tense]] = {kind: {} for kind in get_args(CueKind)}
    for cue in read_table("times_tense.tsv", TenseCue):
        tense[cue.kind][cue.word] = cue.tense
    return TimeWords(
        words=words,
        by_first=_by_first(words),
        grammar=read_table("times_grammar.tsv", TimeRule),
        holidays=holidays,
        named=grouped((row.date[5:], row) for row in read_table("times_named.tsv", NamedDate)),
        countries=load_countries(),
        publishers=load_publishers(),
        bounds=read_table("times_bounds.tsv", TimeBound),
        running=tuple(row.words for row in read_table("times_running.tsv", RunningWords)),
        tense=tense,
        verb_forms=verb_forms(word for kind in VERB_KINDS for word in tense[kind]),
        dated=phrase_table(
            [(p, e) for e in read_table("dated_events.tsv", DatedEvent) for p in e.phrases]
            + [(o.phrase, o) for o in read_table("dated_offices.tsv", DatedOffice)]
        ),
        classes=load_word_classes(),
    )


def pieces(phrase: str) -> tuple[str, ...]:
    """Split a table entry of several words in the way that texts are split: at blanks, hyphens and before `'s`.

    >>> pieces("new year's eve")
    ('new', 'year', "'s", 'eve')
    """
    if " " not in phrase:
        return (phrase,)
    return tuple(phrase.replace("'s", " 's").replace("s' ", "s ' ").replace("-", " - ").split())


def phrase_table(entries: Iterable[tuple[str, Row]]) -> PhraseTable[Row]:
    """Return the entries under the first word of their phrase, longest first; one phrase may have many."""
    rows = grouped((tuple(words_of(phrase)), row) for phrase, row in entries)
    ordered = sorted(rows, key=lambda words: (-len(words), words))
    return grouped((words[0], (words, rows[words])) for words in ordered)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, as phrases of the dated tables are compared.

    >>> words_of("Trump’s U.S. visit on Sept. 11")
    ['trump', "'s", 'u', 's', 'visit', 'on', 'sept', '11']
    """
    return [m[0].lower().replace("’", "'") for m in DATED_WORD.finditer(text)]


def _by_first(words: Mapping[str, TimeWord]) -> dict[str, tuple[tuple[tuple[str, ...], TimeWord], ...]]:
    """Return the entries of several words under their first word, longest first."""
    parts = ((pieces(word), row) for word, row in words.items())
    several = sorted((p for p in parts if len(p[0]) > 1), key=lambda p: len(p[0]), reverse=True)
    return grouped((phrase[0], (phrase, row)) for phrase, row in several)
