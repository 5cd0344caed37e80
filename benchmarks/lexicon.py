"""List the rows of the rule tables that are never used: `python -m benchmarks.lexicon`.

Two sets are read: the test cases (all of `tests/reading` and the counts of `tests/assembly`, run by pytest in this process)
and the texts that `benchmarks.compare` draws from the corpora, with set a of `corpora/own/told` for the counts. A row that fires in neither is not tested. Prints for each table how many
rows fire in the cases, in the texts, and in neither; `--list` prints these rows.

A row fires if a stage looked it up and it contributed to a fact:

- events.tsv, event_compositions.tsv: the `basis` of an event names it;
- cues.tsv, cue_governors.tsv: it was looked up, and the cue of an attribution contains all its words;
- sourcing.tsv: it was looked up, and the source of an attribution contains its noun;
- status_operators.tsv, status_marks.tsv, status_auxiliaries.tsv: it was looked up while the status of an event was
  decided. This is an upper bound: the lookup uses the word, and the row need not have decided;
- dispute_words.tsv: it was looked up for a word of a claim, an upper bound too;
- happening_counts.tsv: its words stand near a number of a report. Rows of roles that are not looked for in texts
  (`lexicon.counts.TABLES`) are not counted.

Rows that only remove facts (event_discards.tsv) leave no trace in a reading and are not counted.

    python -m benchmarks.lexicon                              totals
    python -m benchmarks.lexicon --list                       and the rows
    python -m benchmarks.lexicon --texts 50                   fewer texts
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import onrecord.reading.attributions
import onrecord.reading.certainty
import onrecord.reading.disagreements
import onrecord.reading.events
from benchmarks.compare import SHARED, TEXTS, draw_texts
from corpora.told import read_reports
from onrecord.assembly.counts import counts_of
from onrecord.grammar import Forest
from onrecord.lexicon.attributions import AttributionWords, Cue, Governor, SourceWord
from onrecord.lexicon.counts import TABLES, CountWords, HappeningCount, forms_of, load_count_words
from onrecord.lexicon.counts import Mark as CountMark
from onrecord.lexicon.disagreements import DisputeWord
from onrecord.lexicon.events import CompositionRow, EventRow
from onrecord.lexicon.numbers import load_number_words, pieces_of
from onrecord.lexicon.status import Auxiliary, Mark, Operator
from onrecord.lexicon.tables import read_table
from onrecord.read import STAGES
from onrecord.runner.local import read_pages
from onrecord.types import Attribution, Event, Page, Span

HERE = Path(__file__).parent.parent
CASES = ("tests/reading", "tests/assembly/test_counts.py")
COUNTS, DISPUTES = "happening_counts.tsv", "dispute_words.tsv"
EVENT_RULES = ("event-word", "attitude-to-an-act")  # the rules that name a row of an event table
CountsAt = Callable[[CountWords, Sequence[str], int], tuple[CountMark, ...]]
Row = tuple[str, str]  # a table, and the row as it is printed


class Asked(dict[Any, Any]):
    """A mapping that records which of its keys were looked up."""

    def __init__(self, rows: Mapping[Any, Any]) -> None:
        super().__init__(rows)
        self.keys_asked: set[Any] = set()

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the value of a key, and record the key."""
        if key in self:
            self.keys_asked.add(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        found = super().__contains__(key)
        if found:
            self.keys_asked.add(key)
        return found

    def __getitem__(self, key: Any) -> Any:
        self.keys_asked.add(key)
        return super().__getitem__(key)


@dataclass
class Fired:
    """The rows that have fired so far."""

    rows: set[Row] = field(default_factory=set)

    def by_events(self, events: Sequence[Event], *_: object) -> None:
        """Add the rows that events name in their `basis`."""
        for event in events:
            for reason in event.basis:
                if reason.rule in EVENT_RULES and reason.table and reason.words:
                    self.rows.add((reason.table, reason.words))

    def by_attributions(
        self, attributions: Sequence[Attribution], forest: Forest, words: AttributionWords, asked: list[Asked]
    ) -> None:
        """Add the rows that were looked up for words of a cue or a source."""
        cues, governors, sources = (mapping.keys_asked for mapping in asked)
        for attribution in attributions:
            cue = set(_lemmas(attribution.cue, forest, words)) if attribution.cue else set()
            for key in cues:
                for row in words.cues[key]:
                    if set(row.words) <= cue:
                        self.rows.add(("cues.tsv", f"{row.lemma} ({row.pos})"))
            self.rows |= {("cue_governors.tsv", word) for word in governors if word in cue}
            source = set(_lemmas(attribution.source, forest, words)) if attribution.source else set()
            self.rows |= {("sourcing.tsv", word) for word in sources if _is_in(word, source)}

    def by_status(self, *heard: Any) -> None:
        """Add the rows that were looked up for an event."""
        operators, marks, auxiliaries = heard[-1]
        found = [row for key in operators.keys_asked for row in operators[key]]
        self.rows |= {("status_operators.tsv", _operator(row)) for row in found}
        self.rows |= {("status_marks.tsv", f"{word} ({on})") for word, on in marks.keys_asked}
        self.rows |= {("status_auxiliaries.tsv", word) for word in auxiliaries.keys_asked}

    def by_disputes(self, *heard: Any) -> None:
        """Add the rows that were looked up for a word of a claim."""
        (roles,) = heard[-1]
        self.rows |= {(DISPUTES, f"{word} ({role})") for word in roles.keys_asked for role in roles[word]}

    def by_count(self, row: HappeningCount) -> None:
        """Add a row whose words stand near a number."""
        self.rows.add((COUNTS, f"{row.word} ({row.role})"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the cases and the texts, and print which rows fire in neither."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--list", action="store_true", help="print the rows that fire nowhere")
    parser.add_argument("--texts", type=int, default=TEXTS, help=f"how many texts (default: {TEXTS})")
    options = parser.parse_args(arguments)
    in_cases, in_texts = Fired(), Fired()
    with listening(in_cases):
        run_cases()
    with listening(in_texts):
        texts = draw_texts(SHARED, options.texts)
        read_texts(texts)
        count_numbers(text["text"] for text in texts)
        count_numbers(report.document.text for report in read_reports() if report.set == "a")
    report(all_rows(), in_cases.rows, in_texts.rows, options.list)
    return 0


def report(rows: Sequence[Row], in_cases: set[Row], in_texts: set[Row], listed: bool) -> None:
    """Print the totals of each table, and if `listed` the rows that fire nowhere."""
    print(f"{'table':26}{'rows':>7}{'cases':>7}{'texts':>7}{'never':>7}")
    for table in dict.fromkeys(table for table, _ in rows):
        own = [row for row in rows if row[0] == table]
        never = [row for row in own if row not in in_cases and row not in in_texts]
        counts = (len(own), sum(r in in_cases for r in own), sum(r in in_texts for r in own), len(never))
        print(f"{table:26}" + "".join(f"{count:7}" for count in counts))
    if listed:
        for row in rows:
            if row not in in_cases and row not in in_texts:
                print(": ".join(row))


def all_rows() -> list[Row]:
    """Return the rows of all tables that are counted."""
    marks = [(m, on) for m in read_table("status_marks.tsv", Mark) for on in ("clause", "phrase")]
    rows = [("events.tsv", _pattern(row)) for row in read_table("events.tsv", EventRow)]
    compositions = read_table("event_compositions.tsv", CompositionRow)
    rows += [("event_compositions.tsv", row.reason.words or "") for row in compositions]
    rows += [("cues.tsv", f"{row.lemma} ({row.pos})") for row in read_table("cues.tsv", Cue)]
    rows += [("cue_governors.tsv", row.word) for row in read_table("cue_governors.tsv", Governor)]
    rows += [("sourcing.tsv", row.lemma) for row in read_table("sourcing.tsv", SourceWord)]
    rows += [("status_operators.tsv", _operator(row)) for row in read_table("status_operators.tsv", Operator)]
    rows += [("status_marks.tsv", f"{m.word} ({on})") for m, on in marks if m.on in (on, "both")]
    rows += [("status_auxiliaries.tsv", row.word) for row in read_table("status_auxiliaries.tsv", Auxiliary)]
    disputes = read_table(DISPUTES, DisputeWord)
    rows += [
        (DISPUTES, f"{r.word} ({r.role})") for r in disputes if r.role != "connective" and " " not in r.word
    ]
    rows += [(COUNTS, f"{row.word} ({row.role})") for row in _counts()]
    return list(dict.fromkeys(rows))


def _counts() -> list[HappeningCount]:
    return [row for row in read_table(COUNTS, HappeningCount) if row.role not in TABLES]


def _pattern(row: EventRow) -> str:
    return f"{row.lemma} ({row.pos}) {row.with_words}".rstrip()


def _operator(row: Operator) -> str:
    return f"{row.word} ({row.pos}) {'|'.join(row.scope)}"


def _lemmas(span: Span | None, forest: Forest, words: AttributionWords) -> Iterator[str]:
    """Yield the lemmas of the words of a span, as the tables and as the model have them."""
    for tree in forest.trees:
        for token in tree.tokens:
            if span is not None and span.start <= token.start < span.end:
                yield from (words.verb(token), words.noun(token), token.lemma.lower())


def _is_in(word: str, lemmas: set[str]) -> bool:
    """Return whether a row of sourcing.tsv matches one of the `lemmas`; "-ist" matches all that end in it."""
    return word in lemmas or (word.startswith("-") and any(lemma.endswith(word[1:]) for lemma in lemmas))


@contextlib.contextmanager
def listening(fired: Fired) -> Iterator[None]:
    """Wrap the stages, for the tests and for the reader, so that `fired` records what they look up and find."""
    stages: list[tuple[Any, str, Callable[..., None]]] = [
        (onrecord.reading.events, "find_events", fired.by_events),
        (onrecord.reading.certainty, "judge", fired.by_status),
        (onrecord.reading.attributions, "find_attributions", fired.by_attributions),
        (onrecord.reading.disagreements, "find_disagreements", fired.by_disputes),
    ]
    kept = [(owner, name, getattr(owner, name)) for module, name, _ in stages for owner in (module, STAGES)]
    heard = {name: hear for _, name, hear in stages}
    for owner, name, stage in kept:
        _set(owner, {name: _wrap(stage, name, heard[name])})
    at = CountWords.at
    setattr(CountWords, "at", _heard_counts(at, fired))  # noqa: B010 - a method of a type, for this benchmark alone
    try:
        yield
    finally:
        setattr(CountWords, "at", at)  # noqa: B010
        for owner, name, stage in kept:
            _set(owner, {name: stage})


def _heard_counts(at: CountsAt, fired: Fired) -> CountsAt:
    """Return the lookup of words near numbers, which tells `fired` the rows that it finds."""
    rows = {(pieces_of(form), row.role): row for row in _counts() for form in forms_of(row)}

    def heard(table: CountWords, words: Sequence[str], n: int) -> tuple[CountMark, ...]:
        found = at(table, words, n)
        for mark in found:
            fired.by_count(rows[tuple(words[n : n + mark.length]), mark.role])
        return found

    return heard


TABLES_OF = {  # a stage → its words, and which of their mappings are recorded
    "find_events": ("events", ()),
    "judge": ("status", ("operators", "marks", "auxiliaries")),
    "find_attributions": ("attributions", ("cues", "governors", "sourcing")),
    "find_disagreements": ("disagreements", ("roles",)),
}


def _wrap(stage: Callable[..., Any], name: str, hear: Callable[..., None]) -> Callable[..., Any]:
    layer, mappings = TABLES_OF[name]

    def wrapped(*arguments: Any, **named: Any) -> Any:
        forest, known = arguments[-2:]
        words = getattr(known.words, layer)
        rows = {mapping: getattr(words, mapping) for mapping in mappings}
        asked = {mapping: Asked(rows[mapping]) for mapping in mappings}
        _set(words, asked)
        found = stage(*arguments, **named)
        _set(words, rows)
        hear(found.items, forest, words, [*asked.values()])
        return found

    return wrapped


def _set(words: object, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        object.__setattr__(words, name, value)  # frozen: only this benchmark may do this


def run_cases() -> None:
    """Run the tests of the stages in this process, without their output."""
    import pytest

    with contextlib.redirect_stdout(io.StringIO()):
        cases = [str(HERE / path) for path in CASES]
        pytest.main([*cases, "-q", "-p", "no:cacheprovider", "--rootdir", str(HERE)])


def count_numbers(texts: Iterable[str]) -> None:
    """Find what the numbers of texts count."""
    for text in texts:
        counts_of(text, load_count_words(), load_number_words())


def read_texts(texts: Iterable[Mapping[str, Any]]) -> None:
    """Read texts that `benchmarks.compare` draws."""
    pages = (
        Page(target=text["id"], text=text["text"], given_published=text["published"], clean=False)
        for text in texts
    )
    for _ in read_pages(pages):
        pass


if __name__ == "__main__":
    sys.exit(main())
