"""Link clusters to the world: which person, body or country a name means on the document's date.

The world gives its best answer first. What the text says (title, nationality, apposition) decides between
namesakes. A name that stays ambiguous is left without a link, with a note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicon.mentions import RoleRow
from onrecord.reading.actors.cluster import Background, Cluster
from onrecord.reading.mentions.names import WELL_KNOWN
from onrecord.types import Published, Reason
from onrecord.world import Entity, Tenure, World, reasons_of
from onrecord.world.offices import HEAD, Office
from onrecord.world.variants import fold, is_spelling_variant

# Scores of a namesake, in units of the weight that the world gives a person (`Entity.weight`, from 0 to 1).
IN_OFFICE = 1.0  # a full name: the person holds an office on the day
IN_OFFICE_SHORT = 0.2  # a surname alone: hundreds of office holders bear it
SAME_ROLE = 1.5  # the person held the office that the text gives
SAME_SECTOR = 0.3  # the person is of the sector that the text gives: "the moderator" is a journalist
SAME_COUNTRY = 1.0  # the person is of the country that the text gives
OTHER_COUNTRY = -2.0  # the person is of another country
OTHER_ROLE = -0.2  # the person never held the office that the text gives: the mayor, not the senator
ENOUGH_FULL = 0.25  # least score of a full name: the only one in the world, and of some weight
ENOUGH_SHORT = 0.9  # least score of a surname alone: it needs an office or words of the text
MARGIN = 0.3  # least lead over the next namesake; with less the name stays ambiguous

FAMOUS = (
    0.75  # weight of a person whom reports everywhere name: the head of a state or government of some size
)

LEADER = "president"  # normal form of the office of who leads a government that has the name: "the Ort administration"
ACTS = 3  # mentions of a country that one mention of its people or bodies counts for
UNIONS = ("IGO", "NGO", "UNO", "EUR")  # codes of bodies that belong to no country
PLAIN_SECTORS = (None, "GOV")  # sectors that tell no namesake from another: most people of the world are GOV
# Rules by which an actor is an entry of the world: its name, or the office that it holds on the day.
PERSON, BODY, HOLDER = "person-in-the-world", "body-in-the-world", "holder-of-office"
LINKING_RULES = (PERSON, BODY, HOLDER)


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a name means and the rule that decided; `problem` is a message if namesakes kept it open.

    `is_bare`: nothing but the name speaks for the person, no title, country or great office.
    """

    entity: Entity | None
    basis: tuple[Reason, ...]
    problem: str | None = None
    is_bare: bool = False


def date_of(published: Published) -> str | None:
    """Return the day for which offices are looked up: the date, or the first day of a window within one year."""
    if published.value:
        return published.value
    earliest, latest = published.earliest, published.latest
    if earliest and latest:
        return earliest if earliest[:4] == latest[:4] else None
    return None


# ---- people ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Namesake:
    """A person of the world who bears a cluster's name, with all offices and those held on the day."""

    entity: Entity
    offices: Sequence[Tenure]
    offices_on_day: Sequence[Tenure]


def link_person(cluster: Cluster, background: Background) -> Link:
    """Return the person of the world that a cluster of names means."""
    found = _namesakes(cluster, background)
    if not found:
        return Link(None, (Reason(rule="name-unknown-to-the-world"),))
    scores = [(_score(_namesake(e, background), cluster, background.world), e) for e in found]
    ranked = sorted(scores, key=lambda scored: -scored[0])
    best, entity = ranked[0]
    score = round(best, 2)
    if best < (ENOUGH_FULL if _is_full(cluster) else ENOUGH_SHORT):
        message = f"'{cluster.name}' fits nobody in office or in the text's own words"
        reason = Reason(rule="fits-nobody", words=cluster.name, score=score)
        return Link(None, (reason,), message if len(found) > 1 else None)
    if len(ranked) > 1 and _is_tie(ranked[0], ranked[1]):
        reason = Reason(rule="fits-several-equally", words=cluster.name, score=score)
        return Link(None, (reason,), f"'{cluster.name}' fits {len(found)} people equally")
    is_bare = _is_bare(_namesake(entity, background), cluster, background)
    if is_bare and _may_be_another(entity, cluster, background):
        return Link(None, (Reason(rule="fits-nobody", words=cluster.name, score=score),))
    return Link(entity, reasons_of(entity.rows, rule=PERSON, score=score), is_bare=is_bare)


