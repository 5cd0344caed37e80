"""Disagreements of two sources in one report: sketched trees, hand-made attributions."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, get_args

import pytest

from onrecord.errors import TableError
from onrecord.grammar import Forest
from onrecord.lexicon.attributions import load_attribution_words
from onrecord.lexicon.disagreements import Comparison, SignRow, load_disagreement_words
from onrecord.lexicon.tables import parse_table
from onrecord.reading.disagreements import find_disagreements, find_pairs
from onrecord.reading.disagreements.decide import LEAST_SURENESS, Seen, choose, partners
from onrecord.reading.disagreements.describe import LONGEST_SIDE, describe
from onrecord.types import (
    Actor,
    ActorId,
    Attribution,
    AttributionId,
    Disagreement,
    DisputedWord,
    Document,
    DocumentId,
    Event,
    Mention,
    Place,
    PlaceId,
    Source,
    Span,
    Time,
    TimeId,
    span_of,
)
from tests.sketch import language_of_sketches

# weights of the tests: the fit that ships may change, what a sign means may not
PARTNER = {"bias": 0.0, "next": 1.0, "answered_said": 2.0, "answered_denied": -1.0}
SURENESS = {"bias": -4.0, "denies": 5.0, "corrects": 5.0, "estimates": 5.0, "counts": 5.0}
DISPUTES = replace(load_disagreement_words(), partner_weights=PARTNER, sureness_weights=SURENESS)
WORDS: Any = SimpleNamespace(attributions=load_attribution_words(), disagreements=DISPUTES)
KNOWN: Any = SimpleNamespace(words=WORDS)
PARIS = "Paris/PROPN/nsubj>said said=say/VERB/root/Past that/SCONJ/mark>fired troops=troop/NOUN/nsubj>fired fired=fire/VERB/ccomp>said/Past on/ADP/case>convoy the/DET/det>convoy convoy/NOUN/obl>fired ./PUNCT/punct>said"
DENIAL = "Minsk/PROPN/nsubj>denied denied=deny/VERB/root/Past that/SCONJ/mark>fired its/PRON/nmod:poss>troops troops=troop/NOUN/nsubj>fired fired=fire/VERB/ccomp>denied/Past on/ADP/case>convoy a/DET/det>convoy convoy/NOUN/obl>fired ./PUNCT/punct>denied"
TWELVE = "Paris/PROPN/nsubj>said said=say/VERB/root/Past that/SCONJ/mark>drowned 12/NUM/nummod>sailors sailors=sailor/NOUN/nsubj>drowned drowned=drown/VERB/ccomp>said/Past ./PUNCT/punct>said"
PUT = "Police/NOUN/nsubj>put put=put/VERB/root/Past the/DET/det>figure figure/NOUN/obj>put at/ADP/case>nine nine/NUM/obl>put ./PUNCT/punct>put"
REFUSED = "Minsk/PROPN/nsubj>denied denied=deny/VERB/root/Past Paris/PROPN/iobj>denied access/NOUN/obj>denied ./PUNCT/punct>denied"
LIE = "Minsk/PROPN/nsubj>called called=call/VERB/root/Past this/PRON/obj>called a/DET/det>lie lie/NOUN/xcomp>called ./PUNCT/punct>called"
ANSWER = "Minsk/PROPN/nsubj>said said=say/VERB/root/Past that/SCONJ/mark>fired no/DET/det>troops troops=troop/NOUN/nsubj>fired fired=fire/VERB/ccomp>said/Past on/ADP/case>convoy the/DET/det>convoy convoy/NOUN/obl>fired ./PUNCT/punct>said"
OWNED = "Minsk/PROPN/nsubj>denied denied=deny/VERB/root/Past the/DET/det>claims claims=claim/NOUN/obj>denied by/ADP/case>Paris Paris/PROPN/nmod>claims ./PUNCT/punct>denied"
NINE = TWELVE.replace("Paris", "Minsk").replace("12", "nine")


def attribution(
    text: str, who: str, cue: str, content: str, kind: str = "say", nth: int = 0, **more: Any
) -> Attribution:
    """Return an attribution by `who`, whose content is the `nth` (from 0) place of `content`."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(content, at + 1)
    start = text.index(who)
    cue_at = text.rindex(cue, 0, at)
    return Attribution(
        id=AttributionId(f"q_{who}"),
        source=Source(start=start, end=start + len(who), text=who, actor=ActorId(f"a_{who}")),
        cue=span_of(text, cue_at, cue_at + len(cue)),
        content=(Span(start=at, end=at + len(content), text=content),),
        quotation="indirect",
        sourcing="named",
        kind=kind,
        **more,
    )


