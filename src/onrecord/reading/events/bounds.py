"""The bounds of the assembly of events, all in one place.

`python -m benchmarks.event_bounds` searches for better ones on every second article of the corpus' dev part, after new
weights of the model, and prints them beside these.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """Probabilities from which something is taken, and log odds by which evidence moves them."""

    sure: float = 0.6
    """Of its type: an event has a mention that is this sure."""
    likely: float = 0.25
    """Of its type: a mention can join an event."""
    actor: float = 0.25
    """Mean over the core words of a phrase that it is an actor; the next ones in the same way."""
    recipient: float = 0.45
    location: float = 0.3
    time: float = 0.35
    condition: float = 0.35
    """Of a word, to be in the condition."""
    figure: float = 0.75
    """Of a word, to be a number of the act."""
    held: float = 0.15
    """Of the source of an attribution that holds the mention, to tell it."""
    heard: float = 0.6
    """Of the source of an attribution that does not hold the mention."""
    same_type: float = 1.6
    """Log odds for a mention where a row finds an act of its type."""
    other_type: float = -0.6
    """Log odds for a mention where rows find acts of other types alone."""
    off_topic: float = -1.5
    """Log odds for a mention in a report on sport or the arts."""
    named: float = 2.0
    """Log odds for an actor that the row of the same type has on this side."""
    named_alone: float = 3.0
    """Log odds for an actor that the row of the same type has on a side on which the model sees nobody."""
    others_named: float = -1.2
    """Log odds for an actor where the row of the same type has others on this side."""
    main: float = 0.3
    """Added to the support of the parties that the main mention names, against those that other mentions name."""
    eager: float = 1.0
    """Log odds that are added to each pair of mentions before they are joined."""


BOUNDS = Bounds()
