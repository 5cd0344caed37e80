"""Texts with other names: the countries and persons of a labelled text are exchanged, each for one other everywhere.

A small network remembers who took part in what ("Putin", "Russian hackers") instead of reading it in the sentence. A copy of
a text in which Russia is Peru and Vladimir Putin is Omar Lindgren has the same labels and none of the memories. Names of
bodies and towns stay, but for capitals; so do the United States and the United Kingdom, which have too many names.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpora.own.events.onrecord_events import spans_of

STAY = frozenset({"USA", "GBR"})
SMALLEST = 400_000  # inhabitants of a country that takes the place of another
PERSON = re.compile(r"\b([A-Z][a-z]{2,})((?: [A-Z]\.)?) ([A-Z][a-z’'-]*[a-z]{2,})\b")
NO_PLURAL = ("s", "ese", "sh", "ch", "i")  # ends of demonyms that are their own plural


@dataclass(frozen=True)
class Edit:
    """Words of a text and what stands there instead."""

    start: int
    end: int
    words: str


class Renamer:
    """Exchanges names of countries, their peoples and capitals, and of persons.

    `countries` are rows with `iso3`, `name`, `demonyms`, `capital` and `population`, `genders` those of first names.
    """

    def __init__(
        self,
        countries: Sequence[Mapping[str, str]],
        genders: Mapping[str, str],
        surnames: Sequence[str],
        seed: int,
    ) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.countries = [
            c
            for c in countries
            if c["demonyms"]
            and c["capital"]
            and c["iso3"] not in STAY
            and int(c["population"] or 0) > SMALLEST
        ]
        self.genders = genders
        self.surnames = surnames
        self.known = frozenset(surnames)
        self.first_names: dict[str, list[str]] = {}
        for name, gender in genders.items():
            self.first_names.setdefault(gender, []).append(name)
        names = {name for country in self.countries for name in _names(country)}
        self.country_names = re.compile(
            rf"\b(?:{'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})s?\b"
        )

    def renamed(self, text: str, labels: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return the text with other names, and its labels with all their offsets moved."""
        others = self._countries(text) | self._persons(text)
        if not others:
            return text, copy.deepcopy(dict(labels))
        pattern = re.compile(
            rf"\b(?:{'|'.join(re.escape(n) for n in sorted(others, key=len, reverse=True))})\b"
        )
        edits = [Edit(m.start(), m.end(), others[m.group()]) for m in pattern.finditer(text)]
        moved = copy.deepcopy(dict(labels))
        for span in spans_of(moved):
            span["start"], span["end"] = _moved(edits, span["start"]), _moved(edits, span["end"])
        return _applied(text, edits), moved

    def _countries(self, text: str) -> dict[str, str]:
        """Return what each name of a country, its people and its capital becomes."""
        found = {m.group() for m in self.country_names.finditer(text)}
        here = [c for c in self.countries if not found.isdisjoint(_forms(c))]
        absent = [c for c in self.countries if c not in here]
        others = self.chance.sample(absent, min(len(here), len(absent)))
        exchanged: dict[str, str] = {}
        for country, other in zip(here, others, strict=False):
            for old, new in zip(_forms(country), _forms(other), strict=True):
                exchanged.setdefault(old, new)
        return {old: new for old, new in exchanged.items() if old in found}

    def _persons(self, text: str) -> dict[str, str]:
        """Return what each person becomes, by full name and by surname; a surname that is also a word stays."""
        exchanged: dict[str, str] = {}
        for first, middle, last in dict.fromkeys(m.groups() for m in PERSON.finditer(text)):
            gender = self.genders.get(first)
            is_word = re.search(rf"\b{re.escape(last.lower())}\b", text)
            if gender is None or last not in self.known or last in self.genders or is_word:
                continue
            if last not in exchanged:
                exchanged[last] = self.chance.choice(self.surnames)
            name = self.chance.choice(self.first_names[gender])
            exchanged[f"{first}{middle} {last}"] = f"{name}{middle} {exchanged[last]}"
        return exchanged


def _names(country: Mapping[str, str]) -> list[str]:
    return [country["name"], country["capital"], *country["demonyms"].split("|")[:1]]


def _forms(country: Mapping[str, str]) -> list[str]:
    """Return name, capital, demonym and its plural."""
    name, capital, demonym = _names(country)
    return [name, capital, demonym, demonym if demonym.endswith(NO_PLURAL) else demonym + "s"]


def _moved(edits: Sequence[Edit], offset: int) -> int:
    """Return where an offset lies after the edits; inside of one, its end."""
    shift = 0
    for edit in edits:
        if offset <= edit.start:
            break
        if offset < edit.end:
            return edit.start + shift + len(edit.words)
        shift += len(edit.words) - (edit.end - edit.start)
    return offset + shift


def _applied(text: str, edits: Sequence[Edit]) -> str:
    found, at = [], 0
    for edit in edits:
        found += [text[at : edit.start], edit.words]
        at = edit.end
    return "".join([*found, text[at:]])
