"""A world of a dozen rows with the questions of `onrecord.world.World`, for tests of the actor layers."""

from __future__ import annotations

from onrecord.types import ActorKind
from onrecord.world import Entity, PlaceRow, TableRow, Tenure
from onrecord.world.offices import Office

COUNTRIES = {
    "BEL": ("Belgium", "Belgian", "Belgians", "Brussels"),
    "DEU": ("Germany", "German", "Germans", "Berlin"),
    "FRA": ("France", "French", "French", "Paris"),
    "GBR": ("United Kingdom", "British", "Britons", "London"),
    "GEO": ("Georgia", "Georgian", "Georgians", "Tbilisi"),
    "JOR": ("Jordan", "Jordanian", "Jordanians", "Amman"),
    "RUS": ("Russia", "Russian", "Russians", "Moscow"),
    "USA": ("United States", "American", "Americans", "Washington"),
}
TOWNS = (("Leipzig", "DEU", 600_000), ("Stone", "GBR", 16_000))
REGIONS = (("Georgia", "USA", 10_000_000), ("Alabama", "USA", 5_000_000))
OTHER_NAMES = {"U.S.": "USA", "Britain": "GBR"}
PEOPLE = (  # name, country, office, role, sector, from, to
    ("Angela Merkel", "DEU", "Chancellor of Germany", "chancellor", "GOV", "2005-11-22", "2021-12-08"),
    ("Emmanuel Macron", "FRA", "President of France", "president", "GOV", "2017-05-14", None),
    ("Theresa May", "GBR", "Prime Minister", "prime minister", "GOV", "2016-07-13", "2019-07-24"),
    ("Barack Obama", "USA", "President of the United States", "president", "GOV", "2009-01-20", "2017-01-20"),
    ("Sergey Lavrov", "RUS", "Minister of Foreign Affairs", "foreign minister", "GOV", "2004-03-09", None),
    ("John Kelly", "USA", "White House Chief of Staff", "chief of staff", "GOV", "2017-07-31", "2019-01-02"),
    ("John Kelly", "GBR", "Mayor of Leeds", "mayor", "GOV", "1996", "1997"),
    ("Clara Weiss", "DEU", "patron of the opera", None, "GOV", "2010-01-01", None),
    ("Oleg Stern", "RUS", "keeper of the archive", None, "GOV", "2010-01-01", None),
)
BODIES = {
    "Brussels": ("European Union", "EUR", "GOV"),
    "Kremlin": ("Kremlin", "RUS", "GOV"),
    "White House": ("White House", "USA", "GOV"),
    "Foreign Office": ("Foreign Office", "GBR", "GOV"),
    "Bundestag": ("Bundestag", "DEU", "LEG"),
    "Democrats": ("Democratic Party", "USA", "PTY"),
    "CCTV": ("China Central Television", "CHN", "JRN"),
    "Post": ("The Washington Post", "USA", "JRN"),
    "WHO": ("World Health Organization", "UNO", "HLH"),
    "Institute for Peace Research": ("Institute for Peace Research", "DEU", "EDU"),
}


def _entity(name: str, kind: ActorKind, country: str, sector: str, row: str) -> Entity:
    return Entity(
        name,
        kind,
        country,
        sector,
        f"Q-{row}",
        None,
        (TableRow("small.tsv", None, row),),
        0.5 if kind == "person" else 1.0,
    )


class SmallWorld:
    """Answers the queries of mentions and actors from the tables above."""

    def __init__(self) -> None:
        self._people = [
            (
                _entity(name, "person", country, sector, f"{name} {country}"),
                Tenure(office, country, sector, start, end, role=role),
            )
            for name, country, office, role, sector, start, end in PEOPLE
        ]

    def _at(self, tenure: Tenure, date: str | None) -> bool:
        return date is None or ((tenure.start or "0") <= date and (tenure.end or "9") >= date)

    def people(self, name: str, date: str | None = None) -> tuple[Entity, ...]:
        found = [(not self._at(t, date), n, e) for n, (e, t) in enumerate(self._people) if e.name == name]
        return tuple(e for _, _, e in sorted(found, key=lambda f: f[:2]))

    def people_by_surname(self, surname: str, date: str | None = None) -> tuple[Entity, ...]:
        return tuple(e for e, t in self._people if e.name.split()[-1] == surname)

    def offices(self, person: Entity, date: str | None = None) -> tuple[Tenure, ...]:
        return tuple(t for e, t in self._people if e == person and self._at(t, date))

    def holders(self, office: str, country: str | None = None, date: str | None = None) -> tuple[Entity, ...]:
        return tuple(
            e for e, t in self._people if t.role == office and t.country == country and self._at(t, date)
        )

    def bodies(self, name: str, country: str | None = None) -> tuple[Entity, ...]:
        row = BODIES.get(name.removeprefix("the "))
        return (_entity(row[0], "organization", row[1], row[2], row[0]),) if row else ()

    def country(self, name: str) -> Entity | None:
        code = OTHER_NAMES.get(name) or next((c for c, row in COUNTRIES.items() if row[0] == name), None)
        return self.country_by_code(code) if code else None

    def country_by_code(self, code: str) -> Entity | None:
        return _entity(COUNTRIES[code][0], "country", code, "GOV", code) if code in COUNTRIES else None

    def country_name(self, code: str) -> str | None:
        return COUNTRIES[code][0] if code in COUNTRIES else None

    def demonym(self, word: str) -> str | None:
        return next((c for c, row in COUNTRIES.items() if word in row[1:3]), None)

    def capital_country(self, name: str) -> str | None:
        return next((c for c, row in COUNTRIES.items() if row[3] == name), None)

    def places(self, name: str) -> tuple[PlaceRow, ...]:
        regions = (
            PlaceRow(n, "region", c, None, None, None, people) for n, c, people in REGIONS if n == name
        )
        towns = (PlaceRow(n, "city", c, None, None, None, people) for n, c, people in TOWNS if n == name)
        return (*regions, *towns)

    def office_of(self, phrase: str, country: str | None = None) -> Office | None:
        role = self.role_of(phrase)
        return Office(role, country, sector="GOV") if role else None

    def role_of(self, office_phrase: str) -> str | None:
        return next((row[3] for row in PEOPLE if row[3] == office_phrase.lower()), None)
