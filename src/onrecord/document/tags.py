"""Split a line of tags into tags.

With separators this is a simple split. A dump of a page often has none ("Tags Vladimir Putin arms
control Helsinki summit"); then dynamic programming over the words finds the best split. A tag begins
with a capital or digit and does not end in a function word; a phrase that occurs in the article is a
likely tag; many sites print tags in alphabetical order, which decides most of the other cases. Two
cases stay hard: lower-case tags next to each other, and runs of capitalised words that do not occur in
the article ("Angela Merkel Theresa May Trade Deal").
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from onrecord.lexicon.classes import WordClasses

SEPARATORS = re.compile(r"\s*[,;|•·\n#]\s*|\s+/\s+|\s{2,}")
DASH = re.compile(r"[–—-]")
MAX_WORDS = 80  # of the longest line of tags; the search is cubic in its words
MAX_TAG_WORDS = 10
MIN_SORTED_TAGS = 4  # fewer tags can be in order by chance
SORTED_BONUS = 0.75  # a tag, for a split that is in alphabetical order

# gains and (negative) costs of one tag in the search, in arbitrary units, set on invented and real lines
IN_TEXT = 2.0
PARTLY_IN_TEXT = 0.6
CAPITALISED_WORDS = {1: -0.6, 2: 0.7, 3: 0.2, 4: -0.6}
LONG = -1.2  # five capitalised words or more
LOWER_CASE = 0.4  # a tag with a word in small letters ...
LOWER_CASE_FREE, LOWER_CASE_STEP = 5, 0.1  # ... less so much for each word after the fifth
ENDS_ON_NUMBER = -0.8
LOWER_THEN_CAPITAL = -1.0  # "summit John": a new tag begins at a capital after a common noun
CUTS_A_PAIR = -1.0  # "United | States", if the two occur together elsewhere in the line


Tag = tuple[int, int]  # first word, word after the last


def split_tags(line: str, text: str, classes: WordClasses) -> tuple[str, ...]:
    """Return the tags in `line`; `text` is the article, `tag_joiners` end no tag and, but for `articles`, begin none.

    >>> from onrecord.lexicon.classes import load_word_classes
    >>> split_tags("Helsinki summit, Vladimir Putin", "", load_word_classes())
    ('Helsinki summit', 'Vladimir Putin')
    >>> split_tags("Donald Trump arms control John Kelly", "John Kelly left.", load_word_classes())
    ('Donald Trump arms control', 'John Kelly')
    """
    line = line.strip(" \t:,;|•·")
    if SEPARATORS.search(line):
        return unique(part.strip(" .") for part in SEPARATORS.split(line))
    words, joiners = line.split(), classes.tag_joiners
    if len(words) > MAX_WORDS:
        return ()
    starts = [i for i in range(len(words)) if i == 0 or _may_begin(words, i, classes)]
    gains = _gains(words, starts, " ".join(text.split()), joiners)
    free_score, free = _best_split(words, gains, in_order=False)
    sorted_score, in_order = _best_split(words, gains, in_order=True)
    is_sorted = len(in_order) >= MIN_SORTED_TAGS and sorted_score + SORTED_BONUS * len(in_order) > free_score
    return unique(in_order if is_sorted else free)


def unique(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the tags without empty and repeated ones, case aside."""
    kept: dict[str, str] = {}
    for tag in tags:
        if tag:
            kept.setdefault(tag.casefold(), tag)
    return tuple(kept.values())


def _may_begin(words: Sequence[str], i: int, classes: WordClasses) -> bool:
    never_first = classes.tag_joiners - classes.articles
    if words[i - 1].lower() in classes.tag_joiners or words[i].lower() in never_first:
        return False
    return (
        words[i][0].isupper()
        or (words[i][0].isdigit() and words[i - 1][0].islower())
        or words[i][0] in "“\"'‘"
    )


