"""Resolve one phrase: whom "Russian foreign minister" names on 2018-10-20.

`STEPS` are tried from the surest to the loosest: a country, a body, a people, a place, a person with or without a
title, an office and its holder, and last a common noun with any country that its words name. Each step returns a
whole answer or None, and the `basis` of the answer says which rule and which row decided. The codes are PLOVER's.
The steps are similar to those of NGEC's actor resolution (Halterman et al. 2023), but look up dated tables instead
of a search engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from onrecord.lexicon.classes import any_of, load_word_classes
from onrecord.lexicon.codes import FORMER_SECTOR, GOVERNMENT, PUBLIC_SECTORS, codes_of
from onrecord.lexicon.times import load_months
from onrecord.lexicon.world import load_generic_bodies, load_name_words, load_region_peoples
from onrecord.types import Reason, WhoAnswer, WhoQuery
from onrecord.world.lookup import World
from onrecord.world.offices import HEAD, Office, is_former_title
from onrecord.world.rows import Entity, PlaceRow, Tenure, reasons_of
from onrecord.world.variants import fold

PARTY = "PTY"  # also the sector of candidates
UNKNOWN_SECTOR = "UNK"  # what the tables say of "group", "men"
WORDS_OF_A_NAME = 6  # words of the longest personal name or body looked for inside a phrase
WORDS_OF_A_NATION = 4  # words of the longest country or region looked for: "Democratic Republic of Congo"
TOWN = 15_000  # people of the smallest place that a phrase alone can name
ALIAS_TOWN = 100_000  # people of the smallest place that an alternative name can name
CAPITALS_KEPT = (
    4  # letters of the longest word in capitals that stays so: "USA"; "RUSSIA" is read as "Russia"
)
HAND_WEIGHT = 1.0  # weight of the bodies that are in the tables by hand
TITLE_AND_SURNAME = 2  # words of "Secretary Kerry"
SHORTEST_OF = 2  # words of a phrase that is no "title of a country": "Congressman Jordan"
LEAST_WEIGHT = 0.5  # weight of the least known body that is looked for inside a phrase

_DAY_MONTH = re.compile(r"^(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})$")
_MONTH_DAY = re.compile(r"^([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})$")
_ISO = re.compile(r"^\d{4}(?:-\d\d(?:-\d\d)?)?$")
_WORD = re.compile(r"[\w.'’&-]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class _PhrasePatterns:
    """What is cut off a phrase: its article, a genitive or "-based", "State" after a name, "Saudi-led"."""

    article: re.Pattern[str]
    clitic: re.Pattern[str]
    kind_of_place: re.Pattern[str]
    alignment: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _PhrasePatterns:
    classes = load_word_classes()
    return _PhrasePatterns(
        article=re.compile(rf"^{any_of(classes.articles)}\s+", re.IGNORECASE),
        clitic=re.compile(rf"['’]s$|-{any_of(classes.seat_participles)}$"),
        kind_of_place=re.compile(rf" {any_of(classes.place_kinds)}$"),
        alignment=re.compile(rf"\S+-{any_of(classes.alignment_participles)}\b\s*", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query made ready: the phrase without article and quotes, the date in ISO, the country of its context."""

    text: str
    date: str | None
    hint: str | None
    former: bool

    @property
    def as_name(self) -> str:
        """The phrase as a name: a word in capitals as in a headline gets small letters."""
        return self.text.title() if self.text.isupper() else self.text


def resolve_who(query: WhoQuery, world: World) -> WhoAnswer:
    """Return whom `query.text` names, at its date; fields it cannot fill are None and `basis` says why."""
    asked = _prepare(query, world)
    answers = (step(asked, world) for step in STEPS)
    answer = next((answer for answer in answers if answer is not None), None)
    if answer is not None:
        return replace(_coded(answer), text=query.text, id=query.id)
    before_comma = _before_comma(query, asked, world)
    return before_comma or WhoAnswer(text=query.text, id=query.id, basis=(Reason(rule="no-row-found"),))


def _before_comma(query: WhoQuery, asked: _Asked, world: World) -> WhoAnswer | None:
    """Return whom the words before a comma name: "FSB, Russia's security service"."""
    name, comma, _ = asked.text.partition(",")
    if not comma:
        return None
    answer = resolve_who(replace(query, text=name), world)
    return replace(answer, text=query.text) if answer.country or answer.sector else None


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
    first, second, year = found.groups()
    day, month = (first, second) if first.isdigit() else (second, first)
    number = load_months().get(month.lower())
    return f"{year}-{number:02d}-{int(day):02d}" if number is not None else None


