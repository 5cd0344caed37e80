"""Codes of countries in the world file: one spelling each, checked before a row is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from training.world_tables import rows_of

TABLE = Path(__file__).parent / "world_codes.tsv"
UNIONS = frozenset({"EUR", "UNO", "IGO", "NGO"})  # bodies that belong to no country
NO_COUNTRY = "-"


class CodeError(ValueError):
    """A code that is neither a country's nor in `world_codes.tsv`."""


class Codes:
    """The codes that may be written, and those of the source tables that stand for them."""

    def __init__(self, countries: Iterable[str], table: Path = TABLE) -> None:
        self.known = frozenset(countries) | UNIONS
        self.ours = {row["code"]: row["ours"] for row in rows_of(table)}

    def one(self, code: str | None, where: str) -> str | None:
        """Return our code for one of a source table, None for none; raise `CodeError` for an unknown one.

        >>> codes = Codes(["DEU"])
        >>> codes.one("EUN", "a row"), codes.one("DEU", "a row"), codes.one("MNC", "a row")
        ('EUR', 'DEU', None)
        """
        ours = self.ours.get(code or NO_COUNTRY, code or NO_COUNTRY)
        if ours == NO_COUNTRY:
            return None
        if ours not in self.known:
            raise CodeError(
                f"{where}: unknown country code {code!r}. Expected ISO 3166 alpha-3 or one of"
                f" {', '.join(sorted(UNIONS))}; add the code to {TABLE.name}."
            )
        return ours
