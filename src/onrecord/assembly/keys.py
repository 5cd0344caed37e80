"""What is kept of one report to find its copies and its story: both keys from one splitting into words."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.assembly.copies import number_digits
from onrecord.assembly.copies.keys import CopyKey, copy_key
from onrecord.assembly.stories.keys import StoryKey, story_key
from onrecord.assembly.words import words_of
from onrecord.lexicon.agencies import load_agencies
from onrecord.lexicon.word_texts import load_word_texts
from onrecord.types import Reading


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one report."""

    copy: CopyKey
    story: StoryKey


def keys_of(reading: Reading) -> Keys:
    """Return the keys of a reading."""
    words = words_of(reading)
    return Keys(
        copy=copy_key(reading, load_agencies(), number_digits(), words),
        story=story_key(reading, load_word_texts(), words),
    )
