"""The names behind the ids of one reading: its actors, and who is said to say something, with the verb."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.types import Actor, ActorId, Attribution, AttributionId, Event, EventId, Reading
from onrecord.views.labels import label
from onrecord.views.layout import printable

NOBODY = "somebody"


class Names:
    """Looks up the actors, attributions and events of a reading; all names can be printed."""

    def __init__(self, reading: Reading) -> None:
        self.actors: dict[ActorId, Actor] = {actor.id: actor for actor in reading.actors}
        self.attributions: dict[AttributionId, Attribution] = {a.id: a for a in reading.attributions}
        self.events: dict[EventId, Event] = {event.id: event for event in reading.events}

    def actor(self, actor: ActorId | None) -> str | None:
        """Return the name of an actor, or None if the reading has no such actor."""
        found = self.actors.get(actor) if actor else None
        return printable(found.name) if found else None

    def each(self, actors: Iterable[ActorId]) -> list[str]:
        """Return the names of those actors that the reading has, each once."""
        return list(dict.fromkeys(name for name in map(self.actor, actors) if name))

    def speaker(self, attribution: Attribution) -> str:
        """Return who is said to say it: the actor's name, else the words of the text."""
        source = attribution.source
        if source is None:
            return NOBODY
        return self.actor(source.actor) or printable(source.text)

    def verb(self, attribution: Attribution) -> str:
        """Return "says", "denies" ..., or "say", "deny" of several who speak together."""
        source = attribution.source
        actor = self.actors.get(source.actor) if source and source.actor else None
        several = attribution.sourcing == "collective" or (actor is not None and actor.kind == "group")
        return label("say" if several else "says", attribution.kind)

    def voice(self, attribution: AttributionId | None) -> str | None:
        """Return on whose word something stands, such as "Ana Kovač denies"; None in the report's own voice."""
        found = self.attributions.get(attribution) if attribution else None
        return f"{self.speaker(found)} {self.verb(found)}" if found and found.source else None
