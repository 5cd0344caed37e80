"""What a claim tells of happenings: who did what to whom, when and where; and where two claims differ on it.

A happening is told by a verb, or by a noun for an act (`topics.tsv`). Its doer and its undergoer are read from the tree, in the
active and in the passive voice, and from words by which somebody is made the doer of what another word names: "blamed Oslo for
the fire", "was behind the attack". Two claims tell of one happening if they name the same act; they differ on a role if
both fill it and share no filler, while the rest agrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.grammar import Tree
from onrecord.grammar.tree import has
from onrecord.reading.disagreements.context import (
    Context,
    Word,
    beginning_in,
    is_negated,
    lemma_of,
    matter_of,
)
from onrecord.types import CALENDAR_TYPES, Span, Time

UNRESOLVED = "it"  # a pronoun without an actor: it may be anything
TELLING = frozenset({"VERB", "NOUN", "ADJ"})
PART_OF_DAY = "T"  # begins the time of day in a TIMEX3 value

Role = Literal["doer", "undergoer"]
Filled = tuple[str, Role, str]  # the act, the role, the actor's id or the matter
Days = tuple[str, str]  # first and last day


@dataclass(frozen=True, slots=True)
class ClaimContent:
    """What one claim tells of happenings."""

    acts: frozenset[str] = frozenset()
    roles: frozenset[Filled] = frozenset()
    days: frozenset[Days] = frozenset()
    parts: frozenset[str] = frozenset()  # of the day
    places: frozenset[tuple[str, str, str]] = frozenset()  # kind, country, name

    def of(self, act: str, role: Role) -> frozenset[str]:
        """Return who or what fills a role of an act."""
        return frozenset(filler for name, as_, filler in self.roles if name == act and as_ == role)


NOTHING = ClaimContent()


def told_in(spans: Sequence[Span], words: Sequence[Word], *, charged: bool, context: Context) -> ClaimContent:
    """Return what is told in the words of some spans; `charged`: they tell who is blamed for what."""
    acts: set[str] = set()
    roles: set[Filled] = set()
    for tree, i in words:
        if tree.tokens[i].upos in TELLING:
            roles.update(_doers_named(tree, i, context))
            act = matter_of(tree, i, context) if _is_act(tree, i, context) else None
            if act is not None and not is_negated(tree, i, context):
                acts.add(act)
                roles.update(_filled(tree, i, act, context))
    if charged:
        roles.update(_charges(words, context))
    times = [t for t in beginning_in(spans, context.times) if t.type in CALENDAR_TYPES]
    return ClaimContent(
        acts=frozenset(acts.union(act for act, _, _ in roles)),
        roles=frozenset(roles),
        days=frozenset((t.earliest, t.latest) for t in times if t.earliest and t.latest),
        parts=frozenset(_parts(times, words, context)),
        places=frozenset(_places(spans, context)),
    )


# ---- reading -----------------------------------------------------------------------------------


def _is_act(tree: Tree, i: int, context: Context) -> bool:
    upos = tree.tokens[i].upos
    return upos == "VERB" or (upos == "NOUN" and lemma_of(tree, i, context) in context.words.concepts)


def _doers_named(tree: Tree, i: int, context: Context) -> Iterator[Filled]:
    """Yield who is made the doer of an act by the word, or by its preposition."""
    if context.words.has_role(lemma_of(tree, i, context), "author"):
        yield from _authored(tree, i, context)
    if tree.tokens[i].upos == "NOUN":
        yield from _behind(tree, i, context)


def _filled(tree: Tree, i: int, act: str, context: Context) -> Iterator[Filled]:
    """Yield the roles of an act that its tree fills."""
    for node in _doers(tree, i, context):
        filler = _filler(tree, node, context)
        if filler is not None:
            yield act, "doer", filler
    for node in _undergoers(tree, i, context):
        filler = _filler(tree, node, context)
        if filler is not None:
            yield act, "undergoer", filler


def _doers(tree: Tree, i: int, context: Context) -> list[int]:
    by = [
        c
        for c in tree.of(i, "obl", "nmod")
        if any(tree.lemma(p) in context.agents for p in tree.of(c, "case"))
    ]
    if tree.tokens[i].upos != "VERB" or tree.of(i, "nsubj:pass", "aux:pass"):
        return by
    return _all(tree, [c for c in tree.of(i, "nsubj") if tree.tokens[c].deprel != "nsubj:pass"]) or by


def _undergoers(tree: Tree, i: int, context: Context) -> list[int]:
    if tree.tokens[i].upos != "VERB":
        found = [
            c
            for c in tree.of(i, "nmod")
            if any(tree.lemma(p) in context.undergoing for p in tree.of(c, "case"))
        ]
    elif tree.tokens[i].deprel == "acl" and has(tree.tokens[i], "Tense=Past"):
        found = [tree.tokens[i].head]  # "a bus struck by rebels"
    else:
        found = tree.of(i, "nsubj:pass", "obj")
    return _all(tree, found)


def _authored(tree: Tree, i: int, context: Context) -> Iterator[Filled]:
    """Yield who did what the word governs: "rebels carried out the attack", "is responsible for the fire"."""
    if is_negated(tree, i, context):
        return
    acts = [*tree.of(i, "obj"), *tree.of(i, "obl", "nmod")]
    whose = tree.of(i, "nsubj", "nmod:poss") or _subject_above(tree, i)
    yield from _made(tree, acts, whose, context)


def _subject_above(tree: Tree, i: int) -> list[int]:
    """Return the subject of the verb over a noun: "claimed responsibility for the attack"."""
    above = tree.tokens[i].head
    return tree.of(above, "nsubj") if above >= 0 and tree.relations[i] in ("obj", "xcomp") else []


def _behind(tree: Tree, i: int, context: Context) -> Iterator[Filled]:
    """Yield who did it where a preposition says so: "rebels were behind the attack"."""
    prepositions = tree.of(i, "case")
    if any(context.words.has_role(tree.lemma(p), "author") for p in prepositions) and tree.of(i, "cop"):
        yield from _made(tree, [i], tree.of(i, "nsubj"), context)


def _made(tree: Tree, acts: Sequence[int], doers: Sequence[int], context: Context) -> Iterator[Filled]:
    for act in (matter_of(tree, a, context) for a in acts if _is_act(tree, a, context)):
        for filler in (_filler(tree, d, context) for d in _all(tree, doers)):
            if act is not None and filler is not None:
                yield act, "doer", filler


def _charges(words: Sequence[Word], context: Context) -> Iterator[Filled]:
    """Yield who is made the doer by the words behind a verb of blame: "Oslo for the fire", "rebels of killing a judge"."""
    inside = {(id(tree), i) for tree, i in words}
    heads = [
        (tree, i)
        for tree, i in words
        if tree.relations[i] in ("obj", "nsubj") and (id(tree), tree.tokens[i].head) not in inside
    ]
    for tree, head in heads[:1]:
        filler = _filler(tree, head, context)
        if filler is None:
            continue
        for other, i in words:
            act = matter_of(other, i, context) if other is tree and _is_act(tree, i, context) else None
            if act is not None and i != head and _is_cause(tree, i, context):
                yield act, "doer", filler


def _is_cause(tree: Tree, i: int, context: Context) -> bool:
    """Return whether the word is what somebody is blamed for: "for the fire", "of killing a judge"."""
    return any(tree.lemma(p) in context.blaming for p in tree.of(i, "case", "mark"))


def _filler(tree: Tree, i: int, context: Context) -> str | None:
    """Return the actor's id of a word, else its matter; `it` for a pronoun that means no actor."""
    actor = context.actor_of_word.get(tree.tokens[i].start)
    if actor is not None:
        return str(actor)
    return UNRESOLVED if tree.tokens[i].upos == "PRON" else matter_of(tree, i, context)


