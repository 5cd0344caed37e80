"""Fill the fields of an attribution: whose words, to whom, when, how quoted, how sure a source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.drafts import Draft, Extent, overlap
from onrecord.reading.attributions.quotes import Quote
from onrecord.reading.attributions.rules import CueAt, climb, find_cue
from onrecord.reading.ids import content_id
from onrecord.reading.syntax import Forest, Tree
from onrecord.types import (
    Actor,
    ActorId,
    Attribution,
    AttributionId,
    Document,
    Polarity,
    Quotation,
    Source,
    Sourcing,
    Time,
    TimeId,
    span_of,
)

DIRECT = 0.95  # share of the words inside quotation marks; PolNeAR's scorer draws the line here too
LONGEST_SOURCE = 40  # words; what a record may hold
LONGEST_CUE = 12
SPEAKER_WINDOW = 2  # sentences between a pronoun and the speaker it goes on with
WORD = re.compile(r"\w+")


class Who:
    """The actors of a document, found by where they are mentioned."""

    __slots__ = ("_mentions", "_starts")

    def __init__(self, actors: Sequence[Actor]) -> None:
        found = [(m.start, m.end, m, a) for a in actors for m in a.mentions]
        self._mentions = sorted(found, key=lambda f: (f[0], f[1], f[3].id))
        self._starts = [f[0] for f in self._mentions]

    def at(self, offset: int) -> Actor | None:
        """Return the actor whose longest mention covers `offset`."""
        best: tuple[int, Actor] | None = None
        n = bisect_right(self._starts, offset)
        for start, end, _, actor in reversed(self._mentions[max(0, n - 12) : n]):  # mentions nest a few deep
            if start <= offset < end and (best is None or end - start > best[0]):
                best = end - start, actor
        return best[1] if best else None


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the fields of the attributions of one document are read from."""

    document: Document
    forest: Forest
    quotes: Sequence[Quote]
    who: Who
    times: Sequence[Time]
    words: AttributionWords


def describe(draft: Draft, scene: Scene, within: AttributionId | None) -> Attribution:
    """Return the attribution of `draft` with all its fields."""
    text = scene.document.text
    source = None if draft.source is None else shortened(draft.source, text, LONGEST_SOURCE)
    cue = None if draft.cue is None else shortened(draft.cue, text, LONGEST_CUE)
    anchor = _anchor(cue, scene)
    actor = None if source is None else actor_of(source, scene)
    return Attribution(
        id=identify(draft, scene.document),
        source=None if source is None else _source(text, source, actor),
        cue=None if cue is None else span_of(text, *cue),
        content=tuple(span_of(text, *e) for e in draft.content),
        quotation=quotation_of(text, draft, scene.quotes),
        sourcing="none" if source is None else sourcing_of(source, actor, scene),
        kind="say" if anchor is None else kind_of(anchor[0], anchor[1], cue, scene.words),
        addressee=None if anchor is None else addressee_of(anchor[0], anchor[1], actor, draft, scene),
        time=None
        if anchor is None or cue is None
        else time_of(anchor[0], anchor[1], cue, draft, scene.times),
        polarity="positive" if anchor is None else polarity_of(anchor[0], anchor[1], cue, scene.words),
        within=within,
        basis=draft.basis,
    )


def identify(draft: Draft, document: Document) -> AttributionId:
    """Return the id of the attribution that `draft` becomes."""
    offsets = [o for e in ((draft.cue,) if draft.cue else ()) + draft.content for o in e]
    return AttributionId(content_id("q", document.id, *offsets))


def shortened(extent: Extent, text: str, most: int) -> Extent:
    """Return the first `most` words of `extent` at most, cut at a comma where there is one."""
    words = [m.end() for m in WORD.finditer(text, *extent)]
    if len(words) <= most:
        return extent
    comma = text.find(",", extent[0], words[most - 1])
    return extent[0], comma if comma > extent[0] else words[most - 1]


def _source(text: str, extent: Extent, actor: Actor | None) -> Source:
    span = span_of(text, *extent)
    return Source(start=span.start, end=span.end, text=span.text, actor=None if actor is None else actor.id)


def _anchor(cue: Extent | None, scene: Scene) -> tuple[Tree, int] | None:
    """Return the tree and the topmost word of the cue."""
    if cue is None:
        return None
    tree = scene.forest.at(cue[0])
    if tree is None:
        return None
    head = tree.head_of(*cue)
    return None if head is None else (tree, head)


# ---- the source ------------------------------------------------------------------------------


