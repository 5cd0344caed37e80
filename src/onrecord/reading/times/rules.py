"""What each kind of time phrase means, one function a kind, in four files.

A rule reads the words of a phrase against its `Setting`: the anchor, and the tense of its
clause. Values follow TimeML 1.2.1 (Pustejovsky et al. 2003); where the guidelines leave a
choice, it is HeidelTime's (Strötgen and Gertz, SemEval 2010), but that a bare weekday may be
today: news agencies name today by its weekday (43% of them in TimeBank).
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.reading.times.counted import COUNTED_RULES
from onrecord.reading.times.days import DAY_RULES
from onrecord.reading.times.lengths import LENGTH_RULES
from onrecord.reading.times.periods import PERIOD_RULES
from onrecord.reading.times.setting import Rule

RULES: Mapping[str, Rule] = {**DAY_RULES, **PERIOD_RULES, **COUNTED_RULES, **LENGTH_RULES}
