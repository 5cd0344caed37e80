"""The explanation of a fact: its words, its reasons, and the facts it depends on."""

from __future__ import annotations

from dataclasses import replace

from onrecord.lexicon.reasons import sentence_of
from onrecord.types import (
    Actor,
    ActorId,
    AgendaId,
    AgendaItem,
    Attribution,
    AttributionId,
    Disagreement,
    Document,
    DocumentId,
    Event,
    EventId,
    EventTime,
    Figure,
    Location,
    Mention,
    Note,
    Place,
    PlaceId,
    Plover,
    Published,
    Reading,
    Reason,
    Side,
    Source,
    Span,
    Time,
    TimeId,
)
from onrecord.views.explain import explain, find_fact, quote
from tests.readings import dispute, plan, window

TEXT = "Envoys will meet in Riga on Monday if the truce holds, a spokesman said."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def at(words: str) -> dict[str, object]:
    found = span(words)
    return {"start": found.start, "end": found.end, "text": found.text}


ENVOYS = Actor(
    id=ActorId("a_envoys"),
    name="envoys",
    kind="group",
    country="LVA",
    mentions=(Mention(form="nominal", **at("Envoys")),),  # type: ignore[arg-type]
    basis=(Reason(rule="role-noun", words="envoy", table="roles.tsv", line=40),),
)
MONDAY = Time(
    id=TimeId("t_monday"),
    type="DATE",
    value="2018-10-22",
    earliest="2018-10-22",
    latest="2018-10-22",
    basis=(Reason(rule="weekday-by-tense"), Reason(rule="tense-of-clause", words="future")),
    **at("Monday"),  # type: ignore[arg-type]
)
SAID = Attribution(
    id=AttributionId("q_said"),
    source=Source(actor=None, **at("a spokesman")),  # type: ignore[arg-type]
    cue=span("said"),
    content=(span("Envoys will meet in Riga on Monday if the truce holds"),),
    quotation="indirect",
    sourcing="unnamed",
    basis=(Reason(rule="cue-and-clause", words="say"), Reason(rule="model-roles", score=0.914)),
)
MEETING = Event(
    id=EventId("e_meet"),
    type="CONSULT",
    trigger=span("meet"),
    mentions=(span("meet"),),
    actors=(ENVOYS.id,),
    status="conditional",
    certainty="possible",
    condition=span("if the truce holds"),
    time=EventTime(earliest="2018-10-22", latest="2018-10-22", time=MONDAY.id),
    location=Location(name="Riga", **at("Riga")),  # type: ignore[arg-type]
    plover=Plover(type="AGREE", aux=("future",), quad=1, scale=3.0),
    within=SAID.id,
    evidence=(span("Envoys will meet in Riga on Monday"),),
    basis=(
        Reason(rule="event-word", words="meet (V)", table="events.tsv", line=122),
        Reason(rule="modal-verb", words="will", table="status_auxiliaries.tsv", line=7),
    ),
)
AHEAD = AgendaItem(
    id=AgendaId("g_meet"),
    kind="event",
    event=MEETING.id,
    summary="Envoys will meet in Riga on Monday",
    earliest="2018-10-22",
    latest="2018-10-22",
    status="conditional",
    participants=(ENVOYS.id,),
    evidence=MEETING.evidence,
)
RIGA = Place(
    id=PlaceId("p_riga"),
    name="Riga",
    kind="city",
    country="LVA",
    basis=(Reason(rule="only-place-of-the-name"),),
    **at("Riga"),  # type: ignore[arg-type]
)
DISPUTE = Disagreement(
    id="d_truce",
    about="the truce",
    sides=(Side(actor=ENVOYS.id, span=span("the truce holds")), Side(actor=None, span=span("a spokesman"))),
)
READING = Reading(
    document=Document(
        id=DocumentId("d1"),
        text=TEXT,
        title="Envoys to meet",
        published=Published(value="2018-10-20", earliest="2018-10-20", latest="2018-10-20", basis="given"),
    ),
    times=(MONDAY,),
    actors=(ENVOYS,),
    places=(RIGA,),
    attributions=(SAID,),
    events=(MEETING,),
    agenda=(AHEAD,),
    disagreements=(DISPUTE,),
    notes=(Note(code="actor-open", message="No country is given.", span=span("Envoys")),),
)
EMPTY = Reading(
    document=Document(id=DocumentId("d2"), text="Rain fell."),
    notes=(Note(code="no-events", message="No event was coded: 1 sentence read."),),
)


