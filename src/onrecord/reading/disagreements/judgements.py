"""Who judges what: praise and blame with the thing that they are of, and majorities with those who dissent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.grammar import Tree
from onrecord.grammar.tree import has
from onrecord.reading.disagreements.context import (
    Context,
    Word,
    is_negated,
    lemma_of,
    matter_of,
    words_of,
)
from onrecord.reading.disagreements.happenings import UNRESOLVED
from onrecord.types import Attribution, Span, span_of

if TYPE_CHECKING:
    from onrecord.lexicon.disagreements import DisputeRole

OPPOSITE: dict[str, DisputeRole] = {"praise": "blame", "blame": "praise"}
JUDGED = ("nsubj", "nsubj:pass", "obj")  # of a word that judges
VOTES = re.compile(r"(?<![\d-])\d{1,3}(?:\s?[-–]\s?| to | votes to )\d{1,3}(?![\d-])")
Judgement = tuple[str, str]  # praise or blame, and the matter that it is of


@dataclass(frozen=True, slots=True)
class Vote:
    """A clause that tells what a body decided by vote, or that somebody dissents."""

    tree: Tree
    verb: int
    voter: int | None
    role: DisputeRole
    span: Span


def role_here(role: DisputeRole, tree: Tree, i: int, context: Context) -> DisputeRole:
    """Return the role of a word; negated praise is blame, and the reverse."""
    turned = OPPOSITE.get(role)
    return turned if turned and is_negated(tree, i, context) else role


def judgements(cue: Sequence[Word], content: Sequence[Word], context: Context) -> Iterator[Judgement]:
    """Yield what is praised and blamed in the words of a claim; what a cue judges is the head of its content."""
    for tree, i in content:
        for role in _judging(tree, i, context):
            for node in _judged(tree, i):
                thing = _thing(tree, node, context)
                if thing is not None:
                    yield role, thing
    inside = {(id(tree), i) for tree, i in content}
    heads = [(tree, i) for tree, i in content if (id(tree), tree.tokens[i].head) not in inside]
    for tree, i in cue:
        for role in _judging(tree, i, context):
            things = (_thing(other, head, context) for other, head in heads[:1])
            yield from ((role, thing) for thing in things if thing is not None)


def _judging(tree: Tree, i: int, context: Context) -> Iterator[DisputeRole]:
    for role in context.words.roles.get(lemma_of(tree, i, context), ()):
        if role in OPPOSITE:
            yield role_here(role, tree, i, context)


def _judged(tree: Tree, i: int) -> list[int]:
    """Return what a word judges: its subject and object; of an attribute its noun."""
    if tree.relations[i] == "amod":
        return [tree.tokens[i].head]
    return tree.of(i, *JUDGED)


def _thing(tree: Tree, i: int, context: Context) -> str | None:
    token = tree.tokens[i]
    if token.upos != "PRON":
        return matter_of(tree, i, context)
    if has(token, "Person=1") or has(token, "Person=2"):
        return None
    actor = context.actor_of_word.get(token.start)
    return str(actor) if actor else UNRESOLVED


def are_opposite(a: frozenset[Judgement], b: frozenset[Judgement], *, is_next: bool) -> bool:
    """Return whether one praises what the other blames; `is_next`: a pronoun of one may mean what the other judges."""
    for role, thing in a:
        against = {other for judgement, other in b if judgement == OPPOSITE[role]}
        if thing in against and thing != UNRESOLVED:
            return True
        if is_next and against and UNRESOLVED in {thing, *against}:
            return True
    return False


# ---- votes -------------------------------------------------------------------------------------


def around(attribution: Attribution, context: Context) -> list[Word]:
    """Return the words of source and cue with those directly over and under them, outside the content."""
    found: dict[tuple[int, int], Word] = {}
    for span in (attribution.source, attribution.cue):
        for tree, i in words_of(context.forest, span) if span else ():
            above = tree.tokens[i].head
            near = (i, *tree.children[i], *((above, *tree.children[above]) if above >= 0 else ()))
            found |= {
                (tree.index, n): (tree, n) for n in near if not _is_inside(tree, n, attribution.content)
            }
    return [found[key] for key in sorted(found)]


def _is_inside(tree: Tree, i: int, spans: Sequence[Span]) -> bool:
    return any(s.start <= tree.tokens[i].start < s.end for s in spans)


def votes(taken: Sequence[Span], context: Context) -> list[Vote]:
    """Return what was decided by vote, and who dissents, outside the cues and contents `taken`; none if nobody dissents."""
    if not context.words.dissents.search(context.text):
        return []
    return [
        vote
        for tree in context.forest.trees
        for i in range(len(tree.tokens))
        if tree.tokens[i].upos == "VERB"
        and (vote := _vote(tree, i, context))
        and not _is_inside(tree, i, taken)
    ]


def _has(tree: Tree, i: int, role: DisputeRole, context: Context) -> bool:
    lemma = lemma_of(tree, i, context)
    if context.words.has_role(lemma, role):
        return True
    below = tree.lemma(i + 1) if i + 1 < len(tree.tokens) else ""
    return any(rest == (below,) and of == role for rest, of in context.words.phrases.get(lemma, ()))


def _vote(tree: Tree, i: int, context: Context) -> Vote | None:
    dissents = _has(tree, i, "dissent", context)
    if not dissents and not _has(tree, i, "decide", context):
        return None
    clause = tree.subtree(i, without=("conj", "parataxis", "advcl", "punct", "cc"))
    span = span_of(context.text, *tree.extent(clause))
    by_vote = VOTES.search(span.text) or any(_has(tree, n, "vote", context) for n in clause)
    if not dissents and not by_vote:
        return None
    role: DisputeRole = "dissent" if dissents else "decide"
    by = [c for c in tree.of(i, "obl") if any(tree.lemma(p) in context.agents for p in tree.of(c, "case"))]
    return Vote(tree, i, next(iter((*tree.of(i, "nsubj"), *by)), None), role, span)
