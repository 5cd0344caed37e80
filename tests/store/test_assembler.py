"""An assembly that is brought up to date is that of all readings, byte for byte, whatever came and went in whatever order."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import pytest

from onrecord.assembly.assemble import assemble
from onrecord.assembly.types import Assembly, Entity
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.store import (
    ActorCorrection,
    Assembler,
    Correction,
    FactCorrection,
    PairCorrection,
    Store,
    add_corrections,
    assemble_store,
    assembled_one,
    assembly_of,
    check_store,
    corrected,
    corrections_path,
    keep,
    open_store,
    overrides_of,
    read_corrections,
    remove,
    unassembled,
    writing,
)
from onrecord.store.corrections import Identity
from onrecord.store.corrections.types import PairAction, PairLayer, Where
from onrecord.types import Document, DocumentId, Published, Reading, document_id
from tests.assembly.hand_made import TOWNS, Who, report

OWN = Path(__file__).parents[2] / "corpora" / "own"
PEOPLE = (
    Who("Ana Soto", country="CHL", sector="GOV", office="foreign minister", wikidata="Q900002"),
    Who("Luis Paredes", country="PER", sector="COP"),
    Who("Paredes", country="PER"),
    Who("the Foreign Ministry", "organization", "CHL", "GOV", name="Foreign Ministry of Chile"),
    Who("Chile", "country", "CHL"),
    Who("gunmen", "group", named=False),
)
FRAMES = (  # sentence, the words of the event, its type
    (
        "{0} and {1} met in {2} on the copper border crossing; {3} dead were counted at the gate.",
        "met",
        "CONSULT",
    ),
    (
        "{0} will meet {1} in {2} on the copper border crossing; {3} dead were counted at the gate.",
        "meet",
        "CONSULT",
    ),
    (
        "In {2}, {0} shot at {1} near the mine of Pierina, and {3} dead were counted at the gate.",
        "shot at",
        "ASSAULT",
    ),
    ("The shots of {0} at {1} in {2} left {3} dead at the gate of the mine of Pierina.", "shots", "ASSAULT"),
)


def made_up(chance: random.Random, name: str) -> Reading:
    """Return a report of few words, so that much is shared with others: people, towns, days, sentences."""
    sentence, trigger, code = chance.choice(FRAMES)
    one, other = chance.sample(PEOPLE, 2)
    town, number = chance.choice(sorted(TOWNS)), chance.randrange(3, 6)
    day = f"2023-0{chance.randrange(3, 6)}-{chance.randrange(1, 29):02}"
    ahead = trigger == "meet"
    return report(
        name,
        sentence.format(one.words, other.words, town, number) + chance.choice(("", " Roads were closed.")),
        published=chance.choice((day, day, day, None)),
        publisher=chance.choice(("Andes Herald", "Pacific Report", "Lima Post")),
        trigger=trigger,
        code=code,
        actors=[one],
        recipients=[other],
        at=chance.choice((town, None)),
        place=town,
        day=chance.choice((day, None)),
        status="planned" if ahead else "occurred",
        killed=(str(number), number, number),
        source=chance.choice((other, None)),
        denies=chance.random() < 0.2,
        planned_for=day if ahead else None,
    )


def bytes_of(assembly: Assembly) -> bytes:
    return msgspec.json.encode(assembly)


def assert_is_of(store: Store, readings: Iterable[Reading]) -> None:
    """Check that what a store keeps is the assembly of readings."""
    kept, wanted = assembly_of(store, Assembly), assemble(readings)
    for field in Assembly.__dataclass_fields__:
        assert getattr(kept, field) == getattr(wanted, field)
    assert bytes_of(kept) == bytes_of(wanted)
    assert unassembled(store) == 0


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("largest", [400, 3])
def test_whatever_comes_and_goes_the_assembly_is_that_of_what_is_there(
    seed: int, largest: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.assembly.clusters.LARGEST_COMPONENT", largest)
    chance, there = random.Random(seed), dict[str, Reading]()
    with open_store(tmp_path / "news.db", create=True) as store:
        assembler = Assembler(store)
        for step in range(12):
            with writing(store):
                for _ in range(chance.randrange(1, 4)):
                    change(store, there, chance, f"d_{step}{chance.randrange(3)}")
                assembler = chance.choice((assembler, Assembler(store)))
                assembler.bring_up()
            assert_is_of(store, there.values())


def change(store: Store, there: dict[str, Reading], chance: random.Random, name: str) -> None:
    """Add, replace or remove a report."""
    old = chance.choice(sorted(there)) if there and chance.random() < 0.45 else name
    if old in there and chance.random() < 0.5:
        assert remove(store, DocumentId(old))
        del there[old]
    else:
        there[old] = made_up(chance, old)
        keep(store, there[old], again=True)


def test_a_document_is_removed_with_all_that_was_made_of_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db", create=True) as store:
        assembler = Assembler(store)
        keep(store, made_up(random.Random(1), "d_1"))
        assembler.bring_up()
        assert remove(store, DocumentId("d_1"))
        assert not remove(store, DocumentId("d_1"))
        assembler.bring_up()
        assert_is_of(store, ())
        assert assembly_of(store, Assembly) == Assembly()


def test_other_tables_of_the_world_make_the_assembly_anew_and_nothing_changes_that_is_the_same(
    tmp_path: Path,
) -> None:
    readings = [made_up(random.Random(n), f"d_{n}") for n in range(8)]
    with open_store(tmp_path / "news.db", create=True) as store:
        for reading in readings:
            keep(store, reading)
        assert Assembler(store).bring_up()["added"] > len(readings)
        assert Assembler(store, settings="another").bring_up() == {}
        assert Assembler(store, settings="another").from_nothing() == {}
        assert_is_of(store, readings)


# ---- reports as they are read ----------------------------------------------------------------


def documents(number: int) -> list[Document]:
    """Return texts that were written for the project: stories told by several outlets, then others."""
    rows = [json.loads(line) for line in (OWN / "stories" / "reports.jsonl").open(encoding="utf-8")]
    rows += [json.loads(line) for line in (OWN / "events" / "texts.jsonl").open(encoding="utf-8")]
    return [document_of(row) for row in rows[:number]]


def document_of(row: dict[str, str]) -> Document:
    day = row.get("published")
    published = Published(value=day, earliest=day, latest=day, basis="given") if day else Published()
    text = row["text"]
    return Document(
        id=document_id(text, given_id=row["id"]),
        text=text,
        title=row.get("title"),
        publisher=row.get("publisher"),
        given_id=row["id"],
        published=published,
    )


def added_in_any_order(readings: Sequence[Reading], orders: int, folder: Path) -> None:
    """Add reports in random orders, some at a time, to stores of their own; check that all hold the same bytes."""
    wanted = bytes_of(assemble(readings))
    for seed in range(orders):
        chance = random.Random(seed)
        waiting = chance.sample(readings, len(readings))
        with open_store(folder / f"{seed}.db", create=True) as store:
            assembler = Assembler(store)
            while waiting:
                with writing(store):
                    for reading in waiting[: (some := chance.choice((1, 2, 20)))]:
                        keep(store, reading)
                    assembler.bring_up()
                waiting = waiting[some:]
            assert bytes_of(assembly_of(store, Assembly)) == wanted


@pytest.mark.parametrize("orders", [3])
def test_reports_added_in_any_order_give_the_same_bytes(orders: int, tmp_path: Path) -> None:
    copied = [made_up(random.Random(n % 11), f"d_{n}") for n in range(24)]
    added_in_any_order(copied, orders, tmp_path)


@pytest.mark.long
def test_two_hundred_reports_added_in_twenty_orders_give_the_same_bytes(tmp_path: Path) -> None:
    readings = list(read_all(documents(200), load_known()))
    assert len({reading.document.id for reading in readings}) == 200
    added_in_any_order(readings, 20, tmp_path)


def test_corrections_make_the_assembly_anew(tmp_path: Path) -> None:
    readings = [made_up(random.Random(n), f"d_{n}") for n in range(8)]
    path = tmp_path / "news.db"
    rename = ActorCorrection(
        do="rename", actor=Identity(name="Ana Soto"), new=Identity(name="Ana Soto Vidal"), line=2, file="x"
    )
    with open_store(path, create=True) as store:
        assembler = Assembler(store)
        for reading in readings:
            keep(store, reading)
        assembler.bring_up()
        assert "Ana Soto" in {entity.name for entity in assembly_of(store, Assembly).entities}
        add_corrections(corrections_path(path), [rename])
        assembler.bring_up()
        told, _ = read_corrections(corrections_path(path))
        assert_is_of(store, [corrected(reading, told) for reading in readings])
        assert "Ana Soto" not in {entity.name for entity in assembly_of(store, Assembly).entities}


def told_at(layer: PairLayer, reading: Reading) -> Where:
    """Return the words by which a correction of a pair names what a report of `made_up` tells."""
    span = reading.events[0].trigger if layer == "events" else reading.actors[0].mentions[0]
    return (
        Where(reading.document.id)
        if layer == "documents"
        else Where(reading.document.id, span.start, span.end)
    )


@pytest.mark.parametrize("layer", ["events", "documents", "actors"])
@pytest.mark.parametrize("do", ["join", "part"])
def test_what_people_joined_and_parted_holds_for_what_comes_later(
    layer: PairLayer, do: PairAction, tmp_path: Path
) -> None:
    readings = [made_up(random.Random(n % 5), f"d_{n}") for n in range(10)]
    one, other = (told_at(layer, readings[n]) for n in ((0, 5) if do == "part" else (1, 3)))
    pair = PairCorrection(do=do, layer=layer, left=(one,), right=(other,), line=2, file="x")
    assert_brought_up_with(pair, readings, tmp_path / "news.db")


def test_a_fact_that_was_withdrawn_is_in_nothing_that_comes_later(tmp_path: Path) -> None:
    readings = [made_up(random.Random(n % 5), f"d_{n}") for n in range(10)]
    event = readings[0].events[0]
    where = Where(readings[0].document.id, event.trigger.start, event.trigger.end)
    gone = FactCorrection(do="withdraw", layer="events", where=where, fact=event.id, line=2, file="x")
    assert_brought_up_with(gone, readings, tmp_path / "news.db")


def assert_brought_up_with(correction: Correction, readings: Sequence[Reading], path: Path) -> None:
    """Check that an assembly is that of all readings while a correction holds, and when it does no longer."""
    with open_store(path, create=True) as store:
        assembler = Assembler(store)
        for reading in readings[:7]:
            keep(store, reading)
        assembler.bring_up()
        without = assembly_of(store, Assembly)
        add_corrections(corrections_path(path), [correction])
        told, _ = read_corrections(corrections_path(path))
        assembler.bring_up()
        assert_is_corrected(store, readings[:7], told)
        assert assembler.bring_up() == {}
        for reading in readings[7:]:
            keep(store, reading)
        assembler.bring_up()
        assert_is_corrected(store, readings, told)
        assert Assembler(store).from_nothing() == {}
        assert check_store(path).damage == ()
        for reading in readings[7:]:
            remove(store, reading.document.id)
        corrections_path(path).unlink()
        assembler.bring_up()
        assert_is_of(store, readings[:7])
        assert assembly_of(store, Assembly) == without
        assert check_store(path).damage == ()


def assert_is_corrected(store: Store, readings: Sequence[Reading], told: Sequence[Correction]) -> None:
    """Check that what a store keeps is the assembly of readings with corrections."""
    seen = {r.document.id: corrected(r, told) for r in readings}
    wanted = assemble(seen.values(), overrides_of(told, seen))
    assert bytes_of(assembly_of(store, Assembly)) == bytes_of(wanted)
    assert unassembled(store) == 0


def test_a_correction_that_changes_nothing_is_no_change_and_entities_have_their_actors(
    tmp_path: Path,
) -> None:
    readings = [made_up(random.Random(n % 5), f"d_{n}") for n in range(10)]
    path = tmp_path / "news.db"
    with open_store(path, create=True) as store:
        for reading in readings:
            keep(store, reading)
        Assembler(store).bring_up()
        pair = PairCorrection(
            do="join",
            layer="documents",
            left=(Where(readings[0].document.id),),
            right=(Where(readings[0].document.id),),
            line=2,
            file="x",
        )
        add_corrections(corrections_path(path), [pair])
        assert Assembler(store).bring_up() == {}  # the bodies of entities differ, what they say does not
        everybody = assembly_of(store, Assembly).entities
        assert [assembled_one(store, "entities", Entity, one.id) for one in everybody] == [*everybody]
        corrections_path(path).unlink()
        assert Assembler(store).bring_up() == {}
        assert [assembled_one(store, "entities", Entity, one.id) for one in everybody] == [*everybody]


def test_what_questions_ask_for_is_that_of_an_assembly_from_nothing(tmp_path: Path) -> None:
    chance, there = random.Random(7), dict[str, Reading]()
    with (
        open_store(tmp_path / "news.db", create=True) as store,
        open_store(tmp_path / "anew.db", create=True) as anew,
    ):
        assembler = Assembler(store)
        for step in range(8):
            for _ in range(3):
                change(store, there, chance, f"d_{step}{chance.randrange(3)}")
            assembler.bring_up()
        for name in sorted(there):
            keep(anew, there[name])
        assemble_store(anew, assemble)
        for asked in INDEXED:
            rows = [sorted(one.connection.execute(asked).fetchall(), key=repr) for one in (store, anew)]
            assert rows[0] == rows[1]
            assert rows[0]


INDEXED = (  # numbers of documents and happenings are those of a store
    """SELECT d.id, t.number & 1048575, t.type, t.earliest, h.id FROM tellings AS t
         JOIN documents AS d ON d.number = t.document LEFT JOIN happenings AS h ON h.number = t.happening""",
    """SELECT d.id, p.number & 1048575, h.id, p.superseded FROM prospects AS p
         JOIN documents AS d ON d.number = p.document LEFT JOIN happenings AS h ON h.number = p.happening""",
    "SELECT name, entity, alias FROM entity_names",
    "SELECT what, thing, id, fact FROM assembled_from JOIN documents ON number = document",
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assembled_reports SET terms = zeroblob(length(terms)) WHERE document = 2",
        "UPDATE assembly_keys SET day = day + 1 WHERE document = 3",
        "UPDATE event_pairs SET cells = zeroblob(length(cells)) WHERE a = 1",
        "UPDATE namesakes SET tally = replace(tally, 'name', 'nome')",
    ],
)
def test_a_changed_row_of_what_is_kept_of_reports_is_told(statement: str, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(path, create=True) as store:
        for n in range(10):
            keep(store, made_up(random.Random(n % 4), f"d_{n}"))
        Assembler(store).bring_up()
        assert check_store(path).damage == ()
        store.connection.execute(statement)
    assert {damage.part for damage in check_store(path).damage} == {"assembly"}
