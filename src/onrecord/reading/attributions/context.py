"""What sources and fields are read from: the actors, trees, times, speech and words of one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from onrecord.grammar import Forest, Quote, Tree
from onrecord.grammar.tree import NOMINAL
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.drafts import Extent, tokens_in
from onrecord.reading.attributions.sources.actor_index import ActorIndex
from onrecord.reading.attributions.sources.introductions import Introductions
from onrecord.types import Document, Time, Token

OF_A_CORE = (
    "DET",
    "ADJ",
    "NOUN",
    "NUM",
    "VERB",
    "ADV",
)  # what a phrase has up to its head, if that is no name
HYPHEN = "-"
LEADING = ("case", "cc", "mark", "punct")  # relations of words before a phrase that are not its head
PARAGRAPH_BREAK = "\n\n"
PARAGRAPH_ENDS = (".", "”", '"', "?", "!", "’")  # a headline seldom ends with one of these
HEADLINE_WORDS = 15  # a first paragraph with no more words is a headline, whatever it ends with
LEAD_LENGTH = 600  # code points; the end of the lead in texts without paragraphs


@dataclass(frozen=True, slots=True)
class Context:
    """What sources and fields are read from.

    `speech` are the quotations, and those inside them, that are no titles of works.
    """

    document: Document
    forest: Forest
    speech: Sequence[Quote]
    actors: ActorIndex
    times: Sequence[Time]
    words: AttributionWords
    introductions: Introductions
    _phrases: dict[Extent, tuple[Tree, int] | None] = field(default_factory=dict, init=False, repr=False)

    def is_lead(self, offset: int) -> bool:
        """Return whether `offset` lies in the headline or the first paragraph.

        News describes people there whom it names only below.
        """
        text = self.document.text
        first = text[: max(0, text.find(PARAGRAPH_BREAK))].rstrip()
        has_headline = len(first.split()) <= HEADLINE_WORDS or not first.endswith(PARAGRAPH_ENDS)
        return text.count(PARAGRAPH_BREAK, 0, offset) < 1 + has_headline and offset < LEAD_LENGTH

    def is_last_person_named(self, offset: int) -> bool:
        """Return whether the last person introduced before `offset` has a name: whom "the lawyer" may mean."""
        quoted = [(q.start, q.end) for q in self.speech if not q.start <= offset < q.end]
        named = self.actors.last_named(offset, "person", outside=quoted)
        return named is not None and self.introductions.last_nameless(offset) <= named

    def phrase(self, start: int, end: int) -> tuple[Tree, int] | None:
        """Return the tree of a phrase and its head; see `head_of_phrase`."""
        if (start, end) not in self._phrases:
            self._phrases[start, end] = head_of_phrase(self.forest, self.words, start, end)
        return self._phrases[start, end]


def head_of_phrase(forest: Forest, words: AttributionWords, start: int, end: int) -> tuple[Tree, int] | None:
    """Return the tree of a phrase and its head; prepositions and marks before the phrase are left out."""
    tree = forest.at(start)
    if tree is None:
        return None
    inside = (i for i in tokens_in(tree, (start, end)) if tree.relations[i] not in LEADING)
    first = next(inside, None)
    head = None if first is None else tree.head_of(tree.tokens[first].start, end)
    if first is None or head is None:
        return None
    head = _before_of(tree, first, _behind_hyphen(tree, head, end), words)
    return tree, _last_of_subject(tree, head, end)


def _behind_hyphen(tree: Tree, head: int, end: int) -> int:
    """Return the last noun of a word that the tokenizer cut at its hyphen: "front-runner"."""
    hyphen, last = head + 1, head + 2
    if last >= len(tree.tokens) or tree.tokens[last].end > end or tree.tokens[head].upos == "PROPN":
        return head
    is_one_word = tree.tokens[hyphen].text == HYPHEN and tree.tokens[head].end == tree.tokens[last].start - 1
    return last if is_one_word and tree.tokens[last].upos == "NOUN" else head


def _before_of(tree: Tree, first: int, head: int, words: AttributionWords) -> int:
    """Return the head of a phrase; where the parser took a noun behind "of" or no noun, the noun before "of".

    Read "a poll of voters", "convincing victories of outsiders".
    """
    own = list(takewhile(lambda i: tree.tokens[i].upos in OF_A_CORE, range(first, len(tree.tokens))))
    behind = own[-1] + 1 if own else first
    if not own or tree.tokens[own[-1]].upos != "NOUN" or behind >= len(tree.tokens) or head == own[-1]:
        return head
    is_genitive = tree.word(behind) in words.classes.genitive_prepositions
    is_behind = head > behind and is_genitive and tree.tokens[head].upos == "NOUN"
    is_no_noun = head < behind and tree.tokens[head].upos not in (*NOMINAL, "NUM", "DET")
    return own[-1] if is_behind or is_no_noun else head


def _last_of_subject(tree: Tree, head: int, end: int) -> int:
    """Return the last noun of a subject that the parser cut in two, which is its head."""
    last = _second_subject(tree, head, end)
    if last is None:
        return head
    between = tree.tokens[head + 1 : last]
    if tree.tokens[last].upos != "PROPN":
        return head if any(t.upos in ("VERB", "PUNCT") for t in between) else last
    # a name follows closely: not so in "candidates for president Thursday"
    return last if all(_belongs_to_name(t, last) for t in between) else head


def _second_subject(tree: Tree, head: int, end: int) -> int | None:
    """Return the last subject before `end` that the verb of the subject `head` has besides it."""
    token = tree.tokens[head]
    if tree.relations[head] != "nsubj":
        return None
    others = (c for c in tree.children[token.head] if c > head and tree.tokens[c].start < end)
    return max((c for c in others if tree.tokens[c].deprel == token.deprel), default=None)


def _belongs_to_name(token: Token, name: int) -> bool:
    return token.upos in ("PROPN", "PART") or (token.upos == "NOUN" and token.head == name)
