"""The docs are complete and current: every field, command, option and note code is there, and quotes are up to date."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest

import onrecord
from docs import generate
from onrecord import errors, types
from onrecord.ontologies import load_ontology
from onrecord.questions.filters import FILTERS, Filters
from onrecord.store import keep, open_store
from onrecord.views.cli import cli
from onrecord.views.cli import run as main
from onrecord.views.together import VIEWS, View
from onrecord.world import load_world
from tests.questions.reports import copied
from tests.readings import sample_reading

ROOT = Path(__file__).parent.parent
RECORD = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """Return the part of record.md under a heading."""
    match = re.search(rf"(?ms)^#+ {title}\n(.*?)(?=^#|\Z)", RECORD)
    assert match, f"record.md has no part on {title}"
    return match[1]


SECTIONS = {
    "reading": types.Reading,
    "document": types.Document,
    "published": types.Published,
    "updated": types.Updated,
    "times": types.Time,
    "actors": types.Actor,
    "places": types.Place,
    "attributions": types.Attribution,
    "events": types.Event,
    "agenda": types.AgendaItem,
    "disagreements": types.Disagreement,
    "notes": types.Note,
    "reasons": types.Reason,
    "who": types.WhoAnswer,
}


PACKAGE = ROOT / "src" / "onrecord"
PUBLIC = {  # modules whose public types users of the package meet, and which of them; none: all
    "types.py": (),
    "known.py": (),
    "read.py": (),
    "assembly/types.py": (),
    "collect/feeds.py": (),
    "collect/types.py": (),
    "ontologies/__init__.py": (),
    "pages/kind.py": (),
    "questions/answer.py": (),
    "questions/rows.py": (),
    "questions/rows_lines.py": (),
    "questions/streaming.py": (),
    "runner/local.py": (),
    "runner/run.py": ("Options", "Summary"),
    "store/corrections/types.py": (),
    "store/query.py": (),
    "views/formats.py": (),
}


def public_types(module: ast.Module, names: tuple[str, ...]) -> list[ast.ClassDef]:
    """Return the data classes of a module, those called `names` if there are any."""
    found = [n for n in module.body if isinstance(n, ast.ClassDef) and not n.name.startswith("_")]
    return [n for n in found if n.decorator_list and (not names or n.name in names)]


@pytest.mark.parametrize("path", PUBLIC)
def test_every_field_of_every_public_type_has_a_docstring(path: str) -> None:
    module = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    documented = generate.fields_of(module)
    for node in public_types(module, PUBLIC[path]):
        fields = {
            n.target.id for n in node.body if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)
        }
        assert fields <= set(documented[node.name]), node.name
        texts = [documented[node.name][name] for name in fields]
        assert all(text.endswith(".") and "\n\n" not in text for text in texts), node.name


def test_every_filter_of_a_question_has_a_sentence() -> None:
    assert {field.name for field in dataclasses.fields(Filters)} == set(FILTERS)
    assert all(row.help for row in FILTERS.values())


def test_the_tables_of_the_record_are_up_to_date() -> None:
    assert generate.with_rules(generate.with_fields(RECORD)) == RECORD, "run `make docs`"


def test_the_corpus_of_events_holds_its_guideline() -> None:
    for source, copy in generate.COPIES:
        assert copy.read_bytes() == source.read_bytes(), "run `make docs`"


@pytest.mark.parametrize("title", SECTIONS)
def test_every_field_of_the_record_is_explained(title: str) -> None:
    fields = {f.name for f in dataclasses.fields(SECTIONS[title])}
    assert not {name for name in fields if f"`{name}`" not in section(title)}


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_every_field_of_what_reports_say_together_is_explained(view: View) -> None:
    fields = {field.name for field in dataclasses.fields(view.type)}
    assert f"(`onrecord {view.name}`" in section("together")
    assert not {name for name in fields if f"`{name}`" not in section("together")}


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("attributions", types.Source),
        ("events", types.Plover),
        ("events", types.Location),
        ("events", types.EventTime),
        ("events", types.Figure),
        ("actors", types.Mention),
        ("disagreements", types.Side),
        ("who", types.WhoQuery),
    ],
)
def test_every_field_of_a_part_is_explained(title: str, parts: type) -> None:
    spans = {"start", "end", "text"}
    fields = {f.name for f in dataclasses.fields(parts)} - spans
    assert not {name for name in fields if f"`{name}`" not in section(title)}


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("published", types.DateBasis),
        ("times", types.TimeType),
        ("actors", types.ActorKind),
        ("actors", types.MentionForm),
        ("places", types.PlaceKind),
        ("attributions", types.Quotation),
        ("attributions", types.Sourcing),
        ("events", types.Status),
        ("events", types.Certainty),
        ("events", types.FigureKind),
        ("agenda", types.AgendaKind),
    ],
)
def test_every_value_of_a_closed_set_is_explained(title: str, values: object) -> None:
    assert not {value for value in get_args(values) if f"`{value}`" not in section(title)}


def codes_in(path: Path) -> set[str]:
    """Return the codes of the notes that a module makes."""
    calls = (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call))
    return {
        str(keyword.value.value)
        for call in calls
        for keyword in call.keywords
        if keyword.arg == "code" and isinstance(keyword.value, ast.Constant)
    }


def test_every_code_of_a_note_is_explained() -> None:
    codes = {code for path in (ROOT / "src" / "onrecord").rglob("*.py") for code in codes_in(path)}
    assert {"failed", "language"} <= codes
    assert sorted(code for code in codes if f"`{code}`" not in section("notes")) == []


def commands(group: click.Group, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield each command with its words, those below a group after it; the formats of `export` are in docs/exports.md."""
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        yield f"{name}{word}", command
        if isinstance(command, click.Group) and word != "export":
            yield from commands(command, f"{name}{word} ")


