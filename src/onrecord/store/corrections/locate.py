"""From what a person writes to a value that outlives a new reading: find the actors, places and words that are meant.

A person names an actor by name, id or words of the text; the value that is kept has the words' offsets too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from onrecord.errors import StoreError
from onrecord.store.corrections.facts import Fact, anchor_of
from onrecord.store.corrections.fields import FIELDS, InvalidValueError, party_of
from onrecord.store.corrections.types import NOTHING, NOUNS
from onrecord.store.corrections.values import NOWHERE, At, Count, Party, Spot, list_text
from onrecord.types import Actor, Event, Place, Reading, Span

MOST_LISTED = 8  # actors that a message lists


def located(reading: Reading, layer: str, fact: Fact, name: str, texts: Sequence[str]) -> str:
    """Return the value of a field that `texts` mean, with the offsets of all words; raises `StoreError`.

    Of a field that is a list each text is a part, or `-` for none; of any other field there is one.
    """
    field = FIELDS[layer].get(name)
    if field is None:
        raise StoreError(
            f"The {NOUNS[layer]} has no {name} to correct; it has {', '.join(FIELDS[layer]) or 'none'}."
        )
    if len(texts) > 1 and not field.is_list:
        raise StoreError(f"There is one {name} only, and {len(texts)} were given; give one.")
    try:
        value = field.parse("; ".join(texts))
    except InvalidValueError as error:
        raise StoreError(f"The {name} is {error}") from None
    locate = LOCATE.get(name)
    if locate is None or value is None:
        return texts[0] if locate is None else NOTHING
    if field.is_list:
        return list_text(locate(reading, fact, one) for one in value)
    return str(locate(reading, fact, value))


# ---- actors ------------------------------------------------------------------------------


def _party(reading: Reading, _: Fact, party: Party) -> Party:
    """Return a party with its mention, by what the reading has, else by words of the text."""
    found = _actors(reading, party)
    if len(found) > 1:
        names = "; ".join(f"'{party_of(actor)}'" for actor in found[:MOST_LISTED])
        raise StoreError(f"'{party.name}' may be {len(found)} actors of the report; say which: {names}.")
    if found:
        own = party_of(found[0])
        return replace(own, at=_at(reading, party.at, own.at))
    return _new_party(reading, party)


def _at(reading: Reading, given: At, own: At) -> At:
    """Return the words that a person named, else those of the actor's own mention."""
    if given == NOWHERE:
        return own
    return given if given.words is None else _words(reading, given.words)


def _actors(reading: Reading, party: Party) -> list[Actor]:
    """Return the actors that a party may be, by the first of several ways that finds one."""
    name = " ".join(party.name.split()).casefold()
    if party.at.start is not None:
        return [a for a in reading.actors if any(m.start == party.at.start for m in a.mentions)][:1]
    ways: tuple[Callable[[Actor], bool], ...] = (
        lambda a: a.id == party.name or party.name in (a.wikidata, None),
        lambda a: a.name.casefold() == name,
        lambda a: any(m.text.casefold() == name for m in a.mentions),
        lambda a: re.search(rf"\b{re.escape(name)}\b", a.name.casefold()) is not None,
    )
    for fits in ways:
        found = [a for a in reading.actors if fits(a) and _has_facts(a, party)]
        if found:
            return found
    return []


def _has_facts(actor: Actor, party: Party) -> bool:
    return (
        party.kind in (None, actor.kind)
        and party.country in (None, actor.country)
        and party.wikidata in (None, actor.wikidata)
    )


def _new_party(reading: Reading, party: Party) -> Party:
    """Return a party that the reading does not have as an actor: words of the text, and what kind of actor they name."""
    at = _words(reading, party.name) if party.at == NOWHERE else _at(reading, party.at, NOWHERE)
    if at == NOWHERE or at.end is None:
        named = ", ".join(a.name for a in reading.actors[:MOST_LISTED]) or "none"
        raise StoreError(
            f"The report has no actor '{party.name}', and not these words; its actors are {named}. "
            "Add the words that name it, such as 'Red Cross (organization) @\"aid workers\"'."
        )
    if party.kind is None:
        raise StoreError(
            f"'{party.name}' is no actor of the report yet; say what it is, such as '{party.name} (organization)'."
        )
    return replace(party, at=at)


