"""Actors: cases over sketched trees, hand-made names and a world of a dozen rows."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.grammar import Forest
from onrecord.known import grammar_words, load_words
from onrecord.lexicon.attributions import load_attribution_words
from onrecord.lexicon.mentions import MentionWords, load_mention_words
from onrecord.lexicon.times import load_time_words
from onrecord.reading.actors import link_actors
from onrecord.reading.actors.bodies import initials
from onrecord.reading.actors.cluster import Background, Cluster
from onrecord.reading.actors.link import link_person
from onrecord.reading.actors.people import same_person
from onrecord.reading.mentions import find_mentions
from onrecord.types import (
    Actor,
    Document,
    DocumentId,
    Found,
    Language,
    Name,
    Published,
    Reference,
    Sentence,
    Token,
)
from onrecord.world import load_world
from tests.reading.small_world import SmallWorld
from tests.sketch import language_of_sketches

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "actors.yaml").read_text(encoding="utf-8"))
WORDS, TIMES, SAYING = load_mention_words(), load_time_words(), load_attribution_words()
GRAMMAR = grammar_words(load_words())
FIELDS = ("kind", "country", "sector", "office", "named", "wikidata")
PIECES = (
    "Merkel",
    "the",
    "president",
    "Moscow",
    "he",
    "U.S.",
    "officials",
    "of",
    "'s",
    "said",
    ",",
    ".",
    "White",
    "House",
    "they",
    "Sen.",
    "-",
    "who",
)
UPOS = ("NOUN", "PROPN", "VERB", "DET", "PRON", "ADP", "ADJ", "PUNCT", "PART")
RELATIONS = (
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "nmod:poss",
    "compound",
    "appos",
    "flat",
    "case",
    "conj",
    "acl:relcl",
    "cop",
    "det",
    "punct",
)


def names_in(text: str, labels: dict[str, str]) -> tuple[Name, ...]:
    """Return every occurrence of the labelled words, as the tagger would give them."""
    found = [
        Name(start=m.start(), end=m.end(), text=m.group(), label=label, score=0.9)  # type: ignore[arg-type]
        for words, label in labels.items()
        for m in re.finditer(re.escape(words), text)
    ]
    return tuple(sorted(found, key=lambda n: n.start))


def read(
    text: str, language: Language, date: str | None, words: MentionWords = WORDS, world: Any = None
) -> Found[Actor]:
    """Return the actors of `text`, found and linked."""
    known: Any = SimpleNamespace(
        words=SimpleNamespace(mentions=words, times=TIMES, attributions=SAYING),
        world=world or SmallWorld(),
        grammar=GRAMMAR,
    )
    document = Document(id=DocumentId("d"), text=text, published=Published(value=date))
    forest = Forest(language.sentences)
    return link_actors(document, find_mentions(document, language, forest, known), forest, known)


def read_case(case: dict[str, Any]) -> Found[Actor]:
    text, language = language_of_sketches(*case["tree"])
    words = replace(WORDS, genders={**WORDS.genders, **case.get("genders", {})})
    return read(
        text,
        replace(language, names=names_in(text, case["names"])),
        case.get("published", "2018-10-20"),
        words,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_actor_case(case: dict[str, Any]) -> None:
    found = read_case(case)
    actors = {actor.name: actor for actor in found.items}
    for wanted in case.get("actors", ()):
        assert wanted["name"] in actors, f"{case['why']}: {sorted(actors)}"
        actor = actors[wanted["name"]]
        for field in FIELDS:
            if field in wanted:
                assert getattr(actor, field) == wanted[field], f"{field} of {actor}"
        if "mentions" in wanted:
            assert [m.text for m in actor.mentions] == wanted["mentions"], case["why"]
    for name in case.get("absent", ()):
        assert name not in actors, case["why"]
    if "count" in case:
        assert len(found.items) == case["count"], [(a.name, a.mentions) for a in found.items]
    assert [n.code for n in found.notes if n.code in case.get("notes", ())] == case.get("notes", [])


def test_a_case_that_wants_nothing_is_no_case() -> None:
    for case in CASES:
        assert case.get("actors") or case.get("absent") or "count" in case, case["id"]


def test_every_actor_says_what_decided() -> None:
    for case in CASES:
        for actor in read_case(case).items:
            assert actor.basis, f"{case['id']}: {actor.name}"


@pytest.mark.parametrize(
    ("case_id", "name", "rule"),
    [
        ("the-president", "Emmanuel Macron", "role-noun-that-fits"),
        ("collective-plural-is-one", "U.S. officials", "same-phrase-before"),
        ("ministry-by-its-last-word", "Transport Ministry", "same-noun-before"),
        ("company-right-before", "Acme Systems", "body-of-the-sector"),
        ("counterpart-in-the-text", "Ivan Stone", "counterpart-in-the-text"),
        ("counterpart-by-office", "Barack Obama", "counterpart-in-office"),
    ],
)
def test_an_actor_says_which_rule_joined_a_nominal(case_id: str, name: str, rule: str) -> None:
    case = next(case for case in CASES if case["id"] == case_id)
    actor = next(actor for actor in read_case(case).items if actor.name == name)
    assert rule in [reason.rule for reason in actor.basis]


@pytest.mark.parametrize(
    ("name", "is_linked"), [("Dag Terje Andersen", True), ("Dag Andersen", False), ("Carlos Reutemann", True)]
)
def test_a_bare_name_is_nobody_s_who_has_a_name_more(name: str, is_linked: bool) -> None:
    background = Background(load_mention_words(), load_world(), GRAMMAR, "2018-10-20")
    cluster = Cluster("person", name.lower(), name, number="singular")
    assert (link_person(cluster, background).entity is not None) == is_linked


def test_the_last_word_of_a_paper_is_the_paper_just_named() -> None:
    text, language = language_of_sketches(
        "The/DET/det>Times Tampa/PROPN/compound>Times Bay/PROPN/compound>Times Times/PROPN/nsubj>asked asked=ask/VERB/root/Past him/PRON/obj>asked",
        "He/PRON/nsubj>told told=tell/VERB/root/Past the/DET/det>Times Times/PROPN/obj>told",
    )
    language = replace(language, names=names_in(text, {"Tampa Bay Times": "ORG", "the Times": "ORG"}))
    papers = [
        a for a in read(text, language, "2018-10-20", world=load_world()).items if a.kind == "organization"
    ]
    assert [(a.name, len(a.mentions)) for a in papers] == [("Tampa Bay Times", 2)]


def test_initials_and_middle_names_are_one_person_but_other_first_names_are_not() -> None:
    assert same_person(("j", "bolton"), ("john", "bolton"))
    assert same_person(("sarah", "sanders"), ("sarah", "huckabee", "sanders"))
    assert not same_person(("bill", "clinton"), ("hillary", "clinton"))


def test_initials_take_only_capitalised_words() -> None:
    assert initials("Center for New American Security") == "CNAS"


def _heads(n: int, length: int, leans_right: bool) -> st.SearchStrategy[int]:
    if leans_right:
        return st.integers(n + 1, length - 1) if n + 1 < length else st.just(-1)
    return st.integers(-1, n - 1)


@st.composite
def languages(draw: st.DrawFn) -> tuple[str, Language]:
    """Draw sentences of plausible words with an arbitrary tree, and names over any of the words."""
    text, sentences, names = "", [], []
    for _ in range(draw(st.integers(1, 3))):
        tokens: list[Token] = []
        leans_right = draw(st.booleans())  # all heads on one side, so no tree has a cycle
        forms = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9))
        for n, form in enumerate(forms):
            start = len(text)
            text += form
            tokens.append(
                Token(
                    start=start,
                    end=len(text),
                    text=form,
                    lemma=form.lower(),
                    upos=draw(st.sampled_from(UPOS)),
                    feats=draw(st.sampled_from(("_", "Number=Plur", "Poss=Yes"))),
                    head=draw(_heads(n, len(forms), leans_right)),
                    deprel=draw(st.sampled_from(RELATIONS)),
                )
            )
            text += draw(st.sampled_from((" ", "\n", " “", "” ", "")))
        sentences.append(Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tuple(tokens)))
        if draw(st.booleans()):
            first, last = sorted((draw(st.sampled_from(tokens)).start, draw(st.sampled_from(tokens)).start))
            end = next(t.end for t in tokens if t.start == last)
            label = draw(st.sampled_from(("PER", "ORG", "LOC", "MISC", "EVENT")))
            names.append(Name(start=first, end=end, text=text[first:end], label=label, score=0.8))  # type: ignore[arg-type]
    return text, Language(sentences=tuple(sentences), names=tuple(names))


@given(languages())
@settings(max_examples=150, deadline=None)
def test_any_tree_gives_spans_that_quote_the_text_and_one_actor_a_mention(
    drawn: tuple[str, Language],
) -> None:
    text, language = drawn
    found = read(text, language, "2018-10-20")
    spans = [(m.start, m.end, m.form) for a in found.items for m in a.mentions]
    assert len(spans) == len(set(spans))
    assert len({a.id for a in found.items}) == len(found.items)
    for actor in found.items:
        assert actor.mentions
        assert all(text[m.start : m.end] == m.text for m in actor.mentions)
    assert read(text, language, "2018-10-20") == found


THEIRS = (
    "NATO/PROPN/nsubj>met met/VERB/root/Past Russia/PROPN/obj>met ./PUNCT/punct>met",
    "Its/PRON/nmod:poss>budget budget/NOUN/nsubj>grew grew/VERB/root/Past ./PUNCT/punct>grew",
)


def chain_of(text: str, *heads: str) -> tuple[Reference, ...]:
    """Return a chain with the words in `heads` as heads, as the model would give it."""
    found = []
    for head in heads:
        start = text.index(head)
        end = start + len(head)
        found.append(
            Reference(
                start=start,
                end=end,
                text=head,
                form="name",
                entity="organization",
                head_start=start,
                head_end=end,
            )
        )
    return tuple(found)


def test_a_pronoun_that_the_rules_leave_open_follows_its_chain() -> None:
    text, language = language_of_sketches(*THEIRS)
    language = replace(language, names=names_in(text, {"NATO": "ORG", "Russia": "LOC"}))
    mentions = {a.name: [m.text for m in a.mentions] for a in read(text, language, None).items}
    assert not any("Its" in found for found in mentions.values())
    chained = replace(language, chains=(chain_of(text, "NATO", "Its"),))
    mentions = {a.name: [m.text for m in a.mentions] for a in read(text, chained, None).items}
    assert [found for found in mentions.values() if "Its" in found] == [["NATO", "Its"]]


def test_no_chain_makes_an_object_the_subject_of_its_own_clause() -> None:
    text, language = language_of_sketches(
        "Merkel/PROPN/nsubj>thanked thanked=thank/VERB/root/Past her/PRON/obj>thanked ./PUNCT/punct>thanked"
    )
    language = replace(language, names=names_in(text, {"Merkel": "PER"}))
    chained = replace(language, chains=(chain_of(text, "Merkel", "her"),))
    assert [[m.text for m in a.mentions] for a in read(text, chained, None).items] == [["Merkel"]]


def test_no_chain_makes_one_actor_of_the_nouns_of_subject_and_object() -> None:
    text, language = language_of_sketches(
        "The/DET/det>mayor mayor/NOUN/nsubj>hit/Sing hit/VERB/root/Past back/ADV/advmod>hit at/ADP/case>governor the/DET/det>governor governor/NOUN/obl>hit/Sing ./PUNCT/punct>hit"
    )
    chained = replace(language, chains=(chain_of(text, "mayor", "governor"),))
    found = read(text, chained, None).items
    assert [[m.text for m in a.mentions] for a in found] == [["The mayor"], ["the governor"]]


def test_a_chain_that_mixes_two_actors_decides_nothing() -> None:
    text, language = language_of_sketches(*THEIRS)
    language = replace(language, names=names_in(text, {"NATO": "ORG", "Russia": "LOC"}))
    mixed = replace(language, chains=(chain_of(text, "NATO", "Russia", "Its"),))
    assert not any("Its" in [m.text for m in a.mentions] for a in read(text, mixed, None).items)


@pytest.mark.parametrize(
    ("first", "second", "noun"),
    [
        ("German", "French", "army"),
        ("British", "Russian", "parliament"),
        ("Jordanian", "French", "ambassador"),
    ],
)
def test_bodies_and_people_of_two_nations_are_two_actors_whatever_the_chain_says(
    first: str, second: str, noun: str
) -> None:
    text, language = language_of_sketches(
        f"The/DET/det>{noun}#1 {first}/ADJ/amod>{noun}#1 {noun}/NOUN/nsubj>said said=say/VERB/root/Past"
        f" the/DET/det>{noun}#2 {second}/ADJ/amod>{noun}#2 {noun}/NOUN/nsubj>left left=leave/VERB/ccomp>said/Past"
    )
    one, two = (m.start() for m in re.finditer(noun, text))
    chain = tuple(
        Reference(
            start=at, end=at + len(noun), text=noun, form="nominal", entity="organization",
            head_start=at, head_end=at + len(noun),
        )
        for at in (one, two)
    )  # fmt: skip
    language = replace(language, chains=(chain,))
    found = read(text, language, "2018-10-20", world=load_world()).items
    phrases = [[m.text for m in a.mentions] for a in found if a.kind != "country"]
    assert phrases == [[f"The {first} {noun}"], [f"the {second} {noun}"]]


def test_a_nation_of_two_words_is_read_though_the_tree_parts_them() -> None:
    text, language = language_of_sketches(
        "North/PROPN/compound>met Korean/ADJ/amod>leader leader/NOUN/nmod:desc>Omar Omar/PROPN/nsubj>met"
        " Sadi/PROPN/flat>Omar met=meet/VERB/root/Past them/PRON/obj>met ./PUNCT/punct>met"
    )
    language = replace(language, names=names_in(text, {"Omar Sadi": "PER"}))
    found = read(text, language, "2018-10-20", world=load_world()).items
    assert [(a.name, a.country) for a in found if a.kind == "person"] == [("Omar Sadi", "PRK")]