def _all(tree: Tree, heads: Sequence[int]) -> list[int]:
    return [c for head in heads for c in tree.conjuncts(head)]


def _parts(times: Sequence[Time], words: Sequence[Word], context: Context) -> Iterator[str]:
    """Yield the parts of the day that are named, as matters: "dawn" and "early morning" are one."""
    for tree, i in words:
        lemma = tree.lemma(i)
        if tree.tokens[i].upos == "NOUN" and context.words.has_role(lemma, "daypart"):
            yield context.words.concepts.get(lemma, lemma)
    for time in times:
        _, _, clock = time.value.partition(PART_OF_DAY)
        if clock[:1].isdigit():
            yield clock


def _places(spans: Sequence[Span], context: Context) -> Iterator[tuple[str, str, str]]:
    """Yield the places behind a preposition of place."""
    for place in beginning_in(spans, context.places):
        found = context.forest.token_at(place.start)
        if found is None:
            continue
        tree, _ = found
        head = tree.head_of(place.start, place.end)
        if head is not None and any(tree.lemma(p) in context.placing for p in tree.of(head, "case")):
            yield place.kind, place.country or "", place.name


# ---- comparing ---------------------------------------------------------------------------------


def differences(a: ClaimContent, b: ClaimContent, *, is_next: bool) -> set[str]:
    """Return on what two claims about one happening differ: `who`, `whom`, `when`, `where`.

    `is_next`: a pronoun of one may mean what the other names.
    """
    shared = a.acts & b.acts
    if not shared:
        return set()
    found = set()
    for act in shared:
        doers = _compared(a.of(act, "doer"), b.of(act, "doer"), is_next)
        undergoers = _compared(a.of(act, "undergoer"), b.of(act, "undergoer"), is_next)
        if doers == "differ" and undergoers != "differ":
            found.add("who")
        if undergoers == "differ" and doers == "agree":
            found.add("whom")
    if not found:  # of another doer or object the days say nothing
        found |= {
            name for name, differ in (("when", _differ_in_time), ("where", _differ_in_place)) if differ(a, b)
        }
    return found


