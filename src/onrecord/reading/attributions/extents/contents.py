"""What a cue says: its clause, quotation, infinitive, object, or the object of its preposition.

A frame counts only where the cue's row in the tables trusts it.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.grammar import Quote, Tree
from onrecord.reading.attributions.extents.cues import SUBJECTS, CueAt
from onrecord.reading.attributions.extents.drafts import Extent, runs
from onrecord.reading.attributions.extents.titles import is_title

CLAUSE_FRAMES = frozenset({"clause", "quote", "to", "gerund", "object", "subject", "small"})
# rules of `content_of`: of what they find where the model hears nothing, 3 of 25 are right (PolNeAR dev)
WEAK_RULES = frozenset(
    {"cue-and-infinitive", "cue-subject-and-infinitive", "cue-object-and-predicate", "cue-inside-its-clause"}
)
COLON_GAP = 5  # code points: a colon and the break to the paragraph that it introduces
LONG_QUOTE = 3  # words that a quotation beside a cue must hold to be speech when no clause says so


def content_of(
    text: str, tree: Tree, cue: CueAt, cue_extent: Extent, source: int | None, quotes: Sequence[Quote]
) -> tuple[str, tuple[Extent, ...]]:
    """Return the rule of the frame that fits first, and the extents of the content in it."""
    frames = cue.row.frames
    skip = {cue.head, *cue.others}
    if cue.object_head is not None:
        follow = [c for c in tree.of(cue.head, "xcomp", "advcl") if c > cue.object_head and _has_to(tree, c)]
        return "cue-and-its-preposition", _extents(tree, [cue.object_head, *follow], skip)
    if cue.row.pos == "noun":
        heads = [c for c in tree.of(cue.head, "acl", "ccomp") if _is_noun_clause(tree, c, frames)]
        return "cue-and-clause", _extents(tree, heads, skip)
    if "clause" in frames or "gerund" in frames:
        clauses = [c for c in tree.of(cue.head, "ccomp") if _is_clause(tree, c, frames)]
        if clauses:
            return "cue-and-clause", _extents(tree, clauses, skip)
        around = _around(tree, cue.head)
        if around:
            return "cue-inside-its-clause", around
    if "quote" in frames:
        spoken = _quotes_beside(text, tree, cue, cue_extent, source, quotes)
        if spoken:
            return "cue-and-quotation", spoken
    return _phrases(tree, cue, skip)


def _phrases(tree: Tree, cue: CueAt, skip: set[int]) -> tuple[str, tuple[Extent, ...]]:
    """Return the infinitive, object or prepositional content, and what goes with it."""
    frames, head = cue.row.frames, cue.head
    passive = tree.of(head, "nsubj:pass")
    objects = (
        [] if cue.row.hearer else tree.of(head, "obj") + (passive if not _is_relative(tree, passive) else [])
    )
    infinitives = (
        [c for c in tree.of(head, "xcomp", "advcl", "ccomp") if _has_to(tree, c)] if "to" in frames else []
    )
    if "subject" in frames and passive:
        to = [c for c in tree.of(head, "xcomp", "advcl", "ccomp") if _has_to(tree, c)]
        if to:
            return "cue-subject-and-infinitive", _extents(tree, [*passive, *to], skip)
    if infinitives:
        return "cue-and-infinitive", _extents(tree, [*objects, *infinitives], skip)
    introduced = [c for f in frames if f not in CLAUSE_FRAMES for c in _introduced(tree, head, f)]
    small = [c for c in tree.of(head, "xcomp") if not _has_to(tree, c)] if "small" in frames else []
    if "small" in frames:
        return (
            ("cue-object-and-predicate", _extents(tree, [*objects, *small, *introduced], skip))
            if small or introduced
            else ("", ())
        )
    if introduced and "object" not in frames and cue.row.kind != "accuse":
        return "cue-and-prepositional-phrase", _extents(tree, introduced, skip, keep_case=False)
    if "object" in frames and objects:
        return "cue-and-object", _extents(tree, [*objects, *introduced], skip)
    return "", ()


def _introduced(tree: Tree, head: int, preposition: str) -> list[int]:
    return [
        c
        for c in tree.of(head, "obl", "advcl")
        if c > head and any(tree.tokens[m].lemma.lower() == preposition for m in tree.of(c, "case", "mark"))
    ]


def _extents(tree: Tree, heads: Sequence[int], skip: set[int], keep_case: bool = True) -> tuple[Extent, ...]:
    positions: set[int] = set()
    for h in heads:
        own = tree.subtree(h)
        if not keep_case:
            own = [
                p
                for p in own
                if not (tree.tokens[p].head == h and tree.tokens[p].deprel in ("case", "mark") and p < h)
            ]
        positions.update(own)
    return runs(tree, positions - skip)


def _around(tree: Tree, cue: int) -> tuple[Extent, ...]:
    """Return the clause in which the cue's own stands as a parenthesis: "The deal, he said, is dead"."""
    token = tree.tokens[cue]
    if token.deprel.partition(":")[0] != "parataxis" or token.head < 0:
        return ()
    if not tree.of(cue, *SUBJECTS) or tree.of(cue, "ccomp", "obj", "mark"):
        return ()
    return runs(tree, set(tree.subtree(token.head)) - set(tree.subtree(cue)))


