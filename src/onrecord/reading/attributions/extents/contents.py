"""The content of a cue: its clause, a quotation, an infinitive, an object, or the object of its preposition.

The rules are tried in order. A rule is asked only for the frames that the cue's row in cues.tsv lists. The frames
are those of Pareti (2015) and the PolNeAR guidelines, in UD terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.grammar import Quote, Tree
from onrecord.grammar.tree import is_finite
from onrecord.grammar.voice import SUBJECTS
from onrecord.grammar.words import COMPLEMENTIZER, INFINITIVE_MARK
from onrecord.reading.attributions.extents.cues import CUE_COMPLEMENTS, CueAt
from onrecord.reading.attributions.extents.drafts import Extent, overlap, runs
from onrecord.reading.attributions.extents.titles import is_title
from onrecord.reading.rules import FindingRule, first_finding

CLAUSE_FRAMES = frozenset(
    {"clause", "quote", "to", "gerund", "object", "subject", "small"}
)  # no prepositions
# where the model finds nothing, 3 of 25 finds of these rules are right (PolNeAR dev)
WEAK_RULES = frozenset(
    {"cue-and-infinitive", "cue-subject-and-infinitive", "cue-object-and-predicate", "cue-inside-its-clause"}
)
OF_TOLD_CLAUSE = (
    "iobj",
    "obj",
    "ccomp",
    "xcomp",
    "advcl",
)  # what parsers take the parts of a told clause for
OPENS_CLAUSE = frozenset({"DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM"})
COLON_GAP = 5  # code points: a colon and the break to the paragraph that it introduces
MARKS_GAP = 3  # code points: a comma, a blank and a bracket or dash between a cue and its quotation
LONG_QUOTE = 3  # words; a shorter quotation beside a cue is a scare quote unless a clause holds it
SHORT_SINGLE = 20  # code points; a shorter text in single marks is a scare quote or a term


@dataclass(frozen=True, slots=True)
class CueContext:
    """A cue in its sentence, with the head of its source and the quotations near it."""

    text: str
    tree: Tree
    cue: CueAt
    extent: Extent
    source: int | None
    quotes: Sequence[Quote]

    @property
    def head(self) -> int:
        """The position of the cue's head."""
        return self.cue.head

    def has_frame(self, frame: str) -> bool:
        """Return whether the cue's row lists `frame`."""
        return frame in self.cue.row.frames

    def extents(self, heads: Iterable[int]) -> tuple[Extent, ...]:
        """Return the words under `heads` that are no words of the cue."""
        positions = {p for head in heads for p in self.tree.subtree(head)}
        return runs(self.tree, positions - {self.head, *self.cue.others})

    def infinitives(self) -> list[int]:
        """Return the infinitives that complete the cue."""
        return [c for c in self.tree.of(self.head, *CUE_COMPLEMENTS) if has_to(self.tree, c)]

    def objects(self) -> list[int]:
        """Return the objects of the cue, and its subject in a passive; none where the object is the hearer."""
        if self.cue.row.hearer:
            return []
        passive = self.tree.of(self.head, "nsubj:pass")
        is_relative = any("PronType=Rel" in self.tree.tokens[s].feats for s in passive)
        return self.tree.of(self.head, "obj") + ([] if is_relative else passive)

    def prepositional(self) -> list[int]:
        """Return what the prepositions that the row lists introduce behind the cue."""
        prepositions = (f for f in self.cue.row.frames if f not in CLAUSE_FRAMES)
        return [c for preposition in prepositions for c in self._introduced_by(preposition)]

    def _introduced_by(self, preposition: str) -> list[int]:
        behind = (c for c in self.tree.of(self.head, "obl", "advcl") if c > self.head)
        return [c for c in behind if _is_introduced_by(self.tree, c, preposition)]


def content_of(context: CueContext) -> tuple[str, tuple[Extent, ...]]:
    """Return the name of the first rule that applies, and the extents of the content."""
    return first_finding(CONTENT_RULES, context) or ("", ())


