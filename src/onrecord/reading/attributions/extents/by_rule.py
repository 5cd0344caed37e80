"""Find attributions by rule: a cue of the tables, its source and its content in the tree.

The model marks outermost attributions only. The rules also find those inside others, and those that the model
missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.grammar import Forest, Quote, Tree
from onrecord.lexicon.attributions import CUES, AttributionWords, Cue
from onrecord.lexicon.tables import row_reason
from onrecord.reading.attributions.extents.contents import (
    COLON_GAP,
    WEAK_RULES,
    CueContext,
    content_of,
)
from onrecord.reading.attributions.extents.cues import POS_OF, CueAt, climb, cue_extent, find_cue
from onrecord.reading.attributions.extents.drafts import FRAME, WEAK, Draft, Extent, all_trimmed, runs
from onrecord.reading.attributions.extents.source_phrases import source_extent, source_of_cue

ANCHOR_CLAUSES = ("root", "ccomp", "parataxis", "advcl", "acl")


def find_by_rule(
    text: str, forest: Forest, quotes: Sequence[Quote], words: AttributionWords
) -> tuple[Draft, ...]:
    """Return what the rules find in every sentence, in text order; drafts may be nested."""
    return tuple(
        draft for tree in forest.trees for draft in _in_sentence(text, tree, _near(tree, quotes), words)
    )


def _near(tree: Tree, quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotations in a sentence, and one that its last colon introduces."""
    reach = tree.sentence.end + (COLON_GAP if tree.tokens[-1].text == ":" else 0)
    return [q for q in quotes if q.start < reach and q.end > tree.sentence.start]


def _in_sentence(text: str, tree: Tree, quotes: Sequence[Quote], words: AttributionWords) -> Iterator[Draft]:
    for i, token in enumerate(tree.tokens):
        draft = None
        if token.deprel == "case":
            draft = _by_adposition(text, tree, i, words)
        elif token.upos in POS_OF and (cue := find_cue(tree, i, words)) is not None:
            draft = _by_cue(text, tree, cue, quotes, words)
        if draft is not None:
            yield draft


# ---- verbs, nouns and adjectives --------------------------------------------------------------


def _by_cue(
    text: str, tree: Tree, cue: CueAt, quotes: Sequence[Quote], words: AttributionWords
) -> Draft | None:
    if not cue.row.frames:
        return None
    top, _ = climb(tree, cue.head, words)
    source = source_of_cue(tree, cue.head, top, cue.row, words)
    if cue.row.pos == "noun" and source is None:
        return None
    own = cue_extent(tree, cue, top)
    rule, extents = content_of(CueContext(text, tree, cue, own, source, quotes))
    content = all_trimmed(extents, text)
    if not content:
        return None
    reason = row_reason(CUES, cue.row.line, rule=rule, words=cue.row.lemma)
    phrase = None if source is None else source_extent(text, tree, source, own)
    return Draft(phrase, own, content, (reason,), score=WEAK if rule in WEAK_RULES else FRAME)


# ---- adpositions ------------------------------------------------------------------------------


def _by_adposition(text: str, tree: Tree, i: int, words: AttributionWords) -> Draft | None:
    """Return the draft of "according to Ort, talks failed": the clause around the phrase is the content."""
    row = _row_at(tree, i, words)
    source_head = tree.tokens[i].head
    clause = None if row is None or source_head < 0 else _clause_above(tree, source_head)
    if row is None or clause is None:
        return None
    at = range(i, i + len(row.words))
    cue = tree.extent(at)
    source = source_extent(text, tree, source_head, cue)
    outside = set(tree.subtree(clause)) - set(tree.subtree(source_head)) - set(at)
    content = _with_words(text, all_trimmed(runs(tree, outside), text))
    if source is None or not content:
        return None
    reason = row_reason(CUES, row.line, rule="cue-and-clause", words=row.lemma)
    return Draft(source, cue, content, (reason,), score=FRAME)


def _row_at(tree: Tree, i: int, words: AttributionWords) -> Cue | None:
    """Return the row of the adposition whose words begin at `i`."""
    cues = words.cues
    rows = cues.get(("adposition", tree.lemma(i))) or cues.get(("adposition", tree.word(i)), ())
    return next((row for row in rows if _has_words(tree, i, row.words)), None)


def _has_words(tree: Tree, i: int, words: Sequence[str]) -> bool:
    return [token.text.lower() for token in tree.tokens[i : i + len(words)]] == list(words)


def _clause_above(tree: Tree, i: int) -> int | None:
    """Return the head of the nearest clause above the phrase of `i`."""
    return next((node for node in tree.path_up(i) if tree.relations[node] in ANCHOR_CLAUSES), None)


def _with_words(text: str, extents: Sequence[Extent]) -> tuple[Extent, ...]:
    return tuple(e for e in extents if any(c.isalnum() for c in text[slice(*e)]))
