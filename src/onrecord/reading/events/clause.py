"""The clause that tells an act: its evidence."""

from __future__ import annotations

from onrecord.grammar import Tree

CLAUSES = ("root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis")
BESIDE_CLAUSE = ("conj", "parataxis", "cc", "punct", "list")  # relations of words beside a clause, not in it


def clause_around(tree: Tree, head: int) -> list[int]:
    """Return the positions of the clause of the word that names an act, this word among them."""
    node = head
    for node in (head, *tree.path_up(head)):
        base = tree.relations[node]
        if base in CLAUSES or (base == "conj" and tree.tokens[node].upos in ("VERB", "AUX")):
            break
    return [*tree.subtree(node, BESIDE_CLAUSE), head]
