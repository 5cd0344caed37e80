"""Compile the knowledge tables into the one read-only file that the package ships.

    python -m training.world --shared ../shared

reads `data/actors/*.tsv*` (its README gives the source and licence of each table;
docs/data-sources.md repeats them) and `training/world_extra.tsv` (general knowledge,
written for this project), less the people of `training/world_left_out.tsv`, and writes
`src/onrecord/world/world.db` and beside it `world.sha256`. The same tables give the same bytes.
Nothing else is read.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from onrecord.world.keys import RANK_LEGISLATOR, RANK_NOTABLE, body_keys, is_notable, person_keys, surname_key
from onrecord.world.offices import Office
from onrecord.world.offices import parse_office as parse_title
from onrecord.world.store import KINDS, SCHEMA_VERSION, WORLD_SCHEMA, key_of, pack_date, pack_end
from onrecord.world.variants import fold, without_peerage
from onrecord.world.variants import skeleton as skeleton_of
from training.world_codes import Codes
from training.world_leaders import LEADERS, leader_rows
from training.world_places import Countries, move_centres, write_countries, write_places, write_words
from training.world_tables import Row, parts, rows_of

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "onrecord" / "world"
OLDEST = "1990"  # offices and terms that ended earlier are left out
OLDEST_TERM = "2012"  # plain members of legislatures; the file would grow by 3 MB with those since 2000
OLDEST_SEAT = "1985"  # an older seat without an end has an unknown end
WORTH = (1.0, 0.8, 0.6, 0.45, 0.35, 0.3, 0.2)  # prior by rank of the highest office
HAND_MADE = 0.4  # minimum prior of a person without an office who has a hand-made row: reports name them
HAND_MADE_AT = "2025-12"  # the hand-made tables say who held an office then
RANK_UNPARSED = 5
DAYS_BETWEEN_TERMS = 200


skeleton = cache(skeleton_of)  # of every name, several times: the cache of the module itself holds too few


def parse_office(title: str, countries: Countries, home: str | None) -> Office | None:
    """Return the normal form of a title; thousands of rows have the same one."""
    key = title, home
    if key not in countries.titles:
        countries.titles[key] = parse_title(title, countries.of, home)
    return countries.titles[key]


@dataclass(slots=True)
class Term:
    """One term of an office, before it is written."""

    title: str | None
    country: str | None
    sector: str | None
    sector2: str | None
    start: str
    end: str
    as_of: str
    role: str | None = None
    rank: int = RANK_UNPARSED
    single: bool = False


@dataclass(slots=True)
class Being:
    """A person or body, before it is written."""

    name: str
    kind: str
    country: str | None
    sector: str | None
    sector2: str | None
    wikidata: str | None
    wikipedia: str | None
    source: str
    aliases: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    died: str = ""
    weight: float = 0.0
    rank: int = 9


# ---- people ---------------------------------------------------------------------------------


def read_people(actors: Path, extra: list[Row], countries: Countries) -> list[Being]:
    """Return all people with their terms of office, in a fixed order."""
    people: dict[str, Being] = {}
    for row in rows_of(actors / "people.tsv.gz"):
        people[row["wikidata"]] = Being(
            written_name(row), "person", row["country"] or None, None, None, row["wikidata"],
            row["enwiki_title"] or None, "people.tsv", parts(row["aliases"]), died=row["died"],
        )  # fmt: skip
    for table in ("offices.tsv.gz", "legislators.tsv.gz"):
        for row in rows_of(actors / table):
            being = people.get(row["person_id"])
            if being is not None:
                being.terms.extend(term_of(row, countries))
    found = list(people.values())
    left_out = {row["name"] for row in rows_of(HERE / "world_left_out.tsv")}
    by_hand = [row for row in rows_of(actors / "offices_extra.tsv") if row["person"] not in left_out]
    found += add_hand_made(by_hand, found, "offices_extra.tsv", countries)
    found += add_hand_made([r for r in extra if r["kind"] == "person"], found, "world_extra.tsv", countries)
    found += add_hand_made(list(leader_rows(actors)), found, LEADERS, countries)
    found += phoenix_people(actors, found)
    for being in found:
        settle(being)
    return [b for b in found if b.terms or b.source in ("offices_extra.tsv", "world_extra.tsv", LEADERS)]


def written_name(row: Row) -> str:
    """Return a person's name as papers print it: of a name in capitals, an alias that is not, else in small letters."""
    name = row["name"]
    if not (name.isupper() and " " in name):
        return name
    aliases = (alias for alias in parts(row["aliases"]) if not alias.isupper())
    same = (alias for alias in aliases if set(fold(alias).split()) & set(fold(name).split()))
    return next(same, name.title())


