"""What a mention tells: phrases from the odds of words, over sketched trees with hand-made odds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onrecord.grammar import Forest
from onrecord.known import load_known
from onrecord.lexicon.status import load_status_words
from onrecord.reading.events import agreed_side, main_telling
from onrecord.reading.events.evidence import Evidence
from onrecord.reading.events.joining import join
from onrecord.reading.events.rows import RowAct
from onrecord.reading.events.sides import find_speakers
from onrecord.reading.events.tellings import Teller, Telling
from onrecord.reading.events.voices import claimant_of, voice_of
from onrecord.reading.events.where_when import Timed
from onrecord.types import (
    ActMention,
    Actor,
    ActorId,
    Attribution,
    AttributionId,
    EventTime,
    Mention,
    Odds,
    Participation,
    Place,
    PlaceId,
    Reason,
    Source,
    Time,
    TimeId,
    span_of,
)
from tests.sketch import language_of_sketches

SKETCH = (
    "Russian/ADJ/amod>troops troops/NOUN/nsubj>killed killed=kill/VERB/root/Past at/ADP/case>least "
    "least/ADJ/nummod>12 12/NUM/nummod>men men=man/NOUN/obj>killed/Plur of/ADP/case>Varn Varn/PROPN/nmod>men "
    "in/ADP/case>Ourna Ourna/PROPN/obl>killed on/ADP/case>Monday Monday/PROPN/obl>killed if/SCONJ/mark>agreed "
    "they/PRON/nsubj>agreed agreed=agree/VERB/advcl>killed/Past ./PUNCT/punct>killed"
)
TEXT, LANGUAGE = language_of_sketches(SKETCH)
FOREST = Forest(LANGUAGE.sentences)
STATUS = load_status_words()


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def actor(name: str, *phrases: str) -> Actor:
    mentions = tuple(Mention(**span(p), form="nominal") for p in phrases)
    return Actor(id=ActorId(name), name=name, kind="group", mentions=mentions)


ACTORS = (
    actor("rus", "Russian"),
    actor("troops", "Russian troops"),
    actor("men", "12 men"),
    actor("varn", "Varn"),
)
PLACE = Place(id=PlaceId("p"), name="Ourna", kind="city", **span("Ourna"))
TIME = Time(id=TimeId("t"), type="DATE", value="2031-03-10", earliest="2031-03-10", latest="2031-03-10", **span("Monday"))  # fmt: skip


def act(parts: dict[tuple[str, str], float], repeats: tuple[tuple[int, float], ...] = ()) -> ActMention:
    """Return a mention at "killed" with the probability of (word, kind)."""
    found = [
        Participation(**span(word), kind=kind, score=score, counts="killed" if kind == "figure" else None)  # type: ignore[arg-type]
        for (word, kind), score in parts.items()
    ]
    return ActMention(
        **span("killed"),
        score=0.9,
        types=(Odds(label="ASSAULT", score=0.9),),
        parts=tuple(found),
        repeats=repeats,
    )


TELLER = Teller(TEXT, ACTORS, [PLACE], [TIME], (), FOREST, load_known().words)


def telling(parts: dict[tuple[str, str], float]) -> Telling:
    return TELLER.telling(0, act(parts))


def who(told: Telling) -> tuple[list[str], list[str]]:
    return [t.what for t in told.actors], [t.what for t in told.recipients]


def test_words_behind_the_head_do_not_make_a_phrase_less_likely() -> None:
    many = actor("many", "12 men of Varn")
    odds = {("12", "recipient"): 0.8, ("men", "recipient"): 0.9}
    told = Teller(TEXT, (many,), [], [], (), FOREST, load_known().words).telling(0, act(odds))
    assert [(t.what, round(t.score, 2)) for t in told.recipients] == [("many", 0.85)]


def test_an_outer_phrase_takes_part_and_what_depends_on_it_does_not() -> None:
    odds = {
        ("Russian", "actor"): 0.9,
        ("troops", "actor"): 0.9,
        ("12", "recipient"): 0.8,
        ("men", "recipient"): 0.9,
    }
    assert who(telling(odds | {("Varn", "recipient"): 0.9})) == (["troops"], ["men"])


def test_an_inner_phrase_takes_part_if_the_outer_one_does_not() -> None:
    assert who(telling({("Russian", "actor"): 0.9})) == (["troops"], [])  # the mean of both words is enough
    assert who(telling({("Russian", "actor"): 0.4})) == (["rus"], [])


def test_who_could_be_either_is_on_the_likelier_side() -> None:
    both = {("Varn", "actor"): 0.5, ("Varn", "recipient"): 0.8}
    assert who(telling(both)) == ([], ["varn"])


def test_who_is_as_likely_on_both_sides_is_an_actor() -> None:
    both = {("Varn", "actor"): 0.5, ("Varn", "recipient"): 0.5}
    assert who(telling(both)) == (["varn"], [])


def test_place_time_and_condition() -> None:
    told = telling(
        {
            ("Ourna", "location"): 0.9, ("Monday", "time"): 0.9, ("if", "condition"): 0.6, ("they", "condition"): 0.9,
            ("agreed", "condition"): 0.9,
        }
    )  # fmt: skip
    assert told.place is not None
    assert told.place.what is PLACE
    assert told.time is not None
    assert (told.time.what.earliest, told.time.what.time) == ("2031-03-10", "t")
    assert told.condition is not None
    assert told.condition.text == "if they agreed"


def test_the_parties_of_an_event_are_those_that_most_mentions_name() -> None:
    russian, varn = (telling({(word, "actor"): 0.4}) for word in ("Russian", "Varn"))
    alone = [varn, telling({})]
    outvoted = [varn, russian, russian, russian]
    for order, wanted in ((alone, "varn"), ([varn, russian], "varn"), (outvoted, "rus")):
        assert [t.what for t in agreed_side(order, lambda t: t.actors, 0.3)] == [wanted]
    assert agreed_side([telling({})], lambda t: t.actors, 0.3) == ()


def test_the_main_mention_tells_of_both_sides_before_it_is_the_surest() -> None:
    one_side = telling({("Russian", "actor"): 0.5})
    both = replace(telling({("Russian", "actor"): 0.5, ("men", "recipient"): 0.9}), score=0.5)
    assert main_telling([one_side, both]) is both
    assert main_telling([one_side, replace(both, score=0.3)]) is one_side


def test_a_number_has_the_bounds_of_its_phrase() -> None:
    (figure,) = telling({("12", "figure"): 0.9}).figures
    assert (figure.what, figure.low, figure.high, figure.span.text) == ("killed", 12, None, "at least 12")
    assert telling({("Monday", "figure"): 0.9}).figures == ()


def test_unlikely_words_tell_nothing() -> None:
    told = telling(
        {("Ourna", "location"): 0.2, ("Monday", "time"): 0.2, ("12", "figure"): 0.2, ("men", "actor"): 0.2}
    )
    assert (told.place, told.time, told.figures, told.actors) == (None, None, (), ())


def test_we_is_the_speaker_of_what_is_said() -> None:
    text, language = language_of_sketches("We/PRON/nsubj>won won=win/VERB/root/Past ./PUNCT/punct>won")
    said = Attribution(
        id=AttributionId("a"),
        source=Source(start=9, end=12, text="Olm", actor=ActorId("olm")),
        cue=None,
        content=(span_of(text, 0, 6),),
        quotation="direct",
        sourcing="named",
    )
    found = list(find_speakers([said], Forest(language.sentences), {"we"}))
    assert [(s.text, speaker) for s, speaker in found] == [("We", "olm")]
    assert list(find_speakers([], Forest(language.sentences), {"we"})) == []


# ---- one happening, one event --------------------------------------------------------------


def mention(index: int, type_: str, *repeats: tuple[int, float], place: str | None = None) -> Telling:
    made = ActMention(start=index, end=index + 1, text="x", score=0.9, repeats=repeats)
    return Telling(act=made, index=index, type=type_, score=0.9)


def test_a_mention_joins_the_one_that_it_most_probably_repeats() -> None:
    told = [
        mention(0, "ASSAULT"),
        mention(1, "ASSAULT", (0, -1.5)),
        mention(2, "ASSAULT", (0, 1.0), (1, 3.0)),
    ]
    assert [[t.index for t in event] for event in join(told)] == [[0], [1, 2]]


def test_mentions_of_different_types_need_more() -> None:
    told = [mention(0, "ASSAULT"), mention(1, "COERCE", (0, 1.0)), mention(2, "COERCE", (0, 5.0))]
    assert [[t.index for t in event] for event in join(told)] == [[0, 2], [1]]


def test_a_mention_that_was_left_out_is_not_joined() -> None:
    assert [[t.index for t in event] for event in join([mention(4, "LAW", (1, 5.0))])] == [[4]]


# ---- on whose word -------------------------------------------------------------------------


def attribution(name: str, source: str, start: int, end: int) -> Attribution:
    return Attribution(
        id=AttributionId(name),
        source=Source(**span(source)),
        cue=None,
        content=(span_of(TEXT, start, end),),
        quotation="indirect",
        sourcing="named",
    )


OUTER, INNER = attribution("outer", "they", 0, 60), attribution("inner", "Varn", 0, 30)


def voice(**odds: float) -> str | None:
    told = [telling({(word, "voice"): p for word, p in odds.items()})]
    found = voice_of(told, [OUTER, INNER], FOREST, STATUS)
    return found.id if found else None


def test_the_innermost_attribution_whose_source_is_heard_tells_an_event() -> None:
    assert voice(Varn=0.4, they=0.4) == "inner"
    assert voice(they=0.4) == "outer"
    assert voice() is None


def test_an_attribution_elsewhere_counts_if_the_model_is_sure() -> None:
    elsewhere = attribution("elsewhere", "Ourna", 70, 90)
    told = [telling({("Ourna", "voice"): 0.9})]
    found = voice_of(told, [elsewhere], FOREST, STATUS)
    assert found is elsewhere
    assert voice_of([telling({("Ourna", "voice"): 0.4})], [elsewhere], FOREST, STATUS) is None


ACCUSED = (
    "Quito/PROPN/nsubj>accused accused=accuse/VERB/root/Past Lima/PROPN/obj>accused of/ADP/mark>shelling "
    "shelling=shell/VERB/advcl>accused/Ing towns=town/NOUN/obj>shelling and/CCONJ/cc>vowed "
    "vowed=vow/VERB/conj>accused/Past revenge/NOUN/obj>vowed ./PUNCT/punct>accused"
)


def test_what_somebody_is_accused_of_is_on_the_word_of_the_accuser() -> None:
    text, language = language_of_sketches(ACCUSED)
    cue, act, vow = (
        span_of(text, text.index(word), text.index(word) + len(word))
        for word in ("accused", "shelling", "vowed")
    )
    said = replace(attribution("claim", "they", 0, 60), cue=cue)
    assert claimant_of(act, [said], Forest(language.sentences), STATUS) is said
    assert claimant_of(vow, [said], Forest(language.sentences), STATUS) is None
    assert claimant_of(act, [OUTER], Forest(language.sentences), STATUS) is None


def test_an_event_that_the_article_tells_as_well_has_no_voice() -> None:
    told = [telling({("they", "voice"): 0.9}), mention(80, "ASSAULT")]
    assert voice_of(told, [OUTER], FOREST, STATUS) is None


# ---- rules beside the odds ----------------------------------------------------------------------

KINDS: dict[str, Any] = {"Norwegian": "country", "Latvian": "country"}


def told_of(
    sketch: str, type_: str, parts: dict[tuple[str, str], float], at: str, times: tuple[str, ...] = ()
) -> Telling:
    """Return what the mention `at` of a sketch tells; a word in capitals is an actor, a country or a group, or a place."""
    text, language = language_of_sketches(sketch)

    def placed(words: str) -> dict[str, Any]:
        start = text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    names = {word for word, _ in parts}
    actors = [
        Actor(
            id=ActorId(n),
            name=n,
            kind=KINDS.get(n, "group"),
            mentions=(Mention(**placed(n), form="nominal"),),
        )
        for n in sorted(names)
    ]
    where = [Place(id=PlaceId(n), name=n, kind="city", **placed(n)) for n in ("Riga", "Tallinn") if n in text]
    when = [
        Time(id=TimeId(n), type="DATE", value="2031-05-12", earliest="2031-05-12", latest="2031-05-12", **placed(n))
        for n in times
    ]  # fmt: skip
    found = [
        Participation(**placed(word), kind=kind, score=score)  # type: ignore[arg-type]
        for (word, kind), score in parts.items()
    ]
    mention = ActMention(**placed(at), score=0.9, types=(Odds(label=type_, score=0.9),), parts=tuple(found))
    return Teller(text, actors, where, when, (), Forest(language.sentences), load_known().words).telling(
        0, mention
    )


def test_no_state_goes_on_strike() -> None:
    sketch = "The/DET/det>strike Norwegian/ADJ/amod>strike strike/NOUN/nsubj>began began=begin/VERB/root/Past"
    odds = {("Norwegian", "actor"): 0.95}
    assert told_of(sketch, "PROTEST", odds, "strike").actors == ()
    assert [t.what for t in told_of(sketch, "ASSAULT", odds, "strike").actors] == ["Norwegian"]


def test_what_only_says_where_does_nothing() -> None:
    sketch = "crowds=crowd/NOUN/nsubj>met met=meet/VERB/root/Past outside/ADP/case>court court/NOUN/obl>met"
    told = told_of(sketch, "PROTEST", {("crowds", "actor"): 0.9, ("court", "actor"): 0.9}, "met")
    assert [t.what for t in told.actors] == ["crowds"]


def test_the_nations_of_a_group_take_part_in_its_place() -> None:
    sketch = (
        "Norwegian/ADJ/amod>troops and/CCONJ/cc>Latvian Latvian/ADJ/conj>Norwegian troops/NOUN/nsubj>trained"
        " trained=train/VERB/root/Past"
    )
    odds = {("Norwegian", "actor"): 0.9, ("Latvian", "actor"): 0.9, ("troops", "actor"): 0.9}
    assert {t.what for t in told_of(sketch, "COOPERATE", odds, "trained").actors} == {"Norwegian", "Latvian"}


def test_the_ground_that_is_acted_on_is_the_place() -> None:
    sketch = (
        "They/PRON/nsubj>shelled shelled=shell/VERB/root/Past a/DET/det>camp camp/NOUN/obj>shelled"
        " outside/ADP/case>Riga Riga/PROPN/nmod>camp"
    )
    told = told_of(sketch, "ASSAULT", {("camp", "recipient"): 0.9}, "shelled")
    assert told.place is not None
    assert (told.place.what.name, told.place.rule) == ("Riga", "place-is-acted-on")
    assert told_of(sketch, "ACCUSE", {("camp", "recipient"): 0.9}, "shelled").place is None


LINE = (
    "Tallinn/PROPN/root ,/PUNCT/punct>Tallinn 12/NUM/nmod>Tallinn May/PROPN/nmod>12 :/PUNCT/punct>Tallinn"
    " Thieves=thief/NOUN/nsubj>shot shot=shoot/VERB/parataxis>Tallinn/Past him/PRON/obj>shot"
)


def test_day_and_place_at_the_head_of_a_line_are_those_of_what_it_tells() -> None:
    told = told_of(LINE, "ASSAULT", {}, "shot", times=("12 May",))
    assert told.time is not None
    assert told.place is not None
    assert (told.time.what.earliest, told.time.rule) == ("2031-05-12", "time-of-the-line")
    assert (told.place.what.name, told.place.rule) == ("Tallinn", "place-of-the-line")


def test_the_time_of_a_row_is_told_with_its_own_words_and_rule() -> None:
    when = EventTime(earliest=TIME.earliest, latest=TIME.latest, time=TIME.id)
    dated = Timed(when, TIME, Reason(rule="time-on-its-words", words="Monday"))
    row = RowAct(span_of(TEXT, 0, 7), "ASSAULT", dated=dated)
    told = TELLER.telling(0, act({}), Evidence(row)).time
    assert told is not None
    assert (told.what, told.phrase.text, told.rule) == (when, "Monday", "time-on-its-words")


def test_a_line_that_begins_with_a_verb_has_no_head() -> None:
    told = told_of(
        LINE.replace("Tallinn/PROPN/root", "Tallinn/VERB/root"), "ASSAULT", {}, "shot", times=("12 May",)
    )
    assert (told.time, told.place) == (None, None)
