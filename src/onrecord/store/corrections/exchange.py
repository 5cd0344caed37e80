"""Take over corrections from a file: JSON lines, or the table of another store; conflicts are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.store.corrections.conflicts import Conflicts
from onrecord.store.corrections.lines import InvalidError, identifier, parse_line
from onrecord.store.corrections.table import SKIPPED, parse_corrections, text_of
from onrecord.store.corrections.types import Correction, FactCorrection

WHOLE = ("withdraw", "confirm")  # what is done to a fact as a whole

Field = tuple[str, str, str]  # layer, words of the document, field


def read_exchange(path: Path) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """Return the corrections of a file, and messages about its invalid lines; raises `StoreError` if it is not there."""
    if not path.is_file():
        raise StoreError(
            f"{path} is not there; name a file of 'onrecord corrections export', or a table such as news.corrections.tsv."
        )
    text = text_of(path)
    if not text.lstrip().startswith("{"):
        return parse_corrections(text, path.name)
    found: list[Correction] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            found += [parse_line(line)] if line.strip() else []
        except InvalidError as error:
            problems.append(f"{path.name} line {number}: {error} {SKIPPED}")
    return tuple(found), tuple(problems)


def taken_over(
    known: Sequence[Correction], offered: Iterable[Correction], *, replaces: bool = False
) -> tuple[list[Correction], list[str]]:
    """Return the offered corrections that can be added, in their order, and messages on those that contradict the known ones.

    With `replaces` another word on a field is added, and counts as the later one; merges in a circle, and pairs that are
    joined and parted, are left out in any case.
    """
    names = set(map(identifier, known))
    conflicts = Conflicts(known)
    holding = {field: c for c in known if isinstance(c, FactCorrection) for field in [_field(c)]}
    wanted: list[Correction] = []
    problems: list[str] = []
    for correction in offered:
        if identifier(correction) in names:
            continue
        contradicted = conflicts.with_(correction) or (None if replaces else _differs(correction, holding))
        if contradicted:
            problems.append(f"{correction}: {contradicted} It was left out.")
            continue
        conflicts.add(correction)
        names.add(identifier(correction))
        wanted.append(correction)
    return wanted, problems


def _field(correction: FactCorrection) -> Field:
    return correction.layer, str(correction.where), correction.field or ""


def _differs(correction: Correction, holding: dict[Field, FactCorrection]) -> str | None:
    """Return how a correction of a fact differs from what holds here, or None."""
    if not isinstance(correction, FactCorrection):
        return None
    layer, where, _ = _field(correction)
    for (other_layer, other_where, _), known in holding.items():
        if (layer, where) == (other_layer, other_where) and _contradict(correction, known):
            by = ", ".join(filter(None, (known.author, known.time)))
            return f"here holds {known.change} ({identifier(known)}{', ' + by if by else ''}); --replace takes the new one."
    return None


def _contradict(one: FactCorrection, other: FactCorrection) -> bool:
    """Return whether two corrections of one fact cannot both hold."""
    if "withdraw" in (one.do, other.do):
        return one.do != other.do
    if one.field != other.field or one.do in WHOLE:
        return False
    return (one.do, one.now) != (other.do, other.now) and (
        one.do == other.do == "set" or one.now == other.now
    )
