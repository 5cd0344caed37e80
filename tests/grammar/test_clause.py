"""Clauses: their kind and their arguments, on hand-made trees."""

from __future__ import annotations

import pytest

from tests.grammar.parsed import at, parsed, words

ASKED = "Riga/PROPN/nsubj>asked asked/VERB/root/Past Oslo/PROPN/obj>asked to/PART/mark>go go/VERB/xcomp>asked/Inf ./PUNCT/punct>asked"
SAID_TO = (
    "Police/NOUN/nsubj>held held/VERB/root/Past a/DET/det>man man/NOUN/obj>held who/PRON/nsubj:pass>said/Rel "
    "was=be/AUX/aux:pass>said/Past said/VERB/acl:relcl>man/Pass to/PART/mark>stolen have/AUX/aux>stolen/Inf "
    "stolen/VERB/xcomp>said/Part cars/NOUN/obj>stolen/Plur ./PUNCT/punct>held"
)
ARRESTED = (
    "Police/NOUN/nsubj>arrested arrested=arrest/VERB/root/Past and/CCONJ/cc>jailed "
    "jailed=jail/VERB/conj>arrested/Past a/DET/det>singer singer/NOUN/obj>jailed ./PUNCT/punct>arrested"
)
HELD = (
    "Talks/NOUN/nsubj:pass>held/Plur were=be/AUX/aux:pass>held/Past held=hold/VERB/root/Pass by/ADP/case>Oman "
    "Oman/PROPN/obl:agent>held and/CCONJ/cc>Qatar Qatar/PROPN/conj>Oman in/ADP/case>Lima Lima/PROPN/obl>held ./PUNCT/punct>held"
)


@pytest.mark.parametrize(
    ("sketch", "verb", "subject", "rule"),
    [
        (ASKED, "asked", ["Riga"], "own"),
        (ASKED, "go", ["Oslo"], "object above"),
        (
            ASKED.replace("asked", "promised").replace("promised/VERB", "promised=promise/VERB"),
            "go",
            ["Riga"],
            "subject above",
        ),
        (SAID_TO, "said", ["man"], "own"),
        (SAID_TO, "stolen", ["man"], "subject above"),
        (ARRESTED, "jailed", ["Police"], "shared by conjuncts"),
        (HELD, "held", ["Talks"], "own"),
        (
            (
                "Riga/PROPN/nsubj>called called=call/VERB/root/Past on/ADP/case>Oslo Oslo/PROPN/obl>called "
                "to/PART/mark>leave leave/VERB/advcl>called/Inf ./PUNCT/punct>called"
            ),
            "leave",
            ["Oslo"],
            "asked by a preposition",
        ),
        (
            (
                "Riga/PROPN/nsubj>accused accused=accuse/VERB/root/Past Oslo/PROPN/obj>accused of/SCONJ/mark>arming "
                "arming=arm/VERB/advcl>accused/Ger rebels/NOUN/obj>arming ./PUNCT/punct>accused"
            ),
            "arming",
            ["Oslo"],
            "object above",
        ),
        (
            (
                "They/PRON/nsubj>jailed jailed=jail/VERB/root/Past him/PRON/obj>jailed for/SCONJ/mark>insulting "
                "insulting=insult/VERB/advcl>jailed/Ger the/DET/det>king king/NOUN/obj>insulting ./PUNCT/punct>jailed"
            ),
            "insulting",
            ["him"],
            "of a reason",
        ),
        (
            (
                "Troops/NOUN/nsubj>left/Plur deployed=deploy/VERB/acl>Troops/Part in/ADP/case>Mali Mali/PROPN/obl>deployed "
                "left=leave/VERB/root/Past ./PUNCT/punct>left"
            ),
            "deployed",
            ["Troops"],
            "modified noun",
        ),
        (
            (
                "Iran/PROPN/nmod:poss>plan 's/PART/case>Iran plan/NOUN/nsubj>failed to/PART/mark>leave "
                "leave/VERB/acl>plan/Inf failed=fail/VERB/root/Past ./PUNCT/punct>failed"
            ),
            "leave",
            ["Iran"],
            "owner above",
        ),
        (
            (
                "Riga/PROPN/nsubj>took took=take/VERB/root/Past the/DET/det>decision decision/NOUN/obj>took to/PART/mark>leave "
                "leave/VERB/acl>decision/Inf ./PUNCT/punct>took"
            ),
            "leave",
            ["Riga"],
            "owner above",
        ),
        (
            (
                "Riga/PROPN/nsubj>seen ,/PUNCT/punct>seen seen=see/VERB/advcl>plans/Part as/ADP/case>hub a/DET/det>hub "
                "hub/NOUN/obl>seen ,/PUNCT/punct>seen plans=plan/VERB/root/Pres talks/NOUN/obj>plans ./PUNCT/punct>plans"
            ),
            "plans",
            ["Riga"],
            "lent to a participle",
        ),
        (
            (
                "Envoys/NOUN/nsubj>left/Plur and/CCONJ/cc>aides aides/NOUN/conj>Envoys/Plur left=leave/VERB/root/Past "
                "after/SCONJ/mark>meeting meeting=meet/VERB/advcl>left/Ger him/PRON/obj>meeting ./PUNCT/punct>left"
            ),
            "meeting",
            ["Envoys", "aides"],
            "subject above",
        ),
        (
            "that/SCONJ/mark>return Sudan/PROPN/nsubj>return must/AUX/aux>return return/VERB/root/Inf",
            "return",
            ["Sudan"],
            "own",
        ),
    ],
    ids=[
        "own",
        "object-control",
        "subject-control",
        "relative-pronoun",
        "raising",
        "conjunct",
        "passive",
        "asked-by-preposition",
        "accused-of",
        "jailed-for",
        "participle",
        "owner",
        "light-verb",
        "lent",
        "adverbial",
        "modal",
    ],
)
def test_the_subject_is_found_in_every_position(
    sketch: str, verb: str, subject: list[str], rule: str
) -> None:
    sentence = parsed(sketch)
    clause = sentence.clause(at(sentence, verb))
    assert words(sentence, clause.subject) == subject
    assert clause.subject_rule == rule


