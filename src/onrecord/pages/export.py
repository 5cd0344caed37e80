"""Text exports of news databases (Nexis, Nexis Uni, Factiva, ProQuest): each article is a page of its own.

The databases part articles by a line of their own ("2 of 17 DOCUMENTS", "End of Document", "Document
HBPST00020260203em230000a", a rule). What the labelled fields of an article say is read in document/export.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from onrecord.lexicon.columns import Columns
from onrecord.pages.kind import Kind
from onrecord.pages.source import read_file
from onrecord.types import Page

# lines that begin an article, and lines that end one
BEGINS = re.compile(rb"(?m)^[ \t]*(?:\d+ of \d+ DOCUMENTS?|Document \d+ of \d+)[ \t]*\r?$")
ENDS = re.compile(
    rb"(?m)^[ \t]*(?:End of Document|(?:AN[ \t]+)?Document [A-Z][A-Z0-9]{3,10}\d{8}[a-z0-9]{6,12}|_{20,}|-{40,}|={40,})[ \t]*\r?$"
)
SIGNS = tuple(  # of an export: two of them are enough
    re.compile(rb"(?m)^[ \t]*(?:" + sign + rb")")
    for sign in (
        rb"\d+ of \d+ DOCUMENTS?[ \t]*\r?$|Document \d+ of \d+[ \t]*\r?$",
        rb"BYLINE:|Byline:",
        rb"LENGTH:[ \t]+\d+ words|Length:[ \t]+\d+ words",
        rb"[\d,]+ words[ \t]*\r?$",
        rb"LOAD-DATE:|Load-Date:",
        rb"BODY:[ \t]*\r?$|Body[ \t]*\r?$",
        rb"PUBLICATION-TYPE:|Publication-Type:",
        rb"SECTION:|Section:",
        rb"End of Document[ \t]*\r?$",
        rb"HD(?:[ \t]{2,}|[ \t]*\r?$)",
        rb"WC(?:[ \t]{2,}|[ \t]*\r?\n)[ \t]*[\d,]+ words",
        rb"(?:LP|TD)(?:[ \t]{2,}|[ \t]*\r?$)",
        rb"PD(?:[ \t]{2,}|[ \t]*\r?\n)[ \t]*\d{1,2} [A-Z][a-z]+ \d{4}",
        rb"Document [A-Z][A-Z0-9]{3,10}\d{8}[a-z0-9]{6,12}[ \t]*\r?$",
        rb"ProQuest document (?:ID|link)",
        rb"Full text:",
        rb"Publication (?:info|title|date):",
    )
)
MIN_SIGNS = 2
MIN_WORDS = 12  # of a part that holds an article, and not what stands between two lines that part them


def pages(target: str, _columns: Columns) -> Iterator[Page]:
    """Yield the articles of one export, each as a page; a file without any is one page."""
    for whole in read_file(target, "export", clean=True):
        parts = [] if whole.problem is not None else _articles(whole.content)
        if len(parts) < 2:
            yield whole
            continue
        for number, part in enumerate(parts, 1):
            yield replace(whole, target=f"{target}:{number}", content=part)


def _articles(content: bytes) -> list[bytes]:
    """Return the parts of an export that hold an article."""
    cuts = sorted(
        {
            0,
            len(content),
            *(m.start() for m in BEGINS.finditer(content)),
            *(m.end() for m in ENDS.finditer(content)),
        }
    )
    parts = [content[start:end] for start, end in pairwise(cuts)]
    return [part for part in parts if len(ENDS.sub(b"", part).split()) >= MIN_WORDS and _signs(part)]


def _signs(content: bytes) -> int:
    return sum(sign.search(content) is not None for sign in SIGNS)


def recognises(_target: str, head: bytes, _columns: Columns) -> bool:
    """Return whether a file is an export, by what its lines begin with."""
    return not head.lstrip().startswith((b"<", b"{", b"[")) and _signs(head) >= MIN_SIGNS


KIND = Kind(
    name="export", help="articles of Nexis, Factiva or ProQuest as text", recognises=recognises, read=pages
)
