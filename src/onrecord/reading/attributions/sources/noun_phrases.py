"""What stands with a noun: its modifiers, its determiners, and a name."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.grammar import Tree
from onrecord.lexicon.attributions import AttributionWords

GENITIVE = "'s"
DETERMINING = ("det", "nummod", "nmod:poss", "amod")
OF_A_NAME = ("appos", "compound", "flat")  # relations of a noun to the name that it stands with


def modifiers(tree: Tree, i: int) -> Iterator[str]:
    """Yield the words before noun `i` that say which kind it is: "cabinet" in "a cabinet minister"."""
    return (tree.word(c) for c in tree.of(i, "amod", "compound") if c < i)


def determiners(tree: Tree, i: int) -> Iterator[str]:
    """Yield the words that say which one noun `i` means; of a possessor in the genitive, only the "'s".

    Those of the first conjunct count for the second: "the former senator and current nominee" is one person.
    """
    for c in tree.of(i, *DETERMINING):
        yield GENITIVE if _is_genitive(tree, c) else tree.word(c)
    if tree.of(i, "det", "nmod:poss"):
        return
    # the parser may attach the article to a word in between: "the presumptive Republican nominee"
    for c in tree.of(i, "compound", "amod"):
        yield from (tree.word(d) for d in tree.of(c, "det"))
    if tree.tokens[i].deprel == "conj":
        yield from determiners(tree, tree.tokens[i].head)


def _is_genitive(tree: Tree, c: int) -> bool:
    return tree.tokens[c].deprel == "nmod:poss" and tree.tokens[c].upos != "PRON"


def is_introduced(tree: Tree, i: int, words: AttributionWords) -> bool:
    """Return whether the determiner of noun `i` introduces a new referent: "an official", "another official"."""
    return not words.classes.introducing_determiners.isdisjoint(determiners(tree, i))


def is_definite(tree: Tree, i: int, words: AttributionWords) -> bool:
    """Return whether the determiner of noun `i` is definite: "the official", "his lawyer"."""
    return not words.classes.definite_determiners.isdisjoint(determiners(tree, i))


def has_name(tree: Tree, i: int) -> bool:
    """Return whether noun `i` stands with a name: "adviser Lea Ort", "Lea Ort, an adviser", "Ort is an adviser"."""
    head = tree.tokens[i].head
    if tree.relations[i] in OF_A_NAME and head >= 0:
        return is_proper(tree, head)
    subjects = tree.of(i, "nsubj") if tree.of(i, "cop") else []
    near = (*tree.of(i, "flat", "appos"), *subjects)
    return any(is_proper(tree, c) and not is_behind_clause(tree, i, c) for c in near)


def is_proper(tree: Tree, i: int) -> bool:
    """Return whether token `i` is a proper noun."""
    return tree.tokens[i].upos == "PROPN"


def is_behind_clause(tree: Tree, i: int, name: int) -> bool:
    """Return whether a relative clause stands between noun `i` and a name, which may belong to a word in it.

    "A man who answered at the firm, Ort & Sons,".
    """
    return any(i < clause < name for clause in tree.of(i, "acl:relcl"))


def is_of_another(tree: Tree, i: int, name: int, words: AttributionWords) -> bool:
    """Return whether a name is that of whom noun `i` belongs to.

    So in "an aide to the premier, Ort"; not in "the aide to a minister, Ort".
    """
    if not is_introduced(tree, i, words):
        return False
    between = (n for n in tree.of(i, "nmod") if i < n < name)
    return any(_is_known_person(tree, n, words) for n in between)


def _is_known_person(tree: Tree, n: int, words: AttributionWords) -> bool:
    kind = words.source_kind(words.noun(tree.tokens[n]))
    return kind in ("person", "office") and is_definite(tree, n, words)
