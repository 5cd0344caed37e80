"""Fill in what the docs take from the program: `make docs`.

A block between `<!-- generated: COMMAND -->` and `<!-- end -->` holds what the command prints, at
80 columns, without colour. `python -m docs.generate --check` says which blocks are out of date.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "guide.md")
BLOCK = re.compile(r"(?s)(<!-- generated: (?P<command>[^\n]+?) -->\n).*?(<!-- end -->)")


def main() -> int:
    """Renew the blocks, or with --check only say which need it."""
    stale = []
    for page in PAGES:
        before = page.read_text(encoding="utf-8")
        after = filled(before, output_of)
        if after == before:
            continue
        stale.append(page)
        if "--check" not in sys.argv:
            page.write_text(after, encoding="utf-8")
    for page in stale:
        print(f"{page.relative_to(ROOT)} {'is out of date' if '--check' in sys.argv else 'renewed'}")
    return int(bool(stale) and "--check" in sys.argv)


def filled(text: str, run: Callable[[str], str]) -> str:
    """Return `text` with what `run` makes of each block's command in the block."""

    def block(match: re.Match[str]) -> str:
        output = run(match["command"]).rstrip("\n")
        return f"{match[1]}```\n$ {match['command']}\n{output}\n```\n{match[3]}"

    return BLOCK.sub(block, text)


def output_of(command: str) -> str:
    """Return what a command of ours prints."""
    name, *arguments = command.split()
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
