"""Find the words of a sentence that name acts, and the type of the act for each chain of words.

A word matches a pattern of the lexicon if all words that the pattern requires are there. The attitude of
the outer word and the inner act together decide the type ("refused to withdraw" is REJECT): `Acts.at`
reads a word, then the words that it governs, and combines them from the inside out with
event_compositions.tsv. Light verbs ("hold talks", "plans to meet") join the chain and keep the type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import OF, preposition_of
from onrecord.lexicon.events import CompositionRow, Discard, Element, EventWords, Pattern
from onrecord.reading.events.frames import HEAD_ENDS, Clauses

POS = {"VERB": "V", "AUX": "V", "NOUN": "N", "PROPN": "N", "ADJ": "A"}
MODAL = "M"
LIGHT = "light"  # governs nouns only: "announced talks", not "announced that they talked"
ACT_MODIFIERS = ("amod", "compound")  # "detained reporters": background of a noun, not reported as an act
INSIDE_NAME = ("compound", "flat")  # "Amnesty International" does not grant an amnesty
TOPIC_WORDS = 2  # number of words of one topic in a sentence that make its events doubtful


@dataclass(frozen=True, slots=True)
class Link:
    """One word of a chain, the pattern that it matched, and the other words of the pattern."""

    position: int
    pattern: Pattern
    matched: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its type and mode, and its chain of words, outermost first.

    `kept`: the inner act is an event of its own as well. `row` is the composition that decided.
    """

    type: str
    mode: str | None
    chain: tuple[Link, ...]
    kept: bool = False
    row: CompositionRow | None = None

    @property
    def head(self) -> int:
        """The outermost word."""
        return self.chain[0].position

    @property
    def core(self) -> Link:
        """The innermost word, which names the inner act."""
        return self.chain[-1]