def _prepare(query: WhoQuery, world: World) -> _Asked:
    text = re.sub(r"\s+", " ", query.text).strip(' \t\n"“”‘’();:!?')
    text = _patterns().article.sub("", text)
    former = is_former_title(f"{fold(text)} ")
    return _Asked(text, parse_date(query.date), _hint(query, world), former)


def _hint(query: WhoQuery, world: World) -> str | None:
    """Return the country that the query names, by code or name, else the first that its context names."""
    hint = None
    if query.country:
        hint = query.country if world.country_by_code(query.country) else world.nation(query.country)
    return hint or (_nation_in(query.context, world) if query.context else None)


# ---- names of their own -----------------------------------------------------------------------


def _country(asked: _Asked, world: World) -> WhoAnswer | None:
    name = asked.as_name if len(asked.text) > CAPITALS_KEPT else asked.text
    country = world.country(name) or world.country(asked.text)
    bodies = world.bodies(asked.text, asked.hint)
    is_body = bool(bodies) and bodies[0].weight == HAND_WEIGHT  # "Palestinian Authority"
    if country is None or is_body:
        return None
    # No Wikipedia title: a country is answered by its code.
    return WhoAnswer(text="", name=country.name, kind="country", country=country.country, wikidata=country.wikidata,
                     basis=reasons_of(country.rows, rule="country-name"))  # fmt: skip


def _body(asked: _Asked, world: World) -> WhoAnswer | None:
    found = world.bodies(asked.text, asked.hint)
    if not found:
        return None
    best = found[0]
    if _is_any_of_its_kind(best, asked):
        row = load_generic_bodies()[fold(asked.text)]
        reason = Reason(rule="body-name-of-several-countries", words=row.display)
        return WhoAnswer(text="", name=row.display, kind="organization", sector=row.sector, sector2=row.sector2, basis=(reason,))  # fmt: skip
    tied = {e.country for e in found if e.weight == best.weight and fold(e.name) == fold(best.name)}
    if len(tied) > 1 and asked.hint not in tied:
        return WhoAnswer(text="", name=best.name, kind=best.kind, sector=best.sector, sector2=best.sector2,
                         basis=(Reason(rule="body-name-of-several-countries", words=best.name),))  # fmt: skip
    return _of_entity(best, rule="body-name")


def _is_any_of_its_kind(body: Entity, asked: _Asked) -> bool:
    """Return whether a phrase is a name that bodies of many countries have, and not the one name of `body`."""
    is_generic = fold(asked.text) in load_generic_bodies() and asked.hint is None
    return is_generic and body.weight < HAND_WEIGHT and fold(body.name) != fold(asked.text)


def _of_entity(entity: Entity, *, rule: str) -> WhoAnswer:
    return WhoAnswer(
        text="", name=entity.name, kind=entity.kind, country=entity.country, sector=entity.sector,
        sector2=entity.sector2, wikidata=entity.wikidata, wikipedia=entity.wikipedia,
        basis=reasons_of(entity.rows, rule=rule),
    )  # fmt: skip


def _people_of(asked: _Asked, world: World) -> WhoAnswer | None:
    code = world.demonym(asked.text) or load_region_peoples().get(asked.text)
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
    place = _likeliest_place(asked, world)
    if place is None:
        return None
    is_capital = place.is_capital and place.country
    rule = "capital-for-its-government" if is_capital else "place-name"
    sector = GOVERNMENT if is_capital else None
    return WhoAnswer(text="", name=place.name, kind="place", country=place.country, sector=sector,
                     wikipedia=place.name, basis=reasons_of((place.row,), rule=rule))  # fmt: skip


def _likeliest_place(asked: _Asked, world: World) -> PlaceRow | None:
    """Return the first large place of the name, in the country of the context if there is one."""
    called = world.places(asked.as_name) or _regions_called(asked.as_name, world)
    places = [p for p in called if _is_large(p)]
    here = (p for p in places if p.country == asked.hint)
    return next(chain(here, places), None)


def _regions_called(name: str, world: World) -> tuple[PlaceRow, ...]:
    """Return the regions of a name that says which kind of place it is: "Kachin State"."""
    bare = _patterns().kind_of_place.sub("", name)
    return tuple(p for p in world.places(bare) if p.kind == "region") if bare != name else ()


def _is_large(place: PlaceRow) -> bool:
    return place.population >= (TOWN if place.is_main_name else ALIAS_TOWN)


# ---- people -----------------------------------------------------------------------------------


