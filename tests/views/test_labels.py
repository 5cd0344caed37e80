"""Every code that is shown to people has a label."""

from __future__ import annotations

from typing import get_args

import pytest

from onrecord.ontologies import load_ontology
from onrecord.types import DateBasis, Quotation, Sourcing, Status
from onrecord.views.firmness import firmness
from onrecord.views.labels import label

KINDS_OF_SAYING = ("say", "ask", "demand", "deny", "warn", "promise", "accuse", "believe", "plan")


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("status", get_args(Status)),
        ("frame", get_args(Status)),
        ("basis", get_args(DateBasis)),
        ("quotation", get_args(Quotation)),
        ("sourcing", get_args(Sourcing)),
        ("type", sorted((*load_ontology().types, *load_ontology().further))),
        ("says", KINDS_OF_SAYING),
    ],
)
def test_every_code_of_a_closed_set_has_words(kind: str, codes: tuple[str, ...]) -> None:
    assert not [code for code in codes if label(kind, code) == code and kind != "status"]
    assert all(label(kind, code).strip() for code in codes)


def test_every_status_has_a_firmness() -> None:
    for status in (*get_args(Status), "cancelled"):
        assert firmness(status).status == status
    assert len({firmness(s).stroke for s in ("planned", "expected", "possible", "cancelled")}) == 4


def test_a_code_without_a_label_is_shown_unchanged() -> None:
    assert label("sector", "XYZ") == "XYZ"
