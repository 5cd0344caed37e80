"""Each kind of problem has one note, with an example and a count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.notes import FOLDED_FROM, find_notes, fold, language_note
from onrecord.types import (
    Actor,
    ActorId,
    Document,
    DocumentId,
    Event,
    EventId,
    Language,
    Mention,
    Note,
    Published,
    Reading,
    Role,
    Span,
    Time,
    TimeId,
)
from tests.sketch import language_of_sketches

TEXT, LANGUAGE = language_of_sketches(
    "Rain/NOUN/nsubj>fell fell=fall/VERB/root/Past on/ADP/case>Monday Monday/PROPN/obl>fell ./PUNCT/punct>fell"
)
DATED = Published(value="2018-10-20", earliest="2018-10-20", latest="2018-10-20", basis="given")


def reading_of(text: str = TEXT, published: Published = DATED, **layers: object) -> Reading:
    document = Document(id=DocumentId("d"), text=text, published=published)
    return Reading(document=document, **layers)  # type: ignore[arg-type]


def messages(notes: tuple[Note, ...]) -> dict[str, str]:
    return {note.code: note.message for note in notes}


def time_of(earliest: str | None, value: str = "XXXX-WXX-1") -> Time:
    start = TEXT.index("Monday")
    return Time(
        id=TimeId("t1"),
        start=start,
        end=start + 6,
        text="Monday",
        type="DATE",
        value=value,
        earliest=earliest,
        latest=earliest,
    )


def test_empty_layers_say_what_was_read() -> None:
    found = messages(find_notes(reading_of(), LANGUAGE, ()))
    assert found["no-events"].startswith("No event was coded: 1 sentence read, 1 verb and 0 actors met")
    assert found["no-attributions"] == "No attribution was found in 1 sentence: no word of saying was met."


def test_cues_that_came_to_nothing_are_counted() -> None:
    role = Role(start=0, end=4, text="Rain", role="cue", cue=0, score=0.9)
    language = Language(sentences=LANGUAGE.sentences, roles=(role,))
    found = messages(find_notes(reading_of(), language, ()))
    assert "the model marked 1 cue, none with a content" in found["no-attributions"]


def test_full_layers_leave_no_note() -> None:
    rain = Span(start=0, end=4, text="Rain")
    event = Event(id=EventId("e1"), type="CONSULT", trigger=rain, mentions=(rain,))
    found = messages(find_notes(reading_of(events=(event,)), LANGUAGE, ()))
    assert "no-events" not in found


def test_open_dates_are_counted_and_quoted() -> None:
    found = find_notes(reading_of(times=(time_of(None),)), LANGUAGE, ())
    note = next(n for n in found if n.code == "time-open")
    assert note.message == "1 date of 1 stayed open: “Monday”."
    assert note.span is not None
    assert note.span.text == "Monday"


def test_dates_with_days_and_references_leave_no_note() -> None:
    resolved = reading_of(times=(time_of("2018-10-22"), time_of(None, "PRESENT_REF")))
    assert "time-open" not in messages(find_notes(resolved, LANGUAGE, ()))


def test_actors_without_country_or_entry_are_named() -> None:
    mention = Mention(start=0, end=4, text="Rain", form="name")
    unplaced = Actor(id=ActorId("a1"), name="Rain", kind="person", mentions=(mention,))
    placed = Actor(id=ActorId("a2"), name="France", kind="country", country="FRA")
    note = next(
        n
        for n in find_notes(reading_of(actors=(unplaced, placed)), LANGUAGE, ())
        if n.code == "actor-unplaced"
    )
    assert note.message == "1 named actor of 2 could not be placed in a country: “Rain”."
    assert note.span == Span(start=0, end=4, text="Rain")


def test_an_undated_document_says_so_and_gives_its_bounds() -> None:
    between = Published(earliest="2018-10-01", latest="2018-10-31", basis="inferred")
    assert (
        "between 2018-10-01 and 2018-10-31"
        in messages(find_notes(reading_of(published=between), LANGUAGE, ()))["published-open"]
    )
    assert "published-open" in messages(find_notes(reading_of(published=Published()), LANGUAGE, ()))


def test_other_languages_are_not_read() -> None:
    note = language_note(Document(id=DocumentId("d"), text="Guten Tag", language="de"))
    assert note is not None
    assert note.code == "language"
    assert "'de'" in note.message


def test_english_and_unstated_languages_are_read() -> None:
    for language in ("en", "en-GB", "EN", None):
        assert language_note(Document(id=DocumentId("d"), text="Good day", language=language)) is None


def test_a_document_without_words_says_so() -> None:
    found = messages(find_notes(reading_of(text=""), Language(), ()))
    assert found["no-sentences"] == "The document has no words to read."


def test_a_code_of_an_earlier_note_is_not_repeated() -> None:
    told = Note(code="published-open", message="Told by an earlier stage.")
    found = [
        n for n in find_notes(reading_of(published=Published()), LANGUAGE, (told,)) if n.code == told.code
    ]
    assert found == [told]


def test_many_notes_of_one_code_become_one_with_their_number() -> None:
    notes = [Note(code="x", message=f"Trouble {n}.") for n in range(FOLDED_FROM + 2)]
    assert fold(notes) == (Note(code="x", message=f"Trouble 0. And {FOLDED_FROM + 1} more of this kind."),)


@given(st.lists(st.builds(Note, code=st.sampled_from("abc"), message=st.sampled_from("xyz")), max_size=30))
def test_folding_keeps_every_code_once_or_a_few_times(notes: list[Note]) -> None:
    folded = fold(notes)
    assert {n.code for n in folded} == {n.code for n in notes}
    assert all(sum(n.code == code for n in folded) < FOLDED_FROM for code in "abc")
    assert fold(folded) == folded
