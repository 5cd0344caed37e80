"""Join what the model and the rules found into attributions: who, by which words, says what.

The model gives runs of words with one role each and links them to a cue; the rules give
whole attributions. Here each cue gets its source and contents, and of two drafts that say
the same the better one is kept. Between the two, `quotations.py` makes quotations whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.grammar import Forest, Quote
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.drafts import (
    MODEL,
    WEAK,
    Draft,
    Extent,
    joined,
    length,
    overlap,
    shared,
    trimmed,
    without,
)
from onrecord.reading.attributions.extents.source_phrases import is_acted_on, source_for, whole_source
from onrecord.reading.attributions.extents.thresholds import Thresholds
from onrecord.types import Reason, Role

TAKEN = 0.5  # share of a draft's content that another one with the same words must hold
STRAY = 0.7  # score of a content in another sentence than its cue and the rest
MOST_RUNS = 2  # PolNeAR has a content before and one behind its cue, never more in earnest
MARKS = '"“”«»'  # at an edge of a content they quote it, though the other mark may have been forgotten
WORD = re.compile(r"\w+")


def from_roles(
    text: str, forest: Forest, roles: Sequence[Role], quotes: Sequence[Quote], limits: Thresholds
) -> tuple[Draft, ...]:
    """Return one draft a cue of the model, with the source and contents that it links to it.

    What the model links to no cue goes to the nearest one that lacks its kind; quoted words that
    go on from others, or into them, to the cue of those: the model links within a window alone.
    """
    cues = {n: role for n, role in enumerate(roles) if role.role == "cue"}
    held: dict[tuple[str, int], list[Role]] = {}
    loose: list[Role] = []
    for role in roles:
        if role.role == "cue":
            continue
        if role.cue in cues:
            held.setdefault((role.role, role.cue), []).append(role)
        else:
            loose.append(role)
    left: list[Role] = []
    linked = {(r.start, r.end): r.cue for r in roles if r.role == "content" and r.cue in cues}
    spoken = [r for r in roles if r.role == "content"]
    for role in loose:
        taker = _nearest_cue(text, role, cues, held, limits.near)
        if taker is None and role.role == "content" and _in_quotes(role, quotes):
            taker = _cue_of_neighbour(text, role, spoken, linked)
        if taker is not None:
            held.setdefault((role.role, taker), []).append(role)
            linked[role.start, role.end] = taker
        elif role.role == "content":
            left.append(role)
    taken = [(r.start, r.end) for r in roles if r.role != "content"]
    drafts = []
    for n, cue in cues.items():
        contents = _without_strays(held.get(("content", n), []), cue, forest, quotes)
        if contents:
            runs = bridged(joined([(c.start, c.end) for c in contents], text), forest, taken)
            near = _of_one_paragraph(text, runs, cue, quotes)
            drafts.append(_draft(text, cue, held.get(("source", n), []), contents, near or runs))
    drafts += [
        Draft(
            None,
            None,
            ((r.start, r.end),),
            (Reason(rule="model-content-without-cue", score=_rounded(r.score)),),
            score=MODEL,
        )
        for r in left
        if len(WORD.findall(r.text)) >= limits.loose_words
        and not _in_quotes(r, quotes)  # quotations find their cue below
    ]
    return tuple(sorted(drafts, key=lambda d: d.start))


def _without_strays(
    contents: Sequence[Role], cue: Role, forest: Forest, quotes: Sequence[Quote]
) -> list[Role]:
    """Return the contents without what stands unquoted in another sentence than the cue and is half heard.

    Beside quoted words in the cue's sentence none of it stays: whoever is quoted says no more without marks.
    """
    home = forest.at(cue.start)
    beside = [role for role in contents if forest.at(role.start) is home]
    quoted = any(_in_quotes(r, quotes) or r.text[0] in MARKS or r.text[-1] in MARKS for r in beside)
    kept = [
        role
        for role in contents
        if role in beside or _in_quotes(role, quotes) or (role.score >= STRAY and not quoted)
    ]
    return kept or list(contents)


def _nearest_cue(
    text: str, role: Role, cues: dict[int, Role], held: dict[tuple[str, int], list[Role]], near: int
) -> int | None:
    """Return the nearest cue that has no source (or content) yet, of the paragraph or a colon before it."""
    best: tuple[int, int] | None = None
    for n, cue in cues.items():
        gap = max(cue.start - role.end, role.start - cue.end)
        if gap > near or (role.role, n) in held:
            continue
        between = text[min(role.end, cue.end) : max(role.start, cue.start)]
        introduces = cue.end <= role.start and ":" in f"{cue.text[-1:]}{between}" and not WORD.search(between)
        if ("\n" not in between or introduces) and (best is None or gap < best[0]):
            best = gap, n
    return best[1] if best else None


def _cue_of_neighbour(
    text: str, role: Role, contents: Sequence[Role], linked: Mapping[Extent, int | None]
) -> int | None:
    """Return the cue of the content that `role` runs into in its paragraph, else of that which it goes on from."""
    n = contents.index(role)
    if n + 1 < len(contents):
        after = contents[n + 1]
        cue = linked.get((after.start, after.end))
        gap = text[role.end : after.start]
        if cue is not None and not WORD.search(gap) and "\n" not in gap:
            return cue
    if n > 0:
        before = contents[n - 1]
        if not WORD.search(text[before.end : role.start]):
            return linked.get((before.start, before.end))
    return None


def _draft(
    text: str, cue: Role, sources: Sequence[Role], contents: Sequence[Role], runs: Sequence[Extent]
) -> Draft:
    source = max(sources, key=lambda r: (r.score, -abs(r.start - cue.start)), default=None)
    score = min(role.score for role in (cue, *contents))
    return Draft(
        None if source is None else trimmed((source.start, source.end), text, frozenset(",;:")),
        trimmed((cue.start, cue.end), text, frozenset(",")),
        tuple(runs),
        (Reason(rule="model-roles", score=_rounded(score)),),
        score=MODEL + score,
        source_score=0.0 if source is None else source.score,
    )


def _rounded(score: float) -> float:
    return round(score, 3)


def _in_quotes(role: Role, quotes: Sequence[Quote]) -> bool:
    inside = shared(((role.start, role.end),), [(q.start, q.end) for q in quotes])
    return inside > TAKEN * (role.end - role.start)


def _of_one_paragraph(
    text: str, extents: Sequence[Extent], cue: Role, quotes: Sequence[Quote]
) -> tuple[Extent, ...]:
    """Return the extents in the paragraph of the cue, and those elsewhere that are quotations."""
    marked = [(q.start, q.end) for q in quotes]
    return tuple(
        e
        for e in extents
        if "\n" not in text[min(e[1], cue.end) : max(e[0], cue.start)]
        or shared((e,), marked)
        or cue.text.endswith(":")
    )


def bridged(extents: Sequence[Extent], forest: Forest, taken: Sequence[Extent]) -> tuple[Extent, ...]:
    """Return `extents`, those of one sentence joined where no source or cue stands between them.

    A content is broken by its own cue ("…," she said, "…") and hardly ever by anything else, so
    a gap means that the model was in doubt about a word.
    """
    found: list[Extent] = []
    for extent in extents:
        before = found[-1] if found else None
        if before is not None and _one_sentence(forest, before, extent):
            gap = (before[1], extent[0])
            if not any(overlap(gap, t) for t in taken):
                found[-1] = (before[0], extent[1])
                continue
        found.append(extent)
    return tuple(found)


def _one_sentence(forest: Forest, before: Extent, after: Extent) -> bool:
    tree = forest.at(before[1] - 1)
    return tree is not None and after[0] < tree.sentence.end


def with_sources(
    text: str, forest: Forest, drafts: Sequence[Draft], words: AttributionWords, limits: Thresholds
) -> tuple[Draft, ...]:
    """Return the model's drafts with the tree's source where the model has none or is not sure of it.

    Of a source that the model is sure of, the tree gives the whole noun phrase.
    """
    return tuple(_with_source(text, forest, draft, words, limits.sure_source) for draft in drafts)


def _with_source(text: str, forest: Forest, draft: Draft, words: AttributionWords, sure: float) -> Draft:
    cue, said = draft.cue, draft.source
    if cue is None:
        return draft
    if said is not None and is_acted_on(forest, said, cue, words):
        said = None  # "Sanders was asked": by somebody else
    choices: list[Extent | None] = []
    if said is None or draft.source_score < sure:
        choices.append(source_for(text, forest, cue, words))
    if said is not None:
        choices += [whole_source(text, forest, said, cue), said]
    for source in choices:
        if source is not None and not overlap(source, cue) and not shared((source,), draft.content):
            return replace(draft, source=source)
    return replace(draft, source=said)


# ---- model and rules together ----------------------------------------------------------------


def merge(model: Sequence[Draft], ruled: Sequence[Draft], limits: Thresholds) -> tuple[Draft, ...]:
    """Return the model's drafts, filled by the rules' where they lack something, and what only the rules see.

    A rule's draft on a cue that the model has as well fills in a missing source. One inside a
    content of the model's is nested, one elsewhere was missed: both stay.
    """
    kept = list(model)
    added: list[Draft] = []
    for draft in ruled:
        same = next((n for n, m in enumerate(kept) if _same_cue(m, draft)), None)
        if same is not None:
            kept[same] = _filled(kept[same], draft, limits)
            continue
        if any(_repeats(m, draft) for m in kept):
            continue
        added.append(draft)
    sure = [draft for draft in kept if draft.is_confirmed or not _is_slip(draft, limits)]
    return tuple(sorted((*sure, *added), key=lambda d: d.start))


def given_away(drafts: Sequence[Draft], signed: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts without the quotations that are signed with a name: they have their speaker."""
    found = []
    for draft in drafts:
        content = draft.content
        for other in signed:
            if not shared(other.own, draft.own):
                for extent in other.content:
                    content = without(content, extent)
        if content:
            found.append(replace(draft, content=content))
    return tuple(found)


