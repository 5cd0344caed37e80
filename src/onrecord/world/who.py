"""Resolve one phrase: whom "Russian foreign minister" names on 2018-10-20.

The steps are tried from the surest to the loosest: a country, a body, a place, a person with
or without a title, an office and its holder, and last a common noun with whatever country its
words name. Each step returns a whole answer or nothing, and its `basis` says which rule and
which row decided. The codes are PLOVER's; the steps follow NGEC's actor resolution in spirit
(Halterman et al. 2023) but look up dated tables instead of a search engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.lexicon.codes import codes_of
from onrecord.lexicon.times import load_months
from onrecord.types import Reason, WhoAnswer, WhoQuery
from onrecord.world.lookup import World
from onrecord.world.offices import FORMER, Office
from onrecord.world.rows import Entity, PlaceRow, Tenure, reasons_of
from onrecord.world.variants import fold

UNKNOWN_SECTOR = "UNK"  # what the tables say of "group", "men"
PUBLIC_SECTORS = ("GOV", "MIL", "SPY", "LEG", "JUD", "COP")
FORMER_SECTOR = "ELI"  # PLOVER: former officials are elites
WORDS_OF_A_NAME = 6  # the longest personal name or body looked for inside a phrase
TOWN = 15_000  # people; smaller places answer only to a name in context
ALIAS_TOWN = 100_000  # people; an alternative name must be of a large place

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_DAY_MONTH = re.compile(r"^(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})$")
_MONTH_DAY = re.compile(r"^([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})$")
_ISO = re.compile(r"^\d{4}(?:-\d\d(?:-\d\d)?)?$")
_WORD = re.compile(r"[\w.'’&-]+", re.UNICODE)
_LED = re.compile(r"\S+-(?:led|backed|aligned|allied|born)\b\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query made ready: the phrase without article and quotes, the date in ISO, the country hinted at."""

    text: str
    date: str | None
    hint: str | None
    former: bool


def resolve_who(query: WhoQuery, world: World) -> WhoAnswer:
    """Return whom `query.text` names, at its date; fields it cannot fill are None and `basis` says why."""
    asked = _prepare(query, world)
    for step in (_country, _body, _people_of, _place, _person, _office, _noun):
        answer = step(asked, world)
        if answer is not None:
            return replace(_coded(answer), text=query.text, id=query.id)
    if "," in asked.text:  # "FSB, Russia's security service": the name, then what it is
        first = resolve_who(replace(query, text=asked.text.split(",")[0]), world)
        if first.country or first.sector:
            return replace(first, text=query.text)
    return WhoAnswer(text=query.text, id=query.id, basis=(Reason(rule="no-row-found"),))


def _coded(answer: WhoAnswer) -> WhoAnswer:
    codes = codes_of(answer.kind, answer.country, answer.sector, answer.sector2)
    return replace(answer, cow=codes.cow, gw=codes.gw, cameo=codes.cameo)


def parse_date(text: str | None) -> str | None:
    """Return the ISO date of "2018-10-20", "20 October 2018" or "Oct 20, 2018"; None for anything else.

    >>> parse_date("10 May 2015"), parse_date("Today")
    ('2015-05-10', None)
    """
    text = (text or "").strip()
    if _ISO.match(text):
        return text
    found = _DAY_MONTH.match(text) or _MONTH_DAY.match(text)
    if not found:
        return None
    day, month, year = (
        (found[1], found[2], found[3]) if found[1].isdigit() else (found[2], found[1], found[3])
    )
    number = load_months().get(month.lower())
    if number is None:
        return None
    return f"{year}-{number:02d}-{int(day):02d}"


def _prepare(query: WhoQuery, world: World) -> _Asked:
    text = re.sub(r"\s+", " ", query.text).strip(' \t\n"“”‘’();:!?')
    text = _ARTICLE.sub("", text)
    hint = None
    if query.country:
        hint = query.country if world.country_by_code(query.country) else world.nation(query.country)
    if hint is None and query.context:
        hint = _nation_in(query.context, world)
    former = bool(FORMER.match(fold(text) + " "))
    return _Asked(text, parse_date(query.date), hint, former)


