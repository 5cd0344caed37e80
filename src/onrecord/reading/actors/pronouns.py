"""Pronouns: the nearest fitting actor, by number, gender, syntactic role and distance.

After the salience weights of Lappin and Leass (1994) and the binding constraints that they use (`grammar/binding.py`).
What binding rules out, no weight and no chain of the model brings back (`barred_from_pronoun`). A pronoun with no
fitting antecedent within `ANTECEDENT_REACH` sentences stays unresolved, and so does "they" where a coordination of people is
the likelier antecedent: "Bolton and Nielsen ... they".
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from onrecord.grammar import GrammarWords, SentenceGrammar
from onrecord.grammar.binding import subjects_beside
from onrecord.grammar.noun_phrase import is_introduced_by
from onrecord.lexicon.mentions import PronounRow
from onrecord.reading.actors.cluster import Background, Cluster, Placed, Resolved

ANTECEDENT_REACH = 3  # sentences back
ANTECEDENT_MENTIONS = 24  # mentions back
WHO_GAP = 2  # characters between a noun and the "who" right after it: a comma and a blank

# Weights of a mention as an antecedent; only their ratios matter.
SUBJECT, OBJECT, OTHER, MODIFIER = 3.0, 1.5, 1.0, 0.25  # by its syntactic role
MAIN = 0.75  # added for the subject of the sentence's main clause
SENTENCE_STEP = 1.6  # subtracted for each sentence between
PARAGRAPH_STEP = 0.4  # subtracted for each paragraph between
OFTEN, OFTEN_AT_MOST = 0.3, 10  # added for each mention of the actor so far, up to so many
PARALLEL = 0.75  # added for a subject if the pronoun is a subject
SPEAKER = 4.0  # added for the subject of a clause above the pronoun's: "X said he"
SAME_GENDER = 0.5  # added if the gender is known, not only open
COLLECTIVE = {"group": 0.0, "body": -0.75, "government": -0.75, "country": -1.0}  # added to "they"
SINGULAR_COLLECTIVE = {"body": 0.5, "government": 0.5, "country": 0.5}  # added to "it"
LEAST, LEAST_PLURAL = (
    0.5,
    3.5,
)  # least score of an antecedent; "they" often means people who are not mentioned

SALIENCE = {"nsubj": SUBJECT, "obj": OBJECT, "iobj": OBJECT, "compound": MODIFIER, "amod": MODIFIER}
ARGUMENTS = ("nsubj", "obj", "obl")
OBJECT_USES = ("object", "any")  # of pronouns that can be objects


@dataclass(frozen=True, slots=True)
class Pair:
    """A pronoun with its row, and a mention before it that may be its antecedent."""

    pronoun: Placed
    row: PronounRow
    mention: Placed
    cluster: Cluster

    @property
    def is_in_one_sentence(self) -> bool:
        """Whether both are in the same sentence."""
        return self.mention.tree.index == self.pronoun.tree.index

    @property
    def leaves_quotation(self) -> bool:
        """Whether the pronoun is quoted and the mention is not."""
        return self.pronoun.is_quoted and not self.mention.is_quoted


def antecedent(
    pronoun: Placed, row: PronounRow, before: Resolved, without: Container[Cluster] = ()
) -> Cluster | None:
    """Return the cluster, none of `without`, that a pronoun refers to, from the mentions `before` it in text order."""
    if row.use == "relative":
        return _relative(pronoun, before)
    pairs = (pair for pair in _pairs(pronoun, row, before) if pair.cluster not in without)
    scored = [(_score(pair), pair.cluster) for pair in pairs]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or score < _least(row):
        return None
    if row.number == "plural" and _likelier_pair(pronoun, before, best):
        return None
    return best


def _least(row: PronounRow) -> float:
    return LEAST_PLURAL if row.number == "plural" else LEAST


def _pairs(pronoun: Placed, row: PronounRow, before: Resolved) -> Iterator[Pair]:
    """Yield a pronoun with each mention within reach that may be its antecedent, the nearest first."""
    for mention, cluster in reversed(before[-ANTECEDENT_MENTIONS:]):
        if pronoun.sentences_after(mention) > ANTECEDENT_REACH:
            return
        if agrees(row, cluster):
            pair = Pair(pronoun, row, mention, cluster)
            if _is_possible(pair):
                yield pair


def chained(placed: Placed, before: Resolved) -> Cluster | None:
    """Return the cluster of the model's chain that a mention is in, if all of the chain is one cluster."""
    chain = placed.candidate.chain
    if chain is None:
        return None
    mates = {cluster for earlier, cluster in before if earlier.candidate.chain == chain}
    return mates.pop() if len(mates) == 1 else None


