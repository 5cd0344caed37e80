"""Negation: one answer with its cue, whatever construction negates."""

from __future__ import annotations

import pytest

from tests.grammar.parsed import at, parsed

NOR = (
    "They/PRON/nsubj>met neither/CCONJ/cc>met met=meet/VERB/root/Past nor/CCONJ/cc>talked talked=talk/VERB/conj>met/Past "
    "./PUNCT/punct>met"
)
FAILED = (
    "They/PRON/nsubj>failed {negator}failed=fail/VERB/root/Past {inner}to/PART/mark>sign sign/VERB/xcomp>failed/Inf "
    "./PUNCT/punct>failed"
)
LEFT = "They/PRON/nsubj>left left=leave/VERB/root/Past {mark} meeting=meet/VERB/advcl>left/Ger him/PRON/obj>meeting ./PUNCT/punct>left"
SHARED = (
    "They/PRON/nsubj>meet did=do/AUX/aux>meet/Past not/PART/advmod>meet meet/VERB/root/Inf {cc}/CCONJ/cc>talk "
    "talk/VERB/conj>meet/Inf ./PUNCT/punct>meet"
)


@pytest.mark.parametrize(
    ("sketch", "word", "cue", "rule"),
    [
        ("Talks/NOUN/nsubj>held were=be/AUX/aux:pass>held n't/PART/advmod>held held=hold/VERB/root/Pass", "held", "n't", "negator"),
        ("He/PRON/nsubj>speaks no/ADV/advmod>longer longer/ADV/advmod>speaks speaks=speak/VERB/root/Pres", "speaks", "longer", "negator"),
        (NOR, "met", "neither", "negator"),
        (NOR, "talked", "nor", "negator"),
        (
            "Neither/CCONJ/cc>Oslo Oslo/PROPN/nsubj>signed nor/CCONJ/cc>Lima Lima/PROPN/conj>Oslo signed=sign/VERB/root/Past",
            "signed",
            "Neither",
            "negative argument",
        ),
        ("No/DET/det>accords accords/NOUN/nsubj:pass>reached were=be/AUX/aux:pass>reached reached=reach/VERB/root/Pass", "reached", "No", "negative argument"),
        ("No/DET/det>accords accords/NOUN/nsubj:pass>reached were=be/AUX/aux:pass>reached reached=reach/VERB/root/Pass", "accords", "No", "none of it"),
        ("He/PRON/nsubj>knew knew=know/VERB/root/Past not/PART/advmod>met that/SCONJ/mark>met they/PRON/nsubj>met met=meet/VERB/ccomp>knew/Past", "met", "not", "negator"),
        ("Nobody/PRON/nsubj>came came=come/VERB/root/Past", "came", "Nobody", "negative argument"),
        ("He/PRON/nsubj>friend is=be/AUX/cop>friend/Pres no/DET/det>friend friend/NOUN/root", "friend", "no", "none of it"),
        ("He/PRON/nsubj>has has=have/VERB/root/Pres yet/ADV/advmod>has to/PART/mark>meet meet/VERB/xcomp>has/Inf", "meet", "yet", "yet to"),
        ("He/PRON/nsubj>spoke hardly/ADV/advmod>spoke spoke=speak/VERB/root/Past", "spoke", "hardly", "near negator"),
        (FAILED.format(negator="", inner=""), "sign", "failed", "negative verb"),
        (LEFT.format(mark="without/SCONJ/mark>meeting"), "meeting", "without", "negative preposition"),
        (
            "aid/NOUN/root instead/ADP/case>talks of/ADP/fixed>instead talks/NOUN/nmod>aid/Plur",
            "talks",
            "instead",
            "negative preposition",
        ),
        ("They/PRON/nsubj>avoided avoided=avoid/VERB/root/Past meeting=meet/VERB/xcomp>avoided/Ger him/PRON/obj>meeting", "meeting", "avoided", "negative verb"),
        (SHARED.format(cc="or"), "talk", "not", "shared"),
    ],
)  # fmt: skip
def test_what_negates_is_found(sketch: str, word: str, cue: str, rule: str) -> None:
    sentence = parsed(sketch)
    found = sentence.negation(at(sentence, word))
    assert found is not None
    assert (sentence.tokens[found.cue].text, found.rule) == (cue, rule)


@pytest.mark.parametrize(
    ("sketch", "word"),
    [
        ("They/PRON/nsubj>met not/PART/advmod>met only/ADV/advmod>not met=meet/VERB/root/Past", "met"),
        (
            "They/PRON/nsubj>meet will/AUX/aux>meet not/PART/advmod>meet meet/VERB/root/Inf until/ADP/case>May May/PROPN/obl>meet",
            "meet",
        ),
        (
            (
                "They/PRON/nsubj>left left=leave/VERB/root/Past not/PART/advmod>met because/SCONJ/mark>met they/PRON/nsubj>met "
                "met=meet/VERB/advcl>left/Past"
            ),
            "met",
        ),
        (FAILED.format(negator="never/ADV/advmod>failed ", inner=""), "sign"),
        (FAILED.format(negator="", inner="not/PART/advmod>sign "), "sign"),
        (FAILED.format(negator="", inner=""), "failed"),
        (LEFT.format(mark="not/PART/advmod>meeting without/SCONJ/mark>meeting"), "meeting"),
        (LEFT.format(mark="after/SCONJ/mark>meeting"), "meeting"),
        (SHARED.format(cc="but"), "talk"),
        (
            (
                "Prices/NOUN/nsubj>failed failed=fail/VERB/root/Past early/ADV/advmod>failed ,/PUNCT/punct>dropping "
                "dropping=drop/VERB/advcl>failed/Ing sharply/ADV/advmod>dropping"
            ),
            "dropping",
        ),
    ],
    ids=[
        "not-only",
        "not-until",
        "not-because",
        "never-failed-to",
        "failed-not-to",
        "failed-itself",
        "not-without",
        "after",
        "but",
        "free-participle",
    ],
)
def test_an_affirmed_act_has_no_negation(sketch: str, word: str) -> None:
    sentence = parsed(sketch)
    assert not sentence.is_negated(at(sentence, word))


def test_the_clause_says_that_it_is_negated() -> None:
    sentence = parsed(FAILED.format(negator="", inner=""))
    assert sentence.clause(at(sentence, "sign")).is_negated
    assert not sentence.clause(at(sentence, "failed")).is_negated
