"""The inflected forms of the words of a table: from "criticised" back to "criticise".

The model's lemmas are often wrong for rare verbs; for the words of a table, every form can be listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.lexicon.tables import read_table

VOWELS = frozenset("aeiou")
CONSONANTS = frozenset("bdfgklmnprstvz")  # doubled before -ed and -ing

LONGEST_RUN = 200  # times that one sign may follow itself; what comes after is not read


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line of `irregular_verbs.tsv`."""

    form: str
    lemma: str


def verb_forms(lemmas: Iterable[str]) -> dict[str, str]:
    """Return every spelling of every verb of `lemmas`, and irregular forms of others, with its lemma."""
    lemmas = tuple(lemmas)
    forms: dict[str, str] = {}
    for lemma in lemmas:
        stems = [lemma.removesuffix("e")]
        if lemma[-1] in CONSONANTS and lemma[-2:-1] in VOWELS:
            stems.append(lemma + lemma[-1])  # "ban", "banned"
        for stem in stems:
            forms.setdefault(f"{stem}ing", lemma)
            forms.setdefault(f"{stem}ed", lemma)
        for form in (with_s(lemma), f"{lemma}ing", f"{lemma.removesuffix('y')}ied"):
            forms.setdefault(form, lemma)
    forms.update({lemma: lemma for lemma in lemmas})
    forms.update({row.form: row.lemma for row in read_table("irregular_verbs.tsv", FormRow)})
    return forms


def noun_forms(nouns: Iterable[str]) -> dict[str, str]:
    """Return singular and plural of every noun of `nouns`, with its lemma."""
    nouns = [noun for noun in nouns if noun]
    forms = {with_s(noun): noun for noun in nouns}
    forms.update({noun: noun for noun in nouns})
    return forms


def with_s(word: str) -> str:
    """Add the ending of plural and third person.

    >>> with_s("ally"), with_s("clash"), with_s("talk")
    ('allies', 'clashes', 'talks')
    """
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in the singular or plural, for messages.

    >>> counted(1, "entry"), counted(2, "entry"), counted(0, "document")
    ('1 entry', '2 entries', '0 documents')
    """
    return f"{number} {noun if number == 1 else with_s(noun)}"
