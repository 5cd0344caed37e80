"""Normalise the characters of a page, if its text may be cleaned (not with `--input plain`).

Line ends become LF; a byte-order mark, NUL and other control characters, soft hyphens and zero-width
spaces are removed; each run of other spaces becomes one plain space. Joiners in emoji and scripts stay. The control
characters U+0080 to U+009F are read as the signs of windows-1252 with the same number, as the HTML standard does.

Of a text that may not be cleaned, `keep_places` makes a text of the same length, without what is no character and
what steers a terminal.
"""

from __future__ import annotations

import re
import sys

LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\u2028\u2029]")
DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
SPACES = re.compile(r"[^\S\n]+")
SPACE_ROUND_LINE_ENDS = re.compile(r" ?\n ?")
SURROGATES = re.compile("[\ud800-\udfff]")
# control characters but tab and the ends of lines and pages
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
REFERENCE = re.compile(r"&#(?:x(?P<hex>[0-9a-f]{1,6})|(?P<decimal>\d{1,7}));?", re.IGNORECASE)
LATIN = {n: bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0)}  # "" where it has no sign
LOST = "\ufffd"


def settle_characters(text: str) -> str:
    r"""Return `text` with plain line ends and spaces, and without invisible characters.

    >>> settle_characters("\ufeffthe\u00a0co\u00admmission\r\n  met")
    'the commission\nmet'
    """
    text = DROPPED.sub("", LINE_ENDS.sub("\n", text.translate(LATIN)))
    return SPACE_ROUND_LINE_ENDS.sub("\n", SPACES.sub(" ", text)).strip()


def squeeze(text: str) -> str:
    r"""Return `text` as one line.

    >>> squeeze(" a\n b ")
    'a b'
    """
    return " ".join(settle_characters(text).split())


def settle_line(text: str) -> str:
    r"""Return `text` as one line, with U+FFFD for each half of a surrogate pair: metadata, names of inputs, messages.

    >>> settle_line("Talks \ud83d end\x1b[31m")
    'Talks \ufffd end[31m'
    """
    return squeeze(SURROGATES.sub(LOST, text))


def keep_places(text: str) -> tuple[str, int, int]:
    r"""Return a text of the same length without halves of surrogate pairs and control characters, and the number of each.

    >>> keep_places("the UN\x92s\x1b[2J \ud83d")
    ('the UN’s\ufffd[2J \ufffd', 1, 2)
    """
    text, halves = SURROGATES.subn(LOST, text)
    text, controls = CONTROLS.subn(lambda found: LATIN.get(ord(found[0])) or LOST, text)
    return text, halves, controls


def settle_markup(text: str) -> str:
    r"""Return HTML without control characters, and without references to them; no parser of XML takes them.

    >>> settle_markup("<p>&#8;the UN&#146;s&#xD83D; envoy&#8217;\x0b")
    '<p>the UN’s\ufffd envoy&#8217; '
    """
    return REFERENCE.sub(_settle_reference, CONTROLS.sub("", text.replace("\x0b", " ")))


def _settle_reference(reference: re.Match[str]) -> str:
    number = int(reference["hex"], 16) if reference["hex"] else int(reference["decimal"])
    if 0xD800 <= number <= 0xDFFF or number > sys.maxunicode:
        return LOST
    if number in LATIN:
        return LATIN[number]
    if number == 0x0B:
        return " "
    return "" if CONTROLS.match(chr(number)) else reference[0]