# ---- words -------------------------------------------------------------------------------


def _words(reading: Reading, words: str, near: Iterable[Span] = ()) -> At:
    """Return where words stand in the text: inside the spans `near` them first; nowhere if they do not."""
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
    found = [m.span() for m in re.finditer(pattern, reading.document.text, re.IGNORECASE)]
    inside = [(s, e) for s, e in found if any(n.start <= s and e <= n.end for n in near)]
    return next((At(start, end) for start, end in (*inside, *found)), NOWHERE)


def _spot(reading: Reading, fact: Fact, spot: Spot) -> Spot:
    """Return a place with its words, by the place names of the reading, else by words of the text."""
    at, near = spot.at, _near(fact)
    if at.words is not None:
        at = _words(reading, at.words, near)
    elif at == NOWHERE:
        names = [p for p in reading.places if spot.name.casefold() in (p.name.casefold(), p.text.casefold())]
        names.sort(key=lambda p: not any(n.start <= p.start < n.end for n in near))
        at = At(names[0].start, names[0].end) if names else _words(reading, spot.name, near)
    if at == NOWHERE:
        raise StoreError(
            f"The report does not name '{spot.name}'; add the words that name the place, such as "
            f"'{spot.name} @\"the town\"', or write - for none."
        )
    there = next((p for p in reading.places if (p.start, p.end) == (at.start, at.end)), None)
    if there is not None and _is_it(there, spot):
        return Spot(there.name, there.country, there.geonames, there.lat, there.lon, at)
    return replace(spot, at=at)


def _is_it(place: Place, spot: Spot) -> bool:
    """Return whether a person means a place of the reading, and says nothing else of it."""
    return (
        spot.name.casefold() in (place.name.casefold(), place.text.casefold())
        and spot.country in (None, place.country)
        and spot.geonames is None
    )


def _count(reading: Reading, fact: Fact, count: Count) -> Count:
    """Return a number with its words: those given, else the number in the sentences of the event, else in the text."""
    if count.at.words is not None:
        at = _words(reading, count.at.words, _near(fact))
    elif count.at == NOWHERE:
        numbers = [n for n in (count.low, count.high) if n is not None]
        forms = [form for n in numbers for form in (f"{n:,.15g}", f"{n:.15g}")]
        found = [at for form in forms if (at := _words(reading, form, _near(fact))) != NOWHERE]
        at = next(iter(found), NOWHERE)
    else:
        at = count.at
    if at == NOWHERE and isinstance(fact, Event):  # the words of the number that it takes the place of
        at = next((At(f.span.start, f.span.end) for f in fact.figures if f.what == count.what), NOWHERE)
    if at.end is None:
        raise StoreError(
            f"The report does not have the number of '{count}'; add its words, such as 'killed 12 @\"a dozen\"'."
        )
    return replace(count, at=at)


def _near(fact: Fact) -> tuple[Span, ...]:
    return (*getattr(fact, "evidence", ()), anchor_of(fact))


def _source(reading: Reading, fact: Fact, party: Party) -> Party:
    found = _party(reading, fact, party)
    if found.at.end is None:
        start = found.at.start or 0
        mention = next((m for a in reading.actors for m in a.mentions if m.start == start), None)
        found = replace(found, at=At(start, mention.end if mention else start + len(found.name)))
    return found


LOCATE: Mapping[str, Callable[[Reading, Fact, Any], object]] = {  # by field; other values say all themselves
    "actors": _party,
    "recipients": _party,
    "source": _source,
    "location": _spot,
    "figures": _count,
}
