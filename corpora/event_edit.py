"""Correct the corpus of events by hand: `take` prints articles as lines, `put` reads the corrected lines.

    python -m corpora.event_edit take own:001 own:002 > work.lines     or: take --split dev
    python -m corpora.event_edit texts own:001 > work.texts.jsonl        their texts, for `event_lines show`
    python -m corpora.event_edit put work.lines

The lines have the format of `corpora/event_lines.py`. If they have errors, the errors are printed and nothing is changed.
Texts that do not ship are read from the shared folder (`--shared`).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from corpora.event_lines import DEFAULT_CERTAINTY, Report, find_phrase, read_lines
from corpora.events import read_events, unseal, write_labels
from corpora.own.events.onrecord_events import SPLITS, Article, Labels

SHARED = Path(__file__).parent.parent.parent / "shared"
Span = Mapping[str, Any]


def format_lines(labels: Labels, report: Report) -> str:
    """Return the labels of a report, spans with their words, as lines that give the same labels when read."""
    writer = _Writer(report)
    lines = [writer.event(event) for event in labels["events"]]
    lines += [writer.agenda_item(item) for item in labels["agenda"]]
    lines += [writer.disagreement(row) for row in labels["disagreements"]]
    return "\n".join([f"== {report.id}", *(lines or ["NONE"]), *writer.predicates(labels["predicates"]), ""])


class _Writer:
    """Writes the parts of one report's lines; a phrase outside the home sentence gets its sentence number."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def event(self, event: Labels) -> str:
        home = self.report.sentence_of(event["trigger"]["start"])
        others = [span for span in event["mentions"] if span != event["trigger"]]
        mode = f".{event['mode']}" if event["mode"] else ""
        fields = [
            "; ".join(self.phrase(span, home) for span in (event["trigger"], *others)),
            *self.parties("A", event["actors"], home),
            *self.parties("R", event["recipients"], home),
            event["status"],
            *self.time(event["time"], home),
            *self.place(event["location"], home),
            *self.condition(event["condition"], home),
            *self.parties("w", [event["within"]] if event["within"] else [], home),
            *self.certainty(event),
            *self.figures(event["figures"], home),
            *(["minor"] if event["minor"] else []),
        ]
        return " | ".join([f"{event['id']} s{home} {event['type']}{mode}", *fields])

    def agenda_item(self, item: Labels) -> str:
        home = self.report.sentence_of(item["evidence"][0]["start"])
        time = {"span": item["phrase"], "earliest": item["earliest"], "latest": item["latest"]}
        fields = [
            item["summary"],
            item["status"],
            *self.time(time if any(time.values()) else None, home),
            *([f"from: {_window(item['moved_from'])}"] if item["moved_from"] else []),
            *self.parties("p", item["participants"], home),
            *self.place(item["location"], home),
            *self.condition(item["condition"], home),
            *self.parties("w", [item["within"]] if item["within"] else [], home),
            *([f"ev: {item['event']}"] if item["event"] else []),
        ]
        kind = "" if item["kind"] == "event" else f" {item['kind']}"
        return " | ".join([f"{item['id']} s{home}{kind}", *fields])

    def disagreement(self, row: Labels) -> str:
        sides = []
        for side in row["sides"]:
            near = self.report.sentence_of(side["span"]["start"])
            source = self.party(side["source"], near) if side["source"] else "-"
            sides.append(f"{source} // {self.phrase(side['span'], None)}")
        return " | ".join([f"{row['id']} {row['kind']} {row['field']}", row["about"], *sides])

    def predicates(self, rows: list[Labels]) -> Iterator[str]:
        by_sentence: dict[int | None, dict[str, list[str]]] = {}
        for row in rows:
            home = self.report.sentence_of(row["span"]["start"])
            words = by_sentence.setdefault(home, {}).setdefault(row["status"], [])
            words.append(self.phrase(row["span"], home))
        for home, groups in by_sentence.items():
            yield " | ".join([f"P s{home}", *(f"{status}: {'; '.join(w)}" for status, w in groups.items())])

    def phrase(self, span: Span, home: int | None) -> str:
        """Return `[sN] words[#k]`, which identifies exactly this span."""
        words = re.sub(r"\s", " ", span["text"])  # one blank for one, so that offsets stay valid
        number = self.report.sentence_of(span["start"])
        start, stop = self.report.sentences[number - 1] if number else (0, len(self.report.text))
        if span["end"] > stop:  # over several sentences: the first place in the report
            return words
        places = find_phrase(self.report.text, span["text"], start, stop)
        nth = f"#{places.index((span['start'], span['end'])) + 1}" if len(places) > 1 else ""
        return f"{'' if number == home else f's{number} '}{words}{nth}"

    def party(self, party: Mapping[str, Span], home: int | None) -> str:
        words = self.phrase(party["span"], home)
        return words if party["name"] == party["span"] else f"{words} = {self.phrase(party['name'], None)}"

    def parties(self, key: str, parties: list[Mapping[str, Span]], home: int | None) -> list[str]:
        return [f"{key}: {'; '.join(self.party(party, home) for party in parties)}"] if parties else []

    def time(self, time: Mapping[str, Any] | None, home: int | None) -> list[str]:
        if time is None:
            return []
        phrase = self.phrase(time["span"], home) if time["span"] else ""
        return [f"t: {' '.join(part for part in (phrase, _window(time)) if part)}"]

    def place(self, place: Mapping[str, Any] | None, home: int | None) -> list[str]:
        if place is None:
            return []
        return [
            f"l: {self.phrase(place['span'], home)}" + (f" [{place['country']}]" if place["country"] else "")
        ]

    def condition(self, span: Span | None, home: int | None) -> list[str]:
        return [f"if: {self.phrase(span, home)}"] if span else []

    @staticmethod
    def certainty(event: Labels) -> list[str]:
        return (
            [] if event["certainty"] == DEFAULT_CERTAINTY[event["status"]] else [f"c: {event['certainty']}"]
        )

    def figures(self, figures: list[Labels], home: int | None) -> list[str]:
        found = []
        for figure in figures:
            low, high = figure["low"], figure["high"]
            number = low if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
            unit = f" {figure['unit']}" if figure["unit"] else ""
            span = self.phrase(figure["span"], home)
            found.append(f'{figure["what"]} {number}{unit} "{span}"')
        return [f"fig: {'; '.join(found)}"] if found else []


