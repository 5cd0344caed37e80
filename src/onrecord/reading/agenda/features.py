"""The named features of a candidate, from which the weights of `agenda_weights.tsv` decide.

A feature is `name` or `name=value`; most are 0 or 1, those of probabilities are log odds or probabilities.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from onrecord.grammar.clause import kind_of
from onrecord.grammar.noun_phrase import introducer
from onrecord.grammar.sentence import SentenceGrammar
from onrecord.grammar.tree import has
from onrecord.grammar.voice import modals, tense_of
from onrecord.lexicon.agenda import AgendaWords
from onrecord.reading.agenda.candidates import Candidate, odds_of, open_odds
from onrecord.reading.agenda.layers import SentenceLayers
from onrecord.reading.agenda.windows import is_coming, is_limit

Features = Mapping[str, float]
LEAST_ODDS = 0.02  # probabilities nearer to 0 or 1 are taken for this near, so that no single one decides
LEAD_SENTENCES = 2
WIDE_TEXT = 10  # sentences: the place in a text is counted up to here
# relations by which a word belongs to the clause of the word above
IN_CLAUSE = frozenset({"xcomp", "nsubj", "obj", "obl", "nmod", "iobj", "cop"})
GOVERNED = frozenset({"xcomp", "obj", "obl", "acl", "nmod", "ccomp", "nsubj", "advcl"})
OPEN = 0.5  # probability of being ahead from which a neighbour counts as ahead


def features_of(candidate: Candidate, words: AgendaWords) -> Features:
    """Return the features of a candidate."""
    found: dict[str, float] = {"bias": 1.0}
    for part in (_of_model, _of_event, _of_date, _of_word, _of_clause, _of_neighbours, _of_setting):
        found.update(part(candidate))
    found.update((name, 1.0) for name in _of_changes(candidate, words))
    return found


def clause_head(grammar: SentenceGrammar, i: int) -> int:
    """Return the head of the clause that holds word `i`: in "plans to hold talks" that of "talks" is "plans"."""
    while grammar.relations[i] in IN_CLAUSE and grammar.tokens[i].head >= 0:
        i = grammar.tokens[i].head
    return i


def verb_over(grammar: SentenceGrammar, i: int) -> int:
    """Return the nearest verb of the clause at or over word `i`, else its clause head."""
    while (
        grammar.tokens[i].upos != "VERB" and grammar.relations[i] in IN_CLAUSE and grammar.tokens[i].head >= 0
    ):
        i = grammar.tokens[i].head
    return i


def _log_odds(p: float) -> float:
    near = min(max(p, LEAST_ODDS), 1 - LEAST_ODDS)
    return math.log(near / (1 - near))


def _of_model(candidate: Candidate) -> Iterator[tuple[str, float]]:
    """Yield what the model sees, whether it sees an act or not."""
    outlook = candidate.outlook
    if outlook is None:
        yield "unseen", 1.0
        return
    for time, p in odds_of(outlook).items():
        yield f"time_odds={time}", _log_odds(p)
    yield "open_odds", _log_odds(open_odds(outlook))
    yield "act_odds", _log_odds(outlook.act)
    yield "item_odds", _log_odds(outlook.item)
    for odds in outlook.statuses:
        yield f"status_odds={odds.label}", odds.score


def _of_event(candidate: Candidate) -> Iterator[tuple[str, float]]:
    event, act = candidate.event, candidate.act
    if event is not None:
        yield "event", 1.0
        yield f"event_status={event.status}", 1.0
        yield f"event_type={event.type}", 1.0
        if event.condition is not None:
            yield "event_condition", 1.0
        if event.trigger.start <= candidate.start < event.trigger.end:
            yield "trigger", 1.0
    elif act is not None:
        yield f"act_type={act.types[0].label}", act.types[0].score


def _of_date(candidate: Candidate) -> Iterator[tuple[str, float]]:
    sentence, dates = candidate.sentence, candidate.dates
    day = sentence.layers.last_day
    if candidate.repeat is not None:
        yield "repeats", 1.0
    if not dates.times:
        yield "undated", 1.0
        return
    where = "above" if dates.above else "own"
    if day is None:
        yield f"date_{where}=unknown", 1.0
        return
    ahead = any(is_coming(t, day) for t in dates.times)
    yield f"date_{where}={'ahead' if ahead else 'over'}", 1.0
    if any(is_limit(sentence, t, sentence.layers.known.words.agenda) for t in dates.times):
        yield "date_limit", 1.0


def _of_word(candidate: Candidate) -> Iterator[tuple[str, float]]:
    grammar, i = candidate.sentence.grammar, candidate.head
    token = grammar.tokens[i]
    yield f"pos={token.upos}", 1.0
    yield f"relation={token.deprel}", 1.0
    yield f"word={grammar.lemma(i)}", 1.0
    if token.head >= 0 and grammar.relations[i] in GOVERNED:
        yield f"governor={grammar.lemma(token.head)}", 1.0
    if grammar.object(i):
        yield "object", 1.0
    if candidate.stance.status is not None:
        yield f"stance={candidate.stance.status}", 1.0
        if candidate.stance.firm:
            yield f"firm={candidate.stance.status}", 1.0
    if candidate.stance.condition is not None:
        yield "condition", 1.0


def _of_clause(candidate: Candidate) -> Iterator[tuple[str, float]]:
    """Yield the features of the clause: its verb, its modals, tense, subject and what introduces it."""
    grammar, i = candidate.sentence.grammar, candidate.head
    verb = verb_over(grammar, i)
    for name, node in (("own", verb), ("outer", clause_head(grammar, i))):
        if name == "outer" and node == verb:
            break
        for modal in modals(grammar, node, grammar.words):
            yield f"{name}_modal={grammar.lemma(modal)}", 1.0
        yield f"{name}_tense={tense_of(grammar, node, grammar.words) or 'none'}", 1.0
        if grammar.is_negated(node):
            yield f"{name}_negated", 1.0
        yield f"{name}_kind={kind_of(grammar, node)}", 1.0
        yield f"{name}_mark={introducer(grammar, node) or 'none'}", 1.0
        if node != i:
            yield f"{name}_verb={grammar.lemma(node)}", 1.0
    yield from ((f"subject={kind}", 1.0) for kind in _subject_kinds(candidate.sentence, verb))


def _subject_kinds(sentence: SentenceLayers, verb: int) -> Iterator[str]:
    """Yield what the subject is: the kind and the sector of its actor, or that it is no actor, or the speaker."""
    grammar = sentence.grammar
    subjects = grammar.subject(verb)
    if not subjects:
        yield "none"
        return
    head = subjects[0]
    token = grammar.tokens[head]
    if has(token, "Person=1"):
        yield "speaker"
    actor = next(sentence.actors_of(token), None)
    yield actor.kind if actor else "no_actor"
    if actor is not None and actor.sector:
        yield actor.sector


def _of_neighbours(candidate: Candidate) -> Iterator[tuple[str, float]]:
    """Yield whether the words around it in the tree are ahead, too: "plans" over "meet", "talks" under "hold"."""
    sentence, i = candidate.sentence, candidate.head
    grammar = sentence.grammar
    above = grammar.tokens[i].head
    if above >= 0 and is_ahead(sentence, above):
        yield f"ahead_above={grammar.relations[i]}", 1.0
    for c in grammar.children[i]:
        if grammar.tokens[c].upos in ("VERB", "NOUN") and is_ahead(sentence, c):
            yield f"ahead_below={grammar.relations[c]}", 1.0


def is_ahead(sentence: SentenceLayers, i: int) -> bool:
    """Return whether the model sees a word ahead or left open."""
    return open_odds(sentence.layers.outlook_at.get(sentence.grammar.tokens[i].start)) >= OPEN


def _of_setting(candidate: Candidate) -> Iterator[tuple[str, float]]:
    sentence, layers = candidate.sentence, candidate.sentence.layers
    if sentence.number < LEAD_SENTENCES:
        yield "lead", 1.0
    yield "place", min(sentence.number, WIDE_TEXT) / WIDE_TEXT
    attribution = layers.attribution_around(candidate.start)
    yield f"said={attribution.kind if attribution else 'no'}", 1.0
    if any(q.start <= candidate.start < q.end for q in sentence.grammar.quotations):
        yield "quoted", 1.0
    share = len(layers.events) / max(len(layers.sentences), 1)
    yield "events_a_sentence", min(share, 2.0)
    if not layers.events:
        yield "no_events", 1.0


def _of_changes(candidate: Candidate, words: AgendaWords) -> Iterator[str]:
    if candidate.change is not None:
        yield f"change={candidate.change}"
    if candidate.sentence.grammar.lemma(candidate.head) in words.last:
        yield "last"
