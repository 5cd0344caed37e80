"""Pronouns: the nearest fitting actor, by number, gender, syntactic role and distance.

After the salience weights of Lappin and Leass (1994) and the binding constraints they use,
kept small and conservative: a pronoun with no fitting antecedent within three sentences, or
with a coordination as the likelier one ("Bolton and Nielsen ... they"), stays unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.lexicon.mentions import PronounRow
from onrecord.reading.actors.cluster import Cluster, Placed

REACH = 3  # sentences back
WINDOW = 24  # mentions back
SUBJECT, OBJECT, OTHER, MODIFIER = 3.0, 1.5, 1.0, 0.25  # how salient each syntactic role makes a mention
SENTENCE_STEP = 1.6  # lost for each sentence between
PARAGRAPH_STEP = 0.4  # lost for each paragraph between
SPEAKER = 4.0  # "X said he": won by the subject of the clause that governs the pronoun's
MAIN = 0.75  # won by the subject of the sentence's main clause
PARALLEL = 0.75  # won by a subject where the pronoun is a subject
SAME_GENDER = 0.5  # won where the gender is known, not only open
OFTEN = 0.3  # won for each earlier mention, up to ten
BESIDE = 2  # characters between a noun and the "who" right after it
LEAST, LEAST_PLURAL = 0.5, 3.5  # score that an antecedent needs: "they" is often nobody named
COLLECTIVE = {"group": 0.0, "body": -0.75, "government": -0.75, "country": -1.0}  # "they" of each kind
SINGLE = {"body": 0.5, "government": 0.5, "country": 0.5}  # "it" of each kind


def antecedent(pronoun: Placed, row: PronounRow, before: Sequence[tuple[Placed, Cluster]]) -> Cluster | None:
    """Return the cluster that a pronoun refers to, from the mentions `before` it in text order."""
    if row.use == "relative":
        return _relative(pronoun, before)
    best: tuple[float, Cluster] | None = None
    for placed, cluster in reversed(before[-WINDOW:]):
        distance = pronoun.tree.index - placed.tree.index
        if distance > REACH:
            break
        if not agrees(row, cluster) or _bound(pronoun, placed, row):
            continue
        if row.gender == "neuter" and not (
            governs(placed, pronoun) and pronoun.relation in ("nsubj", "nmod")
        ):
            continue  # "it" is too often the weather, a plan or a sentence
        if row.number == "plural" and cluster.kind != "group" and placed.relation != "nsubj":
            continue  # a body is "they" where it acts, not where it is a place or an object
        score = _score(pronoun, placed, cluster, row)
        if best is None or score > best[0]:
            best = (score, cluster)
    if best is None or best[0] < (LEAST_PLURAL if row.number == "plural" else LEAST):
        return None
    if row.number == "plural" and _likelier_pair(pronoun, before, best):
        return None
    return best[1]


def chained(placed: Placed, before: Sequence[tuple[Placed, Cluster]]) -> Cluster | None:
    """Return the cluster that the model's chain of a mention leads to, where all of the chain is one."""
    chain = placed.candidate.chain
    if chain is None:
        return None
    mates = [cluster for earlier, cluster in before if earlier.candidate.chain == chain]
    return mates[0] if mates and all(cluster is mates[0] for cluster in mates) else None


def agrees(row: PronounRow, cluster: Cluster) -> bool:
    """Return whether a cluster can be "he", "they", "it": by kind, number and gender."""
    if row.animate:
        return cluster.kind == "person" and cluster.gender in (None, row.gender)
    if row.gender == "neuter":
        return cluster.kind in SINGLE
    return cluster.kind in COLLECTIVE


def _bound(pronoun: Placed, placed: Placed, row: PronounRow) -> bool:
    """Return whether grammar rules the pair out: two arguments of one verb are two actors."""
    if placed.tree.index != pronoun.tree.index:
        return row.use == "reflexive"
    tokens = pronoun.tree.tokens
    mention, own = placed.token, pronoun.token
    if own == mention or placed.candidate.end > pronoun.candidate.start:
        return True
    same_clause = tokens[mention].head == tokens[own].head
    if row.use == "reflexive":
        return not same_clause
    if row.use in ("object", "any") and tokens[own].deprel != "nmod:poss":
        return same_clause
    return False


def _score(pronoun: Placed, placed: Placed, cluster: Cluster, row: PronounRow) -> float:
    relation = placed.relation
    if relation == "nsubj":
        score = SUBJECT + (MAIN if _is_main(placed) else 0.0)
    elif relation in ("obj", "iobj"):
        score = OBJECT
    elif relation in ("compound", "amod"):
        score = MODIFIER
    else:
        score = OTHER
    score -= SENTENCE_STEP * (pronoun.tree.index - placed.tree.index)
    score -= PARAGRAPH_STEP * (pronoun.paragraph - placed.paragraph)
    score += OFTEN * min(10, len(cluster.mentions))
    if relation == "nsubj" and pronoun.relation == "nsubj":
        score += PARALLEL
    if placed.tree.index == pronoun.tree.index and relation == "nsubj":
        if pronoun.is_quoted and not placed.is_quoted:
            score -= SPEAKER if row.animate else 0.0  # a speaker says "I" of himself
        elif governs(placed, pronoun):
            score += SPEAKER
    if row.animate and cluster.gender == row.gender:
        score += SAME_GENDER
    if row.gender == "neuter":
        return score + SINGLE[cluster.kind]
    if row.number == "plural":
        return score + COLLECTIVE[cluster.kind]
    return score


def _is_main(placed: Placed) -> bool:
    """Return whether a subject is that of its sentence's root."""
    tokens = placed.tree.tokens
    return tokens[tokens[placed.token].head].head < 0


def governs(placed: Placed, pronoun: Placed) -> bool:
    """Return whether the mention is the subject of a verb above the pronoun's own clause."""
    tree = pronoun.tree
    if placed.tree is not tree or placed.relation != "nsubj":
        return False
    verb = tree.tokens[placed.token].head
    return verb >= 0 and verb in tree.path_up(pronoun.token)


def _likelier_pair(
    pronoun: Placed, before: Sequence[tuple[Placed, Cluster]], best: tuple[float, Cluster]
) -> bool:
    """Return whether a coordination of persons is a subject nearer than the best group found."""
    for placed, cluster in reversed(before[-WINDOW:]):
        if cluster is best[1] or pronoun.tree.index - placed.tree.index > 1:
            return False
        tokens = placed.tree.tokens
        if cluster.kind == "person" and placed.relation == "conj":
            first = tokens[placed.token].head
            if tokens[first].deprel.partition(":")[0] in ("nsubj", "obj", "obl"):
                return True
    return False


def _relative(pronoun: Placed, before: Sequence[tuple[Placed, Cluster]]) -> Cluster | None:
    """Return the cluster that the relative clause of "who" describes."""
    tree = pronoun.tree
    clause = next(
        (i for i in [pronoun.token, *tree.path_up(pronoun.token)] if _is_relative(tree.tokens[i].deprel)),
        None,
    )
    if clause is None:
        return None
    head = tree.tokens[clause].head
    for placed, cluster in reversed(before[-WINDOW:]):
        if placed.tree is not tree:
            return None
        candidate = placed.candidate
        inside = candidate.start <= tree.tokens[head].start < candidate.end
        is_beside = 0 <= pronoun.candidate.start - candidate.end <= BESIDE
        if (inside or is_beside) and cluster.kind in ("person", "group"):
            return cluster
    return None


def _is_relative(relation: str) -> bool:
    return relation in ("acl:relcl", "acl")
