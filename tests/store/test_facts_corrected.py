"""Corrections of facts and pairs: their values as text, what they do to a reading, what contradicts what, the score."""

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
    FactCorrection,
    PairCorrection,
    add_corrections,
    applied,
    corrected,
    corrections_path,
    corrector,
    keep,
    open_store,
    read_corrections,
)
from onrecord.store.corrections import Conflicts, Identity, Where, identifier, parse_line, write_line
from onrecord.store.corrections.facts import all_fields, anchor_of, find_fact, split_fields, words_of
from onrecord.store.corrections.fields import FIELDS
from onrecord.store.corrections.propose import Change, Judgement, proposed
from onrecord.store.corrections.score import judged_facts, rate, score
from onrecord.store.corrections.table import UNDONE, undo_correction
from onrecord.store.corrections.values import (
    At,
    Count,
    Days,
    InvalidValueError,
    Party,
    Spot,
    parse_count,
    parse_days,
    parse_party,
    parse_spot,
)
from onrecord.types import DocumentId, EventId, Reading, Span
from tests.readings import TEXT, sample_reading

READING = sample_reading()
HERE = READING.document.id
FLIGHT, AGREEMENT, SANCTIONS = READING.events
LAYERS = ("events", "attributions", "agenda", "disagreements")


def of(fact: Any, layer: str = "events", **fields: Any) -> FactCorrection:
    """Return a correction of a fact of the sample."""
    at = anchor_of(fact)
    given = {
        "do": "set",
        "layer": layer,
        "where": Where(HERE, at.start, at.end),
        "fact": fact.id,
        "words": words_of(fact),
    }
    return FactCorrection(**{**given, **fields})


def propose(
    fact: Any, layer: Any = "events", reading: Reading = READING, **values: Any
) -> tuple[FactCorrection, ...]:
    """Return the corrections that a person's values for some fields make."""
    changes = [
        Change(name, "set", (value,) if isinstance(value, str) else value) for name, value in values.items()
    ]
    return proposed(reading, layer, fact, Judgement(changes=changes, author="Jo Field", time="2024-03-09"))


# ---- values as text ----------------------------------------------------------------------

OFFSETS = st.builds(lambda start, length: At(start, start + length), st.integers(0, 9999), st.integers(1, 99))
NAMES = st.sampled_from(["Ana Kovač", "John Kelly (mayor)", "Red Cross", "the 2nd Army"])
CODES = st.sampled_from([None, "HRV", "IGO"])
DAY = st.dates().map(lambda day: day.isoformat())
VALUES = {
    "party": (
        parse_party,
        st.builds(
            Party, NAMES, st.sampled_from(["person", "group"]), CODES, st.sampled_from([None, "Q1"]), OFFSETS
        ),
    ),
    "spot": (
        parse_spot,
        st.builds(
            lambda name, code, number, lat, lon, at: Spot(name, code, number, lat, lon, at),
            st.sampled_from(["Huaraz", "New York"]), CODES, st.none() | st.integers(1, 10**7),
            st.integers(-90, 90).map(float), st.sampled_from([-77.5, 0.25, 3.0]), OFFSETS,
        ),
    ),
    "count": (
        parse_count,
        st.builds(
            lambda what, low, more, unit, at: Count(what, low, low + more, unit, at),
            st.sampled_from(["killed", "money"]), st.integers(0, 10**9), st.integers(0, 5), st.sampled_from([None, "USD"]), OFFSETS,
        ),
    ),
    "days": (parse_days, st.builds(lambda a, b: Days(min(a, b), max(a, b)), DAY, DAY)),
}  # fmt: skip


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_is_read_as_it_is_written(kind: str) -> None:
    parse, values = VALUES[kind]

    @settings(deadline=None, max_examples=60)
    @given(values)
    def holds(value: Any) -> None:
        assert parse(str(value)) == value

    holds()


@pytest.mark.parametrize(
    ("parse", "text", "told"),
    [
        (parse_days, "2024-02-30", "write days such as"),
        (parse_days, "/", "write days such as"),
        (parse_days, "2024-03-02/2024-03-01", "ends before it begins"),
        (parse_count, "dead 12", "what is one of killed"),
        (parse_count, "killed 9..3", "write the smaller number first"),
        (parse_party, " @3", "which has no name"),
    ],
)
def test_a_text_that_is_no_value_says_what_to_write(parse: Any, text: str, told: str) -> None:
    with pytest.raises(InvalidValueError, match=told):
        parse(text)


@pytest.mark.parametrize("layer", LAYERS)
def test_writing_what_a_fact_says_changes_nothing(layer: str) -> None:
    for fact in getattr(READING, layer):
        for field in FIELDS[layer].values():
            text = field.read(READING, fact)
            reading, after = field.write(READING, fact, field.parse(text), "set")
            assert reading == READING
            assert field.read(READING, after) == text
        assert split_fields(all_fields(READING, layer, fact)).keys() == FIELDS[layer].keys()