def _is_bare(person: _Namesake, cluster: Cluster, background: Background) -> bool:
    """Return whether nothing but the name speaks for a person: no office or country in the text, and no fame.

    That somebody whose name is written otherwise sat in a parliament says nothing: each country has hundreds of them.
    """
    wanted = _wanted(cluster, background.world)
    is_variant = is_spelling_variant(cluster.name, person.entity.name)
    legislators = background.classes.legislator_roles if is_variant else frozenset()
    offices = [tenure for tenure in person.offices if tenure.role not in legislators]
    if _held(wanted, offices):
        return False
    return _country_score(person.entity, cluster) <= 0 and person.entity.weight < FAMOUS


def _may_be_another(entity: Entity, cluster: Cluster, background: Background) -> bool:
    """Return whether a person has a name that the text leaves out, as only those of some countries do in the news."""
    leaves_out = fold(entity.country or "") in background.classes.two_surname_countries
    return _has_more_names(entity.name, cluster.name) and not leaves_out


def _has_more_names(name: str, asked: str) -> bool:
    """Return whether a name has a whole word more than the one asked for, which is often another person's.

    >>> _has_more_names("John Adam Smith", "John Smith"), _has_more_names("John A. Smith", "John Smith")
    (True, False)
    """
    words, short = fold(name).split(), fold(asked).split()
    return len([w for w in words[1:-1] if len(w) > 1]) > len(short) - len(words[:1] + words[-1:])


def _is_full(cluster: Cluster) -> bool:
    return " " in cluster.name


def _is_tie(first: tuple[float, Entity], second: tuple[float, Entity]) -> bool:
    """Return whether two namesakes are too close to choose, and are not one person in two tables."""
    (best, entity), (next_best, other) = first, second
    is_same = entity.wikidata is not None and entity.wikidata == other.wikidata
    return best - next_best < MARGIN and not is_same


def _namesakes(cluster: Cluster, background: Background) -> Sequence[Entity]:
    """Return the people of the world who bear the name of a cluster, the likeliest first."""
    world, name, date = background.world, cluster.name, background.date
    found = world.people(name, date) if _is_full(cluster) else world.people_by_surname(name, date)
    if cluster.suffix is None:
        return found
    return [entity for entity in found if _may_be_junior(entity, cluster, world)]


def _namesake(entity: Entity, background: Background) -> _Namesake:
    return _Namesake(entity, background.world.offices(entity), tenures_at(entity, background))


def _may_be_junior(entity: Entity, cluster: Cluster, world: World) -> bool:
    """Return whether somebody can be the "Jr." that the text names: by name, or by the office it gives."""
    last = entity.name.replace(".", "").split()[-1].lower()
    return last == cluster.suffix or _held(_wanted(cluster, world), world.offices(entity))


def _wanted(cluster: Cluster, world: World) -> set[str]:
    """Return the offices that the text gives a person, as it gives them and in their normal form."""
    phrases = {row.phrase for row in cluster.roles}
    leads = {LEADER} if cluster.leads else set()
    return phrases | {world.role_of(phrase) or phrase for phrase in phrases} | leads


def _held(wanted: set[str], tenures: Sequence[Tenure]) -> bool:
    return any(_is_wanted(tenure, wanted) for tenure in tenures)


def _is_wanted(tenure: Tenure, wanted: set[str]) -> bool:
    """Return whether an office is one of those wanted: "homeland security secretary" in any word order."""
    words = set(tenure.office.lower().split())
    return tenure.role in wanted or any(set(w.split()) <= words for w in wanted)


def _score(person: _Namesake, cluster: Cluster, world: World) -> float:
    wanted = _wanted(cluster, world)
    score = person.entity.weight
    score += _office_score(person, cluster, wanted, world)
    score += _role_score(person, cluster.roles, wanted)
    return score + _country_score(person.entity, cluster)


def _office_score(person: _Namesake, cluster: Cluster, wanted: set[str], world: World) -> float:
    has_office = bool(person.offices) and any(_is_office(row.phrase, world) for row in cluster.roles)
    if has_office and not _held(wanted, person.offices):
        return OTHER_ROLE
    if not person.offices_on_day:
        return 0.0
    return IN_OFFICE if _is_full(cluster) else IN_OFFICE_SHORT


def _role_score(person: _Namesake, roles: Sequence[RoleRow], wanted: set[str]) -> float:
    if _held(wanted, person.offices_on_day or person.offices):
        return SAME_ROLE
    sector = person.entity.sector
    return SAME_SECTOR if sector not in PLAIN_SECTORS and sector in {row.sector for row in roles} else 0.0


def _country_score(entity: Entity, cluster: Cluster) -> float:
    if cluster.country is None or entity.country is None:
        return 0.0
    return SAME_COUNTRY if cluster.country == entity.country else OTHER_COUNTRY


def _is_office(phrase: str, world: World) -> bool:
    """Return whether a title names one office and no other: "mayor", not "leader" or "minister"."""
    office = world.office_of(phrase)
    return office is not None and office.role != HEAD and office.sector is not None


