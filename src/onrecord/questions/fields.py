"""The fields of happenings over reports: what independent voices agree on, how a number moved, what is denied.

A cell is what one report says of one field, with its words and on whose word, as the assembly compares them
(`assembly.disagreements.cells`). The copies of a report speak with one voice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from onrecord.assembly.disagreements.cells import SO, Cell, counted, excludes
from onrecord.assembly.types import HappeningId
from onrecord.assembly.voices import Voices
from onrecord.types import NOT_SO, Attribution, DisagreementField, Span

AGREEING = 2  # independent voices, at least


@dataclass(frozen=True)
class Field:
    """All that reports say of one field of a happening, in order of publication."""

    happening: HappeningId
    field: DisagreementField
    what: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Agreement:
    """A field on which independent voices agree: the value, and a cell of each voice, the earliest first."""

    field: Field
    value: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Denial:
    """A cell that denies that something happened, beside one that claims it."""

    happening: HappeningId
    denied: Cell
    claimed: Cell


def on_whose_word(cell: Cell, voices: Voices) -> Cell | None:
    """Return a cell with the source whose words contain it, which may differ from the source of the event around it.

    "At least 12 died, the mayor said, and the army denied it": the number is the mayor's, though the event may be read as what
    the army denies. What is denied says nothing of when, where, by whom and how much: then there is no cell.
    """
    around = innermost(voices.attributions.values(), cell.telling.span)
    if around is None or around.id == cell.telling.attribution:
        found = cell
    else:
        telling = replace(cell.telling, attribution=around.id, voice=voices.of(around.id))
        found = replace(cell, telling=telling)
    if not voices.is_denied(found.telling.attribution) and found.value not in NOT_SO:
        return found
    return replace(found, value="denied", shown="denied") if found.field == "happened" else None


def innermost(attributions: Iterable[Attribution], words: Span) -> Attribution | None:
    """Return the attribution with the shortest content that holds the words, or None."""
    holding = (
        (span.end - span.start, span.start, attribution)
        for attribution in attributions
        for span in attribution.content
        if span.start <= words.start and words.end <= span.end
    )
    return min(holding, key=lambda found: found[:2], default=(0, 0, None))[2]


def fields_of(cells: Mapping[HappeningId, Iterable[Cell]]) -> list[Field]:
    """Return the fields of happenings, in their order."""
    found = []
    for happening, own in cells.items():
        by_field: dict[tuple[DisagreementField, str | None], list[Cell]] = defaultdict(list)
        for cell in own:
            by_field[cell.field, counted(cell.what, cell.key)].append(cell)
        for (field, what), told in by_field.items():
            found.append(Field(happening, field, what, tuple(sorted(told, key=_in_time))))
    return found


def _in_time(cell: Cell) -> tuple[str, str, int]:
    return cell.published or "", cell.telling.document, cell.telling.span.start


def _latest(cells: Iterable[Cell]) -> list[Cell]:
    """Return the latest word of each voice, in order of the voices' first words."""
    return list({cell.voice: cell for cell in cells}.values())


def agreements(fields: Iterable[Field]) -> Iterator[Agreement]:
    """Yield the fields of which the latest words of two or more voices do not exclude each other.

    The value is the one that most of them give, the latest of several.
    """
    for field in fields:
        latest = _latest(field.cells)
        if len(latest) < AGREEING or any(excludes(a, b) for a, b in combinations(latest, 2)):
            continue
        if field.field == "happened" and latest[0].value not in SO:
            continue
        counted = Counter(cell.shown for cell in latest)
        value = max(latest, key=lambda cell: (counted[cell.shown], _in_time(cell))).shown
        yield Agreement(field, value, tuple(latest))


def moves(fields: Iterable[Field]) -> Iterator[Field]:
    """Yield the numbers that moved, each with the cells that give another value than the voice, or the day, before."""
    for field in fields:
        cells = _without_repeats(field.cells)
        moved = any(excludes(a, b) for a, b in combinations(cells, 2))
        if field.field == "number" and moved:
            yield Field(field.happening, field.field, field.what, tuple(cells))


def _without_repeats(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells in which a voice gives another value than it gave last."""
    last: dict[tuple[str, str], str] = {}
    kept = []
    for cell in cells:
        if last.get(cell.voice) != cell.shown:
            kept.append(cell)
        last[cell.voice] = cell.shown
    return kept


def denials(fields: Iterable[Field]) -> Iterator[Denial]:
    """Yield what each voice denies first, beside the first word of another voice that it happened."""
    for field in fields:
        if field.field != "happened":
            continue
        claims = [cell for cell in field.cells if cell.value in SO]
        first = {cell.voice: cell for cell in reversed(field.cells) if cell.value not in SO}
        for denied in sorted(first.values(), key=_in_time):
            claimed = next((cell for cell in claims if cell.voice != denied.voice), None)
            if claimed is not None:
                yield Denial(field.happening, denied, claimed)
