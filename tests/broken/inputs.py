"""Inputs that are broken on purpose, made by seed: the n-th one of a seed is the same for ever.

`CASES` has a row for each kind of input and way to break it; `broken(n)` takes them in turn, each time with other places,
sizes and texts. What an input must give in spite of its damage is known: `must` are words of reports that the damage does not
touch in an input of records, `told` those that are read, or it is said that something is not.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SEED = 17
LARGEST = 50_000_000  # bytes of a page
PLACES = ("Geneva", "Lima", "Nairobi", "Oslo", "Ottawa", "Quito", "Riga", "Seoul", "Tunis", "Vienna")
PEOPLE = ("minister", "envoy", "chancellor", "delegate", "commissioner", "ambassador", "governor")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Place = Callable[[Path], object]


@dataclass(frozen=True)
class Broken:
    """One input: its files, or what makes them in a folder, and which of them is read (null: the folder)."""

    name: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    place: Place | None = None
    target: str | None = None
    must: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    options: tuple[str, ...] = ()
    """Names of kinds of input that are asked for (`--input`), one after the other; none: as it is recognised."""

    def lay(self, folder: Path) -> str:
        """Write the files; return the path that is read."""
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
        if self.place is not None:
            self.place(folder)
        return str(folder / self.target) if self.target else str(folder)


class Dice(random.Random):
    """Chance with the words of reports, and with sizes up to the largest."""

    def __init__(self, seed: str, largest: int) -> None:
        super().__init__(seed)
        self.largest = largest

    def size(self, most: int = LARGEST) -> int:
        """Return a size up to `most`, scaled as pages are: often the largest, else anything down to a thousandth."""
        return max(1, int(most * self.largest / LARGEST * 10 ** -self.choice((0, 0, 1, self.uniform(0, 3)))))

    def report(self) -> Report:
        """Return a report of three sentences, with a word that no other one has."""
        mark = f"K{self.getrandbits(40):x}"
        a, b = self.sample(PLACES, 2)
        text = (
            f"The {self.choice(PEOPLE)} met the {self.choice(PEOPLE)} in {a} on {self.choice(DAYS)} and signed paper {mark}. "
            f"“We will go on in {b},” a spokeswoman for the {self.choice(PEOPLE)} said after the talks. "
            f"The two sides agreed on {self.randint(2, 900)} million dollars of aid, and will meet again in March."
        )
        return Report(mark, text)

    def reports(self, least: int = 3, most: int = 9) -> list[Report]:
        """Return some reports."""
        return [self.report() for _ in range(self.randint(least, most))]

    def prose(self, size: int) -> str:
        """Return a text of that many characters, which repeats twenty reports."""
        some = "\n\n".join(self.report().text for _ in range(20)) + "\n\n"
        return (some * (size // len(some) + 1))[:size]


@dataclass(frozen=True)
class Report:
    """A report: its text, and the word in it that no other one has."""

    mark: str
    text: str


@dataclass(frozen=True)
class Sound:
    """A sound input in parts, each with the word of the report that it holds, or none.

    `holds`: "records" if damage costs the part that it is in, "order" if what stands before it is read, "whole" if
    it may cost everything.
    """

    name: str
    parts: Sequence[tuple[bytes, str | None]]
    holds: str = "whole"

    @property
    def content(self) -> bytes:
        """The parts as one."""
        return b"".join(part for part, _ in self.parts)

    @property
    def marks(self) -> frozenset[str]:
        """The words of all reports."""
        return frozenset(mark for _, mark in self.parts if mark)

    def untouched(self, first: int, last: int) -> frozenset[str]:
        """Return the words of the reports that must be read if the bytes from `first` to `last` are damaged."""
        if self.holds == "whole":
            return frozenset()
        found, at = set(), 0
        for n, (part, mark) in enumerate(self.parts):
            is_before, is_behind = at + len(part) < first, at > last
            at += len(part)
            if mark and n and (is_before or (is_behind and self.holds == "records")):
                found.add(mark)
        is_in_head = bool(self.parts) and first <= len(self.parts[0][0]) and self.parts[0][1] is None
        return frozenset() if is_in_head else frozenset(found)


# ---- damage to bytes ---------------------------------------------------------------------


def pack(content: bytes, level: int = 9) -> bytes:
    """Return what gzip makes of bytes, whenever it does."""
    return gzip.compress(content, level, mtime=0)


Damage = Callable[[bytes, Dice], tuple[bytes, int, int]]
"""Returns what is left, and the first and last byte of the original that were damaged."""


def _span(content: bytes, dice: Dice) -> tuple[int, int]:
    first = dice.randrange(len(content))
    return first, min(len(content), first + dice.choice((1, 3, 20, 300)))


def cut(content: bytes, dice: Dice) -> tuple[bytes, int, int]:
    """End it early."""
    end = (
        dice.randrange(1, len(content)) if dice.random() < 0.7 else max(1, len(content) - dice.randint(1, 12))
    )
    return content[:end], end, len(content)


def beheaded(content: bytes, dice: Dice) -> tuple[bytes, int, int]:
    """Begin it late."""
    first = dice.randrange(1, len(content))
    return content[first:], 0, first


def flipped(content: bytes, dice: Dice) -> tuple[bytes, int, int]:
    """Flip one bit, or some that are near each other."""
    mixed = bytearray(content)
    first, last = _span(content, dice)
    for at in {first, *(dice.randrange(first, last) for _ in range(dice.choice((0, 0, 4, 16))))}:
        mixed[at] ^= 1 << dice.randrange(8)
    return bytes(mixed), first, last


def overwritten(content: bytes, dice: Dice) -> tuple[bytes, int, int]:
    """Write zeros, or any bytes, over some."""
    first, last = _span(content, dice)
    others = bytes(last - first) if dice.random() < 0.5 else dice.randbytes(last - first)
    return content[:first] + others + content[last:], first, last


def lost(content: bytes, dice: Dice) -> tuple[bytes, int, int]:
    """Leave some bytes out."""
    first, last = _span(content, dice)
    return content[:first] + content[last:], first, last


def inserted(content: bytes, dice: Dice) -> tuple[bytes, int, int]:
    """Put bytes between, of those that mean something somewhere."""
    first = dice.randrange(len(content))
    other = dice.choice(
        (b'"', b"\n", b"\x00", b"<", b"{", b"\r", b"\xff\xfe", b"\x1f\x8b\x08", b"]]>", b"\\u", b"&#")
    )
    return content[:first] + other * dice.choice((1, 1, 7, 500)) + content[first:], first, first


def twice(content: bytes, dice: Dice) -> tuple[bytes, int, int]:
    """Repeat some bytes."""
    first, last = _span(content, dice)
    return content[:last] + content[first:last] + content[last:], first, last


def scrambled(content: bytes, dice: Dice) -> tuple[bytes, int, int]:
    """Damage it everywhere."""
    mixed = bytearray(content)
    for _ in range(max(1, len(content) // 100)):
        mixed[dice.randrange(len(content))] = dice.randrange(256)
    return bytes(mixed), 0, len(content)


def noise(content: bytes, dice: Dice) -> tuple[bytes, int, int]:
    """Leave its first bytes, and anything behind them."""
    first = min(len(content), dice.choice((2, 8, 64)))
    return content[:first] + dice.randbytes(dice.choice((9, 500, 70_000))), 0, len(content)


DAMAGES: Mapping[str, Damage] = {
    one.__name__: one
    for one in (cut, beheaded, flipped, overwritten, lost, inserted, twice, scrambled, noise)
}
PACKED = ("cut", "flipped", "overwritten", "lost", "inserted", "noise")  # that a gzip file is broken by


def damaged(sound: Sound, damage: Damage, dice: Dice) -> tuple[bytes, frozenset[str]]:
    """Return a damaged input, and the words of the reports that must be read all the same."""
    content, first, last = damage(sound.content, dice)
    return content, sound.untouched(first, last)


Case = Callable[[Dice], Broken]


def of_damage(sound: Callable[[Dice], Sound], damage: Damage) -> Case:
    """Return what makes an input of a kind and damages its bytes."""

    def make(dice: Dice) -> Broken:
        made = sound(dice)
        content, must = damaged(made, damage, dice)
        return Broken(made.name, {made.name: content}, target=made.name, must=must)

    return make


def of_packed(sound: Callable[[Dice], Sound], damage: Damage) -> Case:
    """Return what makes an input of a kind, packs it with gzip and damages the packed bytes."""

    def make(dice: Dice) -> Broken:
        made = sound(dice)
        name = f"{made.name}.gz"
        content, _, _ = damage(pack(made.content), dice)
        told = made.marks if made.holds != "whole" else frozenset[str]()
        return Broken(name, {name: content}, target=name, told=told)

    return make


def of_content(name: str, make: Callable[[Dice], bytes]) -> Case:
    """Return what makes an input of one file."""
    return lambda dice: Broken(name, {name: make(dice)}, target=name)


# ---- the table ---------------------------------------------------------------------------


def cases() -> Mapping[str, Case]:
    """Return all ways to break an input, by kind and damage."""
    from tests.broken import archives, pages, records, trees
    from tests.broken.servers import SERVED

    found: dict[str, Case] = {}
    for kind, sound in {**records.SOUND, **pages.SOUND, **archives.SOUND}.items():
        for name, damage in DAMAGES.items():
            found[f"{kind}: {name}"] = of_damage(sound, damage)
        for name in PACKED:
            if kind in archives.PACKABLE:
                found[f"{kind}.gz: {name}"] = of_packed(sound, DAMAGES[name])
    for kind, table in {**pages.CASES, **records.CASES, **archives.CASES, **trees.CASES}.items():
        found |= {f"{kind}: {name}": case for name, case in table.items()}
    return found | {f"server: {name}": case for name, case in SERVED.items()}


def broken(number: int, seed: int = SEED, largest: int = LARGEST) -> Iterator[tuple[str, Broken]]:
    """Yield so many inputs with their names, each case in turn."""
    table = list(cases().items())
    for n in range(number):
        name, case = table[n % len(table)]
        yield f"{n} {name}", case(Dice(f"{seed} {n}", largest))
