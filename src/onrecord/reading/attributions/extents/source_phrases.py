"""The source of a cue in the tree: the phrase that names who says what the cue signals."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import is_introduced_by, owning_phrases
from onrecord.grammar.tree import is_past_participle
from onrecord.grammar.voice import SUBJECTS
from onrecord.lexicon.attributions import AttributionWords, Cue
from onrecord.reading.attributions.extents.cues import climb, find_cue
from onrecord.reading.attributions.extents.drafts import Extent, covers, overlap, runs, trimmed
from onrecord.reading.rules import FindingRule, first_finding

COMPLEMENT_CLAUSES = ("ccomp", "csubj")
PREDICATES = ("VERB", "AUX", "ADJ")
WITHOUT_SUBJECT = (
    "advcl",
    "xcomp",
    "parataxis",
    "dep",
)  # relations of clauses that take a subject from above
AGENT_POS = ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM")  # what may head an agent
NOT_OF_A_PHRASE = ("case", "mark", "cc", "punct")  # depend on the head of a phrase but are no part of it
PARTS_OF_A_NAME = ("flat", "compound", "det", "amod", "nummod", "fixed")
LONG_SOURCE = 25  # words; a longer source loses the relative clause and apposition behind its head
PHRASE_EDGES = frozenset(",;:—–")

Source = tuple[int, ...]  # the head of the source; empty where the cue has none


@dataclass(frozen=True, slots=True)
class Signal:
    """A token that signals an attribution; `row` is its row in cues.tsv, None for a verb above a cue."""

    tree: Tree
    i: int
    row: Cue | None
    words: AttributionWords

    @property
    def relation(self) -> str:
        """Its relation without the subtype."""
        return self.tree.relations[self.i]

    @property
    def up(self) -> int:
        """Its head, -1 for the root."""
        return self.tree.tokens[self.i].head

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb."""
        return self.tree.tokens[self.i].upos == "VERB"

    @property
    def is_past_participle(self) -> bool:
        """Whether it is a past participle."""
        return is_past_participle(self.tree.tokens[self.i])


def source_of(tree: Tree, i: int, row: Cue | None, words: AttributionWords) -> int | None:
    """Return the head of the phrase that names the source of what token `i` signals, or None."""
    found = first_finding(SOURCE_RULES, Signal(tree, i, row, words))
    return found[1][0] if found and found[1] else None


def source_of_cue(tree: Tree, head: int, top: int, row: Cue | None, words: AttributionWords) -> int | None:
    """Return the head of the source of the cue at `head`, whose highest governor is `top`, or None.

    In "Ort was quoted by the Post as saying that" the verb above "saying" has another source.
    """
    quoted = _who_is_quoted(Signal(tree, head, row, words))
    return quoted[0] if quoted else source_of(tree, top, row, words)


def _source_at(signal: Signal, i: int) -> Source:
    """Return the source of another token of the sentence."""
    return _as_source(source_of(signal.tree, i, None, signal.words))


def _as_source(head: int | None) -> Source:
    return () if head is None else (head,)


# ---- by its own subject, agent or owner ---------------------------------------------------------


def _owner_of_noun(signal: Signal) -> Source | None:
    """Read "Ort's claim", "a warning by the ministry"."""
    is_noun = signal.row is not None and signal.row.pos == "noun"
    return _as_source(_owner(signal.tree, signal.i, signal.words)) if is_noun else None


def _agent_of_passive(signal: Signal) -> Source | None:
    """Read "it was claimed by Ort"."""
    is_passive = signal.tree.of(signal.i, "aux:pass", "nsubj:pass", "csubj:pass")
    return _agent(signal) if is_passive else None


def _own_subject(signal: Signal) -> Source | None:
    """Read "Ort said"; "it is clear that" has no source."""
    tree, i = signal.tree, signal.i
    subjects = [c for c in tree.of(i, "nsubj") if tree.tokens[c].deprel != "nsubj:pass"]
    # "Moscow wanted to hold": the parser may attach "Moscow" to the infinitive
    subjects = subjects or [c for x in tree.of(i, "xcomp") for c in tree.of(x, "nsubj") if c < i]
    if not subjects:
        return None
    return () if _is_dummy(signal, subjects[0]) else (subjects[0],)


