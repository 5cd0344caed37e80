"""Many readings become one record: the whole assembly on one screen. Each step is a function of the earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.assembly.copies import group_copies
from onrecord.assembly.disagreements import find_differences
from onrecord.assembly.entities import Held, find_entities
from onrecord.assembly.happenings import join_accounts, reasons_of
from onrecord.assembly.happenings.accounts import accounts_of
from onrecord.assembly.happenings.describe import Context, describe
from onrecord.assembly.happenings.triggers import load_trigger_words
from onrecord.assembly.keys import keys_of
from onrecord.assembly.links import Links
from onrecord.assembly.plans import find_plans
from onrecord.assembly.stories import group_stories
from onrecord.assembly.types import Assembly, Happening, HappeningId, Overrides, Story
from onrecord.assembly.voices import origins_of, voices_of
from onrecord.types import Reading
from onrecord.world import World

NO_OVERRIDES = Overrides()


def assemble(
    readings: Iterable[Reading],
    overrides: Overrides = NO_OVERRIDES,
    world: World | None = None,
    held: Held | None = None,
) -> Assembly:
    """Return what readings say together; their order does not matter, and of two of one document the first counts.

    `overrides` are the decisions of people. `world`, or `held`, gives the offices of people; without them they have those
    that reports name.
    """
    readings = in_order(readings)
    keys = [keys_of(reading) for reading in readings]
    copies = group_copies((key.copy for key in keys), {r.document.id: r.document for r in readings})
    links = Links(frozenset(overrides.same_story), frozenset(overrides.other_story))
    stories = group_stories([key.story for key in keys], copies, links)
    entities = find_entities(readings, overrides, world, held)
    words = load_trigger_words()
    joined = join_accounts(
        [
            account
            for reading, key in zip(readings, keys, strict=True)
            for account in accounts_of(reading, words, key.story)
        ],
        stories,
        overrides,
    )
    entity_of = {ref: entity.id for entity in entities for ref in entity.actors}
    origins = origins_of(copies, {r.document.id: r.document for r in readings})
    context = Context(
        entities=entity_of,
        voices={r.document.id: voices_of(r, entity_of, origins) for r in readings},
        origins=origins,
    )
    happenings = [describe(cluster, context) for cluster in joined.clusters]
    differences = find_differences(joined.clusters, context)
    return Assembly(
        copies=copies,
        entities=entities,
        stories=with_happenings(stories, happenings),
        happenings=tuple(sorted(happenings, key=lambda h: h.id)),
        plans=find_plans(joined, happenings, readings, stories, context),
        disagreements=differences.disagreements,
        updates=differences.updates,
        pairs=reasons_of(joined, overrides),
    )


def in_order(readings: Iterable[Reading]) -> list[Reading]:
    """Return readings by the id of their document, one a document."""
    found: dict[str, Reading] = {}
    for reading in readings:
        found.setdefault(reading.document.id, reading)
    return [found[document] for document in sorted(found)]


def with_happenings(stories: Sequence[Story], happenings: Sequence[Happening]) -> tuple[Story, ...]:
    """Return the stories with the happenings that their reports tell, by id."""
    story_of = {document: story.id for story in stories for document in story.documents}
    told: dict[str, set[HappeningId]] = {}
    for happening in happenings:
        for telling in happening.tellings:
            if telling.document in story_of:
                told.setdefault(story_of[telling.document], set()).add(happening.id)
    return tuple(replace(s, happenings=tuple(sorted(told.get(s.id, ())))) for s in stories)
