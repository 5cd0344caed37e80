"""Parts of the score of two events: each is for, against, or silent where it cannot be judged."""

from __future__ import annotations

from random import Random
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.assembly.figures import fits_figure, shown
from onrecord.assembly.happenings import score_from, score_of
from onrecord.assembly.happenings.accounts import Account, Window, accounts_of
from onrecord.assembly.happenings.candidates import pair_of
from onrecord.assembly.happenings.parts import FINDERS, Pair, parts_of, scored
from onrecord.assembly.happenings.spots import Spot, distance
from onrecord.assembly.happenings.triggers import load_trigger_words
from onrecord.assembly.parties import Party, Relation, party_of, relation
from onrecord.lexicon.happenings import BIAS, load_part_weights, load_parts
from onrecord.types import Actor, ActorId, DocumentId, Figure, FigureKind, Span
from tests.assembly.hand_made import Who, report
from tests.store.test_assembler import made_up


def account(name: str, text: str, **fields: object) -> Account:
    """Return the account of a report with one event."""
    (found,) = accounts_of(report(name, text, **fields), load_trigger_words())  # type: ignore[arg-type]
    return found


def parts(left: Account, right: Account) -> dict[str, str | None]:
    """Return the words of each part by its name."""
    return {part.name: part.words for part in parts_of(Pair(left, right, 0.0))}


def party(
    name: str, kind: str = "person", country: str | None = None, sector: str | None = None, **more: Any
) -> Party:
    actor = Actor(id=ActorId(name), name=name, kind=kind, country=country, sector=sector, **more)  # type: ignore[arg-type]
    return party_of(DocumentId("d"), actor)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (party("Ana Soto"), party("ANA SOTO", country="CHL"), "same"),
        (party("A. Soto", wikidata="Q7"), party("Ana Soto", wikidata="Q7"), "same"),
        (party("Ana Soto", country="PER"), party("Ana Soto", country="CHL"), "apart"),
        (party("Soto"), party("Soto"), "surname"),
        (party("Soto"), party("Ana Soto"), "surname"),
        (party("Luis Soto"), party("Ana Soto"), "apart"),
        (party("Army of Chile", "organization", "CHL", "MIL"), party("Chile", "country", "CHL"), "within"),
        (party("Bank of Chile", "organization", "CHL", "BUS"), party("Chile", "country", "CHL"), "country"),
        (party("Lahore police", "group", named=False), party("police", "group", named=False), "within"),
        (party("two gunmen", "group", named=False), party("gunmen", "group", named=False), "within"),
        (party("three gunmen", "group", named=False), party("two gunmen", "group", named=False), "words"),
        (
            party("government", "group", "PER", named=False),
            party("Ministry of Health of Peru", "organization", "PER"),
            "country",
        ),
        (
            party("government", "group", "PER", named=False),
            party("Army of Chile", "organization", "CHL"),
            "foreign",
        ),
    ],
)
def test_how_two_actors_stand_to_each_other(left, right, expected: Relation) -> None:  # type: ignore[no-untyped-def]
    assert relation(left, right) == relation(right, left) == expected


def test_roles_that_are_swapped_speak_against() -> None:
    peru, chile = Who("Peru", "country", "PER"), Who("Chile", "country", "CHL")
    one = account(
        "d_1", "Peru accused Chile of spying.", trigger="accused", actors=[peru], recipients=[chile]
    )
    back = account(
        "d_2", "Chile accused Peru of spying.", trigger="accused", actors=[chile], recipients=[peru]
    )
    assert parts(one, back)["roles-swapped"] == "Chile"
    assert "roles-swapped" not in parts(one, one)
    assert load_part_weights()["roles-swapped"] < 0


def test_a_second_blast_is_another_one() -> None:
    one = account("d_1", "A blast killed a guard.", trigger="blast")
    second = account("d_2", "A second blast killed a guard.", trigger="blast")
    assert parts(one, second)["another-one"] == "second"


def test_forms_of_one_verb_are_one_lemma_and_other_words_are_none() -> None:
    shot = account("d_1", "Police shot a man.", trigger="shot")
    shooting = account("d_2", "Police were shooting at a man.", trigger="were shooting")
    arrested = account("d_3", "Police arrested a man.", trigger="arrested")
    assert parts(shot, shooting)["same-lemma"] == "shoot"
    assert "other-words" in parts(shot, arrested)


def test_days_that_exclude_each_other_and_days_of_reports() -> None:
    monday = account("d_1", "Police shot a man.", trigger="shot", published="2024-03-06", day="2024-03-04")
    friday = account("d_2", "Police shot a man.", trigger="shot", published="2024-03-16", day="2024-03-15")
    bare = account("d_3", "Police shot a man.", trigger="shot", published="2024-03-06")
    undated = account("d_4", "Police shot a man.", trigger="shot")
    assert parts(monday, friday)["time-apart"] == "2024-03-04 / 2024-03-15"
    assert parts(monday, bare)["report-time-overlap"] == "2024-02-28..2024-03-06 / 2024-03-04"
    assert not [name for name in parts(monday, undated) if "time" in name]


