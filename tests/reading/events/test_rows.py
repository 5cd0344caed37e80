"""Acts by the rows of the lexicon: cases over sketched trees with hand-made actors, places and times; then properties."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import TableError
from onrecord.grammar import Forest
from onrecord.lexicon.events import EventRow, Need, load_event_words
from onrecord.lexicon.reasons import load_rules
from onrecord.lexicon.tables import parse_table
from onrecord.ontologies import load_ontology
from onrecord.reading.events.rows import (
    MAX_TRIGGER_WORDS,
    NEEDS,
    POLITICAL_NEEDS,
    RowAct,
    RowActs,
    find_row_acts,
)
from onrecord.types import (
    Actor,
    ActorId,
    Document,
    DocumentId,
    Language,
    Mention,
    Place,
    PlaceId,
    Published,
    Time,
    TimeId,
)
from tests.sketch import language_of_sketches

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "events.yaml").read_text(encoding="utf-8"))
DEMONYMS = {"Latvian": "LVA", "Norwegian": "NOR"}
STATES = {"lva": "LVA", "nor": "NOR", "isl": "ISL"}
KNOWN: Any = SimpleNamespace(
    words=SimpleNamespace(events=load_event_words()),
    ontology=load_ontology(),
    world=SimpleNamespace(demonym=DEMONYMS.get),
)


def actor_of(text: str, name: str, row: dict[str, Any]) -> Actor:
    words = row["words"] if isinstance(row["words"], list) else [row["words"]]
    mentions = tuple(mention_of(text, phrase) for phrase in words)
    return Actor(
        id=ActorId(name),
        name=name,
        kind=row.get("kind", "country"),
        country=row.get("country", STATES.get(name)),
        sector=row.get("sector"),
        named=row.get("named", True),
        mentions=mentions,
    )


def mention_of(text: str, phrase: str) -> Mention:
    start = text.index(phrase)
    form = "name" if phrase[0].isupper() and not phrase.startswith("The ") else "nominal"
    return Mention(start=start, end=start + len(phrase), text=phrase, form=form)  # type: ignore[arg-type]


def place_of(text: str, phrase: str, country: str) -> Place:
    start = text.index(phrase)
    return Place(
        id=PlaceId(phrase),
        name=phrase,
        kind="city",
        country=country,
        start=start,
        end=start + len(phrase),
        text=phrase,
    )


def time_of(text: str, phrase: str, days: list[Any]) -> Time:
    start = text.index(phrase)
    return Time(
        id=TimeId(phrase),
        type="DATE",
        value=str(days[0]),
        earliest=str(days[0]),
        latest=str(days[1]),
        start=start,
        end=start + len(phrase),
        text=phrase,
    )


def acts_of(case: dict[str, Any]) -> tuple[str, Sequence[RowAct]]:
    text, language = language_of_sketches(*case["tree"])
    return text, rows_of(case, text, language).acts


def rows_of(case: dict[str, Any], text: str, language: Language) -> RowActs:
    return find_row_acts(
        Document(id=DocumentId("d"), text=text, published=Published(value="2018-10-20")),
        [actor_of(text, name, row) for name, row in case.get("actors", {}).items()],
        [place_of(text, phrase, country) for phrase, country in case.get("places", {}).items()],
        [time_of(text, phrase, days) for phrase, days in case.get("times", {}).items()],
        Forest(language.sentences),
        KNOWN,
    )


def as_case(event: RowAct) -> dict[str, Any]:
    """Return the fields of an act as the cases write them."""
    return {
        "trigger": event.trigger.text,
        "type": event.type,
        "mode": event.mode,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "days": [event.dated.time.earliest, event.dated.time.latest] if event.dated else None,
    }


def case_of(name: str) -> dict[str, Any]:
    return next(case for case in CASES if case["id"] == name)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_event_case(case: dict[str, Any]) -> None:
    _, events = acts_of(case)
    found = [as_case(event) for event in events]
    assert len(found) == len(case["events"]), found
    for event, wanted in zip(found, case["events"], strict=True):
        expected = {
            name: [str(day) for day in value] if name == "days" and value else value
            for name, value in wanted.items()
        }
        assert {name: event[name] for name in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_spans_quote_the_text_and_names_exist(case: dict[str, Any]) -> None:
    text, events = acts_of(case)
    ontology = load_ontology()
    for event in events:
        assert text[event.trigger.start : event.trigger.end] == event.trigger.text
        assert 1 <= len(event.trigger.text.split()) <= MAX_TRIGGER_WORDS
        assert set(event.actors + event.recipients) <= set(case.get("actors", {}))
        assert event.mode is None or event.mode in ontology.types[event.type].modes
        assert event.basis


def test_reading_twice_gives_the_same_acts() -> None:
    case = case_of("object-control")
    assert acts_of(case) == acts_of(case)


def test_no_two_acts_have_one_trigger() -> None:
    for case in CASES:
        _, events = acts_of(case)
        starts = [(event.trigger.start, event.trigger.end) for event in events]
        assert len(starts) == len(set(starts)), case["id"]


def test_a_lemma_that_the_model_got_wrong_does_not_hide_the_word() -> None:
    tree = "Latvia/PROPN/nsubj>threatened threatened=threate/VERB/root/Past Norway/PROPN/obj>threatened"
    case = {"tree": [tree], "actors": {"lva": {"words": "Latvia"}, "nor": {"words": "Norway"}}}
    _, events = acts_of(case)
    assert [event.type for event in events] == ["THREATEN"]


def test_a_second_conjunct_that_the_tree_lost_is_found_beside_the_first() -> None:
    tree = (
        "They/PRON/nsubj>saw saw=see/VERB/root/Past talks=talk/NOUN/obj>saw between/ADP/case>Norway"
        " Norway/PROPN/nmod>talks and/CCONJ/cc>Iceland Iceland/PROPN/appos>talks ./PUNCT/punct>saw"
    )
    actors = {"nor": {"words": "Norway"}, "isl": {"words": "Iceland"}}
    _, events = acts_of({"tree": [tree], "actors": actors})
    assert [event.actors for event in events] == [("nor", "isl")]


def test_basis_names_the_rows_that_decided() -> None:
    _, (event,) = acts_of(case_of("refused-to-meet"))
    assert [(r.rule, r.table, r.words) for r in event.basis][:3] == [
        ("event-word", "events.tsv", "refuse (V) xcomp=*"),
        ("event-word", "events.tsv", "meet (V)"),
        ("attitude-to-an-act", "event_compositions.tsv", "refuse CONSULT is REJECT"),
    ]
    assert all(reason.line for reason in event.basis[:3])


@pytest.mark.parametrize("case", [c for c in CASES if "events" in c], ids=lambda case: case["id"])
def test_basis_names_a_rule_for_each_role(case: dict[str, Any]) -> None:
    for event in acts_of(case)[1]:
        rules = [reason.rule for reason in event.basis if load_rules()[reason.rule].layer == "roles"]
        assert any(r.startswith(("actor-", "both-")) for r in rules) == bool(event.actors), rules
        assert any(r.startswith(("recipient", "both-")) for r in rules) == bool(event.recipients), rules


def test_an_empty_document_has_no_acts() -> None:
    assert find_row_acts(Document(id=DocumentId("d"), text=""), (), (), (), Forest(()), KNOWN) == RowActs()


# ---- what rows rule, and what they take for no act ------------------------------------------


def everyday_words(sketch: str) -> list[str]:
    text, language = language_of_sketches(sketch)
    starts = rows_of({}, text, language).everyday
    return [text[start:].split()[0] for start in sorted(starts)]


RULED = ["court-ordered-payment", "kept-out", "regret-for", "relief", "failure-to-act", "fighting-between"]


def test_rows_of_the_standard_rule_and_others_do_not() -> None:
    ruled = {case["id"]: [act.rules for act in acts_of(case)[1]] for case in CASES}
    assert all(ruled[name] == [True] for name in RULED), {name: ruled[name] for name in RULED}
    assert ruled["met-with"] == [False]


@pytest.mark.parametrize(
    ("sketch", "words"),
    [
        ("A/DET/det>blast gas/NOUN/compound>blast blast/NOUN/nsubj>killed killed=kill/VERB/root/Past him/PRON/obj>killed", ["blast"]),
        ("Locusts=locust/NOUN/nsubj>invaded invaded=invade/VERB/root/Past Norway/PROPN/obj>invaded", ["invaded"]),
        ("Critics=critic/NOUN/nsubj>attacked attacked=attack/VERB/root/Past the/DET/det>cast cast/NOUN/obj>attacked", ["attacked"]),
        ("In/ADP/case>film the/DET/det>film film/NOUN/obl>storm rebels=rebel/NOUN/nsubj>storm storm/VERB/root Riga/PROPN/obj>storm", ["In", "the", "film", "rebels", "storm", "Riga"]),
        ("RUGBY/PROPN/nsubj>crush -/PUNCT/punct>crush FIJI/PROPN/nsubj>crush crush/VERB/root SAMOA/PROPN/obj>crush", ["RUGBY", "-", "FIJI", "crush", "SAMOA"]),
        ("In/ADP/case>series a/DET/det>series series/NOUN/obl>held of/ADP/case>raids raids=raid/NOUN/nmod>series police/NOUN/nsubj>held held=hold/VERB/root/Past him/PRON/obj>held", []),
        ("A/DET/det>blast car/NOUN/compound>blast blast/NOUN/nsubj>killed killed=kill/VERB/root/Past him/PRON/obj>killed", []),
    ],
    ids=["accident", "nature", "critics", "plot", "sports line", "series of raids", "car bomb"],
)  # fmt: skip
def test_words_that_surely_name_no_act(sketch: str, words: list[str]) -> None:
    assert everyday_words(sketch) == words


WORDS = st.sampled_from(
    ["Latvia", "Norway", "met", "talks", "sanctions", "to", "and", "of", "refused", "must"]
)
UPOS = st.sampled_from(["NOUN", "VERB", "PROPN", "ADP", "AUX", "PRON", "CCONJ", "ADJ"])
RELATIONS = st.sampled_from(
    [
        "nsubj",
        "obj",
        "obl",
        "xcomp",
        "ccomp",
        "conj",
        "acl",
        "acl:relcl",
        "advcl",
        "nmod",
        "case",
        "mark",
        "cc",
    ]
)


@given(st.lists(st.tuples(WORDS, UPOS, RELATIONS, st.integers(0, 9)), min_size=1, max_size=10))
def test_any_tree_can_be_read(rows: list[tuple[str, str, str, int]]) -> None:
    """A parser may give any tree: reading it ends, and all spans quote the text."""
    items = []
    for n, (word, upos, relation, head) in enumerate(rows):
        link = "root" if n == 0 else f"{relation}>w{head % n}"
        items.append(f"w{n}={word}/{upos}/{link}")
    text, language = language_of_sketches(" ".join(items))
    actors = [actor_of(text, "lva", {"words": "w0"})]
    found = find_row_acts(
        Document(id=DocumentId("d"), text=text), actors, (), (), Forest(language.sentences), KNOWN
    )
    for event in found.acts:
        assert text[event.trigger.start : event.trigger.end] == event.trigger.text


# ---- the tables --------------------------------------------------------------------------


def test_the_lexicon_covers_every_type() -> None:
    patterns = [p for found in load_event_words().patterns.values() for p in found]
    assert {p.type for p in patterns if p.type} == set(load_ontology().types)
    assert len(patterns) > 1500


def test_every_composition_starts_from_an_attitude_that_governs_something() -> None:
    words = load_event_words()
    used = {p.attitude for found in words.patterns.values() for p in found if p.attitude}
    composed = {attitude for attitude, _, _ in words.compositions} - {
        "verbal",
        "alone",
    }  # rows for changes that the stage itself makes
    assert composed <= used
    assert used - {"occur"} <= set(words.governed)


def test_every_need_is_one_the_stage_knows() -> None:
    header = resources.files("onrecord.lexicon").joinpath("events.tsv").read_text(encoding="utf-8")
    explained = header[header.index("# needs") : header.index("# contexts")]
    for need in get_args(Need):
        assert f" {need} (" in explained.replace("#", " "), need
    assert {*NEEDS, *POLITICAL_NEEDS} == set(get_args(Need))


def test_a_pattern_with_a_set_that_does_not_exist_is_named() -> None:
    text = "lemma\tpos\twith_words\ttype\tmode\tattitude\trecipients\tneeds\tcontexts\trules\n"
    with pytest.raises(TableError, match=r"events.tsv line 2, column with_words, holds '\$nobody'"):
        parse_table(text + "meet\tV\tobj=$nobody\tCONSULT", EventRow, "events.tsv")
