"""Records of real shape without end, made by rewriting readings of texts that were written for the project.

A story is told by one report or by several: as many as the corpora have of one happening, or one text that other outlets
print as it is or with a line of their own. Those texts are dense: they have three times as many events as the news. So each
is followed by background until it has the length of a news report: other texts of the corpora without what they put ahead,
and without their events as soon as the report has as many as news of its length have.
For each story, each name of a person becomes another one, drawn from the people
of the same country so that a few are in many reports and most in few; half of the longer common words become other words of
the corpora, so that two stories of one text share no more than their subject; and all days are moved, `A_DAY` reports a
day, over as many years as they fill. Countries and places stay as they are: a few texts are drawn often, and most seldom.
Offsets follow the words. The same number gives the same report, for ever.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, count, cycle
from pathlib import Path
from random import Random
from typing import Any, cast

from corpora.jsonl import read_jsonl
from corpora.told import read_happenings, read_reports
from onrecord.types import Actor, Document, Published, Reading, Span, document_id

OWN = Path(__file__).parent.parent / "corpora" / "own"
A_DAY = 60  # reports
FIRST = date(2019, 1, 1)
LENGTHS = (
    250,
    400,
    550,
    700,
    850,
    1050,
    1200,
)  # words of a report at least, each as often: 835 in the mean, with the last text
EVENTS = (
    10 / 1000
)  # of a word, from which on background has none: with the last such text 14, as in ten articles of real news
ALONE = 4  # stories of one text for each that several reports tell
PEOPLE = 3000  # of a country; the n-th is named as often as 1 / n ** STEEP
STEEP = 1.0
TEXTS_STEEP = 0.5  # the same for texts
LAYERS = ("times", "actors", "attributions", "events", "agenda", "disagreements")  # whose facts have ids
WORD = re.compile(r"\b[a-z]{6,}\b")
NAME = re.compile(r"\b[^\W\d_a-z][\w'’-]{2,}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
OUTLETS = (
    "Andes Herald", "Black Sea Times", "Coast Wire", "Delta Observer", "Frontier Gazette", "Gulf Monitor", "Lima Post",
    "Northern Courier", "Pacific Report", "Prairie Ledger", "Straits Chronicle", "Union Dispatch",
)  # fmt: skip
SYLLABLES = (
    "ba", "cal", "dor", "el", "fan", "gri", "hol", "is", "ka", "lin", "mor", "na", "osk", "per", "rud", "sel", "tam", "ul", "vik", "zan",
)  # fmt: skip


# ---- texts -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Texts:
    """What records are made from: reports of one happening together, and single texts."""

    together: Sequence[Sequence[Document]]
    alone: Sequence[Document]


def texts(most: int | None = None) -> Texts:
    """Return the texts of the corpora, at most so many of each kind."""
    reports = {report.document.id: report.document for report in read_reports()}
    groups = [
        sorted({d for planted in happening.planted for side in planted.sides for d in side.reports})
        for happening in read_happenings()
    ]
    together = [[reports[d] for d in group if d in reports] for group in groups]  # type: ignore[index]
    rows = read_jsonl(OWN / "events" / "texts.jsonl")
    short = [_document(row["id"], row["text"], row["published"]) for row in rows]
    in_groups = {document.id for group in together for document in group}
    single = [document for document in reports.values() if document.id not in in_groups]
    alone = [one for both in zip(short, single, strict=False) for one in both]
    return Texts([group for group in together if group][:most], alone[: most and 2 * most])


def _document(given: str, text: str, day: str | None) -> Document:
    when = Published(value=day, earliest=day, latest=day, basis="given" if day else None)
    title = " ".join(text.split()[:8])
    return Document(
        id=document_id(text, given_id=given), given_id=given, text=text, title=title, published=when
    )


def documents_of(found: Texts) -> list[Document]:
    """Return all texts, to be read."""
    return [*(document for group in found.together for document in group), *found.alone]


# ---- records -----------------------------------------------------------------------------


class Records:
    """The records that readings of texts are rewritten to."""

    def __init__(self, found: Texts, readings: Sequence[Reading]) -> None:
        """Take the readings of `documents_of(found)`, in their order."""
        by_id = {reading.document.id: reading for reading in readings}
        groups = [[by_id[d.id] for d in group if d.id in by_id] for group in found.together]
        alone = [[by_id[d.id]] for d in found.alone if d.id in by_id]
        turns = zip(cycle(groups or [[]]), *[iter(alone)] * ALONE, strict=False)
        self._texts = [group for turn in turns for group in turn if group]
        self._order = _zipf(len(self._texts), TEXTS_STEEP)
        self._background = _background([by_id[d.id] for d in documents_of(found) if d.id in by_id])
        self._words = sorted({word for reading in readings for word in WORD.findall(reading.document.text)})

    def __iter__(self) -> Iterator[Reading]:
        """Yield the records in order of publication."""
        number = 0
        for story in count():
            for reading in self.story(story, number):
                yield reading
                number += 1

    def story(self, story: int, number: int) -> Iterator[Reading]:
        """Yield the reports of one story, the first of which has a number."""
        chance = Random(story)
        group = self._texts[_drawn(self._order, chance)]
        tellings = group if len(group) > 1 else group * _copies(chance)
        world = _World(chance.randrange(1 << 30), self._words)
        first = min((_day(reading) for reading in tellings), default=FIRST)
        start = FIRST + timedelta(days=number // A_DAY)
        outlets = chance.sample(OUTLETS, min(len(tellings), len(OUTLETS)))
        longer = {reading.document.id: self._longer(reading, chance) for reading in tellings}
        for n, reading in enumerate(longer[one.document.id] for one in tellings):
            delay = min(4, (_day(reading) - first).days) if len(group) > 1 else min(3, n // 2)
            yield _rewritten(
                reading,
                world,
                start + timedelta(days=delay),
                outlets[n % len(outlets)],
                number + n,
                own_line=n % 3 == 2,
            )

    def _longer(self, reading: Reading, chance: Random) -> Reading:
        """Return a reading whose text is followed by background: of the country that its own actors have most often."""
        length = chance.choice(LENGTHS)
        country = _country(reading)
        near = [one for one in self._background if _country(one) == country] if country else []
        parts, words, events = [reading], _length(reading), len(reading.events)
        for other in chance.sample(near, len(near)) + chance.sample(self._background, len(self._background)):
            if words >= length:
                break
            if other.document.id not in {part.document.id for part in parts}:
                is_told = events < length * EVENTS
                parts.append(other if is_told else replace(other, events=()))
                words += _length(other)
                events += len(other.events) if is_told else 0
        return joined(parts)


def _background(readings: Sequence[Reading]) -> list[Reading]:
    """Return readings without what lies ahead and disagreements, one of each text."""
    bare = (replace(one, agenda=(), disagreements=(), notes=()) for one in readings)
    return sorted({one.document.text_id: one for one in bare}.values(), key=lambda one: one.document.id)


def _country(reading: Reading) -> str | None:
    named = Counter(actor.country for actor in reading.actors if actor.country)
    return min(named, key=lambda country: (-named[country], country)) if named else None


def _length(reading: Reading) -> int:
    return len(reading.document.text.split())


def joined(parts: Sequence[Reading]) -> Reading:
    """Return one reading of all texts, one below the other; the document is otherwise that of the first."""
    text = "\n\n".join(part.document.text for part in parts)
    moved, start = [parts[0]], len(parts[0].document.text) + 2
    for n, part in enumerate(parts[1:], 1):
        ids = {fact.id for layer in LAYERS for fact in getattr(part, layer)}
        moved.append(_Mover(start, {id_: f"{id_}+{n}" for id_ in ids}).moved(part))
        start += len(part.document.text) + 2
    layers: dict[str, Any] = {
        layer: tuple(fact for part in moved for fact in getattr(part, layer)) for layer in LAYERS
    }
    places = tuple(place for part in moved for place in part.places)
    return replace(parts[0], document=replace(parts[0].document, text=text), places=places, **layers)


class _Mover:
    """Moves the facts of a reading behind another text, under other ids."""

    def __init__(self, by: int, ids: Mapping[str, str]) -> None:
        self._by, self._ids = by, ids

    def moved(self, value: Any) -> Any:
        """Return a value with all spans moved, and its ids and references to them renamed."""
        if isinstance(value, tuple):
            return tuple(self.moved(each) for each in value)
        if isinstance(value, str):
            return self._ids.get(value, value)
        if isinstance(value, Document) or not hasattr(value, "__dataclass_fields__"):
            return value
        changed = {
            name: self.moved(getattr(value, name))
            for name in _names_of(cast("Hashable", type(value)))
            if name not in ("basis", "text")
        }
        if isinstance(value, Span):
            changed |= {"start": value.start + self._by, "end": value.end + self._by}
        return replace(value, **changed)


def _copies(chance: Random) -> int:
    """Return in how many outlets a text is printed: mostly one."""
    return chance.choices((1, 2, 3, 5), (70, 17, 9, 4))[0]


@cache
def _zipf(size: int, steep: float) -> list[float]:
    return list(accumulate((n + 1) ** -steep for n in range(size)))


def _drawn(order: Sequence[float], chance: Random) -> int:
    return bisect_left(order, chance.random() * order[-1])


def _day(reading: Reading) -> date:
    known = reading.document.published.earliest
    return date.fromisoformat(known) if known else FIRST


@cache
def person(country: str | None, number: int) -> tuple[str, str]:
    """Return first name and surname of a person, always the same.

    >>> person("FRA", 0) == person("FRA", 0)
    True
    """
    chance = Random(f"{country} {number}")
    first, last = ("".join(chance.choices(SYLLABLES, k=k)).capitalize() for k in (2, 3))
    return first, last


class _World:
    """What one story has in place of the names and words of its texts."""

    def __init__(self, seed: int, words: Sequence[str]) -> None:
        self._seed, self._words = seed, words
        self._names: dict[str, str] = {}
        self._people: dict[str, tuple[str, str]] = {}

    def name_people(self, actors: Sequence[Actor]) -> None:
        """Give the people of a report other names; one that has got one in another report of the story keeps it."""
        for actor in actors:
            if actor.kind == "person" and actor.named:
                self._name(actor)

    def _name(self, actor: Actor) -> None:
        words = NAME.findall(actor.name)
        if not words or all(word in self._names for word in words):
            return
        chance = Random(f"{self._seed} {words[-1]}")
        first, last = person(actor.country, _drawn(_zipf(PEOPLE, STEEP), chance))
        for word in words[:-1]:
            self._names.setdefault(word, first)
        self._names.setdefault(words[-1], last)

    @property
    def renamed(self) -> Mapping[str, str]:
        """The words of names, and what stands in their place."""
        return self._names

    def other(self, word: str) -> str:
        """Return what stands in place of a common word: for half of them another one."""
        chance = Random(f"{self._seed} {word}")
        return self._words[int(len(self._words) * chance.random() ** 2)] if chance.random() < 0.5 else word


# ---- rewriting ---------------------------------------------------------------------------


class _Edits:
    """Where words were replaced, and where an offset of the old text is in the new one."""

    def __init__(self, text: str, replaced: Sequence[tuple[int, int, str]]) -> None:
        self._ends, self._shifts = [0], [0]
        parts, at, shift = [], 0, 0
        for start, end, word in replaced:
            parts += [text[at:start], word]
            at, shift = end, shift + len(word) - (end - start)
            self._ends.append(end)
            self._shifts.append(shift)
        self.text = "".join([*parts, text[at:]])

    def moved(self, offset: int) -> int:
        """Return the new offset of the edge of a word."""
        found = bisect_left(self._ends, offset + 1) - 1
        return offset + self._shifts[max(0, found)]


def _rewritten(
    reading: Reading, world: _World, day: date, outlet: str, number: int, *, own_line: bool
) -> Reading:
    document = reading.document
    world.name_people(reading.actors)
    edits = _edited(document.text, world, _told_words(reading))
    text = edits.text + (f"\n\n{outlet} reported this." if own_line else "")
    old = _day(reading)
    when = day.isoformat()
    url = f"https://news.example/{number}"
    other = replace(
        document,
        id=document_id(text, url=url),
        given_id=None,
        text=text,
        title=_edited(document.title or f"Report {number}", world, frozenset()).text,
        url=url,
        publisher=outlet,
        published=Published(value=when, earliest=when, latest=when, basis="metadata"),
    )
    told: Reading = _Rewriter(edits, text, world.renamed, (day - old).days).told(
        replace(reading, document=other)
    )
    return told


def _told_words(reading: Reading) -> frozenset[int]:
    """Return the offsets of words that stay: those by which something was read."""
    spans = (
        [event.trigger for event in reading.events]
        + [a.cue for a in reading.attributions if a.cue]
        + [*reading.times]
    )
    return frozenset(offset for span in spans for offset in range(span.start, span.end))


def _edited(text: str, world: _World, kept: frozenset[int]) -> _Edits:
    found: list[tuple[int, int, str]] = []
    for match in re.finditer(r"\b[^\W\d_][\w'’-]*", text):
        word = match.group()
        if word in world.renamed:
            found.append((match.start(), match.end(), world.renamed[word]))
        elif WORD.fullmatch(word) and match.start() not in kept:
            other = world.other(word)
            if other != word:
                found.append((match.start(), match.end(), other))
    return _Edits(text, found)


@cache
def _names_of(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


class _Rewriter:
    """Tells the facts of a reading of another text, on other days."""

    def __init__(self, edits: _Edits, text: str, names: Mapping[str, str], days: int) -> None:
        self._edits, self._text, self._names, self._days = edits, text, names, days

    def told(self, value: Any) -> Any:
        """Return a value with the words of all spans cut from the new text, other names and other days."""
        if isinstance(value, tuple):
            return tuple(self.told(each) for each in value)
        if isinstance(value, str):
            return self._day(value) if DAY.fullmatch(value) else value
        if isinstance(value, Document) or not hasattr(value, "__dataclass_fields__"):
            return value
        changed = {
            name: self.told(getattr(value, name))
            for name in _names_of(cast("Hashable", type(value)))
            if name != "basis"
        }
        if isinstance(value, Span):
            start, end = self._edits.moved(value.start), self._edits.moved(value.end)
            changed |= {"start": start, "end": end, "text": self._text[start:end]}
        if isinstance(value, Actor) and value.kind == "person" and value.named:
            changed["name"] = re.sub(
                r"[\w'’-]+", lambda match: self._names.get(match.group(), match.group()), value.name
            )
            changed["wikidata"] = None
        return replace(value, **changed)

    def _day(self, day: str) -> str:
        try:
            return (date.fromisoformat(day) + timedelta(days=self._days)).isoformat()
        except (ValueError, OverflowError):
            return day
