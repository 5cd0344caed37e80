"""Who says what a cue signals: the phrase that names the source, by the tree alone."""

from __future__ import annotations

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import is_introduced_by, owning_phrases
from onrecord.lexicon.attributions import AttributionWords, Cue
from onrecord.reading.attributions.extents.cues import SUBJECTS, climb, find_cue
from onrecord.reading.attributions.extents.drafts import Extent, runs, trimmed

CLAUSES = ("ccomp", "csubj")
NOT_OF_A_PHRASE = ("case", "mark", "cc", "punct")  # hang on a phrase but are no part of it
PARTS_OF_A_NAME = ("flat", "compound", "det", "amod", "nummod", "fixed")
LONG_SOURCE = 25  # words; a longer one loses the relative clause and apposition behind its head


def source_of(tree: Tree, i: int, row: Cue | None, words: AttributionWords) -> int | None:
    """Return the head of the phrase that names who says what token `i` signals, or None."""
    if row is not None and row.pos == "noun":
        return _holder(tree, i, words)
    tokens = tree.tokens
    passive = bool(tree.of(i, "aux:pass")) or bool(tree.of(i, "nsubj:pass", "csubj:pass"))
    if passive:
        return _agent(tree, i, words)
    subjects = [c for c in tree.of(i, "nsubj") if tokens[c].deprel != "nsubj:pass"]
    # "Moscow wanted to hold": a parser may hang who wants on the infinitive
    subjects = subjects or [c for x in tree.of(i, "xcomp") for c in tree.of(x, "nsubj") if c < i]
    if subjects:
        return None if _is_dummy(tree, i, subjects[0], words) else subjects[0]
    relation = tokens[i].deprel.partition(":")[0]
    up = tokens[i].head
    if up < 0 or tree.of(i, "expl"):
        return None
    if relation == "conj" and tokens[up].upos in ("VERB", "AUX", "ADJ", "NOUN"):
        return source_of(tree, up, None, words)
    past_participle = "VerbForm=Part" in tokens[i].feats and "Tense=Past" in tokens[i].feats
    if relation == "advcl" and past_participle and not tree.of(i, "aux"):
        return _agent(tree, i, words)
    if (
        relation == "advcl"
        and tokens[i].upos == "VERB"
        and (speaker := _speaking_on(tree, i, words)) is not None
    ):
        return source_of(tree, speaker, None, words)
    if relation in ("advcl", "xcomp", "parataxis", "dep") and tokens[i].upos == "VERB":
        if relation == "xcomp" and (objects := tree.of(up, "obj", "iobj")):
            return objects[0]
        # "said as much, arguing that": the parser may hang it on a word between the two verbs
        doing = next((n for n in tree.path_up(i) if tokens[n].upos in ("VERB", "AUX", "ADJ")), None)
        return None if doing is None else source_of(tree, doing, None, words)
    if relation == "acl" and past_participle:
        return _agent(tree, i, words)
    if relation == "acl" and tokens[i].deprel != "acl:relcl" and not tree.of(i, "mark"):
        return up
    return _agent(tree, i, words)


def _speaking_on(tree: Tree, i: int, words: AttributionWords) -> int | None:
    """Return the verb of saying whose speaker goes on at `i`: "said that ..., adding that ...".

    Parsers like to hang the participle on the clause before it, whose subject did not speak.
    """
    tokens = tree.tokens
    cue = find_cue(tree, i, words)
    comma = i > 0 and tokens[i - 1].text == ","
    if cue is None or cue.row.kind != "say" or not comma or tree.of(i, *SUBJECTS, "mark"):
        return None
    below = i
    for node in tree.path_up(i):
        above = find_cue(tree, node, words) if tokens[below].deprel == "ccomp" else None
        if above is not None and above.row.kind == "say" and node < i:
            return node
        below = node
    return None


def source_for(text: str, forest: Forest, cue: Extent, words: AttributionWords) -> Extent | None:
    """Return the source of a cue that the model found, by the tree alone: whatever the word is."""
    tree = forest.at(cue[0])
    head = None if tree is None else tree.head_of(*cue)
    if tree is None or head is None:
        return None
    found = find_cue(tree, head, words)
    top, _ = climb(tree, head, words)
    if found is None and tree.tokens[head].upos == "NOUN":
        holder = _holder(tree, head, words)
    else:
        holder = source_of(tree, top, None if found is None else found.row, words)
    return None if holder is None else source_extent(text, tree, holder, cue)