class Acts:
    """The acts of one sentence; each word is read once."""

    def __init__(self, clauses: Clauses, words: EventWords) -> None:
        self.clauses = clauses
        self.tree: Tree = clauses.tree
        self.words = words
        self._acts: dict[int, Act | None] = {}

    def heads(self) -> list[int]:
        """Return the positions of words that name an act, outer words before what they govern."""
        found: dict[int, None] = {}
        for i, (token, lemma) in enumerate(zip(self.tree.tokens, self.clauses.lemmas, strict=True)):
            if token.upos == "AUX" and (lemma, MODAL) in self.words.patterns and token.head >= 0:
                found[token.head] = None
            if (lemma, POS.get(token.upos, "")) in self.words.patterns:
                found[i] = None
        heads = [i for i in found if self.at(i) is not None]
        return sorted(heads, key=lambda i: (sum(1 for _ in self.tree.path_up(i)), i))

    def at(self, i: int) -> Act | None:
        """Return the act that word `i` names together with the words that it governs, or None."""
        if i not in self._acts:
            self._acts[i] = None  # guard against cycles: a second call while combining finds nothing
            act = self._fold(i)
            self._acts[i] = self._demanded(i, act) or act
        return self._acts[i]

    @cached_property
    def is_off_topic(self) -> bool:
        """Whether the sentence is about sport, arts, business or the like."""
        lemmas = set(self.clauses.lemmas)
        return any(len(lemmas & topic) >= TOPIC_WORDS for topic in self.words.topics)

    def everyday(self) -> list[int]:
        """Return the positions of words that surely name no act, by the words around them: "a gas explosion"."""
        if self._is_in_fiction or self._is_sports_line:
            return list(range(len(self.tree.tokens)))
        listed = (i for i, lemma in enumerate(self.clauses.lemmas) if lemma in self.words.discards)
        return [i for i in listed if any(d.rules for d in self._discards(i))]

    @cached_property
    def _is_in_fiction(self) -> bool:
        """Whether the sentence tells a plot: "In the film, rebels storm the capital"."""
        works = self.words.classes.fiction_nouns
        named = (i for i, lemma in enumerate(self.clauses.lemmas) if lemma in works)
        return any(self._opens_plot(i) for i in named)

    def _opens_plot(self, i: int) -> bool:
        """Return whether a work is said before its verb to hold what is told; "in a series of raids" names no work."""
        token = self.tree.tokens[i]
        holding = self.words.classes.containing_prepositions
        opens = token.deprel == "obl" and i < token.head and preposition_of(self.tree, i) in holding
        return opens and not self.clauses.frame(i).obl.get(OF)

    @cached_property
    def _is_sports_line(self) -> bool:
        """Whether the sentence is a line of a sports wire: "RUGBY - FIJI CRUSH SAMOA"."""
        first = [token.text.lower() for token in self.tree.tokens[:2]]
        return len(first) > 1 and first[0] in self.words.classes.sport_names and first[1] in HEAD_ENDS

    # ---- combining -------------------------------------------------------------------------

    def _fold(self, i: int) -> Act | None:
        link = self._match(i)
        if link is None:
            return None
        pattern = link.pattern
        inner = self._inner(i, link) if pattern.attitude else None
        if inner is not None and pattern.is_transparent:
            return Act(inner.type, inner.mode, (link, *inner.chain), inner.kept, inner.row)
        if inner is not None and pattern.attitude:
            row = self.words.composition(pattern.attitude, inner.type, inner.mode)
            if row is not None:
                mode = row.mode or (pattern.mode if pattern.type == row.type else None)
                return Act(row.type, mode, (link, *inner.chain), row.keep, row)
        return Act(pattern.type, pattern.mode, (link,)) if pattern.type else None

    def _demanded(self, i: int, act: Act | None) -> Act | None:
        """Read "said that Sudan must return it" as a request: reported speech about another actor."""
        modal = next((c for c in self.tree.of(i, "aux") if self._modal(c) is not None), None)
        pattern = self._modal(modal) if modal is not None else None
        if modal is None or pattern is None or pattern.type is None or not self._is_said(i):
            return None
        link = Link(i, pattern, (modal,))
        if act is None:
            return Act(pattern.type, pattern.mode, (link,))
        row = self.words.composition("must", act.type, act.mode)
        return Act(row.type, row.mode, (link, *act.chain), row=row) if row is not None else None

    def _modal(self, i: int) -> Pattern | None:
        found = self.words.patterns.get((self.clauses.lemmas[i], MODAL))
        return found[0] if found else None

    def _is_said(self, i: int) -> bool:
        token = self.tree.tokens[i]
        if token.head < 0 or self.tree.relations[i] not in ("ccomp", "parataxis"):
            return False
        return self.clauses.lemmas[token.head] in self.words.classes.speech_verbs

    def _inner(self, i: int, link: Link) -> Act | None:
        for c in self._complements(i, link.pattern.attitude or ""):
            inner = self.at(c)
            if inner is not None and not self._is_own_word(c, link):
                return inner
        return None

    def _is_own_word(self, c: int, link: Link) -> bool:
        """Whether `c` is a word of the pattern itself and so not a separate act ("reach a deal")."""
        return (
            c in link.matched
            and link.pattern.type is not None
            and link.pattern.attitude not in ("demand", "refuse", "relief")
        )

    def _complements(self, i: int, attitude: str) -> list[int]:
        """Return the words that `i` governs and can combine with, nearest relation first."""
        frame = self.clauses.frame(i)
        is_noun = self.tree.tokens[i].upos in ("NOUN", "PROPN")
        found: list[int] = []
        for place in self.words.governed.get(attitude, ()):
            found += frame.place(place)
            if is_noun and place == "xcomp":
                found += frame.acl
            elif is_noun and place == "obj":
                found += (m for m in frame.mods if self.tree.tokens[m].deprel == "compound")
        return [u for c in found for u in self.clauses.unpack(c)]

    # ---- matching ------------------------------------------------------------------------

    def _match(self, i: int) -> Link | None:
        token = self.tree.tokens[i]
        lemma, pos = self.clauses.lemmas[i], POS.get(token.upos, "")
        candidates = self.words.patterns.get((lemma, pos))
        if candidates is None or (pos == "V" and token.deprel in ACT_MODIFIERS):
            return None
        if token.upos == "PROPN" and token.deprel in INSIDE_NAME:
            return None
        if self._is_everyday(i):
            return None
        for pattern in candidates:
            matched = self._matches(i, pattern)
            if matched is not None:
                return Link(i, pattern, matched)
        return None

    def _matches(self, i: int, pattern: Pattern) -> tuple[int, ...] | None:
        matched: list[int] = []
        for element in pattern.elements:
            found = self._find(i, element)
            if found is None:
                return None
            if element.words is not None:
                matched.append(found)
        return tuple(matched)

    def _find(self, i: int, element: Element) -> int | None:
        if element.relation is None:
            return self._find_child(i, element.words or frozenset())
        frame = self.clauses.frame(i)
        places = frame.place(element.relation)
        if element.relation == "subj" and not places:
            places = self.clauses.subject(i)
        for position in places:
            for candidate in self.clauses.unpack(position):
                if self._fits(candidate, element):
                    return candidate
        return None

    def _fits(self, i: int, element: Element) -> bool:
        if element.words is not None:
            return self._is_word(i, element.words) and not self._is_everyday(i)
        return not self._is_word(i, self.words.classes.time_nouns)  # "called on Wednesday" calls nobody

    def _find_child(self, i: int, words: frozenset[str]) -> int | None:
        return next((c for c in self.tree.children[i] if self._is_word(c, words)), None)

    def _is_word(self, i: int, words: frozenset[str]) -> bool:
        return self.clauses.lemmas[i] in words or self.tree.word(i) in words

    def _is_everyday(self, i: int) -> bool:
        """Return whether the words around `i` show that it does not name a political act: "news conference"."""
        return next(self._discards(i), None) is not None

    def _discards(self, i: int) -> Iterator[Discard]:
        """Yield the everyday uses of a word that the words around it show."""
        discards = self.words.discards.get(self.clauses.lemmas[i], ())
        return (discard for discard in discards if self._holds(i, discard))

    def _holds(self, i: int, discard: Discard) -> bool:
        places = self.clauses.frame(i).place(discard.relation)
        if discard.relation == "subj" and not places:
            places = self.clauses.subject(i)
        if discard.words is None:
            return bool(places)
        return any(self._is_word(p, discard.words) for p in places)
