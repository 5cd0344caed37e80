"""A quotation and its reporting clause: “said Ort”, “she asked” or “He called out:” right beside the marks.

Where the words beside a quotation are nothing but a speaker and a verb, the quotation is that speaker's, whatever
comes before and after. These are the trigrams of Muzny et al. (EACL 2017); for the clause see Quirk et al. (1985),
14.28. A clause with anything else in it is left to the model and to the rules over trees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from onrecord.grammar import Forest, Quote, Tree
from onrecord.grammar.tree import is_participle
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.cues import find_cue
from onrecord.reading.attributions.extents.drafts import (
    LABEL_SCORE,
    Draft,
    Extent,
    clipped,
    covers,
    present,
    shared,
    touches,
    without,
)
from onrecord.reading.attributions.extents.phrases import phrase_at
from onrecord.reading.attributions.extents.source_phrases import source_extent, source_of
from onrecord.types import Reason, Token

INTRODUCING_MARKS = frozenset({",", ":"})
RULE = "quotation-and-reporting-clause"
ENDS_BEFORE_CLAUSE = frozenset(",?!…—–-")  # the last mark of a quotation that its sentence continues
BEFORE_SPEECH = frozenset(".?!:”\"’'…—–)")  # what may stand before a quotation that opens a sentence
QUOTE_MARKS = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class _Clause:
    """Tokens of a reporting clause: the speaker, and the verb with its auxiliaries and particle."""

    speaker: range
    verb: range


def find_reported(
    text: str, forest: Forest, quotes: Sequence[Quote], words: AttributionWords
) -> tuple[Draft, ...]:
    """Return the drafts of the quotations that have a reporting clause of their own."""
    found = (_reported(text, forest, quote, words) for quote in quotes)
    return present_drafts(found)


def find_reported_inside(
    text: str, forest: Forest, inner: Sequence[Quote], words: AttributionWords
) -> tuple[Draft, ...]:
    """Return the drafts of quotations inside others behind their verb: “He told me, ‘Go,’ and left.”."""
    return present_drafts(_behind_verb(text, forest, quote, words) for quote in inner)


def _behind_verb(text: str, forest: Forest, quote: Quote, words: AttributionWords) -> Draft | None:
    place = forest.token_at(quote.start)
    if place is None:
        return None
    tree, at = place
    before = list(range(at - 1, -1, -1))
    mark = next((i for i in before[:1] if tree.tokens[i].text in INTRODUCING_MARKS), None)
    verb = (
        None
        if mark is None
        else next((i for i in _last_words(tree, mark) if _is_quoting(tree, i, words)), None)
    )
    source = None if verb is None else source_of(tree, verb, None, words)
    if verb is None or source is None:
        return None
    cue = tree.extent((verb,))
    reason = Reason(rule=RULE, words=tree.tokens[verb].text)
    phrase = source_extent(text, tree, source, cue)
    return Draft(phrase, cue, ((quote.start, quote.end),), (reason,), score=LABEL_SCORE)


def _last_words(tree: Tree, mark: int) -> list[int]:
    """Return the word before `mark`, and the one before that if it is a pronoun: the hearer of "told me,"."""
    is_hearer = mark > 1 and tree.tokens[mark - 1].upos == "PRON"
    return [mark - 1, mark - 2] if is_hearer else [mark - 1] if mark else []


def present_drafts(drafts: Iterator[Draft | None]) -> tuple[Draft, ...]:
    """Return those of `drafts` that are there."""
    return tuple(draft for draft in drafts if draft is not None)


def _reported(text: str, forest: Forest, quote: Quote, words: AttributionWords) -> Draft | None:
    if not _is_whole_speech(text, quote):
        return None
    return _by_clause_behind(text, forest, quote, words) or _by_clause_before(text, forest, quote, words)


def _is_whole_speech(text: str, quote: Quote) -> bool:
    """Return whether a quotation has both marks and opens a sentence."""
    before = text[: quote.start].rstrip(" \u00a0")[-1:]
    opens = not before or before == "\n" or before in BEFORE_SPEECH
    first = text[quote.inner_start : quote.inner_start + 1]
    return opens and quote.opened and quote.closed and not quote.continues and not first.islower()


# ---- “No,” said Ort; “No,” Ort said --------------------------------------------------------------


def _by_clause_behind(text: str, forest: Forest, quote: Quote, words: AttributionWords) -> Draft | None:
    last = text[quote.inner_start : quote.inner_end].rstrip()[-1:]
    is_continued = last in ENDS_BEFORE_CLAUSE or text[quote.end : quote.end + 1] == ","
    place = _first_token(text, forest, quote.end) if is_continued else None
    if place is None:
        return None
    tree, first = place
    run = list(takewhile(lambda i: _is_of_clause(tree.tokens[i], text), range(first, len(tree.tokens))))
    clause = _clause_of(tree, run, words)
    return None if clause is None else _draft(tree, clause, quote)


def _first_token(text: str, forest: Forest, start: int) -> tuple[Tree, int] | None:
    """Return the first word behind a quotation, in its line."""
    while start < len(text) and text[start] in ", \u00a0":
        start += 1
    return None if text[start : start + 1] in ("", "\n") else forest.token_at(start)


def _is_of_clause(token: Token, text: str) -> bool:
    return token.upos != "PUNCT" and "\n" not in text[token.start : token.end]


def _clause_of(tree: Tree, run: Sequence[int], words: AttributionWords) -> _Clause | None:
    """Return the clause that the words of `run` begin with: verb and speaker, or speaker and verb."""
    if not run:
        return None
    if tree.tokens[run[0]].upos == "VERB":
        return _verb_first(tree, run, words)
    return _speaker_first(tree, run, words)


def _verb_first(tree: Tree, run: Sequence[int], words: AttributionWords) -> _Clause | None:
    """Read "said Lea Ort": in this order any verb with a subject carries speech, "sighed the minister"."""
    behind = run[2:] if _is_particle(tree, run[1:2], words) else run[1:]
    speaker = phrase_at(tree, behind)
    if speaker is None:
        return None
    is_subject = any(c in speaker for c in tree.of(run[0], "nsubj"))
    if not is_subject and not _is_quoting(tree, run[0], words):
        return None
    return _Clause(speaker, range(run[0], behind[0]))


def _speaker_first(tree: Tree, run: Sequence[int], words: AttributionWords) -> _Clause | None:
    """Read "Lea Ort said", "he shot back"."""
    speaker = phrase_at(tree, run)
    if speaker is None:
        return None
    rest = [i for i in run if i >= speaker.stop]
    verb = next((i for i in rest if tree.tokens[i].upos not in ("AUX", "ADV")), None)
    if verb is None or tree.tokens[verb].upos != "VERB" or not _is_quoting(tree, verb, words):
        return None
    following = verb + 1
    end = following + 1 if _is_particle(tree, [i for i in rest if i == following], words) else following
    return _Clause(speaker, range(rest[0], end))


def _is_particle(tree: Tree, at: Sequence[int], words: AttributionWords) -> bool:
    return bool(at) and tree.word(at[0]) in words.classes.speech_particles


def _is_quoting(tree: Tree, i: int, words: AttributionWords) -> bool:
    """Return whether the verb at `i` is a cue that quotations are the content of."""
    found = find_cue(tree, i, words)
    return found is not None and "quote" in found.row.frames


# ---- Ort called out: “Stop!” ----------------------------------------------------------------------


def _by_clause_before(text: str, forest: Forest, quote: Quote, words: AttributionWords) -> Draft | None:
    """Read a whole sentence "Lea Ort called out:" before a quotation."""
    colon = text[: quote.start].rstrip(" \u00a0\n")
    place = forest.token_at(len(colon) - 1) if colon.endswith(":") else None
    if place is None:
        return None
    tree, end = place
    first = next(
        (i + 1 for i in range(end - 1, -1, -1) if not _is_of_clause(tree.tokens[i], text)),
        0,
    )
    run = range(first, end)
    clause = _speaker_first(tree, run, words) if _opens_line_or_sentence(tree, first) else None
    if clause is None or clause.verb.stop != end:
        return None
    return _draft(tree, clause, quote)


def _opens_line_or_sentence(tree: Tree, first: int) -> bool:
    return first == 0 or tree.tokens[first].text[:1].isupper()


# ---- drafts ---------------------------------------------------------------------------------------


def _draft(tree: Tree, clause: _Clause, quote: Quote) -> Draft:
    source = tree.extent(clause.speaker)
    cue = tree.extent(clause.verb)
    reason = Reason(rule=RULE, words=tree.tokens[clause.verb.start].text)
    return Draft(source, cue, ((quote.start, quote.end),), (reason,), score=LABEL_SCORE)


def kept_apart(
    drafts: Sequence[Draft],
    reported: Sequence[Draft],
    quotes: Sequence[Quote],
    forest: Forest,
    words: AttributionWords,
) -> tuple[Draft, ...]:
    """Return the drafts without the quotations that have a reporting clause of another speaker's.

    A draft that has lost one keeps no other words than quotations. A draft on the cue of such a clause is left out
    if the quotation of the clause is not in its content.
    """
    return present_drafts(_left_of(draft, reported, quotes, forest, words) for draft in drafts)


def without_reported(drafts: Sequence[Draft], reported: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts on other cues than those of the reporting clauses."""
    cues = [cue for r in reported for cue in present(r.cue)]
    return tuple(draft for draft in drafts if not shared(present(draft.cue), cues))


