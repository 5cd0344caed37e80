"""Say what kind of source the words name: see `sourcing` in docs/annotation-attributions.md.

Named is who the article names anywhere, so that "the senator" behind "Sen. Lea Ort" is, and "the
official" behind "a senior official" is not. Whose words they are is read off the actors; where those
leave it open, off the noun, its number, its article and how the text brought it in.

The rules are tables, in order: the first that applies decides, and its name is the attribution's reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.grammar import Tree
from onrecord.grammar.tree import is_plural_form
from onrecord.lexicon.attributions import SOURCING, AttributionWords, SourceKind
from onrecord.reading.attributions.context import (
    Roles,
    Scene,
    description,
    determiners,
    has_name,
    is_behind_clause,
    is_of_another,
)
from onrecord.reading.attributions.extents.drafts import Extent
from onrecord.reading.attributions.sources.actor import BODIES, antecedent_of
from onrecord.reading.attributions.sources.nouns import (
    is_bare,
    is_by_name,
    is_counted,
    is_numbered,
    is_of_a_kind,
    is_of_several,
    is_opening_noun,
    is_privy,
    is_publisher,
    is_sole,
    is_written_as_name,
    kind_at,
)
from onrecord.types import Actor, ActorKind, Reason, Sourcing

LATE = ("office", "body")  # described in the lead, named further down: "A federal court ruled"
NAMING = ("flat", "appos", "conj")
SUPERLATIVE = "Degree=Sup"


@dataclass(frozen=True, slots=True)
class Sourced:
    """What kind of source the words name, and the rule that says so, last of the `reasons`."""

    sourcing: Sourcing
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Noun:
    """The head of a source, and what is asked of it more than once; `said` are its determiners."""

    tree: Tree
    head: int
    actor: Actor | None
    scene: Scene
    kind: SourceKind | None
    lemma: str
    said: tuple[str, ...]

    @property
    def text(self) -> str:
        """The word as it stands, in lower case."""
        return self.tree.tokens[self.head].text.lower()

    @property
    def upos(self) -> str:
        """Its part of speech."""
        return self.tree.tokens[self.head].upos

    @property
    def start(self) -> int:
        """Where it stands."""
        return self.tree.tokens[self.head].start

    @property
    def is_plural(self) -> bool:
        """Whether it is a plural form."""
        return "Number=Plur" in self.tree.tokens[self.head].feats

    @property
    def is_definite(self) -> bool:
        """Whether it has "the", "his" or the like."""
        return not self.scene.words.classes.definite_determiners.isdisjoint(self.said)

    @property
    def is_brought_in(self) -> bool:
        """Whether it has "a", "one", "another" or the like, so that it brings somebody in."""
        return not self.scene.words.classes.introducing_determiners.isdisjoint(self.said)

    @property
    def those(self) -> tuple[ActorKind, ...]:
        """The kinds of actors that it may mean."""
        return BODIES if self.kind == "body" else ("person",)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of sourcing: where it `applies`, the source is what `sourcing` says.

    `by_noun` marks those that go by what the noun is in sourcing.tsv.
    """

    rule: str
    applies: Callable[[Noun], bool]
    sourcing: Sourcing
    by_noun: bool = False


def sourcing_of(source: Extent, actor: Actor | None, scene: Scene) -> Sourced:
    """Return what kind of source the words name."""
    place = scene.phrase(*source)
    if place is None:
        if actor is not None and actor.named:
            return _sourced("named", Reason(rule="named-actor", words=actor.name))
        return _sourced("unnamed", Reason(rule="source-without-a-tree"))
    tree, head = place
    word = tree.tokens[head].text
    named_before = scene.who.named_before(source[0], "person")
    if _is_answerer(tree, head, scene):
        rule = "answer-label-after-a-name" if named_before else "answer-label-without-a-name"
        return _sourced("named" if named_before else "unnamed", Reason(rule=rule, words=word))
    antecedent = antecedent_of(tree, head, scene)
    found = _sourcing_at(tree, head if antecedent is None else antecedent, actor, scene)
    if found.sourcing == "document" and word.lower() in scene.words.classes.personal_relatives:
        rule = "who-after-a-name" if named_before else "who-without-a-name"
        return _sourced("named" if named_before else "unnamed", Reason(rule=rule, words=word))
    return found


