"""The brief for people: its contents, its order, and its layout on a terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from onrecord.types import (
    AgendaId,
    Attribution,
    AttributionId,
    Document,
    DocumentId,
    EventId,
    Figure,
    Note,
    Published,
    Reading,
)
from onrecord.views.brief import MOST, Look, brief
from tests.readings import plan, sample_reading, span, window

READING = sample_reading()


def sections(text: str) -> dict[str, list[str]]:
    """Return the items of each section, with wrapped lines joined."""
    found: dict[str, list[str]] = {}
    items: list[str] = []
    for line in text.splitlines():
        if re.fullmatch("[A-Z]+", line):
            items = found.setdefault(line, [])
        elif line.startswith("      ") and items:
            items[-1] += " " + line.strip()
        elif line.startswith("  "):
            items.append(line.strip())
    return found


def test_the_head_names_title_publisher_section_and_date_with_its_basis() -> None:
    first, second = brief(READING).splitlines()[:2]
    assert first == "Kovač to open talks in Valletta"
    assert second == "The Example · World · 8 March 2024 (from the page)"


def test_a_document_without_title_or_date_shows_its_first_words() -> None:
    reading = Reading(document=Document(id=DocumentId("d"), text="Talks were held. " * 30))
    first, second = brief(reading, Look(width=200)).splitlines()[:2]
    assert first.startswith("Talks were held.")
    assert first.endswith(" …")
    assert second == "date unknown"


def test_the_sections_have_a_fixed_order() -> None:
    assert list(sections(brief(READING))) == ["WHO", "SAID", "DID", "AHEAD", "OPEN"]


def test_each_actor_comes_with_office_and_country_in_words() -> None:
    names = {"HRV": "Croatia", "EUR": "Europe"}
    found = sections(brief(READING, Look(country_name=names.get)))["WHO"]
    assert found == ["Ana Kovač — foreign minister, Croatia", "European Union"]


def test_parties_without_a_name_are_not_among_who() -> None:
    found = sections(brief(READING))["WHO"]
    assert not [line for line in found if "spokesman" in line or "office of" in line]


def test_what_was_said_comes_with_its_source_and_only_quotations_have_marks() -> None:
    assert sections(brief(READING))["SAID"] == [
        "office of Ana Kovač says: Foreign Minister Ana Kovač will fly to Valletta on Monday",
        "opposition spokesman denies: “We never agreed to these talks”",
    ]


def test_an_act_says_its_status_and_on_whose_word() -> None:
    assert sections(brief(READING))["DID"] == [
        "denied · We never agreed to these talks (opposition spokesman denies)"
    ]


def test_what_lies_ahead_comes_soonest_first_with_condition_and_source() -> None:
    later_first = replace(READING, agenda=READING.agenda[::-1])
    assert sections(brief(later_first))["AHEAD"] == [
        "11 March 2024 · planned · Ana Kovač flies to Valletta (at least 12 participants; office of Ana Kovač says)",
        "April 2024 · conditional · European Union may impose sanctions, if they fail",
    ]


def test_open_questions_are_disagreements_then_notes_each_kind_once_and_none_for_maintainers() -> None:
    more = (Note(code="actor-open", message="An actor is open."), Note(code="no-map", message="Nor a plan."))
    found = sections(brief(replace(READING, notes=READING.notes + more), Look(width=300)))["OPEN"]
    assert found == [
        "whether talks were agreed (told in two ways: what it means): office of Ana Kovač “will fly to Valletta” — opposition spokesman denies “We never agreed”",
        "No map was consulted. (and 1 more like it)",
    ]


def many_attributions(number: int) -> Reading:
    first = READING.attributions[0]
    more = tuple(replace(first, id=AttributionId(f"q_{n}")) for n in range(number))
    return replace(READING, attributions=more, events=(), agenda=(), disagreements=())


def test_a_long_section_is_cut_and_says_by_how_much() -> None:
    found = sections(brief(many_attributions(30)))["SAID"]
    assert len(found) == MOST["said"] + 1
    assert found[-1] == f"and {30 - MOST['said']} more"
    assert len(sections(brief(many_attributions(30), Look(everything=True)))["SAID"]) == 30


def test_quotations_are_kept_before_paraphrases_and_stay_in_the_reports_order() -> None:
    many = many_attributions(MOST["said"] * 2)
    plain, (_, quoted) = many.attributions, READING.attributions
    told = (*plain[:-1], replace(plain[-1], id=AttributionId("q_quoted"), quotation="direct"), plain[-1])
    assert quoted.quotation == "direct"
    found = sections(brief(replace(many, attributions=told)))["SAID"]
    assert found[MOST["said"] - 1].startswith("office of Ana Kovač says: “Foreign Minister")
    assert "“" not in found[0]


def test_the_first_paragraphs_come_before_the_rest() -> None:
    first, late = READING.attributions[0], READING.attributions[1]
    many = tuple(replace(late, id=AttributionId(f"q_{n}"), quotation="indirect") for n in range(MOST["said"]))
    found = sections(brief(replace(READING, attributions=(*many, first))))["SAID"]
    assert found[MOST["said"] - 1].startswith("office of Ana Kovač says")


def test_a_nested_attribution_is_shown_only_within_its_outer_one() -> None:
    inner = replace(READING.attributions[1], within=READING.attributions[0].id)
    found = sections(brief(replace(READING, attributions=(READING.attributions[0], inner))))["SAID"]
    assert len(found) == 1


def test_an_unnamed_source_is_quoted_as_in_the_text() -> None:
    first: Attribution = READING.attributions[0]
    assert first.source is not None
    unlinked = replace(first, source=replace(first.source, actor=None), polarity="negative")
    found = sections(
        brief(replace(READING, attributions=(unlinked,), events=(), agenda=(), disagreements=()))
    )
    assert found["SAID"][0].startswith("her office says, in the negative: ")


@pytest.mark.parametrize("width", [24, 40, 80, 200])
def test_lines_fit_the_width(width: int) -> None:
    lines = brief(READING, Look(width=width)).splitlines()
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [30, 80])
def test_colour_changes_no_word(width: int) -> None:
    coloured = brief(READING, Look(width=width, colour=True))
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == brief(READING, Look(width=width))


def test_a_text_cannot_steer_the_terminal() -> None:
    hostile = replace(READING.document, title="Talks \x1b[2J\x07held\u202e", publisher="The\x9bPress")
    first, second = brief(replace(READING, document=hostile)).splitlines()[:2]
    assert first == "Talks [2J held"
    assert second.startswith("The Press")


def test_no_id_is_shown() -> None:
    text = brief(READING)
    facts: tuple[Any, ...] = (*READING.actors, *READING.attributions, *READING.events, *READING.agenda)
    assert not [fact.id for fact in facts if fact.id in text]


def test_a_date_that_is_an_interval_is_shown_as_one() -> None:
    published = Published(earliest="2018-10-18", latest="2018-10-22", basis="inferred")
    document = replace(READING.document, published=published)
    assert "18–22 October 2018 (inferred from the text)" in brief(replace(READING, document=document))


def test_an_act_comes_with_its_figures() -> None:
    killed = Figure(what="killed", low=24, high=24, span=span("Monday"))
    injured = Figure(what="injured", low=200, high=None, span=span("Monday"))
    bare = Figure(what="other", low=3, high=3, span=span("Monday"))
    event = replace(READING.events[1], type="ASSAULT", figures=(killed, injured, bare), within=None)
    found = sections(brief(replace(READING, events=(event,), agenda=(), disagreements=())))
    assert found["DID"] == ["denied · We never agreed to these talks (24 killed, at least 200 injured)"]


def test_two_tellings_in_one_clause_are_one_line_with_the_figures_of_both() -> None:
    killed = Figure(what="killed", low=24, high=24, span=span("Monday"))
    first = replace(READING.events[1], figures=(killed,), within=None)
    second = replace(first, id=EventId("e_9"), figures=(replace(killed, what="injured"),))
    found = sections(brief(replace(READING, events=(first, second, first), agenda=(), disagreements=())))
    assert found["DID"] == ["denied · We never agreed to these talks (24 killed, 24 injured)"]


def test_a_condition_is_the_status_where_the_line_does_not_have_it() -> None:
    event = replace(READING.events[2], evidence=(span("Brussels may impose sanctions next month"),))
    found = sections(brief(replace(READING, events=(event,), agenda=(), disagreements=()), Look(width=300)))
    assert found["DID"] == ["if they fail · Brussels may impose sanctions next month (April 2024)"]


def test_what_simply_happened_has_no_status_before_it() -> None:
    event = replace(READING.events[2], status="occurred", condition=None, time=None)
    found = sections(brief(replace(READING, events=(event,), agenda=(), disagreements=()), Look(width=300)))
    assert found["DID"] == ["Brussels may impose sanctions next month"]


def test_the_title_and_the_first_paragraph_decide_what_comes_first() -> None:
    early, late = READING.events[0], READING.events[2]
    both = replace(READING, events=(late, early), agenda=(), disagreements=())
    found = sections(brief(both, Look(width=300)))["DID"]
    assert [line.split(" · ")[0] for line in found] == ["planned", "if they fail"]


def test_a_moved_date_and_a_cancelled_plan_are_told_in_words() -> None:
    moved = plan(moved_from=window("2024-03-10", "2024-03-10"), condition=span("If they fail"))
    off = plan(6, status="cancelled", earliest="2024-03-15", latest="2024-03-15", within=AttributionId("q_0"))
    reading = replace(READING, agenda=(moved, off))
    assert sections(brief(reading, Look(width=300)))["AHEAD"] == [
        "12 March 2024, moved from 10 March 2024 · planned · The council votes, if they fail",
        "15 March 2024 · cancelled · The council votes (office of Ana Kovač says)",
    ]
    assert brief(reading, Look(width=300, colour=True)).count("\x1b[9m") == 2


def test_figures_that_the_summary_gives_are_not_given_again() -> None:
    item = replace(READING.agenda[0], summary="Ana Kovač takes at least 12 envoys to Valletta")
    found = sections(brief(replace(READING, agenda=(item,))))["AHEAD"]
    assert found == [
        "11 March 2024 · planned · Ana Kovač takes at least 12 envoys to Valletta (office of Ana Kovač says)"
    ]


def test_several_speak_in_the_plural() -> None:
    together = replace(READING.attributions[0], sourcing="collective")
    found = sections(
        brief(replace(READING, attributions=(together,), events=(), agenda=(), disagreements=()))
    )
    assert found["SAID"][0].startswith("office of Ana Kovač say: ")


def test_an_office_that_names_its_country_is_not_followed_by_it() -> None:
    actor = replace(READING.actors[0], office="President of Croatia")
    look = Look(country_name={"HRV": "Croatia"}.get)
    found = sections(brief(Reading(document=READING.document, actors=(actor,)), look))
    assert found["WHO"] == ["Ana Kovač — President of Croatia"]


def test_a_wide_date_comes_after_the_days_within_it() -> None:
    year = replace(
        READING.agenda[0], id=AgendaId("g_9"), earliest="2024-01-01", latest="2024-12-31", summary="A visit"
    )
    found = sections(brief(replace(READING, agenda=(year, *READING.agenda))))["AHEAD"]
    assert [line.split(" ·")[0] for line in found] == ["11 March 2024", "April 2024", "2024"]


def test_a_body_of_no_country_is_named_in_words() -> None:
    look = Look(country_name={"HRV": "Croatia"}.get)
    actor = replace(READING.actors[3], name="Commission")
    assert sections(brief(Reading(document=READING.document, actors=(actor,)), look))["WHO"] == [
        "Commission — European Union"
    ]
