"""Cut text into atoms and word pieces, without a tokenizer library.

An *atom* is the smallest unit of a token: a run of letters, a run of digits, or any other single
character; contracted negation and a few fused words are cut where Universal Dependencies cuts them
(do|n't, can|not). The model then decides which atoms join into one token ("U" "." "S" "."). Each atom
becomes WordPiece ids of the uncased BERT vocabulary (Wu et al. 2016) and a shape, because that
vocabulary knows no case. Each atom also says whether it is in a quotation, because the encoder sees
only one window at a time.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"

# Combining marks, joiners, variation selectors and soft hyphens belong to the letter before.
_MARK = "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u200b-\u200d\u20d0-\u20ff\ufe00-\ufe0f"
_LETTER = rf"[^\W\d_][{_MARK}]*"
ATOM = re.compile(
    rf"(?:{_LETTER})+?(?=[nN]['’][tT]\b)"  # do|n't
    r"|\b(?:[cC]an(?=not\b)|[gG]on(?=na\b)|[wW]an(?=na\b)|[gG]ot(?=ta\b)|[gG]im(?=me\b)|[lL]em(?=me\b))"
    rf"|(?:{_LETTER})+|\d+|\S"
)
MAX_ATOM_LETTERS = 100  # longer runs are no words: unknown, as in BERT

SHAPES = ("mark", "lower", "title", "upper", "mixed", "digits", "initial")
GAPS = ("none", "blank", "line", "paragraph", "inside")  # before a piece; inside: in the middle of an atom
MARK, LOWER, TITLE, UPPER, MIXED, DIGITS, INITIAL = range(7)
NONE, BLANK, LINE, PARAGRAPH, INSIDE = range(5)
LINE_GAPS = (LINE, PARAGRAPH)
QUOTES = ("outside", "quoted")  # the marks themselves are quoted
OPENS, CLOSES, EITHER = "“«„", "”»", '"'
QUOTE_MARKS = frozenset((*OPENS, *CLOSES, EITHER))
NOT_BEFORE_QUOTE = (".", ",", "!", "?")  # after these a straight mark closes


def find_atoms(text: str, cuts: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Return the offsets of the atoms of `text`; none crosses an offset in `cuts`.

    >>> [(lambda s, e: "don't go"[s:e])(*a) for a in find_atoms("don't go")]
    ['do', 'n', "'", 't', 'go']
    """
    atoms = [m.span() for m in ATOM.finditer(text)]
    wanted = set(cuts)
    if not wanted:
        return atoms
    out: list[tuple[int, int]] = []
    for start, end in atoms:
        edges = [start, *sorted(c for c in range(start + 1, end) if c in wanted), end]
        out.extend(itertools.pairwise(edges))
    return out


def shape_of(word: str) -> int:
    """Return which of `SHAPES` an atom has.

    >>> [SHAPES[shape_of(w)] for w in ("said", "Putin", "NATO", "McMaster", "2018", "H", ",")]
    ['lower', 'title', 'upper', 'mixed', 'digits', 'initial', 'mark']
    """
    if word.isdigit():
        return DIGITS
    if not word[0].isalpha():
        return MARK
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else INITIAL
    return TITLE if word[0].isupper() and word[1:].islower() else MIXED


class Atom(NamedTuple):
    """An atom as the encoder sees it: its offsets, its piece ids and its shape."""

    start: int
    end: int
    ids: tuple[int, ...]
    shape: int
    gap: int
    quoted: int