def _is_dummy(signal: Signal, subject: int) -> bool:
    """Return whether the subject is the "it" of "it is clear that"."""
    tree, i = signal.tree, signal.i
    is_it = tree.lemma(subject) in signal.words.classes.expletives
    return is_it and bool(tree.of(i, "cop", "aux:pass")) and bool(tree.of(i, *COMPLEMENT_CLAUSES))


def _no_source(signal: Signal) -> Source | None:
    """Return no source for a root, and for "there is talk that"."""
    return () if signal.up < 0 or signal.tree.of(signal.i, "expl") else None


# ---- by what the cue depends on -----------------------------------------------------------------


def _shared_by_conjuncts(signal: Signal) -> Source | None:
    """Read "Ort rose and said"."""
    is_conjunct = signal.relation == "conj" and signal.tree.tokens[signal.up].upos in (*PREDICATES, "NOUN")
    return _source_at(signal, signal.up) if is_conjunct else None


def _agent_of_participle(signal: Signal) -> Source | None:
    """Read "talks failed, said by Ort to be near"."""
    is_adverbial = signal.relation == "advcl" and signal.is_past_participle
    return _agent(signal) if is_adverbial and not signal.tree.of(signal.i, "aux") else None


def _agent_of_conjunct(signal: Signal) -> Source | None:
    """Read "hailed by Oslo and dismissed by Lima": each participle has its own agent."""
    is_conjunct = signal.relation == "conj" and signal.is_past_participle
    return (_agent(signal) or None) if is_conjunct else None


def _who_is_quoted(signal: Signal) -> Source | None:
    """Read "quoted Ort as saying", "Ort was quoted by the Post as saying": it is Ort who says it."""
    tree, classes = signal.tree, signal.words.classes
    if signal.i == 0 or tree.word(signal.i - 1) not in classes.capacity_openers:
        return None
    verbs = (n for n in range(signal.i - 1, -1, -1) if tree.tokens[n].upos == "VERB")
    verb = next(verbs, None)
    if verb is None or signal.words.verb(tree.tokens[verb]) not in classes.quoting_verbs:
        return None
    return tuple(tree.of(verb, "nsubj:pass", "obj")[:1]) or None


def _same_speaker(signal: Signal) -> Source | None:
    """Read "said that talks failed, adding that": the participle has the source of "said"."""
    verb = _verb_continued(signal) if signal.relation == "advcl" and signal.is_verb else None
    return None if verb is None else _source_at(signal, verb)


def _verb_continued(signal: Signal) -> int | None:
    """Return the verb of saying that a participle behind a comma continues.

    Parsers often attach the participle to the clause before it, whose subject did not speak.
    """
    tree, i = signal.tree, signal.i
    is_behind_comma = i > 0 and tree.tokens[i - 1].text == ","
    if not is_behind_comma or tree.of(i, *SUBJECTS, "mark") or not _is_saying(signal, i):
        return None
    below = i
    for node in tree.path_up(i):
        if node < i and tree.tokens[below].deprel == "ccomp" and _is_saying(signal, node):
            return node
        below = node
    return None


def _is_saying(signal: Signal, i: int) -> bool:
    cue = find_cue(signal.tree, i, signal.words)
    return cue is not None and cue.row.kind == "say"


def _object_above(signal: Signal) -> Source | None:
    """Read "urged Oslo to say": Oslo is to say it."""
    is_completing = signal.relation == "xcomp" and signal.is_verb
    objects = signal.tree.of(signal.up, "obj", "iobj") if is_completing else []
    return (objects[0],) if objects else None


