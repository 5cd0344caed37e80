"""Spans that may refer to an actor, and what their own words say about it."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from onrecord.grammar import Forest
from onrecord.lexicon.attributions import load_attribution_words
from onrecord.lexicon.mentions import load_mention_words
from onrecord.lexicon.times import load_time_words
from onrecord.reading.mentions import Candidate, find_mentions
from onrecord.reading.mentions.roles import find_role_nouns
from onrecord.reading.mentions.titles import stands_for_government
from onrecord.types import Document, DocumentId, Name, Published
from onrecord.world import Entity, Tenure
from tests.reading.small_world import SmallWorld
from tests.sketch import language_of_sketches

WORDS, TIMES, SAYING = load_mention_words(), load_time_words(), load_attribution_words()


def mentions(
    *sketches: str,
    names: tuple[tuple[str, str], ...] = (),
    url: str | None = None,
    world: SmallWorld | None = None,
    published: Published | None = None,
) -> dict[str, Candidate]:
    """Return the candidates of the sketched sentences by their text; `names` are the tagger's."""
    text, language = language_of_sketches(*sketches)
    tagged = tuple(
        Name(start=text.index(n), end=text.index(n) + len(n), text=n, label=label, score=0.9)  # type: ignore[arg-type]
        for n, label in names
    )
    known: Any = SimpleNamespace(
        words=SimpleNamespace(mentions=WORDS, times=TIMES, attributions=SAYING), world=world or SmallWorld()
    )
    language = replace(language, names=tagged)
    document = Document(id=DocumentId("d"), text=text, url=url, published=published or Published())
    found = find_mentions(document, language, Forest(language.sentences), known)
    assert all(text[c.start : c.end] == c.text for c in found)
    return {c.text: c for c in found}


def test_a_title_belongs_to_the_mention_but_not_to_the_name() -> None:
    found = mentions(
        "They/PRON/nsubj>met met=meet/VERB/root/Past conservative/ADJ/amod>host radio/NOUN/compound>host "
        "host/NOUN/obj>met Hugh/PROPN/flat>host Hewitt/PROPN/flat>host ./PUNCT/punct>met",
        names=(("Hugh Hewitt", "PER"),),
    )
    mention = found["conservative radio host Hugh Hewitt"]
    assert (mention.core, mention.title, mention.kind) == ("Hugh Hewitt", "conservative radio host", "person")
    assert mention.role is not None
    assert mention.role.sector == "JRN"


def test_a_verb_before_a_title_is_no_part_of_it() -> None:
    found = mentions(
        "We/PRON/nsubj>told told=tell/VERB/root/Past President/PROPN/obj>told Macron/PROPN/flat>President",
        names=(("Macron", "PER"),),
    )
    assert "President Macron" in found


def test_people_tagged_as_one_are_split_at_and() -> None:
    found = mentions(
        "Merkel/PROPN/nsubj>met and/CCONJ/cc>Macron Macron/PROPN/conj>Merkel met=meet/VERB/root/Past",
        names=(("Merkel and Macron", "PER"),),
    )
    assert {"Merkel", "Macron"} <= set(found)


def test_people_that_touch_are_one() -> None:
    found = mentions(
        "H.R./PROPN/nsubj>left McMaster/PROPN/flat>H.R. left=leave/VERB/root/Past",
        names=(("H.R.", "PER"), ("McMaster", "PER")),
    )
    assert set(found) == {"H.R. McMaster"}


def test_a_state_in_brackets_is_no_person() -> None:
    found = mentions("He/PRON/nsubj>won won=win/VERB/root/Past Ga./PROPN/obj>won", names=(("Ga.", "PER"),))
    assert "Ga." not in found


def test_an_uncertain_body_that_no_table_has_is_dropped() -> None:
    text, language = language_of_sketches("Optics/PROPN/nsubj>matter matter/VERB/root/Pres")
    name = Name(start=0, end=6, text="Optics", label="ORG", score=0.4)
    known: Any = SimpleNamespace(
        words=SimpleNamespace(mentions=WORDS, times=TIMES, attributions=SAYING), world=SmallWorld()
    )
    document = Document(id=DocumentId("d"), text=text)
    assert find_mentions(document, replace(language, names=(name,)), Forest(language.sentences), known) == ()


def test_in_a_headline_capitals_make_no_body() -> None:
    found = mentions(
        "Joining/VERB/root Police/PROPN/obj>Joining Forces/PROPN/obj>Joining With/ADP/case>Parties Many/ADJ/amod>Parties "
        "Parties/PROPN/obl>Joining"
    )
    assert not [c for c in found.values() if c.form == "name"]


