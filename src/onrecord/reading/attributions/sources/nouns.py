"""Say what the noun at the head of a source is by itself: a person, a body, many, or what is written.

The tables tell most of it (sourcing.tsv); the rest is told by number, article, and what stands with the noun.
"""

from __future__ import annotations

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import OF, is_introduced_by
from onrecord.lexicon.attributions import AttributionWords, SourceKind
from onrecord.reading.attributions.context import Scene, description, determiners
from onrecord.types import Actor

LONG_WORD = 4  # letters; headlines give longer ones a capital


def kind_at(tree: Tree, i: int, words: AttributionWords) -> SourceKind | None:
    """Return what kind of source noun `i` is, by what stands with it: "senior figures", "official figures"."""
    noun = words.noun(tree.tokens[i])
    parts = _of(tree, i)
    if noun in words.classes.people_or_figures_nouns and not parts:
        verb = words.verb(tree.tokens[tree.tokens[i].head])
        speaks = tree.tokens[i].deprel == "nsubj" and verb not in words.classes.showing_verbs
        people = speaks or any(word in words.classes.prominence_words for word in description(tree, i))
        return "person" if people else "document"
    kind = words.source_kind(noun)
    if kind == "group" and any(words.source_kind(words.noun(tree.tokens[c])) == "document" for c in parts):
        return "document"  # "a pair of editorials"
    return kind


def is_publisher(tree: Tree, head: int, words: AttributionWords) -> bool:
    """Whether the publisher means itself or one of its own: "this newspaper understands"."""
    said = [tree.tokens[c].text.lower() for c in tree.of(head, "det", "nmod:poss")]
    return words.noun(tree.tokens[head]) in words.classes.publisher_self_nouns and any(
        d in words.classes.publisher_self_determiners for d in said
    )


def is_opening_noun(tree: Tree, head: int, actor: Actor | None, words: AttributionWords) -> bool:
    """Whether a plural at the head of its sentence was taken for a name: "Medics said"."""
    token = tree.tokens[head]
    if token.upos != "PROPN" or any(t.upos != "PUNCT" for t in tree.tokens[:head]) or tree.of(head, "flat"):
        return False
    noun = words.noun(token)
    several = noun != token.text.lower() and words.source_kind(noun) in ("person", "group", "informant")
    return several and (actor is None or actor.name.lower() == token.text.lower())  # no surname


def is_numbered(tree: Tree, head: int, words: AttributionWords) -> bool:
    """Whether a number is an address: "No 10 said"."""
    return tree.tokens[head].upos == "NUM" and any(
        c < head and tree.tokens[c].text.lower() in words.classes.number_marks for c in tree.children[head]
    )


def is_of_a_kind(tree: Tree, i: int, words: AttributionWords) -> bool:
    """Whether a name is a word for all who are of a party or a faith: "Tories", "Senate Republicans"."""
    token = tree.tokens[i]
    noun = words.noun(token)
    plural = "Number=Plur" in token.feats or noun != token.text.lower()  # the tagger takes some for a name
    few = any(d in words.classes.small_numbers for d in determiners(tree, i))
    return token.upos == "PROPN" and plural and not few and noun in words.classes.partisan_nouns


def is_counted(tree: Tree, head: int, kind: str | None, words: AttributionWords) -> bool:
    """Whether a few persons are meant, by their number: "two senior officials"."""
    return kind in ("person", "office") and any(
        tree.tokens[c].text.lower() in words.classes.small_numbers
        and tree.tokens[c + 1].upos not in ("ADP", "PUNCT")
        for c in tree.of(head, "nummod")
        if c < head
    )


def is_of_several(tree: Tree, head: int, kind: str | None) -> bool:
    """Whether a body or a number is so many people: "a small group of donors", "six in ten voters"."""
    token = tree.tokens[head]
    if token.upos == "NUM":
        cases = {tree.tokens[m].text for c in tree.of(head, "nmod") for m in tree.of(c, "case")}
        return token.text.lower() != "one" or "in" in cases
    return kind == "body" and any("Number=Plur" in tree.tokens[c].feats for c in _of(tree, head))


def _of(tree: Tree, i: int) -> list[int]:
    """Return what hangs on a noun by "of"."""
    return [c for c in tree.of(i, "nmod") if is_introduced_by(tree, c, (OF,))]


def is_by_name(offset: int, actor: Actor | None) -> bool:
    """Whether a mention by name covers `offset`: "The Post", of whose words one is in the tables."""
    return actor is not None and any(
        m.form == "name" and m.start <= offset < m.end for m in actor.mentions if actor.named
    )


def is_written_as_name(tree: Tree, head: int) -> bool:
    """Whether a noun has a capital in the middle of running text: "Western Journalism reported"."""
    token = tree.tokens[head]
    running = any(t.text[0].islower() and len(t.text) > LONG_WORD for t in tree.tokens)
    opens = head == 0 or tree.tokens[head - 1].upos == "PUNCT"  # behind a dateline: "OSLO — Fans of"
    return not opens and token.upos == "NOUN" and token.text[0].isupper() and running


def is_privy(tree: Tree, head: int, scene: Scene) -> bool:
    """Whether those are meant who know and are not named: "two people familiar with the talks"."""
    if scene.words.source_kind(scene.words.noun(tree.tokens[head])) not in ("person", "group"):
        return False
    return any(
        tree.tokens[c].text.lower() in scene.words.classes.privy_words
        for c in tree.of(head, "amod", "acl", "nmod", "obl")
    )


def is_sole(tree: Tree, head: int, words: AttributionWords) -> bool:
    """Whether a country has but one: "the government", "the health ministry", "the prime minister"."""
    said = list(determiners(tree, head))
    noun = words.noun(tree.tokens[head])
    if any(f"{word} {noun}" in words.classes.sole_nouns for word in description(tree, head)):
        return not any(
            d in words.classes.introducing_determiners for d in said
        )  # "state television" has no article
    return noun in words.classes.sole_nouns and any(d in words.classes.definite_determiners for d in said)


def is_bare(tree: Tree, i: int) -> bool:
    """Whether a noun has nothing but its article: "a third said", not "nearly a third of the voters"."""
    after = tree.tokens[i + 1].text if i + 1 < len(tree.tokens) else ""
    return after != "of" and all(tree.tokens[c].deprel in ("det", "punct") for c in tree.children[i])
