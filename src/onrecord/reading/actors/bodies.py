"""Bodies by name: which names of institutions, companies and outlets are one body's.

A name that is new to the document is compared with the bodies found so far, the last one first, by the rules of
`SAME_BODY_RULES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.lexicon.mentions import MentionWords
from onrecord.reading.actors.cluster import Background, Cluster, Placed
from onrecord.reading.actors.clusters import DocumentClusters, is_entry
from onrecord.reading.actors.link import BODY, link_body
from onrecord.reading.actors.setting import Meant, body_of_the_report, is_shared
from onrecord.types import Reason
from onrecord.world import Entity, reasons_of

SHORTEST_ACRONYM = 3  # letters: "US" abbreviates too many names


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name of a body that the document has not used before, and the entry of the world that it names."""

    placed: Placed
    entity: Entity | None
    background: Background

    @property
    def name(self) -> str:
        """The name without its article and title."""
        return self.placed.candidate.core


@dataclass(frozen=True, slots=True)
class IdentityRule:
    """A rule of identity: where it `applies`, the name is that of the body already found."""

    name: str
    applies: Callable[[BodyName, Cluster], bool]


def body_key(name: str, words: MentionWords) -> str:
    """Return a body's name for comparing: no article, no "Inc.", no dots, lower case."""
    parts = [w for w in name.split() if w not in words.classes.company_endings]
    if len(parts) > 1 and parts[0].lower() in words.classes.definite_articles:
        parts = parts[1:]
    return " ".join(w.replace(".", "").strip(",").lower() for w in parts)


def initials(name: str) -> str:
    """Return the first letters of a name's capitalised words: "Center for New American Security" → "CNAS"."""
    return "".join(w[0] for w in name.split() if w[:1].isupper())


def named_body(placed: Placed, clusters: DocumentClusters) -> Cluster:
    """Return the cluster of a body by its name, a new one if the document has not named it before."""
    key = body_key(placed.candidate.core, clusters.background.words)
    cluster = clusters.find("body", key)
    if cluster is None:
        meant = _meant(placed, clusters)
        name = BodyName(placed, meant.entity, clusters.background)
        cluster = _same_body(name, clusters) or _new_body(placed, key, meant, clusters)
        clusters.alias("body", key, cluster)
    return cluster


def _meant(placed: Placed, clusters: DocumentClusters) -> Meant:
    """Return the body that a name means: of the country in its words, else of the report's."""
    candidate, background = placed.candidate, clusters.background
    found = _entity_of(placed, clusters)
    shared = background.words.shared_bodies
    if candidate.country is None and is_shared(candidate.core, shared, background.world):
        home = clusters.home
        return body_of_the_report(candidate.core, found, home, clusters.setting, clusters.all, background)
    return Meant(found, candidate.country)


def _entity_of(placed: Placed, clusters: DocumentClusters) -> Entity | None:
    candidate = placed.candidate
    countries = {
        code for c in clusters.all if (code := c.entity.country if c.entity else c.country) is not None
    }
    country = candidate.country or clusters.home
    other_things = clusters.background.classes.names_of_other_things
    found = link_body(candidate.core, clusters.background.world, country, countries, other_things)
    is_elsewhere = found is not None and candidate.country not in (None, found.country)
    return None if is_elsewhere else found


def _new_body(placed: Placed, key: str, meant: Meant, clusters: DocumentClusters) -> Cluster:
    candidate, entity = placed.candidate, meant.entity
    cluster = clusters.new("body", key, candidate.core)
    cluster.entity = entity
    cluster.number = "singular"
    cluster.country, cluster.sector = meant.country, meant.sector
    reasons = reasons_of(entity.rows, rule=BODY) if entity is not None else (candidate.reason,)
    if meant.rule is not None:
        reasons = (*reasons, Reason(rule=meant.rule, words=meant.country))
    cluster.basis.extend(reasons)
    return cluster


def _same_body(name: BodyName, clusters: DocumentClusters) -> Cluster | None:
    """Return the body found last that a name can mean, or None."""
    bodies = (c for c in reversed(clusters.all) if c.kind == "body")
    return next((c for c in bodies if any(rule.applies(name, c) for rule in SAME_BODY_RULES)), None)


# ---- what the rules ask ----------------------------------------------------------------------


def _is_same_entry(body: BodyName, other: Cluster) -> bool:
    return body.entity is not None and is_entry(other, body.entity)


def _is_same_generic_row(body: BodyName, other: Cluster) -> bool:
    """Whether both are of one row for many countries: a "Constitutional Court" of the report's country."""
    if body.entity is None or other.entity is None or body.background.world.bodies(body.name):
        return False
    return body.entity.rows == other.entity.rows


def _is_acronym(body: BodyName, other: Cluster) -> bool:
    is_acronym = body.name.isupper() and len(body.name) >= SHORTEST_ACRONYM
    return is_acronym and initials(other.name) == body.name.replace(".", "")


def _is_first_word(body: BodyName, other: Cluster) -> bool:
    """Whether it is the first word of an unknown body's name: "Acme" after "Acme Systems"."""
    is_word = body.entity is None and " " not in body.name
    return is_word and " " in other.name and other.name.split()[0] == body.name


def _is_last_word(body: BodyName, other: Cluster) -> bool:
    """Whether it is the last word of a body's name, and a word of many names: "the Times" after "Tampa Bay Times"."""
    word = body.name.removeprefix("The ")
    if word not in body.background.classes.names_of_other_things or not other.name.endswith(f" {word}"):
        return False
    return body.entity is None or other.entity is None or body.entity.sector == other.entity.sector


def _adds_form(body: BodyName, other: Cluster) -> bool:
    """Whether one name is the other with a company's form or country: "Acme Systems USA Inc."."""
    if body.entity is not None or other.entity is not None:
        return False
    shorter, longer = sorted((body.name, other.name), key=len)
    rest = longer.removeprefix(shorter + " ").split() if longer.startswith(shorter + " ") else []
    return bool(rest) and all(_is_form(word, body.background) for word in rest)


def _is_form(word: str, background: Background) -> bool:
    return word in background.classes.company_endings or background.world.country(word) is not None


def _is_spelled_out(body: BodyName, other: Cluster) -> bool:
    """Whether the text has it in brackets right behind a name: "the Justice and Development Party (AKP)"."""
    return body.name.isupper() and any(_in_brackets_behind(m) == body.name for m in other.mentions)


def _in_brackets_behind(mention: Placed) -> str | None:
    """Return the one word in brackets right behind a mention, or None."""
    tokens = mention.tree.tokens
    i = next((i for i in range(mention.token, len(tokens)) if tokens[i].start >= mention.candidate.end), None)
    behind = [t.text for t in tokens[i : i + 3]] if i is not None else []
    return behind[1] if behind[:1] == ["("] and behind[2:] == [")"] else None


SAME_BODY_RULES = (
    IdentityRule("spelled out", _is_spelled_out),
    IdentityRule("same entry", _is_same_entry),
    IdentityRule("same generic row", _is_same_generic_row),
    IdentityRule("acronym", _is_acronym),
    IdentityRule("first word of the name", _is_first_word),
    IdentityRule("last word of the name", _is_last_word),
    IdentityRule("name with a company form", _adds_form),
)