def test_modifiers_written_with_a_hyphen_stay_in_the_phrase_and_do_not_give_the_country() -> None:
    text, language = language_of_sketches(
        "The/DET/det>journalist Paris/PROPN/obl>based -/PUNCT/punct>based based=base/VERB/acl>left "
        "Russian/ADJ/amod>journalist journalist/NOUN/nsubj>left left=leave/VERB/root/Past"
    )
    joined = text.replace("Paris - based", "Paris-based")
    tokens = tuple(
        replace(t, start=t.start - shift, end=t.end - shift)
        for t, shift in zip(language.sentences[0].tokens, (0, 0, 1, 2, 2, 2, 2), strict=True)
    )
    sentence = replace(language.sentences[0], end=len(joined), tokens=tokens)
    known: Any = SimpleNamespace(
        words=SimpleNamespace(mentions=WORDS, times=TIMES, attributions=SAYING), world=SmallWorld()
    )
    found = find_mentions(
        Document(id=DocumentId("d"), text=joined),
        replace(language, sentences=(sentence,)),
        Forest((sentence,)),
        known,
    )
    mention = next(c for c in found if c.form == "nominal")
    assert (mention.text, mention.country) == ("The Paris-based Russian journalist", "RUS")


def test_roles_of_several_words_are_taken_whole() -> None:
    text, language = language_of_sketches(
        "The/DET/det>chief chief/NOUN/root of/ADP/case>staff staff/NOUN/nmod>chief and/CCONJ/cc>president "
        "vice/NOUN/compound>president president/NOUN/conj>chief"
    )
    roles = find_role_nouns(Forest(language.sentences).trees[0], WORDS)
    assert [r.row.phrase for r in roles] == ["chief of staff", "vice president"], text


CAPITALS = (
    ("Moscow/PROPN/nsubj>agreed agreed=agree/VERB/root/Past", True),
    ("Moscow/PROPN/nmod:poss>reply 's/PART/case>Moscow reply/NOUN/root", True),
    ("talks/NOUN/root with/ADP/case>Moscow Moscow/PROPN/nmod>talks", True),
    ("talks/NOUN/root in/ADP/case>Moscow Moscow/PROPN/nmod>talks", False),
    ("fly/VERB/root to/ADP/case>Moscow Moscow/PROPN/obl>fly", False),
    ("appeal/VERB/root to/ADP/case>Moscow Moscow/PROPN/obl>appeal", True),
    ("visit/VERB/root Moscow/PROPN/obj>visit", False),
    ("accuse/VERB/root Moscow/PROPN/obj>accuse", True),
    ("the/DET/det>trip Moscow/PROPN/compound>trip trip/NOUN/root", False),
    (
        "her/PRON/nmod:poss>first trip/NOUN/nsubj>first first/ADJ/root to/ADP/case>Moscow Moscow/PROPN/obl>first",
        False,
    ),
)


@pytest.mark.parametrize(
    ("sketch", "expected"), CAPITALS, ids=[s.split("/")[0] + str(n) for n, (s, _) in enumerate(CAPITALS)]
)
def test_a_capital_means_its_government_if_it_acts_or_is_acted_on(sketch: str, expected: bool) -> None:
    _, language = language_of_sketches(sketch)
    tree = Forest(language.sentences).trees[0]
    at = next(i for i, t in enumerate(tree.tokens) if t.text == "Moscow")
    assert stands_for_government(tree, at, at + 1, WORDS) is expected


def test_a_body_that_is_spoken_to_takes_part_and_one_that_is_only_near_does_not() -> None:
    found = mentions(
        "Ann/PROPN/nsubj>told told=tell/VERB/root/Past the/DET/det>court court/NOUN/iobj>told that/SCONJ/mark>left "
        "they/PRON/nsubj>left left=leave/VERB/ccomp>told/Past near/ADP/case>tribunal a/DET/det>tribunal "
        "tribunal/NOUN/obl>left",
        names=(("Ann", "PER"),),
    )
    assert found["the court"].takes_part
    assert not found["a tribunal"].takes_part


class FamousWorld(SmallWorld):
    """A world in which a holder of office has any surname."""

    def people_by_surname(self, surname: str, date: str | None = None) -> tuple[Entity, ...]:
        return (replace(self.people("Emmanuel Macron")[0], name=f"Liu {surname}", weight=1.0),)

    def offices(self, person: Entity, date: str | None = None) -> tuple[Tenure, ...]:
        return super().offices(self.people("Emmanuel Macron")[0])


@pytest.mark.parametrize(("word", "upos", "form"), [("He", "PRON", "pronoun"), ("May", "AUX", "name")])
def test_a_famous_surname_opens_a_sentence_but_a_pronoun_is_none(word: str, upos: str, form: str) -> None:
    day = Published(value="2021-02-16", earliest="2021-02-16", latest="2021-02-16", basis="given")
    sketch = f"{word}/{upos}/nsubj>told told=tell/VERB/root/Past parliament/NOUN/obj>told ./PUNCT/punct>told"
    assert mentions(sketch, world=FamousWorld(), published=day)[word].form == form


def test_expletive_it_is_no_mention() -> None:
    found = mentions("It/PRON/expl>rains rains=rain/VERB/root/Pres")
    assert found == {}


