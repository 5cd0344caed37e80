"""The scorer of linking on hand-made readings."""

from __future__ import annotations

from benchmarks.linking import compare, is_right
from corpora.linking import GoldEntity
from onrecord.types import Actor, ActorId, Document, DocumentId, Mention, Reading

TEXT = "Pat Lee met Ann Lee. Lee smiled."


def test_a_link_is_right_by_id_else_by_name_and_country() -> None:
    gold = entity("Ann Lee", wikidata="Q1")
    assert is_right(gold, "person", "A. Lee", None, "Q1")
    assert not is_right(gold, "person", "Ann Lee", "USA", "Q2")
    assert is_right(gold, "person", "Ann Lee", "USA", None)
    assert not is_right(entity("Ann Lee", public=False), "person", "Ann Lee", "USA", None)


def test_a_country_and_its_government_are_one() -> None:
    gold = entity("Russia", kind="country", country="RUS", wikidata="Q159")
    assert is_right(gold, "organization", "Government of Russia", "RUS", None)
    assert not is_right(gold, "organization", "Duma", "RUS", None)


def test_links_merges_splits_and_strays_are_distinguished() -> None:
    entities = [entity("Pat Lee", mentions=((0, 7),)), entity("Ann Lee", mentions=((12, 19), (21, 24)))]
    both = actor("a1", (0, 7), (12, 19), wikidata="Q1")
    surname = actor("a2", (21, 24))
    other = actor("a3", (25, 31), wikidata="Q2")
    compared = compare(entities, reading(both, surname, other))
    assert [(a.id, e.name) for a, e in compared.given] == [("a1", "Pat Lee")]
    assert [a.id for a in compared.stray] == ["a3"]
    assert [names for _, names in compared.merged] == [("Ann Lee", "Pat Lee")]
    assert [e.name for e, _ in compared.split] == ["Ann Lee"]


def entity(name: str, **fields: object) -> GoldEntity:
    """Return an entity of the USA that must be linked, with other fields if given."""
    row = {"article": "d", "kind": "person", "country": "USA", "wikidata": None, "public": True}
    return GoldEntity(name=name, **{**row, "required": True, "mentions": (), **fields})  # type: ignore[arg-type]


def actor(name: str, *extents: tuple[int, int], wikidata: str | None = None) -> Actor:
    """Return an actor mentioned by name at `extents`."""
    mentions = tuple(Mention(start=s, end=e, text=TEXT[s:e], form="name") for s, e in extents)
    return Actor(id=ActorId(name), name=name, kind="person", wikidata=wikidata, mentions=mentions)


def reading(*actors: Actor) -> Reading:
    """Return a reading with these actors and nothing else."""
    return Reading(document=Document(id=DocumentId("d"), text=TEXT), actors=actors)