def disagreements(
    text: str, language: Any, *attributions: Attribution, events: tuple[Event, ...] = ()
) -> tuple[Disagreement, ...]:
    document = Document(id=DocumentId("d"), text=text)
    return find_disagreements(
        document, attributions, events, (), (), (), Forest(language.sentences), KNOWN
    ).items


def two(second: str, kind: str, cue: str, content: str) -> tuple[Disagreement, ...]:
    text, language = language_of_sketches(PARIS, second)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    return disagreements(text, language, first, attribution(text, "Minsk", cue, content, kind))


def signs(
    text: str, language: Any, *attributions: Attribution, actors: tuple[Actor, ...] = ()
) -> set[tuple[str, str]]:
    """Return, for each pair of claims proposed, the sign and the kind of the claim that is answered."""
    pairs = find_pairs(text, attributions, (), actors, (), (), Forest(language.sentences), WORDS)
    return {(seen.pair.sign.name, seen.pair.answered.kind) for seen in pairs}


def actor(text: str, who: str) -> Actor:
    """Return an actor with all its mentions."""
    at = [n for n in range(len(text)) if text.startswith(who, n)]
    mentions = tuple(Mention(start=n, end=n + len(who), text=who, form="name") for n in at)
    return Actor(id=ActorId(f"a_{who}"), name=who, kind="country", mentions=mentions)


def test_denial_of_what_another_says_is_a_disagreement() -> None:
    (found,) = two(DENIAL, "deny", "denied", "that its troops fired on a convoy")
    assert [side.actor for side in found.sides] == ["a_Paris", "a_Minsk"]
    assert found.about == "troops fired on the convoy"
    assert (found.kind, found.field) == ("denial", "happened")
    assert [side.attribution for side in found.sides] == ["q_Paris", "q_Minsk"]


def test_side_is_the_content_of_its_attribution() -> None:
    (found,) = two(DENIAL, "deny", "denied", "that its troops fired on a convoy")
    assert [side.span.text for side in found.sides] == [
        "that troops fired on the convoy",
        "that its troops fired on a convoy",
    ]


def test_calling_a_statement_a_lie_is_a_denial() -> None:
    (found,) = two(LIE, "say", "called", "this a lie")
    assert found.kind == "denial"


def test_denying_access_is_no_statement_about_another() -> None:
    text, language = language_of_sketches(PARIS, REFUSED)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(text, "Minsk", "denied", "access", "deny")
    assert ("denies_thing", "said") in signs(text, language, first, second)


def test_negation_of_what_another_says_is_a_sign() -> None:
    text, language = language_of_sketches(PARIS, ANSWER)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(text, "Minsk", "said", "that no troops fired on the convoy")
    assert ("negates", "said") in signs(text, language, first, second)


def test_denial_names_whose_claim_it_denies() -> None:
    text, language = language_of_sketches(PARIS.replace("Paris", "Bonn"), OWNED)
    denial = attribution(text, "Minsk", "denied", "the claims by Paris", "deny")
    found = signs(text, language, denial, actors=(actor(text, "Paris"), actor(text, "Minsk")))
    assert ("denies_claim", "owned") in found


