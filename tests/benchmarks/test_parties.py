"""The figures of coded countries, on labels made here."""

from __future__ import annotations

from benchmarks.parties import Judged, figures
from corpora.parties import GoldSides
from onrecord.types import CodedParty, CodingBasis


def side(allowed: set[str], country: str | None = None, basis: CodingBasis | None = None) -> Judged:
    gold = GoldSides("a", "E1", (0, 1), "read", frozenset(allowed), frozenset())
    return Judged(gold, "actors", (CodedParty(country=country, basis=basis),), gold.actors)


def test_a_country_is_right_if_the_label_allows_it_and_none_is_where_it_allows_none() -> None:
    found = figures(
        [
            side({"ECU"}, "ECU", "said"),
            side({"PER", "ECU"}, "PER", "place"),
            side(set(), "PER", "place"),
            side({"ECU"}, "ECU", "home"),
            side({"ECU"}),
        ]
    )
    assert found == {
        "open": 4,
        "said": 1.0,
        "said_n": 1,
        "place": 0.5,
        "place_n": 2,
        "home": 1.0,
        "home_n": 1,
        "completed": 0.5,
        "completed_n": 2,
        "right_said": 1 / 4,
        "right_completed": 2 / 4,
    }
