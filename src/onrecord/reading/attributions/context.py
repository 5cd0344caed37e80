"""What the fields of the attributions of one document are read from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.grammar import Forest, Quote, Tree
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.titles import is_title
from onrecord.types import Actor, ActorId, ActorKind, Document, Time

LEADING = ("case", "cc", "mark", "punct")  # relations of words before a phrase that are not its head
ENDS = (".", "”", '"', "?", "!", "’")  # what a paragraph ends with, and a headline seldom
HEADLINE = 15  # words; a first paragraph of so few is one, whatever it ends with
LEAD_LENGTH = 600  # characters, for texts without paragraphs
CALL = re.compile(r"[!?]")  # shouted or asked: no title
SHORT_NAME = 3  # letters; a shorter word is no family name that stands for a person alone


class Who:
    """The actors of a document, found by where they are mentioned."""

    __slots__ = ("_by_last_word", "_last_new", "_mentions", "_named", "_starts")

    def __init__(self, actors: Sequence[Actor]) -> None:
        found = [(m.start, m.end, m, a) for a in actors for m in a.mentions]
        self._mentions = sorted(found, key=lambda f: (f[0], f[1], f[3].id))
        self._starts = [f[0] for f in self._mentions]
        self._named: dict[ActorKind, list[int]] = {}
        self._by_last_word: dict[str, Actor] = {}
        self._last_new = -1  # where a person is named for the first time, last of all
        met: set[ActorId] = set()
        for start, _, mention, actor in self._mentions:
            if actor.named and mention.form == "name":
                self._named.setdefault(actor.kind, []).append(start)
                if actor.kind == "person" and actor.id not in met:
                    met.add(actor.id)
                    self._last_new = start
                last = mention.text.split()[-1].casefold()
                if actor.kind == "person" and len(last) > SHORT_NAME:
                    self._by_last_word.setdefault(last, actor)

    def at(self, offset: int) -> Actor | None:
        """Return the actor whose longest mention covers `offset`."""
        best: tuple[int, Actor] | None = None
        n = bisect_right(self._starts, offset)
        for start, end, _, actor in reversed(self._mentions[max(0, n - 12) : n]):  # mentions nest a few deep
            if start <= offset < end and (best is None or end - start > best[0]):
                best = end - start, actor
        return best[1] if best else None

    def called(self, word: str) -> Actor | None:
        """Return the person whose name ends in `word`: "PENCE", "Pence" in a headline."""
        return self._by_last_word.get(word.casefold()) if word[:1].isupper() else None

    def names_any(self, *kinds: ActorKind) -> bool:
        """Whether the text names an actor of one of `kinds` anywhere."""
        return any(self._named.get(kind) for kind in kinds)

    def has_namesake(self, actor: Actor) -> bool:
        """Whether the text names another person by the same family name."""
        last = actor.name.split()[-1]
        return any(
            a.id != actor.id and a.kind == "person" and a.named and a.name.split()[-1] == last
            for _, _, _, a in self._mentions
        )

    def count_before(self, offset: int, *kinds: ActorKind) -> int:
        """Return how many times the text names an actor of one of `kinds` before `offset`."""
        return sum(bisect_left(self._named.get(kind, ()), offset) for kind in kinds)

    def last_named(self, offset: int, kind: ActorKind) -> int | None:
        """Return where the text names an actor of `kind` last before `offset`."""
        starts = self._named.get(kind, [])
        n = bisect_left(starts, offset)
        return starts[n - 1] if n else None

    def names_anew(self, offset: int) -> bool:
        """Whether the text names a person for the first time behind `offset`."""
        return self._last_new > offset

    def named_before(self, offset: int, *kinds: ActorKind) -> bool:
        """Whether the text names an actor of one of `kinds` before `offset`."""
        return self.count_before(offset, *kinds) > 0


@dataclass(frozen=True, slots=True)
class Roles:
    """How the text brings in those it describes by a noun: "an official" or "Lea Ort, an official".

    `named` are nouns that stand with a name somewhere; `introduced` the first place where
    somebody without a name is brought in by the noun, and `described` the words that it has there;
    `others` the first where the noun is used of several, or of somebody's; `nameless` all places where a
    person without a name is brought in.
    """

    named: frozenset[str]
    introduced: Mapping[str, int]
    others: Mapping[str, int]
    described: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nameless: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the fields of the attributions of one document are read from.

    `speech` are the quotations that are somebody's words, and not the title of a work.
    """

    document: Document
    forest: Forest
    quotes: Sequence[Quote]
    who: Who
    times: Sequence[Time]
    words: AttributionWords
    roles: Roles = field(default_factory=lambda: Roles(frozenset(), {}, {}))
    speech: Sequence[Quote] = field(init=False)

    def __post_init__(self) -> None:
        """Tell speech from titles, once for all attributions."""
        speech = tuple(q for q in self.quotes if not self._is_title(q))
        object.__setattr__(self, "speech", speech)

    def is_lead(self, offset: int) -> bool:
        """Whether `offset` lies in the headline or the paragraph below, where news describes whom it names later."""
        text = self.document.text
        first = text[: max(0, text.find("\n\n"))].rstrip()
        headed = len(first.split()) <= HEADLINE or not first.endswith(ENDS)
        return text.count("\n\n", 0, offset) < 1 + headed and offset < LEAD_LENGTH

    def is_last_named(self, offset: int) -> bool:
        """Whether the last person brought in before `offset` was named: who "the lawyer" may mean."""
        named = self.who.last_named(offset, "person")
        nameless = self.roles.nameless[: bisect_left(self.roles.nameless, offset)]
        return named is not None and not (nameless and nameless[-1] > named)

    def _is_title(self, quote: Quote) -> bool:
        """Whether a quotation is a title: by its capitals, or by the word beside it for what it is."""
        tree = self.forest.at(quote.start)
        text = self.document.text
        inside = text[quote.inner_start : quote.inner_end]
        names = [
            word for word in inside.split() if word.lower() not in self.words.classes.lowercase_title_words
        ]
        if tree is None or not names or not all(w[0].isupper() or not w[0].isalpha() for w in names):
            return False
        if not inside[0].isupper() or CALL.search(inside):
            return False
        return self._is_work(quote, tree) or is_title(text, quote, (tree.sentence.start, tree.sentence.end))

    def _is_work(self, quote: Quote, tree: Tree) -> bool:
        """Whether a word for a work stands before or behind a quotation: "the ‘Today’ show"."""
        near = [t for t in tree.tokens if t.end == quote.start - 1 or t.start == quote.end + 1]
        return any(
            t.upos == "NOUN" and self.words.source_kind(self.words.noun(t)) == "document" for t in near
        )

    def phrase(self, start: int, end: int) -> tuple[Tree, int] | None:
        """Return the tree of a phrase and its head; prepositions and marks before it are no part of it."""
        tree = self.forest.at(start)
        if tree is None:
            return None
        for token in tree.tokens:
            inside = token.start < end and token.end > start
            if inside and token.deprel.partition(":")[0] not in LEADING:
                head = tree.head_of(token.start, end)
                return None if head is None else (tree, _last_of_subject(tree, head, end))
        return None


