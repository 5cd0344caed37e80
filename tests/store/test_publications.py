"""Publications and texts are two things, the journal says what was done, and the assembly goes with the add."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import UnsoundError
from onrecord.store import (
    ASSEMBLED,
    Store,
    assemble_store,
    assembled_documents,
    assembly_of,
    begin_run,
    corrections_path,
    documents,
    end_run,
    failures_by_reason,
    is_kept,
    journal,
    keep,
    keep_assembly,
    note_failure,
    open_store,
    reading_of,
    readings,
    runs,
    writing,
)
from onrecord.types import Note, Published, Reading, document_id
from tests.store.samples import READING, Together, publication, together


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


# ---- publications ------------------------------------------------------------------------


def test_the_same_text_in_two_outlets_is_two_publications_of_one_text(path: Path) -> None:
    first = publication(1, text=READING.document.text)
    second = publication(2, text=READING.document.text)
    other = replace(
        second.document, publisher="The Other", title="Talks at last", bylines=("Sam Rivers",), section=None
    )
    second = replace(second, document=other)
    with open_store(path, create=True) as store:
        assert [keep(store, one) for one in (first, second)] == ["added", "added"]
        assert [reading_of(store, one.document.id) for one in (first, second)] == [first, second]
        assert first.document.id != second.document.id
        assert len({kept.text_id for kept in documents(store)}) == 1
        assert store.connection.execute("SELECT count(*) FROM texts").fetchone() == (1,)
        assert [kept.publisher for kept in documents(store, words="at last")] == ["The Other"]
        assert len(documents(store, words="valletta")) == 2


def test_a_text_goes_with_its_last_publication(path: Path) -> None:
    with open_store(path, create=True) as store:
        for number in (1, 2):
            keep(store, publication(number, text=READING.document.text))
        for left in (1, 0):
            store.connection.execute(
                "DELETE FROM documents WHERE number = (SELECT max(number) FROM documents)"
            )
            assert store.connection.execute("SELECT count(*) FROM texts").fetchone() == (left,)
        assert documents(store, words="valletta") == []


@pytest.mark.parametrize(
    ("known_by", "same"),
    [
        ({"url": "https://a.example/1"}, False),
        ({"given_id": "7"}, False),
        ({"publisher": "The Example"}, False),
        ({"published": Published(value="2024-03-08", basis="metadata")}, False),
        ({"published": Published(value="2024-03-08", basis="inferred")}, True),  # depends on the reader
        ({}, True),
    ],
)
def test_a_publication_is_known_by_what_the_page_states(known_by: dict[str, object], same: bool) -> None:
    assert (document_id("Same.") == document_id("Same.", **known_by)) == same  # type: ignore[arg-type]


def test_an_address_counts_before_all_else() -> None:
    at = "https://a.example/1"
    assert document_id("Same.", url=at) == document_id("Same.", url=at, given_id="7", publisher="A")


def test_the_store_knows_what_need_not_be_read_again(path: Path) -> None:
    with open_store(path, create=True) as store:
        assert not is_kept(store, READING.document)
        keep(store, READING, reader="0.9")
        assert is_kept(store, READING.document, reader="0.9")
        assert not is_kept(store, READING.document, reader="0.10")
        assert not is_kept(store, publication(1).document)


def test_a_replaced_document_keeps_its_place_and_the_day_it_was_added(path: Path) -> None:
    with open_store(path, create=True) as store:
        for number in (1, 2):
            keep(store, publication(number))
        store.connection.execute("UPDATE documents SET added = '2020-01-01T00:00:00Z'")
        keep(store, replace(publication(1), agenda=()), again=True)
        assert [one.document.id for one in readings(store)] == [publication(n).document.id for n in (1, 2)]
        assert {kept.added for kept in documents(store)} == {"2020-01-01T00:00:00Z"}


def test_a_span_that_does_not_quote_its_text_is_refused(path: Path) -> None:
    wrong = replace(READING.events[0], condition=replace(READING.events[2].condition, text="If they win"))  # type: ignore[type-var]
    with open_store(path, create=True) as store:
        with pytest.raises(UnsoundError, match="does not quote its text, 'If they win'"):
            keep(store, replace(READING, events=(wrong, *READING.events[1:])))
        assert documents(store) == []


def test_an_id_that_stands_twice_is_refused(path: Path) -> None:
    twice = replace(READING, times=(READING.times[0], replace(READING.times[1], id=READING.times[0].id)))
    with (
        open_store(path, create=True) as store,
        pytest.raises(UnsoundError, match="an id stands twice in times"),
    ):
        keep(store, twice)


# ---- the journal -------------------------------------------------------------------------


def test_the_journal_says_what_each_run_changed(path: Path) -> None:
    with open_store(path, create=True) as store:
        first = begin_run(store)
        keep(store, publication(1), run=first)
        note_failure(store, first, "b.html", Note(code="no-article", message="b.html holds no article."))
        note_failure(store, first, "c.html", Note(code="no-article", message="c.html holds no article."))
        end_run(store, first)
        second = begin_run(store)  # and is killed
        keep(store, publication(1), run=second)
        keep(store, publication(1), run=second, again=True)
        keep(store, publication(2), run=second)
        assert [(e.what, e.id, e.change, e.reason) for e in journal(store, run=first)] == [
            ("document", publication(1).document.id, "added", None),
            ("input", "b.html", "failed", "no-article"),
            ("input", "c.html", "failed", "no-article"),
        ]
        assert [e.change for e in journal(store, run=second)] == ["unchanged", "replaced", "added"]
        assert failures_by_reason(store, first) == {"no-article": 2}
        late, early = runs(store)
        assert (early.added, early.replaced, early.unchanged, early.failed) == (1, 0, 0, 2)
        assert (late.added, late.replaced, late.unchanged, late.failed) == (1, 1, 1, 0)
        assert early.ended is not None
        assert late.ended is None
        assert journal(store, since="2999-01-01") == []
        assert len(journal(store, since=early.begun)) == 6


def test_what_was_not_kept_is_not_in_the_journal(path: Path) -> None:
    with open_store(path, create=True) as store:
        run = begin_run(store)
        with pytest.raises(UnsoundError):
            keep(store, replace(READING, times=(READING.times[0],) * 2), run=run)
        assert journal(store) == []


# ---- the assembly ------------------------------------------------------------------------


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of the assembly."""
    with open_store(path) as store:
        return {
            table: store.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("stories", "entities", "happenings")
        }


