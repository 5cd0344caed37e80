"""How an actor of one report stands to an actor of another: the same, part of it, perhaps the same, or somebody else.

The relation depends on the two actors alone. A member is part of a body, and both are part of their country, as far as
the codes of the reading say so: country, sector, office. Nobody is the same only because of a surname.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from onrecord.assembly.types import ActorRef
from onrecord.types import Actor, ActorKind, DocumentId
from onrecord.world.variants import fold, skeleton, surname

Relation = Literal["same", "within", "surname", "words", "country", "foreign", "apart", "open"]

STATE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})  # what acts for its country
BODIES: frozenset[ActorKind] = frozenset({"organization", "group"})
SEATS: frozenset[ActorKind] = frozenset({"country", "place"})


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of one report, with what it is compared by."""

    ref: ActorRef
    name: str = field(hash=False)
    kind: ActorKind = field(hash=False)
    country: str | None = field(hash=False)
    sector: str | None = field(hash=False)
    office: str | None = field(hash=False)
    wikidata: str | None = field(hash=False)
    named: bool = field(hash=False)
    folded: str = field(init=False, repr=False, compare=False)
    """The name without case, accents and punctuation."""
    words: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The words of the name, folded."""
    _hash: int = field(init=False, repr=False, compare=False)

    def __hash__(self) -> int:
        """Return a hash of what the party refers to, the same in all processes."""
        return self._hash

    def __post_init__(self) -> None:
        """Fold the name and hash the reference once: parties are compared many times."""
        object.__setattr__(self, "_hash", zlib.crc32(f"{self.ref.document} {self.ref.actor}".encode()))
        object.__setattr__(self, "folded", fold(self.name))
        object.__setattr__(self, "words", tuple(self.folded.split()))

    @property
    def is_full(self) -> bool:
        """Return whether the name tells the actor from others: not a surname alone."""
        return self.named and (self.wikidata is not None or self.kind != "person" or len(self.words) > 1)


def party_of(document: DocumentId, actor: Actor) -> Party:
    """Return an actor as it is compared with those of other reports."""
    return Party(
        ref=ActorRef(document, actor.id),
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        sector=actor.sector,
        office=actor.office,
        wikidata=actor.wikidata,
        named=actor.named,
    )


def fits(left: str | None, right: str | None) -> bool:
    """Return whether two codes may be of one thing: equal, or one unknown."""
    return left is None or right is None or left == right


def kinds_fit(left: ActorKind, right: ActorKind) -> bool:
    """Return whether two kinds may be of one thing: a group is often read as a body, a country as a place."""
    return left == right or {left, right} <= BODIES or {left, right} <= SEATS


@lru_cache(maxsize=65536)
def relation(left: Party, right: Party) -> Relation:
    """Return how two actors stand to each other, by the first rule that applies; the order of the two does not matter."""
    return next((name for name, applies in RULES if applies(left, right) or applies(right, left)), "open")


def closest(lefts: Sequence[Party], rights: Sequence[Party]) -> tuple[Relation | None, Party | None]:
    """Return the closest relation of any two actors of two lists, and the left one of the pair.

    None if one of the lists is empty.
    """
    found = [(ORDER[relation(a, b)], a.name, b.name, a) for a in lefts for b in rights]
    if not found:
        return None, None
    best = min(found, key=lambda item: item[:3])
    return RELATIONS[best[0]], best[3]


# ---- the rules ---------------------------------------------------------------------------------


def _same(left: Party, right: Party) -> bool:
    if left.wikidata and right.wikidata:
        return left.wikidata == right.wikidata
    return same_name(left, right) and left.is_full and fits(left.country, right.country)


def same_name(left: Party, right: Party) -> bool:
    """Return whether two named actors have one name: spelt alike, or for people in another spelling."""
    if not (left.named and right.named and kinds_fit(left.kind, right.kind)):
        return False
    if left.folded == right.folded:
        return True
    return left.kind == "person" and len(left.words) > 1 and skeleton(left.name) == skeleton(right.name)


def _is_part(left: Party, right: Party) -> bool:
    """Return whether `left` is part of `right`: of its country, its body, or of a wider group of the same words."""
    return _is_of_country(left, right) or _is_of_body(left, right) or _is_narrower(left, right)


def _is_of_country(left: Party, right: Party) -> bool:
    """Return whether `left` acts for the country `right`."""
    if right.kind != "country" or right.country is None or left.country != right.country:
        return False
    return left.kind != "country" and (left.sector in STATE_SECTORS or left.office is not None)


def _is_of_body(left: Party, right: Party) -> bool:
    """Return whether `left` is somebody of the body `right`: of the same country and sector, which both have."""
    if left.kind != "person" or right.kind not in BODIES or left.country is None or left.sector is None:
        return False
    return (left.country, left.sector) == (right.country, right.sector)


def _is_narrower(left: Party, right: Party) -> bool:
    """Return whether the words of `right` are the last of those of `left`: "Lahore police" and "police"."""
    if (left.named and right.named) or not right.words or len(left.words) <= len(right.words):
        return False
    return left.words[-len(right.words) :] == right.words and fits(left.country, right.country)


def _shares_surname(left: Party, right: Party) -> bool:
    """Return whether one is a surname alone, and the other somebody of that name."""
    if not (left.named and right.named and left.kind == right.kind == "person") or len(left.words) != 1:
        return False
    return left.folded == fold(surname(right.name)) and fits(left.country, right.country)


def _shares_words(left: Party, right: Party) -> bool:
    """Return whether two actors without a name are called by the same noun: "two gunmen", "gunmen"."""
    if left.named or right.named or not left.words or not right.words:
        return False
    return left.words[-1] == right.words[-1] and fits(left.country, right.country)


def _is_of_one_country(left: Party, right: Party) -> bool:
    """Return whether both are of one country, as far as is known: "Ankara", "the government", a minister without a name."""
    return left.country is not None and left.country == right.country


def _is_foreign(left: Party, right: Party) -> bool:
    """Return whether the two are of different countries."""
    return left.country is not None and right.country is not None


def _apart(left: Party, right: Party) -> bool:
    """Return whether the two are certainly not one: both are named in full, of one kind."""
    return left.is_full and right.is_full and kinds_fit(left.kind, right.kind)


RULES: tuple[tuple[Relation, Callable[[Party, Party], bool]], ...] = (
    ("same", _same),
    ("within", _is_part),
    ("surname", _shares_surname),
    ("words", _shares_words),
    ("apart", _apart),
    ("country", _is_of_one_country),
    ("foreign", _is_foreign),
)
RELATIONS: tuple[Relation, ...] = (
    "same",
    "surname",
    "words",
    "within",
    "country",
    "open",
    "foreign",
    "apart",
)  # the closest first
ORDER = {name: place for place, name in enumerate(RELATIONS)}
