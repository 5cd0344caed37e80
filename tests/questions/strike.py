"""A story told by five outlets over a month, for the tests of questions: a denial, a toll and a date that move, a copy.

Written for the project. Peru is said to have bombed a market in Ecuador; its president denies it and admits it later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, partial
from pathlib import Path

from onrecord import load_known, read
from onrecord.assembly.assemble import assemble
from onrecord.store import assemble_store, begin_run, end_run, keep, note_failure, open_store
from onrecord.types import Document, Note, Published, Reading, document_id
from onrecord.world import load_world

Report = tuple[str, str, str, str, str]  # given id, outlet, day, title, text

STRIKE = (
    "MACARÁ, Ecuador - An air strike killed 12 people at a market in Macará on Sunday, Mayor Alfredo Suquilanda said.\n\n"
    "Ecuador's foreign minister, Gabriela Sommerfeld, said that Peru bombed the market. “This was an attack on families who "
    "came to buy bread,” she told reporters in Quito.\n\n"
    "Peruvian President Dina Boluarte denied that Peru bombed the market in Macará.\n\n"
    "The foreign ministers of Ecuador and Peru will meet in Lima on Friday, Sommerfeld said."
)
REPORTS: Sequence[Report] = (
    ("strike", "Andes Wire", "2024-05-13", "Air strike kills 12 at a market in Macará", STRIKE),
    (
        "reprint",
        "Sierra Gazette",
        "2024-05-14",
        "Market hit by air strike",
        f"{STRIKE} Schools in the province stayed closed.",
    ),
    (
        "toll",
        "Guayas Post",
        "2024-05-14",
        "Nine dead in Macará, says the Red Cross",
        (
            "QUITO - An air strike on a market in Macará killed nine people on Sunday, the Red Cross said.\n\n"
            "Ecuador expelled Peru's ambassador on Monday. Foreign minister Gabriela Sommerfeld said that Peru bombed the market "
            "in Macará."
        ),
    ),
    (
        "moved",
        "Andes Wire",
        "2024-05-15",
        "Ministers of Ecuador and Peru put off their talks",
        (
            "QUITO - The foreign ministers of Ecuador and Peru will meet in Lima on 24 May, a week later than planned, Gabriela "
            "Sommerfeld said on Wednesday.\n\n"
            "Mayor Alfredo Suquilanda said that an air strike killed 17 people at a market in Macará on Sunday. Peruvian President "
            "Dina Boluarte denied that Peru bombed the market."
        ),
    ),
    (
        "admitted",
        "Lima Chronicle",
        "2024-05-18",
        "Boluarte admits that Peru bombed Macará",
        (
            "LIMA - President Dina Boluarte admitted on Saturday that Peru bombed the market in Macará.\n\n"
            "“Our aircraft bombed the market,” Boluarte said. The foreign ministers of Ecuador and Peru will meet in Lima on 24 "
            "May, she said.\n\n"
            "Ecuador's president, Daniel Noboa, demanded an apology from Peru. Peru will pay compensation to Ecuador by 1 June, "
            "Boluarte said."
        ),
    ),
    (
        "met",
        "Guayas Post",
        "2024-05-25",
        "Ministers meet in Lima",
        (
            "LIMA - The foreign ministers of Ecuador and Peru met in Lima on Friday, Gabriela Sommerfeld said.\n\n"
            "Ecuador and Peru signed an agreement on the border. Boluarte will visit Quito on 20 July."
        ),
    ),
    (
        "later",
        "Andes Wire",
        "2024-06-10",
        "Families in Macará wait for compensation",
        (
            "MACARÁ, Ecuador - Families in Macará wait for compensation from Peru, Mayor Alfredo Suquilanda said on Monday. An air "
            "strike killed 17 people at the market in Macará on 12 May.\n\n"
            "Peru condemned Ecuador on Sunday for closing the border."
        ),
    ),
    (
        "jailed",
        "Manila Star",
        "2024-05-16",
        "Former governor jailed",
        (
            "MANILA - A court in Manila sentenced the former governor Ramon Villanueva to ten years in prison on Thursday for "
            "misuse of public money."
        ),
    ),
)
FAILED = ("broken.html", Note(code="unreadable", message="The page has no article."))


def document_of(report: Report) -> Document:
    """Return a report as the publication of an outlet."""
    key, publisher, day, title, text = report
    url = f"https://{publisher.split()[0].lower()}.example/{key}"
    return Document(
        id=document_id(text, url=url),
        given_id=key,
        url=url,
        title=title,
        publisher=publisher,
        language="en",
        text=text,
        published=Published(value=day, earliest=day, latest=day, basis="given"),
    )


@cache
def reading_of(report: Report) -> Reading:
    """Return the reading of a report, which is read once in however many stores it is kept."""
    return read(document_of(report), load_known())


def add(path: Path, reports: Iterable[Report], *, failing: bool = False) -> Path:
    """Read reports and keep them, in one run, and put together what all of them say."""
    with open_store(path, create=True, write=True) as store:
        run = begin_run(store)
        for report in reports:
            keep(store, reading_of(report), run=run)
        if failing:
            note_failure(store, run, *FAILED)
        assemble_store(store, partial(assemble, world=load_world(())), run=run)
        end_run(store, run)
    return path
