"""Corrections of actors: the table beside the store, and readings with its corrections."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import StoreError
from onrecord.store import (
    ActorCorrection,
    Correction,
    add_corrections,
    changes_of,
    corrected,
    corrections_path,
    find_actor,
    keep,
    kept_actors,
    open_store,
    read_corrections,
    reading_of,
    undo_correction,
)
from onrecord.store.corrections import COLUMNS, Identity, Where, identifier, parse_corrections
from onrecord.store.corrections.types import ActorAction
from onrecord.types import Actor, ActorId, Document, DocumentId, Mention, Reading
from tests.readings import TEXT, sample_reading

READING = sample_reading()
HERE = (Where(READING.document.id),)


def names(reading: Reading) -> list[str]:
    return [actor.name for actor in reading.actors]


def correction(
    do: ActorAction, name: str, new: Identity, documents: tuple[Where, ...] = (), **facts: str
) -> ActorCorrection:
    return ActorCorrection(do=do, actor=Identity(name=name, **facts), documents=documents, new=new)  # type: ignore[arg-type]


def document(number: int, *actors: Actor) -> Reading:
    """Return a report in which the actors are named one after the other."""
    text, placed = "", []
    for n, actor in enumerate(actors):
        start = len(text)
        text += f"{actor.name}. "
        mention = Mention(start=start, end=start + len(actor.name), text=actor.name, form="name")
        placed.append(replace(actor, id=ActorId(f"a_{n}"), mentions=(mention,)))
    return Reading(document=Document(id=DocumentId(f"d_{number}"), text=text), actors=tuple(placed))


def actor(name: str, **facts: object) -> Actor:
    return Actor(**{"id": ActorId(""), "kind": "person", **facts, "name": name})  # type: ignore[arg-type]


# ---- the corrected reading -----------------------------------------------------------


def test_an_actor_is_renamed_and_the_reading_that_was_kept_stays(tmp_path: Path) -> None:
    rename = correction("rename", "ana kovač", Identity(name="Ana Kovač-Horvat", country="SVN", wikidata="-"))
    with open_store(tmp_path / "news.db", create=True) as store:
        keep(store, READING)
        kept = reading_of(store, READING.document.id)
        assert kept is not None
        seen = corrected(kept, [rename])
        assert (seen.actors[0].name, seen.actors[0].country, seen.actors[0].wikidata) == (
            "Ana Kovač-Horvat",
            "SVN",
            None,
        )
        assert seen.actors[0].office == "foreign minister"
        assert replace(seen, actors=READING.actors) == READING
        assert reading_of(store, READING.document.id) == READING


def test_merging_two_actors_of_a_document_unites_their_mentions_and_facts() -> None:
    new = Identity(name="Ana Kovač", kind="person", wikidata="Q1")
    seen = corrected(READING, [correction("merge", "opposition spokesman", new, HERE)])
    kovac = seen.actors[0]
    assert names(seen) == ["Ana Kovač", "office of Ana Kovač", "European Union"]
    assert [m.text for m in kovac.mentions] == ["Foreign Minister Ana Kovač", "an opposition spokesman"]
    assert seen.attributions[1].source is not None
    assert seen.attributions[1].source.actor == kovac.id
    assert seen.events[2].recipients == (kovac.id,)  # both were recipients: once
    assert seen.disagreements[0].sides[1].actor == kovac.id


def test_merging_into_an_actor_that_the_document_does_not_have_gives_its_identity() -> None:
    new = Identity(name="European Commission", kind="organization", country="EUR", wikidata="Q8880")
    seen = corrected(READING, [correction("merge", "European Union", new)])
    assert (seen.actors[3].name, seen.actors[3].wikidata, seen.actors[3].id) == (
        "European Commission",
        "Q8880",
        "a_3",
    )


def test_an_actor_split_off_by_document_keeps_no_field_of_the_other() -> None:
    seen = corrected(READING, [correction("split", "Ana Kovač", Identity(name="Ana Kovač (judoka)"), HERE)])
    other = seen.actors[0]
    assert (other.name, other.country, other.sector, other.office, other.wikidata) == (
        "Ana Kovač (judoka)", None, None, None, None,
    )  # fmt: skip
    assert other.mentions == READING.actors[0].mentions


def test_splitting_mentions_off_takes_their_facts_along() -> None:
    both = corrected(READING, [correction("merge", "opposition spokesman", Identity(name="Ana Kovač"), HERE)])
    start = TEXT.index("an opposition spokesman")
    where = (Where(READING.document.id, start),)
    seen = corrected(
        both, [correction("split", "Ana Kovač", Identity(name="Ivo Bilić", country="HRV"), where)]
    )
    kovac, bilic = seen.actors[0], next(a for a in seen.actors if a.name == "Ivo Bilić")
    assert [m.start for m in bilic.mentions] == [start]
    assert [m.text for m in kovac.mentions] == ["Foreign Minister Ana Kovač"]
    assert seen.attributions[1].source is not None
    assert seen.attributions[1].source.actor == bilic.id
    assert seen.events[0].actors == (kovac.id,)
    assert seen.disagreements[0].sides[1].actor == bilic.id


def test_an_unnamed_actor_is_corrected_only_in_a_given_document() -> None:
    new = Identity(name="Ivo Bilić")
    assert corrected(READING, [correction("rename", "opposition spokesman", new)]) == READING
    elsewhere = (Where(DocumentId("d_9")),)
    assert corrected(READING, [correction("rename", "opposition spokesman", new, elsewhere)]) == READING
    assert (
        names(corrected(READING, [correction("rename", "opposition spokesman", new, HERE)]))[2] == "Ivo Bilić"
    )


@pytest.mark.parametrize(
    ("facts", "is_meant"),
    [
        ({}, True),
        ({"kind": "person", "country": "HRV", "wikidata": "Q1"}, True),
        ({"kind": "organization"}, False),
        ({"country": "SVN"}, False),
        ({"country": "-"}, False),
        ({"wikidata": "Q2"}, False),
        ({"wikidata": "-"}, False),
    ],
)
def test_kind_country_and_id_tell_namesakes_apart(facts: dict[str, Any], is_meant: bool) -> None:
    seen = corrected(READING, [correction("rename", "Ana Kovač", Identity(name="X"), **facts)])
    assert (names(seen)[0] == "X") == is_meant


def test_corrections_are_applied_in_their_order() -> None:
    first = correction("rename", "Ana Kovač", Identity(name="A. K."))
    second = correction("rename", "A. K.", Identity(name="Ana K."))
    assert names(corrected(READING, [first, second]))[0] == "Ana K."
    assert names(corrected(READING, [second, first]))[0] == "A. K."


NAMES = st.sampled_from([a.name for a in READING.actors])
STARTS = st.sampled_from([m.start for a in READING.actors for m in a.mentions])
ANY = st.builds(
    ActorCorrection,
    do=st.sampled_from(["rename", "merge", "split"]),
    actor=st.builds(Identity, name=NAMES),
    documents=st.one_of(
        st.just(HERE), st.builds(lambda s: (Where(READING.document.id, s),), STARTS)
    ),
    new=st.builds(Identity, name=NAMES | st.just("Somebody Else")),
)  # fmt: skip
MEMORY = open_store(":memory:", create=True)


@settings(deadline=None)  # times measure the machine, not the code
@given(st.lists(ANY, max_size=6))
def test_any_corrections_leave_a_sound_reading_with_the_same_mentions(corrections: list[Correction]) -> None:
    seen = corrected(READING, corrections)
    assert keep(MEMORY, seen, again=True) in ("added", "replaced")  # the store refuses ids that are not there
    assert {m for a in seen.actors for m in a.mentions} == {m for a in READING.actors for m in a.mentions}
    assert [(e.id, e.evidence, e.status) for e in seen.events] == [
        (e.id, e.evidence, e.status) for e in READING.events
    ]


# ---- the table ---------------------------------------------------------------------------

RENAME = correction("rename", "Ana Kovač", Identity(name="Ana Kovač-Horvat", sector="GOV"), kind="person")
SPLIT = replace(
    correction("split", 'The "Front"', Identity(name="Front", wikidata="-"),
               (Where(DocumentId("d_1a"), 120), Where(DocumentId("d_2b"))), country="PER", wikidata="-"),
    reason="not the same",
)  # fmt: skip


def test_what_is_written_is_read_again_and_nothing_is_written_twice(tmp_path: Path) -> None:
    path = tmp_path / "news.corrections.tsv"
    assert read_corrections(path) == ((), ())
    added = add_corrections(path, [RENAME, SPLIT])
    assert [c.line for c in added] == [4, 5]
    assert read_corrections(path) == (added, ())
    before = path.read_bytes()
    assert add_corrections(path, [SPLIT, RENAME]) == ()
    assert path.read_bytes() == before
    assert "do\tname\tkind\tcountry\twikidata\tdocuments\tnew_name" in path.read_text(encoding="utf-8")


def test_the_last_correction_is_undone_and_stays_as_a_comment(tmp_path: Path) -> None:
    path = tmp_path / "news.corrections.tsv"
    _, second = add_corrections(path, [RENAME, SPLIT])
    assert undo_correction(path) == (second,)
    assert [c.do for c in read_corrections(path)[0]] == ["rename"]
    assert "\n# undone split\t" in path.read_text(encoding="utf-8")
    undo_correction(path, identifier(RENAME))
    assert read_corrections(path) == ((), ())
    with pytest.raises(StoreError, match="there is no correction in it"):
        undo_correction(path)
    assert [c.line for c in add_corrections(path, [RENAME])] == [6]  # and again, at the end


def test_an_id_of_no_correction_cannot_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "news.corrections.tsv"
    add_corrections(path, [RENAME])
    with pytest.raises(
        StoreError, match="no corrections have an id that begins with 'c_x'; 'onrecord corrections"
    ):
        undo_correction(path, "c_x")


BAD = {
    "nothing to do": ({"do": "drop"}, "there is no action 'drop'; write rename, merge, split, set"),
    "nobody": ({"name": ""}, "it does not say which actor; fill in 'name' or 'wikidata'."),
    "no new name": ({"new_name": ""}, "fill in 'new_name'"),
    "kind": ({"kind": "man"}, "'kind' holds 'man'; write one of person, organization"),
    "country": ({"new_country": "Peru"}, "'new_country' holds 'Peru'; write a code of three capitals"),
    "sector": ({"new_sector": "gov"}, "'new_sector' holds 'gov'; write a code"),
    "wikidata": ({"new_wikidata": "567"}, "'new_wikidata' holds '567'; write an id such as Q567"),
    "document": ({"documents": "1a"}, "'documents' holds '1a'; write ids such as d_1a2b"),
    "split without a place": ({"do": "split"}, "it does not say where; fill in 'documents'"),
    "mention of a rename": ({"documents": "d_1:5"}, "a single mention can be split off only"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_line_names_the_line_and_the_fix_and_the_rest_holds(case: str) -> None:
    change, told = BAD[case]
    good = {"do": "rename", "name": "Ana Kovač", "new_name": "A. K."}
    lines = ["\t".join(row.get(c, "") for c in COLUMNS) for row in (good, {**good, **change}, good)]
    found, (problem,) = parse_corrections("\n".join(["\t".join(COLUMNS), *lines]), "news.corrections.tsv")
    assert [c.line for c in found] == [2, 4]
    assert problem.startswith("news.corrections.tsv line 3: ")
    assert told in problem
    assert problem.endswith("The line was left out.")


def test_a_table_with_unknown_columns_says_which_there_are() -> None:
    text = "do\tname\tnew_name\twhy\nrename\tA\tB\tso\n"
    found, (problem,) = parse_corrections(text, "news.corrections.tsv")
    assert "news.corrections.tsv line 1: no column 'why' is known; the columns are do, name" in problem
    assert isinstance(found[0], ActorCorrection)
    assert found[0].new.name == "B"


def test_a_table_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "no folder" / "news.corrections.tsv"
    with pytest.raises(StoreError, match="cannot be written: No such file or directory; nothing was changed"):
        add_corrections(path, [RENAME])


# ---- the actors of a store ---------------------------------------------------------------

READINGS = (
    document(
        1, actor("Ana Kovač", country="HRV", sector="GOV", wikidata="Q1"), actor("John Kelly", country="USA")
    ),
    document(2, actor("Ana Kovač"), actor("A. Kovač", country="HRV")),
    document(3, actor("John Kelly", country="GBR"), actor("John Kelly"), actor("spokesman", named=False)),
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with open_store(path, create=True) as store:
        for reading in READINGS:
            keep(store, reading)
    return path


def test_actors_are_counted_over_documents_and_namesakes_kept_apart(news: Path) -> None:
    with open_store(news) as store:
        listed = [(str(a), a.documents) for a in kept_actors(store)]
        assert [str(a) for a in kept_actors(store, words="kov")] == [
            "Ana Kovač (person, HRV, Q1)",
            "A. Kovač (person, HRV)",
        ]
    assert listed == [
        ("Ana Kovač (person, HRV, Q1)", 2),
        ("A. Kovač (person, HRV)", 1),
        ("John Kelly (person)", 1),
        ("John Kelly (person, GBR)", 1),
        ("John Kelly (person, USA)", 1),
    ]


def test_words_for_an_actor_mean_one_actor_or_are_reported(news: Path) -> None:
    with open_store(news) as store:
        assert find_actor(store, (), "ana kovač").which == Identity(name="Ana Kovač", kind="person")
        assert find_actor(store, (), "Q1").identity.country == "HRV"
        assert find_actor(store, (), "John Kelly (person, GBR)").which == Identity(
            name="John Kelly", kind="person", country="GBR", wikidata="-"
        )
        assert find_actor(store, (), "John Kelly (-)").which.country == "-"
        with pytest.raises(StoreError, match=r"is the name of 3 actors in .*'John Kelly \(person, -\)'"):
            find_actor(store, (), "John Kelly")
        with pytest.raises(StoreError, match="holds no actor 'spokesman'"):
            find_actor(store, (), "spokesman")
        assert find_actor(store, (), "spokesman", [DocumentId("d_3")]).which.name == "spokesman"


def test_a_merge_counts_in_the_list_and_is_reported_by_document(news: Path) -> None:
    with open_store(news) as store:
        kept = find_actor(store, (), "Ana Kovač")
        other = find_actor(store, (), "A. Kovač")
        merge = ActorCorrection(do="merge", actor=other.which, new=kept.identity, line=4)
        assert changes_of(store, [merge]) == {4: 1}
        first = kept_actors(store, [merge])[0]
    assert (str(first), first.documents, first.mentions) == ("Ana Kovač (person, HRV, Q1)", 2, 3)


def test_corrections_of_one_store_are_applied_to_another(news: Path, tmp_path: Path) -> None:
    add_corrections(corrections_path(news), [RENAME])
    other = tmp_path / "other.db"
    with open_store(other, create=True) as store:
        keep(store, READINGS[0])
        found, _ = read_corrections(corrections_path(news))
        (applied,) = add_corrections(corrections_path(other), found)
        assert applied.file == "other.corrections.tsv"
        assert kept_actors(store, [applied])[0].name == "Ana Kovač-Horvat"