# ---- names of their own -----------------------------------------------------------------------


def _country(asked: _Asked, world: World) -> WhoAnswer | None:
    name = asked.text.title() if asked.text.isupper() and len(asked.text) > 4 else asked.text
    country = world.country(name) or world.country(asked.text)
    bodies = world.bodies(asked.text, asked.hint)
    if country is None or (bodies and bodies[0].weight == 1.0):  # "Palestinian Authority": the body, by hand
        return None
    # No Wikipedia title: a country is answered by its code.
    return WhoAnswer(text="", name=country.name, kind="country", country=country.country, wikidata=country.wikidata,
                     basis=reasons_of(country.rows, rule="country-name"))  # fmt: skip


def _body(asked: _Asked, world: World) -> WhoAnswer | None:
    found = world.bodies(asked.text, asked.hint)
    if not found:
        return None
    best = found[0]
    tied = {e.country for e in found if e.weight == best.weight and fold(e.name) == fold(best.name)}
    if len(tied) > 1 and asked.hint not in tied:
        return WhoAnswer(text="", name=best.name, kind=best.kind, sector=best.sector, sector2=best.sector2,
                         basis=(Reason(rule="body-name-of-several-countries", words=best.name),))  # fmt: skip
    return _of_entity(best, rule="body-name")


def _of_entity(entity: Entity, *, rule: str) -> WhoAnswer:
    return WhoAnswer(
        text="", name=entity.name, kind=entity.kind, country=entity.country, sector=entity.sector,
        sector2=entity.sector2, wikidata=entity.wikidata, wikipedia=entity.wikipedia,
        basis=reasons_of(entity.rows, rule=rule),
    )  # fmt: skip


def _people_of(asked: _Asked, world: World) -> WhoAnswer | None:
    code = world.demonym(asked.text)
    if code is None:
        return None
    return WhoAnswer(
        text="",
        name=asked.text,
        kind="group",
        country=code,
        basis=reasons_of(world.country_rows(code), rule="people-name"),
    )


def _place(asked: _Asked, world: World) -> WhoAnswer | None:
    if not asked.text[:1].isupper() or world.people(asked.text, asked.date):
        return None
    name = asked.text.title() if asked.text.isupper() else asked.text
    places = [p for p in world.places(name) if p.population >= (TOWN if p.is_main_name else ALIAS_TOWN)]
    if asked.hint:
        places = [p for p in places if p.country == asked.hint] or places
    if not places:
        return None
    place = places[0]
    rows = (place.row,)
    if place.is_capital and place.country:
        return WhoAnswer(text="", name=place.name, kind="place", country=place.country, sector="GOV",
                         wikipedia=place.name, basis=reasons_of(rows, rule="capital-for-its-government"))  # fmt: skip
    return WhoAnswer(text="", name=place.name, kind="place", country=place.country, wikipedia=place.name,
                     basis=reasons_of(rows, rule="place-name"))  # fmt: skip


# ---- people -----------------------------------------------------------------------------------


def _person(asked: _Asked, world: World) -> WhoAnswer | None:
    """Find a personal name at the end of the phrase; what stands before it is a title."""
    words = asked.text.split(",")[0].split()
    for first in range(max(0, len(words) - WORDS_OF_A_NAME), len(words) - 1):
        if not words[first][:1].isupper():
            continue
        name, title = " ".join(words[first:]), " ".join(words[:first])
        country = _nation_in(title, world) or asked.hint
        found = world.people(name, asked.date)
        fitting = [e for e in found if country is None or e.country == country] or (() if title else found)
        if fitting:
            return _of_person(fitting[0], asked, world, title, name)
    return _titled_surname(words, asked, world)