def test_an_event_names_everything_it_depends_on() -> None:
    assert explain(READING, "e_meet").split("\n") == [
        "e_meet  CONSULT “meet”, conditional",
        "  certainty: possible",
        "  actors: envoys (a_envoys)",
        "  condition: Envoys will meet in Riga on Monday [if the truce holds], a spokesman said.",
        "  time: 2018-10-22, “Monday” is 2018-10-22",
        "  location: Riga (“Riga”)",
        "  within: q_said, a spokesman: indirect say",
        "  PLOVER: AGREE with future, quad 1, scale 3",
        "  words: Envoys will [meet] in Riga on Monday if the truce holds, a spokesman said.",
        "  because: the words match the pattern meet (V) (events.tsv line 122)",
        "  because: the modal “will” (status_auxiliaries.tsv line 7)",
    ]


def test_an_event_in_no_attribution_is_the_articles_own() -> None:
    bare = replace(MEETING, within=None, plover=None)
    told = explain(replace(READING, events=(bare,)), "e_meet")
    assert "  within: the article's own voice" in told
    assert "  PLOVER: the standard does not code it" in told


def test_an_event_shows_its_figures_and_all_its_mentions() -> None:
    few = Figure(what="participants", low=2, high=None, span=span("Envoys"))
    again = replace(MEETING, mentions=(span("meet"), span("truce")), trigger=span("truce"), figures=(few,))
    told = explain(replace(READING, events=(again,)), "e_meet").split("\n")
    assert "  mentions: 2" in told
    assert (
        "  figure: at least 2 participants, [Envoys] will meet in Riga on Monday if the truce holds, a…"
        in told
    )
    assert [line.split("[")[1].split("]")[0] for line in told if line.startswith("  words: ")] == [
        "truce", "meet",
    ]  # fmt: skip


def test_every_fact_of_every_layer_can_be_explained() -> None:
    for fact in (MONDAY, ENVOYS, RIGA, SAID, MEETING, AHEAD, DISPUTE):
        assert find_fact(READING, fact.id) == fact
        told = explain(READING, fact.id)
        assert told.startswith(fact.id)
        for reason in getattr(fact, "basis", ()):
            assert f"because: {sentence_of(reason)}" in told


def test_an_agenda_item_names_the_event_it_comes_from() -> None:
    assert "comes from: e_meet, CONSULT “meet”, conditional" in explain(READING, "g_meet")


def test_an_agenda_item_rests_on_its_event_and_on_who_says_so() -> None:
    because = [line for line in explain(READING, "g_meet").split("\n") if line.startswith("  because: ")]
    assert because == [
        "  because: the event e_meet is conditional and does not lie before the day of publication (2018-10-20)",
        "  because: the words are in the content of q_said, a spokesman: indirect say",
    ]


def test_an_agenda_item_without_an_event_rests_on_its_words() -> None:
    deadline = replace(AHEAD, kind="deadline", event=None, evidence=(span("a spokesman"),))
    told = explain(replace(READING, agenda=(deadline,)), "g_meet")
    assert "  because: the words set a last day, 2018-10-22, that does not lie before the day of" in told
    assert "in the content of" not in told