def _is_slip(draft: Draft, limits: Thresholds) -> bool:
    """Whether the model alone, and not sure, says something with next to no content or with no source."""
    if length(draft.content) < limits.slip_length:
        return draft.score < MODEL + limits.sure
    return draft.source is None and draft.cue is not None and draft.score < MODEL + limits.unsure


def _same_cue(a: Draft, b: Draft) -> bool:
    return a.cue is not None and b.cue is not None and overlap(a.cue, b.cue) > 0


def _filled(model: Draft, ruled: Draft, limits: Thresholds) -> Draft:
    """Return the model's draft with the rule's source where it has none, and its content where it was unsure."""
    basis = (*model.basis, *ruled.basis)
    source = model.source
    if source is None and ruled.source is not None and not shared((ruled.source,), model.content):
        source = ruled.source
    unsure = model.score < MODEL + limits.sure or len(model.content) > MOST_RUNS
    content = ruled.content if unsure and not (source and shared((source,), ruled.content)) else model.content
    return replace(model, source=source, content=content, basis=basis)


def _repeats(model: Draft, ruled: Draft) -> bool:
    """Whether the rule's draft gives most of the model's content to another cue outside of it."""
    inside = ruled.cue is not None and shared((ruled.cue,), model.content) > 0
    common = shared(ruled.content, model.content)
    return not inside and common > TAKEN * min(length(ruled.content), length(model.content))


