"""Wheel and sdist are built, hold what they must and no more, and run in clean environments."""

from __future__ import annotations

import json
import os
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


def command_of(stage: str) -> str:
    """Return the command of the one RUN of a stage, without the mounts that a container engine makes."""
    (found,) = re.findall(r"(?ms)^RUN (.+?[^\\])$", stage)
    return re.sub(r"--mount=\S+\s*", "", found.replace("\\\n", " "))


def test_the_commands_of_the_container_are_read_as_its_engine_reads_them() -> None:
    first, second = re.split(r"(?m)^(?=FROM )", CONTAINER)[1:]
    assert command_of(first) == 'pip wheel --no-cache-dir --wheel-dir /wheels ".[${EXTRAS}]"'
    parts = [" ".join(part.split()) for part in command_of(second).split("&&")]
    assert parts[0] == 'pip install --no-cache-dir --no-index --find-links /wheels "onrecord[${EXTRAS}]"'
    assert parts[1].startswith("useradd --uid 10001 ")
    assert len(parts) == 2


@pytest.mark.long
def test_the_commands_of_the_container_make_a_program_that_runs(tmp_path: Path) -> None:
    """Run them in clean folders and environments, which is what can be done without a container engine."""
    python = interpreter("3.13")
    if python is None:
        pytest.skip("there is no Python 3.13 here")
    first, second = re.split(r"(?m)^(?=FROM )", CONTAINER)[1:]
    source, wheels, data = (tmp_path / name for name in ("build", "wheels", "data"))
    source.mkdir()
    data.mkdir()
    for names in re.findall(r"(?m)^COPY (.+) \S+$", first):
        for name in names.split():
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, source / name)
    (extras,) = set(re.findall(r"(?m)^ARG EXTRAS=(\S+)$", CONTAINER))
    install, _user = command_of(second).split("&&")
    for name, command in (("first", command_of(first)), ("second", install)):
        run(python, "-m", "venv", str(tmp_path / name))
        environment = {"EXTRAS": extras, "PATH": f"{tmp_path / name / 'bin'}:/usr/bin:/bin"}
        done = subprocess.run(
            ["/bin/sh", "-c", command.replace("/wheels", str(wheels))],
            capture_output=True, text=True, cwd=source, env={**os.environ, **environment}, check=False,
        )  # fmt: skip
        if "No matching distribution" in done.stderr and "onrecord" not in done.stderr:
            pytest.skip("packages cannot be had here")
        assert done.returncode == 0, done.stderr
    (program,) = json.loads(re.findall(r"(?m)^ENTRYPOINT (.+)$", second)[0])
    (default,) = json.loads(re.findall(r"(?m)^CMD (.+)$", second)[0])
    program = str(tmp_path / "second" / "bin" / program)
    assert "Usage: onrecord" in run(program, default, cwd=data).stdout
    shutil.copy(ROOT / "docs" / "tutorials" / "reports.jsonl", data)
    added = run(program, "add", "reports.jsonl", "--store", "news.db", cwd=data)
    assert (added.returncode, added.stdout) == (0, "news.db: 8 added\n"), added.stderr


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
