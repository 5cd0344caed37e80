"""Convert annotations of events from lines that are quick to write into stand-off labels.

    python -m corpora.event_lines show TEXTS.jsonl ID            a report as numbered sentences
    python -m corpora.event_lines check FILE.lines TEXTS.jsonl    the errors in the lines
    python -m corpora.event_lines convert FILE.lines TEXTS.jsonl  the labels as JSON lines, offsets in code points

`TEXTS.jsonl` holds `{"id", "text", "published"}`. An annotator copies phrases from the text instead of counting
characters; a phrase is searched in its sentence, and the second of two occurrences needs `#2`. The format is
described in `docs/annotation-events.md`, section 12. `read_lines` gives the labels that
`corpora/own/events/onrecord_events.py` describes, with the words of every span.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from corpora.jsonl import read_jsonl
from corpora.own.events import onrecord_events as corpus
from corpora.regions import read_regions

TRIGGER_WORDS = 6  # maximum words of a trigger
SUMMARY_WORDS = (3, 20)
SHORTEST_ABBREVIATION = 3  # letters: "occ" is "occurred"
DEFAULT_CERTAINTY = {
    "occurred": "certain",
    "ongoing": "certain",
    "planned": "certain",
    "negated": "certain",
    "expected": "probable",
    "possible": "possible",
    "unlikely": "possible",
    "conditional": "possible",
    "requested": "unknown",
    "denied": "unknown",
}

# The sentence splitter must not change: the numbers in line files depend on it.
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Lt|Col|Maj|Capt|Sgt|Adm|St|Jr|Sr|No|Nos|vs|Rev|Hon|Jan|Feb|Mar|Apr|Aug|"
    r"Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Ont|Mo|Va|Calif|Fla|Mass|Conn|Ill|Tenn|Ala|Ariz|Ark|Colo|Del|Ga|Ind|Kan|Ky|La|"
    r"Md|Mich|Minn|Miss|Mont|Neb|Nev|Okla|Ore|Pa|Wash|Wis|Wyo|approx|est|cf|al|etc|p|pp)|\b[A-Z])\.$"
)
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)")
SENTENCE_START = re.compile(r"[A-Z0-9\"'“‘(\[—-]|[^\x00-\x7f]")
FOLD = str.maketrans(
    dict(zip("“”„‘’–—‐‑\t\n\r\xa0\u2009\u202f", '"""\'\'----      ', strict=True))  # one code point for one
)

WINDOW = re.compile(r"\[([^\]]*)\]\s*$")
COUNTRY = re.compile(r"\[([A-Z]{3})\]\s*$")
NUMBER = r"[\d.,]*?\d(?:e\d+)?"
FIGURE = re.compile(
    rf"(\w+)\s+(\.\.)?({NUMBER})(?:(\.\.)({NUMBER})?)?\s*([A-Za-z%$€£][\w ]*?)?\s*\"(.*)\""  # killed 12.. "at least 12"
)
HEAD = re.compile(r"([EGDP])(\d*)\b\s*(?:s(\d+)\b)?\s*(.*)$")
KEY = re.compile(r"(A|R|t|l|w|if|c|fig|p|ev|from|n)\s*:\s*(.*)$", re.DOTALL)

Span = dict[str, Any]
Tell = Callable[[str], None]


class LineError(ValueError):
    """A line or a field is invalid."""