def _titled_surname(words: list[str], asked: _Asked, world: World) -> WhoAnswer | None:
    """Resolve "President Trump": the office before a surname must be one the person held."""
    whole = world.office_of(asked.text, asked.hint)
    if whole is not None and words and fold(words[-1]) in whole.role.split():
        return None  # "Chief Negotiator": the last word is of the title
    for first in (len(words) - 1, len(words) - 2):
        if first < 1:
            continue
        title = " ".join(words[:first])
        office = world.office_of(title, asked.hint)
        if office is None or not words[first][:1].isupper():
            continue
        for person in world.people_by_surname(" ".join(words[first:]), asked.date):
            if office.country in (None, person.country) and any(
                t.role == office.role for t in world.offices(person)
            ):
                return _of_person(person, asked, world, title, " ".join(words[first:]))
        sector = office.sector or world.sector_of(title)
        return WhoAnswer(text="", name=" ".join(words[first:]), kind="person", country=office.country,
                         sector=FORMER_SECTOR if asked.former else sector, sector2=office.sector2,
                         basis=(_office_reason(office, rule="title-before-unknown-name"),))  # fmt: skip
    return None


def _of_person(person: Entity, asked: _Asked, world: World, title: str, name: str) -> WhoAnswer:
    """Return the answer for a person: the office at the date decides sector and country."""
    office = world.office_of(title, person.country) if title else None
    tenure = _office_held(person, asked, world, office.role if office else None)
    rule = "person-name" if fold(name) == fold(person.name) else "person-name-variant"
    answer = replace(_of_entity(person, rule=rule), office=None)
    if asked.former:
        return replace(
            answer,
            sector=FORMER_SECTOR,
            sector2=None,
            basis=(*answer.basis, Reason(rule="text-says-former")),
        )
    if tenure is not None:
        return replace(answer, country=tenure.country or person.country, sector=tenure.sector or person.sector,
                       sector2=tenure.sector2, office=tenure.office or None,
                       basis=(*answer.basis, tenure.reason))  # fmt: skip
    if office is not None:
        return replace(answer, sector=office.sector or person.sector, sector2=office.sector2,
                       basis=(*answer.basis, _office_reason(office, rule="title-in-text")))  # fmt: skip
    if world.offices(person):
        return replace(answer, sector=FORMER_SECTOR, sector2=None,
                       basis=(*answer.basis, Reason(rule="no-office-at-date", words=asked.date)))  # fmt: skip
    return answer


def _office_held(person: Entity, asked: _Asked, world: World, role: str | None) -> Tenure | None:
    """Return the office at the date, that of the title or the highest; undated, one without a known end."""
    held = world.offices(person, asked.date)
    titled = next((t for t in held if t.role == role), None) if role else None
    if titled or asked.date:
        return titled or (held[0] if held else None)
    return next((t for t in held if t.end is None), held[0] if held else None)


def _office(asked: _Asked, world: World) -> WhoAnswer | None:
    """Resolve an office without a name: its holder at the date."""
    office = world.office_of(asked.text, asked.hint)
    if office is None or office.role == "head":
        return None
    if office.country is None:  # "the mayor of Kyiv": the country of what is named
        office = replace(office, country=_nation_in(asked.text, world))
    basis = (_office_reason(office, rule="office-phrase"),)
    answer = WhoAnswer(text="", kind="person", country=office.country, sector=office.sector, sector2=office.sector2,
                       office=office.role, basis=basis)  # fmt: skip
    if office.former:
        return replace(
            answer,
            sector=FORMER_SECTOR,
            sector2=None,
            basis=(*basis, Reason(rule="former-office-without-holder")),
        )
    if asked.date is None:
        return replace(answer, basis=(*basis, Reason(rule="no-date-for-holder")))
    holders = world.holders(asked.text, asked.hint, asked.date)
    if not office.single or not holders:
        rule = "office-of-several" if not office.single else "no-holder-known"
        return replace(answer, basis=(*basis, Reason(rule=rule, words=asked.date)))
    return _held_by(holders[0], office, answer, asked, world)


