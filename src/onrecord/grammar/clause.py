"""The clause: its kind, its arguments, and the tense, voice and negation of its verb.

A clause is identified by its head, a verb or a word with a copula. `doer` and `undergoer` are the same for the
active and the passive, as the event stage needs them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from onrecord.grammar.negation import Negation
from onrecord.grammar.noun_phrase import introducer, obliques_of, obliques_with
from onrecord.grammar.rules import TokenRule, first_answer
from onrecord.grammar.subject import antecedent, resolved
from onrecord.grammar.tree import VERBAL, Tree, is_infinitive_form, is_participle
from onrecord.grammar.voice import (
    HELPERS,
    Tense,
    Voice,
    auxiliaries,
    is_infinitive,
    is_passive,
    is_perfect,
    is_progressive,
    modals,
    tense_of,
    voice_of,
)

if TYPE_CHECKING:
    from onrecord.grammar.sentence import SentenceGrammar

ClauseKind = Literal["main", "relative", "complement", "adverbial", "participle", "infinitive"]
BETWEEN_VERBS = frozenset({"CCONJ", "ADV"})  # allowed between two verbs that share an object


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause by token positions; coordinated subjects, objects and obliques are all listed.

    `subject` is the grammatical subject, also through control, raising and relative clauses; `subject_rule` names
    the rule that found it. `obliques` are by preposition; `agent` is the agent of a passive. `complements` are
    complement clauses with a subject, `open_complements` those without.
    """

    head: int
    kind: ClauseKind
    introducer: str = ""
    subject: tuple[int, ...] = ()
    subject_rule: str | None = None
    object: tuple[int, ...] = ()
    indirect_object: tuple[int, ...] = ()
    obliques: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    agent: tuple[int, ...] = ()
    complements: tuple[int, ...] = ()
    open_complements: tuple[int, ...] = ()
    conjuncts: tuple[int, ...] = ()
    voice: Voice = "active"
    tense: Tense | None = None
    auxiliaries: tuple[int, ...] = ()
    modals: tuple[int, ...] = ()
    is_perfect: bool = False
    is_progressive: bool = False
    negation: Negation | None = None

    @property
    def is_negated(self) -> bool:
        """Whether the clause is negated."""
        return self.negation is not None

    @property
    def doer(self) -> tuple[int, ...]:
        """The participant that acts: the subject, or the agent of a passive."""
        return self.agent if self.voice == "passive" else self.subject

    @property
    def undergoer(self) -> tuple[int, ...]:
        """The participant that is acted on: the object, or the subject of a passive."""
        return self.subject if self.voice == "passive" else self.object


def clause_of(sentence: SentenceGrammar, i: int) -> Clause:
    """Return the clause that token `i` heads."""
    words = sentence.words
    found = sentence.find_subject(i)
    return Clause(
        head=i,
        kind=kind_of(sentence, i),
        introducer=introducer(sentence, i),
        subject=found[1] if found else (),
        subject_rule=found[0] if found else None,
        object=sentence.object(i),
        indirect_object=sentence.indirect_object(i),
        obliques=MappingProxyType(find_obliques(sentence, i)),
        agent=find_agent(sentence, i),
        complements=find_complements(sentence, i),
        open_complements=find_open_complements(sentence, i),
        conjuncts=sentence.conjuncts(i)[1:],
        voice=voice_of(sentence, i),
        tense=tense_of(sentence, i, words),
        auxiliaries=auxiliaries(sentence, i),
        modals=modals(sentence, i, words),
        is_perfect=is_perfect(sentence, i, words),
        is_progressive=is_progressive(sentence, i, words),
        negation=sentence.negation(i),
    )


def is_predicate(tree: Tree, i: int) -> bool:
    """Return whether token `i` heads a clause: it is a main verb, or it has a copula or auxiliary."""
    if tree.relations[i] in HELPERS:
        return False
    return tree.tokens[i].upos in VERBAL or bool(tree.of(i, *HELPERS))


# ---- kind ------------------------------------------------------------------------------------


def kind_of(sentence: SentenceGrammar, i: int) -> ClauseKind:
    """Return the kind of the clause that `i` heads; a conjunct has the kind of the first conjunct."""
    found = first_answer(KIND_RULES, sentence, i)
    return found[1] if found else "main"


def _coordinated(sentence: SentenceGrammar, i: int) -> ClauseKind | None:
    head = sentence.tokens[i].head
    is_clause = sentence.relations[i] == "conj" and head >= 0 and is_predicate(sentence, head)
    return kind_of(sentence, head) if is_clause else None


def _relative(sentence: SentenceGrammar, i: int) -> ClauseKind | None:
    if sentence.tokens[i].deprel == "acl:relcl":
        return "relative"
    has_pronoun = sentence.relations[i] == "acl" and any(
        antecedent(sentence, c) is not None for c in sentence.of(i, "nsubj", "obj", "obl", "advmod")
    )
    return "relative" if has_pronoun else None


def _infinitive(sentence: SentenceGrammar, i: int) -> ClauseKind | None:
    if sentence.tokens[i].head < 0:
        return None
    bare = is_infinitive_form(sentence.tokens[i]) and sentence.relations[i] == "xcomp"
    return "infinitive" if is_infinitive(sentence, i) or bare else None