def actor_of(source: Extent, scene: Scene) -> Actor | None:
    """Return the actor that the head of the source refers to, or the only one mentioned in it."""
    tree = scene.forest.at(source[0])
    head = None if tree is None else tree.head_of(*source)
    if tree is None or head is None:
        return scene.who.at(source[0])
    antecedent = _antecedent(tree, head, scene.words)
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
    return None


def _antecedent(tree: Tree, i: int, words: AttributionWords) -> int | None:
    """Return the noun that a relative pronoun stands for."""
    if tree.tokens[i].upos != "PRON" or tree.tokens[i].text.lower() not in words.relatives:
        return None
    for node in tree.path_up(i):
        if tree.tokens[node].deprel == "acl:relcl":
            return tree.tokens[node].head
    return None


def sourcing_of(source: Extent, actor: Actor | None, scene: Scene) -> Sourcing:
    """Return what kind of source the words name: see contract `sourcing`."""
    tree = scene.forest.at(source[0])
    head = None if tree is None else tree.head_of(*source)
    if tree is None or head is None:
        return "named" if actor is not None and actor.named else "unnamed"
    antecedent = _antecedent(tree, head, scene.words)
    head = head if antecedent is None else antecedent
    token = tree.tokens[head]
    kind = scene.words.sourcing.get(token.lemma.lower())
    if kind == "document" and token.upos != "PROPN" and (actor is None or actor.kind != "person"):
        return "document"
    if actor is not None and actor.named:
        return "named"
    if token.upos == "PRON" and actor is not None:
        return _sourcing_by_mention(actor, scene)
    if token.upos == "PROPN" and "Number=Plur" not in token.feats:
        return "named"
    if any(tree.tokens[c].upos == "PROPN" for c in tree.of(head, "flat", "appos")):
        return "named"
    return "collective" if kind == "group" or is_plural(tree, head) else "unnamed"


def _sourcing_by_mention(actor: Actor, scene: Scene) -> Sourcing:
    """Return the sourcing of an unnamed actor by its first mention that is more than a pronoun."""
    for mention in sorted(actor.mentions, key=lambda m: m.start):
        if mention.form != "pronoun":
            return sourcing_of((mention.start, mention.end), actor, scene)
    return "collective" if actor.kind == "group" else "unnamed"


def is_plural(tree: Tree, i: int) -> bool:
    """Whether the phrase under `i` names several: a plural, or one joined by "and"."""
    feats = tree.tokens[i].feats
    return "Number=Plur" in feats or bool(tree.of(i, "conj"))


def speakers_of_pronouns(
    attributions: Sequence[Attribution], actors: Sequence[Actor], forest: Forest
) -> tuple[Attribution, ...]:
    """Return the attributions, a "he" or "they" that is nobody's mention given to the speaker just before.

    The speaker stands at most `SPEAKER_WINDOW` sentences back and agrees in number.
    """
    by_id = {actor.id: actor for actor in actors}
    found: list[Attribution] = []
    last: tuple[int, bool, Attribution] | None = None  # sentence, whether several speak, attribution
    for attribution in attributions:
        source = attribution.source
        place = None if source is None or attribution.within is not None else forest.token_at(source.start)
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


# ---- how it is said --------------------------------------------------------------------------


def quotation_of(text: str, draft: Draft, quotes: Iterable[Quote]) -> Quotation:
    """Return how much of the content stands in quotation marks that do not hold the cue as well."""
    own = [(q.start, q.end) for q in quotes if draft.cue is None or not overlap(draft.cue, (q.start, q.end))]
    words = [m.start() for e in draft.content for m in WORD.finditer(text, *e)]
    inside = sum(any(s <= w < e for s, e in own) for w in words)
    if not words or not inside:
        return "indirect"
    return "direct" if inside >= DIRECT * len(words) else "mixed"


def _cue_words(tree: Tree, head: int, cue: Extent | None, words: AttributionWords) -> Iterator[CueAt]:
    """Yield the cues of the tables among the words of a cue, the highest in the tree first."""
    inside = [i for i, t in enumerate(tree.tokens) if cue is not None and t.start < cue[1] and t.end > cue[0]]
    depth = {i: sum(1 for _ in tree.path_up(i)) for i in inside}
    for i in sorted(inside, key=lambda i: (i != head, depth[i], i)):
        found = find_cue(tree, i, words)
        if found is not None:
            yield found


