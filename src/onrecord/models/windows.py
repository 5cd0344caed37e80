"""Pack a text into windows, each of which the encoder reads in one run.

A window holds as many whole provisional sentences (cut at line ends and after full stops) as fit:
context helps the roles of attribution. The model, not this module, decides where sentences end.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicon.forms import LONGEST_RUN
from onrecord.models.pieces import BLANK, INSIDE, LINE_GAPS, NONE, Atom

MAX_PIECES = 254  # of one window, without its two end marks: see docs/experiments.md, "longer windows"
LONG_PIECES = 254  # a single sentence may fill this much before it is cut
FULL_STOPS = frozenset(".!?…")
CLOSERS = frozenset("\"'”’»)]")
LONG_RUN = re.compile(rf"(\W|_)\1{{{LONGEST_RUN}}}")
ABBREVIATION = 4  # letters of the longest capitalised word whose full stop is taken for an abbreviation's


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads: parallel lists over pieces, end marks not included.

    `first` holds, for each atom, the position of its first piece.
    """

    atoms: tuple[Atom, ...]
    ids: list[int]
    shapes: list[int]
    gaps: list[int]
    quotes: list[int]
    first: list[int]


def pack(atoms: Sequence[Atom], text: str, limit: int = MAX_PIECES) -> list[Window]:
    """Return the windows of a text's `atoms`, in text order."""
    longest = max(limit, LONG_PIECES)
    windows: list[Window] = []
    waiting: list[Atom] = []
    size = 0
    for segment in _segments(atoms, text):
        pieces = sum(len(a.ids) for a in segment)
        if waiting and size + pieces > limit:
            windows.append(make_window(waiting))
            waiting, size = [], 0
        waiting.extend(segment)
        size += pieces
        if size > longest:
            *whole, waiting = _cut(waiting, longest)
            windows.extend(map(make_window, whole))
            size = sum(len(a.ids) for a in waiting)
    if waiting:
        windows.append(make_window(waiting))
    return windows


def make_window(atoms: Sequence[Atom]) -> Window:
    """Lay the pieces of `atoms` out in parallel lists."""
    ids = [piece for atom in atoms for piece in atom.ids]
    *first, _ = itertools.accumulate((len(atom.ids) for atom in atoms), initial=0)
    gaps = [INSIDE] * len(ids)
    for atom, at in zip(atoms, first, strict=True):
        gaps[at] = atom.gap
    return Window(
        atoms=tuple(atoms),
        ids=ids,
        shapes=[atom.shape for atom in atoms for _ in atom.ids],
        gaps=gaps,
        quotes=[atom.quoted for atom in atoms for _ in atom.ids],
        first=first,
    )


def _segments(atoms: Sequence[Atom], text: str) -> list[list[Atom]]:
    """Cut atoms where a sentence may end; a cut too many does no harm, as windows join most of them."""
    segments: list[list[Atom]] = []
    current: list[Atom] = []
    stopped = False
    for atom in atoms:
        if current and (atom.gap in LINE_GAPS or (stopped and atom.gap == BLANK)):
            segments.append(current)
            current = []
        sign = text[atom.end - 1]
        if sign in FULL_STOPS:
            stopped = not current or not _abbreviates(current[-1], text)
        else:
            stopped = stopped and sign in CLOSERS and atom.gap == NONE
        current.append(atom)
    return [*segments, current] if current else segments


def _abbreviates(before: Atom, text: str) -> bool:
    """Return whether a stop after this atom probably marks an abbreviation: after a letter or a short title."""
    word = text[before.start : before.end]
    return (len(word) == 1 and word.isalpha()) or (len(word) <= ABBREVIATION and word[0].isupper())


def _cut(atoms: Sequence[Atom], limit: int) -> list[list[Atom]]:
    """Cut atoms into parts of at most `limit` pieces, or of one atom; the time is linear in their number."""
    parts: list[list[Atom]] = [[]]
    size = 0
    for atom in atoms:
        if parts[-1] and size + len(atom.ids) > limit:
            parts.append([])
            size = 0
        parts[-1].append(atom)
        size += len(atom.ids)
    return parts


def without_long_runs(atoms: Sequence[Atom], text: str) -> list[Atom]:
    """Return the atoms without what follows the first `LONGEST_RUN` of a run of one sign: a line of dots, of brackets.

    No grammar is in it, and a tree over thousands of equal signs takes minutes.
    """
    if LONG_RUN.search(text) is None:
        return list(atoms)
    kept: list[Atom] = []
    run = 0
    before: Atom | None = None
    for atom in atoms:
        is_sign = atom.end - atom.start == 1 and not text[atom.start].isalnum()
        goes_on = before is not None and before.end == atom.start and text[before.start] == text[atom.start]
        run = run + 1 if is_sign and goes_on else 1
        before = atom if is_sign else None
        if run <= LONGEST_RUN:
            kept.append(atom)
    return kept
