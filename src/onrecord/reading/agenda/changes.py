"""Whether a plan is cancelled or moved to another day: by the verb or noun that governs its word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from onrecord.grammar.noun_phrase import introducer
from onrecord.grammar.sentence import SentenceGrammar
from onrecord.lexicon.agenda import AgendaWords

Change = Literal["cancelled", "moved"]


def change_of(grammar: SentenceGrammar, i: int, words: AgendaWords) -> Change | None:
    """Return what becomes of the plan that word `i` names: "called off the talks", "the postponement of the vote"."""
    above = grammar.tokens[i].head
    if above < 0 or words.changing.isdisjoint((grammar.lemma(above), grammar.word(above))):
        return None
    if grammar.is_negated(above):
        return None
    names = set(_names(grammar, above)) if _is_undergoer(grammar, i, above) else set()
    names |= {
        f"{name} {introducer(grammar, i)}"
        for name in (grammar.lemma(above), grammar.word(above))
        if grammar.relations[i] == "obl"
    }
    named: list[tuple[int, Change]] = [(len(name.split()), "cancelled") for name in names & words.cancelling]
    named += [(len(name.split()), "moved") for name in names & words.moving]
    longest = max(named, key=lambda pair: pair[0], default=None)  # "suspend until" decides, not "suspend"
    return longest[1] if longest else None


def _names(grammar: SentenceGrammar, above: int) -> Iterator[str]:
    """Yield the governing word alone, with its particle and with the prepositions behind it, as lemma and as written."""
    particles = [grammar.word(c) for c in grammar.of(above, "compound:prt", "advmod")]
    particles += [introducer(grammar, c) or "" for c in grammar.of(above, "obl")]
    for name in (grammar.lemma(above), grammar.word(above)):
        yield name
        yield from (f"{name} {particle}" for particle in particles)


def _is_undergoer(grammar: SentenceGrammar, i: int, above: int) -> bool:
    relation = grammar.relations[i]
    if grammar.tokens[above].upos == "VERB":
        bare = relation == "obl" and not introducer(
            grammar, i
        )  # "called off next week's talks", as parsers may see it
        return relation == "obj" or grammar.tokens[i].deprel == "nsubj:pass" or bare
    return relation == ("nsubj" if grammar.tokens[above].upos == "ADJ" else "nmod")  # "has been shelved"