def _sourced(sourcing: Sourcing, reason: Reason) -> Sourced:
    return Sourced(sourcing, (reason,))


def _is_answerer(tree: Tree, i: int, scene: Scene) -> bool:
    """Whether word `i` is the label of who is asked: "A: We shall see"."""
    token = tree.tokens[i]
    labels = token.text.isupper() and scene.document.text[token.end : token.end + 1] == ":"
    return labels and token.text.lower() in scene.words.classes.answer_labels


def _sourcing_at(tree: Tree, head: int, actor: Actor | None, scene: Scene) -> Sourced:
    """Return what the first rule that applies says of the noun, or pronoun, at `head`."""
    words = scene.words
    lemma, said = words.noun(tree.tokens[head]), tuple(determiners(tree, head))
    noun = Noun(tree, head, actor, scene, kind_at(tree, head, words), lemma, said)
    found = _first(FIRST_RULES, noun)
    if found is None and noun.upos == "PRON" and noun.kind is None:
        return _sourcing_of_pronoun(noun)
    found = found or _first(NOUN_RULES, noun) or _first(KNOWN_RULES, noun)
    return found or _sourced("unnamed", Reason(rule="named-nowhere", words=tree.tokens[head].text))


def _first(rules: Sequence[Rule], noun: Noun) -> Sourced | None:
    """Return what the first of `rules` that applies says, or None where none does."""
    for rule in rules:
        if rule.applies(noun):
            row = noun.scene.words.source_row(noun.lemma) if rule.by_noun else None
            by_table = row is not None and row.sourcing == noun.kind and row.line
            reason = Reason(
                rule=rule.rule,
                words=noun.tree.tokens[noun.head].text,
                table=SOURCING if by_table else None,
                line=row.line if row is not None and by_table else None,
            )
            return _sourced(rule.sourcing, reason)
    return None


# ---- what the rules ask ----------------------------------------------------------------------


def _opens(noun: Noun) -> bool:
    return is_opening_noun(noun.tree, noun.head, noun.actor, noun.scene.words)


def _is_document(noun: Noun) -> bool:
    return noun.kind == "document" and noun.upos != "PROPN" and not is_by_name(noun.start, noun.actor)


def _is_partisan(noun: Noun) -> bool:
    heads = (noun.head, *noun.tree.of(noun.head, "flat"))
    return any(is_of_a_kind(noun.tree, c, noun.scene.words) for c in heads)


def _is_named(noun: Noun) -> bool:
    return noun.actor is not None and noun.actor.named


def _is_pair(noun: Noun) -> bool:
    """Whether two are meant that were named: "both", "the two lawmakers", "neither company"."""
    classes, said = noun.scene.words.classes, [*noun.said, noun.text]
    if noun.lemma in classes.unspecific_person_nouns or (noun.kind == "group" and noun.upos == "NOUN"):
        return False  # "two officials said", then "the two officials"
    two = any(d in classes.pair_words for d in said) or (
        any(d in classes.definite_determiners for d in said) and any(d in classes.small_numbers for d in said)
    )
    if not two or noun.tree.of(noun.head, "nmod"):
        return False
    return noun.scene.who.count_before(noun.start, *noun.those) > 1


def _is_named_group(noun: Noun) -> bool:
    several = noun.actor is not None and noun.actor.kind == "group" and noun.is_plural
    return several and _is_named(noun) and not _is_pair(noun)


def _is_proper(noun: Noun) -> bool:
    """Whether it is a proper noun in the singular, and no title: "the MP said"."""
    classes = noun.scene.words.classes
    known = (classes.definite_determiners - classes.publisher_self_determiners).intersection(noun.said)
    titled = noun.kind == "person" and bool(known)
    return noun.upos == "PROPN" and not noun.is_plural and not noun.is_brought_in and not titled


def _has_name_beside(noun: Noun) -> bool:
    tree = noun.tree
    plural = is_plural(tree, noun.head)
    return any(tree.tokens[c].upos == "PROPN" for c in _names_beside(tree, noun.head, plural, noun.scene))


def _is_picked(noun: Noun) -> bool:
    """Whether it picks one of several: "a third said", behind two others."""
    return noun.text in noun.scene.words.classes.picking_ordinals and is_bare(noun.tree, noun.head)


