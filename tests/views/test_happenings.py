"""One line a happening: the report's own clause if it stands alone, else doer, verb, object."""

from __future__ import annotations

import pytest

from onrecord.types import (
    Actor,
    ActorId,
    Document,
    DocumentId,
    Event,
    EventId,
    Mention,
    MentionForm,
    Reading,
    Span,
)
from onrecord.views.happenings import MOST_WORDS, Line, Lines
from onrecord.views.names import Names


def at(text: str, words: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words), text=words)


def actor(text: str, name: str, *mentions: tuple[str, MentionForm], named: bool = True) -> Actor:
    found = (at(text, words) for words, _ in mentions)
    spans = tuple(
        Mention(start=s.start, end=s.end, text=s.text, form=form)
        for s, (_, form) in zip(found, mentions, strict=True)
    )
    return Actor(id=ActorId(f"a_{name}"), name=name, kind="person", named=named, mentions=spans)


def line_of(
    text: str,
    trigger: str,
    evidence: str,
    doers: list[Actor],
    others: list[Actor] | None = None,
    **fields: object,
) -> Line | None:
    event = Event(
        id=EventId("e"), type=str(fields.pop("type", "ACCUSE")), trigger=at(text, trigger), mentions=(at(text, trigger),),
        actors=tuple(a.id for a in doers), recipients=tuple(a.id for a in others or ()), evidence=(at(text, evidence),),
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip
    everybody = tuple({a.id: a for a in (*doers, *(others or ()))}.values())
    reading = Reading(document=Document(id=DocumentId("d"), text=text), actors=everybody, events=(event,))
    return Lines(reading, Names(reading)).line(event)


def test_the_clause_begins_with_its_doer_and_drops_what_stands_before() -> None:
    text = "Last week, the Kelmar council freed two drivers, a clerk said."
    doer = actor(text, "Kelmar council", ("Kelmar council", "name"))
    line = line_of(text, "freed", "Last week, the Kelmar council freed two drivers", [doer])
    assert line == Line("The Kelmar council freed two drivers", is_own=True)


def test_a_pronoun_gives_way_to_the_name() -> None:
    text = "Orla Venn spoke. She again rejected the plan."
    doer = actor(text, "Orla Venn", ("Orla Venn", "name"), ("She", "pronoun"))
    line = line_of(text, "rejected", "She again rejected the plan.", [doer])
    assert line is not None
    assert line.words == "Orla Venn again rejected the plan"


def test_a_relative_pronoun_gives_way_to_the_words_before_it() -> None:
    text = "General Dov Arne, who commands them, denied the report."
    doer = actor(text, "Dov Arne", ("General Dov Arne", "name"), ("who", "pronoun"))
    line = line_of(text, "denied", text, [doer])
    assert line is not None
    assert line.words == "General Dov Arne, who commands them, denied the report"


def test_doers_that_are_joined_stay_together() -> None:
    text = "Kelmar and the Vostan union agreed to a truce."
    both = [actor(text, "Kelmar", ("Kelmar", "name")), actor(text, "Vostan union", ("Vostan union", "name"))]
    line = line_of(text, "agreed", text, both, type="AGREE")
    assert line is not None
    assert line.words == "Kelmar and the Vostan union agreed to a truce"


def test_each_party_is_named_once() -> None:
    text = "reversing the refusal of a pact with Kelmar and Vostan and with Kelmar"
    pair = actor(text, "Kelmar and Vostan", ("Kelmar and Vostan", "name"))
    alone = actor(text, "Kelmar", ("Kelmar", "name"))
    twin = Actor(id=ActorId("a_second"), name="Kelmar", kind="person", named=True)
    line = line_of(text, "refusal", "the refusal of a pact", [], [alone, pair, twin], type="AGREE")
    assert line is not None
    assert line.words == "Somebody made an agreement with Kelmar and Vostan"


def test_who_does_it_is_not_the_other_party() -> None:
    text = "reversing the pact of Kelmar and Vostan"
    doer = actor(text, "Kelmar", ("Kelmar", "name"))
    twin = Actor(id=ActorId("a_second"), name="Kelmar", kind="person", named=True)
    line = line_of(text, "pact", "the pact of", [doer], [twin], type="AGREE")
    assert line is not None
    assert line.words == "Kelmar made an agreement"


def test_a_verb_whose_doer_stands_further_ahead_gets_the_name() -> None:
    text = "Kelmar closed the port and accused Vostan of theft."
    line = line_of(text, "accused", "accused Vostan of theft", [actor(text, "Kelmar", ("Kelmar", "name"))])
    assert line == Line("Kelmar accused Vostan of theft", is_own=True)


def test_an_owner_is_no_doer() -> None:
    text = "Kelmar's army shelled a village."
    line = line_of(text, "shelled", text, [actor(text, "Kelmar", ("Kelmar", "name"))], type="ASSAULT")
    assert line == Line("Kelmar carried out an attack", is_own=False)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("occurred", "Gunmen attacked a patrol"), ("ongoing", "Gunmen attacking a patrol"), ("planned", "Gunmen to attack a patrol"),
        ("possible", "Gunmen may attack a patrol"), ("conditional", "Gunmen would attack a patrol"),
        ("negated", "Gunmen did not attack a patrol"), ("denied", "Gunmen attacked a patrol"),
    ],
)  # fmt: skip
def test_a_clause_that_does_not_stand_alone_is_told_in_the_verb_of_the_act(status: str, words: str) -> None:
    text = "Gunmen came, killing a patrol near the bridge."
    doer = actor(text, "gunmen", ("Gunmen", "nominal"))
    other = actor(text, "patrol", ("patrol", "nominal"), named=False)
    line = line_of(
        text, "killing", "killing a patrol near the bridge", [doer], [other], type="ASSAULT", status=status
    )
    assert line == Line(words, is_own=False)


