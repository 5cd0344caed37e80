"""The country of a report decides which body a name of many countries means: sketches over the shipped world."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from onrecord.grammar import Forest
from onrecord.known import load_known
from onrecord.lexicon.attributions import load_attribution_words
from onrecord.lexicon.mentions import load_mention_words
from onrecord.lexicon.times import load_time_words
from onrecord.reading.actors import link_actors
from onrecord.reading.datelines import filed_from
from onrecord.reading.mentions import find_mentions
from onrecord.types import Actor, Document, DocumentId, Language, Name, Published
from onrecord.world import load_world
from tests.sketch import language_of_sketches

WORDS, TIMES, SAYING = load_mention_words(), load_time_words(), load_attribution_words()


def shifted(language: Language, by: int) -> Language:
    """Return a language layer with all its offsets moved behind a dateline of `by` characters."""
    sentences = tuple(
        replace(
            s,
            start=s.start + by,
            end=s.end + by,
            tokens=tuple(replace(t, start=t.start + by, end=t.end + by) for t in s.tokens),
        )
        for s in language.sentences
    )
    return replace(language, sentences=sentences)


def actors(
    *sketches: str, dateline: str = "", url: str | None = None, date: str = "2024-03-04", **labels: str
) -> dict[str, Actor]:
    """Return the actors of the sketched sentences behind a dateline, by their first mention.

    `labels` are names of the tagger, with "_" for a blank.
    """
    text, language = language_of_sketches(*sketches)
    text, language = dateline + text, shifted(language, len(dateline))
    names = [(words.replace("_", " "), label) for words, label in labels.items()]
    tagged = tuple(
        Name(start=text.index(n), end=text.index(n) + len(n), text=n, label=label, score=0.9)  # type: ignore[arg-type]
        for n, label in names
    )
    language = replace(language, names=tuple(sorted(tagged, key=lambda n: n.start)))
    known: Any = SimpleNamespace(
        words=SimpleNamespace(mentions=WORDS, times=TIMES, attributions=SAYING),
        world=load_world(),
        grammar=load_known().grammar,
    )
    document = Document(id=DocumentId("d"), text=text, url=url, published=Published(value=date))
    forest = Forest(language.sentences)
    found = link_actors(document, find_mentions(document, language, forest, known), forest, known)
    return {actor.mentions[0].text: actor for actor in found.items}


def met(body: str, rest: str = "") -> str:
    """Return the sketch of "The <body> met on Monday."."""
    words = body.split()
    first = " ".join(f"{word}/PROPN/compound>{words[-1]}" for word in words[:-1])
    return (
        f"The/DET/det>{words[-1]} {first} {words[-1]}/PROPN/nsubj>met met=meet/VERB/root/Past {rest}"
        " on/ADP/case>Monday Monday/PROPN/obl>met ./PUNCT/punct>met"
    )


BIDEN = "Joe/PROPN/nsubj>agreed Biden/PROPN/flat>Joe agreed=agree/VERB/root/Past ./PUNCT/punct>agreed"


@pytest.mark.parametrize(
    ("dateline", "body", "name", "country"),
    [
        ("MANILA — ", "House", "House of Representatives of Philippines", "PHL"),
        ("NAIROBI, March 4 (Reuters) - ", "House", "National Assembly of Kenya", "KEN"),
        ("OTTAWA — ", "Commons", "Commons", "CAN"),
        ("CANBERRA — ", "Senate", "Senate of Australia", "AUS"),
        ("KAMPALA — ", "Supreme Court", "Supreme Court of Uganda", "UGA"),
        ("LONDON — ", "House", "House of Commons", "GBR"),
        ("ABUJA — ", "Treasury", "Treasury", "NGA"),
        ("WELLINGTON — ", "Labour Party", "New Zealand Labour Party", "NZL"),
        ("LIMA — ", "Congress", "Congress of Peru", "PER"),
        ("WASHINGTON (AP) — ", "House", "U.S. House of Representatives", "USA"),
        ("", "House", "U.S. House of Representatives", "USA"),
    ],
)
def test_a_shared_name_is_the_body_of_the_country_of_the_dateline(
    dateline: str, body: str, name: str, country: str
) -> None:
    actor = actors(met(body), dateline=dateline)[body]
    assert (actor.name, actor.country) == (name, country)


def test_a_dateline_abroad_leaves_the_senate_of_a_country_that_the_report_names() -> None:
    found = actors(met("Senate"), BIDEN, dateline="BRUSSELS — ", Joe_Biden="PER")
    assert found["Senate"].name == "U.S. Senate"


@pytest.mark.parametrize("dateline", ["COLUMBUS, Ohio — ", "PHOENIX — ", "BATON ROUGE, La. (AP) — "])
@pytest.mark.parametrize("body", ["House", "Senate", "Supreme Court"])
def test_a_state_in_the_dateline_means_the_chamber_of_the_state(dateline: str, body: str) -> None:
    actor = actors(met(body), dateline=dateline)[body]
    assert (actor.name, actor.country, actor.wikidata) == (body, "USA", None)
    assert actor.sector in ("LEG", "JUD")
    assert "body-of-a-state" in [reason.rule for reason in actor.basis]


@pytest.mark.parametrize(
    "other",
    [
        BIDEN,
        met("Congress"),
        "Congressional/ADJ/amod>aides aides=aide/NOUN/nsubj>left left=leave/VERB/root/Past",
    ],
)
def test_a_federal_actor_leaves_a_report_from_a_state_the_federal_chamber(other: str) -> None:
    names = {"Joe_Biden": "PER"} if other is BIDEN else {}
    found = actors(met("Senate"), other, dateline="DES MOINES, Iowa — ", **names)
    assert found["Senate"].name == "U.S. Senate"


def test_the_legislature_in_a_report_from_a_state_is_not_that_of_the_country() -> None:
    legislature = "The/DET/det>legislature legislature/NOUN/nsubj>left left=leave/VERB/root/Past"
    found = actors(titled("Gov.", "Ron DeSantis"), legislature, dateline="MIAMI, Fla. — ", Ron_DeSantis="PER")
    actor = found["The legislature"]
    assert (actor.name, actor.country) == ("legislature", "USA")


def test_the_outlet_says_which_house_where_nothing_else_does() -> None:
    found = actors(met("House"), url="https://www.theguardian.com/politics/1")
    assert found["House"].name == "House of Commons"


@pytest.mark.parametrize("name", ["Council House", "Government House", "Mansion House"])
def test_a_house_of_another_name_is_no_chamber(name: str) -> None:
    found = actors(
        met("council", f"at/ADP/case>House {name.split()[0]}/PROPN/compound>House House/PROPN/obl>met")
    )
    assert "U.S. House of Representatives" not in {actor.name for actor in found.values()}
    assert "House" not in found


def test_a_dateline_gives_country_and_region() -> None:
    world = load_world()
    found = [
        (filed.country, filed.region) if (filed := filed_from(text, world)) else None
        for text in (
            "LONDON, Ont. — The premier left.",
            "LONDON (Reuters) - The premier left.",
            "AUSTIN, Texas (AP) — The governor left.",
            "NEW YORK — The mayor left.",
            "The mayor left.",
        )
    ]
    assert found == [("CAN", "Ontario"), ("GBR", None), ("USA", "Texas"), ("USA", None), None]


# ---- names of regions that a country or a foreign body has, too ---------------------------------


SIGNED = {
    "Georgia Rep.": "Georgia/PROPN/compound>Clyde Rep./PROPN/compound>Clyde Clyde/PROPN/nsubj>left left=leave/VERB/root/Past",
    "Georgia lawmakers": "Georgia/PROPN/compound>lawmakers lawmakers=lawmaker/NOUN/nsubj>left left=leave/VERB/root/Past",
    "The Georgia House": "The/DET/det>House Georgia/PROPN/compound>House House/PROPN/nsubj>left left=leave/VERB/root/Past",
    "Georgia's governor": "Georgia/PROPN/nmod:poss>governor 's/PART/case>Georgia governor/NOUN/nsubj>left left=leave/VERB/root/Past",
    "Sen. Lee of Georgia": "Sen./PROPN/nsubj>left Lee/PROPN/flat>Sen. of/ADP/case>Georgia Georgia/PROPN/nmod>Sen. left=leave/VERB/root/Past",
    "Joe Biden": "Joe/PROPN/nsubj>saw Biden/PROPN/flat>Joe saw=see/VERB/root/Past Georgia/PROPN/obj>saw",
}


@pytest.mark.parametrize("sketch", SIGNED.values(), ids=SIGNED)
def test_georgia_beside_a_title_or_people_of_the_united_states_is_the_state(sketch: str) -> None:
    names = {"Joe_Biden": "PER"} if "Biden" in sketch else {}
    found = actors(sketch, Georgia="LOC", **names)
    assert "GEO" not in {actor.country for actor in found.values()}


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "Georgian/ADJ/amod>troops troops=troop/NOUN/nsubj>left left=leave/VERB/root/Past",
        "Russia/PROPN/nsubj>left left=leave/VERB/root/Past",
    ],
)
def test_georgia_without_any_of_the_united_states_is_the_country(rest: str) -> None:
    lawmakers = "Lawmakers=lawmaker/NOUN/nsubj>left of/ADP/case>Georgia Georgia/PROPN/nmod>Lawmakers left=leave/VERB/root/Past"
    found = actors(*filter(None, (lawmakers, rest)), Georgia="LOC")
    assert "GEO" in {actor.country for actor in found.values()}


@pytest.mark.parametrize(("text", "is_body"), [("Pa.", False), ("Pa", False), ("PA", True), ("P.A.", True)])
def test_the_palestinian_authority_is_no_state_of_the_union(text: str, is_body: bool) -> None:
    found = [body.name for body in load_world().bodies(text)]
    assert ("Palestinian Authority" in found) is is_body


def test_a_capital_of_a_small_country_is_the_better_known_region_unless_its_country_is_named() -> None:
    premier = "Victoria/PROPN/nmod:poss>premier 's/PART/case>Victoria premier/NOUN/nsubj>left left=leave/VERB/root/Past"
    seychelles = "Seychelles/PROPN/nsubj>agreed agreed=agree/VERB/root/Past"
    assert "SYC" not in {a.country for a in actors(premier, Victoria="LOC").values()}
    assert "SYC" in {
        a.country for a in actors(premier, seychelles, Victoria="LOC", Seychelles="LOC").values()
    }


@pytest.mark.parametrize("town", ["Lebanon, Ohio", "Poland, Ohio"])
def test_a_name_of_a_country_before_its_state_is_a_town(town: str) -> None:
    name, state = town.split(", ")
    found = actors(
        f"Mayors=mayor/NOUN/nsubj>left of/ADP/case>{name} {name}/PROPN/nmod>Mayors ,/PUNCT/punct>{name}"
        f" {state}/PROPN/appos>{name} ,/PUNCT/punct>{name} left=leave/VERB/root/Past",
        **{name: "LOC", state: "LOC"},
    )
    assert {a.country for a in found.values()} <= {None, "USA"}


@pytest.mark.parametrize("people", ["Scottish", "Welsh"])
def test_the_government_of_a_part_of_a_country_is_not_the_countrys(people: str) -> None:
    found = actors(
        f"The/DET/det>government {people}/ADJ/amod>government government/NOUN/nsubj>left left=leave/VERB/root/Past"
    )
    actor = found[f"The {people} government"]
    assert (actor.kind, actor.country, actor.wikidata) == ("organization", "GBR", None)


def test_northern_ireland_is_not_ireland() -> None:
    found = actors(
        "Northern/PROPN/compound>Ireland Ireland/PROPN/nsubj>left left=leave/VERB/root/Past",
        "The/DET/det>Executive Northern/PROPN/compound>Executive Ireland/PROPN/compound>Executive"
        " Executive/PROPN/nsubj>left left=leave/VERB/root/Past",
    )
    assert "IRL" not in {actor.country for actor in found.values()}
    assert found["Northern Ireland Executive"].country == "GBR"


# ---- the title in the text before the office of the table ---------------------------------------


def titled(title: str, name: str) -> str:
    """Return the sketch of "<title> <name> left."."""
    *words, last = [*title.split(), *name.split()]
    return " ".join(
        [
            *(f"{w}/PROPN/compound>{last}" for w in words),
            f"{last}/PROPN/nsubj>left",
            "left=leave/VERB/root/Past",
        ]
    )


@pytest.mark.parametrize(
    ("title", "name", "office", "sector"),
    [
        ("Gov.", "Kathy Hochul", "Gov.", "GOV"),
        ("Sen.", "John Fetterman", "United States senator (PA; Democrat)", "LEG"),
        ("Speaker", "Thoko Didiza", "Speaker", "LEG"),
        ("Prime Minister", "Viktor Orban", "Prime Minister of Hungary", "GOV"),
        ("Sen.", "Chuck Schumer", "Senate Majority Leader", "LEG"),
        ("Gov.", "Ron DeSantis", "Governor of Florida", "GOV"),
    ],
)
def test_a_title_in_the_text_outlives_an_office_without_an_end(
    title: str, name: str, office: str, sector: str
) -> None:
    found = actors(titled(title, name), **{name.replace(" ", "_"): "PER"})
    actor = next(a for a in found.values() if a.kind == "person")
    assert (actor.office, actor.sector) == (office, sector)
    assert actor.wikidata is not None


def test_a_former_title_leaves_the_office_of_the_table() -> None:
    found = actors(titled("Former Rep.", "Ron DeSantis"), Ron_DeSantis="PER")
    assert next(a for a in found.values() if a.kind == "person").office == "Governor of Florida"


# ---- people of a country that the report is not about --------------------------------------------


@pytest.mark.parametrize(
    ("title", "name", "dateline"),
    [
        ("MP", "Ayoub Khan", ""),
        ("MP", "Ayoub Khan", "BIRMINGHAM, England — "),
        ("Commissioner", "Drew Harris", "DUBLIN — "),
        ("", "Drew Harris", ""),
    ],
)
def test_a_namesake_of_another_country_needs_more_than_a_name(title: str, name: str, dateline: str) -> None:
    found = actors(titled(title, name), dateline=dateline, **{name.replace(" ", "_"): "PER"})
    actor = next(a for a in found.values() if a.kind == "person")
    assert (actor.name, actor.country, actor.wikidata) == (name, None, None)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("", "Andy Harris"),
        ("Rep.", "Andrew Harris"),
        ("", "Humza Yousaf"),
        ("", "Douglas Ross"),
        ("Sen.", "Bob Casey"),
    ],
)
def test_a_name_in_a_report_of_no_other_country_is_still_linked(title: str, name: str) -> None:
    found = actors(titled(title, name), **{name.replace(" ", "_"): "PER"})
    assert next(a for a in found.values() if a.kind == "person").wikidata is not None
