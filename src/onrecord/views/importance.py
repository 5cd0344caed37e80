"""What a report itself makes important, from what it puts into its title and its first paragraphs.

Reports of an agency give the news first and its background last (the inverted pyramid), so place is a sign of weight;
so is how often a happening is told, and how many people it harmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import log10

from onrecord.types import Attribution, Event, Figure, Reading, Span
from onrecord.views.names import Names

STEM = 5  # letters of a word that are compared: "rejects" in the title, "rejected" in the text
LEAST_WORD = 4  # letters: shorter words of a title say little
IN_TITLE, TITLED_PARTIES = 3.0, 2
BY_PARAGRAPH = (5.0, 3.0, 1.5)  # of the first, second and third paragraph
MOST_RETOLD = 3  # tellings after the first that count
FRAGMENT, LEAST_SAID = 6.0, 4  # what has fewer words says nothing by itself
TOLL = ("killed", "injured", "abducted", "displaced", "arrested")
MOST_TOLL = 3.0
WORD = re.compile(r"[^\W\d_]+")


class Importance:
    """Weighs the events and attributions of one reading by the report's own signs."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.names = names
        self.text = reading.document.text
        self.title = set(_stems([reading.document.title or ""]))

    def of_event(self, event: Event) -> float:
        """Return the weight of an event; 0 is least."""
        parties = self.names.each((*event.actors, *event.recipients))
        titled = sum(self._is_titled([name]) for name in parties)
        return (
            IN_TITLE * self._is_titled([mention.text for mention in event.mentions])
            + min(titled, TITLED_PARTIES)
            + self._place(min((event.trigger, *event.mentions), key=lambda span: span.start))
            + min(len(event.mentions) - 1, MOST_RETOLD)
            + max(map(_toll, event.figures), default=0.0)
            + 2 * bool(event.actors)
            + bool(event.recipients)
        )

    def of_attribution(self, attribution: Attribution) -> float:
        """Return the weight of what is said: its place, whether it is quoted, and whether the source is named."""
        return (
            self._place(attribution.content[0])
            + (attribution.quotation != "indirect")
            + (attribution.kind != "believe")
            + (attribution.sourcing == "named")
            - FRAGMENT * (sum(len(span.text.split()) for span in attribution.content) < LEAST_SAID)
        )

    def _is_titled(self, texts: Iterable[str]) -> bool:
        return not self.title.isdisjoint(_stems(texts))

    def _place(self, span: Span) -> float:
        paragraph = len(re.findall(r"\n\s*\n", self.text[: span.start]))
        return BY_PARAGRAPH[paragraph] if paragraph < len(BY_PARAGRAPH) else 0.0


def _stems(texts: Iterable[str]) -> Iterable[str]:
    """Yield the first letters of the longer words.

    >>> list(_stems(["Peru rejects the plan"]))
    ['peru', 'rejec', 'plan']
    """
    for text in texts:
        yield from (word[:STEM].lower() for word in WORD.findall(text) if len(word) >= LEAST_WORD)


def _toll(figure: Figure) -> float:
    number = figure.low if figure.low is not None else figure.high
    if figure.what not in TOLL or not number or number < 1:
        return 0.0
    return min(1.0 + log10(number), MOST_TOLL)
