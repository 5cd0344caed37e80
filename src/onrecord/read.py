"""The whole pipeline on one screen: Document → Reading.

Each stage is a function of earlier layers. `STAGES` lists all of them. To replace one, call
`read(document, known, stages=replace(STAGES, find_events=mine))`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeAlias

from onrecord.document import reads_english
from onrecord.grammar import Forest
from onrecord.known import Known
from onrecord.reading.actors import link_actors
from onrecord.reading.agenda import find_agenda
from onrecord.reading.attributions import find_attributions
from onrecord.reading.certainty import judge
from onrecord.reading.disagreements import find_disagreements
from onrecord.reading.events import find_events
from onrecord.reading.mentions import find_mentions
from onrecord.reading.mentions.candidate import Candidate
from onrecord.reading.notes import find_notes
from onrecord.reading.places import find_places
from onrecord.reading.published import date_document, find_told_day
from onrecord.reading.times import find_time_phrases, resolve_times
from onrecord.reading.times.phrases import Phrase
from onrecord.types import (
    ActMention,
    Actor,
    AgendaItem,
    Attribution,
    Disagreement,
    DisputedWord,
    Document,
    Event,
    Found,
    Language,
    Note,
    Place,
    Published,
    Reading,
    Time,
)

BATCH_DOCUMENTS = 16  # documents read together: enough to fill batches by length, few enough to stream


Actors: TypeAlias = Sequence[Actor]
Times: TypeAlias = Sequence[Time]
Attributions: TypeAlias = Sequence[Attribution]
Events: TypeAlias = Sequence[Event]
Acts: TypeAlias = Sequence[ActMention]


@dataclass(frozen=True)
class Stages:
    """The stages of a reading, in order. Each takes the layers that it needs and returns the one that it adds."""

    find_mentions: Callable[[Document, Language, Forest, Known], Sequence[Candidate]] = find_mentions
    """Finds who is mentioned, not yet as whom."""
    find_time_phrases: Callable[[Document, Forest, Known], Sequence[Phrase]] = find_time_phrases
    """Finds phrases of time, not yet resolved."""
    date_document: Callable[[Document, Sequence[Phrase], Known], Found[Published]] = date_document
    """Decides when the document was published."""
    find_told_day: Callable[[Document, Sequence[Phrase], Known], Found[Published]] = find_told_day
    """Decides the day that relative times count from."""
    resolve_times: Callable[[Document, Sequence[Phrase], Forest, Known], Found[Time]] = resolve_times
    """Gives each phrase of time its value."""
    link_actors: Callable[[Document, Sequence[Candidate], Forest, Known], Found[Actor]] = link_actors
    """Joins mentions to actors and links these to the world."""
    find_places: Callable[[Document, Language, Actors, Forest, Known], Found[Place]] = find_places
    """Finds places and their coordinates."""
    find_attributions: Callable[[Document, Language, Actors, Times, Forest, Known], Found[Attribution]] = (
        find_attributions
    )
    """Finds who is said to say what."""
    find_events: Callable[
        [Document, Language, Actors, Sequence[Place], Times, Attributions, Forest, Known], Found[Event]
    ] = find_events
    """Finds who does what to whom."""
    judge: Callable[[Document, Acts, Found[Event], Attributions, Forest, Known], Found[Event]] = judge
    """Gives events their status and certainty."""
    find_agenda: Callable[
        [Document, Language, Actors, Sequence[Place], Times, Attributions, Events, Forest, Known],
        Found[AgendaItem],
    ] = find_agenda
    """Finds what lies ahead."""
    find_disagreements: Callable[
        [
            Document,
            Attributions,
            Events,
            Actors,
            Sequence[Place],
            Times,
            Forest,
            Known,
            Sequence[DisputedWord],
        ],
        Found[Disagreement],
    ] = find_disagreements
    """Finds the sources that contradict each other."""
    find_notes: Callable[[Reading, Language, Sequence[Note]], tuple[Note, ...]] = find_notes
    """Collects what the reader could not decide or did not keep."""


STAGES = Stages()


def read(document: Document, known: Known, stages: Stages = STAGES) -> Reading:
    """Return all layers of a document that you made yourself; `known` comes from `load_known`.

    >>> from onrecord.known import load_known
    >>> from onrecord.types import DocumentId
    >>> mine = Document(id=DocumentId("d_mine"), text="Ministers met in Vienna on Friday.")
    >>> [event.type for event in read(mine, load_known()).events]
    ['CONSULT']
    """
    return next(read_all([document], known, stages))


def read_all(documents: Iterable[Document], known: Known, stages: Stages = STAGES) -> Iterator[Reading]:
    """Yield the readings of `documents` in input order, reading the language layer in batches."""
    waiting = iter(documents)
    while batch := list(islice(waiting, BATCH_DOCUMENTS)):
        for document, language in zip(batch, find_languages(batch, known), strict=True):
            yield read_language(document, language, known, stages)


def find_languages(documents: Sequence[Document], known: Known) -> list[Language]:
    """Return the language layers of `documents`, empty for a text that is not English."""
    found = iter(known.model.read([d.text for d in documents if reads_english(d)]))
    return [next(found) if reads_english(document) else Language() for document in documents]


def read_language(
    document: Document,
    language: Language,
    known: Known,
    stages: Stages = STAGES,
    notes: Sequence[Note] = (),
) -> Reading:
    """Return all layers of `document`, given its language layer.

    `notes` are those that were made before reading.
    """
    if not reads_english(document):  # no layers for other languages
        reading = Reading(document=document)
        return replace(reading, notes=stages.find_notes(reading, language, tuple(notes)))
    forest = Forest(language.sentences)
    mentions = stages.find_mentions(document, language, forest, known)
    phrases = stages.find_time_phrases(document, forest, known)
    published = stages.date_document(document, phrases, known)
    document = replace(document, published=published.items[0])
    told = stages.find_told_day(document, phrases, known)
    as_told = replace(document, published=told.items[0])  # what the text counts from, where it was rewritten
    times = stages.resolve_times(as_told, phrases, forest, known)
    actors = stages.link_actors(document, mentions, forest, known)
    places = stages.find_places(document, language, actors.items, forest, known)
    attributions = stages.find_attributions(document, language, actors.items, times.items, forest, known)
    coded = stages.find_events(
        as_told, language, actors.items, places.items, times.items, attributions.items, forest, known
    )
    events = stages.judge(as_told, language.acts, coded, attributions.items, forest, known)
    agenda = stages.find_agenda(
        as_told,
        language,
        actors.items,
        places.items,
        times.items,
        attributions.items,
        events.items,
        forest,
        known,
    )
    disagreements = stages.find_disagreements(
        document,
        attributions.items,
        events.items,
        actors.items,
        places.items,
        times.items,
        forest,
        known,
        language.disputed,
    )
    found = (published, told, times, actors, places, attributions, coded, events, agenda, disagreements)
    reading = Reading(
        document=document,
        times=times.items,
        actors=actors.items,
        places=places.items,
        attributions=attributions.items,
        events=events.items,
        agenda=agenda.items,
        disagreements=disagreements.items,
    )
    of_layers = (note for layer in found for note in layer.notes)
    return replace(reading, notes=stages.find_notes(reading, language, (*notes, *of_layers)))
