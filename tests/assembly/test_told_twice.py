"""Reports in the words of two outlets, read as they are and assembled: the way of a user."""

from __future__ import annotations

import pytest

from onrecord.assembly.assemble import assemble
from onrecord.assembly.types import Assembly
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.types import Document, DocumentId, Published

REPORTS = {
    "Andes Herald": "LIMA - About 8,000 people marched through Lima on Wednesday against a rise in fuel prices, police said. "
    "The march ended at the congress.",
    "Pacific Report": "Unions in Peru said 30,000 people marched in Lima on Wednesday to protest against higher fuel prices. "
    "Shops along the route closed early.",
    "Straits Chronicle": "MANILA - A court in Manila sentenced the former governor Ramon Villanueva to ten years in prison on "
    "Thursday for misuse of public money.",
}


@pytest.fixture(scope="module")
def assembled() -> Assembly:
    day = Published(value="2022-06-17", earliest="2022-06-17", latest="2022-06-17", basis="given")
    documents = [
        Document(id=DocumentId(f"d_{n}"), text=text, publisher=outlet, published=day)
        for n, (outlet, text) in enumerate(REPORTS.items())
    ]
    return assemble(read_all(documents, load_known()), world=load_known().world)


def test_two_outlets_tell_of_one_march_and_count_it_otherwise(assembled: Assembly) -> None:
    (march,) = [h for h in assembled.happenings if h.type == "PROTEST"]
    assert march.publishers == ("Andes Herald", "Pacific Report")
    assert march.earliest == march.latest == "2022-06-15"
    (found,) = assembled.disagreements
    assert (found.happening, found.field, found.what) == (march.id, "number", "participants")
    assert [side.value for side in found.sides] == ["8000", "30000"]


def test_another_story_stays_apart(assembled: Assembly) -> None:
    documents = [{t.document for t in h.tellings} for h in assembled.happenings]
    assert {"d_2"} in documents
    assert not [told for told in documents if "d_2" in told and len(told) > 1]
