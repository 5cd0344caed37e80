"""The readers of time phrases, one function for each kind of phrase, in five files.

A reader takes a phrase and its `Setting` (the anchor and the tense of its clause) and returns its value.
Values follow TimeML 1.2.1 (Pustejovsky et al. 2003). Where the guidelines leave a choice, HeidelTime's is
taken (Strötgen and Gertz, SemEval 2010), except that a bare weekday may be today: news agencies name today
by its weekday (43 % of them in TimeBank).
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.reading.times.counted import COUNTED_READERS
from onrecord.reading.times.days import DAY_READERS
from onrecord.reading.times.lengths import LENGTH_READERS
from onrecord.reading.times.parts import PART_READERS
from onrecord.reading.times.periods import PERIOD_READERS
from onrecord.reading.times.setting import PhraseReader

READERS: Mapping[str, PhraseReader] = {
    **DAY_READERS,
    **PERIOD_READERS,
    **COUNTED_READERS,
    **LENGTH_READERS,
    **PART_READERS,
}