# ---- of a row that ends in a preposition, and of a noun ---------------------------------------


def _object_of_preposition(context: CueContext) -> tuple[Extent, ...] | None:
    """Read "called on Oslo to leave": the row is "call on", and its object and infinitive are the content."""
    tree, held = context.tree, context.cue.object_head
    if held is None:
        return None
    infinitives = [c for c in tree.of(context.head, "xcomp", "advcl") if c > held and has_to(tree, c)]
    return context.extents([held, *infinitives])


def _clause_of_noun(context: CueContext) -> tuple[Extent, ...] | None:
    """Read "the claim that", "a promise to"."""
    if context.cue.row.pos != "noun":
        return None
    clauses = context.tree.of(context.head, "acl", "ccomp")
    return context.extents(c for c in clauses if _completes_noun(context, c))


def _completes_noun(context: CueContext, c: int) -> bool:
    tree = context.tree
    if context.has_frame("to") and has_to(tree, c):
        return True
    has_that = any(tree.lemma(m) == COMPLEMENTIZER for m in tree.of(c, "mark"))
    return context.has_frame("clause") and has_that and tree.tokens[c].deprel != "acl:relcl"


# ---- clauses and quotations -------------------------------------------------------------------


def _clause_of_verb(context: CueContext) -> tuple[Extent, ...] | None:
    """Read "said that talks failed", "denied meeting them"."""
    tree, head = context.tree, context.head
    clauses = [c for c in tree.of(head, "ccomp") if _is_clause(context, c)]
    if not clauses and context.has_frame("clause"):
        clauses = [c for c in tree.of(head, "xcomp") if _that_of(tree, head, c) is not None]
    if not clauses:
        return None
    that = _that_of(tree, head, clauses[0])
    return context.extents(clauses) if that is None else _from_that(context, clauses, that)


def _that_of(tree: Tree, head: int, c: int) -> int | None:
    """Return the "that" behind the cue which opens the clause `c`, or None."""
    marks = (m for m in tree.of(c, "mark") if head < m < c and tree.lemma(m) == COMPLEMENTIZER)
    return next(marks, None)


def _from_that(context: CueContext, clauses: Sequence[int], that: int) -> tuple[Extent, ...]:
    """Return a clause from its "that" to its end, with the nouns in between that the parser gave to another verb."""
    tree = context.tree
    inside = {p for c in clauses for p in tree.subtree(c) if p >= that}
    gap = [p for p in range(that, max(inside)) if p not in inside]
    if not any(tree.tokens[p].upos in ("VERB", "AUX", "PUNCT") for p in gap):
        inside.update(gap)
    return runs(tree, inside - {context.head, *context.cue.others})


def _clause_behind_pronoun(context: CueContext) -> tuple[Extent, ...] | None:
    """Read "told her the file was lost": behind a pronoun, a finite clause is what is told, whatever the parser says."""
    tree, start = context.tree, context.head + 2
    if not (context.cue.row.hearer and context.has_frame("clause")) or start >= len(tree.tokens):
        return None
    hearer = tree.tokens[start - 1]
    if (
        hearer.upos != "PRON"
        or hearer.head != context.head
        or tree.relations[start - 1] not in ("iobj", "obj")
    ):
        return None
    behind = [c for c in tree.of(context.head, *OF_TOLD_CLAUSE) if c >= start]
    end = max((max(tree.subtree(c)) for c in behind), default=start) + 1
    if tree.tokens[start].upos not in OPENS_CLAUSE or not _has_finite_first(tree, range(start, end)):
        return None
    return runs(tree, range(start, end))


def _has_finite_first(tree: Tree, clause: range) -> bool:
    """Return whether a finite verb comes before any conjunction, relative or mark: "the file was lost", not "the truth when he came"."""
    for p in clause:
        token = tree.tokens[p]
        if token.upos in ("VERB", "AUX") and is_finite(token):
            return p > clause.start
        if token.upos in ("SCONJ", "PUNCT") or "PronType=Rel" in token.feats or "PronType=Int" in token.feats:
            return False
    return False


