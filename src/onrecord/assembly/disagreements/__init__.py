"""Find what independent voices do not agree on inside one happening, and what later words took the place of.

Cells of one field are compared (`cells`). A later word of the same voice or outlet is an update. A count that a later
report of another outlet gives higher can have grown: it is neither. What is left are disagreements. Precision comes first:
two voices must exclude each other, each must be alone with its value in its report, and the two events must be one
happening by themselves (`sure`), not only through others of its cluster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.assembly.disagreements.cells import (
    Cell,
    cells_of,
    counted,
    excludes,
    has_grown,
    has_risen,
    has_shrunk,
    knows,
    recalls,
)
from onrecord.assembly.disagreements.sure import is_sure
from onrecord.assembly.happenings.accounts import Account
from onrecord.assembly.happenings.describe import UNDATED, Context, happening_id
from onrecord.assembly.ids import content_id
from onrecord.assembly.types import (
    DisagreementId,
    HappeningId,
    ReportedSide,
    ReportsDisagreement,
    Update,
    UpdateId,
)
from onrecord.types import DisagreementField, FigureKind

Field = tuple[DisagreementField, FigureKind | None, str]


@dataclass(frozen=True)
class Differences:
    """What the reports of happenings do not say alike."""

    disagreements: tuple[ReportsDisagreement, ...]
    updates: tuple[Update, ...]


def find_differences(clusters: Iterable[Sequence[Account]], context: Context) -> Differences:
    """Return the disagreements and updates of happenings, by id."""
    disagreements: list[ReportsDisagreement] = []
    updates: list[Update] = []
    for cluster in clusters:
        if len({account.ref.document for account in cluster}) == 1:
            continue  # differences inside one report are in its reading
        happening = happening_id(cluster)
        for field, cells in _by_field(cells_of(cluster, context)):
            updates += _updates(happening, field, cells)
            disagreements += _disagreement(happening, field, _standing(cells))
    return Differences(
        tuple(sorted(disagreements, key=lambda d: d.id)), tuple(sorted(updates, key=lambda u: u.id))
    )


def _by_field(cells: Iterable[Cell]) -> Iterator[tuple[Field, list[Cell]]]:
    found: dict[Field, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.field, cell.what, cell.key].append(cell)
    for field, own in sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or "", item[0][2])):
        yield field, sorted(own, key=_in_time)


def _in_time(cell: Cell) -> tuple[str, str, int]:
    return cell.published or UNDATED, cell.telling.document, cell.telling.span.start


# ---- updates -----------------------------------------------------------------------------------


def _updates(happening: HappeningId, field: Field, cells: Sequence[Cell]) -> Iterator[Update]:
    """Yield each word that took the place of the last one before it of the same voice or outlet."""
    for n, later in enumerate(cells):
        earlier = next((c for c in reversed(cells[:n]) if _replaces(c, later)), None)
        if earlier is not None:
            places = (f"{c.telling.document} {c.telling.span.start}" for c in (earlier, later))
            yield Update(
                id=UpdateId(content_id("u", " ".join((happening, *map(str, field[:2]), *places)))),
                happening=happening,
                field=field[0],
                what=counted(*field[1:]),
                before=earlier.side,
                after=later.side,
            )


def _replaces(earlier: Cell, later: Cell) -> bool:
    """Return whether the later of two words of one speaker that exclude each other takes the place of the earlier."""
    if earlier.telling.document == later.telling.document:
        return False
    if not (excludes(earlier, later) or has_risen(earlier, later)):
        return False
    if not (earlier.published and later.published) or earlier.published >= later.published:
        return False
    if not _is_one_speaker(earlier, later):
        return False
    if recalls(later, earlier):
        return True
    is_one_source = earlier.voice == later.voice and later.telling.voice.kind == "named"
    return (is_one_source or not has_shrunk(earlier, later)) and is_sure(earlier, later)


def _is_one_speaker(left: Cell, right: Cell) -> bool:
    """Return whether two words are of one voice, or of sources that one outlet cites: it speaks for the later one."""
    return left.voice == right.voice or left.publisher == right.publisher


# ---- disagreements -----------------------------------------------------------------------------


def _standing(cells: Sequence[Cell]) -> list[Cell]:
    """Return the words that no later one took the place of."""
    return [c for n, c in enumerate(cells) if not any(_replaces(c, later) for later in cells[n + 1 :])]


def _disagreement(
    happening: HappeningId, field: Field, cells: Sequence[Cell]
) -> Iterator[ReportsDisagreement]:
    """Yield the disagreement of a field, if two independent voices in two reports exclude each other."""
    against = [(a, b) for a, b in combinations(cells, 2) if _is_against(a, b)]
    if not against:
        return
    taking_part = {id(cell) for pair in against for cell in pair}
    yield ReportsDisagreement(
        id=DisagreementId(content_id("g", " ".join((happening, *map(str, field[:2]), *field[2:])).strip())),
        happening=happening,
        field=field[0],
        what=counted(*field[1:]),
        sides=_sides([cell for cell in cells if id(cell) in taking_part]),
    )


def _is_against(left: Cell, right: Cell) -> bool:
    """Return whether two words exclude each other, of two voices in two reports on surely one happening.

    A report's own disagreements are in its reading.
    """
    if left.telling.document == right.telling.document or _is_one_speaker(left, right):
        return False
    if not excludes(left, right) or has_grown(left, right) or has_grown(right, left):
        return False
    if knows(left, right) or knows(right, left):
        return False
    return is_sure(left, right)


def _sides(cells: Sequence[Cell]) -> tuple[ReportedSide, ...]:
    """Return the values, the earliest told first, each with who tells it."""
    by_value: dict[str, list[Cell]] = {}
    for cell in cells:
        by_value.setdefault(cell.shown, []).append(cell)
    return tuple(
        ReportedSide(value=value, tellings=tuple(cell.telling for cell in own))
        for value, own in by_value.items()
    )