def term_of(row: Row, countries: Countries) -> list[Term]:
    """Return the term in a row of offices or legislators, or None if it is too old."""
    title = row.get("office") or row.get("position") or ""
    end = row["end"]
    legislator = "position" in row
    if end and end < (OLDEST_TERM if legislator else OLDEST):
        return []
    if legislator and not end and row["start"] < OLDEST_SEAT:
        return []
    country = row["country"] or None
    if country is None and "United Nations" in title:
        country = "UNO"
    title = in_territory(title, row["source"])
    office = None if legislator else parse_office(title, countries, country)
    if legislator:
        title = re.sub(r"\b(?:the )?\d+(?:st|nd|rd|th) ", "the ", title)
        office = parse_office(title, countries, country) or Office(
            "legislator", country, RANK_LEGISLATOR, "LEG"
        )
    return [finish_term(Term(title, country, row["sector"] or None, row.get("sector2") or None,
                             row["start"], end, row["as_of"]), office)]  # fmt: skip


def in_territory(title: str, source: str) -> str:
    """Return a title with the territory that its source is about: no office of the state that the row is filed under.

    >>> in_territory("President", "south-ossetia"), in_territory("President", "georgia-ministers")
    ('President of South Ossetia', 'President')
    """
    territory = territories().get(source)
    return title if territory is None or territory in title else f"{title} of {territory}"


@lru_cache(maxsize=1)
def territories() -> dict[str, str]:
    """Return the territories whose offices a source lists under the country of a state, by source."""
    return {row["source"]: row["territory"] for row in rows_of(HERE / "world_territories.tsv")}


def finish_term(term: Term, office: Office | None) -> Term:
    """Add the role, rank and more certain sector of the parsed office to a term."""
    if office is None:
        return term
    term.role, term.rank, term.single = office.role, office.rank, office.single
    term.sector2 = term.sector2 or office.sector2
    if office.sector in ("MIL", "SPY", "JUD", "COP", "LEG", "REL") and term.sector in (None, "GOV"):
        term.sector = office.sector
    if term.country in ("UNO", "IGO") and not office.sector:
        term.sector = None
    if term.sector == term.sector2:
        term.sector2 = None
    return term