def test_windows_meet_or_have_a_gap() -> None:
    assert Window("2024-03-01", None).meets(Window(None, "2024-03-01"))
    assert Window("2024-03-05", "2024-03-06").gap(Window("2024-02-01", "2024-03-01")) == 4
    assert Window("2024-03-05", None).days is None


def test_places_apart_are_towns_and_not_waters_or_names_that_were_resolved_twice() -> None:
    lima = Spot("Lima", "city", "PER", 1, -12.0, -77.0)
    callao = Spot("Callao", "city", "PER", 2, -12.05, -77.15)
    tacna = Spot("Tacna", "city", "PER", 3, -18.0, -70.2)
    ocean = Spot("Grau Sea", "other", "PER", 4, -13.0, -78.5)
    assert distance(lima, callao) == "near"
    assert distance(lima, tacna) == distance(tacna, lima) == "apart"
    assert distance(lima, ocean) == "open"
    assert distance(lima, Spot("Peru", "country", "PER", 5, -10.0, -76.0)) == "contains"
    assert distance(lima, Spot("Lima", "city", "USA", 6, 40.7, -84.1)) == "same"


def figure(
    low: float | None, high: float | None, what: FigureKind = "killed", unit: str | None = None
) -> Figure:
    return Figure(what=what, low=low, high=high, unit=unit, span=Span(start=0, end=1, text="1"))


def test_numbers_are_intervals() -> None:
    assert fits_figure(figure(12, None), figure(17, 17))
    assert fits_figure(figure(24, 99), figure(40, 40))
    assert not fits_figure(figure(4, 4), figure(11, 11))
    assert fits_figure(figure(100, 100, "money", "USD"), figure(5, 5, "money", "EUR"))
    assert fits_figure(figure(98, 98, "money", "USD"), figure(100, 100, "money", "USD"))
    assert [shown(figure(*f)) for f in ((None, 9), (2, 3), (5, 5))] == ["9 or fewer", "2 to 3", "5"]


def test_every_part_has_a_weight_and_evidence_against_stays_against() -> None:
    weights = load_part_weights()
    assert set(weights) == set(load_parts())
    assert all(weights[row.part] == row.prior for row in load_parts().values() if not row.learned)
    against = [name for name in weights if name.endswith(("-apart", "-swapped"))]
    assert against
    assert max(weights[name] for name in against) < 0


def test_every_part_is_of_one_finder_and_bounds_a_score_from_above() -> None:
    lines = [name for lines in FINDERS.values() for line in dict.fromkeys(lines) for name in line]
    assert sorted(lines) == sorted(set(load_parts()) - {BIAS})
    kinds = {name.rsplit("-", 1)[1] for name in lines if name.startswith("actor-")}
    assert kinds == set(get_args(Relation))


@settings(max_examples=60)
@given(st.lists(st.integers(0, 400), min_size=2, max_size=2), st.integers(-6000, 6000))
def test_a_score_is_given_up_only_where_it_is_less_than_what_is_asked(seeds: list[int], least: int) -> None:
    left, right = (
        found
        for n, seed in enumerate(seeds)
        for found in accounts_of(made_up(Random(seed), f"d_{n}"), load_trigger_words())
    )
    pair = pair_of(left, right)
    score = score_of(pair)
    assert score_from(pair, least) == (score if score >= least else None)
    assert score == round(1000 * scored(pair, load_part_weights())[0])


def test_the_blast_names_again_what_the_report_told() -> None:
    words = load_trigger_words()
    assert words.is_definite("shops near the blast")
    assert words.is_definite("after the market bombing")
    assert not words.is_definite("the police heard a blast")


def test_one_kind_of_act_on_one_day_in_one_town() -> None:
    where = {"day": "2024-03-04", "published": "2024-03-05", "at": "Trujillo"}
    one = account("d_1", "A blast hit Trujillo on Monday.", trigger="blast", **where)
    bomb = account("d_2", "A bomb went off in Trujillo on Monday.", trigger="bomb", **where)
    later = account("d_3", "A bomb went off in Trujillo.", trigger="bomb", **{**where, "day": "2024-03-05"})
    assert parts(one, bomb)["here-and-then"] == "Trujillo"
    assert "time-next-day" in parts(one, later)
    assert "here-and-then" not in parts(one, later)


def test_reports_are_compared_for_a_country_only_if_few_days_apart() -> None:
    peru = Who("Peru", "country", "PER")
    first = account("d_1", "Peru shut a road.", trigger="shut", actors=[peru], published="2024-03-05")
    near = account("d_2", "Peru closed it.", trigger="closed", actors=[peru], published="2024-03-07")
    far = account("d_3", "Peru closed it.", trigger="closed", actors=[peru], published="2024-03-20")
    assert "country PER 2024-03-05" in first.report.shares & near.report.shares
    assert not [key for key in first.report.shares & far.report.shares if key.startswith("country")]
