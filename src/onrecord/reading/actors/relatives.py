"""Relatives: which of several people of one surname a name means, and the surname that two names share.

"Fidel and Raúl Castro" are two Castros; "the younger Bush" is the son; in "Clinton and her husband" a woman is
named. What the text says of kin goes before the days on which offices began.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.lexicon.classes import WordClasses
from onrecord.lexicon.mentions import MentionWords, RoleRow
from onrecord.reading.actors.cluster import Background, Cluster, Placed
from onrecord.world import World

INITIAL = 2  # letters: a first name no longer than this is an initial, "J", or two, "HR"
ELDER, SAME, YOUNGER = -1, 0, 1  # generations of kin: father, brother, son


@dataclass(frozen=True, slots=True)
class PersonName:
    """A mention by a personal name: the name in full as far as the text gives it, its words, and its suffix ("jr")."""

    placed: Placed
    core: str
    parts: tuple[str, ...]
    suffix: str | None
    gender: str | None = None  # that a title or "and her husband" gives, not a first name

    @property
    def role(self) -> RoleRow | None:
        """The role that its title gives: "President Clinton"."""
        return self.placed.candidate.role


# ---- one surname for two names ----------------------------------------------------------------


def with_shared_surnames(names: Sequence[PersonName], background: Background) -> list[PersonName]:
    """Return the names in text order, first names before "and" with the surname after it: "Fidel and Raúl Castro"."""
    surnames = {name.parts[-1] for name in names if len(name.parts) > 1 and not _lacks_surname(name)}
    found = list(names)
    for i, j in reversed(list(pairwise(range(len(names))))):
        name, beside = found[i], found[j]
        if _may_share(name, beside, background.classes) and name.parts[0] not in surnames:
            surname = _surname_of(beside)
            if _is_first_name(name.core, surname, background):
                found[i] = replace(
                    name, core=f"{name.core} {surname}", parts=(*name.parts, *surname.lower().split())
                )
    return found


def _lacks_surname(name: PersonName) -> bool:
    """Return whether a name has one word, or ends in an initial: "Fidel", "George W."."""
    return len(name.parts) == 1 or len(name.parts[-1]) < INITIAL


def _may_share(name: PersonName, beside: PersonName, classes: WordClasses) -> bool:
    """Return whether a name without a surname stands in a list before one with a surname."""
    if not _lacks_surname(name) or _lacks_surname(beside) or name.placed.tree is not beside.placed.tree:
        return False
    between = name.placed.tree.between(name.placed.candidate.end, beside.placed.candidate.start)
    joints = [name.placed.tree.tokens[i].text for i in between]
    return bool(joints) and all(word == "," or word in classes.coordinators for word in joints)


def _surname_of(name: PersonName) -> str:
    """Return a full name's surname as written, with its particles: "von der Leyen"."""
    words = name.core.split()[: -1 if name.suffix else None]
    particle = next((n for n, word in enumerate(words) if n and word.islower()), len(words) - 1)
    return " ".join(words[particle:])


def _is_first_name(word: str, surname: str, background: Background) -> bool:
    """Return whether a word is a first name, not a surname: of a known person in full, or of the list of first names."""
    world = background.world
    if world.people(f"{word} {surname}", background.date):
        return True
    return word in background.words.genders and not world.people_by_surname(word, background.date)


# ---- who of them ------------------------------------------------------------------------------


def gender_beside(placed: Placed, words: MentionWords) -> str | None:
    """Return the gender that a possessive beside a name gives: "Clinton and her husband"."""
    tree = placed.tree
    owners = (owner for i in tree.of(placed.token, "conj") for owner in tree.of(i, "nmod:poss"))
    rows = (words.pronouns.get(tree.word(owner)) for owner in owners)
    return next((row.gender for row in rows if row is not None), None)


def generation_meant(name: PersonName, classes: WordClasses) -> int | None:
    """Return the generation that an adjective gives: "the younger Bush", "the elder Duterte"."""
    tree = name.placed.tree
    words = {tree.word(i) for i in tree.of(name.placed.token, "amod", "compound")}
    if words & classes.younger_words:
        return YOUNGER
    return ELDER if words & classes.elder_words else None


def of_generation(
    wanted: int, bearers: Sequence[Cluster], kin: Mapping[int, int], background: Background
) -> Cluster | None:
    """Return the younger or the elder of the bearers of a surname, or None where nothing tells.

    `kin` has the generation that the text gives to the mention that begins at an offset.
    """
    return _by_kin(wanted, bearers, kin) or _by_offices(wanted, bearers, background)


def _by_kin(wanted: int, bearers: Sequence[Cluster], kin: Mapping[int, int]) -> Cluster | None:
    """Return the one bearer whom the text calls a son, or a father; else the only one who is not the other."""
    told = {c: g for c in bearers if (g := _told_generation(c, kin)) in (ELDER, YOUNGER)}
    fitting = [c for c, generation in told.items() if generation == wanted]
    others = [c for c in bearers if c not in told] if told and not fitting else []
    return next((found[0] for found in (fitting, others) if len(found) == 1), None)


def _by_offices(wanted: int, bearers: Sequence[Cluster], background: Background) -> Cluster | None:
    """Return the bearer who took an office first, or last; None unless the world has a day for each."""
    starts = {c: start for c in bearers if (start := _first_office(c, background)) is not None}
    if len(starts) < len(bearers) or len(set(starts.values())) < len(bearers):
        return None
    return sorted(bearers, key=starts.__getitem__)[-1 if wanted == YOUNGER else 0]


def _told_generation(person: Cluster, kin: Mapping[int, int]) -> int | None:
    """Return the generation that the text gives to a person: by "Jr.", or as "his son"."""
    if person.suffix is not None:
        return YOUNGER
    offsets = (mention.candidate.start for mention in person.mentions)
    return next((kin[start] for start in offsets if start in kin), None)


def _first_office(person: Cluster, background: Background) -> str | None:
    """Return the day or year on which a person of the world first took an office, or None."""
    world: World = background.world
    entity = next(iter(world.people(person.name, background.date)), None)
    starts = [t.start for t in world.offices(entity) if t.start] if entity is not None else []
    return min(starts, default=None)


def is_kin(person: Cluster, kin: Mapping[int, int]) -> bool:
    """Return whether the text introduces somebody as kin of another: "his mother, Sonia Gandhi"."""
    return person.mentions[0].candidate.start in kin


def kin_generations(equated: Mapping[int, Sequence[Placed]], classes: WordClasses) -> dict[int, int]:
    """Return the generation of each mention, by its start, that grammar equates with "his son" or "her father"."""
    found: dict[int, int] = {}
    for start, nominals in equated.items():
        nouns = {p.candidate.role.phrase for p in nominals if p.candidate.role is not None}
        if nouns & classes.younger_kin_nouns:
            found[start] = YOUNGER
        elif nouns & classes.elder_kin_nouns:
            found[start] = ELDER
        elif nouns & classes.kin_nouns:
            found[start] = SAME
    return found
