"""Who is cited by who reports: "..., Reuters said, citing two officials" is on the word of both.

The officials become the source of what is reported, in an attribution that stands within that of the reporter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Forest, Tree
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.cues import find_cue
from onrecord.reading.attributions.extents.drafts import (
    FRAME,
    Draft,
    Extent,
    covers,
    overlap,
    present,
    shared,
    touches,
    without,
)
from onrecord.reading.attributions.extents.phrases import phrase_at
from onrecord.types import Name, Reason

GERUND = "ing"
RELATIVE = "acl:relcl"
ACTING = ("PER", "ORG", "NORP")  # labels of names that can be a source
SOURCE_KINDS = ("person", "office", "informant", "body", "group", "document")


@dataclass(frozen=True, slots=True)
class _Citation:
    """The words "citing" and "two officials", in one sentence."""

    tree: Tree
    cue: Extent
    cited: Extent

    @property
    def extent(self) -> Extent:
        """All its words."""
        return self.cue[0], self.cited[1]


def with_cited(
    drafts: Sequence[Draft], forest: Forest, names: Sequence[Name], words: AttributionWords
) -> tuple[Draft, ...]:
    """Return the drafts; whoever is cited for the content of one is the source of a draft inside it."""
    found = list(drafts)
    for tree in forest.trees:
        for citation in _citations(tree, names, words):
            reporting = _reporting(found, citation, words)
            if reporting is not None:
                found = [*_without(found, citation), _cited(citation, reporting)]
    return tuple(sorted(found, key=lambda d: d.start))


def _citations(tree: Tree, names: Sequence[Name], words: AttributionWords) -> Iterator[_Citation]:
    for i, token in enumerate(tree.tokens):
        if not _is_beside_clause(tree, i) or words.verb(token) not in words.classes.citing_verbs:
            continue
        phrase = phrase_at(tree, range(i + 1, len(tree.tokens)))
        if phrase is not None and _is_source(tree, phrase, names, words):
            yield _Citation(tree, (token.start, token.end), tree.extent(phrase))


def _is_beside_clause(tree: Tree, i: int) -> bool:
    """Return whether a verb adds to what is reported: "citing", "which cited"."""
    token = tree.tokens[i]
    return token.deprel == RELATIVE or tree.word(i).endswith(GERUND)


def _is_source(tree: Tree, phrase: range, names: Sequence[Name], words: AttributionWords) -> bool:
    """Return whether a phrase is about people, a body or a document, and not quoted in its own words ("as saying")."""
    if phrase.stop < len(tree.tokens) and tree.word(phrase.stop) in words.classes.capacity_openers:
        return False
    start, end = tree.extent(phrase)
    if any(n.label in ACTING and overlap((n.start, n.end), (start, end)) for n in names):
        return True
    head = tree.head_of(start, end)
    nouns = [i for i in (head, *phrase) if i is not None and tree.tokens[i].upos == "NOUN"]
    return any(words.source_kind(words.noun(tree.tokens[i])) in SOURCE_KINDS for i in nouns[:1])


def _reporting(drafts: Sequence[Draft], citation: _Citation, words: AttributionWords) -> Draft | None:
    """Return the draft of the same sentence whose source cites: the nearest one with a cue and a source."""
    sentence = citation.tree.sentence
    near = [d for d in drafts if _is_reporting(d, citation, (sentence.start, sentence.end), words)]
    return min(near, key=lambda d: abs(d.start - citation.cue[0]), default=None)


def _is_reporting(draft: Draft, citation: _Citation, sentence: Extent, words: AttributionWords) -> bool:
    if draft.cue is None or draft.source is None or not covers(sentence, draft.cue[0]):
        return False
    if touches(draft.cue, citation.extent) or shared((citation.cue,), draft.content):
        return False
    head = citation.tree.head_of(*draft.cue)
    cue = None if head is None else find_cue(citation.tree, head, words)
    return cue is None or cue.row.kind == "say"


def _without(drafts: Sequence[Draft], citation: _Citation) -> Iterator[Draft]:
    for draft in drafts:
        if shared(present(draft.cue), (citation.extent,)):
            continue
        content = without(draft.content, citation.extent)
        if content:
            yield replace(draft, content=content)


def _cited(citation: _Citation, reporting: Draft) -> Draft:
    content = without(reporting.content, citation.extent)
    return Draft(
        citation.cited,
        citation.cue,
        content,
        (Reason(rule="who-is-cited"),),
        score=FRAME,
        around=reporting.cue,
    )
