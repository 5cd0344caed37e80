"""HTML pages → documents: main text, what the page states, and pages without text."""

import json
import time

import pytest

from onrecord.document import make_document
from onrecord.lexicon.furniture import load_furniture
from onrecord.types import Document, Note, Page, Published

PARAGRAPHS = (
    "The foreign ministers of Ostria and Valmora met in Geneva on Monday for the first time since the border was closed.",
    "A spokesman said the next round would be held in a month, if the cease-fire is kept by all the militias in the valley.",
    "The opposition said it would table a motion of no confidence if the letter that was leaked on Friday was genuine.",
    "Neither side would say whether the prisoners that have been held since spring will be exchanged before the winter.",
)
ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Ministers meet in Geneva",
    "datePublished": "2018-10-21T02:30:00Z",
    "author": [{"@type": "Person", "name": "Ada Stone"}, {"name": "Ben Hale"}],
    "publisher": {"@type": "Organization", "name": "TheHill"},
    "articleSection": ["National Security", "News"],
    "keywords": "Ostria, Valmora,Geneva talks",
}


def page_of(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def article_of(*paragraphs: str) -> str:
    return "<article>" + "".join(f"<p>{p}</p>" for p in paragraphs) + "</article>"


def json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def read(content: bytes, url: str | None = None) -> tuple[Document, tuple[Note, ...]]:
    found = make_document(Page(target="page.html", content=content, kind="html", url=url), load_furniture())
    return found.items[0], found.notes


def test_text_is_the_paragraphs_without_headline_links_and_newsletter() -> None:
    body = f"""<nav><a href="/">Home</a> <a href="/world">World</a></nav>
    <article><h1>Ministers meet in Geneva</h1><p>By Ada Stone</p><p>{PARAGRAPHS[0]}</p>
    <div class="newsletter-signup"><p>Get the news first, in two minutes, every morning of the week.</p></div>
    <p><a href="/other">Five things to know about the border dispute</a></p>
    <p>{PARAGRAPHS[1]}</p><h2>A motion</h2><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>
    <p>Follow Ada Stone on Twitter @adastone</p></article>"""
    document, notes = read(page_of(body, json_ld(ARTICLE)))
    assert document.text.split("\n\n") == [*PARAGRAPHS[:2], "A motion", *PARAGRAPHS[2:]]
    assert notes == ()


@pytest.mark.parametrize(
    "wrap", [lambda a: a, lambda a: [a], lambda a: {"@graph": [{"@type": "WebSite", "name": "x"}, a]}]
)
def test_json_ld_is_read_alone_in_lists_and_in_graphs(wrap: object) -> None:
    document, _ = read(page_of(article_of(*PARAGRAPHS), json_ld(wrap(ARTICLE))))  # type: ignore[operator]
    assert document.title == "Ministers meet in Geneva"
    assert document.bylines == ("Ada Stone", "Ben Hale")
    assert document.section == "National Security"
    assert document.publisher == "The Hill"
    assert document.tags == ("Ostria", "Valmora", "Geneva talks")


def test_instant_in_utc_is_the_newsrooms_day() -> None:
    document, _ = read(page_of(article_of(*PARAGRAPHS), json_ld(ARTICLE)))
    assert (document.published.value, document.published.basis) == ("2018-10-20", "metadata")
    assert document.published.evidence == ("2018-10-21T02:30:00Z",)


def test_broken_json_ld_costs_only_itself() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x",,}</script>'
    head += '<meta property="og:title" content="Ministers meet &amp; part | The Hill">'
    head += '<meta property="article:published_time" content="2018-10-20T23:10:00-04:00">'
    document, _ = read(page_of(article_of(*PARAGRAPHS), head))
    assert document.title == "Ministers meet & part"
    assert document.published.value == "2018-10-20"


def test_json_ld_with_raw_line_ends_in_strings_is_read() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ministers\n meet",}</script>'
    )
    assert read(page_of(article_of(*PARAGRAPHS), head))[0].title == "Ministers meet"


