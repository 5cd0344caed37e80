"""The verb group: voice, tense, auxiliaries, modals and aspect."""

from __future__ import annotations

import pytest

from tests.grammar.parsed import at, parsed, words

HELD = "Talks/NOUN/nsubj:pass>held/Plur {aux} held=hold/VERB/root/Pass {by}./PUNCT/punct>held"
MET = "They/PRON/nsubj>met {aux} met=meet/VERB/root/{shape} ./PUNCT/punct>met"


@pytest.mark.parametrize(
    ("sketch", "verb", "voice"),
    [
        (HELD.format(aux="were=be/AUX/aux:pass>held/Past", by=""), "held", "passive"),
        (
            HELD.format(aux="were=be/AUX/aux:pass>held/Past", by="by/ADP/case>Oman Oman/PROPN/obl>held "),
            "held",
            "passive",
        ),
        (
            "talks/NOUN/root/Plur held=hold/VERB/acl>talks/Part in/ADP/case>Lima Lima/PROPN/obl>held",
            "held",
            "passive",
        ),
        (
            HELD.format(
                aux="were=be/AUX/aux:pass>held/Past", by="and/CCONJ/cc>ended ended=end/VERB/conj>held/Part "
            ),
            "ended",
            "passive",
        ),
        (
            (
                "The/DET/det>cabinet cabinet/NOUN/nsubj:pass>lifted lifted=lift/VERB/root/Part a/DET/det>ban "
                "ban/NOUN/obj>lifted ./PUNCT/punct>lifted"
            ),
            "lifted",
            "active",
        ),
        (MET.format(aux="have/AUX/aux>met/Pres", shape="Part"), "met", "active"),
    ],
    ids=["auxiliary", "by", "participle", "conjunct", "has-an-object", "perfect"],
)
def test_voice(sketch: str, verb: str, voice: str) -> None:
    sentence = parsed(sketch)
    assert sentence.clause(at(sentence, verb)).voice == voice


@pytest.mark.parametrize(
    ("aux", "shape", "tense", "perfect", "progressive"),
    [
        ("", "Past", "past", False, False),
        ("", "Pres", "present", False, False),
        ("will/AUX/aux>met/Fin", "Inf", "future", False, False),
        ("would/AUX/aux>met/Fin", "Inf", None, False, False),
        ("had=have/AUX/aux>met/Past", "Part", "past", True, False),
        ("have/AUX/aux>met/Pres", "Part", "present", True, False),
        ("are=be/AUX/aux>met/Pres", "Ing", "present", False, True),
        ("to/PART/mark>met", "Inf", None, False, False),
    ],
)
def test_tense_and_aspect(aux: str, shape: str, tense: str | None, perfect: bool, progressive: bool) -> None:
    clause = parsed(MET.format(aux=aux, shape=shape)).clauses[0]
    assert (clause.tense, clause.is_perfect, clause.is_progressive) == (tense, perfect, progressive)


@pytest.mark.parametrize(
    ("second", "auxiliaries", "tense"),
    [
        ("talk/VERB/conj>meet/Inf", ["will"], "future"),
        ("talked=talk/VERB/conj>meet/Past", [], "past"),
        ("to/PART/mark>talk talk/VERB/conj>meet/Inf", [], None),
        ("may/AUX/aux>talk talk/VERB/conj>meet/Inf", ["may"], None),
    ],
    ids=["shared", "finite", "infinitive", "own"],
)
def test_a_conjunct_shares_auxiliaries_where_it_has_nothing_finite_of_its_own(
    second: str, auxiliaries: list[str], tense: str | None
) -> None:
    sentence = parsed(
        f"They/PRON/nsubj>meet will/AUX/aux>meet/Fin meet/VERB/root/Inf and/CCONJ/cc>meet {second} ./PUNCT/punct>meet"
    )
    clause = sentence.clauses[-1]
    assert words(sentence, clause.auxiliaries) == auxiliaries
    assert clause.tense == tense


@pytest.mark.parametrize(
    ("aux", "found"),
    [
        ("may/AUX/aux>met/Fin have/AUX/aux>met/Inf", ["may"]),
        ("would/AUX/aux>met/Fin", ["would"]),
        ("have/AUX/aux>met/Pres", []),
        ("’ll=will/AUX/aux>met/Fin", ["’ll"]),
    ],
)
def test_modals(aux: str, found: list[str]) -> None:
    sentence = parsed(MET.format(aux=aux, shape="Part"))
    assert words(sentence, sentence.clauses[0].modals) == found