# ---- what a correction does --------------------------------------------------------------


def test_an_event_of_another_type_has_its_codes_and_no_mode_of_the_old_one() -> None:
    (correction,) = propose(FLIGHT, type="PROTEST")
    seen = corrected(READING, [correction])
    event = seen.events[0]
    assert (event.type, event.mode) == ("PROTEST", None)
    assert event.cameo != FLIGHT.cameo
    assert event.plover is not None
    assert event.plover.aux == ("future",)
    assert event.basis[-1].rule == "corrected-by-hand"
    assert replace(seen, events=READING.events) == READING


def test_the_agenda_follows_its_event() -> None:
    (item,) = [i for i in READING.agenda if i.event == FLIGHT.id]
    moved = corrected(READING, propose(FLIGHT, time="2024-03-20/2024-03-21", status="expected"))
    (after,) = [i for i in moved.agenda if i.event == FLIGHT.id]
    assert (after.earliest, after.latest, after.status) == ("2024-03-20", "2024-03-21", "expected")
    past = corrected(READING, propose(FLIGHT, time="2024-03-01", status="occurred"))
    assert item.id not in {i.id for i in past.agenda}
    assert past.notes[-1].code == "corrected-by-hand"
    assert "since the event has" in past.notes[-1].message


def test_what_rests_on_a_withdrawn_fact_goes_with_it() -> None:
    seen = corrected(READING, [of(FLIGHT, do="withdraw")])
    assert FLIGHT.id not in {e.id for e in seen.events}
    assert FLIGHT.id not in {i.event for i in seen.agenda}
    said = READING.attributions[0]
    silent = corrected(READING, [of(said, "attributions", do="withdraw")])
    assert said.id not in {e.within for e in silent.events}
    assert len(silent.events) == len(READING.events)
    assert not [d for d in silent.disagreements for side in d.sides if side.attribution == said.id]


def test_an_actor_that_the_reader_missed_is_made_of_words_of_the_text() -> None:
    seen = corrected(READING, propose(FLIGHT, recipients=("envoys (group, MLT)",)))
    made = next(a for a in seen.actors if a.name == "envoys")
    start = TEXT.index("envoys")
    assert [(m.start, m.end, m.text) for m in made.mentions] == [(start, start + 6, "envoys")]
    assert (made.kind, made.country, made.named) == ("group", "MLT", False)
    assert seen.events[0].recipients == (made.id,)


def test_a_source_is_named_by_words_of_the_text_and_its_sourcing_follows() -> None:
    told = READING.attributions[1]
    seen = corrected(READING, propose(told, "attributions", source="Ana Kovač"))
    source = seen.attributions[1].source
    assert source is not None
    assert (source.actor, source.text, seen.attributions[1].sourcing) == (
        READING.actors[0].id, "Foreign Minister Ana Kovač", "named",
    )  # fmt: skip
    assert corrected(READING, propose(told, "attributions", source="-")).attributions[1].source is None


FACTS = [(layer, fact) for layer in LAYERS for fact in getattr(READING, layer)]
STATUSES = st.sampled_from(["occurred", "planned", "denied", "possible"])
ANY = st.one_of(
    st.sampled_from(FACTS).map(lambda f: of(f[1], f[0], do="withdraw")),
    st.sampled_from(FACTS).map(lambda f: of(f[1], f[0], do="confirm")),
    st.builds(lambda e, now: of(e, field="status", now=now), st.sampled_from(READING.events), STATUSES),
    st.builds(
        lambda e, now: of(e, field="type", now=now), st.sampled_from(READING.events), st.sampled_from(["AID", "COURT"])
    ),
    st.builds(
        lambda e, do, now, name: of(e, do=do, field=name, now=now),
        st.sampled_from(READING.events), st.sampled_from(["set", "add", "remove"]),
        st.sampled_from(["Ana Kovač @0", "European Union", "Nobody", "envoys (group) @80-86"]),
        st.sampled_from(["actors", "recipients"]),
    ),
    st.builds(lambda i, now: of(i, "agenda", field="time", now=now), st.sampled_from(READING.agenda), DAY),
    st.builds(lambda e, now: of(e, field="time", now=now), st.sampled_from(READING.events), DAY),
    st.just(of(FLIGHT, field="location", now="Valletta @40-48")),
    st.just(ActorCorrection(do="merge", actor=Identity(name="European Union"), new=Identity(name="Ana Kovač"))),
)  # fmt: skip
MEMORY = open_store(":memory:", create=True)