def _subject_above(signal: Signal) -> Source | None:
    """Read "said as much, arguing that"; the parser may attach "arguing" to a word between the two verbs."""
    if signal.relation not in WITHOUT_SUBJECT or not signal.is_verb:
        return None
    tree = signal.tree
    above = next((n for n in tree.path_up(signal.i) if tree.tokens[n].upos in PREDICATES), None)
    return () if above is None else _source_at(signal, above)


def _modified_noun(signal: Signal) -> Source | None:
    """Read "a man saying that"; in "a plan announced by Ort" the agent is the source."""
    deprel = signal.tree.tokens[signal.i].deprel
    if signal.relation != "acl" or signal.is_past_participle or deprel == "acl:relcl":
        return None
    return None if signal.tree.of(signal.i, "mark") else (signal.up,)


def _agent(signal: Signal) -> Source:
    """Return who stands behind "by" or the like."""
    tree, prepositions = signal.tree, signal.words.classes.agent_prepositions
    for c in tree.of(signal.i, "obl"):
        if tree.tokens[c].deprel == "obl:agent" or is_introduced_by(tree, c, prepositions):
            return (c,) if tree.tokens[c].upos in AGENT_POS else ()
    return ()


SOURCE_RULES: tuple[FindingRule[Signal, Source], ...]
SOURCE_RULES = (
    FindingRule("owner of a noun", _owner_of_noun),
    FindingRule("agent of a passive", _agent_of_passive),
    FindingRule("agent of a conjunct", _agent_of_conjunct),
    FindingRule("own subject", _own_subject),
    FindingRule("no source", _no_source),
    FindingRule("shared by conjuncts", _shared_by_conjuncts),
    FindingRule("agent of a participle", _agent_of_participle),
    FindingRule("same speaker", _same_speaker),
    FindingRule("object above", _object_above),
    FindingRule("subject above", _subject_above),
    FindingRule("modified noun", _modified_noun),
    FindingRule("agent", _agent),
)


def _owner(tree: Tree, i: int, words: AttributionWords) -> int | None:
    """Return whose claim, warning or plan the noun `i` is: its owner, or the subject of "made a claim"."""
    owner = next(owning_phrases(tree, i, words.classes.holder_prepositions), None)
    if owner is not None:
        return owner
    up = tree.tokens[i].head
    is_object = tree.tokens[i].deprel == "obj" and up >= 0 and tree.tokens[up].upos == "VERB"
    return source_of(tree, up, None, words) if is_object else None


# ---- of a cue or source that the model found ----------------------------------------------------


def source_for(text: str, forest: Forest, cue: Extent, words: AttributionWords) -> Extent | None:
    """Return the source of a cue of the model by the tree alone; the cue may be no word of the tables."""
    place = cue_head(forest, cue)
    head = None if place is None else _source_head(*place, words)
    return None if place is None or head is None else source_extent(text, place[0], head, cue)


def agent_for(text: str, forest: Forest, cue: Extent, words: AttributionWords) -> Extent | None:
    """Return the agent of a cue that is a passive participle with one of its own: "dismissed by Lima"."""
    place = cue_head(forest, cue)
    if place is None or not is_past_participle(place[0].tokens[place[1]]):
        return None
    tree, head = place
    agent = _agent(Signal(tree, head, None, words))
    return source_extent(text, tree, agent[0], cue) if agent else None


def agent_of(tree: Tree, i: int, words: AttributionWords) -> int | None:
    """Return the head of who stands behind "by" at a passive, or None."""
    return next(iter(_agent(Signal(tree, i, None, words))), None)


def cue_head(forest: Forest, cue: Extent) -> tuple[Tree, int] | None:
    """Return the sentence of a cue and the position of its head."""
    tree = forest.at(cue[0])
    head = None if tree is None else tree.head_of(*cue)
    return None if tree is None or head is None else (tree, head)


def _source_head(tree: Tree, head: int, words: AttributionWords) -> int | None:
    found = find_cue(tree, head, words)
    if found is None and tree.tokens[head].upos == "NOUN":
        return _owner(tree, head, words)
    top, _ = climb(tree, head, words)
    return source_of_cue(tree, head, top, None if found is None else found.row, words)


