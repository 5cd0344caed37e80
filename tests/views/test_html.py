"""The reading page: complete, safe, self-contained, with links between cards and words."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass, field, fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.types import (
    Actor,
    ActorId,
    AgendaId,
    AgendaItem,
    Attribution,
    AttributionId,
    Document,
    DocumentId,
    Event,
    EventId,
    Figure,
    Mention,
    Note,
    Published,
    Reading,
    Reason,
    Source,
    Span,
    Time,
    TimeId,
    span_of,
)
from onrecord.views.html import render_page
from onrecord.views.html import shown as as_shown
from onrecord.views.html.cards import LAYERS, Card, Mark, cards_of
from onrecord.views.html.marks import paragraphs_of
from onrecord.views.html.timeline import MOST_ROWS, WHOLE, timeline_of
from tests.readings import TEXT, dispute, plan, sample_reading, span, window

READING = sample_reading()
NASTY = (
    """</script><script>alert(1)</script><img src=x onerror="alert('2')">&amp;"'><!-- --></title></style>"""
)


@dataclass
class Element:
    """One start tag of a page, with the text inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())


@dataclass
class Parsed(HTMLParser):
    """A page parsed roughly as in a browser: its elements in order."""

    page: str
    elements: list[Element] = field(default_factory=list)
    VOID = frozenset({"meta", "br", "img", "link", "input", "rect", "line"})

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self.feed(self.page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str, css_class: str | None = None) -> list[Element]:
        return [e for e in self.elements if e.tag == tag and (css_class is None or css_class in e.classes)]

    def one(self, tag: str, css_class: str | None = None) -> Element:
        (found,) = self.all(tag, css_class)
        return found

    def text_of(self, identity: str) -> str:
        """Return the text of the element with this id."""
        (found,) = [e for e in self.elements if e.attributes.get("id") == identity]
        return " ".join(found.text.split())

    def marks(self) -> list[Element]:
        """Return the marks of the article, not those of the legend."""
        return [e for e in self.all("mark") if "data-c" in e.attributes]


def parsed(reading: Reading) -> Parsed:
    return Parsed(render_page(reading))


def document(text: str, **fields: Any) -> Document:
    return Document(id=DocumentId("d_1"), text=text, **fields)


def agenda_of(*windows: tuple[str | None, str | None], published: str | None = "2024-03-08") -> Reading:
    """Return a reading whose agenda has one item per window."""
    return Reading(
        document=document(
            "Talks.", published=Published(value=published, earliest=published, latest=published)
        ),
        agenda=tuple(
            AgendaItem(id=AgendaId(f"g_{n}"), kind="event", summary=f"item {n}", earliest=low, latest=high)
            for n, (low, high) in enumerate(windows)
        ),
    )


# ---- words and cards ---------------------------------------------------------------------


def test_the_pieces_of_the_paragraphs_add_up_to_the_article() -> None:
    paragraphs = paragraphs_of(TEXT, cards_of(READING))
    assert ["".join(piece.text for piece in pieces) for pieces in paragraphs] == TEXT.split("\n\n")


def test_every_card_has_marks_on_its_words() -> None:
    cards = cards_of(READING)
    marked = Counter[int]()
    for pieces in paragraphs_of(TEXT, cards):
        for piece in pieces:
            marked.update(dict.fromkeys(piece.cards, len(piece.text)))
    assert {card.layer for card in cards} == {layer.key for layer in LAYERS}
    for number, card in enumerate(cards):
        covered = {at for mark in card.marks for at in range(mark.start, mark.end)}
        assert card.marks
        assert marked[number] == len(covered), card.head


def test_the_words_under_a_card_are_the_words_of_its_fact() -> None:
    cards = cards_of(READING)
    number, card = next((n, c) for n, c in enumerate(cards) if c.fact == "q_1")
    pieces = [piece for pieces in paragraphs_of(TEXT, cards) for piece in pieces if number in piece.cards]
    by_part = {
        part: "".join(p.text for p in pieces if f"said-{part}" in p.classes.split())
        for part in ("source", "cue", "content")
    }
    assert by_part == {
        "source": "an opposition spokesman",
        "cue": "told",
        "content": "We never agreed to these talks",
    }
    assert card.head == "opposition spokesman denies"


def test_the_page_has_a_card_and_marks_for_every_fact_of_the_record() -> None:
    page = parsed(READING)
    layers = (
        READING.attributions, READING.events, READING.agenda, READING.actors, READING.times, READING.places,
    )  # fmt: skip
    facts = {fact.id for layer in layers for fact in layer}
    cards = page.all("section", "card")
    assert {card.attributes["id"] for card in cards} == facts
    assert [card.attributes["data-n"] for card in cards] == [str(n) for n in range(len(cards))]
    pointed = {number for mark in page.marks() for number in mark.attributes["data-c"].split()}
    assert pointed == {card.attributes["data-n"] for card in cards}


def test_cards_are_in_the_order_of_their_first_words() -> None:
    starts = [card.start for card in cards_of(READING)]
    assert starts == sorted(starts)
    assert starts[0] == 0
    assert starts[-1] > TEXT.index("If they fail")


def test_what_a_card_of_an_event_says() -> None:
    card = next(card for card in cards_of(READING) if card.fact == "e_2")
    assert card.head == "sanction: European Union → Ana Kovač, opposition spokesman"
    assert card.tags == (("conditional", "open"), ("possible", "open"))
    assert dict(card.rows) == {"when": "April 2024", "condition": "If they fail", "coded": "SANCTION"}


def test_a_card_of_an_event_shows_its_figures_and_every_passage_that_tells_of_it() -> None:
    card = next(card for card in cards_of(READING) if card.fact == "e_0")
    assert dict(card.rows)["figures"] == "at least 12 participants"
    assert card.quote == "Foreign Minister Ana Kovač will fly to Valletta on Monday"
    assert card.also == ("We never agreed to these talks",)
    assert "also told in 1 other passage" in parsed(READING).text_of("e_0")


def test_every_mention_of_an_event_is_marked_and_the_trigger_is_cited() -> None:
    cards = cards_of(READING)
    number, card = next((n, c) for n, c in enumerate(cards) if c.fact == "e_0")
    pieces = [piece for pieces in paragraphs_of(TEXT, cards) for piece in pieces if number in piece.cards]
    marked = [p.text for p in pieces if "did-trigger" in p.classes.split()]
    assert marked == ["fly to", "talks"]
    assert (
        "".join(p.text for p in pieces if "did-detail" in p.classes.split()) == "Vallettaat least 12 envoys"
    )
    flight, *rest = READING.events
    later = replace(flight, trigger=flight.mentions[1])
    card = next(c for c in cards_of(replace(READING, events=(later, *rest))) if c.fact == "e_0")
    assert card.quote == "We never agreed to these talks"
    assert f"characters {later.trigger.start}–{later.trigger.end} " in card.citation
    assert card.start == flight.trigger.start  # cards are in the order of the first mention


def test_several_who_speak_together_say() -> None:
    (first, *_), (source, *_) = READING.attributions, READING.actors
    many = replace(
        READING, attributions=(replace(first, sourcing="collective"),), actors=(source, *READING.actors[1:])
    )
    assert next(card.head for card in cards_of(many) if card.layer == "said") == "office of Ana Kovač say"


def test_a_citation_holds_the_words_the_page_and_the_offsets() -> None:
    card = next(card for card in cards_of(READING) if card.fact == "q_1")
    start = TEXT.index("We never")
    assert card.citation == (
        "opposition spokesman denies: “We never agreed to these talks” (The Example, “Kovač to open talks in Valletta”, "
        f"2024-03-08, https://news.example/kovac; characters {start}–{start + 30} of text d_0)"
    )


def test_spans_that_overlap_and_cross_each_keep_their_words() -> None:
    text = "abcdefghij"
    spans = [(0, 6), (4, 10), (5, 6), (0, 10), (5, 6), (3, 3)]
    cards = [
        Card("who", f"a_{n}", "x", (), (), "", (), (Mark(low, high, "actor"),), "x")
        for n, (low, high) in enumerate(spans)
    ]
    (pieces,) = paragraphs_of(text, cards)
    assert [(piece.text, piece.cards) for piece in pieces] == [
        ("abcd", (0, 3)), ("e", (0, 1, 3)), ("f", (2, 4, 0, 1, 3)), ("ghij", (1, 3)),
    ]  # fmt: skip


def test_a_span_over_two_paragraphs_is_marked_in_both() -> None:
    text = "“One.\r\n\r\n“Two.” she said"
    card = Card("said", "q", "x", (), (), "", (), (Mark(0, 14, "content"),), "x")
    first, second = paragraphs_of(text, [card])
    assert [(p.text, p.cards) for p in first] == [("“One.", (0,))]
    assert [(p.text, p.cards) for p in second] == [("“Two.", (0,)), ("” she said", ())]


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12), st.sampled_from(LAYERS)), max_size=12)
LETTERS = st.sampled_from(
    [
        *"ab <&\"'“”—",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "🛫",
        "👩🏽‍⚖️",
        "\u0301",
        "\u00a0",
        "\u2028",
        "\t",
        "ß",
        "\x00",
    ]
)


@given(st.lists(LETTERS, max_size=60).map("".join), SPANS)
@example("\r\n \r\n🛫 a\r\n\r\n\r\nb", [(0, 12, LAYERS[0]), (4, 1, LAYERS[1])])
def test_any_text_under_any_spans_comes_back_whole(text: str, spans: list[tuple[int, int, Any]]) -> None:
    marks = [(min(at, len(text)), min(at + length, len(text)), layer) for at, length, layer in spans]
    cards = [
        Card(layer.key, f"f_{n}", "x", (), (), "", (), (Mark(low, high, "part"),), "x")
        for n, (low, high, layer) in enumerate(marks)
    ]
    at = 0
    for pieces in paragraphs_of(text, cards):
        whole = "".join(piece.text for piece in pieces)
        start = text.index(whole, at)
        assert not text[at:start].strip()  # only blank lines are between paragraphs
        assert whole.strip()
        for piece in pieces:
            end = start + len(piece.text)
            assert piece.text
            assert set(piece.cards) == {
                n for n, (low, high, _) in enumerate(marks) if low <= start and end <= high and low < high
            }
            start = end
        at = start
    assert not text[at:].strip()


@given(st.lists(LETTERS, min_size=1, max_size=40).map("".join))
@example("A 👩🏽‍⚖️ said\r\n“no”.\r\n\r\n<b>It</b> is over.")
def test_the_article_on_the_page_is_the_article(text: str) -> None:
    actor = Actor(
        id=ActorId("a_1"), name="x", kind="person",
        mentions=(Mention(**span_fields(text, 0, 1), form="name"), Mention(**span_fields(text, len(text) // 2, len(text)), form="name")),
    )  # fmt: skip
    page = parsed(Reading(document=document(text), actors=(actor,)))
    shown = "".join(p.text for p in page.all("p") if not p.attributes)
    assert without_spaces(shown) == without_spaces(as_shown(text))


def span_fields(text: str, start: int, end: int) -> dict[str, Any]:
    span = span_of(text, start, end)
    return {"start": span.start, "end": span.end, "text": span.text}


def without_spaces(text: str) -> str:
    return "".join(text.split())


# ---- safe ----------------------------------------------------------------------------


def nasty_reading(url: str) -> Reading:
    """Return a reading in which every value from a page is an attack."""
    text = f"{NASTY} said {NASTY}."
    span: dict[str, Any] = span_fields(text, 0, len(NASTY))
    actor = Actor(
        id=ActorId("a_1"), name=NASTY, kind="person", office=NASTY, country=NASTY, sector=NASTY, wikidata=NASTY,
        mentions=(Mention(**span, form="name"),), basis=(Reason(rule="model-roles", words=NASTY, table=NASTY), Reason(rule=NASTY)),
    )  # fmt: skip
    said = Attribution(
        id=AttributionId("q_1"), source=Source(**span, actor=actor.id), cue=None, content=(Span(**span),),
        quotation="direct", sourcing="named", basis=(Reason(rule="model-roles", words=NASTY, table=NASTY), Reason(rule=NASTY)),
    )  # fmt: skip
    event = Event(
        id=EventId("e_1"), type=NASTY, trigger=Span(**span), mentions=(Span(**span),), condition=Span(**span),
        figures=(Figure(what="money", low=1, high=None, unit=NASTY, span=Span(**span)), Figure(what="other", low=1, high=1, span=Span(**span))),
        evidence=(Span(**span), Span(**span_fields(text, 0, len(text)))),
    )  # fmt: skip
    ahead = AgendaItem(
        id=AgendaId("g_1"), kind="event", summary=NASTY, earliest="2024-03-09", latest="2024-03-09"
    )
    return Reading(
        document=document(
            text, url=url, title=NASTY, section=NASTY, bylines=(NASTY,), publisher=NASTY, language=NASTY,
            published=Published(
                value="2024-03-08", earliest="2024-03-08", latest="2024-03-08", basis="metadata", evidence=(NASTY,)
            ),
        ),
        actors=(actor,), attributions=(said,), events=(event,), agenda=(ahead,),
        times=(Time(**span, id=TimeId("t_1"), type="DATE", value=NASTY, basis=(Reason(rule="model-roles", words=NASTY, table=NASTY), Reason(rule=NASTY))),),
        notes=(Note(code=NASTY, message=NASTY),),
    )  # fmt: skip


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)//https://",
        "data:text/html,<script>alert(1)</script>",
        "//news.example/a",
        "\x01javascript:alert(1)",
    ],
)
def test_an_address_that_is_no_web_address_is_no_link(url: str) -> None:
    page = parsed(nasty_reading(url))
    assert {a.attributes["href"] for a in page.all("a")} == {"#article", "#g_1"}


def test_a_web_address_is_the_only_link_and_stays_in_its_attribute() -> None:
    url = f'https://news.example/a?b=1&c="{NASTY}'
    page = parsed(nasty_reading(url))
    assert {a.attributes["href"] for a in page.all("a")} == {"#article", "#g_1", url}


def test_words_of_a_page_never_become_elements_attributes_or_script() -> None:
    nasty, plain = parsed(nasty_reading("https://a.example/")), parsed(READING)
    assert {e.tag for e in nasty.elements} <= {e.tag for e in plain.elements}
    assert len(nasty.all("script")) == len(nasty.all("style")) + 1 == 2
    assert nasty.all("script")[-1].text == plain.all("script")[-1].text
    assert not [name for e in nasty.elements for name in e.attributes if name.startswith("on")]
    assert nasty.one("h1").text == NASTY
    assert nasty.one("title").text == f"{NASTY} · onrecord"
    assert nasty.one("html").attributes["lang"] == NASTY
    assert "".join(p.text for p in nasty.all("p") if not p.attributes) == f"{NASTY} said {NASTY}."


def test_the_citations_for_the_script_are_json_that_cannot_end_its_element() -> None:
    reading = nasty_reading("https://a.example/")
    citations = parsed(reading).all("script")[0]
    assert citations.attributes == {"type": "application/json", "id": "citations"}
    assert "<" not in citations.text
    assert json.loads(citations.text) == [card.citation for card in cards_of(reading)]


def test_the_page_loads_nothing() -> None:
    page = parsed(READING)
    assert not [
        e for e in page.elements if e.tag in {"link", "img", "iframe", "object", "embed", "base", "form"}
    ]
    assert not [
        e for e in page.elements if {"src", "srcset", "action", "data", "style"} & e.attributes.keys()
    ]
    assert not re.search(r"url\(|@import|https?:", page.one("style").text)
    assert not re.search(r"https?:|\bfetch\b|XMLHttpRequest|\bimport\b|\beval\b", page.all("script")[-1].text)


def test_the_security_policy_allows_the_page_its_own_script_and_style_alone() -> None:
    page = parsed(READING)
    policy = next(m for m in page.all("meta") if m.attributes.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.attributes["content"].split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert re.fullmatch(r"'sha256-[\w+/]{43}='", rules["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/]{43}='", rules["style-src"])


# ---- the whole page ----------------------------------------------------------------------


def test_an_empty_document_makes_a_page_that_says_so() -> None:
    note = Note(code="no-article", message="The page holds no article.")
    page = parsed(Reading(document=document(""), notes=(note,)))
    assert page.one("h1").text == "A report without a title"
    assert page.one("p", "empty").text == "There is no text to read here."
    assert "The page holds no article." in page.one("section", "notes").text
    assert not page.all("section", "card")
    assert not page.all("button", "layer")
    assert not page.all("svg")
    assert json.loads(page.all("script")[0].text) == []


def test_a_report_whose_date_is_open_shows_what_is_known_of_it() -> None:
    assert "date unknown" in parsed(Reading(document=document("Talks."))).one("p", "meta").text
    window = Published(earliest="2018-10-05", latest="2018-10-26", basis="inferred")
    meta = parsed(Reading(document=document("Talks.", published=window))).one("p", "meta")
    assert " ".join(meta.text.split()) == "5–26 October 2018 inferred from the text"


def test_the_head_of_the_page_has_outlet_section_byline_and_date() -> None:
    page = parsed(READING)
    assert page.one("h1").text == "Kovač to open talks in Valletta"
    spans = page.one("p", "meta").text
    assert all(
        words in spans for words in ("The Example", "World", "Jo Field", "8 March 2024", "from the page")
    )


def test_each_layer_has_a_button_with_the_number_of_its_cards() -> None:
    page = parsed(READING)
    shown = [(" ".join(b.text.split()), b.attributes["aria-pressed"]) for b in page.all("button", "layer")]
    assert shown == [
        ("1 Said 2", "true"), ("2 Did 3", "true"), ("3 Ahead 2", "true"),
        ("4 Who 4", "false"), ("5 When 2", "false"), ("6 Where 1", "false"),
    ]  # fmt: skip


def test_sides_of_a_disagreement_are_side_by_side_with_their_words() -> None:
    page = parsed(READING)
    dispute = page.one("div", "dispute")
    assert " ".join(dispute.text.split()).startswith("whether talks were agreed")
    assert [p.text for p in page.all("p") if p.text.startswith(("office", "opposition"))] == [
        "office of Ana Kovač", "opposition spokesman denies",
    ]  # fmt: skip
    quotes = [q.text for q in page.all("blockquote")[:2]]
    assert quotes == ["will fly to Valletta", "We never agreed"]
    assert [a.attributes["data-go"] for a in page.all("a") if a.text == "in the article"] == ["e_0", "q_1"]


def test_a_disagreement_says_how_and_in_what_accounts_differ() -> None:
    told = dispute(READING.disagreements[0], "contradiction", "when")
    page = parsed(replace(READING, disagreements=(told,)))
    assert (
        page.one("div", "dispute").text.split("\n")[0] == "whether talks were agreed told in two ways: when"
    )


def test_notes_for_readers_are_apart_from_those_for_the_keepers_of_tables() -> None:
    page = parsed(READING)
    first, second = (
        e for e in page.all("li") if ". " in e.text and e.text.endswith(("consulted.", "meant."))
    )
    assert first.text == "no-map. No map was consulted."
    assert second.text == "Actors left open. It is open whose spokesman is meant."
    (inside,) = [e for e in page.all("details") if "keep the tables" in e.text]
    assert "It is open whose spokesman is meant." in inside.text


def test_the_same_reading_makes_the_same_page() -> None:
    assert render_page(READING) == render_page(sample_reading())


# ---- the timeline -------------------------------------------------------------------


def strip_of(*windows: tuple[str | None, str | None], published: str | None = "2024-03-08") -> Any:
    return timeline_of(agenda_of(*windows, published=published))


def test_an_item_is_a_bar_over_all_the_days_it_can_mean() -> None:
    strip = strip_of(("2024-03-11", "2024-03-11"), ("2024-03-18", "2024-03-24"))
    day, week = (row.bar for row in strip.rows)
    assert week.width == pytest.approx(7 * day.width, abs=0.5)
    assert week.x - day.x == pytest.approx(7 * day.width, abs=0.5)
    assert day.x == pytest.approx(3 * day.width, abs=0.5)  # the strip begins on the day of the report
    assert strip.start == "report of 8 March 2024"
    assert [words for _, words in strip.ticks] == ["15 Mar", "22 Mar"]


def test_a_far_item_does_not_flatten_the_near_ones() -> None:
    near = [("2024-03-11", "2024-03-11"), ("2024-03-12", "2024-03-12")]
    strip = strip_of(*near, ("2024-01-01", "2024-12-31"), ("2031-01-01", "2031-01-31"))
    day, _, year, far = (row.bar for row in strip.rows)
    assert day.width > 5
    assert (year.x, year.width, year.goes_on, year.is_wide) == (0.0, WHOLE, True, True)
    assert (far.width, far.goes_on) == (0.0, True)
    assert day.goes_on is False


def test_the_soonest_over_come_first_and_the_undated_last() -> None:
    strip = strip_of((None, None), ("2024-01-01", "2024-12-31"), ("2024-03-11", "2024-03-11"))
    assert [row.prospect.summary for row in strip.rows] == ["item 2", "item 1", "item 0"]
    assert strip.rows[-1].bar is None


def test_a_strip_of_undated_items_alone_has_words_and_no_axis() -> None:
    strip = strip_of((None, None), ("2024-03-11", None), ("2024", "2025"), ("2024-03-12", "2024-03-11"))
    assert strip.ticks == ()
    assert [row.bar for row in strip.rows] == [None] * 4
    assert timeline_of(agenda_of()) is None


def ahead(*items: AgendaItem) -> Parsed:
    return parsed(replace(READING, agenda=items))


def row_of(*items: AgendaItem) -> str:
    return " ".join(ahead(*items).one("span", "words").text.split())


def test_a_row_says_how_firm_it_is_on_what_condition_and_on_whose_word() -> None:
    item = plan(status="conditional", condition=span("If they fail"), within=AttributionId("q_1"))
    assert row_of(item) == (
        "12 March 2024 conditional The council votes If they fail · opposition spokesman denies"
    )
    assert row_of(plan(kind="deadline")) == "12 March 2024 deadline The council votes"
    assert row_of(plan(earliest=None, latest=None)) == "no date given planned The council votes"


def test_a_moved_date_is_crossed_out_beside_the_new_one() -> None:
    page = ahead(plan(moved_from=window("2024-03-10", "2024-03-10")))
    assert page.one("s").text == "10 March 2024"
    assert [b.text for b in page.all("b") if "2024" in b.text] == ["12 March 2024"]
    assert len(page.all("rect", "was")) == 1
    (card,) = [
        card
        for card in cards_of(replace(READING, agenda=(plan(moved_from=window("2024-03-10", "2024-03-10")),)))
        if card.layer == "ahead"
    ]
    assert dict(card.rows)["moved from"] == "10 March 2024"


@pytest.mark.parametrize(
    ("status", "stroke"),
    [("planned", "solid"), ("expected", "dashed"), ("conditional", "dotted"), ("cancelled", "crossed")],
)
def test_firmness_is_a_line_and_not_a_colour_alone(status: str, stroke: str) -> None:
    page = ahead(plan(status=status))
    (row,) = [e for e in page.all("li") if stroke in e.classes]
    assert row.text
    assert len(page.all("line", "struck")) == (stroke == "crossed")


def test_items_beyond_the_most_rows_are_counted() -> None:
    page = ahead(*(plan(n) for n in range(MOST_ROWS + 2)))
    assert len(page.all("span", "when")) == MOST_ROWS
    assert page.one("p", "more").text == "and 2 more among the cards"


DAYS = st.dates().map(str)
NEAR = st.integers(0, 800).map(lambda n: f"{2024 + n // 366}-{n % 12 + 1:02}-{n % 28 + 1:02}")
WINDOWS = st.lists(st.tuples(st.one_of(NEAR, DAYS), st.one_of(NEAR, DAYS)), max_size=12)


@given(WINDOWS, st.one_of(st.none(), st.just("2024-03-08"), DAYS))
@example([("2024-03-08", "2024-03-08"), ("2026-05-01", "2026-05-01")], "2024-03-08")
@example([("0001-01-01", "0001-01-01"), ("9999-12-31", "9999-12-31")], None)
def test_bars_and_ticks_stay_inside_the_strip(windows: list[tuple[str, str]], published: str | None) -> None:
    strip = strip_of(*windows, published=published)
    if strip is None:
        return
    assert 0 < len(strip.rows) <= MOST_ROWS
    assert all(0 < x < WHOLE for x, _ in strip.ticks)
    for bar in filter(None, (row.bar for row in strip.rows)):
        assert bar.x >= 0
        assert bar.width > 0 or bar.goes_on
        assert bar.end <= WHOLE + 0.1  # rounding


# ---- in a browser ------------------------------------------------------------------------

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
in_browser = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium or google-chrome on PATH"),
]
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def browsed(page: str, folder: Path, fragment: str = "", size: str = "1280,800") -> Parsed:
    """Return the page after its script has run in headless Chromium."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'profile'}",
        f"--window-size={size}", "--force-prefers-reduced-motion", "--virtual-time-budget=3000", "--dump-dom", file.as_uri() + fragment,
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return Parsed(run.stdout.decode())