def _is_thing(noun: Noun) -> bool:
    """Whether it is no person and no body: a system, a decision, a victory that shows something."""
    return noun.kind is None and noun.actor is None and noun.upos == "NOUN"


def _is_superlative(noun: Noun) -> bool:
    """Whether it is one of several by a quality: "the youngest said"."""
    return noun.kind is None and noun.upos == "ADJ" and SUPERLATIVE in noun.tree.tokens[noun.head].feats


FIRST_RULES = (
    Rule("publisher-itself", lambda n: is_publisher(n.tree, n.head, n.scene.words), "named"),
    Rule("opening-informant-noun", lambda n: n.kind == "informant" and _opens(n), "unnamed", by_noun=True),
    Rule("opening-plural-noun", _opens, "collective", by_noun=True),
    Rule("document-noun", _is_document, "document", by_noun=True),
    Rule("partisan-plural", _is_partisan, "collective"),
    Rule("members-of-a-named-group", _is_named_group, "collective"),
    Rule("named-actor", _is_named, "named"),
    Rule(
        "generic-determiner",
        lambda n: not n.scene.words.classes.generic_determiners.isdisjoint(n.said),
        "collective",
    ),
)
NOUN_RULES = (
    Rule("informant-noun", lambda n: n.kind == "informant", "unnamed", by_noun=True),
    Rule("privy-persons", lambda n: is_privy(n.tree, n.head, n.scene), "unnamed", by_noun=True),
    Rule("proper-noun", _is_proper, "named"),
    Rule("name-beside-the-noun", _has_name_beside, "named"),
    Rule("picking-ordinal", _is_picked, "unnamed"),
    Rule("pair-of-named-actors", _is_pair, "named"),
    Rule("numbered-address", lambda n: is_numbered(n.tree, n.head, n.scene.words), "named"),
    Rule("written-as-a-name", lambda n: n.actor is None and is_written_as_name(n.tree, n.head), "named"),
    Rule("thing-that-shows", _is_thing, "document"),
    Rule(
        "counted-persons",
        lambda n: is_counted(n.tree, n.head, n.kind, n.scene.words),
        "unnamed",
        by_noun=True,
    ),
    Rule("group-noun", lambda n: n.kind == "group", "collective", by_noun=True),
    Rule("plural-noun", lambda n: is_plural(n.tree, n.head), "collective"),
    Rule("body-of-several", lambda n: is_of_several(n.tree, n.head, n.kind), "collective", by_noun=True),
    Rule("superlative-alone", _is_superlative, "unnamed"),
)


# ---- whether a noun in the singular means somebody whom the text names elsewhere ----------------


def _is_nameless(noun: Noun) -> bool:
    """Whether somebody without a name was brought in by the same noun."""
    roles = noun.scene.roles
    before = roles.introduced.get(noun.lemma, noun.start) < noun.start
    return before and _is_the_same(noun.tree, noun.head, noun.lemma, roles)


def _is_named_below(noun: Noun) -> bool:
    """Whether the lead tells of an office or body that the text names: "A federal court ruled"."""
    scene = noun.scene
    later = noun.kind == "body" or noun.is_definite or not scene.who.named_before(noun.start, "person")
    return noun.kind in LATE and later and scene.is_lead(noun.start) and scene.who.names_any(*noun.those)


def _is_told_of(noun: Noun) -> bool:
    return noun.kind == "person" and _is_told_in_the_lead(noun.tree, noun.head, noun.lemma, noun.scene)


def _is_bare_in_headline(noun: Noun) -> bool:
    """Whether it has no article, as in a headline, and stands with a name elsewhere."""
    scene = noun.scene
    return not noun.said and noun.lemma in scene.roles.named and scene.is_lead(noun.start)


def _is_named_elsewhere(noun: Noun) -> bool:
    return noun.kind == "person" and noun.lemma in noun.scene.roles.named


def _is_named_relative(noun: Noun) -> bool:
    return noun.kind == "person" and _is_kin(noun.tree, noun.head, noun.lemma, noun.scene)


def _is_last_named(noun: Noun) -> bool:
    """Whether "the lawyer" is the person named last: nobody else goes by the noun."""
    scene, classes = noun.scene, noun.scene.words.classes
    return (
        noun.kind == "person"
        and not classes.definite_articles.isdisjoint(noun.said)
        and noun.lemma not in classes.unspecific_person_nouns
        and scene.roles.others.get(noun.lemma, noun.start) >= noun.start
        and scene.is_last_named(noun.start)
    )