@settings(deadline=None)
@given(st.lists(ANY, max_size=6))
def test_any_corrections_leave_a_reading_that_the_store_takes(corrections: list[Correction]) -> None:
    seen = corrected(READING, corrections)
    assert keep(MEMORY, seen, again=True) in (
        "added",
        "replaced",
    )  # it refuses ids that are not there, and wrong spans
    assert corrector(corrections)(READING) == seen


@given(st.lists(ANY, max_size=4, unique_by=identifier))
@settings(deadline=None, max_examples=40)
def test_corrections_are_read_as_they_were_written(corrections: list[Correction]) -> None:
    for correction in corrections:
        assert parse_line(write_line(correction)) == correction


# ---- finding the fact again --------------------------------------------------------------


def test_a_fact_is_found_by_its_words_when_ids_and_triggers_change() -> None:
    trigger = FLIGHT.trigger
    where = Where(HERE, trigger.start, trigger.end)
    renamed = replace(READING, events=(replace(FLIGHT, id=EventId("e_new")), AGREEMENT, SANCTIONS))
    assert find_fact(renamed, "events", where, FLIGHT.id) is renamed.events[0]
    wider = Span(start=trigger.start - 5, end=trigger.end, text=TEXT[trigger.start - 5 : trigger.end])
    shifted = replace(
        READING, events=(replace(FLIGHT, id=EventId("e_new"), trigger=wider, mentions=(wider,)), AGREEMENT)
    )
    assert find_fact(shifted, "events", where, FLIGHT.id) is shifted.events[0]
    twice = replace(shifted, events=(*shifted.events, replace(shifted.events[0], id=EventId("e_other"))))
    assert find_fact(twice, "events", where, FLIGHT.id) is None  # either may be meant


def test_a_correction_that_finds_nothing_says_so_and_changes_nothing() -> None:
    without = replace(READING, events=(), agenda=(), disagreements=())
    after, why = applied(without, of(FLIGHT, field="type", now="AID"))
    assert after == without
    assert (
        why
        == f"no event has the words “{FLIGHT.trigger.text}” at {FLIGHT.trigger.start}-{FLIGHT.trigger.end} any more"
    )
    assert applied(without, of(FLIGHT, do="withdraw")) == (without, None)  # as it should be


# ---- the table ---------------------------------------------------------------------------