def _last_of_subject(tree: Tree, head: int, end: int) -> int:
    """Return the noun of a subject that the tree cut in two: a verb has one, and its noun stands last."""
    token = tree.tokens[head]
    if token.deprel.partition(":")[0] != "nsubj":
        return head
    others = [
        c
        for c in tree.children[token.head]
        if head < c and tree.tokens[c].start < end and tree.tokens[c].deprel == token.deprel
    ]
    if not others:
        return head
    between = tree.tokens[head + 1 : others[-1]]
    if (
        tree.tokens[others[-1]].upos == "PROPN"
    ):  # a name stands close: not "candidates for president Thursday"
        close = all(
            t.upos in ("PROPN", "PART") or (t.upos == "NOUN" and t.head == others[-1]) for t in between
        )
        return others[-1] if close else head
    return head if any(t.upos in ("VERB", "PUNCT") for t in between) else others[-1]


def roles_of(forest: Forest, words: AttributionWords) -> Roles:
    """Return which nouns stand with a name, and which bring in somebody without one."""
    named: set[str] = set()
    introduced: dict[str, int] = {}
    others: dict[str, int] = {}
    described: dict[str, frozenset[str]] = {}
    nameless: list[int] = []
    for tree in forest.trees:
        for i, token in enumerate(tree.tokens):
            if token.upos != "NOUN":
                continue
            lemma = words.noun(token)
            if has_name(tree, i):
                named.add(lemma)
            elif "Number=Plur" in token.feats or tree.of(i, "nmod:poss"):
                others.setdefault(lemma, token.start)
            elif any(
                d in words.classes.introducing_determiners for d in determiners(tree, i)
            ) and not _is_capacity(tree, i, words):
                introduced.setdefault(lemma, token.start)
                subject = token.deprel.startswith("nsubj")
                if subject and words.source_kind(lemma) in ("person", "office", "informant"):
                    nameless.append(token.start)
                described.setdefault(lemma, frozenset(description(tree, i)))
    return Roles(frozenset(named), introduced, others, described, tuple(nameless))


