"""Binding: an object is never the subject of its own clause, also where that subject is understood."""

from __future__ import annotations

import pytest

from onrecord.grammar.binding import subjects_beside
from tests.grammar.parsed import at, parsed, words

CASES = {
    "He/PRON/nsubj>accused accused=accuse/VERB/root/Past him/PRON/obj>accused ./PUNCT/punct>accused": ["He"],
    "Paul/PROPN/nsubj>denied has=have/AUX/aux>denied denied=deny/VERB/root/Part bribing=bribe/VERB/xcomp>denied/Ger him/PRON/obj>bribing": [
        "Paul"
    ],
    "Dean/PROPN/nsubj:pass>tipped is=be/AUX/aux:pass>tipped tipped=tip/VERB/root/Pass to/PART/mark>replace replace/VERB/xcomp>tipped/Inf him/PRON/obj>replace": [
        "Dean"
    ],
    "Dean/PROPN/nsubj>asked asked=ask/VERB/root/Past Paul/PROPN/obj>asked to/PART/mark>see see/VERB/xcomp>asked/Inf him/PRON/obj>see": [
        "Paul"
    ],
    "Dean/PROPN/nsubj>called called=call/VERB/root/Past on/ADP/case>him him/PRON/obl>called to/PART/mark>go go/VERB/xcomp>called/Inf": [
        "Dean"
    ],
    "Dean/PROPN/nsubj>met met=meet/VERB/root/Past Paul/PROPN/obj>met and/CCONJ/cc>him him/PRON/conj>Paul": ["Dean"],
    "Dean/PROPN/nsubj>took took=take/VERB/root/Past it/PRON/obj>took with/ADP/case>him him/PRON/obl>took": [],
    "Dean/PROPN/nsubj>lost lost=lose/VERB/root/Past ,/PUNCT/punct>forcing forcing=force/VERB/advcl>lost/Ing him/PRON/obj>forcing": [],
    "Dean/PROPN/nsubj>hired hired=hire/VERB/root/Past men=man/NOUN/obj>hired to/PART/mark>see see/VERB/advcl>hired/Inf him/PRON/obj>see": [],
    "Dean/PROPN/nsubj>faces faces=face/VERB/root/Pres calls=call/NOUN/obj>faces to/PART/mark>oust oust/VERB/acl>calls/Inf him/PRON/obj>oust": [],
    "Paul/PROPN/nmod:poss>bid 's/PART/case>Paul bid/NOUN/nsubj>failed to/PART/mark>oust oust/VERB/acl>bid/Inf him/PRON/obj>oust failed=fail/VERB/root/Past": [
        "Paul"
    ],
}  # fmt: skip


@pytest.mark.parametrize(("sketch", "subjects"), CASES.items(), ids=range(len(CASES)))
def test_an_object_pronoun_is_not_the_subject_of_its_clause(sketch: str, subjects: list[str]) -> None:
    sentence = parsed(sketch)
    pronoun = at(sentence, "him")
    assert words(sentence, subjects_beside(sentence, pronoun)) == subjects
