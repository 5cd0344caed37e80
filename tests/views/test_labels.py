"""Every code that is shown to people has a label."""

from __future__ import annotations

from typing import get_args

import pytest

from onrecord.ontologies import load_ontology
from onrecord.types import DateBasis, Status
from onrecord.views.labels import label

KINDS_OF_SAYING = ("say", "ask", "demand", "deny", "warn", "promise", "accuse", "believe", "plan")


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("status", get_args(Status)),
        ("basis", get_args(DateBasis)),
        ("type", sorted((*load_ontology().types, *load_ontology().further))),
        ("says", KINDS_OF_SAYING),
    ],
)
def test_every_code_of_a_closed_set_has_words(kind: str, codes: tuple[str, ...]) -> None:
    assert not [code for code in codes if label(kind, code) == code and kind != "status"]
    assert all(label(kind, code).strip() for code in codes)


def test_a_code_without_a_label_is_shown_unchanged() -> None:
    assert label("sector", "XYZ") == "XYZ"
