"""Find the time expressions of a text.

The text is cut into words, each word looked up in the tables of time, and the *groups* of
the words strung together, one character a word; the grammar (lexicon/times_grammar.tsv) is
regular expressions over that string, as SynTime does with its token types (Zhong, Sun and
Cambria, ACL 2017). One pass over a few hundred characters finds all expressions of a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.errors import TableError
from onrecord.grammar import Forest
from onrecord.known import Known
from onrecord.lexicon.times import TimeRule, TimeWords
from onrecord.types import Document, Span

FIRST_GROUP = 0x100  # groups are written as characters from here on: none has a meaning in a regex

# What a word made of digits or signs is, by its form; the first that fits.
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d(?::\d\d)*)?")),
    ("slashed", re.compile(r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)")),
    ("fraction", re.compile(r"\d/\d|[½¼¾]")),
    ("clock", re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?")),
    ("day", re.compile(r"(?:0?[1-9]|[12]\d|3[01])")),
    ("nth", re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)")),
    ("year", re.compile(r"(?:1[5-9]|20)\d\d")),
    ("decade", re.compile(r"(?:(?:1[5-9]|20)\d0|['’‘]?[1-9]0)['’]?s")),
    ("digits", re.compile(r"\d+(?:[.,]\d+)*")),
    ("dash", re.compile(r"[-‐‑–]")),
    ("comma", re.compile(r",")),
)
WORD = (
    r"\d{4}-\d\d-\d\d(?:T[\d:]+)?|\d{1,2}/\d{1,2}/\d{2,4}|\d/\d|(?:1[5-9]|20)\d0['’]?s\b|['’‘]?[1-9]0['’]?s\b"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|['’]s\b|[^\W\d_]+|\n[ \t\r]*\n|[^\w\s]"
)
OTHER = "."


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of the text: its offsets, its group in the grammar, and what it stands for."""

    start: int
    end: int
    text: str
    group: str = OTHER
    value: str = ""
    mod: str | None = None