def test_a_verb_without_a_named_subject_has_none() -> None:
    sentence = parsed("Stop/VERB/root/Imp the/DET/det>war war/NOUN/obj>Stop !/PUNCT/punct>Stop")
    assert sentence.clause(0).subject == ()
    assert sentence.clause(0).subject_rule is None


def test_a_clause_is_not_its_own_subject() -> None:
    sentence = parsed(
        "It/PRON/expl>wise is=be/AUX/cop>wise/Pres wise/ADJ/root to/PART/mark>talk talk/VERB/csubj>wise/Inf"
    )
    assert words(sentence, sentence.subject(at(sentence, "wise"))) == ["talk"]
    assert sentence.subject(at(sentence, "talk")) == ()


CAPTURED = (
    "Riga/PROPN/nsubj>returned returned=return/VERB/root/Past the/DET/det>ship ship/NOUN/obj>returned "
    "{pronoun}Oslo/PROPN/nsubj>captured captured=capture/VERB/acl:relcl>ship/Past ./PUNCT/punct>returned"
)


@pytest.mark.parametrize(
    ("sketch", "verb", "found"),
    [
        (ASKED, "asked", ["Oslo"]),
        (ARRESTED, "arrested", ["singer"]),
        (ARRESTED, "jailed", ["singer"]),
        (CAPTURED.format(pronoun=""), "captured", ["ship"]),
        (CAPTURED.format(pronoun="which/PRON/obj>captured/Rel "), "captured", ["ship"]),
        (HELD, "held", []),
        (SAID_TO, "stolen", ["cars"]),
    ],
    ids=["own", "shared-first", "shared-second", "gap", "pronoun", "passive", "infinitive"],
)
def test_the_object_is_found_in_every_position(sketch: str, verb: str, found: list[str]) -> None:
    sentence = parsed(sketch)
    assert words(sentence, sentence.object(at(sentence, verb))) == found


@pytest.mark.parametrize(
    ("sketch", "verb", "doer", "undergoer"),
    [
        (HELD, "held", ["Oman", "Qatar"], ["Talks"]),
        (ASKED, "asked", ["Riga"], ["Oslo"]),
        (SAID_TO, "said", [], ["man"]),
        (
            "ships/NOUN/root/Plur seized=seize/VERB/acl>ships/Part by/ADP/case>rebels rebels/NOUN/obl>seized/Plur",
            "seized",
            ["rebels"],
            ["ships"],
        ),
        (
            "He/PRON/nsubj>left left=leave/VERB/root/Past by/ADP/case>train train/NOUN/obl>left ./PUNCT/punct>left",
            "left",
            ["He"],
            [],
        ),
    ],
    ids=["agent", "active", "no-agent", "participle-with-by", "by-without-passive"],
)
def test_doer_and_undergoer_undo_the_passive(
    sketch: str, verb: str, doer: list[str], undergoer: list[str]
) -> None:
    sentence = parsed(sketch)
    clause = sentence.clause(at(sentence, verb))
    assert words(sentence, clause.doer) == doer
    assert words(sentence, clause.undergoer) == undergoer


