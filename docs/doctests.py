"""Shows the examples in docstrings as code on the site: mkdocstrings reads a docstring as Markdown, which has no doctests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import griffe

PROMPT = ">>>"


class Doctests(griffe.Extension):
    """Puts each example of a docstring, with what it prints, between fences."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Change the docstring of an object when it was read."""
        if obj.docstring and PROMPT in obj.docstring.value:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(text: str) -> str:
    r"""Return a docstring with its examples between fences.

    >>> fenced("Add.\n\n>>> 1 + 1\n2").splitlines()
    ['Add.', '', '```pycon', '>>> 1 + 1', '2', '```']
    """
    return "\n\n".join(_parts(text))


def _parts(text: str) -> Iterator[str]:
    for part in text.split("\n\n"):
        before, prompt, example = part.partition(PROMPT)
        if prompt:
            yield from filter(None, (before.strip(),))
            yield f"```pycon\n{prompt}{example}\n```"
        else:
            yield part