def description(tree: Tree, i: int) -> Iterator[str]:
    """Yield the words before noun `i` that say which kind: "cabinet" in "a cabinet minister"."""
    for c in tree.of(i, "amod", "compound"):
        if c < i:
            yield tree.tokens[c].text.lower()


def _is_capacity(tree: Tree, i: int, words: AttributionWords) -> bool:
    """Whether noun `i` says what somebody is and brings in nobody: "her record as a senator"."""
    return any(
        tree.tokens[c].text.lower() in words.classes.capacity_openers for c in tree.of(i, "case", "mark")
    )


def has_name(tree: Tree, i: int) -> bool:
    """Whether noun `i` stands with a name: "adviser Lea Ort", "Lea Ort, an adviser", "Ort is an adviser"."""
    token = tree.tokens[i]
    relation = token.deprel.partition(":")[0]
    if relation in ("appos", "compound", "flat") and token.head >= 0:
        return tree.tokens[token.head].upos == "PROPN"
    near = tree.of(i, "flat", "appos") + (tree.of(i, "nsubj") if tree.of(i, "cop") else [])
    return any(tree.tokens[c].upos == "PROPN" and not is_behind_clause(tree, i, c) for c in near)


def is_behind_clause(tree: Tree, i: int, name: int) -> bool:
    """Whether a name may go with a word nearer than noun `i`: "a man who answered at the firm, Ort & Sons,"."""
    return any(i < clause < name for clause in tree.of(i, "acl:relcl"))


def is_of_another(tree: Tree, i: int, name: int, words: AttributionWords) -> bool:
    """Whether a name is that of the one `i` belongs to: "an aide to the premier, Ort"; not "the aide to a minister, Ort"."""
    if not any(d in words.classes.introducing_determiners for d in determiners(tree, i)):
        return False
    return any(
        i < n < name
        and words.source_kind(words.noun(tree.tokens[n])) in ("person", "office")
        and any(d in words.classes.definite_determiners for d in determiners(tree, n))
        for n in tree.of(i, "nmod")
    )


def determiners(tree: Tree, i: int) -> Iterator[str]:
    """Yield the words that say which one noun `i` means, those of the noun it is joined to included.

    "The former senator and current nominee": one person, and one "the".
    """
    for c in tree.of(i, "det", "nummod", "nmod:poss", "amod"):
        token = tree.tokens[c]
        yield "'s" if token.deprel == "nmod:poss" and token.upos != "PRON" else token.text.lower()
    if not tree.of(i, "det", "nmod:poss"):  # hung on a word in between: "the presumptive Republican nominee"
        for c in tree.of(i, "compound", "amod"):
            yield from (tree.tokens[d].text.lower() for d in tree.of(c, "det"))
    if tree.tokens[i].deprel == "conj" and not tree.of(i, "det", "nmod:poss"):
        yield from determiners(tree, tree.tokens[i].head)
