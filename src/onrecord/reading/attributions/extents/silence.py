"""Who says nothing: "had no comment", "did not answer", "could not be reached", "calls went unanswered".

The words of these clauses leave no doubt who is silent, and about what; they are read in their order, whatever the
parser and the model make of them. The content is what was asked ("whether he would run again"), else what is
commented on, else the comment or request that came to nothing, as PolNeAR has it ("did not respond to | a request").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Forest, Tree
from onrecord.grammar.tree import is_past_participle
from onrecord.lexicon.attributions import AttributionWords
from onrecord.lexicon.classes import WordClasses
from onrecord.reading.attributions.extents.drafts import FRAME, Draft, shared, touches, trimmed
from onrecord.reading.attributions.extents.phrases import phrase_at
from onrecord.reading.attributions.extents.source_phrases import source_extent, source_of
from onrecord.reading.rules import FindingRule, first_finding
from onrecord.types import Reason

GROUP = frozenset({"AUX", "ADV", "PART"})  # what stands between a subject and its verb
NEAR = 4  # words between a verb and the noun of its object: "had no further public comment"


@dataclass(frozen=True, slots=True)
class _Place:
    """A token that may be the word of a silence."""

    text: str
    tree: Tree
    i: int
    words: AttributionWords

    @property
    def classes(self) -> WordClasses:
        """The word classes."""
        return self.words.classes

    @property
    def lemma(self) -> str:
        """The verb or noun that the token is a form of."""
        token = self.tree.tokens[self.i]
        return self.words.verb(token) if token.upos == "VERB" else self.words.noun(token)

    @property
    def group(self) -> range:
        """The auxiliaries, adverbs and particles right before the token."""
        return _group_before(self.tree, self.i)

    @property
    def is_denied(self) -> bool:
        """Whether a negator stands in the group."""
        return _is_denied(self, self.group)


@dataclass(frozen=True, slots=True)
class _Silence:
    """Positions of a silence: who is silent (a head or a range of tokens), its cue, its content."""

    source: int | range
    cue: range
    content: range


def find_silence(text: str, forest: Forest, words: AttributionWords) -> tuple[Draft, ...]:
    """Return the drafts of the clauses that say that somebody says nothing."""
    found: list[Draft] = []
    for tree in forest.trees:
        for i in _may_be_silent(tree, words):
            draft = _at(_Place(text, tree, i, words))
            if draft is not None and not any(touches(draft.cue, other.cue) for other in found):
                found.append(draft)
    return tuple(found)


def _may_be_silent(tree: Tree, words: AttributionWords) -> Iterator[int]:
    """Yield the tokens that a rule may begin with: by their forms, as few sentences hold any of them."""
    keys = words.silence_forms
    if keys.isdisjoint(tree.vocabulary):
        return
    for i in range(len(tree.tokens)):
        if tree.word(i) in keys or tree.lemma(i) in keys:
            yield i


def _at(place: _Place) -> Draft | None:
    found = first_finding(SILENCE_RULES, place)
    if found is None:
        return None
    rule, silence = found
    tree = place.tree
    silence = _about_question(place, silence)
    cue = tree.extent(silence.cue)
    if isinstance(silence.source, int):
        source = source_extent(place.text, tree, silence.source, cue)
    else:
        source = tree.extent(silence.source)
    content = trimmed(tree.extent(silence.content), place.text) if silence.content else None
    if source is None or content is None or shared((source,), (cue, content)):
        return None
    reason = Reason(rule=rule, words=tree.tokens[place.i].text)
    return Draft(source, cue, (content,), (reason,), score=FRAME, is_silence=True)


# ---- what was asked -----------------------------------------------------------------------------


def _about_question(place: _Place, silence: _Silence) -> _Silence:
    """Return the silence with the question as its content: "Asked whether he would run, he did not answer"."""
    asked = _question_before(place, silence) or _question_behind(place, silence)
    return silence if asked is None else replace(silence, content=asked)


def _question_before(place: _Place, silence: _Silence) -> range | None:
    """Read "Asked whether he would run, ...", "When asked about it, ..." at the head of the sentence."""
    tree, verbs = place.tree, place.classes.questioning_verbs
    heads = [i for i in range(min(3, len(tree.tokens))) if place.words.verb(tree.tokens[i]) in verbs]
    if not heads or tree.of(heads[0], "nsubj", "nsubj:pass", "aux"):
        return None
    commas = [i for i in range(heads[0] + 1, silence.cue.start) if tree.tokens[i].text == ","]
    return _asked(place, heads[0], commas[-1]) if commas else None


def _question_behind(place: _Place, silence: _Silence) -> range | None:
    """Read "... did not respond when asked about it"."""
    tree, verbs = place.tree, place.classes.questioning_verbs
    end = _clause_end(tree, place.i, place.classes)
    behind = range(silence.cue.stop, min(silence.cue.stop + NEAR, end))
    head = next((i for i in behind if place.words.verb(tree.tokens[i]) in verbs), None)
    if head is None or not is_past_participle(tree.tokens[head]):
        return None
    return _asked(place, head, end)


def _asked(place: _Place, head: int, end: int) -> range | None:
    """Return the question behind a participle, without the preposition that introduces it."""
    start = head + 1
    if (
        start < end
        and place.tree.tokens[start].upos == "ADP"
        and place.tree.word(start) in place.classes.topic_prepositions
    ):
        start += 1
    return range(start, end) if start < end else None


# ---- the clauses --------------------------------------------------------------------------------


def _no_comment(place: _Place) -> _Silence | None:
    """Read "had no comment on it", "gave no answer"."""
    tree, i = place.tree, place.i
    denied = _no_before(place)
    if denied is None or place.lemma not in place.classes.comment_nouns:
        return None
    verb = denied - 1
    if verb < 0 or place.words.verb(tree.tokens[verb]) not in place.classes.commenting_verbs:
        return None
    source = _subject(place, verb)
    if source is None:
        return None
    cue = range(_group_before(tree, verb).start, verb + 1)
    return _Silence(source, cue, range(denied, _phrase_end(tree, i, place.classes)))


def _no_comment_from(place: _Place) -> _Silence | None:
    """Read "there was no immediate comment from Oslo on it"."""
    tree, denied = place.tree, _no_before(place)
    if denied is None or denied == 0 or place.lemma not in place.classes.comment_nouns:
        return None
    if tree.lemma(denied - 1) not in place.classes.be_verbs or place.i + 1 >= len(tree.tokens):
        return None
    if tree.word(place.i + 1) not in place.classes.from_words:
        return None
    source = phrase_at(tree, range(place.i + 2, len(tree.tokens)))
    if source is None:
        return None
    source = _before_topic(tree, source, place.classes)
    start, end = source.stop, _clause_end(tree, place.i, place.classes)
    has_topic = start < end and tree.word(start) in place.classes.topic_prepositions
    cue = range(denied - 1, place.i + 1)
    return (
        _Silence(source, cue, range(start + 1, end))
        if has_topic
        else _Silence(source, range(denied - 1, denied), range(denied, place.i + 1))
    )


def _no_answer(place: _Place) -> _Silence | None:
    """Read "did not answer", "has not responded to a request", "did not return calls"."""
    tree, i, classes = place.tree, place.i, place.classes
    if tree.tokens[i].upos != "VERB" or not (place.is_denied or _is_governed(place)):
        return None
    if _is_passive(place) or place.lemma not in classes.answering_verbs:
        return None
    top = i - 2 if _is_governed(place) else i
    source = _subject(place, top)
    if source is None:
        return None
    end = _clause_end(tree, i, classes)
    start = i + 1
    while start < end and tree.tokens[start].upos == "ADV":
        start += 1
    cue_end = start + 1 if start < end and tree.word(start) in classes.topic_prepositions else i + 1
    content = range(cue_end if cue_end > i + 1 else start, end)
    if place.lemma in classes.returning_verbs and not _holds_request(place, content):
        return None
    return _Silence(source, range(_group_before(tree, top).start, cue_end), content)


def _no_word(place: _Place) -> _Silence | None:
    """Read "Asked how many had died, he refused to say", "said nothing when asked about it": only with a question."""
    tree, i = place.tree, place.i
    if tree.tokens[i].upos != "VERB" or place.lemma not in place.classes.telling_verbs:
        return None
    says_nothing = i + 1 < len(tree.tokens) and tree.word(i + 1) in place.classes.empty_objects
    is_governed = _is_governed(place)
    if not (says_nothing or is_governed or place.is_denied):
        return None
    top = i - 2 if is_governed else i
    source = _subject(place, top)
    cue = range(_group_before(tree, top).start, i + 1 + says_nothing)
    silence = None if source is None else _Silence(source, cue, range(0))
    return None if silence is None or _about_question(place, silence) == silence else silence


def _not_reached(place: _Place) -> _Silence | None:
    """Read "could not immediately be reached for comment"."""
    i = place.i
    is_passive = _is_passive(place)
    if place.lemma not in place.classes.reaching_verbs or not is_passive or not place.is_denied:
        return None
    source = _subject(place, i)
    if source is None or not _is_possible(place):
        return None
    return _for_comment(place, source, range(place.group.start, i + 1))


def _not_available(place: _Place) -> _Silence | None:
    """Read "was unavailable for comment", "was not available for an interview"."""
    tree, i = place.tree, place.i
    word = tree.word(i)
    is_absent = word in place.classes.unavailable_words
    if not is_absent and not (word in place.classes.available_words and place.is_denied):
        return None
    source = _subject(place, i)
    if source is None or _comment_behind(place) is None or not len(place.group):
        return None
    return _for_comment(place, source, range(place.group.start, i + 1))


def _unanswered(place: _Place) -> _Silence | None:
    """Read "calls to the embassy went unanswered", "emails to it were not returned"."""
    if not _is_without_answer(place):
        return None
    tree, i, nouns = place.tree, place.i, place.classes.request_nouns
    request = next((n for n in range(i) if place.words.noun(tree.tokens[n]) in nouns), None)
    leads = place.classes.to_words
    to = None if request is None else next((n for n in range(request + 1, i) if tree.word(n) in leads), None)
    source = None if to is None else phrase_at(tree, range(to + 1, i))
    if request is None or source is None:
        return None
    content = range(min(request, *tree.subtree(request)), request + 1)
    return _Silence(source, range(_unanswered_from(place), i + 1), content)


def _is_without_answer(place: _Place) -> bool:
    if place.tree.word(place.i) in place.classes.unanswered_words:
        return True
    is_answer = place.lemma in place.classes.returning_verbs | place.classes.answering_verbs
    return is_answer and place.is_denied and _is_passive(place)


def _unanswered_from(place: _Place) -> int:
    """Return where the cue begins: at the auxiliaries, or at the verb of "went unanswered"."""
    i = place.i
    is_verb_before = i > 0 and place.tree.tokens[i - 1].upos == "VERB"
    return i - 1 if is_verb_before and not place.group else place.group.start


SILENCE_RULES: tuple[FindingRule[_Place, _Silence], ...]
SILENCE_RULES = (
    FindingRule("no-comment", _no_comment),
    FindingRule("no-comment-from", _no_comment_from),
    FindingRule("calls-without-answer", _unanswered),
    FindingRule("no-answer", _no_answer),
    FindingRule("no-word", _no_word),
    FindingRule("not-reached", _not_reached),
    FindingRule("not-available", _not_available),
)


# ---- their words ---------------------------------------------------------------------------------


def _group_before(tree: Tree, i: int) -> range:
    first = i
    while first > 0 and tree.tokens[first - 1].upos in GROUP:
        first -= 1
    return range(first, i)


def _is_denied(place: _Place, group: range) -> bool:
    tree, negators = place.tree, place.classes.cue_negators
    if any(tree.word(n) in place.classes.cue_focus_adverbs for n in group):
        return False
    return any(tree.word(n) in negators for n in group)


def _is_governed(place: _Place) -> bool:
    """Return whether a verb of the table before "to" makes it a refusal: "declined to answer"."""
    tree, i = place.tree, place.i
    to = i - 1 if i > 0 and tree.word(i - 1) in place.classes.to_words else None
    if to is None or to == 0:
        return False
    return place.words.governors.get(place.words.verb(tree.tokens[to - 1])) == "negative"


def _is_passive(place: _Place) -> bool:
    return any(place.tree.lemma(n) in place.classes.be_verbs for n in place.group)


def _is_possible(place: _Place) -> bool:
    return any(place.tree.word(n) in place.classes.ability_modals for n in place.group)


def _no_before(place: _Place) -> int | None:
    """Return the "no" that stands before a noun: "no further comment"."""
    if place.tree.tokens[place.i].upos != "NOUN":
        return None
    before = range(place.i - 1, max(place.i - NEAR, -1), -1)
    return next((n for n in before if place.tree.word(n) in place.classes.absence_determiners), None)


def _subject(place: _Place, verb: int) -> int | None:
    """Return the head of the subject of `verb`."""
    tree = place.tree
    own = [c for c in tree.of(verb, "nsubj") if c < verb]
    found = own[-1] if own else source_of(tree, verb, None, place.words)
    if found is not None:
        return found
    # the parser may give the subject to another verb: it still ends where the auxiliaries begin
    start = _group_before(tree, verb).start
    subjects = (c for c in range(start) if tree.relations[c] == "nsubj")
    return next((c for c in subjects if max(tree.subtree(c)) == start - 1), None)


def _phrase_end(tree: Tree, noun: int, classes: WordClasses) -> int:
    """Return the end of a noun with what is said about it: "comment on the leak"."""
    end = noun + 1
    if end < len(tree.tokens) and tree.word(end) in classes.topic_prepositions:
        return _clause_end(tree, noun, classes)
    return end


def _clause_end(tree: Tree, i: int, classes: WordClasses) -> int:
    """Return the first mark behind `i` that ends its clause, a conjunction before another verb, or the end."""
    for n in range(i + 1, len(tree.tokens)):
        token = tree.tokens[n]
        is_end = token.upos == "PUNCT" and token.text not in ("'", "’", "-")
        if is_end or (token.upos in ("CCONJ", "SCONJ") and tree.word(n) in classes.clause_coordinators):
            return n
    return len(tree.tokens)


def _before_topic(tree: Tree, phrase: range, classes: WordClasses) -> range:
    """Return a phrase up to the preposition of a topic: "Minsk | on the raid"."""
    about = classes.topic_prepositions
    topic = next((n for n in phrase if n > phrase.start and tree.word(n) in about), phrase.stop)
    return range(phrase.start, topic)


def _holds_request(place: _Place, content: Sequence[int]) -> bool:
    nouns = place.classes.request_nouns
    return any(place.words.noun(place.tree.tokens[n]) in nouns for n in content)


def _comment_behind(place: _Place) -> range | None:
    """Return the phrase of "for comment" right behind a word."""
    tree, i = place.tree, place.i
    if i + 1 >= len(tree.tokens) or tree.word(i + 1) not in place.classes.for_words:
        return None
    end = _clause_end(tree, i, place.classes)
    return range(i + 2, end) if i + 2 < end else None


def _for_comment(place: _Place, source: int, cue: range) -> _Silence | None:
    """Return the silence with "comment" as its content; else the word for what failed stands for it."""
    comment = _comment_behind(place)
    if comment is not None:
        return _Silence(source, cue, comment)
    shorter = range(cue.start, cue.stop - 1)
    return _Silence(source, shorter, range(place.i, place.i + 1)) if shorter else None


# ---- together with the other drafts ---------------------------------------------------------------


def with_silence(drafts: Sequence[Draft], silences: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts with the silences; one that another draft has already gives it its polarity alone.

    The draft of a question to which a silence is the answer ("Asked whether ...") is left out.
    """
    found = list(drafts)
    for silence in silences:
        same = next((n for n, d in enumerate(found) if _is_same(d, silence)), None)
        if same is not None:
            found[same] = replace(found[same], is_silence=True)
        else:
            found = [d for d in found if not _is_replaced(d, silence)] + [silence]
    return tuple(sorted(found, key=lambda d: d.start))


def _is_same(draft: Draft, silence: Draft) -> bool:
    if not touches(draft.cue, silence.cue) or not touches(draft.source, silence.source):
        return False
    return shared(draft.content, silence.content) > 0


def _is_replaced(draft: Draft, silence: Draft) -> bool:
    """Return whether a draft is about the same words: on the cue, or with no more than the question as its content."""
    if draft.is_turn or touches(draft.cue, silence.cue):
        return not draft.is_turn
    whole = sum(e[1] - e[0] for e in draft.content)
    is_same_source = draft.source is None or touches(draft.source, silence.source)
    return is_same_source and shared(draft.content, silence.content) == whole
