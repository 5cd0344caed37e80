"""Dates and bylines in plain sight, first publication and last change, the newsroom's evening."""

from __future__ import annotations

import pytest

from onrecord.document import make_document
from onrecord.document.date_lines import dates_in
from onrecord.document.visible import writers_in
from onrecord.lexicon.furniture import load_furniture
from onrecord.types import Document, Page
from tests.document.test_html import PARAGRAPHS, json_ld

FURNITURE = load_furniture()
HEADLINE = "Ministers meet in Geneva"


def page(lines: str, head: str = "", below: str = "", lang: str = "en") -> Document:
    """Return the document of a page with some lines between its headline and its prose."""
    prose = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    html = (
        f'<html lang="{lang}"><head><title>{HEADLINE}</title>{head}</head>'
        f"<body><article><h1>{HEADLINE}</h1>{lines}{prose}</article>{below}</body></html>"
    )
    return make_document(Page(target="page.html", content=html.encode(), kind="html"), FURNITURE).items[0]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Published 3:15 PM GMT, Tue February 3, 2026", [(False, "2026-02-03")]),
        ("Tue 3 Feb 2026 09.30 GMT", [(False, "2026-02-03")]),
        ("Tuesday, 3 February 2026", [(False, "2026-02-03")]),
        ("Last updated: Feb. 3, 2026", [(True, "2026-02-03")]),
        (
            "Published 27 August 2024 at 20:18 (updated 30 August 2024 at 12:40)",
            [(False, "2024-08-27"), (True, "2024-08-30")],
        ),
        ("The talks began on 27 August 2024 in the hall.", []),
        ("File photo, 27 August 2024", []),
        ("Feb. 30, 2026", []),
    ],
)
def test_a_line_of_dates_says_which_is_that_of_a_change(line: str, found: list[tuple[bool, str]]) -> None:
    assert dates_in(line, FURNITURE) == found


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Stone", ["Ada Stone"]),
        ("BY ADA STONE, DIPLOMATIC EDITOR, AND BEN HALE", ["ADA STONE", "BEN HALE"]),
        ("By Ada Stone - 10/20/18 06:00 AM EDT", ["Ada Stone"]),
        ("By Ada Stone, in Geneva | 3 Feb 2026", ["Ada Stone"]),
        ("Ada Stone reports", []),
    ],
)
def test_a_byline_names_writers_without_their_jobs(line: str, names: list[str]) -> None:
    assert list(writers_in(line, FURNITURE)) == names


def test_a_page_without_metadata_has_the_date_and_the_writer_in_plain_sight() -> None:
    document = page("<p>By <span>Ada Stone</span></p><p>Published 3:15 PM GMT, Tue February 3, 2026</p>")
    assert (document.published.value, document.published.basis) == ("2026-02-03", "metadata")
    assert document.published.evidence == ("Published 3:15 PM GMT, Tue February 3, 2026",)
    assert document.bylines == ("Ada Stone",)
    assert document.text.split("\n\n") == list(PARAGRAPHS)


def test_a_date_below_the_prose_is_not_that_of_publication() -> None:
    assert page("", below="<p>Published 3 February 2026</p>").published.value is None


def test_writers_of_other_articles_are_no_writers_of_this_one() -> None:
    below = '<div><a rel="author" href="/b">Ben Hale</a></div>'
    document = page('<div>By <a rel="author" href="/a">Ada Stone</a></div>', below=below)
    assert document.bylines == ("Ada Stone",)


def test_an_agency_in_the_metadata_gives_way_to_the_writers_on_the_page() -> None:
    document = page("<p>By Ada Stone and Ben Hale, Reuters</p>", '<meta name="author" content="Reuters">')
    assert document.bylines == ("Ada Stone", "Ben Hale")


def test_metadata_in_words_say_the_day() -> None:
    article = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "February 3, 2026 9:30 AM"}
    assert page("", json_ld(article)).published.value == "2026-02-03"


