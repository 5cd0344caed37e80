"""What each source of a report says: its words, what it negates, its numbers, and the signs of a dispute in it.

A claim is one of these (`kind`): the content of an attribution (`said`); an estimate whose verb is no cue, "police put the
turnout at 6,500" (`estimated`); what a body decided by vote, or that somebody dissents from it, where no words are reported
(`voted`); the words by which somebody refers to the statement of another, "Minsk's claims"
(`owned`); what somebody denies, "denied that it fired" (`denied`), which has no source of its own; a sentence of
the report outside every attribution (`report`). Signs are the roles of words (`lexicon/dispute_words.tsv`) in the cue and in the content.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal, get_args

from onrecord.grammar import Forest, Tree, WordSets
from onrecord.reading.disagreements.context import (
    Context,
    Word,
    actors_by_word,
    asserts,
    is_negated,
    lemma_of,
    matter_of,
    words_of,
)
from onrecord.reading.disagreements.happenings import NOTHING, ClaimContent, told_in
from onrecord.reading.disagreements.judgements import Judgement, around, judgements, role_here, votes
from onrecord.types import (
    Actor,
    ActorId,
    Attribution,
    DisputedWord,
    Event,
    EventId,
    Place,
    Span,
    Time,
    Token,
    span_of,
)

if TYPE_CHECKING:
    from onrecord.known import Words
    from onrecord.lexicon.disagreements import DenialForm

FORM_WORDS = frozenset({"DET", "AUX", "PUNCT"})  # skipped between the words of a phrase, apart from negators
LEAST_WORDS = 5  # of a sentence in the report's own voice
MUCH = 0.5  # share of a sentence that is attributed: then it is no claim of the report
DENIAL_SIGNS = frozenset({"against", "answer", "kind_deny", "correction"})
WEAK_DENIALS = frozenset({"against", "answer"})  # that a negative attribution does not make
NUMBER_ROLES = frozenset(
    {"obj", "obl", "nsubj", "xcomp", "ccomp"}
)  # of a number, or of what it counts, under the verb

NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
NUMERAL_MARKS = "0123456789.,"
LONGEST_NUMERAL = 20  # characters

Kind = Literal["said", "estimated", "voted", "owned", "denied", "report"]
NEGATOR = "not"  # as phrases of `dispute_words.tsv` write each of them
CHARGES = frozenset({"charge", "kind_accuse"})  # of a cue that says who did what the content names
KINDS: tuple[Kind, ...] = get_args(Kind)
Number = tuple[str, str]  # the digits or word, and what is counted ("" if the number stands alone)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says in one place. `who` is the same for the same source; None for the report itself."""

    kind: Kind
    span: Span
    who: str | None
    actor: ActorId | None
    attribution: Attribution | None  # that of the denial for `owned` and `denied`
    sentence: int
    last_sentence: int
    cue_signs: frozenset[str]
    signs: frozenset[str]
    denies: DenialForm  # the form of the content, for a denial: "denied that it fired", "denied it", "denied any role"
    words: frozenset[str]
    names: frozenset[str]
    affirmed: frozenset[str]
    negated: frozenset[str]
    numbers: frozenset[Number]
    actors: frozenset[ActorId]
    events: frozenset[EventId]
    acts: frozenset[str]
    told: ClaimContent
    judged: frozenset[Judgement]
    disputed: float = 0.0  # how probably a word of it is in a claim that somebody disputes
    answers: float = 0.0  # how probably a word of it is in what disputes one


def claims_of(
    text: str,
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    forest: Forest,
    words: Words,
    disputed: Sequence[DisputedWord] = (),
) -> list[Claim]:
    """Return the claims of a report, in text order; `disputed` are the words that the model sees in a dispute."""
    context = _context(text, events, actors, places, times, forest, words)
    names = {a.id: a.name.lower() for a in actors}
    said = [c for a in attributions if (c := _attributed(a, names, context)) is not None]
    estimates = list(_estimates(attributions, names, context))
    contents = [*(s for a in attributions for s in a.content), *(c.span for c in estimates)]
    cues = [a.cue for a in attributions if a.cue]
    voted = [*_voted([*contents, *cues], _dissenting(said), names, context)]
    own = _own_voice([*contents, *(c.span for c in voted)], context)
    found = (*said, *estimates, *voted, *_named_by_denials(said, names, context), *own)
    starts = [word.start for word in disputed]
    judged = (_with_odds(claim, disputed, starts) for claim in found)
    return sorted(judged, key=lambda claim: (claim.span.start, claim.span.end, KINDS.index(claim.kind)))


