"""Time expressions: cases in words, tense from a tree, and properties of any text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import TableError
from onrecord.grammar import Forest
from onrecord.lexicon.times import TimeRule, load_time_words
from onrecord.reading.times import find_time_phrases, resolve_times
from onrecord.reading.times.calendar import holiday_date, narrowed, shift_months, window_of
from onrecord.reading.times.phrases import grammar_of
from onrecord.reading.times.recurrence import next_time
from onrecord.types import Document, DocumentId, Found, Published, Time
from tests.conllu import language_of

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "times.yaml").read_text(encoding="utf-8"))
NO_TREES = Forest(())
PIECES = st.sampled_from(
    ["last", "next", "the", "Friday", "May", "March 3", "2015", "two", "years", "ago", "a", "week", "later", "of",
     "third", "quarter", "’s", "-", "12", "Nov.", "every", "5 p.m.", "half", "said", "\n\n", "“", "1990s", "past"]
)  # fmt: skip


def known() -> Any:
    return SimpleNamespace(words=SimpleNamespace(times=load_time_words()))


def read(
    text: str, first: str | None = "2018-10-20", last: str | None = None, forest: Forest = NO_TREES
) -> Found[Time]:
    published = Published(earliest=first, latest=last or first, basis="inferred" if first else None)
    document = Document(id=DocumentId("d"), text=text, published=published)
    return resolve_times(document, find_time_phrases(document, forest, known()), forest, known())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case_is_read_as_expected(case: dict[str, Any]) -> None:
    found = read(case["text"], str(case["published"])).items
    assert [t.text for t in found] == [want["text"] for want in case["times"]]
    for time, want in zip(found, case["times"], strict=True):
        for field, value in want.items():
            got = getattr(time, field)
            assert got == (value if value is None else str(value)), f"{field}: {case['why']}"


def test_tense_comes_from_the_governing_verb_not_from_the_nearest_word() -> None:
    text = "Envoys who met rebels will return Monday."
    tree = """
1 Envoys envoy NOUN _ 6 nsubj
2 who who PRON _ 3 nsubj
3 met meet VERB Tense=Past|VerbForm=Fin 1 acl:relcl
4 rebels rebel NOUN _ 3 obj
5 will will AUX VerbForm=Fin 6 aux
6 return return VERB VerbForm=Inf 0 root
7 Monday Monday PROPN _ 6 obl:unmarked
8 . . PUNCT _ 6 punct
"""
    forest = Forest(language_of(tree, text).sentences)
    assert [t.value for t in read(text, "2018-10-24", forest=forest).items] == ["2018-10-29"]


def test_infinitive_takes_its_tense_from_its_governor() -> None:
    text = "The court is due to rule Thursday."
    tree = """
1 The the DET _ 2 det
2 court court NOUN _ 4 nsubj
3 is be AUX Tense=Pres|VerbForm=Fin 4 cop
4 due due ADJ _ 0 root
5 to to PART _ 6 mark
6 rule rule VERB VerbForm=Inf 4 xcomp
7 Thursday Thursday PROPN _ 6 obl:unmarked
8 . . PUNCT _ 4 punct
"""
    forest = Forest(language_of(tree, text).sentences)
    assert read(text, "2018-10-20", forest=forest).items[0].value == "2018-10-25"


def test_be_to_with_an_infinitive_is_in_the_future() -> None:
    text = "Envoys are to meet on Thursday."
    tree = """
1 Envoys envoy NOUN _ 4 nsubj
2 are be AUX Tense=Pres|VerbForm=Fin 4 cop
3 to to PART _ 4 mark
4 meet meet VERB VerbForm=Inf 0 root
5 on on ADP _ 6 case
6 Thursday Thursday PROPN _ 4 obl
7 . . PUNCT _ 4 punct
"""
    forest = Forest(language_of(tree, text).sentences)
    assert read(text, "2018-10-22", forest=forest).items[0].value == "2018-10-25"


def test_what_was_set_on_a_day_is_done_and_what_was_set_for_one_is_not() -> None:
    tree = """
