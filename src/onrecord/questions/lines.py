"""What dossiers, stories and news share: how many lines of a section are shown, and cells in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from onrecord.assembly.types import Happening, Plan, PlanTelling, Voice
from onrecord.lexicon.forms import counted

NO_REPORTS = "The store holds no reports; 'onrecord add' adds some."
DOCUMENT = re.compile(r"d_[0-9a-f]+")  # the voice of a report whose outlet is not known


class Line(Protocol):
    """A row of several kinds."""

    @property
    def section(self) -> str:
        """The kind."""
        ...


L = TypeVar("L", bound=Line)


def first_of_each(lines: Sequence[L], most: int | None) -> tuple[L, ...]:
    """Return the first lines of each section, at most so many; all of them if `most` is None."""
    seen: Counter[str] = Counter()
    kept = []
    for line in lines:
        seen[line.section] += 1
        if most is None or seen[line.section] <= most:
            kept.append(line)
    return tuple(kept)


def days_in_words(earliest: str | None, latest: str | None) -> str:
    """Return days as ISO dates.

    >>> (
    ...     days_in_words("2024-05-13", "2024-05-13"),
    ...     days_in_words(None, "2024-05-13"),
    ...     days_in_words(None, None),
    ... )
    ('2024-05-13', 'by 2024-05-13', 'no day')
    """
    if earliest == latest:
        return earliest or "no day"
    if earliest and latest:
        return f"{earliest} to {latest}"
    return f"from {earliest}" if earliest else f"by {latest}"


def voices_in_words(voices: Iterable[Voice]) -> str:
    """Return on whose word something is told, each voice once."""
    return ", ".join(dict.fromkeys(map(_voice_in_words, voices)))


def _voice_in_words(voice: Voice) -> str:
    is_unknown = voice.kind == "publisher" and DOCUMENT.fullmatch(voice.name)
    return "the report" if is_unknown else voice.name


def parties_in_words(happening: Happening, names: Mapping[str, str]) -> str | None:
    """Return who does it and to whom, by the names of entities or the words for those without one."""
    sides = (
        ", ".join(dict.fromkeys(names.get(party, party) for party in parties))
        for parties in (happening.actors, happening.recipients)
    )
    return " → ".join(filter(None, sides)) or None


def last_dated(plan: Plan) -> PlanTelling:
    """Return the latest word on a plan that gives days, or the latest one if none does."""
    return next((t for t in reversed(plan.history) if t.earliest or t.latest), plan.history[-1])


def plan_state(plan: Plan) -> Iterator[str]:
    """Yield what became of a plan, and how often it moved."""
    if plan.outcome:
        yield f"came about, by {counted(len({t.document for t in plan.outcome}), 'report')}"
    else:
        yield "its day has passed, no report tells of it" if plan.overdue else "ahead"
    if plan.moved:
        yield f"moved {counted(len(plan.moved), 'time')}"