EDGE = Piece(0, 0, "")  # stands where the text ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(Span):
    """A time expression that has no value yet: the kind of rule that found it, its words, and the words around."""

    kind: str
    pieces: tuple[Piece, ...]
    before: Piece  # the word before it, or EDGE
    after: Piece  # the word after it, or EDGE
    line: int = 0  # of the rule of the grammar (times_grammar.tsv) that found it

    def first(self, *groups: str) -> Piece | None:
        """Return the first word of one of the `groups`."""
        return next((p for p in self.pieces if p.group in groups), None)

    def one(self, *groups: str) -> Piece:
        """Return the first word of one of the `groups`; raises `ValueError` where there is none."""
        found = self.first(*groups)
        if found is None:
            raise ValueError(f"'{self.text}' has no word of the groups {', '.join(groups)}")
        return found

    def last(self, *groups: str) -> Piece | None:
        """Return the last word of one of the `groups`."""
        return next((p for p in reversed(self.pieces) if p.group in groups), None)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables made ready: how to cut words, the character of each group, the one big pattern."""

    word: re.Pattern[str]
    characters: Mapping[str, str]
    pattern: re.Pattern[str]
    rules: tuple[TimeRule, ...]


def find_time_phrases(document: Document, forest: Forest, known: Known) -> tuple[Phrase, ...]:
    """Return the time expressions of `document` in text order; the trees only turn away verbs ("may", "fall")."""
    words = known.words.times
    grammar = grammar_of(words)
    pieces = cut(document.text, words, grammar)
    groups = "".join([grammar.characters.get(p.group, OTHER) for p in pieces])
    phrases = []
    for match in grammar.pattern.finditer(groups):
        rule = grammar.rules[int(str(match.lastgroup)[1:])]
        phrase = _phrase(document.text, pieces, match.start(), match.end(), rule)
        if (rule.needs is None or NEEDS[rule.needs](phrase)) and not _is_other_word(phrase, forest):
            phrases.append(phrase)
    return tuple(phrases)


@lru_cache(maxsize=4)
def grammar_of(words: TimeWords) -> Grammar:
    """Compile the grammar of `words`; raises `TableError` for a group that no word or form has."""
    names = {w.group for w in words.words.values()} | {form for form, _ in FORMS}
    characters = {name: chr(FIRST_GROUP + n) for n, name in enumerate(sorted(names))}
    macros = {r.kind[1:]: r.rule for r in words.grammar if r.kind.startswith("=")}
    rules = tuple(r for r in words.grammar if not r.kind.startswith("="))

    def written(match: re.Match[str]) -> str:
        name = match[0]
        if name in macros:
            return f"(?:{compiled(macros[name])})"
        if name not in characters:
            raise TableError(f"times_grammar.tsv names the group '{name}'; no word of times.tsv is in it.")
        return characters[name]

    def compiled(rule: str) -> str:
        return re.sub(r"[A-Za-z_]+", written, rule).replace(" ", "")

    pattern = "|".join(f"(?P<r{n}>{compiled(r.rule)})" for n, r in enumerate(rules))
    dotted = sorted((w for w in words.words if w.endswith(".")), key=len, reverse=True)
    abbreviations = "|".join(map(re.escape, dotted))
    word = re.compile(rf"(?<![^\W\d])(?:{abbreviations}|o['’]clock\b)|{WORD}", re.IGNORECASE)
    return Grammar(word, characters, re.compile(pattern), rules)


def cut(text: str, words: TimeWords, grammar: Grammar) -> list[Piece]:
    """Cut `text` into words, each with its group; a table entry of several words is one piece."""
    table, by_first = words.words, words.by_first
    found = [(m.start(), m.end(), m[0]) for m in grammar.word.finditer(text)]
    lowered = [word.lower().replace("’", "'") for _, _, word in found]
    pieces = []
    n = 0
    while n < len(found):
        start, end, word = found[n]
        low = lowered[n]
        entry = table.get(low)
        length = 1
        for parts, row in by_first.get(low, ()):
            if tuple(lowered[n : n + len(parts)]) == parts and not (row.cased and word.islower()):
                entry, length, end = row, len(parts), found[n + len(parts) - 1][1]
                break
        if entry is not None and not (entry.cased and word.islower()):
            pieces.append(Piece(start, end, text[start:end], entry.group, entry.value, entry.mod))
        else:
            pieces.append(Piece(start, end, word, _form(word), low))
        n += length
    return pieces


def _form(word: str) -> str:
    if word.isalpha():
        return OTHER
    return next((name for name, form in FORMS if form.fullmatch(word)), OTHER)


def _phrase(text: str, pieces: Sequence[Piece], first: int, last: int, rule: TimeRule) -> Phrase:
    if pieces[first].group in ("the", "a") and _is_modifier(pieces[first + 1 : last]):
        first += 1  # "a two-year deal", "the recent attacks": the article is the noun's
    start, end = pieces[first].start, pieces[last - 1].end
    return Phrase(
        start=start,
        end=end,
        text=text[start:end],
        kind=rule.kind,
        pieces=tuple(pieces[first:last]),
        before=pieces[first - 1] if first else EDGE,
        after=pieces[last] if last < len(pieces) else EDGE,
        line=rule.line,
    )


def _is_modifier(pieces: Sequence[Piece]) -> bool:
    """Say whether words after an article are an adjective: hyphened ("two-year"), or "recent" alone."""
    groups = [p.group for p in pieces]
    hyphened = len(groups) > 1 and groups[-2] == "dash" and groups[-1] != "decade"
    return hyphened or groups in (["recent"], ["current"])


# ---- what a rule needs besides its words (column `needs` of the grammar) -----------------

PREPOSITIONS = frozenset({"prep", "lasting", "in", "on", "of"})
LINKS = PREPOSITIONS | {"to", "and", "or", "dash", "early", "late", "mid"}


def _is_clock(phrase: Phrase) -> bool:
    """Tell a time of day from a score or a verse: `7:15` alone needs a preposition."""
    if len(phrase.pieces) > 1:
        return True
    return phrase.pieces[0].text.islower() and (
        phrase.pieces[0].group != "clock" or phrase.before.group in LINKS
    )


def _is_month(phrase: Phrase) -> bool:
    """Tell a month from a name (April Ryan), a verb (may, march) and a short name (Jan)."""
    if len(phrase.pieces) > 1:
        return phrase.pieces[0].group != "the" or phrase.last("year") is not None or len(phrase.pieces) > 2
    group = phrase.pieces[0].group
    if group == "month_short":
        return False
    if group == "month_word":
        return phrase.before.group in LINKS
    return phrase.before.group in LINKS or not phrase.after.text[:1].isupper()


def _is_season(phrase: Phrase) -> bool:
    """Tell the season from the verb and the noun: "in the fall", not "the fall of the Wall"."""
    if phrase.first("year", "hundreds", "unit") is not None:
        return True
    if phrase.after.group == "of":
        return False
    return len(phrase.pieces) > 1 or (phrase.pieces[0].text.islower() and phrase.before.group in PREPOSITIONS)


def _is_year(phrase: Phrase) -> bool:
    """Tell a year from an amount: "2000 troops", "$1990", "No. 1999"."""
    if len(phrase.pieces) > 1:
        return True
    value = int(phrase.pieces[0].value)
    if (
        phrase.before.text in MONEY
        or phrase.after.group in ("units", "unit", "magnitude")
        or phrase.after.text == "%"
    ):
        return False
    if phrase.before.group in LINKS or phrase.before.group == "the":
        return True
    is_round = value % 100 == 0 or not FIRST_BARE_YEAR <= value <= LAST_BARE_YEAR
    return not (is_round and phrase.after.text.islower())


def _is_spelled(phrase: Phrase) -> bool:
    return phrase.first("tens") is not None


def _is_count(phrase: Phrase) -> bool:
    """Turn away money ("$20 a day") and titles ("60 Minutes")."""
    return phrase.before.text not in MONEY and _is_lower(phrase)


def _is_lower(phrase: Phrase) -> bool:
    """Turn away titles ("This Week") but not headlines in capitals."""
    return not phrase.pieces[-1].text.istitle()


def _is_adverb(phrase: Phrase) -> bool:
    """Take "they met daily" and "daily flights", not the name of a newspaper, "the daily Granma"."""
    return not phrase.after.text[:1].isupper()


def _is_noun(phrase: Phrase) -> bool:
    """Take "in the past," but not "the past president"."""
    return not phrase.after.text[:1].isalnum() or phrase.after.group in PREPOSITIONS | {"and", "or"}


def _is_never(_phrase: Phrase) -> bool:
    """Age is no time expression to the reader ("a 6-year-old"): found so that nothing else finds it."""
    return False


def _is_period(phrase: Phrase) -> bool:
    """Tell "a year" that lasts from a rate: "500 barrels a day", "$2 million a year"."""
    return phrase.before.group in LINKS or phrase.first("approx", "more", "or", "and") is not None


def _is_loose(phrase: Phrase) -> bool:
    """Take "the year" as a time of its own, not "the year's", "the day that" or "the week when"."""
    return phrase.before.group in LINKS and phrase.after.text[:1] in ENDINGS


def _is_lasting(phrase: Phrase) -> bool:
    return phrase.before.group == "lasting"


def _is_adjective(phrase: Phrase) -> bool:
    """Take "current" and "recent" before a noun."""
    return phrase.after.text[:1].isalpha()


MONEY = frozenset("$£€¥#№")
ENDINGS = frozenset(".,;:)\"”’'")
FIRST_BARE_YEAR, LAST_BARE_YEAR = 1900, 2050  # outside of these a number without "in" is an amount
NEEDS: Mapping[str, Callable[[Phrase], bool]] = {
    "clock": _is_clock,
    "month": _is_month,
    "season": _is_season,
    "year": _is_year,
    "spelled": _is_spelled,
    "count": _is_count,
    "article": _is_period,
    "loose": _is_loose,
    "lasting": _is_lasting,
    "adjective": _is_adjective,
    "adverb": _is_adverb,
    "lower": _is_lower,
    "never": _is_never,
    "noun": _is_noun,
}


def _is_other_word(phrase: Phrase, forest: Forest) -> bool:
    """Say whether the tagger sees a verb in a lone word that can be one: may, march, fall, spring."""
    if len(phrase.pieces) > 1 or phrase.pieces[0].group not in ("month_word", "season_word"):
        return False
    found = forest.token_at(phrase.start)
    return found is not None and found[0].tokens[found[1]].upos in ("VERB", "AUX")
