"""Look up the world by name and date: every question is one or two index look-ups, cached.

Names are compared by a skeleton (variants.py) that is the same for common spellings of
one name: "Sergei Shoigu" finds "Sergey Shoygu". Exact spellings come first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import cast

from onrecord.lexicon.classes import load_word_classes
from onrecord.lexicon.world import OfficeWord
from onrecord.types import ActorKind, PlaceKind
from onrecord.world.layers import Layers, book_of, copy_of, lay_over, rows_of, shipped_country
from onrecord.world.offices import Office, office_rows, parse_body, parse_office
from onrecord.world.overlay import Problem, read_overlay
from onrecord.world.rows import Entity, PlaceRow, TableRow, Tenure
from onrecord.world.store import KINDS, PLACE_KINDS, key_of, open_file, pack_date, unpack_date
from onrecord.world.variants import fold, initials, skeleton, skeleton_words, surname

MOST = 8  # candidates of one name: more are noise
CACHED = 8192  # answers kept per question: a corpus asks for the same names again and again
NEAR_YEARS = 2  # a surname alone means somebody in office, or out of it at most this long
OPEN_END = 99999999
IN_OFFICE_BONUS = 0.5
EXACT_BONUS = 0.3
ALIAS_MALUS = 0.1
DERIVED_MALUS = 0.35  # first and last word of a longer name
DROPPED_MALUS = 0.2  # the table's name lacks a word of the one asked for: another family, often
REGION_DIVISOR = 8
CAPITAL_FACTOR = 5
DERIVED = 2
ACRONYM = 4
GENERIC_WEIGHT = 0.8
GENERIC = "generic_bodies.tsv"


class World:
    """The compiled tables, open for reading. All answers are best first and may be empty.

    Dates are ISO strings ("2018-10-20", "2018-10", "2018") or None for "at any time".
    """

    def __init__(self, path: Path, overlays: Sequence[Path] = ()) -> None:
        self._db = open_file(path)
        self._layers = Layers()
        self.problems: tuple[Problem, ...] = ()  # lines of the overlays that were left out, and why
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
        self._agents = dict(rows("SELECT phrase, code FROM agent"))
        self._shorts = {r[0]: (r[1], r[2]) for r in rows("SELECT short, name, country FROM region_short")}
        self.classes = load_word_classes()
        self._cache_answers()

    def _lay_over(self, overlays: Sequence[Path]) -> None:
        """Put the user's rows over a copy of the file, in the order of the files."""
        self._db = copy_of(self._db)
        book = book_of(self._db)
        read = [read_overlay(path, book) for path in overlays]
        self._layers = lay_over(self._db, [row for rows, _ in read for row in rows])
        self.problems = (*(p for _, problems in read for p in problems), *self._layers.problems)

    def _cache_answers(self) -> None:
        """Put a bounded cache before every question; it lives and dies with this object."""
        for question in (
            "people", "people_by_surname", "offices", "holders", "bodies", "country", "demonym", "places",
            "sector_of", "office_of",
        ):  # fmt: skip
            setattr(self, question, lru_cache(maxsize=CACHED)(getattr(self, question)))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _rows(self, sql: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    # ---- people -------------------------------------------------------------------------

    def people(self, name: str, date: str | None = None) -> tuple[Entity, ...]:
        """Return the people called `name` (full name, alias or spelling variant).

        Those in office at `date` come first, then by weight and nearness of the spelling.
        """
        if len(fold(name).split()) < 2:
            return ()
        found = self._named("person_name", skeleton(name))
        if not found:
            words = skeleton_words(name).split()
            if len(words) > 2:  # a middle name, or a last one, that the table does not have
                found = self._named("person_name", words[0] + words[-1])
            if not found and len(words) > 3:
                found = self._named("person_name", "".join(words[:-1]))
            found = [(replace(e, weight=max(0.0, e.weight - DROPPED_MALUS)), how) for e, how in found]
        if own := initials(name):  # "George W. Bush" is nobody with other initials
            found = [(e, how) for e, how in found if initials(e.name) in ((), own)] or found
        asked = fold(name)
        return _best(found, lambda e, how: self._nearness(asked, e, how) + self._presence(e, date))

    def people_by_surname(self, surname_: str, date: str | None = None) -> tuple[Entity, ...]:
        """Return at most eight holders of high office at or near `date` whose surname this is."""
        sql = f"{_ENTITY} JOIN surname s ON s.entity = e.id WHERE s.key = ?"
        found = [(self._entity(r), 0) for r in self._rows(sql, key_of(skeleton(surname_)))]
        asked = fold(surname_)
        near = [(e, how) for e, how in found if date is None or self._is_near(e, date)]
        return _best(
            near, lambda e, _: (fold(surname(e.name)) == asked) * EXACT_BONUS + self._presence(e, date)
        )

    def offices(self, person: Entity, date: str | None = None) -> tuple[Tenure, ...]:
        """Return the offices `person` held at `date` (all of them without one), the highest first."""
        sql = (
            "SELECT o.title, o.country, o.sector, o.sector2, o.role, o.rank, t.start, t.end"
            " FROM tenure t JOIN office o ON o.id = t.office WHERE t.entity = ?"
        )
        day = pack_date(date) if date else 0
        held = [r for r in self._rows(sql, person.key) if not day or _holds(r[6], r[7], day)]
        held.sort(key=lambda r: (r[5], -(r[7] or OPEN_END), -r[6]))
        return tuple(
            Tenure(title or "", country, sector, unpack_date(start), unpack_date(end), sector2=sector2, role=role,
                   rank=rank)
            for title, country, sector, sector2, role, rank, start, end in held
        )  # fmt: skip

    def holders(self, office: str, country: str | None = None, date: str | None = None) -> tuple[Entity, ...]:
        """Return who held `office` ("foreign minister", "president") of `country` at `date`.

        Without a country the office must name one ("Russian foreign minister") or be of a
        body that has only one ("UN secretary-general"). Without a date: the latest first.
        """
        parsed = self.office_of(office, country)
        if parsed is None or parsed.role not in self._texts:
            return ()
        sql = f"{_ENTITY} JOIN seat s ON s.entity = e.id WHERE s.role = ?"
        values: list[object] = [self._texts[parsed.role]]
        if parsed.country:
            sql += " AND s.country = ?"
            values.append(self._texts.get(parsed.country, 0))
        rows = self._rows(sql.replace("e.weight", "e.weight, s.start, s.end"), *values)
        day = pack_date(date) if date else 0
        rows = [r for r in rows if not day or _holds(r[6], r[7], day)]
        countries = {self._profiles[r[2]][1] for r in rows}
        if not parsed.country and len(countries) > 1:
            return ()
        # A change of office on the very day: the newer holder first.
        rows.sort(key=lambda r: (-(r[7] or OPEN_END) if not day else 0, -r[6], -r[5], r[0]))
        return tuple(dict.fromkeys(self._entity(r) for r in rows))[:MOST]

    def _nearness(self, asked: str, entity: Entity, how: int) -> float:
        if fold(entity.name) == asked:
            return EXACT_BONUS
        return -DERIVED_MALUS if how == DERIVED else -ALIAS_MALUS

    def _presence(self, entity: Entity, date: str | None) -> float:
        if date is None:
            return entity.weight
        return entity.weight + (IN_OFFICE_BONUS if self.offices(entity, date) else 0.0)

    def _is_near(self, entity: Entity, date: str) -> bool:
        day = pack_date(date)
        return any(
            t.rank <= 3 or t.role in ("senator", "representative", "legislator")
            for t in self.offices(entity)
            if pack_date(t.start or "") <= day + NEAR_YEARS * 10000
            and day <= (pack_date(t.end or "") or OPEN_END) + NEAR_YEARS * 10000
        )

    # ---- bodies -------------------------------------------------------------------------

    def bodies(self, name: str, country: str | None = None) -> tuple[Entity, ...]:
        """Return institutions, metonyms, parties, armed groups, outlets ... called `name`.

        `country` prefers that country's bodies and lets a generic name ("Foreign Ministry",
        "parliament") be answered with one made for it.
        """
        key = fold(name)
        capitals = sum(c.isupper() for c in name)
        found = [
            (e, how)
            for e, how in self._named("body_name", key)
            if how < ACRONYM or capitals > 1 or (capitals and e.weight == 1.0)  # "Nato", but not every "Faso"
        ]
        home = country or self._leading_country(key)
        if not found and home and not country:  # "Russian Security Council": the name without its adjective
            rest = key.split(" ", 1)[-1]
            found = [(e, h) for e, h in self._named("body_name", rest) if h < ACRONYM and e.country == home]
        generic = (
            None
            if found and (home is None or any(e.country == home for e, _ in found))
            else self._generic(name, country, common_only=bool(found))  # one State Department, whoever reads
        )
        if generic:
            return (generic,)
        return _best(found, lambda e, how: e.weight + (e.country == home) - ALIAS_MALUS * (how % ACRONYM))

    def _generic(self, name: str, country: str | None, common_only: bool) -> Entity | None:
        """Return a body made of a generic name and a country: "Foreign Ministry of Russia"."""
        body = parse_body(name, self.nation, country)
        if body is None or body.country is None or (common_only and not body.is_common):
            return None
        title = f"{body.name} of {self.country_name(body.country) or body.country}"
        return Entity(title, "organization", body.country, body.sector, None, None,
                      (TableRow(GENERIC, body.line, body.name),), GENERIC_WEIGHT, sector2=body.sector2)  # fmt: skip

    def _leading_country(self, key: str) -> str | None:
        words = key.split()
        return next((c for n in (2, 1) if len(words) > n and (c := self.nation(" ".join(words[:n])))), None)

    # ---- countries ----------------------------------------------------------------------

    def country(self, name: str) -> Entity | None:
        """Return the country called `name` ("Russia", "the United States", "U.K.", "US")."""
        code = self._names.get(fold(name))
        if code is None or (len(fold(name)) < 4 and not name.isupper()):
            return None
        return self.country_by_code(code)

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

    def government(self, code: str) -> Entity | None:
        """Return the government of a country: "RUS" → "Government of Russia", GOV."""
        name = self.country_name(code)
        if name is None:
            return None
        return Entity(
            f"Government of {name}", "organization", code, "GOV", None, None, self.country_rows(code), 1.0
        )

    def demonym(self, word: str) -> str | None:
        """Return the country of an adjective or a people: "Russian", "Britons" → ISO3."""
        if not word[:1].isupper() or (len(fold(word)) < 4 and not word.isupper() and fold(word) != "lao"):
            return None
        return self._demonyms.get(fold(word))

    def nation(self, words: str) -> str | None:
        """Return the code of a country named by name or adjective, in any case."""
        key = fold(words)
        return self._names.get(key) or self._demonyms.get(key)

    def capital_country(self, name: str) -> str | None:
        """Return the country whose seat of government `name` is: "Moscow" → "RUS"."""
        return self._capitals.get(fold(name)) or next(
            (p.country for p in self.places(name)[:1] if p.is_capital and p.population > 0), None
        )

    # ---- places -------------------------------------------------------------------------

    def places(self, name: str) -> tuple[PlaceRow, ...]:
        """Return the places called `name`, the most likely first: countries, then by population."""
        sql = (
            "SELECT p.id, p.name, p.division, p.lat, p.lon, p.population, n.main"
            " FROM place_name n JOIN place p ON p.id = n.place WHERE n.key = ?"
        )
        key = fold(name)
        rows = [self._place(r) for r in self._rows(sql, key_of(key))]
        if code := self._names.get(key):  # an alias of a country that the gazetteer lacks
            rows += [p for p in self._country_places(code) if p.geonames not in {r.geonames for r in rows}]
        return tuple(sorted(rows, key=_place_order))

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
            lat / 10000 if lat is not None else None, lon / 10000 if lon is not None else None,
            population, admin1, bool(capital), bool(main), self._layers.places.get(number),
        )  # fmt: skip

    def region_short(self, short: str) -> tuple[str, str] | None:
        """Return the region and country of a printed abbreviation: "Calif." → California, USA."""
        return self._shorts.get(short)

    # ---- roles --------------------------------------------------------------------------

    def sector_of(self, role_phrase: str) -> str | None:
        """Return the PLOVER sector of a role noun phrase ("three senators" → "LEG"), or None."""
        code = self.agent_code(role_phrase)
        return code[:3] if code else None

    def agent_code(self, role_phrase: str) -> str | None:
        """Return the code, of one or two sectors, of the longest role noun at the end of a phrase.

        The head noun is the last word before "of", "from", "in", "who" ...: what follows it
        does not say what somebody is.
        """
        words = [w for part in (_head_part(role_phrase),) for w in fold(part).split()]
        for first in range(max(0, len(words) - 5), len(words)):
            phrase = " ".join(words[first:])
            code = self._agents.get(phrase) or self._agents.get(_singular(phrase))
            if code:
                return cast("str", code)
        return None

    def agent_anywhere(self, phrase: str) -> str | None:
        """Return the code of the last role noun anywhere in a phrase, the longest first."""
        words = fold(phrase).split()
        for size in (4, 3, 2, 1):
            for first in range(len(words) - size, -1, -1):
                run = " ".join(words[first : first + size])
                code = self._agents.get(run) or self._agents.get(_singular(run))
                if code and code != "UNK":
                    return cast("str", code)
        return None

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
        sql = f"{_ENTITY} JOIN {table} n ON n.entity = e.id WHERE n.key = ?"
        rows = self._rows(sql.replace("e.weight", "e.weight, n.how"), key_of(key))
        return [(self._entity(r), r[6]) for r in rows]

    def _entity(self, row: tuple) -> Entity:  # type: ignore[type-arg]
        number, name, profile, wikidata, wikipedia, weight = row[:6]
        kind, country, sector, sector2, source = self._profiles[profile]
        return Entity(
            name, cast("ActorKind", KINDS[kind]), country, sector, f"Q{wikidata}" if wikidata else None,
            name if wikipedia == "=" else wikipedia, rows_of(source, name), weight / 1000, number, sector2,
        )  # fmt: skip