def agree(a: ClaimContent, b: ClaimContent, *, is_next: bool) -> bool:
    """Return whether two claims name one act and one who does it or to whom it is done."""
    return any(
        _compared(a.of(act, role), b.of(act, role), is_next) == "agree"
        for act in a.acts & b.acts
        for role in ("doer", "undergoer")
    )


def _compared(a: frozenset[str], b: frozenset[str], is_next: bool) -> Literal["agree", "differ", "open"]:
    if a & b:
        return "agree"
    if not a or not b:
        return "open"
    if UNRESOLVED in a | b:
        return "agree" if is_next else "open"
    return "differ"


def _differ_in_time(a: ClaimContent, b: ClaimContent) -> bool:
    if a.days and b.days and not any(x[0] <= y[1] and y[0] <= x[1] for x in a.days for y in b.days):
        return True
    # "evening" and "5 p.m." are not compared
    return any(_are_disjoint(of(a.parts), of(b.parts)) for of in (_clocks, _named))


def _are_disjoint(x: set[str], y: set[str]) -> bool:
    return bool(x and y) and x.isdisjoint(y)


def _clocks(parts: frozenset[str]) -> set[str]:
    return {part for part in parts if part[0].isdigit()}


def _named(parts: frozenset[str]) -> set[str]:
    return {part for part in parts if not part[0].isdigit()}


def _differ_in_place(a: ClaimContent, b: ClaimContent) -> bool:
    """Return whether no place of the one is, or may hold, a place of the other."""
    return bool(a.places and b.places) and all(_are_apart(x, y) for x in a.places for y in b.places)


def _are_apart(x: tuple[str, str, str], y: tuple[str, str, str]) -> bool:
    if x[1] != y[1]:
        return bool(x[1] and y[1])
    return x[0] == y[0] and x[2] != y[2]
