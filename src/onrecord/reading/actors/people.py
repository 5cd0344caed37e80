"""People by name: which personal names of a document are one person's.

Full names come first. A surname or a first name alone then goes to the person it fits: by title, by gender, by
nearness, or to the person with the most full names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.lexicon.mentions import MentionWords, RoleRow
from onrecord.reading.actors.cluster import Cluster, Placed, genders_agree

IN_SIGHT = 2  # sentences back within which a surname can repeat a name
JUST_BEFORE = 1  # sentences back within which a subject is what the text goes on about
INITIAL = 2  # letters: a first name no longer than this is an initial, "J", or two, "HR"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A mention by a personal name: its words for comparing, and its suffix ("jr")."""

    placed: Placed
    parts: tuple[str, ...]
    suffix: str | None

    @property
    def core(self) -> str:
        """The name as written, without its title."""
        return self.placed.candidate.core

    @property
    def titled_gender(self) -> str | None:
        """The gender that its title gives: "Mrs. Clinton"."""
        return self.placed.candidate.gender if self.placed.candidate.title else None

    @property
    def role(self) -> RoleRow | None:
        """The role that its title gives: "President Clinton"."""
        return self.placed.candidate.role


@dataclass(frozen=True, slots=True)
class _People:
    """The people found so far, and those by last name."""

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
        """Give names of one word to the people they fit, or to new ones."""
        by_first: defaultdict[str, list[Cluster]] = defaultdict(list)
        for person in self.clusters:
            by_first[person.key.split()[0]].append(person)
        full_names = {person: len(person.mentions) for person in self.clusters}
        for name in names:
            word = name.parts[0]
            options = _bearers(name, self.by_last.get(word) or by_first.get(word) or ())
            found = _introduced(name.placed, options)
            if found is None and options:
                found = max(options, key=lambda person: full_names.get(person, 0))
            found = found or self._new(name, word)
            found.add(name.placed)

    def _new(self, name: PersonName, key: str) -> Cluster:
        person = Cluster("person", key, name.core, number="singular", suffix=name.suffix)
        self.clusters.append(person)
        self.by_last[name.parts[-1]].append(person)
        return person


def cluster_people(placed: Iterable[Placed], words: MentionWords) -> list[Cluster]:
    """Return the people named in a document in order of first mention."""
    suffixes = words.classes.name_suffixes
    names = [_name_of(p, suffixes) for p in placed if _is_personal(p)]
    people = _People()
    for name in names:
        if len(name.parts) > 1:
            people.add_full(name)
    people.add_short([name for name in names if len(name.parts) == 1])
    for cluster in people.clusters:
        cluster.mentions.sort(key=lambda p: p.candidate.start)
    return sorted(people.clusters, key=lambda c: c.mentions[0].candidate.start)


def _is_personal(placed: Placed) -> bool:
    return placed.candidate.kind == "person" and placed.candidate.form == "name"


# ---- names and their words --------------------------------------------------------------------


def _name_of(placed: Placed, suffixes: Container[str]) -> PersonName:
    core = placed.candidate.core
    return PersonName(placed, name_parts(core, suffixes), name_suffix(core, suffixes))


def name_parts(name: str, suffixes: Container[str] = ()) -> tuple[str, ...]:
    """Return a personal name's words for comparing: no dots, no `suffixes`, no possessive.

    >>> name_parts("H.R. McMaster Jr.", {"jr"})
    ('hr', 'mcmaster')
    """
    words = map(_plain, name.split())
    return tuple(w for w in words if w and w not in suffixes)


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
    """
    if a[-1] != b[-1]:
        shorter, longer = sorted((a, b), key=len)
        return len(shorter) > 1 and longer[: len(shorter)] == tuple(shorter)
    return a[0] == b[0] or _is_initial_of(*sorted((a[0], b[0]), key=len))


def _is_initial_of(short: str, long: str) -> bool:
    return len(short) <= INITIAL and short[0] == long[0]


def _bearers(name: PersonName, options: Sequence[Cluster]) -> list[Cluster]:
    """Return the people that a name of one word can mean: by gender, by "Jr." and by the title itself."""
    found = [c for c in options if genders_agree(name.titled_gender, c.gender)]
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
