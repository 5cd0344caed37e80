"""On what occasion or by what channel something was said, where a word of media.tsv says so."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import is_introduced_by
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.context import Context
from onrecord.reading.attributions.extents.cues import find_cue
from onrecord.reading.attributions.extents.drafts import Extent, shared
from onrecord.reading.attributions.fields.cue_words import CueWords
from onrecord.reading.rules import FindingRule, first_finding
from onrecord.types import Medium, MediumKind

MOST_CLAUSES = 3  # clauses above the cue that may hold the medium: "issued ..., welcoming ... and calling"
CONTINUING = ("conj", "advcl", "xcomp", "acl", "parataxis")  # relations of a clause to the one it continues
GATHERINGS: tuple[MediumKind, ...] = ("briefing", "speech", "debate", "testimony")  # where people listen
MEDIUM_MODIFIERS = ("det", "amod", "compound", "nummod", "nmod:poss")

Place = tuple[int, MediumKind]  # the position of a word for a medium, and its kind


def medium_of(said: CueWords, source: Extent | None, context: Context) -> Medium | None:
    """Return the words that name the medium, or None."""
    found = first_finding(MEDIUM_RULES, said)
    return found[1] if found else _of_source(source, context)


# ---- words of the cue, and what depends on them -------------------------------------------------


def _in_cue(said: CueWords) -> Medium | None:
    """Read "tweeted", "said in an interview", where the model's cue holds it all."""
    words = ((i, kind_of_word(said.tree, i, said.words)) for i in said.positions)
    return next((_medium(said.text, said.tree, i, kind) for i, kind in words if kind is not None), None)


def _beside_cue(said: CueWords) -> Medium | None:
    """Read "told them in a letter"."""
    heads = dict.fromkeys([said.head, *sorted(c.head for c in said.cues)])
    return _first(said, (place for node in heads for place in _occasions(said, node)))


def _behind_on(said: CueWords) -> Medium | None:
    """Read "on Twitter"."""
    text, tree, words = said.text, said.tree, said.words
    for match in words.named_media.finditer(text, tree.sentence.start, tree.sentence.end):
        start, end = match.span(1)
        if not shared(((start, end),), said.content):
            kind = words.media["name", match[1].lower()]
            return Medium(start=start, end=end, text=match[1], kind=kind)
    return None


def _in_clause_above(said: CueWords) -> Medium | None:
    """Read "issued a statement calling for": the medium is in the clause that the cue continues."""
    return _first(said, (place for node in _clauses_above(said) for place in _in_clause(said, node)))


MEDIUM_RULES: tuple[FindingRule[CueWords, Medium], ...] = (
    FindingRule("word of the cue", _in_cue),
    FindingRule("beside the cue", _beside_cue),
    FindingRule("name behind on", _behind_on),
    FindingRule("clause above", _in_clause_above),
)


def _clauses_above(said: CueWords) -> Iterator[int]:
    tree, node = said.tree, said.head
    for _ in range(MOST_CLAUSES):
        if tree.relations[node] not in CONTINUING:
            return
        node = tree.tokens[node].head
        yield node


def _in_clause(said: CueWords, node: int) -> Iterator[Place]:
    """Yield the objects of "issued" and the like that name a medium, then the occasions of the clause."""
    tree = said.tree
    if said.words.verb(tree.tokens[node]) in said.words.classes.issuing_verbs:
        yield from _media_among(said, tree.of(node, "obj"))
    yield from _occasions(said, node)


def _occasions(said: CueWords, node: int) -> Iterator[Place]:
    """Yield gatherings that are addressed, "told a rally", and nouns behind "in" or the like: "in an interview"."""
    tree = said.tree
    if _has_hearer(said, node):
        hearers = _media_among(said, tree.of(node, "obj", "iobj"))
        yield from ((i, kind) for i, kind in hearers if kind in GATHERINGS)
    prepositions = said.words.classes.occasion_of_speech_prepositions
    for c in tree.of(node, "obl"):
        if is_introduced_by(tree, c, prepositions) and not said.is_content(c):
            yield from _media_of_phrase(said, c)


def _has_hearer(said: CueWords, node: int) -> bool:
    found = find_cue(said.tree, node, said.words)
    return found is not None and found.row.hearer


def _media_among(said: CueWords, positions: list[int]) -> Iterator[Place]:
    """Yield those of `positions` that name a medium outside the content."""
    for i in positions:
        kind = None if said.is_content(i) else kind_of_word(said.tree, i, said.words)
        if kind is not None:
            yield i, kind


def _media_of_phrase(said: CueWords, c: int) -> Iterator[Place]:
    """Yield the media of a phrase: "during an appearance on the show", "in part of the speech"."""
    for i in (c, *said.tree.of(c, "nmod")):
        kind = kind_of_word(said.tree, i, said.words)
        if kind is not None:
            yield i, kind


def _first(said: CueWords, places: Iterator[Place]) -> Medium | None:
    return next((_medium(said.text, said.tree, i, kind) for i, kind in places), None)


# ---- the source itself --------------------------------------------------------------------------


def _of_source(source: Extent | None, context: Context) -> Medium | None:
    """Return the medium that a source is: "a statement from the ministry said"."""
    place = None if source is None else context.phrase(*source)
    kind = None if place is None else kind_of_word(*place, context.words)
    if place is None or kind is None or place[0].tokens[place[1]].upos == "PROPN":
        return None
    return _medium(context.document.text, *place, kind)


# ---- words --------------------------------------------------------------------------------------


def kind_of_word(tree: Tree, i: int, words: AttributionWords) -> MediumKind | None:
    """Return what kind of medium a verb, or a noun with the word before it, is."""
    token = tree.tokens[i]
    if token.upos == "VERB":
        return words.media.get(("verb", words.verb(token)))
    noun = words.noun(token)
    compounds = (f"{tree.word(c)} {noun}" for c in tree.of(i, "compound", "amod"))
    kinds = (words.media.get(("noun", name)) for name in (*compounds, noun))
    return next((kind for kind in kinds if kind is not None), None)


def _medium(text: str, tree: Tree, i: int, kind: MediumKind) -> Medium:
    """Return the medium that word `i` names: a noun with its modifiers before it, or a verb alone."""
    before = [n for c in tree.of(i, *MEDIUM_MODIFIERS) if c < i for n in tree.subtree(c)]
    start, end = tree.extent((*before, i))[0], tree.tokens[i].end
    return Medium(start=start, end=end, text=text[start:end], kind=kind)