def whole_source(text: str, forest: Forest, source: Extent, cue: Extent) -> Extent:
    """Return the noun phrase that `source` is the core of: "many" → "many European countries"."""
    place = cue_head(forest, source)
    if place is None or place[0].tokens[place[1]].upos == "VERB":
        return source
    tree, head = place
    while tree.relations[head] in PARTS_OF_A_NAME and tree.tokens[head].head >= 0:
        head = tree.tokens[head].head
    whole = source_extent(text, tree, head, cue)
    if whole is None or whole[1] <= cue[0] < whole[0]:
        return source
    return min(source[0], whole[0]), max(source[1], whole[1])


def is_undergoer(forest: Forest, source: Extent, cue: Extent, words: AttributionWords) -> bool:
    """Return whether `source` is the subject of a passive cue: who is asked or accused, not who asks.

    Not so in "she is convinced" and "was pressed to explain", where the subject is the speaker.
    """
    place = cue_head(forest, cue)
    if place is None or not _is_cue_of_others(*place, cue, words) or _is_active(*place, words):
        return False
    tree, head = place
    return any(covers(source, tree.tokens[c].start) for c in tree.of(head, "nsubj:pass"))


def _is_cue_of_others(tree: Tree, head: int, cue: Extent, words: AttributionWords) -> bool:
    """Return whether the passive subject of a cue is not its speaker."""
    found = find_cue(tree, head, words)
    if found is None or found.row.kind == "believe":
        return False
    return not any(tree.tokens[c].start < cue[1] for c in tree.of(head, "xcomp"))


def _is_active(tree: Tree, head: int, words: AttributionWords) -> bool:
    """Return whether a verb that the parser takes for a passive is active.

    It is if it has an object ("not only documented increases") or if its "’s" may be "has" ("who’s called for").
    """
    auxiliaries = tree.of(head, "aux:pass")
    if not auxiliaries and tree.of(head, "obj"):
        return True
    return any(tree.word(c) in words.classes.has_or_is for c in auxiliaries)


# ---- its extent ---------------------------------------------------------------------------------


def source_extent(text: str, tree: Tree, head: int, cue: Extent) -> Extent | None:
    """Return the phrase of a source with its appositions; of a very long one, the core alone."""
    positions = _phrase(tree, head)
    if len(positions) > LONG_SOURCE:
        positions = _phrase(tree, head, "acl", "appos", "parataxis", "conj")
    extents = runs(tree, positions)
    core = next((e for e in extents if covers(e, tree.tokens[head].start)), None)
    if core is None or not any(c.isalpha() for c in text[slice(*core)]):
        return None
    return trimmed(_outside(core, cue), text, PHRASE_EDGES)


def _outside(source: Extent, cue: Extent) -> Extent:
    """Return the source without a cue inside it, "a man saying ...": the part before it, or else behind it."""
    if not overlap(source, cue):
        return source
    return (source[0], cue[0]) if source[0] < cue[0] else (cue[1], source[1])


def _phrase(tree: Tree, head: int, *left_out: str) -> list[int]:
    """Return the positions of the phrase under `head` without its preposition, conjunction or possessive 's."""
    genitives = [c for c in tree.of(head, "case") if c > head]
    positions = tree.subtree(head, (*NOT_OF_A_PHRASE, *left_out))
    inner = [c for c in tree.of(head, "punct") if positions[0] < c < positions[-1]]
    return [*_possessor_before(tree, positions[0], head), *sorted({*positions, *inner} - set(genitives))]


def _possessor_before(tree: Tree, first: int, head: int) -> list[int]:
    """Return the "my" of "my brother" where the parser gives it to a noun further on."""
    is_stray = (
        first > 0 and tree.tokens[first - 1].deprel == "nmod:poss" and tree.tokens[first - 1].head > head
    )
    return [first - 1] if is_stray and tree.tokens[first - 1].upos == "PRON" else []
