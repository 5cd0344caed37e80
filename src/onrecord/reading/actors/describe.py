"""Describe an actor: its name, country, sector and office, each with the rule that gave it.

What the world says of the office on the document's date comes first, then its entry, then
the text: title, apposition, nationality, the body that the person belongs to. What nothing
gives stays None.
"""

from __future__ import annotations

from onrecord.lexicon.mentions import MODIFIERS, ROLES, MentionWords, ModifierRow
from onrecord.lexicon.tables import row_reason
from onrecord.reading.actors.cluster import Cluster, country_of, sector_of
from onrecord.reading.ids import content_id
from onrecord.reading.mentions import Candidate
from onrecord.types import Actor, ActorId, ActorKind, Document, Mention, Reason
from onrecord.world import World

KINDS: dict[str, ActorKind] = {
    "person": "person",
    "group": "group",
    "body": "organization",
    "government": "organization",
    "country": "country",
}

FORMER = "ELI"  # PLOVER's sector of those who have left office
OFFICIAL = ("GOV", "LEG", "MIL", "JUD", "SPY", "COP")  # sectors whose titles are offices


def describe(
    document: Document, cluster: Cluster, words: MentionWords, world: World, date: str | None
) -> Actor:
    """Return the actor that a finished cluster stands for."""
    basis = [*cluster.basis, *(tenure.reason for tenure in cluster.tenures[:1])]
    country = _country(cluster, words, basis)
    sector = _sector(cluster, words, world, date, basis)
    entity = cluster.entity
    mentions = sorted(cluster.mentions, key=lambda p: (p.candidate.start, -p.candidate.end))
    return Actor(
        id=ActorId(content_id("a", document.id, cluster.kind, cluster.key)),
        name=_name(cluster, world),
        kind=_kind(cluster),
        country=country,
        sector=sector,
        sector2=_sector2(cluster, sector),
        office=_office(cluster, words),
        wikidata=entity.wikidata if entity is not None else None,
        named=cluster.named,
        mentions=tuple(
            Mention(
                start=p.candidate.start, end=p.candidate.end, text=p.candidate.text, form=p.candidate.form
            )
            for p in mentions
        ),
        basis=tuple(dict.fromkeys(basis)),
    )


def _kind(cluster: Cluster) -> ActorKind:
    if cluster.kind == "body" and cluster.entity is not None and cluster.entity.kind == "group":
        return "group"
    return KINDS[cluster.kind]


def _name(cluster: Cluster, world: World) -> str:
    if cluster.members:
        return " and ".join(_name(member, world) for member in cluster.members)
    if cluster.kind == "country" and cluster.country is not None:
        return world.country_name(cluster.country) or cluster.name
    if cluster.entity is not None and cluster.kind in ("person", "body"):
        return cluster.entity.name
    return cluster.name


def _country(cluster: Cluster, words: MentionWords, basis: list[Reason]) -> str | None:
    if cluster.members:
        return _common([country_of(member) for member in cluster.members])
    found = country_of(cluster)
    if found is not None:
        if cluster.owner is not None and cluster.country is None and cluster.entity is None:
            basis.append(Reason(rule="country-of-its-owner", words=cluster.owner.name))
        return found
    for candidate in cluster.described:
        for word in candidate.modifiers:
            row = words.modifiers.get(word.lower())
            if row is not None and row.country is not None:
                basis.append(row_reason(MODIFIERS, row.line, rule="country-of-a-modifier", words=word))
                return row.country
    return None


def _sector(
    cluster: Cluster, words: MentionWords, world: World, date: str | None, basis: list[Reason]
) -> str | None:
    if cluster.kind == "country":
        return "GOV"
    if cluster.members:
        return _common([_sector(member, words, world, date, []) for member in cluster.members])
    is_out = cluster.kind == "person" and cluster.entity is not None and not cluster.tenures
    if cluster.tenures or (cluster.entity is not None and not is_out):
        found = sector_of(cluster)
        if found is not None:
            return found
    if not is_out:
        return _sector_by_text(cluster, words, basis)
    reasons: list[Reason] = []
    found = None if _is_former(cluster, words) else _sector_by_text(cluster, words, reasons)
    if found not in (*OFFICIAL, "PTY", "OPP", "JRN"):
        return _sector_by_life(cluster, world, date, basis) or found
    basis.extend(reasons)
    return found


