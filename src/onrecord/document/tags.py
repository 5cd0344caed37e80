"""Split a line of tags into tags.

With separators it is a split. A dump of a page often has none ("Tags Vladimir Putin arms control
Helsinki summit"); then the best split is found by dynamic programming over the words. A tag
begins with a capital or digit and does not end in a function word; a phrase that the article
itself holds is a likely tag; sites that print tags in alphabetical order tell it by that order,
which settles most of what the words leave open. What stays hard: lower-case tags side by side,
and runs of capitals that the article does not hold ("Angela Merkel Theresa May Trade Deal").
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

SEPARATORS = re.compile(r"\s*[,;|•·\n#]\s*|\s+/\s+|\s{2,}")
DASH = re.compile(r"[–—-]")
MAX_WORDS = 80  # a longer line is no line of tags; the search is cubic in its words
MAX_TAG_WORDS = 10
MIN_SORTED_TAGS = 4  # fewer tags can be in order by chance
SORTED_BONUS = 0.75  # a tag, for a split that is in alphabetical order

# costs and gains of one tag in the search, in arbitrary units, set on invented and real lines
IN_TEXT = 2.0
PARTLY_IN_TEXT = 0.6
CAPITALISED_WORDS = {1: -0.6, 2: 0.7, 3: 0.2, 4: -0.6}
LONG = -1.2  # five capitalised words or more
ENDS_ON_NUMBER = -0.8
LOWER_THEN_CAPITAL = -1.0  # "summit John": a new tag begins at a capital after a common noun
CUTS_A_PAIR = -1.0  # "United | States", where the two stand together elsewhere in the line


def split_tags(line: str, text: str, joiners: frozenset[str]) -> tuple[str, ...]:
    """Return the tags in `line`; `text` is the article, `joiners` words that end no tag.

    >>> split_tags("Helsinki summit, Vladimir Putin", "", frozenset())
    ('Helsinki summit', 'Vladimir Putin')
    >>> split_tags("Donald Trump arms control John Kelly", "John Kelly left.", frozenset())
    ('Donald Trump arms control', 'John Kelly')
    """
    line = line.strip(" \t:,;|•·")
    if SEPARATORS.search(line):
        return unique(part.strip(" .") for part in SEPARATORS.split(line))
    words = line.split()
    if len(words) > MAX_WORDS:
        return ()
    starts = [i for i in range(len(words)) if i == 0 or _may_begin(words, i, joiners)]
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


def _may_begin(words: Sequence[str], i: int, joiners: frozenset[str]) -> bool:
    if words[i - 1].lower() in joiners or words[i].lower() in joiners - {"the", "a", "an"}:
        return False
    return (
        words[i][0].isupper()
        or (words[i][0].isdigit() and words[i - 1][0].islower())
        or words[i][0] in "“\"'‘"
    )


def _gains(
    words: Sequence[str], starts: Sequence[int], text: str, joiners: frozenset[str]
) -> dict[tuple[int, int], float]:
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
    capitals = sum(not word[0].islower() for word in tag)
    lower = len(tag) - capitals
    gain = CAPITALISED_WORDS.get(capitals, LONG) if not lower else 0.4 - 0.1 * max(0, len(tag) - 5)
    phrase = " ".join(tag)
    if phrase in text:
        gain += IN_TEXT if len(tag) > 1 else IN_TEXT / 2
    elif len(tag) > 2 and tag[-2][0].isupper() and " ".join(tag[-2:]) in text:
        gain += PARTLY_IN_TEXT
    gain += LOWER_THEN_CAPITAL * sum(
        a[0].islower() and a not in joiners and b[0].isupper() for a, b in itertools.pairwise(tag)
    )
    if tag[-1].isdigit():
        gain += ENDS_ON_NUMBER
    return gain


def _best_split(
    words: Sequence[str], gains: dict[tuple[int, int], float], in_order: bool
) -> tuple[float, tuple[str, ...]]:
    """Return the best split's worth and tags; `in_order` allows alphabetical order only."""
    # best[(start, end)]: the best split of words[:end] whose last tag is words[start:end]
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {}
    into: dict[int, list[tuple[int, int]]] = {}
    for start, end in sorted(gains):
        before: tuple[float, tuple[int, int] | None] = (0.0, None) if start == 0 else (float("-inf"), None)
        for previous in into.get(start, ()):
            if in_order and _sort_key(words, previous) > _sort_key(words, (start, end)):
                continue
            before = max(before, (best[previous][0], previous), key=lambda pair: pair[0])
        if before[0] > float("-inf"):
            best[start, end] = (before[0] + gains[start, end], before[1])
            into.setdefault(end, []).append((start, end))
    finals = [key for key in best if key[1] == len(words)]
    if not finals:
        return float("-inf"), ()
    key: tuple[int, int] | None = max(finals, key=lambda k: best[k][0])
    score = best[key][0] if key else 0.0
    tags: list[str] = []
    while key is not None:
        tags.append(" ".join(words[key[0] : key[1]]))
        key = best[key][1]
    return score, tuple(reversed(tags))


def _sort_key(words: Sequence[str], tag: tuple[int, int]) -> str:
    return " ".join(words[tag[0] : tag[1]]).casefold()
