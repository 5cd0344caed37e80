"""The turns of a transcript: "SMITH: ...", "Mr. Smith: ...", "Q. ...", each up to the next label.

A line that begins with a label may also be a headline, a caption or an item of a list. A text is a transcript if two
of its labels are sure ones (capitals, a title, a person's name), or if one label comes again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.drafts import (
    LABEL_SCORE,
    Draft,
    Extent,
    all_trimmed,
    clipped,
    joined,
    overlap,
    present,
    shared,
    without,
)
from onrecord.reading.attributions.extents.labels import COLON_RULE, PARAGRAPH_LINE
from onrecord.types import Name, Reason

# a label of up to ten words, what the speaker is after a comma, how the turn is heard in brackets: "LEE, MAYOR (on tape):"
SPEAKER = re.compile(
    r"(?m)^(?P<mark>[\"“]?)(?P<who>[A-Z][\w.’'-]*(?:,?[ \u00a0][\w.’'&-]+){0,9})"
    r"(?:[ \u00a0]*[(\[][^()\[\]\n]{1,40}[)\]])?(?P<colon>:)[ \u00a0]+(?P<said>\S[^\n]*)"
)
# "Q. Were you there?", as court records write it
QUESTION_OR_ANSWER = re.compile(
    r"(?m)^(?P<mark>[\"“]?)(?P<who>[QA])(?P<colon>\.)[ \u00a0]+(?P<said>[\"“]?[A-Z\d][^\n]*)"
)
QUESTION, ANSWER = "Q", "A"
LEAST_TURNS = 2  # labels that make a text a transcript
LEAST_SHARE = 0.25  # of the paragraphs of a transcript that begin with a label
LONGEST_MIXED_LABEL = 6  # words of a label that is not in capitals
ENDS_OF_TURN = (".", "?", "!", "…", "—", "–", "-", "”", '"', "’", ")", "]")
STAGE_DIRECTION = "(["  # a line that opens with one of these is not spoken


@dataclass(frozen=True, slots=True)
class _Label:
    """A line that begins as a turn does; `is_sure` if its label alone shows a speaker."""

    match: re.Match[str]
    is_sure: bool
    is_person: bool

    @property
    def who(self) -> str:
        """The label."""
        return self.match["who"]

    def draft(self, text: str, said: Sequence[Extent]) -> Draft:
        """Return the draft of the turn."""
        reason = Reason(rule=COLON_RULE, words=self.who)
        content = joined(all_trimmed(said, text), text)
        match = self.match
        return Draft(
            match.span("who"), match.span("colon"), content, (reason,), score=LABEL_SCORE, is_turn=True
        )


def find_turns(text: str, names: Sequence[Name], words: AttributionWords) -> tuple[Draft, ...]:
    """Return the turns of a transcript in text order; a text that is no transcript has none."""
    labels = _court_labels(text) or _labels(text, names, words)
    return tuple(d for d in _turns(text, labels) if d.content)


def _court_labels(text: str) -> list[_Label]:
    found = list(QUESTION_OR_ANSWER.finditer(text))
    if {m["who"] for m in found} != {QUESTION, ANSWER}:
        return []
    return [_Label(m, is_sure=True, is_person=True) for m in found]


def _labels(text: str, names: Sequence[Name], words: AttributionWords) -> list[_Label]:
    """Return the labels of a transcript; none where the text is no transcript."""
    found = [label for m in SPEAKER.finditer(text) if (label := _label(m, names, words)) is not None]
    times = Counter(label.who for label in found)
    sure = [label for label in found if label.is_sure]
    is_repeated = any(times[label.who] > 1 for label in found if label.is_person)
    is_transcript = len(sure) >= LEAST_TURNS or (is_repeated and len(found) > LEAST_TURNS)
    if not is_transcript or not _is_dense(text, found):
        return []
    return [label for label in found if label.is_person or times[label.who] > 1]


def _is_dense(text: str, labels: Sequence[_Label]) -> bool:
    """Return whether labels open many of the paragraphs from the first to the last of them."""
    part = text[labels[0].match.start() : labels[-1].match.end()]
    return len(labels) >= LEAST_SHARE * len(PARAGRAPH_LINE.findall(part))


def _label(match: re.Match[str], names: Sequence[Name], words: AttributionWords) -> _Label | None:
    who = match["who"]
    if who.isupper():
        return _Label(match, is_sure=True, is_person=True)
    is_name = not any(word.islower() for word in who.split()[1:]) and "," not in who
    if (
        not is_name
        or len(who.split()) > LONGEST_MIXED_LABEL
        or not match["said"].rstrip().endswith(ENDS_OF_TURN)
    ):
        return None
    is_sure = who.split()[0] in words.titles or _is_person_name(match.span("who"), names)
    is_person = is_sure or words.source_kind(who.split()[-1].lower()) in ("person", "office")
    return _Label(match, is_sure, is_person)


def _is_person_name(extent: Extent, names: Sequence[Name]) -> bool:
    return any(n.label == "PER" and overlap((n.start, n.end), extent) for n in names)


def _turns(text: str, labels: Sequence[_Label]) -> Iterator[Draft]:
    for n, label in enumerate(labels):
        following = labels[n + 1].match.start() if n + 1 < len(labels) else None
        said = [label.match.span("said"), *_further_paragraphs(text, label.match, following)]
        yield label.draft(text, said)


def _further_paragraphs(text: str, label: re.Match[str], following: int | None) -> Iterator[Extent]:
    """Yield the paragraphs of a turn below its first, up to the label that is `following`.

    Nothing ends the last turn. It continues only with paragraphs that are quoted as its first one is.
    """
    end = len(text) if following is None else following
    for paragraph in PARAGRAPH_LINE.finditer(text, label.end(), end):
        line = paragraph.group()
        is_quoted = bool(label["mark"]) and line.startswith(label["mark"])
        if following is None and not is_quoted:
            return
        if line.lstrip('"“')[:1] not in STAGE_DIRECTION:
            yield paragraph.span()


def first_turn(text: str, answers: frozenset[str]) -> int | None:
    """Return where the first question or answer of an interview begins: the text before it says who is asked."""
    lines = (m for pattern in (SPEAKER, QUESTION_OR_ANSWER) for m in pattern.finditer(text))
    return min((m.start() for m in lines if m["who"].lower() in answers), default=None)


def kept_to_turns(text: str, drafts: Sequence[Draft], turns: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the turns, and the drafts with each content cut at the edges of its turn.

    A draft that shares the label of a turn is dropped: the label says who speaks.
    """
    cut = (_cut_at_turns(text, draft, turns) for draft in drafts)
    return tuple(sorted((*turns, *(d for d in cut if d is not None)), key=lambda d: d.start))


def _cut_at_turns(text: str, draft: Draft, turns: Sequence[Draft]) -> Draft | None:
    home = next((t for t in turns if shared(present(draft.cue), (*t.own, *t.content))), None)
    if home is not None and shared(home.own, draft.own):
        return None
    content = _outside(draft.content, turns) if home is None else clipped(draft.content, home.content)
    if content == draft.content:
        return draft
    content = all_trimmed(content, text)
    return replace(draft, content=content) if content else None


def _outside(content: tuple[Extent, ...], turns: Sequence[Draft]) -> tuple[Extent, ...]:
    for turn in turns:
        content = without(content, (turn.start, max(e[1] for e in turn.content)))
    return content
