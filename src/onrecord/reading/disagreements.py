"""Find where two sources of one report contradict each other on one matter.

Three signs count, and precision is preferred to recall. One side denies (rejects, calls false) what the
other says. Or both speak of one matter, one with a negation and one without, with a word of contrast
between them. Or both count the same things and give different numbers. The sides must be two actors. In
most reports nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.grammar import Forest, Tree, WordSets
from onrecord.grammar.negation import own_negation
from onrecord.grammar.words import COMPLEMENTIZER
from onrecord.reading.ids import content_id
from onrecord.types import (
    Actor,
    ActorId,
    Attribution,
    Disagreement,
    Document,
    Event,
    Found,
    Side,
    Span,
    span_of,
)

if TYPE_CHECKING:
    from onrecord.known import Known
    from onrecord.lexicon.attributions import AttributionWords

ANSWER_REACH = 3  # sentences between two sides: an answer is near what it answers
DENIAL_WINDOW = 8  # a denial names what it denies, so it may be further away
LONGEST_SIDE = 80  # words of a side's span
LONGEST_ABOUT = 14  # words of `about`
MUCH = 3  # matters that a denial must share with what it denies if no noun refers back
SAID = frozenset({"say", "accuse", "believe", "warn"})  # kinds of cue that assert their content
CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
CLAUSE_HEADS = frozenset(
    {"root", "ccomp", "parataxis", "csubj"}
)  # what the content asserts, not what it mentions
HYPHENED_WORD = re.compile(r"\w+(?:[-’']\w+)*")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one attribution asserts: its matters, which of them it negates, and its counts."""

    attribution: Attribution
    sentence: int
    matters: frozenset[str]
    affirmed: frozenset[str]
    negated: frozenset[str]
    counts: frozenset[tuple[str, str]]  # (what is counted, the number)
    denies: bool
    points_back: bool  # "the claim", "the accusation": refers to the words of another actor


def find_disagreements(
    document: Document,
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    actors: Sequence[Actor],
    forest: Forest,
    known: Known,
) -> Found[Disagreement]:
    """Return the pairs of sources that contradict each other, in text order, each pair once per matter."""
    words = known.words.attributions
    denied = frozenset(e.within for e in events if e.status == "denied" and e.within is not None)
    claims = [c for a in attributions if (c := _claim(a, a.id in denied, forest, words)) is not None]
    names = {a.id: a for a in actors}
    found: list[Disagreement] = []
    taken: set[str] = set()
    for n, first in enumerate(claims):
        for second in claims[n + 1 :]:
            if second.sentence - first.sentence > DENIAL_WINDOW:
                break
            if {first.attribution.id, second.attribution.id} & taken or not _two_sources(
                first, second, names
            ):
                continue
            if _denial(first, second, events) or _opposed(document.text, forest, first, second, words):
                found.append(_disagreement(document, first, second))
                taken |= {first.attribution.id, second.attribution.id}
    return Found(tuple(found))


def _two_sources(a: Claim, b: Claim, names: dict[ActorId, Actor]) -> bool:
    """Whether the claims are by two actors, and neither is inside the other."""
    x, y = a.attribution, b.attribution
    if x.source is None or y.source is None or x.within == y.id or y.within == x.id:
        return False
    if x.source.actor is None or y.source.actor is None or x.source.actor == y.source.actor:
        return False
    one, other = names.get(x.source.actor), names.get(y.source.actor)
    return one is None or other is None or one.name != other.name


# ---- what a claim says -----------------------------------------------------------------------


