"""Find attributions by rule: a cue word of the tables, its source and its content in the tree.

The model marks outermost attributions only; these rules see those inside, those that the
model missed, and what kind of cue each is. A rule fires only in the frames that the cue's
row trusts: a finite clause, words in quotation marks, an infinitive, an object, the object
of a preposition. The patterns are those of Pareti's and the PolNeAR guidelines, in UD terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicon.attributions import AttributionWords, Cue, CuePos
from onrecord.reading.attributions.drafts import Draft, Extent, runs, trimmed
from onrecord.reading.attributions.quotes import Quote, is_title
from onrecord.reading.syntax import Forest, Tree

POS_OF: dict[str, CuePos] = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
SUBJECTS = ("nsubj", "csubj")
CLAUSES = ("ccomp", "csubj")
NOT_OF_A_PHRASE = ("case", "mark", "cc", "punct")  # hang on a phrase but are no part of it
CLAUSE_FRAMES = frozenset({"clause", "quote", "to", "gerund", "object", "subject", "small"})
PARTS_OF_A_NAME = ("flat", "compound", "det", "amod", "nummod", "fixed")
LONG_SOURCE = 25  # words; a longer one loses the relative clause and apposition behind its head
COLON_GAP = 5  # code points: a colon and the break to the paragraph that it introduces
LONG_QUOTE = 3  # words that a quotation beside a cue must hold to be speech when no clause says so


@dataclass(frozen=True, slots=True)
class CueAt:
    """A cue word in a tree: its row, its head's position and those of the words that belong to it."""

    row: Cue
    head: int
    others: tuple[int, ...]
    object_head: int | None  # of a row that ends in a preposition: the head of its object


def find_by_rule(
    text: str, forest: Forest, quotes: Sequence[Quote], words: AttributionWords
) -> tuple[Draft, ...]:
    """Return what the rules find in every sentence, nested ones among them, in text order."""
    found: list[Draft] = []
    for tree in forest.trees:
        reach = tree.sentence.end + (COLON_GAP if tree.tokens[-1].text == ":" else 0)
        near = [q for q in quotes if q.start < reach and q.end > tree.sentence.start]
        for i, token in enumerate(tree.tokens):
            draft = None
            if token.deprel == "case":
                draft = _by_adposition(text, tree, i, words)
            elif token.upos in POS_OF and (cue := find_cue(tree, i, words)) is not None:
                draft = _by_cue(text, tree, cue, near, words)
            if draft is not None:
                found.append(draft)
    return tuple(found)


def find_cue(tree: Tree, i: int, words: AttributionWords) -> CueAt | None:
    """Return the longest cue of the tables whose head is token `i` and whose other words hang on it."""
    pos = POS_OF.get(tree.tokens[i].upos)
    if pos is None:
        return None
    lemma = words.verb(tree.tokens[i]) if pos == "verb" else words.noun(tree.tokens[i])
    for row in words.cues.get((pos, lemma), ()):
        others: list[int] = []
        object_head = None
        for word in row.words[1:]:
            hit = next((c for c in tree.children[i] if tree.tokens[c].lemma.lower() == word), None)
            if hit is None:
                object_head, hit = _with_case(tree, i, word)
            if hit is None:
                break
            others.append(hit)
        if len(others) == len(row.words) - 1:
            return CueAt(row, i, tuple(others), object_head)
    return None


def _with_case(tree: Tree, i: int, word: str) -> tuple[int | None, int | None]:
    """Return the oblique (or clause) of `i` that the preposition `word` introduces, and that preposition."""
    for c in tree.of(i, "obl", "nmod", "advcl", "acl", "xcomp"):
        if tree.tokens[c].deprel == "obl:unmarked":
            continue
        for m in tree.of(c, "case", "mark"):
            if tree.tokens[m].lemma.lower() == word and m > i:
                infinitive = word == "to" and tree.tokens[m].deprel == "mark"
                if not infinitive:
                    return c, m
    return None, None


# ---- the cue and its governors -------------------------------------------------------------


def _by_cue(
    text: str, tree: Tree, cue: CueAt, quotes: Sequence[Quote], words: AttributionWords
) -> Draft | None:
    if not cue.row.frames:
        return None
    top, _ = climb(tree, cue.head, words)
    source = source_of(tree, top, cue.row, words)
    if cue.row.pos == "noun" and source is None:
        return None
    cue_extent = _cue_extent(tree, cue, top)
    frame, content = _content(text, tree, cue, cue_extent, source, quotes)
    content = tuple(e for e in (trimmed(c, text) for c in content) if e is not None)
    if not content:
        return None
    basis = (f"rule: {cue.row.lemma} + {frame} (cues.tsv)",)
    source_extent = None if source is None else _source_extent(text, tree, source, cue_extent)
    return Draft(source_extent, cue_extent, content, basis, score=0.5)


