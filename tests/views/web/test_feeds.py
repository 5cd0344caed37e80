"""Feeds: statements as Atom, what lies ahead as a calendar."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import icalendar

from tests.views.web.sites import Parsed, Served, path_of

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_search_is_a_feed_with_an_entry_for_each_statement(site: Served) -> None:
    got = site.get("/said.atom?speaker=Dina+Boluarte&cue=deny")
    assert got.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(got.text)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == site.get("/api/said?speaker=Dina+Boluarte&cue=deny").text.count('"attribution":')
    for entry in entries:
        assert "Dina Boluarte denies" in (entry.findtext(f"{ATOM}title") or "")
        assert (entry.findtext(f"{ATOM}id") or "").startswith("urn:onrecord:d_")
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert site.get(path_of(link.attrib["href"])).status == 200
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))


def test_the_screen_of_a_search_names_its_feed(site: Served) -> None:
    links = Parsed(site.get("/said?cue=deny").text).all("link")
    (feed,) = [link for link in links if link.get("type") == "application/atom+xml"]
    assert feed["href"] == "/said.atom?cue=deny"


def test_what_lies_ahead_is_a_calendar_whose_items_keep_their_ids_when_they_move(site: Served) -> None:
    got = site.get("/ahead.ics?as_of=2024-05-14")
    assert got.headers["content-type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(got.text)
    items = {str(c["uid"]): c for c in calendar.walk() if c.name in ("VEVENT", "VTODO", "VJOURNAL")}
    talks = [c for c in items.values() if "foreign ministers" in str(c["summary"]).lower()]
    assert len(talks) == 1
    assert talks[0].decoded("dtstart") == date(2024, 5, 24)
    assert str(talks[0]["uid"]).startswith("p_")
    assert talks[0].decoded("sequence") == 1
    assert got.text == site.get("/ahead.ics?as_of=2024-05-14").text