def whole_source(text: str, forest: Forest, source: Extent, cue: Extent) -> Extent:
    """Return the noun phrase that `source` is the core of: "many" of "many European countries"."""
    tree = forest.at(source[0])
    head = None if tree is None else tree.head_of(*source)
    if tree is None or head is None or tree.tokens[head].upos == "VERB":
        return source
    while tree.tokens[head].deprel.partition(":")[0] in PARTS_OF_A_NAME and tree.tokens[head].head >= 0:
        head = tree.tokens[head].head
    whole = source_extent(text, tree, head, cue)
    if whole is None or whole[1] <= cue[0] < whole[0]:
        return source
    return (min(source[0], whole[0]), max(source[1], whole[1]))


def is_acted_on(forest: Forest, source: Extent, cue: Extent, words: AttributionWords) -> bool:
    """Whether `source` is the subject of a passive cue: who is asked or accused, not who asks.

    "She is convinced" and "was pressed to explain" have their speaker as the subject all the same.
    """
    tree = forest.at(cue[0])
    head = None if tree is None else tree.head_of(*cue)
    if tree is None or head is None:
        return False
    found = find_cue(tree, head, words)
    speaks = any(tree.tokens[c].start < cue[1] for c in tree.of(head, "xcomp"))
    helpers = tree.of(head, "aux:pass")
    # "not only documented increases" and "who’s called for": what has an object acts, and ’s may be "has"
    acts = (not helpers and tree.of(head, "obj")) or any(
        tree.tokens[c].text.lower() in words.classes.has_or_is for c in helpers
    )
    if found is None or found.row.kind == "believe" or speaks or acts:
        return False
    return any(source[0] <= tree.tokens[c].start < source[1] for c in tree.of(head, "nsubj:pass"))


def _agent(tree: Tree, i: int, words: AttributionWords) -> int | None:
    for c in tree.of(i, "obl"):
        agents = words.classes.agent_prepositions
        if tree.tokens[c].deprel == "obl:agent" or is_introduced_by(tree, c, agents):
            return c if tree.tokens[c].upos in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM") else None
    return None


def _is_dummy(tree: Tree, i: int, subject: int, words: AttributionWords) -> bool:
    """Whether the subject is the "it" of "it is clear that": it names nobody."""
    token = tree.tokens[subject]
    return (
        token.lemma.lower() in words.classes.expletives
        and bool(tree.of(i, "cop", "aux:pass"))
        and bool(tree.of(i, *CLAUSES))
    )


def _holder(tree: Tree, i: int, words: AttributionWords) -> int | None:
    """Return whose claim, warning or plan the noun `i` is."""
    owner = next(owning_phrases(tree, i, words.classes.holder_prepositions), None)
    if owner is not None:
        return owner
    up = tree.tokens[i].head
    if tree.tokens[i].deprel == "obj" and up >= 0 and tree.tokens[up].upos == "VERB":
        return source_of(tree, up, None, words)
    return None


def source_extent(text: str, tree: Tree, head: int, cue: Extent) -> Extent | None:
    """Return the words of the source, with its appositions; of a very long one, the core alone."""
    positions = _phrase(tree, head)
    if len(positions) > LONG_SOURCE:
        positions = _phrase(tree, head, "acl", "appos", "parataxis", "conj")
    extents = runs(tree, positions)
    core = next((e for e in extents if e[0] <= tree.tokens[head].start < e[1]), None)
    if core is None or not any(c.isalpha() for c in text[slice(*core)]):
        return None
    if core[0] < cue[1] and core[1] > cue[0]:  # the cue stands inside its source: "a man saying ..."
        core = (core[0], cue[0]) if core[0] < cue[0] else (cue[1], core[1])
    return trimmed(core, text, frozenset(",;:—–"))


def _phrase(tree: Tree, head: int, *left_out: str) -> list[int]:
    """Return the positions of the phrase under `head`, without its preposition or conjunction."""
    clitic = [c for c in tree.of(head, "case") if c > head]  # the 's of a possessor is cut too
    positions = tree.subtree(head, (*NOT_OF_A_PHRASE, *left_out))
    inner = [c for c in tree.of(head, "punct") if positions[0] < c < positions[-1]]
    return sorted({*positions, *inner} - set(clitic))