def _is_former(cluster: Cluster, words: MentionWords) -> bool:
    """Return whether the text says of somebody that an office is past."""
    said = {w.lower() for p in cluster.mentions for w in p.candidate.modifiers}
    return not words.classes.former_words.isdisjoint(said)


def _sector_by_text(cluster: Cluster, words: MentionWords, basis: list[Reason]) -> str | None:
    """Return the sector that the text gives: by a describing word, the owner or the role noun."""
    for candidate in cluster.described:
        found = _sector_in(candidate, words)
        if found is not None:
            basis.append(row_reason(MODIFIERS, found.line, rule="sector-of-a-modifier", words=candidate.core))
            return found.sector
    own = next((r for r in cluster.roles if r.sector is not None), None)
    nouns = {c.role.phrase for c in cluster.described if c.role is not None}
    is_people = any(words.role(noun) is None for noun in nouns)  # "Mexicans"
    may_inherit = bool(nouns) and not is_people and nouns.isdisjoint(words.classes.outside_relation_nouns)
    is_open = own is None or own.phrase in words.classes.generic_official_nouns
    if cluster.owner is not None and may_inherit and is_open:
        theirs = sector_of(cluster.owner) or (cluster.owner.kind == "country" and "GOV") or None
        if theirs is not None:
            basis.append(Reason(rule="sector-of-its-owner", words=cluster.owner.name))
            return theirs
    if own is not None:
        basis.append(row_reason(ROLES, own.line, rule="sector-of-its-role", words=own.phrase))
        return own.sector
    return None


def _sector_by_life(cluster: Cluster, world: World, date: str | None, basis: list[Reason]) -> str | None:
    """Return the sector of who has held office but holds none on the day."""
    entity = cluster.entity
    if entity is None or entity.sector not in OFFICIAL or date is None or not world.offices(entity):
        return entity.sector if entity is not None else None
    basis.append(Reason(rule="no-office-at-date", words=date))
    return FORMER


def _common(values: list[str | None]) -> str | None:
    """Return the value that all share, or None."""
    return values[0] if len(set(values)) == 1 else None


def _sector2(cluster: Cluster, sector: str | None) -> str | None:
    """Return the second sector of the row that gave the first: a minister of defence is GOV, MIL."""
    rows = (*cluster.tenures[:1], *((cluster.entity,) if cluster.entity is not None else ()))
    return next((row.sector2 for row in rows if row.sector is not None and row.sector == sector), None)


def _sector_in(candidate: Candidate, words: MentionWords) -> ModifierRow | None:
    """Return the row of the word nearest before a role noun, which gives its sector: "military officials"."""
    if candidate.role is not None and candidate.role.sector in ("BUS", "NGO"):
        return None  # a "security firm" is a firm
    owner = candidate.owner.text.split() if candidate.owner is not None else []
    for word in reversed(candidate.modifiers):
        row = words.modifiers.get(word.lower())
        if row is not None and word not in owner:  # no "house" in "White House officials"
            return row
    return None


def _office(cluster: Cluster, words: MentionWords) -> str | None:
    if cluster.kind != "person" or not cluster.named:
        return None
    if cluster.tenures:
        return cluster.tenures[0].office or None
    for placed in cluster.mentions:
        candidate = placed.candidate
        if candidate.form != "name" or candidate.title is None or candidate.role is None:
            continue
        if not words.classes.former_words.isdisjoint(w.lower() for w in candidate.modifiers):
            continue
        if candidate.role.sector in OFFICIAL:
            return candidate.title
    return None