def driven(steps: str, folder: Path, reading: Reading = READING, size: str = "1280,800") -> list[Any]:
    """Return what `steps`, run on the page of a reading, put into the list `seen`.

    The content policy would refuse the test's script, so it is removed here; `press` types a key.
    """
    driver = f"""<script>
    const seen = [];
    const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", {{ key, bubbles: true, cancelable: true }}));
    const on = () => [...document.querySelectorAll(".card.on")].map((card) => card.id);
    const hit = () => [...document.querySelectorAll("article mark.hit")].map((mark) => mark.textContent).join("|");
    const visible = (element) => {{ const box = element.getBoundingClientRect(); const middle = (box.top + box.bottom) / 2;
      const found = document.elementFromPoint((box.left + box.right) / 2, middle);
      return middle > 0 && middle < innerHeight && found !== null && (element.contains(found) || found.contains(element)); }};
    const shown = () => [...document.querySelectorAll(".card:not([hidden])")].length;
    {steps}
    document.body.dataset.seen = JSON.stringify(seen);
    </script></body>"""
    page = POLICY.sub("", render_page(reading)).replace("</body>", driver)
    seen: list[Any] = json.loads(browsed(page, folder, size=size).one("body").attributes["data-seen"])
    return seen


class TestInBrowser:
    pytestmark = in_browser

    def test_an_address_with_a_fact_opens_its_card_and_lights_its_words(self, tmp_path: Path) -> None:
        page = browsed(render_page(READING), tmp_path, "#q_1")
        (card,) = [e for e in page.all("section", "card") if "on" in e.classes]
        assert card.attributes["id"] == "q_1"
        hits = [mark for mark in page.marks() if "hit" in mark.classes]
        assert all(card.attributes["data-n"] in mark.attributes["data-c"].split() for mark in hits)
        assert [mark.text for mark in hits if "said-source" in mark.classes] == ["an opposition spokesman"]
        said = "".join(m.text for m in hits if "said-content" in m.classes)
        assert said == "We never agreed to these talks"

    def test_a_layer_that_is_off_hides_its_cards_until_a_fact_of_it_is_asked_for(
        self, tmp_path: Path
    ) -> None:
        page = browsed(render_page(READING), tmp_path, "#t_1")
        visible = {
            e.attributes["data-layer"] for e in page.all("section", "card") if "hidden" not in e.attributes
        }
        assert visible == {"said", "did", "ahead", "when"}
        pressed = {
            b.attributes["data-layer"]: b.attributes["aria-pressed"] for b in page.all("button", "layer")
        }
        assert pressed["when"] == "true"
        assert pressed["who"] == pressed["where"] == "false"
        assert not [m for m in page.marks() if "who-actor" in m.classes]

    def test_a_script_that_is_not_the_pages_own_does_not_run(self, tmp_path: Path) -> None:
        foreign = "<script>document.title = 'taken over'</script></body>"
        page = browsed(render_page(READING).replace("</body>", foreign), tmp_path, "#q_1")
        assert page.one("title").text == "Kovač to open talks in Valletta · onrecord"
        assert [e.attributes["id"] for e in page.all("section", "on")] == ["q_1"]

    def test_j_and_k_go_through_the_cards_that_are_shown(self, tmp_path: Path) -> None:
        seen = driven(
            """press("j"); seen.push(on()); press("j"); press("j"); seen.push(on());
            press("k"); seen.push(on()); for (let n = 0; n < 20; n++) press("j"); seen.push(on());
            press("Escape"); seen.push(on(), hit());""",
            tmp_path,
        )
        order = [card.fact for card in cards_of(READING) if card.layer in {"said", "did", "ahead"}]
        assert seen == [[order[0]], [order[2]], [order[1]], [order[-1]], [], ""]

    def test_number_keys_show_and_hide_layers_and_the_way_goes_on_from_there(self, tmp_path: Path) -> None:
        seen = driven(
            """seen.push(shown()); press("4"); seen.push(shown()); press("4"); press("1"); press("2"); seen.push(shown());
            press("1"); press("2"); press("j"); press("j"); const first = on()[0]; const layer = document.getElementById(first).dataset.layer;
            press({ said: "1", did: "2", ahead: "3" }[layer]); press("j"); seen.push(first, on()[0]);""",
            tmp_path,
        )
        order = [card for card in cards_of(READING) if card.layer in {"said", "did", "ahead"}]
        hidden = order[1].layer
        following = next(card.fact for card in order[2:] if card.layer != hidden)
        assert seen == [7, 11, 2, order[1].fact, following]

    def test_clicks_lead_from_words_to_cards_and_on_to_the_next_card_on_them(self, tmp_path: Path) -> None:
        seen = driven(
            """const mark = [...document.querySelectorAll("article mark")].find((m) => m.textContent === "agreed to");
            mark.click(); seen.push(on()); mark.click(); seen.push(on()); mark.click(); seen.push(on());
            document.querySelector('[data-go="g_0"]').click(); seen.push(on(), hit());""",
            tmp_path,
        )
        first, second, third, ahead, words = seen
        assert (first, second) == (["e_1"], ["q_1"])  # the fewest words first
        assert third == first
        assert (ahead, words) == (["g_0"], "fly to|talks")

    def test_the_other_keys_open_why_help_and_the_dark(self, tmp_path: Path) -> None:
        seen = driven(
            """const help = document.getElementById("help"); seen.push(help.hidden); press("?"); seen.push(help.hidden);
            press("t"); const theme = document.documentElement.dataset.theme; press("t");
            seen.push([theme, document.documentElement.dataset.theme].sort());
            document.getElementById("q_1").click(); press("e"); seen.push(document.querySelector("#q_1 details").open);""",
            tmp_path,
        )
        assert seen == [True, False, ["dark", "light"], True]

    def test_every_card_that_is_chosen_by_key_is_in_view(self, tmp_path: Path) -> None:
        seen = driven(
            """const all = shown(); for (let n = 0; n < all; n++) { press("j");
                 seen.push([visible(document.querySelector(".card.on")), visible(document.querySelector("mark.hit"))]); }
               for (let n = 0; n < all; n++) { press("k"); seen.push([visible(document.querySelector(".card.on")), true]); }""",
            tmp_path,
            long_reading(),
        )
        assert len(seen) > 100
        assert seen == [[True, True]] * len(seen)

    def test_on_a_narrow_screen_a_click_on_words_brings_the_card_to_them(self, tmp_path: Path) -> None:
        seen = driven(
            """const mark = [...document.querySelectorAll("article mark")].findLast((m) => m.textContent === "agreed to");
               mark.scrollIntoView({ block: "center" }); const before = scrollY; mark.click();
               const card = document.querySelector(".card.on"); const close = document.getElementById("close");
               seen.push(scrollY === before, visible(card), visible(mark), close.hidden);
               close.click(); seen.push(scrollY === before, on(), close.hidden);""",
            tmp_path,
            long_reading(),
            "500,800",
        )
        assert seen == [True, True, True, False, True, [], True]

    def test_escape_closes_the_help_and_then_the_card_and_the_way_goes_on(self, tmp_path: Path) -> None:
        seen = driven(
            """press("j"); press("j"); const second = on()[0]; press("?"); const help = document.getElementById("help");
               press("Escape"); seen.push(help.hidden, on()[0] === second, location.hash === `#${second}`);
               press("Escape"); seen.push(on()); press("k"); seen.push(on()[0] === document.querySelector(".card").id);""",
            tmp_path,
        )
        assert seen == [True, True, True, [], True]

    def test_the_cards_are_one_stop_for_the_tab_key(self, tmp_path: Path) -> None:
        stops = """document.querySelectorAll("aside [tabindex='0']").length"""
        seen = driven(
            f"""seen.push({stops}); press("j"); press("j"); seen.push(document.querySelectorAll(".card[tabindex='0']").length);""",
            tmp_path,
        )
        assert seen == [1, 1]

    def test_nothing_is_wider_than_a_narrow_screen(self, tmp_path: Path) -> None:
        seen = driven(
            "seen.push(document.documentElement.scrollWidth <= innerWidth);",
            tmp_path,
            long_reading(),
            "500,800",
        )
        assert seen == [True]


def long_reading() -> Reading:
    """Return the sample reading many times over, with what lies ahead and the disagreements of the first."""
    readings = [_moved(READING, n, n * (len(TEXT) + 2)) for n in range(20)]
    first = readings[0]
    return Reading(
        document=replace(READING.document, text="\n\n".join(TEXT for _ in readings)),
        actors=first.actors,
        attributions=tuple(a for r in readings for a in r.attributions),
        events=tuple(e for r in readings for e in r.events),
        agenda=first.agenda,
        disagreements=first.disagreements,
    )


def _moved(value: Any, copy: int, by: int) -> Any:
    """Return a value with every span moved on, and the ids of attributions and events those of a copy."""
    if isinstance(value, tuple):
        return tuple(_moved(one, copy, by) for one in value)
    if isinstance(value, str):
        return f"{value}_{copy}" if copy and re.fullmatch(r"[qe]_\d", value) else value
    if not is_dataclass(value) or isinstance(value, type):
        return value
    moved = {f.name: _moved(getattr(value, f.name), copy, by) for f in fields(value)}
    if isinstance(value, Span):
        moved |= {"start": value.start + by, "end": value.end + by}
    return type(value)(**moved)