def kind_of(tree: Tree, head: int, cue: Extent | None, words: AttributionWords) -> str:
    """Return the kind of the highest cue word that does more than lead up to another one."""
    found = list(_cue_words(tree, head, cue, words))
    telling = [c for c in found if tree.tokens[c.head].lemma.lower() not in words.governors or c.others]
    return (telling or found)[0].row.kind if found else _adposition_kind(tree, cue, words)


def _adposition_kind(tree: Tree, cue: Extent | None, words: AttributionWords) -> str:
    for token in tree.tokens:
        if cue is not None and token.start == cue[0]:
            rows = words.cues.get(("adposition", token.text.lower()), ())
            return rows[0].kind if rows else "say"
    return "say"


def polarity_of(tree: Tree, head: int, cue: Extent | None, words: AttributionWords) -> Polarity:
    """Return negative where the words say that something is *not* said, thought or planned."""
    heads = {head, *(c.head for c in _cue_words(tree, head, cue, words))}
    for i in sorted(heads):
        heads = heads | set(climb(tree, i, words)[1])
    for i in sorted(heads):
        lemma = tree.tokens[i].lemma.lower()
        if words.governors.get(lemma) == "negative" or _is_negated(tree, i, words):
            return "negative"
    rows = list(_cue_words(tree, head, cue, words))
    if rows and rows[0].row.polarity == "negative":
        return "negative"
    speaks = not rows or rows[0].row.kind in ("say", "ask")
    return "negative" if speaks and _says_nothing(tree, heads, words) else "positive"


def _is_negated(tree: Tree, i: int, words: AttributionWords) -> bool:
    for c in tree.of(i, "advmod", "neg", "mark", "cc", "det", "case"):
        token = tree.tokens[c]
        if token.text.lower() not in words.negators and token.lemma.lower() not in words.negators:
            continue
        after = tree.tokens[c + 1].lemma.lower() if c + 1 < len(tree.tokens) else ""
        if after not in words.focus:  # "not only said": it was said
            return True
    return any(
        tree.tokens[d].lemma.lower() in words.negators for s in tree.of(i, "nsubj") for d in tree.of(s, "det")
    )


def _says_nothing(tree: Tree, heads: Iterable[int], words: AttributionWords) -> bool:
    """Whether what is said is "nothing" or "no ...": an object of the cue itself, not a clause."""
    for i in heads:
        for c in tree.of(i, "obj"):
            first = [c, *tree.of(c, "det", "amod")]
            if any(tree.tokens[w].lemma.lower() in words.nothings for w in first):
                return True
    return False


def addressee_of(tree: Tree, head: int, speaker: Actor | None, draft: Draft, scene: Scene) -> ActorId | None:
    """Return who is told: the object of "tell", "to reporters", "in an interview with X"."""
    candidates: list[int] = []
    for cue in _cue_words(tree, head, draft.cue, scene.words):
        passive = tree.of(cue.head, "nsubj:pass")
        if cue.row.hearer:
            candidates += tree.of(cue.head, "iobj") + tree.of(cue.head, "obj") + passive
        for c in tree.of(cue.head, "obl"):
            cases = {tree.tokens[m].lemma.lower() for m in tree.of(c, "case")}
            if "to" in cases and c != cue.object_head and cue.row.kind in ("say", "promise", "warn", "deny"):
                candidates.append(c)
            if tree.tokens[c].lemma.lower() in scene.words.settings:
                candidates += [
                    n
                    for n in tree.of(c, "nmod")
                    if {tree.tokens[m].lemma.lower() for m in tree.of(n, "case")} & scene.words.partners
                ]
    for c in candidates:
        start = tree.tokens[c].start
        actor = scene.who.at(start)
        if actor is not None and actor is not speaker and not any(s <= start < e for s, e in draft.content):
            return actor.id
    return None


def time_of(tree: Tree, head: int, cue: Extent, draft: Draft, times: Sequence[Time]) -> TimeId | None:
    """Return the time that stands in the cue's own clause: "said Friday"."""
    heads = {i for i, t in enumerate(tree.tokens) if t.start < cue[1] and t.end > cue[0]} | {head}
    for time in times:
        if time.type not in ("DATE", "TIME") or not tree.sentence.start <= time.start < tree.sentence.end:
            continue
        extent = (time.start, time.end)
        if any(overlap(extent, e) for e in draft.content):
            continue
        top = tree.head_of(*extent)
        verb = (
            None
            if top is None
            else next((n for n in tree.path_up(top) if tree.tokens[n].upos in ("VERB", "AUX")), None)
        )
        if verb in heads or overlap(extent, cue) or 0 <= time.start - cue[1] <= 1:
            return time.id
    return None
