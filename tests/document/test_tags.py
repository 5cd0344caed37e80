"""Lines of tags → tags."""

import pytest

from onrecord.document.tags import split_tags
from onrecord.lexicon.furniture import load_furniture

CLASSES = load_furniture().classes


@pytest.mark.parametrize(
    "line",
    [
        "Ostria, gas, Ada Stone",
        "Ostria | gas | Ada Stone",
        "Ostria • gas • Ada Stone",
        "#Ostria #gas #Ada Stone",
    ],
)
def test_separators_part_tags(line: str) -> None:
    assert split_tags(line, "", CLASSES) == ("Ostria", "gas", "Ada Stone")


def test_names_of_the_article_part_tags() -> None:
    text = "Jana Holt met Petr Vance of the European Union. NATO was silent."
    assert split_tags("Petr Vance Jana Holt NATO European Union", text, CLASSES) == (
        "Petr Vance",
        "Jana Holt",
        "NATO",
        "European Union",
    )


def test_function_word_ends_no_tag() -> None:
    line = "Arrest of Sergei and Yulia Morov House of Representatives"
    text = "Yulia Morov was held with her father."
    assert split_tags(line, text, CLASSES) == (
        "Arrest of Sergei and Yulia Morov",
        "House of Representatives",
    )


def test_alphabetical_order_decides_what_words_leave_open() -> None:
    line = "Ada Stone Border talks Carl Moss Elections in Ostria Ostria–United States relations Ostria–United States summit Petr Vance"
    assert split_tags(line, "", CLASSES) == (
        "Ada Stone",
        "Border talks",
        "Carl Moss",
        "Elections in Ostria",
        "Ostria–United States relations",
        "Ostria–United States summit",
        "Petr Vance",
    )


def test_no_word_is_lost() -> None:
    line = "Angela Holt Theresa Vance trade war United Nations"
    assert " ".join(split_tags(line, "", CLASSES)) == line
