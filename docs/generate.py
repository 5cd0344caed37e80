"""Update the blocks of the docs that quote the program: `make docs`.

A block between `<!-- generated: COMMAND -->` and `<!-- end -->` holds the output of the command, at 80
columns, without colour. A block that begins with `<!-- fields: TYPE -->` holds the fields of a type of
`onrecord.types` with their docstrings. One that begins with `<!-- rules -->` holds the rules of
`lexicon/reasons.tsv`. Figures come from results.md (`docs.scores`). A command on the store of the demo finds the reports of the demo in it, and no others.
`python -m docs.generate --check` names the pages that are out of date.
"""

from __future__ import annotations

import ast
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from docs.exports import PAGE as EXPORTS_PAGE
from docs.exports import with_exports
from docs.scores import with_scores
from onrecord.lexicon.reasons import load_rules

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "guide.md", ROOT / "docs" / "record.md", EXPORTS_PAGE)
MEASURED = tuple(ROOT / "docs" / name for name in ("peers.md", "limits.md", "model-card.md"))
TYPES = ROOT / "src" / "onrecord" / "types.py"
TOGETHER_TYPES = ROOT / "src" / "onrecord" / "assembly" / "types.py"
ANSWER_TYPES = ROOT / "src" / "onrecord" / "questions" / "rows.py"
LINES = ROOT / "src" / "onrecord" / "questions" / "rows_lines.py"
FIELDS = re.compile(r"(?s)(<!-- fields: (?P<type>\w+) -->\n).*?(<!-- end -->)")
RULES = re.compile(r"(?s)(<!-- rules -->\n).*?(<!-- end -->)")
BLOCK = re.compile(r"(?s)(<!-- generated: (?P<command>[^\n]+?) -->\n).*?(<!-- end -->)")


EXAMPLES = ROOT / "examples"
DEMO, ADDED = "out/demo/news.db", "out/demo/added.db"
COPIES = (  # what a data set of its own holds beside what the docs have
    (ROOT / "docs" / "annotation-events.md", ROOT / "corpora" / "own" / "events" / "guideline.md"),
)


def main() -> int:
    """Update the blocks, or with --check only print which pages are out of date."""
    stale = []
    for page in (*PAGES, *MEASURED):
        before = page.read_text(encoding="utf-8")
        after = with_scores(with_exports(with_rules(with_fields(filled(before, output_of)))))
        if after == before:
            continue
        stale.append(page)
        if "--check" not in sys.argv:
            page.write_text(after, encoding="utf-8")
    for source, copy in COPIES:
        if not copy.exists() or copy.read_bytes() != source.read_bytes():
            stale.append(copy)
            if "--check" not in sys.argv:
                copy.write_bytes(source.read_bytes())
    for page in stale:
        print(f"{page.relative_to(ROOT)} {'is out of date' if '--check' in sys.argv else 'renewed'}")
    return int(bool(stale) and "--check" in sys.argv)


def filled(text: str, run: Callable[[str], str]) -> str:
    """Return `text` with the output of `run` for the command of each block."""

    def block(match: re.Match[str]) -> str:
        output = run(match["command"]).rstrip("\n")
        return f"{match[1]}```\n$ {match['command']}\n{output}\n```\n{match[3]}"

    return BLOCK.sub(block, text)


def with_fields(text: str) -> str:
    """Return `text` with the table of fields of each type that it names, inherited fields first."""
    documented: dict[str, dict[str, str]] = {}
    for module in (TYPES, TOGETHER_TYPES, ANSWER_TYPES, LINES):
        documented |= fields_of(ast.parse(module.read_text(encoding="utf-8")))

    def block(match: re.Match[str]) -> str:
        rows = "".join(
            f"| `{name.removesuffix('_')}` | {' '.join(meaning.split())} |\n"
            for name, meaning in documented[match["type"]].items()
        )
        return f"{match[1]}| field | meaning |\n| --- | --- |\n{rows}{match[3]}"

    return FIELDS.sub(block, text)


def with_rules(text: str) -> str:
    """Return `text` with the table of rules and the sentences that views print for them."""
    head = "| decides | rule | sentence |\n| --- | --- | --- |\n"
    rows = "".join(f"| {row.layer} | `{row.rule}` | {row.sentence} |\n" for row in load_rules().values())
    return RULES.sub(lambda match: f"{match[1]}{head}{rows}{match[2]}", text)


def fields_of(module: ast.Module) -> dict[str, dict[str, str]]:
    r"""Return the docstrings of the fields of each class and its bases; fields without a docstring are left out.

    >>> fields_of(ast.parse("class A:\\n    x: int\\n    'How many.'\\nclass B(A):\\n    y: int"))
    {'A': {'x': 'How many.'}, 'B': {'x': 'How many.'}}
    """
    found: dict[str, dict[str, str]] = {}
    for node in module.body:
        if not isinstance(node, ast.ClassDef):
            continue
        bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
        inherited = {name: text for base in bases for name, text in found.get(base, {}).items()}
        found[node.name] = inherited | dict(_own_fields(node))
    return found


def _own_fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in itertools.pairwise(node.body):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            yield field.target.id, str(after.value.value).strip()


@lru_cache
def make_demo_store() -> None:
    """Make the store of the demo anew, from its reports."""
    store = ROOT / DEMO
    store.parent.mkdir(parents=True, exist_ok=True)
    for path in (store, ROOT / ADDED):
        path.unlink(missing_ok=True)
    output_of(
        f"onrecord add {' '.join(f'examples/{path.name}' for path in sorted(EXAMPLES.glob('*.html')))} --store {ADDED}"
    )
    (ROOT / ADDED).rename(store)


def output_of(command: str) -> str:
    """Return the output of an `onrecord` command."""
    name, *arguments = command.split()
    if DEMO in arguments:
        make_demo_store()
    if name != "onrecord":
        raise ValueError(f"'{command}' in the docs is no command of ours; blocks begin with onrecord.")
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "onrecord", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env=environment,
        cwd=ROOT,
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
