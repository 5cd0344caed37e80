"""Say on what occasion or by what channel something was said, where the sentence has a word for it.

In order: the cue itself ("tweeted", "said in an interview"), what hangs on the cue ("told them in a
letter"), a name behind "on" ("on Twitter"), the clause that the cue goes on with ("issued a statement
calling for"), a source that is a document ("the report found"). Words: media.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import is_introduced_by
from onrecord.reading.attributions.context import Scene
from onrecord.reading.attributions.extents.cues import find_cue
from onrecord.reading.attributions.extents.drafts import Draft, Extent, overlap
from onrecord.types import Medium, MediumKind

CLIMBS = 3  # clauses that a cue may go on with: "issued ..., welcoming ... and calling"
LINKS = ("conj", "advcl", "xcomp", "acl", "parataxis")
GATHERINGS: tuple[MediumKind, ...] = ("briefing", "speech", "debate", "testimony")  # where people listen
MODIFIERS = ("det", "amod", "compound", "nummod", "nmod:poss")


def medium_of(
    tree: Tree, head: int, cue: Extent | None, source: Extent | None, draft: Draft, scene: Scene
) -> Medium | None:
    """Return the words that name the medium of an attribution whose cue's top is `head`, or None."""
    text = scene.document.text
    for i, kind in _candidates(tree, head, cue, draft, scene):
        return _medium(text, tree, i, kind)
    for match in scene.words.named_media.finditer(text, tree.sentence.start, tree.sentence.end):
        start, end = match.span(1)
        if not any(overlap((start, end), e) for e in draft.content):
            kind = scene.words.media["name", match[1].lower()]
            return Medium(start=start, end=end, text=text[start:end], kind=kind)
    return _above(tree, head, draft, scene) or _of_source(source, scene)


def _candidates(
    tree: Tree, head: int, cue: Extent | None, draft: Draft, scene: Scene
) -> Iterator[tuple[int, MediumKind]]:
    """Yield words of the cue that name a medium, then those that hang on it."""
    inside = [i for i, t in enumerate(tree.tokens) if cue and t.start < cue[1] and t.end > cue[0]]
    for i in inside:
        kind = _of_word(tree, i, scene)
        if kind is not None:
            yield i, kind
    heads = dict.fromkeys([head, *(i for i in inside if find_cue(tree, i, scene.words) is not None)])
    for node in heads:
        yield from _occasions(tree, node, draft, scene)


def _occasions(tree: Tree, node: int, draft: Draft, scene: Scene) -> Iterator[tuple[int, MediumKind]]:
    """Yield nouns such as "interview" that hang on `node` by "in" or the like, or are told: "told a rally"."""
    for c in tree.of(node, "obj", "iobj") if _has_hearer(tree, node, scene) else ():
        kind = None if _is_said(tree, c, draft) else _of_word(tree, c, scene)
        if kind in GATHERINGS:
            yield c, kind
    for c in tree.of(node, "obl"):
        occasions = scene.words.classes.occasion_of_speech_prepositions
        if not is_introduced_by(tree, c, occasions) or _is_said(tree, c, draft):
            continue
        for i in (c, *tree.of(c, "nmod")):  # "during an appearance on the show", "in part of the speech"
            kind = _of_word(tree, i, scene)
            if kind is not None:
                yield i, kind


def _has_hearer(tree: Tree, node: int, scene: Scene) -> bool:
    found = find_cue(tree, node, scene.words)
    return found is not None and found.row.hearer


def _above(tree: Tree, head: int, draft: Draft, scene: Scene) -> Medium | None:
    """Return the medium of the clause that this one goes on with."""
    node = head
    for _ in range(CLIMBS):
        if tree.tokens[node].deprel.partition(":")[0] not in LINKS:
            return None
        node = tree.tokens[node].head
        found = [
            i
            for i in tree.of(node, "obj")
            if scene.words.verb(tree.tokens[node]) in scene.words.classes.issuing_verbs
            and not _is_said(tree, i, draft)
        ]
        for i, kind in (
            *((i, kind) for i in found if (kind := _of_word(tree, i, scene)) is not None),
            *_occasions(tree, node, draft, scene),
        ):
            return _medium(scene.document.text, tree, i, kind)
    return None


def _of_source(source: Extent | None, scene: Scene) -> Medium | None:
    """Return the medium that a source is itself: "a statement from the ministry said"."""
    place = None if source is None else scene.phrase(*source)
    if place is None:
        return None
    tree, head = place
    kind = _of_word(tree, head, scene)
    if kind is None or tree.tokens[head].upos == "PROPN":
        return None
    return _medium(scene.document.text, tree, head, kind)


def _of_word(tree: Tree, i: int, scene: Scene) -> MediumKind | None:
    token = tree.tokens[i]
    media = scene.words.media
    if token.upos == "VERB":
        return media.get(("verb", scene.words.verb(token)))
    noun = scene.words.noun(token)
    for c in tree.of(i, "compound", "amod"):
        kind = media.get(("noun", f"{tree.tokens[c].text.lower()} {noun}"))
        if kind is not None:
            return kind
    return media.get(("noun", noun))


def _is_said(tree: Tree, i: int, draft: Draft) -> bool:
    return any(start <= tree.tokens[i].start < end for start, end in draft.content)


def _medium(text: str, tree: Tree, i: int, kind: MediumKind) -> Medium:
    """Return the medium that word `i` names: a noun with what stands before it, or a verb alone."""
    before = [n for c in tree.of(i, *MODIFIERS) if c < i for n in tree.subtree(c)]
    start, end = min([tree.tokens[n].start for n in before] + [tree.tokens[i].start]), tree.tokens[i].end
    return Medium(start=start, end=end, text=text[start:end], kind=kind)