_ENTITY = "SELECT e.id, e.name, e.profile, e.wikidata, e.wikipedia, e.weight FROM entity e"


def _best(found: Iterable[tuple[Entity, int]], score: Callable[[Entity, int], float]) -> tuple[Entity, ...]:
    """Return the entities by score, each once, ties by their number."""
    ranked = sorted(((score(e, how), e) for e, how in found), key=lambda p: (-p[0], p[1].key))
    return tuple(dict.fromkeys(e for _, e in ranked))[:MOST]


def _holds(start: int, end: int, day: int) -> bool:
    """Return whether a tenure covers a day; a bare year or month covers all its days."""
    last = end or OPEN_END
    if end and end % 10000 == 0:
        last = end + 1231
    elif end and end % 100 == 0:
        last = end + 31
    return (
        start - start % 100 * (start % 100 == 0) <= day <= last
        if day % 10000
        else start // 10000 <= day // 10000 <= last // 10000
    )


def _place_order(place: PlaceRow) -> tuple[int, int, int]:
    """Sort countries first, then places by people; an alternative name counts a tenth."""
    people = place.population if place.is_main_name else place.population // 10
    if place.kind == "region":
        people //= REGION_DIVISOR  # "New York", "Moscow": the city, unless the text says the state
    if place.is_capital:
        people *= CAPITAL_FACTOR
    return (0 if place.kind == "country" else 1, -people, place.geonames or 0)


def _head_part(phrase: str) -> str:
    """Cut a noun phrase behind its head noun."""
    lowered = f"{phrase.lower()} "
    ends = (", ", *(f" {word} " for word in load_word_classes().words_after_head))
    cuts = [i for end in ends if (i := lowered.find(end)) > 0]
    return phrase[: min(cuts)] if cuts else phrase


def _singular(phrase: str) -> str:
    """Return the singular of the last word by rule: "senators", "policemen", "parties"."""
    for plural, single in (("men", "man"), ("ies", "y"), ("ches", "ch"), ("sses", "ss"), ("s", "")):
        if phrase.endswith(plural):
            return phrase[: len(phrase) - len(plural)] + single
    return phrase


@lru_cache(maxsize=4)
def load_world(overlays: tuple[Path, ...] = ()) -> World:
    """Open the world that ships in the package, once a process; threads share it.

    `overlays` are a user's own tables, the later over the earlier; `World.problems` says what in
    them did not fit.
    """
    return World(Path(str(resources.files("onrecord.world").joinpath("world.db"))), overlays)
