"""The words of attributions: cues, kinds of sources, reasons for anonymity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from onrecord.lexicon.classes import WordClasses, load_word_classes
from onrecord.lexicon.forms import noun_forms, verb_forms
from onrecord.lexicon.mentions import TitleRow
from onrecord.lexicon.tables import grouped, line_number, read_table
from onrecord.types import MediumKind, Polarity, Token

AttributionKind = Literal["say", "ask", "demand", "deny", "warn", "promise", "accuse", "believe", "plan"]
Frame = Literal[
    "clause", "quote", "to", "gerund", "object", "subject", "small",
    "about", "against", "as", "at", "for", "of", "on", "over", "with",
]  # fmt: skip
AnonymityRole = Literal["mark", "ground", "opens"]
CuePos = Literal["verb", "noun", "adjective", "adposition"]
CUES, SOURCING = "cues.tsv", "sourcing.tsv"
LONGEST_ENDING = 30  # letters of an ending; a "word" of 200,000 letters has as many endings
STEM = 3  # the least letters of a noun before an ending that shows its kind
SourceKind = Literal["person", "office", "informant", "body", "group", "document"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `cues.tsv`: one word of saying, thinking or planning, and the frames of its content."""

    lemma: str
    pos: CuePos
    kind: AttributionKind
    polarity: Polarity
    frames: tuple[Frame, ...]
    hearer: bool
    line: int = line_number()

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the lemma: the head first for all but adpositions."""
        return tuple(self.lemma.split())


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A row of `sourcing.tsv`."""

    lemma: str
    sourcing: SourceKind
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class Governor:
    """A row of `cue_governors.tsv`: a verb that governs a cue, and the polarity it gives to it."""

    word: str
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class MediumWord:
    """A row of `media.tsv`."""

    word: str
    pos: Literal["noun", "verb", "name"]
    kind: MediumKind


@dataclass(frozen=True, slots=True)
class AnonymityPhrase:
    """A row of `anonymity.tsv`."""

    phrase: str
    role: AnonymityRole


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """All word tables that attributions are read with.

    `cues` maps a part of speech and the first word of a lemma to its rows, the longest lemma
    first, so that "point out" is tried before "point".
    """

    cues: Mapping[tuple[CuePos, str], tuple[Cue, ...]]
    sourcing: Mapping[str, SourceWord]  # a word, or "-ist" for words that end so
    governors: Mapping[str, Polarity]
    classes: WordClasses
    media: Mapping[tuple[str, str], MediumKind]  # part of speech and word
    named_media: re.Pattern[str]  # "on Twitter": the name is group 1
    anonymity: Mapping[AnonymityRole, re.Pattern[str]]
    titles: frozenset[str]  # "Mr.", "Dr.": a name follows
    namelessness: Mapping[
        str, tuple[str, ...]
    ]  # the phrases of the roles mark and ground, by their longest word
    verb_forms: Mapping[str, str]
    noun_forms: Mapping[str, str]
    silence_forms: frozenset[str]  # words, and forms of words, that the clauses of a silence are built around

    def source_kind(self, noun: str) -> SourceKind | None:
        """Return what kind of source a noun is, or None."""
        row = self.source_row(noun)
        return row.sourcing if row is not None else None

    def source_row(self, noun: str) -> SourceWord | None:
        """Return the row of a noun, by the word, by a part or by its ending, or None."""
        first, _, last = noun.rpartition("-")
        for form in (noun, noun.removesuffix("s"), last, last.removesuffix("s"), first.partition("-")[0]):
            if form in self.sourcing:
                return self.sourcing[form]
        noun = noun.removesuffix("s")
        shortest = max(STEM, len(noun) - LONGEST_ENDING)
        endings = (f"-{noun[n:]}" for n in range(shortest, len(noun)))
        return next((self.sourcing[e] for e in endings if e in self.sourcing), None)

    def verb(self, token: Token) -> str:
        """Return the verb that a token is a form of: by the tables, else as the model has it."""
        return self.verb_forms.get(token.text.lower()) or token.lemma.lower()

    def noun(self, token: Token) -> str:
        """Return the noun that a token is a form of: by the tables, else as the model has it."""
        return self.noun_forms.get(token.text.lower()) or token.lemma.lower()


