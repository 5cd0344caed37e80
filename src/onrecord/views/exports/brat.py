r"""Stand-off files of brat: a text and an annotation file for each report, in folders by the beginning of its id.

A span that holds a line end is written in parts, since a line of an `.ann` file has none. Text-bound annotations are mentions,
sources, cues, contents and triggers; events name their parties, attributions their parts. Attributes give the status and certainty
of events, and the kind of attributions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from onrecord.store.told import Told
from onrecord.types import Actor, Reading, Span
from onrecord.views.exports.marks import Mark, marks_of

CONFIGURATION = """[entities]
person
organization
country
place
group
region
city
other
DATE
TIME
DURATION
SET
Source
Cue
Content
Condition
Ahead

[relations]
Says\tArg1:Source, Arg2:Content
Coreference\tArg1:<ENTITY>, Arg2:<ENTITY>

[events]
{events}

[attributes]
Status\tArg:<EVENT>, Value:occurred|ongoing|planned|expected|possible|unlikely|conditional|requested|negated|denied
Certainty\tArg:<EVENT>, Value:certain|probable|possible|unknown
Kind\tArg:<ENTITY>, Value:say|ask|demand|deny|warn|promise|accuse|believe|plan
"""
LABELS = {
    "source": "Source",
    "cue": "Cue",
    "content": "Content",
    "condition": "Condition",
    "evidence": "Ahead",
}
Key = tuple[str, str, int, int]  # fact, part, start and end of a mark
FOLDER = 4  # characters of an id that name its folder: 256 folders


class Folder:
    """Writes two files a report."""

    def __init__(self, folder: Path) -> None:
        """Write the configuration that brat needs: the labels."""
        from onrecord.questions.filters import event_types

        self._folder = folder
        events = "\n".join(f"{name}\tActor*:<ENTITY>, Recipient*:<ENTITY>" for name in event_types())
        (folder / "annotation.conf").write_text(
            CONFIGURATION.format(events=events), encoding="utf-8", newline="\n"
        )

    def write(self, report: Told) -> None:
        """Write one report."""
        reading = report.reading
        folder = self._folder / reading.document.id[:FOLDER]
        folder.mkdir(exist_ok=True)
        path = folder / reading.document.id
        text = reading.document.text.encode("utf-8", "replace")
        path.with_suffix(".txt").write_bytes(text)
        path.with_suffix(".ann").write_bytes(stand_off(reading).encode("utf-8", "replace"))

    def end(self) -> None:
        """Nothing follows."""


def stand_off(reading: Reading) -> str:
    """Return the annotation file of a report."""
    return "".join(line + "\n" for line in _lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    numbers: dict[Key, int] = {}
    # an event has one trigger
    marks = (mark for mark in marks_of(reading) if (mark.layer, mark.part) != ("events", "mention"))
    for number, mark in enumerate(marks, 1):  # not the size of `numbers`: equal marks would share one
        numbers[mark.fact, mark.part, mark.span.start, mark.span.end] = number
        yield f"T{number}\t{_label(mark)} {places_of(mark.span)}\t{_one_line(mark.span.text)}"
    yield from _events(reading, numbers)
    yield from _attributions(reading, numbers)
    for number, line in enumerate(_attributes(reading, numbers), 1):
        yield f"A{number}\t{line}"
    yield from _coreference(reading, numbers)


def _label(mark: Mark) -> str:
    return LABELS.get(mark.part, mark.label)


def _events(reading: Reading, numbers: Mapping[Key, int]) -> Iterator[str]:
    actors = {actor.id: actor for actor in reading.actors}
    for number, event in enumerate(reading.events, 1):
        trigger = numbers[event.id, "trigger", event.trigger.start, event.trigger.end]
        parties = [
            f"{role}{n if n > 1 else ''}:T{_mention(actors[who], event.evidence, numbers)}"
            for role, side in (("Actor", event.actors), ("Recipient", event.recipients))
            for n, who in enumerate(dict.fromkeys(side), 1)
            if who in actors and actors[who].mentions
        ]
        yield f"E{number}\t{' '.join((f'{event.type}:T{trigger}', *parties))}"


def _attributes(reading: Reading, numbers: Mapping[Key, int]) -> Iterator[str]:
    """Yield status and certainty of events, and the kind of attributions: at the cue, or at the content if there is no cue."""
    for number, event in enumerate(reading.events, 1):
        yield f"Status E{number} {event.status}"
        yield f"Certainty E{number} {event.certainty}"
    for one in reading.attributions:
        part, span = ("cue", one.cue) if one.cue else ("content", one.content[0] if one.content else None)
        if span is not None:
            yield f"Kind T{numbers[one.id, part, span.start, span.end]} {one.kind}"


def _mention(actor: Actor, around: Sequence[Span], numbers: Mapping[Key, int]) -> int:
    """Return the number of the mention of an actor inside given words, else of its first mention."""
    near = (m for m in actor.mentions for span in around if span.start <= m.start and m.end <= span.end)
    mention = next(near, actor.mentions[0])
    return numbers[actor.id, "mention", mention.start, mention.end]


def _attributions(reading: Reading, numbers: Mapping[Key, int]) -> Iterator[str]:
    relation = 0
    for one in reading.attributions:
        if one.source is None:
            continue
        source = numbers[one.id, "source", one.source.start, one.source.end]
        for content in one.content:
            relation += 1
            yield f"R{relation}\tSays Arg1:T{source} Arg2:T{numbers[one.id, 'content', content.start, content.end]}"


def _coreference(reading: Reading, numbers: Mapping[Key, int]) -> Iterator[str]:
    for actor in reading.actors:
        found = [f"T{numbers[actor.id, 'mention', m.start, m.end]}" for m in actor.mentions]
        if len(found) > 1:
            yield f"*\tCoreference {' '.join(dict.fromkeys(found))}"
    for n, actor in enumerate((a for a in reading.actors if a.wikidata and a.mentions), 1):
        first = actor.mentions[0]
        yield f"N{n}\tReference T{numbers[actor.id, 'mention', first.start, first.end]} Wikidata:{actor.wikidata}\t{_one_line(actor.name)}"


def places_of(span: Span) -> str:
    r"""Return the offsets of a span, in parts where it holds line ends.

    >>> places_of(Span(start=3, end=12, text="one\n\nfour"))
    '3 6;8 12'
    """
    parts = [(m.start() + span.start, m.end() + span.start) for m in re.finditer(r"[^\r\n]+", span.text)]
    return ";".join(f"{start} {end}" for start, end in parts) or f"{span.start} {span.end}"


def _one_line(text: str) -> str:
    return " ".join(re.findall(r"[^\r\n]+", text))
