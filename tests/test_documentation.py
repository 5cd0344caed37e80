"""Each example in the docs runs, each command line in them is one that the program takes, and the site has no dead link."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import onrecord
from docs import generate, scores
from docs.formats import NOT_TEXT, format_pages
from docs.notebooks import FOLDER, TUTORIALS, as_markdown, executed, read_notebook
from onrecord.views import cli
from onrecord.views.exports import EXPORTS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
BLOCK = re.compile(r"(?ms)^```(\w*)\n(.*?)^```$")
GENERATED = re.compile(r"(?s)<!-- generated: .*?<!-- end -->")
QUESTIONS = DOCS / "questions.md"


def blocks(path: Path, language: str = "") -> list[str]:
    """Return the blocks of a language in a page that are not made by `make docs`."""
    text = GENERATED.sub("", path.read_text(encoding="utf-8"))
    return [body for name, body in BLOCK.findall(text) if name == language]


def commands(path: Path) -> Iterator[str]:
    """Yield the command lines of ours in a page, without what is said beside them and without pipes."""
    for body in blocks(path):
        for line in body.replace("\\\n", " ").splitlines():
            line = re.sub(r"^\$ ", "", line.strip())
            if line.startswith("onrecord "):
                yield re.split(r" {3,}|  (?=[a-z])| [|>] ", line)[0].strip()


PAGES = sorted({*DOCS.glob("*.md"), ROOT / "README.md"} - {DOCS / "experiments.md"})


def problem(line: str) -> str | None:
    """Return what the command line says against a line, if it is not that a file is not here."""
    words: list[str] = shlex.split(line)[1:]
    command: click.Command = cli.cli
    # with the settings of the program: click keeps the help option that the first context made, for all that follow
    context = click.Context(command, info_name="onrecord", **command.context_settings)
    try:
        while isinstance(command, click.Group):
            name, command, words = command.resolve_command(context, words)  # type: ignore[assignment]
            context = click.Context(command, info_name=name, parent=context)
        command.parse_args(context, words)
    except click.exceptions.Exit:
        return None
    except click.UsageError as error:
        return None if "does not exist" in error.message else error.message
    return None


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_line_in_the_docs_is_one_that_the_program_takes(path: Path) -> None:
    assert {line: told for line in commands(path) if "..." not in line and (told := problem(line))} == {}


def test_the_guide_has_command_lines_and_a_wrong_one_is_found() -> None:
    assert len(list(commands(DOCS / "guide.md"))) > 20
    assert problem("onrecord events --colour red --store news.db") is not None
    assert problem("onrecord evnts --store news.db") is not None


@pytest.fixture
def here(documented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of one's own with the reports of the tutorials, where the docs say they are, and their store."""
    (tmp_path / "docs" / "tutorials").mkdir(parents=True)
    shutil.copy(documented / "reports.jsonl", tmp_path / "docs" / "tutorials")
    shutil.copy(documented / "news.db", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_of_the_ten_questions_is_answered(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = QUESTIONS.read_text(encoding="utf-8")
    assert re.findall(r"(?m)^## (\d+)\. .+\?$", text) == [str(number) for number in range(1, 11)]
    for line in commands(QUESTIONS):
        assert cli.run(shlex.split(line)[1:]) == 0, line
        told = capsys.readouterr()
        assert told.out.strip() or "--output" in line or "AID" in line or "copies" in line, line


def test_the_python_of_the_ten_questions_gives_what_the_commands_give(here: Path) -> None:
    examples = blocks(QUESTIONS, "python")
    assert len(examples) == 9
    with onrecord.open("news.db") as store:
        for example in examples:
            *first, last = ast.parse(example).body
            assert isinstance(last, ast.Expr)
            names: dict[str, Any] = {"store": store}
            exec(compile(ast.Module(first, []), "example", "exec"), names)
            assert eval(compile(ast.Expression(last.value), "example", "eval"), names), example


def test_the_figures_in_the_docs_are_those_of_the_results() -> None:
    for page in (*generate.MEASURED, ROOT / "README.md"):
        text = page.read_text(encoding="utf-8")
        assert scores.FIGURE.search(text), page.name
        assert scores.with_scores(text) == text, "run `make docs`"


def test_every_format_has_a_page_with_its_command_and_its_columns() -> None:
    pages = format_pages(examples=False)
    for name, row in EXPORTS.items():
        text = pages[f"formats/{name}.md"]
        (line,) = (line for line in text.splitlines() if line.startswith("onrecord export "))
        assert problem(line) is None, line
        columns = row.table.columns_for("happenings") if row.table else ()
        assert not [column.name for column in columns if f"| `{column.name}` |" not in text]
    assert set(pages) == {f"formats/{name}.md" for name in (*EXPORTS, "inputs")}


@pytest.mark.slow
def test_every_format_of_text_is_shown_with_its_first_lines() -> None:
    for path, text in format_pages().items():
        name = Path(path).stem
        if name not in (*NOT_TEXT, "inputs"):
            assert re.search(r"(?s)## How it begins\n\n.*?```text\n.{20,}?\n```", text), name


# ---- tutorials ---------------------------------------------------------------------------

TOLD = {
    "own-corpus": ("news.db: 8 added", "No event has type 'AID'", "lake-2025: release", "no fault"),
    "own-ontology": (
        "without a category: none",
        "'Lake Basin Authority', 'organization', 'IGO'",
        "banned imports",
    ),
    "dyad-series": ("conflict_forth", "Uganda", "dyad-month.csv"),
    "who-said-it-first": ("Amina Okello, in Lake Herald of 10 January 2025", "Uganda denied"),
}
"""What readers of a tutorial must see in its results."""


def test_tutorials_are_kept_without_results_and_each_is_on_the_site() -> None:
    assert {path.stem for path in TUTORIALS} == set(TOLD)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for path in TUTORIALS:
        cells = read_notebook(path).cells
        assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")], path.name
        assert cells[0].source.startswith("# ")
        assert f"tutorials/{path.stem}.md" in settings


@pytest.mark.slow
@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.stem)
def test_a_tutorial_runs_and_shows_what_it_promises(path: Path) -> None:
    page = as_markdown(executed(path), path.name)
    assert [words for words in TOLD[path.stem] if words not in page] == []
    assert "\x1b" not in page


def test_the_tutorial_in_r_runs(here: Path) -> None:
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("R is not installed here")
    shutil.copy(here / "docs" / "tutorials" / "reports.jsonl", here)
    (here / "news.db").unlink()
    script = here / "vignette.R"
    script.write_text("\n".join(blocks(FOLDER / "in-r.md", "r")), encoding="utf-8")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        [rscript, "--vanilla", str(script)],
        capture_output=True,
        text=True,
        cwd=here,
        env={**os.environ, "PATH": path},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [words for words in ("KEN", "UGA", "SANCTION", "Lake Herald") if words not in done.stdout] == []


# ---- the site ----------------------------------------------------------------------------


@pytest.mark.slow
def test_the_site_is_made_without_a_dead_link(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "ONRECORD_DOCS": "quick", "NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = {
        path.relative_to(tmp_path / "site").as_posix(): path for path in (tmp_path / "site").rglob("*.html")
    }
    assert {
        "index.html",
        "reference/python.html",
        "tutorials/dyad-series.html",
        "formats/polecat.html",
    } <= set(pages)
    reference = pages["reference/python.html"].read_text(encoding="utf-8")
    missing = [
        name
        for name in ("read_text", "read_pages", "Store.said", "Answer.to_polars")
        if name not in reference
    ]
    assert missing == []
    fetches = re.compile(
        r'<(?:script|img|iframe)[^>]+src="https?:|<link[^>]+rel="stylesheet"[^>]+href="https?:'
    )
    fetched = [name for name, path in pages.items() if fetches.search(path.read_text(encoding="utf-8"))]
    assert fetched == []
