"""Queries of the shipped world, by name and date, and an invalid file."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

import onrecord.world
from onrecord.errors import TableError
from onrecord.world import World, load_world
from onrecord.world.store import pack_date, unpack_date

SHIPPED = Path(onrecord.world.__file__).parent
WORLD = load_world()


@pytest.mark.parametrize(
    ("office", "country", "date", "holder"),
    [
        ("foreign minister", "RUS", "2018-10-20", "Sergey Lavrov"),
        ("president", "USA", "2016-05-01", "Barack Obama"),
        ("president", "USA", "2018-10-20", "Donald Trump"),
        ("prime minister", "GBR", "2018-10-20", "Theresa May"),
        ("national security adviser", "USA", "2018-10-20", "John Bolton"),
        ("UN secretary-general", None, "2018-10-20", "António Guterres"),
        ("EU foreign policy chief", None, "2018-10-20", "Federica Mogherini"),
    ],
)
def test_an_office_is_held_by_one_person_on_a_day(
    office: str, country: str | None, date: str, holder: str
) -> None:
    assert WORLD.holders(office, country, date)[0].name == holder


def test_an_office_of_many_countries_has_no_holder_without_one() -> None:
    assert WORLD.holders("foreign minister", None, "2018-10-20") == ()


def test_on_the_day_of_a_change_the_new_holder_comes_first() -> None:
    assert WORLD.holders("president", "USA", "2017-01-20")[0].name == "Donald Trump"


def test_a_surname_means_a_person_in_or_near_office() -> None:
    assert WORLD.people_by_surname("Lavrov", "2018-10-20")[0].name == "Sergey Lavrov"
    assert "Margaret Thatcher" not in {e.name for e in WORLD.people_by_surname("Thatcher", "2018-10-20")}


def test_offices_come_highest_first_and_only_those_of_the_day() -> None:
    (pompeo,) = [e for e in WORLD.people("Mike Pompeo", "2018-10-20") if e.wikidata == "Q473239"]
    assert WORLD.offices(pompeo, "2018-10-20")[0].role == "foreign minister"
    assert WORLD.offices(pompeo, "2017-06-01")[0].sector == "SPY"
    assert {t.role for t in WORLD.offices(pompeo)} >= {"foreign minister", "cia director"}


def test_a_tenure_is_there_once_though_two_sources_have_it() -> None:
    putin = WORLD.people("Vladimir Putin")[0]
    starts = [
        t.start for t in WORLD.offices(putin) if t.role == "president" and (t.start or "")[:4] == "2012"
    ]
    assert starts == ["2012-05-07"]


def test_a_generic_body_is_made_for_its_country() -> None:
    assert WORLD.bodies("Foreign Ministry") == ()
    (ministry,) = WORLD.bodies("Foreign Ministry", "RUS")
    assert (ministry.name, ministry.country, ministry.sector) == ("Foreign Ministry of Russia", "RUS", "GOV")


def test_acronyms_ask_for_capitals() -> None:
    assert WORLD.bodies("WHO")[0].name == "World Health Organization"
    assert WORLD.bodies("who") == ()
    assert WORLD.country("us") is None
    assert (country := WORLD.country("US")) is not None
    assert country.country == "USA"


def test_adjectives_and_capitals_lead_to_countries() -> None:
    assert WORLD.demonym("Russian") == "RUS"
    assert WORLD.demonym("polish") is None  # the verb
    assert WORLD.demonym("Polish") == "POL"
    assert WORLD.capital_country("Moscow") == "RUS"
    assert WORLD.country_name("USA") == "United States"


def test_places_come_most_likely_first() -> None:
    assert (WORLD.places("Paris")[0].country, WORLD.places("Paris")[0].geonames) == ("FRA", 2988507)
    assert WORLD.places("Georgia")[0].kind == "country"
    assert WORLD.places("Washington")[0].is_capital
    assert WORLD.places("Kiev")[0].name == "Kyiv"
    assert WORLD.places("no such place") == ()


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("three senators", "LEG"),
        ("warplanes", "MIL"),
        ("police officers", "COP"),
        ("lawmakers from Texas", "LEG"),
        ("gravel", None),
    ],
)
def test_a_role_noun_has_its_sector(phrase: str, sector: str | None) -> None:
    assert WORLD.sector_of(phrase) == sector


def test_threads_share_one_world() -> None:
    found: list[str] = []
    threads = [
        threading.Thread(
            target=lambda n=n: found.append(
                WORLD.holders("president", "USA", f"{2009 + n % 8}-06-01")[0].name
            )
        )
        for n in range(24)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Barack Obama"] * 24


def copy_of_world(folder: Path) -> Path:
    for name in ("world.db", "world.sha256"):
        shutil.copy(SHIPPED / name, folder / name)
    return folder / "world.db"


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"missing.*training\.world"):
        World(tmp_path / "world.db")


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = copy_of_world(tmp_path)
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(TableError, match="checksum"):
        World(path)


def test_a_whole_copy_opens_and_is_read_only(tmp_path: Path) -> None:
    path = copy_of_world(tmp_path)
    path.chmod(0o444)
    world = World(path)
    assert (country := world.country("France")) is not None
    assert country.country == "FRA"
    world.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["world.db", "world.sha256"]


def test_the_file_is_small_enough_to_ship() -> None:
    assert (SHIPPED / "world.db").stat().st_size <= 15_300_000


@pytest.mark.parametrize("date", ["2018", "2018-04", "2018-04-09"])
def test_a_date_survives_packing(date: str) -> None:
    assert unpack_date(pack_date(date)) == date


def test_no_date_is_no_date() -> None:
    assert pack_date("") == 0
    assert unpack_date(0) is None


def test_a_body_of_one_country_is_its_own_in_a_report_on_another() -> None:
    assert [body.country for body in WORLD.bodies("State Department", "PER")][:1] == ["USA"]
    assert [body.name for body in WORLD.bodies("Interior Ministry", "PER")] == ["Interior Ministry of Peru"]


def test_a_name_with_a_word_that_the_table_lacks_weighs_less() -> None:
    plain, longer = WORLD.people("Keith Scott")[0], WORLD.people("Keith Lamont Scott")[0]
    assert plain.wikidata == longer.wikidata
    assert longer.weight < 0.25 < plain.weight  # enough for a full name alone, and not


def test_initials_written_together_are_initials() -> None:
    assert WORLD.people("G.K. Butterfield")[0].wikidata == "Q983532"


def test_other_initials_are_another_person() -> None:
    assert [e.wikidata for e in WORLD.people("George W. Bush")] == ["Q207"]


def test_a_city_s_department_is_no_ministry() -> None:
    assert not WORLD.bodies("Springfield Police Department", "USA")
    assert WORLD.bodies("Department of Basic Education", "ZAF")[0].country == "ZAF"


def test_a_generic_name_is_the_listed_body_of_the_country_if_there_is_one() -> None:
    assert WORLD.bodies("Air Force", "USA")[0].name == "U.S. Air Force"
    assert WORLD.bodies("Navy", "USA")[0].name == "U.S. Navy"
    assert WORLD.bodies("Air Force", "IND")[0].name == "Air Force of India"


def test_a_role_noun_of_the_reader_has_its_sector() -> None:
    assert WORLD.sector_of("senior officials") == "GOV"
    assert WORLD.sector_of("two men") == "UNK"  # the table of agents leaves it open on purpose
