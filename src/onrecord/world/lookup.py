"""Look up the world by name and date: every question is one or two index look-ups, cached.

Names are compared by a skeleton (variants.py) that is the same for common spellings of
one name: "Sergei Shoigu" finds "Sergey Shoygu". Exact spellings come first.
"""

from __future__ import annotations

from functools import lru_cache

from onrecord.world.rows import Entity, PlaceRow, Tenure


class World:
    """The compiled tables, open for reading. All answers are best first and may be empty.

    Dates are ISO strings ("2018-10-20", "2018-10", "2018") or None for "at any time".
    """

    def people(self, name: str, date: str | None = None) -> tuple[Entity, ...]:
        """Return the people called `name` (full name, alias or spelling variant).

        Those in office at `date` come first, then by weight.
        """
        return ()

    def people_by_surname(self, surname: str, date: str | None = None) -> tuple[Entity, ...]:
        """Return at most eight holders of high office at or near `date` whose surname this is."""
        return ()

    def offices(self, person: Entity, date: str | None = None) -> tuple[Tenure, ...]:
        """Return the offices `person` held at `date` (all of them without one), the highest first."""
        return ()

    def holders(self, office: str, country: str | None = None, date: str | None = None) -> tuple[Entity, ...]:
        """Return who held `office` ("foreign minister", "president") of `country` at `date`.

        Without a country only offices that name it themselves are found ("UN
        secretary-general", "NATO chief").
        """
        return ()

    def bodies(self, name: str, country: str | None = None) -> tuple[Entity, ...]:
        """Return institutions, metonyms, parties, armed groups, outlets ... called `name`.

        `country` prefers that country's ("the Foreign Ministry" of RUS) and lets a generic
        name ("Ministry of Defense", "Supreme Court") be answered at all.
        """
        return ()

    def country(self, name: str) -> Entity | None:
        """Return the country called `name` ("Russia", "the United States", "U.K.", "US")."""
        return None

    def country_by_code(self, code: str) -> Entity | None:
        """Return the country (or EUR, UNO) with the ISO 3166 alpha-3 `code`."""
        return None

    def country_name(self, code: str) -> str | None:
        """Return the common name of a country: "RUS" → "Russia", "USA" → "United States"."""
        return None

    def government(self, code: str) -> Entity | None:
        """Return the government of a country: "RUS" → "Government of Russia", GOV."""
        return None

    def demonym(self, word: str) -> str | None:
        """Return the country of an adjective or a people: "Russian", "Britons" → ISO3."""
        return None

    def capital_country(self, name: str) -> str | None:
        """Return the country whose seat of government `name` is: "Moscow" → "RUS"."""
        return None

    def places(self, name: str) -> tuple[PlaceRow, ...]:
        """Return the places called `name`, the most likely first."""
        return ()

    def sector_of(self, role_phrase: str) -> str | None:
        """Return the PLOVER sector of a role noun phrase ("three senators" → "LEG"), or None."""
        return None

    def role_of(self, office_phrase: str) -> str | None:
        """Return the normal form of an office ("foreign secretary" → "foreign minister"), or None."""
        return None


@lru_cache(maxsize=1)
def load_world() -> World:
    """Open the world that ships in the package, once a process; threads share it."""
    return World()
