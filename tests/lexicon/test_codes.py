"""Codes of actors for other people's data."""

from __future__ import annotations

import pytest

from onrecord.lexicon.codes import Codes, codes_of, load_sectors, load_states
from onrecord.world import load_world

BOTH_LISTS = 195  # states of today in the Correlates of War list, and all of them in Gleditsch and Ward's


@pytest.mark.parametrize(
    ("actor", "codes"),
    [
        (("country", "USA", "GOV"), Codes(2, 2, "USA")),
        (("organization", "USA", "GOV"), Codes(2, 2, "USAGOV")),
        (("organization", "RUS", "MIL"), Codes(365, 365, "RUSMIL")),
        (("person", "DEU", "GOV", "MIL"), Codes(255, 260, "DEUGOVMIL")),
        (("person", "YEM", "REB"), Codes(679, 678, "YEMREB")),
        (("organization", "GBR", "JRN"), Codes(200, 200, "GBRMED")),
        (("person", "XKX", "LEG"), Codes(347, 347, "KSVLEG")),
        (("place", "PSE", None), Codes(None, None, "PSE")),
        (("organization", "UNO", None), Codes(None, None, "IGOUNO")),
        (("person", "EUR", "GOV"), Codes(None, None, "IGOEUREEC")),
        (("organization", "IGO", "IGO"), Codes(None, None, "IGO")),
        (("organization", "NGO", "NGO"), Codes(None, None, "NGO")),
        (("organization", "AFG|PAK", "REB"), Codes(None, None, "REB")),
        (("group", None, "UNK"), Codes(None, None, None)),
        (("person", "FRA", "GOV", "GOV"), Codes(220, 220, "FRAGOV")),
    ],
)
def test_an_actor_has_the_codes_of_other_books(actor: tuple[str, ...], codes: Codes) -> None:
    assert codes_of(*actor) == codes


def test_the_state_numbers_are_those_of_known_countries_and_of_one_each() -> None:
    states = [row for row in load_states().values() if row.cow is not None]
    assert len(states) == BOTH_LISTS
    assert all(row.gw is not None for row in states)
    assert len({row.cow for row in states}) == len({row.gw for row in states}) == BOTH_LISTS
    assert not [row.iso3 for row in states if load_world().country_by_code(row.iso3) is None]


def test_every_sector_has_a_meaning_and_a_cameo_role_of_three_letters() -> None:
    for row in load_sectors().values():
        assert row.meaning
        assert len(row.code) == 3
        assert row.cameo is None or len(row.cameo) == 3