def _gains(
    words: Sequence[str], starts: Sequence[int], text: str, joiners: frozenset[str]
) -> dict[Tag, float]:
    """Return what each possible tag, as (first word, word after the last), is worth."""
    ends = [*starts[1:], len(words)]
    pairs = Counter(_pair(words, i) for i in range(1, len(words)))
    cut_costs = {
        i: CUTS_A_PAIR if words[i - 1][0].isupper() and pairs[_pair(words, i)] > 1 else 0.0
        for i in range(1, len(words))
    }
    gains = {}
    for start in starts:
        for end in ends:
            if start < end <= start + MAX_TAG_WORDS:
                gains[start, end] = _gain(words[start:end], text, joiners) + cut_costs.get(end, 0.0)
    return gains


def _pair(words: Sequence[str], i: int) -> tuple[str, str]:
    """Return the words on both sides of place `i`; of a dashed word, the part next to it."""
    return DASH.split(words[i - 1])[-1], DASH.split(words[i])[0]


def _gain(tag: Sequence[str], text: str, joiners: frozenset[str]) -> float:
    """Return the gain of a tag: of its capitals, its occurrence in the text, its inner border, its end."""
    borders = sum(_is_border(one, other, joiners) for one, other in itertools.pairwise(tag))
    ending = ENDS_ON_NUMBER if tag[-1].isdigit() else 0.0
    return _gain_of_capitals(tag) + _gain_of_text(tag, text) + LOWER_THEN_CAPITAL * borders + ending


def _gain_of_capitals(tag: Sequence[str]) -> float:
    capitals = sum(not word[0].islower() for word in tag)
    if capitals < len(tag):
        return LOWER_CASE - LOWER_CASE_STEP * max(0, len(tag) - LOWER_CASE_FREE)
    return CAPITALISED_WORDS.get(capitals, LONG)


def _gain_of_text(tag: Sequence[str], text: str) -> float:
    if " ".join(tag) in text:
        return IN_TEXT if len(tag) > 1 else IN_TEXT / 2
    ends_in_text = len(tag) > 2 and tag[-2][0].isupper() and " ".join(tag[-2:]) in text
    return PARTLY_IN_TEXT if ends_in_text else 0.0


def _is_border(one: str, other: str, joiners: frozenset[str]) -> bool:
    """Return whether a new tag probably begins between two words: a common noun, then a capital."""
    return one[0].islower() and one not in joiners and other[0].isupper()


def _best_split(
    words: Sequence[str], gains: dict[Tag, float], in_order: bool
) -> tuple[float, tuple[str, ...]]:
    """Return the gain and the tags of the best split; `in_order` allows only alphabetical order."""
    # best[(start, end)]: gain of the best split of words[:end] whose last tag is words[start:end], and the tag before
    best: dict[Tag, tuple[float, Tag | None]] = {}
    ending: dict[int, list[Tag]] = {}
    for tag in sorted(gains):
        start, end = tag
        earlier = [
            t for t in ending.get(start, ()) if not in_order or _sort_key(words, t) <= _sort_key(words, tag)
        ]
        if start == 0:
            best[tag] = gains[tag], None
        elif earlier:
            before = max(earlier, key=lambda t: best[t][0])
            best[tag] = best[before][0] + gains[tag], before
        else:
            continue
        ending.setdefault(end, []).append(tag)
    finals = ending.get(len(words))
    if not finals:
        return float("-inf"), ()
    last = max(finals, key=lambda t: best[t][0])
    return best[last][0], _tags_up_to(last, best, words)


def _tags_up_to(
    last: Tag, best: Mapping[Tag, tuple[float, Tag | None]], words: Sequence[str]
) -> tuple[str, ...]:
    """Return the tags of the best split that ends in the tag `last`."""
    tags: list[str] = []
    tag: Tag | None = last
    while tag is not None:
        tags.append(" ".join(words[tag[0] : tag[1]]))
        tag = best[tag][1]
    return tuple(reversed(tags))


def _sort_key(words: Sequence[str], tag: Tag) -> str:
    return " ".join(words[tag[0] : tag[1]]).casefold()