def test_a_table_of_actors_alone_takes_up_corrections_of_facts(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    former = tmp_path / "news.actors.tsv"
    former.write_text(
        "# by hand\ndo\tname\tnew_name\tnote\nrename\tAna Kovač\tA. K.\tshort\n", encoding="utf-8"
    )
    assert corrections_path(store) == former
    correction = of(
        FLIGHT, field="type", was="CONSULT", now="AID", author="Jo Field", time="2024-03-09", reason="so"
    )
    add_corrections(corrections_path(store), [correction])
    first, second = read_corrections(former)[0]
    assert isinstance(first, ActorCorrection)
    assert (first.reason, first.line) == ("short", 3)
    assert replace(second, file="", line=0) == correction
    assert former.read_text(encoding="utf-8").startswith("# by hand\ndo\tname\tnew_name\treason\tkind")


BAD = {
    "layer": ({"layer": "people"}, "'layer' holds 'people'; write one of events, attributions"),
    "words": ({"documents": "d_0"}, "it does not say which words; fill in 'documents' as d_1a2b:120-126"),
    "field": ({"field": "colour"}, "'field' holds 'colour'; write one of type, mode, status"),
    "type": ({"now": "RIOT"}, "'now' holds 'RIOT'; write one of AGREE"),
    "status": ({"field": "status", "now": "done"}, "'now' holds 'done'; write one of occurred"),
    "value": ({"now": ""}, "it does not say what is right; fill in 'now'"),
    "list": ({"do": "add"}, "'type' is one value; write 'set' for 'do'"),
    "time": ({"time": "yesterday"}, "'time' holds 'yesterday'; write a day such as"),
    "pair": ({"do": "join", "layer": "events"}, "it does not say which two; fill in 'documents' and 'with'"),
    "same": ({"do": "part", "layer": "documents", "with": "d_0:1-2"}, "'documents' and 'with' name the same"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_line_is_left_out_and_says_what_to_write(case: str, tmp_path: Path) -> None:
    change, told = BAD[case]
    good = {
        "do": "set",
        "layer": "events",
        "documents": "d_0:1-2",
        "field": "type",
        "now": "AID",
        "time": "2024-03-09",
        "with": "",
    }
    path = tmp_path / "news.corrections.tsv"
    rows = [good, {**good, **change}]
    path.write_text(
        "\n".join(["\t".join(good), *("\t".join(row.values()) for row in rows)]), encoding="utf-8"
    )
    found, (problem,) = read_corrections(path)
    assert [c.line for c in found] == [2]
    assert problem.startswith("news.corrections.tsv line 3: ")
    assert told in problem


# ---- contradictions ----------------------------------------------------------------------


def pair(do: Any, left: str, right: str, layer: Any = "documents") -> PairCorrection:
    return PairCorrection(
        do=do, layer=layer, left=(Where(DocumentId(left)),), right=(Where(DocumentId(right)),)
    )


def merge(name: str, into: str, **facts: Any) -> ActorCorrection:
    return ActorCorrection(do="merge", actor=Identity(name=name), new=Identity(name=into), **facts)


CONFLICTS: dict[str, tuple[list[Correction], Correction, str]] = {
    "join after part": ([pair("part", "d_1", "d_2")], pair("join", "d_2", "d_1"), "would be one"),
    "part after join": ([pair("join", "d_1", "d_2")], pair("part", "d_1", "d_2"), "would be two"),
    "join through another": (
        [pair("part", "d_1", "d_3"), pair("join", "d_1", "d_2")], pair("join", "d_2", "d_3"), "d_1 and d_3 would be one",
    ),
    "part through another": (
        [pair("join", "d_1", "d_2"), pair("join", "d_2", "d_3")], pair("part", "d_3", "d_1"), "would be two",
    ),
    "merge back": ([merge("A", "B")], merge("B", "A"), "merges in a circle"),
    "merge around": ([merge("A", "B"), merge("B", "C")], merge("C", "A"), "merges in a circle"),
}  # fmt: skip


@pytest.mark.parametrize("case", CONFLICTS)
def test_a_contradiction_names_the_correction_that_holds(case: str, tmp_path: Path) -> None:
    known, new, told = CONFLICTS[case]
    message = Conflicts(known).with_(new)
    assert message is not None
    assert told in message
    assert any(identifier(correction) in message for correction in known)
    path = tmp_path / "news.corrections.tsv"
    add_corrections(path, known)
    with pytest.raises(StoreError, match="Nothing was corrected"):
        add_corrections(path, [new])
    assert len(read_corrections(path)[0]) == len(known)


def test_what_is_undone_contradicts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "news.corrections.tsv"
    add_corrections(path, [pair("part", "d_1", "d_2")])
    undo_correction(path)
    (join,) = add_corrections(path, [pair("join", "d_1", "d_2")])
    assert UNDONE in path.read_text(encoding="utf-8")
    assert read_corrections(path)[0] == (join,)


@pytest.mark.parametrize(
    ("known", "new"),
    [
        ([pair("part", "d_1", "d_2")], pair("join", "d_1", "d_3")),
        ([pair("part", "d_1", "d_2")], pair("join", "d_1", "d_2", "events")),
        ([merge("A", "B")], merge("C", "A")),
        (
            [merge("A", "B", documents=(Where(DocumentId("d_1")),))],
            merge("B", "A", documents=(Where(DocumentId("d_2")),)),
        ),
    ],
)
def test_what_can_hold_together_is_no_contradiction(known: list[Correction], new: Correction) -> None:
    assert Conflicts(known).with_(new) is None


# ---- the score ---------------------------------------------------------------------------


def test_wilson_intervals_are_those_of_the_books() -> None:
    found = rate(0, 10)
    assert (found.share, found.low, round(found.high, 3)) == (0.0, 0.0, 0.278)
    assert [round(x, 4) for x in (rate(81, 263).low, rate(81, 263).high)] == [
        0.2553,
        0.3662,
    ]  # Newcombe 1998, table I


def test_judged_facts_are_right_or_wrong_by_what_was_read_and_by_what_is_read_now() -> None:
    corrections = [
        *propose(FLIGHT, type="PROTEST"),
        *proposed(READING, "events", AGREEMENT, Judgement(confirm=True)),
        of(SANCTIONS, do="withdraw", was=all_fields(READING, "events", SANCTIONS)),
    ]
    judged = judged_facts(corrections, {HERE: READING})
    assert [(kind, fact.is_right) for fact, kind in judged] == [
        (FLIGHT.type, False), (AGREEMENT.type, True), (SANCTIONS.type, False),
    ]  # fmt: skip
    better = replace(
        READING, events=(replace(FLIGHT, type="PROTEST", mode=None), AGREEMENT), disagreements=(), agenda=()
    )
    worse = replace(READING, events=(FLIGHT, replace(AGREEMENT, status="planned"), SANCTIONS))
    for anew, expected in ((better, (2, 0)), (worse, (0, 1)), (READING, (0, 0))):
        layer = next(line for line in score(judged, {HERE: anew}) if line.by == "layer")
        assert (layer.as_read.right, layer.as_read.judged, layer.wrong) == (1, 3, 2)
        assert (layer.now_right, layer.now_wrong) == expected
    assert score(judged)[0].now_right is None