def _person(asked: _Asked, world: World) -> WhoAnswer | None:
    """Resolve a personal name at the end of the phrase; what is before it is a title."""
    words = asked.text.split(",")[0].split()
    for first in range(max(0, len(words) - WORDS_OF_A_NAME), len(words) - 1):
        if words[first][:1].isupper():
            titled = _Titled(" ".join(words[:first]), " ".join(words[first:]))
            person = _bearer(titled, asked, world)
            if person is not None:
                return _of_person(person, titled, asked, world)
    return _titled_surname(words, asked, world)


@dataclass(frozen=True, slots=True)
class _Titled:
    """A title, or "", and the personal name after it."""

    title: str
    name: str


def _bearer(titled: _Titled, asked: _Asked, world: World) -> Entity | None:
    """Return the likeliest bearer of a name, who must be of the title's country; without title, of any."""
    found = world.people(titled.name, asked.date)
    country = _nation_in(titled.title, world) or asked.hint
    fitting = (e for e in found if country is None or e.country == country)
    any_bearer = found[0] if found and not titled.title else None
    return next(fitting, any_bearer)


def _titled_surname(words: list[str], asked: _Asked, world: World) -> WhoAnswer | None:
    """Resolve "President Trump": the person must have held the office before the surname."""
    whole = world.office_of(asked.text, asked.hint)
    if whole is not None and words and _ends_in_title(words, whole, world):
        return None
    for first in (len(words) - 1, len(words) - 2):
        titled = _Titled(" ".join(words[:first]), " ".join(words[first:]))
        office = world.office_of(titled.title, asked.hint) if first > 0 else None
        if office is not None and words[first][:1].isupper():
            person = _holder_by_surname(titled.name, office, asked, world)
            if person is not None:
                return _of_person(person, titled, asked, world)
            return _unknown_surname(titled, office, asked, world)
    return _by_word_of_title(words, asked, world)


def _ends_in_title(words: Sequence[str], office: Office, world: World) -> bool:
    """Return whether the last word is of the title: "Chief Negotiator", or of its country: "King of Saudi Arabia"."""
    if fold(words[-1]) in office.role.split():
        return True
    ends = (" ".join(words[first:]) for first in range(1, len(words)))
    return len(words) > SHORTEST_OF and any(world.nation(end) for end in ends)


def _by_word_of_title(words: Sequence[str], asked: _Asked, world: World) -> WhoAnswer | None:
    """Resolve "Secretary Kerry": the only bearer of the surname who holds an office with this word in its title."""
    if len(words) != TITLE_AND_SURNAME or asked.date is None or not words[1][:1].isupper():
        return None
    titled = _Titled(words[0], words[1])
    people = world.people_by_surname(titled.name, asked.date)
    held = [p for p in people if any(_has_word(t.office, titled.title) for t in world.offices(p, asked.date))]
    return _of_person(held[0], titled, asked, world) if len(held) == 1 else None


def _has_word(office: str, word: str) -> bool:
    return fold(word) in fold(office).split()


def _holder_by_surname(surname: str, office: Office, asked: _Asked, world: World) -> Entity | None:
    """Return the likeliest bearer of a surname who has ever held an office, or None."""
    people = world.people_by_surname(surname, asked.date)
    of_country = (person for person in people if office.country in (None, person.country))
    return next((p for p in of_country if any(t.role == office.role for t in world.offices(p))), None)


def _unknown_surname(titled: _Titled, office: Office, asked: _Asked, world: World) -> WhoAnswer:
    """Return the answer that the title alone gives."""
    sector = FORMER_SECTOR if asked.former else office.sector or world.sector_of(titled.title)
    return WhoAnswer(text="", name=titled.name, kind="person", country=office.country, sector=sector,
                     sector2=office.sector2, basis=(_office_reason(office, rule="title-before-unknown-name"),))  # fmt: skip


def _of_person(person: Entity, titled: _Titled, asked: _Asked, world: World) -> WhoAnswer:
    """Return the answer for a person: the office at the date decides sector and country."""
    office = world.office_of(titled.title, person.country) if titled.title else None
    tenure = _office_held(person, asked, world, office.role if office else None)
    rule = "person-name" if fold(titled.name) == fold(person.name) else "person-name-variant"
    answer = replace(_of_entity(person, rule=rule), office=None)
    if asked.former:
        return _as_former(answer, Reason(rule="text-says-former"))
    if tenure is not None:
        return _with_tenure(answer, tenure, asked.date)
    if office is not None:
        return _with_office(answer, office)
    if world.offices(person):
        return _as_former(answer, Reason(rule="no-office-at-date", words=asked.date))
    return answer


