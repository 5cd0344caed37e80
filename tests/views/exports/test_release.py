"""A release: the same bytes from the same store, whole, with a codebook that names every column, and without words if asked."""

from __future__ import annotations

import csv
import json
import subprocess
from pathlib import Path

import pytest
import yaml

from onrecord.errors import QuestionError
from onrecord.ontologies import load_ontology
from onrecord.questions import open_questions
from onrecord.store import open_store, readings
from onrecord.views.release import Asked, Released, make_release
from onrecord.views.validate import validated
from tests.questions.strike import REPORTS, add
from tests.views.exports.test_formats import in_other_order


def made(store_path: Path, folder: Path, **asked: object) -> Released:
    with open_questions(store_path) as store:
        return make_release(store, folder, Asked(**({"counting": "happenings"} | asked)))  # type: ignore[arg-type]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_same_reports_give_the_same_bytes_in_whatever_order_they_were_added(
    store_path: Path, tmp_path: Path
) -> None:
    made(store_path, tmp_path / "one")
    with in_other_order(store_path, tmp_path / "other.db") as store:
        make_release(store, tmp_path / "other", Asked(counting="happenings"))
    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_a_release_is_whole_and_a_change_is_noticed(store_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    done = made(store_path, folder)
    assert (done.reports, done.files) == (4, len(files(folder)))
    assert validated(folder).number == 0
    subprocess.run(["sha256sum", "--check", "--quiet", "checksums.sha256"], cwd=folder, check=True)
    events = folder / "data" / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").replace("ASSAULT", "ASSAILED", 1), encoding="utf-8")
    (folder / "data" / "more.csv").write_text("x\n")
    messages = {fault.where.removeprefix(f"{folder}/"): fault.message for fault in validated(folder).faults}
    assert "it was changed" in messages["data/events.csv"]
    assert "it is not in checksums.sha256" in messages["data/more.csv"]
    assert any("type is 'ASSAILED'" in message for message in messages.values())


def test_the_codebook_names_every_column_and_every_type(store_path: Path, tmp_path: Path) -> None:
    made(store_path, tmp_path / "release")
    markdown = (tmp_path / "release" / "codebook.md").read_text(encoding="utf-8")
    page = (tmp_path / "release" / "codebook.html").read_text(encoding="utf-8")
    package = json.loads((tmp_path / "release" / "datapackage.json").read_text(encoding="utf-8"))
    names = [f["name"] for r in package["resources"] if r["format"] == "csv" for f in r["schema"]["fields"]]
    ontology = load_ontology()
    for name in (*names, *ontology.types, *ontology.further):
        assert f"| `{name}` |" in markdown
        assert f"<code>{name}</code>" in page
    assert "counts happenings" in markdown


def test_without_excerpts_no_sentence_of_a_report_is_in_it(store_path: Path, tmp_path: Path) -> None:
    made(store_path, tmp_path / "release", excerpts=False)
    with open_store(store_path) as store:
        words = [span.text for r in readings(store) for event in r.events for span in event.evidence]
    assert words
    text = "\n".join(path.read_text(encoding="utf-8") for path in (tmp_path / "release").rglob("*.csv"))
    assert [sentence for sentence in words if len(sentence) > 25 and sentence in text] == []
    with (tmp_path / "release" / "data" / "events.csv").open(encoding="utf-8") as file:
        assert all(row["quote_start"] and "quote" not in row for row in csv.DictReader(file))
    assert validated(tmp_path / "release").number == 0


def test_the_citation_is_of_the_format_and_names_the_authors(store_path: Path, tmp_path: Path) -> None:
    made(
        store_path,
        tmp_path / "release",
        title='Talks: "round" one',
        authors=("Field, Jo", "Institute of Talks"),
        version="2.1",
    )
    cited = yaml.safe_load((tmp_path / "release" / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["cff-version"], cited["type"], cited["title"], cited["version"]) == (
        "1.2.0",
        "dataset",
        'Talks: "round" one',
        "2.1",
    )
    assert cited["authors"] == [
        {"family-names": "Field", "given-names": "Jo"},
        {"name": "Institute of Talks"},
    ]
    assert {"message", "license", "abstract"} <= set(cited)


def test_what_could_not_be_read_is_listed(tmp_path: Path) -> None:
    path = add(tmp_path / "news.db", REPORTS[:2], failing=True)
    made(path, tmp_path / "release", counting="reports")
    with (tmp_path / "release" / "data" / "skipped.csv").open(encoding="utf-8") as file:
        (skipped,) = csv.DictReader(file)
    assert skipped["reason"]
    assert skipped["message"]
    manifest = json.loads((tmp_path / "release" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["tables"]["reports"]["rows"] == 2
    assert set(manifest["made_with"]) == {"onrecord", "model", "knowledge", "ontology", "read_by"}


def test_a_release_into_a_folder_that_holds_something_is_refused(store_path: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(QuestionError, match="is there already"):
        made(store_path, tmp_path)


def test_a_release_into_the_current_folder_is_refused(
    store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QuestionError, match="name a new folder"):
        made(store_path, Path())
    assert list(tmp_path.iterdir()) == []
