"""A relative clause with a verb of saying of its own: "the law, which the government says protects children, ...".

Between the relative pronoun and its verb stand a speaker and a cue (Quirk et al. 1985, 17.63, pushdown relative
clauses). Parsers seldom attach these words well, so the clause is read in the order of its words. What the clause
interrupts stays one content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from onrecord.grammar import Forest, Tree
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.cues import find_cue
from onrecord.reading.attributions.extents.drafts import (
    FRAME,
    WORD,
    Draft,
    Extent,
    runs,
    touches,
)
from onrecord.reading.attributions.extents.phrases import phrase_at
from onrecord.types import Reason

RULE = "relative-clause-with-a-speaker"
RELATIVE_WORDS = frozenset({"PRON", "SCONJ"})  # what taggers take "that" for
ANTECEDENTS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
BEFORE_VERB = frozenset({"AUX", "ADV", "PART"})
END_MARKS = frozenset(",.;:?!—–()")
SAYING_KINDS = ("say", "deny", "accuse", "believe", "warn", "promise")


def find_relative(forest: Forest, words: AttributionWords) -> tuple[Draft, ...]:
    """Return the drafts of relative clauses with a speaker and a cue of their own."""
    return tuple(draft for tree in forest.trees for draft in _in_sentence(tree, words))


def _in_sentence(tree: Tree, words: AttributionWords) -> Iterator[Draft]:
    if words.classes.relative_pronouns.isdisjoint(tree.vocabulary):
        return
    for i in range(1, len(tree.tokens) - 3):
        if _is_relative(tree, i, words):
            draft = _at(tree, i, words)
            if draft is not None:
                yield draft


def _is_relative(tree: Tree, i: int, words: AttributionWords) -> bool:
    """Return whether a relative pronoun stands behind a noun, with or without a comma."""
    if tree.word(i) not in words.classes.relative_pronouns or tree.tokens[i].upos not in RELATIVE_WORDS:
        return False
    before = i - 2 if tree.tokens[i - 1].text == "," else i - 1
    return before >= 0 and tree.tokens[before].upos in ANTECEDENTS


def _at(tree: Tree, i: int, words: AttributionWords) -> Draft | None:
    speaker = phrase_at(tree, range(i + 1, len(tree.tokens)))
    if speaker is None:
        return None
    cue = _cue(tree, speaker.stop, words)
    if cue is None:
        return None
    content = _content(tree, cue.stop, is_open=tree.tokens[i - 1].text != ",")
    if not content:
        return None
    said = (*runs(tree, [i]), *runs(tree, content))
    reason = Reason(rule=RULE, words=tree.tokens[cue.stop - 1].text)
    return Draft(tree.extent(speaker), tree.extent(cue), said, (reason,), score=FRAME)


def _cue(tree: Tree, start: int, words: AttributionWords) -> range | None:
    """Return the verb of saying at `start` with its auxiliaries, if a verb or its auxiliary follows."""
    tokens = tree.tokens
    verb = start
    while verb < len(tokens) and tokens[verb].upos in BEFORE_VERB:
        verb += 1
    if verb + 1 >= len(tokens) or tokens[verb].upos != "VERB":
        return None
    found = find_cue(tree, verb, words)
    if found is None or "clause" not in found.row.frames or found.row.kind not in SAYING_KINDS:
        return None
    following = next((t for t in tokens[verb + 1 :] if t.upos not in ("ADV", "PART")), None)
    is_predicate = following is not None and following.upos in ("AUX", "VERB")
    is_infinitive = tree.word(verb + 1) in words.classes.to_words
    return range(start, verb + 1) if is_predicate and not is_infinitive else None


def _content(tree: Tree, start: int, *, is_open: bool) -> list[int]:
    """Return the words from `start` to the next mark; where no comma opens the clause, to the end of its predicate."""
    rest = list(takewhile(lambda p: tree.tokens[p].text not in END_MARKS, range(start, len(tree.tokens))))
    if not is_open:
        return rest
    verb = next((p for p in rest if tree.tokens[p].upos not in BEFORE_VERB), None)
    if verb is None:
        return []
    end = max(p for p in tree.subtree(verb) if p in rest)
    return [p for p in rest if p <= end]


def with_relative(text: str, drafts: Sequence[Draft], relative: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts; one whose content goes on behind a relative clause holds all of that clause."""
    return tuple(_around(text, draft, relative) for draft in drafts)


def _around(text: str, draft: Draft, relative: Sequence[Draft]) -> Draft:
    content = draft.content
    for inner in relative:
        whole = inner.start, inner.end
        if not touches(draft.cue, inner.cue) and _goes_on_behind(content, whole):
            content = _filled(text, content, whole)
    return draft if content == draft.content else replace(draft, content=content)


def _goes_on_behind(content: Sequence[Extent], whole: Extent) -> bool:
    return any(e[0] < whole[0] for e in content) and any(e[1] > whole[1] for e in content)


def _filled(text: str, content: Sequence[Extent], whole: Extent) -> tuple[Extent, ...]:
    """Return `content` with a relative clause, joined to the parts that only marks separate from it."""
    found: list[Extent] = []
    for start, end in sorted((*content, whole)):
        if found and not WORD.search(text, found[-1][1], start):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)
