"""Cut text into atoms and word pieces, without a tokenizer library.

An *atom* is the smallest unit that a token can be made of: a run of letters, a run of
digits, or any other single sign; contracted negation and a few fused words are cut where
Universal Dependencies cuts them (do|n't, can|not). The model then says which atoms join
into one token ("U" "." "S" "."). Each atom becomes WordPiece ids of the uncased BERT
vocabulary (Wu et al. 2016), and, since that vocabulary knows no case, a shape. Since the
encoder sees a window at a time, an atom also says whether it stands in a quotation that
was opened before.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

UNKNOWN, START, END, PAD = "[UNK]", "[CLS]", "[SEP]", "[PAD]"

# Combining marks, joiners, variation selectors and soft hyphens belong to the letter before.
_MARK = "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u200b-\u200d\u20d0-\u20ff\ufe00-\ufe0f"
_LETTER = rf"[^\W\d_][{_MARK}]*"
ATOM = re.compile(
    rf"(?:{_LETTER})+?(?=[nN]['’][tT]\b)"  # do|n't
    r"|\b(?:[cC]an(?=not\b)|[gG]on(?=na\b)|[wW]an(?=na\b)|[gG]ot(?=ta\b)|[gG]im(?=me\b)|[lL]em(?=me\b))"
    rf"|(?:{_LETTER})+|\d+|\S"
)
MAX_ATOM_LETTERS = 100  # longer runs are no words; WordPiece gives up on them as BERT's does

SHAPES = ("mark", "lower", "title", "upper", "mixed", "digits", "initial")
GAPS = ("none", "blank", "line", "paragraph", "inside")  # what stands before a piece; inside: same atom
MARK, LOWER, TITLE, UPPER, MIXED, DIGITS, INITIAL = range(7)
NONE, BLANK, LINE, PARAGRAPH, INSIDE = range(5)
QUOTES = ("outside", "quoted")  # the marks themselves are quoted
OPENS, CLOSES, EITHER = "“«„", "”»", '"'


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


@dataclass(frozen=True, slots=True)
class Atom:
    """An atom as the encoder sees it: piece ids, its shape, and its place in the text."""

    start: int
    end: int
    ids: tuple[int, ...]
    shape: int
    gap: int
    quoted: int


@dataclass(slots=True)
class Vocabulary:
    """The word pieces and their ids; remembers the atoms it has cut."""

    ids: dict[str, int]
    _seen: dict[tuple[str, bool], tuple[tuple[int, ...], int]] = field(default_factory=dict)

    MAX_SEEN = 200_000  # forget all then: a bound on memory over an archive

    @classmethod
    def of(cls, pieces: Sequence[str]) -> Vocabulary:
        """Return the vocabulary whose ids are the places of `pieces`."""
        return cls({piece: i for i, piece in enumerate(pieces)})

    def cut(self, text: str, cuts: Iterable[int] = ()) -> list[Atom]:
        """Return the atoms of `text` with their pieces."""
        atoms: list[Atom] = []
        before = 0
        previous_word = False
        quoted = False
        seen = self._seen
        for start, end in find_atoms(text, cuts):
            gap = _gap(text, before, start)
            word = text[start:end]
            continues = gap == NONE and previous_word and word[0].isalnum()
            known = seen.get((word, continues))
            if known is None:
                if len(seen) > self.MAX_SEEN:
                    seen.clear()
                known = seen[word, continues] = (self._pieces(word, continues), shape_of(word))
            if gap in (LINE, PARAGRAPH):
                # a quotation that goes on is opened anew in each paragraph; any other was never closed
                if quoted and not (word in OPENS or word == EITHER):
                    _unquote(atoms)
                quoted = False
            closes = quoted and (word in CLOSES or (word == EITHER and not _opens(text, start)))
            quoted = quoted or word in OPENS or (word == EITHER and _opens(text, start))
            atoms.append(Atom(start, end, known[0], known[1], gap, int(quoted)))
            quoted = quoted and not closes
            before = end
            previous_word = word[0].isalnum()
        if quoted:
            _unquote(atoms)
        return atoms

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
    """Take the quotation that the last of `atoms` stands in for none: its mark was never closed."""
    for k in range(len(atoms) - 1, -1, -1):
        if not atoms[k].quoted:
            break
        atoms[k] = replace(atoms[k], quoted=0)
        if atoms[k].gap in (LINE, PARAGRAPH):
            break


def _opens(text: str, at: int) -> bool:
    """Return whether the straight mark at `at` can open a quotation: a word follows, none goes before."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return bool(after) and not after.isspace() and not before.isalnum() and before not in (".", ",", "!", "?")


def _gap(text: str, before: int, start: int) -> int:
    if before == start:
        return NONE if start else PARAGRAPH
    between = text[before:start]
    lines = between.count("\n")
    if lines > 1:
        return PARAGRAPH
    if lines or not before:
        return LINE if before else PARAGRAPH
    return BLANK
