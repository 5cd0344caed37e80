"""What the reader knows before it opens a page: words, ontology, world and model.

`load_known` loads it once; it is frozen and passed in, so that no stage of `reading/` opens a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from onrecord.grammar import GrammarWords, WordSets
from onrecord.lexicon.agenda import AgendaWords, load_agenda_words
from onrecord.lexicon.attributions import AttributionWords, load_attribution_words
from onrecord.lexicon.disagreements import DisagreementWords, load_disagreement_words
from onrecord.lexicon.events import VERB, EventWords, load_event_words
from onrecord.lexicon.mentions import MentionWords, RoleRow, load_mention_words, with_roles
from onrecord.lexicon.numbers import NumberWords, load_number_words
from onrecord.lexicon.status import StatusWords, load_status_words
from onrecord.lexicon.times import TimeWords, load_time_words
from onrecord.ontologies import Ontology, load_ontology
from onrecord.types import Language
from onrecord.world import World, load_world

ASKING, TURNING_ON_OBJECT = ("demand",), ("prevent", "accuse")  # attitudes of verbs with object control


class LanguageModel(Protocol):
    """A model that returns the language layers of texts, in input order."""

    def read(self, texts: Sequence[str]) -> list[Language]:
        """Return the language layer of each text."""
        ...


@dataclass(frozen=True)
class Words:
    """The word tables of the package, by the layer that uses them."""

    times: TimeWords
    """Of times and dates."""
    mentions: MentionWords
    """Of roles, titles, pronouns and parties."""
    attributions: AttributionWords
    """Cues, sources and media."""
    disagreements: DisagreementWords
    """Of denials, doubts and disputes."""
    events: EventWords
    """Of acts, and their patterns."""
    status: StatusWords
    """Of modality, negation and conditions."""
    numbers: NumberWords
    """Of numbers, and of what they count."""
    agenda: AgendaWords
    """Of plans and deadlines."""


@dataclass(frozen=True)
class Known:
    """All tables and models that the stages use."""

    model: LanguageModel
    """Reads the language layer: words, trees, names, roles and acts."""
    world: World
    """People, bodies, offices, countries and places."""
    ontology: Ontology
    """The types of events, their codes and scores."""
    words: Words
    """The word tables."""
    grammar: GrammarWords
    """The word classes that the grammar of a sentence asks for."""


@lru_cache(maxsize=4)
def load_known(overlays: tuple[Path, ...] = ()) -> Known:
    """Load what ships in the package, once a process; threads share it.

    `overlays` are a user's tables of people, bodies, offices and places, which add to the world and
    correct it; `known.world.problems` lists their invalid lines.

    >>> load_known() is load_known(), load_known().world.problems
    (True, ())
    """
    from onrecord.models import load_model  # numpy and onnxruntime: only when needed

    world, mentions = load_world(overlays), load_mention_words()
    titles = [
        RoleRow(o.phrase, "person", o.sector, None, bare=False, relational=False) for o in world.added_offices
    ]
    words = load_words(with_roles(mentions, titles) if titles else mentions)
    return Known(
        model=load_model(),
        world=world,
        ontology=load_ontology(),
        words=words,
        grammar=grammar_words(words),
    )


def load_words(mentions: MentionWords | None = None) -> Words:
    """Load the word tables; `mentions` may contain a user's titles of office."""
    return Words(
        times=load_time_words(),
        mentions=mentions or load_mention_words(),
        attributions=load_attribution_words(),
        disagreements=load_disagreement_words(),
        events=load_event_words(),
        status=load_status_words(),
        numbers=load_number_words(),
        agenda=load_agenda_words(),
    )


def grammar_words(words: Words) -> GrammarWords:
    """Return the word classes that grammar needs, from several tables."""
    classes, status = words.events.classes, words.status
    negators, negatives = classes.negators, classes.negative_pronouns
    prepositions = frozenset(word for (word, _), mark in status.marks.items() if mark.effect == "negated")
    modals = frozenset(status.auxiliaries)
    future = frozenset(word for word, tense in words.times.tense["word"].items() if tense == "future")
    # "would" is the "will" of reported speech, and looks back with "have": no future modal of its own
    reported = frozenset(pair.split()[0] for pair in words.times.tense["auxiliaries"])
    governors = words.attributions.governors.items()
    return WordSets(
        negators=negators,
        negatives=negatives,
        near_negators=classes.cue_negators - negators - negatives - prepositions,
        negative_prepositions=prepositions,
        negative_verbs=frozenset(word for word, polarity in governors if polarity == "negative"),
        focus=classes.focus_adverbs,
        deferrals=classes.deferral_openers,
        unfulfilled=classes.unfulfilled_adverbs,
        modals=modals,
        future_modals=(future & modals) - reported,
        perfect_auxiliaries=classes.perfect_auxiliaries,
        be_verbs=classes.be_verbs,
        relatives=classes.relative_pronouns,
        definites=classes.referring_determiners,
        indefinites=classes.indefinite_determiners,
        measures=classes.act_measure_nouns,
        adversatives=classes.adversatives,
        agent_prepositions=classes.agent_prepositions,
        genitive_prepositions=classes.genitive_prepositions,
        for_words=classes.for_words,
        from_words=classes.from_words,
        clause_prepositions=classes.clause_prepositions,
        subject_control=classes.subject_control_verbs,
        object_control=frozenset(verb for verb, _ in _places(words.events, TURNING_ON_OBJECT)),
        oblique_control=frozenset(f"{verb} {place}" for verb, place in _places(words.events, ASKING)),
    )


def _places(events: EventWords, attitudes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each verb with one of `attitudes`, and each relation of its recipient."""
    for (lemma, pos), patterns in events.patterns.items():
        for pattern in patterns if pos == VERB else ():
            if pattern.attitude in attitudes:
                yield from ((lemma, place) for place in pattern.recipients or ("",))
