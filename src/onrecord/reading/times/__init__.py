"""Time expressions: their spans (phrases.py) and their values (resolve.py)."""

from onrecord.reading.times.phrases import Phrase, find_time_phrases
from onrecord.reading.times.resolve import resolve_times

__all__ = ["Phrase", "find_time_phrases", "resolve_times"]