def test_without_a_doer_somebody_did_it() -> None:
    text = "reversing an earlier attack on Vostan"
    other = actor(text, "Vostan", ("Vostan", "name"))
    line = line_of(text, "attack", "an earlier attack on", [], [other], type="ASSAULT")
    assert line is not None
    assert line.words == "Somebody attacked Vostan"
    assert line.worth < 0


def test_where_nobody_and_nothing_is_known_there_is_no_line() -> None:
    text = "It was an act of, reversing an earlier denial"
    assert line_of(text, "denial", "earlier denial", []) is None


def test_a_long_clause_ends_at_a_comma_and_never_within_a_phrase() -> None:
    text = "Kelmar accused Vostan of theft and of lies, " + "and so on " * MOST_WORDS + "."
    line = line_of(text, "accused", text, [actor(text, "Kelmar", ("Kelmar", "name"))])
    assert line is not None
    assert line.words == "Kelmar accused Vostan of theft and of lies"
    endless = text.replace(",", "")
    made = line_of(endless, "accused", endless, [actor(endless, "Kelmar", ("Kelmar", "name"))])
    assert made == Line("Kelmar made accusations", is_own=False)


def test_without_parties_only_a_whole_sentence_is_shown() -> None:
    text = "The bridge was closed. Just weeks before the vote was held, it rained."
    whole = line_of(text, "closed", "The bridge was closed", [])
    assert whole == Line("The bridge was closed", is_own=True)
    assert line_of(text, "vote", "Just weeks before the vote was held", []) is None


def test_a_further_type_is_named_with_its_parties() -> None:
    text = "The verdict on Orla Venn came late."
    line = line_of(
        text, "verdict", "verdict on", [], [actor(text, "Orla Venn", ("Orla Venn", "name"))], type="COURT"
    )
    assert line == Line("Court case: Orla Venn", is_own=False)


def test_a_quotation_mark_without_its_partner_is_left_out() -> None:
    text = "Kelmar accused Vostan of “theft, " + "and so on " * MOST_WORDS + "”."
    line = line_of(text, "accused", text, [actor(text, "Kelmar", ("Kelmar", "name"))])
    assert line is not None
    assert line.words == "Kelmar accused Vostan of theft"
