"""Short reports for the tests of the assembly, written for them: the least that a reading needs."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.types import Document, DocumentId, Published, Reading

SHELLING = (
    "At least 12 people were killed when shells struck the market of Old Karsova on Monday, the mayor, Ilya Brandt, said.\n\n"
    "The shells fell shortly after nine in the morning, when farmers from the villages along the Dresna had set out their "
    "stalls. Three buildings behind the town hall caught fire, and the road to the bridge was closed until the evening.\n\n"
    "Brandt blamed the Northern Front, which has held the hills above the town since March. The Front did not reply to "
    "questions. Its commander, Sava Mirel, denied last week that his men aim at houses.\n\n"
    "Hospitals in Karsova and in Lower Tessen took in 40 of the injured. Doctors asked for blood, and buses carried donors "
    "from the university to the clinic through the night.\n\n"
    "The market has been hit twice before this year. After the second attack, in June, the town council moved the livestock "
    "auction to a field outside the walls, but traders returned within a month."
)
BUDGET = (
    "Parliament in Port Ellion rejected the budget of Finance Minister Odile Tamsin by 61 votes to 58 on Tuesday.\n\n"
    "Two members of the Harbour Party, the smaller partner in the coalition, voted with the opposition. They object to a levy "
    "on fishing boats that Tamsin had called the price of a repaired breakwater.\n\n"
    "Prime Minister Joren Aldous said that he would present a second draft by the end of the month. Without a budget the "
    "ministries may spend only what they spent in the same month of last year.\n\n"
    "The Harbour Party's leader, Mette Solvang, will meet Aldous on Thursday. She said that the coalition was not at an end."
)
LETTER = (
    "“We have waited eleven years for an answer from the ministry, and in all that time no official has set foot in the "
    "valley. Our wells are dry, our children walk four hours for water, and the money that was voted for pipes has gone into "
    "a stadium that nobody asked for. We will not pay the land tax again until somebody comes to look us in the eye and tell "
    "us where it went.”"
)


def report(
    key: str,
    text: str,
    day: str | None = "2026-03-02",
    *,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Reading:
    """Return a reading that has a document and no layers."""
    published = Published(value=day, earliest=day, latest=day, basis="given") if day else Published()
    return Reading(
        document=Document(
            id=DocumentId(key), text=text, title=title, publisher=publisher, url=url, published=published
        )
    )


def days_later(day: str, count: int) -> str:
    """Return the day `count` days after `day`."""
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