def test_the_assembly_is_kept_with_the_add_and_replaced_as_a_whole(path: Path) -> None:
    with open_store(path, create=True) as store:
        run = begin_run(store)
        with writing(store):
            keep(store, publication(1), run=run)
            assert assemble_store(store, together, run=run) == {"added": 6}
        assert assemble_store(store, together, run=run) == {}
        with writing(store):
            keep(store, publication(2), run=run)
            changes = assemble_store(store, together, run=run)
        assert changes == {"added": 1, "replaced": 5, "removed": 1}
        both = sorted(publication(n).document.id for n in (1, 2))
        assert assembled_documents(store, "stories", "s_2") == both
        assert assembled_documents(store, "happenings", "h_AGREE") == both
        begun = [(e.id, e.change) for e in journal(store) if e.what == "stories"]
        assert begun == [("s_1", "added"), ("s_2", "added"), ("s_1", "removed")]
        events = store.connection.execute(
            "SELECT e.id FROM assembled_from AS a JOIN events AS e ON (e.document, e.position) = (a.document, a.fact) "
            "WHERE what = 'happenings' AND thing = 'h_AGREE'"
        ).fetchall()
        assert events == [("e_1",), ("e_1",)]


def test_a_failure_undoes_the_add_and_the_assembly(path: Path) -> None:
    def fails(*_: object) -> Together:
        raise RuntimeError("no assembly")

    def add(store: Store) -> None:
        with writing(store):
            keep(store, publication(2))
            assemble_store(store, fails)

    with open_store(path, create=True) as store:
        with writing(store):
            keep(store, publication(1))
            assemble_store(store, together)
        with pytest.raises(RuntimeError):
            add(store)
        assert [kept.id for kept in documents(store)] == [publication(1).document.id]
        assert assembled_documents(store, "stories", "s_1") == [publication(1).document.id]