def test_the_evening_of_the_newsroom_is_not_the_next_day() -> None:
    article = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2024-01-10T03:30:00Z"}
    assert page("<p>January 9, 2024 at 10:30 p.m. EST</p>", json_ld(article)).published.value == "2024-01-09"
    assert page("<p>January 2, 2024</p>", json_ld(article)).published.value == "2024-01-10"


def test_metadata_that_hold_the_change_give_way_to_the_line_of_the_page() -> None:
    meta = '<meta property="article:published_time" content="2024-08-30">'
    document = page("<div>Published 27 August 2024 (updated 30 August 2024 at 12:40)</div>", meta)
    assert document.published.value == "2024-08-27"
    assert document.updated is not None
    assert (document.updated.value, document.updated.basis) == ("2024-08-30T12:40", "visible")
    assert "updated" not in document.text


@pytest.mark.parametrize(
    ("kind", "changed", "basis"),
    [
        ("NewsArticle", "2024-08-29T10:00:00+02:00", "metadata"),
        ("LiveBlogPosting", "2024-08-29T10:00:00+02:00", "live"),
        ("NewsArticle", "2024-08-27T09:00:00+02:00", None),
        ("NewsArticle", "2024-08-20T09:00:00+02:00", None),
        ("NewsArticle", "soon", None),
    ],
)
def test_the_last_change_is_read_where_it_is_after_publication(
    kind: str, changed: str, basis: str | None
) -> None:
    article = {
        "@type": kind,
        "headline": HEADLINE,
        "datePublished": "2024-08-27T09:00:00+02:00",
        "dateModified": changed,
    }
    document = page("", json_ld(article))
    assert document.published.value == "2024-08-27"
    assert (document.updated.basis if document.updated else None) == basis
    assert document.updated is None or document.updated.value == changed


def test_a_numeric_date_is_read_as_the_locale_of_the_page_writes_it() -> None:
    assert page("<p>Published: 03/02/2026</p>", lang="en-GB").published.value == "2026-02-03"
    assert page("<p>Published: 03/02/2026</p>", lang="en-US").published.value == "2026-03-02"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Updated 6 February 2026, 10:15", "2026-02-06T10:15"),
        ("Last updated February 6, 2026 at 3:05 p.m. EST", "2026-02-06T15:05"),
        ("Updated 6 February 2026", "2026-02-06"),
    ],
)
def test_a_change_in_plain_sight_has_its_clock_time(line: str, value: str) -> None:
    document = page(f"<p>Published 3 February 2026</p><p>{line}</p>")
    assert document.published.value == "2026-02-03"
    assert document.updated is not None
    assert document.updated.value == value


@pytest.mark.parametrize("stated", ["9999-12-31", "0000-00-00T00:00:00Z"])
def test_a_page_of_a_year_that_no_report_has_is_undated_with_a_note(stated: str) -> None:
    head = json_ld({"@type": "NewsArticle", "headline": HEADLINE, "datePublished": stated})
    prose = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    html = f"<html><head>{head}</head><body><article>{prose}</article></body></html>"
    found = make_document(Page(target="page.html", content=html.encode(), kind="html"), FURNITURE)
    assert found.items[0].published.value is None
    assert [note.code for note in found.notes] == ["published"]
    assert stated in found.notes[0].message


def test_deeply_nested_pages_are_no_error() -> None:
    assert page("<div>" * 3000 + "<p>3 February 2026</p>" + "</div>" * 3000).title == HEADLINE


@pytest.mark.parametrize("given", ["0000-01-01", "9999-12-31", "9999", "1066-10", "2019-02-30", "yesterday"])
def test_a_given_date_that_no_report_has_is_set_aside_with_a_note(given: str) -> None:
    found = make_document(
        Page(target="x:1", text="The talks ended.", clean=False, given_published=given), FURNITURE
    )
    assert found.items[0].published.value is None
    assert [note.code for note in found.notes] == ["published"]
    assert given in found.notes[0].message