IN_BRITAIN = "In/ADP/case>Britain Britain/PROPN/obl>quit they/PRON/nsubj>quit quit=quit/VERB/root/Past ./PUNCT/punct>quit"
IN_FRANCE = "In/ADP/case>France France/PROPN/obl>quit they/PRON/nsubj>quit quit=quit/VERB/root/Past ./PUNCT/punct>quit"
LABOUR_WON = "Labour/NOUN/nsubj>won won=win/VERB/root/Past ./PUNCT/punct>won"


@pytest.mark.parametrize(
    ("sketches", "url", "parties"),
    [
        ((IN_BRITAIN, LABOUR_WON), None, {"Labour Party": "GBR"}),
        ((LABOUR_WON,), "https://paper.co.uk/1", {"Labour Party": "GBR"}),
        ((LABOUR_WON,), None, {}),
        ((IN_FRANCE, LABOUR_WON), None, {}),
        ((IN_FRANCE, IN_FRANCE, IN_FRANCE, LABOUR_WON), "https://paper.co.uk/1", {}),
        (
            (
                IN_BRITAIN,
                "Labour/NOUN/compound>costs costs=cost/NOUN/nsubj>rose rose=rise/VERB/root/Past ./PUNCT/punct>rose",
            ),
            None,
            {},
        ),
        (
            (
                IN_BRITAIN,
                "Labour/NOUN/nsubj>scarce is=be/AUX/cop>scarce scarce/ADJ/root ./PUNCT/punct>scarce",
            ),
            None,
            {},
        ),
        (
            (IN_BRITAIN, "Reform/NOUN/nsubj>failed failed=fail/VERB/root/Past ./PUNCT/punct>failed"),
            None,
            {},
        ),
        (
            (
                IN_BRITAIN,
                "Reform/NOUN/nsubj>failed failed=fail/VERB/root/Past ./PUNCT/punct>failed",
                "They/PRON/nsubj>met met=meet/VERB/root/Past Reform/PROPN/obj>met ./PUNCT/punct>met",
            ),
            None,
            {"Reform UK": "GBR"},
        ),
        (
            (
                IN_FRANCE,
                "The/DET/det>Republicans Republicans/PROPN/nsubj>lost lost=lose/VERB/root/Past ./PUNCT/punct>lost",
            ),
            None,
            {"The Republicans": "FRA"},
        ),
        (
            (
                IN_BRITAIN,
                "Some/DET/det>Conservatives Conservatives/PROPN/nsubj>lost lost=lose/VERB/root/Past ./PUNCT/punct>lost",
            ),
            None,
            {},
        ),
    ],
    ids=lambda value: None,
)
def test_a_common_word_is_a_party_where_the_country_fits(
    sketches: tuple[str, ...], url: str | None, parties: dict[str, str]
) -> None:
    found = mentions(*sketches, url=url).values()
    assert {c.core: c.country for c in found if c.reason.rule == "party-by-a-common-word"} == parties


@pytest.mark.parametrize(
    ("sketch", "word", "is_body"),
    [
        ("Chinese/ADJ/amod>police police/NOUN/nsubj>checked checked=check/VERB/root/Past CCTV/PROPN/obj>checked", "CCTV", False),
        ("CCTV/PROPN/compound>footage footage/NOUN/nsubj>leaked leaked=leak/VERB/root/Past", "CCTV", False),
        ("CCTV/PROPN/nsubj>said said=say/VERB/root/Past so/ADV/advmod>said", "CCTV", True),
        ("They/PRON/nsubj>told told=tell/VERB/root/Past the/DET/det>Post Post/PROPN/obj>told", "Post", True),
        ("A/DET/det>reporter Post/PROPN/compound>reporter reporter/NOUN/nsubj>left left=leave/VERB/root/Past", "Post", True),
        ("The/DET/det>Post Post/PROPN/nsubj>stands stands=stand/VERB/root/Pres empty/ADJ/xcomp>stands", "Post", False),
        ("In/ADP/case>spring spring/NOUN/obl>left the/DET/det>WHO WHO/PRON/nsubj>left left=leave/VERB/root/Past them/PRON/obj>left", "WHO", True),
        ("Some/DET/det>officials WHO/PRON/compound>officials officials=official/NOUN/nsubj>left left=leave/VERB/root/Past", "WHO", True),
        ("The/DET/det>man man/NOUN/nsubj>fled WHO/PRON/nsubj>shot shot=shoot/VERB/acl:relcl>man/Past fled=flee/VERB/root/Past", "WHO", False),
    ],
)  # fmt: skip
def test_a_word_for_another_thing_is_a_body_where_its_trade_or_article_says_so(
    sketch: str, word: str, is_body: bool
) -> None:
    tagged = ((word, "ORG"),) if word != "WHO" else ()
    assert (
        any(c.kind == "body" and c.core.endswith(word) for c in mentions(sketch, names=tagged).values())
        is is_body
    )
