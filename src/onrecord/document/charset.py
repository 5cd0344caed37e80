"""Decode bytes into text: by the character set that the page states, then by detection.

Labels are read as the Encoding Standard (encoding.spec.whatwg.org) says, so ISO-8859-1 means
windows-1252. The order: byte-order mark, HTTP header, `<meta charset>`, XML declaration, valid UTF-8,
charset_normalizer, windows-1252. If the bytes contradict a declaration, it is ignored and a note says
so.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import webencodings

from onrecord.lexicon.forms import counted
from onrecord.types import Note

PRESCAN_BYTES = 4096  # the standard prescans 1024; real pages put scripts before their meta element
MIN_NON_ASCII = 2  # the least characters beyond ASCII that prove that a text is UTF-8
MAX_BAD_SHARE = 0.02  # of invalid sequences among the characters beyond ASCII of damaged UTF-8

READ_AS_UTF8 = ("utf-8", "utf-16")  # the standard reads utf-16 in an ASCII-compatible page as UTF-8
WRITTEN_IN_ASCII = ("iso-2022", "hz")  # write other scripts in ASCII bytes

META_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{2,40})")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, its character set, and a note if some bytes were invalid."""

    text: str
    charset: str
    notes: tuple[Note, ...] = ()


def decode_plain(content: bytes) -> Decoded:
    """Return the bytes read as UTF-8; an invalid byte becomes U+FFFD."""
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        message = (
            f"Byte {error.start} is not UTF-8, which --input plain expects; such bytes are read as U+FFFD. "
            "Convert the file, or use --input auto to have its character set detected."
        )
        return Decoded(content.decode("utf-8", "replace"), "utf-8", (Note(code="charset", message=message),))


def decode_page(content: bytes, declared: str | None = None, is_html: bool = False) -> Decoded:
    """Return the text of `content`; `declared` is the character set of the HTTP header."""
    for mark, name in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :], name)
    label = declared or (_label_in(content) if is_html else None)
    encoding = webencodings.lookup(label) if label else None
    try:
        utf8 = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_other(content, encoding, error)
    return _decode_valid_utf8(content, utf8, label, encoding)


def _label_in(content: bytes) -> str | None:
    head = content[:PRESCAN_BYTES]
    found = META_CHARSET.search(head) or XML_ENCODING.search(head)
    return found.group(1).decode("ascii") if found else None


def _decode_valid_utf8(
    content: bytes, utf8: str, label: str | None, encoding: webencodings.Encoding | None
) -> Decoded:
    """Return the text of valid UTF-8, unless the page states a character set that is more likely."""
    if encoding is None or encoding.name.startswith(READ_AS_UTF8):
        return Decoded(utf8, "utf-8")
    if len(utf8) == len(content):  # only ASCII
        is_other_script = encoding.name.startswith(WRITTEN_IN_ASCII)
        return _checked(content, encoding.name) if is_other_script else Decoded(utf8, "utf-8")
    non_ascii = sum(1 for c in utf8 if c > "\x7f")
    if non_ascii < MIN_NON_ASCII and encoding.name != "windows-1252":
        return _checked(content, encoding.name)
    return Decoded(utf8, "utf-8", (_contradicted(label, "its bytes are valid UTF-8 and were read so"),))


def _decode_other(
    content: bytes, encoding: webencodings.Encoding | None, error: UnicodeDecodeError
) -> Decoded:
    if encoding is not None and encoding.name != "utf-8":
        decoded = _checked(content, encoding.name)
        if not decoded.notes:
            return decoded
    damaged = _damaged_utf8(content, error)
    if damaged:
        return damaged
    name = _detect(content)
    text = content.decode(name, "replace")
    notes = (
        (_contradicted(encoding.name, f"its bytes do not fit and were read as {name}"),) if encoding else ()
    )
    return Decoded(text, name, notes)


def _damaged_utf8(content: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """Return the text of UTF-8 with a cut end or a few invalid places, else None."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    non_ascii = sum(1 for c in text if c > "\x7f") - bad
    if bad == 1 and error.start >= len(content) - 3 and content[error.start] >= 0xC2:
        message = "The last character is cut in the middle (truncated UTF-8) and was left out; fetch the file again."
        return Decoded(text.removesuffix("\ufffd"), "utf-8", (Note(code="charset", message=message),))
    if bad > MAX_BAD_SHARE * non_ascii:
        return None
    message = f"{bad} places are not valid UTF-8, as the rest of the text is; they are read as U+FFFD."
    return Decoded(text, "utf-8", (Note(code="charset", message=message),))


def _detect(content: bytes) -> str:
    from charset_normalizer import from_bytes  # 0.1 s to import: only as the last resort

    best = from_bytes(content[:65536]).best()
    if best is None:
        return "cp1252"
    # Western text in cp1252 is far more frequent than the code pages of DOS that look like it
    languages = set(best.could_be_from_charset)
    if languages & {"cp1252", "latin_1", "iso8859_15", "cp850", "cp437", "mac_roman"} and _is_western(
        content
    ):
        return "cp1252"
    return best.encoding


def _is_western(content: bytes) -> bool:
    """Tell whether the bytes, read as windows-1252, are Latin text with few letters beyond ASCII."""
    text = content.decode("cp1252", "replace")
    letters = sum(c.isalpha() for c in text) or 1
    return sum(c > "\x7f" and c.isalpha() for c in text) / letters < 0.12 and "\ufffd" not in text


def _checked(content: bytes, name: str) -> Decoded:
    text, _ = webencodings.decode(content, name, "replace")
    if "\ufffd" not in text:
        return Decoded(text, name)
    places = text.count("\ufffd")
    do, are = ("does", "is") if places == 1 else ("do", "are")
    message = f"{counted(places, 'place')} {do} not fit the character set {name} and {are} read as U+FFFD."
    return Decoded(text, name, (Note(code="charset", message=message),))


def _contradicted(label: str | None, instead: str) -> Note:
    return Note(code="charset", message=f"The page says its character set is {label}, but {instead}.")