@dataclass(slots=True)
class Vocabulary:
    """The word pieces and their ids, with a cache of the atoms that were cut."""

    ids: dict[str, int]
    _seen: dict[tuple[str, bool], tuple[tuple[int, ...], int]] = field(default_factory=dict)

    MAX_SEEN = 200_000  # atoms in the cache, which is then emptied: a bound on memory

    @classmethod
    def of(cls, pieces: Sequence[str]) -> Vocabulary:
        """Return the vocabulary whose ids are the places of `pieces`."""
        return cls({piece: i for i, piece in enumerate(pieces)})

    def cut(self, text: str, cuts: Iterable[int] = ()) -> list[Atom]:
        """Return the atoms of `text` with their pieces."""
        atoms: list[Atom] = []
        before = 0
        follows_word = quoted = False
        for start, end in find_atoms(text, cuts):
            word, gap = text[start:end], _gap(text, before, start)
            is_word = word[0].isalnum()
            ids, shape = self._known(word, gap == NONE and follows_word and is_word)
            if gap in LINE_GAPS:
                # a quotation that continues is opened again in each paragraph; any other was never closed
                if quoted and not _may_open(word):
                    _unquote(atoms)
                quoted = False
            is_mark = not is_word and word in QUOTE_MARKS
            closes = is_mark and quoted and _closes(text, start, word)
            quoted = quoted or (is_mark and _opens(text, start, word))
            atoms.append(Atom(start, end, ids, shape, gap, int(quoted)))
            quoted = quoted and not closes
            before, follows_word = end, is_word
        if quoted:
            _unquote(atoms)
        return atoms

    def _known(self, word: str, continues: bool) -> tuple[tuple[int, ...], int]:
        """Return the piece ids and the shape of an atom, from the cache if it was cut before."""
        known = self._seen.get((word, continues))
        if known is None:
            if len(self._seen) > self.MAX_SEEN:
                self._seen.clear()
            known = self._seen[word, continues] = (self._pieces(word, continues), shape_of(word))
        return known

    def _pieces(self, word: str, continues: bool) -> tuple[int, ...]:
        """Cut one atom greedily into the longest known pieces; `##` marks the inside of a word."""
        plain = normalise(word)
        if not plain or len(plain) > MAX_ATOM_LETTERS:
            return (self.ids[UNKNOWN],)
        found: list[int] = []
        start = 0
        while start < len(plain):
            for end in range(len(plain), start, -1):
                piece = plain[start:end]
                found_id = self.ids.get("##" + piece if start or continues else piece)
                if found_id is not None:
                    break
            else:
                return (self.ids[UNKNOWN],)
            found.append(found_id)
            start = end
        return tuple(found)


def normalise(word: str) -> str:
    """Return `word` as the uncased vocabulary spells it: lower case, no accents, no controls."""
    if word.isascii():
        return word.lower()
    spread = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in spread if unicodedata.category(c) not in ("Mn", "Cf", "Cc"))


def _unquote(atoms: list[Atom]) -> None:
    """Mark the atoms of the last quotation as unquoted: it was never closed."""
    for k in range(len(atoms) - 1, -1, -1):
        if not atoms[k].quoted:
            break
        atoms[k] = atoms[k]._replace(quoted=0)
        if atoms[k].gap in LINE_GAPS:
            break


def _may_open(word: str) -> bool:
    """Return whether an atom is a mark that may open a quotation."""
    return word in OPENS or word == EITHER


def _opens(text: str, at: int, word: str) -> bool:
    """Return whether an atom opens a quotation."""
    return word in OPENS or (word == EITHER and _is_before_word(text, at))


def _closes(text: str, at: int, word: str) -> bool:
    """Return whether an atom closes a quotation."""
    return word in CLOSES or (word == EITHER and not _is_before_word(text, at))


def _is_before_word(text: str, at: int) -> bool:
    """Return whether a word follows the mark at `at`, and neither a word nor a stop precedes it."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return bool(after) and not after.isspace() and not before.isalnum() and before not in NOT_BEFORE_QUOTE


def _gap(text: str, before: int, start: int) -> int:
    if before == start:
        return NONE if start else PARAGRAPH
    between = text[before:start]
    if between == " ":  # between most words
        return BLANK if before else PARAGRAPH
    lines = between.count("\n")
    if lines > 1:
        return PARAGRAPH
    if lines or not before:
        return LINE if before else PARAGRAPH
    return BLANK
