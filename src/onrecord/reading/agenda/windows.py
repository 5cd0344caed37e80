"""When something ahead takes place: the dates of its words, the window that they give, and the window that it had before."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.grammar.noun_phrase import introducer
from onrecord.grammar.tree import Tree
from onrecord.grammar.voice import is_infinitive
from onrecord.lexicon.agenda import AgendaWords
from onrecord.reading.agenda.layers import REPEATS, SentenceLayers
from onrecord.reading.times.recurrence import next_time
from onrecord.types import CALENDAR_TYPES, AgendaWindow, Time

# relations by which a word has the dates of the word above
SHARING = frozenset({"xcomp", "nsubj", "obj", "obl", "nmod", "cop"})
OF_INFINITIVES = frozenset({"acl", "advcl"})  # "has until June 30 to pass it"
NOTHING_AROUND = ("", "")


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates of a word, and whether they stand above it in the tree ("will meet on Friday to discuss it")."""

    times: tuple[Time, ...] = ()
    above: bool = False


UNDATED = Dated()


def dates_of(sentence: SentenceLayers, i: int) -> Dated:
    """Return the dates of word `i`: those below it, else those of the words above that share theirs with it."""
    for node in _sharing(sentence.grammar, i) if sentence.times else ():
        found = _below(sentence, CALENDAR_TYPES, node, i)
        if found:
            return Dated(found, above=node != i)
    heading = sentence.heading
    return Dated((heading,), above=True) if heading else UNDATED


def repeat_of(sentence: SentenceLayers, i: int) -> Time | None:
    """Return what says that the happening of word `i` comes back: "every Friday"; that of its verb is its own."""
    nodes = _sharing(sentence.grammar, i) if sentence.repeats else ()
    return next((time for node in nodes for time in _below(sentence, REPEATS, node, i)), None)


def _sharing(tree: Tree, i: int) -> Iterator[int]:
    """Yield the word `i` and the words above it that share their dates with it, from below."""
    yield i
    while _shares(tree, i):
        i = tree.tokens[i].head
        yield i


def _shares(tree: Tree, i: int) -> bool:
    if tree.tokens[i].head < 0:
        return False
    if tree.relations[i] in OF_INFINITIVES:
        return is_infinitive(tree, i)
    return tree.relations[i] in SHARING


def _below(sentence: SentenceLayers, types: Container[str], node: int, near: int) -> tuple[Time, ...]:
    """Return the times of some types under `node` with no other clause between, the nearest to the word `near` first."""
    dated = [(head, time) for head, time in sentence.times_under.get(node, ()) if time.type in types]
    return tuple(time for _, time in sorted(dated, key=lambda found: abs(found[0] - near)))


def dates_below(sentence: SentenceLayers, i: int) -> tuple[Time, ...]:
    """Return the dates in the clause of the word `i`, in text order."""
    return tuple(sorted(_below(sentence, CALENDAR_TYPES, i, i), key=lambda time: time.start))


def before_date(sentence: SentenceLayers, time: Time) -> tuple[str, str]:
    """Return the preposition of a date and the adverb before it: ("for", "originally") in "originally set for Monday"."""
    grammar = sentence.grammar
    head = grammar.head_of(time.start, time.end)
    if head is None:  # the heading of a diary stands in a sentence of its own
        return NOTHING_AROUND
    above = grammar.tokens[head].head
    adverbs = [grammar.word(c) for c in grammar.of(above, "advmod")] if above >= 0 else []
    first = min(i for i, t in enumerate(grammar.tokens) if t.end > time.start)
    own = introducer(grammar, head) or (grammar.word(first - 1) if first else "")
    return own, next(iter(adverbs), "")


def is_limit(sentence: SentenceLayers, time: Time, words: AgendaWords) -> bool:
    """Return whether a date is the last day by its preposition: "by Friday"."""
    return before_date(sentence, time)[0] in words.limits


def window_of(sentence: SentenceLayers, time: Time, words: AgendaWords) -> AgendaWindow:
    """Return the window of a date: up to it from the day of the report if it is a limit ("by Friday"), else its own days."""
    if is_limit(sentence, time, words) and time.latest is not None:
        return AgendaWindow(earliest=sentence.layers.first_day, latest=time.latest)
    return AgendaWindow(earliest=time.earliest, latest=time.latest)


def next_window(repeat: Time, day: str | None) -> AgendaWindow | None:
    """Return the next days of what comes back, after the day of the report; None where it names none."""
    found = next_time(repeat.value, date.fromisoformat(day)) if day else None
    return AgendaWindow(earliest=found.first.isoformat(), latest=found.last.isoformat()) if found else None


def is_over(window: AgendaWindow, last_day: str | None) -> bool:
    """Return whether a window ends on the day of the report or before."""
    return last_day is not None and window.latest is not None and window.latest <= last_day


def is_coming(time: Time, last_day: str | None) -> bool:
    """Return whether a date ends after the day of the report, or is open to the future."""
    if last_day is None:
        return False
    if time.latest is None:
        return time.earliest is not None
    return time.latest > last_day


def old_and_new(
    sentence: SentenceLayers, times: Sequence[Time], words: AgendaWords
) -> tuple[Time | None, Time | None]:
    """Return the date that a moved plan had, and the one that it has now, as far as the sentence tells them."""
    around = [(time, before_date(sentence, time)) for time in times]
    new = next((t for t, (own, adverb) in around if own in words.new and adverb not in words.old), None)
    old = next(
        (t for t, (own, adverb) in around if t is not new and (own in words.old or adverb in words.old)), None
    )
    if old is None and new is not None:
        old = next((t for t, _ in around if t is not new and t.start < new.start), None)
    return old, new