def _left_of(
    draft: Draft,
    reported: Sequence[Draft],
    quotes: Sequence[Quote],
    forest: Forest,
    words: AttributionWords,
) -> Draft | None:
    own = next((r for r in reported if shared(present(r.cue), present(draft.cue))), None)
    if own is not None and not shared(own.content, draft.content):
        return None
    if own is not None:
        draft = _as_reported(draft, own, forest, words)
    content = draft.content
    for other in reported:
        if other is own or not shared(content, other.content[:1]):
            continue
        if not _is_around(draft, other) and not covers(other.content[0], draft.start):
            content = without(content, other.content[0])
    if content == draft.content:
        return draft
    left = clipped(content, [(q.start, q.end) for q in quotes])
    return replace(draft, content=left) if left else None


def _as_reported(draft: Draft, own: Draft, forest: Forest, words: AttributionWords) -> Draft:
    """Return a draft with the speaker of its reporting clause, and without what stands in an adverbial clause behind it.

    In “It is over,” sighed the minister, closing the folder, and “No,” he said when asked about the money, the last
    words tell of the speaking and are no part of what is said.
    """
    source = draft.source if touches(draft.source, own.source) else own.source
    content = draft.content
    adverbial = _adverbial_behind(own, forest, words)
    if adverbial is not None:
        content = without(content, adverbial) or own.content
    return replace(draft, source=source, content=content)


