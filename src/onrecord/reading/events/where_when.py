"""Find where and when an act takes place: place and time phrases that depend on its own words.

A phrase belongs to an act if only noun phrases are between them: a time in another clause ("said on
Friday that they would meet") belongs to the verb of saying. A noun that names an act shares the phrases
of the verb of which it is subject or object ("the talks are expected to take place on Monday").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import preposition_of
from onrecord.lexicon.events import EventWords
from onrecord.reading.events.frames import Clauses, Frame
from onrecord.reading.events.participants import GATHERING
from onrecord.reading.events.parties import Parties
from onrecord.reading.events.triggers import Act
from onrecord.types import EventTime, Place, Reason, Span, Time

NOUN_RELATIONS = (
    "obl",
    "nmod",
    "nummod",
    "compound",
    "flat",
    "appos",
    "det",
    "amod",
    "advmod",
    "conj",
    "obj",
    "fixed",
)
CARRIED = ("nsubj", "obj")  # such a noun has the time and place of its verb, or of the verb's complement
SINCE, OVER = "since", "over"
VISIT = "visit"  # the mode of journeys
YEAR_DIGITS = 4  # digits
YEAR_OF = ("nummod", "compound", "amod", "nmod:unmarked")
FIRING = ("ASSAULT", "MOBILIZE")  # for these types, "over" introduces a place; for others, a topic


@dataclass(frozen=True, slots=True)
class Timed:
    """When an act takes place, the words that say so, and the rule that decided."""

    time: EventTime
    phrase: Span
    reason: Reason


def times_by_head(times: Sequence[Time], tree: Tree) -> list[tuple[int, Time]]:
    """Return the times of a sentence with the position of their head word."""
    found = []
    for time in times:
        head = tree.head_of(time.start, time.end)
        if head is not None:
            found.append((head, time))
    return found


def find_time(
    act: Act, clauses: Clauses, times: Sequence[tuple[int, Time]], today: str | None
) -> Timed | None:
    """Return the nearest time attached to the act; a date is preferred to a duration. None if there is none.

    An act that has continued since a day lasts until `today`, the day of the report.
    """
    owners = owners_of(act, clauses)
    attached = [
        (head, time)
        for head, time in times
        if _depends_on(clauses.tree, head, owners) and not _dates_a_thing(clauses.tree, head, time)
    ]
    own = len(attached)
    if all(time.earliest is None for _, time in attached):  # "the now famous summit last July"
        attached += _adjoining(act, clauses, times)
    if not attached:
        return None
    core = act.core.position
    head, best = min(attached, key=lambda pair: (pair[1].earliest is None, abs(pair[0] - core)))
    rule = "time-on-its-words" if (head, best) in attached[:own] else "time-behind-the-noun"
    latest = best.latest
    if best.earliest is not None and preposition_of(clauses.tree, head) == SINCE:
        latest = max(best.earliest, today) if today is not None else None
        rule = "since-then-until-the-report"
    if best.earliest is not None:
        latest = _last_day(clauses.tree, head, latest, times)
    when = EventTime(earliest=best.earliest, latest=latest, time=best.id)
    return Timed(when, best, Reason(rule=rule, words=best.text))


def _last_day(tree: Tree, head: int, latest: str | None, times: Sequence[tuple[int, Time]]) -> str | None:
    """Return the last day of a time and of those that "and" joins to it: "on July 11 and 12"."""
    joined = [
        time.latest
        for other, time in times
        if tree.tokens[other].deprel == "conj" and tree.tokens[other].head == head and time.latest
    ]
    return max([*([latest] if latest else []), *joined], default=None)


def find_location(act: Act, clauses: Clauses, parties: Parties, words: EventWords) -> Place | None:
    """Return the place attached to the act: a phrase of place, a modifier, or the destination of a visit."""
    for position in owners_of(act, clauses):
        frame = clauses.frame(position)
        found = _behind_preposition(act, frame, clauses, parties, words) or _beside(
            act, frame, clauses, parties
        )
        if found is not None:
            return found
    return _deep_location(act, clauses, parties, words)


def _behind_preposition(
    act: Act, frame: Frame, clauses: Clauses, parties: Parties, words: EventWords
) -> Place | None:
    for preposition, positions in frame.obl.items():
        if not _leads_to_place(act, preposition, words):
            continue
        found = next((p for i in positions if (p := parties.place(clauses.tree, i)) is not None), None)
        if found is not None:
            return found
    return None


def _leads_to_place(act: Act, preposition: str, words: EventWords) -> bool:
    """Return whether a preposition introduces the place of an act, or the destination of a visit."""
    if preposition == OVER and act.type not in FIRING:
        return False
    is_destination = act.mode == VISIT and preposition in words.classes.destination_prepositions
    return is_destination or preposition in words.classes.place_prepositions


def _beside(act: Act, frame: Frame, clauses: Clauses, parties: Parties) -> Place | None:
    """Return a place that modifies the word of an act, or is the object of a visit."""
    for modifier in [*frame.mods, *(frame.obj if act.mode == VISIT else [])]:
        found = parties.place(clauses.tree, modifier)
        if found is None and act.type == GATHERING:
            found = parties.namesake(clauses.tree, modifier)
        is_noun = clauses.tree.tokens[modifier].upos != "ADJ" and modifier not in frame.poss
        if found is not None and is_noun:
            return found
    return None


def _deep_location(act: Act, clauses: Clauses, parties: Parties, words: EventWords) -> Place | None:
    """Return a place anywhere in the noun phrase that names the act: "the arrest of a spy in Oslo"."""
    tree, core = clauses.tree, act.core.position
    if tree.tokens[core].upos not in ("NOUN", "PROPN"):
        return None
    for i in tree.subtree(core):
        if i != core and preposition_of(tree, i) in words.classes.place_prepositions:
            found = parties.place(tree, i)
            if found is not None:
                return found
    return None


def _dates_a_thing(tree: Tree, head: int, time: Time) -> bool:
    """Return whether a year modifies a noun: "a 2013 pact" was not suspended in 2013."""
    return time.text.isdigit() and len(time.text) == YEAR_DIGITS and tree.tokens[head].deprel in YEAR_OF


def _adjoining(act: Act, clauses: Clauses, times: Sequence[tuple[int, Time]]) -> list[tuple[int, Time]]:
    """Return the time directly after a noun phrase that names the act, however it is attached.

    In "They recalled the summit in Riga last July", the time is that of the summit.
    """
    tree = clauses.tree
    if tree.tokens[act.core.position].upos not in ("NOUN", "PROPN"):
        return []
    after = max(tree.subtree(act.core.position)) + 1
    if after >= len(tree.tokens):
        return []
    return [(head, time) for head, time in times if time.start == tree.tokens[after].start]


def owners_of(act: Act, clauses: Clauses) -> list[int]:
    """Return the words whose times and places belong to the act, the innermost first."""
    tree = clauses.tree
    chain = act.chain[:1] if act.kept else act.chain  # the kept act has its own time and place
    owners = [link.position for link in reversed(chain)]
    core = tree.tokens[act.core.position]
    if core.upos in ("NOUN", "PROPN") and core.head >= 0 and tree.relations[act.core.position] in CARRIED:
        owners.append(core.head)
        owners += clauses.frame(core.head).xcomp
    occasion = clauses.occasion(act.head) if act.type == GATHERING else None
    if occasion is not None:
        owners.append(occasion)
    return list(dict.fromkeys(owners))


def _depends_on(tree: Tree, i: int, owners: Sequence[int]) -> bool:
    """Return whether the phrase of `i` depends on a word of `owners`, through nouns only."""
    while i >= 0:
        if i in owners:
            return True
        token = tree.tokens[i]
        if tree.relations[i] not in NOUN_RELATIONS or (token.upos == "VERB" and token.deprel == "conj"):
            return False
        i = token.head
    return False
