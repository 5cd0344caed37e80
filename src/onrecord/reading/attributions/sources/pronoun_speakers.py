"""The source of "he said" where "he" refers to no actor: the speaker just before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Tree
from onrecord.grammar.tree import is_plural_form
from onrecord.reading.attributions.context import Context
from onrecord.reading.attributions.sources.noun import BODIES
from onrecord.types import Actor, ActorId, Attribution, Reason, Source

SPEAKER_WINDOW = 2  # sentences at most between a pronoun and the speaker that it refers to
REPLY_WINDOW = 4  # the same where the pronoun replies to the speaker just before


@dataclass(frozen=True, slots=True)
class _Speaker:
    """The last source with an actor, and the sentence that it stands in."""

    sentence: int
    source: Source
    actor: Actor
    attribution: Attribution

    @property
    def is_several(self) -> bool:
        """Whether "they" may refer to it, and not "he"."""
        return self.actor.kind != "person" or self.attribution.sourcing == "collective"

    @property
    def is_body(self) -> bool:
        """Whether "it" may refer to it; a name of one word, such as "Ofwat", is no person's."""
        if self.attribution.sourcing == "collective":
            return False
        return self.actor.kind in BODIES or len(self.actor.name.split()) == 1


def with_pronoun_speakers(
    attributions: Sequence[Attribution], actors: Sequence[Actor], context: Context
) -> tuple[Attribution, ...]:
    """Return the attributions; a pronoun that refers to no actor has the speaker just before as its source.

    The speaker is at most `SPEAKER_WINDOW` sentences back and agrees in number. Who replies is not the last speaker
    but the one before. Nested attributions are left out.
    """
    actor_by_id = {actor.id: actor for actor in actors}
    found: list[Attribution] = []
    speakers: list[_Speaker] = []  # the last two that differ, the last one first
    for attribution in attributions:
        source = attribution.source if attribution.within is None else None
        place = None if source is None else context.phrase(source.start, source.end)
        if source is None or place is None:
            found.append(attribution)
            continue
        speaker = _speaker_meant(attribution, source, place, speakers, context)
        if speaker is not None:
            attribution = _spoken_by(attribution, source, speaker)
        found.append(attribution)
        now = _speaker(attribution, place[0].index, actor_by_id)
        if now is not None:
            speakers = [now, *(s for s in speakers if s.actor is not now.actor)][:2]
    return tuple(found)


def _speaker_meant(
    attribution: Attribution,
    source: Source,
    place: tuple[Tree, int],
    speakers: Sequence[_Speaker],
    context: Context,
) -> _Speaker | None:
    """Return the speaker whom the pronoun `source` refers to, or None."""
    replied = speakers[1:2] if _is_reply(attribution, context) else ()
    before = next((s for s in replied if _refers_to(source, *place, s, context, REPLY_WINDOW)), None)
    last = next(iter(speakers), None)
    if before is None and last is not None and _refers_to(source, *place, last, context, SPEAKER_WINDOW):
        return last
    return before


def _is_reply(attribution: Attribution, context: Context) -> bool:
    """Return whether the cue answers another speaker: "shot back", "retorted"."""
    cue = attribution.cue
    tree = None if cue is None else context.forest.at(cue.start)
    if cue is None or tree is None:
        return False
    tokens = (tree.tokens[i] for i in tree.starting(cue.start, cue.end))
    return any(context.words.verb(t) in context.words.classes.reply_words for t in tokens)


def _speaker(
    attribution: Attribution, sentence: int, actor_by_id: Mapping[ActorId, Actor]
) -> _Speaker | None:
    source = attribution.source
    actor = None if source is None or source.actor is None else actor_by_id.get(source.actor)
    return None if source is None or actor is None else _Speaker(sentence, source, actor, attribution)


def _refers_to(source: Source, tree: Tree, head: int, last: _Speaker, context: Context, window: int) -> bool:
    """Return whether a source is a pronoun of the third person that a speaker at most `window` sentences back fits."""
    token = tree.tokens[head]
    if source.actor is not None or token.upos != "PRON" or "Person=3" not in token.feats:
        return False
    if tree.index - last.sentence > window:
        return False
    if tree.word(head) in context.words.classes.thing_pronouns:
        return last.is_body
    return last.is_several == is_plural_form(token)


def _spoken_by(attribution: Attribution, source: Source, speaker: _Speaker) -> Attribution:
    """Return the attribution with the speaker's actor and sourcing; the reason for these replaces the pronoun's."""
    reason = Reason(rule="pronoun-of-speaker-before", words=speaker.source.text)
    return replace(
        attribution,
        source=replace(source, actor=speaker.source.actor),
        sourcing=speaker.attribution.sourcing,
        basis=(*attribution.basis[:-1], reason),
    )
