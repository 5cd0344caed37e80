"""Give time expressions their values (TIMEX3): `Friday` in a report of Saturday is the day before.

Each kind of phrase has one function (rules.py) that reads it against an `Anchor`: the day of publication,
and the dates that the text gave before. If the day of publication is known only as an interval, all phrases
are read at its likeliest day and at both ends. Values that agree are certain; the others stay open
(`XXXX-WXX-5`), and one note reports them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.grammar import Forest
from onrecord.known import Known
from onrecord.lexicon.forms import counted
from onrecord.lexicon.times import Tense, TimeWords
from onrecord.reading.ids import content_id
from onrecord.reading.times.bounds import bound_of
from onrecord.reading.times.calendar import Window, narrowed, window_of
from onrecord.reading.times.days import AMBIGUOUS_NUMBERS
from onrecord.reading.times.faults import faults_of
from onrecord.reading.times.outlet import outlet_of
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.rules import READERS
from onrecord.reading.times.setting import Anchor, Outlet, Setting, Value
from onrecord.reading.times.tense import tense_at
from onrecord.types import Document, Found, Note, Published, Reason, Time, TimeId, span_of

NO_OUTLET = Outlet()
ENDLESS = "ON_OR_AFTER"  # the modifier of a time without a last day
GRAMMAR = "times_grammar.tsv"
WEEK_DAYS = 7
NEAR_DAYS = 3  # days added on both sides of a day or week, if the day of publication is uncertain
FRIDAY = 5  # as ISO 8601 counts
ISO_DAY = 10  # characters of "2018-10-20"
LONGEST_NEAR = 62  # days: in a longer interval of publication, open values get no days at all
LONGEST_ANCHOR = 366  # days: "two days later" does not count from a longer date
# Two days without a common year, month, week or weekday: a value that agrees for both needs no anchor.
UNKNOWN = (date(1991, 3, 13), date(1991, 3, 13), date(2022, 10, 28))


@dataclass(frozen=True, slots=True)
class Reach:
    """The likeliest day of publication, with the first and the last possible one."""

    likeliest: date
    first: date
    last: date
    is_known: bool

    @property
    def days(self) -> int:
        """The width of the interval."""
        return (self.last - self.first).days

    @property
    def reason(self) -> Reason:
        """Return why a value stays open."""
        if not self.is_known:
            return Reason(rule="no-date-to-count-from")
        words = f"{self.first} to {self.last}, {self.likeliest} the likeliest"
        return Reason(rule="published-in-interval", words=words)


def resolve_times(document: Document, phrases: Sequence[Phrase], forest: Forest, known: Known) -> Found[Time]:
    """Return the values of `phrases` in text order, and one note on those that stay open."""
    words = known.words.times
    tenses = [tense_at(p, document.text, forest, words) for p in phrases]
    reach = _reach(document.published, phrases, tenses)
    outlet = outlet_of(document, phrases, words)
    likeliest = read_phrases(phrases, tenses, reach.likeliest, words, outlet)
    if reach.days == 0:
        first = last = likeliest
    else:
        first = read_phrases(phrases, tenses, reach.first, words, outlet)
        last = read_phrases(phrases, tenses, reach.last, words, outlet)
    times = [
        _time(document, phrase, values, tense, reach, words)
        for phrase, tense, *values in zip(phrases, tenses, likeliest, first, last, strict=True)
    ]
    found = tuple(t for t in times if t is not None)
    return Found(found, (*_open_note(document, times), *faults_of(phrases, likeliest)))


def _reach(published: Published, phrases: Sequence[Phrase], tenses: Sequence[Tense | None]) -> Reach:
    """Return the interval of publication; any day where it is not known."""
    earliest, latest = published.earliest or published.value, published.latest or published.value
    if earliest is None or latest is None:
        return Reach(*UNKNOWN, is_known=False)
    first, last = date.fromisoformat(earliest[:10]), date.fromisoformat(latest[:10])
    if (last - first).days > LONGEST_NEAR:
        return Reach(first + (last - first) // 2, first, last, is_known=True)
    return Reach(_likeliest(first, last, phrases, tenses), first, last, is_known=True)


def _likeliest(first: date, last: date, phrases: Sequence[Phrase], tenses: Sequence[Tense | None]) -> date:
    """Return the day that is nearest after the weekdays in past clauses and before those in future ones.

    Of equal days, one from Monday to Friday comes first (twice as many reports appear on those, in PolNeAR
    and TimeBank), then the one nearest the middle, then the later.
    """
    named = {
        (int(piece.value), tense == "future")
        for phrase, tense in zip(phrases, tenses, strict=True)
        if phrase.kind == "weekday" and (piece := phrase.first("weekday")) is not None
    }

    def misfit(day: date) -> tuple[int, bool, int, int]:
        today = day.isoweekday()
        far = sum((w - today - 1) % 7 + 1 if ahead else (today - w) % 7 for w, ahead in named)
        off = abs((day - first).days - (last - day).days)
        return far, today > FRIDAY, off, -day.toordinal()

    return min((first + timedelta(days=n) for n in range((last - first).days + 1)), key=misfit)


def read_phrases(
    phrases: Sequence[Phrase],
    tenses: Sequence[Tense | None],
    day: date,
    words: TimeWords,
    outlet: Outlet = NO_OUTLET,
) -> list[Value | None]:
    """Return the value of each phrase in a report published on `day`; each may count from those before."""
    anchor = Anchor(day)
    values = []
    for phrase, tense in zip(phrases, tenses, strict=True):
        try:
            value = READERS[phrase.kind](phrase, Setting(anchor, tense, words, outlet))
        except (ValueError, OverflowError):  # no such day: February 30, or a year out of the calendar
            value = None
        value = _on_its_side(phrase, value, day)
        values.append(value)
        if value is not None and value.type in ("DATE", "TIME"):
            _remember(anchor, phrase, value)
    return values


def _on_its_side(phrase: Phrase, value: Value | None, day: date) -> Value | None:
    """Return the value of "later this year" or "earlier this month" with the days on that side of publication."""
    window = window_of(value.value) if value is not None and phrase.kind == "unit" else None
    if value is None or window is None or not window.first <= day <= window.last:
        return value
    if phrase.first("later") is not None:
        return replace(value, days=Window(day, window.last))
    return replace(value, days=Window(window.first, day)) if phrase.first("earlier") is not None else value


def _remember(anchor: Anchor, phrase: Phrase, value: Value) -> None:
    """Keep a date for later phrases that count from it."""
    window = window_of(value.value)
    if window is not None and (window.last - window.first).days <= LONGEST_ANCHOR:
        anchor.last_date = window.first
        if window.first == window.last:
            anchor.last_day = window.first
    if phrase.kind == "quarter" and "-Q" in value.value:  # not "a year earlier": that counts from it
        anchor.last_quarter = value.value


def _time(
    document: Document,
    phrase: Phrase,
    values: Sequence[Value | None],
    tense: Tense | None,
    reach: Reach,
    words: TimeWords,
) -> Time | None:
    likeliest = values[0]
    if likeliest is None:
        return None
    value, window = likeliest.value, _days(likeliest)
    found = [v.value for v in values if v is not None]
    is_open = len(found) == len(values) and len(set(found)) > 1
    if is_open:
        value = _open(*found[1:], found[0])
        window = _near(window, reach)
    bound = bound_of(phrase, document.text, tense, words) if window is not None else None
    is_endless = bound is not None and bound.mod == ENDLESS
    return Time(
        id=TimeId(content_id("t", document.id, phrase.start, phrase.end)),
        start=phrase.start,
        end=phrase.end,
        text=phrase.text,
        type=likeliest.type,
        value=value,
        mod=bound.mod if bound is not None else likeliest.mod,
        earliest=window.first.isoformat() if window else None,
        latest=window.last.isoformat() if window and not is_endless else None,
        basis=tuple(_reasons(phrase, likeliest, tense, reach if is_open else None)),
    )


def _reasons(phrase: Phrase, value: Value, tense: Tense | None, reach: Reach | None) -> Iterator[Reason]:
    """Yield the rule with its row of the grammar, the tense, and the `reach` of publication that left it open."""
    own = value.reason
    yield own if own.table else replace(own, table=GRAMMAR, line=phrase.line or None)
    if tense is not None:
        yield Reason(rule="tense-of-clause", words=tense)
    if reach is not None:
        yield reach.reason


def _days(value: Value) -> Window | None:
    """Return the days of a date: those of its value, or the third of them that its modifier means."""
    if value.type not in ("DATE", "TIME") or value.is_open:
        return None
    window = value.days or window_of(value.value)
    return narrowed(window, value.mod) if window else None


def _near(window: Window | None, reach: Reach) -> Window | None:
    """Return the days with those around them, or None where the interval of publication is too long."""
    if window is None or not reach.is_known or reach.days > LONGEST_NEAR:
        return None
    slack = timedelta(days=NEAR_DAYS if (window.last - window.first).days < WEEK_DAYS else 0)
    return Window(window.first - slack, window.last + slack)


def _open(*values: str) -> str:
    """Return the value with X for the fields that differ; days that share only their weekday keep it.

    >>> _open("1991-11-06", "2022-11-06")
    'XXXX-11-06'
    >>> _open("2018-10-05", "2018-10-26")  # both Fridays
    'XXXX-WXX-5'
    """
    weekday = _common_weekday(values)
    if weekday is not None and len({v[5:] for v in values}) > 1:
        return f"XXXX-WXX-{weekday}"
    parts = [v.split("-") for v in values]
    if len({len(p) for p in parts}) > 1:
        return "XXXX"
    return "-".join(_same(fields) for fields in zip(*parts, strict=True))


def _common_weekday(values: Sequence[str]) -> int | None:
    """Return the weekday (Monday is 1) that all values share, or None if they differ or one is no day."""
    weekdays = {_weekday(value) for value in values}
    return weekdays.pop() if len(weekdays) == 1 else None


def _weekday(value: str) -> int | None:
    window = window_of(value) if len(value) == ISO_DAY else None
    return window.first.isoweekday() if window is not None and window.first == window.last else None


def _same(fields: Sequence[str]) -> str:
    """Return the common field, or X for each of its digits."""
    if len(set(fields)) == 1:
        return fields[0]
    return "".join("X" if c.isdigit() else c for c in fields[0])


def _stays_open(time: Time) -> bool:
    """Return whether a date has open fields because the day of publication is not known."""
    is_ambiguous = any(reason.rule == AMBIGUOUS_NUMBERS for reason in time.basis)
    return "X" in time.value and time.type in ("DATE", "TIME") and not is_ambiguous


def _open_note(document: Document, times: Sequence[Time | None]) -> tuple[Note, ...]:
    """Return one note on all dates whose value stays open, at the first of them."""
    left = [t for t in times if t is not None and _stays_open(t)]
    if not left:
        return ()
    stay = "stays" if len(left) == 1 else "stay"
    message = (
        f"{len(left)} of {counted(len(times), 'time expression')} {stay} open (the first: '{left[0].text}'): "
        "the day of publication is not known to the day"
    )
    return (Note(code="time-open", message=message, span=span_of(document.text, left[0].start, left[0].end)),)
