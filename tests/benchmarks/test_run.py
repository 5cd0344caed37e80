"""The runner of the benchmarks: a floor holds, reports what fell, and is never compared with other data."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks import run
from benchmarks.about import About
from benchmarks.run import Floor, Result

ABOUT = About("a file of ours", "one line", "no", "nothing")
FLOOR = Floor(reads=("data",), digest=None, at_least={"f1": 0.9}, at_most={"seconds": 3.0})


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "gold.txt").write_text("gold")
    return tmp_path


def task_scoring(monkeypatch: pytest.MonkeyPatch, scores: dict[str, float]) -> None:
    module = ModuleType("benchmarks.fake")
    module.run = lambda shared: scores  # type: ignore[attr-defined]
    module.ABOUT = ABOUT  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "benchmarks.fake", module)


def test_scores_on_the_right_side_pass(monkeypatch: pytest.MonkeyPatch, shared: Path) -> None:
    task_scoring(monkeypatch, {"f1": 0.9, "seconds": 3.0, "recall": 0.1})
    assert run.run_task("fake", FLOOR, shared).failures == ()


@pytest.mark.parametrize(
    ("scores", "failure"),
    [
        ({"f1": 0.899, "seconds": 1.0}, "f1 is 0.8990, its floor is 0.9000"),
        ({"f1": 0.95, "seconds": 3.1}, "seconds is 3.1000, it may be at most 3.0000"),
        ({"f1": float("nan"), "seconds": 1.0}, "f1 is nan, its floor is 0.9000"),
        ({"seconds": 1.0}, "f1 is missing, its floor is 0.9000"),
    ],
)
def test_a_score_below_its_floor_fails(
    monkeypatch: pytest.MonkeyPatch, shared: Path, scores: dict[str, float], failure: str
) -> None:
    task_scoring(monkeypatch, scores)
    assert run.run_task("fake", FLOOR, shared).failures == (failure,)


def test_a_margin_is_for_scores_that_vary() -> None:
    loose = Floor(reads=(), digest=None, at_least={"speed": 100.0}, margin=0.1)
    assert run.shortfalls({"speed": 91.0}, loose) == []
    assert run.shortfalls({"speed": 89.0}, loose) == ["speed is 89.0000, its floor is 100.0000"]


def test_floors_are_not_held_against_other_data(monkeypatch: pytest.MonkeyPatch, shared: Path) -> None:
    task_scoring(monkeypatch, {"f1": 0.95, "seconds": 1.0})
    pinned = Floor(("data",), run.digest_of(shared, ("data",)), FLOOR.at_least, FLOOR.at_most)
    assert run.run_task("fake", pinned, shared).failures == ()
    (shared / "data" / "gold.txt").write_text("fool's gold")
    assert "not those the floors were measured on" in run.run_task("fake", pinned, shared).failures[0]


def test_missing_data_are_named_and_skipped(tmp_path: Path) -> None:
    result = run.run_task("fake", FLOOR, tmp_path)
    assert result.skipped == f"the data are not here: {tmp_path / 'data'}"
    assert "Skipped: the data" in run.render(result, FLOOR)


def test_a_missing_package_is_named_and_skipped(monkeypatch: pytest.MonkeyPatch, shared: Path) -> None:
    def absent(name: str) -> ModuleType:
        raise ModuleNotFoundError(name="spacy")

    monkeypatch.setattr(importlib, "import_module", absent)
    assert "the package spacy is not installed" in (run.run_task("fake", FLOOR, shared).skipped or "")


def test_raising_never_lowers_a_floor() -> None:
    better = run.lifted(FLOOR, Result("fake", {"f1": 0.95678, "seconds": 1.0}), "abc")
    assert (better.at_least, better.at_most, better.digest) == ({"f1": 0.956}, {"seconds": 3.0}, "abc")
    assert run.lifted(FLOOR, Result("fake", {"f1": 0.5}), "abc").at_least == {"f1": 0.9}


def test_a_floor_is_lowered_with_a_reason_that_goes_into_the_ledger(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "LEDGER", tmp_path / "lowered.jsonl")
    lowered = run.lower(FLOOR, Result("fake", {"f1": 0.8567}), "fake.f1", "the price of speed")
    assert (lowered.at_least, lowered.at_most) == ({"f1": 0.856}, FLOOR.at_most)
    (entry,) = run.read_ledger(run.LEDGER)
    assert (entry.floor, entry.before, entry.after, entry.because) == (
        "fake.f1",
        0.9,
        0.856,
        "the price of speed",
    )
    assert "| fake.f1 | 0.900 | 0.856 | the price of speed |" in run.render_ledger([entry])


@pytest.mark.parametrize("scores", [{"f1": 0.9}, {"f1": 0.95}, {}])
def test_a_floor_that_holds_is_not_lowered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scores: dict[str, float]
) -> None:
    monkeypatch.setattr(run, "LEDGER", tmp_path / "lowered.jsonl")
    with pytest.raises(SystemExit, match="there is nothing to lower"):
        run.lower(FLOOR, Result("fake", scores), "fake.f1", "why not")
    assert not run.LEDGER.exists()


def test_lowering_without_a_reason_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.main(["--lower", "times.value_f1"])
    assert "--lower TASK.SCORE needs --because" in capsys.readouterr().err


def test_results_say_what_the_figures_were_measured_on() -> None:
    text = run.render(Result("fake", {"f1": 0.95}, ABOUT), FLOOR)
    assert "Data: a file of ours. How many: one line. Developed on: no. Compared with: nothing." in text


def test_a_run_of_one_task_leaves_the_other_sections_alone() -> None:
    floors = {"a": Floor((), None, {"f1": 0.5}), "b": Floor((), None)}
    first = run.merged(run.HEAD, [Result("a", {"f1": 0.6}), Result("b", {"f1": 0.7})], floors)
    second = run.merged(first, [Result("b", {"f1": 0.8}, failures=("it fell",))], floors)
    assert "| f1 | 0.600 | ≥ 0.500 |" in second
    assert "| f1 | 0.700 |" not in second
    assert "| f1 | 0.800 |" in second
    assert "**Below its floor**: it fell." in second
    third = run.merged(second, [Result("a", {}, skipped="no data")], floors)
    assert third == second
    assert third.index("## a") < third.index("## b")


def test_the_floors_file_survives_reading_and_writing_and_names_real_tasks() -> None:
    floors = run.read_floors(run.FLOORS.read_text(encoding="utf-8"))
    assert run.read_floors(run.write_floors(floors)) == floors
    for task in floors:
        assert (run.HERE / f"{task}.py").exists(), task


def test_every_task_has_floors() -> None:
    tasks = {p.stem for p in run.HERE.glob("*.py") if "def run(shared" in p.read_text(encoding="utf-8")}
    assert tasks - {"run"} == set(json.loads(run.FLOORS.read_text(encoding="utf-8")))