@pytest.mark.parametrize(
    ("sketch", "verb", "preposition", "found"),
    [
        (HELD, "held", "in", ["Lima"]),
        (HELD, "held", "by", ["Oman", "Qatar"]),
        (
            (
                "Riga/PROPN/nsubj:pass>accused was=be/AUX/aux:pass>accused/Past accused=accuse/VERB/root/Pass "
                "of/SCONJ/mark>spying spying=spy/VERB/advcl>accused/Ger ./PUNCT/punct>accused"
            ),
            "accused",
            "of",
            ["spying"],
        ),
        (
            (
                "envoys/NOUN/root/Plur with/ADP/case>whom whom/PRON/obl>met/Rel he/PRON/nsubj>met "
                "met=meet/VERB/acl:relcl>envoys/Past"
            ),
            "met",
            "with",
            ["envoys"],
        ),
        (
            "He/PRON/nsubj>engaged engaged=engage/VERB/root/Past in/ADP/compound:prt>engaged talks/NOUN/obl>engaged/Plur",
            "engaged",
            "in",
            ["talks"],
        ),
    ],
    ids=["place", "conjuncts", "clause", "relative", "particle"],
)
def test_obliques_are_found_by_their_preposition(
    sketch: str, verb: str, preposition: str, found: list[str]
) -> None:
    sentence = parsed(sketch)
    obliques = sentence.clause(at(sentence, verb)).obliques
    assert words(sentence, obliques.get(preposition, ())) == found


SAID_THAT = (
    "Riga/PROPN/nsubj>said said=say/VERB/root/Past that/SCONJ/mark>failed talks/NOUN/nsubj>failed/Plur "
    "failed=fail/VERB/ccomp>said/Past and/CCONJ/cc>ended ended=end/VERB/conj>failed/Past ,/PUNCT/punct>adding "
    "adding=add/VERB/advcl>said/Ing ./PUNCT/punct>said"
)


@pytest.mark.parametrize(
    ("sketch", "verb", "kind"),
    [
        (SAID_THAT, "said", "main"),
        (SAID_THAT, "failed", "complement"),
        (SAID_THAT, "ended", "complement"),
        (SAID_THAT, "adding", "participle"),
        (SAID_TO, "said", "relative"),
        (SAID_TO, "stolen", "infinitive"),
        (ASKED, "go", "infinitive"),
        (CAPTURED.format(pronoun=""), "captured", "relative"),
        (
            (
                "They/PRON/nsubj>left left=leave/VERB/root/Past when/SCONJ/mark>ended talks/NOUN/nsubj>ended "
                "ended=end/VERB/advcl>left/Past ./PUNCT/punct>left"
            ),
            "ended",
            "adverbial",
        ),
        (
            "the/DET/det>ship ship/NOUN/root which/PRON/obj>took/Rel Oslo/PROPN/nsubj>took took=take/VERB/acl>ship/Past",
            "took",
            "relative",
        ),
    ],
)
def test_a_clause_is_of_one_kind(sketch: str, verb: str, kind: str) -> None:
    sentence = parsed(sketch)
    assert sentence.clause(at(sentence, verb)).kind == kind


def test_complements_with_their_own_subject_are_distinguished_from_open_ones() -> None:
    sentence = parsed(SAID_THAT)
    said = sentence.clause(at(sentence, "said"))
    assert words(sentence, said.complements) == ["failed", "ended"]
    assert said.open_complements == ()
    sentence = parsed(ASKED)
    asked = sentence.clause(at(sentence, "asked"))
    assert asked.complements == ()
    assert words(sentence, asked.open_complements) == ["go"]
    assert sentence.clause(at(sentence, "go")).introducer == "to"


def test_the_clauses_of_a_sentence_leave_auxiliaries_out() -> None:
    sentence = parsed(SAID_TO)
    assert words(sentence, (clause.head for clause in sentence.clauses)) == ["held", "said", "stolen"]
