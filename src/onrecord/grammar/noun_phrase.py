"""The noun phrase: its preposition, its determiner, its owners, and the dependents of its head.

A phrase is identified by its head. Each property has a function (`preposition_of`, `owners`); `noun_phrase`
returns all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from onrecord.grammar.rules import TokenRule, first_answer
from onrecord.grammar.tree import Tree, has, is_plural_form
from onrecord.grammar.words import GENITIVES

if TYPE_CHECKING:
    from onrecord.grammar.sentence import SentenceGrammar
    from onrecord.grammar.words import GrammarWords

MODIFIER_POS = frozenset({"ADJ", "ADV", "NOUN", "PROPN", "NUM", "VERB"})  # allowed between owner and noun
OWNER_REACH = 5  # words before a noun that are searched for the "'s" of its owner
OF = "of"  # of the patterns in reading/events; grammar itself asks for `genitive_prepositions`

DeterminerKind = Literal["definite", "indefinite", "negative", "possessive", "none"]
GrammaticalNumber = Literal["singular", "plural"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NounPhrase:
    """A noun phrase by token positions; `start` and `end` (exclusive) hold the words up to its head.

    `owners` are the possessors, by an "'s", a pronoun or "of"; `owner_rule` names which. `obliques` are the nouns
    that depend on the head by a preposition. `core` is the head or, if it only counts, the counted nouns: "troops"
    of "thousands of troops".
    """

    head: int
    start: int
    end: int
    core: tuple[int, ...]
    introducer: str = ""
    determiner: int | None = None
    determiner_kind: DeterminerKind = "none"
    number: GrammaticalNumber | None = None
    owners: tuple[int, ...] = ()
    owner_rule: str | None = None
    appositions: tuple[int, ...] = ()
    apposed_to: int | None = None
    compounds: tuple[int, ...] = ()
    adjectives: tuple[int, ...] = ()
    numerals: tuple[int, ...] = ()
    conjuncts: tuple[int, ...] = ()
    obliques: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))


def noun_phrase(sentence: SentenceGrammar, i: int) -> NounPhrase:
    """Return the noun phrase of the noun `i`."""
    owned = find_owners(sentence, i)
    start, end = phrase_edges(sentence, i)
    return NounPhrase(
        head=i,
        start=start,
        end=end,
        core=unpacked(sentence, i, sentence.words),
        introducer=introducer(sentence, i),
        determiner=next(iter(sentence.of(i, "det")), None),
        determiner_kind=determiner_kind(sentence, i, sentence.words),
        number=number_of(sentence, i),
        owners=owned[1] if owned else (),
        owner_rule=owned[0] if owned else None,
        appositions=tuple(sentence.of(i, "appos")),
        apposed_to=apposed_to(sentence, i),
        compounds=tuple(c for c in sentence.of(i, "compound", "flat") if not _is_particle(sentence, c)),
        adjectives=tuple(a for c in sentence.of(i, "amod") for a in sentence.conjuncts(c)),
        numerals=tuple(sentence.of(i, "nummod")),
        conjuncts=sentence.conjuncts(i)[1:],
        obliques=MappingProxyType(obliques_of(sentence, i, "nmod")),
    )


def apposed_to(tree: Tree, i: int) -> int | None:
    """Return the noun that `i` stands in apposition to, or None."""
    head = tree.tokens[i].head
    return head if tree.relations[i] == "appos" and head >= 0 else None


def _is_particle(tree: Tree, c: int) -> bool:
    return tree.tokens[c].deprel == "compound:prt"


def phrase_edges(tree: Tree, i: int) -> tuple[int, int]:
    """Return the first and the last position (exclusive) of noun `i` and the unbroken words before it.

    Dependents with a preposition, dependent clauses and the preposition of the phrase are left out.
    """
    inside = set(
        tree.subtree(i, without=("case", "mark", "cc", "punct", "acl", "appos", "conj", "nsubj", "cop"))
    )
    start = i
    while start - 1 in inside:
        start -= 1
    return start, i + 1


# ---- preposition -----------------------------------------------------------------------------


def preposition_of(tree: Tree, i: int) -> str:
    """Return the first preposition of the phrase of `i` in small letters, or "" if it has none."""
    words = (tree.word(c) for c in tree.children[i] if tree.tokens[c].deprel == "case")
    return next((word for word in words if word not in GENITIVES), "")


def introducer(tree: Tree, i: int) -> str:
    """Return the conjunction or preposition that introduces the phrase of `i`, in small letters, or "".

    It may have several words: "as long as", "ahead of".
    """
    openers = tree.of(i, "mark", "case")
    if not openers:
        return ""
    parts = [openers[0], *tree.of(openers[0], "fixed")]
    parts += [c for c in openers[1:] if c == parts[-1] + 1]  # "ahead of" as two words of one kind
    return " ".join(tree.word(p) for p in sorted(parts))


def is_introduced_by(tree: Tree, i: int, words: Collection[str]) -> bool:
    """Return whether one of `words` is a preposition of the phrase of `i`."""
    return any(tree.lemma(c) in words for c in tree.of(i, "case"))


def obliques_of(tree: Tree, i: int, *relations: str) -> dict[str, tuple[int, ...]]:
    """Return the dependents of `i` and their conjuncts, by the preposition of the dependent."""
    found: dict[str, tuple[int, ...]] = {}
    for c in tree.of(i, *relations):
        preposition = preposition_of(tree, c) or preposition_before(tree, c)
        if preposition and tree.tokens[c].deprel != "nmod:poss":
            found[preposition] = found.get(preposition, ()) + tree.conjuncts(c)
    return found


def obliques_with(tree: Tree, i: int, prepositions: Collection[str], *relations: str) -> tuple[int, ...]:
    """Return the dependents of `i` and their conjuncts with one of `prepositions`."""
    found = obliques_of(tree, i, *relations)
    return tuple(c for preposition, places in found.items() if preposition in prepositions for c in places)


def preposition_before(tree: Tree, i: int) -> str:
    """Return the preposition right before the phrase of `i` that the parser attached elsewhere, or "".

    Parsers read "in" of "engaged in talks" as a particle, and attach "with" of "meetings with his counterpart in
    Geneva" to "Geneva".
    """
    before = min(tree.subtree(i)) - 1
    if before < 0 or tree.tokens[before].upos != "ADP" or tree.word(before) in GENITIVES:
        return ""
    return tree.word(before)


# ---- determiner and number -------------------------------------------------------------------


def determiner_kind(tree: Tree, i: int, words: GrammarWords) -> DeterminerKind:
    """Return the kind of the determiner of the noun phrase of `i`."""
    if any(True for _ in possessors(tree, i)):
        return "possessive"
    said = [tree.word(c) for c in tree.of(i, "det", "cc", "nummod")]
    classes: tuple[tuple[DeterminerKind, frozenset[str]], ...] = (
        ("negative", words.negatives),
        ("definite", words.definites),
        ("indefinite", words.indefinites),
    )
    return next((kind for kind, kinds in classes if any(word in kinds for word in said)), "none")


def number_of(tree: Tree, i: int) -> GrammaticalNumber | None:
    """Return the number of the noun `i`; of a coordination it is plural."""
    token = tree.tokens[i]
    if is_plural_form(token) or len(tree.conjuncts(i)) > 1:
        return "plural"
    return "singular" if has(token, "Number=Sing") else None


def unpacked(tree: Tree, i: int, words: GrammarWords) -> tuple[int, ...]:
    """Return `i` or, if it only counts or measures, the counted nouns: "thousands of troops" → troops."""
    counts = tree.tokens[i].upos == "NUM" or tree.lemma(i) in words.measures
    inside = obliques_with(tree, i, words.genitive_prepositions, "nmod") if counts else ()
    return inside or (i,)


# ---- owners ----------------------------------------------------------------------------------


def find_owners(sentence: SentenceGrammar, i: int) -> tuple[str, tuple[int, ...]] | None:
    """Return the rule that found the owners of the noun `i` and the heads of the owners, or None."""
    return first_answer(OWNER_RULES, sentence, i)


def owners(sentence: SentenceGrammar, i: int) -> tuple[int, ...]:
    """Return the owners of the noun `i`: "Iran's plan", "its plan", "the plan of Iran"."""
    found = find_owners(sentence, i)
    return found[1] if found else ()


def possessors(tree: Tree, i: int) -> Iterator[int]:
    """Yield the possessives of the noun `i`: names with "'s" and pronouns."""
    for c in tree.children[i]:
        if tree.tokens[c].deprel == "nmod:poss":
            yield c


def owning_phrases(tree: Tree, i: int, prepositions: Collection[str]) -> Iterator[int]:
    """Yield in text order the possessives of noun `i` and its dependents with one of `prepositions`.

    These are owners in a wide sense: "the minister's spokesman", "a spokeswoman for the ministry".
    """
    for c in tree.of(i, "nmod"):
        if tree.tokens[c].deprel == "nmod:poss" or is_introduced_by(tree, c, prepositions):
            yield c


def genitive_before(tree: Tree, i: int) -> tuple[int, ...]:
    """Return the noun with an "'s" right before the phrase of `i`, wherever the parser attached it."""
    tokens = tree.tokens
    for j in range(i - 1, max(i - OWNER_REACH, 0), -1):
        if tokens[j].text in GENITIVES:
            return (tokens[j].head,) if 0 <= tokens[j].head < j else ()
        if tokens[j].upos not in MODIFIER_POS:
            return ()
    return ()


def _by_possessive(tree: Tree, i: int) -> tuple[int, ...]:
    return tuple(owner for c in possessors(tree, i) for owner in tree.conjuncts(c))


def _by_genitive_before(tree: Tree, i: int) -> tuple[int, ...]:
    return genitive_before(tree, i) if tree.tokens[i].upos == "NOUN" else ()


def _by_of(sentence: SentenceGrammar, i: int) -> tuple[int, ...]:
    return obliques_with(sentence, i, sentence.words.genitive_prepositions, "nmod")


OWNER_RULES: tuple[TokenRule[SentenceGrammar, tuple[int, ...]], ...]
OWNER_RULES = (
    TokenRule("possessive", _by_possessive),
    TokenRule("genitive before", _by_genitive_before),
    TokenRule("of", _by_of),
)
