"""No package that the program or its developers need is under the GPL or AGPL, and the page and the bill of materials say so."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from docs.licences import DEVELOPERS, EXTRAS, PAGE, bill, is_copyleft, licence_of, packages

ROOT = Path(__file__).parent.parent


def test_no_package_is_under_the_gpl_or_agpl() -> None:
    found = packages((*EXTRAS, DEVELOPERS))
    assert {"numpy", "lxml", "starlette", "pytest"} <= {package.name for package in found}
    assert not [package for package in found if is_copyleft(package.licence)]
    assert is_copyleft("MIT AND GPL-3.0-only")


def test_every_package_that_users_install_is_on_the_page() -> None:
    listed = dict(re.findall(r"(?m)^\| ([\w.-]+) \| ([^|]+) \|", PAGE.read_text(encoding="utf-8")))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in EXTRAS for line in project["optional-dependencies"][extra]),
    ]
    direct = {re.split(r"[\[>=<]", line)[0] for line in lines}
    assert not {name for name in direct if name not in listed}, "run `make docs`"
    assert not {name for name in direct if listed[name] != licence_of(name)}, "run `make docs`"


def test_every_extra_for_users_is_in_the_bill() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["optional-dependencies"]) - {"spacy", "formats-test", "dev", "train", "bench"} == set(
        EXTRAS
    )


def test_the_bill_names_every_package_with_version_and_licence_and_is_the_same_every_time() -> None:
    made = bill()
    read = json.loads(made)
    assert (read["bomFormat"], read["specVersion"]) == ("CycloneDX", "1.6")
    assert read["metadata"]["component"]["name"] == "onrecord"
    parts = {part["name"]: part for part in read["components"]}
    assert set(parts) == {package.name for package in packages()}
    assert all(
        part["version"] and part["licenses"] and part["purl"].startswith("pkg:pypi/")
        for part in parts.values()
    )
    needs = {line["ref"]: line.get("dependsOn", []) for line in read["dependencies"]}
    assert parts["lxml"]["bom-ref"] in needs[parts["trafilatura"]["bom-ref"]]
    assert bill() == made