# ---- reports and phrases -----------------------------------------------------------------------


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a text, trimmed: lines are cut after . ! ? before a blank and a capital, digit or mark.

    >>> text = "Gen. Oyo left. The U.S. stayed."
    >>> [text[start:end] for start, end in cut_sentences(text)]
    ['Gen. Oyo left.', 'The U.S. stayed.']
    """
    spans = []
    for line in re.finditer(r"[^\n]+", text):
        start, stop = line.span()
        for end in SENTENCE_END.finditer(text, start, stop):
            if _ends_sentence(text, start, stop, end):
                spans.append((start, end.end()))
                start = end.end()
        spans.append((start, stop))
    trimmed = [_trim(text, start, stop) for start, stop in spans]
    return [(start, stop) for start, stop in trimmed if start < stop]


def _ends_sentence(text: str, start: int, stop: int, end: re.Match[str]) -> bool:
    rest = text[end.end() : stop].lstrip()
    if not SENTENCE_START.match(rest):
        return False
    word = text[start : end.end()].rstrip("\"'”’)]")
    return not (end.group().startswith(".") and ABBREVIATION.search(word))


def _trim(text: str, start: int, stop: int) -> tuple[int, int]:
    part = text[start:stop]
    return start + len(part) - len(part.lstrip()), stop - len(part) + len(part.rstrip())


def find_phrase(text: str, phrase: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the places of a phrase in `text[start:stop]` as whole words; quotation marks and dashes match their kind.

    >>> find_phrase("a strike, strikes", "strike", 0, 17)
    [(2, 8)]
    """
    phrase, folded = phrase.translate(FOLD), text.translate(FOLD)
    found = []
    at = folded.find(phrase, start, stop)
    while at >= 0:
        end = at + len(phrase)
        if not _inside_word(folded, at) and not _inside_word(folded, end):
            found.append((at, end))
        at = folded.find(phrase, at + 1, stop)
    return found


def _inside_word(text: str, position: int) -> bool:
    return 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum()