def _is_held_by_named(noun: Noun) -> bool:
    return noun.kind == "office" and noun.scene.who.names_any(*noun.those)


def _is_named_before(noun: Noun) -> bool:
    return noun.kind not in ("person", "office") and noun.scene.who.named_before(noun.start, *noun.those)


def _is_ones_own_body(noun: Noun) -> bool:
    return noun.kind == "body" and _is_ones_own(noun.tree, noun.head, noun.scene)


KNOWN_RULES = (
    Rule("noun-with-a-name", lambda n: has_name(n.tree, n.head), "named"),
    Rule("body-of-a-named-owner", _is_ones_own_body, "named", by_noun=True),
    Rule("only-one-of-its-kind", lambda n: is_sole(n.tree, n.head, n.scene.words), "named"),
    Rule("brought-in-without-a-name", _is_nameless, "unnamed"),
    Rule("named-below-the-lead", _is_named_below, "named", by_noun=True),
    Rule("person-told-of-in-the-lead", _is_told_of, "named"),
    Rule("noun-of-a-name-in-the-headline", lambda n: not n.is_definite and _is_bare_in_headline(n), "named"),
    Rule("indefinite-noun", lambda n: not n.is_definite, "unnamed"),
    Rule("noun-of-a-name-elsewhere", _is_named_elsewhere, "named"),
    Rule("relative-with-a-name", _is_named_relative, "named"),
    Rule("person-named-last", _is_last_named, "named"),
    Rule("office-where-persons-are-named", _is_held_by_named, "named", by_noun=True),
    Rule("body-named-before", _is_named_before, "named"),
)


def _names_beside(tree: Tree, head: int, plural: bool, scene: Scene) -> list[int]:
    """Return the words beside a noun that may be its name: "Lea Ort and other parents", "one, Lea Ort,".

    The rest of a list of places is none: "voters in Ohio, Iowa and Maine", hung on "voters".
    """
    if tree.tokens[head].upos == "NUM":  # "one of the executives, Lea Ort"
        return [a for c in (head, *tree.of(head, "nmod")) for a in tree.of(c, "appos")]
    places = [c for c in tree.of(head, "nmod") if tree.tokens[c].upos == "PROPN"]
    return [
        c
        for c in tree.of(head, *(("appos", "conj") if plural else NAMING))
        if (tree.tokens[c].deprel != "conj" or not any(head < p < c for p in places))
        and (not is_behind_clause(tree, head, c) or _is_person(tree.tokens[c].start, scene))
        and not is_of_another(tree, head, c, scene.words)
    ]


def _is_person(offset: int, scene: Scene) -> bool:
    actor = scene.who.at(offset)
    return actor is not None and actor.kind == "person"


def _is_told_in_the_lead(tree: Tree, head: int, lemma: str, scene: Scene) -> bool:
    """Whether a lead says what somebody is whom the text names for the first time below: "Ort's former lawyer"."""
    token = tree.tokens[head]
    brought_in = any(d in scene.words.classes.introducing_determiners for d in determiners(tree, head))
    # "his lawyer" may stay without a name
    somebodys = any(tree.tokens[c].upos == "PRON" for c in tree.of(head, "nmod:poss"))
    if (
        brought_in
        or somebodys
        or lemma in scene.words.classes.unspecific_person_nouns
        or not scene.is_lead(token.start)
    ):
        return False
    return scene.who.names_anew(token.start)


def _is_the_same(tree: Tree, head: int, lemma: str, roles: Roles) -> bool:
    """Whether who was brought in by a noun is described in the same way: a "cabinet minister" is no prime one."""
    own, first = set(description(tree, head)), roles.described.get(lemma, frozenset())
    return not own or not first or bool(own & first)


def _is_kin(tree: Tree, head: int, lemma: str, scene: Scene) -> bool:
    """Whether a relative is named, as far as the family name tells: "her husband", where both are named."""
    owners = [scene.who.at(tree.tokens[c].start) for c in tree.of(head, "nmod:poss")]
    return lemma in scene.words.classes.kin_nouns and any(
        o is not None and o.named and o.kind == "person" and scene.who.has_namesake(o) for o in owners
    )


