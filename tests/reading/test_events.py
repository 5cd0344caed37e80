"""Events from the mentions of acts: which are shown, what they are made of, what is said of those left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from onrecord.grammar import Forest
from onrecord.known import load_known
from onrecord.reading.events import find_events
from onrecord.reading.events.bounds import BOUNDS
from onrecord.types import (
    ActMention,
    Actor,
    ActorId,
    Document,
    DocumentId,
    Found,
    Language,
    Mention,
    Odds,
    Participation,
    ParticipationKind,
)
from tests.sketch import language_of_sketches

LATVIA = "Latvia/PROPN/nsubj>snagged snagged=snag/VERB/root/Past envoys=envoy/NOUN/obj>snagged/Plur ./PUNCT/punct>snagged"
ARRESTS = "The/DET/det>snags snags=snag/NOUN/nsubj>shook/Plur shook=shake/VERB/root/Past Norway/PROPN/obj>shook ./PUNCT/punct>shook"
TEXT, LANGUAGE = language_of_sketches(LATVIA, ARRESTS)


def actor(words: str) -> Actor:
    start = TEXT.index(words)
    mention = Mention(start=start, end=start + len(words), text=words, form="name")
    return Actor(id=ActorId(words), name=words, kind="country", mentions=(mention,))


ACTORS = [actor("Latvia"), actor("envoys")]


def part(words: str, kind: ParticipationKind) -> Participation:
    start = TEXT.index(words)
    return Participation(start=start, end=start + len(words), text=words, kind=kind, score=0.9)


def act(
    words: str,
    parts: Sequence[Participation] = (),
    repeats: tuple[tuple[int, float], ...] = (),
    score: float = 0.9,
    mode: str = "arrest",
) -> ActMention:
    start = TEXT.index(words)
    return ActMention(
        start=start,
        end=start + len(words),
        text=words,
        score=score,
        types=(Odds(label="COERCE", score=score), Odds(label="ACCUSE", score=0.05)),
        modes=(Odds(label=mode, score=0.9),),
        statuses=(Odds(label="occurred", score=0.9),),
        certainties=(Odds(label="certain", score=0.9),),
        parts=tuple(parts),
        repeats=repeats,
    )


def read(*acts: ActMention, actors: Sequence[Actor] = ACTORS) -> Found:  # type: ignore[type-arg]
    language = Language(sentences=LANGUAGE.sentences, acts=acts)
    document = Document(id=DocumentId("d"), text=TEXT)
    return find_events(document, language, actors, (), (), (), Forest(language.sentences), load_known())


SIDES = (part("Latvia", "actor"), part("envoys", "recipient"))


def test_mentions_of_one_happening_are_one_event() -> None:
    (event,) = read(act("snagged", SIDES), act("snags", repeats=((0, 2.0),))).items
    assert (event.type, event.mode, event.trigger.text) == ("COERCE", "arrest", "snagged")
    assert [m.text for m in event.mentions] == ["snagged", "snags"]
    assert (event.actors, event.recipients) == (("Latvia",), ("envoys",))
    assert [span.text for span in event.evidence] == ["Latvia snagged envoys", "The snags shook Norway"]


def test_what_the_main_mention_does_not_tell_comes_from_another() -> None:
    (event,) = read(act("snagged", SIDES[:1]), act("snags", SIDES[1:], repeats=((0, 2.0),))).items
    assert (event.actors, event.recipients) == (("Latvia",), ("envoys",))


def test_a_mention_that_tells_more_is_the_main_one() -> None:
    (event,) = read(act("snagged"), act("snags", SIDES, repeats=((0, 2.0),))).items
    assert event.trigger.text == "snags"


def test_mentions_of_two_happenings_are_two_events() -> None:
    events = read(act("snagged", SIDES), act("snags", repeats=((0, -2.0),))).items
    assert [e.trigger.text for e in events] == ["snagged", "snags"]


def test_an_unsure_mention_is_left_out_and_told_of() -> None:
    found = read(act("snagged", SIDES, score=BOUNDS.sure - 0.1), act("snags"))
    assert [e.trigger.text for e in found.items] == ["snags"]
    (note,) = found.notes
    assert note.code == "acts-left-out"
    assert f"“snagged” (COERCE {BOUNDS.sure - 0.1:.2f})" in note.message
    assert read().notes == ()


def test_the_note_does_not_call_an_everyday_word_unlikely() -> None:
    text, language = language_of_sketches(
        "A/DET/det>explosion gas/NOUN/compound>explosion explosion/NOUN/nsubj>hit hit/VERB/root/Past Norway/PROPN/obj>hit"
    )
    start = text.index("explosion")
    mention = replace(act("snagged"), start=start, end=start + len("explosion"), text="explosion")
    document = Document(id=DocumentId("d"), text=text)
    acts = Language(sentences=language.sentences, acts=(mention,))
    found = find_events(document, acts, (), (), (), (), Forest(acts.sentences), load_known())
    assert found.items == ()
    (note,) = found.notes
    assert "“explosion” (COERCE 0.90). These probabilities are the model's alone" in note.message
    assert "below" not in note.message


def test_a_mode_of_another_type_is_none() -> None:
    (event,) = read(act("snagged", SIDES, mode="visit")).items
    assert event.mode is None


def test_basis_names_the_words_and_the_score_of_each_decision() -> None:
    (event,) = read(act("snagged", SIDES)).items
    rules = {reason.rule: (reason.words, reason.score) for reason in event.basis}
    assert rules["act-by-model"] == ("snagged", 0.9)
    assert rules["next-type-by-model"] == ("ACCUSE", 0.05)
    assert rules["actor-by-model"] == ("Latvia", 0.9)
    assert rules["recipient-by-model"] == ("envoys", 0.9)


def test_who_acts_in_the_sentence_of_an_act_does_it_alone() -> None:
    both = [part("Latvia", "actor"), part("Norway", "actor")]
    actors = [*ACTORS, actor("Norway")]
    (shook,) = read(act("snags", both), actors=actors).items
    assert shook.actors == ("Norway",)
    (snags,) = read(act("snags", both[:1]), actors=actors).items
    assert snags.actors == ("Latvia",)


CRITIC = "Norway/PROPN/nsubj>denounced denounced=denounce/VERB/root/Past the/DET/det>embargo embargo/NOUN/obj>denounced ./PUNCT/punct>denounced"
OWNER = "Norway/PROPN/nsubj>praised praised=praise/VERB/root/Past its/PRON/nmod:poss>embargo embargo/NOUN/obj>praised ./PUNCT/punct>praised"


@pytest.mark.parametrize(("sketch", "doers"), [(CRITIC, ()), (OWNER, ("Norway",))])
def test_who_judges_an_act_does_not_do_it(sketch: str, doers: tuple[str, ...]) -> None:
    text, language = language_of_sketches(sketch)
    start, critic = (
        text.index("embargo"),
        Participation(start=0, end=6, text="Norway", kind="actor", score=0.9),
    )
    embargo = replace(act("snags", [critic]), start=start, end=start + 7, text="embargo")
    norway = replace(actor("Norway"), mentions=(Mention(start=0, end=6, text="Norway", form="name"),))
    document = Document(id=DocumentId("d"), text=text)
    said = Language(sentences=language.sentences, acts=(embargo,))
    forest = Forest(language.sentences)
    (event,) = find_events(document, said, [norway], (), (), (), forest, load_known()).items
    assert event.actors == doers
