"""Countries, places and role nouns of the world file: read from the source tables, written as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from onrecord.world.offices import Office
from onrecord.world.store import PLACE_KINDS, key_of
from onrecord.world.variants import fold, skeleton
from training.world_tables import Row, parts, rows_of

RELIGIONS = {
    "CHR",
    "CTH",
    "MUS",
    "HIN",
    "JEW",
    "BUD",
    "SIK",
}  # sectors of CAMEO; PLOVER has one sector for them
PIECES = Path(__file__).parents[1] / "src" / "onrecord" / "models" / "weights" / "pieces.txt"
TOWNS = Path(__file__).parent / "towns.tsv.gz"  # written by world_towns.py
COUNTY_NUMBERS = -1_000  # and below: places without a GeoNames number; hand-made places use -1 and below
MANY_NAMES = 200_000  # smaller places keep only alternative names close to their own
FEW_NAMES = 20_000  # and still smaller places only if the name is written in another script
# Countries whose names are transliterated into English, with several current spellings each.
TRANSLITERATED = (
    "AFG ARE ARM AZE BGD BGR BHR BIH BLR CYP DJI DZA EGY ERI ETH GEO GRC IND IRN IRQ ISR JOR JPN KAZ KGZ KHM KOR"
    " KWT LAO LBN LBY LKA MAR MKD MMR MNE MNG MRT NPL OMN PAK PRK PSE QAT RUS SAU SDN SOM SRB SSD SYR TCD THA TJK"
    " TKM TUN TWN UKR UZB XKX YEM HKG"
)
# English news rarely names towns of this size there, and the file has a size limit.
SELDOM_NAMED = "AUT BEL BRA CHE CIV CZE DEU ESP FIN FRA ITA NLD POL PRT ROU SWE"
SELDOM_FEWEST = 10_000

Share = Callable[..., int]  # the number of a row of a table of combinations


class Countries:
    """The countries with all their names, for parsing titles of office."""

    def __init__(self, rows: list[Row], extra: list[Row]) -> None:
        self.rows = [*rows, *map(former_country, (row for row in extra if row["kind"] == "former_country"))]
        self.names: dict[str, str] = {}
        self.adjectives: dict[str, str] = {}
        self.titles: dict[tuple[str, str | None], Office | None] = {}  # parsed titles, by title and country
        for row in extra:
            if row["kind"] in ("country", "former_country"):
                self.names.update({fold(n): row["country"] for n in [row["name"], *parts(row["aliases"])]})
            if row["kind"] == "demonym":
                self.adjectives.update(
                    {fold(n): row["country"] for n in [row["name"], *parts(row["aliases"])]}
                )
        for row in self.rows:
            for name in (row["name"], *parts(row["aliases"])):
                self.names.setdefault(fold(name), row["iso3"])
        for row in rows:
            for name in parts(row["demonyms"]):
                if row["iso3"] not in NO_DEMONYM:
                    self.adjectives.setdefault(fold(name), row["iso3"])

    def of(self, words: str) -> str | None:
        """Return the code of a country's name or adjective, folded."""
        return self.names.get(words) or self.adjectives.get(words)


def former_country(row: Row) -> Row:
    """Return a state that is no more as a row of countries: it has a name and a code, and no place on the map."""
    blank = dict.fromkeys(("capital", "geonameid", "lat", "lon", "population", "aliases", "demonyms"), "")
    return {"iso3": row["country"], "name": row["name"], "wikidata": row["wikidata"], **blank}


NO_DEMONYM = {
    "ATF",
    "CXR",
    "ANT",
    "SCG",
    "UMI",
    "GUF",
}  # not adjectives of these countries: "French", "Serbian"


def write_countries(db: sqlite3.Connection, countries: Countries, wikidata: dict[str, str]) -> None:
    """Write the countries, their names (1: only in capitals) and adjectives."""
    for row in countries.rows:
        db.execute(
            "INSERT INTO country VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (row["iso3"], wikidata.get("name:" + row["iso3"], row["name"]), row["wikidata"] or None, row["capital"] or None,
             int(row["geonameid"]) if row["geonameid"] else None, float(row["lat"] or 0), float(row["lon"] or 0),
             int(float(row["population"] or 0))),
        )  # fmt: skip
    for name, code in sorted(countries.names.items()):
        if name:
            db.execute("INSERT OR IGNORE INTO country_name VALUES (?, ?, 0)", (name, code))
    for name, code in sorted(countries.adjectives.items()):
        db.execute("INSERT OR IGNORE INTO country_name VALUES (?, ?, 1)", (name, code))


