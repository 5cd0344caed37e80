"""The table of how often each rule fires and is right."""

from __future__ import annotations

from benchmarks.rules import Verdict, report, tally
from onrecord.types import Reason

NOUN = Reason(rule="plural-noun", words="officials")
CUE = Reason(rule="cue-and-clause", words="say", table="cues.tsv", line=3)


def test_a_rule_fires_once_a_fact_and_is_judged_where_the_gold_says_so() -> None:
    found = tally(
        [
            Verdict((CUE, CUE, NOUN), "plural-noun", True),
            Verdict((CUE, NOUN), "plural-noun", False),
            Verdict((CUE, NOUN), "plural-noun", None),
        ]
    )
    assert (found["cue-and-clause"].fires, found["cue-and-clause"].judged) == (3, 0)
    assert (found["plural-noun"].fires, found["plural-noun"].judged, found["plural-noun"].right) == (3, 2, 1)


def test_the_report_shows_what_fires_and_for_one_layer_what_never_does() -> None:
    found = tally([Verdict((CUE, NOUN), "plural-noun", True)])
    lines = [line.split() for line in report(found)]
    assert ["sourcing", "plural-noun", "1", "1", "1.000"] in lines
    assert ["attributions", "cue-and-clause", "1", "-", "-"] in lines
    assert len(lines) == 4
    assert ["sourcing", "group-noun", "0", "-", "-"] in [line.split() for line in report(found, "sourcing")]
