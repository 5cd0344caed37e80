"""What a number counts, from the words that govern it: killed, injured, arrested, votes and so on.

A reading asks only whether it counts votes; what the figures of an act count, the model says. The other answers are
scored by `python -m benchmarks.figures`.

The words and the places where a number stands to them are those of `count_words.tsv`; the places are asked in the
order of `WHAT_RULES`. The result is a guess for one sentence, without the event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import obliques_of
from onrecord.grammar.rules import TokenRule, first_answer
from onrecord.grammar.tree import has, is_past_participle
from onrecord.grammar.voice import is_passive
from onrecord.lexicon.numbers import CountPlace, CountPos, Figure, NumberWords

QUANTITY = ("nummod", "det", "advmod", "compound", "amod", "nmod:unmarked", "flat", "list")
QUANTITY_POS = ("NUM", "SYM", "DET", "ADV", "ADJ", "ADP", "PUNCT", "X")
PHRASAL = ("nmod", "appos", "conj", "obl", "dep", "parataxis")
COUNT_POS: Mapping[str, CountPos] = {
    "VERB": "verb",
    "NOUN": "noun",
    "ADJ": "adjective",
    "ADV": "adverb",
    "ADP": "adverb",
    "PROPN": "noun",
}


@dataclass(frozen=True, eq=False)
class _Asked:
    """A number in its sentence: the heads of what it counts, from its own word outwards."""

    tree: Tree
    words: NumberWords
    heads: tuple[int, ...]

    def what(self, i: int, place: CountPlace) -> Figure | None:
        """Return what the word `i` says of a number at `place`, by its part of speech."""
        pos = COUNT_POS.get(self.tree.tokens[i].upos)
        if pos is None:
            return None
        counts = self.words.counts
        return counts.get((self.tree.lemma(i), pos, place)) or counts.get((self.tree.word(i), pos, place))

    def first(self, positions: Sequence[int], place: CountPlace) -> Figure | None:
        """Return what the first of `positions` with an answer says."""
        return next((what for i in positions if (what := self.what(i, place))), None)


def what_governs(tree: Tree, position: int, words: NumberWords) -> Figure:
    """Return what the words around the token at `position` say that it counts, or "other"."""
    asked = _Asked(tree, words, counted_heads(tree, position))
    found = first_answer(WHAT_RULES, asked, asked.heads[0])
    return found[1] if found else "other"


def counted_heads(tree: Tree, position: int) -> tuple[int, ...]:
    """Return the head of the noun phrase of a number word, then the nouns under its "of": "dozens of *agents*"."""
    top = position
    while tree.is_related(top, QUANTITY) and tree.tokens[top].head >= 0:
        top = tree.tokens[top].head
        if tree.tokens[top].upos not in QUANTITY_POS:
            break
    return (top, *obliques_of(tree, top, "nmod").get("of", ()))


def _by_counted(asked: _Asked, _i: int) -> Figure | None:
    return asked.first(asked.heads, "counted")


def _by_person(asked: _Asked, _i: int) -> Figure | None:
    return asked.first(asked.heads, "person")


def _by_modifier(asked: _Asked, _i: int) -> Figure | None:
    """Return what an adjective, a phrase or a participle of the counted noun says: "37 in custody", "200 injured"."""
    tree = asked.tree
    for head in asked.heads:
        modifiers = tree.of(head, "amod", "acl", "nmod", "advmod", "obl", "xcomp")
        found = asked.first(modifiers, "modified") or asked.first(_participles(tree, head), "object")
        if found:
            return found
    return None


def _participles(tree: Tree, head: int) -> list[int]:
    return [c for c in tree.of(head, "amod", "acl") if is_past_participle(tree.tokens[c])]


def _by_relative(asked: _Asked, _i: int) -> Figure | None:
    """Return what a relative clause says of the counted noun: "the boy who died", "nine men whom it seized"."""
    tree = asked.tree
    for clause in (c for head in asked.heads for c in tree.of(head, "acl:relcl")):
        is_subject = any(has(tree.tokens[c], "PronType=Rel") for c in tree.of(clause, "nsubj"))
        what = asked.what(clause, "subject" if is_subject and not is_passive(tree, clause) else "object")
        if what:
            return what
    return None


def _by_verb(asked: _Asked, i: int) -> Figure | None:
    """Return what the verb says of which the counted noun, or the first of its coordination, is subject or object."""
    tree = asked.tree
    for link in _coordination(tree, i):
        verb, place = tree.tokens[link].head, _place(tree, link)
        if verb >= 0 and place is not None:
            modified = tree.of(verb, "xcomp", "obl", "advmod", "advcl")
            return (
                asked.what(verb, place) or asked.what(verb, "modified") or asked.first(modified, "modified")
            )
    return None


def _coordination(tree: Tree, i: int) -> Iterator[int]:
    yield i
    while tree.is_related(i, ("conj", "appos")) and tree.tokens[i].head >= 0:
        i = tree.tokens[i].head
        yield i


def _place(tree: Tree, i: int) -> CountPlace | None:
    """Return whether `i` is the object or the subject of its verb, as in the active voice."""
    if tree.is_related(i, ("obj", "nsubj:pass")):
        return "object"
    if not tree.is_related(i, ("nsubj",)):
        return None
    return "object" if is_passive(tree, tree.tokens[i].head) else "subject"


def _by_governor(asked: _Asked, i: int) -> Figure | None:
    """Return what a word above the number says, as far as only phrases lie between: "the arrest of two traders"."""
    tree = asked.tree
    while tree.is_related(i, PHRASAL) and tree.tokens[i].head >= 0:
        i = tree.tokens[i].head
        what = (
            asked.what(i, "governed")
            or asked.what(i, "counted")
            or asked.first(tree.of(i, "amod"), "modified")
        )
        if what:
            return what
    return None


def _by_measured(asked: _Asked, i: int) -> Figure | None:
    """Return what the subject or object says whose number is told: "the toll rose to 12", "put the turnout at 12"."""
    tree, verb = asked.tree, asked.tree.tokens[i].head
    if verb < 0 or not tree.is_related(i, ("obl", "obj", "xcomp", "advmod")):
        return None
    measured = [c for c in tree.of(verb, "nsubj", "obj") if c != i]
    return asked.first(measured, "governed") or asked.first(_under(tree, measured), "object")


def _under(tree: Tree, positions: Sequence[int]) -> list[int]:
    """Return the participles under `positions`: "the number *injured*"."""
    return [c for i in positions for c in tree.of(i, "acl") if tree.tokens[c].upos == "VERB"]


WHAT_RULES: tuple[TokenRule[_Asked, Figure], ...] = (
    TokenRule("counted noun", _by_counted),
    TokenRule("modifier", _by_modifier),
    TokenRule("verb", _by_verb),
    TokenRule("relative clause", _by_relative),
    TokenRule("counted person", _by_person),
    TokenRule("governor", _by_governor),
    TokenRule("measured noun", _by_measured),
)


def is_in_vote(tree: Tree, position: int, words: NumberWords) -> bool:
    """Return whether a number counts votes, or stands in an adverbial of a vote: "voted down, five to two"."""
    if what_governs(tree, position, words) == "votes":
        return True
    asked = _Asked(tree, words, ())
    return asked.first(tuple(tree.path_up(position)), "governed") == "votes"
