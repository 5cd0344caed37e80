"""The cue of a draft in its sentence, and the cues of the tables among its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.grammar import Tree
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.context import Context
from onrecord.reading.attributions.extents.cues import CueAt, find_cue
from onrecord.reading.attributions.extents.drafts import Extent, cover, tokens_in


@dataclass(frozen=True, slots=True)
class CueWords:
    """The words of a cue. `head` is the highest of them; `cues` are rows of cues.tsv, the highest in the tree first."""

    text: str
    tree: Tree
    head: int
    extent: Extent
    positions: Sequence[int]
    cues: tuple[CueAt, ...]
    content: tuple[Extent, ...]
    words: AttributionWords

    def is_content(self, i: int) -> bool:
        """Return whether token `i` belongs to the content."""
        return cover(self.content, self.tree.tokens[i].start)


def cue_words(cue: Extent | None, content: tuple[Extent, ...], context: Context) -> CueWords | None:
    """Return the words of a cue, or None where there is no cue or no sentence."""
    tree = None if cue is None else context.forest.at(cue[0])
    if cue is None or tree is None:
        return None
    head = tree.head_of(*cue)
    if head is None:
        return None
    positions = tokens_in(tree, cue)
    found = (find_cue(tree, i, context.words) for i in _highest_first(tree, head, positions))
    cues = tuple(c for c in found if c is not None)
    return CueWords(context.document.text, tree, head, cue, positions, cues, content, context.words)


def _highest_first(tree: Tree, head: int, positions: Sequence[int]) -> list[int]:
    depths = {i: sum(1 for _ in tree.path_up(i)) for i in positions}
    return sorted(positions, key=lambda i: (i != head, depths[i], i))