def add_hand_made(rows: list[Row], people: list[Being], source: str, countries: Countries) -> list[Being]:
    """Merge the hand-made rows into the people who are already known; return the new ones."""
    by_id = {b.wikidata: b for b in people if b.wikidata}
    by_name: dict[tuple[str, str | None], list[Being]] = defaultdict(list)
    by_any: dict[str, list[Being]] = defaultdict(list)
    for person in people:
        for name in (person.name, *person.aliases):
            by_name[skeleton(without_peerage(name)), person.country].append(person)
            by_any[skeleton(without_peerage(name))].append(person)
    new: dict[tuple[str, str], Being] = {}
    for row in rows:
        name, country = row.get("person") or row["name"], row["country"] or None
        codes = row["codes"].split()
        known = by_id.get(row["wikidata"] or "-")
        same = by_name.get((skeleton(name), country), []) or [
            b for b in by_any.get(skeleton(name), []) if any(t.country == country for t in b.terms)
        ]
        same = [b for b in same if not row["wikidata"] or b.wikidata in (None, row["wikidata"])]
        being: Being | None = (
            known
            or new.get((name, country or ""))
            or (max(same, key=lambda b: len(b.terms)) if same else None)
        )
        if being is None:
            being = Being(name, "person", country, codes[0] if codes else None, None, row["wikidata"] or None,
                          row.get("wikipedia") or None, source)  # fmt: skip
            new[name, country or ""] = being
        being.wikipedia = being.wikipedia or row.get("wikipedia") or None
        being.aliases += [a for a in [name, *parts(row["aliases"])] if a != being.name and " " in a]
        term = Term(row["office"] or None, country, codes[0] if codes else None,
                    codes[1] if len(codes) > 1 else None, row["start"], row["end"],
                    row.get("as_of") or HAND_MADE_AT)  # fmt: skip
        if row["office"] and (row["start"] or row["end"] or source == "world_extra.tsv"):
            being.terms.append(finish_term(term, parse_office(row["office"], countries, country)))
        elif row["office"]:
            being.terms.append(finish_term(term, None))
    return list(new.values())


def phoenix_people(actors: Path, people: list[Being]) -> list[Being]:
    """Return the people of the Phoenix dictionaries who are not known yet; these have codes but no titles."""
    known = {skeleton(name) for b in people for name in (b.name, *b.aliases)}
    found = []
    for row in rows_of(actors / "phoenix_actors.tsv.gz"):
        if row["kind"] != "person" or " " not in row["name"] or skeleton(row["name"]) in known:
            continue
        terms = [t for code in row["codes"].split(";") if (t := phoenix_term(code))]
        if terms:
            found.append(Being(row["name"], "person", terms[-1].country, None, None, None, None,
                               "phoenix_actors.tsv", [], terms))  # fmt: skip
    return found


_PHOENIX = re.compile(r"^([A-Z]{3})([A-Z]{3})?([A-Z]{3})?@?(?:(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?)?$")


def phoenix_term(code: str) -> Term | None:
    """Read a dated code: "COLGOVMED@2010-09-01.." → Colombia, GOV, from 2010."""
    found = _PHOENIX.match(code.strip())
    if not found or not found[2] or (found[5] and found[5] < OLDEST_TERM):
        return None
    return Term(None, found[1], found[2], found[3], found[4] or "", found[5] or "", "2014")


def settle(being: Being) -> None:
    """Merge duplicate and adjoining terms, and derive country, sector, rank and title from them."""
    being.terms = merge_terms(being.terms)
    if being.died:
        for term in being.terms:
            term.end = term.end or being.died
    best = max(being.terms, key=lambda t: (-t.rank, t.start), default=None)
    if best is None:
        return
    being.rank = best.rank
    being.sector, being.sector2 = best.sector, best.sector2
    being.country = one_country(being.country, best.country)
    held = any(t.role != "legislator" and t.title for t in being.terms)
    if being.wikipedia is None and held and being.source != "phoenix_actors.tsv":
        being.wikipedia = being.name  # the label of an office holder is nearly always the title


def one_country(of_person: str | None, of_office: str | None) -> str | None:
    """Return one country for a person: of several citizenships ("AGO|PAK") that of the office, else none."""
    if of_person is not None and "|" not in of_person:
        return of_person
    return of_office


def merge_terms(terms: list[Term]) -> list[Term]:
    """Return the terms without duplicates: the more precise date wins, and adjoining terms of one office are merged."""
    merged: list[Term] = []
    for term in sorted(terms, key=lambda t: (t.role or t.title or "", t.country or "", t.start, t.end)):
        last = merged[-1] if merged else None
        same = last is not None and (last.role or last.title) == (term.role or term.title)
        if last is not None and same and last.country == term.country and touches(last, term):
            fuller = max(last, term, key=lambda t: (len(t.start), len(t.end)))
            last.title = fuller.title or last.title
            last.start = max(
                (t.start for t in (last, term) if t.start[:4] == last.start[:4]), key=len, default=""
            )
            last.end = later_end(last, term)
            last.as_of = max(last.as_of, term.as_of)
        else:
            merged.append(term)
    return sorted(merged, key=lambda t: (t.start, t.rank, t.title or ""))