def _with_tenure(answer: WhoAnswer, tenure: Tenure, date: str | None) -> WhoAnswer:
    """Return the answer for a person who holds an office at the date."""
    return replace(answer, country=tenure.country or answer.country, sector=tenure.sector or answer.sector,
                   sector2=tenure.sector2, office=tenure.office or None,
                   basis=(*answer.basis, tenure.reason, *_last_known(tenure, date)))  # fmt: skip


def _with_office(answer: WhoAnswer, office: Office) -> WhoAnswer:
    """Return the answer for a person whose office only the title in the text gives."""
    reason = _office_reason(office, rule="title-in-text")
    return replace(answer, sector=office.sector or answer.sector, sector2=office.sector2,
                   basis=(*answer.basis, reason))  # fmt: skip


def _as_former(answer: WhoAnswer, reason: Reason) -> WhoAnswer:
    """Return the answer for somebody who has left office."""
    return replace(answer, sector=FORMER_SECTOR, sector2=None, basis=(*answer.basis, reason))


def _office_held(person: Entity, asked: _Asked, world: World, role: str | None) -> Tenure | None:
    """Return the office that a person holds at the date: that of the title, else the highest.

    Without a date, an office without a known end comes before the highest.
    """
    held = world.offices(person, asked.date)
    titled = (t for t in held if role and t.role == role)
    current = (t for t in held if t.end is None and asked.date is None)
    return next(chain(titled, current, held), None)


def _office(asked: _Asked, world: World) -> WhoAnswer | None:
    """Resolve an office without a name: its holder at the date."""
    office = world.office_of(asked.text, asked.hint)
    if office is None or office.role == HEAD:
        return None
    if office.country is None:  # "the mayor of Kyiv": the country of what is named
        office = replace(office, country=_nation_in(asked.text, world))
    answer = WhoAnswer(text="", kind="person", country=office.country, sector=office.sector, sector2=office.sector2,
                       office=office.role, basis=(_office_reason(office, rule="office-phrase"),))  # fmt: skip
    if office.former:
        return _as_former(answer, Reason(rule="former-office-without-holder"))
    holders = world.holders(asked.text, asked.hint, asked.date) if asked.date is not None else ()
    if office.single and holders:
        return _held_by(holders[0], office, answer, asked, world)
    return replace(answer, basis=(*answer.basis, _why_no_holder(office, asked)))


def _why_no_holder(office: Office, asked: _Asked) -> Reason:
    """Return why an office has no one holder."""
    if asked.date is None:
        return Reason(rule="no-date-for-holder")
    return Reason(rule="no-holder-known" if office.single else "office-of-several", words=asked.date)


def _held_by(person: Entity, office: Office, answer: WhoAnswer, asked: _Asked, world: World) -> WhoAnswer:
    """Return the answer for an office with the person who holds it at the date."""
    holder = _of_entity(person, rule="holder-of-office")
    tenure = next((t for t in world.offices(person, asked.date) if t.role == office.role), None)
    since = (tenure.reason, *_last_known(tenure, asked.date)) if tenure else ()
    country = office.country or (tenure and tenure.country) or holder.country
    return replace(answer, name=holder.name, country=country, wikidata=holder.wikidata, wikipedia=holder.wikipedia,
                   office=tenure.office if tenure else office.role, basis=(*answer.basis, *holder.basis, *since))  # fmt: skip


def _last_known(tenure: Tenure, date: str | None) -> Iterator[Reason]:
    """Yield the reason that says that the holder is only the last known one."""
    if date is not None and tenure.is_last_known(date):
        yield Reason(rule="last-known-holder", words=tenure.as_of)


def _office_reason(office: Office, *, rule: str) -> Reason:
    table = "offices.tsv" if office.line is not None else None
    return Reason(rule=rule, words=office.role, table=table, line=office.line)


# ---- common nouns -----------------------------------------------------------------------------


def _noun(asked: _Asked, world: World) -> WhoAnswer | None:
    """Code a common noun: the sector of its role word or of a body it names, and any country it names."""
    text = _patterns().alignment.sub("", asked.text)
    is_generic = fold(text) in load_generic_bodies()  # "Election Commission" is no part of the EU
    body, nation = (None, None) if is_generic else (_body_in(text, world), _nation_in(text, world))
    code = _role_code(text, body, world)
    if body is not None and code == PARTY and body.sector != PARTY:
        body = None  # a "Senate hopeful" is not of the Senate yet
    if code is None and body is None:
        return _nation_alone(text, nation)
    sector, sector2 = _sectors_of(code or "", body, asked.former)
    own = body.country if body is not None else None
    country = own or nation or (asked.hint if code else None)
    return WhoAnswer(text="", name=None, kind="group" if code else "organization", country=country,
                     sector=sector, sector2=sector2, basis=tuple(_noun_reasons(code, body, nation)))  # fmt: skip


