"""What the program is built of: docs/licences.md, and a bill of materials in CycloneDX (JSON, 1.6).

`python -m docs.licences` renews the table of packages in docs/licences.md from what is installed; `--check` says whether it is out
of date. `python -m docs.licences --sbom FILE` writes the bill of what an installation with all extras holds: packages, exact
versions, licences, and which needs which. The same environment gives the same bytes, so the bill has no date.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from license_expression import ExpressionError, get_spdx_licensing
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
PAGE, TABLE = HERE / "licences.md", HERE / "licences.toml"
PROGRAM = "onrecord"
EXTRAS = ("web", "tables", "cluster", "collect", "remote", "xlsx")
"""What users install; the extra `spacy` is left out, since developers do not have it."""
DEVELOPERS = "dev"
BLOCK = re.compile(r"(?s)(<!-- packages -->\n).*?(<!-- end -->)")


@dataclass(frozen=True, slots=True, order=True)
class Package:
    """A package that is installed, with its licence as an SPDX expression, and the packages that it needs."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]


def packages(extras: Iterable[str] = EXTRAS) -> list[Package]:
    """Return the packages that the program needs with some extras, and all that they need, by name.

    Raises `ValueError` for a package whose licence is not known.
    """
    found: dict[str, Package] = {}
    waiting = [(PROGRAM, frozenset(extras))]
    seen = set(waiting)
    while waiting:
        name, wanted = waiting.pop()
        needed = list(_needed(name, wanted))
        names = {needed_name for needed_name, _ in needed} - {name}
        before = found[name].needs if name in found else ()
        found[name] = Package(
            name, metadata.version(name), licence_of(name), tuple(sorted({*names, *before}))
        )
        waiting += [each for each in needed if each not in seen]
        seen |= set(needed)
    return sorted(package for package in found.values() if package.name != PROGRAM)


def _needed(name: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the packages that a package needs here, with their extras; what is not installed is left out."""
    for line in metadata.requires(name) or ():
        needed = Requirement(line)
        if needed.marker and not any(needed.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            continue
        key = canonicalize_name(needed.name)
        if _is_installed(key):
            yield key, frozenset(needed.extras)


@lru_cache
def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


# ---- licences ----------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@lru_cache
def licence_of(name: str) -> str:
    """Return the licence of an installed package as an SPDX expression, of several the one that is chosen.

    Raises `ValueError` if the package does not say what it is, and `licences.toml` neither.
    """
    table = _table()
    for part in ("chosen", "packages"):
        if name in table[part]:
            return str(table[part][name]["licence"])
    said = list(_said(metadata.metadata(name)))
    for words in said:
        words = table["spellings"].get(words, words)
        if not _symbols(words):
            continue
        return str(words)
    raise ValueError(
        f"{name} says of its licence {said or 'nothing'}; add it to {TABLE.name} as an SPDX expression."
    )


def _said(facts: Any) -> Iterator[str]:
    """Yield what a package says of its licence, the most exact first."""
    if facts.get("License-Expression"):
        yield facts["License-Expression"]
    if facts.get("License"):
        yield facts["License"].strip().splitlines()[0]
    for classifier in facts.get_all("Classifier", []):
        if classifier.startswith("License ::"):
            yield classifier.rpartition(" :: ")[2]


@lru_cache(maxsize=1)
def _spdx() -> Any:
    return get_spdx_licensing()


def _symbols(expression: str) -> list[str]:
    """Return the SPDX names in an expression; none if it is no expression."""
    try:
        parsed = _spdx().parse(expression, validate=True)
    except ExpressionError:
        return []
    return [] if parsed is None else sorted(symbol.key for symbol in parsed.symbols)


def is_copyleft(expression: str) -> bool:
    """Return whether a licence is one that stays out: of the GPL or AGPL, alone or beside others.

    >>> is_copyleft("MIT AND GPL-3.0-or-later"), is_copyleft("AGPL-3.0-only"), is_copyleft("MPL-2.0 OR MIT")
    (True, True, False)
    """
    return any(re.match(r"A?GPL-", name) for name in _symbols(expression))


# ---- the page and the bill ---------------------------------------------------------------


def with_packages(text: str) -> str:
    """Return the page with the table of packages; versions are left out, so that it changes with what is needed alone."""
    head = "| package | licence | needed by |\n| --- | --- | --- |\n"
    needed, optional = {p.name for p in packages(())}, packages()
    rows = "".join(
        f"| {p.name} | {p.licence} | {'the program' if p.name in needed else 'an extra'} |\n"
        for p in optional
    )
    return BLOCK.sub(lambda match: match[1] + head + rows + match[2], text)


def bill() -> str:
    """Return the bill of materials as CycloneDX JSON."""
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    licences, found = LicenseFactory(), packages()

    def component(name: str, version: str, licence: str, kind: ComponentType) -> Component:
        address = PackageURL("pypi", None, name, version)
        return Component(
            name=name,
            version=version,
            type=kind,
            licenses=[licences.make_from_string(licence)],
            purl=address,
            bom_ref=str(address),
        )

    whole = component(PROGRAM, metadata.version(PROGRAM), licence_of(PROGRAM), ComponentType.APPLICATION)
    parts = {p.name: component(p.name, p.version, p.licence, ComponentType.LIBRARY) for p in found}
    made = Bom(components=parts.values())
    made.metadata.component = whole
    made.register_dependency(
        whole, [parts[name] for name, _ in _needed(PROGRAM, frozenset(EXTRAS)) if name in parts]
    )
    for package in found:
        made.register_dependency(parts[package.name], [parts[name] for name in package.needs])
    return _undated(JsonV1Dot6(made).output_as_string(indent=2))


def _undated(text: str) -> str:
    """Return a bill without its serial number and time, which are all that two runs do not share."""
    import json

    read = json.loads(text)
    read.pop("serialNumber", None)
    read["metadata"].pop("timestamp", None)
    return json.dumps(read, indent=2, sort_keys=True) + "\n"


def main() -> int:
    """Renew the page, check it, or write the bill."""
    parser = argparse.ArgumentParser(description="Renew docs/licences.md, or write a bill of materials.")
    parser.add_argument("--check", action="store_true", help="only say whether the page is out of date")
    parser.add_argument("--sbom", type=Path, metavar="FILE", help="write a CycloneDX bill of materials")
    asked = parser.parse_args()
    if asked.sbom:
        asked.sbom.parent.mkdir(parents=True, exist_ok=True)
        asked.sbom.write_text(bill(), encoding="utf-8")
        return 0
    before = PAGE.read_text(encoding="utf-8")
    after = with_packages(before)
    if not asked.check and after != before:
        PAGE.write_text(after, encoding="utf-8")
    return int(asked.check and after != before)


if __name__ == "__main__":
    sys.exit(main())
