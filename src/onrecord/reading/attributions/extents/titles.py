"""Quotation marks around the title of a work: they mark no speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.grammar import Forest, Quote, Tree
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.drafts import WORD, Extent

SHORT_WORD = 4  # letters; titles write longer words with a capital
TITLE_CAPITALS = 2  # words with a capital that a title has at least; one alone is a name or a scare quote
SPEECH_ENDS = ".,!?"  # a mark of the sentence inside the quotation: speech, not a title
CALL = re.compile(r"[!?]")


def without_titles(
    text: str, quotes: Sequence[Quote], forest: Forest, words: AttributionWords
) -> tuple[Quote, ...]:
    """Return the quotations that are speech."""
    return tuple(q for q in quotes if not _is_work(text, q, forest, words))


def _is_work(text: str, quote: Quote, forest: Forest, words: AttributionWords) -> bool:
    """Return whether a quotation is a title: all words have capitals, and a word for a work is next to it.

    In place of that word, words in small letters around the quotation are enough.
    """
    tree = forest.at(quote.start)
    if tree is None or not _is_written_as_title(text[quote.inner_start : quote.inner_end], words):
        return False
    sentence = (tree.sentence.start, tree.sentence.end)
    return _has_word_for_work(quote, tree, words) or is_title(text, quote, sentence)


def _is_written_as_title(quoted: str, words: AttributionWords) -> bool:
    """Return whether all words but articles and the like have capitals, without a mark of exclamation or question."""
    names = [w for w in quoted.split() if w.lower() not in words.classes.lowercase_title_words]
    if not names or not quoted[0].isupper() or CALL.search(quoted):
        return False
    return all(w[0].isupper() or not w[0].isalpha() for w in names)


def _has_word_for_work(quote: Quote, tree: Tree, words: AttributionWords) -> bool:
    """Return whether a word for a work stands before or behind a quotation: "the ‘Today’ show"."""
    beside = [t for t in tree.tokens if t.end == quote.start - 1 or t.start == quote.end + 1]
    return any(t.upos == "NOUN" and words.source_kind(words.noun(t)) == "document" for t in beside)


def is_title(text: str, quote: Quote, sentence: Extent) -> bool:
    """Return whether a quotation is a title: its long words have capitals, and those around it do not.

    In a headline every word has a capital, which says nothing.
    """
    if not _is_in_capitals(text[quote.inner_start : quote.inner_end]):
        return False
    if text[quote.inner_end - 1] in SPEECH_ENDS:
        return False
    around = text[sentence[0] : quote.start], text[quote.end : sentence[1]]
    return any(_is_long_and_small(word) for part in around for word in WORD.findall(part))


def _is_in_capitals(quoted: str) -> bool:
    words = WORD.findall(quoted)
    capitals = [word for word in words if not word[0].islower()]
    return len(capitals) >= TITLE_CAPITALS and not any(_is_long_and_small(word) for word in words)


def _is_long_and_small(word: str) -> bool:
    return len(word) > SHORT_WORD and word[0].islower()
