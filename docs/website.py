"""What mkdocs does beside the pages in docs/: pages of formats, the tutorials with their results, links that lead out of docs/.

mkdocs calls the functions that begin with `on_`. With `ONRECORD_DOCS=quick` the tutorials are not run and formats have no
examples: the site is then made in seconds, and its links can still be checked.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # mkdocs runs this file by its path

from docs.formats import format_pages  # noqa: E402 - found by the line above
from docs.notebooks import TUTORIALS, as_markdown, executed, read_notebook  # noqa: E402

SHIM = "https://unpkg.com/iframe-worker/shim"
"""What the plugin `offline` would fetch; the same file lies in docs/assets."""
OUTSIDE = re.compile(r"\[([^\]]+)\]\(((?:\.\./)+[^)\s]+)\)")
QUICK = os.environ.get("ONRECORD_DOCS") == "quick"
_pages: dict[str, str] = {}


def on_config(config: Any) -> Any:
    """Make the pages of formats and put them into the navigation."""
    _pages.clear()
    _pages.update(format_pages(examples=not QUICK))
    for part in config["nav"]:
        if "Formats" in part:
            part["Formats"] = [{_title(text): path} for path, text in _pages.items()]
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add the pages of formats and the tutorials."""
    for path, text in _pages.items():
        files.append(File.generated(config, path, content=text))
    for tutorial in TUTORIALS:
        notebook = read_notebook(tutorial) if QUICK else executed(tutorial)
        target = tutorial.relative_to(ROOT / "docs").with_suffix(".md").as_posix()
        files.append(File.generated(config, target, content=as_markdown(notebook, tutorial.name)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Return a page whose links to files of the repository outside docs/ are their paths."""

    def told(match: re.Match[str]) -> str:
        target = (ROOT / "docs" / page.file.src_uri).parent / match[2].partition("#")[0]
        resolved = Path(os.path.normpath(target))
        if resolved.is_relative_to(ROOT / "docs"):
            return match[0]
        return f"{match[1]} (`{resolved.relative_to(ROOT).as_posix()}`)"

    return OUTSIDE.sub(told, markdown)


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Return a page that fetches nothing."""
    return output.replace(SHIM, get_relative_url("assets/iframe-worker.js", page.url))


def on_post_template(output_content: str, **_: Any) -> str:
    """Return the page for a missing address, which fetches nothing either."""
    return output_content.replace(SHIM, "assets/iframe-worker.js")


def _title(text: str) -> str:
    return text.partition("\n")[0].removeprefix("# ")
