"""The addressee: the object of "tell", "to reporters", "in an interview with X", "urged X to"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.grammar.noun_phrase import is_introduced_by
from onrecord.reading.attributions.context import Context
from onrecord.reading.attributions.extents.cues import CueAt
from onrecord.reading.attributions.fields.cue_words import CueWords
from onrecord.types import Actor, ActorId

ASKING_KINDS = ("demand", "ask", "warn")  # kinds whose addressee is to do what is said
TELLING_KINDS = ("say", "promise", "warn", "deny")  # kinds whose addressee stands behind "to"


def addressee_of(said: CueWords, speaker: Actor | None, context: Context) -> ActorId | None:
    """Return the first actor that may be the addressee and is not the speaker, or None."""
    for i in _candidates(said):
        actor = context.actors.at(said.tree.tokens[i].start)
        if actor is not None and actor is not speaker:
            return actor.id
    return None


def _candidates(said: CueWords) -> Iterator[int]:
    """Yield those who are asked to act, also inside the content, then hearers outside the content."""
    for cue in said.cues:
        yield from _asked(said, cue)
    hearers = (
        [c for cue in said.cues for c in _hearers(said, cue)] if said.cues else _behind_to(said, said.head)
    )
    yield from (c for c in hearers if not said.is_content(c))


def _asked(said: CueWords, cue: CueAt) -> list[int]:
    """Return who is asked to act: "urged Oslo to leave", "called on Oslo"."""
    if cue.row.kind not in ASKING_KINDS:
        return []
    if cue.object_head is not None and cue.row.words[-1] in said.words.classes.asked_prepositions:
        return [cue.object_head]
    return said.tree.of(cue.head, "obj", "iobj", "nsubj:pass") if said.tree.of(cue.head, "xcomp") else []


def _hearers(said: CueWords, cue: CueAt) -> list[int]:
    """Return the objects of a cue with a hearer, who stands behind "to", and partners of a conversation."""
    tree = said.tree
    objects = [c for relation in ("iobj", "obj", "nsubj:pass") for c in tree.of(cue.head, relation)]
    is_spoken_to = cue.row.hearer or (cue.row.kind in ASKING_KINDS and tree.of(cue.head, "aux:pass"))
    found = objects if is_spoken_to else []
    if cue.row.kind in TELLING_KINDS:
        found += [c for c in _behind_to(said, cue.head) if c != cue.object_head]
    return found + _partners(said, cue)


def _behind_to(said: CueWords, head: int) -> list[int]:
    prepositions = said.words.classes.to_words
    return [c for c in said.tree.of(head, "obl") if is_introduced_by(said.tree, c, prepositions)]


def _partners(said: CueWords, cue: CueAt) -> list[int]:
    """Return the partners of a conversation: "in an interview with Ort"."""
    tree, classes = said.tree, said.words.classes
    talks = [c for c in tree.of(cue.head, "obl") if tree.lemma(c) in classes.conversation_nouns]
    nouns = (n for c in talks for n in tree.of(c, "nmod"))
    return [n for n in nouns if is_introduced_by(tree, n, classes.partner_prepositions)]
