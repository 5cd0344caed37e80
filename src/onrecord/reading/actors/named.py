"""Named actors: the people, countries and bodies that a document names, before any pronoun is read.

Names are clustered and linked for the whole document. Appositions and copulas join nominals to names ("John
Kelly, the chief of staff"), and titles give people the bodies that they belong to.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from onrecord.reading.actors.bodies import named_body
from onrecord.reading.actors.cluster import Background, Cluster, Placed, genders_agree, noun_of
from onrecord.reading.actors.clusters import DocumentClusters
from onrecord.reading.actors.equated import equated, is_right_before, opens_list, set_off_behind
from onrecord.reading.actors.link import UNIONS, home_country, link_person, tenures_of
from onrecord.reading.actors.people import cluster_people
from onrecord.reading.actors.phrases import nominal_key
from onrecord.reading.mentions import Candidate
from onrecord.reading.mentions.names import WELL_KNOWN
from onrecord.types import Note, Reason, Span
from onrecord.world import Entity, TableRow
from onrecord.world.variants import fold, is_spelling_variant

JOINABLE = ("person", "body", "group")  # kinds of nominals that may describe a name of the same kind


def add_named_actors(clusters: DocumentClusters) -> None:
    """Cluster and link the names, and join the nominals that grammar equates with them.

    Bodies come after people: the home country decides which "Supreme Court" is meant.
    """
    _add_people(clusters)
    _add_countries(clusters)
    _join_equated(clusters)
    _mark_leaders(clusters)
    _link_people(clusters)
    clusters.home = home_country(clusters.all)
    _add_bodies(clusters)
    _join_equated(clusters)
    _unlink_contradicted(clusters)
    clusters.set_owners()
    clusters.home = home_country(clusters.all)


# ---- names -----------------------------------------------------------------------------------


def _add_people(clusters: DocumentClusters) -> None:
    for person in cluster_people(clusters.placed, clusters.background):
        clusters.keep(person)
        for placed in person.mentions:
            person.country = person.country or placed.candidate.country
        person.described += [p.candidate for p in person.mentions if _says_what(p.candidate)]


def _says_what(candidate: Candidate) -> bool:
    """Return whether a name comes with an owner or a title: "Russia's Ivan Petrov", "President Macron"."""
    has_title = candidate.title is not None and candidate.role is not None
    return candidate.owner is not None or has_title


def _add_countries(clusters: DocumentClusters) -> None:
    for placed in clusters.placed:
        candidate = placed.candidate
        if candidate.kind == "country" and candidate.country is not None:
            clusters.add(placed, clusters.country(candidate.country, candidate.core, candidate.reason))


def _add_bodies(clusters: DocumentClusters) -> None:
    for placed in clusters.placed:
        if placed.candidate.kind == "body" and placed.candidate.form == "name":
            clusters.add(placed, named_body(placed, clusters))


def _mark_leaders(clusters: DocumentClusters) -> None:
    """Mark the people whose "administration" is named: it tells a president from namesakes."""
    nouns = clusters.background.classes.leader_named_governments
    for placed in clusters.placed:
        if placed.candidate.kind == "government" and noun_of(placed.candidate) in nouns:
            owner = clusters.owner_of(placed.candidate)
            if owner is not None:
                owner.leads = True


def _link_people(clusters: DocumentClusters) -> None:
    """Link people to the world, and merge those who are one person of the world."""
    by_entity: dict[tuple[str, tuple[TableRow, ...]], Cluster] = {}
    people = [c for c in clusters.all if c.kind == "person"]
    bare = [person for person in people if _link(person, clusters)]
    _unlink_strangers(bare, clusters)
    for person in people:
        if person.entity is not None:
            same = by_entity.setdefault((person.entity.name, person.entity.rows), person)
            if same is not person:
                clusters.merge(person, same)


def _link(person: Cluster, clusters: DocumentClusters) -> bool:
    """Link a person to the world, and return whether nothing but the name speaks for it."""
    link = link_person(person, clusters.background)
    person.entity = link.entity
    person.tenures = tenures_of(person, clusters.background)
    person.gender = person.gender or _gender_of(link.entity, clusters.background)
    person.basis.extend(link.basis)
    if link.problem is not None:
        first = person.mentions[0].candidate
        span = Span(start=first.start, end=first.end, text=first.text)
        clusters.notes.append(Note(code="actor-open", message=link.problem, span=span))
    return link.is_bare


def _gender_of(entity: Entity | None, background: Background) -> str | None:
    """Return the gender that the name of a person's entry tells: "Meloni" is Giorgia Meloni."""
    if entity is None:
        return None
    first, blank, _ = entity.name.partition(" ")
    is_family_first = fold(entity.country or "") in background.classes.family_first_countries
    by_first = background.words.genders.get(first) if blank and not is_family_first else None
    return background.words.genders.get(entity.name) or by_first