1 Crowds crowd NOUN _ 2 nsubj
2 set set VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
3 fires fire NOUN _ 2 obj
4 {} {} ADP _ 5 case
5 Thursday Thursday PROPN _ 2 obl
6 . . PUNCT _ 2 punct
"""
    for preposition, day in (("on", "2018-10-18"), ("for", "2018-10-25")):
        text = f"Crowds set fires {preposition} Thursday."
        forest = Forest(language_of(tree.format(preposition, preposition), text).sentences)
        assert read(text, "2018-10-20", forest=forest).items[0].value == day


# A sentence, its tree (word, lemma, part of speech, features, head, relation), and the day that its last time means.
TENSES = {
    "a form of the past is past though the model sees the present": (
        "Talks began on Monday.",
        (
            "Talks talk NOUN _ 2 nsubj|began begin VERB Tense=Pres,VerbForm=Fin 0 root|on on ADP _ 4 case|Monday Monday PROPN _ 2 obl"
            "|. . PUNCT _ 2 punct"
        ),
        "2024-05-13",
    ),
    "a day by which something is promised is ahead": (
        "She promised a vote by Monday.",
        (
            "She she PRON _ 2 nsubj|promised promise VERB Tense=Past,VerbForm=Fin 0 root|a a DET _ 4 det|vote vote NOUN _ 2 obj"
            "|by by ADP _ 6 case|Monday Monday PROPN _ 2 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-20",
    ),
    "a word that opens a clause is no part of a time": (
        "Observers said that Saturday’s vote was fair.",
        (
            "Observers observer NOUN _ 2 nsubj|said say VERB Tense=Past,VerbForm=Fin 0 root|that that SCONJ _ 8 mark|Saturday Saturday PROPN _ 6 nmod:poss"
            "|’s ’s PART _ 4 case|vote vote NOUN _ 8 nsubj|was be AUX Tense=Past,VerbForm=Fin 8 cop|fair fair ADJ _ 2 ccomp|. . PUNCT _ 2 punct"
        ),
        "2024-05-11",
    ),
    "that day of the week is the one before the report if the clause is past": (
        "He left that Saturday.",
        (
            "He he PRON _ 2 nsubj|left leave VERB Tense=Past,VerbForm=Fin 0 root|that that DET _ 4 det|Saturday Saturday PROPN _ 2 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-11",
    ),
    "a strike of workers holds from a day ahead, but a port was struck from a day that is over": (
        "Rockets struck it from Tuesday.",
        (
            "Rockets rocket NOUN _ 2 nsubj|struck strike VERB Tense=Past,VerbForm=Fin 0 root|it it PRON _ 2 obj"
            "|from from ADP _ 5 case|Tuesday Tuesday PROPN _ 2 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-14",
    ),
    "a strike is called from a day ahead": (
        "Nurses began a strike from Thursday.",
        (
            "Nurses nurse NOUN _ 2 nsubj|began begin VERB Tense=Past,VerbForm=Fin 0 root|a a DET _ 4 det|strike strike NOUN _ 2 obj"
            "|from from ADP _ 6 case|Thursday Thursday PROPN _ 4 nmod|. . PUNCT _ 2 punct"
        ),
        "2024-05-16",
    ),
    "a modal looks ahead under a past verb": (
        "Officials said schools must close by Friday.",
        (
            "Officials official NOUN _ 2 nsubj|said say VERB Tense=Past,VerbForm=Fin 0 root|schools school NOUN _ 5 nsubj"
            "|must must AUX VerbForm=Fin 5 aux|close close VERB VerbForm=Inf 2 ccomp|by by ADP _ 7 case"
            "|Friday Friday PROPN _ 5 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-17",
    ),
    "what is moved to a day is ahead": (
        "Judges adjourned it until Monday.",
        (
            "Judges judge NOUN _ 2 nsubj|adjourned adjourn VERB Tense=Past,VerbForm=Fin 0 root|it it PRON _ 2 obj"
            "|until until ADP _ 5 case|Monday Monday PROPN _ 2 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-20",
    ),
    "what was moved on a day is done": (
        "Judges adjourned it on Monday.",
        (
            "Judges judge NOUN _ 2 nsubj|adjourned adjourn VERB Tense=Past,VerbForm=Fin 0 root|it it PRON _ 2 obj"
            "|on on ADP _ 5 case|Monday Monday PROPN _ 2 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-13",
    ),
    "the preposition of a date may stand at its number": (
        "Judges moved it to May 20.",
        (
            "Judges judge NOUN _ 2 nsubj|moved move VERB Tense=Past,VerbForm=Fin 0 root|it it PRON _ 2 obj"
            "|to to ADP _ 6 case|May May PROPN _ 6 compound|20 20 NUM _ 2 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-20",
    ),
    "the present of a timetable is ahead": (
        "Polls open on Sunday.",
        (
            "Polls poll NOUN _ 2 nsubj|open open VERB Tense=Pres,VerbForm=Fin 0 root|on on ADP _ 4 case"
            "|Sunday Sunday PROPN _ 2 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-19",
    ),
    "the present of a headline is over": (
        "Rebels kill ten on Sunday.",
        (
            "Rebels rebel NOUN _ 2 nsubj|kill kill VERB Tense=Pres,VerbForm=Fin 0 root|ten ten NUM _ 2 obj"
            "|on on ADP _ 5 case|Sunday Sunday PROPN _ 2 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-12",
    ),
    "the present progressive is ahead": (
        "Envoys are meeting on Sunday.",
        (
            "Envoys envoy NOUN _ 3 nsubj|are be AUX Tense=Pres,VerbForm=Fin 3 aux"
            "|meeting meet VERB Tense=Pres,VerbForm=Part 0 root|on on ADP _ 5 case|Sunday Sunday PROPN _ 3 obl"
            "|. . PUNCT _ 3 punct"
        ),
        "2024-05-19",
    ),
    "a clause of time follows its main clause": (
        "It will vote when it returns in October.",
        (
            "It it PRON _ 3 nsubj|will will AUX VerbForm=Fin 3 aux|vote vote VERB VerbForm=Inf 0 root"
            "|when when ADV _ 6 advmod|it it PRON _ 6 nsubj|returns return VERB Tense=Pres,VerbForm=Fin 3 advcl"
            "|in in ADP _ 8 case|October October PROPN _ 6 obl|. . PUNCT _ 3 punct"
        ),
        "2024-10-01",
    ),
    "what somebody agreed to do is ahead": (
        "Envoys agreed to meet on Friday.",
        (
            "Envoys envoy NOUN _ 2 nsubj|agreed agree VERB Tense=Past,VerbForm=Fin 0 root|to to PART _ 4 mark"
            "|meet meet VERB VerbForm=Inf 2 xcomp|on on ADP _ 6 case|Friday Friday PROPN _ 4 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-17",
    ),
    "the day on which somebody agreed is over": (
        "Envoys agreed on Friday to meet.",
        (
            "Envoys envoy NOUN _ 2 nsubj|agreed agree VERB Tense=Past,VerbForm=Fin 0 root|on on ADP _ 4 case"
            "|Friday Friday PROPN _ 2 obl|to to PART _ 6 mark|meet meet VERB VerbForm=Inf 2 xcomp|. . PUNCT _ 2 punct"
        ),
        "2024-05-10",
    ),
    "what somebody called for is ahead": (
        "Envoys called for polls in June.",
        (
            "Envoys envoy NOUN _ 2 nsubj|called call VERB Tense=Past,VerbForm=Fin 0 root|for for ADP _ 4 case"
            "|polls poll NOUN _ 2 obl|in in ADP _ 6 case|June June PROPN _ 4 nmod|. . PUNCT _ 2 punct"
        ),
        "2024-06-01",
    ),
    "what somebody wants done is ahead": (
        "Judges want him jailed by Friday.",
        (
            "Judges judge NOUN _ 2 nsubj|want want VERB Tense=Pres,VerbForm=Fin 0 root|him he PRON _ 2 obj"
            "|jailed jail VERB Tense=Past,VerbForm=Part 2 xcomp|by by ADP _ 6 case|Friday Friday PROPN _ 4 obl"
            "|. . PUNCT _ 2 punct"
        ),
        "2024-05-17",
    ),
    "a deadline that was missed is over": (
        "They missed the Monday deadline.",
        (
            "They they PRON _ 2 nsubj|missed miss VERB Tense=Past,VerbForm=Fin 0 root|the the DET _ 5 det"
            "|Monday Monday PROPN _ 5 compound|deadline deadline NOUN _ 2 obj|. . PUNCT _ 2 punct"
        ),
        "2024-05-13",
    ),
    "a deadline that was set is ahead": (
        "They set the Monday deadline.",
        (
            "They they PRON _ 2 nsubj|set fix VERB Tense=Past,VerbForm=Fin 0 root|the the DET _ 5 det"
            "|Monday Monday PROPN _ 5 compound|deadline deadline NOUN _ 2 obj|. . PUNCT _ 2 punct"
        ),
        "2024-05-20",
    ),
    "what is to be done is ahead": (
        "They saw rules to be published in June.",
        (
            "They they PRON _ 2 nsubj|saw see VERB Tense=Past,VerbForm=Fin 0 root|rules rule NOUN _ 2 obj|to to PART _ 6 mark"
            "|be be AUX VerbForm=Inf 6 aux:pass|published publish VERB Tense=Past,VerbForm=Part 3 acl|in in ADP _ 8 case"
            "|June June PROPN _ 6 obl|. . PUNCT _ 2 punct"
        ),
        "2024-06-01",
    ),
    "what could not be done is over": (
        "They could not vote on Monday.",
        (
            "They they PRON _ 4 nsubj|could can AUX VerbForm=Fin 4 aux|not not PART _ 4 advmod|vote vote VERB VerbForm=Inf 0 root"
            "|on on ADP _ 6 case|Monday Monday PROPN _ 4 obl|. . PUNCT _ 4 punct"
        ),
        "2024-05-13",
    ),
    "what could be done is ahead": (
        "They could vote on Monday.",
        (
            "They they PRON _ 3 nsubj|could can AUX VerbForm=Fin 3 aux|vote vote VERB VerbForm=Inf 0 root"
            "|on on ADP _ 5 case|Monday Monday PROPN _ 3 obl|. . PUNCT _ 3 punct"
        ),
        "2024-05-20",
    ),
    "what lasts until a day is ahead": (
        "It remains until Monday.",
        (
            "It it PRON _ 2 nsubj|remains remain VERB Tense=Pres,VerbForm=Fin 0 root|until until ADP _ 4 case"
            "|Monday Monday PROPN _ 2 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-20",
    ),
    'a passive infinitive after "be" is ahead': (
        "Envoys are to be received on Thursday.",
        (
            "Envoys envoy NOUN _ 5 nsubj:pass|are be AUX Tense=Pres,VerbForm=Fin 5 aux|to to PART _ 5 mark"
            "|be be AUX VerbForm=Inf 5 aux:pass|received receive VERB Tense=Past,VerbForm=Part 0 root|on on ADP _ 7 case"
            "|Thursday Thursday PROPN _ 5 obl|. . PUNCT _ 5 punct"
        ),
        "2024-05-16",
    ),
    "what was called for a weekday is ahead": (
        "Unions have called marches for Friday.",
        (
            "Unions union NOUN _ 3 nsubj|have have AUX Tense=Pres,VerbForm=Fin 3 aux"
            "|called call VERB Tense=Past,VerbForm=Part 0 root|marches march NOUN _ 3 obj|for for ADP _ 6 case"
            "|Friday Friday PROPN _ 3 obl|. . PUNCT _ 3 punct"
        ),
        "2024-05-17",
    ),
    "what was called on a weekday is over": (
        "Unions have called marches on Friday.",
        (
            "Unions union NOUN _ 3 nsubj|have have AUX Tense=Pres,VerbForm=Fin 3 aux"
            "|called call VERB Tense=Past,VerbForm=Part 0 root|marches march NOUN _ 3 obj|on on ADP _ 6 case"
            "|Friday Friday PROPN _ 3 obl|. . PUNCT _ 3 punct"
        ),
        "2024-05-10",
    ),
    "a meeting to which people were called is ahead": (
        "She summoned bankers to a meeting on Monday.",
        (
            "She she PRON _ 2 nsubj|summoned summo VERB Tense=Past,VerbForm=Fin 0 root|bankers banker NOUN _ 2 obj"
            "|to to ADP _ 6 case|a a DET _ 6 det|meeting meeting NOUN _ 2 obl|on on ADP _ 8 case"
            "|Monday Monday PROPN _ 6 nmod|. . PUNCT _ 2 punct"
        ),
        "2024-05-20",
    ),
    "a planned thing is ahead": (
        "Talks stalled over the slated visit in September.",
        (
            "Talks talk NOUN _ 2 nsubj|stalled stall VERB Tense=Past,VerbForm=Fin 0 root|over over ADP _ 6 case"
            "|the the DET _ 6 det|slated slated ADJ _ 6 amod|visit visit NOUN _ 2 obl|in in ADP _ 8 case"
            "|September September PROPN _ 6 nmod|. . PUNCT _ 2 punct"
        ),
        "2024-09-01",
    ),
    "what has to be done by a day is ahead": (
        "Clerks were told to leave by Friday.",
        (
            "Clerks clerk NOUN _ 3 nsubj:pass|were be AUX Tense=Past,VerbForm=Fin 3 aux:pass"
            "|told tell VERB Tense=Past,VerbForm=Part 0 root|to to PART _ 5 mark|leave leave VERB VerbForm=Inf 3 xcomp"
            "|by by ADP _ 7 case|Friday Friday PROPN _ 5 obl|. . PUNCT _ 3 punct"
        ),
        "2024-05-17",
    ),
    "what was done by a day is over": (
        "Clerks managed to leave by Friday.",
        (
            "Clerks clerk NOUN _ 2 nsubj|managed manage VERB Tense=Past,VerbForm=Fin 0 root|to to PART _ 4 mark"
            "|leave leave VERB VerbForm=Inf 2 xcomp|by by ADP _ 6 case|Friday Friday PROPN _ 4 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-10",
    ),
    "an order with a last day is ahead": (
        "She warned: leave by Friday.",
        (
            "She she PRON _ 2 nsubj|warned warn VERB Tense=Past,VerbForm=Fin 0 root|: : PUNCT _ 4 punct"
            "|leave leave VERB VerbForm=Fin 2 ccomp|by by ADP _ 6 case|Friday Friday PROPN _ 4 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-17",
    ),
    "what is due by its words is ahead under a past verb": (
        "Teams due to fly in June have scrapped it.",
        (
            "Teams team NOUN _ 8 nsubj|due due ADJ _ 4 advmod|to to PART _ 4 mark|fly fly VERB VerbForm=Inf 1 acl"
            "|in in ADP _ 6 case|June June PROPN _ 4 obl|have have AUX Tense=Pres,VerbForm=Fin 8 aux"
            "|scrapped scrap VERB Tense=Past,VerbForm=Part 0 root|it it PRON _ 8 obj|. . PUNCT _ 8 punct"
        ),
        "2024-06-01",
    ),
    "a subjunctive is ahead": (
        "Aides suggested that it be dropped in June.",
        (
            "Aides aide NOUN _ 2 nsubj|suggested suggest VERB Tense=Past,VerbForm=Fin 0 root|that that SCONJ _ 6 mark"
            "|it it PRON _ 6 nsubj:pass|be be AUX VerbForm=Inf 6 aux:pass|dropped drop VERB Tense=Past,VerbForm=Part 2 ccomp"
            "|in in ADP _ 8 case|June June PROPN _ 6 obl|. . PUNCT _ 2 punct"
        ),
        "2024-06-01",
    ),
    "what a present clause waits for is ahead": (
        "It binds once he signs on Friday.",
        (
            "It it PRON _ 2 nsubj|binds bind VERB Tense=Pres,VerbForm=Fin 0 root|once once SCONJ _ 5 mark"
            "|he he PRON _ 5 nsubj|signs sign VERB Tense=Pres,VerbForm=Fin 2 advcl|on on ADP _ 7 case"
            "|Friday Friday PROPN _ 5 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-17",
    ),
    "an occasion that is held in the present is ahead": (
        "Greens hold a congress on Sunday.",
        (
            "Greens green NOUN _ 2 nsubj|hold hold VERB Tense=Pres,VerbForm=Fin 0 root|a a DET _ 4 det"
            "|congress congress NOUN _ 2 obj|on on ADP _ 6 case|Sunday Sunday PROPN _ 2 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-19",
    ),
    "a thing that is held in the present is seen": (
        "Greens hold a banner on Sunday.",
        (
            "Greens green NOUN _ 2 nsubj|hold hold VERB Tense=Pres,VerbForm=Fin 0 root|a a DET _ 4 det"
            "|banner banner NOUN _ 2 obj|on on ADP _ 6 case|Sunday Sunday PROPN _ 2 obl|. . PUNCT _ 2 punct"
        ),
        "2024-05-12",
    ),
    "the form of a listed verb decides where its lemma is wrong": (
        "A ship leaves on Sunday.",
        (
            "A a DET _ 2 det|ship ship NOUN _ 3 nsubj|leaves leaf VERB Tense=Pres,VerbForm=Fin 0 root|on on ADP _ 5 case"
            "|Sunday Sunday PROPN _ 3 obl|. . PUNCT _ 3 punct"
        ),
        "2024-05-19",
    ),
    "a plan in the past perfect is over, also where its verb has the day": (
        "They had been due to talk on Monday.",
        (
            "They they PRON _ 4 nsubj|had have AUX Tense=Past,VerbForm=Fin 4 aux|been be AUX Tense=Past,VerbForm=Part 4 cop"
            "|due due ADJ _ 0 root|to to PART _ 6 mark|talk talk VERB VerbForm=Inf 4 xcomp|on on ADP _ 8 case"
            "|Monday Monday PROPN _ 6 obl|. . PUNCT _ 4 punct"
        ),
        "2024-05-13",
    ),
    "a plan in the past perfect is over": (
        "Talks had been due on Monday.",
        (
            "Talks talk NOUN _ 4 nsubj|had have AUX Tense=Past,VerbForm=Fin 4 aux|been be AUX Tense=Past,VerbForm=Part 4 cop"
            "|due due ADJ _ 0 root|on on ADP _ 6 case|Monday Monday PROPN _ 4 obl|. . PUNCT _ 4 punct"
        ),
        "2024-05-13",
    ),
}


def tree_of(words: str) -> str:
    """Return the tree of a row of `TENSES` as `language_of` reads it."""
    rows = (f"{n} {word.replace(',', '|')}" for n, word in enumerate(words.split("|"), 1))
    return "\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize("name", TENSES)
def test_tense_of_a_clause_puts_its_day_before_or_after_publication(name: str) -> None:
    text, words, day = TENSES[name]
    forest = Forest(language_of(tree_of(words), text).sentences)
    assert read(text, "2024-05-15", forest=forest).items[-1].earliest == day


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The chaplain will come on the 24th.", ["2018-10-24"]), ("They will meet again on the 3rd.", ["2018-11-03"]),
        ("It must be paid by the 20th, they said.", ["2018-10-20"]), ("He died on the 3rd.", ["2018-10-03"]),
        ("He died on the 24th.", ["2018-09-24"]), ("He died on the 13th floor.", []),
        ("He led at the 17th.", []), ("They will meet before the 31st and go.", ["2018-10-31"]),
    ],
)  # fmt: skip
def test_a_day_without_its_month_is_of_the_month_that_the_tense_asks_for(
    text: str, values: list[str]
) -> None:
    assert [t.value for t in read(text).items] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Texas's March runoff was close.", ["2018-03"]), ("Oslo's May budget passed.", ["2018-05"]),
        ("Selma's March on the bridge was long.", []), ("Their leader's march home was long.", []),
    ],
)  # fmt: skip
def test_a_month_between_its_owner_and_a_noun_is_no_name(text: str, values: list[str]) -> None:
    assert [t.value for t in read(text).items] == values


def test_a_month_that_has_no_such_day_gives_no_time() -> None:
    assert read("They will meet on the 31st.", "2018-09-10").items == ()


def test_a_round_number_of_things_is_no_year() -> None:
    text = "Fees in 2000 schools rose."
    words = "Fees fee NOUN _ 5 nsubj|in in ADP _ 4 case|2000 2000 NUM _ 4 nummod|schools school NOUN Number=Plur 1 nmod|rose rise VERB _ 0 root|. . PUNCT _ 5 punct"
    assert read(text, forest=Forest(language_of(tree_of(words), text).sentences)).items == ()


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("He left on Feb. 30.", "time-impossible", "'Feb. 30' is no day of the calendar"),
        ("He left on Feb. 29, 2023.", "time-impossible", "'Feb. 29, 2023' is no day"),
        ("He left on Monday, March 5, 2024.", "time-contradiction", "2024-03-05 is a Tuesday"),
        ("They will meet on Tuesday, May 16.", "time-contradiction", "2024-05-16 is a Thursday"),
        ("It was signed on 03/04/2021.", "time-ambiguous", "2021-03-04 or 2021-04-03"),
    ],
)
def test_a_date_that_cannot_be_read_in_one_way_has_a_note(text: str, code: str, said: str) -> None:
    (note,) = read(text, "2024-05-15").notes
    assert note.code == code
    assert said in note.message
    assert note.span is not None
    assert note.span.text in text


@pytest.mark.parametrize(
    ("url", "publisher", "day"),
    [
        ("https://www.telegraph.co.uk/news/x", None, "2021-04-03"),
        ("https://post.example.us/x", None, "2021-03-04"),
        ("https://post.example.de/x", None, "2021-04-03"),
        (None, "The Hill", "2021-03-04"),
    ],
)
def test_numeric_date_is_written_as_in_the_country_of_the_outlet(
    url: str | None, publisher: str | None, day: str
) -> None:
    published = Published(earliest="2021-05-01", latest="2021-05-01", basis="given")
    document = Document(
        id=DocumentId("d"), text="Signed on 03/04/2021.", published=published, url=url, publisher=publisher
    )
    found = resolve_times(document, find_time_phrases(document, NO_TREES, known()), NO_TREES, known())
    assert [t.value for t in found.items] == [day]
    assert found.notes == ()


def test_verb_is_no_season_where_the_tagger_says_so() -> None:
    text = "Prices in fall rose."
    tree = "1 Prices price NOUN _ 4 nsubj\n2 in in ADP _ 3 case\n3 fall fall {} _ 4 obl\n4 rose rise VERB _ 0 root\n5 . . PUNCT _ 4 punct"
    as_noun = Forest(language_of(tree.format("NOUN"), text).sentences)
    as_verb = Forest(language_of(tree.format("VERB"), text).sentences)
    assert [t.text for t in read(text, forest=as_noun).items] == ["fall"]
    assert read(text, forest=as_verb).items == ()


def test_month_stays_certain_where_the_day_of_publication_is_not() -> None:
    found = read("They met last July and will meet next month.", "2018-10-02", "2018-10-28")
    assert [t.value for t in found.items] == ["2018-07", "2018-11"]
    assert found.notes == ()


def test_weekday_stays_open_in_an_inferred_interval_and_one_note_says_so() -> None:
    text = "He resigned Friday. She resigned Friday."
    found = read(text, "2018-10-05", "2018-10-27")
    assert {t.value for t in found.items} == {"XXXX-WXX-5"}
    first, last = (
        date.fromisoformat(found.items[0].earliest or ""),
        date.fromisoformat(found.items[0].latest or ""),
    )
    assert (last - first).days == 6
    assert found.items[0].basis[-1].rule == "published-in-interval"
    (note,) = found.notes
    assert note.code == "time-open"
    assert note.message.startswith("2 of 2 ")
    assert note.span is not None
    assert note.span.start == text.index("Friday")


def test_weekday_has_no_days_where_the_interval_is_long() -> None:
    (time,) = read("He resigned Friday.", "2017-01-01", "2018-10-27").items
    assert (time.value, time.earliest, time.latest) == ("XXXX-WXX-5", None, None)


def test_undated_report_keeps_what_needs_no_anchor() -> None:
    found = read("On Nov. 6 he recalled June 4, 1989, after two years; it was last week.", None)
    values = {t.text: t.value for t in found.items}
    assert values == {
        "Nov. 6": "XXXX-11-06",
        "June 4, 1989": "1989-06-04",
        "two years": "P2Y",
        "last week": "XXXX-WXX",
    }
    assert {t.text: t.earliest for t in found.items}["Nov. 6"] is None


def test_year_earlier_counts_from_the_quarter_mentioned_before() -> None:
    found = read("Profit fell in the second quarter from a year earlier.", "1989-10-30").items
    assert [t.value for t in found] == ["1989-Q2", "1988-Q2"]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2018-W43", "2018-10-22", "2018-10-28"),
        ("2018-W43-WE", "2018-10-27", "2018-10-28"),
        ("2018-WI", "2018-12-01", "2019-02-28"),
        ("2018-H2", "2018-07-01", "2018-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2018-10-20T17:00", "2018-10-20", "2018-10-20"),
    ],
)
def test_value_covers_its_days(value: str, first: str, last: str) -> None:
    window = window_of(value)
    assert window is not None
    assert (window.first.isoformat(), window.last.isoformat()) == (first, last)


@pytest.mark.parametrize("value", ["XXXX-WXX-5", "2018-13", "2018-02-30", "PAST_REF", "P2Y", "0000"])
def test_open_or_impossible_value_covers_no_days(value: str) -> None:
    assert window_of(value) is None


def test_grammar_with_an_unknown_group_is_turned_away() -> None:
    words = replace(load_time_words(), grammar=(TimeRule("date", "month moon", None),))
    with pytest.raises(TableError, match="'moon'"):
        grammar_of(words)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-500, 500))
def test_shifting_months_forth_and_back_keeps_the_month(day: date, count: int) -> None:
    back = shift_months(shift_months(day, count), -count)
    assert (back.year, back.month) == (day.year, day.month)


@given(st.integers(1950, 2090))
def test_election_day_is_a_tuesday_from_the_2nd_to_the_8th(year: int) -> None:
    day = holiday_date("election", year)
    assert (day.month, day.isoweekday()) == (11, 2)
    assert 2 <= day.day <= 8


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.sampled_from(["START", "MID", "END", None]))
def test_modifier_narrows_inside_the_window(day: date, mod: str | None) -> None:
    whole = window_of(f"{day:%Y-%m}")
    assert whole is not None
    part = narrowed(whole, mod)
    assert whole.first <= part.first <= part.last <= whole.last


@settings(deadline=None)  # the first example loads the tables
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=14),
    st.sampled_from([None, "2018-10-20", "2020-02-29"]),
)
def test_any_text_gives_spans_that_quote_it_and_days_in_order(
    parts: list[str], published: str | None
) -> None:
    text = " ".join(parts)
    found = read(text, published)
    assert found == read(text, published)
    ends = [0]
    for time in found.items:
        assert text[time.start : time.end] == time.text
        assert time.start >= ends[-1]
        ends.append(time.end)
        assert (time.earliest is None) == (time.latest is None)
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest
        assert time.type in ("DATE", "TIME") or time.earliest is None
        assert time.basis
    assert len({t.id for t in found.items}) == len(found.items)


@pytest.mark.parametrize(
    ("verb", "preposition", "value"),
    [
        ("closed close", "until", "2018-10-25"), ("suspended suspend", "through", "2018-10-25"), ("restricted restrict", "till", "2018-10-25"),
        ("closed close", "on", "2018-10-18"), ("watched watch", "until", "2018-10-18"), ("announced announce", "from", "2018-10-25"),
        ("watched watch", "from", "2018-10-18"),
    ],
)  # fmt: skip
def test_a_state_that_is_said_to_last_looks_ahead(verb: str, preposition: str, value: str) -> None:
    form, lemma = verb.split()
    tree = f"""
