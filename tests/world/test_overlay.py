"""An overlay on the shipped world: what it adds, corrects and dates, and the errors for invalid lines."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import TableError
from onrecord.types import Reason, WhoAnswer, WhoQuery
from onrecord.world import World, load_world
from onrecord.world.overlay import OVERLAY_COLUMNS, CountryBook, parse_overlay
from onrecord.world.who import resolve_who

BOOK = CountryBook(
    {"DEU": "Germany", "GEO": "Georgia", "RUS": "Russia", "USA": "United States"},
    {"germany": "DEU", "german": "DEU"}.get,
)
Laid = Callable[..., World]


@pytest.fixture
def laid(tmp_path: Path) -> Laid:
    """Return a function that makes a world from lines of an overlay; a line is its cells by column."""

    def lay(*lines: dict[str, str]) -> World:
        path = tmp_path / "mine.tsv"
        rows = ["\t".join(line.get(column, "") for column in OVERLAY_COLUMNS) for line in lines]
        path.write_text("\n".join(["\t".join(OVERLAY_COLUMNS), *rows]) + "\n", encoding="utf-8")
        return load_world.__wrapped__((path,))

    return lay


def row(kind: str, name: str, **cells: str) -> dict[str, str]:
    return {"kind": kind, "name": name, **{key.rstrip("_"): cell for key, cell in cells.items()}}


def who(world: World, text: str, date: str | None = None) -> WhoAnswer:
    return resolve_who(WhoQuery(text=text, date=date), world)


# ---- adding ------------------------------------------------------------------------------


def test_a_person_is_added_with_office_dates_and_spellings(laid: Laid) -> None:
    world = laid(row("person", "Ana Kovač", country="HRV", office="Foreign Minister", from_="2026-03-01"))
    assert not world.problems
    answer = who(world, "Ana Kovac", "2026-04-01")
    assert (answer.name, answer.country, answer.sector, answer.office) == (
        "Ana Kovač",
        "HRV",
        "GOV",
        "Foreign Minister",
    )
    assert Reason(rule="person-name", words="Ana Kovač", table="mine.tsv", line=2) in answer.basis
    assert who(world, "Croatian foreign minister", "2026-04-01").name == "Ana Kovač"
    assert who(world, "Foreign Minister Kovač", "2026-04-01").name == "Ana Kovač"


def test_a_new_holder_ends_the_term_of_the_one_before(laid: Laid) -> None:
    before = who(load_world(), "Croatian foreign minister", "2026-02-01").name
    world = laid(row("person", "Ana Kovač", country="HRV", office="Foreign Minister", from_="2026-03-01"))
    assert before is not None
    assert who(world, "Croatian foreign minister", "2026-02-01").name == before
    (holder,) = world.holders("foreign minister", "HRV", "2026-06-01")
    assert holder.name == "Ana Kovač"


def test_a_body_is_added_with_its_sector_and_aliases(laid: Laid) -> None:
    world = laid(row("organization", "Chira Front", aliases="Frente Chira|CHF", country="PER", sector="REB"))
    for name in ("Chira Front", "the Chira Front", "Frente Chira", "CHF"):
        answer = who(world, name)
        assert (answer.name, answer.country, answer.sector, answer.cameo) == (
            "Chira Front",
            "PER",
            "REB",
            "PERREB",
        )


def test_an_office_that_no_table_has_is_added_and_held(laid: Laid) -> None:
    world = laid(
        row("person", "Jean Monnet", country="FRA", office="Chief Harmoniser", from_="1952"),
        row("office", "Chief Harmoniser", aliases="Harmoniser-in-Chief", country="FRA", sector="GOV"),
    )
    assert not world.problems
    assert who(world, "French Harmoniser-in-Chief", "1953-01-01").name == "Jean Monnet"
    assert {office.phrase for office in world.added_offices} == {"chief harmoniser", "harmoniser in chief"}
    assert not load_world().added_offices


def test_a_place_is_added_with_its_coordinates(laid: Laid) -> None:
    world = laid(row("city", "Puente Chira", aliases="Chira Bridge", country="PER", lat="-4.9", lon="-80.69"))
    (place,) = world.places("Chira Bridge")
    assert (place.name, place.kind, place.country, place.lat, place.lon) == (
        "Puente Chira",
        "city",
        "PER",
        -4.9,
        -80.69,
    )
    assert who(world, "Puente Chira").basis == (
        Reason(rule="place-name", words="Puente Chira", table="mine.tsv", line=2),
    )


def test_a_country_gets_names_and_adjectives_and_a_new_one_is_added(laid: Laid) -> None:
    world = laid(
        row("country", "Türkiye", country="TUR", aliases="Republic of Türkiye"),
        row("country", "Somaliland", country="XSO", demonyms="Somalilander|Somalilanders"),
    )
    assert world.country_name("TUR") == "Türkiye"
    assert who(world, "Turkish foreign minister", "2020-01-01").country == "TUR"
    assert who(world, "Somaliland").country == "XSO"
    answer = who(world, "Somalilanders")
    assert (answer.country, answer.basis[-1].table, answer.basis[-1].line) == ("XSO", "mine.tsv", 3)


# ---- correcting --------------------------------------------------------------------------


def test_the_end_of_an_office_is_dated(laid: Laid) -> None:
    world = laid(
        row("person", "Sergey Lavrov", country="RUS", office="Minister of Foreign Affairs", to="2026-02-01")
    )
    assert who(world, "Sergei Lavrov", "2026-01-01").office == "Minister of Foreign Affairs"
    assert who(world, "Sergei Lavrov", "2026-03-01").office is None
    assert who(world, "Sergei Lavrov", "2005-03-01").office == "Minister of Foreign Affairs"
    basis = who(world, "Sergei Lavrov", "2026-01-01").basis
    assert [(r.table, r.line) for r in basis if r.table] == [("people.tsv", None), ("mine.tsv", 2)]
    assert not world.holders("foreign minister", "RUS", "2026-03-01")


def test_an_office_that_was_never_held_is_taken_away(laid: Laid) -> None:
    assert who(load_world(), "Theresa May", "2018-10-20").office is not None
    world = laid(row("person", "Theresa May", country="GBR", office="Prime Minister", from_="never"))
    assert not world.holders("prime minister", "GBR", "2018-10-20")
    held = {t.role for t in world.offices(world.people("Theresa May")[0])}
    assert "prime minister" not in held


def test_an_entry_is_known_by_its_wikidata_id_and_renamed(laid: Laid) -> None:
    world = laid(row("person", "Volodymyr O. Zelenskyy", wikidata="Q3874799"))
    (found, *_) = world.people("Volodymyr Zelensky")
    assert (found.name, found.wikidata) == ("Volodymyr O. Zelenskyy", "Q3874799")
    assert len([p for p in world.people("Volodymyr Zelensky") if p.wikidata == "Q3874799"]) == 1


def test_what_a_row_does_not_say_stays_and_a_minus_says_there_is_none(laid: Laid) -> None:
    before = load_world().bodies("Bundestag")[0]
    after = laid(row("organization", before.name, country="DEU", sector="LEG", wikidata="-")).bodies(
        "Bundestag"
    )[0]
    assert before.wikidata is not None
    assert (after.wikidata, after.name, after.country) == (None, before.name, "DEU")


def test_a_minus_before_a_name_removes_it(laid: Laid) -> None:
    world = laid(row("organization", "Chira Front", aliases="CF|Frente Chira", country="PER"),
                 row("organization", "Chira Front", aliases="-Frente Chira", country="PER"))  # fmt: skip
    assert not world.bodies("Frente Chira")
    assert [b.row for b in world.bodies("Chira Front")] == ["mine.tsv line 2, mine.tsv line 3 Chira Front"]


def test_a_name_of_several_entries_is_not_guessed_at(laid: Laid) -> None:
    world = laid(row("person", "David Smith", office="Prime Minister", from_="2020"))
    (problem,) = world.problems
    assert "mine.tsv line 2: 'David Smith' is the name of" in str(problem)
    assert "say which by 'wikidata' or 'country'" in str(problem)


def test_an_overlay_changes_nothing_that_it_does_not_name(laid: Laid) -> None:
    world, shipped = laid(row("organization", "Chira Front", country="PER")), load_world()
    for phrase in ("Russian foreign minister", "the Kremlin", "Georgia", "Emmanuel Macron", "Vienna", "NATO"):
        assert who(world, phrase, "2018-10-20") == who(shipped, phrase, "2018-10-20")


@pytest.mark.slow
def test_an_overlay_costs_less_than_a_tenth_of_a_second(laid: Laid) -> None:
    laid(row("organization", "Chira Front", country="PER"))
    begun = time.process_time()
    laid(
        *(
            row("person", f"Name {n} Surname", country="PER", office="senator", from_="2020")
            for n in range(100)
        )
    )
    assert time.process_time() - begun < 0.3  # twice the usual time, for a busy machine


# ---- invalid lines -------------------------------------------------------------------

GOOD = "person\tAngela Merkel\tDEU\tGOV\tChancellor\t2005-11-22\t2021-12-08\tQ567"
BAD = {
    "kind": (GOOD.replace("person", "persn"), "there is no kind 'persn'; write person."),
    "no name": (GOOD.replace("Angela Merkel", ""), "the person has no name; fill in 'name'."),
    "country by name": (GOOD.replace("DEU", "Germany"), "'Germany' is no ISO 3166 alpha-3 code; write DEU (Germany)."),
    "country cut": (GOOD.replace("DEU", "GER"), "'GER' is no ISO 3166 alpha-3 code; write DEU (Germany)."),
    "country unknown": (GOOD.replace("DEU", "QQQ"), "'QQQ' is no ISO 3166 alpha-3 code; write one such as DEU."),
    "sector": (GOOD.replace("GOV", "GVT"), "sector 'GVT' is not one of PLOVER's; write GOV"),
    "sector in words": (GOOD.replace("GOV", "media"), "sector 'media' is not one of PLOVER's; write JRN"),
    "sectors": (GOOD.replace("GOV", "GOV|MIL|SPY"), "there are 3 sectors; write the first and at most a second"),
    "date": (GOOD.replace("2005-11-22", "22.11.2005"), "'from' holds '22.11.2005', which is no ISO date; write 2005-"),
    "calendar": (GOOD.replace("2005-11-22", "2005-02-30"), "'from' holds 2005-02-30, which is not a day of the calendar"),
    "order": (GOOD.replace("2005-11-22", "2022"), "begins 2022, after its end 2021-12-08; swap 'from' and 'to'."),
    "wikidata": (GOOD.replace("Q567", "wikidata.org/wiki/q567"), "is no id; write Q567."),
    "cells": (GOOD + "\tone too many", "9 cells under 8 columns; take out a tab."),
    "dates of a body": (GOOD.replace("person", "organization"), "'from' and 'to' date a person's office"),
    "code of a country": ("country\tGermany", "a country needs its code in 'country'"),
}  # fmt: skip
HEADER = "kind\tname\tcountry\tsector\toffice\tfrom\tto\twikidata"


@pytest.mark.parametrize("case", BAD)
def test_a_bad_line_names_the_file_the_line_and_the_fix_and_the_rest_loads(case: str) -> None:
    line, told = BAD[case]
    rows, (problem,) = parse_overlay(f"# mine\n{HEADER}\n{GOOD}\n{line}\n{GOOD}", "mine.tsv", BOOK)
    assert [r.line for r in rows] == [3, 5]
    assert str(problem).startswith("mine.tsv line 4: ")
    assert told in str(problem)
    assert str(problem).endswith("The line was left out.")


def test_a_column_by_another_name_is_reported_and_read() -> None:
    header = HEADER.replace("from", "start").replace("sector", "sektor")
    rows, problems = parse_overlay(f"{header}\n{GOOD}\n", "mine.tsv", BOOK)
    assert [str(p) for p in problems] == [
        "mine.tsv line 1: there is no column 'sektor'; write 'sector'. It was read as that.",
        "mine.tsv line 1: there is no column 'start'; write 'from'. It was read as that.",
    ]
    assert (rows[0].since, rows[0].sectors) == ("2005-11-22", ("GOV",))


def test_an_unknown_column_is_ignored() -> None:
    rows, (problem,) = parse_overlay(f"{HEADER}\tshoe size\n{GOOD}\t38\n", "mine.tsv", BOOK)
    assert "there is no column 'shoe size'; the columns are kind, name" in str(problem)
    assert rows[0].name == "Angela Merkel"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1: there is no line"),
        ("name\tcountry\nX\tDEU\n", "line 1: the column 'kind' is missing; add it. Nothing was loaded."),
        ("kind,name,country\nperson,X,DEU\n", "line 1: the columns must be parted by tabs"),
    ],
)
def test_a_table_without_its_columns_is_reported_and_loads_nothing(text: str, told: str) -> None:
    rows, problems = parse_overlay(text, "mine.tsv", BOOK)
    assert rows == ()
    assert told in str(problems[-1])


def test_a_spreadsheets_quotes_byte_order_mark_and_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "sheet.tsv"
    path.write_bytes('\ufeffKind\tName\taliases\r\nperson\t"Ana ""Aki"" Kovač"\tAki Kovač\t\t\r\n'.encode())
    world = load_world.__wrapped__((path,))
    assert not world.problems
    assert world.people("Aki Kovač")[0].name == 'Ana "Aki" Kovač'


def test_a_file_that_is_no_text_or_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "latin.tsv"
    path.write_bytes("kind\tname\nperson\tJosé\n".encode("latin-1"))
    with pytest.raises(TableError, match=r"latin\.tsv line 2 is not UTF-8; save the file as UTF-8 text"):
        load_world.__wrapped__((path,))
    with pytest.raises(TableError, match=r"missing\.tsv cannot be read"):
        load_world.__wrapped__((tmp_path / "missing.tsv",))


CELLS = st.text("aÄ|-\"'Q5 \u2028é", max_size=6) | st.sampled_from(
    ["person", "DEU", "GOV", "2020", "never", "Q1"]
)


@settings(max_examples=200)
@given(st.lists(st.lists(CELLS, max_size=9), max_size=5))
def test_any_table_is_read_and_each_line_is_a_row_or_a_problem(lines: list[list[str]]) -> None:
    body = ["\t".join(cells) for cells in lines]
    rows, problems = parse_overlay("\n".join([HEADER, *body]), "mine.tsv", BOOK)
    told = {p.line for p in problems} | {r.line for r in rows}
    assert told == {n for n, line in enumerate(body, 2) if line.strip()}
