"""People by name: which personal names of a document are one person's.

Full names come first. A surname or a first name alone then goes to the person it fits: by title, by gender, by
generation, by nearness, or to the person with the most full names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.lexicon.mentions import MentionWords
from onrecord.reading.actors.cluster import Background, Cluster, Placed, genders_agree
from onrecord.reading.actors.equated import equated
from onrecord.reading.actors.relatives import (
    INITIAL,
    PersonName,
    gender_beside,
    generation_meant,
    is_kin,
    kin_generations,
    of_generation,
    with_shared_surnames,
)

_SPACED_INITIALS = re.compile(r"\b([A-Z]\.) (?=[A-Z]\.)")  # "George H. W. Bush"
IN_SIGHT = 2  # sentences back within which a surname can repeat a name
JUST_BEFORE = 1  # sentences back within which a subject is what the text goes on about


@dataclass(frozen=True, slots=True)
class _People:
    """The people found so far, and those by last name."""

    background: Background
    kin: Mapping[int, int]  # the generation of the mention that begins at an offset: "his son", "her father"
    clusters: list[Cluster] = field(default_factory=list)
    by_last: defaultdict[str, list[Cluster]] = field(default_factory=lambda: defaultdict(list))

    def add_full(self, name: PersonName) -> None:
        """Give a full name to the person it fits, or to a new one."""
        namesakes = self.by_last[name.parts[-1]]
        person = next((c for c in namesakes if _is_same(name, c)), None)
        if person is None:
            person = self._new(name, " ".join([*name.parts, name.suffix] if name.suffix else name.parts))
        elif len(name.parts) > len(_parts_of(person)):
            person.name = name.core
        person.add(name.placed)

    def add_short(self, names: Sequence[PersonName]) -> None:
        """Give names of one word, and surnames of several, to the people they fit, or to new ones."""
        by_first: defaultdict[str, list[Cluster]] = defaultdict(list)
        for person in self.clusters:
            by_first[person.key.split()[0]].append(person)
        full_names = {person: len(person.mentions) for person in self.clusters}
        for name in names:
            options = _bearers(name, self._named_alike(name, by_first))
            found = self._meant(name, options, full_names) or self._new(name, " ".join(name.parts))
            found.add(name.placed)

    def _named_alike(self, name: PersonName, by_first: Mapping[str, Sequence[Cluster]]) -> Sequence[Cluster]:
        """Return the people whose last names are the words of a short name, else those with it as first name, else inside."""
        found = [c for c in self.by_last.get(name.parts[-1], ()) if _ends_with(_parts_of(c), name.parts)]
        if found or len(name.parts) > 1:
            return found
        return by_first.get(name.parts[0], ()) or self._with_surname_inside(name)

    def _with_surname_inside(self, name: PersonName) -> Sequence[Cluster]:
        """Return the one person with a word inside the full name that is no first name: "Lula" of "Lula da Silva"."""
        if name.parts[0].capitalize() in self.background.words.genders:
            return ()
        found = [c for c in self.clusters if name.parts[0] in _parts_of(c)[1:-1]]
        return found if len(found) == 1 else ()

    def _meant(
        self, name: PersonName, options: Sequence[Cluster], full_names: Mapping[Cluster, int]
    ) -> Cluster | None:
        """Return which of the bearers a short name means; None if there is none, or nothing tells the relatives apart."""
        generation = generation_meant(name, self.background.classes)
        if generation is not None and len(options) > 1:
            return of_generation(generation, options, self.kin, self.background)
        found = _introduced(name.placed, options)
        if found is None and options:
            found = max(options, key=lambda c: self._prominence(c, full_names))
        return found

    def _prominence(self, person: Cluster, full_names: Mapping[Cluster, int]) -> tuple[int, bool]:
        """Return how likely a surname that nothing near explains means a person: full names, not being another's kin."""
        return full_names.get(person, 0), not is_kin(person, self.kin)

    def _new(self, name: PersonName, key: str) -> Cluster:
        person = Cluster("person", key, name.core, number="singular", suffix=name.suffix)
        self.clusters.append(person)
        self.by_last[name.parts[-1]].append(person)
        return person


def cluster_people(placed: Sequence[Placed], background: Background) -> list[Cluster]:
    """Return the people named in a document in order of first mention."""
    words = background.words
    names = [_name_of(p, words) for p in placed if _is_personal(p)]
    names = with_shared_surnames(names, background)
    people = _People(background, kin_generations(_nominals_of(placed, words), words.classes))
    tails = _tails(names, words.genders)
    for name in names:
        if len(name.parts) > 1 and name.parts not in tails:
            people.add_full(name)
    people.add_short([name for name in names if len(name.parts) == 1 or name.parts in tails])
    for cluster in people.clusters:
        cluster.mentions.sort(key=lambda p: p.candidate.start)
    return sorted(people.clusters, key=lambda c: c.mentions[0].candidate.start)


def _tails(names: Sequence[PersonName], first_names: Container[str]) -> frozenset[tuple[str, ...]]:
    """Return the surnames of two or more words of the longer names: "le pen", "von der leyen".

    One that begins with a first name is a whole name, to which the tagger gave a word too many elsewhere.
    """
    tails = (name.parts[n:] for name in names for n in range(1, len(name.parts) - 1))
    return frozenset(tail for tail in tails if tail[0].capitalize() not in first_names)


def _ends_with(parts: Sequence[str], tail: Sequence[str]) -> bool:
    return tuple(parts[-len(tail) :]) == tuple(tail)


