"""Copies: what folds, what does not, where a group comes from, and what differs."""

from __future__ import annotations

import random

import pytest

from onrecord.assembly.copies import copy_key, explain_copies, find_copies, number_digits
from onrecord.assembly.copies.alignment import compare_texts
from onrecord.assembly.copies.keys import BANDS, LEAD_BANDS
from onrecord.assembly.types import CopyGroup
from onrecord.lexicon.agencies import load_agencies
from onrecord.types import Attribution, AttributionId, Reading, Span, span_of
from tests.assembly.reports import BUDGET, LETTER, SHELLING, days_later, report

DAY = "2026-03-02"


def groups(*readings: Reading) -> list[set[str]]:
    return [{member.document for member in group.members} for group in find_copies(readings)]


def only_group(*readings: Reading) -> CopyGroup:
    (group,) = find_copies(readings)
    return group


def words_of(span: Span | None) -> str | None:
    return span.text if span else None


def test_nothing_and_a_single_report_give_no_group() -> None:
    assert find_copies([]) == ()
    assert find_copies([report("a", SHELLING)]) == ()
    assert find_copies([report("a", ""), report("b", ""), report("c", "Short."), report("d", "Short.")]) == ()


def test_two_reports_on_different_matters_are_no_copies() -> None:
    assert groups(report("a", SHELLING), report("b", BUDGET)) == []


def test_a_later_take_with_a_changed_count_folds_and_the_count_is_told() -> None:
    later = SHELLING.replace("At least 12 people", "At least 17 people")
    group = only_group(report("a", SHELLING), report("b", later, days_later(DAY, 1)))
    assert group.origin == "a"
    origin, copy = group.members
    assert (origin.document, origin.similarity, origin.differences) == ("a", 1.0, ())
    assert [(words_of(d.here), words_of(d.origin)) for d in copy.differences] == [("17", "12")]
    assert 0.98 < copy.similarity < 1


def test_number_words_and_house_style_are_no_difference() -> None:
    styled = SHELLING.replace("12 people", "twelve people").replace("Three buildings", "3 buildings")
    styled = styled.replace("’", "'").replace("Front", "FRONT").replace(", which", " – which")
    assert compare_texts(styled, SHELLING, number_digits()).differences == ()


def test_what_was_added_and_cut_is_told_with_its_words() -> None:
    paragraphs = SHELLING.split("\n\n")
    line = "Calls to the ministry of defence were not returned."
    copy = "\n\n".join([*paragraphs[:2], line, *paragraphs[2:4]])
    (found,) = only_group(report("a", SHELLING), report("b", copy)).members[1:]
    added, cut = found.differences
    assert (words_of(added.here), added.origin) == (line.rstrip("."), None)
    assert cut.here is None
    assert words_of(cut.origin) == paragraphs[4].rstrip(".")
    for span in (added.here, cut.origin):
        text = copy if span is added.here else SHELLING
        assert span is not None
        assert text[span.start : span.end] == span.text


def test_a_paragraph_that_was_moved_is_no_difference() -> None:
    first, second, *rest = SHELLING.split("\n\n")
    assert compare_texts("\n\n".join([second, first, *rest]), SHELLING, {}).differences == ()


def test_a_brief_is_a_copy_of_its_report() -> None:
    brief = "\n\n".join(SHELLING.split("\n\n")[:2])
    (found,) = only_group(report("a", SHELLING), report("b", brief)).members[1:]
    assert found.similarity == pytest.approx(1.0)
    assert all(difference.here is None for difference in found.differences)


def test_the_same_sentences_about_other_people_and_places_are_no_copy() -> None:
    other = SHELLING
    for name, new in {
        "Karsova": "Velgrad", "Brandt": "Quaye", "Ilya": "Tobias", "Dresna": "Omar", "Tessen": "Lindwick",
        "Mirel": "Vey", "Sava": "Lucan", "12": "23", "40": "71", "Monday": "Friday", "June": "May",
    }.items():  # fmt: skip
        other = other.replace(name, new)
    readings = [report("a", SHELLING), report("b", other)]
    assert groups(*readings) == []
    a, b = (copy_key(reading, load_agencies(), number_digits()) for reading in readings)
    names = next(part for part in explain_copies(a, b).parts if part.rule == "copy-names")
    assert names.words is not None
    assert (names.score or 0) < 0.8