# ---- which mentions are possible -------------------------------------------------------------


def barred_from_pronoun(
    pronoun: Placed, row: PronounRow, before: Resolved, words: GrammarWords
) -> frozenset[Cluster]:
    """Return the clusters that a pronoun cannot mean: an object is never the subject of its own clause.

    In "He told him that ...", "him" is not whom "He" means, wherever else the text names him.
    """
    if row.use not in OBJECT_USES or pronoun.tree.tokens[pronoun.token].deprel == "nmod:poss":
        return frozenset()
    return _among(subjects_beside(SentenceGrammar.over(pronoun.tree, words), pronoun.token), pronoun, before)


def barred_from_noun(noun: Placed, before: Resolved, background: Background) -> frozenset[Cluster]:
    """Return the clusters that a noun cannot mean: "the mayor hit back at the governor", but "acted as the mayor"."""
    if is_introduced_by(noun.tree, noun.token, background.classes.capacity_openers):
        return frozenset()
    sentence = SentenceGrammar.over(noun.tree, background.grammar)
    return _among(subjects_beside(sentence, noun.token, with_obliques=True), noun, before)


def _among(tokens: Container[int], placed: Placed, before: Resolved) -> frozenset[Cluster]:
    return frozenset(c for p, c in before if p.tree is placed.tree and p.token in tokens)


def _is_possible(pair: Pair) -> bool:
    """Return whether grammar lets a pronoun refer to the actor of a mention with which it agrees."""
    if is_bound(pair):
        return False
    if pair.row.gender == "neuter":
        return _acts_again(pair)
    return pair.row.number != "plural" or _may_be_they(pair)


def agrees(row: PronounRow, cluster: Cluster) -> bool:
    """Return whether a cluster can be "he", "they", "it": by kind, number and gender."""
    if row.animate:
        return cluster.kind == "person" and cluster.gender in (None, row.gender)
    if row.gender == "neuter":
        return cluster.kind in SINGULAR_COLLECTIVE
    return cluster.kind in COLLECTIVE


def is_bound(pair: Pair) -> bool:
    """Return whether grammar rules a pair out: two arguments of one verb are two actors, but for "himself"."""
    pronoun, mention, use = pair.pronoun, pair.mention, pair.row.use
    if not pair.is_in_one_sentence:
        return use == "reflexive"
    if pronoun.token == mention.token or mention.candidate.end > pronoun.candidate.start:
        return True
    is_of_one_verb = mention.governor == pronoun.governor
    if use == "reflexive":
        return not is_of_one_verb
    is_argument = use in OBJECT_USES and pronoun.tree.tokens[pronoun.token].deprel != "nmod:poss"
    return is_argument and is_of_one_verb


def _acts_again(pair: Pair) -> bool:
    """Return whether "it" goes on with a subject's act: elsewhere it is often the weather or a plan."""
    return pair.pronoun.relation in ("nsubj", "nmod") and governs(pair.mention, pair.pronoun)


def _may_be_they(pair: Pair) -> bool:
    """Return whether "they" can be a mention: a body only where it acts, not where it is a place or object."""
    return pair.cluster.kind == "group" or pair.mention.is_subject


# ---- which is the likeliest ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Weight:
    """A named part of a mention's score."""

    name: str
    of: Callable[[Pair], float]


def _score(pair: Pair) -> float:
    """Return how likely a mention is the antecedent: the sum of `WEIGHTS`."""
    score = 0.0
    for weight in WEIGHTS:
        score += weight.of(pair)
    return score


