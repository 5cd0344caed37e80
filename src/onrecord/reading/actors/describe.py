"""Describe an actor: its name, country, sector and office, each with the rule that gave it.

What the world says of the office on the document's date comes first, then its entry, then the text: title,
apposition, nationality, the body that the person belongs to. A field that nothing gives is None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.lexicon.codes import FORMER_SECTOR, GOVERNMENT, LEGISLATURE, PUBLIC_SECTORS
from onrecord.lexicon.mentions import MODIFIERS, ROLES, MentionWords, ModifierRow, RoleRow
from onrecord.lexicon.tables import row_reason
from onrecord.reading.actors.cluster import (
    Background,
    Cluster,
    Placed,
    country_of,
    first_known,
    noun_of,
    sector_of,
)
from onrecord.reading.ids import content_id
from onrecord.reading.mentions import Candidate
from onrecord.types import Actor, ActorId, ActorKind, Document, Mention, Reason
from onrecord.world import World
from onrecord.world.offices import only_country_of

KIND_OF_CLUSTER: dict[str, ActorKind] = {
    "person": "person",
    "group": "group",
    "body": "organization",
    "government": "organization",
    "country": "country",
    "place": "place",
}

OUTWEIGHS_PAST_OFFICE = (
    *PUBLIC_SECTORS,
    "PTY",
    "OPP",
    "JRN",
)  # sectors of the text that outweigh a past office
COMMERCIAL = (
    "BUS",
    "NGO",
)  # sectors of nouns whose modifiers say only the trade: a "security firm" is a firm


@dataclass(frozen=True, slots=True)
class Code:
    """A country or sector, and the rules that gave it."""

    value: str | None
    reasons: tuple[Reason, ...] = ()


def describe(document: Document, cluster: Cluster, background: Background) -> Actor:
    """Return the actor of a finished cluster."""
    country = _country(cluster, background.words)
    sector = _sector(cluster, background)
    tenures = (tenure.reason for tenure in cluster.tenures[:1])
    basis = (*cluster.basis, *tenures, *country.reasons, *sector.reasons)
    return Actor(
        id=ActorId(content_id("a", document.id, cluster.kind, cluster.key)),
        name=_name(cluster, background.world),
        kind=_kind(cluster),
        country=country.value,
        sector=sector.value,
        sector2=_sector2(cluster, sector.value),
        office=_office(cluster, background.words),
        wikidata=cluster.entity.wikidata if cluster.entity is not None else None,
        named=cluster.named,
        mentions=_mentions(cluster),
        basis=tuple(dict.fromkeys(basis)),
    )


def _mentions(cluster: Cluster) -> tuple[Mention, ...]:
    """Return the mentions in text order, an outer one before those inside it."""
    candidates = sorted((p.candidate for p in cluster.mentions), key=lambda c: (c.start, -c.end))
    return tuple(Mention(start=c.start, end=c.end, text=c.text, form=c.form) for c in candidates)


def _kind(cluster: Cluster) -> ActorKind:
    if cluster.kind == "body" and cluster.entity is not None and cluster.entity.kind == "group":
        return "group"
    return KIND_OF_CLUSTER[cluster.kind]


def _name(cluster: Cluster, world: World) -> str:
    if cluster.members:
        return " and ".join(_name(member, world) for member in cluster.members)
    if cluster.kind == "country" and cluster.country is not None:
        return world.country_name(cluster.country) or cluster.name
    if cluster.kind in ("person", "body") and cluster.entity is not None:
        return cluster.entity.name
    return cluster.name


def _common(values: Sequence[str | None]) -> Code:
    """Return the code that all members of a group share, or none."""
    return Code(values[0] if len(set(values)) == 1 else None)


# ---- country ---------------------------------------------------------------------------------


def _country(cluster: Cluster, words: MentionWords) -> Code:
    if cluster.members:
        return _common([country_of(member) for member in cluster.members])
    found = country_of(cluster)
    if found is not None:
        return Code(found, _owner_reasons(cluster))
    by_words = _country_of_modifier(cluster, words)
    return by_words if by_words.value is not None else _country_of_title(cluster)


def _country_of_title(cluster: Cluster) -> Code:
    """Return the country that alone has a title before a name of the cluster: "Congressman" is the United States."""
    for candidate in (placed.candidate for placed in cluster.mentions):
        if candidate.form == "name" and candidate.title is not None and cluster.kind == "person":
            country = only_country_of(candidate.title)
            if country is not None and candidate.role is not None and candidate.role.sector == LEGISLATURE:
                return Code(country, (Reason(rule="country-of-its-title", words=candidate.title),))
    return Code(None)


def _owner_reasons(cluster: Cluster) -> tuple[Reason, ...]:
    """Return the reason for a country that only the owner can have given."""
    if cluster.owner is None or cluster.country is not None or cluster.entity is not None:
        return ()
    return (Reason(rule="country-of-its-owner", words=cluster.owner.name),)


def _country_of_modifier(cluster: Cluster, words: MentionWords) -> Code:
    modifiers = (word for candidate in cluster.described for word in candidate.modifiers)
    for word in modifiers:
        row = words.modifiers.get(word.lower())
        if row is not None and row.country is not None:
            reason = row_reason(MODIFIERS, row.line, rule="country-of-a-modifier", words=word)
            return Code(row.country, (reason,))
    return Code(None)


# ---- sector ----------------------------------------------------------------------------------


def _sector(cluster: Cluster, background: Background) -> Code:
    if cluster.kind == "country":
        return Code(GOVERNMENT)
    if cluster.members:
        return _common([_sector(member, background).value for member in cluster.members])
    if _is_out_of_office(cluster):
        return _sector_out_of_office(cluster, background)
    is_known = bool(cluster.tenures) or cluster.entity is not None
    by_world = sector_of(cluster) if is_known else None
    return Code(by_world) if by_world is not None else _sector_by_text(cluster, background.words)


def _is_out_of_office(cluster: Cluster) -> bool:
    """Return whether a cluster is a person of the world who holds no office on the day."""
    return cluster.kind == "person" and cluster.entity is not None and not cluster.tenures


def _sector_out_of_office(cluster: Cluster, background: Background) -> Code:
    """Return the sector that the text gives if it outweighs a past office, else that of the past office."""
    by_text = Code(None)
    if not any(_is_former(p.candidate, background.words) for p in cluster.mentions):
        by_text = _sector_by_text(cluster, background.words)
    if by_text.value in OUTWEIGHS_PAST_OFFICE:
        return by_text
    by_past = _sector_by_past(cluster, background)
    return Code(by_past.value or by_text.value, by_past.reasons)


def _is_former(candidate: Candidate, words: MentionWords) -> bool:
    """Return whether a mention says that an office is past: "former", "ex-"."""
    return any(word.lower() in words.classes.former_words for word in candidate.modifiers)


def _sector_by_past(cluster: Cluster, background: Background) -> Code:
    """Return the sector of a person's entry, or that of former officials if the person has left office."""
    entity, date = cluster.entity, background.date
    if entity is None or entity.sector not in PUBLIC_SECTORS or date is None:
        return Code(entity.sector if entity is not None else None)
    if not background.world.offices(entity):
        return Code(entity.sector)
    return Code(FORMER_SECTOR, (Reason(rule="no-office-at-date", words=date),))


