"""What lies ahead at a place that is asked for by its GeoNames id."""

from __future__ import annotations

from pathlib import Path

from onrecord.questions import open_questions


def test_a_geonames_id_asks_for_the_same_as_the_name(strike: Path) -> None:
    with open_questions(strike) as store:
        sql = "SELECT place, geonames FROM tellings JOIN prospects USING (place) WHERE geonames IS NOT NULL LIMIT 1"
        name, geonames = store.connection.execute(sql).fetchone()
        by_name, by_id = (
            store.ahead(place=place, on_or_after="2024-01-01", on_or_before="2024-12-31")
            for place in (name, str(geonames))
        )
        assert by_id.total == by_name.total > 0


def test_a_number_that_is_no_place_finds_nothing(strike: Path) -> None:
    with open_questions(strike) as store:
        for number in ("0", "1" * 18, "9" * 40):
            assert not store.ahead(place=number).rows
            assert not store.events(place=number).rows
