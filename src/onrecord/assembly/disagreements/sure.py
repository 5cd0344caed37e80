"""Whether two accounts are one happening by themselves, what they differ on not counted."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.assembly.disagreements.cells import Cell
from onrecord.assembly.happenings.parts import Pair, parts_of
from onrecord.assembly.stories.scores import THOUSAND, likeness_of
from onrecord.lexicon.happenings import load_part_weights

SURE = 0.5  # log odds of one happening, without the parts of the field; set on set `a` of `corpora/own/told`
# The parts of a score that a field decides, by the beginning of their names.
OF_FIELD: Mapping[str, tuple[str, ...]] = {
    "happened": ("one-",),
    "when": ("time-", "period-", "report-time", "report-same-day", "here-"),
    "where": ("place-", "report-place", "towns-", "here-"),
    "who": ("actor-", "roles-"),
    "whom": ("recipient-", "roles-"),
    "number": ("figures-", "report-figures-"),
}


def is_sure(left: Cell, right: Cell) -> bool:
    """Return whether the accounts of two cells of one field fit well enough without it."""
    first, second = sorted((left.account, right.account), key=lambda account: account.ref)
    alike = likeness_of(first.report.story, second.report.story) / THOUSAND
    weights, left_out = load_part_weights(), OF_FIELD[left.field]
    parts = parts_of(Pair(first, second, alike))
    return sum(weights.get(p.name, 0.0) for p in parts if not p.name.startswith(left_out)) >= SURE
