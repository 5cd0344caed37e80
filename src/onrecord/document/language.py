"""Find the language of a text.

English is recognised by the share of its commonest words, which costs nothing; other texts go to a
classifier (py3langid, after Lui and Baldwin 2012), which is passed in and loaded only then. For a text
that is too short, the language that the page states is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.types import Document

MIN_WORDS = 8  # in a shorter text words do not show the language
SAMPLE_CHARS = 4000
ENGLISH_SHARE = 0.22  # of the words; news English has .35 to .50, other languages below .12
UNSURE_SHARE = 0.12  # above it the text is English unless the classifier is sure of another language
SHORT_WORDS = 16  # in a shorter text the classifier errs often: it must be sure
MIN_CHARS = 24  # of a text that is classified, as scripts without spaces have few words
SURE_OF_LANGUAGE = 0.95  # least probability in a short text, or against English
LIKELY = 0.6  # least probability in other texts
LETTER_RUN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def find_language(
    text: str,
    english_words: frozenset[str],
    classify: Callable[[str], tuple[str, float]],
    stated: str | None = None,
) -> str | None:
    """Return the ISO 639-1 code of `text`, or None if it is unknown.

    `classify` returns a code and its probability; `stated` is the language that the page states.

    >>> find_language(
    ...     "The talks ended and the two sides left.", frozenset({"the", "and"}), lambda text: ("xx", 1.0)
    ... )
    'en'
    """
    sample = text[:SAMPLE_CHARS]
    words = LETTER_RUN.findall(sample.lower())
    if len(words) < MIN_WORDS and len(sample) < MIN_CHARS:
        return stated
    share = sum(word in english_words for word in words) / (len(words) or 1)
    if share >= ENGLISH_SHARE:
        return "en"
    may_be_english = share >= UNSURE_SHARE
    least = SURE_OF_LANGUAGE if may_be_english or len(words) < SHORT_WORDS else LIKELY
    language, probability = classify(sample)
    if language == "en" or probability >= least:
        return language
    return "en" if may_be_english else stated


def reads_english(document: Document) -> bool:
    """Return whether the reader's layers apply: the text is English, or its language is unknown."""
    return document.language in (None, "en")
