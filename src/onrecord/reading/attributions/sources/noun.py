"""The noun at the head of a source, with what the rules of sourcing ask about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import is_introduced_by
from onrecord.grammar.tree import is_plural_form
from onrecord.lexicon.attributions import AttributionWords, SourceKind
from onrecord.lexicon.classes import WordClasses
from onrecord.reading.attributions.context import Context
from onrecord.reading.attributions.sources.noun_phrases import determiners, is_proper, modifiers
from onrecord.types import Actor, ActorKind, Token

BODIES: tuple[ActorKind, ...] = ("organization", "country", "group")


@dataclass(frozen=True, slots=True)
class Noun:
    """The head of a source: a noun or pronoun, the actor that it refers to, and its kind by sourcing.tsv."""

    tree: Tree
    head: int
    actor: Actor | None
    context: Context
    kind: SourceKind | None
    lemma: str
    determiners: tuple[str, ...]

    @property
    def token(self) -> Token:
        """Its token."""
        return self.tree.tokens[self.head]

    @property
    def text(self) -> str:
        """The word in small letters."""
        return self.token.text.lower()

    @property
    def upos(self) -> str:
        """Its part of speech."""
        return self.token.upos

    @property
    def start(self) -> int:
        """Its offset."""
        return self.token.start

    @property
    def words(self) -> AttributionWords:
        """The word tables."""
        return self.context.words

    @property
    def classes(self) -> WordClasses:
        """The closed word classes."""
        return self.context.words.classes

    @property
    def is_plural(self) -> bool:
        """Whether it is a plural form."""
        return is_plural_form(self.token)

    @property
    def is_definite(self) -> bool:
        """Whether it has "the", "his" or the like."""
        return self.has_determiner(self.classes.definite_determiners)

    @property
    def is_introduced(self) -> bool:
        """Whether it has "a", "one", "another" or the like."""
        return self.has_determiner(self.classes.introducing_determiners)

    @property
    def is_named(self) -> bool:
        """Whether it refers to an actor that the text names."""
        return self.actor is not None and self.actor.named

    @property
    def actor_kinds(self) -> tuple[ActorKind, ...]:
        """The kinds of actors that it may refer to."""
        return BODIES if self.kind == "body" else ("person",)

    def has_determiner(self, among: Collection[str]) -> bool:
        """Return whether one of its determiners is `among` these words."""
        return any(word in among for word in self.determiners)


def noun_at(tree: Tree, head: int, actor: Actor | None, context: Context) -> Noun:
    """Return the noun or pronoun at `head`."""
    lemma = context.words.noun(tree.tokens[head])
    kind = kind_at(tree, head, context.words)
    return Noun(tree, head, actor, context, kind, lemma, tuple(determiners(tree, head)))


def kind_at(tree: Tree, i: int, words: AttributionWords) -> SourceKind | None:
    """Return what kind of source noun `i` is, by the noun and by what stands with it."""
    noun = words.noun(tree.tokens[i])
    if noun in words.classes.people_or_figures_nouns and not of_phrases(tree, i, words):
        return "person" if _is_people(tree, i, words) else "document"
    kind = words.source_kind(noun)
    if kind == "group" and _has_documents(tree, i, words):
        return "document"  # "a pair of editorials"
    return kind


def _is_people(tree: Tree, i: int, words: AttributionWords) -> bool:
    """Return whether "figures" are people: they speak, or are "senior"; "official figures" show something."""
    verb = words.verb(tree.tokens[tree.tokens[i].head])
    is_speaking = tree.tokens[i].deprel == "nsubj" and verb not in words.classes.showing_verbs
    return is_speaking or any(word in words.classes.prominence_words for word in modifiers(tree, i))


def _has_documents(tree: Tree, i: int, words: AttributionWords) -> bool:
    return any(
        words.source_kind(words.noun(tree.tokens[c])) == "document" for c in of_phrases(tree, i, words)
    )


def of_phrases(tree: Tree, i: int, words: AttributionWords) -> list[int]:
    """Return the nouns that depend on noun `i` by "of"."""
    return [c for c in tree.of(i, "nmod") if is_introduced_by(tree, c, words.classes.genitive_prepositions)]


def is_plural_phrase(tree: Tree, i: int) -> bool:
    """Return whether the phrase of `i` names several: a plural, or a coordination of two phrases.

    "The owner and editor" has one article and is one person.
    """
    if is_plural_form(tree.tokens[i]):
        return True
    has_shared_article = tree.tokens[i].upos == "NOUN" and bool(tree.of(i, "det"))
    conjuncts = tree.of(i, "conj")
    return any(not has_shared_article or _has_own_article(tree, c) for c in conjuncts)


def _has_own_article(tree: Tree, c: int) -> bool:
    return bool(tree.of(c, "det", "nmod:poss")) or is_proper(tree, c)
