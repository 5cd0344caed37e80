"""What was considered in a sentence and why it is no event, or which facts it gave.

The answer to "why is this not in the record?". It needs the language layer of the reading (`Language.acts`): the words in
which the network saw an act, with their probabilities, before any rule. A store keeps no language layer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.reading.events.bounds import BOUNDS
from onrecord.types import ActMention, Language, Odds, Reading, Sentence, Span
from onrecord.views.layout import printable

LEAST_SHOWN = 0.05  # probability of a class that is shown
MOST_CLASSES = 3
MOST_SENTENCES = 5


def sentences_with(reading: Reading, language: Language, words: str) -> list[Sentence]:
    """Return the sentences that hold `words`, whatever their case and their white space; none for no words."""
    parts = words.split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)
    found = [match.span() for match in pattern.finditer(reading.document.text)]
    return [s for s in language.sentences if any(low < s.end and s.start < high for low, high in found)]


def explain_sentences(reading: Reading, language: Language, sentences: Sequence[Sentence]) -> Iterator[str]:
    """Yield what each sentence gave the record, and what was considered in it and left out."""
    for sentence in sentences[:MOST_SENTENCES]:
        yield f"sentence: {printable(reading.document.text[sentence.start : sentence.end])}"
        yield from (f"  gave: {line}" for line in _facts(reading, sentence))
        acts = [act for act in language.acts if _within(act, sentence)]
        left = [act for act in acts if not _became(reading, act)]
        for act in left:
            yield from _considered(act, language)
        if not acts:
            yield "  considered: nothing; the network saw no act of the record in it"
        yield from (f"  note: {n.message}" for n in reading.notes if n.span and _within(n.span, sentence))
    if len(sentences) > MOST_SENTENCES:
        yield f"and {len(sentences) - MOST_SENTENCES} more sentences with these words"


def _facts(reading: Reading, sentence: Sentence) -> Iterator[str]:
    """Yield the facts whose words stand in the sentence, each with the id that explains it."""
    for event in reading.events:
        here = [m for m in (event.trigger, *event.mentions) if _within(m, sentence)]
        if here:
            yield f"event {event.id}, {event.type}, {event.status}, from “{printable(here[0].text)}”"
    for attribution in reading.attributions:
        cue = attribution.cue or (attribution.content[0] if attribution.content else None)
        if cue and _within(cue, sentence):
            yield f"attribution {attribution.id}, {attribution.kind}, from “{printable(cue.text)}”"
    for item in reading.agenda:
        if any(_within(span, sentence) for span in item.evidence):
            yield f"agenda item {item.id}, {item.status}: {printable(item.summary)}"
    for time in reading.times:
        if _within(time, sentence):
            yield f"time {time.id}, “{printable(time.text)}” is {time.value}"


def _considered(act: ActMention, language: Language) -> Iterator[str]:
    yield f"  considered: “{printable(act.text)}”"
    yield f"    as: {_classes(act.types) or 'no type'}; no act {max(0.0, 1 - sum(o.score for o in act.types)):.2f}"
    if act.statuses:
        yield f"    status: {_classes(act.statuses)}"
    parties = [p for p in act.parts if p.score >= BOUNDS.actor]
    if parties:
        yield "    with: " + ", ".join(f"{p.kind} “{printable(p.text)}” {p.score:.2f}" for p in parties)
    earlier = [language.acts[n] for n, odds in act.repeats if odds > 0 and n < len(language.acts)]
    if earlier:
        yield f"    may repeat: {', '.join(f'“{printable(e.text)}”' for e in earlier)}"
    yield f"    left out because: {_fall(act)}"


def _fall(act: ActMention) -> str:
    likeliest = act.types[0].score if act.types else 0.0
    bound = f"the bound of {BOUNDS.sure:.2f}"
    if likeliest < BOUNDS.sure:
        return f"its likeliest type has the probability {likeliest:.2f}, below {bound}, and no row of the tables made it surer"
    return f"weighed with the rows of the tables, its probability of {likeliest:.2f} fell below {bound}"


def _classes(odds: Sequence[Odds]) -> str:
    shown = [o for o in odds if o.score >= LEAST_SHOWN][:MOST_CLASSES]
    return ", ".join(f"{o.label} {o.score:.2f}" for o in shown)


def _became(reading: Reading, act: ActMention) -> bool:
    return any(
        m.start < act.end and act.start < m.end for e in reading.events for m in (e.trigger, *e.mentions)
    )


def _within(span: Span, sentence: Sentence) -> bool:
    return sentence.start <= span.start < sentence.end
