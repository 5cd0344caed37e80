"""Say what kind of source the words name: see `sourcing` in docs/annotation-attributions.md.

Named is who the article names anywhere, so that "the senator" behind "Sen. Lea Ort" is, and "the
official" behind "a senior official" is not. Whose words they are is read off the actors; where those
leave it open, off the noun, its number, its article and how the text brought it in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.drafts import Extent
from onrecord.reading.attributions.scene import Scene, determiners, has_name
from onrecord.reading.syntax import Tree
from onrecord.types import Actor, ActorId, ActorKind, Attribution, Sourcing

OF_A_NOUN = ("det", "amod", "nmod:poss", "compound", "nummod")  # what a name alone does not have
BODIES: tuple[ActorKind, ...] = ("organization", "country", "group")
LATE = ("office", "body")  # described in the lead, named further down: "A federal court ruled"
NAMING = ("flat", "appos", "conj")
LONG_WORD = 4  # letters; headlines give longer ones a capital
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
    found = scene.who.at(tree.tokens[head].start)
    if found is not None:
        return found
    for c in tree.of(head, "flat", "appos", "compound"):  # "adviser John Bolton", by whichever head
        if tree.tokens[c].upos == "PROPN" and tree.tokens[c].deprel.partition(":")[0] != "compound":
            found = scene.who.at(tree.tokens[c].start)
            if found is not None and found.kind == "person":
                return found
    return None if tree.of(head, *OF_A_NOUN) else scene.who.called(tree.tokens[head].text)


def _antecedent(tree: Tree, i: int, scene: Scene) -> int | None:
    """Return the noun that a relative pronoun stands for."""
    if tree.tokens[i].upos != "PRON" or tree.tokens[i].text.lower() not in scene.words.relatives:
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
    found = _sourcing_at(tree, head if antecedent is None else antecedent, actor, scene)
    if found == "document" and tree.tokens[head].text.lower() in scene.words.personal:
        return "named" if scene.who.named_before(source[0], "person") else "unnamed"
    return found


def _sourcing_at(tree: Tree, head: int, actor: Actor | None, scene: Scene) -> Sourcing:
    token = tree.tokens[head]
    words = scene.words
    kind = words.source_kind(words.noun(token))
    plural = is_plural(tree, head)
    if kind == "document" and token.upos != "PROPN" and not _is_by_name(token.start, actor):
        return "document"
    if actor is not None and actor.named:
        return "collective" if actor.kind == "group" and "Number=Plur" in token.feats else "named"
    if any(d in words.generic for d in determiners(tree, head)):
        return "collective"
    if token.upos == "PRON" and kind is None:
        return _sourcing_of_pronoun(tree, head, actor, scene)
    if kind == "informant" or _is_privy(tree, head, scene):
        return "unnamed"
    brought_in = any(d in words.indefinite for d in determiners(tree, head))
    if token.upos == "PROPN" and "Number=Plur" not in token.feats and not brought_in:
        return "named"
    if any(tree.tokens[c].upos == "PROPN" for c in _names_beside(tree, head, plural)):
        return "named"
    if _is_pair(tree, head, kind, scene):
        return "named"
    if actor is None and _is_written_as_name(tree, head):
        return "named"
    if kind is None and actor is None and token.upos == "NOUN":
        return "document"  # no person, no body: a system, a decision, a victory that shows something
    if _is_counted(tree, head, kind, words):
        return "unnamed"
    if kind == "group" or plural or _is_of_several(tree, head, kind):
        return "collective"
    return "named" if _is_known(tree, head, kind, scene) else "unnamed"


def _names_beside(tree: Tree, head: int, plural: bool) -> list[int]:
    """Return the words beside a noun that may be its name: "Lea Ort and other parents", "one, Lea Ort,".

    The rest of a list of places is none: "voters in Ohio, Iowa and Maine", hung on "voters".
    """
    if tree.tokens[head].upos == "NUM":  # "one of the executives, Lea Ort"
        return [a for c in (head, *tree.of(head, "nmod")) for a in tree.of(c, "appos")]
    places = [c for c in tree.of(head, "nmod") if tree.tokens[c].upos == "PROPN"]
    return [
        c
        for c in tree.of(head, *(("appos", "conj") if plural else NAMING))
        if tree.tokens[c].deprel != "conj" or not any(head < p < c for p in places)
    ]


def _is_pair(tree: Tree, head: int, kind: str | None, scene: Scene) -> bool:
    """Whether two are meant that were named: "both", "the two lawmakers", "neither company"."""
    token = tree.tokens[head]
    said = [*determiners(tree, head), token.text.lower()]
    if scene.words.noun(token) in scene.words.anybody or (kind == "group" and token.upos == "NOUN"):
        return False  # "two officials said", then "the two officials"
    two = any(d in scene.words.pairs for d in said) or (
        any(d in scene.words.definite for d in said) and any(d in scene.words.few for d in said)
    )
    if not two or tree.of(head, "nmod"):
        return False
    those: tuple[ActorKind, ...] = BODIES if kind == "body" else ("person",)
    return scene.who.count_before(token.start, *those) > 1


def _is_counted(tree: Tree, head: int, kind: str | None, words: AttributionWords) -> bool:
    """Whether a few persons are meant, by their number: "two senior officials"."""
    return kind in ("person", "office") and any(
        tree.tokens[c].text.lower() in words.few and tree.tokens[c + 1].upos not in ("ADP", "PUNCT")
        for c in tree.of(head, "nummod")
        if c < head
    )


def _is_of_several(tree: Tree, head: int, kind: str | None) -> bool:
    """Whether a body or a number is so many people: "a small group of donors", "six in ten voters"."""
    token = tree.tokens[head]
    if token.upos == "NUM":
        cases = {tree.tokens[m].text for c in tree.of(head, "nmod") for m in tree.of(c, "case")}
        return token.text.lower() != "one" or "in" in cases
    return kind == "body" and any(
        "Number=Plur" in tree.tokens[c].feats and any(tree.tokens[m].text == "of" for m in tree.of(c, "case"))
        for c in tree.of(head, "nmod")
    )


def _is_by_name(offset: int, actor: Actor | None) -> bool:
    """Whether a mention by name covers `offset`: "The Post", of whose words one is in the tables."""
    return actor is not None and any(
        m.form == "name" and m.start <= offset < m.end for m in actor.mentions if actor.named
    )


def _is_written_as_name(tree: Tree, head: int) -> bool:
    """Whether a noun has a capital in the middle of running text: "Western Journalism reported"."""
    token = tree.tokens[head]
    running = any(t.text[0].islower() and len(t.text) > LONG_WORD for t in tree.tokens)
    opens = head == 0 or tree.tokens[head - 1].upos == "PUNCT"  # behind a dateline: "OSLO — Fans of"
    return not opens and token.upos == "NOUN" and token.text[0].isupper() and running


def _is_privy(tree: Tree, head: int, scene: Scene) -> bool:
    """Whether those are meant who know and are not named: "two people familiar with the talks"."""
    if scene.words.source_kind(scene.words.noun(tree.tokens[head])) not in ("person", "group"):
        return False
    return any(
        tree.tokens[c].text.lower() in scene.words.privy for c in tree.of(head, "amod", "acl", "nmod", "obl")
    )


def _is_known(tree: Tree, head: int, kind: str | None, scene: Scene) -> bool:
    """Whether a noun in the singular means somebody whom the text names elsewhere."""
    token = tree.tokens[head]
    words, roles = scene.words, scene.roles
    if has_name(tree, head) or (kind == "body" and _is_ones_own(tree, head, scene)):
        return True
    those: tuple[ActorKind, ...] = BODIES if kind == "body" else ("person",)
    if kind in LATE and scene.is_lead(token.start) and scene.who.names_any(*those):
        return True
    said = list(determiners(tree, head))
    lemma = words.noun(token)
    if not any(d in words.definite for d in said):  # a headline has no articles
        return not said and lemma in roles.named and scene.is_lead(token.start)
    if roles.introduced.get(lemma, token.start) < token.start:
        return False
    if kind == "person":
        return lemma in roles.named or (
            "the" in said
            and lemma not in words.anybody
            and roles.others.get(lemma, token.start) >= token.start
            and scene.who.named_before(token.start, "person")
        )
    return scene.who.names_any(*those) if kind == "office" else scene.who.named_before(token.start, *those)


def _is_ones_own(tree: Tree, head: int, scene: Scene) -> bool:
    """Whether a body goes by the name of another: "his campaign", "Ort's office", "Time magazine"."""
    if any(d in scene.words.indefinite for d in determiners(tree, head)):
        return False
    for c in tree.of(head, "nmod:poss", "compound"):
        owner = scene.who.at(tree.tokens[c].start) if tree.tokens[c].upos == "PRON" else None
        if tree.tokens[c].upos == "PROPN" or (owner is not None and owner.named):
            return True
    return False


def _sourcing_of_pronoun(tree: Tree, head: int, actor: Actor | None, scene: Scene) -> Sourcing:
    """Return the sourcing of a pronoun: of the first mention of its actor that is more than one, or by form."""
    for mention in sorted(actor.mentions, key=lambda m: m.start) if actor is not None else ():
        place = scene.phrase(mention.start, mention.end)
        if mention.form != "pronoun" and place is not None and not _is_pronoun(*place):
            return _sourcing_at(*place, actor, scene)
    token = tree.tokens[head]
    if token.text.lower() in scene.words.plurals or (actor is not None and actor.kind == "group"):
        return "collective"
    if "Person=1" in token.feats or scene.who.named_before(token.start, "person", "organization"):
        return "named"
    return "unnamed"


def _is_pronoun(tree: Tree, i: int) -> bool:
    return tree.tokens[i].upos == "PRON"


def is_plural(tree: Tree, i: int) -> bool:
    """Whether the phrase under `i` names several: a plural, or one joined by "and" that has its own article."""
    token = tree.tokens[i]
    if "Number=Plur" in token.feats:
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
            if (
                tree.index - sentence <= SPEAKER_WINDOW
                and several == severally
                and speaker.source is not None
            ):
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


def _speak_severally(actor: Actor, attribution: Attribution) -> bool:
    """Whether one would say "they" of the actor."""
    return actor.kind != "person" or attribution.sourcing == "collective"