COMMANDS = dict(commands(cli))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_guide_with_its_current_help(name: str) -> None:
    assert f"<!-- generated: onrecord {name} --help -->" in GUIDE, "add the block, and run `make docs`"
    for option in COMMANDS[name].params:
        if isinstance(option, click.Option):
            assert max(option.opts, key=len) in GUIDE


def test_help_in_the_guide_is_up_to_date(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    def run(command: str) -> str:
        assert command.endswith(" --help"), "the guide quotes help alone, so that this test needs no model"
        assert main(command.split()[1:]) == 0
        return capsys.readouterr().out

    assert generate.filled(GUIDE, run) == GUIDE, "run `make docs`"


@pytest.mark.parametrize("text", [README, GUIDE], ids=["README", "guide"])
def test_every_python_example_runs(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied(tmp_path)
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"(?ms)^```python\n(.*?)^```", text)
    assert examples
    for example in examples:
        names: dict[str, object] = {}
        exec(compile(example, "example", "exec"), names)
        assert isinstance(names.get("reading", names.get("store")), types.Reading | onrecord.Store)


def test_the_further_types_are_explained_in_the_words_of_their_file() -> None:
    further = load_ontology().further
    assert not [name for name, what in further.items() if f"| `{name}` | {what} |\n" not in section("events")]


def test_the_sql_examples_run() -> None:
    due, crowds = re.findall(r"(?ms)^```sql\n(.*?)^```", RECORD)
    with open_store(":memory:", create=True) as store:
        keep(store, sample_reading())
        rows = store.connection.execute(
            due.replace("2018-11", "2024-03").replace("03-30", "03-31")
        ).fetchall()
        counted = store.connection.execute(crowds).fetchall()
    assert rows == [("2024-03-11", "Ana Kovač flies to Valletta", "her office")]
    assert counted == [("CONSULT", 12, None, "at least 12 envoys")]


def test_a_command_or_an_option_that_is_not_in_the_guide_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"actors", "actors list", "corrections undo", "said"} <= COMMANDS.keys()
    monkeypatch.setitem(COMMANDS, "predict", click.Command("predict"))
    with pytest.raises(AssertionError, match="add the block"):
        test_every_command_is_in_the_guide_with_its_current_help("predict")
    actors = cli.commands["actors"]
    assert isinstance(actors, click.Group)
    more = [*actors.commands["list"].params, click.Option(["--colour"])]
    monkeypatch.setattr(actors.commands["list"], "params", more)
    with pytest.raises(AssertionError):
        test_every_command_is_in_the_guide_with_its_current_help("actors list")


def test_blocks_are_filled_with_what_the_command_prints() -> None:
    text = "a\n<!-- generated: onrecord x -->\nold\n<!-- end -->\nb"
    once = generate.filled(text, lambda command: f"[{command}]\n")
    assert once == "a\n<!-- generated: onrecord x -->\n```\n$ onrecord x\n[onrecord x]\n```\n<!-- end -->\nb"
    assert generate.filled(once, lambda command: f"[{command}]\n") == once


def test_every_line_of_the_example_of_an_overlay_is_applied(tmp_path: Path) -> None:
    (table,) = re.findall(r"(?ms)^```\n(kind\tname\t.*?)^```", GUIDE)
    path = tmp_path / "mine.tsv"
    path.write_text(table, encoding="utf-8")
    before, world = load_world(), load_world((path,))
    assert world.problems == ()
    (wanted,) = [line.split("\t") for line in table.splitlines() if "\tnever\t" in line]
    name, office = wanted[1], wanted[5]
    assert office in {tenure.office for tenure in before.offices(before.people(name)[0])}
    assert office not in {tenure.office for tenure in world.offices(world.people(name)[0])}


def test_every_exit_status_is_in_the_guide() -> None:
    statuses = {
        kind.exit_status
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.OnRecordError)
    }
    assert {1, 3, 4, 5, 6} <= statuses
    assert not {status for status in statuses if f"| {status} |" not in GUIDE}


def test_every_make_target_is_in_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"(?m)^#   make (\w+)", makefile)
    assert {"setup", "demo", "test", "check", "bench", "train", "docs"} <= set(targets)
    assert not [target for target in targets if f"make {target}" not in README]
    phony = re.search(r"(?m)^\.PHONY: (.+)$", makefile)
    assert phony is not None
    assert set(targets) <= set(phony[1].split())


def test_every_part_of_the_package_is_in_the_readmes_tree() -> None:
    source = ROOT / "src" / "onrecord"
    parts = [p.name + "/" * p.is_dir() for p in source.iterdir() if p.is_dir() or p.suffix == ".py"]
    parts = [part for part in parts if not part.startswith(("_", "."))]
    assert not [part for part in parts if not re.search(rf"(?m)^  +{re.escape(part)}  ", README)]


@pytest.mark.parametrize("path", [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")], ids=lambda path: path.name)
def test_links_between_the_docs_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!\w+:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert not [link for link in links if not (path.parent / link).exists()]


def test_decisions_are_numbered_without_gaps_and_say_what_would_change_them() -> None:
    paths = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in paths] == list(range(1, len(paths) + 1))
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert "**Choice.**" in text, path.name
        assert "**Again if**" in text, path.name
