"""JSON lines, JSON Schema and CoNLL-U: what is written is what was read."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import types
from onrecord.store import rows
from onrecord.types import Language, Name, Reading
from onrecord.views.conllu import write_conllu
from onrecord.views.jsonl import read_line, write_line
from onrecord.views.schema import schema
from tests.conllu import language_of
from tests.readings import TEXT, located, sample_reading

READING = sample_reading()


def test_a_written_reading_is_read_back_equal() -> None:
    assert read_line(write_line(READING)) == READING


st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))  # JSON knows neither
LAYERS = {table.name: table.item for table in rows.LAYERS}


@pytest.mark.parametrize("layer", LAYERS)
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=15, deadline=None)
@given(data=st.data())
def test_any_fact_is_read_back_equal_from_one_line(layer: str, data: st.DataObject) -> None:
    fact = data.draw(st.from_type(LAYERS[layer]))
    reading = replace(READING, **{layer: (fact,)})
    line = write_line(reading)
    assert "\n" not in line
    assert read_line(line) == reading
    assert write_line(read_line(line)) == line


def test_a_record_has_every_field_even_where_it_is_null() -> None:
    record = json.loads(write_line(READING))
    assert list(record) == [f.name for f in dataclasses.fields(Reading)]
    assert record["attributions"][0]["within"] is None
    assert record["events"][0]["location"]["name"] == "Valletta"
    assert record["times"][0].keys() == {f.name for f in dataclasses.fields(types.Time)}


def test_fields_of_a_later_version_are_passed_over() -> None:
    record = json.loads(write_line(READING))
    record["weather"] = []
    record["events"][0]["mood"] = "calm"
    assert read_line(json.dumps(record)) == READING


def resolve(node: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    return whole["$defs"][node["$ref"].rsplit("/", 1)[-1]] if "$ref" in node else node


def test_the_schema_describes_every_field_of_every_layer() -> None:
    whole = schema()
    assert whole["$schema"].endswith("2020-12/schema")
    json.dumps(whole)
    layers = resolve(whole, whole)["properties"]
    assert list(layers) == [f.name for f in dataclasses.fields(Reading)]
    for name, item in (("events", types.Event), ("attributions", types.Attribution), ("actors", types.Actor)):
        fields = resolve(layers[name]["items"], whole)["properties"]
        assert set(fields) == {f.name for f in dataclasses.fields(item)}


def test_the_schema_names_the_closed_sets() -> None:
    whole = schema()
    statuses = whole["$defs"]["Event"]["properties"]["status"]["enum"]
    assert set(statuses) == set(types.Status.__args__)  # type: ignore[attr-defined]


CONLLU = """
1 Foreign    foreign    ADJ   Degree=Pos 2 amod
2 Minister   minister   NOUN  Number=Sing 3 compound
3 Ana        Ana        PROPN Number=Sing 6 nsubj
4 Kovač      Kovač      PROPN Number=Sing 3 flat
5 will       will       AUX   _ 6 aux
6 fly        fly        VERB  VerbForm=Inf 0 root
"""


def test_conllu_has_ten_columns_offsets_names_and_coreference() -> None:
    name = Name(**located("Ana Kovač"), label="PER", score=0.99)
    language = language_of(CONLLU, TEXT, names=(name,))
    text = write_conllu(READING, language)
    lines = text.splitlines()
    assert lines[:3] == [
        "# newdoc id = wire-7",
        "# sent_id = d_0-1",
        "# text = Foreign Minister Ana Kovač will fly",
    ]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {10}
    assert rows[2][:8] == ["3", "Ana", "Ana", "PROPN", "_", "Number=Sing", "6", "nsubj"]
    assert rows[2][9] == "start=17|end=20|name=B-PER|coref=a_0"
    assert rows[3][9] == "start=21|end=26|name=I-PER|coref=a_0"
    assert rows[5][6:8] == ["0", "root"]
    assert text.endswith("\n\n")


def test_conllu_offsets_quote_the_forms_and_spacing_can_be_restored() -> None:
    text = "“We,” she said 🛫 now."
    language = language_of(
        """
1 “ “ PUNCT _ 2 punct
2 We we PRON _ 6 nsubj
3 , , PUNCT _ 2 punct
4 ” ” PUNCT _ 2 punct
5 she she PRON _ 6 nsubj
6 said say VERB _ 0 root
7 🛫 🛫 SYM _ 6 dep
8 now now ADV _ 6 advmod
9 . . PUNCT _ 6 punct
""",
        text,
    )
    reading = Reading(document=types.Document(id=types.DocumentId("d"), text=text))
    rows = [r.split("\t") for r in write_conllu(reading, language).splitlines() if r and r[0] != "#"]
    for row in rows:
        misc = dict(part.split("=") for part in row[9].split("|"))
        assert text[int(misc["start"]) : int(misc["end"])] == row[1]
    restored = "".join(row[1] + ("" if "SpaceAfter=No" in row[9] else " ") for row in rows)
    assert restored == "“We,” she said 🛫 now. "


def test_a_document_without_language_is_an_empty_conllu_document() -> None:
    assert write_conllu(READING, Language()) == "# newdoc id = wire-7\n"
