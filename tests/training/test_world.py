"""The compiler of the world: one code a country, the offices of territories, and merged tenures."""

from __future__ import annotations

import pytest

from onrecord.lexicon.codes import load_states
from onrecord.world import load_world
from onrecord.world.rows import Tenure
from training.world import Term, in_territory, later_end, one_country
from training.world_codes import UNIONS, CodeError, Codes
from training.world_leaders import titles_of


def test_a_code_of_a_source_becomes_ours_or_nothing() -> None:
    codes = Codes(load_states())
    assert codes.one("EUN", "a row") == "EUR"
    assert codes.one("MNC", "a row") is None
    assert codes.one(None, "a row") is None


def test_an_unknown_code_stops_the_compiler_and_says_where() -> None:
    with pytest.raises(CodeError, match=r"people.tsv, Ana: unknown country code 'AGO\|PAK'.*world_codes.tsv"):
        Codes(load_states()).one("AGO|PAK", "people.tsv, Ana")


def test_all_codes_of_the_shipped_world_are_of_one_spelling() -> None:
    world = load_world()
    countries = {code for (code,) in world._rows("SELECT iso3 FROM country")}
    for table in ("profile", "office", "division"):
        written = {code for (code,) in world._rows(f"SELECT DISTINCT country FROM {table}") if code}
        assert written <= countries | UNIONS


def test_a_person_of_two_citizenships_is_of_the_country_of_the_office() -> None:
    assert one_country("AGO|PAK", "AGO") == "AGO"
    assert one_country("FRA", "EUR") == "FRA"
    assert one_country("AGO|PAK", None) is None


def test_an_office_of_a_territory_names_it() -> None:
    assert in_territory("Prime Minister", "somaliland") == "Prime Minister of Somaliland"
    assert in_territory("Prime Minister", "kenya") == "Prime Minister"


def test_a_head_of_government_with_a_second_office_has_two_titles() -> None:
    both = titles_of("Prime Minister and Foreign Minister of Freedonia")
    assert both == ["Prime Minister of Freedonia", "Foreign Minister of Freedonia"]
    assert titles_of("Deputy Prime Minister and Minister of Justice") == [
        "Deputy Prime Minister and Minister of Justice"
    ]


def _term(start: str, end: str, as_of: str) -> Term:
    return Term("President", "FRA", "GOV", None, start, end, as_of)


@pytest.mark.parametrize(
    ("first", "second", "end"),
    [
        (_term("2019-03-01", "", "2022-07"), _term("2019-03-01", "2024-05-02", "2026-01"), "2024-05-02"),
        (_term("2019-03-01", "2021-01-01", "2021-06"), _term("2019-03-01", "", "2026-01"), ""),
        (_term("2019", "2024", "2026-01"), _term("2019-03-01", "", "2022-07"), "2024"),
    ],
)
def test_the_row_that_was_made_later_says_whether_a_tenure_has_ended(
    first: Term, second: Term, end: str
) -> None:
    assert later_end(first, second) == end


@pytest.mark.parametrize(
    ("date", "is_last_known"), [("2023-05-01", False), ("2024-06-30", False), ("2025-02", True)]
)
def test_a_holder_is_the_last_known_one_when_the_row_is_old(date: str, is_last_known: bool) -> None:
    tenure = Tenure("Minister", "FRA", "GOV", "2019-03-01", None, as_of="2022-12")
    assert tenure.is_last_known(date) is is_last_known
