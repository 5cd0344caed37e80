"""Attributions: cases over sketched trees and hand-made roles, and some with the shipped model."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.grammar import Forest
from onrecord.lexicon.attributions import load_attribution_words
from onrecord.lexicon.reasons import load_rules
from onrecord.reading.attributions import find_attributions
from onrecord.reading.attributions.context import head_of_phrase
from onrecord.reading.attributions.fields.describe import LONGEST_SOURCE, shortened
from onrecord.types import (
    Actor,
    ActorId,
    Attribution,
    Document,
    DocumentId,
    Language,
    Mention,
    Reason,
    Role,
    Sentence,
    Time,
    TimeId,
)
from tests.sketch import language_of_sketches

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "attributions.yaml").read_text(encoding="utf-8")
)
SKETCHED = [case for case in CASES if "tree" in case]
MODELLED = [case for case in CASES if case.get("model")]
KNOWN: Any = SimpleNamespace(words=SimpleNamespace(attributions=load_attribution_words()))
WORDS = (
    "“No,” ",
    "she said. ",
    "\n\n",
    "‘Yes’ ",
    '"Maybe',
    "''",
    " — ",
    "workers’ ",
    "\u00a0",
    "🙂 ",
    "Oslo: ",
    "\u00ad",
)

WITHOUT_SOURCE = ("no-source-in-the-text", "source-is-only-told-about")


def read_case(case: dict[str, Any]) -> tuple[Attribution, ...]:
    text, language = language_of_sketches(*case["tree"])
    language = replace(
        with_plurals(language, case.get("plural", [])), roles=roles_of(text, case.get("roles", []))
    )
    return read(
        text, language, actors_of(text, case.get("actors", {})), times_of(text, case.get("times", []))
    )


def read(
    text: str, language: Language, actors: tuple[Actor, ...] = (), times: tuple[Time, ...] = ()
) -> tuple[Attribution, ...]:
    document = Document(id=DocumentId("d"), text=text)
    return find_attributions(document, language, actors, times, Forest(language.sentences), KNOWN).items


def with_plurals(language: Language, forms: list[str]) -> Language:
    def plural(sentence: Sentence) -> Sentence:
        return replace(
            sentence,
            tokens=tuple(replace(t, feats="Number=Plur") if t.text in forms else t for t in sentence.tokens),
        )

    return replace(language, sentences=tuple(plural(s) for s in language.sentences))


def roles_of(text: str, rows: list[list[Any]]) -> tuple[Role, ...]:
    """Return roles in text order; the third cell counts the cues as written, from 1."""
    placed = sorted((text.index(words), label, words, cue) for label, words, cue in rows)
    cues = [n for n, (_, label, _, _) in enumerate(placed) if label == "cue"]
    return tuple(
        Role(
            start=start,
            end=start + len(words),
            text=words,
            role=label,
            cue=cues[cue - 1] if cue else None,
            score=0.9,
        )
        for start, label, words, cue in placed
    )


def actors_of(text: str, rows: dict[str, list[str]]) -> tuple[Actor, ...]:
    return tuple(
        Actor(
            id=ActorId(f"a_{name}"),
            name=name,
            kind="person",
            named=name[0].isupper(),
            mentions=tuple(
                Mention(
                    start=text.index(m),
                    end=text.index(m) + len(m),
                    text=m,
                    form="name" if m[0].isupper() else "nominal",
                )
                for m in words
            ),
        )
        for name, words in rows.items()
    )


def times_of(text: str, phrases: list[str]) -> tuple[Time, ...]:
    return tuple(
        Time(
            id=TimeId(f"t_{phrase}"),
            start=text.index(phrase),
            end=text.index(phrase) + len(phrase),
            text=phrase,
            type="DATE",
            value="2018-10-19",
        )
        for phrase in phrases
    )


def fields(found: Attribution, among: tuple[Attribution, ...]) -> dict[str, Any]:
    """Return an attribution as a case writes it: words for spans, names for ids."""
    cue_of = {a.id: a.cue.text if a.cue else None for a in among}
    return {
        "source": found.source.text if found.source else None,
        "actor": found.source.actor.removeprefix("a_") if found.source and found.source.actor else None,
        "cue": found.cue.text if found.cue else None,
        "content": [span.text for span in found.content],
        "quotation": found.quotation,
        "sourcing": found.sourcing,
        "kind": found.kind,
        "polarity": found.polarity,
        "addressee": found.addressee.removeprefix("a_") if found.addressee else None,
        "time": found.time.removeprefix("t_") if found.time else None,
        "within": cue_of[found.within] if found.within else None,
        "medium": [found.medium.text, found.medium.kind] if found.medium else None,
        "reason": found.reason.text if found.reason else None,
    }


@pytest.mark.parametrize("case", SKETCHED, ids=[case["id"] for case in SKETCHED])
def test_case_has_the_attributions_it_names(case: dict[str, Any]) -> None:
    found = read_case(case)
    seen = [fields(a, found) for a in found]
    if case.get("none"):
        assert seen == []
        return
    for wanted in case["attributions"]:
        same = [s for s in seen if s["content"] == wanted["content"]]
        assert same, f"no attribution of {wanted['content']}; found {[s['content'] for s in seen]}"
        assert {key: same[0][key] for key in wanted} == wanted, case["why"]


@pytest.fixture(scope="module")
def model() -> Any:
    from onrecord.models import load_model

    return load_model()


@pytest.mark.slow
@pytest.mark.parametrize("case", MODELLED, ids=[case["id"] for case in MODELLED])
def test_model_reads_what_others_miss(case: dict[str, Any], model: Any) -> None:
    actors = actors_of(case["text"], case.get("actors", {}))
    found = read(case["text"], model.read([case["text"]])[0], actors)
    for wanted in case["attributions"]:
        holding = [a for a in found if any(wanted["content_holds"] in c.text for c in a.content)]
        assert holding, f"no attribution holds '{wanted['content_holds']}': {case['why']}"
        sources = [a.source.text for a in holding if a.source]
        assert any(wanted["source_holds"].lower() in s.lower() for s in sources), (sources, case["why"])
        given = [a for a in holding if a.source and wanted["source_holds"].lower() in a.source.text.lower()]
        seen = [fields(a, found) for a in given]
        for key in wanted.keys() - {"source_holds", "content_holds"}:
            assert wanted[key] in [one[key] for one in seen], (key, seen, case["why"])


def test_headline_with_a_name_and_a_colon_is_an_attribution() -> None:
    (found,) = read("Poll: Voters favour the bridge\n\nThe city sleeps.", Language())
    assert (found.source.text if found.source else None, found.content[0].text) == (
        "Poll",
        "Voters favour the bridge",
    )
    assert [reason.rule for reason in found.basis][:1] == ["name-and-colon"]


def test_transcript_gives_each_turn_to_its_speaker() -> None:
    found = read("QUIST: We go on.\n\nOLM: Do you?\n\nQUIST: We do.", Language())
    assert [(a.source.text if a.source else "", a.content[0].text) for a in found] == [
        ("QUIST", "We go on"),
        ("OLM", "Do you?"),
        ("QUIST", "We do"),
    ]


def test_quotation_that_is_a_paragraph_continues_the_one_above() -> None:
    text = "“We never left,” the mayor said.\n\n“And we never will,” she added.\n\n“This city is our home.”"
    roles = roles_of(text, [["content", "We never left", 1], ["cue", "said", 1], ["source", "the mayor", 1]])
    roles += tuple(
        replace(role, cue=3 if role.cue is not None else None)
        for role in roles_of(text, [["content", "And we never will", 1], ["cue", "added", 1]])
    )
    roles = tuple(
        replace(r, cue=[n for n, x in enumerate(roles) if x.role == "cue"][r.start > 34]) for r in roles
    )
    found = read(text, Language(roles=roles))
    assert [c.text for c in found[-1].content] == ["“And we never will,”", "“This city is our home.”"]


def test_unresolved_pronoun_refers_to_the_previous_speaker() -> None:
    text, language = language_of_sketches(
        "Officials=official/NOUN/nsubj>said said=say/VERB/root/Past that/SCONJ/mark>failed talks=talk/NOUN/nsubj>failed failed=fail/VERB/ccomp>said/Past ./PUNCT/punct>said",
        "They/PRON/nsubj>added added=add/VERB/root/Past that/SCONJ/mark>left envoys=envoy/NOUN/nsubj>left left=leave/VERB/ccomp>added/Past ./PUNCT/punct>added",
    )
    plural = with_plurals(language, ["Officials"])
    they = tuple(
        replace(
            s,
            tokens=tuple(
                replace(t, feats="Number=Plur|Person=3") if t.text == "They" else t for t in s.tokens
            ),
        )
        for s in plural.sentences
    )
    (officials,) = actors_of(text, {"officials": ["Officials"]})
    first, second = read(text, replace(plural, sentences=they), (replace(officials, kind="group"),))
    assert first.source is not None
    assert second.source is not None
    assert second.source.text == "They"
    assert second.source.actor == first.source.actor == officials.id
    assert second.sourcing == "collective"
    assert second.basis[-1] == Reason(rule="pronoun-of-speaker-before", words="Officials")
    assert sum(load_rules()[reason.rule].layer == "sourcing" for reason in second.basis) == 1


def test_the_last_reason_of_every_attribution_is_that_of_its_sourcing() -> None:
    for case in SKETCHED:
        for found in read_case(case):
            rules = [reason.rule for reason in found.basis]
            assert load_rules()[rules[-1]].layer == "sourcing", rules
            assert (found.sourcing == "none") == (rules[-1] in WITHOUT_SOURCE), rules


@pytest.mark.parametrize(
    ("subject", "sourcing", "rule", "row"),
    [
        ("Officials=official/NOUN/nsubj>said", "collective", "plural-noun", None),
        ("Insiders=insider/NOUN/nsubj>said", "unnamed", "informant-noun", "insider"),
        ("Reports=report/NOUN/nsubj>said", "document", "document-noun", "report"),
        ("He/PRON/nsubj>said", "unnamed", "pronoun-without-a-name", None),
    ],
)
def test_sourcing_names_its_rule_and_the_row_of_the_noun(
    subject: str, sourcing: str, rule: str, row: str | None
) -> None:
    text, language = language_of_sketches(
        f"{subject} said=say/VERB/root/Past that/SCONJ/mark>failed talks=talk/NOUN/nsubj>failed "
        "failed=fail/VERB/ccomp>said/Past ./PUNCT/punct>said"
    )
    (found,) = read(text, with_plurals(language, ["Officials", "Insiders", "Reports"]))
    reason = found.basis[-1]
    assert (found.sourcing, reason.rule) == (sourcing, rule)
    lines = files("onrecord.lexicon").joinpath("sourcing.tsv").read_text(encoding="utf-8").split("\n")
    assert (lines[reason.line - 1].split("\t")[0] if reason.line else None) == row


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("A/DET/det>voters poll=poll/NOUN/nmod>voters of/ADP/case>voters voters=voter/NOUN/nsubj>show", "poll"),
        ("Clear=clear/ADJ/nsubj>show victories=victory/NOUN/obj>Clear of/ADP/case>Ulm Ulm/PROPN/nmod>victories", "victories"),
        ("The/DET/det>front front/NOUN/nsubj>show -/PUNCT/punct>runner runner/NOUN/appos>front", "runner"),
        ("A/DET/det>editor editor/NOUN/nsubj>show of/ADP/case>poems poems=poem/NOUN/nmod>editor", "editor"),
    ],
)  # fmt: skip
def test_a_phrase_has_its_head_where_the_parser_took_another_word(phrase: str, head: str) -> None:
    text, language = language_of_sketches(f"{phrase} show/VERB/root much/ADJ/obj>show")
    forest = Forest(language.sentences)
    tree = forest.trees[0]
    end = next(t.start for t in tree.tokens if t.text == "show")
    if "-" in text:  # one word that the tokenizer cut
        front = next(i for i, t in enumerate(tree.tokens) if t.text == "front")
        tokens = list(tree.tokens)
        hyphen = replace(tokens[front + 1], start=tokens[front].end, end=tokens[front].end + 1)
        runner = replace(tokens[front + 2], start=hyphen.end, end=hyphen.end + len("runner"))
        tokens[front + 1 : front + 3] = [hyphen, runner]
        forest = Forest((replace(language.sentences[0], tokens=tuple(tokens)),))
    place = head_of_phrase(forest, KNOWN.words.attributions, 0, end)
    assert place is not None
    assert place[0].tokens[place[1]].text == head


def test_basis_says_what_decided() -> None:
    (found,) = [a for a in read_case(SKETCHED[0]) if a.cue]
    cue, sourcing = found.basis
    assert (cue.rule, cue.words, cue.table) == ("cue-and-clause", "say", "cues.tsv")
    assert load_rules()[sourcing.rule].layer == "sourcing"
    lines = files("onrecord.lexicon").joinpath("cues.tsv").read_text(encoding="utf-8").split("\n")
    assert lines[(cue.line or 0) - 1].split("\t")[0] == "say"


def test_very_long_source_is_cut_at_a_comma() -> None:
    text = "Olm, " + "who has many posts " * 20
    start, end = shortened((0, len(text)), text, LONGEST_SOURCE)
    assert text[start:end] == "Olm"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_every_span_quotes_the_text_and_reading_twice_is_the_same(pieces: list[str]) -> None:
    text = "".join(pieces)
    starts = [m.start() for m in re.finditer("she said", text)]
    roles = tuple(
        role
        for n, s in enumerate(starts)
        for role in (
            Role(start=s, end=s + 3, text="she", role="source", cue=2 * n + 1, score=0.9),
            Role(start=s + 4, end=s + 8, text="said", role="cue", cue=2 * n + 1, score=0.9),
        )
    )
    found = read(text, Language(roles=roles))
    spans = [s for a in found for s in (a.source, a.cue, *a.content) if s is not None]
    assert all(text[s.start : s.end] == s.text and s.text.strip() for s in spans)
    assert read(text, Language(roles=roles)) == found
    ids = {a.id for a in found}
    assert len(ids) == len(found)
    assert all(a.within is None or a.within in ids for a in found)


def test_cue_table_has_what_the_rules_look_up() -> None:
    rows = [row for rows in KNOWN.words.attributions.cues.values() for row in rows]
    assert len(rows) >= 350
    assert {row.kind for row in rows} == {
        "say", "ask", "demand", "deny", "warn", "promise", "accuse", "believe", "plan",
    }  # fmt: skip
    assert len({(row.lemma, row.pos) for row in rows}) == len(rows)
    assert KNOWN.words.attributions.cues["verb", "point"][0].lemma == "point out"