def touches(first: Term, second: Term) -> bool:
    """Return whether `second`, which does not start earlier, continues or repeats `first`."""
    if not first.start or not second.start or first.start[:4] == second.start[:4]:
        return first.start[:4] == second.start[:4]
    if not first.end:
        return second.end == "" or first.as_of > second.start
    return days(second.start) - days(first.end) < DAYS_BETWEEN_TERMS and len(first.end) > 4


def later_end(first: Term, second: Term) -> str:
    """Return the end of two merged terms; of an open and a closed one, the row that was made later decides."""
    if first.end and second.end:
        if first.end[:4] == second.end[:4]:
            return max(first.end, second.end, key=len)
        return max(first.end, second.end)
    if first.start[:4] != second.start[:4]:
        return second.end
    closed = first if first.end else second
    other = second if first.end else first
    still_open = other.as_of >= closed.as_of and len(closed.start) > len("YYYY")
    return "" if still_open else closed.end


def days(date: str) -> int:
    """Return an approximate day number of an ISO date of any precision (missing parts mean the start)."""
    year, month, day = (int(p) for p in (date + "-01-01")[:10].split("-"))
    return year * 365 + month * 30 + day


def close_by_successor(people: list[Being]) -> None:
    """End open terms of single-holder offices if another person starts later, and is not gone before the row was made.

    A caretaker between two governments of one person ends nothing.
    """
    seats: dict[tuple[str, str | None], list[tuple[str, Being, Term]]] = defaultdict(list)
    for being in people:
        for term in being.terms:
            if term.single and term.role and term.start:
                seats[term.role, term.country].append((term.start, being, term))
    for holders in seats.values():
        holders.sort(key=lambda h: (h[0], h[1].name))
        for n, (start, being, term) in enumerate(holders):
            later = [
                s
                for s, b, t in holders[n + 1 :]
                if b is not being and days(s) > days(start) and follows(t, term)
            ]
            if not term.end and later:
                term.end = later[0]


def follows(other: Term, term: Term) -> bool:
    """Return whether a later term can have ended an open one: it did not end before the open one was last known."""
    return not other.end or not term.as_of or other.end > term.as_of


# ---- bodies ---------------------------------------------------------------------------------


def read_bodies(actors: Path, extra: list[Row]) -> list[Being]:
    """Return institutions, parties, armed groups and organisations; hand-made ones first."""
    found: dict[tuple[str, str | None], Being] = {}
    owned: dict[tuple[str, str | None], str] = {}  # names of hand-made rows: no alias of another row
    for source, rows in (
        ("world_extra.tsv", [r for r in extra if r["kind"] == "body"]),
        ("institutions.tsv", list(rows_of(actors / "institutions.tsv"))),
    ):
        for row in rows:
            being = hand_made_body(row, source)
            if source == "world_extra.tsv":
                owned |= {(fold(n), being.country): fold(being.name) for n in (being.name, *being.aliases)}
            own = fold(being.name)
            being.aliases = [a for a in being.aliases if owned.get((fold(a), being.country), own) == own]
            first = found.setdefault((fold(being.name), being.country), being)
            if first is not being:  # the later row only adds values that the first one lacks
                first.wikidata = first.wikidata or being.wikidata
                first.aliases += [a for a in being.aliases if a not in first.aliases]
    listed = list(found.values())
    known = {(fold(n), b.country) for b in listed for n in (b.name, *b.aliases)}
    for row in rows_of(actors / "orgs.tsv.gz"):
        wanted = (
            row["code"] not in ("OTH", "CVL") and (fold(row["name"]), row["country"] or None) not in known
        )
        if wanted:
            listed.append(listed_body(row))
    return listed


