"""The words of attributions: cues, kinds of sources, words of silence and of contrast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from onrecord.lexicon.forms import noun_forms, verb_forms
from onrecord.lexicon.tables import read_table
from onrecord.types import MediumKind, Polarity, Token

AttributionKind = Literal["say", "ask", "demand", "deny", "warn", "promise", "accuse", "believe", "plan"]
Frame = Literal[
    "clause", "quote", "to", "gerund", "object", "subject", "small",
    "about", "against", "as", "at", "for", "of", "on", "over", "with",
]  # fmt: skip
CuePos = Literal["verb", "noun", "adjective", "adposition"]
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

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the lemma: the head first for all but adpositions."""
        return tuple(self.lemma.split())


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A row of `sourcing.tsv`."""

    lemma: str
    sourcing: SourceKind


@dataclass(frozen=True, slots=True)
class SayingWord:
    """A row of `saying.tsv`."""

    word: str
    role: Literal[
        "governor",
        "negator",
        "nothing",
        "setting",
        "elision",
        "agent",
        "holder",
        "partner",
        "dummy",
        "has_or_is",
        "relative",
        "focus",
        "indefinite",
        "definite",
        "generic",
        "plural",
        "privy",
        "issue",
        "complement",
        "personal",
        "turned_to",
        "capacity",
        "pair",
        "few",
        "title_word",
        "anybody",
        "impression",
        "hearsay",
        "sole",
        "single",
        "either",
        "prominent",
        "answerer",
        "ordinal",
        "partisan",
        "own",
        "speaking",
        "showing",
        "kin",
        "thing",
        "numbered",
        "modal",
    ]
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
    role: Literal["mark", "ground", "opens"]


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
    sourcing: Mapping[str, SourceKind]  # a word, or "-ist" for words that end so
    governors: Mapping[str, Polarity]
    negators: frozenset[str]
    nothings: frozenset[str]
    settings: frozenset[str]
    elisions: frozenset[str]
    agents: frozenset[str]
    holders: frozenset[str]
    partners: frozenset[str]
    dummies: frozenset[str]
    has_or_is: frozenset[str]
    relatives: frozenset[str]
    focus: frozenset[str]
    indefinite: frozenset[str]
    definite: frozenset[str]
    generic: frozenset[str]
    plurals: frozenset[str]
    privy: frozenset[str]
    issuing: frozenset[str]
    complements: frozenset[str]
    personal: frozenset[str]
    turned_to: frozenset[str]
    capacities: frozenset[str]
    pairs: frozenset[str]
    few: frozenset[str]
    title_words: frozenset[str]
    anybody: frozenset[str]
    impressions: frozenset[str]
    hearsay: frozenset[str]
    sole: frozenset[str]
    single: frozenset[str]
    either: frozenset[str]
    prominent: frozenset[str]
    answerers: frozenset[str]
    ordinals: frozenset[str]
    partisans: frozenset[str]
    own: frozenset[str]
    speaking: frozenset[str]
    showing: frozenset[str]
    kin: frozenset[str]
    things: frozenset[str]
    numbered: frozenset[str]
    modals: frozenset[str]
    media: Mapping[tuple[str, str], MediumKind]  # part of speech and word
    named_media: re.Pattern[str]  # "on Twitter": the name is group 1
    anonymity: Mapping[str, re.Pattern[str]]  # by role
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
        """Return what kind of source a noun is, by the word, by a part or by its ending, or None."""
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
    cues = read_table("cues.tsv", Cue)
    for cue in cues:
        by_head.setdefault((cue.pos, cue.words[0]), []).append(cue)
    saying = read_table("saying.tsv", SayingWord)
    said = {role: frozenset(w.word for w in saying if w.role == role) for role in {w.role for w in saying}}
    contrast = read_table("contrast.tsv", ContrastWord)
    sources = read_table("sourcing.tsv", SourceWord)
    media = read_table("media.tsv", MediumWord)
    anonymity = read_table("anonymity.tsv", AnonymityPhrase)
    verbs = [c.words[0] for c in cues if c.pos == "verb"] + [m.word for m in media if m.pos == "verb"]
    nouns = [c.words[0] for c in cues if c.pos == "noun"] + [w.lemma for w in sources]
    return AttributionWords(
        cues=MappingProxyType({k: tuple(sorted(v, key=_longest_first)) for k, v in by_head.items()}),
        sourcing=MappingProxyType({w.lemma: w.sourcing for w in sources}),
        governors=MappingProxyType({w.word: w.polarity for w in saying if w.role == "governor"}),
        negators=said["negator"],
        nothings=said["nothing"],
        settings=said["setting"],
        elisions=said["elision"],
        agents=said["agent"],
        holders=said["holder"],
        partners=said["partner"],
        dummies=said["dummy"],
        has_or_is=said["has_or_is"],
        relatives=said["relative"],
        focus=said["focus"],
        indefinite=said["indefinite"],
        definite=said["definite"],
        generic=said["generic"],
        plurals=said["plural"],
        privy=said["privy"],
        issuing=said["issue"],
        complements=said["complement"],
        personal=said["personal"],
        turned_to=said["turned_to"],
        capacities=said["capacity"],
        pairs=said["pair"],
        few=said["few"],
        title_words=said["title_word"],
        anybody=said["anybody"],
        impressions=said["impression"],
        hearsay=said["hearsay"],
        sole=said["sole"],
        single=said["single"],
        either=said["either"],
        prominent=said["prominent"],
        answerers=said["answerer"],
        ordinals=said["ordinal"],
        partisans=said["partisan"],
        own=said["own"],
        speaking=said["speaking"],
        showing=said["showing"],
        kin=said["kin"],
        things=said["thing"],
        numbered=said["numbered"],
        modals=said["modal"],
        media=MappingProxyType({(m.pos, m.word.lower()): m.kind for m in media}),
        named_media=_behind_on(m.word for m in media if m.pos == "name"),
        anonymity=MappingProxyType(
            {
                role: _any_of(a.phrase for a in anonymity if a.role == role)
                for role in ("mark", "ground", "opens")
            }
        ),
        namelessness=tuple(a.phrase.lower() for a in anonymity if a.role in ("mark", "ground")),
        verb_forms=MappingProxyType(
            verb_forms([*verbs, *said["issue"], *said["governor"], *said["hearsay"], *said["showing"]])
        ),
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
