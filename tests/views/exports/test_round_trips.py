"""Each format is read by a library of its own community, and holds the same facts.

Heavy libraries are in the extra `formats-test`, with which `make soak` runs these tests; where one is missing, its test says so.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import conllu
import duckdb
import feedparser
import icalendar
import openpyxl
import pyarrow.parquet as pq
import pytest
import rdflib

from onrecord.questions import open_questions
from onrecord.store import open_store, readings
from onrecord.types import Reading
from onrecord.views.exports.marks import Mark, marks_of
from onrecord.views.exports.web_annotations import CONTEXT
from onrecord.views.jsonl import read_line
from onrecord.views.release import Asked, make_release
from tests.views.exports.conftest import Write

WHERE = "pip install -e '.[formats-test]' installs it"


@pytest.fixture(scope="session")
def kept_readings(store_path: Path) -> list[Reading]:
    with open_store(store_path) as store:
        return list(readings(store))


@pytest.fixture(scope="session")
def every_mark(kept_readings: list[Reading]) -> list[tuple[Reading, Mark]]:
    return [(reading, mark) for reading in kept_readings for mark in marks_of(reading)]


def test_records_come_back_as_they_were(write: Write, kept_readings: list[Reading]) -> None:
    lines = write("jsonl").read_bytes().splitlines()
    assert sorted(map(read_line, lines), key=lambda r: r.document.id) == sorted(
        kept_readings, key=lambda r: r.document.id
    )


def test_pyarrow_and_duckdb_read_the_facts_of_the_csv(write: Write) -> None:
    path = write("events", encoding="parquet")
    table = pq.read_table(path)
    with write("events").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert table.num_rows == len(expected)
    assert table.column("actor_names").to_pylist() == [
        row["actor_names"].split("|") if row["actor_names"] else [] for row in expected
    ]
    assert table.column("trigger_start").to_pylist() == [int(row["trigger_start"]) for row in expected]
    assert table.column("day").to_pylist() == [
        date.fromisoformat(row["day"]) if row["day"] else None for row in expected
    ]
    found = duckdb.connect().execute(f"SELECT type, count(*) FROM '{path}' GROUP BY 1").fetchall()
    assert dict(found) == Counter(row["type"] for row in expected)


def test_duckdb_takes_the_types_of_the_columns_from_a_csv(write: Write) -> None:
    path = write("dyads", status=("occurred", "planned", "denied"))
    kinds = {
        row[0]: row[1]
        for row in duckdb.connect().execute(f"DESCRIBE SELECT * FROM read_csv('{path}')").fetchall()
    }
    assert (kinds["day"], kinds["weight"], kinds["together"]) == ("DATE", "DOUBLE", "BOOLEAN")
    assert (
        duckdb.connect()
        .execute(f"SELECT sum(weight) = count(DISTINCT event) FROM read_csv('{path}')")
        .fetchone()
        is not None
    )


def test_openpyxl_reads_quotes_links_and_offsets_and_no_formula(
    write: Write, kept_readings: list[Reading]
) -> None:
    book = openpyxl.load_workbook(write("xlsx"))
    assert book.sheetnames == ["events", "statements", "agenda", "about"]
    head, *body = book["events"].iter_rows()
    names = [cell.value for cell in head]
    texts = {reading.document.id: reading.document.text for reading in kept_readings}
    assert len(body) == sum(len(reading.events) for reading in kept_readings)
    for cells in body:
        row = dict(zip(names, cells, strict=True))
        text = texts[row["document"].value]
        assert text[row["quote_start"].value : row["quote_end"].value].split() == row["quote"].value.split()
        assert row["url"].hyperlink.target == row["url"].value
    assert not [c for sheet in book for line in sheet.iter_rows() for c in line if c.data_type == "f"]
    assert dict(book["about"].iter_rows(values_only=True))["counting"] == "reports"


def test_a_title_that_begins_as_a_formula_stays_a_text(tmp_path: Path) -> None:
    from dataclasses import replace

    from onrecord.store import keep
    from onrecord.views.exports.run import export
    from tests.readings import sample_reading

    reading = sample_reading()
    wicked = '=HYPERLINK("http://evil.example","click")'
    path = tmp_path / "one.db"
    with open_store(path, create=True) as store:
        keep(store, replace(reading, document=replace(reading.document, title=wicked)))
    with open_questions(path) as store:
        export(store, "xlsx", tmp_path / "one.xlsx", counting="reports")
    sheet = openpyxl.load_workbook(tmp_path / "one.xlsx")["events"]
    column = next(n for n, cell in enumerate(next(sheet.iter_rows()), 1) if cell.value == "title")
    cells = [sheet.cell(row, column) for row in range(2, sheet.max_row + 1)]
    assert {(cell.value, cell.data_type) for cell in cells} == {(wicked, "s")}


def test_icalendar_reads_what_lies_ahead(write: Write, kept_readings: list[Reading]) -> None:
    calendar = icalendar.Calendar.from_ical(write("ics").read_bytes())
    dated = [c for c in calendar.walk() if c.name in ("VEVENT", "VTODO")]
    listed = [c for c in calendar.walk() if c.name == "VJOURNAL"]
    items = {item.id for reading in kept_readings for item in reading.agenda}
    assert {str(c["uid"]).removesuffix("@onrecord") for c in dated} <= items
    assert dated
    assert len(dated) + sum(str(c["description"]).count("• ") for c in listed) == len(items)


def test_rdflib_reads_every_annotation_with_position_and_quote(
    write: Write, every_mark: list[tuple[Reading, Mark]]
) -> None:
    page = json.loads(write("annotations").read_text(encoding="utf-8"))
    assert page["@context"][0] == CONTEXT
    oa = "http://www.w3.org/ns/oa#"
    terms: dict[str, Any] = {  # the terms of the W3C's context that are used here, which is not fetched
        "id": {"@type": "@id", "@id": "@id"}, "type": {"@type": "@id", "@id": "@type"}, "oa": oa,
        "as": "http://www.w3.org/ns/activitystreams#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "Annotation": "oa:Annotation", "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextualBody": "oa:TextualBody", "AnnotationPage": "as:OrderedCollectionPage",
        "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
        "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"},
        "start": "oa:start", "end": "oa:end", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
        "value": "rdf:value", "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    }  # fmt: skip
    page["@context"][0] = terms
    graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    found = graph.query(
        f"PREFIX oa: <{oa}> SELECT ?a ?start ?exact ?source WHERE {{ ?a oa:hasTarget ?t . ?t oa:hasSource ?source ; "
        "oa:hasSelector ?p, ?q . ?p a oa:TextPositionSelector ; oa:start ?start . ?q a oa:TextQuoteSelector ; oa:exact ?exact }"
    )
    assert Counter((str(r.source), int(r.start), str(r.exact)) for r in found) == Counter(  # type: ignore[union-attr]
        (reading.document.url or "", mark.span.start, mark.span.text) for reading, mark in every_mark
    )


def test_rdflib_reads_claims_and_quotations(write: Write, kept_readings: list[Reading]) -> None:
    found = json.loads(write("claims").read_text(encoding="utf-8"))
    assert found["@context"] == "https://schema.org"
    found["@context"] = {"@vocab": "https://schema.org/"}
    graph = rdflib.Graph().parse(data=json.dumps(found), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    attributions = [a for reading in kept_readings for a in reading.attributions]
    direct = sum(a.quotation == "direct" for a in attributions)
    assert len(set(graph.subjects(rdflib.RDF.type, schema.Quotation))) == direct > 0
    assert len(set(graph.subjects(rdflib.RDF.type, schema.Claim))) == len(attributions) - direct
    assert not list(graph.triples((None, schema.reviewRating, None)))


def test_feedparser_reads_every_statement_of_the_atom_feed(
    write: Write, kept_readings: list[Reading]
) -> None:
    feed = feedparser.parse(write("atom").read_bytes())
    assert (feed.bozo, feed.version) == (False, "atom10")
    said = {
        f"urn:onrecord:{r.document.id}:{a.id}": (
            " … ".join(" ".join(s.text.split()) for s in a.content),
            r.document.url,
            r.document.published.value,
        )
        for r in kept_readings
        for a in r.attributions
    }
    found = {e.id: (e.content[0].value, e.link, e.updated[:10]) for e in feed.entries}
    assert len(found) == len(feed.entries)
    assert found == said


def test_brat_offsets_hold_the_words_of_every_mark(write: Write, kept_readings: list[Reading]) -> None:
    folder = write("brat")
    for reading in kept_readings:
        (ann,) = folder.glob(f"*/{reading.document.id}.ann")
        text = ann.with_suffix(".txt").read_bytes().decode("utf-8")
        assert text == reading.document.text
        lines = [line.split("\t") for line in ann.read_text(encoding="utf-8").splitlines()]
        bound = {name: rest for name, *rest in lines if name.startswith("T")}
        for place, words in bound.values():
            parts = [tuple(map(int, part.split())) for part in place.split(" ", 1)[1].split(";")]
            assert " ".join(text[start:end] for start, end in parts) == words
        assert sum(name.startswith("E") for name, *_ in lines) == len(reading.events)
        statuses = [
            rest[0].split()[2]
            for name, *rest in lines
            if name.startswith("A") and rest[0].startswith("Status")
        ]
        assert statuses == [event.status for event in reading.events]


def test_brat_gives_the_kind_of_each_attribution_at_its_cue_or_content(
    write: Write, kept_readings: list[Reading]
) -> None:
    folder, labels = write("brat"), set[str]()
    for reading in kept_readings:
        (ann,) = folder.glob(f"*/{reading.document.id}.ann")
        lines = [line.split("\t") for line in ann.read_text(encoding="utf-8").splitlines()]
        names = [name for name, *_ in lines if name != "*"]
        assert len(set(names)) == len(names)
        bound = {name: rest[0].split()[0] for name, *rest in lines if name.startswith("T")}
        attributes = [rest[0].split() for name, *rest in lines if name.startswith("A")]
        kinds = [(bound[target], kind) for what, target, kind in attributes if what == "Kind"]
        assert kinds == [("Cue" if one.cue else "Content", one.kind) for one in reading.attributions]
        labels |= {label for label, _ in kinds}
    assert "Cue" in labels


def test_conllu_reads_words_with_offsets_and_facts(write: Write, kept_readings: list[Reading]) -> None:
    by_id = {reading.document.given_id: reading for reading in kept_readings}
    document, seen, facts = "", 0, set[str]()
    for sentence in conllu.parse(write("conllu").read_text(encoding="utf-8")):
        document = sentence.metadata.get("newdoc id", document)
        text = by_id[document].document.text
        for token in sentence:
            misc = token["misc"]
            assert text[int(misc["start"]) : int(misc["end"])] == token["form"]
            assert token["head"] is None  # without --trees
            facts |= {f"{document} {fact}" for fact in misc.get("facts", "").split(",") if fact}
            seen += 1
    assert seen > 100
    triggers = {f"{r.document.given_id} trigger:{e.id}" for r in kept_readings for e in r.events}
    assert triggers
    assert triggers <= facts
    assert {
        f"{r.document.given_id} cue:{a.id}" for r in kept_readings for a in r.attributions if a.cue
    } <= facts


def test_the_copy_of_the_store_is_a_store(write: Write, kept_readings: list[Reading]) -> None:
    path = write("sqlite")
    with open_store(path) as store:
        assert list(readings(store)) == kept_readings
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


# ---- heavy libraries -----------------------------------------------------------------------


def test_spacy_reads_the_docbins(
    write: Write, every_mark: list[tuple[Reading, Mark]], kept_readings: list[Reading]
) -> None:
    spacy = pytest.importorskip("spacy", reason=f"spacy is not installed; {WHERE}")
    from spacy.tokens import DocBin

    (path,) = write("docbin").glob("*.spacy")
    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    assert sorted(doc.text for doc in docs) == sorted(reading.document.text for reading in kept_readings)
    facts = Counter(tuple(fact[:3]) for doc in docs for fact in doc.user_data["onrecord"]["facts"])
    assert facts == Counter((mark.layer, mark.part, mark.fact) for _, mark in every_mark)
    triggers = {span.text for doc in docs for span in doc.spans["events"]}
    assert {event.trigger.text for reading in kept_readings for event in reading.events} <= triggers


def test_followthemoney_takes_every_entity(write: Write, kept_readings: list[Reading]) -> None:
    ftm = pytest.importorskip("followthemoney", reason=f"followthemoney is not installed; {WHERE}")
    schemata: Counter[str] = Counter()
    names = set()
    for line in write("ftm").read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        proxy = ftm.model.get_proxy(given)
        proxy.schema.validate(given)
        cleaned = {name: sorted(proxy.get(name)) for name in given["properties"]}
        assert cleaned == {name: sorted(values) for name, values in given["properties"].items()}
        schemata[proxy.schema.name] += 1
        names.add(proxy.caption)
    assert schemata["Article"] == len(kept_readings)
    assert schemata["Event"] == sum(len(reading.events) for reading in kept_readings)
    assert {"Ana Kovač", "European Union"} <= names


def test_frictionless_takes_the_release(store_path: Path, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason=f"frictionless is not installed; {WHERE}")
    folder = tmp_path / "release"
    with open_questions(store_path) as store:
        make_release(store, folder, Asked(counting="happenings"))
    package = frictionless.Package(str(folder / "datapackage.json"))
    for resource in package.resources:
        if resource.format == "csv":
            report = resource.validate()
            assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
            assert len(resource.read_rows()) > 0 or resource.name == "skipped"
