"""Fill the fields of an attribution: whose words, to whom, when, how quoted, how sure a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.grammar import Tree, WordSets
from onrecord.grammar.negation import own_negation
from onrecord.grammar.noun_phrase import introducer, is_introduced_by
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.context import Scene
from onrecord.reading.attributions.extents.cues import CueAt, climb, find_cue
from onrecord.reading.attributions.extents.drafts import Draft, Extent, overlap
from onrecord.reading.attributions.fields.medium import medium_of
from onrecord.reading.attributions.sources.actor import actor_of
from onrecord.reading.attributions.sources.sourcing import Sourced, sourcing_of
from onrecord.reading.ids import content_id
from onrecord.types import (
    Actor,
    ActorId,
    Attribution,
    AttributionId,
    Document,
    Polarity,
    Quotation,
    Reason,
    Source,
    Time,
    TimeId,
    span_of,
)

DIRECT = 0.95  # share of the words inside quotation marks; PolNeAR's scorer draws the line here too
LONGEST_SOURCE = 40  # words; what a record may hold
LONGEST_CUE = 12
STRAY = 1  # words outside the quotation marks that a direct quotation may have, an introducing "that" apart
TRANSCRIPT_CUE = ":"
WORD = re.compile(r"\w+")


def describe(draft: Draft, scene: Scene, within: AttributionId | None) -> Attribution:
    """Return the attribution of `draft` with all its fields."""
    text = scene.document.text
    source = None if draft.source is None else shortened(draft.source, text, LONGEST_SOURCE)
    cue = None if draft.cue is None else shortened(draft.cue, text, LONGEST_CUE)
    anchor = _anchor(cue, scene)
    if anchor is not None and source is not None and _is_of_others(*anchor, source, scene):
        source = None
    actor = None if source is None else actor_of(source, scene)
    sourced = _sourced(draft, source, actor, scene)
    return Attribution(
        id=identify(draft, scene.document),
        source=None if source is None else _source(text, source, actor),
        cue=None if cue is None else span_of(text, *cue),
        content=tuple(span_of(text, *e) for e in draft.content),
        quotation=quotation_of(text, draft, scene),
        sourcing=sourced.sourcing,
        kind="say" if anchor is None else kind_of(anchor[0], anchor[1], cue, scene.words),
        addressee=None if anchor is None else addressee_of(anchor[0], anchor[1], actor, draft, scene),
        time=None
        if anchor is None or cue is None
        else time_of(anchor[0], anchor[1], cue, draft, scene.times),
        polarity="positive" if anchor is None else polarity_of(anchor[0], anchor[1], cue, scene.words),
        medium=None if anchor is None else medium_of(anchor[0], anchor[1], cue, source, draft, scene),
        within=within,
        basis=(*draft.basis, *sourced.reasons),
    )


def _sourced(draft: Draft, source: Extent | None, actor: Actor | None, scene: Scene) -> Sourced:
    """Return what kind of source it is and why, where nobody is named at all too."""
    if source is not None:
        return sourcing_of(source, actor, scene)
    rule = "no-source-in-the-text" if draft.source is None else "source-is-only-told-about"
    return Sourced("none", (Reason(rule=rule),))


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


def _is_of_others(tree: Tree, head: int, source: Extent, scene: Scene) -> bool:
    """Whether a source is only who the cue is about: "Ort seems to think", "asked about it, Ort said".

    How somebody seems is the view of who writes, who asked stands nowhere, and of whom something "is said"
    or "understood" is not who says so.
    """
    token = tree.tokens[head]
    verb = scene.words.verb(token)
    passive = (
        verb in scene.words.classes.hearsay_verbs and tree.of(head, "aux:pass") and tree.of(head, "xcomp")
    )
    if verb in scene.words.classes.impression_verbs or passive:
        return any(
            source[0] <= tree.tokens[s].start < source[1] for s in tree.of(head, "nsubj", "nsubj:pass")
        )
    return _is_asked(tree, head, scene) and not any(
        source[0] <= tree.tokens[c].start < source[1]
        for c in tree.of(head, "obl")  # "asked by reporters"
    )


def _is_asked(tree: Tree, head: int, scene: Scene) -> bool:
    """Whether the cue is a participle for a question put to who speaks next: "Asked why, he said"."""
    token = tree.tokens[head]
    opens = token.text[0].isupper() and not any(t.upos != "PUNCT" for t in tree.tokens[:head])
    if not (token.deprel == "advcl" or opens) or tree.of(head, "nsubj"):
        return False
    asked = find_cue(tree, head, scene.words) if token.text.lower() != token.lemma.lower() else None
    return asked is not None and asked.row.kind == "ask" and "Tense=Past" in token.feats


# ---- how it is said --------------------------------------------------------------------------


def quotation_of(text: str, draft: Draft, scene: Scene) -> Quotation:
    """Return how much of the content stands in quotation marks that do not hold the cue as well.

    What a transcript gives to a speaker is direct without any. A title in quotation marks is no speech.
    """
    if _is_turn(text, draft):
        return "direct"
    own = [
        (q.start, q.end)
        for q in scene.speech
        if (draft.cue is None or not overlap(draft.cue, (q.start, q.end)))
        and any(overlap(e, (q.start, q.end)) for e in draft.content)
    ]
    words = [m for e in draft.content for m in WORD.finditer(text, *e)]
    outside = [m.group() for m in words if not any(s <= m.start() < e for s, e in own)]
    if len(outside) == len(words):
        return "indirect"
    while outside and outside[0].lower() in scene.words.classes.complement_openers:
        outside.pop(0)
    return "direct" if len(outside) <= min(STRAY, (1 - DIRECT) * len(words)) else "mixed"


def _is_turn(text: str, draft: Draft) -> bool:
    """Whether the words are a speaker's turn in a transcript: "SMITH: ..."."""
    if draft.cue is None or draft.source is None or text[slice(*draft.cue)] != TRANSCRIPT_CUE:
        return False
    return text[slice(*draft.source)].isupper()


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
    """Whether the cue is negated by a word of its own or by its preposition: "without saying"."""
    negators = words.classes.cue_negators
    negation = WordSets(negators=negators, negatives=negators, focus=words.classes.cue_focus_adverbs)
    return own_negation(tree, i, negation) is not None or introducer(tree, i) in negators


