"""Make notes on what the reader could not do: what stayed unresolved, and why a layer is empty.

There is one note for each kind of problem, with the first span and the number of the others. Notes of
earlier stages are kept and merged in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.lexicon.forms import counted
from onrecord.types import Actor, Document, Language, Note, Reading, Span, Time

SHOWN = 3  # examples that a note quotes; the record holds all
FOLDED_FROM = 4  # at least this many notes of one code become one
READ_LANGUAGE = "en"
ANCHORED = ("DATE", "TIME")  # types of times that need days


def find_notes(reading: Reading, language: Language, notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return the merged notes of all stages, and notes on what the layers as a whole leave unresolved."""
    given = {note.code for note in notes}
    own = (
        language_note(reading.document),
        _no_sentences(reading, language),
        _published_open(reading),
        _times_open(reading.times),
        _actors_open(reading.actors),
        _no_attributions(reading, language),
        _no_events(reading, language),
    )
    return fold([*notes, *(note for note in own if note is not None and note.code not in given)])


def language_note(document: Document) -> Note | None:
    """Return the note on a document that is not in English, or None.

    A document without a stated language is read, because its text may be English.
    """
    language = document.language
    if language is None or language.lower().partition("-")[0] == READ_LANGUAGE:
        return None
    return Note(
        code="language",
        message=f"The text is marked as '{language}'; this reader reads English, so nothing was read.",
    )


def fold(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return `notes` in order without duplicates; many notes of one code become one that counts them."""
    by_code: dict[str, list[Note]] = {}
    for note in dict.fromkeys(notes):
        by_code.setdefault(note.code, []).append(note)
    folded: list[Note] = []
    for code, same in by_code.items():
        if len(same) < FOLDED_FROM:
            folded += same
            continue
        first = same[0]
        folded.append(
            Note(
                code=code, message=f"{first.message} And {len(same) - 1} more of this kind.", span=first.span
            )
        )
    return tuple(folded)


# ---- what the layers leave unresolved ------------------------------------------------------------


def _no_sentences(reading: Reading, language: Language) -> Note | None:
    if language.sentences or language_note(reading.document) is not None:
        return None
    letters = sum(c.isalpha() for c in reading.document.text)
    if letters:
        return Note(code="no-sentences", message=f"No sentence was found in {letters} letters of text.")
    return Note(code="no-sentences", message="The document has no words to read.")


def _published_open(reading: Reading) -> Note | None:
    published = reading.document.published
    if published.value is not None or not reading.document.text:
        return None
    if published.earliest and published.latest:
        return Note(
            code="published-open",
            message=f"The day of publication is not known; it lies between {published.earliest} and"
            f" {published.latest}.",
        )
    return Note(
        code="published-open",
        message="The day of publication is not known, so days such as “Monday” may stay open.",
    )


def _times_open(times: Sequence[Time]) -> Note | None:
    missing = [t for t in times if t.type in ANCHORED and t.earliest is None and not t.value.endswith("_REF")]
    if not missing:
        return None
    return Note(
        code="time-open",
        message=f"{counted(len(missing), 'date')} of {len(times)} stayed open: {_examples(t.text for t in missing)}.",
        span=_words(missing[0]),
    )


def _actors_open(actors: Sequence[Actor]) -> Note | None:
    missing = [a for a in actors if a.named and a.country is None and a.wikidata is None]
    if not missing:
        return None
    named = sum(a.named for a in actors)
    mentions = missing[0].mentions
    return Note(
        code="actor-unplaced",
        message=f"{counted(len(missing), 'named actor')} of {named} could not be placed in a country: "
        f"{_examples(a.name for a in missing)}.",
        span=_words(mentions[0]) if mentions else None,
    )


def _no_attributions(reading: Reading, language: Language) -> Note | None:
    if reading.attributions or not language.sentences:
        return None
    cues = sum(role.role == "cue" for role in language.roles)
    dropped = (
        f"the model marked {counted(cues, 'cue')}, none with a content"
        if cues
        else "no word of saying was met"
    )
    return Note(
        code="no-attributions",
        message=f"No attribution was found in {counted(len(language.sentences), 'sentence')}: {dropped}.",
    )


def _no_events(reading: Reading, language: Language) -> Note | None:
    if reading.events or not language.sentences:
        return None
    verbs = sum(token.upos == "VERB" for sentence in language.sentences for token in sentence.tokens)
    parties = len(reading.actors)
    why = (
        "no actor was found that could take part"
        if not parties
        else "none named a political act with its parties"
    )
    return Note(
        code="no-events",
        message=f"No event was coded: {counted(len(language.sentences), 'sentence')} read, {counted(verbs, 'verb')}"
        f" and {counted(parties, 'actor')} met; {why}.",
    )


def _words(found: Span) -> Span:
    """Return the span of a mention or a time, which is more than a span."""
    return Span(start=found.start, end=found.end, text=found.text)


def _examples(texts: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(texts))
    shown = ", ".join(f"“{text}”" for text in distinct[:SHOWN])
    return shown if len(distinct) <= SHOWN else f"{shown} and {len(distinct) - SHOWN} more"
