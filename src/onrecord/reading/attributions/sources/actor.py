"""Say which actor a source is: the one that its head refers to, or for a pronoun the speaker just before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.grammar import Tree
from onrecord.reading.attributions.context import Scene, is_of_another
from onrecord.reading.attributions.extents.drafts import Extent
from onrecord.types import Actor, ActorId, ActorKind, Attribution, Reason

OF_A_NOUN = ("det", "amod", "nmod:poss", "compound", "nummod")  # what a name alone does not have
BODIES: tuple[ActorKind, ...] = ("organization", "country", "group")
SPEAKER_WINDOW = 2  # sentences between a pronoun and the speaker it goes on with


def actor_of(source: Extent, scene: Scene) -> Actor | None:
    """Return the actor that the head of the source refers to, or the only one mentioned in it."""
    place = scene.phrase(*source)
    if place is None:
        return scene.who.at(source[0])
    tree, head = place
    antecedent = antecedent_of(tree, head, scene)
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


def antecedent_of(tree: Tree, i: int, scene: Scene) -> int | None:
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
                    # in place of the reason for the pronoun's own sourcing
                    basis=(
                        *attribution.basis[:-1],
                        Reason(rule="pronoun-of-speaker-before", words=speaker.source.text),
                    ),
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
