"""The keys of the names of people and bodies in the world file.

The compiler (training/world.py) and the user's rows (layers.py) both write these keys, so that one look-up
finds both. Each key has a distance from the name: 0 the name, 1 an alias, 2 first and last word of a longer
name, +4 an acronym.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.world.variants import fold, skeleton, skeleton_words, surname, without_peerage

RANK_NOTABLE = 3  # the lowest office with holders that are found by surname alone
RANK_LEGISLATOR = 5
SHORT = 6  # letters of the longest acronym


def person_keys(name: str, aliases: Sequence[str], rank: int) -> Iterator[tuple[str, int]]:
    """Yield the keys of a person's names; `rank` is that of the highest office."""
    plain = without_peerage(name)
    yield skeleton(plain), 0
    for alias in aliases:
        if " " in alias or fold(alias) == fold(name):
            yield skeleton(without_peerage(alias)), 1
    words = skeleton_words(plain).split()
    if len(words) > 2 and rank <= RANK_NOTABLE:
        yield words[0] + words[-1], 2


def body_keys(name: str, aliases: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the keys of a body's names."""
    for how, each in enumerate((name, *aliases)):
        acronym = 4 if each.replace(".", "").isupper() and len(each) <= SHORT else 0
        if key := fold(each):
            yield key, min(how, 1) + acronym


def surname_key(name: str) -> str:
    """Return the key of a person's surname."""
    return skeleton(surname(name))


def is_notable(rank: int, country: str | None) -> bool:
    """Return whether a surname alone may refer to the holder of an office of this rank."""
    return rank <= RANK_NOTABLE or (rank == RANK_LEGISLATOR and country in ("USA", "GBR"))
