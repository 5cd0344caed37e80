"""The columns of shaped tables are those of the projects whose names they have, letter by letter."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from onrecord.types import Actor, ActorId
from onrecord.views.exports import EXPORTS, gdelt, icews, polecat
from onrecord.views.exports.codes import load_countries, load_roots
from onrecord.views.exports.columns import Table, text_of

POLECAT = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, Actor COW, Primary Actor Sector, "
    "Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, Recipient Country, Recipient COW, Primary Recipient Sector, "
    "Recipient Sectors, Recipient Title, Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, "
    "Longitude, GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, Story Locations, Language, "
    "Version"
)
ICEWS = (
    "Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity, Target Name, Target Sectors, "
    "Target Country, Story ID, Sentence Number, Publisher, City, District, Province, Country, Latitude, Longitude"
)
GDELT_ACTOR = [
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
]
GDELT_GEO = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]
GDELT = [
    *["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"],
    *(f"Actor{n}{part}" for n in (1, 2) for part in GDELT_ACTOR),
    *[
        "IsRootEvent",
        "EventCode",
        "EventBaseCode",
        "EventRootCode",
        "QuadClass",
        "GoldsteinScale",
        "NumMentions",
        "NumSources",
        "NumArticles",
        "AvgTone",
    ],
    *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in GDELT_GEO),
    *["DATEADDED", "SOURCEURL"],
]


@pytest.mark.parametrize(
    ("table", "columns", "number"),
    [
        (polecat.TABLE, POLECAT.split(", "), 40),
        (icews.TABLE, ICEWS.split(", "), 20),
        (gdelt.TABLE, GDELT, 61),
    ],
    ids=["polecat", "icews", "gdelt"],
)
def test_columns_are_those_of_the_project(table: Table, columns: list[str], number: int) -> None:
    assert [column.name for column in table.columns] == columns
    assert len(columns) == number
    assert table.columns_for("happenings", excerpts=False) == table.columns


def test_columns_of_our_own_are_named_as_r_and_python_name_things() -> None:
    tables = [row.table for row in EXPORTS.values() if row.table is not None and not row.table.fixed]
    names = [
        c.name
        for table in tables
        for counting in ("reports", "happenings")
        for c in table.columns_for(counting)
    ]
    assert tables
    assert [name for name in names if not name.isidentifier() or name != name.lower()] == []


@pytest.mark.parametrize("name", [n for n, row in EXPORTS.items() if row.table is not None])
def test_every_column_stands_once_and_says_what_it_is(name: str) -> None:
    table = EXPORTS[name].table
    assert table is not None
    columns = table.columns_for("happenings")
    assert len({column.name for column in columns}) == len(columns)
    assert all(column.help and not column.help.endswith(".") for column in columns)
    assert table.key is None or table.key in {column.name for column in columns}


def test_all_states_of_the_actor_codes_have_a_row_with_their_fips_code() -> None:
    from onrecord.lexicon.codes import load_states

    states = {row.iso3 for row in load_states().values() if row.cow is not None}
    assert states <= set(load_countries())
    assert {iso3: row.fips for iso3, row in load_countries().items() if iso3 in ("DEU", "GBR", "CHN", "AUS", "AUT", "XKX")} == {
        "AUS": "AS", "AUT": "AU", "CHN": "CH", "DEU": "GM", "GBR": "UK", "XKX": "KV",
    }  # fmt: skip


@pytest.mark.parametrize("country", ["ALA", "BES", "DEU", "UMI"])
def test_a_country_is_no_role_in_gdelt_also_where_it_has_no_fips_code(country: str) -> None:
    actor = Actor(id=ActorId("a_1"), name="the police", kind="organization", country=country, sector="COP")
    pair: Any = SimpleNamespace(actor=actor)
    cells = {column.name: column.value for column in gdelt.TABLE.columns if column.name.startswith("Actor1")}
    assert cells["Actor1Code"](pair) == f"{country}COP"
    assert cells["Actor1CountryCode"](pair) == country
    assert [cells[f"Actor1Type{n}Code"](pair) for n in (1, 2)] == ["COP", None]


def test_every_cameo_code_has_a_root_with_a_class() -> None:
    from onrecord.ontologies import load_ontology

    assert {row.code[:2] for row in load_ontology().cameo.values()} <= set(load_roots())


def test_a_cell_of_text_has_no_tab_and_no_line_end() -> None:
    assert text_of("a\tb\r\nc") == "a b c"
    assert text_of(("x|y", None, 2)) == "x/y||2"