def test_denial_alone_stands_against_what_is_denied() -> None:
    text, language = language_of_sketches(DENIAL)
    denial = attribution(text, "Minsk", "denied", "that its troops fired on a convoy", "deny")
    (found,) = disagreements(text, language, denial)
    assert {side.actor for side in found.sides} == {None, "a_Minsk"}
    assert [side.attribution for side in found.sides if side.actor is None] == [None]
    assert found.about == "its troops fired on a convoy"


def test_two_counts_of_one_thing_are_a_disagreement() -> None:
    text, language = language_of_sketches(TWELVE, NINE)
    first = attribution(text, "Paris", "said", "that 12 sailors drowned")
    second = attribution(text, "Minsk", "said", "that nine sailors drowned")
    (found,) = disagreements(text, language, first, second)
    assert (found.kind, found.field) == ("contradiction", "number")
    assert [side.span.text for side in found.sides] == [
        "that 12 sailors drowned",
        "that nine sailors drowned",
    ]


def test_estimate_without_a_verb_of_saying_is_a_side() -> None:
    text, language = language_of_sketches(TWELVE, PUT)
    first = attribution(text, "Paris", "said", "that 12 sailors drowned")
    police = actor(text, "Police")
    document = Document(id=DocumentId("d"), text=text)
    (found,) = find_disagreements(
        document, (first,), (), (police,), (), (), Forest(language.sentences), KNOWN
    ).items
    assert [side.actor for side in found.sides] == ["a_Paris", "a_Police"]
    assert found.sides[1].span.text == "put the figure at nine"


@pytest.mark.parametrize(
    ("counted", "word"),
    [
        ("12/NUM/nummod>people people/NOUN/nsubj>drowned", "people"),
        ("12/NUM/nummod>Greeks Greeks=Greek/PROPN/nsubj>drowned", "Greeks"),
        ("12/NUM/nummod>million million/NUM/nummod>euros euros=euro/NOUN/nsubj>drowned", "million euros"),
    ],
)
def test_people_nationals_and_money_are_counted(counted: str, word: str) -> None:
    first = TWELVE.replace("12/NUM/nummod>sailors sailors=sailor/NOUN/nsubj>drowned", counted)
    text, language = language_of_sketches(first, PUT)
    said = attribution(text, "Paris", "said", f"that 12 {word} drowned")
    assert ("estimates", "said") in signs(text, language, said, actors=(actor(text, "Police"),))


def test_the_number_of_a_name_counts_nothing() -> None:
    flight = "Paris/PROPN/nsubj>said said=say/VERB/root/Past that/SCONJ/mark>sank Flight/PROPN/nsubj>sank 12/NUM/nummod>Flight sank=sink/VERB/ccomp>said/Past ./PUNCT/punct>said"
    text, language = language_of_sketches(flight, PUT)
    said = attribution(text, "Paris", "said", "that Flight 12 sank")
    assert ("estimates", "said") not in signs(text, language, said, actors=(actor(text, "Police"),))


def test_an_estimate_inside_a_content_is_not_part_of_it() -> None:
    text, language = language_of_sketches(
        TWELVE.replace(
            " ./PUNCT/punct>said",
            " ;/PUNCT/punct>put police/NOUN/nsubj>put put=put/VERB/parataxis>said/Past the/DET/det>figure figure/NOUN/obj>put"
            " at/ADP/case>nine nine/NUM/obl>put ./PUNCT/punct>said",
        )
    )
    said = attribution(text, "Paris", "said", text[text.index("that") : text.index("nine") + len("nine")])
    assert ("estimates", "said") in signs(text, language, said, actors=(actor(text, "police"),))


def test_a_number_that_is_all_that_is_said_is_an_estimate() -> None:
    bare = "Paris/PROPN/nsubj>says says=say/VERB/root/Pres {0}/NUM/obj>says ./PUNCT/punct>says"
    text, language = language_of_sketches(
        bare.format("eleven"), bare.replace("Paris", "Minsk").format("forty")
    )
    first = attribution(text, "Paris", "says", "eleven")
    second = attribution(text, "Minsk", "says", "forty")
    assert ("estimates", "said") in signs(text, language, first, second)


