"""The words of attributions: cues, kinds of sources, words of silence and of contrast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from onrecord.lexicon.classes import WordClasses, load_word_classes
from onrecord.lexicon.forms import noun_forms, verb_forms
from onrecord.lexicon.tables import line_number, read_table
from onrecord.types import MediumKind, Polarity, Token

AttributionKind = Literal["say", "ask", "demand", "deny", "warn", "promise", "accuse", "believe", "plan"]
Frame = Literal[
    "clause", "quote", "to", "gerund", "object", "subject", "small",
    "about", "against", "as", "at", "for", "of", "on", "over", "with",
]  # fmt: skip
AnonymityRole = Literal["mark", "ground", "opens"]
CuePos = Literal["verb", "noun", "adjective", "adposition"]
CUES, SOURCING = "cues.tsv", "sourcing.tsv"
STEM = 3  # letters before an ending that says what a noun is
SourceKind = Literal["person", "office", "informant", "body", "group", "document"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `cues.tsv`: one word of saying, thinking or planning and where its content stands."""

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
    """A row of `cue_governors.tsv`: a verb over a cue, and what it makes of it."""

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
class ContrastWord:
    """A row of `contrast.tsv`."""

    word: str
    role: Literal["connective", "against", "answer", "correction", "light"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A row of `topics.tsv`."""

    concept: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """All word tables that attributions and disagreements are read with.

    `cues` goes from a part of speech and the first word of a lemma to its rows, the longest
    lemma first, so that "point out" is tried before "point".
    """

    cues: Mapping[tuple[CuePos, str], tuple[Cue, ...]]
    sourcing: Mapping[str, SourceWord]  # a word, or "-ist" for words that end so
    governors: Mapping[str, Polarity]
    classes: WordClasses
    media: Mapping[tuple[str, str], MediumKind]  # part of speech and word
    named_media: re.Pattern[str]  # "on Twitter": the name is group 1
    anonymity: Mapping[AnonymityRole, re.Pattern[str]]
    namelessness: tuple[str, ...]  # the phrases of the roles mark and ground, in small letters
    verb_forms: Mapping[str, str]
    noun_forms: Mapping[str, str]
    contrast: re.Pattern[str]
    against: frozenset[str]
    answers: frozenset[str]
    corrections: frozenset[str]
    light: frozenset[str]
    concepts: Mapping[str, str]

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
        endings = (f"-{noun[n:]}" for n in range(STEM, len(noun)))
        return next((self.sourcing[e] for e in endings if e in self.sourcing), None)

    def verb(self, token: Token) -> str:
        """Return the verb that a token is a form of: by the tables, else as the model has it."""
        return self.verb_forms.get(token.text.lower()) or token.lemma.lower()

    def noun(self, token: Token) -> str:
        """Return the noun that a token is a form of: by the tables, else as the model has it."""
        return self.noun_forms.get(token.text.lower()) or token.lemma.lower()


def load_attribution_words() -> AttributionWords:
    """Read the tables that ship in the package."""
    by_head: dict[tuple[CuePos, str], list[Cue]] = {}
    cues = read_table(CUES, Cue)
    for cue in cues:
        by_head.setdefault((cue.pos, cue.words[0]), []).append(cue)
    governors, classes = read_table("cue_governors.tsv", Governor), load_word_classes()
    contrast = read_table("contrast.tsv", ContrastWord)
    sources = read_table(SOURCING, SourceWord)
    media = read_table("media.tsv", MediumWord)
    anonymity = read_table("anonymity.tsv", AnonymityPhrase)
    verbs = [c.words[0] for c in cues if c.pos == "verb"] + [m.word for m in media if m.pos == "verb"]
    said = classes.issuing_verbs | classes.hearsay_verbs | classes.showing_verbs
    nouns = [c.words[0] for c in cues if c.pos == "noun"] + [w.lemma for w in sources]
    return AttributionWords(
        cues=MappingProxyType({k: tuple(sorted(v, key=_longest_first)) for k, v in by_head.items()}),
        sourcing=MappingProxyType({w.lemma: w for w in sources}),
        governors=MappingProxyType({g.word: g.polarity for g in governors}),
        classes=classes,
        media=MappingProxyType({(m.pos, m.word.lower()): m.kind for m in media}),
        named_media=_behind_on(m.word for m in media if m.pos == "name"),
        anonymity=MappingProxyType(
            {role: _any_of(a.phrase for a in anonymity if a.role == role) for role in get_args(AnonymityRole)}
        ),
        namelessness=tuple(a.phrase.lower() for a in anonymity if a.role in ("mark", "ground")),
        verb_forms=MappingProxyType(verb_forms([*verbs, *sorted(g.word for g in governors), *sorted(said)])),
        noun_forms=MappingProxyType(
            noun_forms([*nouns, *(m.word.split()[-1] for m in media if m.pos == "noun")])
        ),
        contrast=_any_of(w.word for w in contrast if w.role == "connective"),
        against=frozenset(w.word for w in contrast if w.role == "against"),
        answers=frozenset(w.word for w in contrast if w.role == "answer"),
        corrections=frozenset(w.word for w in contrast if w.role == "correction"),
        light=frozenset(w.word for w in contrast if w.role == "light"),
        concepts=MappingProxyType(_concepts()),
    )


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of `phrases` as whole words, the longest first."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    marked = (
        "" if p.startswith(("n't", "n’t")) else r"\b" for p in ordered
    )  # "wasn't" has one word in front
    parts = (edge + re.escape(phrase) for edge, phrase in zip(marked, ordered, strict=True))
    return re.compile("(?:" + "|".join(parts) + r")\b", re.IGNORECASE)


def _behind_on(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for one of `names` behind "on" or "via", somebody's own or in quotation marks too."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(
        r"\b(?:[Oo]n|[Vv]ia)\s+(?:[A-Z]\w+['’]s\s+)?[\"“‘']{0,2}("
        + "|".join(map(re.escape, ordered))
        + r")\b"
    )


def _concepts() -> dict[str, str]:
    """Return the concept of each lemma; a lemma of two concepts has the first."""
    found: dict[str, str] = {}
    for topic in read_table("topics.tsv", Topic):
        for lemma in topic.lemmas:
            found.setdefault(lemma, topic.concept)
    return found


def _longest_first(cue: Cue) -> tuple[int, str]:
    return -len(cue.words), cue.lemma