def hand_made_body(row: Row, source: str) -> Being:
    """Return the body in a hand-made row."""
    codes = row["codes"].split()
    country = row["country"] if row["country"] not in ("", "INT") else None
    being = Being(
        row["name"], "organization", country, codes[0] if codes else None, codes[1] if len(codes) > 1 else None,
        row["wikidata"] or None, row.get("wikipedia") or None, source, parts(row["aliases"]),
    )  # fmt: skip
    if source == "institutions.tsv" and being.wikidata:
        being.wikipedia = being.name
    if country in ("UNO", "IGO") and being.sector == "GOV":
        being.sector = None
    being.weight = 1.0
    return being


ORG_WORTH = {"PTY": 0.6, "GOV": 0.5, "REB": 0.6, "IGO": 0.7}


def listed_body(row: Row) -> Being:
    """Return the body in a row of the long list."""
    title = row["wikipedia"].rpartition("/wiki/")[2] if "//en.wikipedia.org/" in row["wikipedia"] else ""
    title = unquote(title).replace("_", " ")
    names = [row["name"], *parts(row["aliases"])]
    code = row["code"] if row["code"] not in ("OTH", "IGO") else None
    country = row["country"] or ("IGO" if row["code"] == "IGO" else None)
    being = Being(names[0], "organization", country, code, None, row["wikidata"] or None, title or None,
                  f"orgs.tsv {row['source_id']}".replace("https://ror.org/", "ror:"), names[1:])  # fmt: skip
    being.weight = ORG_WORTH.get(row["code"], 0.15)
    return being


def unquote(text: str) -> str:
    """Undo percent encoding of a URL's path."""
    raw = re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), text.encode("utf-8"))
    return raw.decode("utf-8", "replace")


# ---- writing --------------------------------------------------------------------------------


