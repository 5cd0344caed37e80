"""Read the onrecord corpus of political events: labels, texts, checks. Needs only Python 3.11.

    from onrecord_events import read_corpus

    for article in read_corpus("path/to/events", split="train"):
        for event in article.labels["events"]:
            print(article.id, event["type"], article.quote(event["trigger"]))

    python onrecord_events.py FOLDER [--texts TEXTS.jsonl]       check every line, print the counts

The folder holds `articles.jsonl` (one line per article: the source of its text), `texts.jsonl` (the texts that
ship) and `labels/SPLIT.jsonl` (one line per article: its events, agenda, disagreements, predicates). All
offsets count Unicode code points of the article's text, end exclusive. A span of a text that ships is
`{"start", "end", "text"}`. A span of any other text is `{"start", "end", "sha1"}`: the first eight hexadecimal
digits of the SHA-1 of its words, so that a text from elsewhere can be checked against it.

`read_corpus` raises `CorpusError` for an invalid line: a span that does not quote its text, a value that is not in the
closed lists below, a reference to an id that does not exist, an invalid date.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SPLITS = ("train", "dev", "test", "once", "fit")
MODES: Mapping[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        *("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold"),
        *("misinformation", "cyber"),
    ),
    "ASSAULT": (
        *(
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
        ),
        *("suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
    ),
    "ELECTION": (),
    "OFFICE": (),
    "LAW": (),
    "COURT": (),
    "OCCASION": (),
}
TYPES = tuple(MODES)
STATUSES = (
    *("occurred", "ongoing", "planned", "expected", "possible", "unlikely", "conditional", "requested"),
    *("negated", "denied"),
)
AGENDA_STATUSES = (*STATUSES, "cancelled")
CERTAINTIES = ("certain", "probable", "possible", "unknown")
FIGURES = (
    *("killed", "injured", "arrested", "abducted", "displaced", "participants", "money", "votes", "other"),
)
AGENDA_KINDS = ("event", "deadline")
DISAGREEMENT_KINDS = ("denial", "contradiction", "correction")
DISAGREEMENT_FIELDS = ("happened", "when", "where", "who", "whom", "number", "cause", "meaning")
PREDICATE_STATUSES = ("past", "present", "ahead", "hyp", "neg")
DIGEST_LENGTH = 8  # hexadecimal digits of the SHA-1 of a span's words

Labels = dict[str, Any]
Span = Mapping[str, Any]


class CorpusError(ValueError):
    """A file of the corpus is invalid; the message names the file, the article and what was found."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its source (`about`, a line of articles.jsonl), its labels, and its text if available."""

    id: str
    split: str
    about: Mapping[str, Any]
    labels: Labels
    text: str | None

    @property
    def published(self) -> str | None:
        """The ISO day of publication, or None if the source does not give it."""
        return self.about["published"]  # type: ignore[no-any-return]

    def quote(self, span: Span) -> str:
        """Return the words of a span; raises `CorpusError` if the text is not available."""
        if "text" in span:
            return str(span["text"])
        if self.text is None:
            raise CorpusError(f"{self.id}: its text does not ship; pass it to read_corpus(texts=...)")
        return self.text[span["start"] : span["end"]]


