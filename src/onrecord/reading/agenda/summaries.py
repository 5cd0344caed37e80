"""Say in a line what is ahead: "Parliament to vote on the port bill", "meeting of the experts in Brno".

The words are those of the text. The line of a verb is its subject, resolved ("he" becomes the name), and its predicate; what a
modal says about the future stands in the status, so "will vote" becomes "to vote". The line of a noun is its phrase. Dates,
relative clauses and asides are left out, and what stands last if the line gets long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.grammar.sentence import SentenceGrammar
from onrecord.grammar.tree import Tree, is_finite
from onrecord.grammar.voice import is_infinitive, modals
from onrecord.grammar.words import INFINITIVE_MARK
from onrecord.reading.agenda.features import is_ahead
from onrecord.reading.agenda.layers import SentenceLayers
from onrecord.types import Actor, ActorId

LINE_WORDS = 18  # a line of a calendar
SUBJECT_WORDS = 8  # of a subject's phrase, above which only its core is taken
NEVER = frozenset({"parataxis", "discourse", "vocative", "dislocated", "expl"})
OUT_OF_PHRASE = frozenset({"acl:relcl", "appos", *NEVER})
OUT_OF_PREDICATE = frozenset({"nsubj", "csubj", "conj", "cc", "mark", "aux", "advcl", *NEVER})
CORE = ("det", "amod", "compound", "flat", "nummod", "nmod:poss")
SPARED = (
    "advcl",
    "obl",
    "nmod",
    "acl",
    "conj",
    "ccomp",
    "xcomp",
    "advmod",
)  # may be left out at the end of a long line
DATING_WORDS = 3  # of a participle that only brings a date
PUNCTUATION = ",;:.!?–—-“”\"'‘’()"
CLAUSAL = frozenset({"obj", "nsubj", "obl"})
ARGUMENTS = frozenset({"obj", "nsubj"})


def line_of(
    sentence: SentenceLayers,
    i: int,
    doers: Sequence[ActorId] = (),
    others: Sequence[ActorId] = (),
    *,
    may_be_bare: bool = True,
) -> str:
    """Return the line of the word `i` of a sentence.

    A noun that stands alone ("visit") takes the clause that tells what is done with it, else the names of those who do it
    and to whom it is done. If there are none, it stays bare or, if it may not, the line is empty.
    """
    grammar = sentence.grammar
    verb = _verb_of(sentence, i)
    if verb is not None:
        return _clause(sentence, verb, i)
    noun = _said(
        grammar, _shortened(sentence, i, i, OUT_OF_PHRASE | {"case", "cc", "cop", "nsubj", "aux", "mark"})
    )
    if len(noun.split()) > 1:
        return noun
    above = _open_verb(sentence, i)
    if above is not None:
        return _clause(sentence, above, i)
    names = _with_parties(sentence, noun, doers, others)
    return names or (noun if may_be_bare else "")


def deadline_line(sentence: SentenceLayers, i: int, holder: int) -> str:
    """Return the line of what somebody is given until a day: "the ministry to answer", "deadline for the ministry"."""
    grammar = sentence.grammar
    who = _phrase_of(sentence, holder)
    acts = (
        [i]
        if is_infinitive(grammar, i)
        else [c for c in grammar.of(i, "advcl", "xcomp", "acl") if is_infinitive(grammar, c)]
    )
    if not acts:
        acts = [c for p in sentence.timed for c in grammar.of(p, "acl") if is_infinitive(grammar, c)]
    return f"{who} {_predicate(sentence, acts[0], acts[0])}" if acts else f"deadline for {who}"


def _clause(sentence: SentenceLayers, verb: int, kept: int) -> str:
    return " ".join(part for part in (_subject(sentence, verb), _predicate(sentence, verb, kept)) if part)


def _open_verb(sentence: SentenceLayers, i: int) -> int | None:
    """Return the infinitive, or the verb with a modal, that a noun is the object or subject of: "to boycott the courts"."""
    grammar = sentence.grammar
    above = grammar.tokens[i].head
    if above < 0 or grammar.relations[i] not in ARGUMENTS or grammar.tokens[above].upos != "VERB":
        return None
    is_open = is_infinitive(grammar, above) or bool(modals(grammar, above, grammar.words))
    return above if is_open and grammar.subject(above) else None


def _with_parties(
    sentence: SentenceLayers, noun: str, doers: Sequence[ActorId], others: Sequence[ActorId]
) -> str | None:
    """Return a noun with who does it and to whom it is done: "visit by the envoy", "trial of the editor"."""
    by, of = (_names_of(sentence, actors) for actors in (doers, others))
    if not by and not of:
        return None
    return " ".join([noun, *(["of", of] if of else []), *(["by", by] if by else [])])


def _names_of(sentence: SentenceLayers, actors: Sequence[ActorId]) -> str:
    layers = sentence.layers
    relatives = layers.known.words.status.classes.relatives_with_possessive
    called = (_fullest(layers.actor_by_id[a]) for a in actors if a in layers.actor_by_id)
    names = [
        _without_capital(sentence, n) for n in dict.fromkeys(called) if n.split()[0].lower() not in relatives
    ]
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _without_capital(sentence: SentenceLayers, name: str) -> str:
    """Return a name without the capital of an article that began a sentence."""
    articles = sentence.layers.known.words.status.classes.articles
    return name[0].lower() + name[1:] if name.split()[0].lower() in articles else name


def _verb_of(sentence: SentenceLayers, i: int) -> int | None:
    """Return the verb whose clause tells of `i`: itself, or that of "talks" in "will hold talks"; None: a noun alone."""
    grammar = sentence.grammar
    if grammar.tokens[i].upos == "VERB" or grammar.of(i, "cop", "aux"):
        return i
    above = grammar.tokens[i].head
    if above < 0 or grammar.relations[i] not in CLAUSAL or grammar.tokens[above].upos != "VERB":
        return None
    return above if is_ahead(sentence, above) else None


# ---- subject -----------------------------------------------------------------------------------


def _subject(sentence: SentenceLayers, verb: int) -> str:
    grammar = sentence.grammar
    heads = grammar.subject(verb)
    return _phrase_of(sentence, heads[0]) if heads else ""


def _phrase_of(sentence: SentenceLayers, i: int) -> str:
    """Return the phrase of a subject, or the name that a pronoun means."""
    grammar = sentence.grammar
    named = _name(sentence, i)
    if named is not None:
        return named
    beside = [c for c in grammar.of(i, "appos") if grammar.tokens[c].upos == "PROPN"]
    if beside and grammar.tokens[i].upos != "PROPN":  # "a third, Piotr Shymanovich, who is to testify"
        return _said(
            grammar,
            _without_dates(sentence, _pruned(grammar, beside[0], OUT_OF_PHRASE | {"case", "conj", "acl"})),
        )
    phrase = _without_dates(sentence, _pruned(grammar, i, OUT_OF_PHRASE | {"case"}))
    if len(phrase) > SUBJECT_WORDS:
        phrase = sorted([i, *(p for c in grammar.of(i, *CORE) for p in grammar.subtree(c))])
    return _said(grammar, phrase, article=False)


def _name(sentence: SentenceLayers, i: int) -> str | None:
    """Return the name of the actor that a pronoun means, or None."""
    token = sentence.grammar.tokens[i]
    if token.upos != "PRON":
        return None
    actor = sentence.layers.actor_by_mention.get((token.start, token.end))
    return _fullest(actor) if actor else None


def _fullest(actor: Actor) -> str:
    names = [m.text for m in actor.mentions if m.form == "name"] or [
        m.text for m in actor.mentions if m.form == "nominal"
    ]
    short = [name for name in names if len(name.split()) <= SUBJECT_WORDS]
    return max(short, key=len, default=actor.name)


# ---- predicate ---------------------------------------------------------------------------------


def _predicate(sentence: SentenceLayers, verb: int, kept: int) -> str:
    grammar = sentence.grammar
    helpers = grammar.of(verb, "aux", "cop")
    first = min([verb, *helpers])
    positions = [
        p for p in _shortened(sentence, verb, kept, OUT_OF_PREDICATE) if p >= first and p not in helpers
    ]
    opening = _opening(grammar, verb, helpers)
    negators = [
        p for p in positions if p < verb and grammar.relations[p] == "advmod" and grammar.is_negated(verb)
    ]
    rest = [p for p in positions if p not in negators]
    return " ".join(
        part for part in (" ".join(grammar.word(p) for p in negators), opening, _said(grammar, rest)) if part
    )


def _opening(grammar: SentenceGrammar, verb: int, helpers: Sequence[int]) -> str:
    """Return the auxiliaries, with "to" for a modal or for "is to"."""
    modal = modals(grammar, verb, grammar.words)
    has_mark = any(grammar.word(m) == INFINITIVE_MARK for m in grammar.of(verb, "mark"))
    if not modal and not has_mark:
        return " ".join(grammar.word(p) for p in helpers)
    finite = {p for p in helpers if p in modal or is_finite(grammar.tokens[p])}
    return " ".join(
        [
            INFINITIVE_MARK,
            *(
                grammar.lemma(p) if n == 0 else grammar.word(p)
                for n, p in enumerate(h for h in helpers if h not in finite)
            ),
        ]
    )


# ---- words -------------------------------------------------------------------------------------


def _shortened(sentence: SentenceLayers, head: int, kept: int, out: frozenset[str]) -> list[int]:
    """Return the positions of the phrase of `head` without dates, cut at the end to fit a line; `kept` stays."""
    grammar = sentence.grammar
    positions = _without_dates(sentence, _pruned(grammar, head, out))
    while len(positions) > LINE_WORDS:
        last = next(_last_parts(grammar, head, kept, positions), None)
        if last is None:
            break
        positions = [p for p in positions if p not in last]
    return positions


def _last_parts(tree: Tree, head: int, kept: int, positions: Sequence[int]) -> Iterator[set[int]]:
    """Yield the phrases at the end of `positions` that may be left out, the outermost first."""
    end = positions[-1]
    path = [end, *tree.path_up(end)]
    inside = (
        [node for node in path[: path.index(head)] if tree.relations[node] in SPARED] if head in path else []
    )
    for node in reversed(inside):
        part = set(tree.subtree(node))
        if kept not in part and head not in part and len(positions) - len(part) >= 2:
            yield part


def _pruned(tree: Tree, head: int, out: frozenset[str]) -> list[int]:
    """Return the positions under `head` without its children of the relations `out`, and without asides further down."""
    found = [head]
    for c in tree.children[head]:
        if not tree.is_related(c, tuple(out)):
            found += _below(tree, c)
    return sorted(found)


def _below(tree: Tree, i: int) -> list[int]:
    return [
        i,
        *(
            p
            for c in tree.children[i]
            if not tree.is_related(c, tuple(OUT_OF_PHRASE))
            for p in _below(tree, c)
        ),
    ]


def _without_dates(sentence: SentenceLayers, positions: Sequence[int]) -> list[int]:
    """Return `positions` without time expressions and the prepositions before them."""
    grammar = sentence.grammar
    dates = sentence.timed
    gone = {
        c for p in dates for c in grammar.of(p, "case") if grammar.relations[p] in ("obl", "nmod")
    } | dates
    for p in positions:  # "the summit, originally scheduled for June 12"
        below = set(grammar.subtree(p)) if grammar.relations[p] == "acl" else set()
        if below & dates and len(below - gone) <= DATING_WORDS:
            gone |= below
    return [p for p in positions if p not in gone]


def _said(grammar: SentenceGrammar, positions: Sequence[int], *, article: bool = True) -> str:
    """Return the words at `positions` as in the text, without punctuation at the edges and, with `article`, its first article."""
    found = _trimmed(grammar, positions, article=article)
    words = []
    for n, p in enumerate(found):
        token = grammar.tokens[p]
        joined = (
            n > 0
            and grammar.tokens[p - 1].end == token.start
            and (found[n - 1] == p - 1 or token.text in PUNCTUATION)
        )
        words.append(token.text if joined or n == 0 else f" {token.text}")
    return " ".join("".join(words).replace(" ,", ",").split())


def _trimmed(grammar: SentenceGrammar, positions: Sequence[int], *, article: bool) -> Sequence[int]:
    """Return `positions` without punctuation at the edges, words that hang, and, with `article`, the first article."""
    first, last = 0, len(positions)
    while first < last and grammar.tokens[positions[first]].upos == "PUNCT":
        first += 1
    while first < last and _trails(grammar, positions[last - 1]):
        last -= 1
    if article and last - first > 1 and _is_article(grammar, positions[first]):
        first += 1
    return positions[first:last]


def _trails(grammar: SentenceGrammar, i: int) -> bool:
    return grammar.tokens[i].upos in ("PUNCT", "CCONJ") or _hangs(grammar, i)


def _is_article(grammar: SentenceGrammar, i: int) -> bool:
    return grammar.tokens[i].upos == "DET" and grammar.relations[i] == "det"


def _hangs(grammar: SentenceGrammar, i: int) -> bool:
    """Return whether a preposition has lost its noun, which was a date: not the particle of "call off"."""
    return grammar.tokens[i].upos == "ADP" and grammar.tokens[i].deprel != "compound:prt"