def _claim(
    attribution: Attribution, has_denied_event: bool, forest: Forest, words: AttributionWords
) -> Claim | None:
    """Return the claim that an attribution makes, or None."""
    if attribution.polarity == "negative" or attribution.source is None:
        return None
    if attribution.kind != "deny" and attribution.kind not in SAID:
        return None
    anchor = attribution.cue or attribution.content[0]
    tree = forest.at(anchor.start)
    if tree is None:
        return None
    matters: set[str] = set()
    affirmed: set[str] = set()
    negated: set[str] = set()
    counts: set[tuple[str, str]] = set()
    corrected = points_back = False
    for span in attribution.content:
        for place, i in _tokens(forest, span):
            token = place.tokens[i]
            lemma = token.lemma.lower()
            points_back = points_back or ("noun", lemma) in words.cues
            corrected = corrected or _corrects(place, i, words)
            if token.upos not in CONTENT_WORDS or lemma in words.light:
                continue
            matter = words.concepts.get(lemma, lemma)
            matters.add(matter)
            if token.upos == "NUM":
                counts |= _count(place, i, words)
            elif _predicates(place, i, words):
                (negated if _is_negated(place, i, words) else affirmed).add(matter)
    denies = attribution.kind == "deny" and (
        has_denied_event or _is_denial(attribution, forest, points_back, words)
    )
    if attribution.kind == "deny" and not denies:
        return None
    if denies:
        affirmed, negated = set(), affirmed | negated
    return Claim(
        attribution,
        tree.index,
        frozenset(matters),
        frozenset(affirmed - negated),
        frozenset(negated),
        frozenset(counts),
        denies or corrected,
        points_back,
    )


def _is_denial(attribution: Attribution, forest: Forest, points_back: bool, words: AttributionWords) -> bool:
    """Whether the cue contradicts the words of another actor, not only a plan or a deal."""
    if attribution.cue is None:
        return False
    lemmas = {tree.tokens[i].lemma.lower() for tree, i in _tokens(forest, attribution.cue)}
    return bool(lemmas & words.against) or (points_back and bool(lemmas & words.answers))


def _corrects(tree: Tree, i: int, words: AttributionWords) -> bool:
    """Whether the word calls a claim false: "the reports are baseless"."""
    token = tree.tokens[i]
    if token.lemma.lower() not in words.corrections:
        return False
    about = tree.of(i, "nsubj")
    if token.head >= 0:
        about = [*about, token.head] if token.deprel == "amod" else [*about, *tree.of(token.head, "obj")]
    return any(("noun", tree.tokens[n].lemma.lower()) in words.cues for n in about)


def _tokens(forest: Forest, span: Span) -> Iterator[tuple[Tree, int]]:
    """Yield the words of a span, sentence by sentence."""
    offset = span.start
    while offset < span.end:
        tree = forest.at(offset)
        if tree is None:
            offset += 1
            continue
        for i, token in enumerate(tree.tokens):
            if span.start <= token.start < span.end:
                yield tree, i
        offset = tree.sentence.end


def _predicates(tree: Tree, i: int, words: AttributionWords) -> bool:
    is_head = tree.tokens[i].upos in ("VERB", "ADJ") and tree.relations[i] in CLAUSE_HEADS
    return is_head or tree.lemma(i) in words.concepts


def _is_negated(tree: Tree, i: int, words: AttributionWords) -> bool:
    """Whether a negator depends on the word, on its subject or object, or on the verb directly above it."""
    around = [i, *tree.of(i, "nsubj", "obj")]
    if tree.tokens[i].head >= 0 and tree.tokens[i].deprel in ("obj", "nsubj", "nsubj:pass", "xcomp"):
        around.append(tree.tokens[i].head)
    classes = words.classes
    negation = WordSets(negators=classes.cue_negators, negatives=classes.empty_objects)
    return any(
        tree.lemma(node) in classes.empty_objects or own_negation(tree, node, negation) is not None
        for node in around
    )


def _count(tree: Tree, i: int, words: AttributionWords) -> set[tuple[str, str]]:
    """Return what the number at `i` counts, with its governing verb, and the number."""
    token = tree.tokens[i]
    if token.deprel != "nummod" or token.head < 0:
        return set()
    verb = next((n for n in tree.path_up(i) if tree.tokens[n].upos == "VERB"), None)
    if verb is None or tree.tokens[token.head].lemma.lower() in words.light:
        return set()
    lemma = tree.tokens[verb].lemma.lower()
    if lemma in words.light:
        return set()
    counted = f"{tree.tokens[token.head].lemma.lower()} {words.concepts.get(lemma, lemma)}"
    return {(counted, token.text.lower())}


