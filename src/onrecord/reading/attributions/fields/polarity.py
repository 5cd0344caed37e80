"""Whether something is said, or is *not* said, thought or planned."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from onrecord.grammar import WordSets
from onrecord.grammar.negation import own_negation
from onrecord.grammar.noun_phrase import introducer
from onrecord.reading.attributions.extents.cues import climb
from onrecord.reading.attributions.fields.cue_words import CueWords
from onrecord.types import Polarity

SPEAKING = ("say", "ask")  # kinds whose object is what is said: "said nothing"


def polarity_of(said: CueWords) -> Polarity:
    """Return the polarity of a cue with the governors above it: "did not say", "declined to say", "said nothing"."""
    verbs = _with_governors(said)
    if any(_is_negative(said, i) for i in verbs) or _is_negative_cue(said) or _is_silence(said):
        return "negative"
    return "negative" if _is_speaking(said) and _says_nothing(said, verbs) else "positive"


def _with_governors(said: CueWords) -> list[int]:
    own = {said.head, *(c.head for c in said.cues)}
    return sorted(own.union(*(climb(said.tree, i, said.words)[1] for i in own)))


def _is_negative(said: CueWords, i: int) -> bool:
    governed = said.words.governors.get(said.tree.lemma(i)) == "negative"
    return governed or _is_negated(said, i) or _is_pending(said, i)


def _is_pending(said: CueWords, i: int) -> bool:
    """Return whether a verb has not come about so far: "has yet to respond"."""
    pending = said.words.classes.unfulfilled_adverbs
    return any(m > 0 and said.tree.word(m - 1) in pending for m in said.tree.of(i, "mark"))


def _is_silence(said: CueWords) -> bool:
    """Return whether a word of the cue says that nothing is said: "has remained silent on"; not if that is negated."""
    silence = said.words.classes.silence_words
    return any(said.tree.word(i) in silence and not _is_negated(said, i) for i in said.positions)


def _is_negated(said: CueWords, i: int) -> bool:
    """Return whether a verb is negated by a word of its own or by its preposition: "without saying"."""
    classes = said.words.classes
    sets = _negation(classes.cue_negators, classes.cue_focus_adverbs)
    return own_negation(said.tree, i, sets) is not None or introducer(said.tree, i) in classes.cue_negators


@lru_cache(maxsize=1)
def _negation(negators: frozenset[str], focus: frozenset[str]) -> WordSets:
    return WordSets(negators=negators, negatives=negators, focus=focus)


def _is_negative_cue(said: CueWords) -> bool:
    return bool(said.cues) and said.cues[0].row.polarity == "negative"


def _is_speaking(said: CueWords) -> bool:
    return not said.cues or said.cues[0].row.kind in SPEAKING


def _says_nothing(said: CueWords, verbs: Iterable[int]) -> bool:
    """Return whether the object is "nothing" or "no ..."."""
    tree, empty = said.tree, said.words.classes.empty_objects
    objects = [c for i in verbs for c in tree.of(i, "obj")]
    return any(tree.lemma(w) in empty for c in objects for w in (c, *tree.of(c, "det", "amod")))