def _unlink_strangers(bare: Sequence[Cluster], clusters: DocumentClusters) -> None:
    """Take back the links of people by their bare name who are of no country that the document is about.

    If no other actor has a country, it is about that of its dateline or outlet.
    """
    others = [c for c in clusters.all if c not in bare]
    about = {code for c in others if (code := _country_meant(c)) is not None}
    for person in bare:
        if _is_stranger(person, about, clusters):
            person.entity, person.tenures = None, ()
            person.basis[:] = [Reason(rule="of-a-country-not-named", words=person.name)]


def _is_stranger(person: Cluster, about: Container[str], clusters: DocumentClusters) -> bool:
    """Return whether a person known by the bare name is of another country than the document."""
    country, entity, setting = _country_meant(person), person.entity, clusters.setting
    if about:
        return country not in about
    if entity is None or country is None or setting.named[country]:
        return False
    return setting.country not in (None, country) or is_spelling_variant(person.name, entity.name)


def _unlink_contradicted(clusters: DocumentClusters) -> None:
    """Take back the links of bodies that the text itself calls something else: "Amal, a Dutch charity"."""
    for body in clusters.all:
        entity = body.entity
        if body.kind == "body" and entity is not None:
            said = next((c for c in body.described if _contradicts(c, entity)), None)
            if said is not None:
                body.entity, body.country = None, said.country
                body.basis[:] = [Reason(rule="text-before-the-table", words=said.core)]


def _contradicts(candidate: Candidate, entity: Entity) -> bool:
    """Return whether a nominal is of another country than a body, or, of a little known body, of another sector."""
    if candidate.country is not None and entity.country not in (None, candidate.country, *UNIONS):
        return True
    sector = candidate.role.sector if candidate.role is not None else None
    return entity.weight < WELL_KNOWN and None not in (sector, entity.sector) and sector != entity.sector


def _country_meant(cluster: Cluster) -> str | None:
    return cluster.entity.country if cluster.entity is not None else cluster.country


# ---- what grammar equates --------------------------------------------------------------------


def _join_equated(clusters: DocumentClusters) -> None:
    """Join nominals to the names that grammar equates with them: "John Kelly, the chief of staff"."""
    heads = {(p.tree.index, p.token): p for p in clusters.placed if p.candidate.form != "pronoun"}
    for placed in clusters.placed:
        if placed.candidate.form == "nominal" and clusters.of(placed) is None:
            cluster = _equated_cluster(placed, heads, clusters)
            if cluster is not None:
                _describe(placed, cluster, clusters)


def _equated_cluster(
    placed: Placed, heads: Mapping[tuple[int, int], Placed], clusters: DocumentClusters
) -> Cluster | None:
    """Return the name that grammar equates with a nominal, or the name set off behind it, if that is likelier."""
    by_grammar = (heads.get((placed.tree.index, t)) for t in equated(placed, clusters.background.words))
    apposed = next((m for m in by_grammar if _may_be_named(placed, m, clusters)), None)
    behind = heads.get((placed.tree.index, set_off_behind(placed, heads)))
    if behind is not apposed and _may_be_named(placed, behind, clusters):
        if apposed is None and behind is not None and opens_list(behind):
            return None
        if apposed is None or _is_likelier(behind, apposed, placed, clusters):
            apposed = behind
    return clusters.of(apposed) if apposed is not None else None


def _may_be_named(nominal: Placed, name: Placed | None, clusters: DocumentClusters) -> bool:
    cluster = clusters.of(name) if name is not None else None
    if cluster is None or cluster is clusters.owner_of(nominal.candidate):
        return False
    return _may_join(nominal.candidate, cluster)


def _is_likelier(behind: Placed | None, apposed: Placed, nominal: Placed, clusters: DocumentClusters) -> bool:
    """Return whether the name behind a nominal, and not the one by grammar, is of the nation that the nominal names.

    "Emmanuel Macron, Germany's chancellor, Friedrich Merz": grammar often takes the name before. Where both can be
    of the nation, the name before is meant only if it stands right before.
    """
    nation = nominal.candidate.country
    if behind is None or nation is None or nation not in _nations(behind, clusters):
        return False
    return nation not in _nations(apposed, clusters) or not is_right_before(apposed, nominal)


def _nations(name: Placed, clusters: DocumentClusters) -> set[str | None]:
    """Return the countries of the people of the world who have a name in full."""
    world, date = clusters.background.world, clusters.background.date
    core = name.candidate.core
    found = world.people(core, date) if " " in core else world.people_by_surname(core, date)
    return {name.candidate.country, *(entity.country for entity in found)}


def _may_join(candidate: Candidate, cluster: Cluster) -> bool:
    is_of_kind = candidate.kind == cluster.kind and candidate.kind in JOINABLE
    return is_of_kind and genders_agree(candidate.gender, cluster.gender)


def _describe(placed: Placed, cluster: Cluster, clusters: DocumentClusters) -> None:
    candidate = placed.candidate
    clusters.add(placed, cluster)
    cluster.described.append(candidate)
    cluster.gender = cluster.gender or candidate.gender
    cluster.country = cluster.country or candidate.country
    clusters.alias(cluster.kind, nominal_key(candidate, clusters.owner_of(candidate)), cluster)