def climb(tree: Tree, i: int, words: AttributionWords) -> tuple[int, tuple[int, ...]]:
    """Return the verb that governs cue `i` as "declined" does "declined to say", and those on the way.

    A verb of wanting or planning is a cue of its own and ends the climb unless the tables call
    it a governor.
    """
    passed: list[int] = []
    while tree.tokens[i].deprel.partition(":")[0] in ("xcomp", "advcl", "ccomp"):
        up = tree.tokens[i].head
        if up < 0 or tree.tokens[up].lemma.lower() not in words.governors or tree.of(i, *SUBJECTS):
            break
        passed.append(up)
        i = up
    return i, tuple(passed)


def _cue_extent(tree: Tree, cue: CueAt, top: int) -> Extent:
    """Return the words from the first auxiliary, adverb or governor that touches the cue to its last particle."""
    first = last = cue.head
    members = {cue.head, top, *cue.others}
    for node in {cue.head, top}:
        for c in tree.of(node, "aux", "cop", "advmod", "compound", "mark"):
            if tree.tokens[c].deprel == "mark" and (node == top or tree.tokens[c].lemma.lower() != "to"):
                continue
            if c < cue.head or tree.tokens[c].deprel == "compound:prt":
                members.add(c)
    while first - 1 in members:
        first -= 1
    while last + 1 in members:
        last += 1
    if cue.row.pos == "adjective" and top == cue.head:
        first = min([first, *(c for c in tree.of(cue.head, "cop", "aux") if c < first)])
    return tree.tokens[first].start, tree.tokens[last].end


# ---- the source ----------------------------------------------------------------------------


def source_of(tree: Tree, i: int, row: Cue | None, words: AttributionWords) -> int | None:
    """Return the head of the phrase that names who says what token `i` signals, or None."""
    if row is not None and row.pos == "noun":
        return _holder(tree, i, words)
    tokens = tree.tokens
    passive = bool(tree.of(i, "aux:pass")) or bool(tree.of(i, "nsubj:pass", "csubj:pass"))
    if passive:
        return _agent(tree, i, words)
    subjects = [c for c in tree.of(i, "nsubj") if tokens[c].deprel != "nsubj:pass"]
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
        return source_of(tree, up, None, words) if tokens[up].upos in ("VERB", "AUX", "ADJ") else None
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
    return None if holder is None else _source_extent(text, tree, holder, cue)


def whole_source(text: str, forest: Forest, source: Extent, cue: Extent) -> Extent:
    """Return the noun phrase that `source` is the core of: "many" of "many European countries"."""
    tree = forest.at(source[0])
    head = None if tree is None else tree.head_of(*source)
    if tree is None or head is None or tree.tokens[head].upos == "VERB":
        return source
    while tree.tokens[head].deprel.partition(":")[0] in PARTS_OF_A_NAME and tree.tokens[head].head >= 0:
        head = tree.tokens[head].head
    whole = _source_extent(text, tree, head, cue)
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
    if found is None or found.row.kind == "believe" or speaks:
        return False
    return any(source[0] <= tree.tokens[c].start < source[1] for c in tree.of(head, "nsubj:pass"))


def _agent(tree: Tree, i: int, words: AttributionWords) -> int | None:
    for c in tree.of(i, "obl"):
        if tree.tokens[c].deprel == "obl:agent" or any(
            tree.tokens[m].lemma.lower() in words.agents for m in tree.of(c, "case")
        ):
            return c if tree.tokens[c].upos in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM") else None
    return None


def _is_dummy(tree: Tree, i: int, subject: int, words: AttributionWords) -> bool:
    """Whether the subject is the "it" of "it is clear that": it names nobody."""
    token = tree.tokens[subject]
    return (
        token.lemma.lower() in words.dummies
        and bool(tree.of(i, "cop", "aux:pass"))
        and bool(tree.of(i, *CLAUSES))
    )


def _holder(tree: Tree, i: int, words: AttributionWords) -> int | None:
    """Return whose claim, warning or plan the noun `i` is."""
    for c in tree.of(i, "nmod"):
        if tree.tokens[c].deprel == "nmod:poss":
            return c
        if any(tree.tokens[m].lemma.lower() in words.holders for m in tree.of(c, "case")):
            return c
    up = tree.tokens[i].head
    if tree.tokens[i].deprel == "obj" and up >= 0 and tree.tokens[up].upos == "VERB":
        return source_of(tree, up, None, words)
    return None


