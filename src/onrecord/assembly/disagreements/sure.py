"""Whether two accounts are one happening by themselves, what they differ on not counted."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.assembly.disagreements.cells import Cell, gives
from onrecord.assembly.happenings.accounts import Account
from onrecord.assembly.happenings.parts import Pair, parts_of
from onrecord.assembly.stories.scores import THOUSAND, likeness_of
from onrecord.lexicon.happenings import load_part_weights, load_parts
from onrecord.types import DisagreementField

SURE = 0.5  # log odds of one happening, without the parts of the field; set on set `a` of `corpora/own/told`, as the others
ASIDE = 1.0  # more is asked for where neither report tells it first
FAR = 0.5  # more for each number that stands in no sentence that names the happening
BOTH = 1.0  # less where one report gives both numbers
# more: two days or towns are two acts as a rule, and what is denied may be something else of the same occasion
APART: Mapping[DisagreementField, float] = {"when": 1.0, "where": 1.0, "happened": 0.5}


def is_sure(left: Cell, right: Cell) -> bool:
    """Return whether the accounts of two cells of one field fit well enough without it.

    Of a number any two accounts of the two reports may: it need not stand where the act is named best.
    """
    lefts, rights = left.beside or (left.account,), right.beside or (right.account,)
    bound = SURE + APART.get(left.field, 0.0)
    if not any(account.is_lead for account in (*lefts, *rights)):
        bound += ASIDE
    bound += FAR * sum(cell.given is not None and not cell.given.is_near for cell in (left, right))
    if gives(left, right) or gives(right, left):
        bound -= BOTH
    return any(fit_of(a, b, left.field) >= bound for a in lefts for b in rights)


def fit_of(left: Account, right: Account, field: DisagreementField) -> float:
    """Return the log odds that two accounts are one happening, without what the field says."""
    first, second = sorted((left, right), key=lambda account: account.ref)
    alike = likeness_of(first.report.story, second.report.story) / THOUSAND
    weights, rows = load_part_weights(), load_parts()
    others = (
        part.name for part in parts_of(Pair(first, second, alike)) if field not in rows[part.name].fields
    )
    return sum(weights[name] for name in others)