def test_a_number_with_a_comma_is_read_whole_where_the_content_begins_inside_it() -> None:
    bare = "Paris/PROPN/nsubj>counted counted=count/VERB/root/Past 2,000/NUM/nummod>sailors sailors=sailor/NOUN/obj>counted ./PUNCT/punct>counted"
    text, language = language_of_sketches(bare, bare.replace("Paris", "Minsk").replace("2,000", "2000"))
    first = attribution(text, "Paris", "counted", "2,000 sailors")
    second = attribution(text, "Minsk", "counted", "2000 sailors")
    assert not {sign for sign, _ in signs(text, language, first, second)} & {"estimates", "counts"}


def test_same_count_is_none() -> None:
    text, language = language_of_sketches(TWELVE, NINE.replace("nine", "12"))
    first = attribution(text, "Paris", "said", "that 12 sailors drowned")
    second = attribution(text, "Minsk", "said", "that 12 sailors drowned", nth=1)
    assert disagreements(text, language, first, second) == ()


def test_one_actor_does_not_disagree_with_itself() -> None:
    text, language = language_of_sketches(PARIS, DENIAL)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(text, "Paris", "denied", "that its troops fired on a convoy", "deny")
    for found in disagreements(text, language, first, second):
        assert len({side.actor for side in found.sides}) == 2


def test_denial_that_was_not_made_is_none() -> None:
    text, language = language_of_sketches(PARIS, DENIAL)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(
        text, "Minsk", "denied", "that its troops fired on a convoy", "deny", polarity="negative"
    )
    assert disagreements(text, language, first, second) == ()


def test_claim_is_used_once_and_two_sources_meet_once() -> None:
    text, language = language_of_sketches(PARIS, DENIAL, LIE)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(text, "Minsk", "denied", "that its troops fired on a convoy", "deny")
    third = replace(attribution(text, "Minsk", "called", "this a lie"), id=AttributionId("q_lie"))
    found = disagreements(text, language, first, second, third)
    assert [{side.actor for side in d.sides} for d in found].count(
        {ActorId("a_Paris"), ActorId("a_Minsk")}
    ) == 1


def test_what_the_model_sees_of_both_sides_is_a_feature_of_a_pair() -> None:
    text, language = language_of_sketches(PARIS, DENIAL)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(text, "Minsk", "denied", "that its troops fired on a convoy", "deny")
    at, cue = text.index("fired on the"), text.index("denied")
    disputed = (
        DisputedWord(start=at, end=at + 5, text="fired", claim=0.6, answer=0.1),
        DisputedWord(start=cue, end=cue + 6, text="denied", claim=0.0, answer=0.9),
    )
    forest = Forest(language.sentences)
    (seen,) = (
        seen
        for seen in find_pairs(text, (first, second), (), (), (), (), forest, WORDS, disputed)
        if seen.pair.answered.kind == "said"
    )
    assert (seen.pair.answered.disputed, seen.pair.answer.answers) == (0.6, 0.9)
    assert {"disputed=0.5", "disputing=0.75", "dispute=0.5"} <= seen.names
    (unseen,) = (
        seen
        for seen in find_pairs(text, (first, second), (), (), (), (), forest, WORDS)
        if seen.pair.answered.kind == "said"
    )
    assert {"disputed=0.0", "disputing=0.0", "dispute=0.0"} <= unseen.names


def test_nothing_is_shown_below_the_least_sureness() -> None:
    text, language = language_of_sketches(PARIS, DENIAL)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(text, "Minsk", "denied", "that its troops fired on a convoy", "deny")
    pairs = partners(
        find_pairs(text, (first, second), (), (), (), (), Forest(language.sentences), WORDS), PARTNER
    )
    assert choose(pairs, {"bias": -2.0}, LEAST_SURENESS) == []
    assert choose(pairs, {"bias": 0.5}, LEAST_SURENESS) != []


def test_order_of_attributions_changes_nothing() -> None:
    text, language = language_of_sketches(PARIS, DENIAL)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(text, "Minsk", "denied", "that its troops fired on a convoy", "deny")
    assert disagreements(text, language, first, second) == disagreements(text, language, second, first)


