"""Find attributions by rule: a cue word of the tables, its source and its content in the tree.

The model marks outermost attributions only; these rules see those inside, those that the
model missed, and what kind of cue each is. A rule fires only in the frames that the cue's
row trusts: a finite clause, words in quotation marks, an infinitive, an object, the object
of a preposition. The patterns are those of Pareti's and the PolNeAR guidelines, in UD terms.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.grammar import Forest, Quote, Tree
from onrecord.lexicon.attributions import CUES, AttributionWords
from onrecord.lexicon.tables import row_reason
from onrecord.reading.attributions.extents.contents import COLON_GAP, WEAK_RULES, content_of
from onrecord.reading.attributions.extents.cues import POS_OF, CueAt, climb, cue_extent, find_cue
from onrecord.reading.attributions.extents.drafts import WEAK, Draft, runs, trimmed
from onrecord.reading.attributions.extents.source_phrases import source_extent, source_of


def find_by_rule(
    text: str, forest: Forest, quotes: Sequence[Quote], words: AttributionWords
) -> tuple[Draft, ...]:
    """Return what the rules find in every sentence, nested ones among them, in text order."""
    found: list[Draft] = []
    for tree in forest.trees:
        reach = tree.sentence.end + (COLON_GAP if tree.tokens[-1].text == ":" else 0)
        near = [q for q in quotes if q.start < reach and q.end > tree.sentence.start]
        for i, token in enumerate(tree.tokens):
            draft = None
            if token.deprel == "case":
                draft = _by_adposition(text, tree, i, words)
            elif token.upos in POS_OF and (cue := find_cue(tree, i, words)) is not None:
                draft = _by_cue(text, tree, cue, near, words)
            if draft is not None:
                found.append(draft)
    return tuple(found)


def _by_cue(
    text: str, tree: Tree, cue: CueAt, quotes: Sequence[Quote], words: AttributionWords
) -> Draft | None:
    if not cue.row.frames:
        return None
    top, _ = climb(tree, cue.head, words)
    source = source_of(tree, top, cue.row, words)
    if cue.row.pos == "noun" and source is None:
        return None
    own = cue_extent(tree, cue, top)
    rule, content = content_of(text, tree, cue, own, source, quotes)
    content = tuple(e for e in (trimmed(c, text) for c in content) if e is not None)
    if not content:
        return None
    reason = row_reason(CUES, cue.row.line, rule=rule, words=cue.row.lemma)
    said_by = None if source is None else source_extent(text, tree, source, own)
    return Draft(said_by, own, content, (reason,), score=WEAK if rule in WEAK_RULES else 0.5)


def _by_adposition(text: str, tree: Tree, i: int, words: AttributionWords) -> Draft | None:
    rows = words.cues.get(("adposition", tree.tokens[i].lemma.lower())) or words.cues.get(
        ("adposition", tree.tokens[i].text.lower())
    )
    holder = tree.tokens[i].head
    if not rows or holder < 0:
        return None
    for row in rows:
        at = [i + n for n in range(len(row.words))]
        if [tree.tokens[p].text.lower() for p in at if p < len(tree.tokens)] != list(row.words):
            continue
        governor = _clause_of(tree, holder)
        if governor is None:
            return None
        cue = (tree.tokens[at[0]].start, tree.tokens[at[-1]].end)
        source = source_extent(text, tree, holder, cue)
        inside = set(tree.subtree(holder)) | set(at)
        content = runs(tree, [p for p in tree.subtree(governor) if p not in inside])
        extents = tuple(e for e in (trimmed(c, text) for c in content) if e is not None)
        extents = tuple(e for e in extents if any(ch.isalnum() for ch in text[e[0] : e[1]]))
        if source is None or not extents:
            return None
        reason = row_reason(CUES, row.line, rule="cue-and-clause", words=row.lemma)
        return Draft(source, cue, extents, (reason,), score=0.5)
    return None


def _clause_of(tree: Tree, i: int) -> int | None:
    """Return the head of the clause that phrase `i` comments on: the last verb up to the sentence's own."""
    for node in tree.path_up(i):
        if tree.tokens[node].deprel.partition(":")[0] in ("root", "ccomp", "parataxis", "advcl", "acl"):
            return node
    return None