def _sector2(cluster: Cluster, sector: str | None) -> str | None:
    """Return the second sector of the row that gave the first: a minister of defence is GOV, MIL."""
    entity = (cluster.entity,) if cluster.entity is not None else ()
    rows = (row for row in (*cluster.tenures[:1], *entity) if row.sector is not None)
    return next((row.sector2 for row in rows if row.sector == sector), None)


# ---- sector by the text ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SectorRule:
    """A rule of sectors: it returns the sector that the text gives with its reason, or None."""

    name: str
    find: Callable[[str, Cluster, MentionWords], Code | None]


def _sector_by_text(cluster: Cluster, words: MentionWords) -> Code:
    """Return the sector that the text gives: the first of `SECTOR_RULES` that finds one decides."""
    found = (rule.find(rule.name, cluster, words) for rule in SECTOR_RULES)
    return first_known(found) or Code(None)


def _of_modifier(rule: str, cluster: Cluster, words: MentionWords) -> Code | None:
    for candidate in cluster.described:
        row = _sector_modifier(candidate, words)
        if row is not None:
            return Code(row.sector, (row_reason(MODIFIERS, row.line, rule=rule, words=candidate.core),))
    return None


def _sector_modifier(candidate: Candidate, words: MentionWords) -> ModifierRow | None:
    """Return the row of the last modifier of a role noun that gives a sector: "military officials"."""
    if candidate.role is not None and candidate.role.sector in COMMERCIAL:
        return None
    owner = candidate.owner.text.split() if candidate.owner is not None else []
    own = (
        word for word in reversed(candidate.modifiers) if word not in owner
    )  # not the "White House" officials
    return first_known(words.modifiers.get(word.lower()) for word in own)


def _of_owner(rule: str, cluster: Cluster, words: MentionWords) -> Code | None:
    """Return the sector of the owner if the actor belongs to it: "a Kremlin spokeswoman"."""
    owner = cluster.owner
    if owner is None or not _belongs_to_owner(cluster, words):
        return None
    sector = sector_of(owner) or (GOVERNMENT if owner.kind == "country" else None)
    return Code(sector, (Reason(rule=rule, words=owner.name),)) if sector is not None else None


def _belongs_to_owner(cluster: Cluster, words: MentionWords) -> bool:
    """Return whether a cluster's nouns make it a part of its owner and give no sector of their own."""
    nouns = {noun_of(candidate) for candidate in cluster.described} - {""}
    if not nouns or not nouns.isdisjoint(words.classes.outside_relation_nouns):
        return False  # "critics"
    if any(words.role(noun) is None for noun in nouns):
        return False  # "Mexicans"
    row = _sector_role(cluster)
    return row is None or row.phrase in words.classes.generic_official_nouns


def _of_role(rule: str, cluster: Cluster, _: MentionWords) -> Code | None:
    row = _sector_role(cluster)
    if row is None:
        return None
    return Code(row.sector, (row_reason(ROLES, row.line, rule=rule, words=row.phrase),))


def _sector_role(cluster: Cluster) -> RoleRow | None:
    """Return the first role of a cluster that gives a sector."""
    return next((row for row in cluster.roles if row.sector is not None), None)


SECTOR_RULES = (
    SectorRule("sector-of-a-modifier", _of_modifier),
    SectorRule("sector-of-its-owner", _of_owner),
    SectorRule("sector-of-its-role", _of_role),
)


# ---- office ----------------------------------------------------------------------------------


def _office(cluster: Cluster, words: MentionWords) -> str | None:
    """Return the office of a named person: on the day by the world, else the first official title in the text."""
    if cluster.kind != "person" or not cluster.named:
        return None
    if cluster.tenures:
        return cluster.tenures[0].office or None
    return first_known(_title_of_office(placed, words) for placed in cluster.mentions)


def _title_of_office(placed: Placed, words: MentionWords) -> str | None:
    """Return the title before a name if it is that of an office, and not of a former one."""
    candidate = placed.candidate
    if candidate.form != "name" or candidate.role is None or candidate.role.sector not in PUBLIC_SECTORS:
        return None
    return None if _is_former(candidate, words) else candidate.title
