"""The corpus of events: what its loader refuses, and that the shipped files are valid."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corpora.events import FOLDER, seal
from corpora.own.events.onrecord_events import CorpusError, digest, read_corpus

TEXT = "Peru recalled its envoy."


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def event(**changes: Any) -> dict[str, Any]:
    plain = {
        "id": "E1",
        "type": "SANCTION",
        "mode": "withdraw",
        "trigger": span("recalled"),
        "mentions": [span("recalled")],
        "actors": [{"span": span("Peru"), "name": span("Peru")}],
        "recipients": [],
        "location": None,
        "time": None,
        "figures": [],
        "status": "occurred",
        "certainty": "certain",
        "condition": None,
        "within": None,
        "minor": False,
    }
    return plain | changes


def labels(*events: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"id": "a", "events": list(events), "agenda": [], "disagreements": [], "predicates": []} | changes


def corpus(folder: Path, row: dict[str, Any], *, ships: bool = True) -> Path:
    about = {
        "id": "a",
        "split": "dev",
        "published": "2001-02-03",
        "length": len(TEXT),
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "text_ships": ships,
    }
    (folder / "labels").mkdir()
    (folder / "articles.jsonl").write_text(json.dumps(about), encoding="utf-8")
    (folder / "texts.jsonl").write_text(
        json.dumps({"id": "a", "text": TEXT}) if ships else "", encoding="utf-8"
    )
    (folder / "labels" / "dev.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return folder


def test_an_article_comes_with_its_labels_and_quotes_its_spans(tmp_path: Path) -> None:
    (article,) = read_corpus(corpus(tmp_path, labels(event())), "dev")
    assert article.published == "2001-02-03"
    assert article.quote(article.labels["events"][0]["trigger"]) == "recalled"


def test_a_text_that_does_not_ship_is_checked_when_it_is_provided(tmp_path: Path) -> None:
    folder = corpus(tmp_path, seal(labels(event()), shipped=False), ships=False)
    (bare,) = read_corpus(folder, "dev")
    trigger = bare.labels["events"][0]["trigger"]
    assert trigger == {"start": 5, "end": 13, "sha1": digest("recalled")}
    with pytest.raises(CorpusError, match="its text does not ship"):
        bare.quote(trigger)
    (whole,) = read_corpus(folder, "dev", {"a": TEXT})
    assert whole.quote(trigger) == "recalled"
    with pytest.raises(CorpusError, match="SHA-256"):
        list(read_corpus(folder, "dev", {"a": TEXT.replace("Peru", "Mali")}))


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (labels(event(type="SANCTIONS")), "type 'SANCTIONS' is none of AGREE"),
        (labels(event(mode="visit")), "mode of SANCTION 'visit' is none of convict"),
        (labels(event(status="done")), "status 'done' is none of occurred"),
        (labels(event(certainty="sure")), "certainty 'sure' is none of certain"),
        (
            labels(event(trigger={"start": 5, "end": 13, "text": "recalls!"})),
            "does not quote the text: 'recalls!'",
        ),
        (labels(event(trigger={"start": 5, "end": 99, "text": "recalled"})), "does not lie in the text"),
        (labels(event(mentions=[span("envoy")])), "the trigger is none of the mentions"),
        (labels(event(status="conditional")), "conditional without a condition"),
        (
            labels(event(time={"span": None, "earliest": "2001-02-30", "latest": None})),
            "'2001-02-30' is no ISO day",
        ),
        (
            labels(event(time={"span": None, "earliest": "2001-02-04", "latest": None})),
            "occurred, yet not before",
        ),
        (
            labels(event(figures=[{"what": "dead", "low": 1, "high": 1, "span": span("its")}])),
            "figure 'dead'",
        ),
        (labels(event(), event()), "E1 stands twice"),
        (labels(predicates=[{"span": span("recalled"), "status": "done"}]), "predicate status 'done'"),
        (
            labels(disagreements=[{"id": "D1", "about": "", "kind": "denial", "field": "who", "sides": []}]),
            "0 sides, wanted two or more",
        ),
    ],
)
def test_a_value_outside_the_lists_or_a_span_that_misquotes_is_refused(
    row: dict[str, Any], fault: str, tmp_path: Path
) -> None:
    with pytest.raises(CorpusError, match=r"dev\.jsonl: a: ") as caught:
        list(read_corpus(corpus(tmp_path, row), "dev"))
    assert fault in str(caught.value)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    folder = corpus(tmp_path, labels(event()))
    (folder / "labels" / "dev.jsonl").write_text("{'id'", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"dev\.jsonl:1: no JSON object"):
        list(read_corpus(folder, "dev"))


def test_the_corpus_that_ships_is_accepted_by_the_loader_alone(tmp_path: Path) -> None:
    loader = tmp_path / "onrecord_events.py"
    loader.write_bytes((FOLDER / "onrecord_events.py").read_bytes())
    done = subprocess.run(
        [sys.executable, "-I", str(loader), str(FOLDER)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("train: ")