def test_shipped_weights_are_of_features_that_exist() -> None:
    shipped = load_disagreement_words()
    text, language = language_of_sketches(PARIS, DENIAL)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    second = attribution(text, "Minsk", "denied", "that its troops fired on a convoy", "deny")
    pairs = find_pairs(text, (first, second), (), (), (), (), Forest(language.sentences), WORDS)
    known = shipped.sureness_weights.keys()
    assert all(
        {"denies", "sign=denies_clause"} <= seen.names & known for seen in pairs if isinstance(seen, Seen)
    )
    assert "bias" in known


@pytest.mark.parametrize("words", [3, 200])
def test_span_of_a_side_is_never_longer_than_a_record_allows(words: int) -> None:
    text, language = language_of_sketches(PARIS, DENIAL)
    first = attribution(text, "Paris", "said", "that troops fired on the convoy")
    long_text = text + " word" * words
    second = attribution(long_text, "Minsk", "denied", long_text[text.index("that its") :], "deny")
    (found,) = disagreements(long_text, language, first, second)
    assert len(found.sides[1].span.text.split()) <= LONGEST_SIDE
    assert long_text[found.sides[1].span.start : found.sides[1].span.end] == found.sides[1].span.text


# ---- one happening told in two ways ------------------------------------------------------------

SHELLED = "Paris/PROPN/nsubj>said said=say/VERB/root/Past rebels=rebel/NOUN/nsubj>shelled shelled=shell/VERB/ccomp>said/Past the/DET/det>port port/NOUN/obj>shelled ./PUNCT/punct>said"
SOLDIERS = "Minsk/PROPN/nsubj>said said=say/VERB/root/Past the/DET/det>port port/NOUN/nsubj:pass>shelled was=be/AUX/aux:pass>shelled/Past shelled=shell/VERB/ccomp>said/Pass by/ADP/case>soldiers soldiers=soldier/NOUN/obl>shelled ./PUNCT/punct>said"
BUS = "Paris/PROPN/nsubj>said said=say/VERB/root/Past the/DET/det>blast blast/NOUN/nsubj>hit hit/VERB/ccomp>said/Past a/DET/det>bus bus/NOUN/obj>hit at/ADP/case>dawn dawn/NOUN/obl>hit ./PUNCT/punct>said"
STRUCK = "Minsk/PROPN/nsubj>said said=say/VERB/root/Past it/PRON/nsubj:pass>struck was=be/AUX/aux:pass>struck/Past struck=strike/VERB/ccomp>said/Pass on/ADP/case>evening Sunday/PROPN/compound>evening evening/NOUN/obl>struck ./PUNCT/punct>said"
BLAMED = "Paris/PROPN/nsubj>blamed blamed=blame/VERB/root/Past rebels=rebel/NOUN/obj>blamed for/ADP/case>blast the/DET/det>blast blast/NOUN/obl>blamed ./PUNCT/punct>blamed"
BEHIND = "Minsk/PROPN/nsubj>said said=say/VERB/root/Past smugglers=smuggler/NOUN/nsubj>blast were=be/AUX/cop>blast/Past behind/ADP/case>blast the/DET/det>blast blast/NOUN/ccomp>said ./PUNCT/punct>said"


def fields(
    sketches: tuple[str, str],
    contents: tuple[str, str],
    cues: tuple[str, str] = ("said", "said"),
    places: tuple[Place, ...] = (),
    times: tuple[Time, ...] = (),
) -> list[tuple[str, str]]:
    """Return kind and field of what Paris and Minsk tell otherwise of one happening, however sure it is."""
    text, language = language_of_sketches(*sketches)
    first = attribution(text, "Paris", cues[0], contents[0])
    second = attribution(text, "Minsk", cues[1], contents[1])
    document = Document(id=DocumentId("d"), text=text)
    forest = Forest(language.sentences)
    pairs = find_pairs(text, (first, second), (), (), places, times, forest, WORDS)
    rows = [describe(document, seen.pair) for seen in pairs if "told_alike" in seen.names]
    return [(row.kind, row.field) for row in rows if row.field in ("who", "whom", "when", "where")]