def _participle(sentence: SentenceGrammar, i: int) -> ClauseKind | None:
    bare = is_participle(sentence.tokens[i]) and not auxiliaries(sentence, i)
    below = sentence.relations[i] in ("acl", "advcl", "amod", "xcomp", "ccomp", "csubj")
    return "participle" if bare and below else None


def _complement(sentence: SentenceGrammar, i: int) -> ClauseKind | None:
    return "complement" if sentence.relations[i] in ("ccomp", "csubj", "xcomp", "acl") else None


def _adverbial(sentence: SentenceGrammar, i: int) -> ClauseKind | None:
    return "adverbial" if sentence.relations[i] == "advcl" else None


KIND_RULES: tuple[TokenRule[SentenceGrammar, ClauseKind], ...]
KIND_RULES = (
    TokenRule("coordinated", _coordinated),
    TokenRule("relative", _relative),
    TokenRule("infinitive", _infinitive),
    TokenRule("participle", _participle),
    TokenRule("complement", _complement),
    TokenRule("adverbial", _adverbial),
)


# ---- arguments -------------------------------------------------------------------------------


def find_object(sentence: SentenceGrammar, i: int) -> tuple[int, ...]:
    """Return the direct object of the verb `i`: a dependent, the noun of a relative clause, or one shared by conjuncts."""
    found = first_answer(OBJECT_RULES, sentence, i)
    return found[1] if found else ()


def _own_object(sentence: SentenceGrammar, i: int) -> tuple[int, ...]:
    return resolved(sentence, tuple(o for c in sentence.of(i, "obj") for o in sentence.conjuncts(c)))


def _relative_gap(sentence: SentenceGrammar, i: int) -> tuple[int, ...]:
    """Read "the ship Sudan captured": the noun that a relative clause modifies is its object, without a pronoun."""
    token = sentence.tokens[i]
    if (
        token.deprel != "acl:relcl"
        or token.upos != "VERB"
        or not sentence.of(i, "nsubj")
        or is_passive(sentence, i)
    ):
        return ()
    filled = any(antecedent(sentence, p) is not None for p in sentence.subtree(i) if p < i)
    return () if filled or find_complements(sentence, i) else (token.head,)


def _object_of_conjunct(sentence: SentenceGrammar, i: int) -> tuple[int, ...]:
    """Read "condemned and rejected the plan": the object after the second verb belongs to both."""
    if sentence.tokens[i].upos != "VERB" or is_passive(sentence, i):
        return ()
    for c in sentence.of(i, "conj"):
        between = sentence.tokens[i + 1 : c]
        if sentence.tokens[c].upos == "VERB" and all(t.upos in BETWEEN_VERBS for t in between):
            return _own_object(sentence, c)
    return ()


OBJECT_RULES: tuple[TokenRule[SentenceGrammar, tuple[int, ...]], ...]
OBJECT_RULES = (
    TokenRule("own", _own_object),
    TokenRule("gap of a relative clause", _relative_gap),
    TokenRule("shared by conjuncts", _object_of_conjunct),
)


def find_indirect_object(sentence: SentenceGrammar, i: int) -> tuple[int, ...]:
    """Return the indirect object of the verb `i`: "gave Mali ten tons"."""
    return resolved(sentence, tuple(o for c in sentence.of(i, "iobj") for o in sentence.conjuncts(c)))


def find_obliques(sentence: SentenceGrammar, i: int) -> dict[str, tuple[int, ...]]:
    """Return the dependents of `i` by their preposition: nouns, and clauses as in "accused of spying"."""
    found = {p: resolved(sentence, places) for p, places in obliques_of(sentence, i, "obl", "nmod").items()}
    for c in sentence.of(i, "advcl", "acl"):
        word = next((sentence.word(m) for m in sentence.of(c, "mark")), "")
        if word in sentence.words.clause_prepositions:
            found[word] = found.get(word, ()) + sentence.conjuncts(c)
    return found


def find_agent(sentence: SentenceGrammar, i: int) -> tuple[int, ...]:
    """Return the agent of the passive verb `i`: "was held by rebels"."""
    agents = [c for c in sentence.of(i, "obl") if sentence.tokens[c].deprel == "obl:agent"]
    if not agents and is_passive(sentence, i):
        return resolved(sentence, obliques_with(sentence, i, sentence.words.agent_prepositions, "obl"))
    return resolved(sentence, tuple(a for c in agents for a in sentence.conjuncts(c)))


def find_complements(sentence: SentenceGrammar, i: int) -> tuple[int, ...]:
    """Return the complement clauses of `i` that have a subject: "said that talks failed"."""
    clauses = sentence.of(i, "ccomp", "csubj", "xcomp")
    return tuple(k for c in clauses if not _is_open(sentence, c) for k in sentence.conjuncts(c))


def find_open_complements(sentence: SentenceGrammar, i: int) -> tuple[int, ...]:
    """Return the complement clauses of `i` without a subject: "asked them to leave"."""
    clauses = sentence.of(i, "ccomp", "csubj", "xcomp")
    return tuple(k for c in clauses if _is_open(sentence, c) for k in sentence.conjuncts(c))


def _is_open(tree: Tree, c: int) -> bool:
    # parsers give "ordered him to leave", "is ready to talk" the relation of clauses with a subject
    if tree.relations[c] == "xcomp":
        return not tree.of(c, "nsubj")
    return is_infinitive(tree, c)
