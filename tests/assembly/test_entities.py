"""Who is one over all reports."""

from __future__ import annotations

import random

from onrecord.assembly.entities import find_entities
from onrecord.assembly.types import ActorRef, Entity, Overrides, Rename
from onrecord.types import ActorId, DocumentId, Reading
from onrecord.world import load_world
from tests.assembly.hand_made import Who, report

NONE = Overrides()


def naming(name: str, *people: Who) -> Reading:
    """Return a report that names some actors and nothing else."""
    return report(name, "Then " + " met ".join(who.words for who in people) + ".", others=people)


def ref(name: str, number: int = 0) -> ActorRef:
    return ActorRef(DocumentId(name), ActorId(f"a_{name}_{number}"))


def names(entities: tuple[Entity, ...]) -> list[tuple[str, int]]:
    return sorted((e.name, len(e.actors)) for e in entities)


def test_a_wikidata_id_joins_whatever_the_name() -> None:
    one, other = Who("Lula", wikidata="Q37181"), Who("Luiz Inácio Lula da Silva", wikidata="Q37181")
    (entity,) = find_entities([naming("d_1", one), naming("d_2", other), naming("d_3", other)], NONE)
    assert (entity.name, entity.aliases, len(entity.actors)) == ("Luiz Inácio Lula da Silva", ("Lula",), 3)


def test_one_name_in_two_spellings_is_one_person() -> None:
    readings = [naming("d_1", Who("Sergei Shubin", country="RUS")), naming("d_2", Who("Sergey Shubin"))]
    assert len(find_entities(readings, NONE)) == 1


def test_two_people_who_share_only_a_surname_stay_two() -> None:
    readings = [naming("d_1", Who("Raúl Ortega")), naming("d_2", Who("Luis Ortega")), naming("d_3", Who("Ortega")), naming("d_4", Who("Ortega"))]  # fmt: skip
    assert len(find_entities(readings, NONE)) == 4


def test_a_surname_with_the_same_office_and_country_is_one_person() -> None:
    minister = Who("Ortega", country="MEX", office="Foreign Minister")
    assert len(find_entities([naming("d_1", minister), naming("d_2", minister)], NONE)) == 1


def test_a_name_of_two_countries_stays_two_and_who_has_none_joins_neither() -> None:
    ministries = [Who("Foreign Ministry", "organization", country) for country in ("PER", "CHL", None)]
    readings = [naming(f"d_{n}", who) for n, who in enumerate(ministries)]
    assert names(find_entities(readings, NONE)) == [("Foreign Ministry", 1)] * 3


def test_unnamed_actors_are_no_entity() -> None:
    assert find_entities([naming("d_1", Who("police", "group", named=False))], NONE) == ()


def test_a_minister_is_part_of_the_ministry_and_both_of_the_country() -> None:
    soto = Who("Ana Soto", country="CHL", sector="GOV", office="Foreign Minister")
    ministry = Who("Foreign Ministry of Chile", "organization", "CHL", "GOV")
    chile = Who("Chile's", "country", "CHL", name="Chile")
    found = {e.name: e for e in find_entities([naming("d_1", soto, ministry, chile)], NONE)}
    body, country = found["Foreign Ministry of Chile"].id, found["Chile"].id
    assert found["Ana Soto"].within == (body, country)
    assert found["Foreign Ministry of Chile"].within == (country,)
    assert found["Chile"].within == ()


def test_offices_come_from_the_tables_of_the_world() -> None:
    (entity,) = find_entities([naming("d_1", Who("Sergey Lavrov", wikidata="Q58217"))], NONE, load_world())
    assert any("oreign" in held.office and held.from_ == "2004-03-09" for held in entity.offices)


def test_people_join_part_and_rename() -> None:
    readings = [
        naming("d_1", Who("Ana Soto")),
        naming("d_2", Who("Ana Soto")),
        naming("d_3", Who("A. Lagos")),
    ]
    parted = find_entities(readings, Overrides(other_entity=((ref("d_1"), ref("d_2")),)))
    assert names(parted) == [("A. Lagos", 1), ("Ana Soto", 1), ("Ana Soto", 1)]
    joined = find_entities(readings, Overrides(same_entity=((ref("d_1"), ref("d_3")),)))
    assert names(joined) == [("Ana Soto", 3)]
    renamed = find_entities(
        readings, Overrides(renames=(Rename(actor=ref("d_3"), name="Ana Lagos", country="CHL"),))
    )
    (lagos,) = [e for e in renamed if e.name == "Ana Lagos"]
    assert (lagos.aliases, lagos.country) == (("A. Lagos",), "CHL")


def test_any_order_gives_the_same_entities() -> None:
    readings = [
        naming(f"d_{n}", Who(words)) for n, words in enumerate(["Ana Soto", "Soto", "Ana Soto", "Luis Soto"])
    ]
    expected = find_entities(readings, NONE)
    for seed in range(20):
        assert find_entities(random.Random(seed).sample(readings, 4), NONE) == expected