def test_two_doers_of_one_act_differ_on_who() -> None:
    contents = ("rebels shelled the port", "the port was shelled by soldiers")
    assert fields((SHELLED, SOLDIERS), contents) == [("contradiction", "who")]


def test_blame_and_who_is_behind_it_differ_on_who() -> None:
    text, language = language_of_sketches(BLAMED, BEHIND)
    first = attribution(text, "Paris", "blamed", "rebels for the blast", "accuse")
    second = attribution(text, "Minsk", "said", "smugglers were behind the blast")
    assert ("who", "said") in signs(text, language, first, second)


def test_one_doer_of_one_act_is_no_difference() -> None:
    contents = ("rebels shelled the port", "the port was shelled by rebels")
    sketch = SOLDIERS.replace("soldiers=soldier", "rebels=rebel").replace(">soldiers", ">rebels")
    assert fields((SHELLED, sketch), contents) == []


def test_another_object_of_another_doer_is_another_happening() -> None:
    contents = ("rebels shelled the port", "the mill was shelled by soldiers")
    sketch = SOLDIERS.replace("port port/", "mill mill/").replace("det>port", "det>mill")
    assert fields((SHELLED, sketch), contents) == []


def test_one_doer_of_two_objects_differs_on_whom() -> None:
    contents = ("rebels shelled the port", "rebels shelled the mill")
    sketch = (
        SHELLED.replace("Paris", "Minsk").replace("port port/", "mill mill/").replace("det>port", "det>mill")
    )
    assert fields((SHELLED, sketch), contents) == [("contradiction", "whom")]


def test_dawn_and_evening_differ_on_when_although_a_pronoun_stands_for_the_bus() -> None:
    contents = ("the blast hit a bus at dawn", "it was struck on Sunday evening")
    assert fields((BUS, STRUCK), contents) == [("contradiction", "when")]


def day(text: str, words: str, value: str) -> Time:
    start = text.index(words)
    return Time(
        id=TimeId(f"t{start}"), type="DATE", value=value, earliest=value, latest=value, start=start, end=start + len(words), text=words,
    )  # fmt: skip


@pytest.mark.parametrize(("second", "shown"), [("2018-10-16", True), ("2018-10-15", False)])
def test_two_days_of_one_act_differ_on_when(second: str, shown: bool) -> None:
    one = SHELLED.replace("./PUNCT", "on/ADP/case>Monday Monday/PROPN/obl>shelled ./PUNCT")
    other = one.replace("Paris", "Minsk").replace("Monday", "Tuesday")
    text, _ = language_of_sketches(one, other)
    contents = ("rebels shelled the port on Monday", "rebels shelled the port on Tuesday")
    times = (day(text, "Monday", "2018-10-15"), day(text, "Tuesday", second))
    found = fields((one, other), contents, times=times)
    assert found == ([("contradiction", "when")] if shown else [])


@pytest.mark.parametrize(("kind", "shown"), [("city", True), ("region", False)])
def test_two_towns_of_one_act_differ_on_where_a_region_may_hold_the_town(kind: Any, shown: bool) -> None:
    one = SHELLED.replace("./PUNCT", "in/ADP/case>Ardal Ardal/PROPN/obl>shelled ./PUNCT")
    other = one.replace("Paris", "Minsk").replace("Ardal", "Borvik")
    text, _ = language_of_sketches(one, other)
    contents = ("rebels shelled the port in Ardal", "rebels shelled the port in Borvik")
    at = [(text.index(name), name) for name in ("Ardal", "Borvik")]
    places = tuple(
        Place(id=PlaceId(name), name=name, kind=of, country="NOR", start=n, end=n + len(name), text=name)
        for (n, name), of in zip(at, ("city", kind), strict=True)
    )
    assert fields((one, other), contents, places=places) == ([("contradiction", "where")] if shown else [])


