"""Find the condition on which an act depends: "if ...", "unless ...", "subject to ...", "hinges on ...", "in that case".

A sentence is searched for the words of `lexicon/conditions.tsv`. Each gives a `Condition`: its span, and the word
that heads the clause it governs. `condition_of` returns the condition that governs an act: the clause of the act, or
one above it, is governed. The span begins with the conjunction or preposition and holds the whole clause or phrase.
Where the parser attached an if-clause to an impossible word, its place in the sentence decides: before a comma at the
beginning of a clause it governs the next clause, else the previous one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.grammar import Forest, Tree
from onrecord.grammar.clause import is_predicate
from onrecord.grammar.negation import is_negator, lack
from onrecord.grammar.tree import has, is_finite
from onrecord.grammar.voice import auxiliaries, is_infinitive
from onrecord.lexicon.conditions import CONDITIONS, ConditionKind, ConditionWord
from onrecord.lexicon.status import StatusWords
from onrecord.lexicon.tables import row_reason
from onrecord.reading.certainty.negation import negation_words
from onrecord.types import Reason

INTRODUCING = ("mark", "case", "cc", "advmod", "discourse")  # of a conjunction or preposition to its phrase
ATTACHED = ("advcl", "obl", "nmod", "advmod")  # of a condition to what depends on it
# of a clause or noun that shares the condition of the word above it
SHARED = (
    "ccomp", "xcomp", "obj", "iobj", "nsubj", "csubj", "obl", "nmod", "compound", "conj", "appos", "flat", "amod",
    "cop", "aux", "fixed",
)  # fmt: skip
CARRIED = ("xcomp",)  # of an act to the word that only carries its tense: "is poised to intervene"
SAID = (
    "xcomp",
    "ccomp",
    "acl",
    "appos",
    "obj",
    "parataxis",
    "conj",
)  # of the content of an act in words to the act
OF_CLAUSE = ("nsubj", "csubj", "expl", "aux", "cop")  # children that only the head of a clause has
CLAUSE_POS = frozenset({"VERB", "AUX", "ADJ"})
REDUCED = frozenset(
    {"acl", "amod", "compound", "xcomp", "advcl"}
)  # clauses that no condition beside them governs
NO_CONTENT = frozenset({"punct", "cc", "fixed", "advmod", "det", "conj"})
BESIDE = ("parataxis", "discourse")  # children of a condition that are no part of it
INVERTED = ("aux", "cop", "mark")  # of an auxiliary before its subject
OPENING = frozenset({"CCONJ", "SCONJ", "PUNCT"})  # words before the first word of a clause
PAUSES = frozenset({",", ";", ":", "–", "—", "--"})
QUESTION, SEMICOLON = "?", ";"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition: its offsets in the text, and what depends on it.

    `governor` is the position of the word that heads the clause, or of the noun, that depends on it; None if the
    sentence before tells it. `heads` are the positions of the words that head the condition: of its
    phrase, and of the clause in it. `row` is the row of the table that
    found it.
    """

    start: int
    end: int
    governor: int | None
    heads: tuple[int, ...]
    row: ConditionWord

    @property
    def reason(self) -> Reason:
        """The reason for an act that depends on it."""
        return row_reason(CONDITIONS, self.row.line, rule="depends-on-a-condition", words=self.row.word)


def condition_of(
    forest: Forest, tree: Tree, act: int, words: StatusWords, *, in_words: bool = False
) -> Condition | None:
    """Return the condition on which an act depends, or None.

    `act` is the position in `tree` of the word that names the act: the verb of its clause, or a noun. The condition
    may stand in the sentence before ("in that case") or after ("Unless, that is, ..."). An act that is told in the past depends on
    nothing, except that one done `in_words` (a threat, an offer, a refusal) has the condition of its content:
    "threatened to sue if they refused". No status is asked for: the caller leaves out what is not ahead.

    In "They will leave if the court agrees.", for "leave", it has the offsets of "if the court agrees".
    """
    here = find_conditions(forest, tree, words)
    distances = [_distance(tree, act, c, words, in_words) for c in here]
    fitting = [(d, n) for n, d in enumerate(distances) if d is not None]
    if fitting:
        return here[min(fitting)[1]]
    may_depend = in_words or not is_realised(tree, _clause_of(tree, act), words)
    return _told_after(forest, tree, words) if may_depend and _is_main(tree, act) else None


