"""On whose word an event is told: the attribution that the model hears, or the innermost one that holds the words.

An event with a mention in the article's own voice is told by the article (docs/annotation-events.md, section 7). The
model gives each word a probability of being the word-giver of an act. An attribution that holds the mention counts if
the model gives its source some chance; one that does not hold it counts if the model is sure. What a word of claiming or denying governs is on the word of its attribution: "accused Oslo of spying".
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import introducer
from onrecord.lexicon.status import StatusWords
from onrecord.reading.attributions.holding import holding
from onrecord.reading.events.bounds import BOUNDS, Bounds
from onrecord.reading.events.phrases import odds_of
from onrecord.reading.events.tellings import Telling
from onrecord.types import ActMention, Attribution, Span, Token

COMPLEMENTS = ("ccomp", "xcomp")
GOVERNED = (*COMPLEMENTS, "advcl", "obl", "nmod", "acl")  # "that it spied"; "of spying", "for the raid"
CLAIMING = ("claimed", "denied")  # effects of words whose act somebody only tells


def voice_of(
    order: Sequence[Telling],
    attributions: Sequence[Attribution],
    forest: Forest,
    words: StatusWords,
    bounds: Bounds = BOUNDS,
) -> Attribution | None:
    """Return the attribution that tells the main mention, which is first; None if the article tells the event."""
    holders = [
        claimant_of(telling.act, attributions, forest, words) or holder_of(telling.act, attributions, bounds)
        for telling in order
    ]
    return holders[0] if all(holders) else None


def claimant_of(
    act: Span, attributions: Sequence[Attribution], forest: Forest, words: StatusWords
) -> Attribution | None:
    """Return the attribution by whose cue an act is only claimed, or is denied: "accused Oslo of spying"."""
    placed = forest.head_in(act.start, act.end)
    cue = _claiming(*placed, words) if placed is not None else None
    if cue is None:
        return None
    said = [a for a in attributions if a.cue is not None and a.cue.start <= cue.start < a.cue.end]
    return next((a for a in holding(said, act.start) if a.polarity == "positive"), None)


def _claiming(tree: Tree, i: int, words: StatusWords) -> Token | None:
    """Return the word of claiming or denying that governs a word, or None."""
    head = tree.tokens[i].head
    if head < 0 or tree.relations[i] not in GOVERNED:
        return None
    scope = "clause" if tree.relations[i] in COMPLEMENTS else introducer(tree, i)
    cue = tree.tokens[head]
    rows = words.operators.get((cue.lemma.lower(), cue.upos.lower()), ())
    row = next((row for row in rows if (scope or "clause") in row.scope), None)
    return cue if row is not None and row.effect in CLAIMING else None


def holder_of(
    act: ActMention, attributions: Sequence[Attribution], bounds: Bounds = BOUNDS
) -> Attribution | None:
    """Return the attribution on whose word a mention is told, or None."""
    odds = odds_of(act, "voice")
    if not odds:
        return None
    for holder in holding(attributions, act.start):
        if _heard(holder, odds) >= bounds.held:
            return holder
    if max(odds.values()) < bounds.heard:
        return None
    sure = [(_heard(attribution, odds), -n) for n, attribution in enumerate(attributions)]
    best = max(sure, default=(0.0, 0))
    return attributions[-best[1]] if best[0] >= bounds.heard else None


def _heard(attribution: Attribution, odds: dict[int, float]) -> float:
    """Return the probability of the likeliest word of the source, or of the cue if there is none."""
    said: Span | None = attribution.source or attribution.cue
    if said is None:
        return 0.0
    return max((p for start, p in odds.items() if said.start <= start < said.end), default=0.0)