def _source_extent(text: str, tree: Tree, head: int, cue: Extent) -> Extent | None:
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


# ---- the content ---------------------------------------------------------------------------


def _content(
    text: str, tree: Tree, cue: CueAt, cue_extent: Extent, source: int | None, quotes: Sequence[Quote]
) -> tuple[str, tuple[Extent, ...]]:
    """Return the frame that fits first, and the extents of the content in it."""
    frames = cue.row.frames
    skip = {cue.head, *cue.others}
    if cue.object_head is not None:
        follow = [c for c in tree.of(cue.head, "xcomp", "advcl") if c > cue.object_head and _has_to(tree, c)]
        return "its preposition", _extents(tree, [cue.object_head, *follow], skip)
    if cue.row.pos == "noun":
        heads = [c for c in tree.of(cue.head, "acl", "ccomp") if _is_noun_clause(tree, c, frames)]
        return "clause", _extents(tree, heads, skip)
    if "clause" in frames or "gerund" in frames:
        clauses = [c for c in tree.of(cue.head, "ccomp") if _is_clause(tree, c, frames)]
        if clauses:
            return "clause", _with_fronting(tree, clauses, skip)
        around = _around(tree, cue.head)
        if around:
            return "clause around it", around
    if "quote" in frames:
        spoken = _quotes_beside(text, tree, cue, cue_extent, source, quotes)
        if spoken:
            return "quotation", spoken
    return _phrases(tree, cue, skip)


def _phrases(tree: Tree, cue: CueAt, skip: set[int]) -> tuple[str, tuple[Extent, ...]]:
    """Return the infinitive, object or prepositional content, and what goes with it."""
    frames, head = cue.row.frames, cue.head
    passive = tree.of(head, "nsubj:pass")
    objects = (
        [] if cue.row.hearer else tree.of(head, "obj") + (passive if not _is_relative(tree, passive) else [])
    )
    infinitives = (
        [c for c in tree.of(head, "xcomp", "advcl", "ccomp") if _has_to(tree, c)] if "to" in frames else []
    )
    if "subject" in frames and passive:
        to = [c for c in tree.of(head, "xcomp", "advcl", "ccomp") if _has_to(tree, c)]
        if to:
            return "its subject and infinitive", _extents(tree, [*passive, *to], skip)
    if infinitives:
        return "infinitive", _extents(tree, [*objects, *infinitives], skip)
    introduced = [c for f in frames if f not in CLAUSE_FRAMES for c in _introduced(tree, head, f)]
    small = [c for c in tree.of(head, "xcomp") if not _has_to(tree, c)] if "small" in frames else []
    if "small" in frames:
        return (
            ("object and predicate", _extents(tree, [*objects, *small, *introduced], skip))
            if small or introduced
            else ("", ())
        )
    if introduced and "object" not in frames and cue.row.kind != "accuse":
        return "preposition", _extents(tree, introduced, skip, keep_case=False)
    if "object" in frames and objects:
        return "object", _extents(tree, [*objects, *introduced], skip)
    return "", ()


def _introduced(tree: Tree, head: int, preposition: str) -> list[int]:
    return [
        c
        for c in tree.of(head, "obl", "advcl")
        if c > head and any(tree.tokens[m].lemma.lower() == preposition for m in tree.of(c, "case", "mark"))
    ]


def _extents(tree: Tree, heads: Sequence[int], skip: set[int], keep_case: bool = True) -> tuple[Extent, ...]:
    positions: set[int] = set()
    for h in heads:
        own = tree.subtree(h)
        if not keep_case:
            own = [
                p
                for p in own
                if not (tree.tokens[p].head == h and tree.tokens[p].deprel in ("case", "mark") and p < h)
            ]
        positions.update(own)
    return runs(tree, positions - skip)


def _with_fronting(tree: Tree, clauses: Sequence[int], skip: set[int]) -> tuple[Extent, ...]:
    """Return the clauses; with one that comes before the cue, all that its sentence says before it."""
    return _extents(tree, clauses, skip)


