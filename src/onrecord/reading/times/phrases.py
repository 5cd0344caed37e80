"""Find the time expressions of a text.

The text is cut into words, and each word is looked up in the tables of time. The *groups* of the words form
a string, one character for each word. The grammar (lexicon/times_grammar.tsv) consists of regular
expressions over that string, as SynTime has over its token types (Zhong, Sun and Cambria, ACL 2017). One
pass over a few hundred characters finds all expressions of a document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from onrecord.errors import TableError
from onrecord.grammar import Forest, Tree
from onrecord.grammar.tree import has
from onrecord.known import Known
from onrecord.lexicon.times import TimeRule, TimeWord, TimeWords
from onrecord.types import Document, Span

FIRST_GROUP = (
    0x100  # code point of the first group; no character from here on has a meaning in a regular expression
)

# The group of a word of digits or signs, by its form; the first that matches.
FIXED_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d(?::\d\d)*)?|(?:19|20)\d\d/\d\d/\d\d")),
    ("dotted", re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d")),
    ("years", re.compile(r"(?:1[5-9]|20)\d\d[/–-](?:(?:1[5-9]|20)\d\d|\d\d)")),
    ("short_year", re.compile(r"['’‘]\d\d")),
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
FIXED_FORM = re.compile("|".join(f"(?P<{name}>{form.pattern})" for name, form in FIXED_FORMS))
PHRASE_WORD = (
    r"\d{4}-\d\d-\d\d(?:T[\d:]+)?|(?:19|20)\d\d/\d\d/\d\d|\d{1,2}/\d{1,2}/\d{2,4}|(?:1[5-9]|20)\d\d[/–-](?:(?:1[5-9]|20)\d\d|\d\d)(?![\d-])"
    r"|\b(?:9/11|26/11|[QHqh][1-4])\b|\d/\d|['’‘]\d\d\b(?!['’]?s)|(?:1[5-9]|20)\d0['’]?s\b|['’‘]?[1-9]0['’]?s\b"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|['’]s\b|[^\W\d_]+|\n[ \t\r]*\n|[^\w\s]"
)
# a word behind which no digit, full stop or apostrophe stands: at most words no longer alternative need be tried
PLAIN_WORD = r"[^\W\d_]+(?![^\W_]|[.'’])"
OTHER = "."
JOINED_PIECES = 4  # of "June 3 and 4"
CONTEXT_WORDS = (
    12  # kept on both sides of a phrase: "The Pentagon asked Congress for $850 billion for fiscal 2025"
)


class Piece(NamedTuple):
    """A word of the text: its offsets, its group in the grammar, and its value in the tables."""

    start: int
    end: int
    text: str
    group: str = OTHER
    value: str = ""
    mod: str | None = None


EDGE = Piece(0, 0, "")  # the word before the first and after the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(Span):
    """A time expression without a value: the kind of its rule, its words, and the words around it."""

    kind: str
    pieces: tuple[Piece, ...]
    before: Piece  # the word before it, or EDGE
    after: Piece  # the word after it, or EDGE
    preceding: tuple[Piece, ...] = ()  # a few words before it
    following: tuple[Piece, ...] = ()  # and after it
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
    """The compiled grammar: the pattern of words, the character of each group, the pattern of all rules."""

    word: re.Pattern[str]
    characters: Mapping[str, str]
    pattern: re.Pattern[str]
    rules: tuple[TimeRule, ...]


def find_time_phrases(document: Document, forest: Forest, known: Known) -> tuple[Phrase, ...]:
    """Return the time expressions of `document` in text order; the trees rule out verbs ("may", "fall")."""
    words = known.words.times
    grammar = grammar_of(words)
    pieces = [_as_the_tree_sees(piece, forest) for piece in cut(document.text, words, grammar)]
    groups = "".join([grammar.characters.get(p.group, OTHER) for p in pieces])
    phrases = []
    for match in grammar.pattern.finditer(groups):
        rule = grammar.rules[int(str(match.lastgroup)[1:])]
        end = _end_of_days(pieces, match.start(), match.end()) if rule.kind == "date" else match.end()
        phrase = _phrase(document.text, pieces, match.start(), end, rule)
        if (rule.needs is None or NEEDS[rule.needs](phrase)) and not _is_other_word(phrase, forest):
            phrases.append(phrase)
    return tuple(phrases)


def _as_the_tree_sees(piece: Piece, forest: Forest) -> Piece:
    """Return a word without its group if it only opens a clause: "said that Saturday's vote was fair"."""
    found = forest.token_at(piece.start) if piece.group == THAT else None
    is_mark = found is not None and found[0].tokens[found[1]].upos == "SCONJ"
    return piece._replace(group=OTHER) if is_mark else piece


def _end_of_days(pieces: Sequence[Piece], first: int, last: int) -> int:
    """Return where a date ends: "June 3 and 4" are two days in a row, "June 3 and 12 people" are one."""
    if last - first < JOINED_PIECES or [p.group for p in pieces[last - 2 : last]] != ["and", "day"]:
        return last
    days = [int(p.text) for p in pieces[first:last] if p.group == "day"]
    behind = pieces[last] if last < len(pieces) else EDGE
    is_amount = behind.group == OTHER and behind.text[:1].islower()
    return last if days[0] + 1 == days[-1] and not is_amount else last - 2


@lru_cache(maxsize=4)
def grammar_of(words: TimeWords) -> Grammar:
    """Compile the grammar of `words`; raises `TableError` for a group that no word or form has."""
    names = {w.group for w in words.words.values()} | {form for form, _ in FIXED_FORMS}
    characters = {name: chr(FIRST_GROUP + n) for n, name in enumerate(sorted(names))}
    macros = {r.kind[1:]: r.rule for r in words.grammar if r.kind.startswith("=")}
    rules = tuple(r for r in words.grammar if not r.kind.startswith("="))
    compiled = (_compiled(rule.rule, macros, characters) for rule in rules)
    pattern = "|".join(f"(?P<r{n}>{expression})" for n, expression in enumerate(compiled))
    known = (
        f"(?!{re.escape(OTHER)})"  # no rule begins with a word of no group: most places are ruled out at once
    )
    return Grammar(_word_pattern(words), characters, re.compile(f"{known}(?:{pattern})"), rules)


def _compiled(rule: str, macros: Mapping[str, str], characters: Mapping[str, str]) -> str:
    """Return a rule as a regular expression: a character for each group, macros in brackets."""

    def written(match: re.Match[str]) -> str:
        name = match[0]
        if name in macros:
            return f"(?:{_compiled(macros[name], macros, characters)})"
        if name not in characters:
            raise TableError(f"times_grammar.tsv names the group '{name}'; no word of times.tsv is in it.")
        return characters[name]

    return re.sub(r"[A-Za-z_]+", written, rule).replace(" ", "")


def _word_pattern(words: TimeWords) -> re.Pattern[str]:
    """Return the pattern that cuts a text into words; abbreviations of the tables keep their full stop."""
    dotted = sorted((w for w in words.words if w.endswith(".")), key=len, reverse=True)
    unfit = [word for word in dotted if not word.partition(".")[0].isalpha()]
    if unfit:
        raise TableError(
            f"times.tsv has the abbreviation '{unfit[0]}'; expected letters before its first full stop."
        )
    abbreviations = "|".join(map(re.escape, dotted))
    pattern = rf"{PLAIN_WORD}|(?<![^\W\d])(?:{abbreviations}|o['’]clock\b)|{PHRASE_WORD}"
    return re.compile(pattern, re.IGNORECASE)


def cut(text: str, words: TimeWords, grammar: Grammar) -> list[Piece]:
    """Cut `text` into words, each with its group; a table entry of several words is one piece."""
    found = [(m.start(), m.end(), m[0]) for m in grammar.word.finditer(text)]
    lowered = [word.lower().replace("’", "'") for _, _, word in found]
    pieces = []
    n = 0
    while n < len(found):
        start, end, word = found[n]
        is_known = lowered[n] in words.words or lowered[n] in words.by_first
        row, count = _row_at(lowered, n, word.islower(), words) if is_known else (None, 1)
        if row is None:
            pieces.append(Piece(start, end, word, _form(word), lowered[n]))
        else:
            end = found[n + count - 1][1]
            pieces.append(Piece(start, end, text[start:end], row.group, row.value, row.mod))
        n += count
    return pieces


def _row_at(lowered: Sequence[str], n: int, is_lower: bool, words: TimeWords) -> tuple[TimeWord | None, int]:
    """Return the longest table entry that begins at word `n`, and how many words it has (1 if none).

    `is_lower`: the first word is in small letters, which rules out entries that need a capital.
    """
    for parts, row in words.by_first.get(lowered[n], ()):
        if tuple(lowered[n : n + len(parts)]) == parts and not (row.cased and is_lower):
            return row, len(parts)
    entry = words.words.get(lowered[n])
    return (None if entry is None or (entry.cased and is_lower) else entry), 1


def _form(word: str) -> str:
    """Return the group of a word that is in no table."""
    if word.isalpha():
        return OTHER
    match = FIXED_FORM.fullmatch(word)
    return match.lastgroup or OTHER if match else OTHER


def _phrase(text: str, pieces: Sequence[Piece], first: int, last: int, rule: TimeRule) -> Phrase:
    if pieces[first].group in ("the", "a") and _is_modifier(pieces[first + 1 : last]):
        first += 1  # "a two-year deal", "the recent attacks": the article belongs to the noun
    start, end = pieces[first].start, pieces[last - 1].end
    return Phrase(
        start=start,
        end=end,
        text=text[start:end],
        kind=rule.kind,
        pieces=tuple(pieces[first:last]),
        before=pieces[first - 1] if first else EDGE,
        after=pieces[last] if last < len(pieces) else EDGE,
        preceding=tuple(pieces[max(first - CONTEXT_WORDS, 0) : first]),
        following=tuple(pieces[last : last + CONTEXT_WORDS]),
        line=rule.line,
    )


def _is_modifier(pieces: Sequence[Piece]) -> bool:
    """Return whether words after an article are an adjective: hyphened ("two-year"), or "recent" alone."""
    groups = [p.group for p in pieces]
    hyphened = len(groups) > 1 and groups[-2] == "dash" and groups[-1] != "decade"
    return hyphened or groups in (["recent"], ["current"])


# ---- conditions of rules besides their words (column `needs` of the grammar) --------------

PREPOSITIONS = frozenset({"prep", "from", "through", "lasting", "in", "on", "of"})
MILITARY_CLOCK = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")  # "1900 GMT"
LINKING_KINDS = PREPOSITIONS | {"to", "and", "or", "dash", "early", "late", "mid"}


def _is_clock(phrase: Phrase) -> bool:
    """Distinguish a time of day from a score or a verse: `7:15` alone needs a preposition."""
    hours = phrase.first("year", "digits") if phrase.first("ampm", "clock") is None else None
    if hours is not None and phrase.pieces[0] is hours:
        return MILITARY_CLOCK.fullmatch(hours.text) is not None
    if len(phrase.pieces) > 1:
        return True
    return phrase.pieces[0].text.islower() and (
        phrase.pieces[0].group != "clock" or phrase.before.group in LINKING_KINDS
    )


def _is_month(phrase: Phrase) -> bool:
    """Distinguish a month from a name (April Ryan), a verb (may, march) and a short name (Jan)."""
    if len(phrase.pieces) > 1:
        is_article_only = phrase.pieces[0].group == "the" and len(phrase.pieces) == 2
        return not is_article_only or phrase.last("year") is not None
    group, is_linked = phrase.pieces[0].group, phrase.before.group in LINKING_KINDS
    if group == "month":
        return is_linked or not phrase.after.text[:1].isupper()
    if group != "month_word":
        return False
    return is_linked or _is_owned_month(phrase)


def _is_owned_month(phrase: Phrase) -> bool:
    """Accept a month that may be another word between its owner and a noun: "Florida's March primary"."""
    is_noun_next = phrase.after.text.islower() and phrase.after.group not in PREPOSITIONS
    return phrase.before.group == "poss" and phrase.pieces[0].text.istitle() and is_noun_next


def _is_season(phrase: Phrase) -> bool:
    """Distinguish the season from the verb and the noun: "in the fall", not "the fall of the Wall"."""
    if phrase.first("year", "hundreds", "unit") is not None:
        return True
    if phrase.after.group == "of":
        return False
    return len(phrase.pieces) > 1 or (phrase.pieces[0].text.islower() and phrase.before.group in PREPOSITIONS)


def _is_year(phrase: Phrase) -> bool:
    """Distinguish a year from an amount: "2000 troops", "$1990", "No. 1999"."""
    if len(phrase.pieces) > 1:
        return True
    if _is_amount(phrase) or phrase.before.group == "numbered":
        return False
    if phrase.before.group in LINKING_KINDS or phrase.before.group == "the":
        return True
    value = int(phrase.pieces[0].value)
    is_round = value % 100 == 0 or not FIRST_BARE_YEAR <= value <= LAST_BARE_YEAR
    return not (is_round and phrase.after.text.islower())


def _is_amount(phrase: Phrase) -> bool:
    """Return whether a sign of money stands before a number, or a unit, a magnitude or "%" behind it."""
    is_counting = phrase.after.group in ("units", "unit", "magnitude") or phrase.after.text == "%"
    return is_counting or phrase.before.text in MONEY


def _is_spelled(phrase: Phrase) -> bool:
    return phrase.first("tens") is not None


def _is_count(phrase: Phrase) -> bool:
    """Reject money ("$20 a day") and titles ("60 Minutes")."""
    return phrase.before.text not in MONEY and _is_lower(phrase)


def _is_lower(phrase: Phrase) -> bool:
    """Reject titles ("This Week") but not headlines in capitals, and words of one word: "that day-to-day spending"."""
    is_joined = phrase.after.text[:1] in HYPHENS and phrase.after.start == phrase.end
    return not is_joined and not phrase.pieces[-1].text.istitle()


def _is_adverb(phrase: Phrase) -> bool:
    """Accept "they met daily" and "daily flights", not the name of a newspaper, "the daily Granma"."""
    return not phrase.after.text[:1].isupper()


def _is_noun(phrase: Phrase) -> bool:
    """Accept "in the past," but not "the past president"."""
    return not phrase.after.text[:1].isalnum() or phrase.after.group in PREPOSITIONS | {"and", "or"}


def _is_never(_phrase: Phrase) -> bool:
    """Reject ages ("a 6-year-old"): the rule only keeps other rules from finding them."""
    return False


def _is_period(phrase: Phrase) -> bool:
    """Distinguish "a year" as a length from a rate: "500 barrels a day", "$2 million a year"."""
    return phrase.before.group in LINKING_KINDS or phrase.first("approx", "more", "or", "and") is not None


def _is_loose(phrase: Phrase) -> bool:
    """Accept "the year" as a date, not "the year's", "the day that" or "the week when"."""
    return phrase.before.group in LINKING_KINDS and phrase.after.text[:1] in END_MARKS


def _is_closed(phrase: Phrase) -> bool:
    """Accept "the day before." and "a week before, when", not "the day before the vote"."""
    return phrase.pieces[-1].text.lower() == BEFORE and phrase.after.text[:1] in END_MARKS


def _is_lasting(phrase: Phrase) -> bool:
    return phrase.before.group == "lasting"


def _is_adjective(phrase: Phrase) -> bool:
    """Accept "current" and "recent" before a noun."""
    return phrase.after.text[:1].isalpha()


def _is_unnamed(phrase: Phrase) -> bool:
    """Reject the names of bodies and places: "the May 4 Movement", "April 6 Youth Movement"."""
    return not any(p.group == "named_body" and p.text[:1].isupper() for p in phrase.following[:2])


def _is_unowned(phrase: Phrase) -> bool:
    """Reject an age: "in his 80s", "in their early 30s"."""
    return phrase.before.group != "owner"


def _is_short_year(phrase: Phrase) -> bool:
    """Distinguish "the coup of ’84" from a number behind an opening quotation mark."""
    return len(phrase.pieces) > 1 or phrase.before.group in LINKING_KINDS


def _is_week(phrase: Phrase) -> bool:
    """Accept weeks only: "the week of Sept. 30" and "Tuesday week", not "the day of July 4" and "Tuesday month"."""
    unit = phrase.one("unit", "units")
    return unit.value in ("W", "FO") and unit.text.islower()


def _is_financial(phrase: Phrase) -> bool:
    """Accept "the financial year 2024-25"; other units stand before a year by chance."""
    return phrase.one("unit").text.lower() in FISCAL_UNITS


def _is_year_in_words(phrase: Phrase) -> bool:
    """Accept "the year two thousand"."""
    return phrase.one("unit").value == "Y" and phrase.one("magnitude").value == "1000"


def _is_monthless(phrase: Phrase) -> bool:
    """Accept "on the 24th" and "by the 20th", not "at the 17th" of a golf course nor "the 13th floor"."""
    is_led = phrase.before.group in ("on", "prep") and phrase.before.text.lower() not in PLACING
    return is_led and _is_noun(phrase) and phrase.after.group != "of"


def _is_glued(phrase: Phrase) -> bool:
    """Accept "FY24", not "fiscal 24"."""
    return phrase.one("fiscal").end == phrase.one("day").start and len(phrase.one("day").text) == SHORT_YEAR


SHORT_YEAR = 2  # digits
FISCAL_UNITS = frozenset({"financial year", "fiscal year"})
PLACING = frozenset({"at", "as"})  # prepositions that lead to no day
MONEY = frozenset("$£€¥#№")
BEFORE = "before"
THAT = "that"  # the group of a word
HYPHENS = frozenset("-‐‑")
END_MARKS = frozenset(".,;:)\"”’'")
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
    "closed": _is_closed,
    "lasting": _is_lasting,
    "adjective": _is_adjective,
    "adverb": _is_adverb,
    "lower": _is_lower,
    "never": _is_never,
    "noun": _is_noun,
    "unnamed": _is_unnamed,
    "unowned": _is_unowned,
    "short": _is_short_year,
    "week": _is_week,
    "glued": _is_glued,
    "thousand": _is_year_in_words,
    "financial": _is_financial,
    "monthless": _is_monthless,
}


def _is_other_word(phrase: Phrase, forest: Forest) -> bool:
    """Return whether the tree shows that a single word is no time: a verb (may, fall), a number of things."""
    found = forest.token_at(phrase.start) if len(phrase.pieces) == 1 else None
    if found is None:
        return False
    tree, token = found
    if phrase.pieces[0].group in ("month_word", "season_word"):
        return tree.tokens[token].upos in ("VERB", "AUX")
    return phrase.pieces[0].group == "year" and _is_number_of_things(tree, token)


def _is_number_of_things(tree: Tree, token: int) -> bool:
    """Return whether a round number counts the plural noun behind it: "in 2000 schools"."""
    node = tree.tokens[token]
    noun = tree.tokens[node.head]
    is_counting = node.deprel.startswith("nummod") and node.head == token + 1
    return is_counting and node.text.endswith("00") and has(noun, "Number=Plur")