def tenures_at(entity: Entity | None, background: Background) -> tuple[Tenure, ...]:
    """Return the offices that a person holds on the document's date, the highest first."""
    if entity is None or background.date is None:
        return ()
    return background.world.offices(entity, background.date)


def tenures_of(cluster: Cluster, background: Background) -> tuple[Tenure, ...]:
    """Return the offices that a named person holds on the day, without those that the text has outlived.

    A table of some years ago has no end for an office. Where the text gives the person another office ("Gov. Gavin
    Newsom", the lieutenant governor of the table), only the tables' word that is as new as the report still counts.
    """
    held, date = tenures_at(cluster.entity, background), background.date
    said = _offices_said(cluster, background) if held and date is not None else []
    if not said or date is None:
        return held
    return tuple(
        t for t in held if not t.is_assumed(date) or any(_is_called(t, *o, background) for o in said)
    )


def _offices_said(cluster: Cluster, background: Background) -> list[tuple[str, Office]]:
    """Return the offices that the text gives a person as held now, in its words and in their normal form."""
    country = cluster.entity.country if cluster.entity else None
    phrases = dict.fromkeys(_present_titles(cluster, background.classes.former_words))
    found = ((phrase, background.world.office_of(phrase, country)) for phrase in phrases)
    return [(p, o) for p, o in found if o is not None and o.role != HEAD and o.sector and not o.former]


def _present_titles(cluster: Cluster, former: Container[str]) -> Iterator[str]:
    """Yield the titles and descriptions of a person that no word such as "former" makes past."""
    names = (
        (p.candidate.title, p.candidate.modifiers) for p in cluster.mentions if p.candidate.form == "name"
    )
    described = ((c.core, c.modifiers) for c in cluster.described if c.form != "name")
    for phrase, words in (*names, *described):
        if phrase and not any(word.lower() in former for word in words):
            yield phrase


def _is_called(tenure: Tenure, phrase: str, office: Office, background: Background) -> bool:
    """Return whether the text calls an office so; a lieutenant governor is no governor."""
    words, asked = set(fold(tenure.office).split()), set(fold(phrase).split()) | set(office.role.split())
    if (words - asked) & background.classes.deputy_office_words:
        return False
    return (
        tenure.role == office.role or set(office.role.split()) <= words or set(fold(phrase).split()) <= words
    )


def office_holder(phrase: str, country: str | None, background: Background) -> Entity | None:
    """Return the one person who holds an office of a country on the day, or None; the last known one is not enough."""
    world, date = background.world, background.date
    if date is None or country is None:
        return None
    found: Sequence[Entity] = world.holders(phrase, country, date)
    if len(found) != 1:
        return None
    role = world.role_of(phrase)
    held = [tenure for tenure in world.offices(found[0], date) if tenure.role == role]
    return None if held and all(tenure.is_last_known(date) for tenure in held) else found[0]


# ---- bodies and countries --------------------------------------------------------------------


def link_body(
    name: str,
    world: World,
    country: str | None,
    countries: Container[str] = (),
    other_things: Container[str] = (),
) -> Entity | None:
    """Return the body of the world called `name`; `country` answers generic names ("Supreme Court").

    A name that says little means a body only if that body is of one of the document's `countries`: a name of one
    plain word ("Justice", a party), an acronym of a body that is not well known, and one that bodies of several
    countries have. Names of `other_things` ("CCTV", "the Post") are more often no body at all, and need it, too.
    """
    found = world.bodies(name, country) or world.bodies(name)
    if not found:
        return None
    best = found[0]
    is_expected = best.country == country or best.country in countries
    is_of_other_things = name in other_things or name.partition(" ")[2] in other_things  # "Post", "The Post"
    if is_expected or not (is_of_other_things or _says_little(name, found)):
        return best
    return None


def _says_little(name: str, found: Sequence[Entity]) -> bool:
    """Return whether a name alone is too little to say which body it is."""
    return found[0].weight < WELL_KNOWN and (" " not in name or _is_of_several_countries(found))


def _is_of_several_countries(found: Sequence[Entity]) -> bool:
    return len({entity.country for entity in found}) > 1


def home_country(clusters: Iterable[Cluster]) -> str | None:
    """Return the country that a report is mostly about: it has at least half of all mentions.

    Mentions of people and bodies, who act in the report, count more than those of the country.
    """
    counts: Counter[str] = Counter()
    for cluster in clusters:
        code = cluster.entity.country if cluster.entity is not None else cluster.country
        if code is not None and code not in UNIONS:
            counts[code] += len(cluster.mentions) * (1 if cluster.kind == "country" else ACTS)
    if not counts:
        return None
    code, most = counts.most_common(1)[0]
    return code if most * 2 >= counts.total() else None