def _role_code(text: str, body: Entity | None, world: World) -> str | None:
    """Return the code of the role noun of a phrase, or of any noun in it: "group of thieves"."""
    code = world.agent_code(text)
    if body is None and code in (None, UNKNOWN_SECTOR):
        return world.agent_anywhere(text) or code
    return code


def _nation_alone(text: str, nation: str | None) -> WhoAnswer | None:
    """Return the country that a phrase names beside unknown words, unless the phrase is a personal name."""
    if nation is None or not any(w[:1].islower() for w in text.split()):
        return None
    return WhoAnswer(text="", country=nation, basis=(Reason(rule="country-without-role-noun", words=nation),))


def _sectors_of(code: str, body: Entity | None, former: bool) -> tuple[str | None, str | None]:
    """Return the sectors of a body, else those of a role noun's code; former officials are of the elite."""
    sector, sector2 = (body.sector, body.sector2) if body and body.sector else (code[:3], code[3:6])
    is_former = former and sector in PUBLIC_SECTORS
    return (FORMER_SECTOR, None) if is_former else (sector or None, sector2 or None)


def _noun_reasons(code: str | None, body: Entity | None, nation: str | None) -> Iterator[Reason]:
    if code:
        yield Reason(rule="role-noun-code", words=code)
    if body:
        yield from reasons_of(body.rows, rule="names-a-body")
    if nation:
        yield Reason(rule="names-a-country", words=nation)


# ---- names inside a phrase -------------------------------------------------------------------


def _runs(words: Sequence[str], longest: int) -> Iterator[Sequence[str]]:
    """Yield the runs of words that begin with a capital, longer ones first, then in text order."""
    for size in range(min(len(words), longest), 0, -1):
        for first in range(len(words) - size + 1):
            if _begins_name(words[first]):
                yield words[first : first + size]


def _begins_name(word: str) -> bool:
    """Return whether a word has a capital, behind a particle too: "al-Qaeda"."""
    particle, hyphen, rest = word.partition("-")
    is_behind_particle = bool(hyphen) and particle in load_name_words().particles
    return (rest if is_behind_particle else word)[:1].isupper()


def _body_in(text: str, world: World) -> Entity | None:
    """Return the body that the longest run of words in a phrase names, which must end with a capital too."""
    for run in _runs(_WORD.findall(text), WORDS_OF_A_NAME):
        body = _body_called(" ".join(run), world) if _begins_name(run[-1]) else None
        if body is not None:
            return body
    return None


def _body_called(name: str, world: World) -> Entity | None:
    """Return the body of some weight called `name`, unless a country or a people is called so."""
    found = () if world.demonym(name) else world.bodies(name)
    is_known = bool(found) and found[0].weight >= LEAST_WEIGHT
    return found[0] if is_known and world.country(name) is None else None


def _nation_in(text: str, world: World) -> str | None:
    """Return the first country that the words of a phrase name: itself, its people, a city or region."""
    runs = [
        _patterns().clitic.sub("", " ".join(run)) for run in _runs(_WORD.findall(text), WORDS_OF_A_NATION)
    ]
    by_name = (_nation_called(run, world) for run in runs)
    by_people = map(load_region_peoples().get, runs)
    by_city = (_country_of_city(run, world) for run in runs)
    return next((code for code in chain(by_name, by_people, by_city) if code), None)


def _nation_called(name: str, world: World) -> str | None:
    """Return the country of a people called `name`, or the country called so."""
    code = world.demonym(name)
    country = world.country(name) if code is None else None
    return country.country if country is not None else code


def _country_of_city(name: str, world: World) -> str | None:
    """Return the country of the large place called `name`, or None; "Central" says only which part of one."""
    if fold(name) in load_word_classes().place_parts:
        return None
    places = world.places(_patterns().kind_of_place.sub("", name))
    return places[0].country if places and places[0].population >= ALIAS_TOWN else None


STEPS: tuple[Callable[[_Asked, World], WhoAnswer | None], ...]
STEPS = (_country, _body, _people_of, _place, _person, _office, _noun)
