"""Link clusters to the world: which person, body or country a name means on the document's date.

The world answers best first; what the text says (title, nationality, apposition) decides
between namesakes. A name that stays open is left unlinked, with a note: no guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from onrecord.reading.actors.cluster import Cluster
from onrecord.reading.mentions.names import WELL_KNOWN
from onrecord.types import Published, Reason
from onrecord.world import Entity, Tenure, World, reasons_of

IN_OFFICE, IN_OFFICE_SHORT = (
    1.0,
    0.2,
)  # for a namesake speaks an office on the day (a surname: hundreds have one),
SAME_ROLE = 1.5  # the title that the text gives,
SAME_SECTOR = 0.3  # the trade that the text gives: "the moderator" is a journalist
SAME_COUNTRY = 1.0  # the nationality that the text gives,
OTHER_COUNTRY = -2.0  # or against
OTHER_ROLE = -0.2  # an office that the text gives and that this person never held: the mayor, not the senator
ENOUGH_FULL = 0.25  # least score of a full name: alone in the world and of some weight
ENOUGH_SHORT = 0.9  # least score of a surname alone: it needs an office or what the text says
UNIONS = ("IGO", "NGO", "UNO", "EUR")  # what bodies of no country have for one
# rules by which an actor is an entry of the world: the one of a name, and who holds an office on the day
PERSON, BODY, HOLDER = "person-in-the-world", "body-in-the-world", "holder-of-office"
LINKING_RULES = (PERSON, BODY, HOLDER)
MARGIN = 0.3  # a namesake this close leaves the name open


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a name means, the rule that decided, and what to tell the user where namesakes kept it open."""

    entity: Entity | None
    basis: tuple[Reason, ...]
    problem: str | None = None


def date_of(published: Published) -> str | None:
    """Return the day to look offices up on: the date itself, or the middle of its window."""
    if published.value:
        return published.value
    earliest, latest = published.earliest, published.latest
    if earliest and latest:
        return earliest if earliest[:4] == latest[:4] else None
    return None


def link_person(cluster: Cluster, world: World, date: str | None) -> Link:
    """Return the person of the world that a cluster of names means."""
    is_full = " " in cluster.name.strip()
    found = world.people(cluster.name, date) if is_full else world.people_by_surname(cluster.name, date)
    if cluster.suffix is not None:
        found = tuple(e for e in found if _may_be_junior(e, cluster, world))
    if not found:
        return Link(None, (Reason(rule="name-unknown-to-the-world"),))
    scored = sorted(
        ((_score(e, cluster, world, date), -n, e) for n, e in enumerate(found)), key=lambda s: s[:2]
    )
    best, _, entity = scored[-1]
    if best < (ENOUGH_FULL if is_full else ENOUGH_SHORT):
        message = f"'{cluster.name}' fits nobody in office or in the text's own words"
        reason = Reason(rule="fits-nobody", words=cluster.name, score=round(best, 2))
        return Link(None, (reason,), message if len(found) > 1 else None)
    if len(scored) > 1 and best - scored[-2][0] < MARGIN and not _is_same(entity, scored[-2][2]):
        reason = Reason(rule="fits-several-equally", words=cluster.name, score=round(best, 2))
        return Link(None, (reason,), f"'{cluster.name}' fits {len(found)} people equally")
    return Link(entity, reasons_of(entity.rows, rule=PERSON, score=round(best, 2)))


def _is_same(a: Entity, b: Entity) -> bool:
    return a.wikidata is not None and a.wikidata == b.wikidata


def _may_be_junior(entity: Entity, cluster: Cluster, world: World) -> bool:
    """Return whether somebody can be the "Jr." that the text names: by name, or by the office it gives."""
    last = entity.name.replace(".", "").split()[-1].lower()
    return last == cluster.suffix or _held(_wanted(cluster, world), world.offices(entity))


def _wanted(cluster: Cluster, world: World) -> set[str]:
    """Return the offices that the text gives a person, as it gives them and in their normal form."""
    phrases = {r.phrase for r in cluster.roles}
    wanted = phrases | {world.role_of(phrase) or phrase for phrase in phrases}
    return wanted | {"president"} if cluster.leads else wanted


def _held(wanted: set[str], tenures: Sequence[Tenure]) -> bool:
    """Return whether an office is one of those wanted: "homeland security secretary" in any word order."""
    return any(
        t.role in wanted or any(set(w.split()) <= set(t.office.lower().split()) for w in wanted)
        for t in tenures
    )


def _score(entity: Entity, cluster: Cluster, world: World, date: str | None) -> float:
    score = entity.weight
    now = world.offices(entity, date) if date else ()
    wanted = _wanted(cluster, world)
    held = world.offices(entity)
    if held and any(_is_office(r.phrase, world) for r in cluster.roles) and not _held(wanted, held):
        score += OTHER_ROLE
    elif now:
        score += IN_OFFICE if " " in cluster.name else IN_OFFICE_SHORT
    if wanted and _held(wanted, now or held):
        score += SAME_ROLE
    elif any(r.sector == entity.sector for r in cluster.roles) and entity.sector not in (None, "GOV"):
        score += SAME_SECTOR
    if cluster.country is not None and entity.country is not None:
        score += SAME_COUNTRY if cluster.country == entity.country else OTHER_COUNTRY
    return score


def _is_office(phrase: str, world: World) -> bool:
    """Return whether a title names one office and no other: "mayor", not "leader" or "minister"."""
    office = world.office_of(phrase)
    return office is not None and office.role != "head" and office.sector is not None


def link_body(name: str, world: World, country: str | None, countries: Container[str] = ()) -> Entity | None:
    """Return the body of the world called `name`; `country` answers generic names ("Supreme Court").

    One plain word ("Justice", a party), or a name that several countries have, names a little-known
    body only where one of the document's `countries` is its own.
    """
    found = world.bodies(name, country) or world.bodies(name)
    if not found:
        return None
    if found[0].weight >= WELL_KNOWN or found[0].country == country or found[0].country in countries:
        return found[0]
    is_plain = " " not in name and not name.isupper()
    is_shared = len({e.country for e in found}) > 1  # several countries have a "National Movement"
    return None if is_plain or is_shared else found[0]


def home_country(clusters: Iterable[Cluster]) -> str | None:
    """Return the country that a report is mostly about: that of most mentions of those who act in it."""
    counts: Counter[str] = Counter()
    for cluster in clusters:
        code = cluster.entity.country if cluster.entity is not None else cluster.country
        if code is not None and code not in UNIONS:
            counts[code] += len(cluster.mentions) * (1 if cluster.kind == "country" else 3)
    if not counts:
        return None
    code, most = counts.most_common(1)[0]
    return code if most * 2 >= counts.total() else None


def tenures_at(entity: Entity | None, world: World, date: str | None) -> tuple[Tenure, ...]:
    """Return the offices that a person holds on the document's date, the highest first."""
    return world.offices(entity, date) if entity is not None and date is not None else ()


def office_holder(phrase: str, country: str | None, world: World, date: str | None) -> Entity | None:
    """Return the one person who holds an office of a country on the day, or None."""
    if date is None or country is None:
        return None
    found: Sequence[Entity] = world.holders(phrase, country, date)
    return found[0] if len(found) == 1 else None