def read_corpus(
    folder: str | Path, split: str | None = None, texts: Mapping[str, str] | None = None
) -> Iterator[Article]:
    """Yield the articles of one split, or of all, each checked.

    `texts` maps ids to texts that do not ship; without it, such articles have labels but no text.
    """
    folder = Path(folder)
    about = {row["id"]: row for row in read_lines(folder / "articles.jsonl")}
    shipped = {row["id"]: row["text"] for row in read_lines(folder / "texts.jsonl")}
    known = {**(texts or {}), **shipped}
    if split not in (None, *SPLITS):
        raise CorpusError(f"there is no part {split!r}; there are {', '.join(SPLITS)}")
    for part in SPLITS if split is None else (split,):
        path = folder / "labels" / f"{part}.jsonl"
        rows = read_lines(path)
        wanted = Counter(name for name, row in about.items() if row["split"] == part)
        if wanted != (held := Counter(row["id"] for row in rows)):
            odd = sorted((wanted - held) + (held - wanted))
            raise CorpusError(f"{path}: labels and articles.jsonl differ in {', '.join(odd[:5])}")
        for labels in rows:
            name = labels["id"]
            article = Article(name, part, about[name], labels, known.get(name))
            try:
                faults = check(article)
            except (KeyError, TypeError) as error:  # a field is missing or of another kind
                faults = [f"a field is missing or malformed: {error}"]
            if faults:
                raise CorpusError(f"{path}: {name}: {'; '.join(faults[:5])}")
            yield article


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the JSON objects of a file, one per line; raises `CorpusError` that names an invalid line."""
    rows = []
    try:
        content = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CorpusError(
            f"{path} cannot be read: {error.strerror}; give the folder that holds articles.jsonl"
        ) from None
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError as error:
            raise CorpusError(f"{path}:{number}: no JSON object: {error}") from None
    return rows


def digest(words: str) -> str:
    """Return the digest that replaces the words of a span whose text does not ship.

    >>> digest("air strikes")
    '6c98d150'
    """
    return hashlib.sha1(words.encode(), usedforsecurity=False).hexdigest()[:DIGEST_LENGTH]


# ---- checks ------------------------------------------------------------------------------------


def check(article: Article) -> list[str]:
    """Return the errors in an article, in words; empty if there are none."""
    labels, faults = article.labels, []
    if article.about["split"] != article.split:
        faults.append(f"articles.jsonl files it under {article.about['split']}")
    if article.text is not None:
        faults += _check_text(article)
    for layer, check_row in CHECKS.items():
        for number, row in enumerate(labels[layer], 1):
            where = row.get("id", f"{layer} {number}")
            faults += [f"{where}: {fault}" for fault in check_row(row, article)]
        ids = [row["id"] for row in labels[layer] if "id" in row]
        faults += [f"{name} stands twice" for name, times in Counter(ids).items() if times > 1]
    for span in spans_of([labels[layer] for layer in CHECKS]):
        faults += _check_span(span, article)
    return faults


def spans_of(node: object) -> Iterator[dict[str, Any]]:
    """Yield every span inside lists and objects, in their order."""
    if isinstance(node, dict):
        if "start" in node:
            yield node
        else:
            for value in node.values():
                yield from spans_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans_of(value)


def _check_text(article: Article) -> list[str]:
    text, about = article.text or "", article.about
    found = hashlib.sha256(text.encode()).hexdigest()
    if (len(text), found) == (about["length"], about["sha256"]):
        return []
    return [
        f"the text has {len(text)} characters and SHA-256 {found[:12]}…, wanted {about['length']} and {about['sha256'][:12]}…"
    ]


def _check_span(span: Span, article: Article) -> list[str]:
    start, end = span["start"], span["end"]
    if not 0 <= start < end <= article.about["length"]:
        return [f"span {start}-{end} does not lie in the text of {article.about['length']} characters"]
    if article.text is None:
        return []
    words = article.text[start:end]
    held, wanted = (words, span["text"]) if "text" in span else (digest(words), span.get("sha1"))
    return (
        [] if held == wanted else [f"span {start}-{end} does not quote the text: {wanted!r}, found {held!r}"]
    )


def _one_of(what: str, value: object, allowed: tuple[str, ...]) -> list[str]:
    return [] if value in allowed else [f"{what} {value!r} is none of {', '.join(allowed)}"]


def _window(what: str, window: Mapping[str, Any] | None) -> list[str]:
    if window is None:
        return []
    faults, days = [], []
    for bound in ("earliest", "latest"):
        if window[bound] is not None:
            try:
                days.append(dt.date.fromisoformat(window[bound]))
            except ValueError:
                faults.append(f"{what}: {bound} {window[bound]!r} is no ISO day")
    if len(days) == 2 and days[0] > days[1]:
        faults.append(f"{what} runs backwards: {window['earliest']} to {window['latest']}")
    return faults


def _check_event(event: Mapping[str, Any], article: Article) -> list[str]:
    faults = _one_of("type", event["type"], TYPES)
    if not faults and event["mode"] is not None:
        faults += _one_of(f"mode of {event['type']}", event["mode"], MODES[event["type"]])
    faults += _one_of("status", event["status"], STATUSES)
    faults += _one_of("certainty", event["certainty"], CERTAINTIES)
    faults += _window("time", event["time"])
    for figure in event["figures"]:
        faults += _one_of("figure", figure["what"], FIGURES)
        if figure["low"] is None and figure["high"] is None:
            faults.append("figure without a number")
    if event["trigger"] not in event["mentions"]:
        faults.append("the trigger is none of the mentions")
    if event["status"] == "conditional" and event["condition"] is None:
        faults.append("conditional without a condition")
    return faults + _check_order(event["status"], event["time"], article.published)


def _check_order(status: str, time: Mapping[str, Any] | None, published: str | None) -> list[str]:
    """Check that labels do not contradict each other: no occurred event is in the future, no planned one in the past."""
    if time is None or published is None:
        return []
    if status == "occurred" and (time["earliest"] or "") > published:
        return [f"occurred, yet not before {time['earliest']}; published {published}"]
    if status in ("planned", "expected") and (time["latest"] or "9") < published:
        return [f"{status}, yet over on {time['latest']}; published {published}"]
    return []


def _check_agenda(item: Mapping[str, Any], article: Article) -> list[str]:
    faults = _one_of("kind", item["kind"], AGENDA_KINDS) + _one_of("status", item["status"], AGENDA_STATUSES)
    faults += _window("window", item) + _window("moved_from", item["moved_from"])
    if not item["summary"].strip():
        faults.append("no summary")
    if item["event"] is not None and item["event"] not in {e["id"] for e in article.labels["events"]}:
        faults.append(f"there is no event {item['event']}")
    if item["status"] != "cancelled":
        faults += _check_order("planned", item, article.published)
    return faults


def _check_disagreement(row: Mapping[str, Any], _article: Article) -> list[str]:
    faults = _one_of("kind", row["kind"], DISAGREEMENT_KINDS)
    faults += _one_of("field", row["field"], DISAGREEMENT_FIELDS)
    if len(row["sides"]) < 2:
        faults.append(f"{len(row['sides'])} sides, wanted two or more")
    return faults


def _check_predicate(row: Mapping[str, Any], _article: Article) -> list[str]:
    return _one_of("predicate status", row["status"], PREDICATE_STATUSES)


CHECKS: Mapping[str, Callable[[Mapping[str, Any], Article], list[str]]] = {
    "events": _check_event,
    "agenda": _check_agenda,
    "disagreements": _check_disagreement,
    "predicates": _check_predicate,
}


def main(arguments: list[str] | None = None) -> int:
    """Check a folder of the corpus and print its counts."""
    parser = argparse.ArgumentParser(description="Check the corpus and say what is there.")
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent)
    parser.add_argument("--texts", type=Path, help='lines {"id", "text"} of texts that do not ship')
    options = parser.parse_args(arguments)
    texts = {row["id"]: row["text"] for row in read_lines(options.texts)} if options.texts else {}
    try:
        articles = list(read_corpus(options.folder, texts=texts))
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    for split in SPLITS:
        part = [a for a in articles if a.split == split]
        counts = ", ".join(f"{sum(len(a.labels[layer]) for a in part)} {layer}" for layer in CHECKS)
        print(f"{split}: {len(part)} articles, {sum(a.text is not None for a in part)} with text; {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