def _quotes_beside(
    text: str, tree: Tree, cue: CueAt, cue_extent: Extent, source: int | None, quotes: Sequence[Quote]
) -> tuple[Extent, ...]:
    """Return the quotations that touch the words of the cue and its source, a comma or colon between."""
    own = [cue_extent]
    if source is not None:
        own += runs(tree, tree.subtree(source, ("acl", "appos")))
    own += runs(tree, [p for c in tree.of(cue.head, "obj", "iobj", "obl", "advmod") for p in tree.subtree(c)])
    found = []
    for quote in quotes:
        if (quote.single and quote.inner_end - quote.inner_start < 20) or any(
            quote.start < e and s < quote.end for s, e in own[:2]
        ):
            continue
        long = len(text[quote.inner_start : quote.inner_end].split()) >= LONG_QUOTE
        if is_title(text, quote, (tree.sentence.start, tree.sentence.end)):
            continue
        if long and any(_touches(text, quote, extent) for extent in own):
            found.append((quote.start, quote.end))
    return tuple(found)


def _touches(text: str, quote: Quote, extent: Extent) -> bool:
    before = quote.end <= extent[0]
    gap = text[quote.end : extent[0]] if before else text[extent[1] : quote.start]
    if not before and gap.startswith(":") and len(gap) <= COLON_GAP and not gap[1:].strip():
        return True
    return len(gap) <= 3 and not any(c.isalnum() or c == "\n" for c in gap)


def _has_to(tree: Tree, i: int) -> bool:
    return any(tree.tokens[m].lemma.lower() == "to" for m in tree.of(i, "mark", "aux"))


def _is_clause(tree: Tree, i: int, frames: Sequence[str]) -> bool:
    token = tree.tokens[i]
    finite = bool(tree.of(i, *SUBJECTS, "expl", "mark", "aux", "cop")) or "VerbForm=Fin" in token.feats
    if "clause" in frames and finite and not (_has_to(tree, i) and not tree.of(i, *SUBJECTS)):
        return True
    return "gerund" in frames and "VerbForm=Ger" in token.feats


def _is_noun_clause(tree: Tree, i: int, frames: Sequence[str]) -> bool:
    if "to" in frames and _has_to(tree, i):
        return True
    marks = [tree.tokens[m].lemma.lower() for m in tree.of(i, "mark")]
    return "clause" in frames and "that" in marks and tree.tokens[i].deprel != "acl:relcl"


def _is_relative(tree: Tree, subjects: Sequence[int]) -> bool:
    return any("PronType=Rel" in tree.tokens[s].feats for s in subjects)
