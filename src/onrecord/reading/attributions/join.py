"""Join what the model and the rules found into attributions: who, by which words, says what.

The model gives runs of words with one role each and links them to a cue; the rules give
whole attributions. Here each cue gets its source and contents, quotations are made whole
(a quotation interrupted by "she said" or going on in the next sentence is one attribution),
and of two drafts that say the same the better one is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.drafts import (
    Draft,
    Extent,
    joined,
    length,
    overlap,
    shared,
    trimmed,
    without,
)
from onrecord.reading.attributions.quotes import Quote
from onrecord.reading.attributions.rules import is_acted_on, source_for, whole_source
from onrecord.reading.syntax import Forest
from onrecord.types import Role

NEAR = 60  # code points between a content without a cue and the cue that takes it
TAKEN = 0.5  # share of a draft's content that another one with the same words must hold
LOOSE_WORDS = 5  # a shorter content that no cue takes is a slip of the model
SURE = 1.7  # set on PolNeAR dev: a draft of the model below this score has its content from a rule on the same cue, if any
SURE_SOURCE = 0.8  # below it the subject of the cue is right more often than the model (PolNeAR dev)
UNSURE = 1.6  # set on PolNeAR dev: below this score, with no source and no rule that agrees, more are wrong than right
SLIP_LENGTH = 12  # code points
MOST_RUNS = 2  # PolNeAR has a content before and one behind its cue, never more in earnest
LAST_SPEAKERS = 3  # drafts before a quotation that may be what it goes on with
SPEECH_WORDS = 3  # a shorter quotation beside nothing is a name, a title or a scare quote
WORD = re.compile(r"\w+")
BARE = re.compile(r"[\s.,;:—–-]*")


def from_roles(
    text: str, forest: Forest, roles: Sequence[Role], quotes: Sequence[Quote]
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
    contents = [r for r in roles if r.role == "content"]
    for role in loose:
        cue = _nearest_cue(text, role, cues, held)
        if cue is None and role.role == "content" and _in_quotes(role, quotes):
            cue = _cue_of_neighbour(text, role, contents, linked)
        if cue is not None:
            held.setdefault((role.role, cue), []).append(role)
            linked[role.start, role.end] = cue
        elif role.role == "content":
            left.append(role)
    taken = [(r.start, r.end) for r in roles if r.role != "content"]
    drafts = []
    for n, cue in cues.items():
        contents = held.get(("content", n), [])
        if contents:
            runs = bridged(joined([(c.start, c.end) for c in contents], text), forest, taken)
            near = _of_one_paragraph(text, runs, cue, quotes)
            drafts.append(_draft(text, cue, held.get(("source", n), []), contents, near or runs))
    drafts += [
        Draft(None, None, ((r.start, r.end),), (f"model roles {r.score:.2f}, no cue",))
        for r in left
        if len(WORD.findall(r.text)) >= LOOSE_WORDS
        and not _in_quotes(r, quotes)  # quotations find their cue below
    ]
    return tuple(sorted(drafts, key=lambda d: d.start))


def _nearest_cue(
    text: str, role: Role, cues: dict[int, Role], held: dict[tuple[str, int], list[Role]]
) -> int | None:
    """Return the nearest cue that has no source (or content) yet, of the paragraph or a colon before it."""
    best: tuple[int, int] | None = None
    for n, cue in cues.items():
        gap = max(cue.start - role.end, role.start - cue.end)
        if gap > NEAR or (role.role, n) in held:
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
        (f"model roles {score:.2f}",),
        score=1.0 + score,
        source_score=0.0 if source is None else source.score,
    )


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
    text: str, forest: Forest, drafts: Sequence[Draft], words: AttributionWords
) -> tuple[Draft, ...]:
    """Return the model's drafts with the tree's source where the model has none or is not sure of it.

    Of a source that the model is sure of, the tree gives the whole noun phrase.
    """
    return tuple(_with_source(text, forest, draft, words) for draft in drafts)


def _with_source(text: str, forest: Forest, draft: Draft, words: AttributionWords) -> Draft:
    if draft.cue is None:
        return draft
    if draft.source is not None and is_acted_on(forest, draft.source, draft.cue):
        draft = replace(draft, source=None)  # "Sanders was asked": by somebody else
    choices: list[Extent | None] = []
    if draft.source is None or draft.source_score < SURE_SOURCE:
        choices.append(source_for(text, forest, draft.cue, words))
    if draft.source is not None:
        choices += [whole_source(text, forest, draft.source, draft.cue), draft.source]
    for source in choices:
        if source is not None and not overlap(source, draft.cue) and not shared((source,), draft.content):
            return replace(draft, source=source)
    return draft


# ---- quotations made whole -------------------------------------------------------------------


def complete_quotes(text: str, drafts: Sequence[Draft], quotes: Sequence[Quote]) -> tuple[Draft, ...]:
    """Return the drafts with every quotation that a content touches held whole, its marks included."""
    return tuple(_completed(text, draft, quotes) for draft in drafts)


def _completed(text: str, draft: Draft, quotes: Sequence[Quote]) -> Draft:
    content = draft.content
    for quote in quotes:
        extent = (quote.start, quote.end)
        said_inside = any(overlap(own, extent) for own in draft.own)
        if not said_inside and shared(content, (extent,)):
            content = (*content, extent)
    for hole in draft.own:
        content = without(content, hole)
    kept = [e for e in (trimmed(c, text) for c in joined(content, text)) if e is not None]
    return replace(draft, content=tuple(kept)) if kept else draft


def continue_quotes(
    text: str, drafts: Sequence[Draft], quotes: Sequence[Quote], roles: Sequence[Role] = ()
) -> tuple[Draft, ...]:
    """Return the drafts with each quotation that nobody is given joined to the one that it goes on with.

    A quotation goes on after "she said." in the same paragraph, in the next paragraph where the
    marks were left open, or as a paragraph of its own below a quoting one. One that follows a
    source and a colon across a paragraph is that cue's. What the model hears as said (`roles`) may
    also go on from words without quotation marks, a sentence later. What is left, and is a whole
    paragraph, becomes a draft with no cue and the nearest speaker as its source.
    """
    found = sorted(drafts, key=lambda d: d.start)
    heard = [(r.start, r.end) for r in roles if r.role == "content"]
    for quote in quotes:
        extent = (quote.start, quote.end)
        if quote.single or any(_takes(d, extent) for d in found):
            continue
        if len(WORD.findall(text[quote.start : quote.end])) < SPEECH_WORDS:
            continue
        is_heard = shared((extent,), heard) > TAKEN * (quote.end - quote.start)
        n = _speaker_before(text, found, quote, quotes, is_heard)
        if n is not None:
            found[n] = replace(found[n], content=joined((*found[n].content, extent), text))
        elif _is_paragraph(text, quote):
            source = _nearest_source(found, quote)
            found.append(
                Draft(
                    source,
                    None,
                    (extent,),
                    ("quotation alone in its paragraph: the nearest speaker",),
                    score=0.4,
                )
            )
    return tuple(sorted(found, key=lambda d: d.start))


def _takes(draft: Draft, quote: Extent) -> bool:
    """Whether a quotation has its speaker: what the rules alone find said inside it says nothing of who speaks."""
    parts = (*draft.content, *draft.own)
    if draft.score < 1.0 and all(quote[0] <= e[0] and e[1] <= quote[1] for e in parts):
        return False
    return shared((quote,), parts) > 0


def _speaker_before(
    text: str, drafts: Sequence[Draft], quote: Quote, quotes: Sequence[Quote], is_heard: bool
) -> int | None:
    """Return the draft that `quote` goes on with, or None: one that quotes before one that does not."""
    ends = sorted((-max(e[1] for e in (*d.content, *d.own)), n) for n, d in enumerate(drafts))
    before = [(n, -end) for end, n in ends if -end <= quote.start][:LAST_SPEAKERS]
    quoting = [
        (n, end) for n, end in before if any(shared(drafts[n].content, ((q.start, q.end),)) > 2 for q in quotes)
    ]
    if quote.continues and quoting:
        return quoting[0][0]
    alone = _is_paragraph(text, quote)
    for n, end in (*quoting, *before[:1]):
        gap = text[end : quote.start]
        if "\n" not in gap:
            starts = not gap.strip() or _opens_sentence(text, quote)
            near = _sentences_between(gap) <= (2 if is_heard else 1)
            if starts and near and (is_heard or (n, end) in quoting):
                return n
        elif gap.rstrip().endswith(":") and BARE.fullmatch(gap) is not None:
            return n
        elif (n, end) in quoting and alone and gap.count("\n") <= 2 and _sentences_between(gap) <= 1:
            return n
    return None


def _opens_sentence(text: str, quote: Quote) -> bool:
    before = text[: quote.start].rstrip()[-1:]
    return (
        before in ("", ".", "!", "?", ":", "”", '"', "’", "'")
        and text[quote.inner_start : quote.inner_start + 1].isupper()
    )


def _sentences_between(gap: str) -> int:
    return len(re.findall(r"[.!?](?=\s|$)", gap))


def _is_paragraph(text: str, quote: Quote) -> bool:
    """Whether a paragraph holds this quotation and nothing else."""
    before = text[text.rfind("\n", 0, quote.start) + 1 : quote.start]
    line_end = text.find("\n", quote.end)
    after = text[quote.end : line_end if line_end >= 0 else len(text)]
    return BARE.fullmatch(before) is not None and BARE.fullmatch(after) is not None


def _nearest_source(drafts: Sequence[Draft], quote: Quote) -> Extent | None:
    """Return the source of the nearest draft before the quotation, else of the nearest behind it."""
    before = [d.source for d in drafts if d.source is not None and d.source[1] <= quote.start]
    if before:
        return max(before)
    return min((d.source for d in drafts if d.source is not None and d.source[0] >= quote.end), default=None)


# ---- model and rules together ----------------------------------------------------------------


def merge(model: Sequence[Draft], ruled: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the model's drafts, filled by the rules' where they lack something, and what only the rules see.

    A rule's draft on a cue that the model has as well fills in a missing source. One inside a
    content of the model's is nested, one elsewhere was missed: both stay.
    """
    kept = list(model)
    added: list[Draft] = []
    for draft in ruled:
        same = next((n for n, m in enumerate(kept) if _same_cue(m, draft)), None)
        if same is not None:
            kept[same] = _filled(kept[same], draft)
            continue
        if any(_repeats(m, draft) for m in kept):
            continue
        added.append(draft)
    sure = [draft for draft in kept if len(draft.basis) > 1 or not _is_slip(draft)]
    return tuple(sorted((*sure, *added), key=lambda d: d.start))


def _is_slip(draft: Draft) -> bool:
    """Whether the model alone, and not sure, says something with next to no content or with no source."""
    if length(draft.content) < SLIP_LENGTH:
        return draft.score < SURE
    return draft.source is None and draft.cue is not None and draft.score < UNSURE


def _same_cue(a: Draft, b: Draft) -> bool:
    return a.cue is not None and b.cue is not None and overlap(a.cue, b.cue) > 0


def _filled(model: Draft, ruled: Draft) -> Draft:
    """Return the model's draft with the rule's source where it has none, and its content where it was unsure."""
    basis = (*model.basis, *ruled.basis)
    source = model.source
    if source is None and ruled.source is not None and not shared((ruled.source,), model.content):
        source = ruled.source
    unsure = model.score < SURE or len(model.content) > MOST_RUNS
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

    "I think" in a quotation has the speaker of the quotation, who is known already.
    """
    draft = drafts[n]
    if draft.score >= 1.0 or outer_of(drafts, n) is None:
        return True
    if draft.source is None:
        return False
    found = forest.token_at(draft.source[0])
    if found is None:
        return True
    tree, i = found
    return not any(person in tree.tokens[i].feats for person in ("Person=1", "Person=2"))


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