def test_an_agenda_item_tells_its_terms() -> None:
    lines = explain(replace(READING, attributions=(SAID,)), "g_meet").split("\n")
    assert "  condition: if the truce holds" in lines
    assert "  on whose word: a spokesman says" in lines
    moved = plan(moved_from=window("2018-10-21", "2018-10-21"))
    assert "  moved from: 21 October 2018" in explain(replace(READING, agenda=(moved,)), moved.id).split("\n")


def test_a_disagreement_tells_its_kind_and_field() -> None:
    told = explain(replace(READING, disagreements=(dispute(DISPUTE, "denial", "number"),)), "d_truce")
    assert "  kind: denied: how many" in told.split("\n")


def test_parties_without_a_name_are_listed_in_the_summary() -> None:
    nameless = replace(ENVOYS, named=False)
    assert "without a name: envoys" in explain(replace(READING, actors=(nameless,))).split("\n")


def test_a_disagreement_rests_on_the_facts_of_its_sides() -> None:
    sides = (replace(DISPUTE.sides[0], attribution=SAID.id), replace(DISPUTE.sides[1], event=MEETING.id))
    told = explain(replace(READING, disagreements=(replace(DISPUTE, sides=sides),)), "d_truce")
    assert (
        "  because: the side of envoys (a_envoys) rests on q_said, a spokesman: indirect say\n"
        "  because: the side of the report rests on e_meet, CONSULT “meet”, conditional"
    ) in told
    assert "  because: the side of the report rests on the words “a spokesman”" in explain(READING, "d_truce")


def test_both_sides_of_a_disagreement_are_quoted() -> None:
    told = explain(READING, "d_truce")
    assert "side: envoys (a_envoys): " in told
    assert "[the truce holds]" in told
    assert "side: nobody named: " in told


def test_a_note_on_the_words_of_a_fact_is_shown_with_it() -> None:
    assert "note: No country is given." in explain(READING, "a_envoys")
    assert "note:" not in explain(READING, "t_monday")


def test_a_fact_without_a_reason_says_so() -> None:
    bare = replace(READING, times=(replace(MONDAY, basis=()),))
    assert "because: the record keeps no reason for this fact" in explain(bare, "t_monday")


def test_an_unknown_id_lists_those_there_are() -> None:
    told = explain(READING, "e_nothing")
    assert told.startswith("This reading holds no fact 'e_nothing', and no such words.")
    for fact in (MONDAY, ENVOYS, RIGA, SAID, MEETING, AHEAD, DISPUTE):
        assert fact.id in told


def test_the_summary_counts_each_layer_and_tells_the_notes() -> None:
    assert explain(READING).split("\n") == [
        "Envoys to meet",
        "published: 2018-10-20 (given)",
        "times: 1 (1 DATE)",
        "actors: 1 (1 group)",
        "places: 1 (1 city)",
        "attributions: 1 (1 indirect)",
        "events: 1 (1 conditional)",
        "agenda: 1 (1 event)",
        "disagreements: 1",
        "notes:",
        "  actor-open: No country is given.",
    ]


def test_every_empty_layer_says_why() -> None:
    lines = dict(line.split(": ", 1) for line in explain(EMPTY).split("\n")[1:9])
    assert lines["published"] == "not known"
    assert lines["events"] == "0, because No event was coded: 1 sentence read"
    assert lines["times"] == "0, because no time expression was met"
    assert all(
        lines[name].startswith("0, because ") for name in ("actors", "places", "agenda", "disagreements")
    )


def test_a_document_in_another_language_explains_all_layers_by_that() -> None:
    note = Note(code="language", message="The text is marked as 'de'.")
    told = explain(replace(EMPTY, notes=(note,)))
    assert told.count("because The text is marked as 'de'") == 7


def test_quotes_stay_on_their_line_and_are_cut_at_words() -> None:
    text = "First line.\n" + "word " * 30 + "here " + "more " * 30
    start = text.index("here")
    told = quote(text, Span(start=start, end=start + 4, text="here"))
    assert "First" not in told
    assert "[here]" in told
    assert told.startswith("…word ")
    assert told.endswith(" more…")