def _nominals_of(placed: Sequence[Placed], words: MentionWords) -> dict[int, list[Placed]]:
    """Return the nominals that grammar equates with a name, or that are its title, by the start of the name."""
    names = {(p.tree.index, p.token): p for p in placed if _is_personal(p)}
    found: defaultdict[int, list[Placed]] = defaultdict(list)
    for nominal in placed:
        if nominal.candidate.form == "nominal" and nominal.candidate.kind == "person":
            for token in equated(nominal, words):
                name = names.get((nominal.tree.index, token))
                if name is not None:
                    found[name.candidate.start].append(nominal)
        elif _is_personal(nominal) and nominal.candidate.title is not None:
            found[nominal.candidate.start].append(nominal)
    return found


def _is_personal(placed: Placed) -> bool:
    return placed.candidate.kind == "person" and placed.candidate.form == "name"


# ---- names and their words --------------------------------------------------------------------


def _name_of(placed: Placed, words: MentionWords) -> PersonName:
    candidate, suffixes = placed.candidate, words.classes.name_suffixes
    gender = (candidate.gender if candidate.title else None) or gender_beside(placed, words)
    core = candidate.core
    parts = name_parts(core, suffixes, words.classes.hyphened_particles)
    return PersonName(placed, core, parts, name_suffix(core, suffixes), gender)


def name_parts(name: str, suffixes: Container[str] = (), particles: Container[str] = ()) -> tuple[str, ...]:
    """Return a personal name's words for comparing: no dots, no `suffixes`, no possessive, no `particles` with a hyphen.

    >>> name_parts("H.R. McMaster Jr.", {"jr"}), name_parts("Omar al-Sadi", particles={"al"})
    (('hr', 'mcmaster'), ('omar', 'sadi'))
    """
    words = map(_plain, _SPACED_INITIALS.sub(r"\1", name).split())
    return tuple(_without_particle(w, particles) for w in words if w and w not in suffixes)


def _without_particle(word: str, particles: Container[str]) -> str:
    """Return a surname without the particle before its hyphen: "Burhan" and "al-Burhan" are one name."""
    particle, _, rest = word.partition("-")
    return rest if rest and particle in particles else word


def name_suffix(name: str, suffixes: Container[str]) -> str | None:
    """Return the suffix of a personal name, such as "jr", or None."""
    last = _plain(name.split()[-1])
    return last if last in suffixes else None


def _plain(word: str) -> str:
    return word.replace(".", "").strip(",’'").lower()


def _parts_of(cluster: Cluster) -> tuple[str, ...]:
    """Return the words of a person's key without its suffix."""
    parts = tuple(cluster.key.split())
    return parts[:-1] if cluster.suffix else parts


# ---- whether two names are one person's -------------------------------------------------------


def _is_same(name: PersonName, person: Cluster) -> bool:
    return person.suffix == name.suffix and same_person(name.parts, _parts_of(person))


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Return whether two names of at least two words can be one person's.

    >>> same_person(("sarah", "sanders"), ("sarah", "huckabee", "sanders"))
    True
    >>> same_person(("bill", "clinton"), ("hillary", "clinton"))
    False
    >>> same_person(("george", "hw", "bush"), ("george", "w", "bush"))
    False
    """
    if a[-1] != b[-1]:
        shorter, longer = sorted((a, b), key=len)
        return len(shorter) > 1 and longer[: len(shorter)] == tuple(shorter)
    if a[0] != b[0] and not _is_initial_of(*sorted((a[0], b[0]), key=len)):
        return False
    return _may_be_middle_names(a[1:-1], b[1:-1])


def _may_be_middle_names(a: Sequence[str], b: Sequence[str]) -> bool:
    """Return whether middle names can be one person's: not those of George H.W. and George W. Bush."""
    if not a or not b or len(a) != len(b):
        return True
    return all(x == y or _is_initial_of(*sorted((x, y), key=len)) for x, y in zip(a, b, strict=True))


def _is_initial_of(short: str, long: str) -> bool:
    return len(short) <= INITIAL and short[0] == long[0]


def _bearers(name: PersonName, options: Sequence[Cluster]) -> list[Cluster]:
    """Return the people that a name of one word can mean: by gender, by "Jr." and by the title itself."""
    found = [c for c in options if genders_agree(name.gender, c.gender)]
    if name.suffix is not None:
        return [c for c in found if c.suffix == name.suffix]
    found = _without_suffix(found)
    return [c for c in found if name.role in c.roles] or found


def _without_suffix(people: Sequence[Cluster]) -> list[Cluster]:
    """Return the people without a suffix; if all have one, those with a full name."""
    return [c for c in people if c.suffix is None] or [c for c in people if " " in c.key]


def _introduced(placed: Placed, options: Sequence[Cluster]) -> Cluster | None:
    """Return the only bearer of a surname that the text has just named, though there are several bearers."""
    if len(options) == 1:
        return None
    near = [(c, m) for c in options for m in c.mentions if _is_in_sight(m, placed)]
    subjects = _distinct(c for c, m in near if _was_subject(m, placed))
    bearers = subjects if len(subjects) == 1 else _distinct(c for c, _ in near)
    return bearers[0] if len(bearers) == 1 else None


def _distinct(clusters: Iterable[Cluster]) -> list[Cluster]:
    return list(dict.fromkeys(clusters))


def _is_in_sight(earlier: Placed, placed: Placed) -> bool:
    is_before = earlier.candidate.start < placed.candidate.start
    return is_before and placed.sentences_after(earlier) <= IN_SIGHT


def _was_subject(earlier: Placed, placed: Placed) -> bool:
    return earlier.is_subject and placed.sentences_after(earlier) <= JUST_BEFORE
