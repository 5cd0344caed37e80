"""Addresses and questions: what is asked survives the way there and back."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from onrecord.questions import Filters, checked
from onrecord.views.web.asked import address, pairs_of, values_of

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Z")), min_size=1, max_size=12)
SAID = st.fixed_dictionaries(
    {},
    optional={
        "speaker": WORDS,
        "words": WORDS,
        "cue": st.lists(st.sampled_from(["say", "deny", "warn"]), min_size=1, max_size=3, unique=True),
        "named": st.booleans(),
        "since": st.dates().map(str),
        "limit": st.integers(1, 500),
        "offset": st.integers(0, 9999),
    },
)


@given(SAID)
def test_filters_come_back_from_their_address(values: dict[str, object]) -> None:
    filters = checked("said", values)
    query = urlsplit(address("/said", pairs_of(filters))).query
    assert checked("said", values_of("said", parse_qsl(query))) == filters


def test_a_pair_comes_back_from_its_address() -> None:
    filters = checked("events", {"dyad": ("Peru", "Ecuador"), "counting": "happenings"})
    assert pairs_of(filters) == [("dyad", "Peru"), ("dyad", "Ecuador"), ("counting", "happenings")]
    assert checked("events", values_of("events", pairs_of(filters))) == filters


def test_open_filters_have_no_address() -> None:
    assert pairs_of(Filters()) == []
