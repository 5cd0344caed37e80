"""The counts of a report: each number of its text with what it counts, by the words around it.

An event of a reading has the numbers of its own clause; a report tells what came of an act in many sentences. Here every
number is read, whether it belongs to an event or not, with the words of `happening_counts.tsv`: what became of those who are
counted ("seven were killed"), who or what is counted ("four diplomats"), whether it stands for all ("bringing the toll to
eight"), for some ("three others"), or for what was said before ("not fourteen"). `disagreements` decides which of them speak
of a happening.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.assembly.counts.numbers import PlainNumber, Token, Value, plain_numbers, tokens_of
from onrecord.assembly.words import sentence_ends
from onrecord.lexicon.counts import CountWords, Mark
from onrecord.lexicon.numbers import NumberWords
from onrecord.types import Span

BEFORE = 6  # words before a number in which a word for what became of the counted is looked for
CLOSE = 2  # words: a word as near as this before the number wins over those behind it
AFTER = 11  # words behind a number in which such a word is looked for
UNKNOWN = 3  # words behind a number in which a noun of no table is looked for
NOUN = 6  # words behind a number in which the counted noun is looked for
FORMER_BEFORE, FORMER_AFTER = 8, 5  # words to a phrase that says that the number is out of date
VOTES = frozenset({"votes for", "votes against", "abstained"})
YEARS = range(1800, 2101)
CLAUSE_ENDS = frozenset(",;:()—")
STOPS = frozenset('.;:()"“”!?—')


@dataclass(frozen=True, slots=True)
class Count:
    """A number of a report: its bounds, what is counted, and how it is said."""

    span: Span
    low: Value | None
    high: Value | None
    state: str | None
    """What became of those who are counted: a key of the table, or null."""
    group: str | None
    """Of which kind they are: a key of the table, or null if the words do not say more than people."""
    is_thing: bool
    is_person: bool
    sentence: tuple[int, int]
    """Begin and end of the sentence."""
    is_total: bool
    is_part: bool
    is_former: bool
    is_elsewhen: bool
    noun: str | None = None
    """The noun that is counted, if the table does not have it."""
    is_again: bool = False
    """Whether the words say that it counts the same as the number before, by another source."""


def counts_of(text: str, words: CountWords, numbers: NumberWords) -> tuple[Count, ...]:
    """Return the counts of a text, in order."""
    reader, found = _Reader(text, tokens_of(text), words, numbers), list[Count]()
    for n in range(len(reader.numbers)):
        count = reader.count(n)
        if count is None:
            continue
        is_again = found and reader.is_said_again(n) and _is_bare(count)
        found.append(_again(count, found[-1], text) if is_again else count)
    return tuple(found)


def _again(count: Count, before: Count, text: str) -> Count:
    """Return a number with the state and noun of the number before it, if both are in one paragraph."""
    if "\n" in text[before.span.end : count.span.start]:
        return count
    return replace(
        count,
        state=before.state,
        group=before.group,
        is_thing=before.is_thing,
        is_person=before.is_person,
        noun=before.noun,
        is_again=True,
    )


def _is_thing(noun: Mark | None) -> bool:
    return noun is not None and noun.role == "thing"


def _is_bare(count: Count) -> bool:
    """Return whether nothing says what a number counts."""
    return count.state is None and not count.is_thing and not count.is_person


class _Marks(dict[int, tuple[Mark, ...]]):
    """The marks of the words of a text, each looked up on demand, since most sentences have no number."""

    def __init__(self, words: Sequence[str], table: CountWords) -> None:
        super().__init__()
        self._words, self._table = words, table

    def __missing__(self, n: int) -> tuple[Mark, ...]:
        self[n] = found = self._table.at(self._words, n) if n < len(self._words) else ()
        return found


class _Reader:
    """The tokens of a text with their marks."""

    def __init__(self, text: str, tokens: list[Token], words: CountWords, numbers: NumberWords) -> None:
        self.text, self.tokens = text, tokens
        self.numbers = plain_numbers(tokens, numbers)
        self.marks = _Marks([token.word for token in tokens], words)
        self.breaks = STOPS | {","} | words.lists["break"]
        self.noun_breaks = self.breaks | words.lists["noun_break"]
        self.lead_ins = words.lists["lead_in"]
        self.inserted = words.lists["insert"]
        self.ends = sentence_ends(text) if self.numbers else []
        self.firsts = {number.first for number in self.numbers}
        self.of_number = {i for number in self.numbers for i in range(number.first, number.behind)}

    def count(self, n: int) -> Count | None:
        """Return number `n` as a count, or None if it is a year, a date, a part of a name or the like."""
        number = self.numbers[n]
        if self._is_no_count(number):
            return None
        first, last = self._sentence(number)
        noun = self._noun(number, last)
        start, end = self.tokens[number.first].start, self.tokens[number.behind - 1].end
        is_part = self._is_part(number, first)
        return Count(
            span=Span(start=start, end=end, text=self.text[start:end]),
            low=number.low,
            high=number.high,
            state=self._state(number, first, last, is_part=is_part, is_thing=_is_thing(noun)),
            group=noun.key or None if noun else None,
            is_thing=_is_thing(noun),
            is_person=noun is not None and not _is_thing(noun),
            sentence=(self.tokens[first].start, self.tokens[last - 1].end),
            is_total=self._is_total(number),
            is_part=is_part,
            noun=None if noun else self._unknown_noun(number, last),
            is_former=self._is_former(number, first, last),
            is_elsewhen=self._has("elsewhen", self._clause(number, first, last)),
        )

    def _is_total(self, number: PlainNumber) -> bool:
        return bool(self._ending(number.first, "total"))

    def _has(self, role: str, places: Iterable[int]) -> bool:
        """Return whether one of some tokens begins a mark of a role."""
        return any(mark.role == role for i in places for mark in self.marks[i])

    def is_said_again(self, n: int) -> bool:
        """Return whether number `n` counts the same as the last one, by another source: "unions put it at 40,000"."""
        return bool(self._ending(self.numbers[n].first, "same"))

    def _sentence(self, number: PlainNumber) -> tuple[int, int]:
        """Return the first token of the sentence of a number, and the one behind its last."""
        at = self.tokens[number.first].start
        place = bisect_right(self.ends, at)
        begin = self.ends[place - 1] if place else 0
        end = self.ends[place] if place < len(self.ends) else len(self.text)
        first, last = number.first, number.behind
        while first and self.tokens[first - 1].start >= begin:
            first -= 1
        while last < len(self.tokens) and self.tokens[last].start < end:
            last += 1
        return first, last

    def _clause(self, number: PlainNumber, first: int, last: int) -> range:
        """Return the tokens between the punctuation marks around a number."""
        begin, end = number.first, number.behind
        while begin > first and self.tokens[begin - 1].word not in CLAUSE_ENDS:
            begin -= 1
        while end < last and self.tokens[end].word not in CLAUSE_ENDS:
            end += 1
        return range(begin, end)

    def _is_no_count(self, number: PlainNumber) -> bool:
        behind = self.tokens[number.behind].word if number.behind < len(self.tokens) else ""
        is_year = number.low == number.high and number.low in YEARS and number.behind - number.first == 1
        return (
            is_year
            or behind in ("-", "/", "%")
            or number.low == number.high == 0
            or isinstance(number.low or number.high, float)
            or self._is_tied(number.core)
            or any(mark.role == "skip" for mark in self._at(number.behind))
            or bool(self._ending(number.first, "skip_before"))
        )

    def _is_tied(self, n: int) -> bool:
        """Return whether a number is a part of a name or an ordinal: "MH-17", "H5N1", "11th"."""
        before, number = self.tokens[n - 1] if n else None, self.tokens[n]
        if (
            before is not None
            and before.end == number.start
            and (before.word in ("-", "/") or before.word.isalpha())
        ):
            return True
        behind = self.tokens[n + 1] if n + 1 < len(self.tokens) else None
        return behind is not None and behind.start == number.end and behind.word.isalpha()

    def _at(self, n: int) -> Sequence[Mark]:
        return self.marks[n]

    def _ending(self, n: int, role: str) -> list[Mark]:
        """Return the marks of a role that end right before token `n`."""
        return [
            mark
            for i in range(max(0, n - 4), n)
            for mark in self.marks[i]
            if mark.role == role and i + mark.length == n
        ]

    def _noun(self, number: PlainNumber, last: int) -> Mark | None:
        """Return the noun that is counted: the last one of the first run of nouns behind the number."""
        if sums := self._ending(number.core, "thing"):
            return sums[0]  # "$40 million"
        found: tuple[int, Mark] | None = None
        for i in range(number.behind, min(last, number.behind + NOUN)):
            word = self.tokens[i].word
            if word in self.noun_breaks or i in self.of_number:
                break
            nouns = [m for m in self.marks[i] if m.role in ("group", "thing")] or [
                m for m in self.marks[i] if m.role == "person"
            ]
            if nouns and (found is None or i == found[0] + found[1].length):
                best = max(nouns, key=lambda m: m.length)
                found = (i, best)
        return found[1] if found else None

    def _unknown_noun(self, number: PlainNumber, last: int) -> str | None:
        """Return the last word in the plural right behind a number, without its ending."""
        found = None
        for i in range(number.behind, min(last, number.behind + UNKNOWN)):
            word = self.tokens[i].word
            if word in self.noun_breaks or i in self.of_number or not word.isalpha() or self._state_at(i):
                break
            if word.endswith("s") and not word.endswith("ss"):
                found = word.removesuffix("s")
        return found

    def _is_part(self, number: PlainNumber, first: int) -> bool:
        among = any(i in self.of_number for i in range(first, number.first))
        after = any(m.role == "part" and (among or m.length == 1) for m in self._at(number.behind))
        inside = any(m.role == "part_before" for i in range(number.first, number.core) for m in self.marks[i])
        return after or inside or bool(self._ending(number.first, "part_before"))

    def _is_former(self, number: PlainNumber, first: int, last: int) -> bool:
        if self._ending(number.first, "former"):
            return True
        return any(
            mark.role == "former_near"
            for i in (*self._back(number, first, FORMER_BEFORE), *self._on(number, last, FORMER_AFTER))
            for mark in self.marks[i]
        )

    def _back(self, number: PlainNumber, first: int, most: int) -> Iterator[int]:
        """Yield the tokens before a number, the nearest first, up to another number or a mark that ends a part of the sentence."""
        for i in range(number.first - 1, max(first, number.first - most) - 1, -1):
            if i in self.of_number or self.tokens[i].word in STOPS:
                return
            yield i

    def _on(self, number: PlainNumber, last: int, most: int) -> Iterator[int]:
        for i in range(number.behind, min(last, number.behind + most)):
            if i in self.of_number or self.tokens[i].word in STOPS:
                return
            yield i

    def _state(
        self, number: PlainNumber, first: int, last: int, *, is_part: bool, is_thing: bool
    ) -> str | None:
        """Return what became of those who are counted; states of votes need a word for voting in the sentence.

        A number without a noun, or alone in its sentence, takes the nearest word of the sentence, however far.
        """
        state = None if self._is_total(number) else self._near_state(number, first, last)
        is_bare = self._is_bare(number, first, last) and not is_thing
        if state is None and (self._is_total(number) or (is_bare and not is_part)):
            near = sorted(range(first, last), key=lambda i: abs(i - number.first))
            state = next((key for i in near if (key := self._state_at(i))), None)
        return None if state in VOTES and not self._has("vote", range(first, last)) else state

    def _is_bare(self, number: PlainNumber, first: int, last: int) -> bool:
        """Return whether the whole sentence, not the words nearby, says what a number counts."""
        if any(mark.role == "part" for mark in self.marks[number.behind]):
            return False  # "two of them had children"
        if self._noun(number, last) is None:
            return number.first == first or self.tokens[number.first - 1].word in self.lead_ins
        return len(self.firsts.intersection(range(first, last))) == 1

    def _near_state(self, number: PlainNumber, first: int, last: int) -> str | None:
        """Return the state by the nearest word of the clause; a word right before the number comes first."""
        before = [
            (number.first - i, key) for i in self._back_clause(number, first) if (key := self._state_at(i))
        ]
        if before and before[0][0] <= CLOSE:
            return before[0][1]
        after = next((key for i in self._on_clause(number, last) if (key := self._state_at(i))), None)
        return after or (before[0][1] if before else None)

    def _back_clause(self, number: PlainNumber, first: int) -> Iterator[int]:
        for i in self._back(number, first, BEFORE):
            if self.tokens[i].word in self.breaks:
                return
            yield i

    def _on_clause(self, number: PlainNumber, last: int) -> Iterator[int]:
        """Yield the tokens behind a number; ", not fourteen," and the like do not end its clause."""
        passed = False
        for i in range(number.behind, min(last, number.behind + AFTER)):
            word = self.tokens[i].word
            if word in STOPS or (word in self.breaks and word != ","):
                return
            if word == "," and not passed and not self._is_inserted(i + 1):
                return
            passed = passed or word == ","
            yield i

    def _is_inserted(self, i: int) -> bool:
        """Return whether a token begins what is set into the clause of a number: ", not fourteen,"."""
        return i < len(self.tokens) and (self.tokens[i].word in self.inserted or i in self.of_number)

    def _state_at(self, i: int) -> str | None:
        return next((m.key for m in self.marks[i] if m.role in ("verb", "word")), None)
