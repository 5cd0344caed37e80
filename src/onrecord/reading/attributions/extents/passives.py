"""Passives whose words say who speaks: "were told by the ministry that", "hailed by Oslo as “historic”".

In the first kind the subject is who hears it, and neither source nor content; in the second each participle has the
agent and the quotation that stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.grammar import Forest, Quote, Tree
from onrecord.grammar.tree import has, is_past_participle
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.contents import has_to
from onrecord.reading.attributions.extents.cues import CueAt, find_cue
from onrecord.reading.attributions.extents.drafts import (
    LABEL_SCORE,
    Draft,
    Extent,
    all_trimmed,
    present,
    shared,
    touches,
    without,
)
from onrecord.reading.attributions.extents.phrases import phrase_at
from onrecord.reading.attributions.extents.source_phrases import agent_of, cue_head, source_extent
from onrecord.types import Reason

RULE = "participle-with-agent-and-quotation"
UNDERGOERS = ("nsubj:pass", "nsubj", "obj")  # what parsers take the subject of a passive for
OF_OPENING = frozenset({"ADP", "SCONJ", "DET", "PUNCT"})  # "as a" before a quotation
MODIFYING = ("acl", "advcl", "conj")
AGENT, MANNER = "by", "as"
BREAKS = frozenset({",", ";", ".", ":", "—", "–"})


# ---- who is told ----------------------------------------------------------------------------------


def with_hearers_apart(
    text: str, forest: Forest, drafts: Sequence[Draft], words: AttributionWords
) -> tuple[Draft, ...]:
    """Return the drafts; the subject of "were told (by X) that" is neither their source nor their content."""
    whole = (_with_its_verb(forest, draft, words) for draft in drafts)
    return tuple(_apart(text, forest, draft, words) for draft in whole)


def _with_its_verb(forest: Forest, draft: Draft, words: AttributionWords) -> Draft:
    """Return a draft whose cue is an auxiliary alone with the cue of the tables behind it: "were | asked"."""
    place = None if draft.cue is None else forest.token_at(draft.cue[0])
    if draft.cue is None or place is None:
        return draft
    tree, i = place
    token = tree.tokens[i]
    is_alone = token.deprel == "aux:pass" and token.end >= draft.cue[1] and token.head == i + 1
    if not is_alone or find_cue(tree, i + 1, words) is None:
        return draft
    return replace(draft, cue=(draft.cue[0], tree.tokens[i + 1].end))


def _apart(text: str, forest: Forest, draft: Draft, words: AttributionWords) -> Draft:
    place = None if draft.cue is None else _telling(forest, draft.cue, words)
    if place is None or draft.cue is None:
        return draft
    tree, head = place
    hearer = source_extent(text, tree, _undergoer(tree, head), draft.cue)
    by = agent_of(tree, head, words)
    agent = None if by is None else source_extent(text, tree, by, draft.cue)
    content = draft.content
    for other in present(hearer, agent):
        content = without(content, other)
    content = all_trimmed(content, text)
    source = agent or (None if touches(draft.source, hearer) else draft.source)
    return replace(draft, source=source, content=content) if content else draft


def _telling(forest: Forest, cue: Extent, words: AttributionWords) -> tuple[Tree, int] | None:
    """Return the sentence and the participle of a passive cue whose subject is spoken to."""
    place = cue_head(forest, cue)
    if place is None:
        return None
    tree, head = place
    found = find_cue(tree, head, words)
    if (
        found is None
        or found.row.lemma in words.classes.persuading_verbs
        or not tree.of(head, "aux:pass")
        or _undergoer(tree, head) < 0
    ):
        return None
    is_told = found.row.hearer or (found.row.kind == "ask" and not _is_to_act(tree, found))
    return (tree, head) if is_told else None


def _is_to_act(tree: Tree, cue: CueAt) -> bool:
    """Return whether the passive is "was asked to leave": its subject is part of what is asked."""
    return any(has_to(tree, c) for c in tree.of(cue.head, "xcomp", "advcl"))


def _undergoer(tree: Tree, head: int) -> int:
    """Return the subject of a passive, -1 where it has none."""
    return next((c for r in UNDERGOERS for c in tree.of(head, r) if c < head), -1)


# ---- who hails, who dismisses ---------------------------------------------------------------------


def find_agents_of_quotations(
    forest: Forest, quotes: Sequence[Quote], words: AttributionWords
) -> tuple[Draft, ...]:
    """Return the drafts of participles with an agent and one quotation of their own."""
    return tuple(
        draft
        for tree in forest.trees
        for i, token in enumerate(tree.tokens)
        if token.upos == "VERB" and _may_be_participle(tree, i)
        for draft in _of_participle(tree, i, quotes, words)
    )


def _may_be_participle(tree: Tree, i: int) -> bool:
    """Return whether a verb is a past participle, or a past form that modifies a noun: the tagger may err on its form."""
    token = tree.tokens[i]
    if is_past_participle(token):
        return True
    return has(token, "Tense=Past") and tree.relations[i] in MODIFYING and not tree.of(i, *UNDERGOERS)


def _of_participle(tree: Tree, i: int, quotes: Sequence[Quote], words: AttributionWords) -> Iterator[Draft]:
    stop = _end_of_phrase(tree, i, quotes)
    region = range(i + 1, stop)
    if not region:
        return
    start, end = tree.tokens[i].end, tree.tokens[stop - 1].end
    spoken = [q for q in quotes if start <= q.start and q.end <= end + 1]
    agent = _agent_phrase(tree, region, spoken)
    if len(spoken) != 1 or agent is None or not _is_said(tree, i, agent, spoken[0], words):
        return
    cue = tree.tokens[i].start, tree.tokens[i].end
    content = (spoken[0].start, spoken[0].end)
    reason = Reason(rule=RULE, words=tree.tokens[i].text)
    yield Draft(tree.extent(agent), cue, (content,), (reason,), score=LABEL_SCORE)


def _end_of_phrase(tree: Tree, i: int, quotes: Sequence[Quote]) -> int:
    """Return where the phrase of a participle ends: at a mark or a conjunction outside of quotations."""
    for p in range(i + 1, len(tree.tokens)):
        token = tree.tokens[p]
        is_break = token.upos == "CCONJ" or token.text in BREAKS
        if is_break and not any(q.start <= token.start < q.end for q in quotes):
            return p
    return len(tree.tokens)


def _agent_phrase(tree: Tree, region: range, spoken: Sequence[Quote]) -> range | None:
    """Return the phrase behind "by", up to "as" and outside of the quotation."""
    by = next((p for p in region if tree.word(p) == AGENT and not _is_inside(tree, p, spoken)), None)
    if by is None:
        return None
    ends = (p for p in range(by + 1, region.stop) if tree.word(p) == MANNER or _is_inside(tree, p, spoken))
    return phrase_at(tree, range(by + 1, next(ends, region.stop)))


def _is_inside(tree: Tree, p: int, spoken: Sequence[Quote]) -> bool:
    return any(q.start <= tree.tokens[p].start < q.end for q in spoken)


def _is_said(tree: Tree, i: int, agent: range, quote: Quote, words: AttributionWords) -> bool:
    """Return whether a quotation stands right behind the participle or its agent, as what is said.

    "As" introduces it, or the participle is a cue of the tables: not so in "shown by Ort in “Hamlet”".
    """
    first = next(p for p, token in enumerate(tree.tokens) if token.end > quote.start)
    begin = agent.stop if agent.stop <= first else i + 1
    opening = range(begin, first)
    if any(tree.tokens[p].upos not in OF_OPENING for p in opening):
        return False
    if any(tree.word(p) == MANNER for p in opening):
        return True
    found = find_cue(tree, i, words)
    return found is not None and "small" in found.row.frames


def with_agents(text: str, drafts: Sequence[Draft], decided: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts; on the cue of one of `decided`, source and quotation are those of its own words."""
    found = [d for d in (_decided(text, draft, decided) for draft in drafts) if d is not None]
    missing = (d for d in decided if not any(touches(d.cue, other.cue) for other in found))
    return tuple(sorted((*found, *missing), key=lambda d: d.start))


def _decided(text: str, draft: Draft, decided: Sequence[Draft]) -> Draft | None:
    own = next((d for d in decided if touches(d.cue, draft.cue)), None)
    others = [e for d in decided if d is not own for e in d.parts]
    if own is None:
        return draft
    content = draft.content
    for extent in (*present(own.source), *others):
        content = without(content, extent)
    content = all_trimmed(content, text)
    if not shared(content, own.content):
        content = own.content
    source = draft.source if touches(draft.source, own.source) else own.source
    cue = own.cue if touches(draft.cue, own.source) else draft.cue
    return replace(draft, source=source, cue=cue, content=content)