def _around(tree: Tree, cue: int) -> tuple[Extent, ...]:
    """Return the clause in which the cue's own stands as a parenthesis: "The deal, he said, is dead"."""
    token = tree.tokens[cue]
    if token.deprel.partition(":")[0] != "parataxis" or token.head < 0:
        return ()
    if not tree.of(cue, *SUBJECTS) or tree.of(cue, "ccomp", "obj", "mark"):
        return ()
    return runs(tree, set(tree.subtree(token.head)) - set(tree.subtree(cue)))


def _quotes_beside(
    text: str, tree: Tree, cue: CueAt, cue_extent: Extent, source: int | None, quotes: Sequence[Quote]
) -> tuple[Extent, ...]:
    """Return the quotations that touch the words of the cue and its source, a comma or colon between."""
    own = [cue_extent]
    if source is not None:
        own += runs(tree, tree.subtree(source, ("acl", "appos")))
    own += runs(tree, [p for c in tree.of(cue.head, "obj", "iobj", "obl", "advmod") for p in tree.subtree(c)])
    found = []
    for quote in quotes:
        if (quote.single and quote.inner_end - quote.inner_start < 20) or any(
            quote.start < e and s < quote.end for s, e in own[:2]
        ):
            continue
        long = len(text[quote.inner_start : quote.inner_end].split()) >= LONG_QUOTE
        if is_title(text, quote, (tree.sentence.start, tree.sentence.end)):
            continue
        if long and any(_touches(text, quote, extent) for extent in own):
            found.append((quote.start, quote.end))
    return tuple(found)


def _touches(text: str, quote: Quote, extent: Extent) -> bool:
    before = quote.end <= extent[0]
    gap = text[quote.end : extent[0]] if before else text[extent[1] : quote.start]
    if not before and gap.startswith(":") and len(gap) <= COLON_GAP and not gap[1:].strip():
        return True
    return len(gap) <= 3 and not any(c.isalnum() or c == "\n" for c in gap)


def _has_to(tree: Tree, i: int) -> bool:
    return any(tree.tokens[m].lemma.lower() == "to" for m in tree.of(i, "mark", "aux"))


def _is_clause(tree: Tree, i: int, frames: Sequence[str]) -> bool:
    token = tree.tokens[i]
    finite = bool(tree.of(i, *SUBJECTS, "expl", "mark", "aux", "cop")) or "VerbForm=Fin" in token.feats
    if "clause" in frames and finite and not (_has_to(tree, i) and not tree.of(i, *SUBJECTS)):
        return True
    return "gerund" in frames and "VerbForm=Ger" in token.feats


def _is_noun_clause(tree: Tree, i: int, frames: Sequence[str]) -> bool:
    if "to" in frames and _has_to(tree, i):
        return True
    marks = [tree.tokens[m].lemma.lower() for m in tree.of(i, "mark")]
    return "clause" in frames and "that" in marks and tree.tokens[i].deprel != "acl:relcl"


def _is_relative(tree: Tree, subjects: Sequence[int]) -> bool:
    return any("PronType=Rel" in tree.tokens[s].feats for s in subjects)


# ---- adpositions: "according to X" ----------------------------------------------------------


def _by_adposition(text: str, tree: Tree, i: int, words: AttributionWords) -> Draft | None:
    rows = words.cues.get(("adposition", tree.tokens[i].lemma.lower())) or words.cues.get(
        ("adposition", tree.tokens[i].text.lower())
    )
    holder = tree.tokens[i].head
    if not rows or holder < 0:
        return None
    for row in rows:
        at = [i + n for n in range(len(row.words))]
        if [tree.tokens[p].text.lower() for p in at if p < len(tree.tokens)] != list(row.words):
            continue
        governor = _clause_of(tree, holder)
        if governor is None:
            return None
        cue = (tree.tokens[at[0]].start, tree.tokens[at[-1]].end)
        source = _source_extent(text, tree, holder, cue)
        inside = set(tree.subtree(holder)) | set(at)
        content = runs(tree, [p for p in tree.subtree(governor) if p not in inside])
        extents = tuple(e for e in (trimmed(c, text) for c in content) if e is not None)
        extents = tuple(e for e in extents if any(ch.isalnum() for ch in text[e[0] : e[1]]))
        if source is None or not extents:
            return None
        return Draft(source, cue, extents, (f"rule: {row.lemma} + clause (cues.tsv)",), score=0.5)
    return None


def _clause_of(tree: Tree, i: int) -> int | None:
    """Return the head of the clause that phrase `i` comments on: the last verb up to the sentence's own."""
    for node in tree.path_up(i):
        if tree.tokens[node].deprel.partition(":")[0] in ("root", "ccomp", "parataxis", "advcl", "acl"):
            return node
    return None