def _with_odds(claim: Claim, disputed: Sequence[DisputedWord], starts: Sequence[int]) -> Claim:
    """Return a claim with what the model says of its words, those of its cue included; `starts` are those of `disputed`."""
    cue = claim.attribution.cue if claim.attribution is not None and claim.kind == "said" else None
    here = [
        word
        for span in (claim.span, cue)
        if span is not None
        for word in disputed[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
    ]
    if not here:
        return claim
    return replace(claim, disputed=max(w.claim for w in here), answers=max(w.answer for w in here))


def _context(
    text: str,
    events: Sequence[Event],
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    forest: Forest,
    words: Words,
) -> Context:
    classes, mentions = words.attributions.classes, _mentions(actors)
    return Context(
        text=text,
        forest=forest,
        words=words.disagreements,
        negation=WordSets(negators=classes.cue_negators, negatives=classes.empty_objects),
        negating=classes.empty_objects.union(negator.split()[-1] for negator in classes.cue_negators),
        empty=classes.empty_objects,
        negators=classes.plain_negators,
        determiners=classes.phrase_determiners,
        agents=classes.agent_prepositions,
        placing=classes.place_prepositions,
        undergoing=classes.undergoer_prepositions,
        blaming=classes.blame_prepositions,
        quantifiers=classes.quantifiers,
        actor_at=mentions,
        actor_of_word=actors_by_word(mentions, forest),
        events=events,
        event_at=sorted((m.start, n) for n, event in enumerate(events) for m in event.mentions),
        times=sorted(times, key=lambda time: time.start),
        places=sorted(places, key=lambda place: place.start),
    )


def _named_by_denials(
    said: Sequence[Claim], names: Mapping[ActorId, str], context: Context
) -> Iterator[Claim]:
    """Yield whose statement a denial names, and what it denies."""
    for denial in said:
        if denial.attribution is not None and DENIAL_SIGNS & denial.cue_signs:
            yield from _owned(denial, names, context)
            yield from _denied(denial)


def _dissenting(said: Sequence[Claim]) -> frozenset[int]:
    """Return the sentences in which a dissenter's words are reported."""
    return frozenset(claim.sentence for claim in said if "dissent" in claim.cue_signs)


def _mentions(actors: Sequence[Actor]) -> list[tuple[int, int, ActorId]]:
    return sorted((m.start, m.end, a.id) for a in actors for m in a.mentions)


def _attributed(attribution: Attribution, names: Mapping[ActorId, str], context: Context) -> Claim | None:
    """Return the claim that an attribution makes; None if nothing was said."""
    if attribution.polarity == "negative" and attribution.kind != "deny":
        return None
    cue = list(words_of(context.forest, attribution.cue)) if attribution.cue else []
    cue_signs = _signs(cue, context) | {f"kind_{attribution.kind}"}
    claim = _claim(attribution.content, context, cue, charged=not CHARGES.isdisjoint(cue_signs))
    if claim is None:
        return None
    if attribution.polarity == "negative":
        cue_signs -= WEAK_DENIALS
    return replace(
        claim,
        kind="said",
        who=_who(attribution, names),
        actor=attribution.source.actor if attribution.source else None,
        attribution=attribution,
        cue_signs=cue_signs | ({"dissent"} & _signs(around(attribution, context), context)),
    )


def _who(attribution: Attribution, names: Mapping[ActorId, str]) -> str:
    """Return what is the same for one source: the actor's name, else the words."""
    source = attribution.source
    if source is None:
        return f"({attribution.id})"
    return names.get(source.actor, source.text.lower()) if source.actor else source.text.lower()


def _estimates(
    attributions: Sequence[Attribution], names: Mapping[ActorId, str], context: Context
) -> Iterator[Claim]:
    """Yield the estimates whose verb is no cue: "residents put the figure at more than 90"."""
    cues = [a.cue for a in attributions if a.cue]
    signs = frozenset({"estimate", "kind_say"})
    for tree in context.forest.trees:
        for i in range(len(tree.tokens)):
            subject = _estimating(tree, i, cues, context)
            if subject is None:
                continue
            start, end = tree.extent(tree.subtree(i, without=("nsubj", "parataxis", "conj", "punct", "cc")))
            claim = _claim((span_of(context.text, start, end),), context)
            if claim is not None:
                yield replace(_by(claim, tree, subject, names, context), kind="estimated", cue_signs=signs)


def _estimating(tree: Tree, i: int, cues: Sequence[Span], context: Context) -> int | None:
    """Return who estimates: the subject of an active verb of estimating with a number, if the verb is no cue."""
    token = tree.tokens[i]
    if token.upos != "VERB" or tree.of(i, "aux:pass", "nsubj:pass"):
        return None
    if not context.words.has_role(lemma_of(tree, i, context), "estimate") or not _has_number(tree, i):
        return None
    if any(c.start <= token.start < c.end for c in cues):
        return None
    return next(iter(tree.of(i, "nsubj")), None)


def _by(claim: Claim, tree: Tree, i: int, names: Mapping[ActorId, str], context: Context) -> Claim:
    """Return a claim of the source that the word `i` heads: the name of its actor, else the words."""
    actor = context.actor_of_word.get(tree.tokens[i].start)
    who = names[actor] if actor else " ".join(tree.word(n) for n in tree.subtree(i))
    return replace(claim, who=who, actor=actor)


def _voted(
    taken: Sequence[Span], dissenting: frozenset[int], names: Mapping[ActorId, str], context: Context
) -> Iterator[Claim]:
    """Yield what a body decided by vote, "the panel upheld the ban 3-2", and who dissents: "one judge dissented".

    In the sentences `dissenting` a dissenter's own words stand for him.
    """
    for vote in votes(taken, context):
        claim = _claim((vote.span,), context)
        if claim is None or (vote.role == "dissent" and vote.tree.index in dissenting):
            continue
        found = replace(
            claim, kind="voted", who=f"(vote at {vote.span.start})", cue_signs=frozenset({vote.role})
        )
        yield found if vote.voter is None else _by(found, vote.tree, vote.voter, names, context)


def _has_number(tree: Tree, i: int) -> bool:
    """Whether a number, or a noun with a number, is right under the verb."""
    governed = [c for c in tree.children[i] if tree.relations[c] in NUMBER_ROLES]
    return any(tree.tokens[n].upos == "NUM" for c in governed for n in (c, *tree.children[c]))


def _owned(denial: Claim, names: Mapping[ActorId, str], context: Context) -> Iterator[Claim]:
    """Yield whose statement a denial names: "rejects Minsk's claims", "contradicts the minister"."""
    attribution = denial.attribution
    if attribution is None:
        return
    for start, end, actor in context.actor_at:
        if names[actor] == denial.who or not any(s.start <= start < s.end for s in attribution.content):
            continue
        found = context.forest.token_at(end - 1)
        if found is None:
            continue
        tree, i = found
        head = tree.tokens[i].head
        if not _is_owner(tree, i, context):
            continue
        at = tree.extent(tree.subtree(head)) if head >= 0 else (start, end)
        span = span_of(context.text, min(start, at[0]), max(end, at[1]))
        yield replace(
            denial, kind="owned", span=span, who=names[actor], actor=actor, cue_signs=frozenset({"claim"})
        )


def _is_owner(tree: Tree, i: int, context: Context) -> bool:
    """Whether the word belongs to a noun for a statement: "Minsk's claims", "a claim by Minsk", "US claims"."""
    return any(context.words.has_role(tree.lemma(n), "claim") for n in islice(tree.path_up(i), 2))


def _denied(denial: Claim) -> Iterator[Claim]:
    """Yield what a denial denies, as words of nobody."""
    if denial.attribution is not None:
        who = f"(denied by {denial.attribution.id})"
        yield replace(denial, kind="denied", who=who, actor=None, cue_signs=frozenset())


def _own_voice(said: Sequence[Span], context: Context) -> Iterator[Claim]:
    """Yield the sentences that the report says itself: what others say is not in them."""
    extents = [(span.start, span.end) for span in said]
    for tree in context.forest.trees:
        start, end = tree.sentence.start, tree.sentence.end
        inside = [(first, last) for first, last in extents if first < end and start < last]
        if len(tree.tokens) < LEAST_WORDS or any(start <= first for first, _ in inside):
            continue
        if sum(min(end, last) - max(start, first) for first, last in inside) > MUCH * (end - start):
            continue
        claim = _claim((span_of(context.text, start, end),), context, is_own=True)
        if claim is not None:
            yield claim


def _claim(
    spans: Sequence[Span],
    context: Context,
    cue: Sequence[Word] = (),
    *,
    charged: bool = False,
    is_own: bool = False,
) -> Claim | None:
    """Return what is said in `spans`, as yet without a source; of the report's `is_own` words no roles are read."""
    tokens = [found for span in spans for found in words_of(context.forest, span)]
    if not tokens:
        return None
    matters = [(tree, i, m) for tree, i in tokens if (m := matter_of(tree, i, context)) is not None]
    affirmed, negated = _predicated(matters, context)
    events = _events(spans, context)
    return Claim(
        kind="report",
        span=spans[0],
        who=None,
        actor=None,
        attribution=None,
        sentence=tokens[0][0].index,
        last_sentence=tokens[-1][0].index,
        cue_signs=frozenset(),
        signs=_signs(tokens, context) | _negation_sign(tokens, context),
        denies=_form(tokens, context),
        words=frozenset(m for _, _, m in matters),
        names=frozenset(m for tree, i, m in matters if tree.tokens[i].upos == "PROPN"),
        affirmed=affirmed - negated,
        negated=negated,
        numbers=_numbers(matters, context),
        actors=_actors(spans, context),
        events=frozenset(e.id for e in events),
        acts=frozenset(e.type for e in events),
        told=NOTHING if is_own else told_in(spans, tokens, charged=charged, context=context),
        judged=frozenset(judgements(cue, tokens, context)),
    )


def _predicated(
    matters: Sequence[tuple[Tree, int, str]], context: Context
) -> tuple[frozenset[str], frozenset[str]]:
    """Return what is affirmed and what is negated."""
    said = [
        (m, is_negated(tree, i, context))
        for tree, i, m in matters
        if tree.tokens[i].upos != "NUM" and _predicates(tree, i, context)
    ]
    return frozenset(m for m, negated in said if not negated), frozenset(m for m, negated in said if negated)


def _numbers(matters: Sequence[tuple[Tree, int, str]], context: Context) -> frozenset[Number]:
    numbers = (tree_at for tree_at in matters if tree_at[0].tokens[tree_at[1]].upos == "NUM")
    return frozenset(number for tree, i, _ in numbers for number in _number(tree, i, context))


def _negation_sign(tokens: Sequence[Word], context: Context) -> frozenset[str]:
    is_negative = any(asserts(tree, i) and is_negated(tree, i, context) for tree, i in tokens)
    return frozenset({"negates"} if is_negative else ())


def _actors(spans: Sequence[Span], context: Context) -> frozenset[ActorId]:
    at = context.actor_at
    return frozenset(
        actor
        for span in spans
        for _, _, actor in at[bisect_left(at, (span.start,)) : bisect_left(at, (span.end,))]
    )


def _events(spans: Sequence[Span], context: Context) -> list[Event]:
    """Return the events with a mention in `spans`."""
    at = context.event_at
    found = (n for s in spans for _, n in at[bisect_left(at, (s.start,)) : bisect_left(at, (s.end,))])
    return [context.events[n] for n in dict.fromkeys(found)]


def _predicates(tree: Tree, i: int, context: Context) -> bool:
    return asserts(tree, i) or lemma_of(tree, i, context) in context.words.concepts


def _number(tree: Tree, i: int, context: Context) -> set[Number]:
    """Return the number at `i` with what it counts; a year alone, a day, an age or a length of time is none."""
    token = tree.tokens[i]
    value = _written(token, context.text)
    counted, magnitude = _counted(tree, i, context)
    says_little = context.words.has_role(counted, "light") and not context.words.has_role(counted, "unit")
    names = {i - 1, token.head} & set(range(i))  # "January 5", "Flight 370", but not "370 Greeks"
    if says_little or any(tree.tokens[n].upos == "PROPN" for n in names):
        return set()
    if not (counted or magnitude) and len(value) == 4 and value[:2] in ("19", "20"):
        return set()
    return {(f"{value} {magnitude}".strip(), context.words.concepts.get(counted, counted))}


def _written(token: Token, text: str) -> str:
    """Return a number as the text has it, "2000" for "2,000", of which the model may have cut a part; else the word."""
    start = token.start
    while start > 0 and text[start - 1] in NUMERAL_MARKS:
        start -= 1
    found = NUMERAL.search(text, start, token.end + LONGEST_NUMERAL)
    covers = found is not None and found.start() <= token.start < found.end()
    return found[0].replace(",", "") if found and covers else token.text.lower()


def _counted(tree: Tree, i: int, context: Context) -> tuple[str, str]:
    """Return the noun that a number counts, "" for none, and its magnitude: ("euro", "million")."""
    token, magnitude = tree.tokens[i], ""
    if token.head >= 0 and context.words.has_role(tree.lemma(token.head), "magnitude"):
        magnitude = tree.lemma(token.head)
        token = tree.tokens[token.head]
    is_counting = token.deprel == "nummod" and token.head >= 0
    return tree.lemma(token.head) if is_counting else "", magnitude


def _form(tokens: Sequence[Word], context: Context) -> DenialForm:
    """Return the form of what is said: a clause, a pronoun, a claim, "any ..." or another thing."""
    tree, head = _head(tokens)
    if tree.tokens[head].upos in ("VERB", "AUX", "ADJ") or tree.word(head).endswith("ing"):
        return "clause"
    if tree.tokens[head].upos == "PRON":
        return "pronoun"
    if context.words.has_role(tree.lemma(head), "claim"):
        return "claim"
    return "any" if any(tree.word(c) in context.quantifiers for c in tree.of(head, "det")) else "thing"


def _head(tokens: Sequence[Word]) -> tuple[Tree, int]:
    """Return the word of the first sentence that all others there depend on."""
    tree = tokens[0][0]
    inside = {i for found, i in tokens if found is tree}
    return tree, next((i for i in sorted(inside) if tree.tokens[i].head not in inside), min(inside))


# ---- signs -----------------------------------------------------------------------------------


def _signs(tokens: Sequence[Word], context: Context) -> frozenset[str]:
    """Return the roles of the words and phrases among `tokens`; negated praise is blame, and the reverse."""
    found: set[str] = {
        role_here(role, tree, i, context)
        for tree, i in tokens
        for role in context.words.roles.get(lemma_of(tree, i, context), ())
        if role != "light"
    }
    return frozenset(found | _phrase_signs(tokens, context))


def _phrase_signs(tokens: Sequence[Word], context: Context) -> set[str]:
    lemmas = [
        NEGATOR if tree.lemma(i) in context.negators else tree.lemma(i)
        for tree, i in tokens
        if tree.tokens[i].upos not in FORM_WORDS
        or tree.lemma(i) in context.empty
        or tree.lemma(i) in context.determiners
    ]
    return {
        role
        for n, lemma in enumerate(lemmas)
        for rest, role in context.words.phrases.get(lemma, ())
        if tuple(lemmas[n + 1 : n + 1 + len(rest)]) == rest
    }