def _main_subject(pair: Pair) -> float:
    return MAIN if pair.mention.is_subject and _is_main(pair.mention) else 0.0


def _is_main(placed: Placed) -> bool:
    """Return whether a subject is that of the sentence's root."""
    return placed.tree.tokens[placed.governor].head < 0


def _parallel(pair: Pair) -> float:
    return PARALLEL if pair.mention.is_subject and pair.pronoun.is_subject else 0.0


def _speaker(pair: Pair) -> float:
    """Return the weight of a subject above the pronoun; a quoted speaker says "I", so it cannot be "he"."""
    if not pair.mention.is_subject or not pair.is_in_one_sentence:
        return 0.0
    if pair.leaves_quotation:
        return -SPEAKER if pair.row.animate else 0.0
    return SPEAKER if governs(pair.mention, pair.pronoun) else 0.0


def _same_gender(pair: Pair) -> float:
    return SAME_GENDER if pair.row.animate and pair.cluster.gender == pair.row.gender else 0.0


def _kind(pair: Pair) -> float:
    if pair.row.gender == "neuter":
        return SINGULAR_COLLECTIVE[pair.cluster.kind]
    return COLLECTIVE[pair.cluster.kind] if pair.row.number == "plural" else 0.0


WEIGHTS = (
    Weight("syntactic role", lambda pair: SALIENCE.get(pair.mention.relation, OTHER)),
    Weight("main clause", _main_subject),
    Weight("sentences between", lambda pair: -SENTENCE_STEP * pair.pronoun.sentences_after(pair.mention)),
    Weight(
        "paragraphs between",
        lambda pair: -PARAGRAPH_STEP * (pair.pronoun.paragraph - pair.mention.paragraph),
    ),
    Weight("mentions", lambda pair: OFTEN * min(OFTEN_AT_MOST, len(pair.cluster.mentions))),
    Weight("parallel role", _parallel),
    Weight("governing subject", _speaker),
    Weight("same gender", _same_gender),
    Weight("kind", _kind),
)


def governs(placed: Placed, pronoun: Placed) -> bool:
    """Return whether the mention is the subject of a verb above the pronoun's own clause."""
    if placed.tree is not pronoun.tree or not placed.is_subject or placed.governor < 0:
        return False
    return placed.governor in pronoun.tree.path_up(pronoun.token)


def _likelier_pair(pronoun: Placed, before: Resolved, best: Cluster) -> bool:
    """Return whether a coordination of people is nearer than the best group found."""
    for placed, cluster in reversed(before[-ANTECEDENT_MENTIONS:]):
        if cluster is best or pronoun.sentences_after(placed) > 1:
            return False
        if cluster.kind == "person" and _is_in_coordination(placed):
            return True
    return False


def _is_in_coordination(placed: Placed) -> bool:
    return placed.relation == "conj" and placed.tree.relations[placed.governor] in ARGUMENTS


# ---- relative pronouns -----------------------------------------------------------------------


def _relative(pronoun: Placed, before: Resolved) -> Cluster | None:
    """Return the person or group that the relative clause of "who" describes."""
    head = _described_by_clause(pronoun)
    if head is None:
        return None
    for placed, cluster in reversed(before[-ANTECEDENT_MENTIONS:]):
        if placed.tree is not pronoun.tree:
            return None
        if cluster.kind in ("person", "group") and _is_described(placed, head, pronoun):
            return cluster
    return None


def _described_by_clause(pronoun: Placed) -> int | None:
    """Return the noun that the clause of a relative pronoun depends on."""
    tree = pronoun.tree
    above = (pronoun.token, *tree.path_up(pronoun.token))
    return next((tree.tokens[i].head for i in above if tree.relations[i] == "acl"), None)


def _is_described(placed: Placed, head: int, pronoun: Placed) -> bool:
    """Return whether a mention holds the noun that a relative clause describes, or is right before "who"."""
    candidate, start = placed.candidate, placed.tree.tokens[head].start
    is_beside = 0 <= pronoun.candidate.start - candidate.end <= WHO_GAP
    return is_beside or candidate.start <= start < candidate.end
