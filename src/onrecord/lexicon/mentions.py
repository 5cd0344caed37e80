"""The words that find and describe actors: role nouns, titles, pronouns, given names.

`load_mention_words` reads the tables of this folder once and indexes them by first word,
so that the mention stage looks up one dictionary a token.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

from onrecord.lexicon.classes import WordClasses, load_word_classes
from onrecord.lexicon.codes import Country, Sector
from onrecord.lexicon.tables import grouped, line_number, read_table

ROLES, MODIFIERS = "roles.tsv", "role_modifiers.tsv"

Gender = Literal["male", "female", "neuter"]
RoleKind = Literal["person", "group", "body", "government"]
PronounUse = Literal["subject", "object", "possessive", "reflexive", "relative", "any"]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A noun (or phrase) for people, groups or bodies; see roles.tsv."""

    phrase: str
    kind: RoleKind
    sector: Sector | None
    gender: Gender | None
    bare: bool
    relational: bool
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A common word by which the reports of a country call a party; see party_words.tsv."""

    word: str
    country: Country
    party: str | None
    form: Literal["people", "name", "members"]
    common: bool


@dataclass(frozen=True, slots=True)
class RegionSign:
    """A word that stands beside the name of a region of a country: "Georgia Rep."; see region_signs.tsv."""

    word: str
    country: Country
    owned: bool


@dataclass(frozen=True, slots=True)
class SharedBody:
    """A name that bodies of several countries go by, and the body of one country; see shared_bodies.tsv."""

    name: str
    country: Country
    body: str | None
    in_states: bool


@dataclass(frozen=True, slots=True)
class TitleRow:
    """An honorific or abbreviated title before a name; see titles.tsv."""

    title: str
    gender: Gender | None
    sector: Sector | None
    role: str | None


@dataclass(frozen=True, slots=True)
class PronounRow:
    """A pronoun that can refer to an actor; see pronouns.tsv."""

    word: str
    number: Literal["singular", "plural"] | None
    gender: Gender | None
    use: PronounUse
    animate: bool


@dataclass(frozen=True, slots=True)
class ModifierRow:
    """A word before a role noun that shows its sector; see role_modifiers.tsv."""

    word: str
    sector: Sector
    country: Country | None
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class FirstNameRow:
    """A given name and the gender of nearly all people with it; see first_names.tsv."""

    name: str
    gender: Gender


@dataclass(frozen=True)
class MentionWords:
    """The word tables of mentions and actors, indexed.

    `roles` maps the first word of each phrase to (words, row) pairs, longest phrase first.
    """

    roles: Mapping[str, tuple[tuple[tuple[str, ...], RoleRow], ...]]
    titles: Mapping[str, TitleRow]
    pronouns: Mapping[str, PronounRow]
    modifiers: Mapping[str, ModifierRow]
    genders: Mapping[str, str]
    parties: Mapping[str, tuple[PartyRow, ...]]
    region_signs: Mapping[str, Mapping[str, bool]]  # country → word → whether it may be owned
    shared_bodies: Mapping[str, Mapping[str, SharedBody]]  # name → country → row
    classes: WordClasses

    @cached_property
    def bodies_of_regions(self) -> frozenset[str]:
        """The names of bodies that regions have, too, folded."""
        in_states = (
            name for name, rows in self.shared_bodies.items() if any(r.in_states for r in rows.values())
        )
        return frozenset(in_states) | self.classes.region_bodies

    def role(self, phrase: str) -> RoleRow | None:
        """Return the row of exactly this role `phrase`, or None."""
        words = tuple(phrase.lower().split())
        return next(
            (row for found, row in self.roles.get(words[0] if words else "", ()) if found == words), None
        )


def with_roles(words: MentionWords, rows: Iterable[RoleRow]) -> MentionWords:
    """Return the words with more role nouns: a user's own titles of office."""
    known = [row for pairs in words.roles.values() for _, row in pairs]
    return replace(words, roles=index_roles({row.phrase: row for row in (*known, *rows)}.values()))


def index_roles(rows: Iterable[RoleRow]) -> dict[str, tuple[tuple[tuple[str, ...], RoleRow], ...]]:
    """Return `rows` by the first word of their phrase, the longest phrase first."""
    phrases = sorted(((tuple(row.phrase.split()), row) for row in rows), key=lambda found: -len(found[0]))
    return grouped((words[0], (words, row)) for words, row in phrases)


def load_mention_words() -> MentionWords:
    """Read the tables that ship with the package."""
    return MentionWords(
        roles=index_roles(read_table(ROLES, RoleRow)),
        titles={row.title: row for row in read_table("titles.tsv", TitleRow)},
        pronouns={row.word: row for row in read_table("pronouns.tsv", PronounRow)},
        modifiers={row.word: row for row in read_table(MODIFIERS, ModifierRow)},
        genders={
            row.name: row.gender
            for table in ("first_names.tsv", "leader_first_names.tsv")
            for row in read_table(table, FirstNameRow)
        },
        parties=grouped((row.word, row) for row in read_table("party_words.tsv", PartyRow)),
        region_signs={
            code: {row.word: row.owned for row in rows}
            for code, rows in grouped(
                (row.country, row) for row in read_table("region_signs.tsv", RegionSign)
            ).items()
        },
        shared_bodies={
            name: {row.country: row for row in rows}
            for name, rows in grouped(
                (row.name, row) for row in read_table("shared_bodies.tsv", SharedBody)
            ).items()
        },
        classes=load_word_classes(),
    )


@lru_cache(maxsize=1)
def load_role_sectors() -> dict[str, str]:
    """Load roles.tsv: the sector of each role noun that carries one by itself."""
    return {row.phrase: row.sector for row in read_table(ROLES, RoleRow) if row.sector is not None}
