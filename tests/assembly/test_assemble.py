"""The whole assembly on hand-made reports: happenings, voices, plans, disagreements, order, decisions of people."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from onrecord.assembly.assemble import assemble
from onrecord.assembly.types import Assembly, EventRef, Happening, Overrides
from onrecord.lexicon.happenings import part_sentence
from onrecord.types import DocumentId, EventId, Reading
from tests.assembly.hand_made import Who, report

TELLINGS = (  # of three outlets, in their own words
    "Riot police shot at striking miners in Huaraz on Monday, killing {} of them near the Pierina gold mine, {} said.",
    "The dead in Huaraz number {}, {} reported, after riot police on Monday shot at miners whose strike had closed Pierina.",
    "At Pierina, the gold mine above Huaraz, {} miners lost their lives when riot police shot at strikers, according to {}.",
)
POLICE = Who("iot police", "group", "PER", "COP", named=False, name="riot police")
MINERS = Who("miners", "group", "PER", "LAB", named=False)
UNION = Who("the miners' union", "organization", "PER", "LAB", name="Miners' Union of Peru")
MINISTRY = Who("the interior ministry", "organization", "PER", "GOV", name="Interior Ministry of Peru")


def toll(
    name: str, number: int, source: Who, *, outlet: str, words: int = 0, day: str = "2023-05-09"
) -> Reading:
    """Return a report of the shots at the miners, with a number of dead."""
    return report(
        name,
        TELLINGS[words].format(number, source.words),
        published=day,
        publisher=outlet,
        trigger="shot at",
        mode="firearms",
        actors=[POLICE],
        recipients=[MINERS],
        at="Huaraz",
        day="2023-05-08",
        killed=(f"{number}", number, number),
        source=source,
    )


def told_by(assembly: Assembly, *documents: str) -> Happening:
    """Return the happening that exactly these documents tell."""
    return next(h for h in assembly.happenings if {t.document for t in h.tellings} == set(documents))


FIRST = toll("d_1", 4, MINISTRY, outlet="Andes Herald")
OTHER = toll("d_2", 11, UNION, outlet="Pacific Report", words=1)
SAME_SOURCE = toll("d_3", 4, MINISTRY, outlet="Lima Post", words=2)


def test_two_outlets_with_other_tolls_tell_one_happening_and_disagree() -> None:
    found = assemble([FIRST, OTHER])
    happening = told_by(found, "d_1", "d_2")
    assert [(d.happening, d.field, d.what) for d in found.disagreements] == [
        (happening.id, "number", "killed")
    ]
    sides = {side.value: [t.voice.name for t in side.tellings] for side in found.disagreements[0].sides}
    assert sides == {"4": ["Interior Ministry of Peru"], "11": ["Miners' Union of Peru"]}
    assert found.updates == ()
    for side in found.disagreements[0].sides:
        for telling in side.tellings:
            text = {"d_1": FIRST, "d_2": OTHER}[telling.document].document.text
            assert text[telling.span.start : telling.span.end] == telling.span.text == side.value


def test_two_outlets_that_cite_one_source_are_one_voice() -> None:
    found = assemble([FIRST, SAME_SOURCE])
    happening = told_by(found, "d_1", "d_3")
    assert [(voice.kind, voice.name) for voice in happening.sources] == [
        ("named", "Interior Ministry of Peru")
    ]
    assert happening.publishers == ("Andes Herald", "Lima Post")
    other_number = toll("d_3", 6, MINISTRY, outlet="Lima Post", words=2)
    assert assemble([FIRST, other_number]).disagreements == ()


def test_a_later_word_of_the_same_voice_is_an_update() -> None:
    later = toll("d_4", 3, MINISTRY, outlet="Lima Post", words=2, day="2023-05-10")
    found = assemble([FIRST, later])
    assert found.disagreements == ()
    assert [(u.field, u.before.value, u.after.value) for u in found.updates] == [("number", "4", "3")]


def test_a_count_that_another_outlet_gives_higher_later_can_have_grown() -> None:
    grown = toll("d_4", 11, UNION, outlet="Pacific Report", words=1, day="2023-05-10")
    found = assemble([FIRST, grown])
    assert (found.disagreements, found.updates) == ((), ())
    repeated = toll("d_5", 4, MINISTRY, outlet="Lima Post", words=2, day="2023-05-12")
    found = assemble([FIRST, grown, repeated])
    assert [d.field for d in found.disagreements] == ["number"]


def test_a_copy_is_no_second_report_and_no_second_voice() -> None:
    copy = replace(
        FIRST, document=replace(FIRST.document, id=DocumentId("d_9"), publisher="Andes Herald Online")
    )
    found = assemble([FIRST, copy])
    assert len(found.copies) == 1
    happening = told_by(found, "d_1", "d_9")
    assert len(happening.reports) == 1
    assert len(happening.sources) == 1


def test_what_one_voice_says_and_another_denies_is_a_disagreement() -> None:
    lawmaker = Who("lawmaker Nino Gelashvili", country="GEO", sector="LEG", name="Nino Gelashvili")
    office = Who("The foreign ministry", "organization", "GEO", "GOV", name="Foreign Ministry of Georgia")
    minister = Who("Davit Maisuradze", country="GEO", sector="GOV", wikidata="Q900001")
    said = report(
        "d_1",
        "Foreign Minister Davit Maisuradze met a Russian envoy in Vienna, lawmaker Nino Gelashvili said.",
        published="2021-05-18",
        publisher="Caucasus Monitor",
        trigger="met",
        code="CONSULT",
        actors=[minister],
        place="Vienna",
        source=lawmaker,
    )
    denied = report(
        "d_2",
        "The foreign ministry denied that Foreign Minister Davit Maisuradze met a Russian envoy in Vienna.",
        published="2021-05-19",
        publisher="Black Sea Times",
        trigger="met",
        code="CONSULT",
        actors=[minister],
        place="Vienna",
        source=office,
        denies=True,
    )
    found = assemble([said, denied])
    assert [(d.field, [s.value for s in d.sides]) for d in found.disagreements] == [
        ("happened", ["occurred", "denied"])
    ]


TALKS = "Peru and Chile {} talks on the copper border crossing at Tacna on {}, the Chilean foreign minister Ana Soto said."
SOTO = Who("Ana Soto", country="CHL", sector="GOV", office="foreign minister", wikidata="Q900002")


def talks(name: str, verb: str, day: str, published: str, *, ahead: bool) -> Reading:
    """Return a report of talks that lie ahead or were held."""
    return report(
        name,
        TALKS.format(verb, day),
        published=published,
        publisher="Tacna Daily",
        trigger="talks",
        code="CONSULT",
        actors=[Who("Peru", "country", "PER"), Who("Chile", "country", "CHL")],
        place="Tacna",
        day=day,
        status="planned" if ahead else "occurred",
        planned_for=day if ahead else None,
        source=SOTO,
    )


PLANNED = talks("d_1", "will hold", "2024-03-04", "2024-03-01", ahead=True)
MOVED = talks("d_2", "will now hold", "2024-03-11", "2024-03-03", ahead=True)
HELD = talks("d_3", "held", "2024-03-11", "2024-03-12", ahead=False)


def test_a_moved_day_is_history_and_no_disagreement() -> None:
    found = assemble([PLANNED, MOVED])
    (plan,) = found.plans
    assert [(t.document, t.earliest) for t in plan.history] == [("d_1", "2024-03-04"), ("d_2", "2024-03-11")]
    assert [t.document for t in plan.moved] == ["d_2"]
    assert (plan.fulfilment, plan.outcome, plan.overdue) == (None, None, False)
    assert found.disagreements == ()


def test_a_plan_is_linked_with_what_came_of_it_and_not_merged() -> None:
    found = assemble([PLANNED, MOVED, HELD])
    (plan,) = found.plans
    held = told_by(found, "d_3")
    assert plan.fulfilment == held.id != plan.happening
    assert plan.outcome == held.tellings
    assert not plan.overdue


def test_a_plan_whose_day_has_passed_names_the_reports_that_may_answer() -> None:
    later = report(
        "d_7",
        "The copper border crossing at Tacna stays closed, Peru and Chile said, and Ana Soto spoke of the talks at Tacna.",
        published="2024-04-02",
        publisher="Tacna Daily",
        place="Tacna",
        others=[SOTO],
    )
    found = assemble([PLANNED, later])
    (plan,) = found.plans
    assert plan.overdue
    story = next(s for s in found.stories if "d_1" in s.documents)
    assert plan.may_answer == (("d_7",) if "d_7" in story.documents else ())


def test_an_event_inherits_place_and_day_of_its_report_and_says_so() -> None:
    bare = report(
        "d_1", "LIMA, Peru - Gunmen killed a judge.", published="2023-05-09", trigger="killed", place="LIMA"
    )
    (happening,) = assemble([bare]).happenings
    assert (happening.earliest, happening.latest) == ("2023-05-02", "2023-05-09")
    assert happening.location is not None
    assert (happening.location.name, happening.location_in) == ("LIMA", "d_1")
    assert [(t.time_basis, t.place_basis) for t in happening.tellings] == [("report", "report")]


@pytest.mark.parametrize("seed", range(20))
def test_any_order_gives_the_same(seed: int) -> None:
    readings = [FIRST, OTHER, SAME_SOURCE, *(replace(r, document=replace(r.document, id=DocumentId(f"x{r.document.id}"))) for r in (PLANNED, MOVED, HELD))]  # fmt: skip
    shuffled = random.Random(seed).sample(readings, len(readings))
    assert assemble(shuffled) == assemble(readings)


def test_no_report_and_one_report() -> None:
    assert assemble([]) == Assembly()
    found = assemble([FIRST])
    assert [len(h.tellings) for h in found.happenings] == [1]
    assert (found.disagreements, found.updates, found.pairs, found.copies) == ((), (), (), ())


def test_people_part_and_join_events_whatever_the_scores() -> None:
    first, other = (
        EventRef(DocumentId("d_1"), EventId("e_d_1")),
        EventRef(DocumentId("d_2"), EventId("e_d_2")),
    )
    parted = assemble([FIRST, OTHER], Overrides(other_happening=((first, other),)))
    assert sorted(len(h.tellings) for h in parted.happenings) == [1, 1]
    assert [(p.joined, p.by) for p in parted.pairs] == [(False, "person")]
    assert parted.disagreements == ()
    far = report(
        "d_8", "A court in Oslo fined a bank.", published="2011-01-01", trigger="fined", code="COERCE"
    )
    fine = EventRef(DocumentId("d_8"), EventId("e_d_8"))
    assert len(assemble([FIRST, far]).happenings) == 2
    joined = assemble([FIRST, far], Overrides(same_happening=((first, fine),)))
    assert [len(h.tellings) for h in joined.happenings] == [2]


def test_every_joined_pair_has_its_parts_and_they_sum_to_its_score() -> None:
    (pair,) = assemble([FIRST, OTHER]).pairs
    assert pair.joined
    assert pair.score == pytest.approx(sum(part.score or 0 for part in pair.parts), abs=0.02)
    assert {"same-lemma", "same-type", "figures-grow"} <= {part.rule for part in pair.parts}
    assert "both are named by “shoot”" in [part_sentence(part) for part in pair.parts]


def test_two_blasts_of_one_day_in_two_towns_stay_two() -> None:
    blasts = [
        report(
            f"d_{n}",
            f"A car bomb exploded outside the court in {town} on Monday, wounding a guard.",
            published="2023-05-09",
            publisher=outlet,
            trigger="exploded",
            mode="explosives",
            at=town,
            day="2023-05-08",
        )
        for n, (town, outlet) in enumerate([("Arequipa", "Andes Herald"), ("Trujillo", "Pacific Report")])
    ]
    assert len(assemble(blasts).happenings) == 2


def test_links_of_people_hold_in_any_order_of_reports() -> None:
    """Stories and happenings are functions of the set of reports and of the set of links."""
    reports = [
        report(
            f"d_{n}",
            f"Shells hit the market of {town} on Monday, killing {n + 2} people.",
            published=f"2023-05-{9 + n:02d}",
            trigger="hit",
            place=town,
            at=town,
            day="2023-05-08",
        )
        for n, town in enumerate(["Huaraz", "Huaraz", "Arequipa", "Trujillo", "Huaraz"])
    ]
    refs = [EventRef(r.document.id, r.events[0].id) for r in reports]
    documents = [r.document.id for r in reports]
    links = Overrides(
        same_happening=((refs[2], refs[3]),),
        other_happening=((refs[0], refs[1]), (refs[0], refs[4])),
        same_story=((documents[2], documents[4]),),
        other_story=((documents[0], documents[1]),),
    )
    first = assemble(reports, links)
    together = [{t.document for t in h.tellings} for h in first.happenings]
    assert {documents[2], documents[3]} in together
    assert {documents[0]} in together
    stories = [set(s.documents) for s in first.stories]
    assert any({documents[2], documents[4]} <= story for story in stories)
    assert not any({documents[0], documents[1]} <= story for story in stories)
    turned = replace(links, same_story=tuple((b, a) for a, b in links.same_story))
    for order in ([4, 3, 2, 1, 0], [2, 0, 4, 1, 3]):
        assert assemble([reports[n] for n in order], turned) == first