def _held_by(person: Entity, office: Office, answer: WhoAnswer, asked: _Asked, world: World) -> WhoAnswer:
    """Return the answer for an office with the person who holds it at the date."""
    holder = _of_entity(person, rule="holder-of-office")
    tenure = next((t for t in world.offices(person, asked.date) if t.role == office.role), None)
    since = (tenure.reason,) if tenure else ()
    return replace(answer, name=holder.name, country=office.country or holder.country, wikidata=holder.wikidata,
                   wikipedia=holder.wikipedia, office=tenure.office if tenure else office.role,
                   basis=(*answer.basis, *holder.basis, *since))  # fmt: skip


def _office_reason(office: Office, *, rule: str) -> Reason:
    table = "offices.tsv" if office.line is not None else None
    return Reason(rule=rule, words=office.role, table=table, line=office.line)


# ---- common nouns -----------------------------------------------------------------------------


def _noun(asked: _Asked, world: World) -> WhoAnswer | None:
    """Code a common noun: the sector of its role word or of a body it names, any country it names."""
    text = _LED.sub("", asked.text)
    body, code = _body_in(text, world), world.agent_code(text)
    if code in (None, UNKNOWN_SECTOR) and body is None:
        code = world.agent_anywhere(text) or code  # "group of thieves", "Somalia-based paramilitary group"
    nation = _nation_in(text, world)
    if code is None and body is None:
        return _nation_alone(text, nation)
    sector, sector2 = _sectors_of(code or "", body, asked.former)
    country = (body.country if body else None) or nation or (asked.hint if code else None)
    return WhoAnswer(text="", name=None, kind="group" if code else "organization", country=country,
                     sector=sector or None, sector2=sector2 or None,
                     basis=tuple(_noun_reasons(code, body, nation)))  # fmt: skip


def _nation_alone(text: str, nation: str | None) -> WhoAnswer | None:
    """Return the country that a phrase names beside words that say nothing, unless it is a personal name."""
    if nation is None or not any(w[:1].islower() for w in text.split()):
        return None
    return WhoAnswer(text="", country=nation, basis=(Reason(rule="country-without-role-noun", words=nation),))


def _sectors_of(code: str, body: Entity | None, former: bool) -> tuple[str | None, str | None]:
    """Return the sectors of a body, or those of a role noun's code; who was in office is of the elite."""
    sector, sector2 = (body.sector, body.sector2) if body and body.sector else (code[:3], code[3:6])
    return (FORMER_SECTOR, None) if former and sector in PUBLIC_SECTORS else (sector, sector2)


def _noun_reasons(code: str | None, body: Entity | None, nation: str | None) -> Iterator[Reason]:
    if code:
        yield Reason(rule="role-noun-code", words=code)
    if body:
        yield from reasons_of(body.rows, rule="names-a-body")
    if nation:
        yield Reason(rule="names-a-country", words=nation)


def _body_in(text: str, world: World) -> Entity | None:
    """Return the body named by the longest capitalised run inside a phrase."""
    words = _WORD.findall(text)
    for size in range(min(len(words), WORDS_OF_A_NAME), 0, -1):
        for first in range(len(words) - size + 1):
            run = words[first : first + size]
            if run[0][:1].isupper() and run[-1][:1].isupper() and not world.demonym(" ".join(run)):
                found = world.bodies(" ".join(run))
                if found and found[0].weight >= 0.5 and world.country(" ".join(run)) is None:
                    return found[0]
    return None


def _nation_in(text: str, world: World) -> str | None:
    """Return the first country that the words of a phrase name: itself, its people, a city or region."""
    words = _WORD.findall(text)
    runs = [
        re.sub(r"['’]s$|-based$", "", " ".join(words[first : first + size]))
        for size in (4, 3, 2, 1)
        for first in range(len(words) - size + 1)
        if words[first][:1].isupper()
    ]
    for run in runs:
        code = world.demonym(run) or ((country := world.country(run)) and country.country)
        if code:
            return code
    return next((p.country for run in runs if (p := _city(run, world))), None)


def _city(name: str, world: World) -> PlaceRow | None:
    """Return the large place called `name`, or None."""
    places = world.places(re.sub(r" (?:State|Province|Region|City)$", "", name))
    return places[0] if places and places[0].population >= ALIAS_TOWN and places[0].country else None
