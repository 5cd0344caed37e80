"""Normalise the characters of a page, if its text may be cleaned (not with `--input plain`).

Line ends become LF; a byte-order mark, NUL and other control characters, soft hyphens and zero-width
spaces are removed; each run of other spaces becomes one plain space. Joiners in emoji and scripts stay.
"""

from __future__ import annotations

import re

LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
SPACES = re.compile(r"[^\S\n]+")
SPACE_ROUND_LINE_ENDS = re.compile(r" ?\n ?")
SURROGATES = re.compile("[\ud800-\udfff]")


def settle_characters(text: str) -> str:
    r"""Return `text` with plain line ends and spaces, and without invisible characters.

    >>> settle_characters("\ufeffthe\u00a0co\u00admmission\r\n  met")
    'the commission\nmet'
    """
    text = DROPPED.sub("", LINE_ENDS.sub("\n", text))
    return SPACE_ROUND_LINE_ENDS.sub("\n", SPACES.sub(" ", text)).strip()


def squeeze(text: str) -> str:
    r"""Return `text` as one line.

    >>> squeeze(" a\n b ")
    'a b'
    """
    return " ".join(settle_characters(text).split())