def load_attribution_words() -> AttributionWords:
    """Read the tables that ship in the package."""
    classes, cues = load_word_classes(), read_table(CUES, Cue)
    governors, sources = read_table("cue_governors.tsv", Governor), read_table(SOURCING, SourceWord)
    media, anonymity = read_table("media.tsv", MediumWord), read_table("anonymity.tsv", AnonymityPhrase)
    phrases = grouped((a.role, a.phrase) for a in anonymity)
    said = classes.issuing_verbs | classes.hearsay_verbs | classes.showing_verbs
    governing = {g.word: g.polarity for g in governors}
    verbs = (*_heads(cues, "verb"), *_medium_words(media, "verb"), *sorted(governing), *sorted(said))
    nouns = (
        *_heads(cues, "noun"),
        *(w.lemma for w in sources),
        *(word.split()[-1] for word in _medium_words(media, "noun")),
    )
    forms_of_verbs, forms_of_nouns = verb_forms(verbs), noun_forms(nouns)
    return AttributionWords(
        cues=MappingProxyType(_by_head(cues)),
        sourcing=MappingProxyType({w.lemma: w for w in sources}),
        governors=MappingProxyType(governing),
        classes=classes,
        media=MappingProxyType({(m.pos, m.word.lower()): m.kind for m in media}),
        named_media=_after_on(_medium_words(media, "name")),
        anonymity=MappingProxyType({role: _any_of(found) for role, found in phrases.items()}),
        titles=frozenset(row.title for row in read_table("titles.tsv", TitleRow)),
        namelessness=MappingProxyType(
            grouped(
                (max(phrase.split(), key=len), phrase)
                for phrase in (a.phrase.lower() for a in anonymity if a.role in ("mark", "ground"))
            )
        ),
        verb_forms=MappingProxyType(forms_of_verbs),
        noun_forms=MappingProxyType(forms_of_nouns),
        silence_forms=_of_silence(classes, forms_of_verbs, forms_of_nouns),
    )


def _of_silence(classes: WordClasses, *tables: Mapping[str, str]) -> frozenset[str]:
    """Return the words that say that somebody is silent, with the forms that `tables` have of them."""
    words = frozenset[str]().union(
        classes.comment_nouns,
        classes.answering_verbs,
        classes.returning_verbs,
        classes.telling_verbs,
        classes.reaching_verbs,
        classes.available_words,
        classes.unavailable_words,
        classes.unanswered_words,
    )
    return words.union(form for table in tables for form, word in table.items() if word in words)


def _by_head(cues: Iterable[Cue]) -> dict[tuple[CuePos, str], tuple[Cue, ...]]:
    """Return the cues by part of speech and first word, longest first."""
    return grouped(((cue.pos, cue.words[0]), cue) for cue in sorted(cues, key=_longest_first))


def _heads(cues: Iterable[Cue], pos: CuePos) -> list[str]:
    """Return the first word of each cue of a part of speech."""
    return [cue.words[0] for cue in cues if cue.pos == pos]


def _medium_words(media: Iterable[MediumWord], pos: str) -> list[str]:
    """Return the words for media of a part of speech, or the names of media."""
    return [medium.word for medium in media if medium.pos == pos]


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of `phrases` as whole words, the longest first."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    # "n't" begins inside a word: "wasn't"
    parts = (re.escape(p) if p.startswith(("n't", "n’t")) else r"\b" + re.escape(p) for p in ordered)
    return re.compile("(?:" + "|".join(parts) + r")\b", re.IGNORECASE)


def _after_on(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for "on" or "via" and one of `names`, also as "on Trump's Twitter" or "on 'Twitter'"."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(
        r"\b(?:[Oo]n|[Vv]ia)\s+(?:[A-Z]\w+['’]s\s+)?[\"“‘']{0,2}("
        + "|".join(map(re.escape, ordered))
        + r")\b"
    )


def _longest_first(cue: Cue) -> tuple[int, str]:
    return -len(cue.words), cue.lemma