@dataclass(frozen=True)
class Report:
    """A text to annotate, with its sentences; sentences are numbered from 1."""

    id: str
    text: str
    published: str | None

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The spans of the sentences."""
        return cut_sentences(self.text)

    def span(self, start: int, end: int) -> Span:
        """Return a stretch of the text with its words."""
        return {"start": start, "end": end, "text": self.text[start:end]}

    def sentence_of(self, position: int) -> int | None:
        """Return the number of the sentence that holds a position."""
        numbered = enumerate(self.sentences, 1)
        return next((n for n, (start, stop) in numbered if start <= position < stop), None)

    def find(self, item: str, home: int | None) -> Span:
        """Return the span of `[sN] phrase[#k]`, in the named or the home sentence; raises if it is absent or ambiguous."""
        wanted = Phrase.parse(item, home)
        spans = self._in_sentence(wanted)
        if not spans:
            raise LineError(self._absent(wanted))
        if wanted.nth is None and len(spans) > 1:
            raise LineError(
                f"{len(spans)} times in s{wanted.sentence}, say which with #1 ...: {wanted.words!r}"
            )
        return self.span(*self._nth(spans, wanted))

    def find_name(self, item: str, home: int | None) -> Span:
        """Return the span of a name: in the named sentence, else the home sentence, else its first place in the report."""
        wanted = Phrase.parse(item, home)
        spans = self._in_sentence(wanted)
        if not spans and not wanted.placed:
            spans = find_phrase(self.text, wanted.words, 0, len(self.text))
        if not spans:
            raise LineError(self._absent(wanted))
        return self.span(*self._nth(spans, wanted))

    def find_party(self, item: str, home: int | None) -> dict[str, Span]:
        """Return the parts of `phrase [= name]`: the nearest span, and the fullest name of the same participant."""
        phrase, _, name = item.partition(" = ")
        span = self.find_name(phrase, home)
        return {"span": span, "name": self.find_name(name, None) if name.strip() else span}

    def _in_sentence(self, wanted: Phrase) -> list[tuple[int, int]]:
        if wanted.sentence is None:
            return []
        if wanted.sentence > len(self.sentences):
            raise LineError(f"there is no s{wanted.sentence}")
        return find_phrase(self.text, wanted.words, *self.sentences[wanted.sentence - 1])

    def _absent(self, wanted: Phrase) -> str:
        places = find_phrase(self.text, wanted.words, 0, len(self.text))
        numbers = sorted({n for start, _ in places if (n := self.sentence_of(start))})
        hint = f"; it stands in {', '.join(f's{n}' for n in numbers)}" if numbers else ""
        return (
            f"not in s{wanted.sentence}: {wanted.words!r}{hint}"
            if wanted.sentence
            else f"nowhere: {wanted.words!r}"
        )

    @staticmethod
    def _nth(spans: Sequence[tuple[int, int]], wanted: Phrase) -> tuple[int, int]:
        nth = wanted.nth or 1
        if nth > len(spans):
            raise LineError(f"only {len(spans)} of {wanted.words!r}")
        return spans[nth - 1]


@dataclass(frozen=True)
class Phrase:
    """Words to search: in which sentence (`placed`: the annotator named it), and which of several occurrences."""

    words: str
    sentence: int | None
    nth: int | None
    placed: bool

    @classmethod
    def parse(cls, item: str, home: int | None) -> Phrase:
        """Parse `[sN] phrase[#k]`; without a number the phrase is in the home sentence."""
        match = re.match(r"(?:s(\d+)\s+)?(.*?)\s*(?:#(\d+))?$", item.strip(), re.DOTALL)
        if match is None or not match[2]:
            raise LineError("empty phrase")
        number, words, nth = match.groups()
        sentence = int(number) if number else home
        return cls(words, sentence, int(nth) if nth else None, placed=number is not None)


# ---- values ------------------------------------------------------------------------------------


def choose(word: str, values: Sequence[str], what: str) -> str:
    """Return the value that a word gives in full or by three or more first letters; raises if none or several match.

    >>> choose("occ", ("occurred", "ongoing"), "status")
    'occurred'
    """
    word = word.strip().lower()
    if word in values:
        return word
    hits = [v for v in values if len(word) >= SHORTEST_ABBREVIATION and v.startswith(word)]
    if len(hits) != 1:
        raise LineError(f"no {what}: {word!r}; there are {', '.join(values)}")
    return hits[0]


def split_items(text: str) -> list[str]:
    """Return the items between semicolons; `-` means none."""
    return [part.strip() for part in text.split(";") if part.strip() not in ("", "-")]


def parse_window(text: str) -> tuple[str, str | None, str | None]:
    """Return the phrase before a window and the window's two days.

    >>> parse_window("next week [2018-10-22..2018-10-28]")
    ('next week', '2018-10-22', '2018-10-28')
    >>> parse_window("[..2018-10-28]"), parse_window("soon")
    (('', None, '2018-10-28'), ('soon', None, None))
    """
    match = WINDOW.search(text)
    if match is None:
        return text.strip(), None, None
    first, dots, last = match[1].partition("..")
    earliest, latest = _day(first), _day(last if dots else first)
    if earliest and latest and earliest > latest:
        raise LineError(f"window runs backwards: {match[1]}")
    return text[: match.start()].strip(), earliest, latest


def _day(text: str) -> str | None:
    text = text.strip()
    if not text:
        return None
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        raise LineError(f"no ISO day: {text!r}") from None
    return text


def _number(text: str) -> int | float:
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() else value


def find_time(report: Report, text: str, home: int | None) -> dict[str, Any]:
    """Return `phrase [from..to]` as a span, or None, and a window."""
    phrase, earliest, latest = parse_window(text)
    return {"span": report.find(phrase, home) if phrase else None, "earliest": earliest, "latest": latest}


def find_place(report: Report, text: str, home: int | None) -> dict[str, Any]:
    """Return `name [ISO3]` as a span, the name, and the country or None."""
    country = COUNTRY.search(text)
    if country and country[1] not in read_regions():
        raise LineError(
            f"no country of today: {country[1]!r}; name that of the place as it is now, as ISO 3166 alpha-3"
        )
    span = report.find_name(text[: country.start()] if country else text, home)
    return {"span": span, "name": span["text"], "country": country[1] if country else None}


def find_figure(report: Report, text: str, home: int | None) -> dict[str, Any]:
    """Return the parts of `killed 12.. "at least 12"`: what is counted, its bounds, its unit and its span."""
    match = FIGURE.fullmatch(text)
    if match is None:
        raise LineError(f'no figure: {text!r} (wanted: killed 12.. "at least 12")')
    what, up_to, number, dots, highest, unit, words = match.groups()
    low = None if up_to else _number(number)
    high = _number(highest) if highest else None if dots else _number(number)
    return {
        "what": choose(what, corpus.FIGURES, "figure"),
        "low": low,
        "high": high,
        "unit": unit,
        "span": report.find(words, home),
    }


# ---- lines -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """The parts of one line: its kind (E, G, D, P), its name, its home sentence, the rest, and its fields."""

    kind: str
    name: str
    home: int | None
    head: str
    fields: tuple[str, ...]
    report: Report
    tell: Tell

    def keyed(self, fields: Sequence[str], readers: Mapping[str, Reader], row: Labels, bare: Reader) -> None:
        """Read each `key: value` into the row; values without a key go to `bare`. An invalid field does not affect the others."""
        for text in fields:
            match = KEY.match(text)
            try:
                if match is None:
                    bare(self, row, text.strip())
                elif match[1] in readers:
                    readers[match[1]](self, row, match[2].strip())
                else:
                    self.tell(f"not on a line of kind {self.kind}: {match[1]}:")
            except LineError as fault:
                self.tell(str(fault))


Labels = dict[str, Any]
Reader = Callable[[Line, Labels, str], None]


def _read_parties(name: str) -> Reader:
    def read(line: Line, row: Labels, value: str) -> None:
        row[name] += [line.report.find_party(item, line.home) for item in split_items(value)]

    return read


def _read_time(line: Line, row: Labels, value: str) -> None:
    row["time"] = find_time(line.report, value, line.home)


def _read_place(line: Line, row: Labels, value: str) -> None:
    row["location"] = find_place(line.report, value, line.home)


def _read_within(line: Line, row: Labels, value: str) -> None:
    row["within"] = line.report.find_party(value, line.home) if value not in ("", "-") else None


def _read_condition(line: Line, row: Labels, value: str) -> None:
    row["condition"] = line.report.find(value, line.home)


def _read_certainty(_line: Line, row: Labels, value: str) -> None:
    row["certainty"] = choose(value, corpus.CERTAINTIES, "certainty")


def _read_figures(line: Line, row: Labels, value: str) -> None:
    row["figures"] += [find_figure(line.report, item, line.home) for item in split_items(value)]


def _read_moved(_line: Line, row: Labels, value: str) -> None:
    _, earliest, latest = parse_window(value)
    row["moved_from"] = {"earliest": earliest, "latest": latest}


def _read_event_name(_line: Line, row: Labels, value: str) -> None:
    row["event"] = value


def _skip(_line: Line, _row: Labels, _value: str) -> None:
    """Skip a remark, which is only for readers of the lines."""


def _read_event_word(_line: Line, row: Labels, text: str) -> None:
    if text == "minor":
        row["minor"] = True
    else:
        row["status"] = choose(text, corpus.STATUSES, "status or field")


def _read_agenda_word(_line: Line, row: Labels, text: str) -> None:
    row["status"] = choose(text, corpus.AGENDA_STATUSES, "status or field")


SHARED_FIELDS: Mapping[str, Reader] = {
    "t": _read_time,
    "l": _read_place,
    "w": _read_within,
    "if": _read_condition,
    "n": _skip,
}
EVENT_FIELDS: Mapping[str, Reader] = {
    **SHARED_FIELDS,
    "A": _read_parties("actors"),
    "R": _read_parties("recipients"),
    "c": _read_certainty,
    "fig": _read_figures,
}
AGENDA_FIELDS: Mapping[str, Reader] = {
    **SHARED_FIELDS,
    "p": _read_parties("participants"),
    "from": _read_moved,
    "ev": _read_event_name,
}


def _event(line: Line) -> Labels:
    kind, _, mode = line.head.partition(".")
    if kind not in corpus.TYPES:
        raise LineError(f"no type: {kind!r}")
    if mode and mode not in corpus.MODES[kind]:
        line.tell(f"no mode of {kind}: {mode!r}")
    mentions = _mentions(line)
    trigger = mentions[0]
    home = line.home or line.report.sentence_of(trigger["start"])
    event: Labels = {
        "id": line.name,
        "type": kind,
        "mode": mode or None,
        "trigger": trigger,
        "mentions": sorted(mentions, key=lambda span: span["start"]),
        "actors": [],
        "recipients": [],
        "location": None,
        "time": None,
        "figures": [],
        "status": "occurred",
        "certainty": None,
        "condition": None,
        "within": None,
        "minor": False,
    }
    at_home = replace(line, home=home)
    at_home.keyed(line.fields[1:], EVENT_FIELDS, event, _read_event_word)
    event["certainty"] = event["certainty"] or DEFAULT_CERTAINTY[event["status"]]
    return event


def _mentions(line: Line) -> list[Span]:
    found = []
    for item in split_items(line.fields[0] if line.fields else ""):
        try:
            span = line.report.find(item, line.home)
        except LineError as fault:
            line.tell(str(fault))
            continue
        if len(span["text"].split()) > TRIGGER_WORDS:
            line.tell(f"trigger of more than {TRIGGER_WORDS} words: {span['text']!r}")
        found.append(span)
    if not found:
        raise LineError("no mention that stands in the text")
    return found


def _agenda_item(line: Line) -> Labels:
    if line.home is None:
        raise LineError("a G line needs its sentence")
    if not line.fields:
        raise LineError("no summary")
    summary = line.fields[0]
    if not SUMMARY_WORDS[0] <= len(summary.split()) <= SUMMARY_WORDS[1]:
        line.tell(f"summary of {len(summary.split())} words, wanted {SUMMARY_WORDS[0]} to {SUMMARY_WORDS[1]}")
    item: Labels = {
        "id": line.name,
        "kind": choose(line.head or "event", corpus.AGENDA_KINDS, "kind"),
        "event": None,
        "summary": summary,
        "earliest": None,
        "latest": None,
        "time": None,
        "status": None,
        "condition": None,
        "moved_from": None,
        "participants": [],
        "location": None,
        "within": None,
        "evidence": [line.report.span(*line.report.sentences[line.home - 1])],
    }
    line.keyed(line.fields[1:], AGENDA_FIELDS, item, _read_agenda_word)
    time = item.pop("time")
    item["phrase"] = time["span"] if time else None
    if time:
        item["earliest"], item["latest"] = time["earliest"], time["latest"]
    if item["status"] is None:
        raise LineError("no status")
    return item


def _disagreement(line: Line) -> Labels:
    words = line.head.split()
    if len(words) != 2:
        raise LineError(f"kind and field wanted: {line.head!r}")
    row: Labels = {
        "id": line.name,
        "about": line.fields[0] if line.fields else "",
        "kind": choose(words[0], corpus.DISAGREEMENT_KINDS, "kind"),
        "field": choose(words[1], corpus.DISAGREEMENT_FIELDS, "field"),
        "sides": [],
    }
    for text in line.fields[1:]:
        if not text.startswith("n:"):
            row["sides"].append(_side(line, text))
    return row


def _side(line: Line, text: str) -> Labels:
    source, slashes, said = text.partition("//")
    if not slashes:
        raise LineError(f"a side is SOURCE // WORDS: {text!r}")
    span = line.report.find(said, line.home)
    near = line.report.sentence_of(span["start"])
    named = source.strip() != "-"  # "-" is the article itself
    return {"source": line.report.find_party(source.strip(), near) if named else None, "span": span}


def _predicates(line: Line) -> list[Labels]:
    rows = []
    for text in line.fields:
        time, _, phrases = text.partition(":")
        status = choose(time, corpus.PREDICATE_STATUSES, "predicate status")
        rows += [
            {"span": line.report.find(item, line.home), "status": status} for item in split_items(phrases)
        ]
    return rows


# ---- files -------------------------------------------------------------------------------------

READERS: Mapping[str, tuple[str, Callable[[Line], Labels]]] = {
    "E": ("events", _event),
    "G": ("agenda", _agenda_item),
    "D": ("disagreements", _disagreement),
}


@dataclass
class Draft:
    """The labels of one report while its lines are read."""

    report: Report
    labels: Labels
    empty: bool = False  # a line NONE says that there is nothing to label


@dataclass(frozen=True)
class Annotations:
    """The labels of the reports of a file, by id, and the errors in its lines, in words."""

    labels: dict[str, Labels] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_lines(path: Path, reports: Mapping[str, Report]) -> Annotations:
    """Return the labels of a file of lines; an invalid line or field is reported and does not affect the others."""
    drafts: dict[str, Draft] = {}
    faults: list[str] = []
    current: Draft | None = None
    for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        stripped = text.strip()
        if not stripped or stripped.startswith("#"):
            continue

        def tell(
            message: str, where: str = f"{path.name}:{number}: {stripped.split('|')[0].strip()}"
        ) -> None:
            faults.append(f"{where}: {message}")

        try:
            if stripped.startswith("=="):
                current = _begin(stripped, reports, drafts)
            elif current is None:
                raise LineError("stands before any == ID of a known report")
            elif stripped == "NONE":
                current.empty = True
            else:
                _add_line(stripped, current, tell)
        except LineError as fault:
            tell(str(fault))
    for draft in drafts.values():
        faults += [f"{path.name}: {draft.report.id}: {fault}" for fault in _faults_of(draft)]
    return Annotations({name: draft.labels for name, draft in drafts.items()}, faults)


def _begin(text: str, reports: Mapping[str, Report], drafts: dict[str, Draft]) -> Draft | None:
    name = text[2:].split("#")[0].strip()
    if name not in reports:
        raise LineError(f"no report {name!r}")
    if name in drafts:
        raise LineError(f"{name} stands twice")
    labels: Labels = {"id": name, "events": [], "agenda": [], "disagreements": [], "predicates": []}
    drafts[name] = Draft(reports[name], labels)
    return drafts[name]


def _add_line(text: str, draft: Draft, tell: Tell) -> None:
    parts = [part.strip() for part in text.split("|")]
    match = HEAD.match(parts[0])
    if match is None:
        raise LineError("no E, G, D or P line")
    kind, number, home, head = match.groups()
    fields = tuple(parts[1:])
    line = Line(kind, kind + number, int(home) if home else None, head.strip(), fields, draft.report, tell)
    if kind == "P":
        draft.labels["predicates"] += _predicates(line)
        return
    layer, read = READERS[kind]
    draft.labels[layer].append(read(line))


def _faults_of(draft: Draft) -> list[str]:
    """Check the whole report: the checks of the corpus, and two events of one type on one trigger."""
    labels, report = draft.labels, draft.report
    about = {"split": "train", "published": report.published, "length": len(report.text)}
    article = corpus.Article(report.id, "train", about, labels, None)
    faults = corpus.check(article)
    taken = Counter((e["type"], m["start"], m["end"]) for e in labels["events"] for m in e["mentions"])
    for (kind, start, end), count in taken.items():
        if count > 1:
            faults.append(f"{count} {kind} mentions on {report.text[start:end]!r}")
    if not (labels["events"] or labels["agenda"] or labels["disagreements"] or draft.empty):
        faults.append("no line, and no NONE")
    return faults


def read_reports(path: Path) -> dict[str, Report]:
    """Return the reports of a file of texts by their ids."""
    rows = read_jsonl(path)
    return {str(row["id"]): Report(str(row["id"]), row["text"], row.get("published")) for row in rows}


# ---- commands ----------------------------------------------------------------------------------


def show(report: Report) -> str:
    """Return a report as numbered sentences, with blank lines between paragraphs."""
    day = f" {dt.date.fromisoformat(report.published):%A}" if report.published else ""
    lines = [f"== {report.id}   published {report.published}{day}"]
    previous = 0
    for number, (start, stop) in enumerate(report.sentences, 1):
        if number > 1 and "\n" in report.text[previous:start]:
            lines.append("")
        lines.append(f"s{number} {' '.join(report.text[start:stop].split())}")
        previous = stop
    return "\n".join(lines)


def main() -> int:
    """Show a report, or check or convert a file of lines."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, arguments in (
        ("show", ("texts", "id")),
        ("check", ("lines", "texts")),
        ("convert", ("lines", "texts")),
    ):
        command = commands.add_parser(name)
        for argument in arguments:
            command.add_argument(argument, type=str if argument == "id" else Path)
    options = parser.parse_args()
    reports = read_reports(options.texts)
    if options.command == "show":
        if options.id not in reports:
            parser.error(f"no report {options.id!r} in {options.texts}")
        print(show(reports[options.id]))
        return 0
    found = read_lines(options.lines, reports)
    print("\n".join(found.faults), file=sys.stderr, end="\n" if found.faults else "")
    if options.command == "check":
        layers = ("events", "agenda", "disagreements", "predicates")
        counts = ", ".join(f"{sum(len(r[layer]) for r in found.labels.values())} {layer}" for layer in layers)
        print(f"{len(found.labels)} reports, {counts}, {len(found.faults)} faults")
    else:
        for labels in found.labels.values():
            print(json.dumps(labels, ensure_ascii=False))
    return int(bool(found.faults))


if __name__ == "__main__":
    sys.exit(main())