# ---- the relation of two claims --------------------------------------------------------


def _denial(first: Claim, second: Claim, events: Sequence[Event]) -> bool:
    """Whether one claim denies what the other asserts."""
    if first.denies == second.denies:
        return False
    denial, assertion = (first, second) if first.denies else (second, first)
    common = denial.matters & assertion.matters
    near = abs(second.sentence - first.sentence) <= 2
    if near and denial is second and denial.points_back and assertion.attribution.kind == "accuse":
        return True
    if _same_event(denial, assertion, events):
        return True
    return len(common) >= MUCH or (len(common) >= 2 and near) or (bool(common & denial.negated) and near)


def _same_event(denial: Claim, assertion: Claim, events: Sequence[Event]) -> bool:
    """Whether an event that is denied in one claim is asserted, with an actor in common, in the other."""
    denied = [e for e in events if e.status == "denied" and e.within == denial.attribution.id]
    said = [e for e in events if e.status != "denied" and e.within == assertion.attribution.id]
    return any(
        d.type == s.type and {*d.actors, *d.recipients} & {*s.actors, *s.recipients}
        for d in denied
        for s in said
    )


def _opposed(text: str, forest: Forest, first: Claim, second: Claim, words: AttributionWords) -> bool:
    """Whether the claims negate each other, or count differently, with a word of contrast between."""
    if second.sentence - first.sentence > ANSWER_REACH or first.denies or second.denies:
        return False
    differ = {what for what, _ in first.counts} & {what for what, _ in second.counts}
    if any(
        {n for w, n in first.counts if w == what}.isdisjoint(n for w, n in second.counts if w == what)
        for what in differ
    ):
        return True
    clash = (first.affirmed & second.negated) | (first.negated & second.affirmed)
    common = (first.matters & second.matters) - clash
    return bool(clash) and bool(common) and _contrasted(text, forest, first, second, words)


def _contrasted(text: str, forest: Forest, first: Claim, second: Claim, words: AttributionWords) -> bool:
    """Whether a connective of contrast is between the claims, outside their contents."""
    start = first.attribution.content[0].end
    cue = second.attribution.cue or second.attribution.content[0]
    end = max(cue.end, forest.trees[second.sentence].sentence.start + 1)
    own = [*first.attribution.content, *second.attribution.content]
    for match in words.contrast.finditer(text, min(start, end), max(start, end)):
        if not any(s.start <= match.start() < s.end for s in own):
            return True
    return False


# ---- the fact itself ---------------------------------------------------------------------------


def _disagreement(document: Document, first: Claim, second: Claim) -> Disagreement:
    a, b = first.attribution, second.attribution
    return Disagreement(
        id=content_id("d", document.id, a.id, b.id),
        about=_about(document.text, first, second),
        sides=(_side(document.text, a), _side(document.text, b)),
    )


def _about(text: str, first: Claim, second: Claim) -> str:
    """Return the words of the side that asserts, shortened."""
    assertion = (
        second if first.denies or (first.negated and not second.negated and not second.denies) else first
    )
    span = assertion.attribution.content[0]
    ends = [m.end() for m in HYPHENED_WORD.finditer(text, span.start, span.end)]
    end = ends[min(len(ends), LONGEST_ABOUT) - 1] if ends else span.end
    phrase = " ".join(text[span.start : end].strip("“”\"'‘’,. ").split())
    return phrase.removeprefix(f"{COMPLEMENTIZER} ")


def _side(text: str, attribution: Attribution) -> Side:
    span = attribution.content[0]
    ends = [m.end() for m in re.finditer(r"\w+", text[span.start : span.end])]
    if len(ends) > LONGEST_SIDE:
        span = span_of(text, span.start, span.start + ends[LONGEST_SIDE - 1])
    actor = None if attribution.source is None else attribution.source.actor
    return Side(
        actor=actor, span=Span(start=span.start, end=span.end, text=span.text), attribution=attribution.id
    )