def test_two_reports_that_quote_one_letter_at_length_are_no_copies() -> None:
    one = (
        f"Farmers of the upper Dresna have written to the minister of works.\n\n{LETTER}\n\nNobody signed it."
    )
    two = f"A letter was read out in Port Ellion last night, and the hall was silent for a while.\n\n{LETTER}"
    assert groups(report("a", one), report("b", two)) == []


def test_a_quotation_without_marks_is_told_by_its_attribution() -> None:
    letter = LETTER.strip("“”")
    readings = []
    for key, text in (
        ("a", f"Farmers of the upper Dresna have written to the minister of works today.\n\n{letter}"),
        ("b", f"A letter was read out in Port Ellion last night before a silent hall.\n\n{letter}"),
    ):
        start = text.index(letter)
        said = Attribution(
            id=AttributionId("q"), source=None, cue=None, content=(span_of(text, start, len(text)),),
            quotation="direct", sourcing="none",
        )  # fmt: skip
        readings.append(Reading(document=report(key, text).document, attributions=(said,)))
    assert groups(*readings) == []
    assert groups(*(Reading(document=reading.document) for reading in readings)) == [{"a", "b"}]


def test_a_report_that_takes_over_a_paragraph_does_not_join_two() -> None:
    taken = SHELLING.split("\n\n")[0]
    quoter = f"{BUDGET}\n\n{taken}"
    assert groups(report("a", SHELLING), report("b", BUDGET), report("c", quoter)) == [{"b", "c"}]


def test_reports_a_month_apart_are_no_copies_and_undated_ones_are_compared() -> None:
    assert groups(report("a", SHELLING), report("b", SHELLING, days_later(DAY, 30))) == []
    assert groups(report("a", SHELLING), report("b", SHELLING, None)) == [{"a", "b"}]
    assert groups(report("a", SHELLING, None), report("b", SHELLING, None)) == [{"a", "b"}]


@pytest.mark.parametrize(
    ("reading", "why"),
    [
        (report("z", SHELLING, days_later(DAY, 1), publisher="Reuters"), "an agency publishes it"),
        (
            report("z", SHELLING, days_later(DAY, 1), url="https://www.apnews.com/x"),
            "the host is an agency's",
        ),
        (report("z", f"KARSOVA (CWN) — {SHELLING}", days_later(DAY, 1)), "its dateline credits an agency"),
        (report("z", f"By Ruth Okello, Associated Press\n\n{SHELLING}", DAY), "its byline names an agency"),
        (report("z", SHELLING, days_later(DAY, -1)), "it is the earliest"),
        (report("z", f"{SHELLING}\n\nMore was to follow later.", DAY), "it is the longest of the day"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_origin_is_the_agency_then_the_earliest_then_the_longest(reading: Reading, why: str) -> None:
    others = [report("a", SHELLING), report("b", SHELLING.replace("shortly after", "soon after"))]
    assert only_group(*others, reading).origin == "z", why


def test_an_agency_in_the_text_is_no_credit() -> None:
    text = f"{SHELLING}\n\nReuters counted four attacks on markets since the spring in the region."
    assert only_group(report("a", SHELLING), report("b", text, days_later(DAY, 1))).origin == "a"


def test_any_order_gives_the_same_groups() -> None:
    brief = "\n\n".join(SHELLING.split("\n\n")[:2])
    readings = [
        report("a", SHELLING),
        report("b", brief, days_later(DAY, 1)),
        report("c", SHELLING.replace("12 people", "15 people"), None),
        report("d", BUDGET),
        report("e", f"PORT ELLION (UDP) — {BUDGET}", days_later(DAY, 2)),
        report("f", f"{BUDGET}\n\n{brief}"),
        report("g", LETTER),
    ]
    wanted = find_copies(readings)
    assert len(wanted) == 2
    rng = random.Random(15)
    for _ in range(20):
        rng.shuffle(readings)
        assert find_copies(readings) == wanted


def test_a_key_has_a_fixed_number_of_bands_and_equal_texts_have_equal_ones() -> None:
    a, b = (copy_key(report(key, SHELLING), load_agencies(), number_digits()) for key in "ab")
    assert len(a.bands) == BANDS + LEAD_BANDS
    assert (a.bands, a.shingles) == (b.bands, b.shingles)
    assert a.bands[0] == 344900755975554731  # kept in stores for years: see SCHEME before it changes