def _clause_behind_hearer(context: CueContext) -> tuple[Extent, ...] | None:
    """Read "told him talks failed", where the parser takes the clause for an adverbial one."""
    tree, head = context.tree, context.head
    hearers = tree.of(head, "obj", "iobj") if context.cue.row.hearer and context.has_frame("clause") else []
    if not hearers:
        return None
    last = max(tree.subtree(hearers[-1]))
    clauses = [c for c in tree.of(head, "advcl", "parataxis") if min(tree.subtree(c)) == last + 1]
    said = [c for c in clauses if _opens_with_subject(tree, c)]
    return context.extents(said) if said else None


def _opens_with_subject(tree: Tree, c: int) -> bool:
    first = min(tree.subtree(c))
    return any(first in tree.subtree(s) for s in tree.of(c, *SUBJECTS))


def _is_clause(context: CueContext, c: int) -> bool:
    tree = context.tree
    if context.has_frame("gerund") and "VerbForm=Ger" in tree.tokens[c].feats:
        return True
    return context.has_frame("clause") and _is_finite_clause(tree, c)


def _is_finite_clause(tree: Tree, c: int) -> bool:
    if has_to(tree, c) and not tree.of(c, *SUBJECTS):
        return False
    return bool(tree.of(c, *SUBJECTS, "expl", "mark", "aux", "cop")) or is_finite(tree.tokens[c])


def _clause_around(context: CueContext) -> tuple[Extent, ...] | None:
    """Read "The deal, he said, is dead": the cue's own clause is a parenthesis in its content."""
    tree, head = context.tree, context.head
    up = tree.tokens[head].head
    has_clause_frame = context.has_frame("clause") or context.has_frame("gerund")
    if not has_clause_frame or tree.relations[head] != "parataxis" or up < 0:
        return None
    if not tree.of(head, *SUBJECTS) or tree.of(head, "ccomp", "obj", "mark"):
        return None
    return runs(tree, set(tree.subtree(up)) - set(tree.subtree(head))) or None


def _quotations_beside(context: CueContext) -> tuple[Extent, ...] | None:
    """Return the quotations that touch the cue, its source or its objects, with a comma or colon between."""
    if not context.has_frame("quote"):
        return None
    beside = _words_beside(context)
    spoken = (q for q in context.quotes if _is_speech(context, q, beside[:2]))
    found = ((q.start, q.end) for q in spoken if any(_is_adjacent(context.text, q, e) for e in beside))
    return tuple(found) or None


def _words_beside(context: CueContext) -> list[Extent]:
    """Return the extents of the cue, its source, and its objects, obliques and adverbs, in this order."""
    tree, source = context.tree, context.source
    found = [context.extent]
    if source is not None:
        found += runs(tree, tree.subtree(source, ("acl", "appos")))
    dependents = tree.of(context.head, "obj", "iobj", "obl", "advmod")
    return [*found, *runs(tree, [p for c in dependents for p in tree.subtree(c)])]


def _is_speech(context: CueContext, quote: Quote, own: Sequence[Extent]) -> bool:
    """Return whether a quotation is speech: long enough, no title, and not around the cue or source itself."""
    if quote.single and quote.inner_end - quote.inner_start < SHORT_SINGLE:
        return False
    if any(overlap((quote.start, quote.end), extent) for extent in own):
        return False
    sentence = context.tree.sentence
    words = context.text[quote.inner_start : quote.inner_end].split()
    return len(words) >= LONG_QUOTE and not is_title(context.text, quote, (sentence.start, sentence.end))


def _is_adjacent(text: str, quote: Quote, extent: Extent) -> bool:
    if quote.end <= extent[0]:
        return _is_punctuation(text[quote.end : extent[0]])
    gap = text[extent[1] : quote.start]
    return _is_colon(gap) or _is_punctuation(gap)


def _is_colon(gap: str) -> bool:
    return gap.startswith(":") and len(gap) <= COLON_GAP and not gap[1:].strip()