class Writer:
    """Writes rows into the tables of the file, with small numbers for repeated values."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.offices: dict[tuple[object, ...], int] = {}
        self.texts: dict[str, int] = {}
        self.shared: dict[str, dict[tuple[object, ...], int]] = {"profile": {}, "division": {}}

    def text(self, value: str | None) -> int | None:
        """Return the number of a text that many rows use."""
        if value is None:
            return None
        if value not in self.texts:
            self.texts[value] = len(self.texts) + 1
            self.db.execute("INSERT INTO text VALUES (?, ?)", (self.texts[value], value))
        return self.texts[value]

    def share(self, table: str, *key: object) -> int:
        """Return the number of the row `key` in a table of combinations that many rows use."""
        rows = self.shared[table]
        if key not in rows:
            rows[key] = len(rows) + 1
            marks = ", ".join("?" * (len(key) + 1))
            self.db.execute(f"INSERT INTO {table} VALUES ({marks})", (rows[key], *key))
        return rows[key]

    def office(self, term: Term) -> int:
        """Return the number of an office."""
        key = (term.title, term.country, term.sector, term.sector2, term.role, term.rank)
        if key not in self.offices:
            self.offices[key] = len(self.offices) + 1
            self.db.execute("INSERT INTO office VALUES (?, ?, ?, ?, ?, ?, ?)", (self.offices[key], *key))
        return self.offices[key]

    def being(self, number: int, being: Being) -> None:
        """Write a person or body with all its names and terms."""
        wikipedia = "=" if being.wikipedia == being.name else being.wikipedia
        source = being.source.split()[0]
        profile = self.share(
            "profile", KINDS.index(being.kind), being.country, being.sector, being.sector2, source
        )
        self.db.execute(
            "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)",
            (number, being.name, profile, int(being.wikidata[1:]) if being.wikidata else None, wikipedia,
             round(being.weight * 1000)),
        )  # fmt: skip
        person = being.kind == "person"
        table = "person_name" if person else "body_name"
        self.db.executemany(
            f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?)",
            [(key_of(k), number, how) for k, how in keys_of(being)],
        )
        if person and is_notable(being.rank, being.country):
            self.db.execute("INSERT INTO surname VALUES (?, ?)", (key_of(surname_key(being.name)), number))
        for n, term in enumerate(being.terms):
            start = pack_date(term.start)
            end = pack_end(term.end, term.as_of if term.rank <= RANK_NOTABLE else None)
            self.db.execute(
                "INSERT INTO tenure VALUES (?, ?, ?, ?, ?)", (number, n, self.office(term), start, end)
            )
            if term.role and term.rank <= RANK_NOTABLE:
                self.db.execute(
                    "INSERT OR IGNORE INTO seat VALUES (?, ?, ?, ?, ?)",
                    (self.text(term.role), self.text(term.country or "") or 0, start, number, end),
                )


def keys_of(being: Being) -> Iterator[tuple[str, int]]:
    """Yield the keys of the names of a person or body; for a listed body also its Wikipedia title."""
    if being.kind == "person":
        yield from person_keys(being.name, being.aliases, being.rank)
        return
    yield from body_keys(being.name, being.aliases)
    if being.wikipedia and being.source.startswith("orgs"):
        yield fold(re.sub(r" \(.*\)$", "", being.wikipedia)), 1


def with_our_codes(beings: Iterable[Being], codes: Codes) -> None:
    """Write every country in our code; raise `CodeError` for an unknown one."""
    for being in beings:
        being.country = codes.one(being.country, f"{being.source}, {being.name}")
        for term in being.terms:
            term.country = codes.one(term.country, f"{being.source}, {being.name}, {term.title}")


def weigh(people: Iterable[Being], population: dict[str, int]) -> None:
    """Give every person a prior from the rank of the office, the size of the country and the date."""
    for being in people:
        size = min(1.0, math.log10(population.get(being.country or "", 10**7) + 10) / 9)
        last = max((t.end or "9999" for t in being.terms), default="9999")
        recent = 1.0 if last >= "2010" else 0.75 if last >= "2000" else 0.5
        being.weight = WORTH[min(being.rank, len(WORTH) - 1)] * (0.3 + 0.7 * size) * recent
        if being.source == "phoenix_actors.tsv":
            being.weight *= 0.5
        if being.source == "world_extra.tsv":
            being.weight = max(being.weight, HAND_MADE)


def compile_world(shared: Path, target: Path) -> Path:
    """Write the world file and its checksum into `target`; return the file's path."""
    actors = shared / "data" / "actors"
    extra = list(rows_of(HERE / "world_extra.tsv"))
    countries = Countries(list(rows_of(actors / "countries.tsv")), extra)
    codes = Codes(row["iso3"] for row in countries.rows)
    people = read_people(actors, extra, countries)
    with_our_codes(people, codes)
    close_by_successor(people)
    weigh(people, {r["iso3"]: int(float(r["population"] or 0)) for r in countries.rows})
    bodies = read_bodies(actors, extra)
    with_our_codes(bodies, codes)
    beings = people + bodies
    path = target / "world.db"
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + WORLD_SCHEMA)
    db.execute("BEGIN")
    writer = Writer(db)
    for number, being in enumerate(beings, 1):
        writer.being(number, being)
    names = {"name:" + r["country"]: r["name"] for r in extra if r["kind"] == "country"}
    write_countries(db, countries, names)
    write_places(db, writer.share, actors, extra)
    move_centres(db, extra)
    write_words(db, actors, extra)
    for row in extra:
        if row["kind"] == "region_short":
            db.execute(
                "INSERT INTO region_short VALUES (?, ?, ?)", (row["name"], row["aliases"], row["country"])
            )
    db.execute("COMMIT")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    db.execute("VACUUM")
    db.close()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (target / "world.sha256").write_text(f"{digest}  world.db\n", encoding="ascii")
    return path


def main() -> None:
    """Compile from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds data/actors")
    parser.add_argument("--target", type=Path, default=TARGET, help="where world.db is written")
    options = parser.parse_args()
    path = compile_world(options.shared, options.target)
    print(f"{path} {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