# ---- votes and judgements ----------------------------------------------------------------------

UPHELD = "Judges=judge/NOUN/nsubj>upheld upheld=uphold/VERB/root/Past the/DET/det>levy levy/NOUN/obj>upheld by/ADP/case>5-4 5-4/NUM/obl>upheld ./PUNCT/punct>upheld"
DISSENT = "Minsk/PROPN/nsubj>dissented dissented=dissent/VERB/root/Past ,/PUNCT/punct>writing writing=write/VERB/advcl>dissented/Ing that/SCONJ/mark>hurts the/DET/det>levy levy/NOUN/nsubj>hurts hurts=hurt/VERB/ccomp>writing/Pres growers=grower/NOUN/obj>hurts ./PUNCT/punct>dissented"
SILENT = (
    "One/NUM/nummod>judge judge/NOUN/nsubj>dissented dissented=dissent/VERB/root/Past ./PUNCT/punct>dissented"
)
HAILED = "Paris/PROPN/nsubj>hailed hailed=hail/VERB/root/Past the/DET/det>levy levy/NOUN/obj>hailed ./PUNCT/punct>hailed"
UNJUST = "Minsk/PROPN/nsubj>said said=say/VERB/root/Past the/DET/det>levy levy/NOUN/nsubj>unjust was=be/AUX/cop>unjust/Past unjust/ADJ/ccomp>said ./PUNCT/punct>said"


def test_a_dissent_stands_against_what_was_decided_by_vote() -> None:
    text, language = language_of_sketches(UPHELD, DISSENT)
    (found,) = disagreements(text, language, attribution(text, "Minsk", "writing", "the levy hurts growers"))
    assert (found.kind, found.field) == ("contradiction", "meaning")
    assert [side.span.text for side in found.sides] == [
        "Judges upheld the levy by 5-4",
        "the levy hurts growers",
    ]


def test_a_dissent_without_a_word_is_a_side() -> None:
    text, language = language_of_sketches(UPHELD, SILENT)
    (found,) = disagreements(text, language)
    assert [side.span.text for side in found.sides] == [
        "Judges upheld the levy by 5-4",
        "One judge dissented",
    ]


def test_without_a_dissent_a_vote_is_no_claim() -> None:
    text, language = language_of_sketches(UPHELD, UNJUST)
    assert disagreements(text, language, attribution(text, "Minsk", "said", "the levy was unjust")) == ()


def test_praise_and_blame_of_one_thing_is_a_sign() -> None:
    text, language = language_of_sketches(HAILED, UNJUST)
    first = attribution(text, "Paris", "hailed", "the levy")
    second = attribution(text, "Minsk", "said", "the levy was unjust")
    assert ("judges", "said") in signs(text, language, first, second)


def test_praise_and_blame_of_two_things_is_none() -> None:
    text, language = language_of_sketches(
        HAILED, UNJUST.replace("levy levy/", "fare fare/").replace("det>levy", "det>fare")
    )
    first = attribution(text, "Paris", "hailed", "the levy")
    second = attribution(text, "Minsk", "said", "the fare was unjust")
    assert ("judges", "said") not in signs(text, language, first, second)


# ---- tables ------------------------------------------------------------------------------------


def test_a_sign_with_a_role_that_no_claim_has_is_refused() -> None:
    head = "sign\tcompares\tcue\tcontent\teither\tforms\tform\tstrength\tkind\tfield\tsure\n"
    with pytest.raises(TableError, match="line 2, column cue, holds 'agianst'"):
        parse_table(f"{head}denies\t\tagianst\t\t\t\tyes\t4\tdenial\thappened\t\n", SignRow, "s.tsv")


def test_every_sure_sign_names_a_feature_and_every_comparison_is_made() -> None:
    rows = load_disagreement_words().signs
    assert {row.sure for row in rows} <= {None, "told_alike", "by_vote"}
    assert {row.compares for row in rows} == {*get_args(Comparison), None}