def test_an_unsound_reading_in_a_change_leaves_the_others(path: Path) -> None:
    with open_store(path, create=True) as store, writing(store):
        keep(store, publication(1))
        with pytest.raises(UnsoundError):
            keep(store, replace(publication(2), times=(READING.times[0],) * 2))
        keep(store, publication(3))
    with open_store(path) as store:
        assert {kept.id for kept in documents(store)} == {publication(n).document.id for n in (1, 3)}


def test_what_rests_on_a_replaced_document_is_made_again(path: Path) -> None:
    with open_store(path, create=True) as store:
        for number in (1, 2):
            keep(store, publication(number))
        assemble_store(store, together)
    before = contents(path)
    with open_store(path, create=True) as store:
        turned = replace(publication(1), places=())
        keep(store, turned, again=True)
        assert store.connection.execute("SELECT count(*) FROM stories").fetchone() == (0,)
        assemble_store(store, together)
    assert contents(path) == before


def test_corrections_by_people_outlive_the_assembly(path: Path) -> None:
    with open_store(path, create=True) as store:
        keep(store, publication(1))
        assemble_store(store, together)
        corrections_path(path).write_text(
            "do\tname\tnew_name\nrename\tAna Kovač\tAna Kovač-Horvat\n", "utf-8"
        )
        for _ in range(2):
            assemble_store(store, together)
            found = store.connection.execute("SELECT id FROM entities ORDER BY id").fetchall()
            assert found == [("n_Ana Kovač-Horvat",), ("n_European Union",)]


def test_any_order_of_adding_gives_the_same_assembly(tmp_path: Path) -> None:
    orders = ([1, 2, 3], [3, 1, 2])
    for number, order in enumerate(orders):
        with open_store(tmp_path / f"{number}.db", create=True) as store:
            for one in order:
                with writing(store):
                    keep(store, publication(one))
                    assemble_store(
                        store, lambda found, _: together(sorted(found, key=lambda r: r.document.id))
                    )
    assert contents(tmp_path / "0.db") == contents(tmp_path / "1.db")


def made(kind: Any, /, **fields: object) -> Any:
    """Return a value of a type; required fields that are not given are null."""
    required = {
        f.name for f in dataclasses.fields(kind) if f.default is f.default_factory is dataclasses.MISSING
    }
    return kind(**{**dict.fromkeys(required), **fields})


def test_an_assembly_comes_back_as_its_type(path: Path) -> None:
    types = pytest.importorskip("onrecord.assembly.types")
    document, flight = publication(1).document.id, READING.events[0]
    voice = types.Voice(kind="publisher", name="The Example")
    telling = made(
        types.Telling, document=document, event=flight.id, trigger=flight.trigger, status="planned",
        certainty="certain", voice=voice,
    )  # fmt: skip
    happening = made(
        types.Happening, id="h_1", type="CONSULT", actors=(), recipients=(), location=flight.location,
        figures=flight.figures, status="planned", tellings=(telling,), reports=(document,), publishers=(),
        sources=(voice,),
    )  # fmt: skip
    held = types.OfficeHeld(office="foreign minister", country="HRV", from_="2020", to=None)
    refs = (types.ActorRef(document, READING.actors[0].id),)
    entity = made(types.Entity, id="n_1", name="Ana Kovač", kind="person", offices=(held,), actors=refs)
    story = made(types.Story, id="s_1", title="Talks", documents=(document,), happenings=("h_1",))
    assembly = types.Assembly(happenings=(happening,), entities=(entity,), stories=(story,))
    with open_store(path, create=True) as store:
        keep(store, publication(1))
        keep_assembly(store, assembly)
        assert assembly_of(store, types.Assembly) == assembly
        assert assembled_documents(store, "happenings", "h_1") == [document]


def test_every_field_of_an_assembly_has_a_table() -> None:
    types = pytest.importorskip("onrecord.assembly.types")
    assert {"pairs", *(kind.field for kind in ASSEMBLED.values())} == {
        f.name for f in dataclasses.fields(types.Assembly)
    }


def test_readings_come_in_the_order_of_adding(path: Path) -> None:
    several: list[Reading] = [publication(number) for number in (3, 1, 2)]
    with open_store(path, create=True) as store:
        for one in several:
            keep(store, one)
        assert list(readings(store)) == several
