"""The import rules: one direction, and a reading uses only what it is given.

`Page → Document → Reading → assembly → store → views`. `document/`, `grammar/`, `reading/` and `assembly/` use no file,
network, clock or random numbers, and import neither store nor views.
"""

from __future__ import annotations

import ast
import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

SOURCE = Path(__file__).parent.parent / "src" / "onrecord"
NOUNS = {"types", "errors", "log", "addresses"}
WORDS = NOUNS | {"lexicon"}
KNOWLEDGE = WORDS | {"grammar", "ontologies", "world", "known"}
READER = KNOWLEDGE | {"models", "document", "reading", "read"}

MAY_IMPORT = {  # each part of the package, and the parts below it
    "types": set[str](),
    "errors": set[str](),
    "log": set[str](),
    "addresses": set[str](),
    "lexicon": NOUNS | {"ontologies"},  # event words are checked against the types they code
    "grammar": WORDS,
    "ontologies": WORDS,
    "world": WORDS,
    "models": WORDS,
    "known": KNOWLEDGE | {"models"},
    "pages": WORDS,
    "collect": WORDS | {"", "pages"},
    "document": WORDS,
    "reading": KNOWLEDGE,
    "read": READER,
    "assembly": WORDS | {"grammar", "ontologies", "world"},
    "parquet": WORDS | {"assembly"},
    "runner": READER | {"", "pages", "parquet", "assembly"},
    "store": WORDS | {"", "assembly", "ontologies"},  # corrected codes are checked
    "questions": WORDS | {"ontologies", "world", "assembly", "store"},
    "watch": READER | {"collect", "pages", "runner"},
    "views": READER | {"collect", "watch", "pages", "runner", "assembly", "store", "questions", ""},
    "api": READER | {"pages", "runner"},
    "": READER | {"api", "questions"},
    "__main__": {"views"},
}
# A value shows itself in a notebook: what writes it is imported only then.
SHOWN = {("types.py", "onrecord.views.notebook"), ("questions/answer.py", "onrecord.views.notebook")}
PURE = ("document", "grammar", "reading", "assembly")
IMPURE_MODULES = {
    "asyncio", "glob", "http", "importlib", "io", "multiprocessing", "os", "pathlib", "random", "requests", "secrets",
    "shutil", "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib.request", "uuid",
}  # fmt: skip
IMPURE_CALLS = {"open", "input", "print", "today", "now", "utcnow"}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def part_of(path: Path) -> str:
    """Return the part of the package a file belongs to: its folder, its own name, or "" for the package."""
    first = path.relative_to(SOURCE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Yield the full name of each module that a file imports, anywhere in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            yield node.module or ""
            if node.module == "onrecord":
                yield from (f"onrecord.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_one_way(path: Path) -> None:
    part, file = part_of(path), str(path.relative_to(SOURCE))
    names = [name for name in imports(path) if (file, name) not in SHOWN]
    ours = [name.split(".") for name in names if name.split(".")[0] == "onrecord"]
    parts = {name[1] if len(name) > 1 and not name[1].startswith("__") else "" for name in ours} - {part}
    assert parts <= MAY_IMPORT[part]


@pytest.mark.parametrize(
    "path", [p for p in modules() if part_of(p) in PURE], ids=lambda path: str(path.relative_to(SOURCE))
)
def test_a_reading_touches_no_file_network_clock_or_chance(path: Path) -> None:
    impure = {n for n in imports(path) if n in IMPURE_MODULES or n.split(".")[0] in IMPURE_MODULES}
    assert not impure
    calls = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            calls.add(name)
    assert not calls & IMPURE_CALLS


def test_every_part_of_the_package_has_its_rule() -> None:
    assert {part_of(path) for path in modules()} == set(MAY_IMPORT)


def imported_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = {"onnxruntime", "lxml", "trafilatura", "htmldate", "py3langid", "jinja2", "click"}
    assert not imported_by("import onrecord") & heavy


def test_the_command_line_answers_without_loading_the_reader() -> None:
    assert not imported_by("import onrecord.views.cli") & {"onnxruntime", "lxml", "trafilatura"}


def test_the_public_names_are_there_and_nothing_else() -> None:
    assert set(onrecord.__all__) == {
        *("load_known", "open", "read", "read_pages", "read_text"),
        *("Answer", "Store"),
        *(
            "Document",
            "Reading",
            "Actor",
            "AgendaItem",
            "Attribution",
            "Disagreement",
            "Event",
            "Note",
            "Place",
        ),
        *("Span", "Time"),
        *("InputError", "ModelError", "OnRecordError", "QuestionError", "StoreError", "TableError"),
    }
    methods = {name for name, value in vars(onrecord.Store).items() if callable(value) and name[0] != "_"}
    assert methods == {
        *("ahead", "dossier", "dyad", "events", "new", "places", "said", "search", "stories", "story"),
    }
    assert {name for name in vars(onrecord.Answer) if name.startswith("to_")} == {
        *("to_arrow", "to_dicts", "to_pandas", "to_polars"),
    }
    fields = {field.name for field in dataclasses.fields(onrecord.Answer)}
    assert fields == {
        *("question", "row", "rows", "total", "asked", "meant", "why", "wider", "wider_total", "notes"),
    }
    parts = set(MAY_IMPORT) | {"__version__"}
    assert {name for name in vars(onrecord) if not name.startswith("__")} <= set(onrecord.__all__) | parts


def test_read_is_the_function_though_its_module_has_the_same_name() -> None:
    statement = (
        "import onrecord.read, onrecord; from onrecord.read import STAGES; assert callable(onrecord.read)"
    )
    assert imported_by(statement)


def test_a_command_that_reads_waits_for_nothing_that_only_a_store_needs() -> None:
    program = (
        "import sys, onrecord; from onrecord.views.cli import run; run(['read', '--help'])\n"
        "print([m for m in sys.modules if m.startswith(('onrecord.store', 'onrecord.questions', 'onrecord.assembly'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\n[]\n")


def test_every_public_name_is_there() -> None:
    assert all(getattr(onrecord, name) is not None for name in onrecord.__all__)
    with pytest.raises(AttributeError, match="nothing_of_this_name"):
        onrecord.nothing_of_this_name  # noqa: B018