def find_conditions(forest: Forest, tree: Tree, words: StatusWords) -> tuple[Condition, ...]:
    """Return the conditions of a sentence in text order."""
    return forest.once((find_conditions, tree.index), lambda: _Finder(forest, tree, words).all())


def governing(tree: Tree, i: int, conditions: Sequence[Condition], words: StatusWords) -> Condition | None:
    """Return the first of `conditions` that governs the clause or noun of token `i` itself."""
    own = (c for c in conditions if c.governor == i and _has_what_it_needs(tree, i, c.row, words))
    return next(own, None)


def is_realised(tree: Tree, i: int, words: StatusWords) -> bool:
    """Return whether a clause tells of what has happened: a past tense or a perfect without a modal."""
    helpers = auxiliaries(tree, i)
    if is_infinitive(tree, i) or any(_is_modal(tree, c, words) for c in helpers):
        return False
    finite = next((tree.tokens[c] for c in (*helpers, i) if is_finite(tree.tokens[c])), None)
    is_perfect = any(tree.lemma(c) in words.classes.perfect_auxiliaries for c in helpers)
    return finite is not None and (is_perfect or has(finite, "Tense=Past"))


def _is_modal(tree: Tree, c: int, words: StatusWords) -> bool:
    return tree.word(c) in words.auxiliaries or tree.lemma(c) in words.auxiliaries


# ---- what depends on it ------------------------------------------------------------------------


def _distance(tree: Tree, act: int, condition: Condition, words: StatusWords, in_words: bool) -> int | None:
    """Return how many steps of the tree the act is from the word that the condition governs; None if it does not govern it."""
    governor = condition.governor
    if governor is None:
        return None
    if tree.tokens[act].start >= condition.start and tree.tokens[act].end <= condition.end:
        return None
    if not _has_what_it_needs(tree, governor, condition.row, words):
        return None
    up = _steps_up(tree, act, condition)
    if up is not None and (in_words or not is_realised(tree, _clause_of(tree, act), words)):
        return up
    return _steps_down(tree, act, condition, SAID if in_words else CARRIED)


def _has_what_it_needs(tree: Tree, governor: int, row: ConditionWord, words: StatusWords) -> bool:
    if row.needs == "any":
        return True
    clause = _clause_of(tree, governor)
    if is_realised(tree, clause, words):
        return False
    return row.needs == "open" or _is_negative(tree, clause, words)


def _is_negative(tree: Tree, clause: int, words: StatusWords) -> bool:
    """Return whether a clause has a negator or a negative argument; "not ... until they leave" counts, too."""
    negation = negation_words(words)
    return any(
        is_negator(tree, c, negation)
        or (tree.is_related(c, ("nsubj", "obj")) and lack(tree, c, negation) is not None)
        for c in tree.children[clause]
    )


def _clause_of(tree: Tree, i: int) -> int:
    """Return the nearest predicate at or above `i`, else `i`."""
    return next((n for n in (i, *tree.path_up(i)) if is_predicate(tree, n)), i)


def _steps_up(tree: Tree, act: int, condition: Condition) -> int | None:
    """Return how far above the act the governed word is, if all words between share its condition."""
    if act == condition.governor:
        return 0
    steps, node = 0, act
    while tree.tokens[node].head >= 0:
        if not _shares(tree, node, condition):
            break
        node, steps = tree.tokens[node].head, steps + 1
        if node == condition.governor:
            return steps
    return 1 if condition.governor in _last_conjuncts(tree, act, condition) else None


def _shares(tree: Tree, node: int, condition: Condition) -> bool:
    """Return whether a clause or noun shares the conditions of the word above it."""
    relation = tree.relations[node]
    if relation == "conj":
        return condition.start < tree.tokens[tree.tokens[node].head].start or not tree.of(
            node, "nsubj", "aux"
        )
    if relation in ("acl", "advcl"):
        return is_infinitive(tree, node)
    return relation in SHARED


def _last_conjuncts(tree: Tree, act: int, condition: Condition) -> tuple[int, ...]:
    """Return the conjuncts of an act that share its subject and auxiliaries, if the condition follows all of them."""
    later = tuple(c for c in tree.conjuncts(act)[1:] if not tree.of(c, "nsubj", "aux", "cop"))
    return later if later and condition.start > tree.tokens[later[-1]].start else ()