def _says_nothing(tree: Tree, heads: Iterable[int], words: AttributionWords) -> bool:
    """Whether what is said is "nothing" or "no ...": an object of the cue itself, not a clause."""
    for i in heads:
        for c in tree.of(i, "obj"):
            first = [c, *tree.of(c, "det", "amod")]
            if any(tree.tokens[w].lemma.lower() in words.classes.empty_objects for w in first):
                return True
    return False


def addressee_of(tree: Tree, head: int, speaker: Actor | None, draft: Draft, scene: Scene) -> ActorId | None:
    """Return who is told: the object of "tell", "to reporters", "in an interview with X", "urged X to"."""
    cues = list(_cue_words(tree, head, draft.cue, scene.words))
    for c, in_content in (
        *((c, True) for cue in cues for c in _asked(tree, cue, scene.words)),
        *((c, False) for cue in cues for c in _told(tree, cue, scene.words)),
        *((c, False) for c in (() if cues else _spoken_to(tree, head, None))),
    ):
        start = tree.tokens[c].start
        actor = scene.who.at(start)
        in_place = in_content or not any(s <= start < e for s, e in draft.content)
        if actor is not None and actor is not speaker and in_place:
            return actor.id
    return None


def _asked(tree: Tree, cue: CueAt, words: AttributionWords) -> list[int]:
    """Return who is asked to act, though part of the content: "urged Oslo to leave", "called on Oslo"."""
    if cue.row.kind not in ("demand", "ask", "warn"):
        return []
    if cue.object_head is not None and cue.row.words[-1] in words.classes.asked_prepositions:
        return [cue.object_head]
    return tree.of(cue.head, "obj", "iobj", "nsubj:pass") if tree.of(cue.head, "xcomp") else []


def _told(tree: Tree, cue: CueAt, words: AttributionWords) -> list[int]:
    """Return who may be told: objects of a cue that has a hearer, "to" somebody, "in an interview with" one."""
    found: list[int] = []
    if cue.row.hearer:
        found += tree.of(cue.head, "iobj") + tree.of(cue.head, "obj") + tree.of(cue.head, "nsubj:pass")
    if cue.row.kind in ("say", "promise", "warn", "deny"):
        found += _spoken_to(tree, cue.head, cue.object_head)
    for c in tree.of(cue.head, "obl"):
        if tree.tokens[c].lemma.lower() in words.classes.conversation_nouns:
            partners = words.classes.partner_prepositions
            found += [n for n in tree.of(c, "nmod") if is_introduced_by(tree, n, partners)]
    return found


def _spoken_to(tree: Tree, head: int, apart: int | None) -> list[int]:
    return [c for c in tree.of(head, "obl") if is_introduced_by(tree, c, ("to",)) and c != apart]


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
