"""Decode bytes into text: by the character set that the page states, then by detection.

Labels are read as the Encoding Standard (encoding.spec.whatwg.org) says, so ISO-8859-1 means
windows-1252. The order: byte-order mark, HTTP header, `<meta charset>`, XML declaration, valid UTF-8,
charset_normalizer, windows-1252. If the bytes contradict a declaration, it is ignored and a note says
so. A text with more valid sequences of UTF-8 than bad bytes is UTF-8 with stray bytes, whatever their share: sequences
of UTF-8 hardly occur by chance. UTF-8 that was encoded twice is undone.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import webencodings

from onrecord.lexicon.forms import counted
from onrecord.types import Note

PRESCAN_BYTES = 4096  # the standard prescans 1024; real pages put scripts before their meta element
MIN_NON_ASCII = 2  # the least characters beyond ASCII that prove that a text is UTF-8
MIN_TWICE_SHARE = 0.9  # of the characters beyond ASCII: so many are UTF-8 in UTF-8 in a text encoded twice
STRAY = frozenset([0x85, *range(0x91, 0x98), *range(0xA0, 0xC0), *range(0xE0, 0xFD)])
# ... bytes of windows-1252 that stand alone in UTF-8: its dashes, quotation marks, signs and small letters
ESCAPED = re.compile("[\udc80-\udcff]+")  # how Python writes bytes that are not UTF-8

READ_AS_UTF8 = ("utf-8", "utf-16")  # the standard reads utf-16 in an ASCII-compatible page as UTF-8
WRITTEN_IN_ASCII = ("iso-2022", "hz")  # write other scripts in ASCII bytes

META_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{2,40})")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)


_BYTES = {bytes([n]).decode("cp1252", "ignore"): n for n in range(0x80, 0x100)}
_LEADS = "".join(chr(n) for n in range(0xC2, 0xF5))
_REST = "".join(
    sorted({chr(n) for n in range(0x80, 0xC0)} | {c for c, n in _BYTES.items() if c and n < 0xC0})
)
TWICE = re.compile(
    f"[{_LEADS}][{re.escape(_REST)}]{{1,3}}"
)  # a sequence of UTF-8, each byte read as a character


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
    return _twice_encoded(_decode_once(content, declared, is_html))


def _decode_once(content: bytes, declared: str | None, is_html: bool) -> Decoded:
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
    """Return the text of UTF-8 with a cut end or stray bytes, else None."""
    escaped = content.decode("utf-8", "surrogateescape")
    runs = ESCAPED.findall(escaped)
    if len(runs) == 1 and escaped.endswith(runs[0]) and len(runs[0]) <= 3 and content[error.start] >= 0xC2:
        message = "The last character is cut in the middle (truncated UTF-8) and was left out; fetch the file again."
        return Decoded(escaped.removesuffix(runs[0]), "utf-8", (Note(code="charset", message=message),))
    bad = sum(map(len, runs))
    if bad > sum(1 for c in escaped if c > "\x7f") - bad:
        return None
    replaced: list[str] = []

    def read(run: re.Match[str]) -> str:
        replaced.append(_read_stray(run))
        return replaced[-1]

    text = ESCAPED.sub(read, escaped)
    return Decoded(text, "utf-8", (_strays_noted(replaced, len(content)),))


def _read_stray(run: re.Match[str]) -> str:
    """Return what bytes that are not UTF-8 stand for: one byte among ASCII is of windows-1252, others are lost."""
    around = run.string[max(run.start() - 1, 0) : run.start()] + run.string[run.end() : run.end() + 1]
    byte = ord(run[0][0]) & 0xFF
    is_lone = len(run[0]) == 1 and byte in STRAY and around.isascii()
    return bytes([byte]).decode("cp1252") if is_lone else "\ufffd"


def _strays_noted(replaced: Sequence[str], size: int) -> Note:
    """Return the note on bytes that are not UTF-8: how many, of how many, and what they were read as."""
    read_as = Counter(replaced)
    lost = read_as.pop("\ufffd", 0)
    ways = [f"{counted(lost, 'place')} as U+FFFD"] if lost else []
    if read_as:
        signs = ", ".join(f"{sign!r} ({times})" for sign, times in sorted(read_as.items()))
        ways.append(f"{counted(read_as.total(), 'byte')} as windows-1252: {signs}")
    message = f"{counted(len(replaced), 'place')} in {size:,} bytes of UTF-8 cannot be read as such; {'; '.join(ways)}."
    return Note(code="charset", message=message)


def _twice_encoded(decoded: Decoded) -> Decoded:
    """Return the text with UTF-8 in UTF-8 undone, if nearly all characters beyond ASCII are such.

    One reading of UTF-8 as Latin-1 or windows-1252 and writing again makes "Ã©" of "é". Of a text where only some
    characters look so nothing is changed: "CAFÉ”" looks so too.
    """
    non_ascii = sum(1 for c in decoded.text if c > "\x7f")
    if decoded.charset != "utf-8" or non_ascii < MIN_NON_ASCII or not TWICE.search(decoded.text):
        return decoded
    undone: list[str] = []

    def undo(found: re.Match[str]) -> str:
        try:
            text = bytes(map(_byte_of, found[0])).decode("utf-8")
        except UnicodeDecodeError:
            return found[0]
        undone.append(found[0])
        return text

    text = TWICE.sub(undo, decoded.text)
    if len(undone) < MIN_NON_ASCII or sum(map(len, undone)) < MIN_TWICE_SHARE * non_ascii:
        return decoded
    message = f"The text was encoded as UTF-8 twice; {counted(len(undone), 'character')} were read as what they are."
    return Decoded(text, "utf-8", (*decoded.notes, Note(code="charset", message=message)))


def _byte_of(character: str) -> int:
    """Return the byte that a character was read from, as windows-1252 or, where that has none, as Latin-1."""
    return _BYTES.get(character, ord(character) & 0xFF)


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