def _is_ones_own(tree: Tree, head: int, scene: Scene) -> bool:
    """Whether a body goes by the name of another: "his campaign", "Ort's office", "Time magazine"."""
    if any(d in scene.words.classes.introducing_determiners for d in determiners(tree, head)):
        return False
    for c in tree.of(head, "nmod:poss", "compound"):
        owner = scene.who.at(tree.tokens[c].start) if tree.tokens[c].deprel == "nmod:poss" else None
        if tree.tokens[c].upos == "PROPN" or (owner is not None and owner.named):
            return True
    return False


def _sourcing_of_pronoun(noun: Noun) -> Sourced:
    """Return the sourcing of a pronoun: of the first mention of its actor that is more than one, or by form."""
    tree, actor, scene = noun.tree, noun.actor, noun.scene
    word = tree.tokens[noun.head].text
    if noun.text in scene.words.classes.thing_pronouns and _is_for_document(tree, actor, scene):
        return _sourced("document", Reason(rule="pronoun-for-a-document", words=word))
    for mention in sorted(actor.mentions, key=lambda m: m.start) if actor is not None else ():
        place = scene.phrase(mention.start, mention.end)
        if mention.form != "pronoun" and place is not None and not _is_pronoun(*place):
            found = _sourcing_at(*place, actor, scene)
            first = Reason(rule="pronoun-as-its-first-mention", words=mention.text)
            return Sourced(found.sourcing, (first, *found.reasons))
    sourcing, rule = _by_form(noun)
    return _sourced(sourcing, Reason(rule=rule, words=word))


def _by_form(noun: Noun) -> tuple[Sourcing, str]:
    """Return the sourcing of a pronoun that stands for no noun of the text, and the rule."""
    classes, token = noun.scene.words.classes, noun.tree.tokens[noun.head]
    if noun.actor is None and noun.text in classes.introducing_determiners:
        return _of_one(noun)
    if noun.text in classes.plural_pronouns or (noun.actor is not None and noun.actor.kind == "group"):
        return "collective", "plural-pronoun"
    if "Person=1" in token.feats:
        return "named", "first-person-pronoun"
    if noun.scene.who.named_before(token.start, "person", "organization"):
        return "named", "pronoun-after-a-name"
    return "unnamed", "pronoun-without-a-name"


def _of_one(noun: Noun) -> tuple[Sourcing, str]:
    """Return the sourcing of "one": of people at large, with a name behind it, or of two officials."""
    tree, head = noun.tree, noun.head
    modals = noun.scene.words.classes.modals
    if any(tree.tokens[c].text.lower() in modals for c in tree.of(tree.tokens[head].head, "aux")):
        return "collective", "one-at-large"  # "one might think"
    if any(tree.tokens[c].upos == "PROPN" for c in tree.of(head, "appos")):
        return "named", "one-with-a-name"
    return "unnamed", "one-of-several"  # "one said", of two officials


def _is_for_document(tree: Tree, actor: Actor | None, scene: Scene) -> bool:
    """Whether "it" is the document that the sentence before is about, or its author as far as the actors know."""
    if tree.index == 0:
        return False
    before = scene.forest.trees[tree.index - 1]
    for root in (i for i, t in enumerate(before.tokens) if t.head < 0):
        for i in before.of(root, "nsubj", "nsubj:pass"):
            if _kind_is_document(before, i, scene.words):
                start, end = before.extent(before.subtree(i))
                return actor is None or any(start <= m.start < end for m in actor.mentions)
    return False


def _kind_is_document(tree: Tree, i: int, words: AttributionWords) -> bool:
    return tree.tokens[i].upos == "NOUN" and kind_at(tree, i, words) == "document"


def _is_pronoun(tree: Tree, i: int) -> bool:
    return tree.tokens[i].upos == "PRON"


def is_plural(tree: Tree, i: int) -> bool:
    """Whether the phrase under `i` names several: a plural, or one joined by "and" that has its own article."""
    token = tree.tokens[i]
    if is_plural_form(token):
        return True
    shared = token.upos == "NOUN" and bool(tree.of(i, "det"))
    return any(
        not shared or tree.of(c, "det", "nmod:poss") or tree.tokens[c].upos == "PROPN"
        for c in tree.of(i, "conj")
    )