def _window(window: Mapping[str, Any]) -> str:
    earliest, latest = window["earliest"], window["latest"]
    if earliest is None and latest is None:
        return ""
    return f"[{earliest}]" if earliest == latest else f"[{earliest or ''}..{latest or ''}]"


# ---- commands ----------------------------------------------------------------------------------


def take(options: argparse.Namespace) -> int:
    """Print articles as lines."""
    for article in _chosen(options):
        print(format_lines(unseal(article), Report(article.id, article.text or "", article.published)))
    return 0


def texts(options: argparse.Namespace) -> int:
    """Print the texts of articles, one JSON object a line."""
    for article in _chosen(options):
        row = {"id": article.id, "text": article.text, "published": article.published}
        print(json.dumps(row, ensure_ascii=False))
    return 0


def put(options: argparse.Namespace) -> int:
    """Read corrected lines, or print their errors and change nothing."""
    reports = {a.id: Report(a.id, a.text or "", a.published) for a in read_events(_folder(options.shared))}
    found = read_lines(options.lines, reports)
    if found.faults:
        print("\n".join(found.faults), file=sys.stderr)
        print(f"{len(found.faults)} faults; nothing was changed.", file=sys.stderr)
        return 1
    write_labels(found.labels)
    print(f"{len(found.labels)} articles written.")
    return 0


def _chosen(options: argparse.Namespace) -> Iterator[Article]:
    """Yield the articles named, or all; raises `SystemExit` for an id that is not there or has no text here."""
    found = {a.id: a for a in read_events(_folder(options.shared), options.split)}
    unknown = [name for name in options.ids if name not in found]
    if unknown:
        raise SystemExit(f"The corpus has no article {', '.join(unknown)}; articles.jsonl lists them.")
    for name in options.ids or found:
        if found[name].text is None:
            raise SystemExit(
                f"{name}: its text does not ship and {options.shared} is not there; give --shared FOLDER."
            )
        yield found[name]


def _folder(shared: Path) -> Path | None:
    """Return the shared folder if it is there; without it only our own texts are."""
    return shared if shared.exists() else None


def main() -> int:
    """Print articles as lines, or read corrected lines."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    runs: dict[str, Callable[[argparse.Namespace], int]] = {"take": take, "texts": texts, "put": put}
    for name in runs:
        command = commands.add_parser(name)
        command.add_argument("--shared", type=Path, default=SHARED)
        if name == "put":
            command.add_argument("lines", type=Path)
        else:
            command.add_argument("ids", nargs="*")
            command.add_argument("--split", choices=SPLITS)
    options = parser.parse_args()
    return runs[options.command](options)


if __name__ == "__main__":
    sys.exit(main())