def write_places(db: sqlite3.Connection, share: Share, actors: Path, extra: list[Row]) -> None:
    """Write the gazetteer with the names that English text may use."""
    kinds = {"PCLI": "country", "ADM1": "region", "PPL": "city", "PPLC": "city"}
    english = set(PIECES.read_text(encoding="utf-8").split())
    for row in rows_of(actors / "places.tsv.gz"):
        kind = kinds.get(row["feature"])
        number, population = int(row["geonameid"]), int(row["population"] or 0)
        if kind is None or (
            row["feature"] == "PPL" and row["country"] in SELDOM_NAMED.split() and population < SELDOM_FEWEST
        ):
            continue
        located = row["lat"] and row["lon"]
        division = share("division", PLACE_KINDS.index(kind), row["country"],
                                (row["admin1"] or None) if kind == "city" else None, row["feature"] == "PPLC")  # fmt: skip
        db.execute(
            "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?)",
            (number, row["name"], division, round(float(row["lat"]) * 10000) if located else None,
             round(float(row["lon"]) * 10000) if located else None, population),
        )  # fmt: skip
        write_place_names(db, number, row["name"], kept_names(row, population, english))
    write_towns(db, share)
    for n, row in enumerate(r for r in extra if r["kind"] == "place"):
        number = int(row["geonames"]) if row["geonames"] else same_place(db, row) or -1 - n
        if db.execute("SELECT 1 FROM place WHERE id = ?", (number,)).fetchone() is None:
            division = share(
                "division", PLACE_KINDS.index(row["office"]), row["country"] or None, None, False
            )
            db.execute(
                "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?)",
                (number, row["name"], division, round(float(row["lat"]) * 10000), round(float(row["lon"]) * 10000),
                 int(row["population"] or 0)),
            )  # fmt: skip
        for name in (row["name"], *parts(row["aliases"])):  # hand-made names count as the place's own
            db.execute("INSERT OR REPLACE INTO place_name VALUES (?, ?, 1)", (key_of(fold(name)), number))


def move_centres(db: sqlite3.Connection, extra: list[Row]) -> None:
    """Set the coordinates of large regions and countries to their centre."""
    for row in extra:
        number = same_place(db, row) if row["kind"] == "centre" else None
        if number is not None:
            where = (round(float(row["lat"]) * 10000), round(float(row["lon"]) * 10000), number)
            db.execute("UPDATE place SET lat = ?, lon = ? WHERE id = ?", where)


def same_place(db: sqlite3.Connection, row: Row) -> int | None:
    """Return the gazetteer's number for a hand-made place of the same name, kind and country."""
    found = db.execute(
        "SELECT p.id FROM place_name n JOIN place p ON p.id = n.place JOIN division d ON d.id = p.division"
        " WHERE n.key = ? AND d.kind = ? AND d.country = ? ORDER BY n.main DESC, p.population DESC",
        (key_of(fold(row["name"])), PLACE_KINDS.index(row["office"]), row["country"]),
    ).fetchone()
    return found[0] if found else None


def write_place_names(db: sqlite3.Connection, number: int, name: str, others: list[str]) -> None:
    """Write the keys of a place: its own name (1) and alternative ones (0)."""
    db.execute("INSERT OR IGNORE INTO place_name VALUES (?, ?, 1)", (key_of(fold(name)), number))
    for other in others:
        if key := fold(other):
            db.execute("INSERT OR IGNORE INTO place_name VALUES (?, ?, 0)", (key_of(key), number))


def write_towns(db: sqlite3.Connection, share: Share) -> None:
    """Write the small towns and counties of `towns.tsv.gz`; a county is a region within a region."""
    for n, row in enumerate(rows_of(TOWNS)):
        number = int(row["geonameid"]) if row["geonameid"] else COUNTY_NUMBERS - n
        division = share(
            "division", PLACE_KINDS.index(row["kind"]), row["country"], row["admin1"] or None, False
        )
        db.execute(
            "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?)",
            (number, row["name"], division, round(float(row["lat"]) * 10000), round(float(row["lon"]) * 10000),
             int(row["population"])),
        )  # fmt: skip
        write_place_names(db, number, row["name"], [])


def kept_names(row: Row, population: int, english: set[str]) -> list[str]:
    """Return the alternative names that English text may use.

    For a large place: English names ("Peking", "Cologne") and all transliterations. For a small
    place: names close to its own name. Names in other languages ("Denvera") are left out.
    """
    own = fold(row["name"]).replace(" ", "")
    names = [n for n in parts(row["alt_names"]) if len(n) > 3 and not n.isupper()]
    names = [n for n in names if (key := fold(n)) and key.isascii() and key.replace(" ", "") != own]
    if row["feature"] in ("PCLI", "ADM1"):
        return names
    close = [n for n in names if skeleton(n) == skeleton(row["name"])]
    transliterated = row["country"] in TRANSLITERATED.split()
    if row["feature"] == "PPL" and population < MANY_NAMES:
        return close if transliterated or population >= FEW_NAMES else []
    if transliterated:
        return names
    return close + [n for n in names if n not in close and english.issuperset(fold(n).split())]


def write_words(db: sqlite3.Connection, actors: Path, extra: list[Row]) -> None:
    """Write the role nouns with their codes: "lawmaker" LEG; `!x!` patterns of the source are left out."""
    for row in extra:
        if row["kind"] == "agent":
            db.execute("INSERT INTO agent VALUES (?, ?)", (fold(row["name"]), row["codes"]))
    for row in rows_of(actors / "agents.tsv"):
        for phrase in (row["phrase"], row["plural"]):
            key = fold(phrase or "")
            if key and "!" not in phrase:
                code = "REL" if row["code"][:3] in RELIGIONS else row["code"]
                db.execute("INSERT OR IGNORE INTO agent VALUES (?, ?)", (key, code))