def _adverbial_behind(own: Draft, forest: Forest, words: AttributionWords) -> Extent | None:
    """Return the words behind a reporting clause, to the end of their sentence, if they are an adverbial clause."""
    end = max(e[1] for e in own.own)
    place = forest.token_at(end - 1)
    if place is None or end <= own.content[0][1]:
        return None
    tree, last = place
    behind = [i for i in range(last + 1, len(tree.tokens)) if tree.tokens[i].text != ","]
    if not behind or not _opens_adverbial(tree, behind[0], words):
        return None
    stop = next((i for i in behind if tree.tokens[i].text in QUOTE_MARKS), None)
    return end, tree.sentence.end if stop is None else tree.tokens[stop].start


def _opens_adverbial(tree: Tree, i: int, words: AttributionWords) -> bool:
    """Return whether a word opens an adverbial clause; a participle that is a cue goes on to speak ("adding that")."""
    if tree.word(i) in words.classes.adverbial_openers:
        return True
    is_clause = tree.tokens[i].upos == "VERB" and is_participle(tree.tokens[i])
    return is_clause and not _is_quoting(tree, i, words)


def _is_around(draft: Draft, other: Draft) -> bool:
    """Return whether the content of `draft` holds the whole reporting clause."""
    return all(shared((own,), draft.content) == own[1] - own[0] for own in other.own)
