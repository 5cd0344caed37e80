"""Bytes → text: labels, wrong labels, detection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document.charset import decode_page, decode_plain

WORDS = "Die Räte grüßen: “Übermorgen” – sagte der Präsident über die Lösung"


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "windows-1252", "ISO_8859-1", "us-ascii"])
def test_western_labels_all_mean_windows_1252(label: str) -> None:
    content = f'<meta charset="{label}"><p>{WORDS}'.encode("cp1252")
    assert decode_page(content, is_html=True).text.endswith(WORDS)


def test_charset_of_the_server_wins_over_the_meta_element() -> None:
    content = b'<meta charset="windows-1251"><p>caf\xe9 cr\xe8me'
    assert "café crème" in decode_page(content, declared="windows-1252", is_html=True).text


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_meta_element_and_xml_declaration_are_believed(head: str) -> None:
    content = (head + "<p>Министры встретились").encode("windows-1251")
    decoded = decode_page(content, is_html=True)
    assert decoded.text.endswith("Министры встретились")
    assert decoded.notes == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_byte_order_mark_decides(encoding: str) -> None:
    content = ("\ufeff" + WORDS).encode(encoding)
    assert decode_page(content, declared="windows-1252", is_html=True).text == WORDS


def test_page_that_calls_its_utf8_latin1_is_read_as_utf8_with_a_note() -> None:
    decoded = decode_page(f'<meta charset="iso-8859-1">{WORDS}'.encode(), is_html=True)
    assert decoded.text.endswith(WORDS)
    assert "iso-8859-1" in decoded.notes[0].message


def test_page_that_calls_its_windows_1252_utf8_is_read_with_a_note() -> None:
    decoded = decode_page(f'<meta charset="utf-8">{WORDS}'.encode("cp1252"), is_html=True)
    assert decoded.text.endswith(WORDS)
    assert [note.code for note in decoded.notes] == ["charset"]


def test_unlabelled_western_text_is_windows_1252() -> None:
    assert decode_page((WORDS * 3).encode("cp1252")).text == WORDS * 3


def test_unlabelled_cyrillic_text_is_detected() -> None:
    text = "Министры иностранных дел встретились в понедельник в Женеве и договорились о новой встрече. " * 3
    assert decode_page(text.encode("windows-1251")).text == text


def test_utf8_with_one_invalid_byte_stays_utf8() -> None:
    content = (WORDS * 20).encode() + b"\xff" + WORDS.encode()
    decoded = decode_page(content)
    assert decoded.charset == "utf-8"
    assert decoded.text.count("\ufffd") == 1
    assert [note.code for note in decoded.notes] == ["charset"]


@given(st.text())
def test_utf8_is_read_back_as_it_was_written(text: str) -> None:
    content = (
        text.encode("utf-8", "surrogatepass") if not any("\ud800" <= c <= "\udfff" for c in text) else b""
    )
    assert decode_plain(content).text == content.decode()


@given(st.binary(max_size=200))
def test_any_bytes_become_text(content: bytes) -> None:
    assert isinstance(decode_page(content, is_html=True).text, str)
    assert isinstance(decode_plain(content).text, str)


@pytest.mark.parametrize(
    ("stray", "read_as"),
    [(b"\x92", "’"), (b"\x96", "–"), (b"\xe9", "é"), (b"\xa0", "\xa0"), (b"\xfe", "\ufffd")],
)
def test_a_stray_byte_is_read_by_itself_and_the_note_says_as_what(stray: bytes, read_as: str) -> None:
    content = '<meta charset="utf-8">Der Präsident sprach in Köln.'.encode() + b" The UN" + stray + b"s envoy"
    decoded = decode_page(content, is_html=True)
    assert decoded.charset == "utf-8"
    assert decoded.text.endswith(f"Der Präsident sprach in Köln. The UN{read_as}s envoy")
    (note,) = decoded.notes
    assert f"1 place in {len(content)} bytes" in note.message
    assert ("U+FFFD" if read_as == "\ufffd" else repr(read_as)) in note.message


def test_half_of_a_sequence_of_utf8_is_no_byte_of_windows_1252() -> None:
    content = "“Köln” – ".encode() + b"caf\xc3 and \xe2\x80 there"
    decoded = decode_page(content)
    assert decoded.text == "“Köln” – caf\ufffd and \ufffd there"


def test_stray_bytes_are_judged_against_the_whole() -> None:
    mostly_western = b"<p>" + b"\xe9t\xe9 \xe0 la cr\xe8me " * 20 + "“x”".encode()
    assert decode_page(mostly_western, is_html=True).charset != "utf-8"
    ascii_and_one_of_each = b"Ministers met in K\xc3\xb6ln and Z\xfcrich. " + b"They agreed on nothing. " * 50
    decoded = decode_page(ascii_and_one_of_each)
    assert decoded.text.startswith("Ministers met in Köln and Zürich. ")


@pytest.mark.parametrize("once", ["cp1252", "latin-1"])
def test_utf8_that_was_encoded_twice_is_undone_with_a_note(once: str) -> None:
    words = "Dubé said “no” – in Bogotá’s café" if once == "latin-1" else "Dubé’s “no – in Bogotá… café"
    decoded = decode_page(words.encode().decode(once).encode())
    assert decoded.text == words
    assert ["twice" in note.message for note in decoded.notes] == [True]


@pytest.mark.parametrize("words", ["the bar “CAFÉ” of SÃO PAULO", "Ã© is how é looks in the wrong set: “Ã©”", WORDS, "“VIVE LA LIBERTÉ”"])  # fmt: skip
def test_text_that_only_looks_so_is_left_alone(words: str) -> None:
    assert decode_page(words.encode()).text == words
