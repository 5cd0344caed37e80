"""Whom acts are coded for: which rule gives a country, and where none may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.types import (
    Actor,
    ActorId,
    CodedParty,
    CodedPlover,
    Document,
    DocumentId,
    Event,
    EventId,
    Location,
    Mention,
    Place,
    PlaceId,
    Plover,
    Reading,
    Span,
)
from onrecord.views.coding import RULES, coded, coded_sides
from onrecord.views.explain import explain
from onrecord.views.jsonl import read_line, write_line

TEXT = (
    "Officers broke up a march in Quito after the mayor of the city had met teachers there. Peru was silent."
)
MENTION = Mention(start=0, end=8, text="Officers", form="nominal")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def actor(name: str, country: str | None = None, sector: str | None = None, mentions: int = 1) -> Actor:
    return Actor(
        id=ActorId(f"a_{name}"),
        name=name,
        kind="group",
        country=country,
        sector=sector,
        named=country is not None,
        mentions=(MENTION,) * mentions,
    )


def place(name: str, country: str, number: int = 1) -> Place:
    words = span("Quito")
    return Place(
        id=PlaceId(f"p_{number}"), name=name, kind="city", country=country, geonames=number,
        start=words.start, end=words.end, text=words.text,
    )  # fmt: skip


QUITO = Location(name="Quito", country="ECU", geonames=3652462, **{k: getattr(span("Quito"), k) for k in ("start", "end", "text")})  # fmt: skip
POLICE, CROWD = actor("officers", sector="COP"), actor("a crowd")
BROKE_UP = Event(
    id=EventId("e_1"),
    type="COERCE",
    trigger=span("broke up"),
    mentions=(span("broke up"),),
    actors=(POLICE.id,),
    recipients=(CROWD.id,),
    plover=Plover(type="COERCE", aux=(), quad=4, scale=-7.0),
    evidence=(span("Officers broke up a march in Quito"),),
)


def reading(event: Event, *actors: Actor, places: tuple[Place, ...] = ()) -> Reading:
    document = Document(id=DocumentId("d_1"), text=TEXT)
    return Reading(document=document, actors=(POLICE, CROWD, *actors), places=places, events=(event,))


def sides(found: Reading) -> tuple[tuple[CodedParty, ...], tuple[CodedParty, ...]]:
    return coded_sides(found)[EventId("e_1")]


def countries(found: Reading) -> list[tuple[str | None, str | None]]:
    return [(party.country, party.basis) for side in sides(found) for party in side]


def test_without_a_hint_both_sides_stay_open() -> None:
    assert countries(reading(BROKE_UP)) == [(None, None), (None, None)]


def test_a_deed_is_coded_for_the_country_of_its_place() -> None:
    assert countries(reading(replace(BROKE_UP, location=QUITO))) == [("ECU", "place")] * 2


def test_a_place_that_the_gazetteer_lacks_gives_no_country() -> None:
    square = replace(QUITO, geonames=None)
    assert countries(reading(replace(BROKE_UP, location=square))) == [(None, None)] * 2


@pytest.mark.parametrize("kind", ["CONSULT", "ACCUSE"])
def test_words_are_not_coded_by_where_they_are_spoken(kind: str) -> None:
    assert countries(reading(replace(BROKE_UP, type=kind, location=QUITO))) == [(None, None)] * 2


def test_nearly_all_mentions_of_a_report_give_its_country() -> None:
    about = (place("Quito", "ECU", 1), place("Cuenca", "ECU", 2), place("Guayaquil", "ECU", 3))
    assert countries(reading(BROKE_UP, places=about)) == [("ECU", "only country")] * 2
    two = (*about[:2], place("Lima", "PER", 4))
    assert countries(reading(BROKE_UP, places=two)) == [(None, None)] * 2


def test_an_international_body_counts_against_the_one_country() -> None:
    report = reading(BROKE_UP, actor("Commission", "EUR", "GOV", mentions=3), places=(place("Ghent", "BEL"),))
    assert countries(report) == [(None, None)] * 2


def test_a_party_has_the_country_of_the_bodies_of_its_sector_in_a_report_mostly_about_it() -> None:
    ministry, visitor = actor("Interior Ministry", "ECU", "COP", mentions=3), actor("envoy", "PER", "GOV", 2)
    assert countries(reading(BROKE_UP, ministry, visitor)) == [("ECU", "member"), (None, None)]
    other = actor("border police", "PER", "COP")
    assert countries(reading(BROKE_UP, ministry, visitor, other)) == [(None, None)] * 2


def test_what_the_words_say_is_never_changed() -> None:
    peru = actor("Peru", "PER", "GOV", mentions=2)
    event = replace(BROKE_UP, actors=(POLICE.id, peru.id), location=QUITO)
    found = reading(event, peru)
    assert countries(found) == [(None, None), ("PER", "said"), ("ECU", "place")]
    shown = coded(found).events[0]
    assert (shown.actors, shown.recipients) == (event.actors, event.recipients)
    assert coded(found).actors == found.actors


def test_a_recipient_that_nobody_names_is_added_for_deeds_and_hard_words_only() -> None:
    about = (place("Quito", "ECU"),)
    alone = replace(BROKE_UP, recipients=())
    assert sides(reading(alone, places=about))[1] == (CodedParty(country="ECU", basis="only country"),)
    praise = replace(alone, type="SUPPORT")
    assert sides(reading(praise, places=about))[1] == ()
    together = replace(alone, actors=(POLICE.id, CROWD.id))
    assert sides(reading(together, places=about))[1] == ()


def test_a_rule_that_is_off_gives_nothing_until_it_is_on() -> None:
    ecuador = actor("Ecuador", "ECU", "GOV", mentions=2)
    event = replace(BROKE_UP, type="ACCUSE", actors=(ecuador.id,))
    report = reading(event, ecuador, actor("envoy", "PER", "GOV"))
    assert countries(report)[1] == (None, None)
    on = coded_sides(report, [replace(rule, is_on=True) for rule in RULES])
    assert on[event.id][1] == (CodedParty(actor=CROWD.id, country="ECU", basis="home"),)


def test_an_event_that_the_standard_does_not_code_stays_as_it_is() -> None:
    dropped = replace(BROKE_UP, plover=None, location=QUITO)
    election = replace(BROKE_UP, type="ELECTION", plover=None)
    assert coded(reading(dropped)).events[0] == dropped
    assert coded_sides(reading(election)) == {}


def test_the_record_has_whom_events_are_coded_for_and_reads_back_without_it() -> None:
    found = reading(replace(BROKE_UP, location=QUITO))
    line = write_line(found)
    assert '"recipients":[{"actor":"a_a crowd","country":"ECU","sector":null,"basis":"place"}]' in line
    assert read_line(line) == found
    assert write_line(coded(found)) == line
    plover = coded(found).events[0].plover
    assert isinstance(plover, CodedPlover)
    assert plover.actors == (CodedParty(actor=POLICE.id, country="ECU", sector="COP", basis="place"),)


def test_explain_says_which_rule_gave_the_country() -> None:
    told = explain(reading(replace(BROKE_UP, recipients=(), location=QUITO)), "e_1")
    assert (
        "coded actor: ECU for officers (a_officers): the words leave the country open; the deed is done there"
        in told
    )
    assert "coded recipient: ECU for nobody named: the words leave the country open" in told