def test_date_of_the_url_is_taken_where_the_page_states_none() -> None:
    document, _ = read(page_of(article_of(*PARAGRAPHS)), url="https://www.example.org/2018/10/20/talks.html")
    assert (document.published.value, document.published.basis) == ("2018-10-20", "url")


def test_page_that_states_no_date_has_none() -> None:
    assert read(page_of(article_of(*PARAGRAPHS)))[0].published.value is None


@pytest.mark.parametrize("date", ["on 10/20/2018", "on 2018-10-20", "(updated 20/10/2018)"])
def test_date_in_a_sentence_of_the_article_does_not_date_the_page(date: str) -> None:
    sentence = f"The two sides signed the deal {date} in Geneva, as both of them said at some length."
    document, _ = read(page_of(article_of(sentence, *PARAGRAPHS)))
    assert document.published == Published()


def test_date_on_a_line_of_the_page_dates_it() -> None:
    document, _ = read(page_of("<p>Published on 10/20/2018</p>" + article_of(*PARAGRAPHS)))
    assert document.published.value == "2018-10-20"


def test_canonical_address_is_the_url() -> None:
    head = '<link rel="canonical" href="/news/talks"><meta property="og:url" content="https://example.org/">'
    document, _ = read(page_of(article_of(*PARAGRAPHS), head), url="https://example.org/news/talks?utm=1")
    assert document.url == "https://example.org/news/talks"


def test_paragraphs_in_a_second_column_are_taken_back() -> None:
    def column(paragraphs: tuple[str, ...]) -> str:
        inner = "".join(f"<p>{p}</p>" for p in paragraphs)
        return f'<div class="row"><div class="grid"><div class="body">{inner}</div></div></div>'

    more = tuple(
        p.replace("Ostria", "Kestria").replace("said", "told reporters") + " " * i
        for i, p in enumerate(PARAGRAPHS)
    )
    document, _ = read(page_of(column(PARAGRAPHS) + "<div>Advertisement</div>" + column(more)))
    assert [p for p in PARAGRAPHS if p not in document.text] == []
    assert [p.strip() for p in more if p.strip() not in document.text] == []


@pytest.mark.parametrize(
    "content",
    [
        page_of("<nav><a href='/'>Home</a></nav>"),
        page_of(""),
        b"<html",
        page_of("<div>" * 3000 + "x" + "</div>" * 3000),
    ],
)
def test_page_with_no_article_has_no_text_and_a_note(content: bytes) -> None:
    document, notes = read(content)
    assert document.text == ""
    assert [note.code for note in notes] == ["no-article"]


def test_body_that_only_the_json_ld_holds_is_read() -> None:
    stated = ARTICLE | {"articleBody": "\n".join(PARAGRAPHS)}
    document, _ = read(page_of("<div id='app'></div>", json_ld(stated)))
    assert document.text.split("\n\n") == list(PARAGRAPHS)


def test_html_above_the_limit_is_cut_and_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.document.make.MAX_HTML_CHARS", 2_000)
    document, notes = read(page_of(article_of(*PARAGRAPHS * 20)))
    assert [note.code for note in notes] == ["cut"]
    assert document.text.startswith(PARAGRAPHS[0])
    assert len(document.text) < 2_000


@pytest.mark.slow
def test_twenty_megabytes_of_html_are_read_in_bounded_time() -> None:
    body = article_of(*PARAGRAPHS) * (20 * 1024**2 // len(article_of(*PARAGRAPHS)))
    began = time.process_time()
    _, notes = read(page_of(body))
    assert time.process_time() - began < 30
    assert "cut" in [note.code for note in notes]


def test_page_read_twice_gives_the_same_document() -> None:
    content = page_of(article_of(*PARAGRAPHS), json_ld(ARTICLE))
    assert read(content) == read(content)
