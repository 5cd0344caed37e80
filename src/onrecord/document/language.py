"""Say which language a text is in.

English is told by the share of its commonest words, which costs nothing; other texts go to
a classifier (py3langid, after Lui and Baldwin 2012) that is passed in and loaded only then. A
text too short to tell takes the page's word.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.types import Document

MIN_WORDS = 8  # below this a text is too short to tell by its words
SAMPLE_CHARS = 4000
ENGLISH_SHARE = 0.22  # of the words; news English has .35 to .50, other languages below .12
UNSURE_SHARE = 0.12  # from here on English stands unless the classifier is sure of another language
SHORT_WORDS = 16  # below this the classifier errs often: it must be sure to be believed
SURE = 0.95
LIKELY = 0.6
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def find_language(
    text: str,
    english_words: frozenset[str],
    classify: Callable[[str], tuple[str, float]],
    stated: str | None = None,
) -> str | None:
    """Return the ISO 639-1 code of `text`, or None where nothing tells.

    `classify` returns a code and its probability; `stated` is the page's own word.

    >>> find_language(
    ...     "The talks ended and the two sides left.", frozenset({"the", "and"}), lambda text: ("xx", 1.0)
    ... )
    'en'
    """
    sample = text[:SAMPLE_CHARS]
    words = WORD.findall(sample.lower())
    if len(words) < MIN_WORDS and len(sample) < 3 * MIN_WORDS:
        return stated
    share = sum(word in english_words for word in words) / (len(words) or 1)
    if share >= ENGLISH_SHARE:
        return "en"
    language, probability = classify(sample)
    if language == "en" or probability >= (
        SURE if len(words) < SHORT_WORDS or share >= UNSURE_SHARE else LIKELY
    ):
        return language
    return "en" if share >= UNSURE_SHARE else stated


def reads_english(document: Document) -> bool:
    """Tell whether the reader's layers apply: the text is English, or nothing says that it is not."""
    return document.language in (None, "en")
