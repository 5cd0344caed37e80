"""Named people, bodies and countries linked to the world, end to end from the raw text.

Data: `corpora/own/linking.jsonl` on 36 articles of PolNeAR dev and 4 documents of GUM dev. A mention as
annotated goes to the actor whose mention overlaps it best, an annotated entity to the actor that has most of
its mentions, an actor to the entity that most of its mentions are. `precision` is over the links given to
actors that are annotated; `precision_all` counts a linked person or body that is nobody annotated as wrong
too. `recall` is over the required entities that the tables of the world hold, `recall_all` over all that are
publicly known, whether the tables hold them or not. `merged`: actors with mentions of two entities;
`split`: entities whose mentions lie in several actors; both as shares. Two halves, by article: errors of
`develop` may be read, of `measure` only the figures are looked at.

    python -m benchmarks.linking        prints the errors of `develop`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.about import About
from corpora.linking import HALVES, GoldEntity, half_of, read_documents, read_linking
from onrecord.known import load_known
from onrecord.lexicon.reasons import sentences_of
from onrecord.read import read_all
from onrecord.reading.actors.link import LINKING_RULES
from onrecord.types import Actor, ActorId, Reading
from onrecord.world import Entity, World
from onrecord.world.variants import fold

ABOUT = About(
    data="own labels on PolNeAR dev and GUM dev (`corpora/own/linking.jsonl`)",
    size="40 articles",
    developed_on="`develop` yes; of `measure` nobody reads errors",
    compared_with="nothing",
)

LEAST_OVERLAP = 0.2  # of two mentions, shared over covered: a name in its title and country still counts
GOVERNMENT = "Government of "


@dataclass(frozen=True, slots=True)
class Compared:
    """One article: entity and actor pairs from either side, and the actors that nothing annotated meets."""

    article: str
    found: tuple[tuple[GoldEntity, Actor | None], ...]  # each entity with its actor
    given: tuple[tuple[Actor, GoldEntity], ...]  # each linked actor with its entity
    stray: tuple[Actor, ...]  # linked people and bodies that are nobody annotated
    merged: tuple[tuple[Actor, tuple[str, ...]], ...]
    split: tuple[tuple[GoldEntity, tuple[str, ...]], ...]
    met: int  # actors that meet an entity


def run(shared: Path) -> dict[str, float]:
    """Return precision, recall and the rest for either half and for all."""
    compared, world = compare_all(shared)
    scores: dict[str, float] = {}
    for half in HALVES:
        scores |= {
            f"{half}_{name}": value
            for name, value in score([c for c in compared if half_of(c.article) == half], world).items()
        }
    return {**score(compared, world), **scores}


def compare_all(shared: Path) -> tuple[list[Compared], World]:
    """Read the annotated articles and set what was read beside what is annotated."""
    gold: dict[str, list[GoldEntity]] = {}
    for entity in read_linking():
        gold.setdefault(entity.article, []).append(entity)
    known = load_known()
    documents = [d for d in read_documents(shared) if d.id in gold]
    return [compare(gold[r.document.id], r) for r in read_all(documents, known)], known.world


def compare(entities: Sequence[GoldEntity], reading: Reading) -> Compared:
    """Return who of `entities` is which actor of the reading, and what meets nothing."""
    actors = {a.id: a for a in reading.actors}
    by_entity = [Counter(a for m in e.mentions if (a := _actor_at(m, reading.actors))) for e in entities]
    by_actor: dict[ActorId, Counter[int]] = {}
    for number, counts in enumerate(by_entity):
        for actor, times in counts.items():
            by_actor.setdefault(actor, Counter())[number] += times
    mine = [actors[counts.most_common(1)[0][0]] if counts else None for counts in by_entity]
    given = [
        (a, entities[by_actor[a.id].most_common(1)[0][0]])
        for a in actors.values()
        if a.id in by_actor and is_linked(a)
    ]
    return Compared(
        article=reading.document.id,
        found=tuple(zip(entities, mine, strict=True)),
        given=tuple(given),
        stray=tuple(a for a in actors.values() if a.id not in by_actor and _is_stray(a)),
        merged=tuple(
            (actors[a], names)
            for a, counts in by_actor.items()
            if len(names := tuple(sorted({_one_name(entities[n]) for n in counts}))) > 1
        ),
        split=tuple(
            (e, tuple(sorted(actors[a].name for a in counts)))
            for e, counts in zip(entities, by_entity, strict=True)
            if len(counts) > 1
        ),
        met=len(by_actor),
    )


def is_linked(actor: Actor) -> bool:
    """Return whether an actor says who it is in the world: an id, a country, or a row of a table."""
    if not actor.named:
        return False
    if actor.kind == "country":
        return actor.country is not None
    return actor.wikidata is not None or any(r.rule in LINKING_RULES for r in actor.basis)


def is_right(gold: GoldEntity, kind: str, name: str, country: str | None, wikidata: str | None) -> bool:
    """Return whether an identity is the annotated one: the id, else the name and the country.

    A country and its government are one here, as in event data.
    """
    if not gold.public:
        return False
    if gold.country is not None and _is_state(gold.kind, gold.name):
        return _is_state(kind, name) and country == gold.country
    if gold.wikidata and wikidata:
        return gold.wikidata == wikidata
    return fold(gold.name) == fold(name) and gold.country in (None, country)


def is_in_tables(gold: GoldEntity, world: World) -> bool:
    """Return whether the tables hold an entity, under the name that is annotated."""
    if _is_state(gold.kind, gold.name):
        return gold.country is not None
    rows: tuple[Entity, ...] = (
        world.people(gold.name)
        if gold.kind == "person"
        else world.bodies(gold.name, gold.country) + world.bodies(gold.name)
    )
    return any(is_right(gold, r.kind, r.name, r.country, r.wikidata) for r in rows)


def score(compared: Sequence[Compared], world: World) -> Mapping[str, float]:
    """Return the figures over some articles."""
    given = [_agrees(e, a) for c in compared for a, e in c.given]
    stray = sum(len(c.stray) for c in compared)
    wanted = [(e, a) for c in compared for e, a in c.found if e.required and e.public]
    held = [(e, a) for e, a in wanted if is_in_tables(e, world)]
    met = sum(c.met for c in compared)
    entities = sum(len(c.found) for c in compared)
    return {
        "precision": sum(given) / (len(given) or 1),
        "precision_all": sum(given) / (len(given) + stray or 1),
        "recall": sum(_agrees(e, a) for e, a in held) / (len(held) or 1),
        "recall_all": sum(_agrees(e, a) for e, a in wanted) / (len(wanted) or 1),
        "merged": sum(len(c.merged) for c in compared) / (met or 1),
        "split": sum(len(c.split) for c in compared) / (entities or 1),
        "links": len(given) + stray,
        "entities": len(wanted),
    }


def errors(compared: Sequence[Compared], world: World) -> Iterator[str]:
    """Yield a line for each wrong or missing link, merge and split."""
    for c in compared:
        yield f"== {c.article}"
        for a, e in c.given:
            if not _agrees(e, a):
                yield f"wrong   {_shown(a)} is {e.name} {e.wikidata or e.country} (public {e.public})"
        for a in c.stray:
            yield f"stray   {_shown(a)} at {[m.text for m in a.mentions][:3]}"
        for e, found in c.found:
            if e.required and e.public and (found is None or not is_linked(found)):
                where = "tables" if is_in_tables(e, world) else "absent"
                yield f"missed  {e.name} ({where}): {_shown(found) if found else 'no actor'}"
        for a, names in c.merged:
            yield f"merged  {_shown(a)}: {', '.join(names)}"
        for e, parts in c.split:
            yield f"split   {e.name}: {', '.join(parts)}"


def _agrees(gold: GoldEntity, actor: Actor | None) -> bool:
    return (
        actor is not None
        and is_linked(actor)
        and is_right(gold, actor.kind, actor.name, actor.country, actor.wikidata)
    )


def _actor_at(extent: tuple[int, int], actors: Sequence[Actor]) -> ActorId | None:
    """Return the id of the actor with the mention that overlaps `extent` best; pronouns do not count."""
    best: tuple[float, ActorId] | None = None
    for actor in actors:
        for mention in actor.mentions:
            if mention.form == "pronoun" or mention.end <= extent[0] or mention.start >= extent[1]:
                continue
            shared = min(mention.end, extent[1]) - max(mention.start, extent[0])
            overlap = shared / (max(mention.end, extent[1]) - min(mention.start, extent[0]))
            if overlap >= LEAST_OVERLAP and (best is None or overlap > best[0]):
                best = (overlap, actor.id)
    return best[1] if best else None


def _is_stray(actor: Actor) -> bool:
    return actor.kind in ("person", "organization") and is_linked(actor)


def _is_state(kind: str, name: str) -> bool:
    return kind == "country" or name.startswith(GOVERNMENT)


def _one_name(entity: GoldEntity) -> str:
    return entity.country if entity.country and _is_state(entity.kind, entity.name) else entity.name


def _shown(actor: Actor) -> str:
    return (
        f"{actor.name} [{actor.kind} {actor.country} {actor.wikidata}] {'; '.join(sentences_of(actor.basis))}"
    )


if __name__ == "__main__":
    from benchmarks.run import SHARED

    everything, tables = compare_all(SHARED)
    print("\n".join(errors([c for c in everything if half_of(c.article) == "develop"], tables)))
