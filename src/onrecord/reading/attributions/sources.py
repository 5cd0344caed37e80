"""Say what kind of source the words name: see `sourcing` in docs/annotation-attributions.md.

Named is who the article names anywhere, so that "the senator" behind "Sen. Lea Ort" is, and "the
official" behind "a senior official" is not. Whose words they are is read off the actors; where those
leave it open, off the noun, its number, its article and how the text brought it in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.grammar import Tree
from onrecord.grammar.tree import is_plural_form
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.drafts import Extent
from onrecord.reading.attributions.nouns import (
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
from onrecord.reading.attributions.scene import (
    Roles,
    Scene,
    description,
    determiners,
    has_name,
    is_behind_clause,
    is_of_another,
)
from onrecord.types import Actor, ActorId, ActorKind, Attribution, Sourcing

OF_A_NOUN = ("det", "amod", "nmod:poss", "compound", "nummod")  # what a name alone does not have
BODIES: tuple[ActorKind, ...] = ("organization", "country", "group")
LATE = ("office", "body")  # described in the lead, named further down: "A federal court ruled"
NAMING = ("flat", "appos", "conj")
SUPERLATIVE = "Degree=Sup"
SPEAKER_WINDOW = 2  # sentences between a pronoun and the speaker it goes on with


def actor_of(source: Extent, scene: Scene) -> Actor | None:
    """Return the actor that the head of the source refers to, or the only one mentioned in it."""
    place = scene.phrase(*source)
    if place is None:
        return scene.who.at(source[0])
    tree, head = place
    antecedent = _antecedent(tree, head, scene)
    if antecedent is not None:
        return scene.who.at(tree.tokens[antecedent].start)
    found = _name_behind(tree, head, scene) or scene.who.at(tree.tokens[head].start)
    if found is not None:
        one = tree.tokens[head].text.lower() in scene.words.classes.singular_pronouns
        return None if one and found.kind in BODIES else found
    for c in tree.of(head, "flat", "appos", "compound"):  # "adviser John Bolton", by whichever head
        if tree.tokens[c].upos == "PROPN" and tree.tokens[c].deprel.partition(":")[0] != "compound":
            found = scene.who.at(tree.tokens[c].start)
            if found is not None and found.kind == "person":
                return found
    return None if tree.of(head, *OF_A_NOUN) else scene.who.called(tree.tokens[head].text)


def _name_behind(tree: Tree, head: int, scene: Scene) -> Actor | None:
    """Return the person whose name stands behind what he or she is: "the president of the union, Lea Ort"."""
    if scene.words.source_kind(scene.words.noun(tree.tokens[head])) not in ("person", "office"):
        return None
    if "Number=Plur" in tree.tokens[head].feats:
        return None
    for c in tree.of(head, "appos"):
        before = next((t for t in reversed(tree.tokens[head:c]) if t.upos != "PROPN"), tree.tokens[head])
        # "a spokesman for Mayor Ort", "a supporter of her rival, Ort"
        if before.upos != "PUNCT" or is_of_another(tree, head, c, scene.words):
            continue
        found = scene.who.at(tree.tokens[c].start) if tree.tokens[c].upos == "PROPN" else None
        if found is not None and found.named and found.kind == "person":
            return found
    return None


def _antecedent(tree: Tree, i: int, scene: Scene) -> int | None:
    """Return the noun that a relative pronoun stands for."""
    if (
        tree.tokens[i].upos != "PRON"
        or tree.tokens[i].text.lower() not in scene.words.classes.relative_pronouns
    ):
        return None
    for node in tree.path_up(i):
        if tree.tokens[node].deprel == "acl:relcl":
            return tree.tokens[node].head
    return None


def sourcing_of(source: Extent, actor: Actor | None, scene: Scene) -> Sourcing:
    """Return what kind of source the words name."""
    place = scene.phrase(*source)
    if place is None:
        return "named" if actor is not None and actor.named else "unnamed"
    tree, head = place
    antecedent = _antecedent(tree, head, scene)
    if _is_answerer(tree, head, scene):
        return "named" if scene.who.named_before(source[0], "person") else "unnamed"
    found = _sourcing_at(tree, head if antecedent is None else antecedent, actor, scene)
    if found == "document" and tree.tokens[head].text.lower() in scene.words.classes.personal_relatives:
        return "named" if scene.who.named_before(source[0], "person") else "unnamed"
    return found


def _is_answerer(tree: Tree, i: int, scene: Scene) -> bool:
    """Whether word `i` is the label of who is asked: "A: We shall see"."""
    token = tree.tokens[i]
    labels = token.text.isupper() and scene.document.text[token.end : token.end + 1] == ":"
    return labels and token.text.lower() in scene.words.classes.answer_labels


def _sourcing_at(tree: Tree, head: int, actor: Actor | None, scene: Scene) -> Sourcing:
    token = tree.tokens[head]
    words = scene.words
    kind = kind_at(tree, head, words)
    plural = is_plural(tree, head)
    if is_publisher(tree, head, words):
        return "named"
    if is_opening_noun(tree, head, actor, words):
        return "unnamed" if kind == "informant" else "collective"
    if kind == "document" and token.upos != "PROPN" and not is_by_name(token.start, actor):
        return "document"
    if any(is_of_a_kind(tree, c, words) for c in (head, *tree.of(head, "flat"))):
        return "collective"
    if actor is not None and actor.named:
        several = actor.kind == "group" and "Number=Plur" in token.feats
        return "collective" if several and not _is_pair(tree, head, kind, scene) else "named"
    if any(d in words.classes.generic_determiners for d in determiners(tree, head)):
        return "collective"
    if token.upos == "PRON" and kind is None:
        return _sourcing_of_pronoun(tree, head, actor, scene)
    if kind == "informant" or is_privy(tree, head, scene):
        return "unnamed"
    brought_in = any(d in words.classes.introducing_determiners for d in determiners(tree, head))
    known = {
        d for d in determiners(tree, head) if d in words.classes.definite_determiners
    } - words.classes.publisher_self_determiners
    titled = kind == "person" and bool(known)  # "the MP said"
    if token.upos == "PROPN" and "Number=Plur" not in token.feats and not brought_in and not titled:
        return "named"
    if any(tree.tokens[c].upos == "PROPN" for c in _names_beside(tree, head, plural, scene)):
        return "named"
    if token.text.lower() in words.classes.picking_ordinals and is_bare(tree, head):
        return "unnamed"  # "a third said", behind two others
    if _is_pair(tree, head, kind, scene) or is_numbered(tree, head, words):
        return "named"
    if actor is None and is_written_as_name(tree, head):
        return "named"
    if kind is None and actor is None and token.upos == "NOUN":
        return "document"  # no person, no body: a system, a decision, a victory that shows something
    if is_counted(tree, head, kind, words):
        return "unnamed"
    if kind == "group" or plural or is_of_several(tree, head, kind):
        return "collective"
    if kind is None and token.upos == "ADJ" and SUPERLATIVE in token.feats:
        return "unnamed"  # "the youngest said"
    return "named" if _is_known(tree, head, kind, scene) else "unnamed"


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


def _is_pair(tree: Tree, head: int, kind: str | None, scene: Scene) -> bool:
    """Whether two are meant that were named: "both", "the two lawmakers", "neither company"."""
    token = tree.tokens[head]
    said = [*determiners(tree, head), token.text.lower()]
    if scene.words.noun(token) in scene.words.classes.unspecific_person_nouns or (
        kind == "group" and token.upos == "NOUN"
    ):
        return False  # "two officials said", then "the two officials"
    two = any(d in scene.words.classes.pair_words for d in said) or (
        any(d in scene.words.classes.definite_determiners for d in said)
        and any(d in scene.words.classes.small_numbers for d in said)
    )
    if not two or tree.of(head, "nmod"):
        return False
    those: tuple[ActorKind, ...] = BODIES if kind == "body" else ("person",)
    return scene.who.count_before(token.start, *those) > 1


def _is_known(tree: Tree, head: int, kind: str | None, scene: Scene) -> bool:
    """Whether a noun in the singular means somebody whom the text names elsewhere."""
    token = tree.tokens[head]
    words, roles = scene.words, scene.roles
    said = list(determiners(tree, head))
    lemma = words.noun(token)
    if has_name(tree, head) or (kind == "body" and _is_ones_own(tree, head, scene)):
        return True
    those: tuple[ActorKind, ...] = BODIES if kind == "body" else ("person",)
    if is_sole(tree, head, words):
        return True
    if roles.introduced.get(lemma, token.start) < token.start and _is_the_same(tree, head, lemma, roles):
        return False
    definite = any(d in words.classes.definite_determiners for d in said)
    later = kind == "body" or definite or not scene.who.named_before(token.start, "person")
    if kind in LATE and later and scene.is_lead(token.start) and scene.who.names_any(*those):
        return True
    if kind == "person" and _is_told_in_the_lead(tree, head, lemma, scene):
        return True
    if not definite:  # a headline has no articles
        return not said and lemma in roles.named and scene.is_lead(token.start)
    if kind == "person":
        return (
            lemma in roles.named
            or _is_kin(tree, head, lemma, scene)
            or (
                not scene.words.classes.definite_articles.isdisjoint(said)
                and lemma not in words.classes.unspecific_person_nouns
                and roles.others.get(lemma, token.start) >= token.start
                and scene.is_last_named(token.start)
            )
        )
    return scene.who.names_any(*those) if kind == "office" else scene.who.named_before(token.start, *those)


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


def _sourcing_of_pronoun(tree: Tree, head: int, actor: Actor | None, scene: Scene) -> Sourcing:
    """Return the sourcing of a pronoun: of the first mention of its actor that is more than one, or by form."""
    if tree.tokens[head].text.lower() in scene.words.classes.thing_pronouns and _is_for_document(
        tree, actor, scene
    ):
        return "document"
    for mention in sorted(actor.mentions, key=lambda m: m.start) if actor is not None else ():
        place = scene.phrase(mention.start, mention.end)
        if mention.form != "pronoun" and place is not None and not _is_pronoun(*place):
            return _sourcing_at(*place, actor, scene)
    token = tree.tokens[head]
    if actor is None and token.text.lower() in scene.words.classes.introducing_determiners:
        if any(tree.tokens[c].text.lower() in scene.words.classes.modals for c in tree.of(token.head, "aux")):
            return "collective"  # "one might think"
        names = [c for c in tree.of(head, "appos") if tree.tokens[c].upos == "PROPN"]
        return "named" if names else "unnamed"  # "one said", of two officials
    if token.text.lower() in scene.words.classes.plural_pronouns or (
        actor is not None and actor.kind == "group"
    ):
        return "collective"
    if "Person=1" in token.feats or scene.who.named_before(token.start, "person", "organization"):
        return "named"
    return "unnamed"


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


def speakers_of_pronouns(
    attributions: Sequence[Attribution], actors: Sequence[Actor], scene: Scene
) -> tuple[Attribution, ...]:
    """Return the attributions, a "he" or "they" that is nobody's mention given to the speaker just before.

    The speaker stands at most `SPEAKER_WINDOW` sentences back and agrees in number.
    """
    by_id = {actor.id: actor for actor in actors}
    found: list[Attribution] = []
    last: tuple[int, bool, Attribution] | None = None  # sentence, whether several speak, attribution
    for attribution in attributions:
        source = attribution.source
        outer = attribution.within is None
        place = scene.phrase(source.start, source.end) if source is not None and outer else None
        if source is None or place is None:
            found.append(attribution)
            continue
        tree, i = place
        token = tree.tokens[i]
        several = "Number=Plur" in token.feats
        if source.actor is None and token.upos == "PRON" and "Person=3" in token.feats and last is not None:
            sentence, severally, speaker = last
            thing = token.text.lower() in scene.words.classes.thing_pronouns
            fits = _is_body(speaker, by_id) if thing else several == severally
            if tree.index - sentence <= SPEAKER_WINDOW and fits and speaker.source is not None:
                attribution = replace(
                    attribution,
                    source=replace(source, actor=speaker.source.actor),
                    sourcing=speaker.sourcing,
                    basis=(*attribution.basis, "pronoun: the speaker just before"),
                )
        found.append(attribution)
        actor = None if attribution.source is None else by_id.get(attribution.source.actor or ActorId(""))
        if actor is not None:
            last = tree.index, _speak_severally(actor, attribution), attribution
    return tuple(found)


def _is_body(speaker: Attribution, by_id: Mapping[ActorId, Actor]) -> bool:
    """Whether one would say "it" of who speaks."""
    actor = by_id.get(speaker.source.actor or ActorId("")) if speaker.source is not None else None
    if speaker.sourcing == "collective" or actor is None:
        return False
    return actor.kind in BODIES or len(actor.name.split()) == 1  # a person has two names, "Ofwat" has one


def _speak_severally(actor: Actor, attribution: Attribution) -> bool:
    """Whether one would say "they" of the actor."""
    return actor.kind != "person" or attribution.sourcing == "collective"