def _steps_down(tree: Tree, act: int, condition: Condition, content: Sequence[str]) -> int | None:
    """Return how far the governed word is below the act, in its `content`; or above it: "“If they come, we sue”, vows X"."""
    governor = condition.governor
    if governor is None or _are_apart(tree, act, governor):
        return None
    path = [governor, *tree.path_up(governor)]
    if act in path[1:]:
        below = path[: path.index(act)]
        return len(below) if all(tree.is_related(n, content) for n in below) else None
    is_cue = tree.relations[act] == "parataxis" and tree.tokens[act].head == governor
    return 1 if is_cue and "parataxis" in content else None


def _are_apart(tree: Tree, first: int, second: int) -> bool:
    """Return whether a semicolon is between two words."""
    between = tree.tokens[min(first, second) : max(first, second)]
    return any(token.text == SEMICOLON for token in between)


def _is_main(tree: Tree, act: int) -> bool:
    return all(tree.is_related(n, (*SHARED, "root", "parataxis")) for n in (act, *tree.path_up(act)))


def _told_after(forest: Forest, tree: Tree, words: StatusWords) -> Condition | None:
    """Return the condition of a sentence that stands as the next one: "Unless, that is, they leave."."""
    if tree.index + 1 >= len(forest.trees):
        return None
    after = find_conditions(forest, forest.trees[tree.index + 1], words)
    return next((c for c in after if c.governor is None), None)


# ---- the words of it -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Body:
    """The words of a condition, by position.

    `first` and `last` are the first and the last word of the conjunction or preposition; `inner` heads the clause or
    phrase that it introduces; `top` is the word of both that is attached to the rest of the sentence.
    """

    first: int
    last: int
    top: int
    inner: int


