"""Wheel and sdist are built, hold what they must and no more, and run in clean environments."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_BYTES = 60_000_000  # of a wheel
VERSIONS = ("3.11", "3.12", "3.13")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist, and the wheel that is built of it."""
    folder = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    assert done.returncode == 0, done.stderr
    return folder


def run(*command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


@pytest.mark.slow
def test_the_wheel_is_small_and_holds_what_the_program_reads(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    assert wheel.stat().st_size < MOST_BYTES
    names = zipfile.ZipFile(wheel).namelist()
    data = (
        "models/weights/reader.onnx",
        "world/world.db",
        "ontologies/plover.toml",
        "store/schema.sql",
        "py.typed",
    )
    assert {f"onrecord/{name}" for name in data} <= set(names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"onrecord"}
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]
    assert any(name.endswith("LICENSE") for name in names)


@pytest.mark.slow
def test_the_sdist_has_code_tests_and_docs(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert {"pyproject.toml", "LICENSE", "README.md", "conftest.py", "src/onrecord/__init__.py"} <= names
    assert {"tests/test_docs.py", "docs/guide.md", "docs/tutorials/reports.jsonl"} <= names
    assert not [name for name in names if "__pycache__" in name]


def interpreter(version: str) -> str | None:
    """Return a Python of a version that this machine has and that starts."""
    found: Sequence[Path | str | None] = (
        *sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python{version}")),
        shutil.which(f"python{version}"),
    )
    return next(
        (str(path) for path in found if path and run(str(path), "-c", "import ssl").returncode == 0), None
    )


@pytest.mark.long
@pytest.mark.parametrize("version", VERSIONS)
def test_the_wheel_is_installed_and_runs_in_a_clean_environment(
    built: Path, tmp_path: Path, version: str
) -> None:
    python = interpreter(version)
    if python is None:
        pytest.skip(f"there is no Python {version} here")
    (wheel,) = built.glob("*.whl")
    run(python, "-m", "venv", str(tmp_path / "env"))
    here = tmp_path / "env" / "bin"
    installed = run(str(here / "pip"), "install", "--quiet", f"{wheel}[web,tables]")
    if "No matching distribution" in installed.stderr and "onrecord" not in installed.stderr:
        pytest.skip("packages cannot be had here")
    assert installed.returncode == 0, installed.stderr
    for name in ("conftest.py", "pyproject.toml"):
        assert not (tmp_path / name).exists()
    reports = tmp_path / "reports.jsonl"
    shutil.copy(ROOT / "docs" / "tutorials" / "reports.jsonl", reports)
    program = str(here / "onrecord")
    assert run(program, "--version", cwd=tmp_path).stdout.startswith("onrecord ")
    added = run(program, "add", reports.name, "--store", "news.db", cwd=tmp_path)
    assert (added.returncode, added.stdout) == (0, "news.db: 8 added\n"), added.stderr
    ahead = run(program, "ahead", "--store", "news.db", "--words", "summit", "--format", "csv", cwd=tmp_path)
    assert "2025-04-10" in ahead.stdout
    code = "import onrecord; print(onrecord.open('news.db').said(cue='deny').to_arrow().num_rows)"
    assert run(str(here / "python"), "-c", code, cwd=tmp_path).stdout == "1\n"
    assert run(str(here / "python"), "-m", "pip", "check").returncode == 0


CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")


def test_the_container_runs_as_nobody_special_and_asks_no_index_when_it_installs() -> None:
    stages = [part.splitlines() for part in re.split(r"(?m)^(?=FROM )", CONTAINER)[1:]]
    assert len(stages) == 2
    assert all(re.match(r"FROM docker\.io/library/python:3\.1\d-slim", stage[0]) for stage in stages)
    last = [line.split()[0] for line in stages[1] if re.match(r"[A-Z]+ ", line)]
    assert last.index("USER") < last.index("ENTRYPOINT")
    assert "USER 10001" in stages[1]
    assert "--no-index" in "\n".join(stages[1])
    copied = re.findall(r"(?m)^COPY (.+) \S+$", CONTAINER)
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    assert not [name for names in copied for name in names.split() if f"!{name}" not in kept.splitlines()]
    assert all((ROOT / name).exists() for names in copied for name in names.split())


def test_extras_are_named_for_users() -> None:
    text = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    extras = re.findall(
        r"(?m)^(\w+) = \[",
        (ROOT / "pyproject.toml")
        .read_text(encoding="utf-8")
        .split("optional-dependencies]")[1]
        .split("[project.scripts]")[0],
    )
    assert {"web", "tables"} <= set(extras)
    assert not [
        extra for extra in extras if extra not in ("dev", "train", "bench") and f"| `{extra}` |" not in text
    ]
