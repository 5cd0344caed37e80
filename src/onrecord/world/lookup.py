"""Look up people, bodies, offices, countries and places by name and date.

A question costs one or two index look-ups, and its answer is cached. Names are compared by a
skeleton (variants.py), which is the same for the common spellings of one name: "Sergei Shoigu"
finds "Sergey Shoygu". Exact spellings come first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple, cast

from onrecord.lexicon.classes import load_word_classes
from onrecord.lexicon.mentions import load_role_sectors
from onrecord.lexicon.world import OfficeWord
from onrecord.types import ActorKind, PlaceKind
from onrecord.world.answers import cached_answers
from onrecord.world.keys import RANK_NOTABLE
from onrecord.world.layers import DEGREE, Layers, book_of, copy_of, lay_over, rows_of, shipped_country
from onrecord.world.offices import Body, Office, office_rows, parse_body, parse_office
from onrecord.world.overlay import Problem, read_overlay
from onrecord.world.rows import Entity, PlaceRow, TableRow, Tenure
from onrecord.world.store import (
    KINDS,
    PLACE_KINDS,
    key_of,
    open_file,
    pack_date,
    unpack_as_of,
    unpack_date,
)
from onrecord.world.tenures import PACKED_YEAR
from onrecord.world.variants import (
    fold,
    initials,
    is_half_of_surname,
    is_other_short_form,
    skeleton,
    skeleton_words,
    surname,
)

MOST_CANDIDATES = 8  # candidates of one name: more are noise
NEAR_YEARS = 2  # a surname alone refers to somebody in office, or out of office for at most so long
OPEN_END = 99_999_999  # a packed date after all others: the tenure has no end
LAST_DAY_OF_YEAR, LAST_DAY_OF_MONTH = 1231, 31  # added to a packed year or month
GENERIC = "generic_bodies.tsv"
THOUSAND = 1000  # weights are kept in thousandths

# Added to the weight of a candidate, which is 0 to 1.
IN_OFFICE_BONUS = 0.5
EXACT_BONUS = 0.3
ALIAS_MALUS = 0.1
DERIVED_MALUS = 0.35  # the key is the first and last word of a longer name
DROPPED_MALUS = 0.2  # the known name lacks a word of the name asked for: often another person
GENERIC_WEIGHT = 0.8  # a body that was made of a generic name and a country

# How near a key is to the name itself (keys.py).
DERIVED = 2
ACRONYM = 4
SHORTEST_WORD = 3  # letters of an acronym that is also printed as a word: "Nato", but "PA" is no "Pa"
KNOWN_BY_ALL = 1.0  # weight of a body whose acronym is also printed in small letters: "Nato"

# Order of places that share a name.
REGION_DIVISOR = 8  # "New York", "Moscow": the city, unless the text says the state
CAPITAL_FACTOR = 5
OTHER_NAME_DIVISOR = 10  # the name asked for is not the place's main name

SHORTEST = 4  # letters of a name of a country that is recognised in small letters
UNCODED = "UNK"  # the code of "group", "men"
AGENT_WORDS = 4  # of the longest phrase for a kind of agent that is searched anywhere
LAST_WORDS = 5  # of a phrase, searched for a kind of agent
CODE = 3  # letters of the code of a sector
PLURALS = (("men", "man"), ("ies", "y"), ("ches", "ch"), ("sses", "ss"), ("s", ""))  # the first that fits


class World:
    """The compiled tables, open for reading. Answers are sorted best first and may be empty.

    Dates are ISO strings ("2018-10-20", "2018-10", "2018"), or None for "at any time".
    """

    def __init__(self, path: Path, overlays: Sequence[Path] = ()) -> None:
        self._db = open_file(path)
        self._layers = Layers()
        self.problems: tuple[Problem, ...] = ()  # invalid lines of the overlays, which were skipped
        if overlays:
            self._lay_over(overlays)
        self._lock = threading.Lock()
        rows = self._rows
        self._countries = {r[0]: r for r in rows("SELECT iso3, name, wikidata, capital FROM country")}
        self._names = dict(rows("SELECT key, iso3 FROM country_name WHERE adjective = 0"))
        self._demonyms = dict(rows("SELECT key, iso3 FROM country_name WHERE adjective = 1"))
        self._capitals = {fold(r[3]): code for code, r in self._countries.items() if r[3]}
        self._profiles = {r[0]: r[1:] for r in rows("SELECT * FROM profile")}
        self._divisions = {r[0]: r[1:] for r in rows("SELECT * FROM division")}
        self._texts = {value: number for number, value in rows("SELECT id, value FROM text")}
        self._agents: dict[str, str] = dict(rows("SELECT phrase, code FROM agent"))
        self._shorts = {r[0]: (r[1], r[2]) for r in rows("SELECT short, name, country FROM region_short")}
        self.classes = load_word_classes()

    def _lay_over(self, overlays: Sequence[Path]) -> None:
        """Write the rows of the overlays into a copy of the world, in the order of the files."""
        self._db = copy_of(self._db)
        book = book_of(self._db)
        read = [read_overlay(path, book) for path in overlays]
        self._layers = lay_over(self._db, [row for rows, _ in read for row in rows])
        self.problems = (*(p for _, problems in read for p in problems), *self._layers.problems)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _rows(self, sql: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    # ---- people -------------------------------------------------------------------------

    @cached_answers
    def people(self, name: str, date: str | None = None) -> tuple[Entity, ...]:
        """Return the people called `name` (full name, alias or spelling variant).

        Those in office at `date` come first, then by weight and nearness of the spelling.
        """
        if len(fold(name).split()) < 2:
            return ()
        named = self._named("person_name", skeleton(name))
        found = (
            [(e, how) for e, how in named if how != DERIVED or not is_half_of_surname(name, e.name)]
            or self._people_in_other_order(name)
            or self._people_without_a_word_of(name)
        )
        found = [(e, how) for e, how in found if not is_other_short_form(name, e.name)]
        if own := initials(name):  # "George W. Bush" excludes people with other initials
            found = [(e, how) for e, how in found if initials(e.name) in ((), own)] or found
        asked = fold(name)
        return _best(found, lambda e, how: self._nearness(asked, e, how) + self._presence(e, date))

    def _people_in_other_order(self, name: str) -> list[tuple[Entity, int]]:
        """Return the people called `name` if its two words change places: "Abe Shinzo", of such countries alone."""
        words = skeleton_words(name).split()
        if len(words) != len(("family", "given")):
            return []
        found = self._named("person_name", words[1] + words[0])
        return [(e, how) for e, how in found if fold(e.country or "") in self.classes.family_first_countries]

    def _people_without_a_word_of(self, name: str) -> list[tuple[Entity, int]]:
        """Return the people called `name` if a word is left out, with less weight."""
        found = (self._named("person_name", key) for key in _shorter_keys(name))
        near = next(filter(None, found), None) or self._people_with_second_surname(name)
        return [(replace(e, weight=max(0.0, e.weight - DROPPED_MALUS)), how) for e, how in near]

    def _people_with_second_surname(self, name: str) -> list[tuple[Entity, int]]:
        """Return the people of a name of three words without its last, in countries of two surnames."""
        words = skeleton_words(name).split()
        if len(words) != len(("given", "father's", "mother's")):
            return []
        found = self._named("person_name", words[0] + words[1])
        return [(e, how) for e, how in found if fold(e.country or "") in self.classes.two_surname_countries]

    @cached_answers
    def people_by_surname(self, surname_: str, date: str | None = None) -> tuple[Entity, ...]:
        """Return at most eight holders of high office at or near `date` whose surname this is."""
        sql = f"{_ENTITY} JOIN surname s ON s.entity = e.id WHERE s.key = ?"
        found = [(self._entity(r), 0) for r in self._rows(sql, key_of(skeleton(surname_)))]
        asked = fold(surname_)
        near = [(e, how) for e, how in found if date is None or self._is_near(e, date)]
        return _best(
            near, lambda e, _: (fold(surname(e.name)) == asked) * EXACT_BONUS + self._presence(e, date)
        )

    @cached_answers
    def offices(self, person: Entity, date: str | None = None) -> tuple[Tenure, ...]:
        """Return the offices `person` held at `date` (all of them without one), the highest first.

        Those of another state come last: the French president is also a prince of Andorra.
        """
        sql = (
            "SELECT o.title, o.country, o.sector, o.sector2, o.role, o.rank, t.start, t.end"
            " FROM tenure t JOIN office o ON o.id = t.office WHERE t.entity = ?"
        )
        day = pack_date(date) if date else 0
        held = [r for r in self._rows(sql, person.key) if not day or _holds(r[6], r[7], day)]
        held.sort(key=lambda r: (self._is_of_other_state(r[1], person), r[5], -_last_day(r[7]), -r[6]))
        return tuple(
            Tenure(title or "", country, sector, unpack_date(start), unpack_date(end), unpack_as_of(end),
                   sector2=sector2, role=role, rank=rank)
            for title, country, sector, sector2, role, rank, start, end in held
        )  # fmt: skip

    def _is_of_other_state(self, country: str | None, person: Entity) -> bool:
        """Return whether `country` is a state, and `person` of another; bodies such as the UN are of nobody."""
        return person.country in self._countries and country in self._countries and country != person.country

    @cached_answers
    def holders(self, office: str, country: str | None = None, date: str | None = None) -> tuple[Entity, ...]:
        """Return the people who held `office` ("foreign minister", "president") of `country` at `date`.

        Without a country, the office must name one ("Russian foreign minister") or exist only
        once ("UN secretary-general"). Without a date, the latest holder comes first.
        """
        parsed = self.office_of(office, country)
        if parsed is None or parsed.role not in self._texts:
            return ()
        day = pack_date(date) if date else 0
        seats = [seat for seat in self._seats(parsed) if not day or _holds(seat.start, seat.end, day)]
        countries = {self._profiles[seat.profile][1] for seat in seats}
        if not parsed.country and len(countries) > 1:
            return ()
        # If the office changes hands on the very day, the new holder comes first.
        seats.sort(key=_newest_first if day else _latest_first)
        return tuple(dict.fromkeys(map(self._entity, seats)))[:MOST_CANDIDATES]

    def _seats(self, office: Office) -> list[_Seat]:
        """Return the holders of an office, each with the start and end of each time."""
        sql = f"{_ENTITY} JOIN seat s ON s.entity = e.id WHERE s.role = ?"
        values: list[object] = [self._texts[office.role]]
        if office.country:
            sql += " AND s.country = ?"
            values.append(self._texts.get(office.country, 0))
        rows = self._rows(sql.replace("e.weight", "e.weight, s.start, s.end"), *values)
        return [_Seat(*row) for row in rows]

    def _nearness(self, asked: str, entity: Entity, how: int) -> float:
        if fold(entity.name) == asked:
            return EXACT_BONUS
        return -DERIVED_MALUS if how == DERIVED else -ALIAS_MALUS

    def _presence(self, entity: Entity, date: str | None) -> float:
        if date is None:
            return entity.weight
        return entity.weight + (IN_OFFICE_BONUS if self.offices(entity, date) else 0.0)

    def _is_near(self, entity: Entity, date: str) -> bool:
        """Return whether a person holds high office at `date`, or within `NEAR_YEARS` of it."""
        day, margin = pack_date(date), NEAR_YEARS * PACKED_YEAR
        legislators = self.classes.legislator_roles
        held = (t for t in self.offices(entity) if t.rank <= RANK_NOTABLE or t.role in legislators)
        return any(
            pack_date(t.start or "") - margin <= day <= (pack_date(t.end or "") or OPEN_END) + margin
            for t in held
        )

    # ---- bodies -------------------------------------------------------------------------

    @cached_answers
    def bodies(self, name: str, country: str | None = None) -> tuple[Entity, ...]:
        """Return institutions, metonyms, parties, armed groups, media and other bodies called `name`.

        Bodies of `country` come first. A generic name ("Foreign Ministry", "parliament") is answered
        with a body that is made for that country.
        """
        key = fold(name)
        home = country or self._leading_country(key)
        found = self._bodies_called(name)
        if not found and not country:
            found = self._bodies_without_adjective(key, home)
        if not _some_are_of(found, home):
            generic = self._generic(name, country, common_only=bool(found))
            if generic:
                return (generic,)
        return _best(found, lambda e, how: e.weight + (e.country == home) - ALIAS_MALUS * (how % ACRONYM))

    def _bodies_called(self, name: str) -> list[tuple[Entity, int]]:
        """Return the bodies called `name`; an acronym must be printed as one ("Nato", but not "Faso").

        The plural of an acronym ("MPs") is no acronym that ends in S.
        """
        is_state = name.endswith(".") and name in self._shorts  # "Pa.", but not "PA"
        named = self._named("body_name", fold(name)) if not is_state else []
        if not named:
            return []
        capitals = sum(c.isupper() for c in name)
        is_plural = name[:-1].isupper() and name.endswith("s")
        return [
            (e, how)
            for e, how in named
            if _is_printed_so(e, how, capitals, sum(c.isalpha() for c in name))
            and not (is_plural and (how >= ACRONYM or e.name.isupper()))
        ]

    def _bodies_without_adjective(self, key: str, country: str | None) -> list[tuple[Entity, int]]:
        """Return the bodies of `country` whose name lacks its adjective: "Russian Security Council"."""
        if not country:
            return []
        named = self._named("body_name", key.split(" ", 1)[-1])
        return [(e, how) for e, how in named if how < ACRONYM and e.country == country]

    def _generic(self, name: str, country: str | None, common_only: bool) -> Entity | None:
        """Return a body made of a generic name and a country: "Foreign Ministry of Russia"."""
        body = parse_body(name, self.nation, country)
        if body is None or body.country is None or (common_only and not body.is_common):
            return None
        listed = self._listed_generic(body, body.country)
        if listed is not None:
            return listed
        title = f"{body.name} of {self.country_name(body.country) or body.country}"
        return Entity(title, "organization", body.country, body.sector, None, None,
                      (TableRow(GENERIC, body.line, body.name),), GENERIC_WEIGHT, sector2=body.sector2)  # fmt: skip

    def _listed_generic(self, body: Body, country: str) -> Entity | None:
        """Return the body of a country that the tables have under a generic name: the "U.S. Air Force" of "Air Force"."""
        generic = dict.fromkeys((body.phrase, fold(body.name)))
        keys = (
            key
            for part in generic
            for name in self._names_of(country)
            for key in (f"{name} {part}", f"{part} of {name}")
        )
        named = (pair for key in keys for pair in self._named("body_name", key))
        return next((e for e, how in named if how < ACRONYM and e.country == country), None)

    def _names_of(self, country: str) -> list[str]:
        """Return the names of a country, folded."""
        return [key for key, code in self._names.items() if code == country]

    def _leading_country(self, key: str) -> str | None:
        """Return the country that the first one or two words of a name say, if more words follow."""
        words = key.split()
        return next((c for n in (2, 1) if len(words) > n and (c := self.nation(" ".join(words[:n])))), None)

    # ---- countries ----------------------------------------------------------------------

    @cached_answers
    def country(self, name: str) -> Entity | None:
        """Return the country called `name` ("Russia", "the United States", "U.K.", "US")."""
        code = self._names.get(fold(name))
        return self.country_by_code(code) if code and _may_be_country(name) else None

    def country_by_code(self, code: str) -> Entity | None:
        """Return the country with the ISO 3166 alpha-3 `code`."""
        row = self._countries.get(code)
        if row is None:
            return None
        return Entity(row[1], "country", code, None, row[2], row[1], self.country_rows(code), 1.0)

    def country_rows(self, code: str) -> tuple[TableRow, ...]:
        """Return the rows of a country, for `basis`."""
        return self._layers.countries.get(code) or (shipped_country(code),)

    def country_name(self, code: str) -> str | None:
        """Return the common name of a country: "RUS" → "Russia", "USA" → "United States"."""
        row = self._countries.get(code)
        return row[1] if row else None

    @cached_answers
    def demonym(self, word: str) -> str | None:
        """Return the code of the country of an adjective or a people: "Russian", "Britons"."""
        key = fold(word)
        is_people = _may_be_country(word) or key in self.classes.short_peoples
        return self._demonyms.get(key) if is_people and word[:1].isupper() else None

    def nation(self, words: str) -> str | None:
        """Return the code of the country of a name or adjective, in capitals or not."""
        key = fold(words)
        return self._names.get(key) or self._demonyms.get(key)

    def capital_country(self, name: str) -> str | None:
        """Return the code of the country whose capital is `name`: "Moscow" → "RUS"."""
        return self._capitals.get(fold(name)) or next(
            (p.country for p in self.places(name)[:1] if p.is_capital and p.population > 0), None
        )

    # ---- places -------------------------------------------------------------------------

    @cached_answers
    def places(self, name: str) -> tuple[PlaceRow, ...]:
        """Return the places called `name`: countries first, then by population."""
        sql = (
            "SELECT p.id, p.name, p.division, p.lat, p.lon, p.population, n.main"
            " FROM place_name n JOIN place p ON p.id = n.place WHERE n.key = ?"
        )
        key = fold(name)
        rows = [self._place(r) for r in self._rows(sql, key_of(key))]
        if code := self._names.get(key):  # an alias of a country that the gazetteer lacks
            rows += [p for p in self._country_places(code) if p.geonames not in {r.geonames for r in rows}]
        return tuple(sorted(rows, key=_place_order))

    @cached_answers
    def place_of(self, geonames: int) -> PlaceRow | None:
        """Return the place of a GeoNames id, or None."""
        sql = "SELECT p.id, p.name, p.division, p.lat, p.lon, p.population, 1 FROM place p WHERE p.id = ?"
        return next((self._place(row) for row in self._rows(sql, geonames)), None)

    def _country_places(self, code: str) -> list[PlaceRow]:
        sql = (
            "SELECT p.id, p.name, p.division, p.lat, p.lon, p.population, 1 FROM country c"
            " JOIN place p ON p.id = c.geonames WHERE c.iso3 = ?"
        )
        return [self._place(r) for r in self._rows(sql, code)]

    def _place(self, row: tuple) -> PlaceRow:  # type: ignore[type-arg]
        number, name, division, lat, lon, population, main = row
        kind, country, admin1, capital = self._divisions[division]
        return PlaceRow(
            name, cast("PlaceKind", PLACE_KINDS[kind]), country, number if number > 0 else None,
            lat / DEGREE if lat is not None else None, lon / DEGREE if lon is not None else None,
            population, admin1, bool(capital), bool(main), self._layers.places.get(number),
        )  # fmt: skip

    def region_short(self, short: str) -> tuple[str, str] | None:
        """Return the region and country of a printed abbreviation: "Calif." → California, USA."""
        return self._shorts.get(short)

    # ---- roles --------------------------------------------------------------------------

    @cached_answers
    def sector_of(self, role_phrase: str) -> str | None:
        """Return the PLOVER sector of a role noun phrase ("three senators" → "LEG"), or None."""
        code = self.agent_code(role_phrase)
        return code[:CODE] if code else None

    def agent_code(self, role_phrase: str) -> str | None:
        """Return the code, of one or two sectors, of the longest role noun at the end of a phrase.

        The head noun is the last word before "of", "from", "in", "who" and the like. The words
        after it are not used.
        """
        words = fold(_head_part(role_phrase)).split()
        ends = (" ".join(words[first:]) for first in range(max(0, len(words) - LAST_WORDS), len(words)))
        return next(filter(None, map(self._agent, ends)), None)

    def agent_anywhere(self, phrase: str) -> str | None:
        """Return the code of the last role noun anywhere in a phrase, the longest first."""
        words = fold(phrase).split()
        runs = (
            " ".join(words[first : first + size])
            for size in range(AGENT_WORDS, 0, -1)
            for first in range(len(words) - size, -1, -1)
        )
        return next((code for run in runs if (code := self._agent(run)) not in (None, UNCODED)), None)

    def _agent(self, phrase: str) -> str | None:
        """Return the code of a phrase for a kind of agent, in the singular or plural.

        A noun that the tables of agents lack has the sector that the reader gives it (roles.tsv).
        """
        single = _singular(phrase)
        return self._agents.get(phrase) or self._agents.get(single) or load_role_sectors().get(single)

    @cached_answers
    def office_of(self, phrase: str, country: str | None = None) -> Office | None:
        """Return the normal form of an office, with the country it names or `country`."""
        return parse_office(phrase, self.nation, country, self._layers.offices or None)

    @property
    def added_offices(self) -> tuple[OfficeWord, ...]:
        """Return the titles of office that the overlays added."""
        shipped = office_rows()
        return tuple(row for key, row in self._layers.offices.items() if shipped.get(key) != row)

    def role_of(self, office_phrase: str) -> str | None:
        """Return the normal form of an office ("foreign secretary" → "foreign minister"), or None."""
        office = self.office_of(office_phrase)
        return office.role if office else None

    # ---- reading rows -------------------------------------------------------------------

    def _named(self, table: str, key: str) -> list[tuple[Entity, int]]:
        return [(self._entity(r), r[6]) for r in self._rows(_NAMED[table], key_of(key))]

    def _entity(self, row: tuple) -> Entity:  # type: ignore[type-arg]
        number, name, profile, wikidata, wikipedia, weight = row[:6]
        kind, country, sector, sector2, source = self._profiles[profile]
        return Entity(
            name, cast("ActorKind", KINDS[kind]), country, sector, f"Q{wikidata}" if wikidata else None,
            name if wikipedia == "=" else wikipedia, rows_of(source, name), weight / THOUSAND, number, sector2,
        )  # fmt: skip


_ENTITY = "SELECT e.id, e.name, e.profile, e.wikidata, e.wikipedia, e.weight FROM entity e"
_NAMED = {
    table: f"{_ENTITY} JOIN {table} n ON n.entity = e.id WHERE n.key = ?".replace(
        "e.weight", "e.weight, n.how"
    )
    for table in ("person_name", "body_name")
}


def _best(found: Iterable[tuple[Entity, int]], score: Callable[[Entity, int], float]) -> tuple[Entity, ...]:
    """Return the entities without repetition, highest score first; ties in the order of their numbers."""
    ranked = sorted(((score(e, how), e) for e, how in found), key=lambda p: (-p[0], p[1].key))
    return tuple(dict.fromkeys(e for _, e in ranked))[:MOST_CANDIDATES]


class _Seat(NamedTuple):
    """A holder of an office, with the columns of `_ENTITY`, and the packed dates of one time."""

    number: int
    name: str
    profile: int
    wikidata: int | None
    wikipedia: str | None
    weight: int
    start: int
    end: int


def _newest_first(seat: _Seat) -> tuple[int, int, int]:
    """Sort key: the latest start first, then by weight and number."""
    return -seat.start, -seat.weight, seat.number


def _latest_first(seat: _Seat) -> tuple[int, int, int, int]:
    """Sort key: the latest end first, then the latest start."""
    return -_last_day(seat.end), *_newest_first(seat)


def _is_printed_so(entity: Entity, how: int, capitals: int, letters: int) -> bool:
    """Return whether a name of so many letters, with so many capitals, may be that of a body: an acronym has several, but "Nato"."""
    is_word = capitals > 0 and letters >= SHORTEST_WORD
    return how < ACRONYM or capitals > 1 or (is_word and entity.weight == KNOWN_BY_ALL)


def _some_are_of(found: Sequence[tuple[Entity, int]], country: str | None) -> bool:
    """Return whether bodies were found and, if a country is meant, at least one of them is of it."""
    return bool(found) and (country is None or any(e.country == country for e, _ in found))


def _may_be_country(name: str) -> bool:
    """Return whether a name is long enough, or in capitals: "US", but not "us"."""
    return len(fold(name)) >= SHORTEST or name.isupper()


def _shorter_keys(name: str) -> Iterator[str]:
    """Yield the key of a name of three or more words without its middle, then without its last word."""
    words = skeleton_words(name).split()
    if len(words) > 2:
        yield words[0] + words[-1]
    if len(words) > 3:
        yield "".join(words[:-1])


def _holds(start: int, end: int, day: int) -> bool:
    """Return whether a tenure covers a day; a bare year or month covers all its days."""
    last = _last_day(end)
    if day % PACKED_YEAR == 0:  # only the year is asked for
        return start // PACKED_YEAR <= day // PACKED_YEAR <= last // PACKED_YEAR
    return start <= day <= last


def _last_day(end: int) -> int:
    """Return the last day of a packed year, month or day; of an open end, a day after all others."""
    if end <= 0:
        return OPEN_END
    if end % PACKED_YEAR == 0:
        return end + LAST_DAY_OF_YEAR
    return end + LAST_DAY_OF_MONTH if end % 100 == 0 else end


def _place_order(place: PlaceRow) -> tuple[int, int, int]:
    """Sort countries first, then places by population, weighted by the kind of place and of name."""
    people = place.population if place.is_main_name else place.population // OTHER_NAME_DIVISOR
    if place.kind == "region":
        people //= REGION_DIVISOR
    if place.is_capital:
        people *= CAPITAL_FACTOR
    return (0 if place.kind == "country" else 1, -people, place.geonames or 0)


def _head_part(phrase: str) -> str:
    """Return a noun phrase up to its head noun."""
    lowered = f"{phrase.lower()} "
    ends = (", ", *(f" {word} " for word in load_word_classes().words_after_head))
    cuts = [i for end in ends if (i := lowered.find(end)) > 0]
    return phrase[: min(cuts)] if cuts else phrase


def _singular(phrase: str) -> str:
    """Return the singular of the last word by rule: "senators", "policemen", "parties"."""
    for plural, single in PLURALS:
        if phrase.endswith(plural):
            return phrase[: len(phrase) - len(plural)] + single
    return phrase


@lru_cache(maxsize=4)
def load_world(overlays: tuple[Path, ...] = ()) -> World:
    """Open the world that ships in the package, once a process; threads share it.

    `overlays` are the user's tables; a later one overrides an earlier one. `World.problems` lists
    their invalid lines.
    """
    return World(Path(str(resources.files("onrecord.world").joinpath("world.db"))), overlays)