class _Finder:
    """Finds the conditions of one sentence, from left to right."""

    def __init__(self, forest: Forest, tree: Tree, words: StatusWords) -> None:
        self.forest = forest
        self.tree = tree
        self.words = words
        self.table = words.conditions
        self.lowered = [tree.word(i) for i in range(len(tree.tokens))]
        self.found: list[Condition] = []

    def all(self) -> tuple[Condition, ...]:
        """Return the conditions in text order; what stands inside one is no other."""
        for i, token in enumerate(self.tree.tokens):
            finders = self._finders_at(i)
            if not finders or (self.found and token.start < self.found[-1].end):
                continue
            condition = next((c for find in finders if (c := find(self, i)) is not None), None)
            if condition is not None:
                self.found.append(condition)
        return tuple(self.found)

    def _finders_at(self, i: int) -> list[_Find]:
        """Return the finders of the kinds of words that begin at token `i`, in the order in which they are asked."""
        table = self.table.kinds
        kinds = (*table.get(self.lowered[i], ()), *table.get(self.tree.lemma(i), ()))
        return [find for kind, find in FINDERS if kind in kinds] if kinds else []

    # ---- one kind of word each ------------------------------------------------------------

    def _opened(self, i: int) -> Condition | None:
        """Read "if they leave", "in the event of a strike"."""
        row = self.table.at("opener", self.lowered, i)
        if row is None or self._is_cancelled(i):
            return None
        body = self._body(i, row)
        return self._condition(body, row) if body is not None and not self._is_asked(body) else None

    def _inverted(self, i: int) -> Condition | None:
        """Read "should they refuse", "had they refused", "were they to refuse"."""
        row = self.table.at("inverted", self.lowered, i)
        verb = self.tree.tokens[i].head
        if row is None or verb < i or not self.tree.is_related(i, INVERTED) or self.lowered[-1] == QUESTION:
            return None
        subjects = self.tree.of(verb, "nsubj", "expl")
        if subjects[0] < i if subjects else not self._begins_sentence(i):
            return None
        return self._condition(_Body(i, i, verb, verb), row)

    def _predicated(self, i: int) -> Condition | None:
        """Read "the deal depends on the vote": the subject depends on the vote."""
        tree = self.tree
        for c in tree.of(i, "obl", "nmod", "advcl", "ccomp", "xcomp"):
            opener = next(iter(tree.of(c, "case", "mark")), i)
            row = self.table.at("predicate", (tree.lemma(i), self.lowered[opener]), 0)
            governor = self._dependent(i) if row is not None and opener > i else None
            if row is not None and governor is not None:
                rest = [n for n in tree.subtree(i) if n >= c]
                apart = next((k for k, n in enumerate(rest) if self.lowered[n] in PAUSES), len(rest))
                return self._spanned(row, governor, (c,), i, rest[max(apart - 1, 0)])
        return None

    def _linking(self, i: int) -> Condition | None:
        """Read "In that case, they will leave.": words before tell the condition."""
        row = self.table.at("linking", self.lowered, i)
        governor = self._clause_with(i, i + len(row.parts) - 1) if row is not None else None
        told = self._told_before(i) if governor is not None else None
        if row is None or told is None:
            return None
        return Condition(start=told[0], end=told[1], governor=governor, heads=(), row=row)

    def _referring(self, i: int) -> Condition | None:
        """Read "If not, they will leave."."""
        row = self.table.at("referring", self.lowered, i)
        last = i + len(row.parts) - 1 if row is not None else i
        if row is None or not self._begins_clause(i) or not self._stands_apart(last):
            return None
        governor = self._next_clause(last)
        return self._spanned(row, governor, (), i, last) if governor is not None else None

    # ---- its words ------------------------------------------------------------------------

    def _is_cancelled(self, i: int) -> bool:
        """Return whether the word before makes it no condition: "even if", "as if"."""
        return i > 0 and self.lowered[i - 1] in self.words.classes.condition_cancellers

    def _is_asked(self, body: _Body) -> bool:
        """Return whether it is an indirect question: "asked if they would leave"."""
        head = self.tree.tokens[body.top].head
        return self.tree.relations[body.top] == "ccomp" and 0 <= head < body.first

    def _body(self, i: int, row: ConditionWord) -> _Body | None:
        """Return the clause or phrase that the conjunction or preposition at `i` introduces."""
        tree = self.tree
        inside = range(i, i + len(row.parts))
        last = inside[-1]
        top = next((n for n in inside if tree.tokens[n].head not in inside), i)
        inner = next((c for n in inside for c in tree.children[n] if c > last and self._is_content(c)), None)
        if inner is None and tree.is_related(top, INTRODUCING) and tree.tokens[top].head > last:
            top = inner = tree.tokens[top].head
        if inner is None or not self._is_of_kind(inner, row):
            return None
        while (
            last < tree.tokens[top].head < inner
        ):  # "if he becomes the nominee", with the noun under the verb
            top = tree.tokens[top].head
        return _Body(i, last, top, inner)

    def _is_content(self, c: int) -> bool:
        return self.tree.relations[c] not in NO_CONTENT

    def _is_of_kind(self, inner: int, row: ConditionWord) -> bool:
        """Return whether what is introduced is a clause or a phrase, as the row wants it; "if needed" is a clause."""
        is_clause = bool(self.tree.of(inner, *OF_CLAUSE)) or self.tree.tokens[inner].upos in CLAUSE_POS
        is_clause = is_clause or self.tree.relations[inner] == "advcl"
        return row.on == "both" or is_clause == (row.on == "clause")

    def _condition(self, body: _Body, row: ConditionWord) -> Condition | None:
        governor = self._governor(body)
        last = max(self._reach(body, governor), default=body.inner)
        if governor is not None and body.first < governor:
            last = min(last, self._pause(body, governor, last))
        return self._spanned(row, governor, (body.top, body.inner), body.first, last)

    def _spanned(
        self, row: ConditionWord, governor: int | None, heads: tuple[int, ...], first: int, last: int
    ) -> Condition | None:
        words = [t for t in self.tree.tokens[first : last + 1] if t.upos != "PUNCT"]
        if not words:
            return None
        return Condition(start=words[0].start, end=words[-1].end, governor=governor, heads=heads, row=row)

    def _reach(self, body: _Body, governor: int | None) -> list[int]:
        """Return the words under the condition from its first one on, without the clause that depends on it."""
        tree = self.tree
        found, stack = [], [body.top]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(c for c in tree.children[node] if c != governor and not self._is_beside(c, body))
        return [n for n in found if n >= body.first]

    def _is_beside(self, c: int, body: _Body) -> bool:
        """Return whether a child is no part of the condition: "if he leaves, he says"."""
        return self.tree.relations[c] in BESIDE and c > body.inner

    def _pause(self, body: _Body, governor: int, last: int) -> int:
        """Return the last comma between the condition and the clause that depends on it, else `last`."""
        pauses = [n for n in range(body.inner + 1, min(governor, last + 2)) if self.lowered[n] in PAUSES]
        begins = min((n for n in self.tree.subtree(governor) if n > body.inner), default=governor)
        return next((n for n in pauses if n + 1 >= begins), last)

    # ---- what depends on it --------------------------------------------------------------

    def _governor(self, body: _Body) -> int | None:
        """Return the word that the condition is attached to; of an impossible one, the clause beside the condition."""
        token = self.tree.tokens[body.top]
        if token.head >= 0 and self.tree.is_related(body.top, ATTACHED):
            return token.head
        return self._clause_beside(body)

    def _clause_beside(self, body: _Body) -> int | None:
        """Return the clause after the comma, if the condition begins one; else the clause before."""
        inside, pause = set(self._reach(body, None)), self._first_pause(body)
        after = next((n for n in self._clauses() if n > pause), None)
        before = [n for n in self._clauses() if n < body.first and n not in inside]
        if after is not None and self._begins_clause(body.first):
            return after
        return before[-1] if before else None

    def _first_pause(self, body: _Body) -> int:
        rest = range(body.inner, len(self.lowered))
        return next((n for n in rest if self.lowered[n] in PAUSES), len(self.lowered))

    def _clauses(self) -> list[int]:
        """Return the words that head clauses which may depend on a condition."""
        tree = self.tree
        return [
            n for n in range(len(tree.tokens)) if is_predicate(tree, n) and tree.relations[n] not in REDUCED
        ]

    def _begins_clause(self, i: int) -> bool:
        return i == 0 or self.tree.tokens[i - 1].upos in OPENING

    def _begins_sentence(self, i: int) -> bool:
        return all(token.upos == "PUNCT" for token in self.tree.tokens[:i])

    def _stands_apart(self, last: int) -> bool:
        return last + 1 < len(self.lowered) and self.lowered[last + 1] in PAUSES

    def _clause_with(self, first: int, last: int) -> int | None:
        """Return the clause that holds the words from `first` to `last`, else the next one."""
        above = (n for n in self.tree.path_up(first) if n > last and is_predicate(self.tree, n))
        return next(above, self._next_clause(last))

    def _next_clause(self, last: int) -> int | None:
        """Return the first clause after position `last`."""
        return next((n for n in self._clauses() if n > last), None)

    def _dependent(self, i: int) -> int | None:
        """Return the subject of the predicate `i`: its own, the noun of a relative clause, or that of the verb above."""
        tree = self.tree
        for node in (i, *tree.path_up(i)):
            subjects = tree.of(node, "nsubj", "csubj")
            if subjects:
                is_relative = tree.word(subjects[0]) in self.words.classes.relative_pronouns
                return (
                    tree.tokens[node].head if is_relative and tree.relations[node] == "acl" else subjects[0]
                )
            if not tree.is_related(node, ("xcomp", "conj")):
                return None
        return None

    def _told_before(self, i: int) -> tuple[int, int] | None:
        """Return the last condition before token `i`, of its sentence or of the one before; else all the words before."""
        if self.found:
            return self.found[-1].start, self.found[-1].end
        tree = self.tree
        words = [t for t in tree.tokens[:i] if t.upos not in OPENING]
        if not words and tree.index > 0:
            before = self.forest.trees[tree.index - 1]
            told = find_conditions(self.forest, before, self.words)
            if told:
                return told[-1].start, told[-1].end
            words = [t for t in before.tokens if t.upos != "PUNCT"]
        return (words[0].start, words[-1].end) if words else None


_Find = Callable[[_Finder, int], Condition | None]
# of several kinds of words at one token, the first that finds a condition
FINDERS: tuple[tuple[ConditionKind, _Find], ...] = (
    ("referring", _Finder._referring),
    ("linking", _Finder._linking),
    ("opener", _Finder._opened),
    ("inverted", _Finder._inverted),
    ("predicate", _Finder._predicated),
)
