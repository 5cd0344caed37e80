"""The labels of parties belong to events of the corpus, and their halves to every second report of its dev part."""

from __future__ import annotations

from corpora.own.events.onrecord_events import read_corpus
from corpora.parties import OWN, read_parties
from onrecord.ontologies import load_ontology
from onrecord.world import load_world

FOLDER = OWN.parent / "events"
NO_STATES = {"EUR", "UNO", "IGO", "NGO", "SUN"}  # the last: the Soviet Union, of a report of 1988


def test_every_label_is_of_an_event_of_the_dev_part() -> None:
    events = {
        (article.id, event["id"]): (number, event)
        for number, article in enumerate(read_corpus(FOLDER, "dev"))
        for event in article.labels["events"]
    }
    labels = list(read_parties())
    assert len({(label.article, label.event) for label in labels}) == len(labels)
    for label in labels:
        number, event = events[label.article, label.event]
        assert label.trigger == (event["trigger"]["start"], event["trigger"]["end"])
        assert label.half == ("read", "unread")[number % 2]
        assert event["type"] in load_ontology().types
        assert not event["minor"]


def test_every_code_is_a_country() -> None:
    codes = {code for label in read_parties() for code in label.actors | label.recipients}
    assert {code for code in codes if load_world().country_name(code) is None} <= NO_STATES
