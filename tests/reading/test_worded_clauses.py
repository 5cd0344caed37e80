"""Clauses whose words decide who says what, whatever the parser makes of them: hand-made trees, no model."""

from __future__ import annotations

import pytest

from onrecord.grammar import Forest, find_quotes
from onrecord.lexicon.attributions import load_attribution_words
from onrecord.reading.attributions.extents.drafts import Draft
from onrecord.reading.attributions.extents.passives import find_agents_of_quotations, with_hearers_apart
from onrecord.reading.attributions.extents.relative_clauses import find_relative, with_relative
from onrecord.reading.attributions.extents.silence import find_silence, with_silence
from tests.sketch import language_of_sketches

WORDS = load_attribution_words()
NO_COMMENT = "The/DET/det>bank bank/NOUN/nsubj>had had=have/VERB/root/Past no/DET/det>comment comment/NOUN/obj>had on/ADP/case>leak the/DET/det>leak leak/NOUN/nmod>comment ./PUNCT/punct>had"
A_COMMENT = "The/DET/det>bank bank/NOUN/nsubj>had had=have/VERB/root/Past a/DET/det>comment comment/NOUN/obj>had on/ADP/case>leak the/DET/det>leak leak/NOUN/nmod>comment ./PUNCT/punct>had"
ASKED = "Asked=ask/VERB/advcl>answer/Part whether/SCONJ/mark>run he/PRON/nsubj>run would/AUX/aux>run run/VERB/ccomp>Asked/Inf ,/PUNCT/punct>Asked Sall/PROPN/nsubj>answer did=do/AUX/aux>answer not/PART/advmod>answer answer/VERB/root/Inf ./PUNCT/punct>answer"
CALLS = "Calls=call/NOUN/nsubj>went/Plur to/ADP/case>embassy the/DET/det>embassy embassy/NOUN/nmod>Calls went=go/VERB/root/Past unanswered/ADJ/xcomp>went ./PUNCT/punct>went"
NOT_REACHED = "The/DET/det>owner owner/NOUN/nsubj:pass>reached could/AUX/aux>reached not/PART/advmod>reached be/AUX/aux:pass>reached reached=reach/VERB/root/Pass for/ADP/case>comment comment/NOUN/obl>reached ./PUNCT/punct>reached"
REACHED = "The/DET/det>town town/NOUN/nsubj:pass>reached could/AUX/aux>reached be/AUX/aux:pass>reached reached=reach/VERB/root/Pass by/ADP/case>road road/NOUN/obl>reached ./PUNCT/punct>reached"
RELATIVE = "Farmers=farmer/NOUN/nsubj>say/Plur say/VERB/root/Pres the/DET/det>dam dam/NOUN/nsubj>flood ,/PUNCT/punct>claim which/PRON/nsubj>safe engineers=engineer/NOUN/nsubj>claim/Plur claim/VERB/acl:relcl>dam/Pres is=be/AUX/cop>safe safe/ADJ/ccomp>claim ,/PUNCT/punct>dam will/AUX/aux>flood flood/VERB/ccomp>say/Inf fields=field/NOUN/obj>flood/Plur ./PUNCT/punct>say"
TOLD = "Pilots=pilot/NOUN/nsubj:pass>told/Plur were=be/AUX/aux:pass>told told=tell/VERB/root/Pass by/ADP/case>ministry the/DET/det>ministry ministry/NOUN/obl:agent>told that/SCONJ/mark>end pay/NOUN/nsubj>end would/AUX/aux>end end/VERB/ccomp>told/Inf ./PUNCT/punct>told"
PARTICIPLES = "It/PRON/nsubj:pass>hailed was=be/AUX/aux:pass>hailed hailed=hail/VERB/root/Pass by/ADP/case>Oslo Oslo/PROPN/obl>hailed as/ADP/case>historic “/PUNCT/punct>historic historic/ADJ/obl>hailed ”/PUNCT/punct>historic and/CCONJ/cc>dismissed dismissed=dismiss/VERB/conj>hailed/Pass by/ADP/case>Lima Lima/PROPN/obl>dismissed as/ADP/case>theatre “/PUNCT/punct>theatre theatre/NOUN/obl>dismissed ”/PUNCT/punct>theatre ./PUNCT/punct>hailed"


def words_of(text: str, draft: Draft) -> tuple[str | None, str | None, str]:
    """Return source, cue and content of a draft as words."""
    source = None if draft.source is None else text[slice(*draft.source)]
    cue = None if draft.cue is None else text[slice(*draft.cue)]
    return source, cue, " … ".join(text[slice(*e)] for e in draft.content)


def draft_of(text: str, source: str | None, cue: str, *content: str) -> Draft:
    """Return the draft of these words, as the model might give it."""

    def extent(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    found = None if source is None else extent(source)
    return Draft(found, extent(cue), tuple(map(extent, content)), (), score=1.9)


@pytest.mark.parametrize(
    ("sketch", "expected"),
    [
        (NO_COMMENT, ("The bank", "had", "no comment on the leak")),
        (ASKED, ("Sall", "did not answer", "whether he would run")),
        (CALLS, ("the embassy", "went unanswered", "Calls")),
        (NOT_REACHED, ("The owner", "could not be reached", "comment")),
    ],
)
def test_silence_has_its_source_and_what_it_is_about(sketch: str, expected: tuple[str, str, str]) -> None:
    text, language = language_of_sketches(sketch)
    found = find_silence(text, Forest(language.sentences), WORDS)
    assert [words_of(text, d) for d in found] == [expected]
    assert all(d.is_silence for d in found)


@pytest.mark.parametrize("sketch", [A_COMMENT, REACHED])
def test_without_a_negation_there_is_no_silence(sketch: str) -> None:
    text, language = language_of_sketches(sketch)
    assert find_silence(text, Forest(language.sentences), WORDS) == ()


def test_silence_takes_the_place_of_the_question() -> None:
    text, language = language_of_sketches(ASKED)
    silences = find_silence(text, Forest(language.sentences), WORDS)
    question = draft_of(text, None, "Asked", "whether he would run")
    found = with_silence([question], silences)
    assert [words_of(text, d)[:2] for d in found] == [("Sall", "did not answer")]


def test_relative_clause_has_its_own_speaker_and_stays_in_the_content_around_it() -> None:
    text, language = language_of_sketches(RELATIVE)
    relative = find_relative(Forest(language.sentences), WORDS)
    assert [words_of(text, d) for d in relative] == [("engineers", "claim", "which … is safe")]
    farmers = draft_of(text, "Farmers", "say", "the dam", "will flood fields")
    around = with_relative(text, [farmers], relative)[0]
    assert words_of(text, around)[2] == "the dam, which engineers claim is safe, will flood fields"


def test_who_is_told_is_neither_source_nor_content() -> None:
    text, language = language_of_sketches(TOLD)
    draft = draft_of(text, "Pilots", "were told", "Pilots", "that pay would end")
    found = with_hearers_apart(text, Forest(language.sentences), [draft], WORDS)
    assert words_of(text, found[0]) == ("the ministry", "were told", "that pay would end")


def test_each_participle_has_its_own_agent_and_quotation() -> None:
    text, language = language_of_sketches(PARTICIPLES)
    quotes = find_quotes(text, WORDS.classes.elisions)
    found = find_agents_of_quotations(Forest(language.sentences), quotes, WORDS)
    assert [words_of(text, d) for d in found] == [
        ("Oslo", "hailed", "“historic”"),
        ("Lima", "dismissed", "“theatre”"),
    ]