def _is_punctuation(gap: str) -> bool:
    return len(gap) <= MARKS_GAP and not any(c.isalnum() or c == "\n" for c in gap)


# ---- infinitives, objects, prepositional phrases ------------------------------------------------


def _subject_and_infinitive(context: CueContext) -> tuple[Extent, ...] | None:
    """Read "Oslo is expected to leave": subject and infinitive are the content."""
    passive = context.tree.of(context.head, "nsubj:pass") if context.has_frame("subject") else []
    infinitives = context.infinitives() if passive else []
    return context.extents([*passive, *infinitives]) if infinitives else None


def _infinitive(context: CueContext) -> tuple[Extent, ...] | None:
    """Read "plans to leave", "urged Oslo to leave"."""
    infinitives = context.infinitives() if context.has_frame("to") else []
    return context.extents([*context.objects(), *infinitives]) if infinitives else None


def _predicate_of_object(context: CueContext) -> tuple[Extent, ...] | None:
    """Read "called the deal a mistake", "described it as dead". A row with the frame `small` has no other."""
    if not context.has_frame("small"):
        return None
    predicates = [c for c in context.tree.of(context.head, "xcomp") if not has_to(context.tree, c)]
    said = [*predicates, *context.prepositional()]
    return context.extents([*context.objects(), *said]) if said else ()


def _prepositional_phrase(context: CueContext) -> tuple[Extent, ...] | None:
    """Read "spoke of a new start": the content is the phrase without its preposition."""
    if context.has_frame("object") or context.cue.row.kind == "accuse":
        return None
    heads = context.prepositional()
    if not heads:
        return None
    tree = context.tree
    inside = {p for c in heads for p in _without_introducer(tree, c)}
    return runs(tree, inside - {context.head, *context.cue.others})


def _without_introducer(tree: Tree, c: int) -> list[int]:
    """Return the words under `c` without the preposition or conjunction before it."""
    introducers = [m for m in tree.of(c, "case", "mark") if m < c and _is_plain(tree, m)]
    return [p for p in tree.subtree(c) if p not in introducers]


def _is_plain(tree: Tree, m: int) -> bool:
    """Return whether the relation of `m` has no subtype."""
    return tree.relations[m] == tree.tokens[m].deprel


def _object(context: CueContext) -> tuple[Extent, ...] | None:
    """Read "denied the claims", "accused Oslo of lying": the object, and what a listed preposition introduces."""
    objects = context.objects() if context.has_frame("object") else []
    return context.extents([*objects, *context.prepositional()]) if objects else None


CONTENT_RULES: tuple[FindingRule[CueContext, tuple[Extent, ...]], ...]
CONTENT_RULES = (
    FindingRule("cue-and-its-preposition", _object_of_preposition),
    FindingRule("cue-and-clause", _clause_of_noun),
    FindingRule("cue-and-clause", _clause_behind_pronoun),
    FindingRule("cue-and-clause", _clause_of_verb),
    FindingRule("cue-and-clause", _clause_behind_hearer),
    FindingRule("cue-inside-its-clause", _clause_around),
    FindingRule("cue-and-quotation", _quotations_beside),
    FindingRule("cue-subject-and-infinitive", _subject_and_infinitive),
    FindingRule("cue-and-infinitive", _infinitive),
    FindingRule("cue-object-and-predicate", _predicate_of_object),
    FindingRule("cue-and-prepositional-phrase", _prepositional_phrase),
    FindingRule("cue-and-object", _object),
)


def has_to(tree: Tree, i: int) -> bool:
    """Return whether the verb `i` has "to" before it, as a mark or, by a slip of the parser, as an auxiliary."""
    return any(tree.lemma(m) == INFINITIVE_MARK for m in tree.of(i, "mark", "aux"))


def _is_introduced_by(tree: Tree, c: int, preposition: str) -> bool:
    return any(tree.lemma(m) == preposition for m in tree.of(c, "case", "mark"))
