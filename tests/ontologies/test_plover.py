"""PLOVER as data: the values in the manual, and the code of an event in the standard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpora.own.events.onrecord_events import TYPES
from onrecord.errors import TableError
from onrecord.lexicon.tables import WrongCellError, parse_table
from onrecord.ontologies import CameoRow, Ontology, check_codes, load_ontology
from onrecord.types import ActorId, Event, EventId, EventTime, Plover, Status, span_of

ONTOLOGY = load_ontology()
BOLTON, PUTIN = ActorId("a_1"), ActorId("a_2")


def event(**changes: object) -> Event:
    base = Event(
        id=EventId("e_1"),
        type="CONSULT",
        mode="visit",
        trigger=span_of("visit", 0, 5),
        mentions=(span_of("visit", 0, 5),),
        actors=(BOLTON,),
        recipients=(PUTIN,),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def test_there_are_sixteen_types_and_thirty_seven_contexts() -> None:
    assert len(ONTOLOGY.types) == 16
    assert len(ONTOLOGY.contexts) == 37


def test_five_further_types_have_no_code_of_either_standard() -> None:
    assert list(ONTOLOGY.further) == ["ELECTION", "OFFICE", "LAW", "COURT", "OCCASION"]
    assert not ONTOLOGY.further.keys() & ONTOLOGY.types.keys()
    for name in ONTOLOGY.further:
        assert ONTOLOGY.plover_of(event(type=name, mode=None)) is None
        assert ONTOLOGY.cameo_of(name, contexts=("election",)) is None


def test_the_types_of_the_record_are_those_of_the_corpus_of_events() -> None:
    assert {*ONTOLOGY.types, *ONTOLOGY.further} == set(TYPES)


def test_rows_of_word_tables_may_have_a_further_type_but_no_mode_of_it() -> None:
    check_codes("ELECTION", None, ("election",))
    with pytest.raises(WrongCellError) as wrong:
        check_codes("ELECTION", "visit")
    assert (wrong.value.column, wrong.value.value) == ("mode", "visit")
    with pytest.raises(WrongCellError) as unknown:
        check_codes("ELECTIONS", None)
    assert "OCCASION" in unknown.value.allowed


def test_every_mode_and_type_has_a_score_between_minus_ten_and_ten() -> None:
    for row in ONTOLOGY.types.values():
        for score in (row.scale, *row.modes.values()):
            assert -10 <= score <= 10


@pytest.mark.parametrize(
    ("name", "quad", "scale"),
    [("AGREE", 1, 2.5), ("AID", 2, 10.0), ("SANCTION", 3, -6.0), ("ACCUSE", 3, -3.0), ("ASSAULT", 4, -9.0)],
)
def test_quad_and_scale_are_those_of_the_manual_with_our_decisions(
    name: str, quad: int, scale: float
) -> None:
    assert ONTOLOGY.quad_of(name) == quad
    assert ONTOLOGY.scale_of(name) == scale


def test_cooperative_scores_are_never_negative_and_conflict_scores_never_above_one() -> None:
    for row in ONTOLOGY.types.values():
        scores = (row.scale, *row.modes.values())
        assert all(s >= 0 for s in scores) if row.quad <= 2 else all(s <= 0.5 for s in scores)


def test_a_mode_without_a_score_has_that_of_its_type() -> None:
    assert ONTOLOGY.scale_of("CONSULT", "no-such-mode") == ONTOLOGY.scale_of("CONSULT")


def test_a_visit_that_took_place_is_consult() -> None:
    assert ONTOLOGY.plover_of(event()) == Plover(type="CONSULT", aux=(), quad=1, scale=4.0)


@pytest.mark.parametrize("status", ["planned", "expected"])
def test_a_future_visit_is_agree(status: Status) -> None:
    assert ONTOLOGY.plover_of(event(status=status)) == Plover(
        type="AGREE", aux=("future",), quad=1, scale=2.5
    )


def test_an_announced_withdrawal_is_a_concession() -> None:
    plover = ONTOLOGY.plover_of(event(type="RETREAT", mode="withdraw", status="planned"))
    assert plover is not None
    assert plover.type == "CONCEDE"


def test_announced_conflict_is_a_threat_and_foreseen_conflict_is_not() -> None:
    announced = ONTOLOGY.plover_of(event(type="SANCTION", mode="discontinue", status="planned"))
    foreseen = ONTOLOGY.plover_of(event(type="SANCTION", mode="discontinue", status="expected"))
    assert announced is not None
    assert foreseen is not None
    assert (announced.type, announced.aux) == ("THREATEN", ("future",))
    assert (foreseen.type, foreseen.aux) == ("SANCTION", ("future",))


def test_conflict_on_a_condition_is_a_threat() -> None:
    plover = ONTOLOGY.plover_of(event(type="ASSAULT", mode=None, status="conditional"))
    assert plover is not None
    assert (plover.type, plover.aux) == ("THREATEN", ("future", "hypothetical"))


@pytest.mark.parametrize(("status", "aux"), [("denied", "negation"), ("unlikely", "hypothetical")])
def test_doubt_and_denial_are_auxiliary_modes(status: Status, aux: str) -> None:
    plover = ONTOLOGY.plover_of(event(status=status))
    assert plover is not None
    assert plover.aux == (aux,)


def test_an_act_that_is_only_asked_for_is_dropped() -> None:
    assert ONTOLOGY.plover_of(event(status="requested")) is None


def test_an_act_without_an_actor_is_dropped() -> None:
    assert ONTOLOGY.plover_of(event(actors=())) is None


def test_aid_without_a_recipient_is_dropped_but_not_mutual_cooperation() -> None:
    assert ONTOLOGY.plover_of(event(type="AID", mode=None, recipients=())) is None
    joint = event(type="COOPERATE", mode=None, actors=(BOLTON, PUTIN), recipients=())
    assert ONTOLOGY.plover_of(joint) is not None


def test_an_event_of_long_ago_is_historical() -> None:
    old = event(time=EventTime(earliest="1991-08-01", latest="1991-08-31"))
    plover = ONTOLOGY.plover_of(old, published="2018-10-20")
    assert plover is not None
    assert plover.aux == ("historical",)
    recent = event(time=EventTime(earliest="2018-07-01", latest="2018-07-31"))
    plover = ONTOLOGY.plover_of(recent, published="2018-10-20")
    assert plover is not None
    assert plover.aux == ()


def test_every_type_and_every_mode_has_a_cameo_code_of_a_known_root() -> None:
    for name, row in ONTOLOGY.types.items():
        for mode in (None, *row.modes):
            cameo = ONTOLOGY.cameo_of(name, mode)
            assert cameo is not None
            assert 3 <= int(cameo.code[:2]) <= 20


def test_a_context_chooses_the_finer_cameo_code() -> None:
    economic = ONTOLOGY.cameo_of("SANCTION", "discontinue", ("economic",))
    plain = ONTOLOGY.cameo_of("SANCTION", "discontinue")
    assert economic is not None
    assert plain is not None
    assert (economic.code, plain.code) == ("163", "160")


def test_a_code_that_does_not_exist_is_named_with_its_table() -> None:
    text = "type\tmode\tcontext\tcode\tname\tgoldstein\nCONSULT\tvist\t\t042\tMake a visit\t1.9"
    with pytest.raises(
        TableError, match=r"words\.tsv line 2, column mode, holds 'vist'; expected one of .*visit"
    ):
        parse_table(text, CameoRow, "words.tsv")


def test_the_ontology_is_loaded_once() -> None:
    assert load_ontology() is load_ontology()
    assert isinstance(load_ontology(), Ontology)