def unfolded(text: str, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts with a speaker's next words cut from the content before them.

    "X said that A, adding that B" is two attributions by X; the model and the tree may have
    all of it as the content of "said".
    """
    found = list(drafts)
    for draft in drafts:
        if draft.cue is None or draft.source is None or not text[: draft.cue[0]].rstrip().endswith(","):
            continue
        whole = (draft.cue[0], max(draft.cue[1], *(e[1] for e in draft.content)))
        for n, outer in enumerate(found):
            speaks_on = (
                outer.source is not None and overlap(outer.source, draft.source) and outer.cue != draft.cue
            )
            if (
                not speaks_on
                or not shared((draft.cue,), outer.content)
                or shared((draft.source,), outer.content)
            ):
                continue
            left = (trimmed(e, text) for e in without(outer.content, whole))
            kept = tuple(e for e in left if e is not None)
            if kept:
                found[n] = replace(outer, content=kept)
    return tuple(found)


def worth_keeping(drafts: Sequence[Draft], n: int, forest: Forest) -> bool:
    """Whether draft `n` says something of its own: not so inside another without a source, or with "I" as one.

    "I think" in a quotation has the speaker of the quotation, who is known already. A weak find of a rule
    must stand inside another attribution.
    """
    draft = drafts[n]
    if draft.score >= MODEL:
        return True
    if outer_of(drafts, n) is None:
        return draft.score > WEAK
    if draft.source is None:
        return False
    found = forest.token_at(draft.source[0])
    if found is None:
        return True
    tree, i = found
    alone = tree.tokens[i].end >= draft.source[1]  # and not "my brother"
    return not (alone and any(person in tree.tokens[i].feats for person in ("Person=1", "Person=2")))


def outer_of(drafts: Sequence[Draft], n: int) -> int | None:
    """Return the draft whose content holds the cue (or the words) of draft `n`: the tightest one."""
    inner = drafts[n]
    held = inner.cue if inner.cue is not None else inner.content[0]
    best: tuple[int, int] | None = None
    for m, outer in enumerate(drafts):
        if m == n or shared((held,), outer.content) < held[1] - held[0]:
            continue
        size = length(outer.content)
        if best is None or size < best[0]:
            best = size, m
    return best[1] if best else None
