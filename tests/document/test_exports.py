"""Exports of news databases → documents: each article by itself, with its fields."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.document import make_document
from onrecord.lexicon.furniture import load_furniture
from onrecord.pages import pages
from onrecord.types import Document, Note

NEXIS = """
                               1 of 2 DOCUMENTS

                               The Straits Courier

                            March 5, 2024 Tuesday
                              Correction Appended

    Envoy walks out of
    talks on the canal

    BYLINE: By Ada Stone and Ben Hale, Diplomatic Editor

    SECTION: WORLD; Pg. 4

    LENGTH: 310 words

    HIGHLIGHT: A highlight that repeats the text.

    BODY:

       The envoy of Norland walked out of talks on the canal on Monday, two
    diplomats said.

       Update: the ministry said that she would return before the summer is
    over.

    CORRECTION: An earlier version of this article said that two ministers
    had resigned.

    LOAD-DATE: March 6, 2024

    LANGUAGE: ENGLISH

    GRAPHIC: Soldiers fire on a crowd in 1998.

                       Copyright 2024 Straits Courier Ltd.
                              All Rights Reserved

                               2 of 2 DOCUMENTS

                               Bay City Times

                            March 4, 2024 Monday

    Minister resigns over ferry

    LENGTH: 99 words

    BODY:

       The transport minister resigned on Sunday over the sinking of a ferry,
    her office said.

    LOAD-DATE: March 5, 2024
"""
NEXIS_UNI = """Page 1 of 2
Envoy walks out of talks on the canal
The Straits Courier
March 5, 2024 Tuesday

Copyright 2024 Straits Courier Ltd. All Rights Reserved

Section: WORLD; Pg. 4
Length: 310 words
Byline: Ada Stone, Ben Hale
Body


The envoy of Norland walked out of talks on the canal on Monday, two diplomats said.
Update: the ministry said that she would return before the summer is over.

Correction: An earlier version of this article said that two ministers had resigned.

Graphic

Soldiers fire on a crowd in 1998.

Load-Date: March 6, 2024

End of Document

Minister resigns over ferry
Bay City Times
4 March 2024

Length: 99 words
Body

The transport minister resigned on Sunday over the sinking of a ferry, her office said.

Load-Date: March 5, 2024

End of Document
"""
FACTIVA = """SE   WORLD
HD   Envoy walks out of talks on the canal
BY   By Ada Stone and Ben Hale
WC   310 words
PD   5 March 2024
SN   The Straits Courier
SC   STRCO
LA   English
CY   (c) 2024 Straits Courier Ltd.

LP
The envoy of Norland walked out of talks on the canal on Monday, two diplomats
said.

TD
Update: the ministry said that she would return before the summer is over.

NS   gdip : International Relations
RE   nor : Norland
AN   Document STRCO00020240305em350000a

HD
Minister resigns over ferry
WC
99 words
PD
4 March 2024
SN
Bay City Times
LA
English
LP
The transport minister resigned on Sunday over the sinking of a ferry, her office said.

AN
Document BCTIM00020240304em340000b
"""
PROQUEST = """____________________________________________________________

Document 1 of 2

Envoy walks out of talks on the canal

Author: Stone, Ada; Hale, Ben.

Publication info: The Straits Courier ; Port Sele  [Port Sele]. 05 Mar 2024: A.4.

ProQuest document link

Abstract: The envoy of Norland walked out.

Full text: The envoy of Norland walked out of talks on the canal on Monday, two diplomats said.

Update: the ministry said that she would return before the summer is over.

Subject: Canals; Armed forces

Location: Norland

Title: Envoy walks out of talks on the canal

Publication title: The Straits Courier; Port Sele

Publication date: Mar 5, 2024

Section: WORLD

ProQuest document ID: 123456789

Copyright: Copyright Straits Courier Mar 5, 2024

____________________________________________________________

Document 2 of 2

Minister resigns over ferry

Publication info: Bay City Times; Bay City [Bay City]. 04 Mar 2024.

Full text: The transport minister resigned on Sunday over the sinking of a ferry, her office said.

Publication date: Mar 4, 2024

ProQuest document ID: 123456790
"""
TEXT = (
    "The envoy of Norland walked out of talks on the canal on Monday, two diplomats said.\n\n"
    "Update: the ministry said that she would return before the summer is over."
)
OTHER = "The transport minister resigned on Sunday over the sinking of a ferry, her office said."


@dataclass(frozen=True)
class Read:
    document: Document
    notes: tuple[Note, ...]


def read(path: Path, export: str, encoding: str = "utf-8", line_end: str = "\n") -> list[Read]:
    path.write_bytes(export.replace("\n", line_end).encode(encoding))
    found = [make_document(page, load_furniture()) for page in pages([str(path)])]
    return [Read(one.items[0], one.notes) for one in found]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("export", [NEXIS, NEXIS_UNI, FACTIVA, PROQUEST])
def test_each_article_of_an_export_has_its_text_and_its_fields(
    tmp_path: Path, export: str, line_end: str
) -> None:
    first, second = (one.document for one in read(tmp_path / "export.txt", export, line_end=line_end))
    assert first.text == TEXT
    assert (first.title, first.publisher) == ("Envoy walks out of talks on the canal", "The Straits Courier")
    assert (first.section, first.bylines) == ("WORLD", ("Ada Stone", "Ben Hale"))
    assert (first.published.value, first.published.basis) == ("2024-03-05", "metadata")
    assert second.text == OTHER
    assert (second.title, second.publisher) == ("Minister resigns over ferry", "Bay City Times")
    assert (second.published.value, second.bylines) == ("2024-03-04", ())


@pytest.mark.parametrize("export", [NEXIS, NEXIS_UNI])
def test_correction_of_an_export_is_a_note(tmp_path: Path, export: str) -> None:
    first, second = read(tmp_path / "export.txt", export)
    (note,) = first.notes
    assert note.code == "correction"
    assert "two ministers had resigned" in note.message
    assert second.notes == ()


def test_export_without_labels_is_parted_at_its_copyright_line(tmp_path: Path) -> None:
    article = f"World\nEnvoy walks out of talks on the canal\nBy Ada Stone and Ben Hale\n310 words\n5 March 2024\nThe Straits Courier\nSTRCO\nEnglish\nCopyright 2024 Straits Courier Ltd.\n\n{TEXT}\n\nDocument STRCO00020240305em350000a\n\n"
    other = f"Minister resigns over ferry\n99 words\n4 March 2024\nBay City Times\nEnglish\n(c) 2024 Bay City Times.\n\n{OTHER}\n\nDocument BCTIM00020240304em340000b\n"
    first, second = (one.document for one in read(tmp_path / "export.txt", article + other))
    assert (first.text, second.text) == (TEXT, OTHER)
    assert (first.title, first.publisher) == ("Envoy walks out of talks on the canal", "The Straits Courier")
    assert (first.published.value, first.bylines) == ("2024-03-05", ("Ada Stone", "Ben Hale"))
    assert (second.title, second.publisher) == ("Minister resigns over ferry", "Bay City Times")


def test_export_of_one_article_is_one_page(tmp_path: Path) -> None:
    (only,) = read(tmp_path / "export.txt", NEXIS.partition("2 of 2")[0])
    assert only.document.text == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Vienna.\n\nSubject: nobody knew.\n\nThey parted at noon.",
        "Length: 300 words was what the editor had asked for, and the minister wrote as much.",
    ],
)
def test_report_with_a_label_is_no_export(tmp_path: Path, text: str) -> None:
    (only,) = read(tmp_path / "report.txt", text)
    assert only.document.text == text