1 Roads road NOUN _ 3 nsubj:pass
2 were be AUX Tense=Past|VerbForm=Fin 3 aux:pass
3 {form} {lemma} VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
4 {preposition} {preposition} ADP _ 5 case
5 Thursday Thursday PROPN _ 3 obl
6 . . PUNCT _ 3 punct
"""
    text = f"Roads were {form} {preposition} Thursday."
    forest = Forest(language_of(tree, text).sentences)
    assert [t.value for t in read(text, "2018-10-20", forest=forest).items] == [value]


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), weekday=st.integers(1, 7), nth=st.integers(1, 5))
def test_what_recurs_has_its_next_time_after_the_day(day: date, weekday: int, nth: int) -> None:
    weekly, monthly = (
        next_time(value, day) for value in (f"XXXX-WXX-{weekday}", f"XXXX-XX-W{nth}-{weekday}")
    )
    assert weekly is not None
    assert 1 <= (weekly.first - day).days <= 7
    assert monthly is not None
    assert monthly.first > day
    assert (monthly.first.isoweekday(), (monthly.first.day - 1) // 7 + 1) == (weekday, nth)


def test_a_length_of_time_has_no_next_time() -> None:
    assert next_time("P1W", date(2018, 10, 20)) is None


@pytest.mark.parametrize(("value", "first"), [("XXXX-10", "2019-10-01"), ("XXXX-11", "2018-11-01")])
def test_what_recurs_in_a_month_is_next_in_a_coming_one(value: str, first: str) -> None:
    found = next_time(value, date(2018, 10, 20))
    assert found is not None
    assert found.first.isoformat() == first
